"""The drawings of section 5: context, network, cloud, security zones, flows of data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from docgen.derive.design.cloud import depth_of
from docgen.derive.design.drawing import Drawing, Link, Node, Zone
from docgen.derive.design.drawings_brief import context_in_brief, network_in_brief
from docgen.derive.design.network import circuit_kind, tenancy_name
from docgen.derive.design.rows import app_name
from docgen.derive.lookup import Lookup
from docgen.derive.words import counted, in_words
from docgen.intake.model.applications import Application
from docgen.intake.model.design import Design
from docgen.intake.model.design_network import (
    CloudRegion,
    Flow,
    ManagementGroup,
    TargetCircuit,
    TargetCloud,
    TargetFirewall,
    TargetNetwork,
)
from docgen.intake.model.integrations import Integration
from docgen.intake.model.sites import Site

Item = TypeVar("Item")

DEEPEST = 3
"""Frames inside frames that a drawing can bear; deeper groups stand in the last of them."""
_LONGEST = 90
_MAIN = 2
_TRUST = {
    "untrusted": ("Not trusted", "outside"),
    "limited": ("Trusted in part", "plain"),
    "trusted": ("Trusted", "guarded"),
    "restricted": ("Most protected", "restricted"),
}


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawings; None where there is nothing to draw. `context_brief` and `network_brief` keep to a slide: few
    boxes, one for each place."""

    context: Drawing | None
    context_brief: Drawing | None
    network: Drawing | None
    network_brief: Drawing | None
    cloud: Drawing | None
    zones: Drawing | None
    data: Drawing | None


def drawings_view(lookup: Lookup, design: Design) -> Drawings:
    """Return the drawings of section 5."""
    network = network_drawing(lookup, design, design.network) if design.network else None
    context = context_drawing(lookup)
    return Drawings(
        context=context,
        context_brief=context_in_brief(context) if context else None,
        network=network,
        network_brief=network_in_brief(network) if network else None,
        cloud=cloud_drawing(lookup, design.cloud) if design.cloud else None,
        zones=zones_drawing(design),
        data=data_drawing(lookup),
    )


