"""What runs out: support, registrations, certificates, licences and lines, and the age of what discovery rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from docgen.judge import words
from docgen.judge.rule import Case, DayCase, Finding, day_rule, rule

if TYPE_CHECKING:
    from docgen.intake.model.environment import Environment

AFTER_GO_LIVE: Final = timedelta(days=90)
"""What ends sooner after go-live than this ends in the middle of the settling-in. Provider default."""
OLDEST_SCAN: Final = timedelta(days=90)
"""A scan that is older says little of today. Provider default."""


@dataclass(frozen=True, slots=True)
class _Ending:
    """Something that ends on a day: its path, what it is called, the day, and the groups of words by each of which
    a finding may name it."""

    path: str
    name: str
    day: date | None
    called: tuple[tuple[str, ...], ...] = ()


def _called(*names: str | None) -> tuple[tuple[str, ...], ...]:
    return tuple((name.lower(),) for name in names if name)


@day_rule("DSC-05")
def out_of_support_has_a_finding(case: DayCase) -> Iterator[Finding]:
    discovery = case.intake.discovery
    if discovery is None or discovery.findings is None:
        return
    said = [
        " ".join(filter(None, (one.description, one.evidence, one.recommendation))).lower()
        for one in discovery.findings
    ]
    for one in _supported(case):
        if one.day and one.day < case.as_of and not _named(one, said):
            message = f"Support of {one.name} ended on {words.day(one.day)}, and no finding names it"
            yield Finding(one.path, message, "Add a finding with its treatment, owner and stage.")


def _named(one: _Ending, said: Iterable[str]) -> bool:
    return any(all(word in text for word in group) for text in said for group in one.called)


def _supported(case: Case) -> Iterator[_Ending]:
    environment = case.intake.environment
    if environment:
        yield from _machines(environment)
        yield from _devices(case, environment)
    for app in case.intake.applications or ():
        yield _Ending(f"applications[{app.id}].eol", app.name or "", app.eol, _called(app.name, app.id))


def _machines(environment: Environment) -> Iterator[_Ending]:
    for one in environment.servers or ():
        name = f"{one.os} on {one.name}"
        yield _Ending(f"environment.servers[{one.id}].os_eol", name, one.os_eol, _called(one.name, one.id))
    systems = environment.endpoints and environment.endpoints.by_os
    for index, each in enumerate(systems or ()):
        name = f"{each.os} on {words.count(each.count or 0, 'device')}"
        yield _Ending(f"environment.endpoints.by_os[{index}].eol", name, each.eol, _called(each.os))


def _devices(case: Case, environment: Environment) -> Iterator[_Ending]:
    sites = {site.id: site.name or "" for site in case.intake.sites or ()}
    for kind, path, devices in (
        ("firewall", "environment.firewalls", environment.firewalls or ()),
        ("switch", "environment.switches", environment.switches or ()),
    ):
        for one in devices:
            site = sites.get(one.site or "", "")
            called = _called(one.id, one.model)
            if site:
                called += ((site.lower(), kind),)
            yield _Ending(f"{path}[{one.id}].eol", f"{one.model or kind}, {site}", one.eol, called)


@rule("DSC-06")
def nothing_ends_right_after_go_live(case: Case) -> Iterator[Finding]:
    start, environment = case.context.timeline.go_live, case.intake.environment
    if environment is None or not isinstance(start, date):
        return
    for path, name, day in _running(environment):
        if day and day < start + AFTER_GO_LIVE:
            message = f"{name} ends on {words.day(day)}, before 90 days after go-live ({words.day(start)})"
            yield Finding(path, message, "Renew it now, or acknowledge what is under way.")


def _running(environment: Environment) -> Iterator[tuple[str, str, date | None]]:
    """Yield path, name and last day of what has to be renewed: domain names, certificates, licences, circuits."""
    for zone in environment.dns or ():
        yield f"environment.dns[{zone.id}]", f"Domain name {zone.zone}", zone.expiry
    for index, one in enumerate(environment.certificates or ()):
        if not one.auto_renewed:
            yield f"environment.certificates[{index}]", f"Certificate {one.name}", one.expiry
    for licence in environment.licences or ():
        yield f"environment.licences[{licence.id}]", f"Licence {licence.name}", licence.renewal
    for circuit in environment.circuits or ():
        yield f"environment.circuits[{circuit.id}]", f"Circuit {circuit.id}", circuit.contract_end


@day_rule("DSC-08")
def the_scan_is_recent(case: DayCase) -> Iterator[Finding]:
    security = case.intake.security
    scan = security.vulnerability if security else None
    if scan is None or scan.not_available_reason:
        return
    path, hint = "security.vulnerability.last_scan", "Scan again, or say why not in not_available_reason."
    known = min(_end_of_discovery(case) or case.as_of, case.as_of)
    if scan.last_scan is None:
        yield Finding(path, "No vulnerability scan is recorded, and no reason", hint)
    elif known - scan.last_scan > OLDEST_SCAN:
        age = (known - scan.last_scan).days
        message = (
            f"The last vulnerability scan is of {words.day(scan.last_scan)}, {age} days old at discovery"
        )
        yield Finding(path, message, hint)


def _end_of_discovery(case: Case) -> date | None:
    return next((row.end for row in case.context.timeline.stages if row.id == "S2"), None)
