"""Dates, clock times and time zones. No value here knows what today is."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Annotated
from zoneinfo import ZoneInfo

from docgen.intake.model.scalar import Scalar, expect_text, nearest, refuse, shown

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_OFFSET = re.compile(r"([+-]?)(\d{1,3}):([0-5]\d)")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_WALL = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})")
_LEAP_YEAR = 2000
_DATE_HINT = "Write year-month-day, such as 2027-03-16."
# Outside these years a date is a slip (0227) or stands for never (9999-12-31), and sums of days run off the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_CLOCK_HINT = "Write hours and minutes from 00:00 to 23:59, such as 06:00."


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day that comes every year: 30 June is `MonthDay(6, 30)`."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """Return this day in `year`; 29 February is 28 February in a year that lacks it."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


def parse_date(value: object) -> date:
    """Return the date that `value` says (`2027-03-16`), of the years 1900 to 2199."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return _within_reach(value)
    text = expect_text(value, "a date such as 2027-03-16").strip()
    if not _DATE.fullmatch(text):
        raise refuse("bad-value", f"is {shown(text)}, not a date.", _DATE_HINT)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise refuse("bad-value", f"is {shown(text)}, a day that does not exist.", _DATE_HINT) from None
    return _within_reach(day)


def _within_reach(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    hint = f"Write a year from {FIRST_YEAR} to {LAST_YEAR}; leave the date out where it never comes."
    raise refuse("bad-value", f"is {shown(day.isoformat())}, out of reach of any plan.", hint)


def parse_clock(value: object) -> time:
    """Return the clock time that `value` says (`06:00`)."""
    if isinstance(value, time):
        return value
    text = expect_text(value, "a time of day such as 06:00").strip()
    if not _CLOCK.fullmatch(text):
        raise refuse("bad-value", f"is {shown(text)}, not a time of day.", _CLOCK_HINT)
    return time.fromisoformat(text)


def parse_month_day(value: object) -> MonthDay:
    """Return the yearly day that `value` says (`06-30`)."""
    if isinstance(value, MonthDay):
        return value
    text = expect_text(value, "a day of the year such as 06-30").strip()
    match = _MONTH_DAY.fullmatch(text)
    try:
        day = date(_LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise refuse(
            "bad-value", f"is {shown(text)}, not a day of the year.", "Write month-day, such as 06-30."
        )
    return MonthDay(day.month, day.day)


def parse_zone(value: object) -> str:
    """Return the IANA name of the time zone that `value` names (`Australia/Melbourne`)."""
    text = expect_text(value, "a time zone such as Australia/Melbourne").strip()
    if not _is_zone(text):
        close = nearest(text, _zones())
        meant = f"Did you mean {close}? " if close else ""
        hint = f"{meant}Write an IANA name such as Australia/Melbourne."
        raise refuse("unknown-value", f"is {shown(text)}, not a time zone.", hint)
    return text


def _is_zone(name: str) -> bool:
    # A bare abbreviation (EST, Cuba) names no place, and EST hides that it never has daylight saving.
    return name == "UTC" or ("/" in name and not name.startswith("Etc/") and name in _zones())


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Return all IANA names, from the pinned data set rather than from the machine's own files."""
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def parse_wall(value: object) -> datetime:
    """Return the local date and time that `value` says (`2027-03-03T19:30`); its zone stands beside it."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    text = expect_text(value, "a date and time such as 2027-03-03T19:30").strip()
    match = _WALL.fullmatch(text)
    if match is None:
        hint = "Write 2027-03-03T19:30, without a zone; the zone stands in tz."
        raise refuse("bad-value", f"is {shown(text)}, not a date and time.", hint)
    return datetime.combine(parse_date(match[1]), parse_clock(match[2]))


def parse_local(value: object) -> datetime:
    """Return the moment that `value` says (`2027-03-16T06:00 Australia/Melbourne`), with its zone.

    A time that the clocks skip in spring is refused; of a time that comes twice in autumn the first is meant.
    """
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    text = expect_text(value, "a date, time and zone such as 2027-03-16T06:00 Australia/Melbourne").strip()
    wall, _, zone = text.partition(" ")
    if not _WALL.fullmatch(wall) or not zone:
        hint = "Write 2027-03-16T06:00 Australia/Melbourne."
        raise refuse("bad-value", f"is {shown(text)}, not a date and time with its zone.", hint)
    moment = parse_wall(wall).replace(tzinfo=ZoneInfo(parse_zone(zone)))
    _refuse_skipped(moment, text)
    return moment


def _refuse_skipped(moment: datetime, text: str) -> None:
    offset = moment.utcoffset() or timedelta()
    back = (moment.replace(tzinfo=None) - offset).replace(tzinfo=ZoneInfo("UTC")).astimezone(moment.tzinfo)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        hint = "The clocks go forward then; write a time before or after."
        raise refuse("bad-value", f"is {shown(text)}, a time that this zone skips.", hint)


def parse_offset(value: object) -> timedelta:
    """Return the time before (`-00:30`) or after (`+01:45`) a start that `value` says, in hours and minutes."""
    if isinstance(value, timedelta):
        return value
    text = expect_text(value, "an offset such as +01:45").strip()
    match = _OFFSET.fullmatch(text)
    if match is None:
        hint = "Write a sign, hours and minutes, such as +01:45 or -00:30."
        raise refuse("bad-value", f"is {shown(text)}, not a time before or after the start.", hint)
    after = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -after if match[1] == "-" else after


def _pattern(pattern: str, example: str, **more: str) -> dict[str, object]:
    return {"type": "string", "pattern": pattern, "examples": [example], **more}


_DAY = r"(19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"

Day = Annotated[date, Scalar(parse_date, _pattern(f"^{_DAY}$", "2027-03-16"))]
Clock = Annotated[time, Scalar(parse_clock, _pattern(f"^{_TIME}$", "06:00"))]
YearDay = Annotated[
    MonthDay, Scalar(parse_month_day, _pattern(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "06-30"))
]
Zone = Annotated[str, Scalar(parse_zone, _pattern(r"^(UTC|[A-Za-z_]+/.+)$", "Australia/Melbourne"))]
Offset = Annotated[timedelta, Scalar(parse_offset, _pattern(r"^[+-]?\d{1,3}:[0-5]\d$", "+01:45"))]
WallDateTime = Annotated[datetime, Scalar(parse_wall, _pattern(f"^{_DAY}[T ]{_TIME}$", "2027-03-03T19:30"))]
LocalDateTime = Annotated[
    datetime,
    Scalar(parse_local, _pattern(f"^{_DAY}T{_TIME} [A-Za-z_]+.*$", "2027-03-16T06:00 Australia/Melbourne")),
]
