"""Calendars as a person with a wall calendar works them out: one day at a time. Models for tests, slow on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from docgen.derive.calendars import BusinessCalendar

REGIONS = ("AU-VIC", "AU-NSW", "AU-QLD", "AU-WA", "AU-TAS", "NZ", "GB-ENG", "GB-SCT", "US-CO", "SG")
DAY = timedelta(days=1)


def seeded(examples: int) -> settings:
    """Return settings under which a test tries the same examples each time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@cache
def days_off(region: str, year: int) -> frozenset[date]:
    """Return the public holidays of a region in a year, from the library that publishes them."""
    country, _, part = region.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))


@dataclass(frozen=True)
class Wall:
    """A wall calendar: which weekdays are worked, whose holidays are kept, what is crossed out or in."""

    weekdays: frozenset[int] = frozenset(range(5))
    regions: tuple[str, ...] = ("AU-VIC",)
    shut: frozenset[date] = frozenset()
    worked: frozenset[tuple[date, str]] = frozenset()

    def is_open(self, day: date) -> bool:
        if day.weekday() not in self.weekdays or day in self.shut:
            return False
        for region in self.regions:
            kept = day in days_off(region, day.year)
            if kept and (day, region) not in self.worked and (day, "") not in self.worked:
                return False
        return True

    def open_days(self, start: date, step: int = 1) -> Iterator[date]:
        """Yield the open days from `start` on, itself included, forwards or backwards."""
        day = start
        while True:
            if self.is_open(day):
                yield day
            day += step * DAY

    def between(self, first: date, last: date) -> int:
        """Return how many days from `first` to `last` are open, both included."""
        count, day = 0, first
        while day <= last:
            count += self.is_open(day)
            day += DAY
        return count

    def calendar(self) -> BusinessCalendar:
        """Return the same calendar as docgen has it."""
        added = dict.fromkeys(self.shut, ("", "Shut"))
        return BusinessCalendar(self.weekdays, self.regions, added, self.worked)


DATES = st.dates(date(2024, 1, 1), date(2031, 12, 31))
_CLOSE = st.dates(date(2027, 1, 1), date(2027, 12, 31))


@st.composite
def walls(draw: st.DrawFn) -> Wall:
    """Draw a calendar: any weekdays, up to three regions, some days added and some holidays worked."""
    regions = tuple(draw(st.lists(st.sampled_from(REGIONS), max_size=3, unique=True)))
    kept = sorted(day for region in regions for day in days_off(region, 2027))
    worked = (
        draw(st.sets(st.tuples(st.sampled_from(kept), st.sampled_from(("", *regions))), max_size=3))
        if kept
        else set()
    )
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    return Wall(frozenset(weekdays), regions, draw(st.frozensets(_CLOSE, max_size=4)), frozenset(worked))


@dataclass(frozen=True)
class Leg:
    """One stage of a walk: `days` long, counted in open days or in all days."""

    days: int
    every_day: bool = False


@dataclass
class Walked:
    """The days on which a stage ran."""

    days: list[date] = field(default_factory=list)


def walked(wall: Wall, start: date, legs: Sequence[Leg]) -> list[Walked]:
    """Return the days of each stage, crossed off one by one: each starts on the next open day."""
    found, day = list[Walked](), start
    for leg in legs:
        day = next(wall.open_days(day))
        stage = Walked([day])
        while len(stage.days) < leg.days:
            day += DAY
            if leg.every_day or wall.is_open(day):
                stage.days.append(day)
        found.append(stage)
        day += DAY
    return found
