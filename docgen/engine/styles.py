"""What the engine reads from a Word document's styles and numbering: names, outline levels, list numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.engine.markup import PPR, Element, w


@dataclass(frozen=True, slots=True)
class Styles:
    """`ids` by lower-cased name; `outline` level by style id; `numbering` (number id, level) by style id."""

    ids: Mapping[str, str] = field(default_factory=dict)
    outline: Mapping[str, int] = field(default_factory=dict)
    numbering: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def read_styles(root: Element | None) -> Styles:
    """Return the styles of a styles part; empty where there is none."""
    if root is None:
        return Styles()
    elements = {style.get(w("styleId"), ""): style for style in root.iterchildren(w("style"))}
    ids = {_name(style).lower(): key for key, style in reversed(list(elements.items())) if _name(style)}
    outline = {key: level for key in elements if (level := _outline(key, elements)) is not None}
    numbering = {key: found for key in elements if (found := _numbering(key, elements))}
    return Styles(ids, outline, numbering)


def _name(style: Element) -> str:
    name = style.find(w("name"))
    return name.get(w("val"), "") if name is not None else ""


def _chain(key: str, elements: Mapping[str, Element]) -> list[Element]:
    """Return a style and those it is based on, nearest first."""
    chain: list[Element] = []
    while key in elements and elements[key] not in chain:
        chain.append(elements[key])
        based = elements[key].find(w("basedOn"))
        key = based.get(w("val"), "") if based is not None else ""
    return chain


def _outline(key: str, elements: Mapping[str, Element]) -> int | None:
    for style in _chain(key, elements):
        level = style.find(f"{PPR}/{w('outlineLvl')}")
        if level is not None:
            value = int(level.get(w("val"), "9"))
            return value if value < 9 else None
    return None


def _numbering(key: str, elements: Mapping[str, Element]) -> tuple[str, int] | None:
    for style in _chain(key, elements):
        number = style.find(f"{PPR}/{w('numPr')}/{w('numId')}")
        if number is not None and number.get(w("val"), "0") != "0":
            level = style.find(f"{PPR}/{w('numPr')}/{w('ilvl')}")
            return number.get(w("val"), "0"), int(level.get(w("val"), "0")) if level is not None else 0
    return None


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering part: the definition behind each number id, the shape of each decimal level, the highest id.

    `starts` has the levels of each definition, each with its first number.
    """

    definitions: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[tuple[str, int], str] = field(default_factory=dict)
    highest: int = 0
    starts: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


def read_numbering(root: Element | None) -> Numbering:
    """Return what the numbering part says; empty where there is none."""
    if root is None:
        return Numbering()
    definitions: dict[str, str] = {}
    for number in root.iterchildren(w("num")):
        target = number.find(w("abstractNumId"))
        if target is not None:
            definitions[number.get(w("numId"), "")] = target.get(w("val"), "")
    shapes = {
        (abstract.get(w("abstractNumId"), ""), int(level.get(w("ilvl"), "0"))): _shape(level)
        for abstract in root.iterchildren(w("abstractNum"))
        for level in abstract.iterchildren(w("lvl"))
    }
    starts = {
        abstract.get(w("abstractNumId"), ""): tuple(map(_start, abstract.iterchildren(w("lvl"))))
        for abstract in root.iterchildren(w("abstractNum"))
    }
    highest = max((int(key) for key in definitions if key.isdigit()), default=0)
    return Numbering(definitions, shapes, highest, starts)


def _start(level: Element) -> tuple[int, int]:
    start = level.find(w("start"))
    return int(level.get(w("ilvl"), "0")), 0 if start is None else int(start.get(w("val"), "0"))


def _shape(level: Element) -> str:
    """Return `%1.%2` for a level of plain numbers, else nothing: other forms are not put in a contents list."""
    form, text = level.find(w("numFmt")), level.find(w("lvlText"))
    if text is None or (form is not None and form.get(w("val")) != "decimal"):
        return ""
    shape = text.get(w("val"), "")
    return shape if re.search(r"%\d", shape) else ""
