"""The design: what it answers, what it watches, what may act by itself, whether things fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.derive.design.formulas import LEAST_SLACK, MOST_FULL, rounded, stricter
from docgen.derive.design.measures import (
    YEARS,
    address_clashes,
    answered,
    available_hours,
    factor_of,
    full_after,
    hours_of,
    slack_of,
    threshold_of,
    traces_of,
    window_of,
    without_failover,
)
from docgen.derive.design.sections import SECTIONS
from docgen.derive.lookup import Lookup
from docgen.intake.model.design import Design
from docgen.judge import words
from docgen.judge.rule import Case, Finding, rule

_SERIOUS: Final = ("critical", "high")
_MANAGED: Final = ("workstation", "server", "mobile")
"""The classes of devices that the client's device count counts."""


@rule("DES-01")
def everything_is_answered(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    if design is None or design.trace is None:
        return
    traces = traces_of(design)
    for what, ref in _questions(case):
        if not answered(traces.get(ref)):
            message = f"{what} {ref} is answered nowhere in the design"
            yield Finding("design.trace", message, "Trace it to a section, or to a risk that accepts it.")
    for ref, trace in traces.items():
        if trace.section and trace.section not in SECTIONS:
            message = f"{ref} is traced to section {trace.section}, which the design document does not have"
            yield Finding(
                f"design.trace[{ref}].section", message, "Write the number of a section, such as 8.2."
            )


def _questions(case: Case) -> Iterator[tuple[str, str]]:
    requirements, discovery = case.intake.requirements, case.intake.discovery
    for one in (requirements.items if requirements else None) or ():
        if one.id and one.moscow != "wont":
            yield "Requirement", one.id
    for found in (discovery.findings if discovery else None) or ():
        if found.id and found.severity in _SERIOUS:
            yield "Finding", found.id


@rule("DES-02")
def every_device_gets_an_agent(case: Case) -> Iterator[Finding]:
    monitoring = case.intake.design.monitoring if case.intake.design else None
    agents = (monitoring.agents if monitoring else None) or ()
    for one in agents:
        if one.planned is not None and one.in_scope is not None and one.planned != one.in_scope:
            kind = words.count(one.in_scope, one.device or "device")
            message = f"{words.count(one.planned, 'agent')} are planned for {kind}"
            yield Finding("design.monitoring.agents", message, "Plan one agent for each device in scope.")
    scope, total = (
        sum(one.in_scope or 0 for one in agents if one.device in _MANAGED),
        case.intake.client.devices_total,
    )
    if agents and total is not None and scope != total:
        message = f"{words.count(scope, 'device')} are in scope of monitoring, the client has {total}"
        yield Finding(
            "design.monitoring.agents", message, "Correct a count, or add the class that is missing."
        )


@rule("DES-03")
def hypercare_watches_closer(case: Case) -> Iterator[Finding]:
    monitoring = case.intake.design.monitoring if case.intake.design else None
    factor = factor_of(Lookup(case.intake, case.playbook), monitoring) if monitoring else None
    for one in (monitoring.alerts if monitoring else None) or ():
        if factor is None or one.direction == "yes_no" or one.bau_threshold is None:
            continue
        tight = threshold_of(one, factor)
        if tight is not None and not stricter(one.bau_threshold, tight, one.direction or "above"):
            shown = words.number(one.bau_threshold), words.number(tight)
            message = (
                f"{one.id} fires {one.direction} {shown[0]} in normal service and {shown[1]} in hypercare"
            )
            hint = "Make hypercare stricter: lower for an alert above, higher for an alert below."
            yield Finding(f"design.monitoring.alerts[{one.id}].hypercare_threshold", message, hint)


@rule("DES-04")
def automation_can_be_undone(case: Case) -> Iterator[Finding]:
    ai = case.intake.design.ai if case.intake.design else None
    for one in (ai.remediation_playbooks if ai else None) or ():
        path = f"design.ai.remediation_playbooks[{one.id}]"
        if one.approval is None:
            yield Finding(
                f"{path}.approval", f"{one.id} does not say who lets it act", "Write auto or human."
            )
        if one.approval == "auto" and not one.rollback:
            yield Finding(
                f"{path}.rollback", f"{one.id} acts by itself and cannot be undone", "Say how it is undone."
            )


@rule("DES-07")
def moves_fit_their_windows(case: Case) -> Iterator[Finding]:
    design, lookup = case.intake.design, Lookup(case.intake, case.playbook)
    for index, one in enumerate((design.migration if design else None) or ()):
        window = window_of(lookup, one)
        slack, hours = slack_of(one, window, case.calendar), hours_of(one)
        if window is None or slack is None or hours is None or slack >= LEAST_SLACK:
            continue
        room = words.number(rounded(available_hours(window, case.calendar), 1))
        left = f"{rounded(slack)} % stays free" if slack >= 0 else "it does not fit"
        message = f"{one.workload or one.id} takes {words.number(rounded(hours, 1))} h in a window of {room} h: {left}"
        hint = "Move less, copy ahead, or take a longer window; acknowledge it where an overrun does no harm."
        yield Finding(f"design.migration[{one.id or index}]", message, hint)


@rule("DES-08")
def storage_has_room(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    for index, one in enumerate((design.storage if design else None) or ()):
        full = full_after(one, YEARS)
        if full is not None and full > MOST_FULL:
            message = f"{one.name or one.id} is {rounded(full)} % full after {YEARS} years"
            yield Finding(
                f"design.storage[{one.id or index}]", message, "Plan more room, or say when it is added."
            )


@rule("DES-09")
def critical_sites_have_two_lines(case: Case) -> Iterator[Finding]:
    network = case.intake.design.network if case.intake.design else None
    if network is None:
        return
    single = without_failover(network)
    served = {one.site for one in network.circuits or ()}
    for site in case.intake.sites or ():
        lines = single.get(site.id or "", ())
        if not site.critical or (site.id in served and not lines) or any(one.accepted_risk for one in lines):
            continue
        lacking = "one line and nothing that takes over" if lines else "no line in the design"
        message = f"{site.name or site.id} is critical and has {lacking}"
        yield Finding(f"sites[{site.id}]", message, "Add a second line, or name the risk in accepted_risk.")


@rule("DES-11")
def addresses_are_unique(case: Case) -> Iterator[Finding]:
    network = case.intake.design.network if case.intake.design else None
    for ref, clash in address_clashes(network) if network else ():
        yield Finding(f"design.network.segments[{ref}].subnet", clash, "Give it addresses of its own.")


@rule("DES-13")
def obligations_have_controls(case: Case) -> Iterator[Finding]:
    design, compliance = case.intake.design, case.intake.compliance
    if design is None or design.compliance_map is None:
        return
    for one in (compliance.obligations if compliance else None) or ():
        if not _served(design, one.id):
            message = f"{one.name or one.id} is served by no control of the design"
            yield Finding(
                "design.compliance_map", message, "Map its controls, or name the risk that accepts it."
            )


def _served(design: Design, ref: str | None) -> bool:
    mapped = [one for one in design.compliance_map or () if one.obligation == ref]
    return any(one.controls or one.accepted_risk for one in mapped)
