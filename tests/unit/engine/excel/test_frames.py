"""A sheet around its rows: spliced where nothing that it names has moved, moved where something has."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from lxml import etree
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName

from docgen.engine.excel.frame import Frame, Outlook, outlook_of_names, outlooks_of_frame
from docgen.engine.excel.growth import Axis, SheetGrowth
from docgen.engine.excel.markup import S_NS
from tests.unit.engine.excel.make import part, rendered, rows, saved

SHEET1 = "xl/worksheets/sheet1.xml"
# rows 1 to 3 stay, 4 is a loop's tag, 5 repeats, 6 ends the loop, 7 comes after
GROWN = Axis([(1, ()), (2, ()), (3, ()), (5, ((1, 0),)), (5, ((1, 1),)), (7, ())], size=7)


def growth(rows: Axis = GROWN, name: str = "S") -> SheetGrowth:
    return SheetGrowth(rows, Axis.still(5), "S", name)


def outlook(inner: str) -> Outlook:
    root = etree.fromstring(f'<worksheet xmlns="{S_NS}">{inner}</worksheet>')
    return outlooks_of_frame(root, {4, 6}, frozenset())[0]


def stays(inner: str) -> bool:
    own = growth()
    return outlook(inner).stays(own, {"S": (own,), "Other": (growth(Axis.still(9), "Other"),)})


@pytest.mark.parametrize(
    "inner",
    [
        "",
        '<sheetViews><sheetView topLeftCell="A3"><pane ySplit="3" topLeftCell="A4"/></sheetView></sheetViews>',
        '<sheetViews><sheetView><selection activeCell="B4" sqref="B4"/></sheetView></sheetViews>',
        '<cols><col min="1" max="16384"/></cols>',
        '<autoFilter ref="A3:E3"/>',
        '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
        '<rowBreaks><brk id="2"/></rowBreaks>',
        '<conditionalFormatting sqref="A1:A3"><cfRule><formula>A1="x"</formula></cfRule></conditionalFormatting>',
        '<dataValidation sqref="B2"><formula1>Other!$A$1:$A$9</formula1></dataValidation>',
        '<dimension ref="A1:E99"/>',
    ],
)
def test_a_frame_that_names_only_what_stays_is_spliced(inner: str) -> None:
    assert stays(inner)


@pytest.mark.parametrize(
    "inner",
    [
        '<sheetViews><sheetView><pane ySplit="5" topLeftCell="A6"/></sheetView></sheetViews>',
        '<sheetViews><sheetView><selection activeCell="B7" sqref="B7"/></sheetView></sheetViews>',
        '<autoFilter ref="A3:E5"/>',
        '<mergeCells><mergeCell ref="A7:C7"/></mergeCells>',
        '<rowBreaks><brk id="7"/></rowBreaks>',
        '<conditionalFormatting sqref="A1:A3"><cfRule><formula>$A$7="x"</formula></cfRule></conditionalFormatting>',
        '<hyperlinks><hyperlink ref="A1" location="S!A7"/></hyperlinks>',
        '<hyperlinks><hyperlink ref="A1" location="Gone!A1"/></hyperlinks>',
        '<dataValidation sqref="B2"><formula1>Team[Name]</formula1></dataValidation>',
        '<conditionalFormatting sqref="1:1048576"><cfRule/></conditionalFormatting>',
        '<autoFilter ref="nonsense"/>',
    ],
)
def test_a_frame_that_names_what_moved_or_may_have_moved_is_moved(inner: str) -> None:
    assert not stays(inner)


def test_a_sheet_that_did_not_grow_holds_its_frame_whatever_it_names() -> None:
    own = growth(Axis.still(7))
    assert outlook('<autoFilter ref="A1:E700"/>').stays(own, {"S": (own,)})


def test_what_names_a_sheet_of_another_name_is_moved() -> None:
    link = '<hyperlinks><hyperlink ref="A1" location="S!A1"/></hyperlinks>'
    own = growth(name="Renamed")
    assert not outlook(link).stays(own, {"S": (own,)})
    assert not outlook(link).stays(own, {"S": (own, growth())})


def test_names_that_look_above_the_loop_stay() -> None:
    names = '<definedNames><definedName name="a">S!$A$1:$C${}</definedName></definedNames>'
    for last, expected in ((3, True), (5, False)):
        root = etree.fromstring(f'<workbook xmlns="{S_NS}">{names.format(last)}</workbook>')
        assert outlook_of_names(root).stays(None, {"S": (growth(),)}) is expected


@pytest.mark.parametrize("rows_xml", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
def test_a_frame_is_cut_at_its_rows_and_its_range(rows_xml: str) -> None:
    frame = Frame.cut(f'<worksheet><dimension ref="A1"/>{rows_xml}<pageMargins/></worksheet>')
    made = b"".join(frame.around("B2:C9", ["<row/>", "<row/>"]))
    assert made == (
        b'<worksheet><dimension ref="B2:C9"/><sheetData><row/><row/></sheetData><pageMargins/></worksheet>'
    )


def test_a_frame_without_a_range_gets_none() -> None:
    made = b"".join(Frame.cut("<worksheet><sheetData/></worksheet>").around("A1:C9", []))
    assert made == b"<worksheet><sheetData></sheetData></worksheet>"


def test_rules_above_a_loop_stay_and_those_in_it_follow() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    listed = rows(["head"], ["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"], ["end"])
    for reference, value in listed.items():
        sheet[reference] = value
    sheet.freeze_panes = "A2"
    sheet.conditional_formatting.add("A1", FormulaRule(formula=['A1="x"']))
    above = part(saved(book), {"xs": [1, 2]}, SHEET1)
    assert re.findall(r'sqref="([^"]*)"', above)[-1] == "A1"
    assert 'topLeftCell="A2"' in above
    sheet.conditional_formatting.add("A3", FormulaRule(formula=["A3>1"]))
    within = part(saved(book), {"xs": [1, 2]}, SHEET1)
    assert 'sqref="A2:A3"' in within


def test_names_of_a_workbook_rendered_twice_follow_each_rendering() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    listed = rows(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"], ["end"])
    for reference, value in listed.items():
        sheet[reference] = value
    book.defined_names["last"] = DefinedName("last", attr_text="S!$A$4")
    for count in (1, 3, 1):
        made = rendered(saved(book), {"xs": list(range(count))})
        assert made.defined_names["last"].attr_text == f"S!$A${count + 1}"


def test_a_workbook_whose_names_stay_lists_its_sheets_each_time() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active["A1"], book.active["A2"] = "{{ x }}", "=A1"
    template = saved(book)
    for value in (1, "text", 2):
        made = openpyxl.load_workbook(io.BytesIO(saved(rendered(template, {"x": value}))))
        assert made.sheetnames == ["S"]
