"""Reading playbooks: by name, from a file, and what is said of one that does not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.errors import PlaybookError
from docgen.playbooks import load_playbook, playbook_names
from docgen.playbooks.schema import playbook_schema
from docgen.resources import playbooks_folder, schemas_folder

BUILT_IN = playbooks_folder() / "managed_services.yaml"


def _copy(folder: Path, old: str, new: str) -> Path:
    text = BUILT_IN.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "own.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_built_in_playbook_is_found_by_its_name() -> None:
    assert "managed_services" in playbook_names()
    assert load_playbook("managed_services").playbook == "managed_services"


def test_a_copy_with_other_figures_is_read_from_its_path(tmp_path: Path) -> None:
    path = _copy(
        tmp_path, "days: {value: 30, source: process, line: M134}", "days: {value: 45, source: default}"
    )
    assert load_playbook(path).hypercare.days.value == 45


def test_an_unknown_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(PlaybookError) as caught:
        load_playbook("managed_service")
    (problem,) = caught.value.problems
    assert problem.code == "unknown-playbook"
    assert "managed_services" in problem.hint


OWNER = "row: S4, column: onboarding_lead, process: C, use: "


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("tiers_allowed:", "tiers_alowed:", "unknown-key", "tiers_alowed"),
        ("days: {value: 30,", "days: {value: thirty,", "bad-value", "hypercare.days.value"),
        ("{min: 7, max: 14, ", "{min: 7, max: 8, ", "bad-value", "stages[S5].duration"),
        (
            "response: {value: 15m",
            "response: {value: 15",
            "bad-value",
            "sla.tiers.platinum.targets.P1.response.value",
        ),
        ("    S1: [R, A, I, I, I, I, C]", "    S1: [R, A, I, I, I, I]", "bad-value", "raci.rows.S1"),
        ("owners: [project_manager]", "owners: [project_boss]", "broken-reference", "stages[S4].owners[0]"),
        (f"{OWNER}A", f"{OWNER}R", "bad-value", "raci.corrections[0].use"),
        ("- id: H2", "- id: H1", "duplicate-id", "handoff.checklist[H1].id"),
        ("tiers_allowed: [platinum,", "tiers_allowed: [platnum,", "broken-reference", "tiers_allowed[0]"),
        ("    S1: [R, A,", "    S9: [R, A,", "broken-reference", "raci.rows.S9"),
    ],
)
def test_what_does_not_fit_is_reported_with_its_place(
    tmp_path: Path, old: str, new: str, code: str, path: str
) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(_copy(tmp_path, old, new))
    assert (code, path) in [(problem.code, problem.where.path) for problem in caught.value.problems]


def test_a_misspelt_key_is_shown_on_its_line_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(_copy(tmp_path, "tiers_allowed:", "tiers_alowed:"))
    problem = next(problem for problem in caught.value.problems if problem.code == "unknown-key")
    assert problem.where.source.startswith("tiers_alowed:")
    assert problem.where.column == 1
    assert problem.hint == "Did you mean tiers_allowed?"


def test_a_missing_key_is_named_and_all_problems_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(_copy(tmp_path, "tiers_allowed:", "tiers_alowed:"))
    found = {problem.code: problem.message for problem in caught.value.problems}
    assert found["missing-key"] == "tiers_allowed is missing here."
    assert set(found) == {"unknown-key", "missing-key"}


def test_a_broken_file_is_one_clear_problem(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("playbook: [", encoding="utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_playbook(path)
    assert caught.value.problems[0].code == "yaml-syntax"


def test_the_schema_on_file_is_the_model_s() -> None:
    written = json.loads((schemas_folder() / "playbook.schema.json").read_text(encoding="utf-8"))
    assert written == playbook_schema()
