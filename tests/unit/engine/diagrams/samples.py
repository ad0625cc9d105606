"""Diagrams as a solution design shows them, of fictional clients; and random ones from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from docgen.engine.diagrams import Diagram, Link, Node, Zone

Design = Callable[[], Diagram]

PLACES = (
    *("Sydney", "Melbourne", "Brisbane", "Perth", "Adelaide", "Hobart", "Darwin", "Canberra", "Newcastle"),
    *("Wollongong", "Geelong", "Ballarat", "Bendigo", "Cairns", "Townsville", "Toowoomba", "Mackay"),
    *("Rockhampton", "Launceston", "Albury", "Wagga Wagga", "Dubbo", "Tamworth", "Orange", "Bathurst"),
)


def context() -> Diagram:
    return Diagram(
        alt="Context: who uses the managed platform, and which parties outside it exchanges data with.",
        zones=(
            Zone(id="client", label="Harrow & Wills Partners", kind="client"),
            Zone(id="outside", label="Outside parties", kind="outside", dashed=True),
        ),
        nodes=(
            Node(id="staff", label="Staff", detail=("142 people, 3 offices",), kind="person", zone="client"),
            Node(
                id="remote",
                label="Remote workers",
                detail=("60 people, VPN-less",),
                kind="person",
                zone="client",
            ),
            Node(
                id="platform",
                label="Managed platform",
                detail=("Microsoft 365, Azure, network, endpoints",),
                kind="service",
                zone="client",
            ),
            Node(
                id="dms",
                label="iManage Cloud",
                detail=("Documents and e-mail",),
                kind="application",
                zone="outside",
            ),
            Node(id="xero", label="Xero", detail=("Accounts",), kind="application", zone="outside"),
            Node(id="ato", label="Tax office", detail=("Lodgement",), kind="external", zone="outside"),
            Node(id="bank", label="Bank", detail=("Payment files",), kind="external", zone="outside"),
        ),
        links=(
            Link(start="staff", end="platform", label="Work", heads="end"),
            Link(start="remote", end="platform", label="Work from anywhere", heads="end"),
            Link(start="platform", end="dms", label="SSO, HTTPS", heads="both"),
            Link(start="platform", end="xero", label="SSO, API", heads="both"),
            Link(start="platform", end="ato", label="SBR", heads="end"),
            Link(start="platform", end="bank", label="ABA files, SFTP", heads="end", style="dashed"),
        ),
    )


def network(sites: int) -> Diagram:
    """A star: the provider's operations centre, head office and cloud over the WAN, sites under it."""
    spokes = [
        f"{PLACES[at % len(PLACES)]}{'' if at < len(PLACES) else ' ' + str(at // len(PLACES) + 1)}"
        for at in range(sites)
    ]
    speeds = ("100/40 Mbit/s", "250/100 Mbit/s", "1 Gbit/s", "50/20 Mbit/s")
    return Diagram(
        alt=f"Network: {sites} sites over an SD-WAN to head office, cloud and the provider's operations centre.",
        zones=(
            Zone(id="az", label="Azure Australia East", kind="cloud", dashed=True),
            Zone(id="sites", label="Sites", kind="client"),
        ),
        nodes=(
            Node(id="noc", label="Operations centre", detail=("24 × 7 monitoring",), kind="provider"),
            Node(id="hq", label="Head office", detail=("Sydney", "10.10.0.0/16"), kind="head_office"),
            Node(id="hub", label="Hub network", detail=("10.100.0.0/16",), kind="cloud", zone="az"),
            Node(id="wan", label="SD-WAN", detail=("Two carriers, active/active",), kind="wan"),
            *(
                Node(id=f"s{at}", label=name, detail=(f"10.{20 + at}.0.0/22",), kind="site", zone="sites")
                for at, name in enumerate(spokes)
            ),
        ),
        links=(
            Link(start="noc", end="wan", label="IPsec, management", style="dashed"),
            Link(start="hq", end="wan", label="Fibre 1 Gbit/s"),
            Link(start="hub", end="wan", label="ExpressRoute 500 Mbit/s"),
            *(Link(start="wan", end=f"s{at}", label=speeds[at % 4]) for at in range(sites)),
        ),
        legend=(
            ("site", "Site"),
            ("head_office", "Head office"),
            ("wan", "WAN"),
            ("cloud", "Cloud"),
            ("provider", "Provider"),
            ("solid", "Circuit"),
            ("dashed", "Management traffic"),
        ),
    )


