"""What keeps a part of a deck sound when its tags are filled: texts keep a paragraph, tables a row, groups a shape."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.markup import Element, path_of, remove
from docgen.engine.powerpoint.cells import CellTags, is_marked
from docgen.engine.powerpoint.markup import (
    BODIES,
    FRAME,
    GROUP,
    PARAGRAPH,
    ROW,
    SHAPE_TREE,
    TABLE,
    is_slot,
)
from docgen.engine.stream import Op, Slots

_HOLDERS = frozenset({TABLE, ROW, SHAPE_TREE, GROUP, *BODIES})
_ROW_MARKS = frozenset({"rowId", "colId"})


def guard(root: Element, slots: Slots) -> None:
    """Put operations around what may come out empty, so that it vanishes or keeps what PowerPoint asks of it."""
    for element in reversed(list(root.iter(ROW, GROUP, FRAME))):
        if element.tag == FRAME:
            _guard_frame(element, slots)
        elif any(map(is_slot, element)):
            if element.tag == ROW:
                CellTags(slots).note_flexible(element)
            _around(element, "close_row" if element.tag == ROW else "close_group", slots)
    for body in list(root.iter(*BODIES)):
        _guard_body(body, slots)


def _guard_body(body: Element, slots: Slots) -> None:
    """See to it that a text keeps a paragraph: PowerPoint repairs one without."""
    if not any(map(is_slot, body)):
        if body.find(PARAGRAPH) is None:
            etree.SubElement(body, PARAGRAPH)
        return
    first = next(at for at, child in enumerate(body) if child.tag == PARAGRAPH or is_slot(child))
    body.insert(first, slots.node(Op("open")))
    body.append(slots.node(Op("close_body")))


def _guard_frame(frame: Element, slots: Slots) -> None:
    table = next(frame.iter(TABLE), None)
    if table is None:
        return
    if is_marked(table):
        _around(table, "close_columns", slots)
    if any(map(is_slot, table)):
        _around(frame, "close_table", slots)


def _around(element: Element, closing: str, slots: Slots) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent.insert(at, slots.node(Op("open")))
    parent.insert(at + 2, slots.node(Op(closing)))


def locate(root: Element, slots: Slots) -> None:
    """Give every tag its path and container in the prepared tree, so that crossing blocks are seen."""
    containers: dict[Element, int] = {}
    for element, tag in slots.standing_in(root):
        holder = _container(element)
        tag.path = path_of(element)
        tag.container = containers.setdefault(holder, id(holder))


def without_marks(table: Element) -> None:
    """Take out the ids of rows and columns, which must not repeat: PowerPoint gives new ones on saving."""
    for mark in list(table.iter()):
        if isinstance(mark.tag, str) and etree.QName(mark).localname in _ROW_MARKS:
            extension, listed = mark.getparent(), None
            if extension is not None:
                listed = extension.getparent()
                remove(extension)
            if listed is not None and not len(listed):
                remove(listed)


def _container(element: Element) -> Element:
    """Return the text, row, table or group that holds an element."""
    node = element
    for node in _above(element):
        if node.tag in _HOLDERS:
            break
    return node


def _above(element: Element) -> Iterator[Element]:
    parent = element.getparent()
    yield element if parent is None else parent
    yield from () if parent is None else parent.iterancestors()
