"""Drawings: pictures, shapes and charts hang on the cells of their anchors (ISO 29500-1, 20.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Axis, Looks, SheetGrowth
from docgen.engine.excel.markup import A_NS, XDR_NS, r
from docgen.engine.excel.moved.areas import Box, rounds_of, swap
from docgen.engine.markup import Element

Repeat = Callable[[str, Sequence[Looks]], list[str]]
"""Returns a relationship for each round of the part that one relationship leads to."""

_FRAME = f"{{{XDR_NS}}}graphicFrame"
_CREATION = "http://schemas.microsoft.com/office/drawing/2014/main"


def move_drawing(root: Element, growth: SheetGrowth, repeat: Repeat | None = None) -> None:
    """Move the anchors of a drawing with their cells, once for each round that repeats all of their cells.

    `repeat` is told the relationship of each part that stands in a loop and is shown by one frame alone (a chart),
    and the rounds that show it; it returns a relationship for each. Without it such a frame stays one, in the first
    round. Shapes get ids of their own where rounds repeat them. What a loop without a round held is gone; what hung
    on cells that a condition took away hangs on those that follow.
    """
    for anchor in list(root):
        if anchor.tag in (_xdr("twoCellAnchor"), _xdr("oneCellAnchor")):
            _move_anchor(anchor, growth, repeat)
    unique_ids(root)


def _move_anchor(anchor: Element, growth: SheetGrowth, repeat: Repeat | None) -> None:
    box = _cells(anchor)
    if not (growth.rows.common(*box.rows) or growth.columns.common(*box.columns)):
        move_marks(anchor, growth, XDR_NS)
        return
    rounds = list(rounds_of(box, growth.rows, growth.columns))
    charts = list(_charts(anchor))
    if next(anchor.iter(_FRAME), None) is not None and not (charts and repeat):
        rounds = rounds[:1]
    keys = (
        [repeat(node.get(key, ""), [looks for _, looks in rounds]) for node, key in charts] if repeat else []
    )
    copies = [deepcopy(anchor) for _ in rounds]
    for number, (copy, (found, _)) in enumerate(zip(copies, rounds, strict=True)):
        _place(copy, box, found)
        for (node, key), own in zip(_charts(copy), keys, strict=False):
            node.set(key, own[number])
    swap(anchor, copies)


def _charts(anchor: Element) -> Iterator[tuple[Element, str]]:
    """Yield the elements that show a chart, with the attribute that holds its relationship."""
    for data in anchor.iter(f"{{{A_NS}}}graphicData"):
        yield from ((node, r("id")) for node in data.iter(etree.Element) if r("id") in node.attrib)


def _place(anchor: Element, before: Box, now: Box) -> None:
    for mark in _marks(anchor, XDR_NS):
        for name, old, new in (("row", before.rows, now.rows), ("col", before.columns, now.columns)):
            node = mark.find(_xdr(name))
            if node is not None:
                node.text = str(int(node.text or "0") + new[0] - old[0])


def _cells(anchor: Element) -> Box:
    """Return the cells that an anchor belongs to: where it begins, and if it grows with them where it ends."""
    marks = list(_marks(anchor, XDR_NS))
    start, end = marks[0], marks[0] if _is_rigid(anchor) else marks[-1]
    return Box(
        (_index(start, "row", XDR_NS), _index(end, "row", XDR_NS)),
        (_index(start, "col", XDR_NS), _index(end, "col", XDR_NS)),
    )


def _is_rigid(anchor: Element) -> bool:
    return anchor.get("editAs") in ("oneCell", "absolute") or anchor.get("sizeWithCells") in ("0", "false")


def _marks(anchor: Element, namespace: str) -> Iterator[Element]:
    return (node for node in anchor if node.tag in (f"{{{namespace}}}from", f"{{{namespace}}}to"))


def _index(mark: Element, name: str, namespace: str) -> int:
    node = mark.find(f"{{{namespace}}}{name}")
    return int((node.text if node is not None else "") or "0") + 1


def move_marks(anchor: Element, growth: SheetGrowth, namespace: str) -> None:
    """Move the corners of an anchor. One that may only move (`oneCell`) keeps its size in rows and columns."""
    marks = list(_marks(anchor, namespace))
    rigid = _is_rigid(anchor)
    for name, axis, limit in (("row", growth.rows, MAX_ROWS), ("col", growth.columns, MAX_COLUMNS)):
        shift = 0
        for number, mark in enumerate(marks):
            node = mark.find(f"{{{namespace}}}{name}")
            if node is None:
                continue
            before = int(node.text or "0") + 1
            now = before + shift if number and rigid else _corner(axis, before, last=bool(number))
            shift = shift if number else now - before
            node.text = str(min(now, limit) - 1)


def _corner(axis: Axis, index: int, *, last: bool) -> int:
    """Return where a corner is: the second one takes all rounds in, as when rows are inserted between the two."""
    hull = axis.hull(index, index)
    if hull is None or not last:
        return axis.near(index)
    return hull[1]


def unique_ids(root: Element) -> None:
    """Give the shapes of a drawing ids of their own where some are alike."""
    seen: set[str] = set()
    names = list(root.iter(_xdr("cNvPr")))
    highest = max((int(node.get("id", "0")) for node in names), default=0)
    for node in names:
        if node.get("id", "") in seen:
            highest += 1
            node.set("id", str(highest))
            _drop_creation(node)
        seen.add(node.get("id", ""))


def _drop_creation(name: Element) -> None:
    """Drop the id that Excel gave a shape when it was drawn: it must not be another's too."""
    for node in list(name.iter(f"{{{_CREATION}}}creationId")):
        holder = node.getparent()
        listed = holder.getparent() if holder is not None and holder.tag == f"{{{A_NS}}}ext" else None
        if holder is not None and listed is not None:
            listed.remove(holder)
            if not len(listed):
                name.remove(listed)


def _xdr(name: str) -> str:
    return f"{{{XDR_NS}}}{name}"
