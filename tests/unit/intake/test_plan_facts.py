"""Tasks, gates, changes and the cutover: what is read of them, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from docgen.intake import read_intake
from docgen.intake.model import Intake
from tests.unit.intake.files import EXAMPLES, marked, only_problem, read

TASKS = """\
plan:
  wbs:
    - {id: "5.1", name: Prepare, stage: S5, duration_bd: 2, predecessors: []}
    - {id: "5.10", name: Switch, stage: S5, duration_bd: 1, predecessors: [{id: "5.1", type: SS, lag: -1}]}
"""


def sound(folder: Path, more: str) -> Intake:
    found = read(folder, more)
    assert [str(one) for one in found.problems] == []
    assert found.intake is not None
    return found.intake


def test_ids_of_tasks_stay_what_was_written(tmp_path: Path) -> None:
    plan = sound(tmp_path, TASKS).plan
    assert plan is not None
    assert [task.id for task in plan.wbs or ()] == ["5.1", "5.10"]


def test_a_predecessor_says_how_and_how_far_apart(tmp_path: Path) -> None:
    plan = sound(tmp_path, TASKS).plan
    assert plan is not None
    (link,) = (plan.wbs or ())[1].predecessors or ()
    assert (link.id, link.type, link.lag) == ("5.1", "SS", -1)


@pytest.mark.parametrize(
    ("wrong", "code", "spot"),
    [
        (TASKS.replace('{id: "5.1", type', '{id: "5.2", type'), "broken-reference", '"5.2"'),
        (TASKS.replace("duration_bd: 2", "duration_bd: 1.5"), "bad-value", "1.5"),
        (TASKS.replace("type: SS", "type: SX"), "unknown-value", "SX"),
        (TASKS.replace('"5.10"', '"5.1"'), "duplicate-id", '"5.1"'),
        (TASKS.replace("name: Switch", "name: Switch, change_ref: CHG-9"), "broken-reference", "CHG-9"),
        (TASKS.replace("name: Switch", "name: Switch, gate: T10"), "unknown-value", "T10"),
    ],
)
def test_a_task_that_does_not_fit_is_refused_where_it_stands(
    tmp_path: Path, wrong: str, code: str, spot: str
) -> None:
    problem = only_problem(tmp_path, wrong)
    assert (problem.code, marked(problem).strip()) == (code, spot)
    assert problem.hint


def test_an_offset_is_a_time_before_or_after_the_start(tmp_path: Path) -> None:
    steps = "go_live: {cutover_steps: [{n: 1, offset: '-00:30'}, {n: 2, offset: '+01:45'}, {n: 3, offset: '26:00'}]}\n"
    go_live = sound(tmp_path, steps).go_live
    assert go_live is not None
    assert [step.offset for step in go_live.cutover_steps or ()] == [
        timedelta(minutes=-30),
        timedelta(hours=1, minutes=45),
        timedelta(hours=26),
    ]


@pytest.mark.parametrize("offset", ["1h", "+01:60", "T+01:00", "01.30", "+1:2:3"])
def test_what_is_no_offset_is_refused(tmp_path: Path, offset: str) -> None:
    problem = only_problem(tmp_path, f'go_live: {{cutover_steps: [{{n: 1, offset: "{offset}"}}]}}\n')
    assert problem.code == "bad-value"
    assert "+01:45" in problem.hint


def test_a_gate_has_the_counts_of_its_own(tmp_path: Path) -> None:
    text = "deployment: {tests: [{gate: T3, measure: {sites_passed: 2, sites_total: 3}, result: fail}]}\n"
    deployment = sound(tmp_path, text).deployment
    assert deployment is not None
    (test,) = deployment.tests or ()
    assert test.measure is not None
    assert (test.measure.sites_passed, test.measure.sites_total, test.measure.signed) == (2, 3, None)


def test_no_tests_and_tests_that_nobody_was_asked_for_are_different_facts(tmp_path: Path) -> None:
    none = sound(tmp_path, "deployment: {tests: []}\n").deployment
    unasked = sound(tmp_path, "deployment: {}\n").deployment
    assert none is not None
    assert unasked is not None
    assert (none.tests, unasked.tests) == ((), None)


def test_the_main_example_passes_all_gates_and_its_changes_cover_what_they_change() -> None:
    intake = read_intake(EXAMPLES / "intake.yaml").intake
    assert intake is not None
    assert intake.deployment is not None
    assert intake.plan is not None
    assert [test.gate for test in intake.deployment.tests or ()] == [f"T{n}" for n in range(1, 10)]
    assert {test.result for test in intake.deployment.tests or ()} == {"pass"}
    changing = {task.change_ref for task in intake.plan.wbs or () if task.production_change}
    assert changing == {change.id for change in intake.deployment.changes or ()}
