"""What the client runs today."""

from functools import partial

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.network import Appliance, Circuit, Network, Sdwan, Switch
from docgen.intake.model.systems import (
    Backup,
    Certificate,
    DhcpServer,
    Directory,
    DisasterRecovery,
    DnsZone,
    Endpoints,
    Licence,
    Server,
    Storage,
    Tenancy,
)
from docgen.intake.model.texts import LongText

_needed = partial(fact, stage="S2", owner="it_lead")


class Environment(Facts):
    """What the client runs today. An empty list says that there is none; an absent one that nobody was asked."""

    network: Network | None = _needed("How the network is laid out")
    circuits: tuple[Circuit, ...] | None = _needed(
        "Lines to the internet and between sites (write [] for none)"
    )
    sdwan: Sdwan | None = _needed("Software that spreads traffic over several lines")
    firewalls: tuple[Appliance, ...] | None = _needed("Firewalls and security appliances (write [] for none)")
    switches: tuple[Switch, ...] | None = _needed("Switches (write [] for none)")
    servers: tuple[Server, ...] | None = _needed("Servers (write [] for none)")
    storage: tuple[Storage, ...] | None = _needed("Storage (write [] for none)")
    backups: tuple[Backup, ...] | None = _needed("Backup jobs (write [] for none)")
    dr: DisasterRecovery | None = _needed("The client's own recovery plan")
    directory: Directory | None = _needed("The directory of people and machines")
    dns: tuple[DnsZone, ...] | None = _needed("Domain names (write [] for none)")
    dhcp: tuple[DhcpServer, ...] | None = _needed("Servers that hand out addresses (write [] for none)")
    certificates: tuple[Certificate, ...] | None = fact("Certificates that systems show to others")
    cloud: tuple[Tenancy, ...] | None = _needed("Cloud tenancies and subscriptions (write [] for none)")
    licences: tuple[Licence, ...] | None = _needed("Licences (write [] for none)")
    endpoints: Endpoints | None = _needed("The devices that people work with")
    printers: LongText | None = fact(
        "Printers and who looks after them", example="Nine, looked after by the lessor"
    )
    telephony: LongText | None = fact(
        "Telephones and who looks after them", example="Teams Phone at both offices"
    )
