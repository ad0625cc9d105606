"""Autofilters and sort orders, of a sheet and of a table."""

from __future__ import annotations

from docgen.engine.excel.growth import OUTSIDE, Looks, SheetGrowth
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import moved_ref
from docgen.engine.excel.references import rectangle
from docgen.engine.markup import Element, remove


def move_filter(node: Element, growth: SheetGrowth, looks: Looks = OUTSIDE) -> None:
    """Move an `autoFilter` with its columns and its sort order; drop it when its cells are gone."""
    before = node.get("ref", "A1")
    moved = moved_ref(before, growth, looks)
    if not moved:
        remove(node)
        return
    node.set("ref", moved)
    for column in node.findall(s("filterColumn")):
        _move_filter_column(column, before, moved, growth, looks)
    for order in node.findall(s("sortState")):
        move_sort(order, growth, looks)


def _move_filter_column(column: Element, before: str, moved: str, growth: SheetGrowth, looks: Looks) -> None:
    index = rectangle(before)[1][0] + int(column.get("colId", "0"))
    found = growth.columns.hull(index, index, looks.columns)
    if found is None:
        remove(column)
        return
    column.set("colId", str(found[0] - rectangle(moved)[1][0]))


def move_sort(node: Element, growth: SheetGrowth, looks: Looks = OUTSIDE) -> None:
    """Move a `sortState` and its conditions; drop what has no cells left."""
    for each in [*node.findall(s("sortCondition")), node]:
        moved = moved_ref(each.get("ref", "A1"), growth, looks)
        if moved:
            each.set("ref", moved)
        else:
            remove(each)
