"""A worksheet around its rows: where the range of its cells is written, and whether anything in it has to move.

Most frames name no cell, or only such as lie above the first loop: these are spliced around the rows as the template
has them, without a look at their tree.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.engine.excel.formula_parts import Named, Reference
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Growths, SheetGrowth
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import boxes
from docgen.engine.excel.moved.conditions import XM_NS
from docgen.engine.markup import Element

_ROWS = re.compile(r"<((?:\w+:)?sheetData)\s*(?:/>|></(?:\w+:)?sheetData>)")
_DIMENSION = re.compile(r'<(?:\w+:)?dimension\b[^>]*?\bref="([^"]*)"')
_BATCH = 512
_CELLS = ("ref", "sqref", "r")
_CORNERS = ("topLeftCell", "activeCell")
_FORMULAS = frozenset((*map(s, ("formula", "formula1", "formula2")), f"{{{XM_NS}}}f"))
_SQREF, _ANCHOR = f"{{{XM_NS}}}sqref", s("anchor")


@dataclass(frozen=True, slots=True)
class Frame:
    """The XML of a worksheet cut where its rows go, and before that where the range of its cells goes.

    Without a place for the range `start` is empty, and `middle` all that stands before the rows.
    """

    start: bytes
    middle: bytes
    end: bytes

    @classmethod
    def cut(cls, xml: str) -> Frame:
        """Return the frame that the XML of a worksheet without rows makes."""
        rows = _ROWS.match(xml, xml.find("<sheetData")) or _ROWS.search(xml)  # found sooner without a prefix
        assert rows is not None
        head, end = f"{xml[: rows.start()]}<{rows[1]}>", f"</{rows[1]}>{xml[rows.end() :]}"
        found = _DIMENSION.search(head)
        if found is None:
            return cls(b"", head.encode(), end.encode())
        return cls(head[: found.start(1)].encode(), head[found.end(1) :].encode(), end.encode())

    def around(self, dimension: str, rows: list[str]) -> Iterator[bytes]:
        """Yield the worksheet in pieces."""
        yield b"%b%b%b" % (self.start, dimension.encode() if self.start else b"", self.middle)
        for at in range(0, len(rows), _BATCH):
            yield "".join(rows[at : at + _BATCH]).encode()
        yield self.end


@dataclass(frozen=True, slots=True)
class Outlook:
    """How far something outside the cells looks: by sheet (empty for its own) the last row and column that it names.

    None for `sheets` means that nobody knows: it is moved whenever anything moves.
    """

    sheets: Mapping[str, tuple[int, int]] | None

    def stays(self, growth: SheetGrowth | None, growths: Growths) -> bool:
        """Tell whether all of it reads in the output as it does in the template; `growth` is that of its own sheet."""
        if self.sheets is None:
            return False
        return all(_holds(name, *ends, growth, growths) for name, ends in self.sheets.items())


OUTLOOK_UNKNOWN = Outlook(None)


def _holds(name: str, row: int, column: int, growth: SheetGrowth | None, growths: Growths) -> bool:
    found = growths.get(name, ()) if name else (growth,)
    if len(found) != 1 or found[0] is None:
        return False
    same = not name or found[0].name == name
    return same and found[0].rows.holds(row) and found[0].columns.holds(column)


def outlooks_of_frame(
    root: Element, gone: Container[int], cut: Container[Element]
) -> tuple[Outlook, Outlook]:
    """Return how far a worksheet's tree without its rows looks, and how far it does without the children in `cut`.

    `gone` are the rows that never come out.
    """
    found = _Gathered(gone)
    children = list(root.iterchildren(etree.Element))
    try:
        found.add_trees(child for child in children if child not in cut)
        rest = found.outlook()
        found.add_trees(child for child in children if child in cut)
    except ValueError:
        return OUTLOOK_UNKNOWN, OUTLOOK_UNKNOWN
    return found.outlook(), rest


def outlook_of_names(root: Element) -> Outlook:
    """Return how far the defined names of a workbook's tree look."""
    found = _Gathered()
    for node in root.iter(s("definedName")):
        found.add_formula(node.text or "")
    return found.outlook()


class _Gathered:
    """Gathers the rows and columns that something names."""

    def __init__(self, gone: Container[int] = ()) -> None:
        self._gone = gone
        self._sheets: dict[str, tuple[int, int]] = {}
        self._unknown = False

    def outlook(self) -> Outlook:
        return Outlook(None if self._unknown else dict(self._sheets))

    def add_trees(self, roots: Iterable[Element]) -> None:
        """Take note of what elements of a worksheet and all within them name. Raise as `add_node` does."""
        for root in roots:
            for node in root.iter(etree.Element):
                self.add_node(node)

    def add_node(self, node: Element) -> None:
        """Take note of what an element of a worksheet names. Raise ValueError where that cannot be read."""
        if node.tag == s("dimension"):
            return
        for name in _CORNERS:
            self._add_corner(node.get(name, ""))
        for name in _CELLS:
            text = node.get(name, "")
            if node.tag == s("selection") and ":" not in text:
                self._add_corner(text)
            else:
                self._add_cells(text)
        if node.tag in _FORMULAS:
            self.add_formula(node.text or "")
        elif node.tag == _SQREF:
            self._add_cells(node.text or "")
        elif node.tag == s("cfvo") and node.get("type") == "formula":
            self.add_formula(node.get("val", ""))
        elif node.tag == s("hyperlink"):
            self.add_formula(node.get("location", ""))
        elif node.tag == s("pane"):
            self._add("", int(float(node.get("ySplit", "0"))), int(float(node.get("xSplit", "0"))))
        elif node.tag == s("brk"):
            self._add("", int(node.get("id", "0")), int(node.get("id", "0")))
        elif node.tag == s("col"):
            self._add("", 0, int(node.get("max", "1")))
        self._unknown = self._unknown or node.tag == _ANCHOR

    def add_formula(self, text: str) -> None:
        """Take note of what a formula refers to."""
        for part in parse(text).parts:
            if isinstance(part, Named):
                self._add(part.sheet, 0, 0)
                self._unknown = self._unknown or bool(part.table)
            elif isinstance(part, Reference):
                rows, columns = part.area.rows, part.area.columns
                self._add(part.sheet, rows.last if rows else 0, columns.last if columns else 0)
                self._unknown = self._unknown or bool(part.until)

    def _add_cells(self, text: str) -> None:
        for (_, row), (_, column) in boxes(text):
            self._add("", row, column)

    def _add_corner(self, text: str) -> None:
        """Take note of a cell that gives its place to the next one when it goes."""
        for (row, _), (column, _) in boxes(text):
            self._add("", row - 1 if row in self._gone else row, column)

    def _add(self, sheet: str, row: int, column: int) -> None:
        before = self._sheets.get(sheet, (0, 0))
        self._sheets[sheet] = (max(before[0], row), max(before[1], column))
