"""The unsound twins of the examples: every mistake that lies between values is found, at its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.artefacts import issued_by
from docgen.derive.context import derive
from docgen.intake.read import ReadIntake, read_intake
from docgen.judge import judge
from docgen.playbooks.load import load_playbook
from docgen.problems import Problem

CLIENTS = [path.parent for path in sorted((Path(__file__).parents[3] / "examples").glob("*/unsound.yaml"))]


def problems(read: ReadIntake) -> Iterator[Problem]:
    """Yield what the rules find in any document of the client, each judged on its own day."""
    assert read.intake is not None, [str(one) for one in read.problems]
    playbook = load_playbook(read.intake.playbook)
    states = read.intake.documents or {}
    for artefact, stage in {one.code: one.stage for one in issued_by(playbook.stages_by_id)}.items():
        day = states[artefact].date if artefact in states else None
        if day is not None:
            context = derive(read.intake, playbook, artefact=artefact, as_of=day)
            yield from judge(
                read.intake, playbook, context, artefact=artefact, stage=stage, lines=read.lines
            ).problems


def test_each_client_has_an_unsound_twin() -> None:
    assert [path.name for path in CLIENTS] == ["banksia", "harbour-vale", "harrow-wills"]


@pytest.mark.parametrize("client", CLIENTS, ids=lambda path: path.name)
def test_each_mistake_of_the_unsound_twin_is_found(client: Path) -> None:
    listed = (client / "unsound.problems.txt").read_text("utf-8").splitlines()
    read = read_intake(client / "intake.yaml", [client / "unsound.yaml"])
    found = [one for one in problems(read) if not one.acknowledged]
    assert sorted(set(listed) - {f"{one.code} {one.where.path}" for one in found}) == []
    assert all(one.hint for one in found if f"{one.code} {one.where.path}" in listed)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda path: path.name)
def test_none_of_them_is_found_in_the_sound_client(client: Path) -> None:
    listed = (client / "unsound.problems.txt").read_text("utf-8").splitlines()
    found = {
        f"{one.code} {one.where.path}"
        for one in problems(read_intake(client / "intake.yaml"))
        if not one.acknowledged
    }
    assert found.isdisjoint(listed)


def test_no_report_of_a_secret_shows_it() -> None:
    for client in CLIENTS:
        read = read_intake(client / "intake.yaml", [client / "unsound.yaml"])
        for one in problems(read):
            if one.code == "DOC-08":
                assert "2027" not in one.where.source + one.message
                assert "•" in one.where.source
