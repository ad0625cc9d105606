"""Freezes and maintenance windows in time, repeats included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docgen.derive.openings import occurrences

if TYPE_CHECKING:
    from docgen.intake.model.plan import Window

__all__ = ["CLOSED", "holds", "meets", "occurrences", "spans", "touches"]

CLOSED = frozenset({"freeze", "blackout"})
"""The kinds of window in which nothing may change."""


def holds(window: Window, moment: datetime) -> bool:
    """Return whether a moment with a zone falls inside a window; a window without a zone is in the moment's own."""
    local = _local(window, moment)
    return any(start <= local < end for start, end in occurrences(window, local.date(), local.date()))


def touches(window: Window, first: date, last: date) -> bool:
    """Return whether a window is open at any time on the local days from `first` to `last`."""
    return any(True for _ in occurrences(window, first, last))


def spans(window: Window, start: datetime, finish: datetime) -> bool:
    """Return whether one opening of a window holds all from `start` to `finish`, moments with a zone."""
    first, last = _local(window, start), _local(window, finish)
    return any(opens <= first and last <= closes for opens, closes in _openings(window, first, last))


def meets(window: Window, start: datetime, finish: datetime) -> bool:
    """Return whether a window is open at any time between `start` and `finish`, moments with a zone."""
    first, last = _local(window, start), _local(window, finish)
    return any(opens < last and first < closes for opens, closes in _openings(window, first, last))


def _openings(window: Window, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    return occurrences(window, first.date(), last.date())


def _local(window: Window, moment: datetime) -> datetime:
    """Return a moment as wall time in a window's zone; a window without one is in the moment's own."""
    zone = ZoneInfo(window.tz) if window.tz else moment.tzinfo
    return moment.astimezone(zone).replace(tzinfo=None)
