"""Heights of rows that nobody fixed: they follow their texts, as Excel fits a row when somebody types.

A row of the template that has a height (`ht`) without being fixed (`customHeight`) keeps that height for texts of one
line; each further line of a cell that wraps adds a line. The height is written down because LibreOffice does not fit
rows when it prints, and stays unfixed, so that Excel goes on fitting the row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from lxml import etree

from docgen.engine.excel.grid import Row
from docgen.engine.excel.growth import MAX_COLUMNS, Path, Run
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import boxes
from docgen.engine.markup import Element
from docgen.engine.measure import line_height, text_width, wrapped_lines

UNFIXED = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\sht=)(?![^>]*\scustomHeight="(?:1|true)")')
"""Finds a row whose height follows its texts in the XML of a sheet."""
MOST_POINTS = 409.5
"""The highest row of Excel."""
_HEIGHT = re.compile(r' ht="([^"]*)"')
_FIXED = re.compile(r' customHeight="(?:1|true)"')
_PIXEL = 0.75  # points, at the 96 dots an inch in which Excel counts widths and heights
_PADDING = 5  # pixels of a column that no text covers (ISO/IEC 29500-1, 18.3.1.13)
_INDENT = 9  # pixels of one step of indentation
_DEFAULT_CHARACTERS = 9.14
_WIDEST_EM = 1.0


@dataclass(frozen=True)
class Look:
    """How a cell's style sets its text; `indent` counts steps."""

    font: str = "Calibri"
    points: float = 11.0
    bold: bool = False
    wraps: bool = False
    indent: int = 0

    @cached_property
    def line(self) -> float:
        """Points from line to line: whole pixels, as Excel sets them."""
        return math.ceil(line_height(self.points, self.font) / _PIXEL) * _PIXEL


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of all cell styles; `digit` is the width in pixels of a digit in the default font, by which columns
    are measured."""

    styles: tuple[Look, ...] = ()
    digit: int = 7

    @classmethod
    def read(cls, data: bytes) -> Looks:
        """Return the looks of a styles part (`xl/styles.xml`); none for no part."""
        if not data:
            return cls()
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        fonts = [_font(node) for node in root.iterfind(f"{s('fonts')}/{s('font')}")] or [Look()]
        styles = tuple(_look(node, fonts) for node in root.iterfind(f"{s('cellXfs')}/{s('xf')}"))
        base = fonts[0]
        digit = int(text_width("0", points=base.points, font=base.font) / _PIXEL)
        return cls(styles, max(digit, 1))

    def of(self, style: int) -> Look:
        """Return the look of a style by its number."""
        return self.styles[style] if style < len(self.styles) else Look()


def _font(node: Element) -> Look:
    name, size, bold = (node.find(s(tag)) for tag in ("name", "sz", "b"))
    return Look(
        font="Calibri" if name is None else name.get("val", ""),
        points=11.0 if size is None else float(size.get("val", "11")),
        bold=bold is not None and bold.get("val", "1") in ("1", "true"),
    )


def _look(node: Element, fonts: Sequence[Look]) -> Look:
    font, aligned = fonts[min(int(node.get("fontId", "0")), len(fonts) - 1)], node.find(s("alignment"))
    if aligned is None:
        return font
    wraps = aligned.get("wrapText", "0") in ("1", "true")
    return Look(font.font, font.points, font.bold, wraps, int(aligned.get("indent", "0")))


@dataclass(frozen=True, slots=True)
class FittedRow:
    """A row of the template whose height follows its texts: its `least` height in points, and of each column with a
    cell that wraps its look and the last of the columns that the cell is merged over."""

    least: float
    cells: Mapping[int, tuple[Look, int]]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rows of a template sheet that follow their texts, and the widths of its columns in pixels.

    `kept` are the spaces of each row where the columns stay as they are.
    """

    rows: Mapping[int, FittedRow] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)
    width: int = 0
    kept: dict[int, tuple[Space, ...]] = field(default_factory=dict)

    def spaces(self, number: int, columns: Columns) -> tuple[Space, ...]:
        """Return the cells that wrap in an output row that came from a template row."""
        found = None if columns else self.kept.get(number)
        if found is None:
            found = spaces(self.rows[number], self, columns)
            if not columns:
                self.kept[number] = found
        return found


def fitting(root: Element, rows: Mapping[int, Row], looks: Looks) -> Fitting:
    """Return how a sheet's rows follow their texts; `root` is the sheet, its rows may be gone from it."""
    merged = _merged(root)
    found = {number: _fitted(row, looks, merged) for number, row in rows.items() if _unfixed(row)}
    kept = {number: row for number, row in found.items() if row.cells}
    return Fitting(kept, _widths(root, looks.digit), _default_width(root, looks.digit)) if kept else Fitting()


