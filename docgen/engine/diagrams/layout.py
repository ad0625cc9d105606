"""From nodes, zones and links to a drawing, at one density: blocks, then lines, then heights.

Everything is worked out as if links led down. Where they lead right, sizes are turned before and places after.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.engine.diagrams.blocks import Arranger, Block, Frame, Sides, Spot
from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.drawing import (
    Drawing,
    PlacedLabel,
    PlacedNode,
    PlacedZone,
    Point,
    Rect,
    Side,
    Stroke,
)
from docgen.engine.diagrams.heights import Heights, closing, heights_of, opening
from docgen.engine.diagrams.kinds import ZONE_KINDS
from docgen.engine.diagrams.lanes import Lanes, crowded, extents, lanes_of, tracks
from docgen.engine.diagrams.levels import Levels, levels_of
from docgen.engine.diagrams.model import Parts
from docgen.engine.diagrams.nets import Net, Port, nets_of
from docgen.engine.diagrams.texts import BoxText, Text, box_text, link_text, longest_word, title_text

_WIDENINGS = 6
_LABEL_SHARE = 0.8  # of the widest box: a label on a line that leads right
_LEAST_LABEL = 34.0
_LINED_UP = 0.3  # points from the middle of a side within which a line stands in its middle
_SIDES: Mapping[tuple[bool, bool], Side] = {
    (False, True): "bottom",
    (False, False): "top",
    (True, True): "right",
    (True, False): "left",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The texts of all boxes and titles at a density, and whether the drawing is turned (its links lead right)."""

    parts: Parts
    density: Density
    turned: bool
    boxes: Mapping[str, BoxText]
    titles: Mapping[str, Text]
    levels: Levels

    def across(self, text: BoxText) -> float:
        return text.height if self.turned else text.width

    def down(self, text: BoxText) -> float:
        return text.width if self.turned else text.height


@dataclass(frozen=True, slots=True)
class _Routed:
    """A block with its nets, the labels' texts by link, and where the nets run."""

    block: Block
    spots: Mapping[str, Spot]
    rows: Mapping[str, int]
    nets: tuple[Net, ...]
    labels: Mapping[int, Text]
    lanes: Lanes


def laid_out(measured: Measured, *, available: float) -> Drawing:
    """Return the drawing at a density, `available` points wide if it can be, else wider. `finished` ends it."""
    density = measured.density
    routed = _routed(measured, _room_across(measured, available))
    spans = extents(routed.nets, routed.lanes)
    numbers = {channel: tracks(found) for channel, found in spans.items()}
    heights = heights_of(
        routed.block,
        routed.nets,
        tracks={channel: max(found.values()) + 1 for channel, found in numbers.items()},
        boxes=_even({key: measured.down(text) for key, text in measured.boxes.items()}, measured),
        labels={link: _down(text, measured) for link, text in routed.labels.items()},
        sides=_sides(measured, across=False),
        density=density,
    )
    return _drawing(measured, routed, heights, numbers)


def measured_at(parts: Parts, density: Density) -> Measured:
    """Return the texts of a diagram's boxes and titles at a density, and what stands above what."""
    boxes = {node.id: box_text(node, density) for node in parts.nodes}
    turned = parts.direction == "right"
    held = Counter([*(node.zone for node in parts.nodes), *(zone.parent for zone in parts.zones)])
    widest = max(text.width for text in boxes.values())
    titles = {
        zone.id: title_text(
            zone.label, density, widest if turned else density.box * (1 if held[zone.id] == 1 else 2)
        )
        for zone in parts.zones
    }
    levels = levels_of(parts.nodes, parts.zones, parts.links)
    return Measured(parts, density, turned, boxes, titles, levels)


def _room_across(measured: Measured, available: float) -> float:
    return measured.parts.height if measured.turned else available


def _even(sizes: dict[str, float], measured: Measured) -> dict[str, float]:
    """Return all boxes as deep as the deepest where the drawing is turned: then that is their width."""
    return dict.fromkeys(sizes, max(sizes.values())) if measured.turned else sizes


def _sides(measured: Measured, *, across: bool) -> dict[str, Sides]:
    pad = measured.density.pad
    has_title = across is measured.turned
    return {
        zone.id: Sides(_over(measured.titles[zone.id], pad) if has_title else pad, pad)
        for zone in measured.parts.zones
    }


def _over(title: Text, pad: float) -> float:
    return title.height + pad * 1.2 if title.lines else pad


# Across --------------------------------------------------------------------------------------------------------


