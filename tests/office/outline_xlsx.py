"""A workbook as a readable text: what a golden holds.

Read with openpyxl, which docgen does not write with: properties, names, and each sheet with its print settings, its
rows (formulas with their cached values), and what stands on ranges: merges, tables, validations, conditional formats,
comments, links, charts. What a reader cannot see (styles, ids, widths) is left to other tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_PROPERTIES = ("title", "subject", "creator", "keywords", "category", "description", "language", "version")
_INDENT = "  "


def outline(path: Path) -> str:
    """Return the outline of an .xlsx, one line per row of cells, ending with a line feed."""
    book, values = (openpyxl.load_workbook(path, data_only=only) for only in (False, True))
    lines = [*_properties(book), *_names(book.defined_names, "names")]
    for sheet in book.worksheets:
        lines += ["", *_sheet(sheet, values[sheet.title])]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def texts(path: Path) -> list[str]:
    """Return every text of an .xlsx, to compare with what was put in: names, cells, comments, margins, properties.

    Numbers, truth values and formulas are left out: they are no text.
    """
    book = openpyxl.load_workbook(path)
    found = [str(getattr(book.properties, name) or "") for name in _PROPERTIES]
    for sheet in book.worksheets:
        found += [sheet.title, *(text for _, text in _margins(sheet))]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        found += [cell.value for cell in cells if isinstance(cell.value, str) and cell.data_type != "f"]
        found += [cell.comment.text for cell in cells if cell.comment]
    return found


def _properties(book: Workbook) -> Iterator[str]:
    yield "properties"
    for name in _PROPERTIES:
        if getattr(book.properties, name):
            yield f"{_INDENT}{name}: {getattr(book.properties, name)}"


def _names(names: dict[str, object], title: str) -> Iterator[str]:
    if names:
        yield title
    for name, defined in names.items():
        yield f"{_INDENT}{name}: {getattr(defined, 'attr_text', '')}"


def _sheet(sheet: Worksheet, values: Worksheet) -> Iterator[str]:
    state = "" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"
    yield f"sheet {sheet.title}{state}: {sheet.dimensions}"
    for line in (*_page(sheet), *_names(sheet.defined_names, "names")):
        yield _INDENT + line
    for row in sheet.iter_rows():
        shown = [_cell(cell, values[cell.coordinate].value) for cell in row]
        if any(shown):
            yield f"{_INDENT}{row[0].row}: " + " | ".join(shown).rstrip(" |")
    for line in _standing(sheet):
        yield _INDENT + line


def _page(sheet: Worksheet) -> Iterator[str]:
    setup = sheet.page_setup
    fit = (
        f"{setup.fitToWidth} × {setup.fitToHeight} pages"
        if sheet.sheet_properties.pageSetUpPr.fitToPage
        else "as is"
    )
    yield f"page: paper {setup.paperSize}, {setup.orientation}, {fit}"
    marks = {"area": sheet.print_area, "rows": sheet.print_title_rows, "columns": sheet.print_title_cols}
    marks |= {"panes": sheet.freeze_panes, "filter": sheet.auto_filter.ref}
    for name, mark in marks.items():
        if mark:
            yield f"{name}: {mark}"
    if sheet.protection.sheet:
        yield "protected"
    yield from (f"{name}: {_one_line(text)}" for name, text in _margins(sheet))


def _margins(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Yield the texts of the page's header and footer; a doubled ampersand stands for one."""
    for kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for side in ("left", "center", "right"):
            text = getattr(getattr(sheet, kind), side).text
            if text:
                yield f"{kind} {side}", text.replace("&&", "&")


def _cell(cell: Cell, value: object) -> str:
    if cell.data_type == "f":
        formula = cell.value if isinstance(cell.value, str) else f"={{{cell.value.text[1:]}}}"
        return _one_line(f"{formula} → {_plain(value)}" if value is not None else f"{formula} → ?")
    return _one_line(_plain(cell.value))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return "" if value is None else str(value)


def _one_line(text: str) -> str:
    return text.replace("\n", " / ").replace("\t", " → ")


def _standing(sheet: Worksheet) -> Iterator[str]:
    """Yield what stands on ranges of a sheet."""
    yield from (f"merge: {area}" for area in sorted(map(str, sheet.merged_cells.ranges)))
    for table in sheet.tables.values():
        yield f"table {table.displayName}: {table.ref}, totals {table.totalsRowCount or 0}"
    for rule in sorted(sheet.data_validations.dataValidation, key=lambda rule: str(rule.sqref)):
        limits = " and ".join(text for text in (rule.formula1, rule.formula2) if text)
        yield f"validation: {rule.sqref}: {rule.type} {rule.operator or ''} {limits}"
    for area in sheet.conditional_formatting:
        for found in area.rules:
            yield f"format: {area.sqref}: {found.type} {found.operator or ''} {' and '.join(found.formula)}"
    yield from _attached(sheet)


def _attached(sheet: Worksheet) -> Iterator[str]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    for cell in cells:
        if cell.comment:
            yield f"comment: {cell.coordinate}: {_one_line(cell.comment.text)}"
        if cell.hyperlink:
            yield f"link: {cell.coordinate}: {cell.hyperlink.target or cell.hyperlink.location}"
    for chart in sheet._charts:
        series = ", ".join(found.val.numRef.f for found in chart.series if found.val and found.val.numRef)
        yield f"chart: {type(chart).__name__} at {chart.anchor._from.row + 1}/{chart.anchor._from.col + 1}: {series}"
