"""Where each document is written, below the output folder: names that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from docgen.errors import PackError
from docgen.problems import Place, Problem, Severity

MANIFEST = "manifest.json"
TABLE = "manifest.csv"
"""The manifest again, as a table: one line for each document."""
MAX_NAME = 120
"""The longest file name in characters: with the folders it stays below the 260 that Windows allows a path."""

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")
# Windows opens a device for these whatever the ending: `CON`, `con.docx`, `COM1_SLA` is fine.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def client_folder(code: str) -> PurePosixPath:
    """Return the folder of one client's documents. Raise PackError if the code cannot name a folder."""
    return PurePosixPath(_checked(code, "the client's code"))


def document_path(
    code: str,
    stage: str,
    artefact: str,
    version: str,
    *,
    extension: str,
    variant: str = "",
    draft: bool = False,
) -> PurePosixPath:
    """Return `<CODE>/<STAGE>/<CODE>_<ARTEFACT>[-<variant>]_v<major.minor>[_DRAFT].<extension>`.

    Raise PackError if a piece holds anything but ASCII letters, digits, `.` and `-`, is a name that Windows
    keeps for a device, or if the name is longer than 120 characters.
    """
    if not _VERSION.fullmatch(version):
        raise _unsafe("the document's version", version, "Write it as major.minor, such as 1.0.")
    kind = _checked(artefact, "the artefact's code") + (
        f"-{_checked(variant, 'the variant')}" if variant else ""
    )
    mark = "_DRAFT" if draft else ""
    name = f"{_checked(code, 'the client')}_{kind}_v{version}{mark}.{_checked(extension, 'the format')}"
    if len(name) > MAX_NAME:
        raise _unsafe("the file name", name, f"It is {len(name)} characters long; {MAX_NAME} are allowed.")
    return client_folder(code) / _checked(stage, "the stage") / name


def index_path(code: str, artefact: str, extension: str) -> PurePosixPath:
    """Return `<CODE>/<CODE>_<ARTEFACT>.<extension>`: what speaks of the whole folder lies at its top.

    Raise PackError as `document_path` does.
    """
    folder = client_folder(code)
    return folder / f"{code}_{_checked(artefact, 'the artefact')}.{_checked(extension, 'the format')}"


def zip_name(code: str) -> str:
    """Return the name of the zip of a client's pack. Raise PackError if the code cannot name a file."""
    return f"{_checked(code, 'the client')}_pack.zip"


def same_file(name: str) -> str:
    """Return what names have in common that are one file somewhere: capitals don't count on Windows and macOS,
    and macOS takes `é` for the same whether it is written as one character or as two."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def refuse_collisions(paths: Iterable[PurePosixPath]) -> None:
    """Raise PackError if two paths are the same file on some system (see `same_file`)."""
    taken: dict[str, PurePosixPath] = {}
    clashes = []
    for path in paths:
        first = taken.setdefault(same_file(str(path)), path)
        if first is not path:
            clashes.append((first, path))
    if clashes:
        raise PackError(_collision(first, second) for first, second in clashes)


def _collision(first: PurePosixPath, second: PurePosixPath) -> Problem:
    message = f"two documents would be written to one file: {first} and {second}"
    return Problem("name-collision", Severity.ERROR, Place(), message, "Give one of them another code.")


def _checked(piece: str, what: str) -> str:
    if not _SAFE.fullmatch(piece) or piece.endswith("."):
        raise _unsafe(
            what,
            piece,
            "Use letters (A to Z), digits, full stop and hyphen, beginning with a letter or digit.",
        )
    if piece.partition(".")[0].casefold() in _RESERVED:
        raise _unsafe(what, piece, "Windows keeps this name for a device: choose another.")
    if len(piece) > MAX_NAME:
        raise _unsafe(what, piece, f"It is {len(piece)} characters long; {MAX_NAME} are allowed.")
    return piece


def _unsafe(what: str, piece: str, hint: str) -> PackError:
    shown = piece if len(piece) <= 60 else piece[:57] + "..."
    message = f"{what} {shown!r} cannot be part of a file name"
    return PackError([Problem("unsafe-name", Severity.ERROR, Place(), message, hint)])
