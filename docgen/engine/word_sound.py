"""What keeps a rendered Word part sound: emptied cells, rows and tables, ids that loops repeat, Word's own litter."""

from __future__ import annotations

from lxml import etree

from docgen.engine.markup import TBL, TC, TCPR, TR, WP_NS, Element, P, R, ancestor, remove, w
from docgen.engine.stream import Op, Slots
from docgen.engine.tables import KEPT_COLUMNS, kept_columns

_NOISE = frozenset({w("proofErr"), w("lastRenderedPageBreak"), w("noProof")})


def guard_tables(root: Element, slots: Slots) -> None:
    """Let cells, rows and tables that hold tags be put right once their content is known."""
    for element in reversed(list(root.iter(TC, TR, TBL))):  # a row tells its table
        if element.tag == TC:
            _guard_cell(element, slots)
        elif element.tag == TR:
            _guard_row(element, slots)
        else:
            _guard_table(element, slots)


def _guard_cell(cell: Element, slots: Slots) -> None:
    # Word repairs a cell that does not end with a paragraph.
    if any(_is_slot(child) for child in cell):
        properties = cell.find(TCPR)
        index = 0 if properties is None else cell.index(properties) + 1
        cell.insert(index, slots.node(Op("open")))
        cell.append(slots.node(Op("close_cell")))


def _guard_row(row: Element, slots: Slots) -> None:
    if any(_is_slot(child) for child in row):
        _around(row, "close_row", slots)
        table = ancestor(row, TBL)
        if table is not None:
            table.set(KEPT_COLUMNS, kept_columns(row))


def _guard_table(table: Element, slots: Slots) -> None:
    if KEPT_COLUMNS in table.attrib:  # the rendered table is put right by it, and loses it
        _around(table, "close_widths", slots)
    if any(_is_slot(child) for child in table):
        _around(table, "close_table", slots)


def _around(element: Element, closing: str, slots: Slots) -> None:
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    tail, element.tail = element.tail, None
    parent.insert(index, slots.node(Op("open")))
    close = slots.node(Op(closing))
    close.tail = tail
    parent.insert(index + 2, close)


def _is_slot(element: Element) -> bool:
    return isinstance(element, etree._ProcessingInstruction) and element.target == "dg"


def guard_ids(root: Element, slots: Slots) -> None:
    """Let ids that must be unique be given anew where a loop repeats them."""
    for drawing in root.iter(f"{{{WP_NS}}}docPr"):
        drawing.set("id", slots.text(Op("drawing_id", (drawing.get("id", "1"),))))
    names = set()
    for start in root.iter(w("bookmarkStart")):
        key, name = start.get(w("id"), ""), start.get(w("name"), "")
        names.add(key)
        start.set(w("id"), slots.text(Op("bookmark_id", (key, True))))
        start.set(w("name"), slots.text(Op("bookmark_name", (key, name))))
    for end in root.iter(w("bookmarkEnd")):
        key = end.get(w("id"), "")
        if key in names:
            end.set(w("id"), slots.text(Op("bookmark_id", (key, False))))


def drop_noise(root: Element) -> None:
    """Drop what Word leaves for its own sake: spelling marks, page-break memories, revision-save ids."""
    for element in list(root.iter(*_NOISE)):
        remove(element)
    for element in root.iter(P, R, TR, w("sectPr")):
        for key in [key for key in element.attrib if str(key).startswith(w("rsid"))]:
            del element.attrib[key]
