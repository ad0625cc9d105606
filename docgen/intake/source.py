"""A data file as text: read whole, checked for what no document can hold, and able to say where a character is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import IntakeError
from docgen.intake.model.texts import FORBIDDEN, name_of
from docgen.problems import Place, Problem, Severity

MOST_BYTES = 10_000_000

_BREAK = re.compile(r"\r\n|\r|\n")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Source:
    """The text of one file. Offsets count characters from 0; lines and columns count from 1."""

    file: str
    text: str
    starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        object.__setattr__(self, "starts", starts)

    def place(self, start: int, end: int, path: str = "") -> Place:
        """Return the place of the characters from `start` to `end`; what lies on later lines is not marked."""
        line = bisect_right(self.starts, start)
        first = self.starts[line - 1]
        last = self.starts[line] if line < len(self.starts) else len(self.text)
        shown = self.text[first:last].rstrip("\r\n")
        length = max(1, min(end, first + len(shown)) - start)
        return Place(self.file, line, start - first + 1, path, shown, length)

    def warn(self, code: str, start: int, end: int, message: str, hint: str = "") -> Problem:
        """Return the warning that stands at the characters from `start` to `end`."""
        return Problem(code, Severity.WARNING, self.place(start, end), message, hint)

    def refuse(self, code: str, start: int, end: int, message: str, hint: str = "") -> Problem:
        """Return the error that stands at the characters from `start` to `end`."""
        return Problem(code, Severity.ERROR, self.place(start, end), message, hint)


def read_source(path: Path) -> Source:
    """Return the text of `path`. Raise IntakeError if it cannot be read, is no UTF-8 or holds forbidden characters."""
    source = Source(str(path), _decoded(path, _bytes(path)))
    bad = next((match for match in FORBIDDEN.finditer(source.text) if match[0] != "\r"), None)
    if bad:
        message = f"There is {name_of(bad[0])} here, which no document can hold."
        raise IntakeError(
            [source.refuse("forbidden-character", bad.start(), bad.end(), message, "Take it out.")]
        )
    return source


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            kind = "folder" if path.is_dir() else "device"
            raise _unreadable(path, f"is a {kind}", "Give the path of a YAML or JSON file.", what="path")
        if size > MOST_BYTES:
            raise _unreadable(
                path, f"has {size:,} bytes; at most {MOST_BYTES:,} are read", "Is it the right file?"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(path, "does not exist", "Check the spelling and the folder.") from None
    except PermissionError:
        raise _unreadable(path, "may not be read", "Ask for the right to read it.") from None
    except (OSError, ValueError):
        # A name that is too long, or holds a NUL.
        raise _unreadable(path, "cannot be read", "Check its name and its disk.") from None


def _unreadable(path: Path, fault: str, hint: str, *, what: str = "file") -> IntakeError:
    message = f"The {what} {fault}."
    return IntakeError([Problem("not-a-file", Severity.ERROR, Place(str(path)), message, hint)])


def _decoded(path: Path, data: bytes) -> str:
    if data.startswith(_UTF16):
        raise _not_utf8(Place(str(path), 1, 1), "The file is in UTF-16, not in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").lstrip("\ufeff")
        rest = data[error.start : error.start + 200].decode("latin-1")
        where = Source(str(path), before + rest).place(len(before), len(before) + 1)
        raise _not_utf8(where, "The file is not in UTF-8: the character here cannot be read.") from None


def _not_utf8(where: Place, message: str) -> IntakeError:
    return IntakeError(
        [Problem("encoding", Severity.ERROR, where, message, "Save it as UTF-8 in your editor.")]
    )
