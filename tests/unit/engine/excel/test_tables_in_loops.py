"""Tables that stand in a loop: one for each round, called and referred to as their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

from docgen.engine import Template
from tests.unit.engine.excel.judged import found_faulty, needs_judges
from tests.unit.engine.excel.make import grid, rendered, rows, saved, workbook

GROUPS = rows(
    ["{%tr for g in groups %}"],
    ["{{ g.name }}"],
    ["Item", "Cost", "Twice"],
    ["{%tr for i in g.lines %}"],
    ["{{ i.what }}", "{{ i.cost }}", "=Items[[#This Row],[Cost]]*2"],
    ["{%tr endfor %}"],
    ["Subtotal", "=SUM(Items[Cost])", '=COUNTIF(Items[Cost],">1")'],
    ["{%tr endfor %}"],
    ["Total", "=SUM(Items[Cost])", '=COUNTIF(Items[Cost],">1")'],
)


def groups(*sizes: int) -> dict[str, Any]:
    """Return groups of so many lines; the costs count on from 1."""
    costs = iter(range(1, sum(sizes) + 1))
    return {
        "groups": [
            {"name": f"G{at}", "lines": [{"what": f"line {n}", "cost": next(costs)} for n in range(size)]}
            for at, size in enumerate(sizes, 1)
        ]
    }


def template(**sheets: Any) -> bytes:
    """Return a workbook whose sheet S holds a table in the loop over groups."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(**{"S": GROUPS, **sheets})))
    book["S"].add_table(Table(displayName="Items", ref="A3:C6"))
    return saved(book)


ONLY_SUMS = GROUPS | {"C9": None}
"""Without the count over all tables, which is an error where there is none."""


def tables(book: openpyxl.Workbook) -> dict[str, str]:
    return {name: ref for sheet in book for name, ref in sheet.tables.items()}


def test_each_round_has_a_table_of_its_own() -> None:
    book = rendered(template(), groups(2, 1, 3))
    assert tables(book) == {"Items": "A2:C4", "Items_2": "A7:C8", "Items_3": "A11:C14"}
    ids = [table.id for table in book["S"].tables.values()]
    assert len(set(ids)) == 3


def test_a_formula_in_a_round_means_the_table_of_its_round_and_one_below_all_of_them() -> None:
    found = grid(rendered(template(), groups(2, 1)))
    assert [row[1] for row in found if row[0] == "Subtotal"] == ["=SUM(Items[Cost])", "=SUM(Items_2[Cost])"]
    assert [row[2] for row in found if str(row[0]).startswith("line")] == [
        "=Items[[#This Row],[Cost]]*2",
        "=Items[[#This Row],[Cost]]*2",
        "=Items_2[[#This Row],[Cost]]*2",
    ]
    assert found[-1] == ("Total", "=SUM(Items[Cost],Items_2[Cost])", '=COUNTIF($B$3:$B$8,">1")')


def test_formulas_over_such_tables_carry_their_values() -> None:
    found = grid(rendered(template(), groups(2, 1, 3), values=True))
    assert [row[1] for row in found if row[0] == "Subtotal"] == [3, 3, 15]
    assert found[-1][1] == 21


def test_one_area_from_the_first_table_to_the_last_takes_in_what_stands_between() -> None:
    found = grid(rendered(template(), groups(2, 1, 3), values=True))
    held = [row[1] for row in found[2:-2] if isinstance(row[1], int)]
    assert found[-1][2] == sum(value > 1 for value in held)


def test_a_group_without_lines_keeps_a_blank_row_in_its_table() -> None:
    book = rendered(template(), groups(1, 0))
    assert tables(book) == {"Items": "A2:C3", "Items_2": "A6:C7"}
    assert grid(rendered(template(), groups(1, 0), values=True))[-1] == ("Total", 1, 0)


def test_without_a_round_there_is_no_table_and_a_total_of_zero() -> None:
    out = Template.open(template()).render({"groups": []})
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert not [name for name in archive.namelist() if "/tables/" in name]
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        related = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    assert "tablePart" not in sheet
    assert "table" not in related.replace("Relationships", "")
    assert "/xl/tables/" not in types
    assert grid(openpyxl.load_workbook(io.BytesIO(out)))[-1][:2] == ("Total", "=SUM(0)")


