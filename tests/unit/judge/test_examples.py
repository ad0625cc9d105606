"""The example clients: what is sound issues as final, what is half known says what it lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.derive.context import derive
from docgen.intake.read import read_intake
from docgen.judge import Verdict, judge
from tests.unit.judge.sound import playbook

EXAMPLES = Path(__file__).parents[3] / "examples"
ON_ITS_DAY = [
    ("HOF", "S1", date(2027, 2, 4)),
    ("SLA", "S3", date(2027, 2, 22)),
    ("SDD", "S3", date(2027, 2, 22)),
    ("BAU", "S7", date(2027, 4, 15)),
    ("RET", "S7", date(2027, 4, 15)),
]
LATER = [("HOF", "S1", date(2027, 4, 15)), ("SLA", "S3", date(2027, 4, 15)), ("SLA", "S7", date(2027, 4, 15))]


def judged(name: str, artefact: str, stage: str, as_of: date) -> Verdict:
    read = read_intake(EXAMPLES / name)
    assert read.intake is not None
    context = derive(read.intake, playbook(), artefact=artefact, as_of=as_of)
    return judge(read.intake, playbook(), context, artefact=artefact, stage=stage, lines=read.lines)


@pytest.mark.parametrize(("artefact", "stage", "as_of"), [*ON_ITS_DAY, *LATER])
def test_the_main_example_issues_as_final_without_a_warning(artefact: str, stage: str, as_of: date) -> None:
    found = judged("harrow-wills/intake.yaml", artefact, stage, as_of)
    assert [str(one) for one in found.problems if not one.acknowledged] == []
    assert (found.draft, found.reasons, found.unconfirmed, found.readiness.percent) == (False, (), (), 100)


def test_the_main_examples_acknowledgements_stand_in_its_schedule() -> None:
    found = judged("harrow-wills/intake.yaml", "SLA", "S3", date(2027, 2, 22))
    accepted = [(item.ref, item.path, item.owner) for item in found.open_items if item.kind == "accepted"]
    apps = ("az-core", "filenest", "m365")
    assert accepted == [("SLA-16", f"applications[{app}].rto", "Dana Wills") for app in apps]


def test_a_design_rests_on_an_approved_discovery_and_on_at_least_one_decision() -> None:
    read = read_intake(EXAMPLES / "harrow-wills/intake.yaml")
    assert read.intake is not None
    assert read.intake.design is not None
    documents = {code: state for code, state in (read.intake.documents or {}).items() if code != "TDQ"}
    design = read.intake.design.model_copy(update={"decisions": ()})
    intake = read.intake.model_copy(update={"documents": documents, "design": design})
    context = derive(intake, playbook(), artefact="SDD", as_of=date(2027, 2, 22))
    found = judge(intake, playbook(), context, artefact="SDD", stage="S3", lines=read.lines)
    missing = [one.path for one in found.readiness.missing]
    assert (missing, found.draft) == (["documents.TDQ.status", "design.decisions"], True)


def test_what_one_person_writes_on_the_day_of_signing_is_a_draft_that_says_what_it_lacks() -> None:
    found = judged("harrow-wills/handoff.yaml", "HOF", "S1", date(2027, 1, 29))
    assert found.draft
    assert {one.code for one in found.errors} == {"missing-fact", "CON-01"}
    assert all(one.owner for one in found.readiness.missing)
    assert all(one.where.line for one in found.problems)
    assert 0 < found.readiness.percent < 100
