"""The second example client: its intake is sound, its broken twin gives exactly the problems beside it."""

from __future__ import annotations

from docgen.intake import read_intake
from tests.unit.intake.files import ROOT

EXAMPLE = ROOT / "examples" / "harbour-vale"


def test_the_example_is_sound() -> None:
    found = read_intake(EXAMPLE / "intake.yaml")
    assert found.problems == ()
    assert found.intake is not None
    assert found.intake.playbook == "customer_success"
    assert sum(site.users or 0 for site in found.intake.sites or ()) == found.intake.client.users_total == 140


def test_the_broken_twin_gives_the_problems_that_are_listed_beside_it() -> None:
    expected = (EXAMPLE / "mistakes.problems.txt").read_text("utf-8").splitlines()
    problems = read_intake(EXAMPLE / "mistakes.yaml").problems
    found = [f"{one.where.line}:{one.where.column} {one.code} {one.where.path}" for one in problems]
    assert found == expected
    assert len(found) == 12
    assert all(one.hint for one in problems)


def test_every_problem_of_the_broken_twin_stands_on_a_line_that_was_changed() -> None:
    sound = (EXAMPLE / "intake.yaml").read_text("utf-8").splitlines()
    broken = (EXAMPLE / "mistakes.yaml").read_text("utf-8").splitlines()
    changed = {at for at, pair in enumerate(zip(sound, broken, strict=True), 1) if pair[0] != pair[1]}
    assert {one.where.line for one in read_intake(EXAMPLE / "mistakes.yaml").problems} <= changed
