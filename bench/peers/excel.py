"""Excel with openpyxl and the code that one writes around it: load the template, write its rows anew, save.

openpyxl has no tags. The code makes one Jinja template of each sheet, once: block tags stand as they are, and rows and
cells are calls that write (xltpl works the same way, in a dialect of its own that refuses `{%tr … %}`). A written cell
takes the style of the template's, a row its height; then references follow what has moved (`excel_moving.py`). What
docgen does beyond that is left out: widths of repeated columns, print areas, charts, formulas' values, states' looks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from bench.peers.excel_moving import Moved, follow
from bench.peers.values import environment, looks
from docgen.engine.excel.cells import is_native
from docgen.engine.theme import Palette

_ROWS = re.compile(r"{%tr\s+(.*?)%}")
_COLUMNS = re.compile(r"{%tc\s+(.*?)%}")
_ALONE = re.compile(r"{{((?:[^{}]|{[^{}]*})*)}}")
_SIDES = [(part, side) for part in ("oddHeader", "oddFooter") for side in ("left", "center", "right")]
Pattern = dict[int, list[Cell | MergedCell]]


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows as one Jinja template, and the texts of its page's header and footer."""

    rows: jinja2.Template
    columns: bool
    page: tuple[tuple[str, str, jinja2.Template], ...]


def prepared(template: Path, locale: str) -> Callable[[Mapping[str, Any]], bytes]:
    """Return the code's way with a template: its tags are compiled here, once for all clients."""
    raw, jinja = template.read_bytes(), environment(locale, Palette.office(), autoescape=False)
    sheets = [_compiled(sheet, jinja) for sheet in openpyxl.load_workbook(io.BytesIO(raw)).worksheets]

    def fill(names: Mapping[str, Any]) -> bytes:
        book, target = openpyxl.load_workbook(io.BytesIO(raw)), io.BytesIO()
        moved = {
            sheet.title: _fill(sheet, compiled, names, locale)
            for sheet, compiled in zip(book.worksheets, sheets, strict=True)
        }
        follow(book, moved)
        book.save(target)
        return target.getvalue()

    return fill


# -- from tags to calls, once for a template -----------------------------------------------------------------------


def _compiled(sheet: Worksheet, jinja: jinja2.Environment) -> Sheet:
    loops = dict(_column_loops(sheet))
    source = "".join(_row_source(row, loops) for row in sheet.iter_rows())
    page = tuple(
        (part, side, jinja.from_string(text))
        for part, side in _SIDES
        if "{" in (text := getattr(getattr(sheet, part), side).text or "")
    )
    return Sheet(jinja.from_string(source), bool(loops), page)


