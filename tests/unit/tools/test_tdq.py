"""The source of the questionnaire: its sheets, what each cell accepts, and what is locked."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from docgen.derive.questionnaire.tables import sheet_name
from tools.tdq import BOOK
from tools.tdq_parts.plan import (
    BLANK_ROWS,
    FIRST_QUESTION,
    KINDS,
    LAST_QUESTION,
    TABLE_BLANK,
    TABLE_BODY,
    TABLE_HEAD,
    TABLE_LAST,
    TABLE_STATE,
    Q,
    bank,
    letters,
    plans,
    tables_of,
)

AROUND = (
    ("Control", "Progress", "Figures", "Tables"),
    ("Sessions", "Findings", "Sign-off", "Lists", "Open items"),
)
_FUNCTION = re.compile(r"([A-Z]+)\(")
_CACHED = {
    "AND", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "IF", "IFERROR", "MAX", "MIN", "NOT", "OR", "SUM", "SUMIF",
}  # fmt: skip
"""Functions whose values the engine writes beside the formula; a link needs none."""


@cache
def template() -> Workbook:
    return load_workbook(io.BytesIO(BOOK.build()))


def question_row(sheet: Worksheet, kind: str) -> int:
    """Return the row of a kind of answer: the one after the tag that chooses it."""
    found = [row for row in range(1, LAST_QUESTION) if f"== '{kind}'" in str(sheet.cell(row, 2).value)]
    return found[-1] + 1


def validation(sheet: Worksheet, cell: str) -> DataValidation:
    return next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)


def formulas() -> list[tuple[str, str]]:
    return [
        (f"{sheet.title}!{cell.coordinate}", cell.value)
        for sheet in template()
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]


def test_each_domain_has_a_sheet_and_its_tables_follow_it() -> None:
    inner = [
        name
        for domain in bank().domains
        for name in (domain.id, *(sheet_name(plan.path) for plan in tables_of(domain)))
    ]
    assert template().sheetnames == [*AROUND[0], *inner, *AROUND[1]]


def test_every_column_that_the_bank_asks_for_is_on_its_table_with_its_key_above_on_a_hidden_row() -> None:
    for plan in plans():
        sheet = template()[sheet_name(plan.path)]
        assert sheet.row_dimensions[TABLE_HEAD - 1].hidden
        for key, letter in letters(plan).items():
            assert sheet[f"{letter}{TABLE_HEAD - 1}"].value == key
            assert f'row.cells["{key}"]' in sheet[f"{letter}{TABLE_BODY}"].value
            assert not sheet.column_dimensions[letter].hidden


def test_a_table_has_columns_of_its_own_names_and_blank_rows_to_write_into() -> None:
    for plan in plans():
        sheet = template()[sheet_name(plan.path)]
        (table,) = sheet.tables.values()
        names = [column.name for column in table.tableColumns] or [cell.value for cell in sheet[table.ref][0]]
        assert len({name.casefold() for name in names}) == len(names)
        assert TABLE_LAST - TABLE_BLANK + 1 == BLANK_ROWS >= 20
        assert table.ref.endswith(str(TABLE_LAST))
        assert sheet[f"B{TABLE_LAST}"].protection.locked is False


@pytest.mark.parametrize(
    ("kind", "accepts"),
    [
        ("text", "textLength"),
        ("whole", "whole"),
        ("decimal", "decimal"),
        ("date", "date"),
        ("choice", "list"),
    ],
)
def test_an_answer_accepts_only_its_own_kind(kind: str, accepts: str) -> None:
    for domain in bank().domains:
        sheet = template()[domain.id]
        rule = validation(sheet, f"{Q.answer}{question_row(sheet, kind)}")
        assert rule.type == accepts
        assert rule.errorStyle == "stop"


def test_a_number_is_held_within_the_limits_that_stand_in_its_own_row() -> None:
    sheet = template()["BUS"]
    row = question_row(sheet, "whole")
    rule = validation(sheet, f"{Q.answer}{row}")
    assert f"${Q.least}{row}" in rule.formula1
    assert f"${Q.most}{row}" in rule.formula2


def test_the_answer_that_counts_a_tables_rows_is_locked_and_the_others_are_open() -> None:
    for domain in bank().domains:
        sheet = template()[domain.id]
        for kind in KINDS:
            assert sheet[f"{Q.answer}{question_row(sheet, kind)}"].protection.locked is (kind == "table")


def test_every_sheet_is_protected_without_a_password_and_its_ids_and_paths_are_locked() -> None:
    for sheet in template():
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    for domain in bank().domains:
        row = question_row(template()[domain.id], "text")
        assert template()[domain.id][f"{Q.id}{row}"].protection.locked
        assert template()[domain.id][f"{Q.path}{row}"].protection.locked


def test_a_written_out_list_is_as_short_as_excel_demands() -> None:
    for sheet in template():
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list" and rule.formula1.startswith('"'):
                assert len(rule.formula1) - 2 <= 255


def test_formulas_use_only_functions_whose_values_the_engine_writes() -> None:
    for place, formula in formulas():
        bare = re.sub(r'"[^"]*"', '""', formula)
        used = set(_FUNCTION.findall(bare)) - {"HYPERLINK"}
        assert used <= _CACHED, f"{place}: {used - _CACHED}"


def test_formulas_point_only_at_sheets_that_exist_and_stay_below_excels_length() -> None:
    names = set(template().sheetnames)
    for place, formula in formulas():
        assert set(re.findall(r"'([^']+)'!", re.sub(r'"[^"]*"', '""', formula))) <= names, place
        assert len(formula) <= 8192


def test_the_counts_reach_over_every_row_of_questions() -> None:
    sheet = template()["Progress"]
    first = next(row for row in range(1, 40) if sheet.cell(row, 2).value == bank().domains[0].id)
    whole = f"${Q.state}${FIRST_QUESTION}:${Q.state}${LAST_QUESTION}"
    assert all(whole in str(sheet[f"{column}{first}"].value) for column in "FHIJ")


def test_the_chart_shows_each_domain_with_its_three_states() -> None:
    (chart,) = template()["Progress"]._charts
    assert len(chart.series) == 3
    rows = re.fullmatch(r"'Progress'!\$H\$(\d+):\$H\$(\d+)", chart.series[0].val.numRef.f)
    assert rows is not None
    assert int(rows[2]) - int(rows[1]) + 1 == len(bank().domains)


def test_every_sheet_prints_across_one_page() -> None:
    for sheet in template():
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1


def test_tables_print_upright_on_a4_or_on_a3_where_they_are_wide() -> None:
    for plan in plans():
        sheet = template()[sheet_name(plan.path)]
        widths = [sheet.column_dimensions[letter].width for letter in letters(plan).values()]
        page = (int(sheet.page_setup.paperSize), sheet.page_setup.orientation)
        assert page in ((9, "portrait"), (8, "landscape"))
        assert page == (8, "landscape") or sum(widths) <= 150


def test_the_lists_behind_the_drop_downs_are_hidden_and_never_printed() -> None:
    sheet = template()["Lists"]
    assert sheet.sheet_state == "hidden"
    assert sheet.print_area == "'Lists'!$A$1"


def test_rows_of_answers_follow_their_texts() -> None:
    sheet = template()["BUS"]
    row = (
        BOOK.parts()["xl/worksheets/sheet5.xml"].decode().split(f'<row r="{question_row(sheet, "text")}"')[1]
    )
    assert " ht=" in row.split(">")[0]
    assert "customHeight" not in row.split(">")[0]


def test_a_table_says_whether_its_questions_still_need_anybody() -> None:
    for plan in plans():
        sheet = template()[sheet_name(plan.path)]
        last = sheet.tables.values().__iter__().__next__().ref.rpartition(":")[2].rstrip("0123456789")
        state = sheet[f"{last}{TABLE_STATE}"].value
        assert all(f'"{question.id}"' in state for question in plan.questions)


def test_the_template_does_not_ask_for_a_calculation_on_opening() -> None:
    assert b"fullCalcOnLoad" not in BOOK.parts()["xl/workbook.xml"]


def test_the_template_is_the_same_each_time_it_is_built() -> None:
    assert BOOK.build() == BOOK.build()
