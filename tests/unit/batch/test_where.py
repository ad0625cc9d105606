"""`--where`: which clients a condition takes, and what is no condition."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.batch.where import fits, read_conditions
from docgen.errors import ArgumentError, IntakeError
from tests.unit.intake.files import SOUND, marked, written

CLIENT = """\
engagement: {tier: gold, target_go_live: 2027-03-16}
client_note: never read
contacts:
  - {id: c-wills, name: Dana Wills, roles: [primary, executive_sponsor]}
  - {id: c-rao, name: Priyan Rao, roles: []}
applications:
  - {id: xero, rto: 4h, users: 40}
  - {id: mail, rto: 2bd, users: 120}
contract: {monthly_service_fee: "21600.00", renewal: {auto: true}, msa: ~}
documents: {SLA: {version: "1.10", status: approved}}
x_wave: 3
x_since: 2026-11-01
x_team: {lead: Ana}
"""
INTAKE = SOUND + CLIENT.replace("client_note: never read\n", "")


def holds(folder: Path, *conditions: str, text: str = INTAKE) -> bool:
    return fits(written(folder, text), read_conditions(conditions))


@pytest.mark.parametrize(
    "condition",
    [
        "engagement.tier=gold",
        "engagement.tier = Gold",
        "engagement.tier!=silver",
        "engagement.tier in platinum, gold",
        "engagement.target_go_live<2027-04-01",
        "engagement.target_go_live>=2027-03-16",
        "client.legal_name=Harrow Wills Partners Pty Ltd",
        'client.legal_name="Harrow Wills Partners Pty Ltd"',
        'client.legal_name in "A, B", "Harrow Wills Partners Pty Ltd"',
        "client.legal_name matches ^Harrow .* Ltd$",
        "client.trading_name!=X",
        "contacts[].roles[]=primary",
        "contacts[c-wills].name exists",
        "contacts[role=primary].name!=X",
        "contacts[roles=primary].name=Dana Wills",
        "contacts[1].name=Priyan Rao",
        "contacts[c-rao].roles exists",
        "applications[].users>100",
        "applications[xero].rto=240m",
        "applications[].rto>8h",
        "applications[].rto<2bd",
        "contract.monthly_service_fee=21600",
        "contract.monthly_service_fee>9000.5",
        "contract.renewal.auto=true",
        "documents.SLA.version>1.9",
        "x_wave>=3",
        "x_wave=3.0",
        "x_since<2027-01-01",
        "x_team.lead=Ana",
        "x_team exists",
    ],
)
def test_a_condition_that_is_met_takes_the_client(tmp_path: Path, condition: str) -> None:
    assert holds(tmp_path, condition)


@pytest.mark.parametrize(
    "condition",
    [
        "engagement.tier!=gold",
        "engagement.tier in silver,platinum",
        "engagement.target_go_live>2027-03-16",
        "engagement.kickoff_date<2030-01-01",
        "engagement.kickoff_date exists",
        "client.legal_name=harrow wills partners pty ltd",
        "client.legal_name matches ^Wills",
        "client.trading_name=X",
        "contacts[c-zed].name exists",
        "contacts[].roles[]=billing",
        "applications[].users>120",
        "contract.msa exists",
        "documents.SLA.version<1.9",
        "x_wave=4",
        "x_other exists",
    ],
)
def test_a_condition_that_is_not_met_leaves_the_client(tmp_path: Path, condition: str) -> None:
    assert not holds(tmp_path, condition)


def test_several_conditions_must_all_hold(tmp_path: Path) -> None:
    assert holds(tmp_path, "engagement.tier=gold", "x_wave=3")
    assert not holds(tmp_path, "engagement.tier=gold", "x_wave=4")


@pytest.mark.parametrize(
    ("condition", "code", "mark", "hint"),
    [
        ("engagement.tier=glod", "unknown-value", "glod", "Did you mean gold?"),
        ("tier=gold", "unknown-value", "tier", "Did you mean engagement.tier?"),
        ("engagement.teir=gold", "unknown-value", "teir", "Did you mean engagement.tier?"),
        ("engagement.tier==gold", "bad-condition", "=", ""),
        ("engagement.tier>gold", "bad-condition", ">", "Use =, != or in."),
        ("engagement.tier", "bad-condition", "engagement.tier", "engagement.tier=gold"),
        ("engagement.tier=", "bad-condition", "=", "exists"),
        ("engagement.tier in gold,", "bad-condition", ",", "exists"),
        ('engagement.tier in "gold" silver', "unknown-value", '"gold" silver', ""),
        ("engagement.tier exists yes", "bad-condition", "yes", "Write a condition"),
        ("engagement.tier is gold", "bad-condition", "engagement.tier is gold", "Write a condition"),
        ("contacts[].roles=primary", "bad-condition", "contacts[].roles", "contacts[].roles[]"),
        ("client=HWP", "bad-condition", "client", "one of its keys"),
        ("client.legal_name matches (a+", "bad-pattern", "(", "can be used"),
        ("client.legal_name matches", "bad-condition", "s", "Write a condition"),
        ("applications[].users>many", "wrong-type", "many", "digits"),
        ("engagement.target_go_live<soon", "bad-value", "soon", "2027-03-16"),
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(
    condition: str, code: str, mark: str, hint: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        read_conditions([condition])
    (problem,) = caught.value.problems
    assert (problem.code, marked(problem)) == (code, mark)
    assert str(problem.where) == f"--where {condition}"
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("condition", "code"),
    [("applications[].users>500", "wrong-type"), ("applications[mail].rto<1d", "not-comparable")],
)
def test_a_value_that_cannot_be_compared_is_a_problem_of_the_client(
    tmp_path: Path, condition: str, code: str
) -> None:
    text = INTAKE.replace("users: 40", "users: many").replace("rto: 2bd", "rto: 1bd")
    with pytest.raises(IntakeError) as caught:
        holds(tmp_path, condition, text=text)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.where.file == str(tmp_path / "intake.yaml")
    assert problem.where.line is not None


def test_one_item_that_fits_is_enough_though_another_cannot_be_compared(tmp_path: Path) -> None:
    text = INTAKE.replace("users: 40", "users: many")
    assert holds(tmp_path, "applications[].users>100", text=text)


@pytest.mark.parametrize("text", ["", "- a\n", "client: [\n", "client: {}\nclient: {}\n"])
def test_a_file_that_cannot_be_read_is_neither_chosen_nor_left_out(tmp_path: Path, text: str) -> None:
    with pytest.raises(IntakeError):
        holds(tmp_path, "engagement.tier=gold", text=text)


def test_a_file_is_read_no_further_than_the_answer(tmp_path: Path) -> None:
    assert holds(tmp_path, "client.code=HWP", text=f"{SOUND}engagement: [\n")


def test_what_stands_under_other_keys_is_passed_over_unless_it_is_needed(tmp_path: Path) -> None:
    text = f"x_people: &people\n  - {{id: c-wills, name: Dana}}\n{SOUND}contacts: *people\n"
    assert holds(tmp_path, "contacts[c-wills].name=Dana", text=text)
    assert holds(tmp_path, "client.code=HWP", "contacts[c-wills] exists", text=text)
    assert not holds(tmp_path, "team exists", text=f"x_a: {{b: [1, {{c: 2}}]}}\n{SOUND}")


def test_json_is_asked_as_yaml_is(tmp_path: Path) -> None:
    path = written(tmp_path, '{"engagement": {"tier": "gold"}}', "intake.json")
    assert fits(path, read_conditions(["engagement.tier=gold"]))
