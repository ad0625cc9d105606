"""Spreadsheets with a row for each client, CSV files and records of a CRM."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from docgen.errors import IntakeError
from docgen.imports.files import read_clients
from docgen.imports.locales import habits_of
from docgen.imports.mapping import load_mapping
from tests.unit.imports.books import places, plain_book

MAPPING = """
sheet: Clients
key: Client ID
columns:
  Client: client.legal_name
  Code: client.code
  Tier: {to: engagement.tier, values: {A: platinum, B: gold}}
  Users: client.users_total
  Signed: contract.msa.signed_date
  Value: contract.total_value
  Street: {to: client.address, join: [Town], with: ", "}
constants:
  client.region: AU-VIC
ignore: [Notes]
children:
  - sheet: Contacts
    key: Client ID
    list: contacts
    columns:
      Name: name
      Role: {to: roles, split: "+", values: {Boss: executive_sponsor, Tech: technical}}
"""
HEADS = ("Client ID", "Client", "Code", "Tier", "Users", "Signed", "Value", "Street", "Town", "Notes")


def mapping(folder: Path, text: str = MAPPING) -> Path:
    path = folder / "mapping.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_row_becomes_an_intake_and_child_rows_its_lists(tmp_path: Path) -> None:
    rows = [
        ["Export of 3 May"],
        [],
        HEADS,
        (1, "Tidewater", "TDW", "A", 1200, date(2027, 2, 3), 816100.5, "1 Example St", "Geelong", "x"),
        (2, "Banksia", "BMH", "gold", 40, "2027-02-04", "1.234,50", None, None, None),
    ]
    contacts = [("Role", "Client ID", "Name"), ("Boss + Tech", 1, "Dana Wills"), ("Tech", 2, "Priyan Okafor")]
    book = plain_book(tmp_path / "psa.xlsx", {"Contacts": contacts, "Clients": rows})
    outcome = read_clients(book, mapping(tmp_path))
    assert outcome.all_problems == ()
    first, second = (client.data for client in outcome.clients)
    assert first == {
        "client": {
            "legal_name": "Tidewater",
            "code": "TDW",
            "users_total": "1200",
            "address": "1 Example St, Geelong",
            "region": "AU-VIC",
        },
        "engagement": {"tier": "platinum"},
        "contract": {"msa": {"signed_date": "2027-02-03"}, "total_value": "816100.5"},
        "contacts": [
            {"id": "c-dana-wills", "name": "Dana Wills", "roles": ["executive_sponsor", "technical"]}
        ],
        "playbook": "managed_services",
        "schema_version": "1.0",
    }
    assert second["contract"] == {"msa": {"signed_date": "2027-02-04"}, "total_value": "1234.50"}


def test_every_cell_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    rows = [
        HEADS,
        (1, "Tidewater", "TDW", "C", "12,5", "03/04/2027", "#REF!", None, None, None),
        (2, "Banksia", "BMH", "B", 40, "soon", "=1+1", None, None, None),
    ]
    contacts = [
        ("Client ID", "Name", "Role"),
        (9, "Nobody's", "Tech"),
        (None, "Lost", "Tech"),
        (1, "Dana", "Cook"),
    ]
    book = plain_book(tmp_path / "psa.xlsx", {"Clients": rows, "Contacts": contacts})
    outcome = read_clients(book, mapping(tmp_path))
    assert sorted(places(outcome)) == [
        ("ambiguous", "Clients", "F2"),
        ("bad-value", "Clients", "E2"),
        ("bad-value", "Clients", "F3"),
        ("cell-error", "Clients", "G2"),
        ("no-client", "Contacts", "A2"),
        ("no-client", "Contacts", "B3"),
        ("no-value", "Clients", "G3"),
        ("unknown-value", "Clients", "D2"),
        ("unknown-value", "Contacts", "C4"),
    ]


def test_a_column_that_the_mapping_does_not_know_is_said(tmp_path: Path) -> None:
    rows = [("Client", "Fax"), ("Tidewater", "1"), ("Banksia", "2"), ("Harrow", None)]
    text = "columns: {Client: client.legal_name}"
    outcome = read_clients(plain_book(tmp_path / "x.xlsx", {"A": rows}), mapping(tmp_path, text))
    (found,) = outcome.problems
    assert (found.code, found.where.trail) == ("unused-column", ("A", "B1"))
    assert "2 cells" in found.message


def test_clients_without_a_code_are_given_one_each(tmp_path: Path) -> None:
    rows = [("Client",), ("Tidewater Systems",), ("Tern Supplies",), ("Banksia",)]
    outcome = read_clients(
        plain_book(tmp_path / "x.xlsx", {"A": rows}),
        mapping(tmp_path, "columns: {Client: client.legal_name}"),
    )
    assert [client.code for client in outcome.clients] == ["TS", "TS2", "BANK"]
    assert [problem.code for problem in outcome.all_problems] == ["made-code"] * 3


def test_merged_and_hidden_rows_say_what_a_person_sees(tmp_path: Path) -> None:
    rows = [("Client", "Tier"), ("Tidewater", "Gold"), ("Banksia", None)]
    path = plain_book(tmp_path / "x.xlsx", {"A": rows})
    book = openpyxl.load_workbook(path)
    book["A"].merge_cells("B2:B3")
    book["A"].row_dimensions[3].hidden = True
    book.save(path)
    text = "columns: {Client: client.legal_name, Tier: engagement.tier}"
    outcome = read_clients(path, mapping(tmp_path, text))
    assert [client.data["engagement"] for client in outcome.clients] == [{"tier": "gold"}] * 2
    assert [(each.code, *each.where.trail) for each in outcome.all_problems if each.code != "made-code"] == [
        ("hidden-rows", "A", "A3")
    ]


def test_a_share_shown_as_per_cent_is_per_cent(tmp_path: Path) -> None:
    path = plain_book(tmp_path / "x.xlsx", {"A": [("Client", "Cover"), ("Tidewater", 0.985)]})
    book = openpyxl.load_workbook(path)
    book["A"]["B2"].number_format = "0.0%"
    book.save(path)
    text = "columns: {Client: client.legal_name, Cover: security.endpoint.coverage}"
    outcome = read_clients(path, mapping(tmp_path, text))
    assert outcome.clients[0].data["security"] == {"endpoint": {"coverage": "98.5"}}


def test_a_moment_is_no_day_unless_it_is_midnight(tmp_path: Path) -> None:
    rows = [("Client", "Kickoff"), ("A B", datetime(2027, 3, 4)), ("C D", datetime(2027, 3, 4, 9, 30))]  # noqa: DTZ001
    text = "columns: {Client: client.legal_name, Kickoff: engagement.kickoff_date}"
    outcome = read_clients(plain_book(tmp_path / "x.xlsx", {"A": rows}), mapping(tmp_path, text))
    assert outcome.clients[0].data["engagement"] == {"kickoff_date": "2027-03-04"}
    assert places(outcome) == [("bad-value", "A", "B3")]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_whatever_parts_its_columns(sign: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    lines = [
        ("client.legal_name", "client.headcount", "engagement.kickoff_date"),
        ('"Fölá & Söhne"', "12", "16/03/2027"),
    ]
    path.write_text("\r\n".join(sign.join(line) for line in lines), encoding)
    (client,) = read_clients(path).clients
    assert client.data["client"] == {"legal_name": "Fölá & Söhne", "headcount": "12", "code": "FS"}
    assert client.data["engagement"] == {"kickoff_date": "2027-03-16"}


def test_habits_decide_what_could_mean_two_things(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("client.legal_name;engagement.kickoff_date\nTidewater;03/04/2027\n", "utf-8")
    assert places(read_clients(path)) == [("ambiguous", "x", "B2")]
    (client,) = read_clients(path, habits=habits_of("en-US")).clients
    assert client.data["engagement"] == {"kickoff_date": "2027-03-04"}


OPPORTUNITY = {
    "attributes": {"type": "Opportunity"},
    "Id": "006000000000001",
    "Amount": 816100.0,
    "CurrencyIsoCode": "AUD",
    "CloseDate": "2027-01-29",
    "StageName": "Closed Won",
    "Account": {"Name": "Harrow Wills Partners Pty Ltd", "NumberOfEmployees": 128, "Industry": "Accounting"},
    "Owner": {"Name": "Gus Fenn", "Email": "gus.fenn@asi-ai.example"},
    "OpportunityContactRoles": {
        "records": [
            {"Role": "Economic Buyer", "Contact": {"Name": "Dana Wills", "Email": "dana.wills@hwp.example"}}
        ]
    },
}


def opportunity(folder: Path, **changes: object) -> Path:
    path = folder / "opportunity.json"
    path.write_text(json.dumps({"records": [OPPORTUNITY | changes]}), "utf-8")
    return path


def test_an_opportunity_of_salesforce_becomes_an_intake(tmp_path: Path) -> None:
    outcome = read_clients(opportunity(tmp_path))
    assert [each.code for each in outcome.all_problems] == ["made-code"]
    data = outcome.clients[0].data
    assert data["contract"] == {"total_value": "816100.0", "currency": "AUD"}
    assert data["engagement"] == {"closed_won_date": "2027-01-29"}
    assert data["contacts"] == [
        {
            "id": "c-dana-wills",
            "name": "Dana Wills",
            "email": "dana.wills@hwp.example",
            "roles": ["executive_sponsor"],
        }
    ]
    assert data["team"] == [
        {"id": "t-owner", "name": "Gus Fenn", "email": "gus.fenn@asi-ai.example", "role": "account_manager"}
    ]


def test_a_close_date_that_is_a_forecast_is_not_taken(tmp_path: Path) -> None:
    outcome = read_clients(opportunity(tmp_path, StageName="Negotiation"))
    assert "engagement" not in outcome.clients[0].data
    assert "not-taken" in [each.code for each in outcome.all_problems]


def test_the_heads_of_a_salesforce_report_are_known(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        "Opportunity Name,Account Name,Close Date,Stage\nHWP,Harrow Wills,29/01/2027,Closed Won\n", "utf-8"
    )
    (client,) = read_clients(path).clients
    assert (client.name, client.code) == ("Harrow Wills", "HW")
    assert client.data["engagement"] == {"closed_won_date": "2027-01-29"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.csv", b"a,b\n1,2\n", "no-mapping"),
        ("x.json", b"{", "json-syntax"),
        ("x.json", b"[]", "no-records"),
        ("x.csv", b"\xff\xe4,b\n", "encoding"),
        ("x.ods", b"", "import-kind"),
        ("x.xlsx", b"no zip", "damaged"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(
    name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    from docgen.errors import DocgenError

    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocgenError) as fault:
        read_clients(tmp_path / name)
    assert [each.code for each in fault.value.problems] == [code]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("columns: {Client: client.legalname}", 1),
        ("columns:\n  Client: client.legal_name\nkonstants: {}", 3),
        ("columns:\n  Client: {to: client.legal_name, splitt: x}", 2),
        ("columns: {Client: contacts}", 1),
        ("columns: {A: client.code}\nchildren:\n  - {sheet: B, list: client.code, columns: {A: name}}", 3),
        ("sheet: A", 1),
        ("columns: {A: client.code}\nlocale: xx-QQ", 2),
    ],
)
def test_a_fault_of_the_mapping_stands_at_its_line(text: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as fault:
        load_mapping(mapping(tmp_path, text))
    assert [each.where.line for each in fault.value.problems] == [line]
