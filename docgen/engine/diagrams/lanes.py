"""Where lines run: the places of ports on the sides of boxes, of trunks through rows, of tracks between rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docgen.engine.diagrams.blocks import Block, Frame, Spot
from docgen.engine.diagrams.nets import Net, Port
from docgen.engine.diagrams.spread import spread

_EDGE = 7.0  # from a port to the corner of its box
_APART = 9.0  # between two ports on a side
_CLEAR = 4.5  # between two lines that run side by side, and from a line to a box that is not its own
_SNAP = 6.0  # what is out of line by less is brought into line
_FAR = 1e9
_TAKEN = 1e6  # what it costs to run on another line

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The places across of all ports (by net, then in the order of its ports), and of the trunks by net."""

    ports: tuple[tuple[float, ...], ...]
    trunks: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Crowded:
    """A box side has more ports than it has room for: the width in points that the box needs."""

    node: str
    width: float


def crowded(nets: Sequence[Net], spots: Mapping[str, Spot], spans: Mapping[int, float]) -> list[Crowded]:
    """Return the boxes that are too narrow for the ports on one of their sides.

    `spans` are the widths (across) of the labels of links.
    """
    found = []
    for (node, _), ports in _by_side(nets).items():
        need = sum(_span(port, spans) for port in ports) + 2 * _EDGE
        if len(ports) > 1 and need > spots[node].width + 0.01:
            found.append(Crowded(node, need))
    return found


def _by_side(nets: Sequence[Net]) -> dict[tuple[str, bool], list[Port]]:
    sides: dict[tuple[str, bool], list[Port]] = defaultdict(list)
    for net in nets:
        for port in net.ports:
            sides[port.side].append(port)
    return sides


def _span(port: Port, spans: Mapping[int, float]) -> float:
    return max(_APART, spans[port.labelled] + 4.0) if port.labelled is not None else _APART


@dataclass(slots=True)
class _Router:
    nets: Sequence[Net]
    block: Block
    spots: Mapping[str, Spot]
    spans: Mapping[int, float]
    places: dict[Port, float]
    taken: dict[int, list[tuple[float, int]]]  # channel -> place and net of each line that runs down in it


def lanes_of(
    nets: Sequence[Net], block: Block, spots: Mapping[str, Spot], spans: Mapping[int, float]
) -> Lanes:
    """Return the places across of all ports and trunks. A trunk never runs through a box, nor through a zone that
    none of its links touches."""
    router = _Router(nets, block, spots, spans, {}, defaultdict(list))
    sides = _by_side(nets)
    for side in sorted(sides, key=lambda side: _reading_order(sides[side][0], spots)):
        _place_side(router, sides[side])
    for net in nets:
        _straighten(router, net, sides)
    for at, net in enumerate(nets):
        for port in net.ports:
            router.taken[port.channel].append((router.places[port], at))
    _part(router, sides)
    trunks = {at: _trunk(router, at, net) for at, net in enumerate(nets) if len(net.channels) > 1}
    return Lanes(tuple(tuple(router.places[port] for port in net.ports) for net in nets), trunks)


def _reading_order(port: Port, spots: Mapping[str, Spot]) -> tuple[int, bool, float]:
    return port.row, port.below, spots[port.node].x


# Ports ---------------------------------------------------------------------------------------------------------


def _place_side(router: _Router, ports: list[Port]) -> None:
    """Set the ports of one side near the middle of what they lead to; a sole port stands in the middle."""
    spot = router.spots[ports[0].node]
    if len(ports) == 1:
        router.places[ports[0]] = spot.centre
        return
    wishes = {port: _wish(router, port) for port in ports}
    ordered = sorted(ports, key=lambda port: (wishes[port], port.net))
    spans = [_span(port, router.spans) for port in ordered]
    apart = [(one + other) / 2 for one, other in pairwise(spans)]
    low = spot.x + max(_EDGE, spans[0] / 2)
    high = spot.right - max(_EDGE, spans[-1] / 2)
    places = spread([wishes[port] for port in ordered], apart, low=low, high=high)
    router.places |= dict(zip(ordered, places, strict=True))


def _wish(router: _Router, port: Port) -> float:
    spot = router.spots[port.node]
    others = [other for other in router.nets[port.net].ports if other != port]
    mean = sum(router.spots[other.node].centre for other in others) / len(others)
    return min(max(mean, spot.x), spot.right)


def _straighten(router: _Router, net: Net, sides: Mapping[tuple[str, bool], list[Port]]) -> None:
    """Bring the two ports of a link into line: the wider box gives way, or both are nearly there."""
    if len(net.ports) != 2:
        return
    one, other = sorted(net.ports, key=lambda port: router.spots[port.node].width)
    if len(sides[other.side]) > 1:
        one, other = other, one
    place, spot = router.places[one], router.spots[other.node]
    inside = spot.x + _EDGE <= place <= spot.right - _EDGE
    wider = spot.width > router.spots[one.node].width + 1
    near = abs(place - router.places[other]) < _SNAP
    if len(sides[other.side]) == 1 and inside and (wider or near) and other.labelled is None:
        router.places[other] = place


def _part(router: _Router, sides: Mapping[tuple[str, bool], list[Port]]) -> None:
    """Move ports over a box that stand in line with another net's port under the box above: lines must not meet."""
    for ports in sides.values():
        for port in (port for port in ports if not port.below):
            place, taken = router.places[port], router.taken[port.channel]
            others = [where for where, net in taken if net != port.net]
            router.places[port] = _parted(router, port, others, [other for other in ports if other != port])
            taken.remove((place, port.net))
            taken.append((router.places[port], port.net))


