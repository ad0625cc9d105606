"""A workbook's package read for judging: its sheets, cells, ranges and strings, with eyes of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tests.office.package import Package, R

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = "xl/workbook.xml"
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


def s(name: str) -> str:
    """Return the full name of an element of SpreadsheetML."""
    return f"{{{S}}}{name}"


@dataclass(frozen=True)
class Sheet:
    """A worksheet: the name on its tab, its part and the part's tree."""

    name: str
    part: str
    tree: etree._Element


@dataclass(frozen=True)
class Box:
    """A range by its first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: Box) -> bool:
        apart = self.bottom < other.top or other.bottom < self.top
        return not (apart or self.right < other.left or other.right < self.left)

    def holds(self, other: Box) -> bool:
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right

    def ends_with(self, other: Box) -> bool:
        return (self.bottom, self.right) == (other.bottom, other.right)


@dataclass(frozen=True)
class Cell:
    """A cell by where it stands; `stated` is what its `r` says."""

    row: int
    column: int
    stated: str
    element: etree._Element


def box(reference: str) -> Box | None:
    """Return a range, or None for what is no range of cells on a sheet."""
    found = _AREA.fullmatch(reference)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    area = Box(int(top), column(left), int(bottom or top), column(right or left))
    fits = 1 <= area.top <= area.bottom <= MAX_ROWS and area.left <= area.right <= MAX_COLUMNS
    return area if fits else None


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest range that holds all of these, at least one."""
    top, left = min(area.top for area in boxes), min(area.left for area in boxes)
    return Box(top, left, max(area.bottom for area in boxes), max(area.right for area in boxes))


def column(letters: str) -> int:
    """Return the number of a column: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def listed(package: Package) -> list[tuple[str, str]]:
    """Return the name and part of each sheet that the workbook lists, chart sheets included."""
    known = package.relationships(BOOK)
    entries = package.trees[BOOK].iterfind(f"{s('sheets')}/{s('sheet')}")
    named = [(entry.get("name", ""), known.get(entry.get(f"{{{R}}}id", ""))) for entry in entries]
    return [(name, relation.target if relation else "") for name, relation in named]


def sheets(package: Package) -> list[Sheet]:
    """Return the worksheets in the order of their tabs."""
    trees = [(name, part, package.trees.get(part)) for name, part in listed(package)]
    return [
        Sheet(name, part, tree)
        for name, part, tree in trees
        if tree is not None and tree.tag == s("worksheet")
    ]


def cells(sheet: Sheet) -> Iterator[Cell]:
    """Yield the cells in the order of the file. One without a reference stands right of the one before it."""
    row = 0
    for line in sheet.tree.iterfind(f"{s('sheetData')}/{s('row')}"):
        row = int(line.get("r", row + 1))
        at = 0
        for element in line.iterfind(s("c")):
            stated = element.get("r", "")
            place = box(stated) if stated else None
            at = place.left if place else at + 1
            yield Cell(row, at, stated, element)


def formulas(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield each formula of a sheet with its place: cells, conditional formats, validations."""
    for cell in cells(sheet):
        formula = cell.element.find(s("f"))
        if formula is not None and formula.text:
            yield cell.stated, formula.text
    for name in ("formula", "formula1", "formula2"):
        yield from ((name, element.text) for element in sheet.tree.iter(s(name)) if element.text)


def strings(package: Package) -> list[etree._Element]:
    """Return the workbook's shared strings."""
    tree = package.trees.get("xl/sharedStrings.xml")
    return [] if tree is None else list(tree.iterfind(s("si")))


def text(item: etree._Element) -> str:
    """Return the text of a shared or inline string, its runs joined."""
    return "".join(element.text or "" for element in item.iter(s("t")))


def shown(cell: Cell, package: Package) -> str | None:
    """Return a cell's text, or None where it holds no text."""
    kind, value = cell.element.get("t"), cell.element.findtext(s("v"))
    if kind == "s" and value is not None and int(value) < len(strings(package)):
        return text(strings(package)[int(value)])
    if kind == "inlineStr":
        return text(cell.element)
    return value if kind == "str" else None


def tables(package: Package, sheet: Sheet) -> list[tuple[str, etree._Element]]:
    """Return the tables of a sheet with their parts."""
    found = [
        entry.target for entry in package.relationships(sheet.part).values() if entry.type.endswith("/table")
    ]
    return [(part, package.trees[part]) for part in found if part in package.trees]
