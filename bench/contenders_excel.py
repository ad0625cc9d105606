"""Who fills workbooks: docgen, and the code that one writes with openpyxl instead."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

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


CONTENDERS: dict[str, Callable[[Path], Fill]] = {"docgen": docgen, "openpyxl": with_openpyxl}


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
