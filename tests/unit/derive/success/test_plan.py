"""A success plan at other times, with facts missing, and in the other process."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.derive.success.measures import share, with_unit
from docgen.derive.values import Gap, State, listed
from docgen.errors import PlaybookError
from tests.unit.derive.success.plans import GONE, context, plan

MARCH = date(2027, 3, 12)


def test_readings_reviews_and_judgements_after_the_as_of_date_are_not_known_yet() -> None:
    early = plan(as_of=MARCH)
    assert [one.current for one in listed(early.measures)] == [None] * 4
    assert early.attainment.progress is None
    assert (early.review.results, early.review.quotes, early.review.value) == ("", (), None)
    assert (early.health.stated, early.training.held, early.setup.done) == (None, 0, 0)
    assert [row.chip.text for row in early.checkins.rows] == ["Planned"] * 4


def test_kept_milestones_alone_make_no_health_score() -> None:
    early = plan(as_of=MARCH).health
    assert [part.value for part in early.parts] == [None, Decimal("100.0"), None]
    assert (early.score, early.chip.text) == (None, "Not measured yet")


@pytest.mark.parametrize("field", ["baseline", "target"])
def test_progress_without_baseline_or_target_is_a_gap_at_the_missing_fact(field: str) -> None:
    found = listed(plan({f"success.kpis[kpi-1].{field}": GONE}).measures)[0]
    assert isinstance(found.progress, Gap)
    assert found.progress.path == f"success.kpis[kpi-1].{field}"
    assert found.chip.state is State.NEUTRAL


def test_progress_is_undefined_where_the_target_is_the_baseline() -> None:
    found = listed(plan({"success.kpis[kpi-1].target": "95"}).measures)[0]
    assert isinstance(found.progress, Gap)
    assert found.needed == "Target reached"


@pytest.mark.parametrize(
    ("current", "baseline", "target", "expected"),
    [
        ("82", "95", "45", "0.26"),
        ("40", "95", "45", "1"),
        ("99", "95", "45", "0"),
        ("31", "0", "80", "0.3875"),
    ],
)
def test_progress_serves_both_directions_and_is_held_to_0_and_1(
    current: str, baseline: str, target: str, expected: str
) -> None:
    assert share(Decimal(current), Decimal(baseline), Decimal(target)) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1.84", "GBP", "GBP\u00a01.84"),
        ("91.2", "%", "91.2\u00a0%"),
        ("1200", "minutes", "1,200\u00a0minutes"),
        ("7", "", "7"),
    ],
)
def test_a_value_carries_its_unit_as_people_write_it(value: str, unit: str, text: str) -> None:
    assert with_unit(Decimal(value), unit) == text


def test_a_measure_in_its_third_week_is_judged_by_the_time_that_has_gone() -> None:
    found = listed(plan(as_of=date(2027, 4, 6)).measures)
    assert found[0].expected == Decimal("28.9")
    assert (found[0].progress, found[0].chip.text, found[0].needed) == (
        Decimal("26.0"), "On track", "\u22124.05\u00a0minutes a week",
    )  # fmt: skip


def test_what_grows_worse_is_shown_as_worsening() -> None:
    worse = plan({"success.kpis[kpi-1].readings": [{"date": "2027-04-06", "value": "99"}]})
    assert listed(worse.measures)[0].trend.text == "Worsening"
    assert listed(worse.measures)[0].progress == 0


def test_an_objective_without_a_measure_is_counted_and_amber() -> None:
    found = plan({"success.kpis[kpi-1].objective": "obj-2"})
    assert found.without_measure == 1
    assert listed(found.objectives)[0].chip.text == "No measure"


def test_without_a_kickoff_date_the_dates_are_gaps_that_ask_for_it() -> None:
    found = plan({"engagement.kickoff_date": GONE})
    assert isinstance(found.day_0, Gap)
    assert found.day_0.path == "engagement.kickoff_date"
    assert isinstance(found.review.when.due, Gap)
    assert found.checkins.due == ()
    assert found.gantt is None
    assert [phase.id for phase in found.phases] == ["C1"]


def test_a_plan_of_which_nothing_is_known_has_gaps_and_no_figures() -> None:
    found = plan({"success": {}})
    assert all(isinstance(one, Gap) for one in (found.objectives, found.measures, found.training.sessions))
    assert found.attainment.text == "No measure has a reading yet."
    assert found.next_milestone is not None
    assert found.approval.who == ""


def test_a_check_in_that_nobody_planned_is_listed_as_due() -> None:
    rows = plan({"success.checkins[1]": GONE}).checkins.rows
    assert [(row.date, row.apart) for row in rows][1] == (date(2027, 4, 20), None)
    assert rows[1].chip.text == "Not recorded"


def test_a_check_in_besides_the_rhythm_is_listed_too() -> None:
    extra = {"date": "2027-04-13", "status": "held", "progress": "Called at once"}
    rows = plan({"success.checkins[4]": extra}).checkins.rows
    assert [(row.date, row.due) for row in rows][1] == (date(2027, 4, 13), None)


def test_the_risk_map_names_open_risks_where_they_stand() -> None:
    rows = plan().risk_map
    assert [row.likelihood for row in rows] == [5, 4, 3, 2, 1]
    named = {
        (row.likelihood, impact): cell.text
        for row in rows
        for impact, cell in enumerate(row.cells, 1)
        if cell.text
    }
    assert named == {(3, 2): "R-03"}


def test_an_action_past_its_day_is_overdue_and_names_its_side() -> None:
    late = plan(as_of=date(2027, 8, 2)).actions[0]
    assert (late.id, late.side, late.overdue, late.chip.text) == ("ac-2", "Harbour & Vale", True, "Overdue")


def test_a_process_without_service_levels_says_so_instead_of_guessing() -> None:
    with pytest.raises(PlaybookError) as refused:
        _ = context().sla
    assert refused.value.problems[0].code == "no-section"
    with pytest.raises(PlaybookError):
        _ = context().hypercare


def test_a_managed_service_counts_its_plan_from_go_live() -> None:
    found = plan(client="harrow-wills", as_of=date(2027, 4, 15))
    assert (found.day_0, found.counted_from) == (date(2027, 3, 16), "go-live")
    when = found.review.when
    assert (when.exact, when.due, when.moved) == (date(2027, 6, 14), date(2027, 6, 15), True)
    assert found.checkins.due == (date(2027, 4, 27), date(2027, 5, 11), date(2027, 5, 25))
    assert found.outreach is None
    assert [one.progress_text for one in listed(found.measures)] == ["85\u00a0%", *["100\u00a0%"] * 3]
    assert found.time_to_value.text == "4 days before go-live"


def test_the_providers_own_judgement_of_health_wins_with_its_colour() -> None:
    health = plan({"success.health.score": "55", "success.health.colour": "red"}).health
    assert (health.score, health.worked_out, health.chip.text) == (55, 88, "At risk")
