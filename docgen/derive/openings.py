"""When freezes and maintenance windows are open, repeats included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from docgen.intake.model.plan import Window

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
