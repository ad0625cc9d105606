"""The structural rules for workbooks find what they are for: a sound workbook with one fault put into it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.office import judges, ranges_xlsx, structure_package, structure_xlsx
from tests.office.package import open_package
from tests.office.seeding import SHOWN_FOR_ALL, Edit, Fault, each_fault, seeded, swap
from tests.office.sheets import S, s

BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
STYLES, TABLE = "xl/styles.xml", "xl/tables/table1.xml"
COMMENTS = "xl/comments/comment1.xml"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that breaks no rule and uses what the rules are about."""
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Items"
    for row in (["Item", "Cost"], ["a", 5], ["b", 7], ["Sum", "=SUM(B2:B3)"], [" padded", True]):
        sheet.append(row)
    sheet["D1"], sheet["D2"] = "=CONCATENATE(A2,A3)", "=Items!B2+Other!A1"
    sheet["A1"].font = Font(bold=True, size=12, color="FF112233")
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["C"].width = 9
    sheet.merge_cells("F1:G2")
    sheet.merge_cells("F4:G5")
    table = Table(displayName="Items_1", ref="A1:B4", totalsRowCount=1)
    table._initialise_columns()
    for column, name in zip(table.tableColumns, ("Item", "Cost"), strict=True):
        column.name = name
    table.autoFilter.ref = "A1:B3"
    sheet.add_table(table)
    choices = DataValidation(type="list", formula1='"R,A,C,I"')
    choices.add("B2:B3")
    sheet.add_data_validation(choices)
    fill = PatternFill(bgColor="FFEE0000")
    sheet.conditional_formatting.add("B2:B3", CellIsRule(operator="greaterThan", formula=["6"], fill=fill))
    sheet["A2"].comment = Comment("why", "who")
    book.create_sheet("Other")["A1"] = 1
    book.defined_names["Costs"] = DefinedName("Costs", attr_text="Items!$B$2:$B$3")
    sheet.print_area = "A1:B4"
    book.save(path)
    return in_order(path)


def in_order(path: Path) -> Path:
    """Order what openpyxl leaves in a font out of order."""
    order = ["b", "i", "sz", "color", "name", "family", "scheme"]

    def edit(raw: bytes) -> bytes:
        root = etree.fromstring(raw)
        for font in root.iter(s("font")):
            font[:] = sorted(font, key=lambda child: order.index(etree.QName(child).localname))
        return etree.tostring(root)

    return seeded(path, path.parent, STYLES, edit)


def test_a_sound_workbook_has_no_fault(sound: Path) -> None:
    assert structure_xlsx.faults(sound) == ()


def test_the_open_xml_sdk_judges_workbooks_too(office: None, sound: Path, tmp_path: Path) -> None:
    damaged = seeded(sound, tmp_path, SHEET, swap(b"<sheetData>", b"<sheetDatum/><sheetData>"))
    verdicts = judges.validate([sound, damaged])
    assert verdicts[sound] == ()
    assert any("sheetDatum" in error for error in verdicts[damaged])


