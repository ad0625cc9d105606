"""Month lengths and downtime allowances."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from docgen.derive.sla.availability import (
    allowances,
    allowed_downtime,
    availability_pct,
    first_of_month,
    minutes_between,
    month_minutes,
)

MELBOURNE = ZoneInfo("Australia/Melbourne")
TARGET = Decimal("99.9")


@pytest.mark.parametrize(
    ("month", "minutes"),
    [
        (date(2027, 2, 1), 40_320),
        (date(2027, 3, 1), 44_640),
        (date(2027, 4, 1), 43_260),
        (date(2027, 10, 1), 44_580),
    ],
)
def test_a_month_is_as_long_as_its_clocks_say(month: date, minutes: int) -> None:
    assert month_minutes(month, MELBOURNE) == minutes


def test_a_zone_without_daylight_saving_has_even_months() -> None:
    brisbane = ZoneInfo("Australia/Brisbane")
    assert month_minutes(date(2027, 4, 1), brisbane) == 43_200
    assert month_minutes(date(2027, 10, 1), brisbane) == 44_640


def test_march_2027_allows_44_point_6_minutes_at_99_point_9_per_cent() -> None:
    assert allowed_downtime(44_640, TARGET) == Decimal("44.6")


def test_96_minutes_of_downtime_in_may_are_99_point_785_per_cent() -> None:
    assert availability_pct(month_minutes(date(2027, 5, 1), MELBOURNE), 96) == Decimal("99.785")


def test_excluded_minutes_leave_the_measure_on_both_sides_of_the_division() -> None:
    assert availability_pct(1000, 90, excluded=100) == Decimal("90.000")


def test_a_month_without_measured_minutes_has_no_availability() -> None:
    with pytest.raises(ValueError, match="no minutes are left"):
        availability_pct(1000, 0, excluded=1000)


def test_twelve_months_run_from_the_month_of_the_effective_date_and_mark_the_changes_of_clocks() -> None:
    months = allowances(date(2027, 3, 16), TARGET, MELBOURNE)
    assert [row.month for row in months] == [first_of_month(date(2027, 3, 1), plus=n) for n in range(12)]
    assert {row.month.month: row.shift for row in months if row.shift} == {4: 60, 10: -60}


def test_each_month_says_how_much_downtime_starts_each_credit_band() -> None:
    thresholds = (Decimal("99.9"), Decimal("99.5"), Decimal("99.0"))
    march = allowances(date(2027, 3, 16), TARGET, MELBOURNE, months=1, thresholds=thresholds)[0]
    assert march.starts == (Decimal("44.6"), Decimal("223.2"), Decimal("446.4"))


def test_a_part_month_counts_from_its_first_day_of_service() -> None:
    assert minutes_between(date(2027, 3, 16), date(2027, 4, 1), MELBOURNE) == 16 * 1440


def test_months_carry_over_the_end_of_the_year() -> None:
    assert first_of_month(date(2027, 12, 31), plus=1) == date(2028, 1, 1)
    assert first_of_month(date(2027, 1, 31), plus=-1) == date(2026, 12, 1)
