"""The charts of one measure: its course, and its latest reading beside baseline and target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.derive.plots import Plot
from docgen.derive.success.measure_plots import result_plot, trend_plot
from docgen.derive.values import Gap, listed
from tests.unit.derive.success.plans import plan

GAP = Gap("success.kpis[kpi-1].target")
MARCH, APRIL = date(2027, 3, 11), date(2027, 4, 6)


def drawn(plot: Plot | None) -> Plot:
    assert plot is not None
    return plot


def trend(*points: tuple[date, str], target: str | None = "45") -> Plot | None:
    values = [(day, Decimal(value)) for day, value in points]
    return trend_plot("Minutes", "min", values, Decimal(target) if target else GAP, locale="en-GB")


def test_the_course_runs_from_the_baseline_through_the_readings_towards_the_target() -> None:
    fuel = next(one for one in listed(plan().measures) if one.id == "kpi-4")
    course = drawn(fuel.trend_plot)
    assert course.categories == ("11 Mar", "6 Apr", "4 May", "8 Jun")
    assert course.series[0].values == tuple(map(Decimal, ("1.84", "1.82", "1.79", "1.76")))
    assert course.target == (Decimal("1.70"), "Target")


def test_a_single_value_has_no_course() -> None:
    assert trend((MARCH, "95")) is None


def test_a_course_over_two_years_names_the_year_of_each_day() -> None:
    shown = drawn(trend((date(2026, 11, 30), "95"), (date(2027, 1, 31), "82")))
    assert shown.categories == ("30 Nov 2026", "31 Jan 2027")


def test_a_target_that_nobody_has_set_is_neither_drawn_nor_told() -> None:
    shown = drawn(trend((MARCH, "95"), (APRIL, "82"), target=None))
    assert shown.target is None
    assert "target" not in shown.alt


@pytest.mark.parametrize(("values", "code"), [(("95", "82"), "#,##0"), (("91.2", "94"), "#,##0.0")])
def test_the_most_precise_value_decides_how_many_decimal_places_are_shown(
    values: tuple[str, str], code: str
) -> None:
    shown = drawn(trend((MARCH, values[0]), (APRIL, values[1])))
    assert shown.series[0].number_format == code


def test_the_result_shows_baseline_latest_and_target_in_the_unit_of_the_measure() -> None:
    shown = drawn(result_plot("On-time delivery", "%", Decimal("91.2"), Decimal("94.4"), Decimal("95.0")))
    assert shown.title == "On-time delivery, %"
    assert shown.categories == ("Baseline", "Latest", "Target")
    assert shown.series[0].values == (Decimal("91.2"), Decimal("94.4"), Decimal("95.0"))


def test_a_unit_that_the_name_says_already_is_not_said_again() -> None:
    shown = drawn(result_plot("Planning minutes", "minutes", Decimal(95), Decimal(48), GAP))
    assert shown.title == "Planning minutes"
    assert shown.categories == ("Baseline", "Latest")


@pytest.mark.parametrize(("baseline", "latest"), [(GAP, Decimal(48)), (Decimal(95), None)])
def test_there_is_no_result_without_both_a_baseline_and_a_reading(
    baseline: Decimal | Gap, latest: Decimal | None
) -> None:
    assert result_plot("Planning minutes", "minutes", baseline, latest, Decimal(45)) is None
