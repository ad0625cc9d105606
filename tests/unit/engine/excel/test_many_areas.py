"""References to several areas at once: over sheets, unions, tables of copied sheets. No wrong value stands there."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests.unit.engine.excel.judged import found_faulty, needs_judges
from tests.unit.engine.excel.make import cells, grid, part, rendered, rows, saved, workbook

# what LibreOffice is asked too: of these the engine knows no value, or the same one
FORMULAS = (
    "SUM(One:Three!A1)", "SUM('One:Three'!A1:A2)", "SUM((A1,A3))", "SUM({1,2;3,4})", "SUM(A1:A2,{5,6})",
    "SUM(A1:A2 A2:A3)", "SUM(A1:INDEX(A1:A3,2))", "COUNT(One:Three!A1)", "MAX(({1,9,3}))", "SUM(A1:A2:A3)",
    "SUMPRODUCT(A1:A3*{1;2;3})", "AVERAGE(One:Three!A1,100)", "SUM(OFFSET(A1,0,0,2,1))", "SUM(INDIRECT(\"A1:A2\"))",
    "MATCH(4,{1,4,9},0)", "SUM((One!A1,A2))",
)  # fmt: skip
COLUMN = {"A1": "{{ n }}", "A2": 20, "A3": 40}


def formula_book() -> bytes:
    sheets = {name: {"A1": value, "A2": value} for name, value in (("One", 1), ("Two", 2), ("Three", 4))}
    asked = {f"C{row}": f"={formula}" for row, formula in enumerate(FORMULAS, 1)}
    return workbook(**sheets, S=COLUMN | asked)


@pytest.mark.parametrize("row", range(1, 17))
def test_what_is_not_one_area_is_left_without_a_value(row: int) -> None:
    assert rendered(formula_book(), {"n": 10}, values=True)["S"].cell(row, 3).value is None


def test_a_workbook_with_such_a_formula_asks_for_a_calculation() -> None:
    assert 'fullCalcOnLoad="1"' in part(formula_book(), {"n": 10}, "xl/workbook.xml")


SITES = {
    "sites": [{"name": name, "n": numbers} for name, numbers in (("A b", [1, 2]), ("C", []), ("D", [5]))]
}


def looped(**front: str) -> bytes:
    """Return a workbook with a sheet for each site, a table of its numbers on it, and formulas on a sheet before."""
    sheet = rows(
        ["{%sheet for s in sites %}"],
        ["N"],
        ["{%tr for n in s.n %}"],
        ["{{ n }}"],
        ["{%tr endfor %}"],
        ["=SUM(Numbers[N])"],
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook(Front=front, Site=sheet, End={"A1": 1})))
    book["Site"].add_table(Table(displayName="Numbers", ref="A2:A5"))
    book["Site"].title = "{{ s.name }}"
    return saved(book)


def test_a_total_over_a_table_covers_its_copies_on_all_looped_sheets() -> None:
    template = looped(A1="=SUM(Numbers[N])", A2="=COUNT(Numbers[N])", A3="=MAX(Numbers[N])")
    assert grid(rendered(template, SITES), "Front") == [
        ("=SUM(Numbers[N],Numbers_2[N],Numbers_3[N])",),
        ("=COUNT(Numbers[N],Numbers_2[N],Numbers_3[N])",),
        ("=MAX(Numbers[N],Numbers_2[N],Numbers_3[N])",),
    ]
    assert grid(rendered(template, SITES, values=True), "Front") == [(8,), (3,), (5,)]


def test_each_copy_means_its_own_table() -> None:
    book = rendered(looped(), SITES)
    assert [grid(book, name)[-1][0] for name in ("A b", "C", "D")] == [
        "=SUM(Numbers[N])",
        "=SUM(Numbers_2[N])",
        "=SUM(Numbers_3[N])",
    ]


def test_without_a_copy_a_total_over_the_table_is_zero() -> None:
    assert grid(rendered(looped(A1="=SUM(Numbers[N])"), {"sites": []}, values=True), "Front") == [(0,)]


def test_where_one_area_is_wanted_it_is_that_of_the_first_copy() -> None:
    found = grid(rendered(looped(A1='=COUNTIF(Numbers[N],">0")'), SITES), "Front")
    assert found == [('=COUNTIF(Numbers[N],">0")',)]


def test_a_span_of_sheets_takes_the_copies_between_them_in() -> None:
    looping = rows(["{%sheet for s in sites %}", 7], ["{{ s.name }}"])
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(Front={"A1": "=SUM(Site:End!B1)"}, Site=looping, End={"B1": 1}))
    )
    book["Site"].title, book["Front"]["A1"] = "{{ s.name }}", "=SUM('{{ s.name }}:End'!B1)"
    found = rendered(saved(book), SITES)
    assert grid(found, "Front") == [("=SUM('A b:End'!B1)",)]


def test_a_span_of_sheets_that_grew_differently_lists_the_cells_of_each() -> None:
    template = looped(A1="=SUM('{{ s.name }}:End'!A4)")
    assert grid(rendered(template, SITES), "Front") == [("=SUM('A b'!A2:A3,'C'!A2,D!A2,End!A4)",)]
    assert grid(rendered(template, SITES, values=True), "Front") == [(8,)]


def test_more_areas_than_a_function_takes_become_one_argument() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{{ x }}"], ["gap"], ["{%tr endfor %}"], ["=SUM(A2:A2)"])
    found = cells(workbook(S=sheet), {"xs": [1] * 300})[-1][0]
    assert found.startswith("=SUM((A1:A1,A3:A3,")
    assert cells(workbook(S=sheet), {"xs": [1] * 300}, values=True)[-1][0] is None


@needs_judges
def test_libreoffice_denies_no_value(tmp_path: Path) -> None:
    front = {"A1": "=SUM(Numbers[N])", "A2": "=COUNT(Numbers[N])", "A3": '=COUNTIF(Numbers[N],">0")'}
    made = {"areas": (formula_book(), {"n": 10}), "copies": (looped(**front), SITES)}
    assert found_faulty(made, tmp_path) == []
