"""The days of hypercare: from which wave, from when to when, stand-ups and weekly reviews."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.derive.calendars import DAY, BusinessCalendar
from docgen.derive.lookup import Lookup
from docgen.intake.model.go_live import GoLive, Hypercare

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wave:
    """One go-live wave, and how many calendar days of hypercare it gets."""

    id: str
    sites: str
    date: datetime.date
    hypercare_end: datetime.date
    days: int


@dataclass(frozen=True, slots=True)
class Care:
    """Hypercare from `start` to `end`, both included. `anchor` is `first_wave`, `last_wave` or `per_wave`."""

    anchor: str
    start: date
    end: date
    waves: tuple[Wave, ...]
    standups: tuple[date, ...]
    reviews: tuple[date, ...]


def care_days(lookup: Lookup, calendar: BusinessCalendar, go_live: date) -> Care:
    """Return the days of hypercare.

    Day 1 is go-live; the last day is the anchor wave's go-live + the process's days - 1, unless the intake states
    it or an extension moves it. Counted per wave, the last wave's end is the end of all.
    """
    facts = lookup.intake.hypercare or Hypercare()
    anchor = _anchor(lookup)
    start = facts.start or go_live
    end = _end(lookup, facts, anchor, start)
    return Care(
        anchor=anchor,
        start=start,
        end=end,
        waves=tuple(_waves(lookup, anchor, end)),
        standups=_standups(lookup, calendar, facts, start),
        reviews=_reviews(calendar, facts, start, end),
    )


def _anchor(lookup: Lookup) -> str:
    stated = lookup.intake.go_live.hypercare_from if lookup.intake.go_live else None
    return stated or lookup.playbook.hypercare.from_wave.value


def _wave_dates(lookup: Lookup) -> list[date]:
    waves = (lookup.intake.go_live or GoLive()).waves or ()
    return sorted(wave.date for wave in waves if wave.date)


def _end(lookup: Lookup, facts: Hypercare, anchor: str, start: date) -> date:
    given = (lookup.stage_dates.get(lookup.playbook.hypercare.stage) or (None, None))[1]
    dates = _wave_dates(lookup)
    counted_from = start if anchor == "first_wave" or not dates else max(start, dates[-1])
    end = facts.end or given or counted_from + (lookup.playbook.hypercare.days.value - 1) * DAY
    return max([end, *(step.until for step in facts.extension or () if step.until)])


def _waves(lookup: Lookup, anchor: str, end: date) -> Iterable[Wave]:
    days = lookup.playbook.hypercare.days.value
    for wave in (lookup.intake.go_live or GoLive()).waves or ():
        if wave.date:
            last = wave.date + (days - 1) * DAY if anchor == "per_wave" else end
            names = ", ".join(lookup.site_name(site) for site in wave.sites or ())
            yield Wave(wave.id or "", names, wave.date, last, (last - wave.date).days + 1)


def _standups(lookup: Lookup, calendar: BusinessCalendar, facts: Hypercare, start: date) -> tuple[date, ...]:
    """Return the days of the stand-ups: as scheduled, else the first business days of hypercare."""
    stated = sorted(standup.date for standup in facts.standups or () if standup.date)
    if stated:
        return tuple(stated)
    first = calendar.next_on_or_after(start)
    days = lookup.playbook.hypercare.standup_business_days.value
    return tuple(calendar.add(first, ahead) for ahead in range(days))


def _reviews(calendar: BusinessCalendar, facts: Hypercare, start: date, end: date) -> tuple[date, ...]:
    """Return the days of the weekly reviews: as scheduled, else each full week after the start, moved to the next
    business day."""
    stated = sorted(review.date for review in facts.reviews or () if review.date)
    weeks = range(1, (end - start).days // 7 + 1)
    return tuple(stated) or tuple(calendar.next_on_or_after(start + week * _WEEK) for week in weeks)
