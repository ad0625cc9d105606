"""How dates, money and roles read in a message."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from docgen.derive.words import CLIENT_ROLES, counted, join_words, long_date

_SPECIAL = {
    "ai_ml_engineer": "AI/ML engineer",
    "csm": "Customer Success Manager",
    "sla": "SLA",
    "uat": "UAT",
    "bau": "BAU",
}

count = counted
listed = join_words


def day(value: date) -> str:
    """Return `Tue 16 March 2027`."""
    return long_date(value, "en-AU")


def moment(value: datetime) -> str:
    """Return `Tue 16 March 2027 06:00`."""
    return f"{day(value.date())} {value:%H:%M}"


def money(amount: Decimal, currency: str | None = None) -> str:
    """Return `AUD 816,100.00`, or the bare amount without a currency."""
    return f"{currency} {amount:,.2f}" if currency else f"{amount:,.2f}"


def number(value: Decimal) -> str:
    """Return a decimal without trailing zeros."""
    return f"{value.normalize():f}"


def role(key: str) -> str:
    """Return a role or another key in words, as it stands inside a sentence: `executive sponsor`, `IT lead`."""
    if key in _SPECIAL:
        return _SPECIAL[key]
    return within(CLIENT_ROLES.get(key, key.replace("_", " ")))


def within(text: str) -> str:
    """Return our own words as they stand inside a sentence: `IT lead` as it is, `Primary contact` in lower case."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
