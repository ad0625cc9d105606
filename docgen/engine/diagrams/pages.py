"""A diagram that is too large for one page, on several: text is never shrunk below what can be read.

First the largest group of peers is shared out: boxes of one zone that are linked to the same others, such as forty
sites on one network. Every page shows the rest too, and the zone's title counts the pages. Where there are no such
peers, pages share out the boxes in their order, and what a page only links to is shown as being elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from docgen.engine.diagrams.model import Node, Parts, Zone

_ELSEWHERE = "elsewhere"
_LEAST_SHARE = 2  # peers on a page: a page for each would repeat the rest too often

Fits = Callable[[Parts], bool]


def paged(parts: Parts, fits: Fits) -> tuple[Parts, ...]:
    """Return the parts of each page. Raise ValueError if a single box with its links is too large for a page."""
    if fits(parts):
        return (parts,)
    return _shared_out(parts, _peers(parts), fits) or _halved(parts, fits)


# Peers ---------------------------------------------------------------------------------------------------------


def _peers(parts: Parts) -> list[str]:
    """Return the ids of the largest group of boxes that stand in one zone and are linked to the same others."""
    beside: dict[str, set[str]] = defaultdict(set)
    for link in parts.links:
        beside[link.start].add(link.end)
        beside[link.end].add(link.start)
    groups: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for node in parts.nodes:
        groups[node.zone, frozenset(beside[node.id])].append(node.id)
    return max(groups.values(), key=len)


def _shared_out(parts: Parts, peers: Sequence[str], fits: Fits) -> tuple[Parts, ...]:
    """Return as few pages as fit, the peers spread evenly; none where the rest alone fills a page."""
    for count in range(2, len(peers) // _LEAST_SHARE + 1):
        if fits(_page(parts, peers, 0, count)):
            pages = tuple(_page(parts, peers, at, count) for at in range(count))
            if all(map(fits, pages)):
                return pages
    return ()


def _page(parts: Parts, peers: Sequence[str], at: int, count: int) -> Parts:
    start, end = (len(peers) * edge // count for edge in (at, at + 1))
    kept = {*peers[start:end], *(node.id for node in parts.nodes)} - {*peers[:start], *peers[end:]}
    zone = next(node.zone for node in parts.nodes if node.id == peers[0])
    zones = tuple(_counted(each, at, count) if each.id == zone else each for each in parts.zones)
    return _without_empty_zones(_only(replace(parts, zones=zones), kept), parts)


def _counted(zone: Zone, at: int, count: int) -> Zone:
    return replace(zone, label=f"{zone.label} ({at + 1}/{count})" if zone.label.strip() else zone.label)


def _only(parts: Parts, kept: set[str]) -> Parts:
    return replace(
        parts,
        nodes=tuple(node for node in parts.nodes if node.id in kept),
        links=tuple(link for link in parts.links if link.start in kept and link.end in kept),
    )


def _without_empty_zones(parts: Parts, before: Parts) -> Parts:
    """Drop the zones that lost all their boxes; one that was empty before stays."""
    lost = _holding(before) - _holding(parts)
    return replace(parts, zones=tuple(zone for zone in parts.zones if zone.id not in lost))


def _holding(parts: Parts) -> set[str]:
    """Return the ids of the zones that hold a box, at any depth."""
    parents = {zone.id: zone.parent for zone in parts.zones}
    found: set[str] = set()
    for node in parts.nodes:
        at = node.zone
        while at and at not in found:
            found.add(at)
            at = parents[at]
    return found


# Halves --------------------------------------------------------------------------------------------------------


def _halved(parts: Parts, fits: Fits) -> tuple[Parts, ...]:
    own = _together([node.id for node in parts.nodes if node.kind != _ELSEWHERE], _tops(parts))
    if len(own) < 2:
        label = next((node.label for node in parts.nodes if node.id in own), "")
        raise ValueError(
            f'cannot be drawn so that it can be read: "{label[:60]}" and its links fill more than a page'
        )
    cut = _cut(parts, own)
    halves = (own[:cut], own[cut:])
    return tuple(chain.from_iterable(paged(_half(parts, set(half)), fits) for half in halves))


def _tops(parts: Parts) -> dict[str, str]:
    """Return for each node its outermost zone, else its own id."""
    parents = {zone.id: zone.parent for zone in parts.zones}
    tops = {}
    for node in parts.nodes:
        zone = node.zone
        while zone and parents[zone]:
            zone = parents[zone]
        tops[node.id] = f"zone {zone}" if zone else node.id
    return tops


def _together(keys: Sequence[str], tops: Mapping[str, str]) -> list[str]:
    """Return the ids with those of one outermost zone together, zones in the order of their first."""
    order = {top: at for at, top in enumerate(dict.fromkeys(tops[key] for key in keys))}
    return sorted(keys, key=lambda key: order[tops[key]])


def _cut(parts: Parts, own: Sequence[str]) -> int:
    """Return where to cut nearest to the middle: between zones if that leaves something on both sides."""
    tops = _tops(parts)
    between = [at for at in range(1, len(own)) if tops[own[at - 1]] != tops[own[at]]]
    return min(between or [len(own) // 2], key=lambda at: abs(at - len(own) / 2))


def _half(parts: Parts, own: set[str]) -> Parts:
    """Return the boxes with what they are linked to; of boxes on other pages only the label is shown."""
    links = tuple(link for link in parts.links if link.start in own or link.end in own)
    shown = own | {end for link in links for end in (link.start, link.end)}
    nodes = tuple(node if node.id in own else _referred(node) for node in parts.nodes if node.id in shown)
    return _without_empty_zones(replace(parts, nodes=nodes, links=links), parts)


def _referred(node: Node) -> Node:
    return replace(node, detail=(), kind=_ELSEWHERE, zone="")
