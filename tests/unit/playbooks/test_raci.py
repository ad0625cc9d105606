"""The two activity matrices: what they say, and what is said of a file that does not fit."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from docgen.errors import PlaybookError
from docgen.intake.model.raci import RaciRole
from docgen.playbooks import load_playbook, playbook_names
from docgen.playbooks.raci import load_activities, load_run_activities
from docgen.playbooks.schema import SCHEMAS, schema_of
from docgen.resources import playbooks_folder, schemas_folder

ONBOARDING, RUN = load_activities(), load_run_activities()


def test_the_onboarding_has_47_activities_in_its_seven_stages() -> None:
    found = {
        stage: len(ONBOARDING.of_stage(stage)) for stage in load_playbook("managed_services").stages_by_id
    }
    assert found == {"S1": 5, "S2": 7, "S3": 7, "S4": 5, "S5": 9, "S6": 8, "S7": 6}
    assert len(ONBOARDING.rows) == 47


def test_the_run_state_service_has_24_activities() -> None:
    assert len(RUN.rows) == 24
    assert Counter(row.group for row in RUN.rows)["Incidents"] == 5
    assert RUN.groups[:3] == ("Incidents", "Changes", "Operations")


@pytest.mark.parametrize("row", [*ONBOARDING.rows, *RUN.rows], ids=lambda row: row.id)
def test_every_activity_has_one_accountable_and_somebody_responsible(row: object) -> None:
    letters = Counter(row.cells.values())  # type: ignore[attr-defined]
    assert letters["A"] + letters["A/R"] == 1
    assert letters["R"] + letters["A/R"] >= 1


def test_who_answers_for_an_activity_and_does_it_too_has_both_letters() -> None:
    both = [row.id for row in ONBOARDING.rows if "A/R" in row.cells.values()]
    assert both == ["1.4", "1.5", "6.5", "6.6", "7.2", "7.4"]


def test_an_id_is_a_text_so_that_no_row_is_taken_for_another() -> None:
    assert [row.id for row in ONBOARDING.rows][:5] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_a_stage_s_accountable_column_answers_for_at_least_half_of_its_activities() -> None:
    playbook = load_playbook("managed_services")
    for stage in playbook.stages_by_id:
        rows = ONBOARDING.of_stage(stage)
        own = [ONBOARDING.roles[row.accountable].column for row in rows]
        accountable = next(
            column for column in playbook.raci.columns if "A" in playbook.raci.cell(stage, column).split("/")
        )
        assert own.count(accountable) * 2 >= len(rows), stage


def test_every_role_of_the_onboarding_belongs_to_a_column_of_the_stage_matrix() -> None:
    columns = load_playbook("managed_services").raci.columns
    outside = [key for key, role in ONBOARDING.roles.items() if role.column not in columns]
    assert outside == ["INC"]


def test_no_role_of_the_onboarding_project_takes_part_in_the_run_state_service() -> None:
    assert {"OL", "PM", "OE"}.isdisjoint(RUN.roles)


def test_an_intake_may_name_every_role_of_both_matrices_and_no_other() -> None:
    assert set(get_args(get_args(RaciRole)[0])) == {*ONBOARDING.roles, *RUN.roles}


def test_the_same_role_is_held_by_the_same_people_in_both_matrices() -> None:
    for key in set(ONBOARDING.roles) & set(RUN.roles):
        ours, theirs = ONBOARDING.roles[key], RUN.roles[key]
        assert (ours.name, ours.team, ours.contact) == (theirs.name, theirs.team, theirs.contact)


FIRST = '{id: "1.1", stage: S1, activity: Complete sales handoff form, A: OL, R: [AM], C: [SA], I: [PM, SDM, CES]}'


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("A: OL, R: [AM], C: [SA]", "A: [OL, AM], R: [AM], C: [SA]", "bad-value", "rows[1.1].A"),
        ("A: OL, R: [AM], C: [SA]", "R: [AM], C: [SA]", "missing-key", "rows[1.1].A"),
        ("A: OL, R: [AM], C: [SA]", "A: OL, R: [], C: [SA]", "bad-value", "rows[1.1].R"),
        ("A: OL, R: [AM], C: [SA]", "A: OL, R: [AMM], C: [SA]", "bad-value", "rows[1.1].R[0]"),
        ("A: OL, R: [AM], C: [SA]", "A: OL, R: [AM], C: [SA, AM]", "bad-value", "rows[1.1].C[1]"),
        ("A: OL, R: [AM], C: [SA]", "A: OL, R: [AM], C: [OL]", "bad-value", "rows[1.1].C[0]"),
        ("A: OL, R: [AM], C: [SA]", "A: OL, R: [AM, AM], C: [SA]", "bad-value", "rows[1.1].R[1]"),
        ('id: "1.1"', 'id: "1.2"', "bad-value", "rows[1.2].id"),
        ("stage: S1, activity", "stage: S9, activity", "bad-value", "rows[1.1].stage"),
        ("stage: S1, activity", "stage: S1, activty", "unknown-key", "rows[1.1].activty"),
    ],
)
def test_a_row_that_does_not_fit_is_reported_where_it_stands(
    tmp_path: Path, old: str, new: str, code: str, path: str
) -> None:
    text = (playbooks_folder() / "raci_activities.yaml").read_text("utf-8")
    assert text.count(FIRST) == 1
    assert FIRST.count(old) == 1
    file = tmp_path / "own.yaml"
    file.write_text(text.replace(FIRST, FIRST.replace(old, new)), "utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_activities(file)
    found = {(problem.code, problem.where.path): problem for problem in caught.value.problems}
    assert (code, path) in found
    line = found[code, path].where.line
    assert line
    assert 'id: "1.' in file.read_text("utf-8").splitlines()[line - 1]


def test_a_stage_that_is_not_known_is_answered_with_those_that_are(tmp_path: Path) -> None:
    text = (playbooks_folder() / "raci_activities.yaml").read_text("utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(text.replace("stage: S1, activity: Run", "stage: S9, activity: Run"), "utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_activities(file)
    (problem,) = caught.value.problems
    assert problem.message == "rows[1.4].stage is “S9”, which is not known here."
    assert "S1, S2" in problem.hint


def test_a_role_that_nobody_or_two_parties_hold_is_refused(tmp_path: Path) -> None:
    text = (playbooks_folder() / "bau_raci.yaml").read_text("utf-8")
    file = tmp_path / "own.yaml"
    file.write_text(text.replace("outside: vendors}", "outside: vendors, contact: it_lead}"), "utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_run_activities(file)
    assert [problem.where.path for problem in caught.value.problems] == ["roles.VEN"]


def test_what_stands_beside_the_playbooks_is_not_offered_as_one() -> None:
    assert playbook_names() == ("customer_success", "managed_services")
    with pytest.raises(PlaybookError) as caught:
        load_playbook("questions")
    assert [problem.code for problem in caught.value.problems] == ["unknown-playbook"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_on_file_is_the_model_s(name: str) -> None:
    written = json.loads((schemas_folder() / f"{name}.schema.json").read_text("utf-8"))
    assert written == schema_of(name)


@pytest.mark.parametrize("name", SCHEMAS[1:])
def test_each_built_in_file_names_its_schema(name: str) -> None:
    first = (playbooks_folder() / f"{name}.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../../schemas/{name}.schema.json"
