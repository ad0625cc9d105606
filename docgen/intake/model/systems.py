"""Servers, storage, backups, directory, names, cloud, licences and devices."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.codes import Region
from docgen.intake.model.dates import Day
from docgen.intake.model.durations import Every
from docgen.intake.model.figures import Amount, Count, Flag, Growth, Level3, Quantity
from docgen.intake.model.refs import LicenceRef, SiteRef, TenantRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text

ServerPlatform = Annotated[Literal["physical", "virtual", "cloud", "host"], CHOICE]
StorageKind = Annotated[Literal["san", "nas", "local", "hyperconverged", "cloud"], CHOICE]
Offsite = Annotated[Literal["none", "cloud", "second_site", "removable"], CHOICE]
RestoreResult = Annotated[Literal["full", "partial", "failed", "never"], CHOICE]
FunctionalLevel = Annotated[Literal["2008r2", "2012", "2012r2", "2016", "2025"], CHOICE]
DirectorySync = Annotated[Literal["none", "connect_sync", "cloud_sync", "other", "cloud_only"], CHOICE]
CloudProvider = Annotated[Literal["azure", "aws", "gcp", "m365", "google_workspace", "other"], CHOICE]
AgeBand = Annotated[Literal["under_2", "from_2_to_4", "over_4", "unknown"], CHOICE]

_needed = partial(fact, stage="S2", owner="it_lead")


class Server(Facts):
    """One server."""

    id: Id | None = fact("Id of the server", example="mel-sql01")
    name: Text | None = _needed("Name of the server", example="MEL-SQL01")
    platform: ServerPlatform | None = _needed(
        "Physical, virtual, in a cloud, or a host of others", example="virtual"
    )
    os: Text | None = _needed("Operating system", example="Windows Server 2019")
    os_eol: Day | None = fact("Day on which the system's support ends", example="2029-01-09")
    role: Text | None = _needed("What it does", example="FileNest database")
    cpu: Count | None = fact("Processor cores", example="8", unit="cores")
    ram: Quantity | None = fact("Memory", example="64", unit="GB")
    disk: Quantity | None = fact("Disk", example="1200", unit="GB")
    site: SiteRef | None = fact("Site that it is at", example="mel")
    criticality: Level3 | None = _needed(
        "How much depends on it: 1 critical, 2 important, 3 routine", example="1"
    )
    warranty_end: Day | None = fact("Day on which its warranty ends", example="2027-10-31")
    host: Text | None = fact("Host that it runs on", example="MEL-HV01")
    eol_plan: LongText | None = fact("What happens when its support ends", example="Retire in March")


class Storage(Facts):
    """A place where data is kept."""

    id: Id | None = fact("Id of the storage", example="st-mel")
    kind: StorageKind | None = _needed("Kind of storage", example="hyperconverged")
    site: SiteRef | None = fact("Site that it is at", example="mel")
    usable_tb: Quantity | None = _needed("Room for data", example="8.0", unit="TB")
    used_tb: Quantity | None = _needed("Room that is taken", example="5.68", unit="TB")
    growth_pct_year: Growth | None = fact("Growth in a year", example="22", unit="%")


class Backup(Facts):
    """A backup job, and where its copies lie."""

    id: Id | None = fact("Id of the job", example="bk-servers")
    scope: Text | None = _needed("What is backed up", example="All six virtual machines")
    product: Text | None = _needed("Product, or none", example="Bluegum Backup")
    frequency: Every | None = _needed("How often it runs, or none", example="24h")
    retention: Text | None = _needed("How long copies are kept", example="30 days")
    monitored_by: Text | None = fact("Who sees that it ran", example="Bluegum IT Services")
    copies: Count | None = fact("Copies that are kept", example="3", unit="copies")
    offsite: Offsite | None = _needed("Where the copy outside the site lies", example="cloud")
    copy_region: Region | None = fact("Region of the copy outside the site", example="AU-NSW")
    immutable: Flag | None = _needed("Can nobody change or delete the copy?", example="false")
    encrypted: Flag | None = _needed("Is the copy encrypted?", example="true")
    last_restore_test: Day | None = fact("Last day on which a restore was tried", example="2024-11-20")
    restore_result: RestoreResult | None = _needed("What came of it", example="full")
    restore_hours: Quantity | None = fact("Time that it took", example="6", unit="hours")


class DisasterRecovery(Facts):
    """The client's own plan for the loss of a site or a system."""

    plan_exists: Flag | None = _needed("Is there a written recovery plan?", example="false")
    last_exercised: Day | None = fact("Last day on which it was exercised", example="2026-09-03")


