"""Finding facts by the paths that problems and the `facts:` map use."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.intake import Intake, field_at, lookup, read_intake
from docgen.intake.paths import meant
from tests.unit.intake.files import EXAMPLES


@pytest.fixture(scope="module")
def intake() -> Intake:
    intake = read_intake(EXAMPLES / "intake.yaml").intake
    assert intake is not None
    return intake


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("client.code", "HWP"),
        ("contacts[c-rao].name", "Priyan Rao"),
        ("engagement.hard_deadlines[0].date", date(2027, 4, 30)),
        ("engagement.stage_dates.S5.start", date(2027, 3, 1)),
        ("engagement.scope.in[2]", "Microsoft 365 and Azure administration"),
        ("sla.custom_clauses[cl-1].target.priority", "P2"),
        ("documents.SLA.version", "1.0"),
        ("facts.sla.targets.P1.response.source", "contract"),
        ("facts.applications[scanhub].eol.owner", "c-petrov"),
        ("sla.targets.P1.response", None),
        ("contract.po_number", None),
        ("contacts[nobody].name", None),
        ("sites[7].users", None),
    ],
)
def test_a_path_leads_to_its_value_or_to_none(path: str, value: object, intake: Intake) -> None:
    assert lookup(intake, path) == value


@pytest.mark.parametrize("path", ["client.cod", "contacts.name", "client.code.x", "nothing", "sites[mel"])
def test_a_path_that_names_no_fact_is_an_error(path: str, intake: Intake) -> None:
    with pytest.raises(KeyError):
        lookup(intake, path)


def test_a_path_names_the_question_its_stage_its_owner_and_its_unit() -> None:
    field = field_at("applications[app-xero].rto")
    assert field is not None
    assert (field.stage, field.owner, field.example) == ("S3", "business_owner", "4h")
    assert field.question.startswith("Longest time")
    fee = field_at("contract.monthly_service_fee")
    assert fee is not None
    assert fee.unit == "currency, ex tax"


def test_positions_may_be_left_open_in_a_path() -> None:
    assert field_at("contacts[].email") == field_at("contacts[c-rao].email")


def test_internal_facts_are_marked() -> None:
    field = field_at("sales.why_won")
    assert field is not None
    assert field.internal


def test_an_item_is_described_by_its_list() -> None:
    assert field_at("sites[mel]") == field_at("sites")


@pytest.mark.parametrize("path", ["", "nothing", "client.nothing", "client.code.deeper", "sites.users"])
def test_what_the_model_does_not_have_has_no_field(path: str) -> None:
    assert field_at(path) is None


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("sla.targets.P2.respose", "sla.targets.P2.response"),
        ("applicaton[xero].rto", "applications[xero].rto"),
        ("applications[xero].rot", "applications[xero].rto"),
        ("enviroment.servers", "environment.servers"),
        ("telemetry.servers", ""),
    ],
)
def test_a_path_that_is_nearly_right_is_put_right(path: str, better: str) -> None:
    assert meant(path) == better
