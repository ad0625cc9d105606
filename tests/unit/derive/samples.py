"""A small sound client for tests: an accounting firm in Melbourne and Geelong, and ways to change it."""

from __future__ import annotations

import copy
from typing import Any

from docgen.derive.lookup import Lookup
from docgen.intake.model import Intake
from docgen.playbooks import load_playbook

FIRM: dict[str, Any] = {
    "playbook": "managed_services",
    "provider": {"name": "ASI AI Solutions"},
    "client": {
        "code": "HWP",
        "legal_name": "Harrow Wills Partners Pty Ltd",
        "trading_name": "Harrow Wills",
        "company_number": {"kind": "ABN", "value": "34 090 017 281"},
        "industry": {"code": "accounting"},
        "headcount": 128,
        "users_total": 120,
        "devices_total": 141,
        "remote_workers": 14,
        "operating_hours": {
            "windows": [{"days": ["mon", "tue", "wed", "thu", "fri"], "start": "08:00", "end": "18:00"}]
        },
        "region": "AU-VIC",
        "timezone": "Australia/Melbourne",
    },
    "engagement": {
        "tier": "gold",
        "contract_signed_date": "2027-01-29",
        "kickoff_date": "2027-02-04",
        "target_go_live": "2027-03-16",
        "hard_deadlines": [
            {"date": "2027-04-30", "what": "Incumbent contract ends", "applies_to": "hypercare_end"}
        ],
        "success_criteria": [{"text": "Restores work", "measure": "Every quarter"}, {"text": "Happy staff"}],
    },
    "contract": {
        "msa": {"ref": "MSA-2027-014", "signed_date": "2027-01-27"},
        "sow": {"ref": "SOW-HWP-01", "signed_date": "2027-01-29"},
        "total_value": "816100.00",
        "currency": "AUD",
        "tax": "ex",
        "monthly_service_fee": "21600.00",
        "onboarding_fee": "38500.00",
        "billing_frequency": "monthly",
        "payment_terms_days": 30,
        "payment_terms_basis": "invoice",
        "start_date": "2027-03-16",
        "term_months": 36,
        "renewal": {"auto": True, "notice_days": 90},
        "special_conditions": [],
    },
    "sales": {
        "discovery_notes": "Three meetings.",
        "commitments": [
            {"id": "k1", "text": "Two Saturdays free", "in_contract": True},
            {
                "id": "k2",
                "text": "Geelong visits",
                "in_contract": False,
                "made_by": "t-am",
                "made_to": "c-pri",
            },
        ],
    },
    "contacts": [
        {
            "id": "c-spo",
            "name": "Dana Wills",
            "title": "Managing Partner",
            "roles": ["executive_sponsor"],
            "escalation_order": 2,
            "authority": {"approve": ["sla", "design"], "spend_limit": "1000000.00", "delegate": "c-pri"},
        },
        {"id": "c-pri", "name": "Priyan Rao", "title": "Practice Manager", "roles": ["primary"]},
        {
            "id": "c-tec",
            "name": "Tomas Lind",
            "title": "IT Lead",
            "roles": ["technical", "it_lead"],
            "escalation_order": 1,
        },
        {"id": "c-bil", "name": "Ruth Okafor", "title": "Finance Manager", "roles": ["billing"]},
    ],
    "team": [
        {"id": "t-am", "name": "Gus Fenn", "role": "account_manager"},
        {"id": "t-ol", "name": "Mira Solano", "role": "onboarding_lead"},
    ],
    "sites": [
        {
            "id": "mel",
            "name": "Melbourne CBD",
            "kind": "office",
            "region": "AU-VIC",
            "users": 82,
            "devices": 97,
        },
        {"id": "gee", "name": "Geelong", "kind": "office", "region": "AU-VIC", "users": 24, "devices": 29},
        {"id": "rem", "name": "Home workers", "kind": "remote", "users": 14, "devices": 15},
    ],
    "incumbent": {
        "kind": "msp",
        "name": "Bluegum IT Services",
        "contract_end": "2027-04-30",
        "notice_given_date": "2027-02-05",
        "notice_days": 60,
    },
    "kickoff": {"start_time": "10:00", "attendees": ["c-spo", "t-ol"]},
}


def firm(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Intake:
    """Return the firm with values replaced and values dropped, by path (`contract.tax`, `sites.0.users`)."""
    data = copy.deepcopy(FIRM)
    for path, value in (changes or {}).items():
        *way, last = path.split(".")
        _group(data, way)[_key(last)] = value
    for path in drop:
        *way, last = path.split(".")
        del _group(data, way)[_key(last)]
    return Intake.model_validate(data)


def _group(data: Any, way: list[str]) -> Any:
    for step in way:
        data = data[_key(step)] if step.isdigit() else data.setdefault(step, {})
    return data


def _key(step: str) -> Any:
    return int(step) if step.isdigit() else step


def look(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Lookup:
    """Return the firm, changed as `firm` does, together with the built-in process."""
    return Lookup(firm(changes, drop=drop), load_playbook("managed_services"))


def bare() -> Lookup:
    """Return the least that can be read: a code and a name."""
    facts = {"playbook": "managed_services", "client": {"code": "ACME", "legal_name": "Acme Ltd"}}
    return Lookup(Intake.model_validate(facts), load_playbook("managed_services"))
