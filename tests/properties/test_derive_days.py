"""Business days, stages and what hangs on them agree with a calendar that is crossed off one day at a time."""

from __future__ import annotations

from datetime import date
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.forecast import GivenDates, Pace, forecast, length, schedule
from docgen.derive.incumbent import overlap_chip, overlap_days
from docgen.derive.timeline import feasibility
from docgen.derive.values import State
from docgen.playbooks import load_playbook
from tests.properties.slow_days import DATES, DAY, Leg, Wall, seeded, walked, walls

PROCESS = load_playbook("managed_services")
PACES: tuple[Pace, ...] = ("shortest", "planned", "longest")


@given(walls(), DATES)
@seeded(150)
def test_a_day_is_a_business_day_where_no_region_keeps_it_and_nobody_crossed_it_out(
    wall: Wall, day: date
) -> None:
    calendar = wall.calendar()
    for ahead in range(-20, 21):
        assert calendar.is_business_day(day + ahead * DAY) == wall.is_open(day + ahead * DAY)


@given(walls(), DATES)
@seeded(100)
def test_next_and_previous_are_the_first_open_days_either_way(wall: Wall, day: date) -> None:
    calendar = wall.calendar()
    assert calendar.next_on_or_after(day) == next(wall.open_days(day))
    assert calendar.previous_on_or_before(day) == next(wall.open_days(day, -1))
    assert calendar.next_after(day) == next(wall.open_days(day + DAY))
    assert calendar.previous_before(day) == next(wall.open_days(day - DAY, -1))


@given(walls(), DATES, st.integers(0, 25))
@seeded(100)
def test_adding_n_business_days_is_crossing_off_n_of_them(wall: Wall, day: date, number: int) -> None:
    calendar = wall.calendar()
    after = list(islice(wall.open_days(day + DAY), number))
    before = list(islice(wall.open_days(day - DAY, -1), number))
    assert calendar.add(day, number) == (after[-1] if after else day)
    assert calendar.add(day, -number) == (before[-1] if before else day)


@given(walls(), DATES, st.integers(1, 25))
@seeded(100)
def test_a_span_holds_its_number_of_open_days_and_starts_and_ends_on_one(
    wall: Wall, day: date, number: int
) -> None:
    first, last = wall.calendar().span(day, number)
    assert (first, last) == (*islice(wall.open_days(day), 1), list(islice(wall.open_days(day), number))[-1])
    assert wall.calendar().count(first, last) == wall.between(first, last) == number


@given(walls(), DATES, st.integers(-60, 60))
@seeded(100)
def test_counting_there_and_back_agrees_and_going_there_by_count_arrives(
    wall: Wall, day: date, ahead: int
) -> None:
    calendar, other = wall.calendar(), day + ahead * DAY
    assert calendar.count(day, other) == wall.between(day, other)
    assert calendar.days_between(day, other) == -calendar.days_between(other, day)
    landed = calendar.next_on_or_after(max(day, other))
    assert calendar.add(day, calendar.days_between(day, landed)) == landed


@given(walls(), DATES)
@seeded(60)
def test_the_holidays_of_a_span_are_its_working_weekdays_that_are_not_worked(wall: Wall, day: date) -> None:
    listed = [one.date for one in wall.calendar().holidays(day, day + 90 * DAY)]
    days = [day + ahead * DAY for ahead in range(91)]
    assert listed == [one for one in days if one.weekday() in wall.weekdays and not wall.is_open(one)]


def _legs(pace: Pace) -> list[Leg]:
    stages = [stage.duration for stage in PROCESS.stages]
    return [Leg(length(one, pace), one.unit == "calendar_days") for one in stages]


@given(walls(), DATES, st.sampled_from(PACES))
@seeded(100)
def test_each_stage_fills_its_days_and_the_next_one_starts_on_the_first_open_day_after(
    wall: Wall, start: date, pace: Pace
) -> None:
    found, model = forecast(PROCESS, wall.calendar(), start, pace), walked(wall, start, _legs(pace))
    assert [(one.start, one.end) for one in found.stages] == [(one.days[0], one.days[-1]) for one in model]
    assert [one.days for one in found.stages] == [len(one.days) for one in model]
    assert found.go_live == model[5].days[0]
    assert found.hypercare_end == found.go_live + 29 * DAY == model[5].days[-1]
    assert found.end == model[6].days[-1]


@given(walls(), DATES)
@seeded(60)
def test_planned_durations_lie_between_all_shortest_and_all_longest(wall: Wall, start: date) -> None:
    runs = [forecast(PROCESS, wall.calendar(), start, pace) for pace in PACES]
    for stages in zip(*(run.stages for run in runs), strict=True):
        ends = [stage.end for stage in stages]
        assert ends == sorted(ends)


@given(walls(), DATES, st.integers(0, 6), st.integers(0, 40), st.integers(0, 30))
@seeded(100)
def test_a_stage_with_dates_of_its_own_keeps_them_and_those_after_it_follow(
    wall: Wall, start: date, at: int, later: int, long: int
) -> None:
    stage, first = PROCESS.stages[at], start + later * DAY
    given_dates = {stage.id: GivenDates(first, first + long * DAY)}
    found = schedule(PROCESS, wall.calendar(), start, given_dates)
    legs = _legs("planned")
    before, after = walked(wall, start, legs[:at]), walked(wall, first + (long + 1) * DAY, legs[at + 1 :])
    ends = [(one.days[0], one.days[-1]) for one in before]
    ends += [(first, first + long * DAY), *((one.days[0], one.days[-1]) for one in after)]
    assert [(one.start, one.end) for one in found] == ends
    assert [one.given for one in found] == [one is stage for one in PROCESS.stages]


@given(walls(), DATES, st.integers(-40, 80))
@seeded(100)
def test_a_target_is_judged_by_the_shortest_and_the_planned_forecast(
    wall: Wall, start: date, ahead: int
) -> None:
    calendar = wall.calendar()
    earliest = forecast(PROCESS, calendar, start, "shortest").go_live
    planned = forecast(PROCESS, calendar, start, "planned").go_live
    target = earliest + ahead * DAY
    found = feasibility(calendar, target, earliest, planned, "en-AU")
    reachable = target in {earliest + day * DAY for day in range(200)}
    comfortable = target in {planned + day * DAY for day in range(200)}
    assert found.chip.state is (
        State.CRITICAL if not reachable else State.GOOD if comfortable else State.CAUTION
    )
    assert found.days == (
        wall.between(earliest + DAY, target) if ahead >= 0 else -wall.between(target + DAY, earliest)
    )


@given(DATES, st.integers(-60, 60))
@seeded(100)
def test_days_without_a_provider_are_those_between_the_old_contract_and_go_live(
    go_live: date, ahead: int
) -> None:
    ends = go_live + ahead * DAY
    alone = [day for day in (ends + step * DAY for step in range(1, 70)) if day < go_live]
    chip = overlap_chip(overlap_days(ends, go_live), outside=True)
    assert overlap_days(ends, go_live) == ahead
    assert (chip.state is State.CRITICAL) == bool(alone)
    if alone:
        assert chip.text == f"{len(alone)} day{'s' if len(alone) > 1 else ''} uncovered"