def test_a_header_with_a_tag_of_the_loop_names_the_column_of_its_round() -> None:
    sheet = dict(GROUPS) | {
        "B3": "{{ g.name }} cost",
        "B7": None,
        "C7": None,
        "B9": None,
        "C9": None,
        "C5": 5,
    }
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=sheet)))
    book["S"].add_table(Table(displayName="Items", ref="A3:C6"))
    found = rendered(saved(book), groups(1, 1))["S"].tables
    assert [table.column_names for table in found.values()] == [
        ["Item", "G1 cost", "Twice"],
        ["Item", "G2 cost", "Twice"],
    ]


def test_another_sheet_sees_the_tables_of_all_rounds() -> None:
    sheet = {
        "A1": "=SUM(Items[Cost])",
        "A2": '=SUMIF(Items[Item],"line 0",Items[Cost])',
        "A3": "=ROWS(Items)",
    }
    book = rendered(template(Sum=sheet), groups(2, 2))
    assert [row[0] for row in grid(book, "Sum")][:2] == [
        "=SUM(Items[Cost],Items_2[Cost])",
        '=SUMIF(S!$A$3:$A$9,"line 0",S!$B$3:$B$9)',
    ]
    assert grid(rendered(template(Sum=sheet), groups(2, 2), values=True), "Sum")[:2] == [(10,), (4,)]


SITES = {
    "sites": [
        {"name": "Perth", **groups(1, 2)},
        {"name": "Hobart", "groups": []},
        {"name": "Cairns", **groups(1)},
    ]
}


def looped_sheets() -> bytes:
    cells = {key: value for key, value in ONLY_SUMS.items() if key != "A1"}
    cells |= {"A1": "{%tr for g in s.groups %}"}
    shifted = {f"{key[0]}{int(key[1:]) + 1}": value for key, value in cells.items()}
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook(Sum={"A1": "=SUM(Items[Cost])"}, S={"A1": "{%sheet for s in sites %}", **shifted})
        )
    )
    book["S"].add_table(Table(displayName="Items", ref="A4:C7"))
    book["S"].title = "{{ s.name }}"
    return saved(book)


def test_tables_in_loops_on_looped_sheets_are_all_their_own() -> None:
    book = rendered(looped_sheets(), SITES)
    assert tables(book) == {"Items": "A2:C3", "Items_2": "A6:C8", "Items_3": "A2:C3"}
    assert grid(book, "Sum") == [("=SUM(Items[Cost],Items_2[Cost],Items_3[Cost])",)]
    assert grid(rendered(looped_sheets(), SITES, values=True), "Sum") == [(7,)]
    assert grid(book, "Cairns")[-1][1] == "=SUM(Items_3[Cost])"
    assert grid(book, "Hobart")[-1][1] == "=SUM(0)"


def test_a_totals_row_and_a_calculated_column_come_in_every_round() -> None:
    sheet = dict(GROUPS) | {"A7": "Sum", "B7": "=SUBTOTAL(109,Items[Cost])", "C7": None}
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=sheet)))
    table = Table(displayName="Items", ref="A3:C7", totalsRowCount=1)
    table.tableColumns = [
        TableColumn(id=1, name="Item", totalsRowLabel="Sum"),
        TableColumn(id=2, name="Cost", totalsRowFunction="sum"),
        TableColumn(
            id=3, name="Twice", calculatedColumnFormula=TableFormula(attr_text="Items[[#This Row],[Cost]]*2")
        ),
    ]
    book["S"].add_table(table)
    found = rendered(saved(book), groups(2, 1))
    assert tables(found) == {"Items": "A2:C5", "Items_2": "A7:C9"}
    formulas = [each.tableColumns[2].calculatedColumnFormula.attr_text for each in found["S"].tables.values()]
    assert formulas == ["Items[[#This Row],[Cost]]*2", "Items_2[[#This Row],[Cost]]*2"]
    assert grid(found)[8][1] == "=SUBTOTAL(109,Items_2[Cost])"


@needs_judges
def test_the_judges_find_such_workbooks_sound(tmp_path: Path) -> None:
    made = {
        "none": (template(S=ONLY_SUMS), groups()),
        "some": (template(), groups(2, 0, 3)),
        "sites": (looped_sheets(), SITES),
    }
    assert found_faulty(made, tmp_path) == []
