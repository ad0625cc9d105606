"""The provider's own look back: days planned and worked, by stage and by role, and what it did to the fee."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from docgen.derive.values import Gap, Money, State
from tests.unit.derive.bau.handovers import GONE, retrospective


def test_days_worked_stand_against_the_allocation_that_was_planned() -> None:
    found = retrospective()
    assert (found.planned, found.actual, found.over) == (Decimal(78), Decimal("82.5"), Decimal("4.5"))
    assert found.over_percent == Decimal("5.8")  # 4.5 / 78


def test_a_role_is_kept_up_to_a_tenth_over_its_plan() -> None:
    states = {line.role: (line.difference, line.chip.state) for line in retrospective().effort}
    assert states["Solutions Architect"] == (Decimal("0.7"), State.GOOD)  # 9.0 %
    assert states["Senior Engineer"] == (Decimal("1.5"), State.CAUTION)  # 15 %
    worse = retrospective({"bau.retrospective.actual_days.senior_engineer": "12.5"})
    assert {line.role: line.chip.state for line in worse.effort}["Senior Engineer"] is State.CRITICAL  # 25 %


def test_a_stage_that_has_not_ended_has_no_days_and_is_not_counted() -> None:
    found = retrospective()
    assert (found.ended, found.on_time) == (6, 6)
    assert (found.stages[-1].id, found.stages[-1].actual_days) == ("S7", None)


def test_a_stage_that_ran_on_is_late_by_business_days() -> None:
    # Planned to Monday 15 March; Wednesday 17 March is two business days on.
    found = retrospective({"engagement.stage_dates.S5.actual_end": "2027-03-17"})
    line = found.stages[4]
    assert (line.actual_end, line.days, line.actual_days, line.days_over) == (date(2027, 3, 17), 10, 12, 2)
    assert found.on_time == 5


def test_sums_by_stage_and_by_role_are_compared() -> None:
    assert retrospective().agrees is True
    assert retrospective({"bau.retrospective.actual_days_by_stage.S6": "30"}).agrees is False
    assert retrospective({"bau.retrospective.actual_days_by_stage.S6": GONE}).agrees is None


def test_the_fee_is_divided_by_the_days_planned_and_worked() -> None:
    margin = retrospective().margin
    assert margin is not None
    assert margin.fee == Money(Decimal("38500.00"), "AUD")
    assert (round(margin.planned.amount, 2), round(margin.actual.amount, 2)) == (
        Decimal("493.59"),
        Decimal("466.67"),
    )
    assert margin.change == Decimal("-5.5")


def test_without_a_figure_for_each_role_nothing_is_added_up() -> None:
    found = retrospective({"bau.retrospective.actual_days.project_manager": GONE})
    assert (found.actual, found.over, found.margin) == (None, None, None)
    assert isinstance({line.role: line.actual for line in found.effort}["Project Manager"], Gap)


def test_the_charts_hold_planned_and_worked_days() -> None:
    plot = retrospective().by_stage
    assert plot is not None
    assert [series.name for series in plot.series] == ["Planned", "Worked"]
    assert sum(value or 0 for value in plot.series[1].values) == Decimal("82.5")


def test_only_the_internal_task_is_in_it() -> None:
    assert [task.id for task in retrospective().tasks] == ["B5"]
