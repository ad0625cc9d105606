"""Dates and shares of a success plan agree with weeks that are torn off one by one and sums done in fractions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st

from docgen.derive.lookup import Lookup
from docgen.derive.success.checkins import due_days
from docgen.derive.success.dates import outreach, review_day
from docgen.derive.success.measures import measure, share
from docgen.derive.success.objectives import time_to_value
from docgen.derive.weeks import Weeks, stage_spans
from docgen.intake.model import Intake
from docgen.intake.model.success import Kpi
from docgen.playbooks import load_playbook
from tests.properties.slow_days import DATES, DAY, Wall, seeded, walls
from tests.unit.derive.samples import firm

PROCESS = load_playbook("customer_success")
RULES = PROCESS.success
TUESDAY = 1


def _week(day_0: date, number: int) -> list[date]:
    """Return the days of week `number`, found by leafing on from the day that the plan counts from."""
    monday = day_0
    while monday.weekday():
        monday -= DAY
    for _ in range(number - 1):
        for _ in range(7):
            monday += DAY
    return [monday + ahead * DAY for ahead in range(7)]


def _look(intake: Intake | None = None) -> Lookup:
    return Lookup(intake or firm(), PROCESS)


@given(DATES, st.integers(1, 60), st.integers(0, 20))
@seeded(100)
def test_week_n_runs_from_its_monday_to_its_sunday(day_0: date, first: int, more: int) -> None:
    weeks = Weeks(day_0, "")
    assert weeks.span(first, first + more) == (_week(day_0, first)[0], _week(day_0, first + more)[-1])
    assert {weeks.number(day) for day in _week(day_0, first)} == {first}
    assert weeks.number(day_0) == 1


@given(DATES)
@seeded(60)
def test_the_phases_fill_week_1_weeks_2_to_4_and_weeks_5_to_12_without_a_day_between(day_0: date) -> None:
    spans = {span.stage: span for span in stage_spans(_look(), Weeks(day_0, ""))}
    days = [day for number in range(1, 13) for day in _week(day_0, number)]
    for stage, numbers in (("C2", days[:7]), ("C3", days[7:28]), ("C4", days[28:])):
        assert (spans[stage].start, spans[stage].end) == (numbers[0], numbers[-1])
        assert spans[stage].days == len(numbers)


@given(walls(), DATES)
@seeded(100)
def test_check_ins_are_each_second_tuesday_from_week_5_on_or_the_next_open_day(
    wall: Wall, day_0: date
) -> None:
    due = due_days(_look(), wall.calendar(), Weeks(day_0, ""))
    tuesdays = [_week(day_0, number)[TUESDAY] for number in (5, 7, 9, 11)]
    assert list(due) == [next(wall.open_days(day)) for day in tuesdays]


@given(walls(), DATES)
@seeded(100)
def test_day_90_is_ninety_leaves_on_and_then_the_next_open_day(wall: Wall, day_0: date) -> None:
    exact = day_0
    for _ in range(90):
        exact += DAY
    found = review_day(_look(), wall.calendar(), Weeks(day_0, ""))
    assert (found.exact, found.due) == (exact, next(wall.open_days(exact)))
    assert found.moved == (not wall.is_open(exact))


@given(walls(), DATES, st.integers(0, 30))
@seeded(60)
def test_the_first_contact_is_due_on_the_second_open_day_after_the_signature(
    wall: Wall, signed: date, later: int
) -> None:
    done = signed + later * DAY
    intake = firm({"engagement.contract_signed_date": f"{signed}", "engagement.csm_outreach_date": f"{done}"})
    found = outreach(_look(intake), wall.calendar(), as_of=done)
    assert found is not None
    assert (
        found.by
        == list(islice(wall.open_days(signed + DAY), RULES.outreach.business_days if RULES.outreach else 0))[
            -1
        ]
    )
    assert found.taken == wall.between(signed + DAY, done)


VALUES = st.integers(-(10**6), 10**6).map(lambda number: Decimal(number).scaleb(-2))


@given(VALUES, VALUES, VALUES)
@seeded(200)
def test_progress_is_the_share_of_the_way_held_to_none_and_all_of_it(
    baseline: Decimal, target: Decimal, current: Decimal
) -> None:
    assume(target != baseline)
    way, done = Fraction(target) - Fraction(baseline), Fraction(current) - Fraction(baseline)
    found = share(current, baseline, target)
    assert abs(Fraction(found) - min(max(done / way, Fraction(0)), Fraction(1))) < Fraction(1, 10**20)
    assert share(baseline, baseline, target) == 0
    assert share(target, baseline, target) == 1


@given(VALUES, VALUES, VALUES)
@seeded(100)
def test_progress_does_not_ask_whether_higher_or_lower_is_better(
    baseline: Decimal, target: Decimal, current: Decimal
) -> None:
    assume(target != baseline)
    assert share(-current, -baseline, -target) == share(current, baseline, target)
    assert share(current + 7, baseline + 7, target + 7) == share(current, baseline, target)


READINGS = st.lists(st.tuples(st.integers(-20, 120), st.integers(0, 100)), max_size=6)


@given(DATES, st.sampled_from(("higher", "lower")), st.lists(READINGS, min_size=1, max_size=3))
@seeded(80)
def test_time_to_value_is_the_first_day_on_which_somebody_read_a_target(
    day_0: date, direction: str, taken: list[list[tuple[int, int]]]
) -> None:
    baseline, target = (20, 60) if direction == "higher" else (60, 20)
    shared = {"direction": direction, "baseline": f"{baseline}", "target": f"{target}", "unit": "%"}
    last = day_0 + 200 * DAY
    measures = [
        measure(
            _look(),
            Kpi.model_validate(
                {
                    **shared,
                    "id": f"k{at}",
                    "name": f"Measure {at}",
                    "baseline_date": f"{day_0}",
                    "target_date": f"{last}",
                    "readings": [
                        {"date": f"{day_0 + ahead * DAY}", "value": f"{value}"} for ahead, value in readings
                    ],
                }
            ),
            as_of=last,
        )
        for at, readings in enumerate(taken)
    ]
    good = [
        ahead
        for readings in taken
        for ahead, value in readings
        if (value >= target if direction == "higher" else value <= target)
    ]
    found = time_to_value(Weeks(day_0, "the kickoff"), measures)
    assert found.days == (min(good) if good else None)
