"""Is a folder what its manifests say? Every file that is changed, missing or foreign, each as one problem.

Files are read piece by piece, clients one after another: the cost in memory does not grow with what lies there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import PackError
from docgen.pack.lock import LOCK
from docgen.pack.manifest import Manifest, read_body, read_manifest
from docgen.pack.names import MANIFEST, TABLE
from docgen.pack.run_manifest import RunManifest, read_run_manifest, run_table
from docgen.pack.table import table
from docgen.pack.write import is_unfinished
from docgen.pack.zipped import pack_zip, zip_entry
from docgen.problems import Place, Problem, Severity

_PIECE = 1 << 20
_AGAIN = "Run the same command again: it writes the file anew and leaves the rest as it is."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what is wrong; `problems` are in the order of clients and paths."""

    clients: int
    files: int
    problems: tuple[Problem, ...]


def verify(out: Path) -> Verified:
    """Compare a client's folder, or a folder of clients, with its manifests. Nothing is written.

    Raise PackError if `out` holds no manifest.
    """
    if client := _client_of(out):
        files, problems = _client(out, client)
        return Verified(1, files, tuple(problems))
    clients = [folder for folder in _folders(out) if (folder / MANIFEST).is_file()]
    if not clients and not (out / MANIFEST).is_file():
        hint = "Give the folder that `docgen render` or `docgen batch` wrote into with -o."
        raise PackError.single("no-manifest", "holds no manifest", where=Place(file=str(out)), hint=hint)
    files, problems = 0, list(_run(out, clients))
    for folder in clients:
        looked_at, found = _client(folder, folder.name)
        files += looked_at
        problems += found
    return Verified(len(clients), files, tuple(problems))


def _client_of(out: Path) -> str:
    """Return whose folder `out` is, empty if it is not one client's; a damaged manifest is told of where it is read."""
    try:
        body = read_body(out / MANIFEST) or {}
    except PackError:
        return ""
    return str(body.get("client", ""))


# -- one client -------------------------------------------------------------------------------------


def _client(folder: Path, name: str) -> tuple[int, list[Problem]]:
    """Return how many files of a client were looked at, and what is wrong."""
    try:
        manifest = read_manifest(folder / MANIFEST, name)
    except PackError as error:
        return 0, list(error.problems)
    wanted = {entry["path"]: entry["sha256"] for entry in manifest.entries}
    problems = [
        *_older(folder),
        *(problem for path, known in wanted.items() for problem in _file(folder / path, known)),
        *_table(folder / TABLE, [table(manifest)]),
        *_zip(folder, manifest),
        *_foreign(folder, {*wanted, MANIFEST, TABLE, *([manifest.zipped.path] if manifest.zipped else [])}),
    ]
    return len(wanted), problems


def _older(folder: Path) -> Iterator[Problem]:
    body = read_body(folder / MANIFEST) or {}
    if not isinstance(body.get("files"), list) or "run" not in body:
        yield _problem("old-manifest", folder / MANIFEST, "is of an earlier version of docgen", _AGAIN)


def _file(path: Path, known: str) -> Iterator[Problem]:
    found = _hash(path)
    if found is None:
        hint = "Run the same command again, which writes it anew, or forgets it if it is an older version."
        yield _problem("missing-file", path, "is in the manifest, and not on the disk", hint)
    elif found != known:
        hint = (
            "To have docgen's own again, move this one away and run the same command again; to keep the change, "
            "put it into the intake or the template."
        )
        yield _problem("changed-file", path, "is not as docgen wrote it", hint)


def _table(path: Path, pieces: Iterable[bytes]) -> Iterator[Problem]:
    found = _hash(path)
    if found is None:
        yield _problem("missing-file", path, "is not there", _AGAIN)
    elif found != _digest(pieces):
        yield _problem("manifests-disagree", path, f"does not say what {MANIFEST} beside it says", _AGAIN)


