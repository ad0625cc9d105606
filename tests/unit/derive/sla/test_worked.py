"""The worked tickets before the first long weekend."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from docgen.derive.sla.clock import ServiceClock, Window, round_the_clock
from docgen.derive.sla.worked import LongWeekend, Promise, first_long_weekend, raise_at, work_tickets

MELBOURNE = ZoneInfo("Australia/Melbourne")
CLOSED = {date(2027, 3, 8), date(2027, 3, 26), date(2027, 3, 29)}
DESK = ServiceClock(MELBOURNE, {day: (Window(420, 1140),) for day in range(5)}, CLOSED.__contains__)


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def test_the_first_long_weekend_after_go_live_on_16_march_is_easter() -> None:
    found = first_long_weekend(date(2027, 3, 16), is_business_day)
    assert found == LongWeekend(last=date(2027, 3, 25), days=4, back=date(2027, 3, 30))


def test_an_ordinary_weekend_is_not_long() -> None:
    assert first_long_weekend(date(2027, 3, 30), is_business_day) is None


def test_the_ticket_comes_two_hours_before_closing_and_at_17_00_where_nothing_closes() -> None:
    assert raise_at(date(2027, 3, 25), DESK) == datetime(2027, 3, 25, 17, tzinfo=MELBOURNE)
    short = ServiceClock(MELBOURNE, {3: (Window(540, 1050),)})
    assert raise_at(date(2027, 3, 25), short) == datetime(2027, 3, 25, 15, 30, tzinfo=MELBOURNE)
    assert raise_at(date(2027, 3, 25), round_the_clock(MELBOURNE)).hour == 17


def test_each_priority_runs_on_its_own_clock() -> None:
    raised = datetime(2027, 3, 25, 17, tzinfo=MELBOURNE)
    promises = {"P1": Promise(30, 360, round_the_clock(MELBOURNE)), "P3": Promise(360, 1440, DESK)}
    urgent, minor = work_tickets(raised, promises)
    assert urgent.response_due == datetime(2027, 3, 25, 17, 30, tzinfo=MELBOURNE)
    assert urgent.resolution_due == datetime(2027, 3, 25, 23, tzinfo=MELBOURNE)
    assert minor.response_due == datetime(2027, 3, 30, 11, tzinfo=MELBOURNE)
    assert minor.resolution_due == datetime(2027, 3, 31, 17, tzinfo=MELBOURNE)
