from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.derive.calendars import business_calendar
from docgen.derive.forecast import Pace, forecast
from docgen.derive.timeline import Timeline, feasibility, timeline_view
from docgen.derive.values import Gap, State
from docgen.playbooks import load_playbook
from tests.unit.derive.samples import bare, firm, look

AS_OF = date(2027, 2, 4)


def _timeline(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Timeline:
    lookup = look(changes, drop=drop)
    return timeline_view(lookup, business_calendar(lookup.intake), AS_OF)


@pytest.mark.parametrize(
    ("pace", "go_live", "hypercare_end", "end"),
    [
        ("shortest", date(2027, 3, 4), date(2027, 4, 2), date(2027, 4, 7)),
        ("planned", date(2027, 3, 16), date(2027, 4, 14), date(2027, 4, 20)),
        ("longest", date(2027, 3, 25), date(2027, 4, 23), date(2027, 4, 30)),
    ],
)
def test_the_forecast_walks_business_days_from_the_start(
    pace: Pace, go_live: date, hypercare_end: date, end: date
) -> None:
    calendar = business_calendar(firm())
    found = forecast(load_playbook("managed_services"), calendar, date(2027, 2, 2), pace)
    assert (found.go_live, found.hypercare_end, found.end) == (go_live, hypercare_end, end)


def test_three_regions_push_the_longest_go_live_by_their_holidays() -> None:
    """From 12 April 2027, holidays of New South Wales and Queensland cost two days against Victoria alone."""
    playbook = load_playbook("managed_services")
    regions = {"calendar": {"holidays": {"regions": ["AU-VIC", "AU-NSW", "AU-QLD"]}}}
    all_three = forecast(playbook, business_calendar(firm(regions)), date(2027, 4, 12), "longest")
    victoria = forecast(playbook, business_calendar(firm()), date(2027, 4, 12), "longest")
    assert (victoria.go_live, all_three.go_live) == (date(2027, 6, 1), date(2027, 6, 3))


def test_hypercare_lasts_thirty_calendar_days_with_go_live_as_the_first() -> None:
    timeline = _timeline()
    assert (timeline.hypercare_start, timeline.hypercare_end) == (date(2027, 3, 16), date(2027, 4, 14))


def test_the_first_stage_ends_with_the_kickoff() -> None:
    timeline = _timeline()
    assert timeline.start == date(2027, 2, 2)
    assert timeline.stages[0].end == date(2027, 2, 4)


def test_without_a_kickoff_the_plan_starts_after_the_signature() -> None:
    assert _timeline(drop=("engagement.kickoff_date",)).start == date(2027, 2, 1)


def test_the_planned_stages_of_the_worked_example_follow_each_other() -> None:
    spans = [(row.id, row.start, row.end, row.days) for row in _timeline().stages]
    assert spans == [
        ("S1", date(2027, 2, 2), date(2027, 2, 4), 3),
        ("S2", date(2027, 2, 5), date(2027, 2, 12), 6),
        ("S3", date(2027, 2, 15), date(2027, 2, 22), 6),
        ("S4", date(2027, 2, 23), date(2027, 2, 26), 4),
        ("S5", date(2027, 3, 1), date(2027, 3, 15), 10),
        ("S6", date(2027, 3, 16), date(2027, 4, 14), 30),
        ("S7", date(2027, 4, 15), date(2027, 4, 20), 4),
    ]


def test_given_stage_dates_win_and_later_stages_follow_them() -> None:
    dates = {"S2": {"start": "2027-02-08", "end": "2027-02-19"}}
    rows = {row.id: row for row in _timeline({"engagement.stage_dates": dates}).stages}
    assert (rows["S2"].start, rows["S2"].end, rows["S2"].days, rows["S2"].basis) == (
        date(2027, 2, 8),
        date(2027, 2, 19),
        10,
        "set",
    )
    assert (rows["S3"].start, rows["S3"].basis) == (date(2027, 2, 22), "forecast")


def test_a_row_shows_the_process_s_range_and_both_forecasts() -> None:
    row = _timeline().stages[4]
    assert row.range_text == "7 to 14 business days"
    assert (row.shortest_end, row.longest_end) == (date(2027, 3, 3), date(2027, 3, 24))


@pytest.mark.parametrize(
    ("target", "verdict", "days", "state"),
    [
        (date(2027, 2, 26), "infeasible", -4, State.CRITICAL),
        (date(2027, 3, 3), "infeasible", -1, State.CRITICAL),
        (date(2027, 3, 4), "at risk", 0, State.CAUTION),
        (date(2027, 3, 15), "at risk", 6, State.CAUTION),
        (date(2027, 3, 16), "feasible", 7, State.GOOD),
    ],
)
def test_a_requested_go_live_is_judged_against_both_forecasts(
    target: date, verdict: str, days: int, state: State
) -> None:
    calendar = business_calendar(firm())
    found = feasibility(calendar, target, date(2027, 3, 4), date(2027, 3, 16), "en-AU")
    assert (found.verdict, found.days, found.chip.state) == (verdict, days, state)
    assert "Thu 4 March 2027" in found.text


@pytest.mark.parametrize(
    ("target", "distance"),
    [
        (date(2027, 3, 3), "1 business day before the earliest feasible date, Thu 4 March 2027"),
        (date(2027, 3, 4), "The earliest feasible date, Thu 4 March 2027"),
        (date(2027, 3, 16), "7 business days after the earliest feasible date, Thu 4 March 2027"),
    ],
)
def test_the_distance_to_the_earliest_go_live_is_told_in_few_words(target: date, distance: str) -> None:
    found = feasibility(business_calendar(firm()), target, date(2027, 3, 4), date(2027, 3, 16), "en-AU")
    assert found.distance == distance


@pytest.mark.parametrize(
    ("changes", "day", "basis"),
    [
        ({}, date(2027, 3, 16), "As requested"),
        ({"engagement.target_go_live": "2027-04-06"}, date(2027, 4, 6), "As requested"),
        ({"engagement.target_go_live": "2027-03-10"}, date(2027, 3, 16), "Forecast with planned durations"),
        ({"go_live.date": "2027-03-18"}, date(2027, 3, 18), "Set in the plan"),
        ({"engagement.stage_dates": {"S6": {"start": "2027-03-22"}}}, date(2027, 3, 22), "Set in the plan"),
    ],
)
def test_the_planned_go_live_says_what_it_rests_on(changes: dict[str, Any], day: date, basis: str) -> None:
    timeline = _timeline(changes)
    assert (timeline.go_live, timeline.go_live_basis) == (day, basis)
    assert next(row.start for row in timeline.stages if row.id == "S6") == day


def test_stand_ups_fill_the_first_five_business_days() -> None:
    days = [16, 17, 18, 19, 22]
    assert _timeline().standups == tuple(date(2027, 3, day) for day in days)


def test_reviews_are_weekly_and_move_off_a_holiday() -> None:
    assert _timeline().reviews == (date(2027, 3, 23), date(2027, 3, 30), date(2027, 4, 6), date(2027, 4, 13))
    # A week after Monday 22 March is Easter Monday.
    assert _timeline({"go_live.date": "2027-03-22"}).reviews[0] == date(2027, 3, 30)


WAVES = [
    {"id": "offices", "sites": ["mel"], "date": "2027-06-03"},
    {"id": "clinics", "sites": ["gee", "rem"], "date": "2027-06-08"},
]


@pytest.mark.parametrize(
    ("anchor", "end", "days"),
    [
        ("first_wave", date(2027, 7, 2), [30, 25]),
        ("last_wave", date(2027, 7, 7), [35, 30]),
        ("per_wave", date(2027, 7, 7), [30, 30]),
        (None, date(2027, 7, 7), [35, 30]),
    ],
)
def test_hypercare_counts_from_the_anchor_wave(anchor: str | None, end: date, days: list[int]) -> None:
    cutover: dict[str, Any] = {"waves": WAVES} | ({"hypercare_from": anchor} if anchor else {})
    timeline = _timeline({"go_live": cutover})
    assert timeline.go_live == date(2027, 6, 3)
    assert timeline.hypercare_end == end
    assert [wave.days for wave in timeline.waves] == days
    assert timeline.waves[1].sites == "Geelong, Home workers"


def test_an_extension_moves_the_end_of_hypercare_and_the_transition() -> None:
    timeline = _timeline({"hypercare.extension": [{"days": 7, "until": "2027-04-21"}]})
    assert timeline.hypercare_end == date(2027, 4, 21)
    assert timeline.bau_start == date(2027, 4, 22)


@pytest.mark.parametrize(
    ("deadline", "applies_to", "slack", "state"),
    [
        ("2027-04-30", "hypercare_end", 16, State.GOOD),
        ("2027-04-16", "hypercare_end", 2, State.CAUTION),
        ("2027-03-15", None, -1, State.CRITICAL),
        ("2027-04-15", "bau_start", 0, State.CAUTION),
    ],
)
def test_a_deadline_is_measured_against_what_it_applies_to(
    deadline: str, applies_to: str | None, slack: int, state: State
) -> None:
    entry = {"date": deadline, "what": "Something ends"} | ({"applies_to": applies_to} if applies_to else {})
    found = _timeline({"engagement.hard_deadlines": [entry]}).deadlines
    assert isinstance(found, tuple)
    assert (found[0].slack, found[0].chip.state) == (slack, state)


def test_days_to_go_live_count_from_the_as_of_date() -> None:
    assert _timeline().days_to_go_live == 40


def test_without_dates_everything_is_a_gap_and_nothing_is_drawn() -> None:
    lookup = bare()
    timeline = timeline_view(lookup, business_calendar(lookup.intake), AS_OF)
    gaps = (timeline.start, timeline.go_live, timeline.earliest, timeline.feasibility, timeline.hypercare_end)
    assert all(isinstance(gap, Gap) and gap.question and gap.owner for gap in gaps)
    assert (timeline.stages, timeline.gantt, timeline.standups) == ((), None, ())


def test_a_go_live_without_a_start_still_gives_hypercare_and_the_transition() -> None:
    timeline = _timeline(drop=("engagement.kickoff_date", "engagement.contract_signed_date"))
    assert timeline.hypercare_end == date(2027, 4, 14)
    assert (timeline.bau_start, timeline.bau_end) == (date(2027, 4, 15), date(2027, 4, 20))
    assert timeline.stages == ()


def test_windows_come_in_order_and_in_words() -> None:
    windows = [
        {"id": "f", "kind": "freeze", "start": "2027-03-25T17:00", "end": "2027-03-30T07:00"},
        {
            "id": "w",
            "kind": "maintenance",
            "start": "2027-03-01T19:30",
            "end": "2027-03-01T23:30",
            "recurrence": "weekdays",
            "until": "2027-03-12",
        },
    ]
    found = _timeline({"plan.windows": windows}).windows
    assert isinstance(found, tuple)
    assert [(window.id, window.start) for window in found] == [
        ("w", "Mon 1 March 2027 19:30"),
        ("f", "Thu 25 March 2027 17:00"),
    ]
    assert found[0].recurrence == "Mon to Fri, until Fri 12 March 2027"
