"""The catalogue: each rule is decided somewhere, finds its breach, leaves sound clients alone, and has a page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from docgen.artefacts import issued_by
from docgen.derive.context import derive
from docgen.intake.read import read_intake
from docgen.judge import Survey, judge
from docgen.judge.catalogue import RULES, Accept, Decided
from docgen.judge.catalogue.pages import EXAMPLES_FILE, page_of
from docgen.judge.rule import checks
from docgen.judge.verdict import MISSING
from docgen.playbooks.load import load_playbook
from docgen.problems import Severity
from tests.unit.judge.fired import fired
from tests.unit.judge.sound import AS_OF, verdict

ROOT = Path(__file__).parents[3]
OWN = sorted(id for id, info in RULES.items() if info.decided is Decided.CLIENT)
EXAMPLES = sorted((ROOT / "examples").glob("*/intake.yaml"))


def test_every_rule_of_one_client_has_a_check_and_no_other_rule_has() -> None:
    # Acknowledgements are judged after all rules, not by a check of their own.
    assert set(checks()) == set(OWN) - {"ACK-01"}


@pytest.mark.parametrize("rule", OWN)
def test_each_rule_finds_its_breach(rule: str) -> None:
    path, message, hint = fired()[rule]
    assert path
    assert message.endswith(".")
    assert not message.endswith("..")
    assert hint or RULES[rule].severity is Severity.INFO


@cache
def _found_in_the_sound_client() -> frozenset[str]:
    artefacts = (("HOF", "S7"), ("SLA", "S3"), ("RACI", "S4"), ("SDD", "S3"), ("BAU", "S7"))
    verdicts = [verdict(artefact=artefact, stage=stage) for artefact, stage in artefacts]
    return frozenset(one.code for found in verdicts for one in found.problems)


@pytest.mark.parametrize("rule", [rule for rule in OWN if not rule.startswith("CS-")])
def test_each_rule_leaves_the_sound_client_alone(rule: str) -> None:
    assert rule not in _found_in_the_sound_client()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_no_rule_warns_of_an_example_client(path: Path) -> None:
    read = read_intake(path)
    assert read.intake is not None
    book, survey = load_playbook(read.intake.playbook), Survey(read.intake)
    for artefact, stage in {one.code: one.stage for one in issued_by(book.stages_by_id)}.items():
        day = next(
            (s.date for c, s in (read.intake.documents or {}).items() if c == artefact and s.date), AS_OF
        )
        context = derive(read.intake, book, artefact=artefact, as_of=day)
        found = judge(
            read.intake, book, context, artefact=artefact, stage=stage, lines=read.lines, survey=survey
        )
        said = [one for one in found.problems if one.severity is not Severity.INFO and not one.acknowledged]
        assert [str(one) for one in said if one.code != MISSING] == []


def test_a_rule_that_is_decided_elsewhere_says_under_which_code_or_is_found_by_its_number() -> None:
    elsewhere = {id: info for id, info in RULES.items() if info.decided is not Decided.CLIENT}
    assert {info.decided for info in elsewhere.values()} == set(Decided) - {Decided.CLIENT}
    assert all(info.codes for info in elsewhere.values() if info.decided is Decided.READING)


def test_every_rule_has_a_title_and_a_reason() -> None:
    assert all(info.title and info.why.endswith(".") for info in RULES.values())
    assert not [info.id for info in RULES.values() if info.title.endswith(".")]


def test_only_errors_say_when_they_may_be_accepted() -> None:
    lenient = [info for info in RULES.values() if info.accept is not Accept.NEVER]
    assert {info.severity for info in lenient} == {Severity.ERROR}


def test_the_pages_show_what_the_rules_say(request: pytest.FixtureRequest) -> None:
    said = {rule: list(fired()[rule]) for rule in OWN}
    if request.config.getoption("--update-golden"):
        text = json.dumps(said, ensure_ascii=False, indent=1)
        EXAMPLES_FILE.write_text(f"{text}\n", encoding="utf-8")
    assert json.loads(EXAMPLES_FILE.read_text(encoding="utf-8")) == said


@pytest.mark.parametrize("rule", RULES)
def test_every_page_says_what_is_asked_why_and_what_can_be_done(rule: str) -> None:
    info, page = RULES[rule], page_of(rule)
    said = " ".join(page.split())
    assert said.startswith(f"{rule} {info.title} ")
    assert info.why in said
    assert "acknowledge" in page or info.decided is not Decided.CLIENT
    assert all(len(line) <= 100 for line in page.splitlines())
