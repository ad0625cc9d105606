"""The week of cover, drawn and in words."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from docgen.derive.sla.clock import ServiceClock, Window, round_the_clock
from docgen.derive.sla.cover import (
    clock_in_words,
    column_minutes,
    days_in_words,
    hour_marks,
    hours_per_week,
    week_grid,
    zone_in_words,
)

MELBOURNE = ZoneInfo("Australia/Melbourne")
DESK = ServiceClock(MELBOURNE, {day: (Window(420, 1140),) for day in range(5)})


def shape(clock: ServiceClock, day: int, *, p1_always: bool) -> list[tuple[int, str]]:
    return [(cell.span, cell.text) for cell in week_grid(clock, p1_always=p1_always)[day].cells]


def test_a_weekday_is_pale_dark_pale_and_a_weekend_day_is_pale() -> None:
    assert shape(DESK, 0, p1_always=True) == [(7, "P1 only"), (12, "All priorities"), (5, "P1 only")]
    assert shape(DESK, 6, p1_always=True) == [(24, "P1 only")]


def test_without_p1_at_night_the_rest_of_the_day_has_no_words() -> None:
    assert shape(DESK, 6, p1_always=False) == [(24, "")]


def test_a_service_at_every_hour_is_one_dark_cell_a_day() -> None:
    assert shape(round_the_clock(MELBOURNE), 2, p1_always=True) == [(24, "All priorities")]


@pytest.mark.parametrize(
    ("window", "size"),
    [
        (Window(0, 1440), 60),
        (Window(450, 1020), 30),
        (Window(435, 1020), 15),
        (Window(430, 1020), 15),
        (Window(1380, 1440), 60),
    ],
)
def test_a_column_is_as_wide_as_the_hours_allow_and_every_row_and_the_head_as_wide_as_a_day(
    window: Window, size: int
) -> None:
    clock = ServiceClock(MELBOURNE, {0: (window,)})
    assert column_minutes(clock) == size
    rows = [row.cells for row in week_grid(clock, p1_always=True)]
    for cells in (*rows, hour_marks(clock)):
        assert sum(cell.span for cell in cells) == 1440 // size


def test_a_narrow_cell_has_no_words() -> None:
    early = ServiceClock(MELBOURNE, {0: (Window(120, 1440),)})
    assert shape(early, 0, p1_always=True)[0] == (2, "")


def test_hours_a_week_are_whole_where_they_can_be() -> None:
    assert hours_per_week(DESK) == 60
    assert hours_per_week(ServiceClock(MELBOURNE, {0: (Window(0, 450),)})) == Decimal("7.5")
    assert hours_per_week(round_the_clock(MELBOURNE)) == 168


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Australia/Melbourne", "Melbourne time (AEST/AEDT)"),
        ("Australia/Brisbane", "Brisbane time (AEST)"),
        ("Europe/London", "London time (GMT/BST)"),
        ("America/Denver", "Denver time (MST/MDT)"),
        ("Asia/Dubai", "Dubai time"),
    ],
)
def test_a_zone_is_named_by_its_city_and_its_abbreviations_standard_time_first(zone: str, words: str) -> None:
    assert zone_in_words(ZoneInfo(zone), 2027) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 1, 2, 3, 4), "Monday to Friday"),
        ((5, 6), "Saturday and Sunday"),
        ((0, 2, 3, 4, 6), "Monday, Wednesday to Friday and Sunday"),
        ((2,), "Wednesday"),
    ],
)
def test_weekdays_are_joined_in_runs(days: tuple[int, ...], words: str) -> None:
    assert days_in_words(days) == words


def test_a_window_prints_as_two_times_and_midnight_as_24_00() -> None:
    assert clock_in_words(Window(420, 1140)) == "07:00 to 19:00"
    assert clock_in_words(Window(0, 1440)) == "00:00 to 24:00"