def _routed(measured: Measured, available: float) -> _Routed:
    """Return the rows and lines across; boxes that are too narrow for their lines are widened first."""
    widths = {key: measured.across(text) for key, text in measured.boxes.items()}
    if not measured.turned:
        widths = dict.fromkeys(widths, max(widths.values()))  # boxes of one width look calm
    arranger = _arranger(measured, widths)
    for attempt in range(_WIDENINGS + 1):
        block = arranger.arrange("", available)
        spots = {spot.node: spot for row in block.rows for spot in row}
        rows = {spot.node: at for at, row in enumerate(block.rows) for spot in row}
        nets = nets_of(measured.parts.links, rows)
        labels = _labels(measured, nets)
        across = {link: _across(text, measured) for link, text in labels.items()}
        narrow = crowded(nets, spots, across)
        if not narrow or attempt == _WIDENINGS:
            break
        for found in narrow:
            widths[found.node] = max(widths[found.node], found.width)
    return _Routed(block, spots, rows, nets, labels, lanes_of(nets, block, spots, across))


def _arranger(measured: Measured, widths: Mapping[str, float]) -> Arranger:
    nodes, zones = defaultdict(list), defaultdict(list)
    for node in measured.parts.nodes:
        nodes[node.zone].append(node)
    for zone in measured.parts.zones:
        zones[zone.parent].append(zone)
    titles = {
        zone.id: _title_room(measured, zone.id, len(nodes[zone.id]) + len(zones[zone.id]))
        for zone in measured.parts.zones
    }
    sides = _sides(measured, across=True)
    return Arranger(
        nodes,
        zones,
        measured.levels,
        widths,
        titles,
        sides,
        measured.density,
        fill=not measured.turned,
    )


def _title_room(measured: Measured, zone: str, held: int) -> float:
    """Return the width across that a zone's title asks for: beside a line to the middle of a sole box, if need be."""
    if measured.turned:
        return 0.0
    width = measured.titles[zone].width
    return 2 * (width + measured.density.stub) if held == 1 else width


def _labels(measured: Measured, nets: Sequence[Net]) -> dict[int, Text]:
    counts = Counter(port.side for net in nets for port in net.ports)
    found = {}
    for port in (port for net in nets for port in net.ports if port.labelled is not None):
        assert port.labelled is not None
        label = measured.parts.links[port.labelled].label
        if measured.turned:
            most = measured.density.box * _LABEL_SHARE
        else:
            word = min(longest_word(label, measured.density), measured.density.box)
            most = max(measured.boxes[port.node].width / counts[port.side] - 4.0, word, _LEAST_LABEL)
        found[port.labelled] = link_text(label, measured.density, most)
    return found


def _across(text: Text, measured: Measured) -> float:
    return text.height if measured.turned else text.width


def _down(text: Text, measured: Measured) -> float:
    return text.width if measured.turned else text.height


# Down ----------------------------------------------------------------------------------------------------------


def _drawing(
    measured: Measured, routed: _Routed, heights: Heights, numbers: Mapping[int, Mapping[int, int]]
) -> Drawing:
    boxes = {
        key: Rect(spot.x, heights.tops[row], spot.width, heights.rows[row])
        for key, spot in routed.spots.items()
        for row in (routed.rows[key],)
    }
    strokes = [
        stroke
        for at, net in enumerate(routed.nets)
        for stroke in _strokes(at, net, measured, routed, heights, numbers, boxes)
    ]
    return Drawing(
        width=routed.block.width,
        height=heights.total,
        rows=len(routed.block.rows),
        density=measured.density,
        links=measured.parts.links,
        zones=tuple(_zones(measured, routed, heights)),
        nodes=tuple(_nodes(measured, boxes)),
        strokes=tuple(_turned(stroke, measured) for stroke in strokes),
        labels=tuple(_placed_labels(measured, routed, boxes)),
        legend=(),
    )


def _nodes(measured: Measured, boxes: Mapping[str, Rect]) -> list[PlacedNode]:
    return [
        PlacedNode(node, _rect(boxes[node.id], measured), text.label, text.detail)
        for node in measured.parts.nodes
        for text in (measured.boxes[node.id],)
    ]


def _zones(measured: Measured, routed: _Routed, heights: Heights) -> list[PlacedZone]:
    sides = _sides(measured, across=False)
    frames = routed.block.frames
    zones = {zone.id: zone for zone in measured.parts.zones}
    placed = []
    for frame in frames:
        box = _rect(_area(frame, frames, sides, heights), measured)
        title = measured.titles[frame.zone]
        pad = measured.density.pad
        place = Rect(box.x + pad, box.y + pad * 0.5, title.width, title.height)
        placed.append(PlacedZone(zones[frame.zone], box, place, title.lines, frame.depth))
    return sorted(placed, key=lambda zone: zone.depth)


def _area(frame: Frame, frames: Sequence[Frame], sides: Mapping[str, Sides], heights: Heights) -> Rect:
    over = heights.channels[frame.first - 1].below + opening(frame, frames, sides)
    under = heights.channels[frame.last].above + closing(frame, frames, sides)
    top = heights.tops[frame.first] - over
    return Rect(frame.x, top, frame.width, heights.bottom(frame.last) + under - top)


