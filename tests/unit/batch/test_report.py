"""The report of a batch: by client, by rule, by who owes what; as lines, as JSON, as a workbook, on a terminal."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from docgen.batch.report import report_data, report_kind, report_of, write_report
from docgen.batch.report.lines import NOBODY, Counts
from docgen.batch.report.write import workbook
from docgen.batch.results import Batch, ClientOutcome, Row
from docgen.cli.batch_report import show_batch
from docgen.errors import ArgumentError, PackError
from docgen.problems import Severity
from tests.unit.batch.rows import AS_OF, BATCH, DONE, EMPTY, problem

REPORT = report_of(BATCH)


# -- lines -------------------------------------------------------------------------------------------


def test_each_client_has_one_line_with_its_state_and_counts() -> None:
    lines = [(line.code, line.state.text, line.errors, line.warnings, line.owed) for line in REPORT.clients]
    assert lines == [
        ("AAA", "Errors open", 2, 1, 2),
        ("BBB", "Errors open", 1, 0, 1),
        ("", "Failed", 2, 0, 0),
        ("DDD", "Not reached", 0, 0, 0),
    ]
    assert REPORT.documents == Counts(new=1, changed=1, unchanged=1, withheld=1, drafts=1)


def test_a_client_that_failed_says_where_why_and_how_much_more() -> None:
    (failed,) = REPORT.failed
    assert failed.why == 'c/intake.yaml:3:5: =HYPERLINK("http://evil.example") is no key. And 1 more.'


def test_rules_stand_by_weight_then_by_how_often_they_were_broken() -> None:
    rules = [(line.rule, line.severity, line.count, line.clients) for line in REPORT.rules]
    assert rules == [
        ("SLA-03", Severity.ERROR, 3, ("AAA", "BBB")),
        ("bad-value", Severity.ERROR, 1, ("c/intake.yaml",)),
        ("unknown-key", Severity.ERROR, 1, ("c/intake.yaml",)),
        ("CON-02", Severity.WARNING, 1, ("AAA",)),
    ]
    assert REPORT.rules[0].todo == "Mend SLA-03."


def test_what_somebody_accepted_is_listed_and_not_counted() -> None:
    accepted = [line for line in REPORT.problems if line.rule == "DES-06"]
    assert [(line.weight.text, line.todo) for line in accepted] == [
        ("Accepted", "Accepted: agreed (Dana Wills)")
    ]
    assert "DES-06" not in {line.rule for line in REPORT.rules}


def test_what_is_owed_stands_by_owner_and_day_with_how_late_it_is() -> None:
    owed = [(line.owner, line.days, line.state.text, line.client) for line in REPORT.owed]
    assert owed == [
        ("Ana Lima", -19, "Overdue", "AAA"),
        ("Ana Lima", 12, "Owed", "BBB"),
        (NOBODY, None, "No day set", "AAA"),
    ]
    first = REPORT.owners[0]
    assert (first.owner, first.facts, first.clients, first.first_due, first.overdue) == (
        "Ana Lima", 2, 2, date(2027, 3, 1), 1,
    )  # fmt: skip


def test_many_clients_of_one_rule_are_named_in_part() -> None:
    rows = tuple(
        Row(file=f"{n}.yaml", code=f"C{n}", outcome=ClientOutcome.RENDERED, problems=(problem("SLA-03"),))
        for n in range(300)
    )
    (rule,) = report_of(Batch(rows=rows, as_of=AS_OF)).rules
    assert rule.who.endswith("C11 and 288 more")


# -- JSON --------------------------------------------------------------------------------------------


def test_the_json_holds_every_client_problem_and_fact(tmp_path: Path) -> None:
    write_report(BATCH, tmp_path / "report.json")
    data = json.loads((tmp_path / "report.json").read_bytes())
    assert data == json.loads(json.dumps(report_data(BATCH)))
    assert data["totals"]["clients"] == {
        "all": 4,
        "failed": 1,
        "interrupted": 1,
        "rendered": 1,
        "unchanged": 1,
    }
    assert [len(client["problems"]) for client in data["clients"]] == [4, 1, 2, 0]
    assert [len(client["owed"]) for client in data["clients"]] == [2, 1, 0, 0]
    assert data["clients"][2]["problems"][0]["line"] == 3
    assert (data["status"], data["as_of"]) == (1, "2027-03-20")


# -- the workbook ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(BATCH)))


def table(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of a sheet's only table by the names of its columns."""
    ((_, ref),) = sheet.tables.items()
    head, *rows = sheet[ref]
    return [{str(name.value): cell.value for name, cell in zip(head, row, strict=True)} for row in rows]


