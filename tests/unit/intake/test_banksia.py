"""The third example client: nine sites in three states, two waves; its broken twin gives the problems beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen.intake import read_intake
from docgen.intake.model import Intake
from docgen.problems import Problem
from tests.unit.intake.files import ROOT

EXAMPLE = ROOT / "examples" / "banksia"


def read(name: str) -> Intake:
    found = read_intake(EXAMPLE / name)
    assert [str(one) for one in found.problems] == []
    assert found.intake is not None
    return found.intake


@pytest.fixture(scope="module")
def banksia() -> Intake:
    return read("intake.yaml")


def test_it_has_nine_sites_in_three_states_and_people_at_home(banksia: Intake) -> None:
    sites = banksia.sites or ()
    assert len([site for site in sites if site.kind != "remote"]) == 9
    assert {site.region for site in sites} == {"AU-VIC", "AU-NSW", "AU-QLD"}
    assert sum(site.users or 0 for site in sites) == banksia.client.users_total == 850
    assert sum(site.devices or 0 for site in sites) == banksia.client.devices_total == 1120


def test_its_dates_are_those_of_two_waves(banksia: Intake) -> None:
    engagement, go_live, hypercare = banksia.engagement, banksia.go_live, banksia.hypercare
    assert engagement
    assert go_live
    assert hypercare
    assert engagement.contract_signed_date == date(2027, 4, 9)
    assert engagement.kickoff_date == date(2027, 4, 14)
    assert [(wave.id, wave.date) for wave in go_live.waves or ()] == [
        ("offices", date(2027, 6, 3)),
        ("clinics", date(2027, 6, 8)),
    ]
    assert go_live.hypercare_from == "first_wave"
    assert (hypercare.start, hypercare.end) == (date(2027, 6, 3), date(2027, 7, 2))
    assert [standup.date for standup in hypercare.standups or ()] == [
        date(2027, 6, day) for day in (3, 4, 7, 8, 9)
    ]


def test_its_stages_follow_each_other_without_a_gap_of_its_own(banksia: Intake) -> None:
    assert banksia.engagement
    stages = banksia.engagement.stage_dates or {}
    assert {stage: (dates.start, dates.end) for stage, dates in stages.items()} == {
        "S1": (date(2027, 4, 12), date(2027, 4, 14)),
        "S2": (date(2027, 4, 15), date(2027, 4, 23)),
        "S3": (date(2027, 4, 27), date(2027, 5, 6)),
        "S4": (date(2027, 5, 7), date(2027, 5, 13)),
        "S5": (date(2027, 5, 14), date(2027, 6, 2)),
        "S6": (date(2027, 6, 3), date(2027, 7, 2)),
        "S7": (date(2027, 7, 5), date(2027, 7, 9)),
    }


def test_it_is_as_large_as_its_devices_say(banksia: Intake) -> None:
    environment = banksia.environment
    assert environment
    assert environment.endpoints
    devices = sum(row.count or 0 for row in environment.endpoints.by_os or ())
    assert devices + len(environment.servers or ()) == banksia.client.devices_total
    assert sum(row.count or 0 for row in environment.switches or ()) == 64
    assert environment.network
    assert sum(row.access_points or 0 for row in environment.network.wireless or ()) == 146


def test_the_file_of_the_kickoff_day_knows_nothing_of_what_came_later() -> None:
    early = read("kickoff.yaml")
    assert early.bau is None
    assert early.hypercare
    assert early.hypercare.weekly is None
    assert early.sla
    assert early.sla.confirmed_by is None
    states = {code: state.status for code, state in (early.documents or {}).items()}
    assert {code for code, status in states.items() if status == "approved"} == {"HOF", "KOD"}


def test_both_files_tell_of_the_same_client() -> None:
    early, late = read("kickoff.yaml"), read("intake.yaml")
    for topic in ("provider", "client", "contract", "contacts", "team", "sites", "calendar", "incumbent"):
        assert getattr(early, topic) == getattr(late, topic), topic


def line(problem: Problem) -> str:
    where = problem.where
    return f"{where.line}:{where.column} {problem.code} {where.path}"


def test_the_broken_twin_gives_the_problems_that_are_listed_beside_it() -> None:
    expected = (EXAMPLE / "mistakes.problems.txt").read_text("utf-8").splitlines()
    problems = read_intake(EXAMPLE / "mistakes.yaml").problems
    assert [line(one) for one in problems] == expected
    assert len(expected) == 20
    assert all(one.hint for one in problems)


def test_every_problem_of_the_broken_twin_stands_on_a_line_that_was_changed() -> None:
    lines = [(EXAMPLE / name).read_text("utf-8").splitlines() for name in ("intake.yaml", "mistakes.yaml")]
    changed = {at for at, pair in enumerate(zip(*lines, strict=True), 1) if pair[0] != pair[1]}
    assert {one.where.line for one in read_intake(EXAMPLE / "mistakes.yaml").problems} <= changed


def test_a_secret_in_place_of_a_reference_is_refused_and_not_shown() -> None:
    found = [
        one for one in read_intake(EXAMPLE / "mistakes.yaml").problems if one.where.path.endswith("].ref")
    ]
    assert len(found) == 1
    assert "hunter" in (EXAMPLE / "mistakes.yaml").read_text("utf-8")
    assert "hunter" not in str(found[0]) + found[0].message + found[0].where.source


def intakes() -> list[Path]:
    return sorted(path for path in (ROOT / "examples").glob("*/*.yaml") if path.parent.name != "brands")


@pytest.mark.parametrize("path", intakes(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_example_names_the_schema_in_its_first_line(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schemas/intake.schema.json"
    assert (path.parent / "../../schemas/intake.schema.json").resolve().is_file()
