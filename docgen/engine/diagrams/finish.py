"""The last touches to a drawing: titles moved clear of lines, everything drawn to the corner, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import add
from typing import TypeVar

from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.drawing import (
    Drawing,
    LegendEntry,
    PlacedLabel,
    PlacedNode,
    PlacedZone,
    Point,
    Rect,
    Stroke,
)
from docgen.engine.diagrams.kinds import NODE_KINDS
from docgen.engine.diagrams.model import Parts
from docgen.engine.diagrams.texts import plain_width
from docgen.engine.measure import line_height

_BORDER = 1.0  # half of the thickest border: a drawing ends where its ink ends
_SAMPLE = 13.0
_AIR = 3.0

_Boxed = TypeVar("_Boxed", PlacedNode, PlacedLabel)


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a drawing comes out, in points: `body` wide without its legend, `width` by `height` with it.

    `left` and `top` are where its ink begins, `legend` stands as it will in the end.
    """

    left: float
    top: float
    body: float
    width: float
    height: float
    legend: tuple[LegendEntry, ...] = ()


def extent_of(drawing: Drawing, parts: Parts, available: float) -> Extent:
    """Return how large a drawing as laid out comes out, its legend as wide as `available` lets it be."""
    left, top, right, bottom = _bounds(drawing)
    width, height = right - left + 2 * _BORDER, bottom - top + 2 * _BORDER
    return _with_legend(Extent(left, top, width, width, height), parts, drawing.density, available)


def finished(drawing: Drawing, extent: Extent) -> Drawing:
    """Return the drawing with its titles clear of lines, its corner at 0, and its legend under it."""
    segments = list(_segments(drawing.strokes))
    dx, dy = _BORDER - extent.left, _BORDER - extent.top
    return replace(
        drawing,
        width=extent.width,
        height=extent.height,
        zones=tuple(_moved_zone(_titled(zone, segments), dx, dy) for zone in drawing.zones),
        nodes=tuple(_moved_box(node, dx, dy) for node in drawing.nodes),
        labels=tuple(_moved_box(label, dx, dy) for label in drawing.labels),
        strokes=tuple(_moved_stroke(stroke, dx, dy) for stroke in drawing.strokes),
        legend=extent.legend,
    )


# Titles --------------------------------------------------------------------------------------------------------


def _segments(strokes: Iterable[Stroke]) -> Iterator[Rect]:
    for stroke in strokes:
        for path in stroke.paths:
            for (x, y), (to_x, to_y) in pairwise(path):
                yield Rect(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))


def _titled(zone: PlacedZone, segments: Sequence[Rect]) -> PlacedZone:
    """Return a zone with its title at the first place from the left where no line runs; else where it was.

    A title that stands on a line hides it there: it has a ground of its own.
    """
    crossing = sorted(one.right for one in segments if one.meets(_band(zone), clearance=_AIR))
    last = zone.box.right - (zone.title.x - zone.box.x) - zone.title.width
    for x in (zone.title.x, *(right + _AIR for right in crossing)):
        place = zone.title._replace(x=x)
        if zone.title.x <= x <= last and not any(one.meets(place, clearance=_AIR) for one in segments):
            return zone._replace(title=place)
    return zone


def _band(zone: PlacedZone) -> Rect:
    return Rect(zone.box.x, zone.title.y, zone.box.width, zone.title.height)


# Corner --------------------------------------------------------------------------------------------------------


def _bounds(drawing: Drawing) -> tuple[float, float, float, float]:
    rects = [node.box for node in drawing.nodes] + [zone.box for zone in drawing.zones]
    rects += [label.box for label in drawing.labels] + list(_segments(drawing.strokes))
    lefts, tops, widths, heights = zip(*rects, strict=True)
    return min(lefts), min(tops), max(map(add, lefts, widths)), max(map(add, tops, heights))


def _moved_zone(zone: PlacedZone, dx: float, dy: float) -> PlacedZone:
    return zone._replace(box=zone.box.moved(dx, dy), title=zone.title.moved(dx, dy))


def _moved_box(placed: _Boxed, dx: float, dy: float) -> _Boxed:
    return placed._replace(box=placed.box.moved(dx, dy))


def _moved_stroke(stroke: Stroke, dx: float, dy: float) -> Stroke:
    def moved(path: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((x + dx, y + dy) for x, y in path)

    return stroke._replace(paths=tuple(map(moved, stroke.paths)))


# Legend --------------------------------------------------------------------------------------------------------


def _with_legend(extent: Extent, parts: Parts, density: Density, available: float) -> Extent:
    """Return the extent with the legend in rows under the drawing, as wide as the page lets it be."""
    words = legend_words(parts)
    if not words:
        return extent
    line = max(line_height(density.detail), _SAMPLE * density.detail / 8) + 2.0
    top, x = extent.height + min(density.gap, 20.0) * 0.7, _BORDER
    entries: list[LegendEntry] = []
    for key, text in words:
        entry = _entry(key, text, x, top, line, density)
        if entry.words.right > available and x > _BORDER:
            x, top = _BORDER, top + line
            entry = _entry(key, text, x, top, line, density)
        entries.append(entry)
        x = entry.words.right + min(density.gap, 20.0) * 0.8
    width = max(extent.width, *(entry.words.right + _BORDER for entry in entries))
    return replace(extent, legend=tuple(entries), width=width, height=top + line)


def _entry(key: str, text: str, x: float, top: float, line: float, density: Density) -> LegendEntry:
    side = _SAMPLE * density.detail / 8
    wide = side if key in NODE_KINDS else 2 * side
    sample = Rect(x, top + (line - side) / 2, wide, side)
    high = line_height(density.detail)
    words = Rect(sample.right + 4.0, top + (line - high) / 2, plain_width(text, density.detail), high)
    return LegendEntry(key, sample, words, text)


def legend_words(parts: Parts) -> list[tuple[str, str]]:
    """Return what the legend tells: what the diagram says, else the kinds that occur if there are two or more."""
    if parts.legend:
        return list(parts.legend)
    kinds = dict.fromkeys(node.kind for node in parts.nodes)
    return [(kind, NODE_KINDS[kind].words) for kind in NODE_KINDS if kind in kinds] if len(kinds) > 1 else []
