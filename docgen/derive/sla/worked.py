"""Worked due times: one ticket per priority, raised just before the first long weekend of the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from docgen.derive.sla.clock import ServiceClock

_LOOK_AHEAD_DAYS = 366
# Late in the working day, so that the example crosses the weekend.
_BEFORE_CLOSE_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Promise:
    """What a priority promises: minutes to respond and to resolve, and the clock that they run on."""

    response: int
    resolution: int
    clock: ServiceClock


@dataclass(frozen=True, slots=True)
class WorkedTicket:
    """One priority's due times for a ticket: local, aware datetimes in the service zone."""

    priority: str
    raised: datetime
    response_due: datetime
    resolution_due: datetime


@dataclass(frozen=True, slots=True)
class LongWeekend:
    """Three or more closed days in a row: `last` is the business day before them, `back` the one after."""

    last: date
    days: int
    back: date


def first_long_weekend(start: date, is_business_day: Callable[[date], bool]) -> LongWeekend | None:
    """Return the first run of three or more closed days whose eve is a business day on or after `start`.

    None when a year holds no such run.
    """
    for offset in range(_LOOK_AHEAD_DAYS):
        day = start + timedelta(days=offset)
        if is_business_day(day):
            closed = _closed_days_after(day, is_business_day)
            if closed >= 3:
                return LongWeekend(day, closed, day + timedelta(days=closed + 1))
    return None


def _closed_days_after(day: date, is_business_day: Callable[[date], bool]) -> int:
    """Return how many closed days follow `day`, 15 at most (a calendar that never opens again)."""
    for count in range(15):
        if is_business_day(day + timedelta(days=count + 1)):
            return count
    return 15


def raise_at(day: date, clock: ServiceClock) -> datetime:
    """Return two hours before the clock's last closing that day (17:00 where it closes at 19:00 or never)."""
    openings = () if clock.always else clock.openings(day)
    minute = openings[-1].closes - _BEFORE_CLOSE_MINUTES if openings else 17 * 60
    return clock.local(day, time(max(minute, 0) // 60, max(minute, 0) % 60))


def work_tickets(raised: datetime, promises: Mapping[str, Promise]) -> tuple[WorkedTicket, ...]:
    """Return the due times of a ticket of each priority, all raised at the same moment."""
    return tuple(_work(priority, raised, promise) for priority, promise in promises.items())


def _work(priority: str, raised: datetime, promise: Promise) -> WorkedTicket:
    return WorkedTicket(
        priority,
        raised,
        promise.clock.due(raised, promise.response),
        promise.clock.due(raised, promise.resolution),
    )