def _unfixed(row: Row) -> bool:
    return bool(_HEIGHT.search(row.attributes)) and not _FIXED.search(row.attributes)


def _fitted(row: Row, looks: Looks, merged: Mapping[tuple[int, int], int]) -> FittedRow:
    match = _HEIGHT.search(row.attributes)
    assert match is not None
    cells = {}
    for column, cell in row.cells.items():
        look, last = looks.of(cell.style), merged.get((row.number, column), column)
        if look.wraps and last and (cell.text or cell.formula is not None):
            cells[column] = (look, last)
    return FittedRow(float(match[1]), cells)


def _merged(root: Element) -> dict[tuple[int, int], int]:
    """Return the last column of each merged range by its first cell; 0 for one over several rows, which none of them
    has to hold alone."""
    found = {}
    for node in root.iterfind(f"{s('mergeCells')}/{s('mergeCell')}"):
        rows, columns = boxes(node.get("ref", ""))[0]
        found[rows[0], columns[0]] = columns[1] if rows[0] == rows[1] else 0
    return found


def _widths(root: Element, digit: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for node in root.iterfind(f"{s('cols')}/{s('col')}"):
        pixels = int(float(node.get("width", _DEFAULT_CHARACTERS)) * digit + 0.5)
        last = min(int(node.get("max", "1")), MAX_COLUMNS)
        found |= dict.fromkeys(range(int(node.get("min", "1")), last + 1), pixels)
    return found


def _default_width(root: Element, digit: int) -> int:
    stated = root.find(s("sheetFormatPr"))
    width = _DEFAULT_CHARACTERS if stated is None else stated.get("defaultColWidth", _DEFAULT_CHARACTERS)
    return int(float(width) * digit + 0.5)


def without_height(attributes: str) -> str:
    """Return a row's attributes without its height."""
    return _HEIGHT.sub("", attributes)


Columns = Sequence[tuple[int, Path]]
"""The template column of each output column, in order; empty where columns stay as they are."""


class Space(NamedTuple):
    """An output column whose cell wraps, how its text is set, and the width in points that it has.

    `fits` is how many characters take one line, whichever they are.
    """

    column: int
    look: Look
    width: float
    fits: int


def spaces(row: FittedRow, sheet: Fitting, columns: Columns) -> tuple[Space, ...]:
    """Return the cells of an output row that wrap, in order."""
    return tuple(_space(row, sheet, columns, *spread) for spread in _spread(row, columns))


def _space(row: FittedRow, sheet: Fitting, columns: Columns, column: int, covered: Run) -> Space:
    look = row.cells[covered[0]][0]
    width = _text_points(sheet, columns, column, covered, look)
    return Space(column, look, width, int(width / max(look.points * _WIDEST_EM, 1.0)))


def row_height(least: float, row: Iterable[Space], text_at: Callable[[int], object]) -> float:
    """Return the height in points of an output row; `text_at` gives what an output column of the row holds."""
    height = least
    for column, look, width, fits in row:
        text = text_at(column)
        if isinstance(text, str) and (len(text) > fits or "\n" in text):
            lines = _wrapped(text, width, look.points, look.bold, look.font)
            if lines > 1:
                height = max(height, least + (lines - 1) * look.line)
    return min(height, MOST_POINTS)


def _spread(row: FittedRow, columns: Columns) -> list[tuple[int, Run]]:
    """Return every output column whose cell wraps, with the first and last template column that the cell covers."""
    if not columns:
        return [(column, (column, last)) for column, (_, last) in row.cells.items()]
    return [
        (output, (column, row.cells[column][1]))
        for output, (column, _) in enumerate(columns, 1)
        if column in row.cells
    ]


def _text_points(sheet: Fitting, columns: Columns, column: int, covered: Run, look: Look) -> float:
    """Return the width in points that a cell has for its text, with the columns that it is merged over."""
    first, last = covered
    if first == last:
        pixels = sheet.widths.get(first, sheet.width)
    else:
        own = (
            [each for each, _ in columns[column - 1 :] if each <= last] if columns else range(first, last + 1)
        )
        pixels = sum(sheet.widths.get(each, sheet.width) for each in own)
    return max((pixels - _PADDING - look.indent * _INDENT) * _PIXEL, 1.0)


@lru_cache(maxsize=16_384)  # the same texts come again, in one workbook and from one client's to the next
def _wrapped(text: str, width: float, points: float, bold: bool, font: str) -> int:
    return wrapped_lines(text, width=width, points=points, bold=bold, font=font)
