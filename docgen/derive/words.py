"""Codes and keys in plain words. One table per list of the intake; a key without an entry is its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")

CLIENT_ROLES: Mapping[str, str] = {
    "primary": "Primary contact",
    "technical": "Technical contact",
    "executive_sponsor": "Executive sponsor",
    "billing": "Billing contact",
    "compliance": "Compliance",
    "business_owner": "Business owner",
    "it_lead": "IT lead",
    "vip": "VIP",
    "champion": "Champion",
    "admin_user": "Administrator",
    "key_user": "Key user",
    "approver": "Approver",
    "emergency": "Emergency contact",
}

APPROVALS: Mapping[str, str] = {
    "design": "solution design",
    "sla": "SLA",
    "plan": "plan",
    "change": "changes",
    "spend": "spending",
    "go_live": "go-live",
    "uat": "acceptance tests",
    "hypercare_exit": "hypercare exit",
    "bau": "run-state service",
    "success_plan": "success plan",
}

SHORT_DAYS: Mapping[str, str] = {
    "mon": "Mon",
    "tue": "Tue",
    "wed": "Wed",
    "thu": "Thu",
    "fri": "Fri",
    "sat": "Sat",
    "sun": "Sun",
}

ABBREVIATIONS: Mapping[str, str] = {
    "lob": "Line of business",
    "erp": "ERP",
    "crm": "CRM",
    "saas": "SaaS",
    "onprem": "On premises",
    "iaas": "IaaS",
    "dc": "Data centre",
    "msp": "Managed service provider",
    "internal": "Internal IT team",
    "none": "None",
    "sla_clause": "SLA clause",
    "onsite": "On site",
    "email": "E-mail",
    "phone": "Phone",
    "teams": "Teams",
    "eom": "end of month",
    "go_live": "Go-live",
    "bau_start": "Start of run-state service",
    "hypercare_end": "End of hypercare",
    "24x7": "At any hour",
}


def in_words(key: str | None) -> str:
    """Return a key as words (`in_progress` as `In progress`), known abbreviations as they are written.

    Where a field takes a key or a text, a text that is not shaped like a key stays as it was typed.
    """
    if not key:
        return ""
    return ABBREVIATIONS.get(key) or (sentence(key.replace("_", " ")) if _KEY.fullmatch(key) else key)


def sentence(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def client_role(key: str) -> str:
    """Return a client role in words."""
    return CLIENT_ROLES.get(key, in_words(key))


def telephone(number: str | None) -> str | None:
    """Return a telephone number whose groups stay on one line; None where there is none."""
    return number.replace(" ", "\N{NO-BREAK SPACE}") if number else None


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Return `a`, `a and b`, or `a, b and c`."""
    parts = [word for word in words if word]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def weekdays_in_words(days: Sequence[str]) -> str:
    """Return weekdays as `Mon to Fri`, or as a list where they have gaps: `Mon, Wed and Fri`."""
    order = list(SHORT_DAYS)
    positions = sorted(order.index(day) for day in set(days))
    if len(positions) > 2 and positions == list(range(positions[0], positions[-1] + 1)):
        return f"{SHORT_DAYS[order[positions[0]]]} to {SHORT_DAYS[order[positions[-1]]]}"
    return join_words(SHORT_DAYS[order[position]] for position in positions)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 day`, `3 days`; `plural` where it is not the noun with an s."""
    return f"{number} {noun if abs(number) == 1 else plural or noun + 's'}"


def long_date(day: date, locale: str) -> str:
    """Return `Tue 16 March 2027` (`Tue March 16, 2027` in en-US), as running text has it."""
    pattern = "EEE MMMM d, y" if locale == "en-US" else "EEE d MMMM y"
    return format_date(day, pattern, locale=_babel(locale))


def short_date(day: date, locale: str) -> str:
    """Return `16 Mar` (`Mar 16` in en-US): a mark on a chart whose month and year stand above it."""
    return format_date(day, "MMM d" if locale == "en-US" else "d MMM", locale=_babel(locale))


def month_name(day: date, locale: str) -> str:
    """Return `March 2027`."""
    return format_date(day, "MMMM y", locale=_babel(locale))


def moment(when: datetime, locale: str) -> str:
    """Return a local date and time: `Tue 16 March 2027 06:00`."""
    return f"{long_date(when.date(), locale)} {when:%H:%M}"


def _babel(locale: str) -> str:
    return locale.replace("-", "_")


def one_decimal(value: Decimal) -> Decimal:
    """Return `value` rounded half up to one decimal place."""
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def zone_name(zone: str) -> str:
    """Return an IANA zone as people say it: `Melbourne time`."""
    return f"{zone.rpartition('/')[2].replace('_', ' ')} time"
