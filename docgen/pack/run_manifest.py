"""The manifest of a whole batch: `OUT/manifest.json` with one entry per client, `OUT/manifest.csv` with one line
per document of all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.errors import PackError
from docgen.pack.hashes import sha256
from docgen.pack.manifest import FORMAT, read_body, unreadable
from docgen.pack.names import MANIFEST, TABLE, client_folder, same_file
from docgen.pack.table import COLUMNS, csv_bytes, lines_of
from docgen.pack.write import Data, write_files


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """One client in a batch. `file` is the intake as it was selected, `code` empty where it could not be read.

    `status` is `done` (its documents are as its inputs want them), `failed` or `interrupted`. `documents` counts its
    files, `drafts` those that are drafts, `withheld` the documents left out; `errors`, `warnings` and `owed` (facts
    that are missing) count what was found. `manifest` is the SHA-256 of its own manifest, empty if it has none.
    """

    file: str
    code: str = ""
    name: str = ""
    status: str
    note: str = ""
    documents: int = 0
    drafts: int = 0
    withheld: int = 0
    errors: int = 0
    warnings: int = 0
    owed: int = 0
    manifest: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What orders the clients: their codes, then the files of those without one."""
        return same_file(self.code), self.file


@dataclass(frozen=True, slots=True)
class RunManifest:
    """What lies in a batch's folder: its clients in order of their codes.

    `options` are those of the last run. `beside` are the names of other files that docgen wrote at the top of the
    folder, such as a report.
    """

    clients: tuple[ClientLine, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    def updated(
        self,
        clients: Iterable[ClientLine],
        out: Path,
        *,
        options: Mapping[str, Any],
        beside: Iterable[str] = (),
    ) -> RunManifest:
        """Return the manifest with `clients` in place of older lines of the same code or file.

        Clients that were not part of the run stay, but for those whose folder is gone from `out`.
        """
        new = tuple(clients)
        files = {one.file for one in new}
        codes = {same_file(one.code) for one in new if one.code}
        kept = (
            one
            for one in self.clients
            if one.file not in files and same_file(one.code) not in codes and _is_current(one, out)
        )
        present = {name for name in (*self.beside, *beside) if (out / name).is_file()}
        return RunManifest(
            tuple(sorted((*kept, *new), key=lambda one: one.key)), dict(options), tuple(sorted(present))
        )

    def encode(self) -> bytes:
        """Return the manifest as JSON text in UTF-8: the same clients and options give the same bytes."""
        body = {
            "manifest": FORMAT,
            "tool": __version__,
            "options": dict(self.options),
            "beside": list(self.beside),
            "clients": [asdict(one) for one in self.clients],
        }
        return (json.dumps(body, indent=2, ensure_ascii=False) + "\n").encode()


def _is_current(line: ClientLine, out: Path) -> bool:
    return not line.manifest or (out / line.code / MANIFEST).is_file()


def read_run_manifest(path: Path) -> RunManifest:
    """Return the batch's manifest at `path`, empty if there is none or it is of an older layout.

    Raise PackError if it cannot be understood, or is one client's manifest.
    """
    body = read_body(path)
    if body is None or body.get("manifest") in range(1, FORMAT):
        return RunManifest()
    if isinstance(body.get("client"), str):
        hint = "Choose the folder above it with -o."
        raise unreadable(
            path, f"it is the manifest of one client, {body['client']}, not of a batch", hint=hint
        )
    try:
        clients = tuple(ClientLine(**line) for line in body["clients"])
        for line in clients:
            if line.manifest:  # others have no folder: their code may be one that can name none
                client_folder(line.code)
        return RunManifest(clients, dict(body["options"]), tuple(map(str, body["beside"])))
    except (KeyError, TypeError, ValueError, PackError) as error:
        raise unreadable(path, f"it is not a batch's manifest of layout {FORMAT}") from error


def write_run_manifest(out: Path, manifest: RunManifest) -> None:
    """Write both files of a batch's manifest, but those that are as they would be written. Raise PackError as
    `write_files` does."""
    files: dict[Path, Data] = {}
    if not _holds(out / TABLE, run_table(out, manifest)):
        files[out / TABLE] = run_table(out, manifest)
    if not _holds(out / MANIFEST, [manifest.encode()]):
        files[out / MANIFEST] = manifest.encode()
    write_files(files)


def run_table(out: Path, manifest: RunManifest) -> Iterator[bytes]:
    """Yield the batch's table piece by piece: the lines of each client's own, under one head."""
    yield csv_bytes(("client", *COLUMNS), ())
    for line in manifest.clients:
        if line.manifest:
            yield _lines(out / line.code / TABLE)


def line_of(line: ClientLine, out: Path) -> ClientLine:
    """Return a client's line with the hash of the manifest that lies in its folder now, if it has one."""
    try:
        data = (out / client_folder(line.code) / MANIFEST).read_bytes()
    except (OSError, PackError):  # a code that can name no folder has none
        return replace(line, manifest="")
    return replace(line, manifest=sha256(data))


def _lines(path: Path) -> bytes:
    try:
        return lines_of(path.read_bytes())
    except OSError:  # the client's folder was taken away meanwhile: verify tells
        return b""


def _holds(path: Path, pieces: Iterable[bytes]) -> bool:
    """Return whether a file holds just these pieces, without holding either as a whole."""
    try:
        with path.open("rb") as file:
            return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)
    except OSError:
        return False
