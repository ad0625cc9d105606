"""The target network and cloud: lines, tunnels, addresses, firewalls, flows, subscriptions."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.addresses import Subnet
from docgen.intake.model.base import Facts, fact
from docgen.intake.model.codes import Area
from docgen.intake.model.design_refs import CloudRegionRef, GroupRef, RiskRef, TargetCircuitRef, ZoneRef
from docgen.intake.model.figures import Amount, Flag, Percent, Quantity, VlanId
from docgen.intake.model.network import CircuitType, HighAvailability
from docgen.intake.model.refs import PersonRef, SiteRef, TenantRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text

FlowAction = Annotated[Literal["allow", "deny"], CHOICE]
TunnelKind = Annotated[Literal["ipsec", "private_line", "peering", "proxy"], CHOICE]
RegionUse = Annotated[Literal["primary", "recovery", "backup"], CHOICE]
Change = Annotated[Literal["new", "changed", "kept", "retired"], CHOICE]

_needed = partial(fact, stage="S3", owner="solutions_architect")


class TargetCircuit(Facts):
    """A line to the internet as the design has it."""

    id: Id | None = fact("Id of the circuit", example="cir-gee-2")
    site: SiteRef | None = _needed("Site that it serves", example="gee")
    carrier: Text | None = fact("Who provides it", example="Coastal Mobile")
    type: CircuitType | None = _needed("Kind of line", example="mobile")
    mbps: Quantity | None = _needed("Speed", example="150", unit="Mbps")
    needed_mbps: Quantity | None = fact("Speed that the site needs at its busiest", example="60", unit="Mbps")
    failover_to: TargetCircuitRef | None = fact("Circuit that takes over when it fails", example="cir-gee-2")
    accepted_risk: RiskRef | None = fact("Risk that accepts a line without a second one", example="R-03")
    change: Change | None = fact("What happens to it", example="new")


class Tunnel(Facts):
    """An encrypted or private way from a site to a cloud tenancy."""

    id: Id | None = fact("Id of the tunnel", example="tun-mel")
    site: SiteRef | None = _needed("Site at which it starts", example="mel")
    to: TenantRef | None = _needed("Tenancy at which it ends", example="cl-azure")
    kind: TunnelKind | None = _needed("How it is made", example="ipsec")
    mbps: Quantity | None = fact("Speed that it carries", example="300", unit="Mbps")
    note: LongText | None = fact("More on it", example="Two endpoints, the second on the mobile line")


class AddressBlock(Facts):
    """A range of addresses that is set aside for a place or a purpose."""

    id: Id | None = fact("Id of the range", example="blk-office")
    subnet: Subnet | None = _needed("Range of addresses", example="10.20.0.0/16")
    purpose: Text | None = _needed("What it is for", example="Offices")
    reserved: Flag | None = fact("Is it kept free for later?", example="true")


class Segment(Facts):
    """A network of the address plan: at a site, or in a cloud region."""

    id: Id | None = fact("Id of the network", example="net-mel-staff")
    name: Text | None = _needed("Name of the network", example="Staff")
    site: SiteRef | None = fact("Site that it is at", example="mel")
    region: CloudRegionRef | None = fact("Cloud region that it is in", example="ase")
    vlan_id: VlanId | None = fact("Number of the VLAN", example="10")
    subnet: Subnet | None = _needed("Addresses in it", example="10.20.10.0/24")
    zone: ZoneRef | None = fact("Security zone that it belongs to", example="z-work")
    dhcp: Text | None = fact("What hands out its addresses", example="GEE-DC01, leases of 24 hours")
    purpose: Text | None = fact("What it is for", example="Workstations and laptops")
    change: Change | None = fact("What happens to it", example="kept")


class TargetFirewall(Facts):
    """A firewall as the design has it."""

    id: Id | None = fact("Id of the firewall", example="fw-gee2")
    site: SiteRef | None = _needed("Site that it is at", example="gee")
    model: Text | None = _needed("Make and model", example="Northgate NG-80 with 5G")
    ha: HighAvailability | None = _needed("Single device or pair", example="single")
    management: Text | None = fact("From where it is managed", example="Management zone only")
    change: LongText | None = fact("What changes", example="Replaces NG-60")


class Flow(Facts):
    """One row of the port and firewall matrix, read from top to bottom."""

    id: Id | None = fact("Id of the rule", example="fr-1")
    from_: ZoneRef | None = _needed("Zone that it starts in", example="z-work", alias="from")
    to: ZoneRef | None = _needed("Zone that it ends in", example="z-srv")
    ports: Text | None = _needed("Protocols and ports", example="TCP 443, 445")
    purpose: LongText | None = _needed("What it is for", example="FileNest and file shares")
    action: FlowAction | None = _needed("Allowed or refused", example="allow")
    logged: Flag | None = fact("Is it logged?", example="true")


class TargetNetwork(Facts):
    """The network as the design has it."""

    summary: LongText | None = _needed(
        "The network in two or three sentences",
        example="Two offices, each with two lines, joined to Azure by tunnels",
    )
    circuits: tuple[TargetCircuit, ...] | None = _needed("Lines of the design (write [] for none)")
    tunnels: tuple[Tunnel, ...] | None = fact("Ways from the sites to the cloud")
    sdwan: LongText | None = fact(
        "How traffic is spread over several lines",
        example="Voice first, the second line when the first is slow",
    )
    blocks: tuple[AddressBlock, ...] | None = fact("Ranges of addresses that are set aside")
    segments: tuple[Segment, ...] | None = _needed("Networks of the address plan (write [] for none)")
    firewalls: tuple[TargetFirewall, ...] | None = _needed("Firewalls of the design (write [] for none)")
    flows: tuple[Flow, ...] | None = _needed("Port and firewall matrix (write [] for none)")
    wireless: LongText | None = fact(
        "Wireless networks and how people join them", example="Staff by certificate, guests apart"
    )
    remote_access: LongText | None = _needed(
        "How people work from outside", example="Private access through Entra, no VPN"
    )
    dns: LongText | None = fact(
        "Who answers for names, outside and inside", example="Azure DNS outside, domain controllers inside"
    )


class ManagementGroup(Facts):
    """A group of subscriptions that share rules."""

    id: Id | None = fact("Id of the group", example="mg-prod")
    name: Text | None = fact("Name of the group", example="hwp-production")
    parent: GroupRef | None = fact("Group that it lies in", example="mg-root")
    policies: tuple[Text, ...] | None = fact("Rules that hold below it", example="[Australian regions only]")


class Subscription(Facts):
    """A subscription of the landing zone."""

    id: Id | None = fact("Id of the subscription", example="sub-prod")
    name: Text | None = _needed("Name of the subscription", example="hwp-prod")
    tenant: TenantRef | None = fact("Tenancy that it belongs to", example="cl-azure")
    group: GroupRef | None = fact("Management group that it lies in", example="mg-prod")
    purpose: Text | None = _needed("What it is for", example="FileNest and directory")
    owner: PersonRef | None = _needed("Who answers for it", example="c-lind")
    resource_groups: tuple[Text, ...] | None = fact("Resource groups in it", example="[rg-filenest-prod]")


class CloudRegion(Facts):
    """A region of the cloud provider, and what lies there."""

    id: Id | None = fact("Id of the region", example="ase")
    name: Text | None = _needed("The provider's name of the region", example="Australia Southeast")
    area: Area | None = _needed("Country or region in which it lies", example="AU")
    use: RegionUse | None = _needed("What it is used for", example="primary")


class TargetCloud(Facts):
    """The cloud as the design has it."""

    landing_zone: LongText | None = _needed(
        "The landing zone in two or three sentences",
        example="One tenancy, two subscriptions, rules from the top",
    )
    management_groups: tuple[ManagementGroup, ...] | None = fact("Management groups, from the top")
    subscriptions: tuple[Subscription, ...] | None = _needed("Subscriptions (write [] for none)")
    regions: tuple[CloudRegion, ...] | None = _needed("Regions of the cloud (write [] for none)")
    naming: LongText | None = fact("How things are named", example="az-{role}{number}")
    tagging: tuple[Text, ...] | None = fact("Tags that everything carries", example="[owner, workload]")
    cost_guardrails: LongText | None = fact(
        "How cost is held", example="A budget with alerts, machines off at night"
    )
    budget_month: Amount | None = fact(
        "Budget in a month", example="2600.00", unit="contract currency, ex tax"
    )
    budget_alerts: tuple[Percent, ...] | None = fact(
        "Shares of it at which somebody is told", example="[80, 100]", unit="%"
    )
