"""The service-level schedule around its figures: who stands by them, whom it calls, what it has to agree with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from docgen.judge import people, words
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.rules.applications import critical, elapsed
from docgen.judge.rules.sla import in_hours, promises
from docgen.judge.unconfirmed import unconfirmed

if TYPE_CHECKING:
    from docgen.derive.sla.escalation import Rung
    from docgen.intake.model.applications import Application

PROCESS_EXCLUSIONS: Final = ("third_party_outages", "client_caused_incidents", "force_majeure")
_PER_YEAR: Final = {
    "daily": 365,
    "weekly": 52,
    "fortnightly": 26,
    "monthly": 12,
    "quarterly": 4,
    "half_yearly": 2,
    "annual": 1,
}


@document_rule("SLA-09")
def figures_are_confirmed(case: DocumentCase) -> Iterator[Finding]:
    found = unconfirmed(case.context)
    if not found or not case.needs.binding:
        return
    first = words.listed([one.what for one in found[:3]] + (["others"] if len(found) > 3 else []))
    many = f"{words.count(len(found), 'figure')} {'is' if len(found) == 1 else 'are'}"
    hint = "Confirm them (sla.confirmed_by and confirmed_on, or facts by path), or write the agreed figures."
    message = f"{many} still the provider's default, confirmed by nobody: {first}"
    yield Finding("sla.confirmed_by", message, hint)


@rule("SLA-10")
def clauses_are_approved(case: Case) -> Iterator[Finding]:
    entitled = {one.id for one in people.may_approve(case.intake, "sla")}
    for clause in (case.intake.sla and case.intake.sla.custom_clauses) or ():
        if (clause.target or clause.replaces) and clause.approved_by not in entitled:
            who = people.name(case.intake, clause.approved_by)
            found = f"{who} has no authority for the SLA" if who else "nobody has approved it"
            yield Finding(
                f"sla.custom_clauses[{clause.id}].approved_by",
                f"Clause {clause.id} changes {clause.replaces or 'a target'}, and {found}",
                "Have someone with authority sla approve it.",
            )


@rule("SLA-11")
def ladders_rise(case: Case) -> Iterator[Finding]:
    rungs = case.terms.rungs if case.terms else ()
    shares = [rung for rung in rungs if rung.percent is not None and not rung.trigger]
    urgent = [rung for rung in rungs if rung.percent is None and rung.priority and not rung.trigger]
    yield from (*_level(shares), *_level(urgent))
    for rung in rungs:
        yield from _vacant(case, rung)
    if shares and (shares[-1].to, shares[-1].client) != ("provider_executive", "executive_sponsor"):
        message = "The last rung does not reach an executive on each side"
        hint = "Let it call the provider_executive and the executive_sponsor."
        yield Finding(f"sla.escalation[{shares[-1].id}]", message, hint)


def _level(ladder: list[Rung]) -> Iterator[Finding]:
    """Yield the rungs of one ladder that come at the same moment as the rung before them."""
    for lower, upper in pairwise(ladder):
        moments = [(rung.percent, rung.minutes, rung.priority) for rung in (lower, upper)]
        if moments[0] == moments[1]:
            message = f"Rungs {lower.id} and {upper.id} are reached at the same moment"
            yield Finding(
                f"sla.escalation[{upper.id}]", message, "Let each rung come after the one before it."
            )


def _vacant(case: Case, rung: Rung) -> Iterator[Finding]:
    """Yield the roles that a rung calls and that nobody has; CON-08 looks after those of the playbook's rungs."""
    path = f"sla.escalation[{rung.id}]"
    if rung.client and not people.holders(case.intake, rung.client):
        message = f"Rung {rung.id} calls the client's {words.role(rung.client)}, and nobody has that role"
        yield Finding(path, message, "Give the role to a contact.")
    if rung.stated and rung.to and not people.in_role(case.intake, rung.to):
        message = f"Rung {rung.id} calls the {words.role(rung.to)}, and nobody has that role"
        yield Finding(path, message, "Add the person to team.")


@rule("SLA-12")
def process_exclusions_stand(case: Case) -> Iterator[Finding]:
    for name in PROCESS_EXCLUSIONS:
        if case.terms and name not in case.terms.exclusions:
            yield Finding(
                "sla.exclusions",
                f"The exclusion {name} is missing",
                "Put it back: the process has it for every client.",
                at="playbook",
            )


@rule("SLA-13")
def vendors_keep_up(case: Case) -> Iterator[Finding]:
    if case.terms is None or not case.terms.p1_always:
        return
    for app in critical(case):
        if app.vendor_support and app.vendor_support.hours == "business_hours":
            message = (
                f"A P1 on {app.name} is worked on at every hour, but its vendor answers in business hours"
            )
            yield Finding(
                f"applications[{app.id}].vendor_support.hours",
                message,
                "Buy longer support, or agree a clause for this application.",
            )


