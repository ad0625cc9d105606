"""The drawings of section 5: context, network, cloud, security zones, flows of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.derive.design.cloud import depth_of
from docgen.derive.design.drawing import Drawing, Link, Node, Zone
from docgen.derive.design.drawings_boxes import keyed, short, site_node
from docgen.derive.design.drawings_brief import context_in_brief, network_in_brief
from docgen.derive.design.drawings_network import network_drawing, network_in_print
from docgen.derive.design.network import tenancy_name
from docgen.derive.design.rows import app_name
from docgen.derive.lookup import Lookup
from docgen.derive.places import sites_in_words
from docgen.derive.words import counted, in_words
from docgen.intake.model.applications import Application
from docgen.intake.model.design import Design
from docgen.intake.model.design_network import Flow, ManagementGroup, TargetCloud
from docgen.intake.model.integrations import Integration
from docgen.intake.model.sites import Site

DEEPEST = 3
"""Frames inside frames that a drawing can bear; deeper groups stand in the last of them."""
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
        network=network_in_print(lookup, design, design.network) if design.network else None,
        network_brief=network_in_brief(network) if network else None,
        cloud=cloud_drawing(lookup, design.cloud) if design.cloud else None,
        zones=zones_drawing(design),
        data=data_drawing(lookup),
    )


def context_drawing(lookup: Lookup) -> Drawing | None:
    """Return who uses the service, what it is made of, and what lies outside: sites, provider, main applications."""
    sites = lookup.intake.sites or ()
    apps = [app for app in lookup.intake.applications or () if (app.criticality or _MAIN + 1) <= _MAIN]
    if not sites and not apps:
        return None
    client = lookup.client_name
    placed, known = keyed("site", sites), keyed("app", apps)
    nodes = (
        *(site_node(key, site) for key, site in placed),
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
    users = f"{sites_in_words(site.kind for site in sites)} of {client}"
    alt = f"{users} use the managed service and {counted(len(apps), 'main application')}."
    return Drawing("Context", alt, nodes, links, zones)


def _devices(site: Site) -> str:
    return "" if site.devices is None else counted(site.devices, "device")


def _app_node(key: str, app: Application) -> Node:
    detail = (in_words(app.hosting),) if app.hosting else ()
    return Node(key, app.name or app.id or "", "application", detail, "apps")


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
