"""A1 references: parsed, and written back. Columns and rows are counted from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Run

REF_ERROR = "#REF!"
_END = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([0-9]{1,7})?")
_BARE_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[rR][0-9]*[cC]?[0-9]*|[cC][0-9]*|(?i:true|false)")


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows (or columns) of a reference; the flags say which ends are absolute (`$`)."""

    first: int
    last: int
    first_fixed: bool = False
    last_fixed: bool = False

    @property
    def is_single(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or a range; `rows` is None for whole columns, `columns` for whole rows. `pair` is written with a colon."""

    columns: Reach | None
    rows: Reach | None
    pair: bool = False

    def shifted(self, rows: int, columns: int) -> Area | None:
        """Return the area moved as Excel's copying does: relative ends only. None when it leaves the sheet."""
        moved_columns = shifted_reach(self.columns, columns, MAX_COLUMNS)
        moved_rows = shifted_reach(self.rows, rows, MAX_ROWS)
        if (self.columns and not moved_columns) or (self.rows and not moved_rows):
            return None
        return Area(moved_columns, moved_rows, self.pair)

    def fixed(self) -> Area:
        """Return the area written with a colon and with `$` before every row and column."""
        columns, rows = (
            reach and replace(reach, first_fixed=True, last_fixed=True) for reach in (self.columns, self.rows)
        )
        return Area(columns, rows, pair=True)


def shifted_reach(reach: Reach | None, by: int, limit: int) -> Reach | None:
    """Return a reach with its relative ends moved; None for none, and for one that would leave the sheet."""
    if reach is None or not by:
        return reach
    first = reach.first if reach.first_fixed else reach.first + by
    last = reach.last if reach.last_fixed else reach.last + by
    if not (1 <= first <= limit and 1 <= last <= limit):
        return None
    if first > last:
        return Reach(last, first, reach.last_fixed, reach.first_fixed)
    return Reach(first, last, reach.first_fixed, reach.last_fixed)


@cache
def letters(column: int) -> str:
    """Return a column's name: 1 is `A`, 28 is `AB`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@cache
def number(name: str) -> int:
    """Return a column's number from its name."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column


def cell(row: int, column: int) -> str:
    """Return a cell's name, such as `B7`."""
    return f"{letters(column)}{row}"


@lru_cache(maxsize=8192)
def parse_area(text: str) -> Area | None:
    """Return the area that `A1`, `$A$1:B7`, `A:C` or `3:7` names, or None when it names none."""
    start, colon, end = text.partition(":")
    one, two = _end(start), _end(end or start)
    if (
        one is None
        or two is None
        or (one[0] is None) != (two[0] is None)
        or (one[1] is None) != (two[1] is None)
    ):
        return None
    if not colon and (one[0] is None or one[1] is None):
        return None
    columns, rows = _reach(one[0], two[0]), _reach(one[1], two[1])
    return Area(columns, rows, bool(colon))


_Place = tuple[int, bool]


def _end(text: str) -> tuple[_Place | None, _Place | None] | None:
    found = _END.fullmatch(text)
    if found is None:
        return None
    dollar, name, second, digits = found.groups()
    if not name:
        if not digits or (dollar and second):
            return None
        dollar, second = "", dollar or second
    elif not digits and second:
        return None
    column = (number(name), bool(dollar)) if name else None
    row = (int(digits), bool(second)) if digits else None
    if (column and column[0] > MAX_COLUMNS) or (row and not 1 <= row[0] <= MAX_ROWS):
        return None
    return column, row


def _reach(one: _Place | None, two: _Place | None) -> Reach | None:
    if one is None or two is None:
        return None
    if one[0] > two[0]:
        one, two = two, one
    return Reach(one[0], two[0], one[1], two[1])


def area_text(area: Area) -> str:
    """Return an area as it is written in a formula."""
    first = _end_text(area.columns, area.rows, last=False)
    last = _end_text(area.columns, area.rows, last=True)
    if first == last and not area.pair:
        return first
    return f"{first}:{last}"


def _end_text(columns: Reach | None, rows: Reach | None, *, last: bool) -> str:
    text = ""
    if columns is not None:
        at, fixed = (columns.last, columns.last_fixed) if last else (columns.first, columns.first_fixed)
        text = f"${letters(at)}" if fixed else letters(at)
    if rows is not None:
        at, fixed = (rows.last, rows.last_fixed) if last else (rows.first, rows.first_fixed)
        text += f"${at}" if fixed else str(at)
    return text


def rectangle(text: str) -> tuple[Run, Run]:
    """Return the rows and columns of a `ref` attribute. Raise ValueError for what names no cells."""
    area = parse_area(text)
    if area is None:
        raise ValueError(f"{text!r} names no cells")
    rows = (area.rows.first, area.rows.last) if area.rows else (1, MAX_ROWS)
    columns = (area.columns.first, area.columns.last) if area.columns else (1, MAX_COLUMNS)
    return rows, columns


def rectangle_text(rows: Run, columns: Run) -> str:
    """Return rows and columns as a `ref` attribute has them: `B2` or `B2:C7`, whole columns `A1:C1048576`."""
    first, last = cell(rows[0], columns[0]), cell(rows[1], columns[1])
    return first if first == last else f"{first}:{last}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as a formula writes it, in quotes where Excel needs them."""
    if _BARE_SHEET.fullmatch(sheet) and not _LIKE_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def span_prefix(first: str, last: str) -> str:
    """Return what stands before the cells of a 3-D reference."""
    if first == last:
        return f"{quoted(first)}!"
    if quoted(first) == first and quoted(last) == last:
        return f"{first}:{last}!"
    return "'" + f"{first}:{last}".replace("'", "''") + "'!"
