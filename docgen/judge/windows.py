"""Freezes and maintenance windows in time, repeats included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from docgen.intake.model.plan import Window

CLOSED = frozenset({"freeze", "blackout"})
"""The kinds of window in which nothing may change."""

_WEEKDAYS = {
    "daily": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "daily_mon_sat": frozenset(range(6)),
}


def occurrences(window: Window, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the openings of a window that touch the local days from `first` to `last`, both included.

    Start and end are wall times without a zone, as the window gives them.
    """
    if window.start is None or window.end is None:
        return
    length = window.end - window.start
    day = max(window.start.date(), first - timedelta(days=length.days + 1))
    final = min(last, window.until) if window.until else last
    while day <= final:
        start = datetime.combine(day, window.start.time())
        if _falls_on(window, day) and (start + length).date() >= first:
            yield start, start + length
        day += timedelta(days=1)


def _falls_on(window: Window, day: date) -> bool:
    if window.start is None or day < window.start.date():
        return False
    repeat = window.recurrence or "none"
    if repeat == "weekly":
        return day.weekday() == window.start.weekday()
    if repeat == "monthly":
        return day.day == window.start.day
    return day == window.start.date() if repeat == "none" else day.weekday() in _WEEKDAYS.get(repeat, ())


def holds(window: Window, moment: datetime) -> bool:
    """Return whether a moment with a zone falls inside a window; a window without a zone is in the moment's own."""
    zone = ZoneInfo(window.tz) if window.tz else moment.tzinfo
    local = moment.astimezone(zone).replace(tzinfo=None)
    return any(start <= local < end for start, end in occurrences(window, local.date(), local.date()))


def touches(window: Window, first: date, last: date) -> bool:
    """Return whether a window is open at any time on the local days from `first` to `last`."""
    return any(True for _ in occurrences(window, first, last))
