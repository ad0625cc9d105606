"""Rows whose height nobody fixed follow the texts that come to stand in them."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from docgen.engine.excel.heights import MOST_POINTS, Look
from docgen.engine.measure import wrapped_lines
from tests.unit.engine.excel.make import edited, part, saved

LONG = "The provider answers for every interruption of the service that it could have prevented. " * 3
SHEET = "xl/worksheets/sheet1.xml"
LINE = Look("Calibri", 11.0).line


def template(
    *, fixed: bool = False, wraps: bool = True, width: float = 30, merged: str = "", **cells: Any
) -> bytes:
    """Return a workbook of one row, 20 points high; its cells wrap, and its height is not fixed unless asked."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book["Sheet"]
    for reference, value in cells.items():
        sheet[reference] = value
        sheet[reference].alignment = Alignment(wrap_text=wraps, vertical="top")
        sheet[reference].font = Font(name="Calibri", size=11)
    if merged:
        sheet.merge_cells(merged)
    for letter in "ABC":
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[2].height = 20
    unfixed = edited(saved(book), {SHEET: lambda xml: xml.replace(' customHeight="1"', "", 1)})
    return saved(book) if fixed else unfixed


def heights(source: bytes, data: dict[str, Any]) -> list[str]:
    """Return the heights of the rendered rows as they are written, those of rows without one left out."""
    return re.findall(r'<row [^>]*?ht="([^"]*)"', part(source, data, SHEET))


def lines(text: str, characters: float) -> int:
    """Return the lines of a text in a column: 7 pixels a character (Calibri 11), 5 of them padding."""
    points = (int(characters * 7 + 0.5) - 5) * 0.75
    return wrapped_lines(text, width=points, points=11)


def test_a_row_keeps_its_height_for_a_text_of_one_line() -> None:
    assert heights(template(A2="{{ x }}"), {"x": "short"}) == ["20"]


def test_each_further_line_adds_a_line() -> None:
    wanted = 20 + (lines(LONG, 30) - 1) * LINE
    assert heights(template(A2="{{ x }}"), {"x": LONG}) == [f"{wanted:g}"]


def test_line_breaks_of_the_data_count() -> None:
    assert heights(template(A2="{{ x }}"), {"x": "a\nb\nc"}) == [f"{20 + 2 * LINE:g}"]


def test_the_fullest_cell_decides() -> None:
    found = heights(template(A2="{{ x }}", B2="{{ y }}"), {"x": "a\nb", "y": "a\nb\nc"})
    assert found == [f"{20 + 2 * LINE:g}"]


def test_text_around_a_tag_and_what_formulas_show_count_too() -> None:
    assert heights(template(A2="Said: {{ x }}!"), {"x": "a\nb"}) == [f"{20 + LINE:g}"]
    assert heights(template(A1="{{ x }}", A2='=A1&""'), {"x": "a\nb"}) == [f"{20 + LINE:g}"]


def test_each_round_of_a_loop_has_its_own_height() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(template(A1="{%tr for x in xs %}", A2="{{ x }}", A3="{%tr endfor %}"))
    )
    source = edited(saved(book), {SHEET: lambda xml: xml.replace(' customHeight="1"', "", 1)})
    assert heights(source, {"xs": ["a", "a\nb", "a\nb\nc"]}) == [f"{20 + at * LINE:g}" for at in range(3)]


def test_the_height_stays_unfixed_so_that_excel_goes_on_fitting_the_row() -> None:
    assert "customHeight" not in part(template(A2="{{ x }}"), {"x": LONG}, SHEET)


def test_a_fixed_height_stays() -> None:
    assert heights(template(fixed=True, A2="{{ x }}"), {"x": LONG}) == ["20"]


def test_a_text_that_does_not_wrap_takes_one_line() -> None:
    assert heights(template(wraps=False, A2="{{ x }}"), {"x": LONG}) == ["20"]


def test_numbers_do_not_wrap() -> None:
    assert heights(template(width=2, A2="{{ x }}"), {"x": 123456789}) == ["20"]


def test_a_merged_cell_has_the_width_of_all_its_columns() -> None:
    wanted = 20 + (wrapped_lines(LONG, width=(3 * 210 - 5) * 0.75, points=11) - 1) * LINE
    assert heights(template(merged="A2:C2", A2="{{ x }}"), {"x": LONG}) == [f"{wanted:g}"]


def test_a_cell_that_is_merged_over_rows_leaves_each_of_them_alone() -> None:
    assert heights(template(merged="A2:A9", A2="{{ x }}", B2="y"), {"x": LONG}) == ["20"]


def test_no_row_is_higher_than_excel_allows() -> None:
    assert heights(template(A2="{{ x }}"), {"x": "a\n" * 90}) == [f"{MOST_POINTS:g}"]


@pytest.mark.parametrize("columns", [1, 3])
def test_the_columns_of_a_loop_are_as_wide_as_the_one_they_came_from(columns: int) -> None:
    source = template(A2="x", B2="{{ c }}")
    book = openpyxl.load_workbook(io.BytesIO(source))
    sheet = book["Sheet"]
    sheet["A1"], sheet["C1"] = "{%tc for c in cs %}", "{%tc endfor %}"
    del sheet._cells[2, 1]
    source = edited(saved(book), {SHEET: lambda xml: xml.replace(' customHeight="1"', "", 1)})
    wanted = 20 + (lines(LONG, 30) - 1) * LINE
    assert heights(source, {"cs": ["short"] * (columns - 1) + [LONG]}) == [f"{wanted:g}"]