def cloud() -> Diagram:
    return Diagram(
        alt="Cloud: the tenancy's management groups, subscriptions and what runs in each.",
        zones=(
            Zone(id="tenant", label="Tenancy harrowwills.example", kind="cloud"),
            Zone(id="platform", label="Platform", parent="tenant", kind="plain"),
            Zone(id="landing", label="Landing zones", parent="tenant", kind="plain"),
            Zone(id="prod", label="Production subscription", parent="landing", kind="area"),
            Zone(id="test", label="Test subscription", parent="landing", kind="area", dashed=True),
        ),
        nodes=(
            Node(
                id="entra",
                label="Entra ID",
                detail=("Conditional access, PIM",),
                kind="identity",
                zone="tenant",
            ),
            Node(
                id="fw", label="Azure Firewall", detail=("Premium, IDPS",), kind="firewall", zone="platform"
            ),
            Node(
                id="log",
                label="Log Analytics",
                detail=("Sentinel, 365 days",),
                kind="monitoring",
                zone="platform",
            ),
            Node(
                id="vault", label="Backup vault", detail=("GRS, immutable",), kind="backup", zone="platform"
            ),
            Node(id="app", label="Practice manager", detail=("2 × D4s v5",), kind="application", zone="prod"),
            Node(
                id="db", label="SQL managed instance", detail=("GP, 8 vCores",), kind="database", zone="prod"
            ),
            Node(id="files", label="File shares", detail=("Premium, 4 TiB",), kind="storage", zone="prod"),
            Node(id="tapp", label="Practice manager", detail=("Test",), kind="application", zone="test"),
        ),
        links=(
            Link(start="entra", end="fw", style="dashed"),
            Link(start="fw", end="app", label="TCP 443", heads="end"),
            Link(start="fw", end="tapp", label="TCP 443", heads="end"),
            Link(start="app", end="db", label="TCP 1433", heads="end"),
            Link(start="app", end="files", label="SMB 3.1.1", heads="end"),
        ),
    )


def zones() -> Diagram:
    return Diagram(
        alt="Security zones from the internet to restricted data, with the firewall between each two.",
        zones=(
            Zone(id="un", label="Untrusted", kind="outside", dashed=True),
            Zone(id="dmz", label="Perimeter", kind="plain"),
            Zone(id="corp", label="Corporate", kind="guarded"),
            Zone(id="data", label="Restricted", kind="restricted"),
        ),
        nodes=(
            Node(id="net", label="Internet", kind="internet", zone="un"),
            Node(id="guest", label="Guest Wi-Fi", detail=("VLAN 90",), kind="network", zone="un"),
            Node(id="edge", label="Edge firewall", detail=("FortiGate 100F, HA pair",), kind="firewall"),
            Node(id="proxy", label="Reverse proxy", detail=("VLAN 50",), kind="server", zone="dmz"),
            Node(id="mail", label="Mail relay", detail=("VLAN 50",), kind="server", zone="dmz"),
            Node(id="inner", label="Internal firewall", detail=("Segmentation, IPS",), kind="firewall"),
            Node(
                id="pcs", label="Workstations", detail=("VLAN 10, 142 devices",), kind="system", zone="corp"
            ),
            Node(id="voice", label="Voice", detail=("VLAN 20",), kind="network", zone="corp"),
            Node(id="print", label="Printers", detail=("VLAN 30",), kind="network", zone="corp"),
            Node(
                id="sql", label="Client matters", detail=("VLAN 60, encrypted",), kind="database", zone="data"
            ),
            Node(id="bak", label="Backup", detail=("VLAN 70, immutable",), kind="backup", zone="data"),
        ),
        links=(
            Link(start="net", end="edge", label="Any, filtered", heads="end"),
            Link(start="guest", end="edge", label="Web only", heads="end"),
            Link(start="edge", end="proxy", label="TCP 443", heads="end"),
            Link(start="edge", end="mail", label="TCP 25", heads="end"),
            Link(start="proxy", end="inner", label="TCP 443", heads="end"),
            Link(start="mail", end="inner", label="TCP 587", heads="end"),
            Link(start="inner", end="pcs", heads="both"),
            Link(start="inner", end="voice", heads="both"),
            Link(start="inner", end="print", heads="both"),
            Link(start="pcs", end="sql", label="TCP 1433", heads="end"),
            Link(start="sql", end="bak", label="Nightly", heads="end", style="dashed"),
        ),
    )


