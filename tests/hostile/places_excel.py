"""A workbook with a tag in every place where Excel lets text stand, and how each place is read back."""

from __future__ import annotations

import copy
import io
import re
import warnings
from collections.abc import Callable

import openpyxl
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.hostile import places_shared as shared
from tests.hostile.places import (
    Bench,
    Opened,
    Spot,
    as_is,
    drawn_text,
    events,
    inserted,
    lines,
    longer_than,
    repacked,
    text_at,
    unescaped,
    xstring_at,
)
from tests.hostile.places_word import PORTAL, no_address
from tests.hostile.places_word import plain as drawn
from tests.unit.engine.excel.make import saved

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
NAMES = {
    **shared.NAMES,
    "s": _MAIN,
    "t": _THREADED,
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}
SHEET, DRAWING, CHART = "xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
_CELL, _HEADER = 32_767, 255
_IDENTIFIER = "{2E1AB5C2-0000-4000-8000-000000000001}"


# -- the template ---------------------------------------------------------------------------------------


def _fill(sheet: Worksheet) -> None:
    cells = {
        "A1": "{{ cell }}",
        "B1": "beside",
        "A2": "before {{ within }} after",
        "A3": "{%tr for row in [1] %}",
    }
    cells |= {
        "A4": "{{ looped_cell }}",
        "A5": "{%tr endfor %}",
        "B4": '=IF(A4="","none",A4)',
        "B6": "=COUNTA(A1:A4)",
    }
    cells |= {
        "C1": "noted",
        "C2": "linked",
        "C6": "chosen",
        "D1": "{{ column_name }}",
        "E1": "Second",
        "D2": 1,
        "E2": 2,
    }
    for reference, text in cells.items():
        sheet[reference] = text
    sheet["C1"].comment = Comment("note {{ comment }}", "docgen")
    sheet.add_table(Table(displayName="Figures", ref="D1:E2"))


def _frame(sheet: Worksheet) -> None:
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        getattr(sheet, name).center.text = f"{{{{ {name} }}}}"
    sheet.HeaderFooter.differentOddEven = sheet.HeaderFooter.differentFirst = True
    asked = DataValidation(
        type="list", formula1='"yes,no"', promptTitle="{{ prompt_title }}", prompt="{{ prompt }}"
    )
    asked.errorTitle, asked.error = "{{ error_title }}", "{{ error_text }}"
    asked.add("C6")
    sheet.add_data_validation(asked)


def _draw(sheet: Worksheet) -> None:
    chart = BarChart()
    chart.title, chart.x_axis.title = "{{ chart_title }}", "{{ axis_title }}"
    chart.add_data(Reference(sheet, min_col=5, min_row=1, max_row=2), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    sheet.add_image(Image(io.BytesIO(shared.png())), "H20")


def _properties(book: Workbook) -> None:
    for name in _CORE:
        setattr(book.properties, name, f"{{{{ core_{name} }}}}")
    book.custom_doc_props.append(StringProperty(name="Site", value="{{ custom_property }}"))


def _text_box() -> str:
    place = "<xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    named = '<xdr:cNvPr id="77" name="Box" descr="A box: {{ alternative_text }}."/>'
    naming = f'<xdr:nvSpPr>{named}<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    looks = (
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    )
    runs = '<a:r><a:rPr lang="en-AU" b="1"/><a:t>{{ text</a:t></a:r><a:r><a:t>_box }}</a:t></a:r>'
    body = f"<xdr:txBody><a:bodyPr/><a:p>{runs}</a:p></xdr:txBody>"
    shape = f'<xdr:sp macro="" textlink="">{naming}{looks}{body}</xdr:sp>'
    return (
        f'<xdr:oneCellAnchor xmlns:a="{shared.A}" xmlns:xdr="{NAMES["xdr"]}"><xdr:from>{place}</xdr:from>'
        f'<xdr:ext cx="900000" cy="300000"/>{shape}<xdr:clientData/></xdr:oneCellAnchor>'
    )


def _threaded() -> dict[str, str]:
    person = f'<person displayName="Ann" id="{_IDENTIFIER}" userId="Ann" providerId="None"/>'
    text = "<text>{{ threaded_comment }}</text>"
    comment = (
        f'<threadedComment ref="C2" dT="2027-01-01T00:00:00.00" personId="{_IDENTIFIER}" id="{_IDENTIFIER}">'
    )
    return {
        "xl/persons/person.xml": f'<personList xmlns="{_THREADED}">{person}</personList>',
        "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{_THREADED}">{comment}{text}'
        "</threadedComment></ThreadedComments>",
    }


