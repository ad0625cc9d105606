# What a person or a build machine does, by name. Every target sets up what it needs.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test soak check format templates schemas pictures bench constraints clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(VENV)/run.stamp  ## render both example clients' documents into out/
	$(BIN)/docgen render examples/harrow-wills/intake.yaml -o out --force
	$(BIN)/docgen render examples/harbour-vale/intake.yaml -o out --force

test: $(VENV)/dev.stamp  ## run the whole suite
	$(BIN)/python -m pytest -n auto --dist loadgroup

soak: $(VENV)/dev.stamp  ## run the long counts that `make test` leaves out
	$(BIN)/python -m pytest -m soak

check: $(VENV)/dev.stamp  ## lint, format, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp  ## mend what lint and format can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

templates: $(VENV)/dev.stamp  ## build the built-in templates from their source in tools/
	$(BIN)/python -m tools.build

schemas: $(VENV)/dev.stamp  ## write the JSON Schemas from the models
	$(BIN)/docgen schema -o schemas

pictures: $(VENV)/dev.stamp  ## make the pages' pictures in docs/pictures (needs LibreOffice and Poppler)
	$(BIN)/python -m tools.pictures

bench: $(VENV)/dev.stamp  ## measure docgen beside its peers and write docs/benchmarks.md
	@if command -v npm > /dev/null; then cd bench/node && npm install --no-package-lock --no-audit --no-fund --silent; fi
	$(BIN)/python -m bench

constraints: $(VENV)/dev.stamp  ## pin in constraints.txt what is installed now
	$(PIP) freeze --exclude-editable --exclude docgen > constraints.txt

clean:  ## take away what the other targets made, the environment included
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# One environment, filled as far as a target needs; a change of what is wanted or pinned fills it anew.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "docgen needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e '.[dev,bench]'
	@touch $@ $(VENV)/run.stamp
