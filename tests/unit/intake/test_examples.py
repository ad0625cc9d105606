"""The example client: its intake is sound, its broken twin gives exactly the problems that stand beside it."""

from __future__ import annotations

import difflib

from docgen.intake import read_intake
from docgen.problems import Problem
from tests.unit.intake.files import EXAMPLES, marked


def line(problem: Problem) -> str:
    where = problem.where
    return f"{where.line}:{where.column} {problem.code} {where.path}"


def test_the_example_is_sound() -> None:
    result = read_intake(EXAMPLES / "intake.yaml")
    assert result.problems == ()
    assert result.intake is not None
    assert len(result.intake.applications or ()) == 13
    assert (
        sum(site.users or 0 for site in result.intake.sites or ()) == result.intake.client.users_total == 120
    )


def test_the_handoff_minimum_is_sound_and_short() -> None:
    file = EXAMPLES / "handoff.yaml"
    assert read_intake(file).problems == ()
    assert len(file.read_text("utf-8").splitlines()) < 40


def test_the_broken_twin_gives_the_problems_that_are_listed_beside_it() -> None:
    expected = (EXAMPLES / "mistakes.problems.txt").read_text("utf-8").splitlines()
    assert [line(problem) for problem in read_intake(EXAMPLES / "mistakes.yaml").problems] == expected


def test_every_problem_of_the_broken_twin_marks_a_changed_line_and_says_what_to_do() -> None:
    sound = (EXAMPLES / "intake.yaml").read_text("utf-8").splitlines()
    broken = (EXAMPLES / "mistakes.yaml").read_text("utf-8").splitlines()
    changed = {
        at + 1
        for kind, _, _, start, end in difflib.SequenceMatcher(
            None, sound, broken, autojunk=False
        ).get_opcodes()
        if kind != "equal"
        for at in range(start, max(end, start))
    }
    problems = read_intake(EXAMPLES / "mistakes.yaml").problems
    assert len(problems) == 18
    for problem in problems:
        missing = problem.code == "missing-key"
        assert missing or problem.where.line in changed, str(problem)
        assert marked(problem).strip()
        assert problem.hint


def test_the_broken_twin_has_mistakes_of_every_kind() -> None:
    codes = {problem.code for problem in read_intake(EXAMPLES / "mistakes.yaml").problems}
    assert codes == {
        "bad-value",
        "broken-reference",
        "duplicate-id",
        "missing-key",
        "too-long",
        "unknown-key",
        "unknown-value",
        "wrong-type",
    }
