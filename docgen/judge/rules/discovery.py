"""Counts, hours, workshops and obligations: what discovery has to settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from docgen.derive.questionnaire.sessions import session_faults
from docgen.derive.questionnaire.statuses import OPEN
from docgen.errors import CalendarError
from docgen.judge import words
from docgen.judge.hours import uncovered
from docgen.judge.regions import zone_of
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.stages import reached

if TYPE_CHECKING:
    from docgen.intake.model.compliance import Obligation

_QUESTIONNAIRE: Final = "TDQ"
_MOST_NAMED: Final = 4
_GRAVE: Final = frozenset({"critical", "high"})
LEAST_DEVICES, MOST_DEVICES = Decimal("0.5"), Decimal(3)
"""Devices per user that need no second look. Provider defaults."""


@rule("DSC-01")
def site_users_add_up(case: Case) -> Iterator[Finding]:
    client, sites = case.intake.client, case.intake.sites or ()
    if client.users_total is None or not sites or any(site.users is None for site in sites):
        return
    total = sum(site.users or 0 for site in sites)
    declared = _declared(case, "users")
    if total - client.users_total not in (0, declared, -declared):
        message = f"The sites have {words.count(total, 'user')}, the client {client.users_total}"
        yield Finding(
            "client.users_total",
            message,
            "Correct a count, or state the difference and its reason in client.count_variance.",
        )


def _declared(case: Case, measure: str) -> int:
    """Return the difference that the client has explained, in the direction in which it was written."""
    known = case.intake.client.count_variance or ()
    return sum(
        one.difference or 0 for one in known if one.measure and one.measure.startswith(measure) and one.reason
    )


@rule("DSC-02")
def devices_per_user_are_plausible(case: Case) -> Iterator[Finding]:
    client = case.intake.client
    counts = [
        (
            "client.devices_total",
            client.trading_name or client.legal_name,
            client.users_total,
            client.devices_total,
        )
    ]
    counts += [
        (f"sites[{site.id}].devices", site.name or "", site.users, site.devices)
        for site in case.intake.sites or ()
    ]
    for path, name, users, devices in counts:
        if users and devices is not None and not LEAST_DEVICES <= Decimal(devices) / users <= MOST_DEVICES:
            message = f"{name} has {words.count(devices, 'device')} for {words.count(users, 'user')}"
            yield Finding(path, message, "Check both counts with the client's IT lead.")


@document_rule("DSC-03")
def mandatory_questions_are_settled(case: DocumentCase) -> Iterator[Finding]:
    """Looks at the questionnaire alone: what another document needs of the answers, its own readiness asks for."""
    if case.artefact != _QUESTIONNAIRE:
        return
    for domain in case.context.tdq.domains.values():
        asked = [one for section in domain.sections for one in section.questions]
        owed = [one for one in asked if one.is_mandatory and reached(one.mandatory, case.stage)]
        left = [one.id for one in owed if one.state == OPEN]
        if left:
            count = f"{len(left)} of {words.count(len(owed), 'mandatory question')}"
            message = f"{domain.title}: {count} without an answer ({_first_of(left)})"
            yield Finding(
                "discovery.answers",
                message,
                "Answer them, or set them unknown with a name and a date (discovery.answers).",
            )


def _first_of(ids: list[str]) -> str:
    more = len(ids) - _MOST_NAMED
    return words.listed(ids if more <= 1 else [*ids[:_MOST_NAMED], f"{more} more"])


@rule("DSC-04")
def client_works_in_service_hours(case: Case) -> Iterator[Finding]:
    if case.terms is None or case.terms.hours.service.always:
        return
    client, needs = case.intake.client, case.intake.requirements and case.intake.requirements.support
    hours = client.operating_hours
    spans = [("client.operating_hours.windows", "works", one) for one in (hours and hours.windows) or ()]
    spans += [
        ("requirements.support.peak_hours", "has its peak", one) for one in (needs and needs.peak_hours) or ()
    ]
    zone = (hours.tz if hours else None) or zone_of(case.intake) or case.terms.hours.zone.key
    for path, verb, span in spans:
        if outside := uncovered(span, ZoneInfo(zone), case.terms.hours.business):
            when = f"{span.start:%H:%M} to {span.end:%H:%M} on {words.listed(outside)}"
            message = f"The client {verb} {when}, outside the desk's hours"
            yield Finding(
                path,
                message,
                "Agree longer service hours, or acknowledge that calls wait until the desk opens.",
            )


@rule("DSC-07")
def workshops_are_booked(case: Case) -> Iterator[Finding]:
    discovery = case.intake.discovery
    for domain, method in ((discovery and discovery.methods) or {}).items():
        if method != "workshop" or discovery is None:
            continue
        held = [one.date for one in discovery.sessions or () if one.domain == domain and one.date]
        path, name = "discovery.sessions", words.role(domain)
        if not held:
            yield Finding(
                path,
                f"A workshop is to discover {name}, but no session has a date",
                "Add a session with this domain and a date.",
            )
        elif not any(_in_time(case, day) for day in held):
            days = words.listed(map(words.day, held))
            yield Finding(
                path,
                f"{name} is discovered on {days}: after S2, or on a day on which the client is closed",
                "Move the session.",
            )


@rule("DSC-11")
def sessions_do_not_clash(case: Case) -> Iterator[Finding]:
    for ident, fault in session_faults(case.context.facts, case.calendar):
        hint = "Move the session, or send somebody else."
        yield Finding(f"discovery.sessions[{ident}]", f"Session {ident}: {fault}", hint)


@rule("DSC-10")
def grave_findings_are_treated(case: Case) -> Iterator[Finding]:
    discovery = case.intake.discovery
    for one in (discovery and discovery.findings) or ():
        parts = {"recommendation": one.recommendation, "owner": one.owner, "stage": one.treat_in}
        lacking = [name for name, value in parts.items() if not value]
        if one.severity in _GRAVE and lacking:
            message = f"{one.id} is {one.severity} and has no {' and no '.join(lacking)}"
            yield Finding(
                f"discovery.findings[{one.id}]", message, "Say what is done, by whom and in which stage."
            )


def _in_time(case: Case, day: date) -> bool:
    end = next((row.end for row in case.context.timeline.stages if row.id == "S2"), None)
    if end and day > end:
        return False
    try:
        return case.calendar.is_business_day(day)
    except CalendarError:
        return False


@dataclass(frozen=True, slots=True)
class _Duty:
    """When an obligation that is called something like `names` fits a client. Words are compared in lower case."""

    names: tuple[str, ...]
    trades: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    country: str = ""
    because: str = ""


# From the scope of each law or standard; where none of these words appears a person has to look.
_DUTIES: Final = (
    _Duty(
        names=("apra", "cps 230", "cps 234"),
        trades=("bank", "insur", "superannuation", "credit union", "building society"),
        because="APRA's standards bind the entities that it regulates",
    ),
    _Duty(names=("pci",), data=("card", "payment"), because="PCI DSS concerns card data"),
    _Duty(
        names=("my health record", "health records", "hrip"),
        trades=("health", "clinic", "medical", "hospital", "dental"),
        data=("health", "clinical", "medical", "patient"),
        because="these rules concern health records",
    ),
    _Duty(names=("gdpr",), data=("european",), country="GB EU", because="the GDPR concerns people in Europe"),
)


@rule("DSC-09")
def obligations_are_plausible(case: Case) -> Iterator[Finding]:
    compliance = case.intake.compliance
    for one in (compliance and compliance.obligations) or ():
        for message, hint in _doubts(case, one):
            yield Finding(f"compliance.obligations[{one.id}]", message, hint)
    yield from _absent(case)


def binds(case: Case, one: Obligation) -> bool:
    """Return whether nothing speaks against an obligation's being the client's."""
    return not any(True for _ in _doubts(case, one))


def _doubts(case: Case, one: Obligation) -> Iterator[tuple[str, str]]:
    """Yield why an obligation is hardly the client's, each with what to do."""
    name = (one.name or "").lower()
    if "hipaa" in name and not one.us_nexus:
        yield (
            f"{one.name} binds those with business in the United States, and none is stated",
            "Set us_nexus: true with the reason in applies_because, or take it out.",
        )
    data = " ".join(one.data_kinds or ()).lower()
    for duty in _DUTIES:
        if any(word in name for word in duty.names) and not (one.regulated or _fits(case, duty, data)):
            yield (
                f"{one.name} is listed, but {duty.because}; nothing here shows that",
                "Confirm it with the client's compliance officer (regulated: true), or take it out.",
            )


