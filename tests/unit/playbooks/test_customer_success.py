"""The customer-success process: what the written process says, and that its parts fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from docgen.intake.model.words import ContactRole, TeamRole
from docgen.intake.paths import field_at
from docgen.playbooks import load_playbook
from docgen.playbooks.parts import Origin, Part, Sourced

PLAYBOOK = load_playbook("customer_success")
_ROLE = re.compile(r"(contacts|team)\[role=\w+\]")


def test_it_has_four_phases_in_the_weeks_of_the_process() -> None:
    windows = {stage.id: stage.window for stage in PLAYBOOK.stages}
    weeks = {key: (one.first_week, one.last_week, one.line) for key, one in windows.items() if one}
    assert weeks == {
        "C1": (0, 0, "S016"),
        "C2": (1, 1, "S025"),
        "C3": (2, 4, "S036"),
        "C4": (5, 12, "S044"),
    }


def test_the_figures_of_the_process_are_its_own() -> None:
    plan = PLAYBOOK.success
    assert plan.outreach is not None
    assert (plan.outreach.business_days, plan.outreach.line) == (2, "S027")
    assert (plan.review.day.value, plan.review.day.line) == (90, "S047")
    assert plan.checkins.every_days.source is Origin.DEFAULT
    assert plan.day_0.source is Origin.DEFAULT


def test_the_kickoff_has_the_five_topics_of_the_process_and_takes_an_hour() -> None:
    agenda = PLAYBOOK.handoff.agenda
    assert [item.line for item in agenda] == ["S029", "S030", "S031", "S032", "S033"]
    assert sum(item.minutes.value for item in agenda) == 60
    assert (PLAYBOOK.success.review.meeting.minutes, PLAYBOOK.success.checkins.meeting.minutes) == (60, 30)


def test_the_handoff_form_covers_what_the_process_lists() -> None:
    assert {item.line for item in PLAYBOOK.handoff.checklist} >= {"S018", "S020", "S021", "S022", "S023"}


def _sourced(value: object) -> Iterator[Sourced]:
    if isinstance(value, Sourced):
        yield value
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _sourced(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _sourced(item)


def test_what_the_process_says_names_its_line_and_a_default_names_none() -> None:
    for part in _sourced(PLAYBOOK):
        assert bool(part.line) == (part.source is Origin.PROCESS), part


def _paths() -> Iterator[str]:
    for stage in PLAYBOOK.stages:
        for one in (*stage.entry, *stage.exit):
            yield from (*one.evidence, *filter(None, [one.only_if]))
        if stage.window:
            yield from filter(None, (stage.window.opens, stage.window.closes))
    for item in PLAYBOOK.handoff.checklist:
        yield from item.evidence
    for wanted in PLAYBOOK.handoff.information:
        yield from wanted.fields
    yield from PLAYBOOK.not_asked


@pytest.mark.parametrize("path", sorted(set(_paths())))
def test_every_path_that_the_process_names_is_a_fact(path: str) -> None:
    assert field_at(_ROLE.sub(r"\1", path)) is not None


def test_every_role_that_leads_a_topic_is_known() -> None:
    known = {*ContactRole.__origin__.__args__, *TeamRole.__origin__.__args__}  # type: ignore[attr-defined]
    meetings = (PLAYBOOK.success.checkins.meeting, PLAYBOOK.success.review.meeting)
    leads = {
        role for one in meetings for role in (*one.attendees, *one.invited, *(t.lead for t in one.topics))
    }
    assert leads <= known


def test_each_phase_and_each_activity_has_one_accountable() -> None:
    for row in PLAYBOOK.raci.rows.values():
        assert sum("A" in cell.split("/") for cell in row) == 1
    for activity in PLAYBOOK.activities:
        assert sum("A" in cell.split("/") for cell in activity.cells) == 1, activity.id
    assert [activity.id for activity in PLAYBOOK.activities] == [f"k{number}" for number in range(1, 13)]
