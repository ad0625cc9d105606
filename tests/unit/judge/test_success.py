"""The rules of the success plan find their breaches, and leave Harbour & Vale alone."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgen.derive.context import derive
from docgen.intake.model import Intake
from docgen.judge import Verdict, judge
from docgen.judge.catalogue import RULES
from docgen.judge.stages import own, reached
from docgen.playbooks.load import load_playbook
from docgen.problems import Severity
from tests.unit.judge.sound import STEP, Lines, Row, put, table

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-vale" / "intake.yaml"
LATEST = date(2027, 6, 10)
STAGES = ("C1", "C2", "C3", "C4")
BREACHES, FINE = table("breaches_success.yaml"), table("fine_success.yaml")


@cache
def _base() -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def judged(
    changes: Mapping[str, object], *, stage: str = "C4", artefact: str = "HOF", as_of: date = LATEST
) -> Verdict:
    data, playbook = copy.deepcopy(_base()), load_playbook("customer_success")
    for path, value in changes.items():
        put(data, STEP.findall(path), value)
    intake = Intake.model_validate(data)
    context = derive(intake, playbook, artefact=artefact, as_of=as_of)
    return judge(intake, playbook, context, artefact=artefact, stage=stage, lines=Lines())


@pytest.mark.parametrize("row", BREACHES, ids=str)
def test_a_breach_is_found_at_its_place_with_the_weight_of_its_rule(row: Row) -> None:
    found = [one for one in judged(row.change).problems if one.code == row.rule]
    assert row.at in [one.where.path for one in found]
    assert {one.severity for one in found} == {RULES[row.rule].severity}
    assert all(one.hint for one in found)


@pytest.mark.parametrize("row", FINE, ids=str)
def test_what_only_looks_like_a_breach_is_left_alone(row: Row) -> None:
    assert [one.message for one in judged(row.change).problems if one.code == row.rule] == []


@pytest.mark.parametrize(
    "row", [row for row in BREACHES if own(RULES[row.rule].stage, "C1") != "C1"], ids=str
)
def test_a_rule_is_silent_before_its_stage(row: Row) -> None:
    earlier = [stage for stage in STAGES if not reached(RULES[row.rule].stage, stage)]
    assert row.rule not in {one.code for one in judged(row.change, stage=earlier[-1]).problems}


@pytest.mark.parametrize("stage", STAGES)
def test_harbour_vale_has_no_error_and_no_warning_at_any_stage(stage: str) -> None:
    found = judged({}, stage=stage)
    assert [str(one) for one in found.problems if one.severity is not Severity.INFO] == []
    assert found.readiness.percent == 100


def test_the_handoff_form_issues_as_final_on_its_day() -> None:
    found = judged({}, stage="C1", as_of=date(2027, 3, 5))
    assert (found.draft, found.reasons) == (False, ())


@pytest.mark.parametrize(
    ("gone", "owner"),
    [
        ("csm_assignment.territory", "Colm Daly"),
        ("success.objectives", "Colm Daly"),
        ("calendar.holidays", "Freya Lind"),
    ],
)
def test_a_missing_fact_is_owed_by_who_does_that_work_in_this_process(gone: str, owner: str) -> None:
    missing = judged({gone: "GONE"}, stage="C1").readiness.missing
    assert [(one.path, one.owner, one.stage) for one in missing] == [(gone, owner, "C1")]


def test_a_phase_does_not_ask_for_what_a_managed_service_needs() -> None:
    gone = dict.fromkeys(("sites", "applications", "client.headcount", "engagement.success_criteria"), "GONE")
    assert judged(gone, stage="C1").readiness.percent == 100


def test_stages_of_different_processes_never_follow_each_other() -> None:
    assert not reached("S1", "C4")
    assert not reached("C1", "S7")
    assert reached("S1 C1", "C2")
    assert reached("S1 C3", "S2")
    assert not reached("S1 C3", "C2")


def test_who_took_the_handoff_may_approve_the_form() -> None:
    assert "DOC-05" not in {one.code for one in judged({}, stage="C1").problems}
    given = {"kind": "handoff", "by": "t-daly", "decision": "approved", "date": "2027-03-05"}
    found = judged({"documents.HOF.approvals": [given]}, stage="C1").problems
    assert "DOC-05" in {one.code for one in found}
