"""Drawings for those who have a minute: few boxes, a box for each place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from docgen.derive.design.drawing import Drawing, Link, Node

_PLACES = frozenset({"site", "head_office", "person"})
_MOST_PLACES, _MOST_APPLICATIONS = 4, 9
"""Boxes of a kind that a slide shows legibly; where there are more, the last stands for the rest."""


def context_in_brief(context: Drawing) -> Drawing:
    """Return the drawing of the context with few boxes: the first sites and applications, and how many more."""
    fewer = _gathered(context, _PLACES, _MOST_PLACES, "site")
    return _gathered(fewer, {"application"}, _MOST_APPLICATIONS, "application")


def _gathered(drawing: Drawing, kinds: Collection[str], most: int, noun: str) -> Drawing:
    """Return a drawing in which at most so many boxes are of certain kinds: one stands for all beyond, with one line
    to each box that theirs lead to."""
    group = [node for node in drawing.nodes if node.kind in kinds]
    if len(group) <= most:
        return drawing
    rest = group[most - 1 :]
    more = replace(rest[0], label=f"{len(rest)} more {noun}s", detail=())
    gone = {node.id for node in rest[1:]}
    own = dict.fromkeys(
        replace(link, label="", dashed=False)
        for link in drawing.links
        if more.id in (link.source, link.target)
    )
    return replace(
        drawing,
        nodes=tuple(more if node is rest[0] else node for node in drawing.nodes if node.id not in gone),
        links=(
            *(link for link in drawing.links if not {link.source, link.target} & {more.id, *gone}),
            *own,
        ),
    )


def network_in_brief(network: Drawing) -> Drawing:
    """Return the drawing of the network with fewer boxes: firewalls and regions become lines of the box of their
    site and of their cloud, what was drawn to a firewall is drawn to its site, and one box stands for all sites
    beyond the first."""
    sites = {node.zone: node for node in network.nodes if node.kind in _PLACES}
    clouds = [node for node in network.nodes if node.id.startswith("cloud-")]
    regions = [node for node in network.nodes if node.id.startswith("region-") and clouds]
    walls = {
        node.id: sites[node.zone] for node in network.nodes if node.kind == "firewall" and node.zone in sites
    }
    gone = {*walls, *(node.id for node in regions)}
    nodes = (_brief(node, network, walls, clouds, regions) for node in network.nodes if node.id not in gone)
    brief = replace(
        network,
        nodes=tuple(replace(node, zone="") for node in nodes),
        links=tuple(_links(network, walls, {node.id for node in regions})),
        zones=(),
        direction="right",
    )
    return _gathered(brief, _PLACES, _MOST_PLACES, "site")


def _brief(
    node: Node, network: Drawing, walls: dict[str, Node], clouds: list[Node], regions: list[Node]
) -> Node:
    """Return a node with what it takes up from those that go."""
    if node in clouds:
        inside = tuple(f"{one.label}{_use(one)}" for one in regions) if node is clouds[0] else ()
        return replace(node, detail=inside)
    own = tuple(
        one.label for one in network.nodes if walls.get(one.id) is not None and walls[one.id].id == node.id
    )
    return replace(node, detail=(*node.detail, *own))


def _use(region: Node) -> str:
    return f": {region.detail[0].lower()}" if region.detail else ""


def _links(network: Drawing, walls: dict[str, Node], regions: set[str]) -> list[Link]:
    """Return the lines between the boxes that stay."""
    moved = (
        replace(link, source=_end(link.source, walls), target=_end(link.target, walls))
        for link in network.links
    )
    return [link for link in moved if link.source != link.target and not {link.source, link.target} & regions]


def _end(node: str, walls: dict[str, Node]) -> str:
    return walls[node].id if node in walls else node
