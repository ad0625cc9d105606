"""Section 4: the hours of cover as a page shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from docgen.derive.calendars import BusinessCalendar, Holiday
from docgen.derive.sla.clock import ServiceClock
from docgen.derive.sla.cover import (
    changes_clocks,
    clock_in_words,
    days_in_words,
    hour_marks,
    hours_per_week,
    week_grid,
    zone_in_words,
)
from docgen.derive.sla.hours import Hours
from docgen.derive.sla.views import AfterHours, Cover
from docgen.derive.values import Gap

EVERY_HOUR = "24 hours, every day of the year"


def coverage(
    hours: Hours,
    *,
    start: date | Gap,
    fallback_year: int,
    calendar: BusinessCalendar,
    after_hours: AfterHours | Gap,
) -> Cover:
    """Return the hours in words, drawn and counted. `start` is the effective date; a year is listed from it."""
    year = start.year if isinstance(start, date) else fallback_year
    zone = zone_in_words(hours.zone, year)
    text = hours_in_words(hours)
    p1_text = EVERY_HOUR if hours.p1_always else text
    return Cover(
        text=text,
        p1_text=p1_text,
        zone=zone,
        hours=hours_per_week(hours.service),
        p1_hours=hours_per_week(hours.p1_clock),
        all_day=hours.service.always,
        marks=hour_marks(hours.service),
        rows=week_grid(hours.service, p1_always=hours.p1_always),
        sentence=_sentence(hours, text, zone),
        holidays_closed=hours.holidays_closed and not hours.service.always,
        holidays=_holidays(hours.service, calendar, start),
        daylight_saving=changes_clocks(hours.zone, date(year, 1, 1)),
        after_hours=_needed(after_hours) if hours.service.always else after_hours,
    )


def _needed(contact: AfterHours | Gap) -> AfterHours | Gap:
    """Return the after-hours contact of a desk that never closes: nobody owes one."""
    return replace(contact, not_applicable=True) if isinstance(contact, Gap) else contact


def hours_in_words(hours: Hours) -> str:
    """Return the service hours: `Monday to Friday, 07:00 to 19:00`."""
    if hours.service.always:
        return EVERY_HOUR
    return f"{days_in_words(hours.days)}, {clock_in_words(hours.window)}"


def _sentence(hours: Hours, text: str, zone: str) -> str:
    if hours.service.always:
        return f"Dark: all priorities, at every hour. Times are {zone}."
    dark = f"Dark: all priorities, {text}, {zone}."
    return f"{dark} Pale: P1 only, at all other hours." if hours.p1_always else f"{dark} Pale: no cover."


def year_end(start: date) -> date:
    """Return the last day of the twelve months that begin on `start`."""
    leap_day = (start.month, start.day) == (2, 29)
    again = date(start.year + 1, 3, 1) if leap_day else start.replace(year=start.year + 1)
    return again - timedelta(days=1)


def _holidays(
    clock: ServiceClock, calendar: BusinessCalendar, start: date | Gap
) -> tuple[Holiday, ...] | Gap:
    if not isinstance(start, date):
        return start
    found = calendar.holidays(start, year_end(start))
    return tuple(holiday for holiday in found if clock.always or holiday.date.weekday() in clock.windows)
