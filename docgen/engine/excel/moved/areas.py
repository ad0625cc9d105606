"""Rectangles of cells, moved as a whole, in pieces or once for each round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.engine.excel.growth import (
    MAX_COLUMNS,
    MAX_ROWS,
    OUTSIDE,
    Axis,
    Looks,
    Run,
    SheetGrowth,
    Spot,
    is_blank,
)
from docgen.engine.excel.references import cell, rectangle, rectangle_text
from docgen.engine.markup import Element


class Box(NamedTuple):
    """Rows and columns of a rectangle, both ends included."""

    rows: Run
    columns: Run

    def __str__(self) -> str:
        return rectangle_text(*self)


def boxes(sqref: str) -> list[Box]:
    """Return the rectangles of a list of references, as `sqref` has them."""
    return [Box(*rectangle(each)) for each in sqref.split()]


def pieces(box: Box, growth: SheetGrowth, looks: Looks = OUTSIDE) -> list[Box]:
    """Return the rectangles that the cells of a template rectangle are in, over all rounds that are seen."""
    across = growth.columns.runs(*box.columns, looks.columns)
    return [
        Box(rows, columns)
        for rows in clamped(growth.rows.runs(*box.rows, looks.rows), MAX_ROWS)
        for columns in (across if growth.columns.is_still else clamped(across, MAX_COLUMNS))
    ]


def clamped(runs: tuple[Run, ...], limit: int) -> list[Run]:
    """Return runs without what lies beyond the edge of a sheet."""
    return [(first, min(last, limit)) for first, last in runs if first <= limit]


def moved_sqref(sqref: str, growth: SheetGrowth) -> str:
    """Return a list of references moved, over all rounds; empty when nothing is left."""
    return " ".join(str(piece) for box in boxes(sqref) for piece in pieces(box, growth))


def whole(box: Box, growth: SheetGrowth, looks: Looks = OUTSIDE) -> Box | None:
    """Return the one rectangle around all that has become of a template rectangle; None when nothing is left."""
    found = pieces(box, growth, looks)
    if not found:
        return None
    first, last = found[0], found[-1]
    return Box((first.rows[0], last.rows[1]), (first.columns[0], last.columns[1]))


def moved_ref(ref: str, growth: SheetGrowth, looks: Looks = OUTSIDE) -> str:
    """Return a reference moved as one rectangle; empty when nothing is left."""
    found = whole(Box(*rectangle(ref)), growth, looks)
    return "" if found is None else str(found)


def instances(box: Box, growth: SheetGrowth) -> Iterator[tuple[Box, Spot]]:
    """Yield a template rectangle once for each round that repeats all of it, with the cell at its top left."""
    columns = list(growth.columns.instances(*box.columns))
    for rows, _ in growth.rows.instances(*box.rows):
        for across, _ in columns:
            yield Box(rows, across), Spot(growth, rows[0], across[0])


def rounds_of(box: Box, rows: Axis, columns: Axis) -> Iterator[tuple[Box, Looks]]:
    """Yield a template rectangle once for each round that repeats all of it, with these rounds.

    Rows and columns that are only kept blank are none: what hangs on cells is not repeated there.
    """
    across = [each for each in columns.instances(*box.columns) if not is_blank(each[1])]
    for down, row_path in rows.instances(*box.rows):
        if not is_blank(row_path):
            for run, column_path in across:
                yield Box(down, run), Looks(row_path, column_path)


def near_cell(ref: str, growth: SheetGrowth) -> str:
    """Return the first cell that a template cell has become, or where it would be."""
    (row, _), (column, _) = rectangle(ref)
    return cell(min(growth.rows.near(row), MAX_ROWS), min(growth.columns.near(column), MAX_COLUMNS))


def swap(node: Element, copies: Iterable[Element]) -> None:
    """Put copies in the place of a node, whose tail is lost: at one go, as each look at an index takes a walk."""
    last = node
    for copy in copies:
        copy.tail = None
        last.addnext(copy)
        last = copy
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def drop_uid(node: Element) -> None:
    """Take away the id by which Excel knows an element when several people edit: a copy must not have it too."""
    for key in [key for key in node.attrib if str(key).endswith("}uid")]:
        del node.attrib[key]