def _changes() -> dict[str, str | bytes | Callable[[str], str]]:
    office = "http://schemas.microsoft.com/office/2017/10/relationships"
    threads = shared.relation("rIdT", f"{office}/threadedComment", "../threadedComments/threadedComment1.xml")
    persons = shared.relation("rIdP", f"{office}/person", "persons/person.xml")
    links = shared.relation("rIdLink", "hyperlink", "{{ link_target }}", external=True)
    linked = (
        f'<hyperlinks xmlns:r="{shared.RELATIONS}"><hyperlink ref="C2" r:id="rIdLink" tooltip="{{{{ link_tip }}}}" '
        'display="{{ link_display }}"/></hyperlinks>'
    )
    types = shared.override("xl/persons/person.xml", "application/vnd.ms-excel.person+xml") + shared.override(
        "xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml"
    )
    return {
        SHEET: inserted("<pageMargins", linked),
        "xl/worksheets/_rels/sheet1.xml.rels": inserted("</Relationships>", threads + links),
        "xl/_rels/workbook.xml.rels": inserted("</Relationships>", persons),
        "[Content_Types].xml": inserted("</Types>", types),
        DRAWING: lambda text: _with_alt(inserted("</wsDr>", _text_box())(text)),
        "docProps/app.xml": lambda _: shared.extended_properties("{{ company }}", "{{ manager }}"),
        **_threaded(),
    }


def _with_alt(text: str) -> str:
    return text.replace('descr="Name of picture"', 'descr="{{ picture_text }}"').replace(
        'descr="Picture"', 'descr="{{ picture_text }}"'
    )


def _template() -> bytes:
    book = openpyxl.Workbook()
    sheet: Worksheet = book.active
    sheet.title = "Values"
    _fill(sheet)
    _frame(sheet)
    _draw(sheet)
    _properties(book)
    named = book.create_sheet("{{ sheet_name }}")
    named["A1"] = "on the named sheet"
    across = book.create_sheet("Across")
    for column, text in enumerate(("{%tc for row in [1] %}", "{{ cell_across }}", "{%tc endfor %}"), start=1):
        across.cell(1, column, text)
    return repacked(saved(book), _changes())


# -- how each place is read -----------------------------------------------------------------------------


def _cell(reference: str, sheet: str = "Values") -> Callable[[Opened], str]:
    def read(opened: Opened) -> str:
        cell = opened.document[sheet][reference]
        if cell.value is not None and cell.data_type not in {"s", "inlineStr"}:
            return f"a cell of the type {cell.data_type}"
        return cell.value or ""

    return read


def _header(name: str) -> Callable[[Opened], str]:
    def read(opened: Opened) -> str:
        text = opened.trees[SHEET].findtext(f".//{{{_MAIN}}}{name}", "")
        return unescaped(text.removeprefix("&C")).replace("&&", "&")

    return read


def _attribute(path: str) -> Callable[[Opened], str]:
    return xstring_at(SHEET, path, NAMES)


def _target(opened: Opened) -> str:
    return str(opened.document["Values"]["C2"].hyperlink.target)


def _core(name: str) -> Callable[[Opened], str]:
    return lambda opened: str(getattr(opened.document.properties, name) or "")


def bad_sheet_name(value: str) -> bool:
    """Tell whether Excel takes no such name of a sheet, or would read another one."""
    outside = not value.strip() or len(value) > 31 or value.lower() == "history"
    outside = outside or re.search("_x[0-9A-Fa-f]{4}_", value) is not None
    return (
        outside or value[0] == "'" or value[-1] == "'" or re.search(r"[:\\/?*\[\]\r\n\t]", value) is not None
    )


def too_long_header(value: str) -> bool:
    return len(value.replace("&", "&&")) + 2 > _HEADER


def _tall(most: int, beside: int = 0) -> Callable[[str], bool]:
    return longer_than(most - beside)


_CORE = ("title", "subject", "creator", "keywords", "description", "category")
_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_VALIDATION, _LINK = "//s:dataValidation/@{0}", "//s:hyperlink/@{0}"

