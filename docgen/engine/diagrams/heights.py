"""How deep each row and each channel between rows is: labels, borders of zones, tracks of lines.

From the row above to the row below, a channel holds: the labels of links that leave the row above; the lower
borders of the zones that end there; the tracks; the upper borders (and titles) of the zones that begin; the labels
of links that arrive at the row below. So no label meets a border, and no track runs through a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.engine.diagrams.blocks import Block, Frame, Sides
from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.nets import Net, Port


@dataclass(frozen=True, slots=True)
class Channel:
    """Sizes down, in points: of the labels above, borders that close, tracks, borders that open, labels below."""

    above: float = 0.0
    closing: float = 0.0
    body: float = 0.0
    opening: float = 0.0
    below: float = 0.0

    @property
    def height(self) -> float:
        return self.above + self.closing + self.body + self.opening + self.below

    @property
    def to_body(self) -> float:
        return self.above + self.closing


@dataclass(frozen=True, slots=True)
class Heights:
    """Tops and heights of the rows; channels by number (-1 lies over the first row)."""

    tops: tuple[float, ...]
    rows: tuple[float, ...]
    channels: Mapping[int, Channel]
    total: float

    def bottom(self, row: int) -> float:
        return self.tops[row] + self.rows[row]

    def track(self, channel: int, track: int | None, step: float, stub: float) -> float:
        """Return where a track of a channel lies; without a number, the middle of the channel's body."""
        start = (self.bottom(channel) if channel >= 0 else 0.0) + self.channels[channel].to_body
        return start + (self.channels[channel].body / 2 if track is None else stub + track * step)


def heights_of(
    block: Block,
    nets: Sequence[Net],
    *,
    tracks: Mapping[int, int],
    boxes: Mapping[str, float],
    labels: Mapping[int, float],
    sides: Mapping[str, Sides],
    density: Density,
) -> Heights:
    """Return all heights. `tracks` counts those of each channel; `boxes` are the nodes' own heights, `labels` those
    of links, `sides` what zones add before and after their content (down)."""
    opened, closed = _borders(block.frames, sides)
    ports = [port for net in nets for port in net.ports]
    last = len(block.rows) - 1
    channels = {
        at: Channel(
            above=_band(ports, at, True, labels, density),
            closing=closed.get(at, 0.0),
            body=_body(at, last, nets, tracks.get(at, 0), density),
            opening=opened.get(at + 1, 0.0),
            below=_band(ports, at, False, labels, density),
        )
        for at in range(-1, last + 1)
    }
    deepest = max(boxes.values())  # also where a zone is empty: its title needs room
    rows = tuple(max((boxes[spot.node] for spot in row), default=deepest) for row in block.rows)
    tops, top = [], 0.0
    for at, height in enumerate(rows):
        top += channels[at - 1].height
        tops.append(top)
        top += height
    return Heights(tuple(tops), rows, channels, top + channels[last].height)


def _band(
    ports: Sequence[Port], channel: int, below: bool, labels: Mapping[int, float], density: Density
) -> float:
    heights = [
        labels[port.labelled]
        for port in ports
        if port.labelled is not None and port.below is below and port.channel == channel
    ]
    return max(heights) + density.stub if heights else 0.0


def _body(channel: int, last: int, nets: Sequence[Net], tracks: int, density: Density) -> float:
    if channel in (-1, last):
        return 0.0
    if tracks:
        return 2 * density.stub + (tracks - 1) * density.track
    touched = any(net.channels[0] <= channel <= net.channels[-1] for net in nets)
    return 2 * density.stub if touched else min(density.gap, 20.0) * 0.6


def _borders(
    frames: Sequence[Frame], sides: Mapping[str, Sides]
) -> tuple[dict[int, float], dict[int, float]]:
    """Return what borders need over the rows that they begin at, and in the channels that they end in."""
    opened: dict[int, float] = {}
    closed: dict[int, float] = {}
    for frame in frames:
        opened[frame.first] = max(opened.get(frame.first, 0.0), opening(frame, frames, sides))
        closed[frame.last] = max(closed.get(frame.last, 0.0), closing(frame, frames, sides))
    return opened, closed


def opening(frame: Frame, frames: Sequence[Frame], sides: Mapping[str, Sides]) -> float:
    """Return how far over its first row (and its labels) a frame begins: its own border, and those inside."""
    inner = [opening(other, frames, sides) for other in _inside(frame, frames) if other.first == frame.first]
    return sides[frame.zone].before + max(inner, default=0.0)


def closing(frame: Frame, frames: Sequence[Frame], sides: Mapping[str, Sides]) -> float:
    """Return how far under its last row (and its labels) a frame ends."""
    inner = [closing(other, frames, sides) for other in _inside(frame, frames) if other.last == frame.last]
    return sides[frame.zone].after + max(inner, default=0.0)


def _inside(frame: Frame, frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames directly inside a frame."""
    return [
        other
        for other in frames
        if other.depth == frame.depth + 1
        and frame.first <= other.first
        and other.last <= frame.last
        and frame.x <= other.x
        and other.right <= frame.right
    ]
