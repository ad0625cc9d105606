"""Problems of several intakes together: by file, by rule, by who can mend them."""

from __future__ import annotations

from datetime import date
from functools import cache

import click
import pytest

from docgen.cli.grouping import GROUPS, NOBODY, Owned, owned, report_by
from docgen.pipeline import Assessment, Options, check_client
from docgen.problems import Place, Problem, Severity
from tests.conftest import EXAMPLES

OPTIONS = Options(today=date(2027, 3, 1))


@cache
def checked(name: str) -> Assessment:
    return check_client(EXAMPLES / name, OPTIONS)


def found(code: str, file: str, line: int, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(code, severity, Place(file, line, 1, source="a: b"), f"{code} here.", "Mend it.")


SEVERAL = (
    Owned(found("SLA-03", "a.yaml", 9), "Dana Wills"),
    Owned(found("bad-value", "b.yaml", 2), NOBODY),
    Owned(found("SLA-03", "b.yaml", 4), "Dana Wills"),
    Owned(found("CON-07", "a.yaml", 1, Severity.WARNING), "Priyan Rao"),
)
HEADINGS = {
    "file": ["a.yaml (1 error, 1 warning)", "b.yaml (2 errors)"],
    "rule": ["SLA-03", "bad-value (1 error)", "CON-07"],
    "owner": ["Dana Wills (2 errors)", "Whoever writes the intake (1 error)", "Priyan Rao (1 warning)"],
}


def printed(capsys: pytest.CaptureFixture[str], key: str) -> list[str]:
    report_by(key, SEVERAL)
    out = capsys.readouterr()
    assert out.out == ""
    return click.unstyle(out.err).splitlines()


@pytest.mark.parametrize("key", GROUPS)
def test_each_group_has_a_heading_with_its_count_and_all_its_problems(
    capsys: pytest.CaptureFixture[str], key: str
) -> None:
    lines = printed(capsys, key)
    at = [place for place, line in enumerate(lines) if not place or not lines[place - 1]]
    heads = [lines[place] for place in at]
    assert len(heads) == len(HEADINGS[key])
    assert all(
        head.startswith(start.split(" (")[0])
        for head, start in zip(sorted(heads), sorted(HEADINGS[key]), strict=True)
    )
    assert sum(".yaml:" in line for line in lines) == len(SEVERAL)


def test_the_group_with_most_errors_comes_first_and_those_with_warnings_only_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    heads = [line for line in printed(capsys, "owner") if line in HEADINGS["owner"]]
    assert heads == HEADINGS["owner"]


def test_a_rule_is_headed_by_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    from docgen.judge.catalogue import RULES

    assert f"SLA-03  {RULES['SLA-03'].title} (2 errors)" in printed(capsys, "rule")


def test_a_missing_fact_belongs_to_whom_the_readiness_names() -> None:
    assessment = checked("harrow-wills/handoff.yaml")
    owners = {one.problem.where.path: one.owner for one in owned(assessment)}
    owes = {m.path: m.owner for d in assessment.documents for m in d.verdict.readiness.missing if not m.rule}
    reported = [path for path in owes if path in owners]
    assert len(reported) > 20
    assert all(owners[path] == owes[path] for path in reported)


def test_of_an_intake_that_cannot_be_read_each_problem_belongs_to_the_role_that_owes_its_fact() -> None:
    owners = {one.problem.where.path: one.owner for one in owned(checked("banksia/mistakes.yaml"))}
    assert owners["contacts[c-moller].mobile"] == "Account manager"
    assert owners["applications[membercore].rpo"] in {"Business owner", "IT lead"}
    assert len(owners) == len(checked("banksia/mistakes.yaml").all_problems)


def test_what_has_no_fact_is_for_whoever_writes_the_intake() -> None:
    (one,) = owned(Assessment("", (found("yaml-syntax", "a.yaml", 3),)))
    assert one.owner == NOBODY
