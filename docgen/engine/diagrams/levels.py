"""What stands above what at each level of a diagram, whatever its sizes: worked out once for all densities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.engine.diagrams.model import Link, Node, Zone
from docgen.engine.diagrams.ranks import ranked

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Levels:
    """By zone (nothing stands for the page): the ranks of what it holds, as keys: a node's id, `zone` and a zone's.

    `anchors` are, by zone and key, the pairs (own node, node of another item) that links make. `rows` are the fewest
    rows of boxes that any arrangement has.
    """

    ranks: Mapping[str, list[list[str]]]
    anchors: Mapping[str, Mapping[str, list[Pair]]]
    rows: int


@lru_cache(maxsize=8)
def levels_of(nodes: tuple[Node, ...], zones: tuple[Zone, ...], links: tuple[Link, ...]) -> Levels:
    """Return the levels of a diagram. The last few are kept: one is laid out at several densities."""
    held: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        held[node.zone].append(node.id)
    for zone in zones:
        held[zone.parent].append(f"zone {zone.id}")
    parents = {node.id: node.zone for node in nodes} | {f"zone {zone.id}": zone.parent for zone in zones}
    anchors = {zone: _anchors(links, parents, zone) for zone in held}
    ranks = {zone: ranked(keys, list(_lifted(links, parents, zone))) for zone, keys in held.items()}
    inner = {f"zone {zone.id}": zone.id for zone in zones}
    return Levels(ranks, anchors, _rows(ranks, inner, ""))


def _lifted(links: Sequence[Link], parents: Mapping[str, str], zone: str) -> Iterator[Pair]:
    """Yield the links between the items of a level, as pairs of keys."""
    for link in links:
        start, end = _at(link.start, zone, parents), _at(link.end, zone, parents)
        if start and end and start != end:
            yield start, end


def _anchors(links: Sequence[Link], parents: Mapping[str, str], zone: str) -> Mapping[str, list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for link in links:
        start, end = _at(link.start, zone, parents), _at(link.end, zone, parents)
        if start and end and start != end:
            found[start].append((link.start, link.end))
            found[end].append((link.end, link.start))
    return found


def _at(node: str, level: str, parents: Mapping[str, str]) -> str:
    """Return the key of the item of a level that is or holds a node, or nothing."""
    key, holder = node, parents[node]
    while holder != level:
        if not holder:
            return ""
        key, holder = f"zone {holder}", parents[f"zone {holder}"]
    return key


def _rows(ranks: Mapping[str, list[list[str]]], inner: Mapping[str, str], zone: str) -> int:
    """Return the fewest rows that a zone has: each rank is as high as the highest of what stands in it."""
    heights = [
        max(_rows(ranks, inner, inner[key]) if key in inner else 1 for key in rank)
        for rank in ranks.get(zone, ())
    ]
    return sum(heights) or 1
