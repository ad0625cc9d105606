"""Where each figure of the schedule comes from, and who stands by it.

What the intake states wins over the playbook's tier. The source is what the intake's `facts` map says of the path
or of the nearest path above it; else `override` for a stated figure, else the playbook's own. A figure whose
source is `default` is confirmed by its own entry in `facts`, or by `sla.confirmed_by` with `sla.confirmed_on` for
the whole schedule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

DEFAULT, OVERRIDE, CONFIRMED = "default", "override", "confirmed"


@dataclass(frozen=True, slots=True)
class Figure(Generic[T_co]):
    """One figure of the schedule with its origin.

    `what` names it in words, `value` is the fact and `shown` what a page prints of it, `path` its intake path,
    `source` one of process, default, contract, client and override, `line` the process line it comes from.
    `confirmed_by` is a person's name.
    """

    what: str
    value: T_co
    shown: object
    path: str
    source: str
    line: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None

    @property
    def confirmed(self) -> bool:
        """Tell whether a named person confirmed it on a date."""
        return bool(self.confirmed_by and self.confirmed_on)

    @property
    def unconfirmed(self) -> bool:
        """Tell whether it is still the provider's own default: such a figure keeps a contract a draft."""
        return self.source == DEFAULT and not self.confirmed


@dataclass(frozen=True, slots=True)
class Word:
    """What the `facts` map says of one path: its source, and who confirmed it when (all may be empty)."""

    source: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What the playbook says of a figure: `process` or `default`, and the process line."""

    source: str = DEFAULT
    line: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known about the sources: the `facts` map by path, and who confirmed the schedule as a whole."""

    words: Mapping[str, Word] = field(default_factory=dict)
    whole: Word = field(default_factory=Word)

    def word(self, path: str) -> Word:
        """Return the entry of this path or of the nearest path above it."""
        at = path
        while at:
            if at in self.words:
                return self.words[at]
            at = _above(at)
        return Word()

    def figure(
        self, what: str, path: str, value: T, *, origin: Origin, stated: bool = False, shown: object = None
    ) -> Figure[T]:
        """Return a figure with its source and confirmation.

        `stated` says that the value is the intake's own; `shown` is what a page prints where that is not the
        value itself.
        """
        word = self.word(path)
        by = word if word.confirmed_by and word.confirmed_on else self.whole
        source = word.source or (OVERRIDE if stated else origin.source)
        printed = value if shown is None else shown
        line = "" if stated else origin.line
        return Figure(what, value, printed, path, source, line, by.confirmed_by, by.confirmed_on)


def _above(path: str) -> str:
    """Return the path one step up: `a.b[c.d]` is under `a.b`, which is under `a`."""
    return path.rpartition("[" if path.endswith("]") else ".")[0]


def origin_of(sourced: Any) -> Origin:
    """Return the origin of anything of a playbook that carries `source` and `line`."""
    return Origin(str(sourced.source), sourced.line)