def right() -> Diagram:
    """Data flow from left to right."""
    return Diagram(
        alt="Data flow of a lodged matter, from the form to the archive.",
        direction="right",
        zones=(
            Zone(id="a", label="Client", kind="client"),
            Zone(id="b", label="Cloud services", kind="cloud"),
        ),
        nodes=(
            Node(id="form", label="Web form", kind="application", zone="a"),
            Node(id="scan", label="Scanner", kind="network", zone="a"),
            Node(id="bus", label="Integration", detail=("Logic Apps",), kind="service", zone="b"),
            Node(id="dms", label="Documents", kind="storage", zone="b"),
            Node(id="bi", label="Reporting", kind="database", zone="b"),
            Node(id="arch", label="Archive", detail=("7 years",), kind="backup"),
        ),
        links=(
            Link(start="form", end="bus", label="JSON, 200 a day", heads="end"),
            Link(start="scan", end="bus", label="PDF/A", heads="end"),
            Link(start="bus", end="dms", label="API", heads="end"),
            Link(start="bus", end="bi", label="Hourly", heads="end", style="dashed"),
            Link(start="dms", end="arch", label="Monthly", heads="end"),
        ),
    )


def random_diagram(seed: int, *, most: int = 24) -> Diagram:
    """Any diagram: zones in zones, links in any direction, some parallel, labels short and long."""
    dice = random.Random(seed)
    zones = [
        Zone(
            id=f"z{at}",
            label=dice.choice(PLACES) + " zone",
            parent=f"z{at - 1}" if at and dice.random() < 0.4 and at % 4 else "",
        )
        for at in range(dice.randrange(5))
    ]
    names = [zone.id for zone in zones] + [""]
    kinds = ("site", "server", "firewall", "cloud", "person", "head_office")
    nodes = [
        Node(
            id=f"n{at}",
            label=" ".join(dice.choices(PLACES, k=dice.randint(1, 3))),
            detail=tuple(dice.choices(PLACES, k=dice.randrange(3))),
            kind=dice.choice(kinds),
            zone=dice.choice(names),
        )
        for at in range(dice.randint(1, most))
    ]
    links = []
    for _ in range(dice.randrange(2 * len(nodes))):
        start, end = dice.choice(nodes), dice.choice(nodes)
        if start is not end:
            label = dice.choice(("", "", "443", "TCP 1433", "A longer label of a link"))
            links.append(
                Link(
                    start=start.id,
                    end=end.id,
                    label=label,
                    style=dice.choice(("solid", "dashed")),
                    heads=dice.choice(("none", "end", "both")),
                )
            )
    return Diagram(
        alt="Random",
        nodes=tuple(nodes),
        zones=tuple(zones),
        links=tuple(links),
        direction=dice.choice(("down", "right")),
    )
