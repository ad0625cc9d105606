"""The facts that the benchmark's template is filled with: the same on every machine, in four sizes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

_SCALAR_NAMES = """
client_name client_legal_name client_code client_address client_city client_country client_vat
project_name project_code project_start project_golive project_manager project_sponsor project_phase
doc_title doc_version doc_status doc_date doc_author doc_reviewer doc_approver doc_classification
provider_name provider_unit provider_address provider_lead provider_email provider_phone
region_primary region_secondary cloud_provider subscription_id tenant_id network_cidr dmz_cidr mgmt_cidr
dns_zone vpn_gateway firewall_model idp_name sso_protocol backup_tool backup_window backup_retention
rpo_hours rto_hours dr_site monitoring_tool ticket_tool support_hours escalation_phone patch_window
encryption_standard kms_name siem_name change_board contract_ref contract_value contract_term payment_terms
"""
SCALARS = tuple(_SCALAR_NAMES.split())

# What the workbook's template shows, and the columns of its register.
WORKBOOK_SCALARS = SCALARS[:25]
REGISTER_COLUMNS = (
    "id",
    "hostname",
    "description",
    "owner",
    "env",
    "status",
    "due",
    "cost",
    "qty",
    "critical",
)

# What the deck's template shows, and the columns of its table.
DECK_SCALARS = SCALARS[:40]
ITEM_COLUMNS = ("name", "owner", "start", "finish", "status")

# Ampersands, angle brackets and letters beyond ASCII belong in: an engine that skips escaping must not win by it.
_WORD_LIST = (
    "router switch ledger archive tenant cluster finance payroll R&D invoice bastion replica Zürich société "
    "<interim> primary standby harbour orchard quarry"
)
_WORDS = tuple(_WORD_LIST.split())


@dataclass(frozen=True)
class Size:
    """How many rows: `servers` in the long table, `others` in each of the three short ones."""

    name: str
    servers: int
    others: int


SIZES = (
    Size("small", 10, 10),
    Size("medium", 100, 100),
    Size("large", 2_000, 100),
    Size("huge", 10_000, 100),
)


def facts(size: Size) -> dict[str, Any]:
    """Return the data of one size: 60 scalars, 3 flags and 4 lists of rows."""
    draw = random.Random(size.name)
    return {
        **_scalars(draw),
        "contacts": [_contact(draw, number) for number in range(size.others)],
        "servers": [_server(draw, number) for number in range(size.servers)],
        "risks": [_risk(draw, number) for number in range(size.others)],
        "slas": [_service_level(draw, number) for number in range(size.others)],
    }


def register_facts(size: Size) -> dict[str, Any]:
    """Return the workbook's data of one size: 25 scalars and a register of 10 columns."""
    draw = random.Random(size.name)
    scalars = _scalars(draw)
    return {
        **{name: scalars[name] for name in WORKBOOK_SCALARS},
        "register": [_asset(draw, number) for number in range(size.servers)],
    }


def deck_facts(size: Size) -> dict[str, Any]:
    """Return the deck's data of one size: 40 scalars and a table of 5 columns."""
    draw = random.Random(size.name)
    scalars = _scalars(draw)
    return {
        **{name: scalars[name] for name in DECK_SCALARS},
        "items": [_item(draw, number) for number in range(size.servers)],
    }


def _item(draw: random.Random, number: int) -> dict[str, Any]:
    return {
        "name": f"Item {number} {_words(draw, 2)}",
        "owner": f"Person {number % 97}",
        "start": f"2027-{number % 12 + 1:02d}-01",
        "finish": f"2027-{number % 12 + 1:02d}-28",
        "status": draw.choice(("Green", "Amber", "Red")),
    }


def _asset(draw: random.Random, number: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "hostname": f"srv-{number:05d}.prod.example.net",
        "description": _words(draw, 6),
        "owner": f"Person {number % 97} {_words(draw, 1)}",
        "env": draw.choice(("prod", "test", "dev")),
        "status": draw.choice(("Open", "Closed", "In progress")),
        "due": f"2027-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "cost": round(draw.uniform(10, 9_999), 2),
        "qty": draw.randint(1, 500),
        "critical": draw.choice(("Yes", "No")),
    }


def _scalars(draw: random.Random) -> dict[str, Any]:
    words = {name: f"{name.replace('_', ' ').capitalize()} {_words(draw, 2)}" for name in SCALARS}
    return {
        **words,
        "rpo_hours": 4,
        "rto_hours": 8,
        "contract_value": 125_000.5,
        "has_dr": True,
        "has_cloud": True,
        "has_legacy": False,
    }


def _words(draw: random.Random, count: int) -> str:
    return " ".join(draw.choices(_WORDS, k=count))


def _contact(draw: random.Random, number: int) -> dict[str, Any]:
    return {
        "name": f"Person {number} {_words(draw, 1)}",
        "title": _words(draw, 2),
        "email": f"person{number}@example.com",
        "phone": f"+61 3 5550 {number:04d}",
        "tz": "Australia/Melbourne",
    }


def _server(draw: random.Random, number: int) -> dict[str, Any]:
    return {
        "hostname": f"srv-{number:05d}.prod.example.net",
        "role": _words(draw, 2),
        "os": draw.choice(("Ubuntu 24.04", "Windows Server 2025", "RHEL 9.6")),
        "vcpu": draw.choice((2, 4, 8, 16)),
        "ram_gb": draw.choice((8, 16, 32, 64)),
        "disk_gb": draw.randint(50, 2_000),
        "ip": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        "env": draw.choice(("prod", "test", "dev")),
    }


def _risk(draw: random.Random, number: int) -> dict[str, Any]:
    return {
        "rid": f"R-{number:03d}",
        "description": _words(draw, 9),
        "likelihood": draw.choice("LMH"),
        "impact": draw.choice("LMH"),
        "owner": f"Person {number}",
        "mitigation": _words(draw, 7),
    }


def _service_level(draw: random.Random, number: int) -> dict[str, Any]:
    service = f"Service {number} {_words(draw, 1)}"
    return {"service": service, "metric": _words(draw, 2), "target": "99.9 %", "window": "24x7"}