def _placed_labels(measured: Measured, routed: _Routed, boxes: Mapping[str, Rect]) -> list[PlacedLabel]:
    fills = _fills(measured)
    placed = []
    for at, net in enumerate(routed.nets):
        for place, port in zip(routed.lanes.ports[at], net.ports, strict=True):
            if port.labelled is None:
                continue
            text = routed.labels[port.labelled]
            wide, high = _across(text, measured), _down(text, measured)
            box, stub = boxes[port.node], measured.density.stub
            top = box.bottom + stub if port.below else box.y - stub - high
            rect = _rect(Rect(place - wide / 2, top, wide, high), measured)
            placed.append(PlacedLabel(port.labelled, rect, text.lines, fills[port.node]))
    return placed


def _fills(measured: Measured) -> dict[str, str]:
    """Return the token of what lies under each node: its zone's fill, else the page."""
    kinds = {zone.id: ZONE_KINDS[zone.kind].fill for zone in measured.parts.zones}
    return {node.id: kinds.get(node.zone, "lt1") for node in measured.parts.nodes}


# Lines ---------------------------------------------------------------------------------------------------------


def _strokes(
    at: int,
    net: Net,
    measured: Measured,
    routed: _Routed,
    heights: Heights,
    numbers: Mapping[int, Mapping[int, int]],
    boxes: Mapping[str, Rect],
) -> list[Stroke]:
    """Return the pieces of a net: a stub at each port, and what joins them; a straight line is one piece."""
    density = measured.density
    levels = {
        channel: heights.track(channel, numbers.get(channel, {}).get(at), density.track, density.stub)
        for channel in net.channels
    }
    places = dict(zip(net.ports, routed.lanes.ports[at], strict=True))
    ends = {
        port: (places[port], boxes[port.node].bottom if port.below else boxes[port.node].y)
        for port in net.ports
    }
    across = [channel for channel in net.channels if at in numbers.get(channel, {})]
    if len(net.ports) == 2 and not across and at not in routed.lanes.trunks:
        return [_straight(net, ends, measured, boxes)]
    stubs = [
        Stroke(
            port.links,
            ((ends[port], (places[port], levels[port.channel])),),
            near=_glue(port, places[port], measured, boxes),
            first=_headed(port, measured),
        )
        for port in net.ports
    ]
    return [_joined(at, net, places, levels, routed.lanes), *stubs]


def _straight(net: Net, ends: Mapping[Port, Point], measured: Measured, boxes: Mapping[str, Rect]) -> Stroke:
    upper, lower = sorted(net.ports, key=lambda port: port.row)
    return Stroke(
        upper.links,
        ((ends[upper], ends[lower]),),
        near=_glue(upper, ends[upper][0], measured, boxes),
        far=_glue(lower, ends[lower][0], measured, boxes),
        first=_headed(upper, measured),
        last=_headed(lower, measured),
    )


def _joined(
    at: int, net: Net, places: Mapping[Port, float], levels: Mapping[int, float], lanes: Lanes
) -> Stroke:
    """Return what joins the stubs of a net: a track in each channel, and the trunk between the channels."""
    trunk = lanes.trunks.get(at)
    paths: list[tuple[Point, ...]] = []
    for channel, level in levels.items():
        across = [place for port, place in places.items() if port.channel == channel]
        across += [trunk] if trunk is not None else []
        if max(across) - min(across) > 0.01:
            paths.append(((min(across), level), (max(across), level)))
    if trunk is not None:
        paths.append(((trunk, min(levels.values())), (trunk, max(levels.values()))))
    links = tuple(sorted({link for port in net.ports for link in port.links}))
    return Stroke(links, tuple(paths))


def _glue(port: Port, place: float, measured: Measured, boxes: Mapping[str, Rect]) -> tuple[str, Side] | None:
    """Return the node and side at which a line stands in the middle: there Office can hold it."""
    if abs(place - boxes[port.node].centre[0]) > _LINED_UP:
        return None
    return port.node, _SIDES[measured.turned, port.below]


def _headed(port: Port, measured: Measured) -> bool:
    link = measured.parts.links[port.links[0]]
    return link.heads in ("both", "start" if link.start == port.node else "end")


# Turning -------------------------------------------------------------------------------------------------------


def _rect(rect: Rect, measured: Measured) -> Rect:
    return rect.turned() if measured.turned else rect


def _turned(stroke: Stroke, measured: Measured) -> Stroke:
    if not measured.turned:
        return stroke
    paths = tuple(tuple((y, x) for x, y in path) for path in stroke.paths)
    return Stroke(stroke.links, paths, stroke.near, stroke.far, stroke.first, stroke.last)
