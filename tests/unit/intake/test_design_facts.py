"""The facts of the solution design: how they are read, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.intake import read_intake
from docgen.intake.model import Intake
from docgen.intake.paths import lookup
from tests.unit.intake.files import EXAMPLES, only_problem, read


@pytest.fixture(scope="module")
def example() -> Intake:
    intake = read_intake(EXAMPLES / "intake.yaml").intake
    assert intake is not None
    return intake


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("design.principles", 5),
        ("design.assumptions", 5),
        ("design.constraints", 5),
        ("design.dependencies", 4),
        ("design.network.circuits", 4),
        ("design.network.segments", 14),
        ("design.network.flows", 14),
        ("design.cloud.subscriptions", 3),
        ("design.security.zones", 8),
        ("design.security.vault", 6),
        ("design.servers", 7),
        ("design.monitoring.alerts", 11),
        ("design.backup.jobs", 4),
        ("design.dr.runbooks", 3),
        ("design.service_desk.routing", 13),
        ("design.ai.remediation_playbooks", 4),
        ("design.migration", 3),
        ("design.decisions", 6),
        ("design.bom", 7),
        ("design.trace", 26),
    ],
)
def test_the_example_says_what_is_built(example: Intake, path: str, count: int) -> None:
    assert len(lookup(example, path)) == count


@pytest.mark.parametrize("secret", ["Winter2027!", "ref: hunter2", "https://vault.example/x"])
def test_a_raw_secret_is_refused_and_never_repeated(tmp_path: Path, secret: str) -> None:
    problem = only_problem(tmp_path, f"design: {{security: {{vault: [{{id: v, ref: '{secret}'}}]}}}}\n")
    assert problem.where.path == "design.security.vault[v].ref"
    assert "vault://" in problem.hint
    assert secret not in problem.message + problem.hint


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ("design: {trace: [{id: REQ-9}]}", "design.trace[REQ-9].id"),
        ("design: {network: {flows: [{id: f, from: z-x}]}}", "design.network.flows[f].from"),
        (
            "design: {network: {circuits: [{id: c, failover_to: d}]}}",
            "design.network.circuits[c].failover_to",
        ),
        ("design: {monitoring: {alerts: [{id: a, app: x}]}}", "design.monitoring.alerts[a].app"),
        ("design: {backup: {jobs: [{id: j, apps: [x]}]}}", "design.backup.jobs[j].apps[0]"),
        ("design: {dr: {restore_order: [x]}}", "design.dr.restore_order[0]"),
        ("design: {migration: [{id: m, wave: w9}]}", "design.migration[m].wave"),
        ("design: {compliance_map: [{obligation: ob}]}", "design.compliance_map[0].obligation"),
        ("design: {risks: [R-9]}", "design.risks[0]"),
        ("design: {servers: [{id: s, region: r}]}", "design.servers[s].region"),
    ],
)
def test_a_reference_to_what_is_not_there_is_marked(tmp_path: Path, more: str, path: str) -> None:
    problem = only_problem(tmp_path, f"{more}\n")
    assert (problem.code, problem.where.path) == ("broken-reference", path)


@pytest.mark.parametrize(
    ("more", "path", "code"),
    [
        ("design: {decisions: [{id: d, status: maybe}]}", "design.decisions[d].status", "unknown-value"),
        (
            "design: {network: {segments: [{id: s, subnet: 10.0.0.1/24}]}}",
            "design.network.segments[s].subnet",
            "bad-value",
        ),
        (
            "security: {essential_eight: {mfa: {target: 4}}}",
            "security.essential_eight.mfa.target",
            "bad-value",
        ),
        ("design: {trace: [], gates: []}", "design.gates", "unknown-key"),
        ("design: {cloud: {budget_month: '2,600'}}", "design.cloud.budget_month", "bad-value"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_place(
    tmp_path: Path, more: str, path: str, code: str
) -> None:
    problem = only_problem(tmp_path, f"{more}\n")
    assert (problem.where.path, problem.code) == (path, code)


def test_words_that_the_language_keeps_for_itself_are_keys_all_the_same(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        "design: {security: {zones: [{id: a}, {id: b}]}, network: {flows: [{id: f, from: a, to: b}]},"
        " decisions: [{id: d, options: [{name: x, for: cheap, against: slow}]}]}\n",
    ).intake
    assert intake is not None
    assert intake.design is not None
    assert intake.design.network is not None
    assert intake.design.decisions is not None
    assert (intake.design.network.flows or ())[0].from_ == "a"
    assert (intake.design.decisions[0].options or ())[0].for_ == "cheap"


def test_a_share_is_a_decimal_and_a_whole_gigabyte_too(example: Intake) -> None:
    assert lookup(example, "design.monitoring.threshold_factor") == Decimal("0.8")
    assert lookup(example, "design.migration[mg-files].volume_gb") == Decimal(2600)
    assert lookup(example, "design.storage[ds-az].used_tb") == Decimal("2.6")
