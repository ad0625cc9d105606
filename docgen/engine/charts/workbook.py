"""The workbook behind a chart: what "Edit data" opens in Office. One sheet, the same bytes for the same table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.engine.charts.data import Table
from docgen.engine.escape import attribute, xstring
from docgen.engine.package import CONTENT_TYPES, Member, write_package
from docgen.engine.values import Attachment

SHEET = "Sheet1"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST_OWN_FORMAT = 164  # lower numbers are Excel's own formats (ISO/IEC 29500-1, 18.8.30)

_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_WORKBOOK = (
    f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def workbook(table: Table) -> Attachment:
    """Return the workbook of a table: categories in column A, a series in each column after it."""
    parts = {
        CONTENT_TYPES: _TYPES,
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": _sheet(table),
        "xl/styles.xml": _styles(_formats(table)),
    }
    return Attachment(
        stem="embeddings/Microsoft_Excel_Sheet",
        extension="xlsx",
        content_type=f"{_TYPE}.sheet",
        relation=f"{_OFFICE}/package",
        data=write_package(Member.pack(name, text.encode()) for name, text in parts.items()),
    )


def column_letter(number: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{position}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for position, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _formats(table: Table) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.format for column in table.columns))


def _sheet(table: Table) -> str:
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols><col min="1" max="{len(table.columns) + 1}" width="18"'
        f' customWidth="1"/></cols><sheetData>{"".join(_rows(table))}</sheetData></worksheet>'
    )


def _rows(table: Table) -> Iterator[str]:
    names = "".join(_text(column_letter(at), 1, column.name) for at, column in enumerate(table.columns, 2))
    yield f'<row r="1">{names}</row>'
    styles = {code: style for style, code in enumerate(_formats(table), 1)}
    letters = [column_letter(at) for at in range(2, len(table.columns) + 2)]
    for row, category in enumerate(table.categories, 2):
        cells = "".join(
            f'<c r="{letter}{row}" s="{styles[column.format]}"><v>{value}</v></c>'
            for letter, column in zip(letters, table.columns, strict=True)
            if (value := column.cells[row - 2]) is not None
        )
        yield f'<row r="{row}">{_text("A", row, category)}{cells}</row>'


def _text(letters: str, row: int, text: str) -> str:
    """Return a cell of text; as an inline string it stays a text whatever it begins with."""
    if not text:
        return ""
    return f'<c r="{letters}{row}" t="inlineStr"><is><t xml:space="preserve">{xstring(text)}</t></is></c>'


def _styles(formats: Sequence[str]) -> str:
    numbered = list(enumerate(formats, _FIRST_OWN_FORMAT))
    codes = "".join(f'<numFmt numFmtId="{key}" formatCode="{attribute(code)}"/>' for key, code in numbered)
    cells = "".join(
        f'<xf numFmtId="{key}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for key, _ in numbered
    )
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(numbered)}">{codes}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(numbered) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'{cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