SPOTS = (
    Spot("cell", _cell("A1"), refuses=longer_than(_CELL)),
    Spot("within", _cell("A2"), "before ", " after", refuses=longer_than(_CELL - 13)),
    Spot("looped_cell", _cell("A3"), refuses=longer_than(_CELL)),
    Spot("cell_across", _cell("A1", "Across"), refuses=longer_than(_CELL)),
    Spot("sheet_name", lambda opened: opened.document.sheetnames[1], shown=as_is, refuses=bad_sheet_name),
    Spot("column_name", _cell("D1"), shown=lambda value: lines(value) or "Column1", refuses=longer_than(_CELL)),
    *(Spot(name, _header(name), shown=as_is, refuses=too_long_header) for name in _HEADERS),
    Spot("comment", lambda opened: unescaped(opened.document["Values"]["C1"].comment.text), "note ", shown=as_is,
         refuses=longer_than(_CELL - 5)),
    Spot("threaded_comment", xstring_at("xl/threadedComments/threadedComment1.xml", "//t:text", NAMES), shown=as_is,
         refuses=longer_than(_CELL)),
    Spot("prompt_title", _attribute(_VALIDATION.format("promptTitle")), shown=as_is, refuses=longer_than(32)),
    Spot("prompt", _attribute(_VALIDATION.format("prompt")), shown=as_is, refuses=longer_than(255)),
    Spot("error_title", _attribute(_VALIDATION.format("errorTitle")), shown=as_is, refuses=longer_than(32)),
    Spot("error_text", _attribute(_VALIDATION.format("error")), shown=as_is, refuses=longer_than(255)),
    Spot("link_target", _target, refuses=no_address, address=PORTAL),
    Spot("link_tip", _attribute(_LINK.format("tooltip")), shown=as_is, refuses=longer_than(255)),
    Spot("link_display", _attribute(_LINK.format("display")), shown=as_is),
    Spot("chart_title", drawn_text(CHART, "/c:chartSpace/c:chart/c:title", NAMES)),
    Spot("axis_title", drawn_text(CHART, "//c:catAx/c:title", NAMES)),
    Spot("text_box", drawn_text(DRAWING, "//xdr:txBody", NAMES)),
    Spot("alternative_text", text_at(DRAWING, "//xdr:cNvPr[@name='Box']/@descr", NAMES), "A box: ", ".", as_is),
    Spot("picture_text", text_at(DRAWING, "//xdr:pic//xdr:cNvPr/@descr", NAMES), shown=as_is),
    *(Spot(f"core_{name}", _core(name), shown=as_is) for name in _CORE),
    Spot("company", text_at("docProps/app.xml", "//ep:Company", NAMES), shown=as_is),
    Spot("manager", text_at("docProps/app.xml", "//ep:Manager", NAMES), shown=as_is),
    Spot("custom_property", text_at("docProps/custom.xml", "//vt:lpwstr", NAMES), shown=as_is),
)  # fmt: skip


def formulas(opened: Opened) -> list[str]:
    """Return every formula of a workbook with its sheet, by number, and its cell."""
    return [line for line in _cells(opened) if " f " in line]


def around(opened: Opened) -> dict[str, list[str]]:
    """Return what the cells of a workbook hold, and what its sheets say besides."""
    frames = {}
    for name, root in opened.trees.items():
        if name.startswith("xl/worksheets/sheet"):
            frame = copy.deepcopy(root)
            for rows in frame.iter(f"{{{_MAIN}}}sheetData"):
                rows.clear()
            text = etree.tostring(frame).replace(b"_x005F_", b"_").replace(b"&amp;&amp;", b"&amp;")
            frames[f"{name} but its rows"] = list(events(etree.fromstring(text), {}))
    return {"cells": _cells(opened), **frames}


def _cells(opened: Opened) -> list[str]:
    return [
        f"{number}!{cell.coordinate} {cell.data_type if cell.value is not None else 's'} {cell.value or ''}"
        for number, sheet in enumerate(opened.document.worksheets)
        for row in sheet.iter_rows()
        for cell in row
    ]


def plain(name: str, data: bytes) -> bytes:
    """Return a part in which line breaks within a drawn text are characters, and no character is an escape."""
    data = data.replace(b"_x000a_", b"&#10;").replace(b"_x0009_", b"&#9;")
    return drawn(name, data).replace(b"_x005F_", b"_")


def load(stream: io.BytesIO) -> Workbook:
    """Read a workbook; openpyxl takes no header that it cannot part, and warns: headers are read from the sheet."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Cannot parse header or footer")
        return openpyxl.load_workbook(stream)


def bench() -> Bench:
    skipped = frozenset({"xl/sharedStrings.xml", "xl/worksheets/"})
    return Bench("places.xlsx", _template(), SPOTS, load, plain, formulas, skipped, around)