class DomainController(Facts):
    """A server that holds the directory."""

    name: Text | None = fact("Name of the server", example="GEE-DC01")
    site: SiteRef | None = fact("Site that it is at", example="gee")
    domain: Text | None = fact("Domain that it serves", example="ad.hwp.example")
    os: Text | None = fact("Operating system", example="Windows Server 2019")
    fsmo: Flag | None = fact("Does it hold the directory's single-master roles (FSMO)?", example="true")


class Directory(Facts):
    """The local directory, and its tie to the cloud's."""

    forests: Count | None = _needed("Forests of the local directory, 0 for none", example="1", unit="forests")
    domains: tuple[Text, ...] | None = fact("Domains of the local directory", example="[ad.hwp.example]")
    functional_level: FunctionalLevel | None = fact("Functional level of the forest", example="2016")
    dcs: tuple[DomainController, ...] | None = fact("Domain controllers")
    entra_sync: DirectorySync | None = _needed("How it is synchronised to the cloud", example="connect_sync")


class DnsZone(Facts):
    """A domain name and who answers for it."""

    id: Id | None = fact("Id of the domain name", example="dns-hwp")
    zone: Text | None = _needed("Domain name", example="hwp.example")
    registrar: Text | None = _needed("Registrar and account", example="Bluegum reseller account")
    expiry: Day | None = _needed("Day on which the registration ends", example="2027-05-20")
    host: Text | None = _needed("Who hosts its records", example="Bluegum hosted DNS")
    admin_contact: Text | None = _needed("Who is named as its administrator", example="Tomas Lind")


class DhcpServer(Facts):
    """A server that hands out addresses."""

    id: Id | None = fact("Id of the server's entry", example="dhcp-all")
    server: Text | None = fact("Server", example="GEE-DC01")
    site: SiteRef | None = fact("Site that it is at", example="gee")
    scopes: tuple[Text, ...] | None = fact(
        "Ranges that it hands out", example="[10.20.10.0/24 Melbourne staff]"
    )
    lease_hours: Count | None = fact("How long an address is lent", example="24", unit="hours")


class Certificate(Facts):
    """A certificate that systems show to others."""

    name: Text | None = fact("Name in the certificate", example="*.hwp.example")
    issuer: Text | None = fact("Who issued it", example="Southern Trust CA")
    expiry: Day | None = fact("Day on which it expires", example="2028-03-10")
    used_by: Text | None = fact("Where it is used", example="ClientGate portal")
    auto_renewed: Flag | None = fact("Does it renew by itself?", example="false")


class Tenancy(Facts):
    """A cloud tenancy or subscription."""

    id: Id | None = fact("Id of the tenancy", example="cl-m365")
    provider: CloudProvider | None = _needed("Cloud provider", example="m365")
    tenant_id: Text | None = _needed("Name or number of the tenancy", example="hwp.onmicrosoft.example")
    subscriptions: Count | None = fact("Subscriptions in it", example="1", unit="subscriptions")
    region: Text | None = _needed("Region of the cloud in which its data lies", example="Australia East")
    monthly_spend: Amount | None = fact(
        "Cost in a month", example="4216.00", unit="contract currency per month, ex tax"
    )
    billed_by: Text | None = fact("Who sends the bill", example="Bluegum IT Services")
    licences: tuple[LicenceRef, ...] | None = fact("Licences that belong to it", example="[lic-bp]")
    admins: tuple[Text, ...] | None = _needed("Who administers it", example="[Tomas Lind]")
    break_glass: Flag | None = _needed("Is there an emergency account, kept apart?", example="false")


class Licence(Facts):
    """Licences of one product."""

    id: Id | None = fact("Id of the licence", example="lic-bp")
    name: Text | None = _needed("Product", example="Microsoft 365 Business Premium")
    tenant: TenantRef | None = fact("Tenancy that they are in", example="cl-m365")
    purchased: Count | None = _needed("Licences that are paid for", example="124", unit="licences")
    assigned: Count | None = _needed("Licences that are in use", example="120", unit="licences")
    renewal: Day | None = fact("Day on which they renew", example="2028-03-15")
    bought_from: Text | None = fact("Who sold them", example="Bluegum IT Services")


class DevicesByOs(Facts):
    """Devices with one operating system."""

    os: Text | None = _needed("Operating system", example="Windows 11")
    count: Count | None = _needed("Devices with it", example="121", unit="devices")
    eol: Day | None = fact("Day on which its support ends", example="2025-10-14")


class DevicesByAge(Facts):
    """Devices of about the same age."""

    age_band: AgeBand | None = fact("Age", example="under_2")
    count: Count | None = fact("Devices of that age", example="68", unit="devices")


class Endpoints(Facts):
    """The devices that people work with."""

    by_os: tuple[DevicesByOs, ...] | None = _needed("Devices by operating system")
    by_age: tuple[DevicesByAge, ...] | None = fact("Devices by age")
    mdm: Text | None = _needed("What manages the devices, or none", example="Intune on 88 of 134")
