"""Keeping a table's grid true after columns were repeated or merged.

Word repairs a table whose grid has fewer columns than its widest row, and draws cells whose width disagrees with
the grid by guesswork.
"""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from docgen.engine.markup import TC, TCPR, TR, Element, w

_GRID, _COLUMN, _WIDTH = w("tblGrid"), w("gridCol"), w("w")


def true_widths(table: Element) -> None:
    """Make the grid as wide as the widest row, share the table's width out, and give every cell its columns' width."""
    grid = table.find(_GRID)
    if grid is None:
        return
    rows = list(table.iterchildren(TR))
    spans = [[_span(cell) for cell in row.iterchildren(TC)] for row in rows]
    needed = max((sum(row) for row in spans), default=0)
    columns = grid.findall(_COLUMN)
    if not needed:
        return
    if needed != len(columns):
        _fit(grid, columns, needed, _repeated(rows, columns))
    widths = [int(column.get(_WIDTH, "0")) for column in grid.findall(_COLUMN)]
    for row, cells in zip(rows, spans, strict=True):
        _widen(row, cells, widths)


def _span(cell: Element) -> int:
    span = cell.find(f"{TCPR}/{w('gridSpan')}")
    return int(span.get(w("val"), "1")) if span is not None else 1


def _repeated(rows: list[Element], columns: list[Element]) -> int | None:
    """Return which column of the template its loop repeats, or None where the cells' own widths do not tell.

    A cell still states the width of the column that it was made for: the cells before and after the loop agree
    with the grid from either end, and the repeated ones all with the same column.
    """
    template = [column.get(_WIDTH) for column in columns]
    for row in rows:
        stated = [_stated(cell) for cell in row.iterchildren(TC)]
        before = _agreeing(stated, template)
        after = _agreeing(stated[::-1], template[::-1])
        if before + after == len(template) + 1:
            return before - 1
    return None


def _stated(cell: Element) -> str | None:
    width = cell.find(f"{TCPR}/{w('tcW')}")
    return width.get(_WIDTH) if width is not None else None


def _agreeing(stated: list[str | None], template: list[str | None]) -> int:
    pairs = zip(stated, template, strict=False)
    return next(
        (at for at, (ours, theirs) in enumerate(pairs) if ours != theirs), min(len(stated), len(template))
    )


def _fit(grid: Element, columns: list[Element], needed: int, repeated: int | None) -> None:
    """Share out among the columns that came of a loop what their one column had; without one, share out all."""
    widths = [int(column.get(_WIDTH, "0")) for column in columns]
    first, last = (repeated, repeated + 1) if repeated is not None else (0, len(columns))
    shared = sum(widths[first:last]) or needed * 1000
    count = needed - first - (len(columns) - last)
    for column in columns:
        grid.remove(column)
    edges = [shared * at // count for at in range(count + 1)]
    parts = [right - left for left, right in pairwise(edges)]
    for width in (*widths[:first], *parts, *widths[last:]):
        etree.SubElement(grid, _COLUMN).set(_WIDTH, str(width))


def _widen(row: Element, spans: list[int], widths: list[int]) -> None:
    position = 0
    for cell, span in zip(row.iterchildren(TC), spans, strict=True):
        width = sum(widths[position : position + span])
        position += span
        stated = cell.find(f"{TCPR}/{w('tcW')}")
        if stated is not None and stated.get(w("type"), "dxa") == "dxa" and width:
            stated.set(_WIDTH, str(width))