def test_the_workbook_has_its_sheets_in_the_order_of_reading(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Summary", "Clients", "Problems", "Rules", "Owners"]


def test_every_list_is_a_table_that_filters_freezes_and_prints_on_a4(book: openpyxl.Workbook) -> None:
    for name in ("Clients", "Problems", "Rules", "Owners"):
        sheet = book[name]
        (found,) = sheet.tables.values()
        assert (found.displayName, found.autoFilter.ref) == (f"tbl{name}", found.ref)
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == "$4:$4"
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_the_columns_of_a_table_are_called_what_their_heads_say(book: openpyxl.Workbook) -> None:
    for name in ("Clients", "Problems", "Rules", "Owners"):
        (found,) = book[name].tables.values()
        heads = [cell.value for cell in book[name][found.ref][0]]
        assert [column.name for column in found.tableColumns] == heads


def test_figures_and_days_are_typed(book: openpyxl.Workbook) -> None:
    client, owner = table(book["Clients"])[0], table(book["Owners"])[0]
    assert (client["Code"], client["New"], client["Errors"], client["Seconds"]) == ("AAA", 1, 2, 0.5)
    assert (owner["Due"], owner["Days left"]) == (datetime(2027, 3, 1), -19)  # noqa: DTZ001 - Excel knows no zones


def test_every_problem_has_its_file_and_line(book: openpyxl.Workbook) -> None:
    places = [row["Where"] for row in table(book["Problems"])]
    assert places[:2] == ["a/intake.yaml:3:5", "a/intake.yaml:3:5"]
    assert len(places) == sum(len(row.problems) for row in BATCH.rows)


def cells(book: openpyxl.Workbook) -> Iterator[tuple[str, object, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (
                (cell.coordinate, cell.value, cell.data_type) for cell in row if cell.value is not None
            )


def test_text_from_somebodys_data_is_never_a_formula(book: openpyxl.Workbook) -> None:
    assert [cell for cell in cells(book) if cell[2] == "f"] == []
    values = [value for _, value, _ in cells(book)]
    assert '=HYPERLINK("http://evil.example") is no key.' in values
    assert "+1+1" in values
    assert "Acacia & <Sons>" in values


def test_an_empty_batch_has_a_report_that_says_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(EMPTY)))
    assert "No client was selected." in [value for _, value, _ in cells(book)]
    assert "0 clients, none failed" in [value for _, value, _ in cells(book)]


def test_the_same_batch_gives_the_same_bytes() -> None:
    assert workbook(BATCH) == workbook(BATCH)


# -- the file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report", "report.csv", "report.xls"])
def test_another_kind_of_file_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArgumentError, match=r"\.xlsx or \.json"):
        report_kind(tmp_path / name)


def test_a_report_that_cannot_be_stored_is_a_problem_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").mkdir()
    with pytest.raises(PackError) as caught:
        write_report(BATCH, tmp_path / "report.xlsx")
    assert caught.value.problems[0].where.file == str(tmp_path / "report.xlsx")


# -- the terminal ------------------------------------------------------------------------------------


def test_the_terminal_shows_totals_the_failed_ones_and_what_to_mend(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_batch(BATCH)
    shown = capsys.readouterr()
    assert shown.err.startswith("failed c/intake.yaml:3:5: ")
    lines = shown.out.splitlines()
    assert lines[0] == "4 clients: 1 rendered, 1 unchanged, 1 failed, 1 interrupted."
    assert lines[1] == "4 documents: 1 new, 1 changed, 1 unchanged, 1 withheld; 1 draft among them."
    assert [line.split()[:4] for line in lines if line.startswith("SLA-03")] == [
        ["SLA-03", "error", "3", "2"]
    ]
    assert any(line.startswith("Ana Lima") and "2027-03-01" in line for line in lines)


def test_hundreds_of_failures_do_not_flood_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    failed = tuple(
        Row(file=f"{n}.yaml", outcome=ClientOutcome.FAILED, problems=(problem(f"R-{n}"),)) for n in range(300)
    )
    show_batch(Batch(rows=failed, as_of=AS_OF))
    shown = capsys.readouterr()
    assert "and 280 more that failed." in shown.err
    assert len(shown.err.splitlines()) < 30
    assert len(shown.out.splitlines()) < 30


def test_nothing_in_the_data_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    row = Row(file="a\x1b[2J.yaml", outcome=ClientOutcome.FAILED, problems=(problem("x\x1b[31m"),))
    show_batch(Batch(rows=(row,), as_of=AS_OF))
    shown = capsys.readouterr()
    assert "\x1b[2J" not in shown.err + shown.out
    assert "\x1b[31m is" not in shown.err + shown.out


def test_a_client_that_is_done_and_one_with_open_errors_look_different() -> None:
    clean = Row(file="e.yaml", outcome=ClientOutcome.RENDERED, code="EEE")
    lines = report_of(Batch(rows=(clean, DONE), as_of=AS_OF)).clients
    assert [line.state.text for line in lines] == ["Done", "Errors open"]
