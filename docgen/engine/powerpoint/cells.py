"""Table cells: fill, spans and merges that tags ask for, and a grid that keeps the table's width.

A cell that a span or a merge covers stays in the row, marked as covered: PowerPoint repairs a row whose cells do not
add up to the grid. What tags say is kept in attributes of the cell until the table is rendered.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from docgen.engine.markup import Element
from docgen.engine.powerpoint.markup import (
    CELL,
    CELL_PROPERTIES,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    TABLE,
    a,
    is_slot,
    text_of,
)
from docgen.engine.stream import Op, Slots
from docgen.engine.tags import Kind, Tag

CELL_TAGS = frozenset({"cellbg", "colspan", "vm", "hm"})
_COLUMN, _FLEXIBLE, _SPAN, _DOWN, _ACROSS = "dgColumn", "dgFlexible", "dgSpan", "dgDown", "dgAcross"
_OWN = frozenset({_COLUMN, _FLEXIBLE, _SPAN, _DOWN, _ACROSS})
_GRID, _GRID_COLUMN = a("tblGrid"), a("gridCol")
# tcPr is a sequence (ISO 29500-1, 21.1.3.17): lines and 3-D before the fill
_BEFORE_FILL = frozenset(map(a, ("lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "cell3D")))
_FILLS = frozenset(map(a, ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")))


@dataclass(frozen=True, slots=True)
class CellTags:
    """Puts what a cell's tags say into the tree of the template."""

    slots: Slots

    def apply(self, tag: Tag, cell: Element) -> None:
        """Let a `cellbg`, `colspan`, `vm` or `hm` tag govern its cell."""
        if tag.keyword == "cellbg":
            self._fill(tag, cell)
            return
        table = next(cell.iterancestors(TABLE))
        self.number_columns(table)
        words = {"vm": (_DOWN, "loop.first"), "hm": (_ACROSS, "loop.first")}
        name, body = words.get(tag.keyword, (_SPAN, _argument(tag)))
        printed = Tag(
            Kind.PRINT, "", body, tag.typed, tag.where, context="gridSpan" if name == _SPAN else "merge"
        )
        cell.set(name, self.slots.text(printed))

    def _fill(self, tag: Tag, cell: Element) -> None:
        properties = _properties(cell)
        for old in list(properties):
            if old.tag in _FILLS:
                properties.remove(old)
        printed = Tag(Kind.PRINT, "", _argument(tag), tag.typed, tag.where, context="fill")
        properties.insert(sum(child.tag in _BEFORE_FILL for child in properties), self.slots.node(printed))

    def number_columns(self, table: Element) -> None:
        """Note in each cell which column of the template's grid it stands in; once for a table."""
        if any(_COLUMN in cell.attrib for cell in table.iter(CELL)):
            return
        for row in table.iterchildren(ROW):
            for column, cell in enumerate(row.iterchildren(CELL)):
                cell.set(_COLUMN, str(column))

    def note_flexible(self, row: Element) -> None:
        """Note which cells stand between the tags of a column loop or condition."""
        depth = 0
        for child in row:
            if is_slot(child):
                depth += _step(self.slots.items[int(child.text or "0")])
            elif depth and child.tag == CELL:
                child.set(_FLEXIBLE, "1")


def _step(item: Tag | Op) -> int:
    if isinstance(item, Op):
        return 0
    word = item.keyword
    return -1 if word.startswith("end") else word in ("for", "if")


def is_marked(table: Element) -> bool:
    """Tell whether the rendered table must be put right by `put_right`."""
    return any(_COLUMN in cell.attrib for cell in table.iter(CELL))


def _argument(tag: Tag) -> str:
    return tag.body.partition(" ")[2].strip() or "''"


def _properties(cell: Element) -> Element:
    found = cell.find(CELL_PROPERTIES)
    if found is None:
        found = etree.SubElement(cell, CELL_PROPERTIES)
        extensions = cell.find(a("extLst"))
        if extensions is not None:
            extensions.addprevious(found)
    return found


# -- the rendered table -----------------------------------------------------------------------------------


def put_right(table: Element) -> None:
    """Merge the cells of a rendered table as its tags say, and write its grid anew, as wide as the template's.

    Raise ValueError where the rows do not come out equally long, or a span covers text or leaves the table.
    """
    rows = [list(row.iterchildren(CELL)) for row in table.iterchildren(ROW)]
    needed = max((len(row) for row in rows), default=0)
    rows = [_spanned(row, needed) for row in rows]
    _check_lengths(rows)
    for row in rows:
        _merge(row, _ACROSS, "gridSpan", "hMerge")
    for column in zip(*rows, strict=True):
        _merge(column, _DOWN, "rowSpan", "vMerge")
    if rows:
        _write_grid(table, max(rows, key=len))
    for cell in table.iter(CELL):
        for name in _OWN.intersection(cell.keys()):
            del cell.attrib[name]


