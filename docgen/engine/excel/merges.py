"""The merges that tags ask for on one sheet: `colspan`, `vm`, `hm`; and how they join those of the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from docgen.engine.excel.growth import Run
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import Box, boxes
from docgen.engine.excel.order import child
from docgen.engine.markup import Element
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity


class Merges:
    """Gathers merges cell by cell, in the order in which cells are written. Empty ones are falsy."""

    def __init__(self) -> None:
        self._spans: dict[tuple[int, int], int] = {}
        self._down: dict[int, list[Run]] = {}
        self._across: dict[int, list[Run]] = {}

    def __bool__(self) -> bool:
        return bool(self._spans or self._down or self._across)

    def span(self, row: int, column: int, count: int) -> None:
        """Merge a cell with those right of it, `count` columns in all."""
        if count > 1:
            self._spans[row, column] = count

    def down(self, row: int, column: int, *, first: bool) -> bool:
        """Merge a cell with the one above that asked for it too, unless it is the first; tell whether it is seen."""
        return _joined(self._down.setdefault(column, []), row, first)

    def across(self, row: int, column: int, *, first: bool) -> bool:
        """Merge a cell with the one to its left that asked for it too; tell whether it is seen."""
        return _joined(self._across.setdefault(row, []), column, first)

    def boxes(self) -> list[Box]:
        """Return the merged cells, in order of their rows; one cell alone is no merge."""
        spans = dict(self._spans)
        found = []
        for column, runs in self._down.items():
            for first, last in runs:
                width = max(spans.pop((row, column), 1) for row in range(first, last + 1))
                found.append(Box((first, last), (column, column + width - 1)))
        found += [Box((row, row), run) for row, runs in self._across.items() for run in runs]
        found += [Box((row, row), (column, column + count - 1)) for (row, column), count in spans.items()]
        return sorted(box for box in found if box.rows[0] < box.rows[1] or box.columns[0] < box.columns[1])


def _joined(runs: list[Run], at: int, first: bool) -> bool:
    if first or not runs or runs[-1][1] != at - 1:
        runs.append((at, at))
        return True
    runs[-1] = (runs[-1][0], at)
    return False


def add_merges(sheet: Element, merges: Merges, place: Callable[[int, int], Place]) -> None:
    """Add the merges of tags to a worksheet's tree; `place` tells where an output cell is.

    Raise RenderError where two merges would share a cell: Excel repairs such a file.
    """
    own = merges.boxes()
    if not own:
        return
    listed = child(sheet, "mergeCells")
    there = [box for node in listed for box in boxes(node.get("ref", ""))]
    crossing = next(_crossing(there, own), None)
    if crossing is not None:
        where = place(crossing.rows[0], crossing.columns[0])
        message = f"a tag merges {crossing}, where other merged cells are already."
        hint = "Merge fewer cells with the tag, or take the merge out of the template."
        raise RenderError([Problem("crossing-merge", Severity.ERROR, where, message, hint)])
    for box in own:
        etree.SubElement(listed, s("mergeCell"), ref=str(box))
    listed.set("count", str(len(listed)))


def _crossing(there: Iterable[Box], own: Iterable[Box]) -> Iterator[Box]:
    """Yield the merges of tags that share a cell with another merge. The cost grows with the merges side by side."""
    marked = sorted([*((box, False) for box in there), *((box, True) for box in own)])
    active: list[tuple[Box, bool]] = []
    for box, asked in marked:
        active = [each for each in active if each[0].rows[1] >= box.rows[0]]
        for other, other_asked in active:
            if (asked or other_asked) and _touch(box.columns, other.columns):
                yield box if asked else other
        active.append((box, asked))


def _touch(one: Run, other: Run) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
