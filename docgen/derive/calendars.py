"""Business days: weekdays, public holidays by region, what was added or removed and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from docgen.derive.regions import public_holidays, region_names, short_region_name
from docgen.derive.words import join_words, weekdays_in_words
from docgen.errors import CalendarError
from docgen.intake.model import Intake
from docgen.intake.model.sites import Calendar, Holidays

DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEARCH_DAYS = 60


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off. `regions` are codes (`AU-VIC`); `regions_text` in words."""

    date: date
    name: str
    regions: tuple[str, ...]
    regions_text: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A day that the client's calendar adds to the public holidays or takes from them, with the reason."""

    date: date
    what: str
    region: str
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The calendar as a document shows it.

    `holidays` are those from the start of the plan to its end that fall on business weekdays; `policy` is a
    sentence.
    """

    regions: tuple[str, ...]
    regions_text: str
    weekdays_text: str
    policy: str
    holidays: tuple[Holiday, ...]
    adjustments: tuple[Adjustment, ...]


@dataclass(frozen=True)
class BusinessCalendar:
    """Business days: weekdays in `weekdays` (0 = Monday) that are a holiday in none of `regions`.

    `added` maps extra days off to their names; `removed` holds (day, region) pairs that do not count, an empty
    region meaning all. Holidays are looked up year by year, so any year that the holiday data covers can be
    asked for; another year raises CalendarError.
    """

    weekdays: frozenset[int] = frozenset(range(5))
    regions: tuple[str, ...] = ()
    added: Mapping[date, tuple[str, str]] = field(default_factory=dict)
    removed: frozenset[tuple[date, str]] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise _no_business_day("The calendar names no business weekday.")

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday on `day`, in any region of the calendar, or None."""
        named = list(self._named(day))
        if not named:
            return None
        regions = tuple(region for region, _ in named if region)
        names = list(dict.fromkeys(name for _, name in named))
        return Holiday(day, " / ".join(names), regions, join_words([short_region_name(r) for r in regions]))

    def _named(self, day: date) -> Iterator[tuple[str, str]]:
        for region in self.regions:
            name = public_holidays(region, day.year).get(day)
            if name and not self.removed & {(day, region), (day, "")}:
                yield region, name
        if day in self.added:
            yield self.added[day]

    def is_business_day(self, day: date) -> bool:
        """Return True for a business weekday that is no holiday."""
        return day.weekday() in self.weekdays and self.holiday(day) is None

    def next_on_or_after(self, day: date) -> date:
        """Return `day` if it is a business day, else the next one."""
        return self._first(day, DAY)

    def previous_on_or_before(self, day: date) -> date:
        """Return `day` if it is a business day, else the one before."""
        return self._first(day, -DAY)

    def next_after(self, day: date) -> date:
        """Return the first business day after `day`."""
        return self.next_on_or_after(day + DAY)

    def previous_before(self, day: date) -> date:
        """Return the last business day before `day`."""
        return self.previous_on_or_before(day - DAY)

    def _first(self, day: date, step: timedelta) -> date:
        for ahead in range(_SEARCH_DAYS):
            if self.is_business_day(day + ahead * step):
                return day + ahead * step
        raise _no_business_day(f"The calendar has no business day within {_SEARCH_DAYS} days of {day}.")

    def add(self, day: date, business_days: int) -> date:
        """Return the day that lies `business_days` after `day` (before it when negative), `day` not counted."""
        for _ in range(abs(business_days)):
            day = self.next_after(day) if business_days > 0 else self.previous_before(day)
        return day

    def span(self, start: date, business_days: int) -> tuple[date, date]:
        """Return the first and last day of `business_days` (1 or more), counting from the first one on or after
        `start`, which is included."""
        first = self.next_on_or_after(start)
        return first, self.add(first, business_days - 1)

    def count(self, first: date, last: date) -> int:
        """Return the number of business days from `first` to `last`, both included; 0 if `last` is earlier."""
        days = range((last - first).days + 1)
        return sum(self.is_business_day(first + ahead * DAY) for ahead in days)

    def days_between(self, first: date, last: date) -> int:
        """Return how many business days after `first` lies `last`; negative when it lies before."""
        if last >= first:
            return self.count(first + DAY, last)
        return -self.count(last + DAY, first)

    def holidays(self, first: date, last: date) -> tuple[Holiday, ...]:
        """Return the holidays from `first` to `last`, both included, that fall on business weekdays."""
        days = (first + ahead * DAY for ahead in range((last - first).days + 1))
        found = (self.holiday(day) for day in days if day.weekday() in self.weekdays)
        return tuple(holiday for holiday in found if holiday)


def _no_business_day(message: str) -> CalendarError:
    hint = "Give calendar.business_days at least one day, such as [mon, tue, wed, thu, fri]."
    return CalendarError.single("no-business-day", message, hint=hint)


def business_calendar(intake: Intake) -> BusinessCalendar:
    """Return the client's calendar.

    Regions are those of `calendar.holidays.regions`, else the client's and its sites'; with the policy `hq` only
    the client's own. `source: list` takes only the days listed under `add`, `source: none` none at all.
    """
    stated = intake.calendar or Calendar()
    days = stated.holidays or Holidays()
    weekdays = stated.business_days or WEEKDAYS[:5]
    return BusinessCalendar(
        weekdays=frozenset(WEEKDAYS.index(day) for day in weekdays),
        regions=_regions(intake, stated, days),
        added=_added(days),
        removed=frozenset((day.date, day.region or "") for day in days.remove or () if day.date),
    )


def _regions(intake: Intake, stated: Calendar, days: Holidays) -> tuple[str, ...]:
    if (days.source or "builtin") != "builtin":
        return ()
    home = (intake.client.region,) if intake.client.region else ()
    if stated.policy == "hq" and home:
        return home
    sites = tuple(site.region for site in intake.sites or () if site.region)
    return tuple(dict.fromkeys(days.regions or (*home, *sites)))


def _added(days: Holidays) -> Mapping[date, tuple[str, str]]:
    if days.source == "none":
        return {}
    extra = [day for day in days.add or () if day.date]
    return {day.date: (day.region or "", day.name or day.reason or "Day off") for day in extra if day.date}


_POLICIES = {
    "any": "A public holiday in any of these regions is no business day.",
    "hq": "Only public holidays at head office count.",
}
_SOURCES = {
    "list": "Only the days off listed here count.",
    "none": "Public holidays are business days.",
}


def calendar_view(intake: Intake, calendar: BusinessCalendar, first: date, last: date) -> CalendarView:
    """Return the calendar for a document, with the holidays from `first` to `last`, both included."""
    stated = intake.calendar or Calendar()
    source = stated.holidays.source if stated.holidays else None
    return CalendarView(
        regions=calendar.regions,
        regions_text=region_names(calendar.regions),
        weekdays_text=weekdays_in_words([WEEKDAYS[day] for day in sorted(calendar.weekdays)]),
        policy=_SOURCES.get(source or "") or _POLICIES[stated.policy or "any"],
        holidays=calendar.holidays(first, last),
        adjustments=_adjustments(stated.holidays or Holidays()),
    )


def _adjustments(days: Holidays) -> tuple[Adjustment, ...]:
    changes = [(day, "Added") for day in days.add or ()] + [(day, "Removed") for day in days.remove or ()]
    return tuple(
        Adjustment(
            day.date, what, short_region_name(day.region) if day.region else "", day.reason or day.name or ""
        )
        for day, what in sorted(changes, key=lambda change: change[0].date or date.min)
        if day.date
    )
