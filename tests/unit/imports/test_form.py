"""The workbook to fill in: what goes in comes out, and what cannot be used is said by sheet and cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from docgen.imports.book import intake_book
from docgen.imports.starting import Start, starting_data
from docgen.intake.model.intake import Intake
from docgen.intake.nodes import Data
from docgen.playbooks import load_playbook
from tests.office import judges
from tests.unit.imports.books import EXAMPLES, add_row, answer, book_of, data_of, places, read

needs_judges = pytest.mark.skipif(
    bool(judges.missing()) and not judges.required(), reason="a judge is missing"
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_intake_comes_back_from_its_workbook_as_it_was(name: str, tmp_path: Path) -> None:
    data = data_of(name)
    outcome = read(book_of(data, tmp_path / "book.xlsx"))
    assert places(outcome) == []
    assert Intake.model_validate(outcome.clients[0].data) == Intake.model_validate(data)


@needs_judges
def test_libreoffice_may_save_the_workbook_in_between(tmp_path: Path) -> None:
    files = [book_of(data_of(name), tmp_path / f"{name}.xlsx") for name in EXAMPLES]
    saved = judges.converted(files, tmp_path / "saved", "xlsx")
    for name, file in zip(EXAMPLES, files, strict=True):
        outcome = read(saved[file])
        assert places(outcome) == []
        assert Intake.model_validate(outcome.clients[0].data) == Intake.model_validate(data_of(name))


@needs_judges
def test_the_workbooks_are_sound_by_the_open_xml_sdk(tmp_path: Path) -> None:
    files = [book_of(data_of(name), tmp_path / f"{name}.xlsx") for name in EXAMPLES]
    assert set(judges.validate([*files, *(blank(tmp_path, process) for process in PROCESSES)]).values()) == {
        ()
    }


PROCESSES = ("managed_services", "customer_success")


def blank(folder: Path, process: str = "managed_services") -> Path:
    playbook = load_playbook(process)
    start = Start("Harrow Wills Partners Pty Ltd", "HWP", process, playbook.name, playbook.not_asked)
    path = folder / f"{process}.xlsx"
    path.write_bytes(
        intake_book(starting_data(start), title=start.name, process=start.title, not_asked=start.not_asked)
    )
    return path


def test_a_blank_workbook_says_no_more_than_what_was_known(tmp_path: Path) -> None:
    outcome = read(blank(tmp_path))
    assert outcome.all_problems == ()
    data = outcome.clients[0].data
    documents = data.pop("documents")
    assert isinstance(documents, dict)
    assert documents["HOF"] == {"version": "0.1", "status": "draft"}
    assert data == {
        "playbook": "managed_services",
        "schema_version": "1.0",
        "client": {"code": "HWP", "legal_name": "Harrow Wills Partners Pty Ltd"},
    }


def filled(folder: Path, **answers: object) -> dict[str, Data]:
    """Return what comes of a workbook with some answers, written by openpyxl."""
    path = blank(folder)
    book = openpyxl.load_workbook(path)
    for fact, value in answers.items():
        answer(book, fact.replace("__", "."), value)
    book.save(path)
    outcome = read(path)
    assert places(outcome) == []
    return outcome.clients[0].data


def test_typed_cells_are_read_as_their_facts(tmp_path: Path) -> None:
    data = filled(
        tmp_path,
        client__headcount=128,
        engagement__target_go_live=date(2027, 3, 16),
        contract__total_value=816100.5,
        contract__renewal__auto="yes",
        engagement__tier="Gold",
        engagement__scope__in="Service desk\nMonitoring, day and night",
    )
    assert data["client"]["headcount"] == "128"  # type: ignore[index,call-overload]
    assert data["contract"] == {"total_value": "816100.50", "renewal": {"auto": "true"}}
    assert data["engagement"] == {
        "target_go_live": "2027-03-16",
        "tier": "gold",
        "scope": {"in": ["Service desk", "Monitoring, day and night"]},
    }


def test_none_unknown_and_not_applicable_are_three_answers(tmp_path: Path) -> None:
    data = filled(
        tmp_path, engagement__scope__out="none", client__headcount="unknown", contract__sow__ref="n/a"
    )
    assert data["engagement"] == {"scope": {"out": []}}
    assert data["facts"] == {
        "client.headcount": {"status": "unknown"},
        "contract.sow.ref": {"status": "not_applicable"},
    }


def test_rows_and_columns_may_be_put_in_moved_and_hidden(tmp_path: Path) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    row = add_row(book, "contacts[]", {"id": "c-wills", "name": "Dana Wills", "roles": "primary, approver"})
    book["Contacts"].insert_rows(3, 4)
    book["Contacts"].row_dimensions[row + 4].hidden = True
    book["Contacts"].insert_cols(3, 2)
    answer(book, "client.headcount", 12)
    book["Client"].insert_rows(6, 3)
    book["Client"].insert_cols(2, 1)
    book.move_sheet("Contacts", -5)
    book["Client"].title = "Kunde"
    book.save(path)
    outcome = read(path)
    assert places(outcome) == []
    assert outcome.clients[0].data["contacts"] == [
        {"id": "c-wills", "name": "Dana Wills", "roles": ["primary", "approver"]}
    ]
    assert outcome.clients[0].data["client"]["headcount"] == "12"  # type: ignore[index,call-overload]
    assert [(each.code, *each.where.trail) for each in outcome.all_problems] == [("hidden-rows", "Contacts")]


def test_people_are_named_by_id_or_by_name(tmp_path: Path) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    add_row(book, "contacts[]", {"name": "Dana Wills", "title": "Managing Partner"})
    add_row(book, "contacts[]", {"id": "c-okafor", "name": "Priyan Okafor"})
    add_row(
        book,
        "applications[]",
        {"name": "FileNest DMS", "business_owner": "Dana Wills", "technical_owner": "c-okafor"},
    )
    book.save(path)
    outcome = read(path)
    assert places(outcome) == []
    assert outcome.clients[0].data["applications"] == [
        {
            "id": "app-filenest-dms",
            "name": "FileNest DMS",
            "business_owner": "c-dana-wills",
            "technical_owner": "c-okafor",
        }
    ]


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("client.headcount", "lots", "wrong-type"),
        ("engagement.target_go_live", "03/04/2027", "ambiguous"),
        ("engagement.kickoff_date", "#REF!", "cell-error"),
        ("contract.total_value", "=1+1", "no-value"),
        ("client.code", "harrow wills", "bad-value"),
        ("client.region", "UK", "unknown-value"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_and_left_out(
    fact: str, value: str, code: str, tmp_path: Path
) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    spot = answer(book, fact, value)
    book.save(path)
    outcome = read(path)
    assert (code, *spot) in places(outcome)
    group, _, key = fact.rpartition(".")
    assert key not in (outcome.clients[0].data.get(group) or {})  # type: ignore[operator]


def test_a_broken_reference_is_reported_at_its_cell(tmp_path: Path) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    row = add_row(book, "applications[]", {"id": "app-x", "name": "X", "business_owner": "c-nobody"})
    book.save(path)
    ((code, sheet, cell),) = places(read(path))
    assert (code, sheet, cell[-len(str(row)) :]) == ("broken-reference", "Applications", str(row))
    assert read(path).clients[0].data["applications"] == [{"id": "app-x", "name": "X"}]


def test_a_fact_by_path_that_nobody_knows_is_reported(tmp_path: Path) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Further facts"]
    head = next(c.row for row in sheet.iter_rows() for c in row if c.value == "Fact")
    sheet.cell(head + 1, 2).value, sheet.cell(head + 1, 3).value = "client.headcont", "12"
    sheet.cell(head + 2, 3).value = "loose"
    book.save(path)
    assert places(read(path)) == [
        ("unknown-value", "Further facts", f"B{head + 1}"),
        ("no-fact", "Further facts", f"C{head + 2}"),
    ]


def test_an_item_may_be_filled_in_by_path(tmp_path: Path) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    add_row(book, "sites[]", {"id": "mel", "name": "Melbourne"})
    sheet = book["Further facts"]
    head = next(c.row for row in sheet.iter_rows() for c in row if c.value == "Fact")
    sheet.cell(head + 1, 2).value = "sites[mel].local_holidays[0].name"
    sheet.cell(head + 1, 3).value = "Show day"
    book.save(path)
    outcome = read(path)
    assert places(outcome) == []
    assert outcome.clients[0].data["sites"] == [
        {"id": "mel", "name": "Melbourne", "local_holidays": [{"name": "Show day"}]}
    ]


def test_a_value_that_another_says_is_a_group_is_reported(tmp_path: Path) -> None:
    path = blank(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Further facts"]
    head = next(c.row for row in sheet.iter_rows() for c in row if c.value == "Fact")
    for row, (fact, value) in enumerate((("client.x_a", "1"), ("client.x_a.b", "2")), head + 1):
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = fact, value
    book.save(path)
    assert places(read(path)) == [("two-answers", "Further facts", f"C{head + 2}")]
