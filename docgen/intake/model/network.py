"""The networks of the client, and the lines and appliances that join them to the world."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.addresses import Subnet
from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.figures import Count, Flag, Quantity, VlanId
from docgen.intake.model.refs import CircuitRef, SiteRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text

WirelessAuth = Annotated[Literal["open", "psk", "enterprise", "portal"], CHOICE]
RemoteMethod = Annotated[Literal["vpn_client", "site_vpn", "ztna", "rds", "vdi", "vendor_tool"], CHOICE]
CircuitType = Annotated[
    Literal["fibre", "fixed_wireless", "nbn", "mobile", "mpls", "microwave", "satellite", "copper"], CHOICE
]
Failover = Annotated[Literal["none", "manual", "automatic"], CHOICE]
SdwanManager = Annotated[Literal["none", "internal", "incumbent", "carrier"], CHOICE]
ApplianceKind = Annotated[Literal["firewall", "waf", "proxy", "ips", "vpn", "nac"], CHOICE]
HighAvailability = Annotated[Literal["single", "active_passive", "active_active"], CHOICE]
ManagementAccess = Annotated[Literal["internal_only", "vpn", "cloud", "internet"], CHOICE]

_needed = partial(fact, stage="S2", owner="it_lead")


class Vlan(Facts):
    """A virtual network (IEEE 802.1Q)."""

    vlan_id: VlanId | None = _needed("Number of the VLAN", example="10")
    name: Text | None = _needed("Name of the VLAN", example="Staff")
    site: SiteRef | None = fact("Site that it is at", example="mel")
    subnet: Subnet | None = fact("Addresses in it", example="10.20.10.0/24")
    purpose: Text | None = fact("What it is for", example="Voice")


class WirelessNetwork(Facts):
    """A wireless network as its users see it, at one site."""

    ssid: Text | None = _needed("Name of the wireless network", example="HWP Staff")
    site: SiteRef | None = fact("Site that it is at", example="mel")
    auth: WirelessAuth | None = _needed("How people join it", example="psk")
    access_points: Count | None = fact("Access points that carry it", example="8", unit="access points")
    guest_separated: Flag | None = fact("Is it kept apart from the staff network?", example="true")
    controller: Text | None = fact("What manages it", example="Skylark cloud console")


class RemoteAccess(Facts):
    """A way into the network from outside."""

    product: Text | None = _needed("Product", example="Northgate SSL VPN")
    method: RemoteMethod | None = _needed("How it works", example="vpn_client")
    users: Count | None = fact("People who use it", example="14", unit="people")
    mfa: Flag | None = _needed("Does it ask for a second factor?", example="true")
    third_parties: Flag | None = fact("Do outside parties come in this way?", example="true")


class PublishedService(Facts):
    """A service that answers on the internet from the client's own network."""

    name: Text | None = _needed("Name of the service", example="SSL VPN")
    site: SiteRef | None = fact("Site that it is at", example="mel")
    port: Text | None = _needed("Protocol and port", example="TCP 443")
    target: Text | None = fact("Machine that answers", example="fw-mel")
    mfa: Flag | None = _needed("Does it ask for a second factor?", example="true")
    restricted: Flag | None = fact("Is it limited to known addresses?", example="false")


class Network(Facts):
    """How the network is laid out."""

    topology: LongText | None = _needed(
        "Layout of the network, from the internet to the desk",
        example="Firewall pair in Melbourne, one firewall in Geelong, a tunnel between them",
    )
    diagram_refs: tuple[Text, ...] | None = _needed(
        "Diagrams that exist, with their dates (write [] for none)", example="[HWP-NET-03 of November 2026]"
    )
    vlans: tuple[Vlan, ...] | None = _needed("Virtual networks (write [] for none)")
    ip_plan: LongText | None = _needed(
        "Ranges of addresses and what they are for",
        example="10.20.0.0/16 for Melbourne, 10.21.0.0/16 for Geelong",
    )
    wireless: tuple[WirelessNetwork, ...] | None = _needed("Wireless networks (write [] for none)")
    remote_access: tuple[RemoteAccess, ...] | None = _needed("Ways in from outside (write [] for none)")
    published_services: tuple[PublishedService, ...] | None = _needed(
        "Services that answer on the internet (write [] for none)"
    )


class Circuit(Facts):
    """A line to the internet or to another site."""

    id: Id | None = fact("Id of the circuit", example="cir-mel-1")
    service_number: Text | None = fact("Number that the carrier knows it by", example="FNN 0299-1201")
    site: SiteRef | None = _needed("Site that it serves", example="mel")
    carrier: Text | None = _needed("Who provides it", example="Southern Fibre Networks")
    type: CircuitType | None = _needed("Kind of line", example="fibre")
    mbps: Quantity | None = _needed("Speed", example="500", unit="Mbps")
    contract_end: Day | None = fact("Day on which its contract ends", example="2029-01-31")
    failover: Failover | None = _needed("What happens when it fails", example="automatic")
    failover_to: CircuitRef | None = fact("Circuit that takes over", example="cir-mel-2")
    failover_tested: Day | None = fact("Last day on which that was tried", example="2026-11-12")


class Sdwan(Facts):
    """Software that spreads traffic over several lines."""

    managed_by: SdwanManager | None = _needed("Who manages the SD-WAN, or none", example="none")
    product: Text | None = fact("Product", example="Larkfield Edge")


class Appliance(Facts):
    """A firewall or another security appliance."""

    id: Id | None = fact("Id of the appliance", example="fw-mel")
    kind: ApplianceKind | None = _needed("Kind of appliance", example="firewall")
    site: SiteRef | None = _needed("Site that it is at", example="mel")
    model: Text | None = _needed("Make and model", example="Northgate NG-420")
    firmware: Text | None = fact("Version that it runs", example="7.4.5")
    eol: Day | None = fact("Day on which the vendor's support ends", example="2030-06-30")
    ha: HighAvailability | None = _needed("Single device or pair", example="active_passive")
    rule_count: Count | None = _needed("Rules in it", example="214", unit="rules")
    last_reviewed: Day | None = fact("Last day on which its rules were reviewed", example="2025-08-12")
    mgmt_access: ManagementAccess | None = _needed("From where it can be managed", example="internal_only")
    mgmt_note: LongText | None = fact("More on who can reach its management", example="Server VLAN only")
    subscription_end: Day | None = fact("Day on which its subscription ends", example="2028-06-30")


class Switch(Facts):
    """Switches of one model at one site."""

    id: Id | None = fact("Id of the switches", example="sw-mel-core")
    site: SiteRef | None = _needed("Site that they are at", example="mel")
    model: Text | None = _needed("Make and model", example="Larkfield 48P")
    count: Count | None = _needed("How many", example="2", unit="switches")
    firmware: Text | None = fact("Version that they run", example="12.1")
    eol: Day | None = fact("Day on which the vendor's support ends", example="2030-06-30")
    managed: Flag | None = fact("Can they be managed?", example="true")
