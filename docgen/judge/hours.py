"""Whether one set of weekly hours lies inside another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docgen.derive.sla.clock import MINUTES_PER_DAY, ServiceClock

if TYPE_CHECKING:
    from docgen.intake.model.parties import DayWindow

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Mondays in winter and in summer: between zones the difference may change with daylight saving.
_MONDAYS = (date(2027, 7, 5), date(2027, 1, 11))


def uncovered(span: DayWindow, zone: ZoneInfo, clock: ServiceClock) -> tuple[str, ...]:
    """Return the weekdays (Mon, Tue …) on which a span of the day is not inside the clock's openings.

    The span is wall time in `zone`; public holidays are left aside. A span that ends at or before its start runs
    past midnight.
    """
    if span.start is None or span.end is None:
        return ()
    open_clock = replace(clock, is_holiday=lambda _: False)
    named = [index for index, day in enumerate(_WEEK) if day in (span.days or _WEEK)]
    return tuple(_WEEK[index].capitalize() for index in named if not _covered(span, index, zone, open_clock))


def _covered(span: DayWindow, weekday: int, zone: ZoneInfo, clock: ServiceClock) -> bool:
    return all(_inside(span, monday + timedelta(days=weekday), zone, clock) for monday in _MONDAYS)


def _inside(span: DayWindow, day: date, zone: ZoneInfo, clock: ServiceClock) -> bool:
    if clock.always:
        return True
    if span.start is None or span.end is None:
        return False
    start = datetime.combine(day, span.start, tzinfo=zone)
    last = day if span.end > span.start else day + timedelta(days=1)
    end = datetime.combine(last, span.end, tzinfo=zone)
    local = start.astimezone(clock.zone)
    opens = local.hour * 60 + local.minute
    closes = opens + int((end - start).total_seconds()) // 60
    openings = clock.openings(local.date())
    return any(one.opens <= opens and closes <= min(one.closes, MINUTES_PER_DAY) for one in openings)
