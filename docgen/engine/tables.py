"""Keeping a table's grid true after columns were repeated or merged.

Word repairs a table whose grid has fewer columns than its widest row, and draws cells whose width disagrees with
the grid by guesswork.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from lxml import etree

from docgen.engine.markup import TC, TCPR, TR, Element, w

_GRID, _COLUMN, _WIDTH = w("tblGrid"), w("gridCol"), w("w")
KEPT_COLUMNS = "dg"
"""The attribute of a table being rendered: how many columns stand before and after those that a loop repeats."""


def kept_columns(row: Element) -> str:
    """Return the value of that attribute for a row of the template: `2 0` for two labels and a loop after them."""
    cells = [_span(child) if child.tag == TC else 0 for child in row if child.tag == TC or _is_slot(child)]
    before = _columns_until_slot(cells)
    after = _columns_until_slot(cells[::-1])
    return f"{before} {after}"


def _is_slot(child: Element) -> bool:
    return isinstance(child, etree._ProcessingInstruction)


def _columns_until_slot(spans: list[int]) -> int:
    return sum(takewhile(bool, spans))


def true_widths(table: Element) -> None:
    """Make the grid as wide as the widest row, share the table's width out, and give every cell its columns' width.

    Columns beside a loop keep their widths; those that came of it share what the loop's own columns had.
    """
    kept = [int(count) for count in str(table.attrib.pop(KEPT_COLUMNS, "")).split()]
    grid = table.find(_GRID)
    if grid is None:
        return
    rows = list(table.iterchildren(TR))
    spans = [[_span(cell) for cell in row.iterchildren(TC)] for row in rows]
    needed = max((sum(row) for row in spans), default=0)
    if not needed:
        return
    columns = [int(column.get(_WIDTH, "0")) for column in grid.findall(_COLUMN)]
    widths = _shared(columns, needed, *kept) if kept or needed != len(columns) else columns
    _write_grid(grid, widths)
    for row, cells in zip(rows, spans, strict=True):
        _widen(row, cells, widths)


def _span(cell: Element) -> int:
    span = cell.find(f"{TCPR}/{w('gridSpan')}")
    return int(span.get(w("val"), "1")) if span is not None else 1


def _shared(columns: list[int], needed: int, before: int = 0, after: int = 0) -> list[int]:
    """Return `needed` widths: the first and the last as they were, the rest sharing what is left of the whole."""
    count = needed - before - after
    if count < 1 or before + after >= len(columns):
        before, after, count = 0, 0, needed
    middle = sum(columns[before : len(columns) - after]) or needed * 1000
    edges = [middle * at // count for at in range(count + 1)]
    parts = [right - left for left, right in pairwise(edges)]
    return [*columns[:before], *parts, *columns[len(columns) - after :]]


def _write_grid(grid: Element, widths: list[int]) -> None:
    for column in grid.findall(_COLUMN):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, _COLUMN).set(_WIDTH, str(width))


def _widen(row: Element, spans: list[int], widths: list[int]) -> None:
    position = 0
    for cell, span in zip(row.iterchildren(TC), spans, strict=True):
        width = sum(widths[position : position + span])
        position += span
        stated = cell.find(f"{TCPR}/{w('tcW')}")
        if stated is not None and stated.get(w("type"), "dxa") == "dxa" and width:
            stated.set(_WIDTH, str(width))
