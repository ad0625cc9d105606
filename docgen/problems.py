"""One finding about an intake, a template or a pack, with its place: a value, until a reporter prints it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks issue, a warning needs a look, info only informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is.

    In a text file: `file`, `line` and `column` (both count from 1) and the `source` line itself with the
    `length` in characters of what the caret marks. In an argument of the command line: `file` and `source` are
    the argument, `column` counts in it, and there is no line. In an Office file: `file` and the `trail` of
    headings, table, row and column that leads there. `path` is the data path, with ids rather than positions where the
    list has ids: `applications[app-xero].rto`.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    source: str = ""
    length: int = 1
    trail: tuple[str, ...] = ()

    def __str__(self) -> str:
        column = self.column if self.line is not None else None
        spot = ":".join(str(part) for part in (self.file, self.line, column) if part not in ("", None))
        steps = [spot, *self.trail] if spot else list(self.trail)
        return " › ".join(steps) if steps else self.path

    def veiled(self) -> Place:
        """Return the place with what the caret marks covered by dots: a secret, which no report may repeat."""
        start = (self.column or 1) - 1
        end = start + self.length
        source = self.source[:start] + "•" * len(self.source[start:end]) + self.source[end:]
        return replace(self, source=source, file=source if self.file == self.source else self.file)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    `code` is stable (a rule's id such as `SLA-03`, or a word such as `unknown-key`); tests check it and the
    place, so that the prose can improve. `message` says what was found and what is wrong, `hint` what to do.
    """

    code: str
    severity: Severity
    where: Place
    message: str
    hint: str = ""
    acknowledged: str = field(default="", kw_only=True)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        place = str(self.where)
        return f"{place}: {self.message}{hint}" if place else f"{self.message}{hint}"