LONG = b"x" * 32_768
FAULTS: list[Fault] = [
    (structure_package.every_part_is_well_formed, SHEET, swap(b"padded", b"pad&#11;ded")),
    (
        structure_package.every_part_has_a_content_type,
        "[Content_Types].xml",
        swap(b"/xl/styles.xml", b"/xl/other.xml"),
    ),
    (structure_package.relationships_lead_somewhere, SHEET, swap(b'r:id="rId1"', b'r:id="rId9"')),
    (structure_xlsx.sheet_names_are_legal_and_unique, BOOK, swap(b'name="Other"', b'name="items"')),
    (structure_xlsx.sheet_names_are_legal_and_unique, BOOK, swap(b'name="Other"', b'name="A/B"')),
    (
        structure_xlsx.sheet_names_are_legal_and_unique,
        BOOK,
        swap(b'name="Other"', b'name="' + b"x" * 32 + b'"'),
    ),
    (structure_xlsx.one_sheet_is_to_be_seen, BOOK, swap(b'activeTab="0"', b'activeTab="2"')),
    (
        structure_xlsx.one_sheet_is_to_be_seen,
        BOOK,
        lambda raw: raw.replace(b'state="visible"', b'state="hidden"'),
    ),
    (structure_xlsx.defined_names_are_valid, BOOK, swap(b'name="Costs"', b'name="A1"')),
    (structure_xlsx.defined_names_are_valid, BOOK, swap(b'name="Costs"', b'name="Co sts"')),
    (structure_xlsx.defined_names_are_valid, BOOK, swap(b"Items!$B$2:$B$3", b"Gone!$B$2")),
    (structure_xlsx.defined_names_are_valid, BOOK, swap(b'localSheetId="0"', b'localSheetId="7"')),
    (structure_xlsx.rows_and_cells_stand_in_order, SHEET, swap(b'<row r="2"', b'<row r="1"')),
    (structure_xlsx.rows_and_cells_stand_in_order, SHEET, swap(b'<c r="A2"', b'<c r="D2"')),
    (structure_xlsx.rows_and_cells_stand_in_order, SHEET, swap(b'<c r="A2"', b'<c r="A7"')),
    (structure_xlsx.the_dimension_is_true, SHEET, swap(b'<dimension ref="A1:G5"', b'<dimension ref="A1:B5"')),
    (
        structure_xlsx.the_dimension_is_true,
        SHEET,
        swap(b'<dimension ref="A1:G5"', b'<dimension ref="A1:G99"'),
    ),
    (structure_xlsx.values_are_what_their_type_says, SHEET, swap(b"<v>5</v>", b"<v>NaN</v>")),
    (structure_xlsx.values_are_what_their_type_says, SHEET, swap(b"<v>5</v>", b"<v>1e999</v>")),
    (structure_xlsx.values_are_what_their_type_says, SHEET, swap(b't="n"><v>5</v>', b't="s"><v>5</v>')),
    (structure_xlsx.values_are_what_their_type_says, SHEET, swap(b't="b"><v>1</v>', b't="b"><v>TRUE</v>')),
    (structure_xlsx.texts_are_short_enough, SHEET, swap(b" padded", LONG)),
    (structure_xlsx.spaces_at_the_edge_are_kept, SHEET, swap(b' xml:space="preserve"', b"")),
    (structure_xlsx.columns_are_described_once, SHEET, swap(b'min="3" max="3"', b'min="1" max="3"')),
    (structure_xlsx.formulas_parse, SHEET, swap(b"<f>SUM(B2:B3)</f>", b"<f>SUM(B2:B3</f>")),
    (structure_xlsx.formulas_parse, SHEET, swap(b"<f>SUM(B2:B3)</f>", b"<f>=SUM(B2:B3)</f>")),
    (structure_xlsx.formulas_parse, SHEET, swap(b"<f>SUM(B2:B3)</f>", b'<f>"open</f>')),
    (structure_xlsx.formulas_parse, SHEET, swap(b"<f>CONCATENATE(", b"<f>CONCAT(")),
    (structure_xlsx.formulas_parse, SHEET, swap(b"Other!A1", b"Gone!A1")),
    (
        structure_xlsx.shared_formulas_have_a_first_cell,
        SHEET,
        swap(b"<f>SUM(B2:B3)</f>", b'<f t="shared" si="0"/>'),
    ),
    (ranges_xlsx.merges_do_not_overlap, SHEET, swap(b'ref="F4:G5"', b'ref="G2:G5"')),
    (ranges_xlsx.merges_do_not_overlap, SHEET, swap(b'ref="F4:G5"', b'ref="F4"')),
    (
        ranges_xlsx.ranges_are_ranges,
        SHEET,
        swap(b'<conditionalFormatting sqref="B2:B3"', b'<conditionalFormatting sqref=""'),
    ),
    (
        ranges_xlsx.ranges_are_ranges,
        SHEET,
        swap(b'sqref="B2:B3" showDropDown', b'sqref="B3:B2" showDropDown'),
    ),
    (ranges_xlsx.written_lists_are_short_enough, SHEET, swap(b"R,A,C,I", b"," * 256)),
    (ranges_xlsx.comments_have_a_drawing_and_a_cell_each, SHEET, swap(b"<legacyDrawing", b"<oldDrawing")),
    (ranges_xlsx.comments_have_a_drawing_and_a_cell_each, COMMENTS, swap(b'ref="A2"', b'ref="A0"')),
    (ranges_xlsx.tables_have_rows_and_heads, TABLE, swap(b'name="Cost"', b'name="Item"')),
    (ranges_xlsx.tables_have_rows_and_heads, TABLE, swap(b'name="Cost"', b'name="Price"')),
    (ranges_xlsx.tables_have_rows_and_heads, TABLE, swap(b'ref="A1:B4"', b'ref="A1:C4"')),
    (ranges_xlsx.tables_have_rows_and_heads, TABLE, swap(b'ref="A1:B4"', b'ref="A1:B2"')),
    (
        ranges_xlsx.tables_have_rows_and_heads,
        TABLE,
        swap(b'<autoFilter ref="A1:B3"', b'<autoFilter ref="A1:B4"'),
    ),
    (
        ranges_xlsx.tables_are_named_apart,
        TABLE,
        swap(b'displayName="Items_1"', b'displayName="costs"'),
    ),
    (ranges_xlsx.tables_are_apart, SHEET, swap(b'ref="F4:G5"', b'ref="B4:C5"')),
    (ranges_xlsx.style_indexes_exist, SHEET, swap(b' s="1"', b' s="99"')),
    (ranges_xlsx.style_indexes_exist, SHEET, swap(b'dxfId="0"', b'dxfId="9"')),
    (ranges_xlsx.style_indexes_exist, STYLES, swap(b'fontId="1"', b'fontId="9"')),
    (
        ranges_xlsx.fonts_are_in_order,
        STYLES,
        swap(b'<b val="1"/><sz val="12"/>', b'<sz val="12"/><b val="1"/>'),
    ),
]


@each_fault(FAULTS)
def test_a_fault_put_in_is_found_by_its_rule(
    sound: Path, tmp_path: Path, rule: structure_package.Rule, part: str, edit: Edit
) -> None:
    package = open_package(seeded(sound, tmp_path, part, edit))
    assert list(rule(package))


def test_a_chain_that_names_a_cell_without_a_formula_is_found(sound: Path) -> None:
    package = open_package(sound)
    chain = f'<calcChain xmlns="{S}"><c r="B4" i="1"/><c r="{{}}"/></calcChain>'
    for cell, count in (("D1", 0), ("B2", 1)):
        package.trees["xl/calcChain.xml"] = etree.fromstring(chain.format(cell))
        assert len(list(structure_xlsx.the_calculation_chain_names_formulas(package))) == count


def test_every_rule_has_a_fault_that_shows_it() -> None:
    shown = {rule for rule, _, _ in FAULTS}
    elsewhere = SHOWN_FOR_ALL | {structure_xlsx.the_calculation_chain_names_formulas}
    assert shown | elsewhere == set(structure_xlsx.RULES)
