"""The kit that the built-in Excel templates are written with."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree

from docgen.engine.theme import contrast
from tools.kit.palette import PALETTE
from tools.kit.theme import theme_part
from tools.kit_xlsx import (
    Book,
    ControlPage,
    Entry,
    Legend,
    Volume,
    add_table,
    control_sheet,
    one_of,
    open_items_sheet,
)
from tools.kit_xlsx.colours import colour
from tools.kit_xlsx.rules import LETTERS, STATUS_GLYPHS
from tools.kit_xlsx.styles import STYLES

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PAGE = ControlPage(
    promise="Promise",
    figures=(("{{ a }}", "first"), ("=1+1", "second")),
    reading="Letters",
    legend=(Legend("A", "House Letter A", "Accountable", "Answers."),),
    sheets=(Entry("Data", "What it is for"),),
    notes=("Note.",),
)


def data(volume: Volume) -> None:
    sheet = volume.sheet("Data", (2.5, 10, 20), paper="A3", title_rows="4:4")
    sheet.title("Data", "Lead", last="C")
    head = sheet.line(("No.", "House Head"), ("Text", "House Head"))
    sheet.tag("for x in xs")
    body = sheet.line(("{{ x.id }}", "House Ref"), ("{{ x.text }}", "House Input"), height=None, level=1)
    sheet.tag("endfor")
    add_table(sheet, "tblData", f"B{head}:C{body}")
    one_of(sheet, f"C{body}", ("yes", "no"))
    volume.name("texts", sheet, f"$C${body}")
    sheet.finish(last="C", freeze="B5")


BOOK = Book(
    code="T", version="1.2", fill=(lambda volume: control_sheet(volume, PAGE), data, open_items_sheet)
)


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return BOOK.parts()


@pytest.fixture(scope="module")
def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(BOOK.build()))


def test_the_same_source_gives_the_same_bytes() -> None:
    assert BOOK.build() == BOOK.build()


def test_the_package_begins_with_its_content_types_and_bears_no_real_date() -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK.build())) as package:
        infos = package.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_come_from_the_data_and_name_no_time(parts: dict[str, bytes]) -> None:
    core = parts["docProps/core.xml"].decode()
    assert "{{ doc.title }}" in core
    assert "created" not in core
    assert "openpyxl" not in core + parts["docProps/app.xml"].decode()


def test_the_theme_is_the_same_as_in_word(parts: dict[str, bytes]) -> None:
    assert parts["xl/theme/theme1.xml"] == theme_part().encode()


def test_the_children_of_a_font_are_in_the_order_of_the_schema(parts: dict[str, bytes]) -> None:
    order = ["b", "i", "sz", "color", "name", "family", "scheme"]
    fonts = etree.fromstring(parts["xl/styles.xml"]).iter(f"{MAIN}font")
    for font in fonts:
        places = [order.index(etree.QName(child).localname) for child in font]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("token", "theme", "tint"),
    [("dk1", 1, 0), ("lt1", 0, 0), ("dk2", 3, 0), ("accent3@30", 6, 0.7), ("accent4-75", 7, -0.25)],
)
def test_a_token_is_a_colour_of_the_theme_with_its_tint(token: str, theme: int, tint: float) -> None:
    assert (colour(token).theme, colour(token).tint) == (theme, tint)


@pytest.mark.parametrize("name", STYLES)
def test_every_style_can_be_read_on_its_fill(name: str) -> None:
    style = STYLES[name]
    assert PALETTE.contrast(style.ink, style.fill or "lt1") >= 4.5


@pytest.mark.parametrize("look", [*LETTERS.values(), *STATUS_GLYPHS.values()])
def test_every_letter_and_state_can_be_read(look: tuple[str, str]) -> None:
    assert PALETTE.contrast(*look) >= 4.5


def test_letters_differ_in_grey_print() -> None:
    fills = [PALETTE.resolve(LETTERS[letter][1]) for letter in "ARCI"]
    for darker, lighter in pairwise(fills):
        assert contrast(darker, lighter) > 1.2


def test_only_cells_to_write_into_stay_open_on_a_protected_sheet() -> None:
    assert {name for name, style in STYLES.items() if style.open} == {
        "House RACI",
        "House Input",
        "House Input Date",
        "House Input Number",
        "House Input Figure",
    }


def test_every_cell_has_a_house_style(workbook: openpyxl.Workbook) -> None:
    used = {
        cell.style
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert used <= set(STYLES)


def test_a_sheet_has_its_paper_and_prints_one_page_wide(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Data"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("8", "landscape") or (
        sheet.page_setup.paperSize == 8
    )
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.print_area == "'Data'!$A$1:$C$7"
    assert workbook["Control"].page_setup.orientation == "portrait"


def test_header_and_footer_say_whose_document_it_is(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Data"]
    assert "{{ client.trading_name }}" in sheet.oddHeader.left.text
    assert sheet.oddHeader.right.text == "{{ doc.classification }}"
    assert "{{ doc.number }}" in sheet.oddFooter.left.text
    assert sheet.oddFooter.right.text == "Page &P of &N"


def test_lines_carry_their_height_and_depth(workbook: openpyxl.Workbook) -> None:
    rows = workbook["Data"].row_dimensions
    assert (rows[6].outlineLevel, rows[6].height, rows[4].height) == (1, None, 18)


def test_heights_are_the_least_unless_they_are_fixed() -> None:
    sheet = Volume("T 1").sheet("S", (2.5, 9))
    line, tag = sheet.line(("text", "House Text")), sheet.tag("if x")
    fixed = sheet.line((None, "House Input"), height=40, fixed=True)
    rows = sheet.ws.row_dimensions
    assert [(rows[row].height, rows[row].customHeight) for row in (line, tag, fixed)] == [
        (18, False),
        (12, True),
        (40, True),
    ]


def test_a_table_has_its_name_and_no_style(workbook: openpyxl.Workbook) -> None:
    table = workbook["Data"].tables["tblData"]
    assert (table.ref, table.tableStyleInfo.name) == ("B4:C6", None)


def test_a_written_list_longer_than_excel_takes_is_refused() -> None:
    sheet = Volume("T 1").sheet("S", (2.5,))
    with pytest.raises(ValueError, match="256 characters"):
        one_of(sheet, "B2", ("x" * 100, "y" * 155))
    one_of(sheet, "B2", ("x" * 100, "y" * 154))


def test_the_control_sheet_names_template_sheets_and_letters(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Control"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"T 1.2", "Promise", "Accountable", "{{ doc.number }}", "{{ doc.status }}"} - texts <= {
        "{{ doc.status }}"
    }
    links = {
        cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {"Data": "'Data'!A1"}


def test_a_listing_says_who_owes_it_where_nobody_gave_it(workbook: openpyxl.Workbook) -> None:
    texts = [cell.value for row in workbook["Control"].iter_rows() for cell in row if cell.value]
    assert "{%tr if doc.approvers %}" in texts
    assert any("{% else %}{{ doc.approvers }}{% endif %}" in str(text) for text in texts)
