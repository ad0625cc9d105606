"""What a diagram is made of, and what it must hold: frozen values, checked before anything is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.engine.diagrams.kinds import LINE_STYLES, NODE_KINDS, ZONE_KINDS, unknown
from docgen.engine.escape import check

Direction = Literal["down", "right"]
LineStyle = Literal["solid", "dashed", "dotted"]
Heads = Literal["none", "start", "end", "both"]

HEADS = ("none", "start", "end", "both")

MAX_NODES = 400
MAX_LINKS = 800
MAX_DEPTH = 4
MAX_LABEL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box: `label` in bold, `detail` lines under it. `kind` (see `NODE_KINDS`) gives colour and icon.

    `zone` is the id of the zone that it stands in, or empty.
    """

    id: str
    label: str
    detail: tuple[str, ...] = ()
    kind: str = "system"
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An area around nodes and other zones: `parent` is the id of the zone that it lies in, or empty.

    `kind` (see `ZONE_KINDS`) gives its colour; a dashed border marks a boundary that is logical, not physical.
    """

    id: str
    label: str
    parent: str = ""
    kind: str = "area"
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line between two nodes, by id. `start` is drawn above `end` (left of it where the diagram goes right).

    `heads` says at which ends there is an arrow head.
    """

    start: str
    end: str
    label: str = ""
    style: LineStyle = "solid"
    heads: Heads = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What is laid out: the parts of a diagram, where links lead, the legend, and the height in points to keep to."""

    nodes: tuple[Node, ...]
    zones: tuple[Zone, ...] = ()
    links: tuple[Link, ...] = ()
    direction: Direction = "down"
    legend: tuple[tuple[str, str], ...] = ()
    height: float = 600.0


def check_parts(parts: Parts) -> None:
    """Raise ValueError, naming the first offender, unless the parts make a diagram that can be drawn."""
    nodes, zones, links = parts.nodes, parts.zones, parts.links
    if not nodes:
        raise ValueError("has no nodes")
    if len(nodes) > MAX_NODES or len(links) > MAX_LINKS:
        raise ValueError(f"has over {MAX_NODES} nodes or {MAX_LINKS:,} links; draw several diagrams")
    _check_types(parts)
    if parts.direction not in ("down", "right"):
        raise ValueError(f'goes "{parts.direction}"; known are down and right')
    _check_ids("node", (node.id for node in nodes))
    _check_ids("zone", (zone.id for zone in zones))
    _check_words(parts)
    _check_references(nodes, zones, links)
    _check_nesting(zones)


def _check_types(parts: Parts) -> None:
    for node in parts.nodes:
        if not isinstance(node.detail, tuple):
            raise ValueError(f'has a node "{node.id}" whose detail is not a tuple of lines')  # noqa: TRY004
    for text in _texts(parts):
        if not isinstance(text, str):
            raise ValueError(f"has {text!r} where a text must be")  # noqa: TRY004


def _check_ids(what: str, ids: Iterable[str]) -> None:
    for found, count in Counter(ids).items():
        if not found:
            raise ValueError(f"has a {what} without an id")
        if count > 1:
            raise ValueError(f'has {count} {what}s of the id "{found}"')


def _check_words(parts: Parts) -> None:
    for what, word, known in (
        *(("node of the kind", node.kind, NODE_KINDS) for node in parts.nodes),
        *(("zone of the kind", zone.kind, ZONE_KINDS) for zone in parts.zones),
        *(("link of the style", link.style, LINE_STYLES) for link in parts.links),
        *(("link with the heads", link.heads, HEADS) for link in parts.links),
        *(("legend for", key, {*NODE_KINDS, *LINE_STYLES}) for key, _ in parts.legend),
    ):
        if word not in known:
            raise ValueError(f"has a {what} {unknown(word, known)}")
    for text in map(str, _texts(parts)):
        check(text)
        if len(text) > MAX_LABEL:
            raise ValueError(f'has a text over {MAX_LABEL} characters long: "{text[:40]}…"')


def _texts(parts: Parts) -> Iterator[object]:
    """Yield all texts, which a careless giver of data may have left as something else."""
    for node in parts.nodes:
        yield from (node.id, node.kind, node.zone, node.label, *node.detail)
    for zone in parts.zones:
        yield from (zone.id, zone.kind, zone.parent, zone.label)
    for link in parts.links:
        yield from (link.start, link.end, link.style, link.heads, link.label)
    yield from (words for _, words in parts.legend)


def _check_references(nodes: Sequence[Node], zones: Sequence[Zone], links: Sequence[Link]) -> None:
    known_nodes, known_zones = {node.id for node in nodes}, {zone.id for zone in zones}
    for node in nodes:
        if node.zone and node.zone not in known_zones:
            raise ValueError(f'has the node "{node.id}" in a zone {unknown(node.zone, known_zones)}')
    for zone in zones:
        if zone.parent and zone.parent not in known_zones:
            raise ValueError(f'has the zone "{zone.id}" in a zone {unknown(zone.parent, known_zones)}')
    for link in links:
        for end in (link.start, link.end):
            if end not in known_nodes:
                raise ValueError(f"has a link to a node {unknown(end, known_nodes)}")
        if link.start == link.end:
            raise ValueError(f'has a link from the node "{link.start}" to itself')


def _check_nesting(zones: Sequence[Zone]) -> None:
    parents = {zone.id: zone.parent for zone in zones}
    for zone in zones:
        depth, at = 1, zone.parent
        while at:
            depth, at = depth + 1, parents[at]
            if depth > MAX_DEPTH:
                raise ValueError(f'has the zone "{zone.id}" nested deeper than {MAX_DEPTH}, or in itself')
