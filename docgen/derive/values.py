"""What a context holds besides text, numbers and dates: facts that are missing, states, money, lengths of time.

These are domain values. How they look on a page is decided in `docgen.printing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is not known yet. Prints as `▲ TBC (owner, due)`.

    `path` is the intake path, `question` the fact in words, `owner` the name (or role in words) of who owes
    it, `due` by when; both may be empty. `not_applicable` marks a fact that this client does not have, which
    prints as `○ Not applicable` and is no open item.
    """

    path: str
    question: str = ""
    owner: str = ""
    due: date | None = None
    not_applicable: bool = False

    def __bool__(self) -> bool:
        return False


class State(StrEnum):
    """The five states of the house style; each has a glyph, a word and a colour. EXTREME is that of risks alone."""

    GOOD = "good"
    CAUTION = "caution"
    CRITICAL = "critical"
    EXTREME = "extreme"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Chip:
    """A state with its word: `● Approved`, `▲ At risk`, `■ Failed`, `○ Not started`."""

    state: State
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount ex tax in a currency (ISO 4217). Never a float."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in whole minutes. `business` minutes run only in service hours (`day` minutes a day).

    Prints in words: `15 minutes`, `8 business hours`, `2 business days (24 business hours)` never raw minutes.
    """

    minutes: int
    business: bool = False
    day: int = 720


@dataclass(frozen=True, slots=True)
class Cell:
    """One shaded cell of a drawn row (Gantt, cover grid): `span` columns wide, with a `text` and a `fill`.

    `fill` is a theme token (`accent1`, `accent3@30`) or empty for none; `ink` the token of the text on it
    (`lt1` on dark fills), empty for the body colour.
    """

    span: int
    text: str = ""
    fill: str = ""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file beside the document that names it: `path` leads there from the document's own folder."""

    text: str
    path: str


def listed(items: tuple[T, ...] | Gap) -> tuple[T, ...]:
    """Return the items, none where the list itself is missing."""
    return () if isinstance(items, Gap) else items