def _zip(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Yield what is wrong with the zip: it must hold the documents as they are now."""
    if manifest.zipped is None:
        return
    path = folder / manifest.zipped.path
    found = list(_file(path, manifest.zipped.sha256))
    yield from found
    try:
        data = pack_zip(manifest, lambda member: (folder / member).read_bytes())
    except OSError:  # what is missing is said already
        return
    if not found and zip_entry(manifest.client, data) != manifest.zipped:
        hint = "Run the same command again: a pack's zip is kept in step."
        yield _problem("outdated-zip", path, "holds other documents than the folder", hint)


def _foreign(folder: Path, known: set[str]) -> Iterator[Problem]:
    """Yield what lies in a client's folder that docgen did not write."""
    for path in _all_files(folder):
        if path.relative_to(folder).as_posix() not in known:
            yield _stranger(path)


def _stranger(path: Path) -> Problem:
    if is_unfinished(path.name):
        hint = "The next run into this folder clears it away."
        return _problem("unfinished-file", path, "is what a run left that was stopped", hint)
    if path.name.startswith("~$"):
        hint = "Close the document; if nobody has it open, delete this file."
        return _problem("foreign-file", path, "is Office's mark that somebody has the document open", hint)
    hint = "Move it elsewhere if it is yours: this folder is what docgen delivers."
    return _problem("foreign-file", path, "is not one that docgen wrote here", hint)


# -- the whole run ----------------------------------------------------------------------------------


def _run(out: Path, clients: list[Path]) -> Iterator[Problem]:
    """Yield what is wrong with the batch's own manifest, and with what lies beside the clients' folders."""
    if not (out / MANIFEST).is_file():  # written by `docgen render`, client by client
        yield from _beside(out, clients, set())
        return
    try:
        manifest = read_run_manifest(out / MANIFEST)
    except PackError as error:
        yield from error.problems
        return
    yield from _table(out / TABLE, run_table(out, manifest))
    yield from _lines(out, manifest, clients)
    yield from _beside(out, clients, {MANIFEST, TABLE, *manifest.beside})


def _lines(out: Path, manifest: RunManifest, clients: list[Path]) -> Iterator[Problem]:
    present = {folder.name for folder in clients}
    for line in manifest.clients:
        if not line.manifest:
            continue
        if line.code not in present:
            hint = "Run the batch again, which writes it anew; a client who is no longer selected is then forgotten."
            yield _problem(
                "missing-client", out / line.code, "is in the batch's manifest, and not there", hint
            )
        elif _hash(out / line.code / MANIFEST) != line.manifest:
            hint = "Something else wrote there since the batch: run the batch again."
            message = f"is not the one that the batch's own {MANIFEST} tells of"
            yield _problem("manifests-disagree", out / line.code / MANIFEST, message, hint)
    listed = {line.code for line in manifest.clients if line.manifest}
    for name in sorted(present - listed):
        hint = "Run the batch over this client too, or move the folder elsewhere."
        yield _problem("foreign-client", out / name, "is not in the batch's manifest", hint)


def _beside(out: Path, clients: list[Path], known: set[str]) -> Iterator[Problem]:
    for path in sorted(out.iterdir()):
        if path.name in known or path in clients:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from map(_stranger, _all_files(path))
        elif path.name != LOCK:
            yield _stranger(path)


# -- files ------------------------------------------------------------------------------------------


def _folders(out: Path) -> list[Path]:
    try:
        return sorted(path for path in out.iterdir() if path.is_dir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PackError.single("not-a-folder", f"cannot be read: {reason}", where=Place(str(out))) from error


def _all_files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder in order of path; links are not followed, but told of."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _all_files(path)
        elif path.name != LOCK:
            yield path


def _hash(path: Path) -> str | None:
    """Return the SHA-256 of a file as hex, None if there is none that can be read."""
    try:
        with path.open("rb") as file:
            return _digest(iter(lambda: file.read(_PIECE), b""))
    except OSError:
        return None


def _digest(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _problem(code: str, path: Path, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, Place(file=str(path)), f"{message}.", hint)
