"""Where on a slide a paragraph is: shape, table, row, column. In words for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.engine.markup import Element
from docgen.engine.powerpoint.markup import CELL, PARAGRAPH, ROW, SHAPES, TABLE, is_title, naming_of
from docgen.problems import Place


@dataclass(slots=True)
class _Walk:
    file: str
    tables: int = 0


def paragraphs(root: Element, where: Place) -> Iterator[tuple[Element, Place]]:
    """Yield every paragraph of a part in order with its place; `where` is the place of the part."""
    yield from _inside(root, where.trail, _Walk(where.file))


def shape_place(shape: Element, where: Place) -> Place:
    """Return the place of a shape on the slide (or layout) at `where`."""
    return Place(file=where.file, trail=(*where.trail, *_called(shape)))


def _inside(element: Element, trail: tuple[str, ...], walk: _Walk) -> Iterator[tuple[Element, Place]]:
    for child in element:
        if child.tag == PARAGRAPH:
            yield child, Place(file=walk.file, trail=trail)
        elif child.tag == TABLE:
            walk.tables += 1
            yield from _rows(child, (*trail[:-1], f"table {walk.tables}"), walk)
        elif child.tag in SHAPES:
            yield from _inside(child, (*trail, *_called(child)), walk)
        elif isinstance(child.tag, str):
            yield from _inside(child, trail, walk)


def _rows(table: Element, trail: tuple[str, ...], walk: _Walk) -> Iterator[tuple[Element, Place]]:
    for row, each in enumerate(table.iterchildren(ROW), start=1):
        for column, cell in enumerate(each.iterchildren(CELL), start=1):
            spot = f"{trail[-1]}, row {row}, column {column}"
            yield from _inside(cell, (*trail[:-1], spot), walk)


def _called(shape: Element) -> tuple[str, ...]:
    if is_title(shape):
        return ("title",)
    naming = naming_of(shape)
    name = naming.get("name", "") if naming is not None else ""
    return (name or "shape",)
