"""An outline of a workbook shows what a reader of its sheets would see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.office.outline_xlsx import outline, texts


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    made.properties.title = "A title"
    sheet = made.active
    sheet.title = "Costs"
    for row in (["Item", "Cost"], ["a\nb", 5], ["c", date(2027, 3, 16)], [None, "=SUM(B2:B3)"]):
        sheet.append(row)
    sheet.merge_cells("D1:E1")
    sheet.add_table(Table(displayName="Costs_1", ref="A1:B3"))
    rule = DataValidation(type="list", formula1='"yes,no"')
    rule.add("C2")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("B2:B3", CellIsRule(operator="greaterThan", formula=["6"]))
    sheet["A1"].comment = Comment("why", "who")
    sheet["C1"].hyperlink = "https://example.com/"
    sheet.print_title_rows, sheet.freeze_panes = "1:1", "A2"
    sheet.oddFooter.right.text = "Page &P"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
    sheet.add_chart(chart, "G2")
    made.create_sheet("Lists").sheet_state = "hidden"
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


def test_an_outline_shows_cells_formulas_and_what_stands_on_ranges(book: Path) -> None:
    lines = outline(book).splitlines()
    assert lines[:3] == ["properties", "  title: A title", "  creator: openpyxl"]
    assert lines[4:] == [
        "sheet Costs: A1:E4",
        "  page: paper None, None, as is",
        "  rows: $1:$1",
        "  panes: A2",
        "  oddFooter right: Page &P",
        "  1: Item | Cost | https://example.com/",
        "  2: a / b | 5",
        "  3: c | 2027-03-16",
        "  4:  | =SUM(B2:B3) → ?",
        "  merge: D1:E1",
        "  table Costs_1: A1:B3, totals 0",
        '  validation: C2: list  "yes,no"',
        "  format: B2:B3: cellIs greaterThan 6",
        "  comment: A1: why",
        "  link: C1: https://example.com/",
        "  chart: BarChart at 2/7: 'Costs'!$B$2:$B$3",
        "",
        "sheet Lists (hidden): A1:A1",
        "  page: paper None, None, as is",
    ]


def test_texts_are_those_of_cells_names_comments_and_margins_as_they_are(book: Path) -> None:
    found = texts(book)
    assert {"A title", "Costs", "Lists", "a\nb", "why", "Page &P"} <= set(found)
    assert not {"5", "=SUM(B2:B3)"} & set(found)
