"""Section 5.2: lines and their headroom, tunnels, the address plan, firewalls, flows, single points of failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.derive.design.formulas import rounded, slack_percent, usable_addresses
from docgen.derive.design.measures import address_clashes, without_failover
from docgen.derive.design.rows import rows_of
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import counted, in_words, join_words
from docgen.intake.model.design import Design
from docgen.intake.model.design_network import (
    AddressBlock,
    Flow,
    Segment,
    TargetCircuit,
    TargetFirewall,
    TargetNetwork,
    Tunnel,
)

TIGHT = 20
"""Per cent of a line that should stay free at its busiest. Provider default."""

CIRCUITS = {"mobile": "Mobile", "nbn": "NBN", "mpls": "MPLS"}
_AVAILABILITY = {
    "single": "Single device",
    "active_passive": "Pair, one standing by",
    "active_active": "Pair, both active",
}
_TUNNELS = {
    "ipsec": "IPsec tunnel",
    "private_line": "Private line",
    "peering": "Peering",
    "proxy": "Private access by identity",
}


@dataclass(frozen=True, slots=True)
class CircuitRow:
    """A line. `per_user` is Mbps for each user at the site, `headroom` the share in whole per cent that stays free
    at its busiest, both None where a figure is missing."""

    id: str
    site: str
    carrier: str
    kind: str
    mbps: Decimal | Gap
    users: int | None
    per_user: Decimal | None
    needed: Decimal | None
    headroom: Decimal | None
    chip: Chip
    failover: str
    change: str


@dataclass(frozen=True, slots=True)
class TunnelRow:
    """A way from a site to the cloud."""

    site: str
    to: str
    kind: str
    mbps: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A range of addresses that is set aside."""

    subnet: str
    purpose: str
    reserved: bool


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A network of the address plan. `usable` counts the machines it has room for; `chip` says whether it shares
    addresses with another (`Overlaps Voice`) or lies outside every range."""

    id: str
    name: str
    place: str
    vlan: str
    subnet: str | Gap
    usable: int | None
    zone: str
    dhcp: str
    purpose: str
    change: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class FirewallRow:
    """A firewall."""

    site: str
    model: str | Gap
    availability: str
    management: str
    change: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A row of the port and firewall matrix."""

    id: str
    source: str
    target: str
    ports: str | Gap
    purpose: str | Gap
    chip: Chip
    logged: str


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """Something without a second of its kind, and what happens when it fails."""

    place: str
    what: str
    answer: str


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Section 5.2 and the annexes on addresses and ports."""

    summary: str | Gap
    circuits: tuple[CircuitRow, ...] | Gap
    tunnels: tuple[TunnelRow, ...]
    sdwan: str
    blocks: tuple[BlockRow, ...]
    segments: tuple[SegmentRow, ...] | Gap
    clashes: tuple[str, ...]
    firewalls: tuple[FirewallRow, ...] | Gap
    flows: tuple[FlowRow, ...] | Gap
    wireless: str
    remote_access: str | Gap
    dns: str
    single_points: tuple[SinglePoint, ...]


def network_view(lookup: Lookup, design: Design, network: TargetNetwork) -> NetworkView:
    """Return section 5.2."""
    path = "design.network"
    zones = zone_names(design)
    clashes = address_clashes(network)
    return NetworkView(
        summary=lookup.known(network.summary, f"{path}.summary"),
        circuits=rows_of(
            lookup, network.circuits, f"{path}.circuits", lambda one: _circuit(lookup, network, one)
        ),
        tunnels=tuple(_tunnel(lookup, one) for one in network.tunnels or ()),
        sdwan=network.sdwan or "",
        blocks=tuple(_block(one) for one in network.blocks or ()),
        segments=rows_of(
            lookup,
            network.segments,
            f"{path}.segments",
            lambda one: _segment(lookup, design, one, zones, clashes),
        ),
        clashes=tuple(text for _, text in clashes),
        firewalls=rows_of(lookup, network.firewalls, f"{path}.firewalls", lambda one: _firewall(lookup, one)),
        flows=rows_of(lookup, network.flows, f"{path}.flows", lambda one: _flow(lookup, one, zones)),
        wireless=network.wireless or "",
        remote_access=lookup.known(network.remote_access, f"{path}.remote_access"),
        dns=network.dns or "",
        single_points=tuple(_single_points(lookup, network)),
    )


def zone_names(design: Design) -> dict[str, str]:
    """Return the names of the security zones by their ids."""
    zones = (design.security.zones if design.security else None) or ()
    return {one.id: one.name or one.id for one in zones if one.id}


def circuit_kind(key: str | None) -> str:
    """Return the kind of a line in words."""
    return CIRCUITS.get(key or "", in_words(key))


def _users(lookup: Lookup, site: str | None) -> int | None:
    return next((one.users for one in lookup.intake.sites or () if one.id == site), None)


def _circuit(lookup: Lookup, network: TargetNetwork, one: TargetCircuit) -> CircuitRow:
    users = _users(lookup, one.site)
    free = slack_percent(one.needed_mbps, one.mbps) if one.needed_mbps is not None and one.mbps else None
    return CircuitRow(
        id=one.id or "",
        site=lookup.site_name(one.site),
        carrier=one.carrier or "",
        kind=circuit_kind(one.type),
        mbps=lookup.known(one.mbps, f"design.network.circuits[{one.id}].mbps"),
        users=users,
        per_user=rounded(one.mbps / users, 1) if one.mbps is not None and users else None,
        needed=one.needed_mbps,
        headroom=None if free is None else rounded(free),
        chip=_headroom(free),
        failover=_failover(network, one),
        change=in_words(one.change),
    )


def _headroom(free: Decimal | None) -> Chip:
    if free is None:
        return Chip(State.NEUTRAL, "Need not stated")
    if free < 0:
        return Chip(State.CRITICAL, "Too slow")
    return Chip(State.GOOD, "Enough") if free >= TIGHT else Chip(State.CAUTION, "Tight")


def _failover(network: TargetNetwork, one: TargetCircuit) -> str:
    other = next((line for line in network.circuits or () if line.id and line.id == one.failover_to), None)
    if other:
        return join_words((circuit_kind(other.type), other.carrier or ""), last="by")
    leading = next((line for line in network.circuits or () if one.id and line.failover_to == one.id), None)
    if leading:
        return f"Takes over from {circuit_kind(leading.type)}"
    return f"None; accepted as {one.accepted_risk}" if one.accepted_risk else "None"


def _tunnel(lookup: Lookup, one: Tunnel) -> TunnelRow:
    kind = _TUNNELS.get(one.kind or "", "")
    return TunnelRow(lookup.site_name(one.site), tenancy_name(lookup, one.to), kind, one.mbps, one.note or "")


_CLOUDS = {
    "azure": "Azure",
    "aws": "AWS",
    "gcp": "Google Cloud",
    "m365": "Microsoft 365",
    "google_workspace": "Google Workspace",
}


def tenancy_name(lookup: Lookup, ref: str | None) -> str:
    """Return a cloud tenancy as people call it: by its provider; the id where there is no such tenancy."""
    environment = lookup.intake.environment
    known = next((one for one in (environment.cloud if environment else None) or () if one.id == ref), None)
    return _CLOUDS.get(known.provider or "", known.tenant_id or ref or "") if known else ref or ""


def _block(one: AddressBlock) -> BlockRow:
    return BlockRow(one.subnet or "", one.purpose or "", one.reserved is True)


def _segment(
    lookup: Lookup, design: Design, one: Segment, zones: dict[str, str], clashes: Sequence[tuple[str, str]]
) -> SegmentRow:
    clash = any(one.id == ref for ref, _ in clashes)
    return SegmentRow(
        id=one.id or "",
        name=one.name or "",
        place=lookup.site_name(one.site) or region_name(design, one.region),
        vlan="" if one.vlan_id is None else str(one.vlan_id),
        subnet=lookup.known(one.subnet, f"design.network.segments[{one.id}].subnet"),
        usable=usable_addresses(one.subnet) if one.subnet else None,
        zone=zones.get(one.zone or "", one.zone or ""),
        dhcp=one.dhcp or "",
        purpose=one.purpose or "",
        change=in_words(one.change),
        chip=Chip(State.CRITICAL, "Clashes") if clash else Chip(State.GOOD, "Clear"),
    )


def region_name(design: Design, ref: str | None) -> str:
    """Return the provider's name of a cloud region; the id where there is no such region."""
    regions = (design.cloud.regions if design.cloud else None) or ()
    return next((one.name for one in regions if one.id == ref and one.name), ref or "")