def _parted(router: _Router, port: Port, others: Sequence[float], beside: Sequence[Port]) -> float:
    """Return the place nearest to a port's own that is clear of other lines, and of the ports beside it."""
    spot, place = router.spots[port.node], router.places[port]
    edge = max(_EDGE, _span(port, router.spans) / 2) if beside else _EDGE
    for step in (0, 1, -1, 2, -2):
        moved = place + step * (_CLEAR + 0.5)
        inside = spot.x + edge <= moved <= spot.right - edge
        clear = all(abs(other - moved) >= _CLEAR for other in others)
        if clear and (step == 0 or (inside and _roomy(router, port, moved, beside))):
            return moved
    return place


def _roomy(router: _Router, port: Port, place: float, beside: Sequence[Port]) -> bool:
    spans = router.spans
    return all(
        abs(router.places[other] - place) >= (_span(other, spans) + _span(port, spans)) / 2
        for other in beside
    )


# Trunks --------------------------------------------------------------------------------------------------------


def _trunk(router: _Router, at: int, net: Net) -> float:
    """Return where a net runs down through the rows between its channels."""
    channels = net.channels
    rows = range(channels[0] + 1, channels[-1] + 1)
    free = _free(router, net, rows)
    places = [router.places[port] for port in net.ports]
    wish = places[net.hub] if net.hub is not None else places[0]
    busy = sorted(
        place
        for channel in range(channels[0], channels[-1] + 1)
        for place, other in router.taken[channel]
        if other != at
    )
    chosen = min(_candidates(free, wish, busy), key=lambda place: (_cost(place, places, wish, busy), place))
    for channel in range(channels[0], channels[-1] + 1):
        router.taken[channel].append((chosen, at))
    return chosen


def _free(router: _Router, net: Net, rows: Iterable[int]) -> list[Interval]:
    """Return the places across at which no box stands in the rows, and no frame that the net has no business in."""
    wanted = set(rows)
    blocked = [(spot.x - _CLEAR, spot.right + _CLEAR) for row in wanted for spot in router.block.rows[row]]
    for frame in router.block.frames:
        crossed = any(row in wanted for row in range(frame.first, frame.last + 1))
        if crossed and not _at_home(frame, net, router.spots):
            blocked.append((frame.x - _CLEAR, frame.right + _CLEAR))
    return list(_gaps(sorted(blocked)))


def _at_home(frame: Frame, net: Net, spots: Mapping[str, Spot]) -> bool:
    """Tell whether a trunk may run inside a frame: it begins or ends there, or it serves several rows of it."""
    inside = [at for at, port in enumerate(net.ports) if _holds(frame, port, spots)]
    if net.hub is None:
        return bool(inside)
    return net.hub in inside or len({net.ports[at].channel for at in inside}) > 1


def _holds(frame: Frame, port: Port, spots: Mapping[str, Spot]) -> bool:
    spot = spots[port.node]
    return frame.first <= port.row <= frame.last and frame.x <= spot.x and spot.right <= frame.right


def _gaps(blocked: Sequence[Interval]) -> Iterator[Interval]:
    at = -_FAR
    for low, high in blocked:
        if low > at:
            yield at, low
        at = max(at, high)
    yield at, _FAR


def _candidates(free: Sequence[Interval], wish: float, busy: Sequence[float]) -> Iterator[float]:
    for low, high in free:
        near = min(max(wish, low), high)
        yield near
        if high - low < _FAR / 2:
            yield (low + high) / 2
        for place in busy:
            for moved in (place - _CLEAR - 0.5, place + _CLEAR + 0.5):
                if low <= moved <= high:
                    yield moved


def _cost(place: float, ends: Sequence[float], wish: float, busy: Sequence[float]) -> float:
    """Return the way across, with a fine for each line (`busy`, in order) that it would run on or too near to."""
    way = abs(place - wish) + max(max(ends) - place, place - min(ends), 0.0)
    near = bisect_left(busy, place + _CLEAR) - bisect_right(busy, place - _CLEAR)
    return way + near * _TAKEN


# Tracks --------------------------------------------------------------------------------------------------------


def extents(nets: Sequence[Net], lanes: Lanes) -> dict[int, list[tuple[float, float, int]]]:
    """Return for each channel what runs across in it: from, to, net. A straight line has no part."""
    found: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for at, net in enumerate(nets):
        for channel in net.channels:
            places = [
                place
                for place, port in zip(lanes.ports[at], net.ports, strict=True)
                if port.channel == channel
            ]
            places += [lanes.trunks[at]] if at in lanes.trunks else []
            if max(places) - min(places) > 0.01:
                found[channel].append((min(places), max(places), at))
    return found


def tracks(spans: Sequence[tuple[float, float, int]]) -> dict[int, int]:
    """Return the track of each net in a channel, from the top: as few as hold them apart (left-edge algorithm)."""
    ends: list[float] = []
    chosen: dict[int, int] = {}
    for low, high, net in sorted(spans):
        track = next((at for at, end in enumerate(ends) if end + _APART <= low), len(ends))
        ends[track:] = [high, *ends[track + 1 :]]
        chosen[net] = track
    return chosen
