"""Which clients a run takes, before anything is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from docgen.batch.plan import Choice, Plan, plan
from docgen.batch.results import ClientOutcome
from docgen.batch.where import read_conditions
from docgen.pack.run_manifest import ClientLine, RunManifest


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "acme": "client: {code: ACME}\nengagement: {tier: gold}\n",
        "beta": "client: {code: BETA}\nengagement: {tier: silver}\n",
        "cove": "client: {code: COVE}\nengagement: {tier: [gold]}\n",
        "dead": "client: {code: [\n",
    }.items():
        path = tmp_path / "clients" / name / "intake.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(planned: Plan) -> list[str]:
    return [task.code for task in planned.tasks]


def planned(last: RunManifest = RunManifest(), **choice: object) -> Plan:  # noqa: B008 - it is frozen
    return plan(Choice(targets=("clients",), **choice), last)  # type: ignore[arg-type]


def test_all_are_taken_in_order_also_those_whose_code_cannot_be_seen(clients: Path) -> None:
    assert codes(planned()) == ["ACME", "BETA", "COVE", ""]


def test_a_condition_keeps_who_meets_it_and_refuses_who_cannot_be_told(clients: Path) -> None:
    found = planned(where=read_conditions(["engagement.tier=gold"]))
    assert codes(found) == ["ACME"]
    assert [(row.code, row.outcome) for row in found.refused] == [
        ("COVE", ClientOutcome.FAILED),
        ("", ClientOutcome.FAILED),
    ]
    assert all(row.problems for row in found.refused)
    assert found.passed_over == 1


def test_a_dispute_counts_only_among_those_that_are_asked_for(clients: Path) -> None:
    copy = clients / "clients/copy/intake.yaml"
    copy.parent.mkdir()
    copy.write_text("client: {code: ACME}\nengagement: {tier: silver}\n", encoding="utf-8")
    assert [row.code for row in planned().refused] == ["ACME", "ACME"]
    found = planned(where=read_conditions(["engagement.tier=gold"]), clients=("ACME",))
    assert (codes(found), found.refused) == (["ACME"], ())


def test_a_code_that_nobody_has_is_told_with_the_files_that_show_none(clients: Path) -> None:
    found = planned(clients=("acme", "BETTA", "ZZZZ"))
    assert codes(found) == ["ACME"]
    near, far = found.problems
    assert near.hint.startswith("Did you mean BETA?")
    assert "clients/dead/intake.yaml" in far.hint


def test_only_failed_goes_by_the_last_run_whatever_folder_it_saw_the_files_from(clients: Path) -> None:
    last = RunManifest(
        (
            ClientLine(file="elsewhere.yaml", code="BETA", status="failed"),
            ClientLine(file="dead/intake.yaml", status="failed"),
            ClientLine(file="clients/cove/intake.yaml", code="COVE", status="interrupted"),
            ClientLine(file="clients/acme/intake.yaml", code="ACME", status="done"),
        )
    )
    assert codes(planned(last, only_failed=True)) == ["BETA", "COVE", ""]
    assert codes(planned(only_failed=True)) == []


def test_what_is_older_than_the_moment_is_left_out(clients: Path) -> None:
    future = datetime(2999, 1, 1).astimezone()
    found = planned(since=future)
    assert (codes(found), found.passed_over) == ([], 4)
    past = datetime(2000, 1, 1).astimezone()
    assert len(codes(planned(since=past))) == 4
