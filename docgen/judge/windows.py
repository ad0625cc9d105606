"""Freezes and maintenance windows in time, repeats included."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docgen.derive.openings import occurrences

if TYPE_CHECKING:
    from docgen.intake.model.plan import Window

__all__ = ["CLOSED", "holds", "occurrences", "touches"]

CLOSED = frozenset({"freeze", "blackout"})
"""The kinds of window in which nothing may change."""


def holds(window: Window, moment: datetime) -> bool:
    """Return whether a moment with a zone falls inside a window; a window without a zone is in the moment's own."""
    zone = ZoneInfo(window.tz) if window.tz else moment.tzinfo
    local = moment.astimezone(zone).replace(tzinfo=None)
    return any(start <= local < end for start, end in occurrences(window, local.date(), local.date()))


def touches(window: Window, first: date, last: date) -> bool:
    """Return whether a window is open at any time on the local days from `first` to `last`."""
    return any(True for _ in occurrences(window, first, last))
