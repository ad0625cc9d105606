"""What the code around openpyxl has to do once rows have moved: openpyxl leaves every reference where it was.

A reference to a range covers all that has become of its rows and columns. One to a single row or column of the loop
that its own cell stands in follows along; one into another loop covers all its rounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

_TEXT = re.compile(r'("(?:[^"]|"")*")')
_REFERENCE = re.compile(
    r"(?<![\w.$])(?:('(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?"
    r"(\$?)([A-Z]{1,3})(\$?)(\d+)(?::(\$?)([A-Z]{1,3})(\$?)(\d+))?(?![\w(!])"
)
Axis = Mapping[int, list[int]]


@dataclass
class Moved:
    """What became of a sheet's rows and columns, and where its formulas came from: cell by (row, column)."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    columns: dict[int, list[int]] = field(default_factory=dict)
    formulas: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Spot:
    """Where a formula stood and stands along one axis."""

    before: int
    after: int


def follow(book: Workbook, moved: Mapping[str, Moved]) -> None:
    """Let all formulas, conditional formats, validations, tables, merged cells and names follow what has moved."""
    for sheet in book.worksheets:
        own = moved[sheet.title]
        for (row, column), (old_row, old_column) in own.formulas.items():
            cell = sheet._cells[row, column]
            cell.value = translated(
                str(cell.value), sheet.title, moved, Spot(old_row, row), Spot(old_column, column)
            )
        _follow_areas(sheet, moved)
    for name in book.defined_names.values():
        name.attr_text = translated(name.attr_text, "", moved)


def _follow_areas(sheet: Worksheet, moved: Mapping[str, Moved]) -> None:
    own = moved[sheet.title]
    sheet.merged_cells = MultiCellRange(
        [one for area in sheet.merged_cells.ranges for one in _copies(area, own)]
    )
    for table in sheet.tables.values():
        table.ref = stretched(CellRange(table.ref), own)
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
    _follow_formats(sheet, moved)
    for validation in sheet.data_validations.dataValidation:
        top = _corner(validation.sqref, own)
        validation.sqref = _areas(validation.sqref, own)
        for name in ("formula1", "formula2"):
            setattr(validation, name, _formula(getattr(validation, name), sheet.title, moved, top))


def _follow_formats(sheet: Worksheet, moved: Mapping[str, Moved]) -> None:
    old, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for each in old:
        top, areas = _corner(each.sqref, moved[sheet.title]), _areas(each.sqref, moved[sheet.title])
        for rule in each.rules:
            rule.formula = [_formula(one, sheet.title, moved, top) for one in rule.formula]
            sheet.conditional_formatting.add(str(areas), rule)


def _formula(text: Any, sheet: str, moved: Mapping[str, Moved], top: tuple[Spot, Spot]) -> Any:
    return translated(text, sheet, moved, *top) if isinstance(text, str) else text


def _corner(areas: MultiCellRange, own: Moved) -> tuple[Spot, Spot]:
    """Return the cell that relative references of a format or validation count from."""
    row, column = (min(getattr(area, name) for area in areas.ranges) for name in ("min_row", "min_col"))
    return Spot(row, _ends(own.rows, row, row)[0]), Spot(column, _ends(own.columns, column, column)[0])


def _areas(areas: MultiCellRange, own: Moved) -> MultiCellRange:
    return MultiCellRange([CellRange(stretched(area, own)) for area in areas.ranges])


def stretched(area: CellRange, own: Moved) -> str:
    """Return the area from the first to the last row and column that its own have become."""
    top, bottom = _ends(own.rows, area.min_row, area.max_row)
    left, right = _ends(own.columns, area.min_col, area.max_col)
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _copies(area: CellRange, own: Moved) -> Iterator[CellRange]:
    """Yield where a merged area came out: as often as its first row, as high as it was."""
    left, right = _ends(own.columns, area.min_col, area.max_col)
    high = area.max_row - area.min_row
    for row in own.rows.get(area.min_row, []):
        yield CellRange(min_col=left, max_col=right, min_row=row, max_row=row + high)


def translated(
    text: str, sheet: str, moved: Mapping[str, Moved], row: Spot | None = None, column: Spot | None = None
) -> str:
    """Return a formula whose references follow; `row` and `column` say where it stood and stands."""

    def follow_one(found: re.Match[str]) -> str:
        name, *ends = found.groups()
        own = moved.get(name.strip("'").replace("''", "'") if name else sheet)
        if own is None:
            return found[0]
        prefix, near = f"{name}!" if name else "", name is None
        return prefix + _followed(ends, own, row if near else None, column if near else None)

    pieces = _TEXT.split(text)
    pieces[::2] = [_REFERENCE.sub(follow_one, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _followed(ends: Sequence[str | None], own: Moved, row: Spot | None, column: Spot | None) -> str:
    fixed_left, left, fixed_top, top, *others = (end or "" for end in ends)
    fixed_right, right, fixed_bottom, bottom = others if others[1] else (fixed_left, left, fixed_top, top)
    rows = _place(own.rows, int(top), int(bottom), row)
    columns = _place(own.columns, _index(left), _index(right), column)
    first = f"{fixed_left}{get_column_letter(columns[0])}{fixed_top}{rows[0]}"
    last = f"{fixed_right}{get_column_letter(columns[1])}{fixed_bottom}{rows[1]}"
    return first if first == last and not others[1] else f"{first}:{last}"


def _place(axis: Axis, first: int, last: int, spot: Spot | None) -> tuple[int, int]:
    """Return the first and last place that a reference covers along one axis."""
    if spot is None or first != last:
        return _ends(axis, first, last)
    if first == spot.before:
        return spot.after, spot.after
    own, other = axis.get(spot.before, []), axis.get(first, [])
    if len(own) == len(other) and spot.after in own:
        same = other[own.index(spot.after)]
        return same, same
    return _ends(axis, first, last)


def _ends(axis: Axis, first: int, last: int) -> tuple[int, int]:
    """Return from where to where a stretch came out; one that did not shrinks to where it would have begun."""
    came = [place for number in range(first, last + 1) for place in axis.get(number, ())]
    if came:
        return min(came), max(came)
    before = max((places[-1] for number, places in axis.items() if number < first), default=0)
    over = first - max((number for number in axis if number < first), default=0)
    return before + over, before + over + last - first


@cache
def _index(letters: str) -> int:
    index: int = column_index_from_string(letters)
    return index
