"""Harbour & Vale: every date and figure that the customer-success process gives for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.derive.values import Gap, State, listed
from docgen.derive.weeks import Weeks
from docgen.playbooks import load_playbook
from tests.unit.derive.success.plans import context, plan

CS = load_playbook("customer_success")


def day(month: int, of_month: int) -> date:
    return date(2027, month, of_month)


def test_the_first_contact_is_due_two_business_days_after_the_signature() -> None:
    first = plan().outreach
    assert first is not None
    assert (first.by, first.done, first.taken) == (day(3, 8), day(3, 8), 2)
    assert (first.chip.state, first.chip.text) == (State.GOOD, "On time")


def test_the_phases_fill_the_weeks_from_the_kickoff() -> None:
    spans = {phase.id: (phase.start, phase.end) for phase in plan().phases}
    assert spans == {
        "C1": (day(3, 4), day(3, 5)),
        "C2": (day(3, 8), day(3, 14)),
        "C3": (day(3, 15), day(4, 4)),
        "C4": (day(4, 5), day(5, 30)),
    }
    assert [phase.weeks for phase in plan().phases] == ["", "Week 1", "Weeks 2 to 4", "Weeks 5 to 12"]


def test_the_timeline_shows_the_same_phases_and_no_go_live() -> None:
    timeline = context().timeline
    assert [(row.id, row.start, row.end) for row in timeline.stages] == [
        (phase.id, phase.start, phase.end) for phase in plan().phases
    ]
    assert isinstance(timeline.go_live, Gap)
    assert timeline.go_live.not_applicable
    assert timeline.gantt is not None


def test_day_90_is_the_ninth_of_june_in_week_14() -> None:
    when = plan().review.when
    assert (when.exact, when.due, when.day, when.week) == (day(6, 9), day(6, 9), day(6, 9), 14)
    assert (when.moved, when.apart) == (False, 0)


def test_counted_from_the_signature_day_90_would_be_the_second_of_june() -> None:
    assert plan().review.when.other == day(6, 2)
    signature = CS.success.day_0.model_copy(update={"value": "contract_signed"})
    other = plan(success=CS.success.model_copy(update={"day_0": signature}))
    assert (other.day_0, other.review.when.due) == (day(3, 4), day(6, 2))


def test_check_ins_are_due_each_second_tuesday_of_weeks_5_to_12() -> None:
    calls = plan().checkins
    assert calls.due == (day(4, 6), day(4, 20), day(5, 4), day(5, 18))
    assert [(row.date, row.due, row.apart, row.week) for row in calls.rows] == [
        (day(4, 6), day(4, 6), 0, 5),
        (day(4, 20), day(4, 20), 0, 7),
        (day(5, 4), day(5, 4), 0, 9),
        (day(5, 18), day(5, 18), 0, 11),
    ]
    assert (calls.past, calls.held) == (4, 4)


def test_a_check_in_on_a_bank_holiday_moves_to_the_next_business_day() -> None:
    rhythm = CS.success.checkins
    monday = rhythm.model_copy(update={"weekday": rhythm.weekday.model_copy(update={"value": "mon"})})
    calls = plan(success=CS.success.model_copy(update={"checkins": monday})).checkins
    assert calls.due == (day(4, 5), day(4, 19), day(5, 4), day(5, 17))  # 3 May is a bank holiday


@pytest.mark.parametrize(
    ("name", "progress", "text", "state"),
    [
        ("Planning minutes per depot-day", "94.0", "94\u00a0%", State.GOOD),
        ("On-time delivery", "84.2", "84\u00a0%", State.GOOD),
        ("Weekly active users", "95.0", "95\u00a0%", State.GOOD),
        ("Fuel cost per drop", "57.1", "57\u00a0%", State.CAUTION),
    ],
)
def test_each_measure_has_come_as_far_as_its_readings_say(
    name: str, progress: str, text: str, state: State
) -> None:
    one = next(each for each in listed(plan().measures) if each.name == name)
    assert (one.progress, one.progress_text, one.chip.state) == (Decimal(progress), text, state)


def test_three_of_four_measures_have_come_four_fifths_of_the_way() -> None:
    reached = plan().attainment
    assert (reached.total, reached.measured, reached.close, reached.threshold) == (4, 4, 3, 80)
    assert reached.progress == Decimal("82.6")


def test_no_measure_has_reached_its_target_so_there_is_no_time_to_value_yet() -> None:
    assert plan().time_to_value.days is None


def test_the_success_manager_has_room_for_one_more_account_in_the_same_territory() -> None:
    given = plan().assignment
    assert given is not None
    assert (given.manager, given.before, given.after, given.limit) == ("Freya Lind", 38, 39, 40)
    assert (given.within, given.same_territory) == (True, True)


def test_training_avoids_easter_and_holds_both_kinds() -> None:
    training = plan().training
    assert [session.note for session in listed(training.sessions)] == [""] * 10
    assert [(kind.kind, kind.planned, kind.held) for kind in training.kinds] == [
        ("Administrators", 2, 2),
        ("Users", 8, 8),
    ]
    assert (training.named, training.unbooked, training.seats, training.attendance) == (24, 0, 192, 169)
    assert training.share == Decimal("88.0")
    assert plan({"success.training[tr-3].date": "2027-03-26"}).training.sessions[4].note == "Good Friday"  # type: ignore[index]


def test_the_night_shifts_session_ends_half_past_nine() -> None:
    night = next(one for one in listed(plan().training.sessions) if one.id == "tr-10")
    assert (night.date, night.start, night.end) == (day(4, 1), "20:00", "21:30")


def test_a_solutions_engineer_is_needed_for_two_complex_integrations() -> None:
    setup = plan().setup
    assert (setup.needed, setup.why, setup.engineer) == (True, "2 complex integrations", "Arjun Mehta")
    assert (setup.done, setup.total) == (5, 5)


def test_support_takes_over_on_the_day_after_the_review() -> None:
    support = plan().support
    assert (support.date, support.queue, support.after_review, support.accepted) == (
        day(6, 10), "UK-GEN", True, True,
    )  # fmt: skip
    assert support.knowledge_base == ("Confluence space HVL",)


def test_the_clients_documents_show_the_three_promises_and_no_internal_risk() -> None:
    found = plan()
    assert [one.id for one in listed(found.commitments)] == ["k1", "k2", "k3"]
    assert [one.id for one in found.risks] == ["R-01", "R-03"]


def test_health_weighs_measures_milestones_and_engagement() -> None:
    health = plan().health
    assert [(part.weight, part.value, part.points) for part in health.parts] == [
        (60, Decimal("82.6"), Decimal("49.6")),
        (20, Decimal("100.0"), Decimal("20.0")),
        (20, Decimal("94.0"), Decimal("18.8")),
    ]
    assert (health.worked_out, health.stated, health.score, health.chip.state) == (88, 88, 88, State.GOOD)


def test_the_chart_numbers_its_weeks_as_the_plan_does() -> None:
    gantt = plan().gantt
    assert gantt is not None
    assert [cell.text for cell in gantt.weeks] == ["", *map(str, range(1, 15))]
    assert [row.label for row in gantt.rows][-4:] == [
        "Training",
        "Check-ins",
        "First Value Review",
        "Support",
    ]
    assert all(sum(cell.span for cell in row.cells) == gantt.columns for row in gantt.rows)


@pytest.mark.parametrize(("kickoff", "week"), [(day(3, 8), 13), (day(3, 11), 14), (day(3, 14), 14)])
def test_day_90_falls_into_week_13_only_where_the_plan_starts_on_a_monday(kickoff: date, week: int) -> None:
    weeks = Weeks(kickoff, "the kickoff")
    assert weeks.number(date.fromordinal(kickoff.toordinal() + 90)) == week
