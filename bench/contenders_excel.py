"""Who fills workbooks: docgen, xltpl, and the code that one writes with openpyxl or XlsxWriter instead."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from bench.contenders import Fill, docgen

_TAG = re.compile(r"{{\s*(\w+)\s*}}")
_ITEM = re.compile(r"{{\s*\w+\.(\w+)\s*}}")


def with_openpyxl(template: Path) -> Fill:
    """Return openpyxl's way: load the workbook, set its cells, save it. It has no compiled form."""
    raw = template.read_bytes()

    def fill(data: Mapping[str, Any]) -> bytes:
        book, target = openpyxl.load_workbook(io.BytesIO(raw)), io.BytesIO()
        for sheet in book.worksheets:
            _fill_sheet(sheet, data)
        book.save(target)
        return target.getvalue()

    return fill


def _fill_sheet(sheet: Worksheet, data: Mapping[str, Any]) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "{{" in cell.value:
                item = _ITEM.fullmatch(cell.value)
                if item:
                    _fill_rows(sheet, cell.row, data["register"])
                    return
                cell.value = _TAG.sub(lambda found: str(data.get(found[1], "")), cell.value)


def _fill_rows(sheet: Worksheet, first: int, records: list[Mapping[str, Any]]) -> None:
    """Write one row per record from `first` on, each cell with the style of the template's."""
    pattern = [(cell.column, _ITEM.fullmatch(cell.value)[1], copy(cell._style)) for cell in sheet[first]]  # type: ignore[index]
    for number, record in enumerate(records, start=first):
        for column, key, style in pattern:
            sheet.cell(number, column, record[key])._style = style


def with_xltpl(template: Path) -> Fill:
    """Return xltpl's way: the template is compiled here; each workbook is written by openpyxl."""
    from xltpl.writerx import BookWriter

    writer, names = BookWriter(str(template)), openpyxl.load_workbook(template).sheetnames

    def fill(data: Mapping[str, Any]) -> bytes:
        target = io.BytesIO()
        writer.render_book([{**data, "sheet_name": name, "tpl_idx": at} for at, name in enumerate(names)])
        writer.save(target)
        return target.getvalue()

    return fill


def with_xlsxwriter(template: Path) -> Fill:
    """Return XlsxWriter's way: it reads nothing, so the code writes anew what stands in openpyxl's template."""
    sheets = [_read(sheet) for sheet in openpyxl.load_workbook(template).worksheets]

    def fill(data: Mapping[str, Any]) -> bytes:
        target = io.BytesIO()
        with Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
            formats: dict[Look, Any] = {}
            for sheet in sheets:
                _write(book, sheet, data, formats)
        return target.getvalue()

    return fill


Look = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Sheet:
    """What code for XlsxWriter says of a sheet: cells by row, widths by column, rules of colour."""

    title: str
    rows: tuple[tuple[tuple[int, int, Any, Look], ...], ...]
    widths: tuple[tuple[str, float], ...]
    colours: tuple[tuple[str, str, str], ...]
    frozen: str | None


def _read(sheet: Worksheet) -> Sheet:
    rows = [
        tuple(
            (cell.row - 1, cell.column - 1, cell.value, _look(cell)) for cell in row if cell.value is not None
        )
        for row in sheet.iter_rows()
    ]
    colours = [
        (str(area.sqref), rule.formula[0], rule.dxf.fill.bgColor.rgb[2:])
        for area in sheet.conditional_formatting
        for rule in area.rules
    ]
    widths = [(letter, dimension.width) for letter, dimension in sheet.column_dimensions.items()]
    return Sheet(sheet.title, tuple(filter(None, rows)), tuple(widths), tuple(colours), sheet.freeze_panes)


def _look(cell: Any) -> Look:
    look = {"bold": cell.font.b, "font_size": cell.font.sz or 11, "num_format": cell.number_format}
    if cell.border.left.style:
        look |= {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True}
    if cell.fill.fill_type:
        look |= {"bg_color": f"#{cell.fill.fgColor.rgb[2:]}", "font_color": "#FFFFFF"}
    return tuple(look.items())


def _write(book: Workbook, sheet: Sheet, data: Mapping[str, Any], formats: dict[Look, Any]) -> None:
    target = book.add_worksheet(sheet.title)
    for letter, width in sheet.widths:
        target.set_column(f"{letter}:{letter}", width)
    for row in sheet.rows:
        for look in {look for *_, look in row} - formats.keys():
            formats[look] = book.add_format(dict(look))
        _write_row(target, row, data, formats)
    for area, text, colour in sheet.colours:
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": text,
            "format": book.add_format({"bg_color": colour}),
        }
        target.conditional_format(area, rule)
    if sheet.frozen:
        target.freeze_panes(sheet.frozen)


def _write_row(
    target: Any, row: tuple[Any, ...], data: Mapping[str, Any], formats: Mapping[Look, Any]
) -> None:
    items = [_ITEM.fullmatch(text) if isinstance(text, str) else None for _, _, text, _ in row]
    if all(items):
        for number, record in enumerate(data["register"], start=row[0][0]):
            for (_, column, _, look), item in zip(row, items, strict=True):
                target.write(number, column, record[item[1]], formats[look])  # type: ignore[index]
        return
    for number, column, text, look in row:
        target.write(number, column, _TAG.sub(lambda found: str(data[found[1]]), text), formats[look])


CONTENDERS: dict[str, Callable[[Path], Fill]] = {
    "docgen": docgen,
    "openpyxl": with_openpyxl,
    "xltpl": with_xltpl,
    "XlsxWriter": with_xlsxwriter,
}


def cells_of(raw: bytes) -> list[str]:
    """Return every cell that holds something, with its sheet and place, to compare what was written."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return [
        f"{sheet.title}!{cell.coordinate} {cell.value!r}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