def _fits(case: Case, duty: _Duty, data: str) -> bool:
    countries = {(site.region or "").partition("-")[0] for site in case.intake.sites or ()}
    countries.add((case.intake.client.region or "").partition("-")[0])
    return (
        any(word in _trade(case) for word in duty.trades)
        or any(word in data for word in duty.data)
        or any(country and country in duty.country.split() for country in countries)
    )


def _trade(case: Case) -> str:
    industry = case.intake.client.industry
    return f"{industry.code or ''} {industry.text or ''}".lower().replace("_", " ") if industry else ""


# What a kind of data brings with it: words in data_kinds or data classes, and words of which one must be named.
_EXPECTED: Final[Mapping[tuple[str, ...], tuple[tuple[str, ...], str]]] = {
    ("health record", "clinical", "patient"): (
        ("privacy", "health", "hipaa"),
        "a privacy or health-records law",
    ),
    ("card data", "cardholder", "card number", "payment card"): (("pci",), "PCI DSS"),
}


def _absent(case: Case) -> Iterator[Finding]:
    compliance = case.intake.compliance
    known = (compliance and compliance.obligations) or ()
    data = " ".join(kind for one in known for kind in one.data_kinds or ()).lower()
    data += " ".join(app.data_class or "" for app in case.intake.applications or ()).lower()
    names = " ".join(one.name or "" for one in known).lower()
    for kinds, (wanted, what) in _EXPECTED.items():
        held = next((kind for kind in kinds if kind in data), "")
        if held and not any(word in names for word in wanted):
            yield Finding(
                "compliance.obligations",
                f"The client holds {held} data, but {what} is not listed",
                "Add the obligation, or acknowledge why it does not apply.",
            )
