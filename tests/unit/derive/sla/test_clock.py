"""Due times: the walk through service windows."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from docgen.derive.sla.clock import ServiceClock, Window, round_the_clock
from docgen.errors import CalendarError

MELBOURNE = ZoneInfo("Australia/Melbourne")
EASTER = frozenset({date(2027, 3, 26), date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29)})
SEVEN_TO_SEVEN = (Window(7 * 60, 19 * 60),)


def desk(zone: ZoneInfo = MELBOURNE) -> ServiceClock:
    return ServiceClock(zone, dict.fromkeys(range(5), SEVEN_TO_SEVEN), EASTER.__contains__)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=MELBOURNE)


@pytest.mark.parametrize(
    ("raised", "minutes", "due"),
    [
        (at(3, 25, 17), 360, at(3, 30, 11)),
        (at(3, 25, 17), 1440, at(3, 31, 17)),
        (at(3, 19, 18, 30), 60, at(3, 22, 7, 30)),
        (at(3, 19, 18, 30), 720, at(3, 22, 18, 30)),
    ],
    ids=["P3 response", "P3 resolution", "P2 response", "P2 resolution"],
)
def test_a_gold_ticket_before_easter_and_one_on_a_friday_evening_fall_due_as_the_contract_example_says(
    raised: datetime, minutes: int, due: datetime
) -> None:
    assert desk().due(raised, minutes) == due


def test_a_target_that_fills_the_window_to_its_end_is_due_at_closing_time_not_at_the_next_opening() -> None:
    assert desk().due(at(3, 22, 7), 720) == at(3, 22, 19)


def test_a_ticket_raised_before_opening_starts_to_run_at_opening() -> None:
    assert desk().due(at(3, 22, 5), 30) == at(3, 22, 7, 30)


def test_a_ticket_raised_on_a_holiday_starts_to_run_on_the_next_business_day() -> None:
    assert desk().due(at(3, 26, 10), 60) == at(3, 30, 8)


def test_a_round_the_clock_target_adds_real_time_over_the_end_of_daylight_saving() -> None:
    due = round_the_clock(MELBOURNE).due(at(4, 4, 1), 240)
    assert due == at(4, 4, 4)
    assert due.tzname() == "AEST"


def test_a_window_that_holds_the_start_of_daylight_saving_is_an_hour_shorter() -> None:
    sunday_night = ServiceClock(MELBOURNE, {6: (Window(0, 360),), 0: (Window(0, 360),)})
    assert sunday_night.due(at(10, 3, 0), 360) == datetime(2027, 10, 4, 1, tzinfo=MELBOURNE)


def test_a_window_may_end_at_midnight() -> None:
    late = ServiceClock(MELBOURNE, {0: (Window(22 * 60, 1440),), 1: (Window(0, 60),)})
    assert late.due(at(3, 22, 23, 30), 60) == at(3, 23, 0, 30)


def test_a_split_day_runs_in_both_windows() -> None:
    split = ServiceClock(MELBOURNE, {0: (Window(8 * 60, 12 * 60), Window(13 * 60, 17 * 60))})
    assert split.due(at(3, 22, 11), 120) == at(3, 22, 14)


def test_a_clock_that_never_opens_is_an_error_with_a_hint() -> None:
    with pytest.raises(CalendarError) as error:
        ServiceClock(MELBOURNE).due(at(3, 22, 9), 60)
    assert error.value.problems[0].code == "no-service-hours"
    assert "sla.business_hours" in error.value.problems[0].hint


def test_the_zone_of_the_ticket_does_not_matter() -> None:
    london = at(3, 25, 17).astimezone(ZoneInfo("Europe/London"))
    assert desk().due(london, 360) == at(3, 30, 11)


def test_a_week_of_business_hours_has_sixty_hours_and_a_full_week_168() -> None:
    assert desk().minutes_per_week == 60 * 60
    assert round_the_clock(MELBOURNE).minutes_per_week == 168 * 60