def _firewall(lookup: Lookup, one: TargetFirewall) -> FirewallRow:
    return FirewallRow(
        site=lookup.site_name(one.site),
        model=lookup.known(one.model, f"design.network.firewalls[{one.id}].model"),
        availability=_AVAILABILITY.get(one.ha or "", ""),
        management=one.management or "",
        change=one.change or "",
    )


_ACTIONS = {"allow": Chip(State.GOOD, "Allow"), "deny": Chip(State.CRITICAL, "Deny")}
_LOGGED = {True: "Yes", False: "No", None: ""}


def _flow(lookup: Lookup, one: Flow, zones: dict[str, str]) -> FlowRow:
    path = f"design.network.flows[{one.id}]"
    return FlowRow(
        id=one.id or "",
        source=zones.get(one.from_ or "", one.from_ or ""),
        target=zones.get(one.to or "", one.to or ""),
        ports=lookup.known(one.ports, f"{path}.ports"),
        purpose=lookup.known(one.purpose, f"{path}.purpose"),
        chip=_ACTIONS.get(one.action or "", Chip(State.NEUTRAL, "Not stated")),
        logged=_LOGGED[one.logged],
    )


def _single_points(lookup: Lookup, network: TargetNetwork) -> Iterator[SinglePoint]:
    for site, lines in without_failover(network).items():
        risk = next((one.accepted_risk for one in lines if one.accepted_risk), None)
        answer = f"Accepted as {risk}" if risk else f"{_stop(lookup, site)} when it fails"
        yield SinglePoint(lookup.site_name(site), "No line takes over", answer)
    for firewall in network.firewalls or ():
        if firewall.ha == "single":
            what = f"{firewall.model or firewall.id} is a single device"
            yield SinglePoint(
                lookup.site_name(firewall.site), what, f"{_stop(lookup, firewall.site)} when it fails"
            )


def _stop(lookup: Lookup, site: str | None) -> str:
    users = _users(lookup, site)
    return f"{counted(users, 'user')} lose the network" if users else "The site loses the network"