def short(text: str) -> str:
    """Return a text that fits a box: cut at a word, with an ellipsis, where it is too long."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def keyed(prefix: str, items: Iterable[Item]) -> list[tuple[str, Item]]:
    """Return each item with the id of its node: its own id, or its place in the list where it has none."""
    return [(f"{prefix}-{getattr(item, 'id', None) or place}", item) for place, item in enumerate(items)]


def context_drawing(lookup: Lookup) -> Drawing | None:
    """Return who uses the service, what it is made of, and what lies outside: sites, provider, main applications."""
    sites = lookup.intake.sites or ()
    apps = [app for app in lookup.intake.applications or () if (app.criticality or _MAIN + 1) <= _MAIN]
    if not sites and not apps:
        return None
    client = lookup.client_name
    placed, known = keyed("site", sites), keyed("app", apps)
    nodes = (
        *(_site_node(key, site) for key, site in placed),
        Node("service", f"Managed service for {client}", "service", ("Desk, monitoring, security, backup",)),
        Node("provider", lookup.provider_name, "provider", ("Engineers and service desk",)),
        *(_app_node(key, app) for key, app in known),
    )
    links = (
        *(Link(key, "service", _devices(site)) for key, site in placed),
        Link("provider", "service", "Runs and supports"),
        *(Link("service", key, "" if app.sso else "Own sign-in", dashed=not app.sso) for key, app in known),
    )
    frame = (Zone("apps", "Main applications", "cloud", dashed=True),) if apps else ()
    zones = (Zone("client", client, "client"), *frame)
    users = f"{counted(len(sites), 'site')} of {client}"
    alt = f"{users} use the managed service and {counted(len(apps), 'main application')}."
    return Drawing("Context", alt, nodes, links, zones)


def _site_node(key: str, site: Site, zone: str = "client") -> Node:
    kind = "person" if site.kind == "remote" else "site"
    return Node(key, site.name or site.id or "", kind, _count(site), zone)


def _count(site: Site) -> tuple[str, ...]:
    return () if site.users is None else (counted(site.users, "user"),)


def _devices(site: Site) -> str:
    return "" if site.devices is None else counted(site.devices, "device")


def _app_node(key: str, app: Application) -> Node:
    detail = (in_words(app.hosting),) if app.hosting else ()
    return Node(key, app.name or app.id or "", "application", detail, "apps")


def network_drawing(lookup: Lookup, design: Design, network: TargetNetwork) -> Drawing | None:
    """Return the sites with their firewalls and lines, the internet between, and the clouds that tunnels reach."""
    lines = network.circuits or ()
    sites = [site for site in lookup.intake.sites or () if _joined(site, network)]
    if not sites:
        return None
    regions = (design.cloud.regions if design.cloud else None) or ()
    clouds = list(dict.fromkeys(tunnel.to for tunnel in network.tunnels or () if tunnel.to))
    carriers = tuple(dict.fromkeys(one.carrier for one in lines if one.carrier))
    nodes = (
        *(node for site in sites for node in _site_nodes(site, network)),
        Node("internet", "Internet", "internet", carriers),
        *(_cloud_node(lookup, network, ref) for ref in clouds),
        *(
            Node(f"region-{one.id}", one.name or one.id or "", "cloud", _use(one), "clouds")
            for one in regions
        ),
    )
    links = (
        *(link for site in sites for link in _site_links(site, network)),
        *(Link("internet", f"cloud-{ref}", "Tunnels", both=True) for ref in clouds),
        *_region_links(clouds, regions),
    )
    frames = [Zone(f"place-{site.id}", site.name or site.id or "", "client") for site in sites]
    frames += [Zone("clouds", "Cloud", "cloud")] if clouds or regions else []
    known = f"{counted(len(sites), 'site')} with {counted(len(lines), 'line')}"
    alt = f"{known} to the internet, and {counted(len(clouds), 'cloud')} beyond it."
    return Drawing("Network", alt, nodes, links, tuple(frames), direction="down")


def _use(region: CloudRegion) -> tuple[str, ...]:
    return (in_words(region.use),) if region.use else ()


def _cloud_node(lookup: Lookup, network: TargetNetwork, ref: str) -> Node:
    """Return a cloud with the tunnels that end there, one line each."""
    tunnels = tuple(
        short(f"{lookup.site_name(one.site)}: {_TUNNEL.get(one.kind or '', 'tunnel')}{_speed(one.mbps)}")
        for one in network.tunnels or ()
        if one.to == ref
    )
    return Node(f"cloud-{ref}", tenancy_name(lookup, ref), "service", tunnels, "clouds")


def _region_links(clouds: Sequence[str], regions: Sequence[CloudRegion]) -> Iterator[Link]:
    """Yield a line from the first cloud to its primary regions, and from these to those that stand by."""
    placed = keyed("region", regions)
    for key, one in placed:
        if one.use == "primary":
            yield from (Link(f"cloud-{ref}", key) for ref in clouds[:1])
            standby = (other for other, region in placed if region.use not in (None, "primary"))
            yield from (Link(key, other, "Copies and recovery", dashed=True) for other in standby)


def _joined(site: Site, network: TargetNetwork) -> bool:
    if not site.id:
        return False
    ends = [one.site for one in network.circuits or ()] + [one.site for one in network.tunnels or ()]
    return site.id in ends


def _site_nodes(site: Site, network: TargetNetwork) -> Iterator[Node]:
    place = f"place-{site.id}"
    yield _site_node(f"site-{site.id}", site, place)
    for key, firewall in _walls(site, network):
        yield Node(key, firewall.model or firewall.id or "", "firewall", (), place)


def _walls(site: Site, network: TargetNetwork) -> list[tuple[str, TargetFirewall]]:
    """Return the firewalls of a site, each with the id of its node."""
    return [(key, one) for key, one in keyed("fw", network.firewalls or ()) if one.site == site.id]


def _edge(site: Site, network: TargetNetwork) -> str:
    """Return the node of a site that faces the internet: its first firewall, else the site itself."""
    return next((key for key, _ in _walls(site, network)), f"site-{site.id}")


def _site_links(site: Site, network: TargetNetwork) -> Iterator[Link]:
    for key, _ in _walls(site, network):
        yield Link(f"site-{site.id}", key)
    standby = {one.failover_to for one in network.circuits or () if one.failover_to}
    lines = [one for one in network.circuits or () if one.site == site.id]
    for line in lines:
        yield Link(_edge(site, network), "internet", _line(line), line.id in standby)
    if not lines:
        yield Link(f"site-{site.id}", "internet", "Own lines")


def _line(line: TargetCircuit) -> str:
    return f"{circuit_kind(line.type)}{_speed(line.mbps)}"


def _speed(mbps: Decimal | None) -> str:
    return "" if mbps is None else f" {mbps.normalize():f} Mbps"


_TUNNEL = {"ipsec": "IPsec", "private_line": "Private line", "peering": "Peering", "proxy": "Private access"}


def cloud_drawing(lookup: Lookup, cloud: TargetCloud) -> Drawing | None:
    """Return the management groups as frames and the subscriptions in them, with their resource groups."""
    subscriptions = cloud.subscriptions or ()
    if not subscriptions:
        return None
    groups = cloud.management_groups or ()
    shown = {
        one.id for one in groups if one.id and not _circles(cloud, one) and depth_of(cloud, one) < DEEPEST
    }
    zones = tuple(
        Zone(
            f"group-{one.id}",
            short(one.name or one.id or ""),
            "cloud",
            _frame(one.parent, shown),
            dashed=True,
        )
        for one in groups
        if one.id in shown
    )
    nodes = tuple(
        Node(
            key,
            one.name or one.id or "",
            "cloud",
            tuple(short(line) for line in (one.purpose or "", *(one.resource_groups or ())) if line),
            _frame(_shown_above(cloud, one.group, shown), shown),
        )
        for key, one in keyed("sub", subscriptions)
    )
    owners = ", ".join(dict.fromkeys(tenancy_name(lookup, one.tenant) for one in subscriptions if one.tenant))
    known = f"{counted(len(groups), 'management group')} and {counted(len(subscriptions), 'subscription')}"
    alt = f"{known} in {owners or 'the cloud'}."
    return Drawing("Cloud", alt, nodes, (), zones, direction="down")


def _circles(cloud: TargetCloud, group: ManagementGroup) -> bool:
    """Return whether a group lies in itself, by way of the groups around it."""
    parents = {one.id: one.parent for one in cloud.management_groups or ()}
    seen, here = {group.id}, group.parent
    while here and here not in seen:
        seen.add(here)
        here = parents.get(here)
    return bool(here)


def _frame(group: str | None, shown: set[str]) -> str:
    return f"group-{group}" if group and group in shown else ""


def _shown_above(cloud: TargetCloud, group: str | None, shown: set[str]) -> str | None:
    """Return the nearest group that is drawn: `group` itself, or one above it."""
    parents = {one.id: one.parent for one in cloud.management_groups or ()}
    seen: set[str] = set()
    while group and group not in shown and group not in seen:
        seen.add(group)
        group = parents.get(group)
    return group


def zones_drawing(design: Design) -> Drawing | None:
    """Return the security zones, framed by how far they are trusted, and what may cross from one to another."""
    zones = (design.security.zones if design.security else None) or ()
    if not zones:
        return None
    levels = [level for level in _TRUST if any((one.trust or "trusted") == level for one in zones)]
    frames = tuple(Zone(f"trust-{level}", *_TRUST[level]) for level in levels)
    nodes = tuple(
        Node(
            key,
            one.name or one.id or "",
            "internet" if one.trust == "untrusted" else "network",
            (short(one.holds),) if one.holds else (),
            f"trust-{one.trust or 'trusted'}",
        )
        for key, one in keyed("zone", zones)
    )
    links = tuple(_crossings(design))
    alt = (
        f"{counted(len(zones), 'security zone')} with {counted(len(links), 'allowed crossing')} between them."
    )
    return Drawing("Security zones", alt, nodes, links, frames, direction="down")


def _crossings(design: Design) -> Iterator[Link]:
    """Yield one line for each pair of zones between which something is allowed, with the numbers of the flows.

    Lines lead from the less to the more trusted zone, so that the drawing reads from the outside in.
    """
    flows = (design.network.flows if design.network else None) or ()
    rank = _ranks(design)
    allowed = [one for one in flows if one.action == "allow" and {one.from_, one.to} <= set(rank)]
    pairs: dict[tuple[str, str], list[Flow]] = {}
    for one in allowed:
        ends = sorted((one.from_ or "", one.to or ""), key=lambda zone: rank[zone])
        pairs.setdefault((ends[0], ends[1]), []).append(one)
    for (outer, inner), crossing in pairs.items():
        ways = {one.from_ for one in crossing}
        numbers = ", ".join(one.id for one in crossing if one.id)
        both, back = len(ways) > 1, ways == {inner}
        yield Link(f"zone-{outer}", f"zone-{inner}", numbers, both=both, back=back)


def _ranks(design: Design) -> dict[str | None, int]:
    """Return how far each zone is trusted, from 0, by its id."""
    levels, zones = list(_TRUST), (design.security.zones if design.security else None) or ()
    return {one.id: levels.index(one.trust or "trusted") for one in zones if one.id}


def data_drawing(lookup: Lookup) -> Drawing | None:
    """Return the applications between which data flows, and what flows."""
    flows = [one for one in lookup.intake.integrations or () if _ends(one)]
    if not flows:
        return None
    refs = dict.fromkeys(ref for one in flows for ref in (one.from_, one.to) if ref)
    outside = dict.fromkeys(
        one.counterparty for one in flows if one.counterparty and not (one.from_ and one.to)
    )
    nodes = (
        *(Node(f"app-{ref}", app_name(lookup, ref), "application", _class(lookup, ref)) for ref in refs),
        *(Node(f"out-{place}", name, "external") for place, name in enumerate(outside)),
    )
    places = {name: f"out-{place}" for place, name in enumerate(outside)}
    links = tuple(_flow(one, places) for one in flows)
    alt = f"{counted(len(links), 'flow')} of data between {counted(len(nodes), 'application')} and outside parties."
    return Drawing("Flows of data", alt, nodes, links)


def _ends(one: Integration) -> bool:
    ends: Sequence[str | None] = (one.from_, one.to, one.counterparty)
    return sum(bool(end) for end in ends) > 1


def _class(lookup: Lookup, ref: str) -> tuple[str, ...]:
    found = (app.data_class for app in lookup.intake.applications or () if app.id == ref)
    return tuple(one for one in found if one)


_WORDS = {"api": "API", "sso": "Sign-on", "edi": "EDI", "file": "File"}


def _flow(one: Integration, places: dict[str, str]) -> Link:
    other = places.get(one.counterparty or "", "")
    source = f"app-{one.from_}" if one.from_ else other
    target = f"app-{one.to}" if one.to else other
    words = ", ".join(filter(None, (_WORDS.get(one.kind or "", in_words(one.kind)), one.frequency)))
    if one.direction == "in":
        source, target = target, source
    return Link(source, target, short(words), dashed=one.kind == "sso", both=one.direction == "both")
