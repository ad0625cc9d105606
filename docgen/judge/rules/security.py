"""Security of the design: maturity and its targets, second factors, mail, logs, and where data may lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from docgen.derive.design.measures import CLASSES, ENFORCED, LEVELS, STRATEGIES, strategies_of
from docgen.derive.regions import region_name
from docgen.judge import words
from docgen.judge.rule import Case, Finding, rule
from docgen.judge.rules.discovery import binds

if TYPE_CHECKING:
    from docgen.intake.model.compliance import Obligation
    from docgen.intake.model.design import Design
    from docgen.intake.model.security import Strategy

_EIGHT: Final = "security.essential_eight"
_BIG_STEP: Final = 1
"""Levels that one project is expected to climb. Provider default."""


def _strategies(case: Case) -> dict[str, Strategy]:
    """Return the strategies whose maturity is known, by key; none before anybody assessed them."""
    return {key: facts for key, facts in strategies_of(case.intake.security) if facts}


@rule("SEC-01")
def targets_are_not_below_today(case: Case) -> Iterator[Finding]:
    known = _strategies(case)
    for key, name in STRATEGIES.items() if known else ():
        facts = known.get(key)
        if facts is None:
            yield Finding(f"{_EIGHT}.{key}", f"{name} is missing", "Assess all eight: they count as a set.")
        elif facts.target is not None and facts.target < (facts.current or 0):
            message = (
                f"{name} stands at {LEVELS[facts.current or 0]}, above its target of {LEVELS[facts.target]}"
            )
            yield Finding(f"{_EIGHT}.{key}.target", message, "Raise the target, or correct the assessment.")


@rule("SEC-02")
def targets_are_even(case: Case) -> Iterator[Finding]:
    known = {key: one for key, one in _strategies(case).items() if one.target is not None}
    highest = max((one.target or 0 for one in known.values()), default=0)
    for key, one in known.items():
        if one.target != highest and not one.target_reason:
            message = (
                f"{STRATEGIES[key]} aims at {LEVELS[one.target or 0]} while others aim at {LEVELS[highest]}"
            )
            yield Finding(
                f"{_EIGHT}.{key}.target",
                message,
                "Aim at one level, or say why in target_reason: the lowest counts.",
            )


@rule("SEC-03")
def gaps_have_actions(case: Case) -> Iterator[Finding]:
    for key, one in _strategies(case).items():
        if one.current is None or one.target is None or one.target <= one.current:
            continue
        actions = one.gap_actions or ()
        path, step = f"{_EIGHT}.{key}.gap_actions", f"from {LEVELS[one.current]} to {LEVELS[one.target]}"
        if not any(action.owner and action.due for action in actions):
            lacking = "no action" if not actions else "no action with an owner and a date"
            yield Finding(
                path, f"{STRATEGIES[key]} goes {step} with {lacking}", "Add what is done, by whom, by when."
            )


@rule("SEC-04")
def long_climbs_are_risks(case: Case) -> Iterator[Finding]:
    for key, one in _strategies(case).items():
        if one.current is None or one.target is None or one.risk:
            continue
        if one.target - one.current > _BIG_STEP:
            message = (
                f"{STRATEGIES[key]} climbs from {LEVELS[one.current]} to {LEVELS[one.target]} in one project"
            )
            yield Finding(
                f"{_EIGHT}.{key}.target", message, "Aim lower first, or name the risk in its field risk."
            )


@rule("SEC-05")
def administrators_have_two_factors(case: Case) -> Iterator[Finding]:
    security = case.intake.security
    identity = security.identity if security else None
    if identity is None or identity.admins_total is None:
        return
    lacking = identity.admins_total - (identity.admins_mfa_at_go_live or 0)
    excepted = [
        one for one in (security.exceptions if security else None) or () if one.approved_by and one.expiry
    ]
    if lacking > len(excepted):
        message = f"{words.count(lacking, 'administrator')} will have no second factor at go-live"
        hint = "Set them up, or add an approved exception with its last day for each."
        yield Finding("security.identity.admins_mfa_at_go_live", message, hint)


@rule("SEC-06")
def mail_is_protected_from_forgery(case: Case) -> Iterator[Finding]:
    email = case.intake.security.email if case.intake.security else None
    for index, one in enumerate((email.domains if email else None) or ()):
        planned = one.target_dmarc in ENFORCED and one.target_date is not None
        if one.dmarc not in ENFORCED and not planned:
            policy = f"has the DMARC policy {one.dmarc or 'missing'}"
            message = f"{one.domain or 'A mail domain'} {policy} and no day by which that changes"
            yield Finding(
                f"security.email.domains[{index}].target_dmarc",
                message,
                "Plan quarantine or reject, with a day.",
            )


@rule("SEC-07")
def logs_cover_the_classes(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    siem = design.security.siem if design and design.security else None
    if siem is None:
        return
    lacking = sorted(CLASSES - {one.source for one in siem.sources or ()})
    if lacking:
        message = f"The security logs hold nothing of {words.listed(lacking, 'or')}"
        yield Finding("design.security.siem.sources", message, "Add a source of each class.")
    longest = max((one.log_retention_days or 0 for one in _obligations(case)), default=0)
    if siem.retention_days is not None and siem.retention_days < longest:
        message = (
            f"Logs are kept for {words.count(siem.retention_days, 'day')}, an obligation asks for {longest}"
        )
        yield Finding("design.security.siem.retention_days", message, "Keep them longer, or archive them.")


def _obligations(case: Case) -> tuple[Obligation, ...]:
    compliance = case.intake.compliance
    return (compliance.obligations if compliance else None) or ()


@rule("SEC-09")
def data_stays_where_it_must(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    if design is None:
        return
    binding = [(one.name or one.id or "", one.residency) for one in _obligations(case) if binds(case, one)]
    for path, name, area in _places(design):
        broken: dict[str, list[str]] = {}
        for duty, allowed in binding:
            if allowed and not _lies_in(area, allowed):
                broken.setdefault(words.listed(map(region_name, allowed), "or"), []).append(duty)
        for wanted, duties in broken.items():
            keeps = "keeps" if len(duties) == 1 else "keep"
            message = (
                f"{name} lies in {region_name(area)}, but {words.listed(duties)} {keeps} data in {wanted}"
            )
            yield Finding(path, message, "Move it, or acknowledge why the obligation allows it.")


def _lies_in(area: str, places: Iterable[str]) -> bool:
    return any(area == place or area.startswith(f"{place}-") for place in places)


def _places(design: Design) -> Iterator[tuple[str, str, str]]:
    """Yield where data will lie: the path, the name and the area of each cloud region and each backup."""
    for region in (design.cloud.regions if design.cloud else None) or ():
        if region.area:
            yield f"design.cloud.regions[{region.id}].area", region.name or region.id or "", region.area
    for job in (design.backup.jobs if design.backup else None) or ():
        if job.area:
            yield f"design.backup.jobs[{job.id}].area", f"The copy of {job.scope or job.id}", job.area
