"""The drawing of the network: every box where sites are few, a box for each site where they are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.derive.design.drawing import Drawing, Link, Node, Zone
from docgen.derive.design.drawings_boxes import keyed, short, site_node
from docgen.derive.design.network import circuit_kind, tenancy_name
from docgen.derive.lookup import Lookup
from docgen.derive.places import sites_in_words
from docgen.derive.words import counted, in_words
from docgen.intake.model.design import Design
from docgen.intake.model.design_network import (
    CloudRegion,
    TargetCircuit,
    TargetFirewall,
    TargetNetwork,
    Tunnel,
)
from docgen.intake.model.sites import Site

MOST_FRAMES = 5
"""Sites that a page shows legibly with a frame for each and a line for each of their lines."""
_OWN = "Own lines"
_FULL_NOTE = "Dashed lines stand by until another fails."
_BY_SITE_NOTE = (
    "Each box tells the users, firewall and lines of a site; a line on standby waits until another fails."
)


def network_drawing(lookup: Lookup, design: Design, network: TargetNetwork) -> Drawing | None:
    """Return the sites with their firewalls and lines, the internet between, and the clouds that tunnels reach."""
    return _drawing(lookup, design, network, framed=True)


def network_in_print(lookup: Lookup, design: Design, network: TargetNetwork) -> Drawing | None:
    """Return the drawing for pages: of more than `MOST_FRAMES` sites each is one box, which tells its firewalls and
    lines, with one line to the internet."""
    many = len(_sites(lookup, network)) > MOST_FRAMES
    return _drawing(lookup, design, network, framed=not many)


def _drawing(lookup: Lookup, design: Design, network: TargetNetwork, *, framed: bool) -> Drawing | None:
    sites = _sites(lookup, network)
    if not sites:
        return None
    regions = (design.cloud.regions if design.cloud else None) or ()
    clouds = list(dict.fromkeys(tunnel.to for tunnel in network.tunnels or () if tunnel.to))
    lines = network.circuits or ()
    carriers = tuple(dict.fromkeys(one.carrier for one in lines if one.carrier))
    # Where a site is one box, so is a cloud: its regions are told in it.
    inside, drawn = ((), regions) if framed or not clouds else (regions, ())
    nodes = (
        *(node for site in sites for node in _site_nodes(site, network, framed=framed)),
        Node("internet", "Internet", "internet", carriers),
        *(
            _cloud_node(lookup, network, ref, inside=() if at else inside, each=framed)
            for at, ref in enumerate(clouds)
        ),
        *(Node(f"region-{one.id}", one.name or one.id or "", "cloud", _use(one), "clouds") for one in drawn),
    )
    links = (
        *(link for site in sites for link in _site_links(site, network, framed=framed)),
        *(Link("internet", f"cloud-{ref}", "Tunnels", both=True) for ref in clouds),
        *_region_links(clouds, drawn),
    )
    frames = _frames(sites) if framed else [Zone("sites", lookup.client_name, "client")]
    frames += [Zone("clouds", "Cloud", "cloud")] if clouds or regions else []
    alt = (
        f"{sites_in_words(site.kind for site in sites)} with {counted(len(lines), 'line')} to the internet, "
        f"and {counted(len(clouds), 'cloud')} beyond it."
    )
    note = _FULL_NOTE if framed else _BY_SITE_NOTE
    return Drawing("Network", alt, nodes, links, tuple(frames), direction="down", note=note)


def _sites(lookup: Lookup, network: TargetNetwork) -> list[Site]:
    return [site for site in lookup.intake.sites or () if _joined(site, network)]


def _joined(site: Site, network: TargetNetwork) -> bool:
    if not site.id:
        return False
    ends = [one.site for one in network.circuits or ()] + [one.site for one in network.tunnels or ()]
    return site.id in ends


def _frames(sites: Sequence[Site]) -> list[Zone]:
    return [Zone(f"place-{site.id}", site.name or site.id or "", "client") for site in sites]


# Sites ---------------------------------------------------------------------------------------------------------


def _site_nodes(site: Site, network: TargetNetwork, *, framed: bool) -> Iterator[Node]:
    key, place = f"site-{site.id}", f"place-{site.id}"
    walls = _walls(site, network)
    if not framed:
        more = (*(_wall(one) for _, one in walls), *_lines_in_words(site, network))
        yield site_node(key, site, "sites", more)
        return
    yield site_node(key, site, place)
    for wall, firewall in walls:
        yield Node(wall, _wall(firewall), "firewall", (), place)


def _wall(firewall: TargetFirewall) -> str:
    return firewall.model or firewall.id or ""


def _walls(site: Site, network: TargetNetwork) -> list[tuple[str, TargetFirewall]]:
    """Return the firewalls of a site, each with the id of its node."""
    return [(key, one) for key, one in keyed("fw", network.firewalls or ()) if one.site == site.id]


def _edge(site: Site, network: TargetNetwork) -> str:
    """Return the node of a site that faces the internet: its first firewall, else the site itself."""
    return next((key for key, _ in _walls(site, network)), f"site-{site.id}")


def _site_links(site: Site, network: TargetNetwork, *, framed: bool) -> Iterator[Link]:
    if not framed:
        yield Link(f"site-{site.id}", "internet")
        return
    lines = _lines(site, network)
    yield from (Link(f"site-{site.id}", key) for key, _ in _walls(site, network))
    for line in lines:
        yield Link(_edge(site, network), "internet", _line(line), _stands_by(line, network))
    if not lines:
        yield Link(f"site-{site.id}", "internet", _OWN)


def _lines(site: Site, network: TargetNetwork) -> list[TargetCircuit]:
    return [one for one in network.circuits or () if one.site == site.id]


def _lines_in_words(site: Site, network: TargetNetwork) -> Iterator[str]:
    lines = _lines(site, network)
    for line in lines:
        yield _line(line) + (" (standby)" if _stands_by(line, network) else "")
    if not lines:
        yield _OWN


def _stands_by(line: TargetCircuit, network: TargetNetwork) -> bool:
    """Tell whether a line only waits for another to fail: two that stand in for each other both carry traffic."""
    return not line.failover_to and any(
        one.failover_to == line.id for one in network.circuits or () if line.id
    )


def _line(line: TargetCircuit) -> str:
    return f"{circuit_kind(line.type)}{_speed(line.mbps)}"


def _speed(mbps: Decimal | None) -> str:
    return "" if mbps is None else f" {mbps.normalize():f} Mbps"


# Clouds --------------------------------------------------------------------------------------------------------

_TUNNEL = {"ipsec": "IPsec", "private_line": "Private line", "peering": "Peering", "proxy": "Private access"}


def _use(region: CloudRegion) -> tuple[str, ...]:
    return (in_words(region.use),) if region.use else ()


def _cloud_node(
    lookup: Lookup, network: TargetNetwork, ref: str, *, inside: Sequence[CloudRegion], each: bool
) -> Node:
    """Return a cloud with the regions inside it and the tunnels that end there: one line for each, or for each kind
    and speed."""
    tunnels = [one for one in network.tunnels or () if one.to == ref]
    told = _each_tunnel(lookup, tunnels) if each else _kinds_of_tunnels(lookup, tunnels)
    regions = (": ".join((one.name or one.id or "", *_use(one))) for one in inside)
    detail = tuple(map(short, (*regions, *told)))
    return Node(f"cloud-{ref}", tenancy_name(lookup, ref), "service", detail, "clouds")


def _each_tunnel(lookup: Lookup, tunnels: Sequence[Tunnel]) -> Iterator[str]:
    return (f"{lookup.site_name(one.site)}: {_tunnel(one)}" for one in tunnels)


def _kinds_of_tunnels(lookup: Lookup, tunnels: Sequence[Tunnel]) -> Iterator[str]:
    kinds: dict[str, list[Tunnel]] = {}
    for one in tunnels:
        kinds.setdefault(_tunnel(one), []).append(one)
    for kind, alike in kinds.items():
        yield f"{kind}: {lookup.site_name(alike[0].site) if len(alike) == 1 else counted(len(alike), 'site')}"


def _tunnel(one: Tunnel) -> str:
    return f"{_TUNNEL.get(one.kind or '', 'tunnel')}{_speed(one.mbps)}"


def _region_links(clouds: Sequence[str], regions: Sequence[CloudRegion]) -> Iterator[Link]:
    """Yield a line from the first cloud to its primary regions, and from these to those that stand by."""
    placed = keyed("region", regions)
    for key, one in placed:
        if one.use == "primary":
            yield from (Link(f"cloud-{ref}", key) for ref in clouds[:1])
            standby = (other for other, region in placed if region.use not in (None, "primary"))
            yield from (Link(key, other, "Copies and recovery", dashed=True) for other in standby)
