"""The facts that discovery asks for: how they are read, and what the example says of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.intake import read_intake
from docgen.intake.model import Duration, Intake
from docgen.intake.model.addresses import parse_subnet
from docgen.intake.model.discovery import parse_question
from docgen.intake.model.durations import Interval, parse_interval
from docgen.intake.model.raci import parse_letter
from docgen.intake.paths import lookup, trail
from tests.unit.intake.files import EXAMPLES, only_problem, read
from tests.unit.intake.test_types import refused


@pytest.fixture(scope="module")
def example() -> Intake:
    intake = read_intake(EXAMPLES / "intake.yaml").intake
    assert intake is not None
    return intake


@pytest.mark.parametrize("text", ["10.20.10.0/24", "10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32"])
def test_a_network_is_read_in_the_notation_of_its_prefix(text: str) -> None:
    assert parse_subnet(text) == text


@pytest.mark.parametrize("text", ["", "10.20.10.5/24", "10.20.10.0", "10.20.10.0/33", "10.20.10/24", "staff"])
def test_what_is_not_a_whole_network_is_refused(text: str) -> None:
    assert refused(parse_subnet, text) == "bad-value"


def test_the_address_of_a_machine_is_answered_with_its_network(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "environment: {network: {vlans: [{subnet: 10.20.10.5/24}]}}\n")
    assert problem.where.path == "environment.network.vlans[0].subnet"
    assert "10.20.10.0/24" in problem.hint


def test_what_never_happens_has_an_interval_all_the_same() -> None:
    assert parse_interval("24h") == Interval(Duration(1440))
    assert parse_interval("None") == Interval()
    assert (str(parse_interval("24h")), str(parse_interval("none"))) == ("24h", "none")
    assert refused(parse_interval, "0m") == refused(parse_interval, "often") == "bad-value"


@pytest.mark.parametrize(
    ("text", "letter"), [("a", "A"), ("A/R", "A/R"), ("AR", "A/R"), ("r/a", "A/R"), ("-", "-")]
)
def test_the_part_of_a_role_is_read_however_it_is_written(text: str, letter: str) -> None:
    assert parse_letter(text) == letter


@pytest.mark.parametrize("text", ["X", "", "A,R", "RC"])
def test_a_part_that_the_matrix_does_not_know_is_refused(text: str) -> None:
    assert refused(parse_letter, text) == "unknown-value"


def test_an_answer_is_kept_under_the_id_of_its_question() -> None:
    assert parse_question("net-03.2") == "NET-03.2"
    assert refused(parse_question, "NET-3.2") == "bad-value"


def test_a_key_that_is_no_question_is_marked_where_it_stands(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "discovery: {answers: {NET-3: {status: confirmed}}}\n")
    assert (problem.code, problem.where.line) == ("bad-value", 5)
    assert "NET-03.2" in problem.hint


def test_an_answer_has_a_path_although_its_key_holds_a_dot(example: Intake) -> None:
    assert lookup(example, "discovery.answers.NET-03.2.status") == "confirmed"
    assert trail("discovery.answers.NET-03.2.stats") is None


def test_a_reference_from_one_system_to_another_is_checked(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, "environment: {circuits: [{id: c-1, failover_to: c-2}]}\n")
    assert (problem.code, problem.where.path) == ("broken-reference", "environment.circuits[c-1].failover_to")


def test_an_integration_starts_at_the_key_from(tmp_path: Path) -> None:
    intake = read(
        tmp_path, "applications: [{id: a}, {id: b}]\nintegrations: [{id: i, from: a, to: b}]\n"
    ).intake
    assert intake is not None
    assert intake.integrations is not None
    assert (intake.integrations[0].from_, intake.integrations[0].to) == ("a", "b")


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("environment.circuits", 3),
        ("environment.firewalls", 2),
        ("environment.servers", 7),
        ("environment.network.vlans", 6),
        ("environment.backups", 2),
        ("environment.dns", 2),
        ("environment.cloud", 2),
        ("environment.licences", 2),
        ("integrations", 6),
        ("requirements.items", 12),
        ("requirements.roadmap", 3),
        ("requirements.support.vip_users", 6),
        ("discovery.sessions", 5),
        ("discovery.findings", 14),
        ("discovery.access_requests", 3),
        ("plan.resources", 4),
        ("design.migration", 3),
        ("raci.rows", 1),
        ("compliance.certifications", 0),
    ],
)
def test_the_example_says_what_the_client_has(example: Intake, path: str, count: int) -> None:
    assert len(lookup(example, path)) == count


def test_the_example_s_figures_agree_with_one_another(example: Intake) -> None:
    environment, security = example.environment, example.security
    assert environment is not None
    assert security is not None
    assert environment.endpoints is not None
    assert security.endpoint is not None
    workstations = sum(one.count or 0 for one in environment.endpoints.by_os or ())
    assert workstations == sum(one.count or 0 for one in environment.endpoints.by_age or ()) == 134
    assert workstations + len(environment.servers or ()) == security.endpoint.devices == 141
    assert lookup(example, "environment.storage[st-mel].used_tb") == Decimal("5.68")
    strategies = [
        getattr(security.essential_eight, name) for name in type(security.essential_eight).model_fields
    ]
    assert [one.current for one in strategies] == [0, 0, 1, 0, 0, 0, 0, 0]
    assert {one.target for one in strategies} == {one.achieved for one in strategies} == {1}