def _spanned(row: list[Element], needed: int) -> list[Element]:
    """Return the row with its spans written: they cover the cells to the right, or add some where the row is short."""
    wanted = sum(_span(cell) - 1 for cell in row)
    adds = len(row) + wanted <= needed
    done: list[Element] = []
    waiting = list(row)
    while waiting:
        cell = waiting.pop(0)
        done.append(cell)
        span = _span(cell)
        if span > 1:
            covered = _added(cell, span - 1) if adds else waiting[: span - 1]
            waiting = waiting if adds else waiting[span - 1 :]
            _cover(cell, covered, span)
            done += covered
    return done


def _span(cell: Element) -> int:
    text = cell.get(_SPAN, "")
    return int(text) if text else 1


def _added(cell: Element, count: int) -> list[Element]:
    """Put empty copies of a cell behind it, and return them."""
    blank = deepcopy(cell)
    blank.tail = None
    blank.attrib.pop(_SPAN, "")
    _empty(blank)
    copies = [blank, *(deepcopy(blank) for _ in range(count - 1))]
    for copy in reversed(copies):
        cell.addnext(copy)
    return copies


def _cover(cell: Element, covered: Sequence[Element], span: int) -> None:
    if len(covered) < span - 1:
        raise ValueError(f"asks for {span} columns, which would go beyond the table's last one")
    text = next((found for each in covered if (found := text_of(each))), "")
    if text:
        raise ValueError(f"asks for {span} columns and would cover the text {text[:60]!r}")
    cell.set("gridSpan", str(span))
    for each in covered:
        each.set("hMerge", "1")


def _check_lengths(rows: Sequence[Sequence[Element]]) -> None:
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise ValueError(
                f"belongs to a table whose row {number} comes out with {len(row)} cells and row 1 with"
                f" {len(rows[0])}; give every row the same column loop, or a colspan"
            )


def _merge(cells: Sequence[Element], mark: str, span: str, covered: str) -> None:
    """Merge each cell that begins a merge with those that go on with it."""
    start: Element | None = None
    count = 0
    for cell in cells:
        word = cell.get(mark, "")
        if word == "on" and start is not None:
            count += 1
            start.set(span, str(count))
            cell.set(covered, "1")
            _empty(cell)
        else:
            start, count = (cell, 1) if word == "start" else (None, 0)


def _empty(cell: Element) -> None:
    """Leave one empty paragraph of a cell's text."""
    for paragraph in list(cell.iter(PARAGRAPH))[1:]:
        body = paragraph.getparent()
        if body is not None:
            body.remove(paragraph)
    for paragraph in cell.iter(PARAGRAPH):
        for child in list(paragraph):
            if child.tag != PARAGRAPH_PROPERTIES:
                paragraph.remove(child)


def _write_grid(table: Element, row: Sequence[Element]) -> None:
    grid = table.find(_GRID)
    if grid is None:
        return
    before = [int(column.get("w", "0")) for column in grid.iterchildren(_GRID_COLUMN)]
    columns = [(int(cell.get(_COLUMN, "0")), _FLEXIBLE in cell.attrib) for cell in row]
    widths = shared_widths(before, columns)
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, _GRID_COLUMN).set("w", str(width))


def shared_widths(before: Sequence[int], columns: Sequence[tuple[int, bool]]) -> list[int]:
    """Return the widths (EMU) of the columns that came out: all together as wide as `before`.

    Each column is known by its number in the template's grid and whether a loop or condition made it. Those that
    always stand keep their width and the others share the rest; where none of the others came out, or nothing
    would be left for them, all are scaled alike.
    """
    own = [before[number] if number < len(before) else 0 for number, _ in columns]
    total = sum(before)
    fixed = sum(width for width, (_, flexible) in zip(own, columns, strict=True) if not flexible)
    loose = sum(own) - fixed
    if not loose or fixed >= total:
        return _scaled(own, total)
    shares = _scaled([w for w, (_, flexible) in zip(own, columns, strict=True) if flexible], total - fixed)
    rest = iter(shares)
    return [next(rest) if flexible else width for width, (_, flexible) in zip(own, columns, strict=True)]


def _scaled(widths: Sequence[int], total: int) -> list[int]:
    """Return whole numbers in the proportions of `widths` that add up to `total`."""
    whole, out, edge, running = sum(widths) or 1, [], 0, 0
    for width in widths:
        running += width
        upper = running * total // whole
        out.append(upper - edge)
        edge = upper
    return out
