"""Tags with `r` take a place between runs: the run in which one was typed is parted around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from docgen.engine.charts.drawings import CONTEXT
from docgen.engine.markup import RPR, Element, R, T, own_texts
from docgen.engine.stream import SLOT_END, SLOT_START, Slots
from docgen.engine.tags import Tag

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AT_SLOTS = re.compile(f"({SLOT_START}\\d+{SLOT_END})")


def part_runs(paragraph: Element, slots: Slots) -> None:
    """Put the tags with `r` of a paragraph between its runs; the words before and after keep their format."""
    runs = {node.getparent(): None for node in own_texts(paragraph) if _holds(node, slots)}
    for run in runs:
        if run is not None and run.tag == R:
            _part(run, slots)


def _holds(node: Element, slots: Slots) -> bool:
    text = node.text or ""
    return SLOT_START in text and any(_governing(slots, number) for number in slots.number_in(text))


def _governing(slots: Slots, number: int) -> Tag | None:
    item = slots.items[number]
    return item if isinstance(item, Tag) and item.prefix == "r" else None


def _part(run: Element, slots: Slots) -> None:
    parent, properties, tail = run.getparent(), run.find(RPR), run.tail
    assert parent is not None
    nodes: list[Element] = []
    open_run = False
    for item in _parted(run, slots):
        if isinstance(item, Tag):
            item.context = item.context if item.context == CONTEXT else "runs"
            nodes.append(slots.node(item))
        else:
            if not open_run:
                nodes.append(_run(properties))
            nodes[-1].append(item)
        open_run = not isinstance(item, Tag)
    nodes[-1].tail = tail
    at = parent.index(run)
    parent[at : at + 1] = nodes


def _parted(run: Element, slots: Slots) -> Iterator[Tag | Element]:
    """Yield what a run holds, its texts cut at the tags with `r`."""
    for child in [child for child in run if child.tag != RPR]:
        if child.tag != T or not _holds(child, slots):
            yield child
            continue
        for text in _AT_SLOTS.split(child.text or ""):
            tag = _governing(slots, slots.number_in(text)[0]) if text.startswith(SLOT_START) else None
            if tag is not None or text:
                yield tag or _text(text)


def _run(properties: Element | None) -> Element:
    run = etree.Element(R)
    run.extend([] if properties is None else [deepcopy(properties)])
    return run


def _text(text: str) -> Element:
    node = etree.Element(T)
    node.text = text
    node.set(_SPACE, "preserve")
    return node
