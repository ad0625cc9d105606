"""The source of the RACI workbook: what its formulas count, what follows edits, how it prints."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from docgen.derive.context import TOPICS
from docgen.derive.raci.views import NO_STAND_IN, VACANT
from tools.raci import BOOK
from tools.raci_parts import activities, checks, run, stages
from tools.raci_parts.places import letters, not_one, strange

SHEETS = ["Control", "Stage RACI", "Activities", "By person", "Checks", "Resources", "BAU RACI", "Open items"]
MATRICES = {"Stage RACI": stages.CELLS, "Activities": activities.CELLS, "BAU RACI": run.CELLS}


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(BOOK.build()))


def first(cells: str) -> str:
    return cells.split(":", maxsplit=1)[0]


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_sheets_are_in_the_order_of_reading(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_every_tag_names_something_of_the_context(book: openpyxl.Workbook) -> None:
    known = {*TOPICS, "verdict"}
    # Names that a loop of the same sheet gives.
    given = re.compile(r"for (\w+) in")
    for sheet in book:
        joined = " ".join(texts(sheet))
        roots = set(re.findall(r"\{\{ (\w+)[.\[ ]", joined)) | set(re.findall(r" in (\w+)\.", joined))
        assert roots - known <= set(given.findall(joined))


@pytest.mark.parametrize(("sheet", "cells"), MATRICES.items())
def test_a_matrix_takes_letters_only_and_colours_them(
    book: openpyxl.Workbook, sheet: str, cells: str
) -> None:
    ws = book[sheet]
    lists = [
        rule
        for rule in ws.data_validations.dataValidation
        if cells in str(rule.sqref) or first(cells) in str(rule.sqref)
    ]
    assert [rule.formula1 for rule in lists] == ['"A/R,A,R,C,I"']
    formulas = [
        rule.formula[0]
        for ranges in ws.conditional_formatting
        if first(cells) in str(ranges.sqref)
        for rule in ranges.rules
    ]
    assert formulas == [f'{first(cells)}="{letter}"' for letter in ("A/R", "A", "R", "C", "I")]
    assert ".cells[" in ws[first(cells) if sheet != "Activities" else "I14"].value


def test_the_ranges_of_the_checks_lie_on_what_they_count(book: openpyxl.Workbook) -> None:
    ws = book["Activities"]
    assert ws[first(activities.IDS)].value == "{{ line.id }}"
    assert ws[first(activities.HOLDERS)].value == "{{ role.holder }}"
    assert ws[first(activities.DEPUTIES)].value == "{{ role.stand_in }}"
    assert ws[first(activities.A_TOTALS)].value == '=COUNTIF(F14:F14,"A*")'
    assert ws[first(activities.R_TOTALS)].value == '=COUNTIF(F14:F14,"*R")'
    assert ws[first(activities.NEEDED)].value == "{% if line.client_acts %}Yes{% endif %}"
    assert book["Stage RACI"][first(stages.IDLE)].value.startswith('=IF(J8="",0,')
    assert book["BAU RACI"][first(run.ROLES)].value == "{{ role.name }}"
    assert book["Checks"]["C32"].value == "{{ role }}"
    assert any("SUM(F32:F32)" in text for text in texts(book["Checks"]))


def test_every_rule_has_a_row_and_those_that_can_be_counted_are_live(book: openpyxl.Workbook) -> None:
    ws = book["Checks"]
    rows = {ws[f"B{row}"].value: row for row in range(checks.FIRST, checks.FIRST + 15)}
    assert list(rows) == [*(f"RACI-{n:02}" for n in range(1, 13)), "RES-01", "RES-02", "RES-03"]
    live = {rule for rule, row in rows.items() if str(ws[f"F{row}"].value).startswith("=")}
    assert live == {f"RACI-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 11, 12)}
    assert {ws[f"E{row}"].value for rule, row in rows.items() if rule in live} == {"Live"}
    assert {ws[f"H{row}"].value[0] for rule, row in rows.items() if rule in live} == {"="}


def test_formulas_count_what_the_data_writes() -> None:
    named = checks._named()
    assert f'"{VACANT}"' in named
    assert f'"{NO_STAND_IN}"' in named


def test_counting_formulas_read_a_r_as_both() -> None:
    assert (letters("B2:B9", "A"), letters("B2:B9", "R"), letters("B2:B9", "C")) == (
        'COUNTIF(B2:B9,"A*")',
        'COUNTIF(B2:B9,"*R")',
        'COUNTIF(B2:B9,"C")',
    )
    # Empty cells of the rows that head a stage count neither as 0 nor as more than one.
    assert not_one("N2:N9") == 'COUNTIF(N2:N9,0)+COUNTIF(N2:N9,">1")'
    assert strange("B2:B9").startswith('COUNTA(B2:B9)-COUNTIF(B2:B9,"R")-')


@pytest.mark.parametrize("sheet", ["Activities", "BAU RACI"])
def test_wide_sheets_print_on_a3_with_their_heads_repeated(book: openpyxl.Workbook, sheet: str) -> None:
    ws = book[sheet]
    assert int(ws.page_setup.paperSize) == 8
    assert ws.print_title_rows
    assert ws.auto_filter.ref
    assert ws.freeze_panes


def test_the_activities_are_grouped_below_their_stage(book: openpyxl.Workbook) -> None:
    ws = book["Activities"]
    assert not ws.sheet_properties.outlinePr.summaryBelow
    assert [ws.row_dimensions[row].outlineLevel for row in (12, 14)] == [0, 1]


def test_the_chart_stacks_a_series_for_each_stage(book: openpyxl.Workbook) -> None:
    parts = BOOK.parts()
    chart = parts["xl/charts/chart1.xml"].decode()
    assert '<grouping val="stacked"' in chart or '<c:grouping val="stacked"' in chart
    values = re.findall(r"<(?:c:)?val>.*?<(?:c:)?f>(.*?)</", chart)
    assert values == [f"'Resources'!${column}$13" for column in "LMNOPQR"]
    names = re.findall(r"<(?:c:)?tx><(?:c:)?strRef><(?:c:)?f>(.*?)</", chart)
    assert names == [f"'Resources'!${column}$8" for column in "LMNOPQR"]
    assert "{{ resources.message }}" in chart


def test_person_days_are_shares_times_working_days(book: openpyxl.Workbook) -> None:
    ws = book["Resources"]
    assert ws["L13"].value == "=D13*D$11"
    assert ws["R13"].value == "=J13*J$11"
    assert ws["S13"].value == "=SUM(L13:R13)"
    assert ws["S15"].value == "=SUM(S13:S13)"
    assert book.defined_names["person_days"].attr_text == "'Resources'!$S$15"


def test_only_corrected_cells_will_carry_a_note(book: openpyxl.Workbook) -> None:
    noted = {
        cell.coordinate: cell.comment.text
        for row in book["Stage RACI"].iter_rows()
        for cell in row
        if cell.comment
    }
    assert noted == {"E8": "{{ line.notes[column.key] }}"}


def test_the_second_printed_page_of_the_activities_begins_with_a_stage(book: openpyxl.Workbook) -> None:
    ws = book["Activities"]
    (page_break,) = ws.row_breaks.brk
    assert ws[f"B{page_break.id - 1}"].value == '{%tr if group.id == "S5" %}'
    assert ws[f"B{page_break.id + 2}"].value == "{{ group.id }}"
