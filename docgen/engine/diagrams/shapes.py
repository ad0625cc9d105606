"""A drawing as a list of shapes from the back to the front, in no dialect of Office yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.drawing import (
    Drawing,
    LegendEntry,
    PlacedLabel,
    PlacedNode,
    PlacedZone,
    Point,
    Rect,
    Side,
    Stroke,
)
from docgen.engine.diagrams.geometry import box_with_icon, branching, preset
from docgen.engine.diagrams.kinds import LINE_STYLES, NODE_KINDS, ZONE_KINDS, Look
from docgen.engine.diagrams.model import Link

_HAIRLINE, _LINE = 0.75, 1.25
_LINK_COLOR, _LABEL_COLOR, _LEGEND_COLOR = "dk2", "dk1", "accent3"


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph: its text, size in points, colour token."""

    text: str
    points: float
    color: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TextBody:
    """The text of a shape; insets in points from the left, top, right and bottom."""

    words: tuple[Words, ...]
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    align: str = "l"
    anchor: str = "ctr"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line: colour token, width in points, DrawingML's dash, heads at the first and the last point."""

    color: str
    points: float = _HAIRLINE
    dash: str = "solid"
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: what the selection pane calls it, where it is, its geometry, fill (`auto`: none), line, text.

    A `connector` is a straight line that Office keeps at the nodes `near` and `far`; `key` is the id of the node
    that a shape is, or empty.
    """

    name: str
    rect: Rect
    geometry: str
    fill: str = "auto"
    outline: Outline | None = None
    text: TextBody | None = None
    key: str = ""
    connector: bool = False
    flips: str = ""
    near: tuple[str, Side] | None = None
    far: tuple[str, Side] | None = None


def shapes_of(drawing: Drawing) -> tuple[Shape, ...]:
    """Return the shapes of a drawing: areas, lines, titles, boxes, labels of links, legend."""
    density = drawing.density
    return (
        *(_area(zone) for zone in drawing.zones),
        *(shape for stroke in drawing.strokes for shape in _line(stroke, drawing)),
        *(_title(zone, density) for zone in drawing.zones if zone.lines),
        *(_box(node, density) for node in drawing.nodes),
        *(_label(label, drawing) for label in drawing.labels),
        *(shape for entry in drawing.legend for shape in _entry(entry, density)),
    )


def _area(zone: PlacedZone) -> Shape:
    kind = ZONE_KINDS[zone.zone.kind]
    outline = Outline(
        kind.border, 1.0 if zone.zone.dashed else _HAIRLINE, "dash" if zone.zone.dashed else "solid"
    )
    return Shape(_named("Zone", zone.zone.label), zone.box, preset("roundRect", zone.box), kind.fill, outline)


def _title(zone: PlacedZone, density: Density) -> Shape:
    kind = ZONE_KINDS[zone.zone.kind]
    words = (Words(zone.zone.label, density.title, kind.label, bold=True),)
    text = TextBody(words, anchor="t")
    return Shape(_named("Title", zone.zone.label), zone.title, preset("rect"), kind.fill, None, text)


def _box(placed: PlacedNode, density: Density) -> Shape:
    node, kind = placed.node, NODE_KINDS[placed.node.kind]
    look = kind.look
    label = (Words(node.label, density.label, look.label, bold=True),) if node.label.strip() else ()
    detail = tuple(Words(text, density.detail, look.detail) for text in node.detail if text.strip())
    text = TextBody((*label, *detail), (density.before_text, 0.0, density.inset - 1.0, 0.0))
    place = Rect(density.inset, (placed.box.height - density.icon) / 2, density.icon, density.icon)
    geometry = box_with_icon(placed.box, kind.icon, place, border=not look.dark)
    return Shape(
        _named(kind.words, node.label), placed.box, geometry, look.fill, _border(look), text, key=node.id
    )


def _border(look: Look) -> Outline:
    """Return the line of a box, which also draws its icon: light on a dark fill, where the box needs no border."""
    return Outline("lt1" if look.dark else look.border, 1.0)


def _label(label: PlacedLabel, drawing: Drawing) -> Shape:
    link = drawing.links[label.link]
    text = TextBody((Words(link.label, drawing.density.link, _LABEL_COLOR),), align="ctr")
    return Shape(_named("Label", link.label), label.box, preset("rect"), label.fill, None, text)


def _named(what: str, label: str) -> str:
    """Return a shape's name: one line, and not endless."""
    words = " ".join(label.split())
    return f"{what}: {words}"[:120] if words else what


# Lines ---------------------------------------------------------------------------------------------------------


def _line(stroke: Stroke, drawing: Drawing) -> Iterator[Shape]:
    """Yield a line as a straight connector, or as one open shape where it branches."""
    links = [drawing.links[at] for at in stroke.links]
    outline = Outline(_LINK_COLOR, _LINE, LINE_STYLES[links[0].style], stroke.first, stroke.last)
    name = _link_name(links, drawing)
    if not stroke.paths:
        return
    if len(stroke.paths) == 1:
        for start, end in pairwise(stroke.paths[0]):
            yield _connector(name, start, end, outline, stroke)
        return
    rect = _around([point for path in stroke.paths for point in path])
    yield Shape(name, rect, branching(rect, stroke.paths), "auto", outline)


def _link_name(links: list[Link], drawing: Drawing) -> str:
    labels = {placed.node.id: placed.node.label for placed in drawing.nodes}
    if len(links) > 1:
        return _named("Links", f"{len(links)} at {labels[_shared(links)]}")
    return _named("Link", f"{labels[links[0].start]} to {labels[links[0].end]}")


def _shared(links: list[Link]) -> str:
    common = set.intersection(*({link.start, link.end} for link in links))
    return links[0].start if links[0].start in common else links[0].end


def _connector(name: str, start: Point, end: Point, outline: Outline, stroke: Stroke) -> Shape:
    rect = _around([start, end])
    flips = (' flipH="1"' if end[0] < start[0] else "") + (' flipV="1"' if end[1] < start[1] else "")
    return Shape(
        name,
        rect,
        preset("straightConnector1"),
        "auto",
        outline,
        connector=True,
        flips=flips,
        near=stroke.near,
        far=stroke.far,
    )


def _around(points: list[Point]) -> Rect:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Rect(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)


# Legend --------------------------------------------------------------------------------------------------------


def _entry(entry: LegendEntry, density: Density) -> Iterator[Shape]:
    sample = entry.sample
    if entry.key in NODE_KINDS:
        kind = NODE_KINDS[entry.key]
        inside = Rect(2.0, 2.0, sample.width - 4.0, sample.height - 4.0)
        geometry = box_with_icon(sample, kind.icon, inside, border=not kind.look.dark)
        yield Shape(_named("Legend", entry.text), sample, geometry, kind.look.fill, _border(kind.look))
    else:
        y = sample.centre[1]
        outline = Outline(_LINK_COLOR, _LINE, LINE_STYLES[entry.key])
        rect = Rect(sample.x, y, sample.width, 0.0)
        yield Shape(_named("Legend", entry.text), rect, preset("line"), "auto", outline)
    words = (Words(entry.text, density.detail, _LEGEND_COLOR),)
    yield Shape(_named("Legend text", entry.text), entry.words, preset("rect"), "auto", None, TextBody(words))
