"""Where in a Word part a paragraph is: nearest heading, table, row, column, text box. In words for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.engine.markup import PPR, TBL, TC, TR, Element, P, own_texts, w
from docgen.problems import Place

_PART = re.compile(r"word/(header|footer|footnotes|endnotes|comments|document)(\d*)\.xml")
_NAMED = {
    "docProps/core.xml": "properties",
    "docProps/app.xml": "properties",
    "docProps/custom.xml": "properties",
}


@dataclass(slots=True)
class _Walk:
    file: str
    outline: Mapping[str, int]
    heading: str = ""
    tables: int = 0
    numbers: list[int] = field(default_factory=list)


def part_trail(name: str) -> tuple[str, ...]:
    """Return what people call a part: nothing for the body, `header 2`, `footnotes`, else its name."""
    match = _PART.fullmatch(name)
    if match:
        return () if match[1] == "document" else (f"{match[1]} {match[2]}".strip(),)
    return (_NAMED.get(name, name),)


def paragraphs(
    root: Element, *, file: str, part: str, outline: Mapping[str, int]
) -> Iterator[tuple[Element, Place]]:
    """Yield every paragraph of a part in order with its place.

    `outline` maps the ids of heading styles to their level (0 for Heading 1); headings count as Word numbers
    them only where their text already shows a number.
    """
    walk = _Walk(file, outline)
    yield from _inside(root, part_trail(part), walk)


def _inside(element: Element, trail: tuple[str, ...], walk: _Walk) -> Iterator[tuple[Element, Place]]:
    for child in element:
        if child.tag == P:
            yield child, _place(child, trail, walk)
            yield from _boxes(child, trail, walk)
        elif child.tag == TBL:
            walk.tables += 1
            yield from _rows(child, (*trail, f"table {walk.tables}"), walk)
        elif isinstance(child.tag, str):
            yield from _inside(child, trail, walk)


def _boxes(paragraph: Element, trail: tuple[str, ...], walk: _Walk) -> Iterator[tuple[Element, Place]]:
    for box in paragraph.iter(w("txbxContent")):
        yield from _inside(box, (*trail, "text box"), walk)


def _rows(table: Element, trail: tuple[str, ...], walk: _Walk) -> Iterator[tuple[Element, Place]]:
    for number, row in enumerate(table.iterchildren(TR, w("sdt"), w("ins")), start=1):
        for column, cell in enumerate(
            row.iter(TC) if row.tag != TR else row.iterchildren(TC, w("sdt")), start=1
        ):
            yield from _inside(cell, (*trail, f"row {number}, column {column}"), walk)


def _place(paragraph: Element, trail: tuple[str, ...], walk: _Walk) -> Place:
    level = _level(paragraph, walk.outline)
    if level is not None and not trail:
        text = "".join(node.text or "" for node in own_texts(paragraph)).strip()
        walk.heading = text or walk.heading
    heading = (walk.heading,) if walk.heading else ()
    return Place(file=walk.file, trail=(*heading, *trail))


def _level(paragraph: Element, outline: Mapping[str, int]) -> int | None:
    properties = paragraph.find(PPR)
    if properties is None:
        return None
    direct = properties.find(w("outlineLvl"))
    if direct is not None:
        level = int(direct.get(w("val"), "9"))
        return level if level < 9 else None
    style = properties.find(w("pStyle"))
    return outline.get(style.get(w("val"), "")) if style is not None else None


def heading_level(paragraph: Element, outline: Mapping[str, int]) -> int | None:
    """Return the outline level of a paragraph, 0 for Heading 1, or None for running text."""
    return _level(paragraph, outline)