@rule("SLA-14")
def zones_are_called_right(case: Case) -> Iterator[Finding]:
    if case.terms is None:
        return
    zone = case.terms.hours.zone
    standard, summer = _names(zone)
    if not standard.isalpha():
        return
    for path, text in case.survey.texts_of("provider", "sla"):
        said = set(re.findall(r"\b[A-Z]{2,4}T\b", text)) & {standard, summer}
        observes = _observes(zone)
        if (observes and len(said) == 1) or (not observes and summer in said):
            right = f"{standard}/{summer}" if observes else standard
            yield Finding(
                path,
                f"The text says {said.pop()}, but clocks in {zone.key} show {right}",
                f"Write {right}, or the city's time.",
            )


def _names(zone: ZoneInfo) -> tuple[str, str]:
    """Return what a zone's clocks are called in standard and in summer time; the latter is guessed (AEST: AEDT)
    where the zone has none."""
    noons = [datetime(2027, month, 1, 12, tzinfo=zone) for month in (1, 7)]
    noons.sort(key=lambda noon: noon.dst() or timedelta())
    standard, summer = (noon.tzname() or "" for noon in noons)
    return standard, summer if summer != standard else re.sub("ST$", "DT", standard)


def _observes(zone: ZoneInfo) -> bool:
    return any(datetime(2027, month, 1, tzinfo=zone).dst() for month in (1, 7))


@rule("SLA-15")
def reports_are_read(case: Case) -> Iterator[Finding]:
    yield from _readers(case)
    sla = case.intake.sla
    stated = sla.reviews.service_review if sla and sla.reviews else None
    wanted = case.terms.tier.review.value if case.terms else ""
    if stated and wanted and _PER_YEAR.get(stated, 0) < _PER_YEAR[wanted] and not _varied(case):
        hint = f"Write {wanted}, or add a custom clause that replaces sla.reviews.service_review."
        message = f"The service review is {stated}; the tier has it {wanted}"
        yield Finding("sla.reviews.service_review", message, hint)


def _readers(case: Case) -> Iterator[Finding]:
    sla = case.intake.sla
    readers = set((sla.reporting.distribution if sla and sla.reporting else None) or ())
    clients = {one.id for one in case.intake.contacts or ()}
    managers = {one.id for one in people.in_role(case.intake, "service_delivery_manager")}
    sides = (("a client", clients), ("the service delivery manager", managers))
    if lacking := [what for what, known in sides if not known & readers]:
        message = f"The SLA report does not go to {words.listed(lacking)}"
        yield Finding("sla.reporting.distribution", message, "Add the person's id.")


def _varied(case: Case) -> bool:
    clauses = (case.intake.sla and case.intake.sla.custom_clauses) or ()
    return any((clause.replaces or "").startswith("sla.reviews") for clause in clauses)


@rule("SLA-16")
def recovery_and_resolution_agree(case: Case) -> Iterator[Finding]:
    p1 = next((term for term in promises(case) if term.key == "P1"), None)
    if p1 is None:
        return
    for app in critical(case):
        limit = _own_limit(case, app) or p1.resolution.value
        if app.rto and elapsed(app.rto) < limit:
            message = f"{app.name} is to be back in {app.rto}, but a P1 may take {in_hours(limit)} to resolve"
            yield Finding(
                f"applications[{app.id}].rto",
                message,
                "Agree a clause for this application, or acknowledge why both can stand.",
            )


def _own_limit(case: Case, app: Application) -> int | None:
    """Return the P1 resolution in minutes that a custom clause sets for an application."""
    for clause in (case.intake.sla and case.intake.sla.custom_clauses) or ():
        target = clause.target
        applies = not clause.applies_to or app.id in clause.applies_to
        if target and target.value and applies and (target.priority, target.measure) == ("P1", "resolution"):
            return elapsed(target.value)
    return None


@rule("SEC-08")
def regulators_hear_in_time(case: Case) -> Iterator[Finding]:
    compliance = case.intake.compliance
    known = {rung.id: rung for rung in case.terms.rungs} if case.terms else {}
    for one in (compliance and compliance.obligations) or ():
        if one.notify is None or one.notify.hours is None:
            continue
        rung = known.get(one.escalation_rung or "")
        if rung is None:
            fault, hint = "no rung of sla.escalation serves it", "Add a rung, and name it here."
        elif rung.minutes is not None and rung.minutes >= one.notify.hours * 60:
            fault, hint = f"rung {rung.id} comes after {in_hours(rung.minutes)}", "Let the rung come earlier."
        else:
            continue
        path = f"compliance.obligations[{one.id}].escalation_rung"
        limit = words.count(one.notify.hours, "hour")
        yield Finding(path, f"{one.name} must be notified within {limit}, but {fault}", hint)
