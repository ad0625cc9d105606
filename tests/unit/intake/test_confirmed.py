"""BAT-02: an override of a value that the client has confirmed is a warning that says whose word it puts aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake import ReadIntake, read_intake
from docgen.problems import Problem, Severity
from tests.unit.intake.files import SOUND, written

CLIENT = """\
engagement: {tier: gold, kickoff_date: 2027-02-04, target_go_live: 2027-03-16}
contacts:
  - {id: c-wills, name: Dana Wills}
contract: {po_number: "77", monthly_service_fee: "21600.00"}
facts:
  engagement.kickoff_date: {source: client, status: confirmed, by: c-wills, date: 2027-02-01}
  contract: {status: confirmed, by: c-wills}
  engagement.target_go_live: {status: unknown, owner: c-wills}
"""
LEVELS = "sla: {targets: {P1: {response: 15m}}, confirmed_by: c-wills, confirmed_on: 2027-02-22}\n"


def read(folder: Path, *sets: str, overlay: str | None = None, more: str = CLIENT) -> ReadIntake:
    overlays = [written(folder, overlay, "wave.yaml")] if overlay is not None else []
    return read_intake(written(folder, SOUND + more), overlays, sets)


def found(result: ReadIntake) -> list[Problem]:
    assert result.intake is not None, [str(problem) for problem in result.problems]
    return [one for one in result.problems if one.code == "BAT-02"]


def test_the_warning_names_the_value_who_confirmed_it_and_the_new_one(tmp_path: Path) -> None:
    (problem,) = found(read(tmp_path, "engagement.kickoff_date=2027-02-05"))
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "engagement.kickoff_date was confirmed as 2027-02-04 by c-wills on 2027-02-01, and is now 2027-02-05."
    )
    assert problem.hint


def test_the_warning_stands_where_the_layer_says_so(tmp_path: Path) -> None:
    (problem,) = found(read(tmp_path, overlay="engagement:\n  kickoff_date: 2027-02-05\n"))
    assert (Path(problem.where.file).name, problem.where.line) == ("wave.yaml", 2)


@pytest.mark.parametrize("change", ["contract.po_number=78", "contract.monthly_service_fee=1.00"])
def test_what_is_part_of_a_confirmed_group_is_confirmed(tmp_path: Path, change: str) -> None:
    assert len(found(read(tmp_path, change))) == 1


def test_service_levels_are_confirmed_together(tmp_path: Path) -> None:
    (problem,) = found(read(tmp_path, "sla.targets.P1.response=10m", more=CLIENT + LEVELS))
    assert "confirmed as 15m by c-wills on 2027-02-22, and is now 10m" in problem.message


@pytest.mark.parametrize(
    "change",
    [
        "engagement.tier=silver",
        "engagement.target_go_live=2027-03-17",
        "engagement.kickoff_date=2027-02-04",
        "sla.confirmed_on=2027-02-23",
    ],
)
def test_what_nobody_confirmed_and_what_does_not_change_is_no_matter(tmp_path: Path, change: str) -> None:
    assert found(read(tmp_path, change, more=CLIENT + LEVELS)) == []


def test_a_layer_that_says_who_confirmed_the_new_value_knows_what_it_does(tmp_path: Path) -> None:
    overlay = (
        "engagement: {kickoff_date: 2027-02-05}\n"
        "facts:\n  engagement.kickoff_date: {source: client, status: confirmed, by: c-wills, date: 2027-02-03}\n"
    )
    assert found(read(tmp_path, overlay=overlay)) == []
