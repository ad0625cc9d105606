"""The charts that a template's part shows, and the tags that give them data: `{% chart sales = figures %}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from lxml import etree

from docgen.engine.charts.names import CHART_NS, OFFICE_NS
from docgen.engine.markup import Element
from docgen.engine.stream import SLOT_START, Op, Slots, problem
from docgen.engine.tags import Kind, Tag
from docgen.problems import Problem

CONTEXT = "chart"
"""The context of a tag that fills a chart; its `special` is the chart's name."""

CHART_ID = f"{{{OFFICE_NS}}}id"
"""The attribute of a reference that names the relationship to the chart part."""

_TAG = re.compile(r"""chart\s+(?:"([^"]+)"|'([^']+)'|([^=\s"'][^="']*?))\s*=(?!=)\s*(.+)""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """A chart on a page: the element that leads to its part, and the one that names it and describes it."""

    reference: Element
    naming: Element

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a tag may call it by: its name, and its alternative text."""
        return tuple(
            filter(None, (self.naming.get("name", "").strip(), self.naming.get("descr", "").strip()))
        )

    @property
    def relation(self) -> str:
        """The id of the relationship to the chart part."""
        return self.reference.get(CHART_ID, "")


def chart_drawings(root: Element) -> Iterator[ChartDrawing]:
    """Yield the charts of a part of a document or a deck, in order."""
    for reference in root.iter(f"{{{CHART_NS}}}chart"):
        naming = _naming(reference)
        if reference.get(CHART_ID) and naming is not None:
            yield ChartDrawing(reference, naming)


def _naming(reference: Element) -> Element | None:
    """Return the `docPr` or `cNvPr` of the nearest drawing around a chart."""
    for around in reference.iterancestors():
        near = (each for child in around.iterchildren() for each in (child, *child))
        found: Element | None = next((each for each in near if _local(each) in ("docPr", "cNvPr")), None)
        if found is not None:
            return found
    return None


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_chart_tag(tag: Tag) -> bool:
    """Tell whether a tag gives data to a chart."""
    return tag.keyword == CONTEXT


def take_name(tag: Tag) -> Problem | None:
    """Turn `{% chart name = value %}` into a tag that prints nothing and hands over the value; or say what is wrong."""
    match = _TAG.fullmatch(tag.body)
    tag.kind, tag.context = Kind.PRINT, CONTEXT
    if match is None:
        tag.body = "''"
        hint = "Write {% chart name = value %}, with the name in quotes where it is more than one word."
        return problem(tag, "tag-syntax", f"{tag.typed} does not say which chart gets what.", hint)
    tag.special = next(filter(None, match.groups()[:3])).strip()
    tag.body = match[4].strip()
    return None


def mark_charts(root: Element, slots: Slots) -> list[Problem]:
    """Let the charts that tags give data to come out with it, each round of a loop with its own.

    Return a problem for each tag that names no chart of the part.
    """
    tags = [
        item for item in slots.items if isinstance(item, Tag) and item.context == CONTEXT and item.special
    ]
    if not tags:
        return []
    drawings = list(chart_drawings(root))
    problems = _unknown_charts(tags, drawings)
    called = {tag.special for tag in tags}
    for drawing in drawings:
        name = next((name for name in drawing.names if name in called), "")
        if name:
            _mark(drawing, name, slots)
    return problems


def _mark(drawing: ChartDrawing, name: str, slots: Slots) -> None:
    alt = drawing.naming.get("descr", "")
    relation = drawing.relation
    if SLOT_START not in alt:  # else tags describe it already
        drawing.naming.set("descr", slots.text(Op("chart_alt", (alt,))))
    drawing.reference.set(CHART_ID, slots.text(Op("chart_id", (name, relation))))


def _unknown_charts(tags: Iterable[Tag], drawings: Iterable[ChartDrawing]) -> list[Problem]:
    known = list(dict.fromkeys(name for drawing in drawings for name in drawing.names))
    return [_unknown(tag, known) for tag in tags if tag.special not in known]


def _unknown(tag: Tag, known: list[str]) -> Problem:
    near = get_close_matches(tag.special, known, n=1, cutoff=0.5)
    listed = ", ".join(name[:40] for name in known[:8])
    hint = f"Did you mean {near[0][:80]}?" if near else f"Charts here: {listed}." if known else _NO_CHART
    return problem(tag, "unknown-chart", f"{tag.typed}: there is no chart called {tag.special} here.", hint)


_NO_CHART = "Insert a chart, and give it this name in the selection pane or as its alternative text."
