"""What an organisation makes its rules weigh: applied, shown, recorded, and kept within bounds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from docgen.cli.group import docgen
from docgen.errors import PlaybookError
from docgen.judge.catalogue import RULES, Decided
from docgen.judge.weights import FIRM, check_weights
from docgen.playbooks.load import load_playbook
from docgen.playbooks.model import Playbook, RuleWeight
from docgen.problems import Problem, Severity
from tests.unit.judge.sound import changed_playbook, verdict

EXAMPLE = Path(__file__).parents[3] / "examples" / "harrow-wills" / "intake.yaml"
HEAD = 'playbook: ours\nversion: "1.0"\nextends: managed_services\n'
LATE = {"incumbent.contract_end": "2027-03-20", "incumbent.notice_given_date": "2027-01-01"}
FEWER = {"client.users_total": "31"}


def weighing(**weights: str) -> Playbook:
    rules = {
        rule.replace("_", "-"): RuleWeight.model_validate({"severity": own}) for rule, own in weights.items()
    }
    return changed_playbook(rules=rules)


def written(folder: Path, rules: str) -> Path:
    file = folder / "ours.yaml"
    file.write_text(f"{HEAD}rules:\n{rules}", encoding="utf-8")
    return file


def refused(folder: Path, rules: str) -> list[Problem]:
    file = written(folder, rules)
    with pytest.raises(PlaybookError) as caught:
        check_weights(load_playbook(file), file)
    return list(caught.value.problems)


def test_a_warning_that_the_organisation_makes_an_error_keeps_the_document_a_draft() -> None:
    found = verdict(LATE, book=weighing(DAT_12="error"))
    assert [one.severity for one in found.problems if one.code == "DAT-12"] == [Severity.ERROR]
    assert found.draft
    assert not verdict(LATE).draft


def test_an_error_that_it_makes_a_warning_stops_nothing() -> None:
    found = verdict(FEWER, book=weighing(DSC_01="warning"))
    assert [one.severity for one in found.problems if one.code == "DSC-01"] == [Severity.WARNING]
    assert not found.draft
    assert verdict(FEWER).draft


def test_a_warning_that_it_makes_a_remark_stands_in_no_list_of_open_items() -> None:
    assert [item.ref for item in verdict(LATE).open_items if item.ref == "DAT-12"] == ["DAT-12"]
    assert [
        item.ref for item in verdict(LATE, book=weighing(DAT_12="info")).open_items if item.ref == "DAT-12"
    ] == []


@pytest.mark.parametrize(("weight", "accepted"), [("warning", True), ("error", False)])
def test_whether_a_finding_can_be_acknowledged_follows_what_it_weighs_here(
    weight: str, accepted: bool
) -> None:
    known = {
        "rule": "DSC-01",
        "path": "client",
        "reason": "One starts in May",
        "by": "c-ana",
        "date": "2027-02-22",
    }
    found = verdict(FEWER | {"acknowledge": [known]}, book=weighing(DSC_01=weight))
    assert [bool(one.acknowledged) for one in found.problems if one.code == "DSC-01"] == [accepted]


@pytest.mark.parametrize(
    ("rules", "code", "place", "says"),
    [
        ("  SLA-99: {severity: info}\n", "unknown-rule", "rules.SLA-99", "is no rule"),
        ("  SLA-02: {severity: warning}\n", "fixed-severity", "rules.SLA-02.severity", "stays an error"),
        (
            "  REF-01: {severity: warning}\n",
            "fixed-severity",
            "rules.REF-01.severity",
            "when the file is read",
        ),
        ("  RES-01: {severity: error}\n", "fixed-severity", "rules.RES-01.severity", "among several clients"),
        (
            "  DOC-07: {severity: warning}\n",
            "fixed-severity",
            "rules.DOC-07.severity",
            "what a document becomes",
        ),
        ("  DSC-01: {severity: info}\n", "fixed-severity", "rules.DSC-01.severity", "no less"),
    ],
)
def test_a_severity_that_may_not_be_set_is_refused_at_its_place(
    tmp_path: Path, rules: str, code: str, place: str, says: str
) -> None:
    (problem,) = refused(tmp_path, rules)
    assert (problem.code, problem.where.path, problem.where.line) == (code, place, 5)
    assert says in problem.message
    assert problem.hint


def test_all_that_may_not_be_set_is_told_at_once(tmp_path: Path) -> None:
    said = refused(
        tmp_path, "  SLA-02: {severity: info}\n  SLA-13: {severity: info}\n  CON-05: {severity: warning}\n"
    )
    assert [one.where.line for one in said] == [5, 7]


def test_a_severity_that_is_none_is_refused_when_the_playbook_is_read(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(written(tmp_path, "  SLA-13: {severity: fatal}\n"))
    assert [one.where.path for one in caught.value.problems] == ["rules.SLA-13.severity"]


def test_what_a_rule_weighs_anyway_may_be_said(tmp_path: Path) -> None:
    file = written(tmp_path, "  SLA-02: {severity: error}\n  RES-01: {severity: warning}\n")
    check_weights(load_playbook(file), file)


def test_only_errors_over_one_clients_facts_are_firm() -> None:
    known = {RULES[rule] for rule in FIRM}
    assert {(info.severity, info.decided) for info in known} == {(Severity.ERROR, Decided.CLIENT)}


def test_the_rules_are_shown_as_a_playbook_weighs_them(tmp_path: Path) -> None:
    file = written(tmp_path, "  SLA-13: {severity: info, reason: Contracts of ours.}\n")
    shown = CliRunner().invoke(docgen, ["rules", "--playbook", str(file)]).output
    assert [line.split()[:4] for line in shown.splitlines() if "(not" in line] == [
        ["SLA-13", "info", "(not", "warning)"]
    ]
    page = CliRunner().invoke(docgen, ["rules", "SLA-13", "--playbook", str(file)]).output
    assert "Info, from stage S3 on." in page
    assert "Contracts of ours. The rule's own severity is warning." in page


def test_the_workbook_of_responsibilities_shows_what_its_rules_weigh() -> None:
    from docgen.derive.context import derive
    from tests.unit.judge.sound import AS_OF, sound

    raci = derive(sound(), weighing(RACI_04="error"), artefact="RACI", as_of=AS_OF).raci
    assert {rule: check.level for rule, check in raci.checks.items() if rule in ("RACI-04", "RACI-06")} == {
        "RACI-04": "Error",
        "RACI-06": "Warning",
    }


@pytest.mark.parametrize(
    ("rules", "weight"),
    [("  COM-05: {severity: info}\n", "warning"), ("  COM-04: {severity: info}\n", "info")],
)
def test_the_manifest_records_problems_with_what_they_weigh(tmp_path: Path, rules: str, weight: str) -> None:
    file, out = written(tmp_path, rules), tmp_path / "out"
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("contract: {total_value: 830000.00}\n", encoding="utf-8")
    args = ["--overlay", str(wrong), "-a", "HOF", "--playbook", str(file), "-o", str(out)]
    CliRunner().invoke(docgen, ["render", str(EXAMPLE), *args])
    manifest = json.loads(next(out.rglob("manifest.json")).read_text("utf-8"))
    recorded = {one["code"]: one["severity"] for one in manifest["run"]["problems"]}
    assert recorded["COM-04"] == weight


def test_hypercare_has_not_missed_a_standup_that_is_still_to_come() -> None:
    held = [
        {"date": day, "held": "false"}
        for day in ("2027-03-16", "2027-03-17", "2027-03-18", "2027-03-19", "2027-03-22")
    ]
    change = {"hypercare.standups": held}
    messages = [
        one.message
        for one in verdict(change, stage="S7", as_of=date(2027, 3, 18)).problems
        if one.code == "HYP-04"
    ]
    assert [message[:35] for message in messages] == [
        "The stand-up of Tue 16 March 2027 w",
        "The stand-up of Wed 17 March 2027 w",
    ]