def _column_loops(sheet: Worksheet) -> Iterator[tuple[int, str]]:
    """Yield the columns that hold a tag for columns, with the tag: it governs all rows."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and (found := _COLUMNS.search(cell.value)):
                yield cell.column, f"{{% {found[1]}%}}"


def _row_source(row: tuple[Cell | MergedCell, ...], loops: Mapping[int, str]) -> str:
    tags = [found[1] for cell in row for found in _ROWS.finditer(str(cell.value or ""))]
    if tags:
        return "".join(f"{{% {tag}%}}" for tag in tags)
    return f"{{{{ _row({row[0].row}) }}}}" + "".join(_cell_source(cell, loops) for cell in row)


def _cell_source(cell: Cell | MergedCell, loops: Mapping[int, str]) -> str:
    """Return the call that writes a cell; where columns are fixed, `_row` has written those without a tag."""
    if cell.column in loops:
        return loops[cell.column]
    text, column = cell.value, cell.column
    if not isinstance(text, str) or "{" not in text or text.startswith("="):
        return f"{{{{ _copy({column}) }}}}" if loops else ""
    alone = _ALONE.fullmatch(text.strip())
    if alone:
        return f"{{{{ _put({column}, {alone[1].strip(' -')}) }}}}"
    return f"{{% set _text %}}{text}{{% endset %}}{{{{ _put({column}, _text) }}}}"


# -- filling, once for a client ------------------------------------------------------------------------------------


@dataclass
class Writer:
    """Writes a sheet's rows from the top; each of the template's rows may come out any number of times."""

    sheet: Worksheet
    pattern: Pattern
    columns: bool
    locale: str
    heights: Mapping[int, float | None]
    moved: Moved = field(default_factory=Moved)
    at: int = 0
    column: int = 0
    source: dict[int, Cell | MergedCell] = field(default_factory=dict)

    def row(self, number: int) -> str:
        """Begin a new row like the template's; without loops of columns, write all its cells."""
        self.at, self.column = self.at + 1, 0
        self.moved.rows.setdefault(number, []).append(self.at)
        cells = self.pattern.get(number, [])
        self.source = {cell.column: cell for cell in cells}
        if self.heights.get(number) is not None:
            self.sheet.row_dimensions[self.at].height = self.heights[number]
        if not self.columns:
            for cell in cells:
                self._write(cell, cell.column, cell.value)
        return ""

    def copy(self, column: int) -> str:
        """Write a cell as the template has it in the next column."""
        self.column += 1
        cell = self.source.get(column)
        if cell is not None:
            self._write(cell, self.column, cell.value)
        self._note_column(column)
        return ""

    def put(self, column: int, value: Any) -> str:
        """Write a value into a cell; it keeps its type where Excel has one for it."""
        self.column = self.column + 1 if self.columns else column
        if not is_native(value):
            value = str(looks(value, locale=self.locale)) or None
        self._write(self.source[column], self.column, value)
        self._note_column(column)
        return ""

    def _note_column(self, column: int) -> None:
        if self.columns and self.at == 1:
            self.moved.columns.setdefault(column, []).append(self.column)

    def _write(self, like: Cell | MergedCell, column: int, value: Any) -> None:
        cell = Cell(self.sheet, row=self.at, column=column)
        cell._style = like._style
        cell.value = value
        if cell.data_type == "f":
            if like.value == value:
                self.moved.formulas[self.at, column] = (like.row, like.column)
            else:
                cell.data_type = "s"  # a text of the client's that begins with a sign of equality
        self.sheet._cells[self.at, column] = cell


def _fill(sheet: Worksheet, compiled: Sheet, names: Mapping[str, Any], locale: str) -> Moved:
    writer = Writer(sheet, _taken(sheet), compiled.columns, locale, _heights(sheet))
    if not compiled.columns:
        writer.moved.columns = {column: [column] for column in range(1, sheet.max_column + 1)}
    compiled.rows.render(names, _row=writer.row, _copy=writer.copy, _put=writer.put)
    for part, side, text in compiled.page:
        getattr(getattr(sheet, part), side).text = text.render(names)
    return writer.moved


def _taken(sheet: Worksheet) -> Pattern:
    """Take the cells out of a sheet and return them by row."""
    rows: Pattern = {}
    for (row, _), cell in sorted(sheet._cells.items()):
        rows.setdefault(row, []).append(cell)
    sheet._cells = {}
    return rows


def _heights(sheet: Worksheet) -> dict[int, float | None]:
    found = {number: row.height for number, row in sheet.row_dimensions.items()}
    for number in found:
        sheet.row_dimensions[number].height = None
    return found


# -- what came out -------------------------------------------------------------------------------------------------


def shown(raw: bytes) -> tuple[list[str], list[str]]:
    """Return the cells with a value and those with a formula, each with sheet, place and content.

    A formula may cover an empty row more or less at the ends of a loop than docgen's.
    """
    book = openpyxl.load_workbook(io.BytesIO(raw))
    found: tuple[list[str], list[str]] = ([], [])
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            content = " ".join(str(cell.value).split())
            found[cell.data_type == "f"].append(f"{sheet.title}!{cell.coordinate} {content}")
    return found
