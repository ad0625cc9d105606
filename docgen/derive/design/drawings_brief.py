"""Drawings for those who have a minute: the network with a box for each place."""

from __future__ import annotations

from dataclasses import replace

from docgen.derive.design.drawing import Drawing, Link, Node


def network_in_brief(network: Drawing) -> Drawing:
    """Return the drawing of the network with fewer boxes: firewalls and regions become lines of the box of their
    site and of their cloud, and what was drawn to a firewall is drawn to its site."""
    sites = {node.zone: node for node in network.nodes if node.kind in ("site", "head_office", "person")}
    clouds = [node for node in network.nodes if node.id.startswith("cloud-")]
    regions = [node for node in network.nodes if node.id.startswith("region-") and clouds]
    walls = {
        node.id: sites[node.zone] for node in network.nodes if node.kind == "firewall" and node.zone in sites
    }
    gone = {*walls, *(node.id for node in regions)}
    nodes = (_brief(node, network, walls, clouds, regions) for node in network.nodes if node.id not in gone)
    return replace(
        network,
        nodes=tuple(replace(node, zone="") for node in nodes),
        links=tuple(_links(network, walls, {node.id for node in regions})),
        zones=(),
        direction="right",
    )


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
