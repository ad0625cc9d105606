"""Whether the facts behind a checklist item are there, and what they say in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.derive.lookup import Lookup, question_at
from docgen.derive.parties import operating_hours
from docgen.derive.places import sites_in_words
from docgen.derive.words import counted, in_words, join_words, long_date, sentence

COMPLETE, PARTIAL, MISSING, NOT_APPLICABLE = "complete", "partial", "missing", "not_applicable"
_ROLE = re.compile(r"contacts\[role=(\w+)\]")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the state, the facts in words, and the questions still open in words."""

    state: str
    text: str
    missing: str


def found(lookup: Lookup, paths: Iterable[str], if_any: Iterable[str] = ()) -> Found:
    """Return whether all, some or none of the facts at `paths` are there. `if_any` are named where present and
    never missed. An empty list counts as there: it says none."""
    needed = [path for path in paths if _needed(lookup, path)]
    present = [path for path in needed if _value(lookup, path) is not None]
    absent = [path for path in needed if path not in present]
    extra = [path for path in if_any if _value(lookup, path)]
    said = (_said(lookup, path) for path in (*present, *extra))
    asked = (_asked(lookup, path) for path in absent)
    return Found(_state(present, absent), _listed(said), sentence(_listed(asked)))


def _state(present: Sequence[str], absent: Sequence[str]) -> str:
    if not absent:
        return COMPLETE
    return PARTIAL if present else MISSING


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _needed(lookup: Lookup, path: str) -> bool:
    """Return False where the facts map says not applicable, and for what only an outside incumbent has."""
    note = lookup.note(path)
    if note and note.status == "not_applicable":
        return False
    incumbent = lookup.intake.incumbent
    inside = incumbent is not None and incumbent.kind in ("internal", "none")
    return not (inside and path.startswith("incumbent.") and path != "incumbent.kind")


def _value(lookup: Lookup, path: str) -> Any:
    """Return the value at `path`, None where there is none. `contacts[role=primary]` is who holds the role,
    `contacts[].authority` the contacts that have one."""
    role = _ROLE.fullmatch(path)
    if role:
        return lookup.in_role(role[1]) or None
    group, _, rest = path.partition("[].")
    if rest:
        items = getattr(lookup.intake, group, None) or ()
        return [item for item in items if getattr(item, rest, None) is not None] or None
    return _attribute(lookup.intake, path)


def _attribute(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _said(lookup: Lookup, path: str) -> str:
    """Return a fact in words: by its own phrase where one is known, else by its type."""
    value = _value(lookup, path)
    phrase = _PHRASES.get(path)
    return phrase(lookup, value) if phrase else _plain(lookup, path, value)


def _plain(lookup: Lookup, path: str, value: Any) -> str:
    if _ROLE.fullmatch(path):
        return join_words(person.name for person in value)
    if isinstance(value, date):
        return long_date(value, lookup.locale)
    if isinstance(value, (list, tuple)):
        return counted(len(value), "entry", "entries") if value else "None"
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE and "\n" not in text else "Recorded"


def _asked(lookup: Lookup, path: str) -> str:
    """Return what is missing, in words."""
    role = _ROLE.fullmatch(path)
    return lookup.role_name(role[1]) if role else question_at(path)


def _signed(group: str) -> Callable[[Lookup, date], str]:
    def phrase(lookup: Lookup, day: date) -> str:
        ref = _attribute(lookup.intake, f"{group}.ref")
        return f"{ref or ''} signed {long_date(day, lookup.locale)}".strip()

    return phrase


def _ref(group: str) -> Callable[[Lookup, str], str]:
    """Return the phrase for a reference: none where the signature names it."""
    return lambda lookup, ref: "" if _attribute(lookup.intake, f"{group}.signed_date") else ref


def _amount(lookup: Lookup, value: Decimal) -> str:
    currency = _attribute(lookup.intake, "contract.currency")
    return f"{currency or ''} {value:,.2f}".strip()


def _currency(lookup: Lookup, currency: str) -> str:
    return "" if _attribute(lookup.intake, "contract.total_value") else currency


def _number(noun: str, plural: str = "") -> Callable[[Lookup, Any], str]:
    def phrase(_lookup: Lookup, value: Any) -> str:
        count = value if isinstance(value, int) else len(value)
        return counted(count, noun, plural) if count else f"No {plural or noun + 's'}"

    return phrase


def _held(words: str) -> Callable[[Lookup, Any], str]:
    return lambda _lookup, _value: words


def _keyed(_lookup: Lookup, key: str) -> str:
    return in_words(key)


_PHRASES: Mapping[str, Callable[[Lookup, Any], str]] = {
    "contract.msa.ref": _ref("contract.msa"),
    "contract.msa.signed_date": _signed("contract.msa"),
    "contract.sow.ref": _ref("contract.sow"),
    "contract.sow.signed_date": _signed("contract.sow"),
    "contract.currency": _currency,
    "contract.total_value": _amount,
    "contract.billing_frequency": _keyed,
    "contract.payment_terms_days": lambda _lookup, days: f"{counted(days, 'day')} to pay",
    "contract.special_conditions": _number("special condition"),
    "sla.custom_clauses": _number("custom SLA clause"),
    "engagement.tier": lambda _lookup, tier: f"{in_words(tier)} tier",
    "engagement.target_go_live": lambda lookup, day: f"Go-live {long_date(day, lookup.locale)}",
    "engagement.hard_deadlines": _number("hard deadline"),
    "sales.commitments": _number("promise"),
    "success.objectives": _number("objective"),
    "success.kpis": _number("measure"),
    "success.needs_solutions_engineer": lambda _lookup, needed: (
        "Solutions Engineer needed" if needed else "No Solutions Engineer needed"
    ),
    "requirements.pain_points": _number("pain point"),
    "integrations": _number("integration"),
    "csm_assignment.assigned_on": lambda lookup, day: f"Assigned {long_date(day, lookup.locale)}",
    "csm_assignment.territory": lambda _lookup, territory: f"Territory {territory}",
    "csm_assignment.capacity_before": lambda _lookup, number: f"{counted(number, 'account')} before",
    "csm_assignment.capacity_limit": lambda _lookup, number: f"Limit {number}",
    "contract.term_months": lambda _lookup, months: counted(months, "month"),
    "contract.renewal.notice_days": lambda _lookup, days: f"{counted(days, 'day')} of notice",
    "engagement.contract_signed_date": lambda lookup, day: f"Signed {long_date(day, lookup.locale)}",
    "engagement.closed_won_date": lambda lookup, day: f"Won {long_date(day, lookup.locale)}",
    "sales.discovery_notes": _held("Discovery notes recorded"),
    "sales.presales_assessment": _held("Pre-sales assessment recorded"),
    "sales.environment_summary": _held("Environment summary recorded"),
    "client.industry": lambda _lookup, industry: industry.text or in_words(industry.code),
    "client.headcount": lambda _lookup, number: counted(number, "person", "people"),
    "client.users_total": _number("user"),
    "client.devices_total": _number("device"),
    "client.remote_workers": _number("remote worker"),
    "client.operating_hours": lambda _lookup, hours: "; ".join(operating_hours(hours)),
    "contacts[].authority": _number("contact with authority", "contacts with authority"),
    "sites": lambda _lookup, sites: sites_in_words(site.kind for site in sites) or "No sites",
    "applications": _number("application"),
    "compliance.obligations": _number("obligation"),
    "incumbent.kind": _keyed,
    "incumbent.contract_end": lambda lookup, day: f"Contract ends {long_date(day, lookup.locale)}",
}
