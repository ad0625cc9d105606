"""What a sheet shows: widths of columns, frozen panes, the selection, page breaks."""

from __future__ import annotations

from copy import deepcopy

from docgen.engine.excel.growth import MAX_COLUMNS, Axis, SheetGrowth
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import boxes, moved_ref, near_cell
from docgen.engine.markup import Element

_MOST_BREAKS = 1_023  # Excel's own limit on breaks of one kind


def move_columns(cols: Element, growth: SheetGrowth) -> None:
    """Let widths, styles and groups of columns follow the columns. The tree keeps neighbours with one format joined."""
    if growth.columns.is_still:
        return
    pieces = [
        (first, min(last, MAX_COLUMNS), node)
        for node in cols
        for first, last in growth.columns.runs(int(node.get("min", "1")), int(node.get("max", "1")))
        if first <= MAX_COLUMNS
    ]
    for node in list(cols):
        cols.remove(node)
    for first, last, node in sorted(pieces, key=lambda piece: piece[0]):
        copy = deepcopy(node)
        copy.set("min", str(first))
        copy.set("max", str(last))
        cols.append(copy)
    parent = cols.getparent()
    if not len(cols) and parent is not None:
        parent.remove(cols)


def move_view(view: Element, growth: SheetGrowth) -> None:
    """Move the first visible cell, the frozen rows and columns and the selection of a `sheetView`."""
    _move_corner(view, growth)
    pane = view.find(s("pane"))
    if pane is not None:
        _move_pane(view, pane, growth)
    for selection in view.findall(s("selection")):
        _move_selection(selection, growth)


def _move_corner(node: Element, growth: SheetGrowth) -> None:
    if "topLeftCell" in node.attrib:
        node.set("topLeftCell", near_cell(node.get("topLeftCell", "A1"), growth))


def _move_pane(view: Element, pane: Element, growth: SheetGrowth) -> None:
    _move_corner(pane, growth)
    if pane.get("state") not in ("frozen", "frozenSplit"):
        return  # a split is measured in twips
    for name, axis in (("xSplit", growth.columns), ("ySplit", growth.rows)):
        if name in pane.attrib:
            _move_split(pane, name, axis)
    if "xSplit" not in pane.attrib and "ySplit" not in pane.attrib:
        view.remove(pane)
        for selection in view.findall(s("selection")):
            selection.attrib.pop("pane", "")
        for selection in view.findall(s("selection"))[1:]:
            view.remove(selection)


def _move_split(pane: Element, name: str, axis: Axis) -> None:
    frozen = int(float(pane.attrib[name]))
    hull = axis.hull(1, frozen) if frozen else None
    if hull is None:
        del pane.attrib[name]
    else:
        pane.set(name, str(hull[1]))


def _move_selection(selection: Element, growth: SheetGrowth) -> None:
    active = near_cell(selection.get("activeCell", "A1"), growth)
    chosen = boxes(selection.get("sqref", "A1"))
    moved = moved_ref(str(chosen[0]), growth) if len(chosen) == 1 and ":" in str(chosen[0]) else ""
    selection.set("activeCell", active)
    selection.set("sqref", moved or active)
    selection.attrib.pop("activeCellId", "")


def move_breaks(breaks: Element, axis: Axis) -> None:
    """Move the page breaks of rows or columns: a break below a row stands below it in every round."""
    if axis.is_still:
        return
    placed: dict[int, Element] = {}
    for node in list(breaks):
        at = int(node.get("id", "0"))
        for _, last in [run for run, _ in axis.instances(at, at)]:
            placed[last] = node
        breaks.remove(node)
    for at in sorted(placed)[:_MOST_BREAKS]:
        copy = deepcopy(placed[at])
        copy.set("id", str(at))
        breaks.append(copy)
    _count_breaks(breaks)


def _count_breaks(breaks: Element) -> None:
    manual = sum(node.get("man") in ("1", "true") for node in breaks)
    breaks.set("count", str(len(breaks)))
    breaks.set("manualBreakCount", str(manual))
    parent = breaks.getparent()
    if not len(breaks) and parent is not None:
        parent.remove(breaks)
