"""Whatever stands in an intake, what the rules say of it reads as a sentence."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.artefacts import issued_by
from docgen.derive.context import derive
from docgen.intake.read import ReadIntake
from docgen.judge import Survey, judge
from docgen.judge.catalogue import RULES, Decided
from docgen.playbooks.load import load_playbook
from docgen.problems import Problem
from tests.unit.judge.fired import fired
from tests.unit.judge.mutants import CLIENTS, mutated, read
from tests.unit.judge.reading import odd_in

TRIED = 8
DAYS = (date(2027, 2, 22), date(2027, 4, 15), date(2027, 6, 10))


def said_of(intake: ReadIntake, day: date) -> Iterator[Problem]:
    """Yield what the rules say in any document of a client on a day."""
    assert intake.intake is not None
    playbook, survey = load_playbook(intake.intake.playbook), Survey(intake.intake)
    for artefact in issued_by(playbook.stages_by_id):
        context = derive(intake.intake, playbook, artefact=artefact.code, as_of=day)
        code, stage = artefact.code, artefact.stage
        found = judge(
            intake.intake, playbook, context, artefact=code, stage=stage, lines=intake.lines, survey=survey
        )
        yield from found.problems


@pytest.mark.parametrize("client", CLIENTS, ids=lambda path: path.parent.name)
def test_what_is_said_of_a_changed_client_reads_as_a_sentence(client: Path, tmp_path: Path) -> None:
    source, judged = random.Random(client.parent.name), 0
    while judged < TRIED:
        changed = read(mutated(client, source), tmp_path)
        if changed.intake is None:
            continue  # the reader refuses it, in words of its own
        judged += 1
        for one in said_of(changed, source.choice(DAYS)):
            assert odd_in(one.message, one.hint) == [], (one.code, one.message, one.hint)


@pytest.mark.parametrize("rule", [id for id, info in RULES.items() if info.decided is Decided.CLIENT])
def test_what_the_page_of_a_rule_shows_reads_as_a_sentence(rule: str) -> None:
    assert odd_in(*fired()[rule][1:]) == []


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("gets -14 days of hypercare", "a count below nothing"),
        ("owed by None", "a value of the program's"),
        ("Known: [].", "a value of the program's"),
        ("a  b", "a gap in the text"),
        ("within 1 hours", "several of one"),
        ("on 2027-03-16 at SRV-02 days apart, write [] for none", ""),
    ],
)
def test_oddities_are_seen(text: str, odd: str) -> None:
    assert odd_in(text) == ([odd] if odd else [])
