"""A worksheet's tree without its rows: each kind of element that names cells, and what moves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Growths, SheetGrowth, Spot
from docgen.engine.excel.markup import XDR_NS, s
from docgen.engine.excel.moved.areas import Box, boxes, instances, rounds_of, swap
from docgen.engine.excel.moved.conditions import (
    move_cells,
    move_conditional_format,
    move_sparkline,
    move_validation,
    renumber,
    x14,
)
from docgen.engine.excel.moved.drawings import move_marks
from docgen.engine.excel.moved.filters import move_filter, move_sort
from docgen.engine.excel.moved.views import move_breaks, move_columns, move_view
from docgen.engine.excel.references import rectangle
from docgen.engine.markup import Element, remove

_Mover = Callable[[Element, SheetGrowth, Growths], None]


def move_sheet(root: Element, growth: SheetGrowth, growths: Growths) -> None:
    """Move everything outside `sheetData` in a worksheet's tree.

    `growth` is the output sheet's own, `growths` all sheets' by template name. Raise ValueError for a formula that
    would grow too long.
    """
    for name, mover in _MOVERS.items():
        for node in list(root.iter(name)):
            mover(node, growth, growths)
    for name in _LISTS:
        for node in list(root.iter(name)):
            _count(node)
    renumber(root)


def _move_merge(node: Element, growth: SheetGrowth, _: Growths) -> None:
    found = (box for box, _spot in instances(Box(*rectangle(node.get("ref", "A1"))), growth))
    # Excel repairs a merge of one cell
    many = (box for box in found if box.rows[0] < box.rows[1] or box.columns[0] < box.columns[1])
    swap(node, (etree.Element(node.tag, ref=str(box)) for box in many))


def _move_link(node: Element, growth: SheetGrowth, growths: Growths) -> None:
    location = parse(node.get("location", ""))
    copies = []
    for box, _ in rounds_of(boxes(node.get("ref", "A1"))[0], growth.rows, growth.columns):
        copy, spot = deepcopy(node), Spot(growth, box.rows[0], box.columns[0])
        copy.set("ref", str(box))
        if location.text:
            copy.set("location", location.moved(spot, growths))
        copies.append(copy)
    swap(node, copies)


def _move_watch(node: Element, growth: SheetGrowth, _: Growths) -> None:
    node.set("sqref", node.get("r", "A1"))
    move_cells(node, growth)
    if node.getparent() is not None:
        node.set("r", node.get("sqref", "A1").split()[0].partition(":")[0])
        del node.attrib["sqref"]


_MOVERS: Mapping[str, _Mover] = {
    s("sheetView"): lambda node, growth, _: move_view(node, growth),
    s("customSheetView"): lambda node, growth, _: move_view(node, growth),
    s("cols"): lambda node, growth, _: move_columns(node, growth),
    s("protectedRange"): lambda node, growth, _: move_cells(node, growth),
    s("autoFilter"): lambda node, growth, _: move_filter(node, growth),
    s("sortState"): lambda node, growth, _: _move_own_sort(node, growth),
    s("mergeCell"): _move_merge,
    s("conditionalFormatting"): move_conditional_format,
    s("dataValidation"): move_validation,
    s("hyperlink"): _move_link,
    s("rowBreaks"): lambda node, growth, _: move_breaks(node, growth.rows),
    s("colBreaks"): lambda node, growth, _: move_breaks(node, growth.columns),
    s("cellWatch"): _move_watch,
    s("ignoredError"): lambda node, growth, _: move_cells(node, growth),
    s("anchor"): lambda node, growth, _: move_marks(node, growth, XDR_NS),
    x14("conditionalFormatting"): move_conditional_format,
    x14("dataValidation"): move_validation,
    x14("sparkline"): move_sparkline,
    x14("ignoredError"): lambda node, growth, _: move_cells(node, growth),
}

# Lists that must not be empty, and that may count their items.
_LISTS = (
    s("mergeCells"),
    s("dataValidations"),
    s("hyperlinks"),
    s("protectedRanges"),
    s("cellWatches"),
    s("ignoredErrors"),
    x14("conditionalFormattings"),
    x14("dataValidations"),
    x14("sparklines"),
    x14("sparklineGroup"),
    x14("sparklineGroups"),
    x14("ignoredErrors"),
    s("ext"),
    s("extLst"),
)


def _move_own_sort(node: Element, growth: SheetGrowth) -> None:
    parent = node.getparent()
    if parent is not None and parent.tag != s("autoFilter"):  # an autofilter has moved its own
        move_sort(node, growth)


def _count(node: Element) -> None:
    """Drop a list that has lost all its items; correct its count otherwise."""
    if node.tag == x14("sparklineGroup"):
        if node.find(x14("sparklines")) is None:
            remove(node)
    elif not len(node):
        remove(node)
    elif "count" in node.attrib:
        node.set("count", str(len(node)))
