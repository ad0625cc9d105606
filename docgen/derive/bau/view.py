"""The root name `bau`: everything that the handoff pack shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from docgen.derive.bau import handover
from docgen.derive.bau.governance import NEEDED, Year, governance_year
from docgen.derive.bau.people import ServicePeople, service_people
from docgen.derive.bau.recovery import RecoveryState, recovery_state
from docgen.derive.bau.registers import Registers, registers_view
from docgen.derive.bau.results import Results, results_view
from docgen.derive.bau.security import SecurityState, exception_endings, security_state
from docgen.derive.bau.transition import (
    AFTER_ACCEPTANCE,
    Acceptance,
    ActionLine,
    ResidualRisk,
    TaskLine,
    acceptance,
    action_lines,
    percent_done,
    residual_risks,
    task_lines,
)
from docgen.derive.calendars import BusinessCalendar
from docgen.derive.commercial import Commercial
from docgen.derive.lookup import Lookup
from docgen.derive.people import People
from docgen.derive.timeline_views import Timeline
from docgen.derive.values import Chip, Gap, State, listed
from docgen.intake.model.bau import AiOperations, Bau


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One part of the handover: `done` of `needed`, with a chip; `section` is the title of where it stands."""

    part: str
    done: int
    needed: int
    chip: Chip
    section: str


@dataclass(frozen=True, slots=True)
class IncumbentAccess:
    """What the provider before can still reach; `chip` is good where nothing is left."""

    accounts: int | Gap
    agents: int | Gap
    removed_on: datetime.date | Gap
    evidence: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Models:
    """The alert models as handed over. `precision` and `recall` are shares from 0 to 1, as stated; `enabled` are the
    ids of remediation that is switched on."""

    version: str | Gap
    precision: str | Gap
    recall: str | Gap
    thresholds_reverted_on: datetime.date | Gap
    enabled: tuple[str, ...]
    suppressions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BauView:
    """The handover to run-state service, which begins on `start`. `percent` is the share of the parts in `readiness`
    that are complete, rounded down.

    `year` is a gap without a first day; `without_runbook` names the critical applications that no runbook is for;
    `by_severity` counts the open known issues. A list that nobody has given is a gap.
    """

    start: datetime.date | Gap
    readiness: tuple[ReadyLine, ...]
    percent: int
    people: ServicePeople
    year: Year | Gap
    documents: tuple[handover.DocumentLine, ...] | Gap
    required: tuple[handover.KindLine, ...]
    built: tuple[handover.BuiltLine, ...] | Gap
    runbooks: tuple[handover.RunbookLine, ...] | Gap
    without_runbook: tuple[str, ...]
    issues: tuple[handover.IssueLine, ...] | Gap
    by_severity: tuple[handover.SeverityCount, ...]
    preferences: tuple[handover.Preference, ...] | Gap
    models: Models
    security: SecurityState
    recovery: RecoveryState
    registers: Registers
    access: tuple[handover.AccessLine, ...] | Gap
    incumbent: IncumbentAccess
    results: Results
    actions: tuple[ActionLine, ...]
    risks: tuple[ResidualRisk, ...]
    tasks: tuple[TaskLine, ...]
    tasks_percent: int
    acceptance: Acceptance


@dataclass(frozen=True, slots=True)
class Sources:
    """What the handover rests on besides the facts."""

    calendar: BusinessCalendar
    timeline: Timeline
    commercial: Commercial
    people: People


def bau_view(lookup: Lookup, sources: Sources, *, as_of: date) -> BauView:
    """Return the handover as it stands on `as_of`. Raise CalendarError where its first year lies outside the holiday
    data."""
    start = _start(lookup, sources)
    year = _year(lookup, sources, start)
    results, tasks = results_view(lookup, sources.timeline, as_of), task_lines(lookup)
    ready = tuple(_readiness(lookup, results, tasks, year))
    issues = handover.issue_lines(lookup)
    return BauView(
        start=start,
        readiness=ready,
        percent=100 * sum(one.done >= one.needed for one in ready) // len(ready),
        people=service_people(lookup, sources.people),
        year=year,
        documents=handover.document_lines(lookup),
        required=handover.required_kinds(lookup),
        built=handover.built_lines(lookup),
        runbooks=handover.runbook_lines(lookup),
        without_runbook=handover.without_runbook(lookup),
        issues=issues,
        by_severity=handover.by_severity(listed(issues)),
        preferences=handover.preferences(lookup),
        models=_models(lookup),
        security=security_state(lookup, as_of),
        recovery=recovery_state(lookup, year if isinstance(year, Year) else None),
        registers=registers_view(lookup, sources.people, as_of, others=exception_endings(lookup, as_of)),
        access=handover.access_lines(lookup),
        incumbent=_incumbent(lookup),
        results=results,
        actions=action_lines(lookup, as_of),
        risks=residual_risks(lookup),
        tasks=tasks,
        tasks_percent=percent_done(tasks),
        acceptance=acceptance(lookup),
    )


def _facts(lookup: Lookup) -> Bau:
    return lookup.intake.bau or Bau()


def _start(lookup: Lookup, sources: Sources) -> date | Gap:
    """Return the first day of run-state service: as stated, else the business day after the transition ends."""
    stated, end = _facts(lookup).start_date, sources.timeline.bau_end
    if stated or not isinstance(end, date):
        return lookup.known(stated, "bau.start_date")
    return sources.calendar.next_after(end)


def _year(lookup: Lookup, sources: Sources, start: date | Gap) -> Year | Gap:
    if isinstance(start, Gap):
        return start
    return governance_year(lookup, sources.calendar, sources.commercial, start)


def _readiness(
    lookup: Lookup, results: Results, tasks: Iterable[TaskLine], year: Year | Gap
) -> Iterator[ReadyLine]:
    """Yield the parts of the handover with how far each is. A list that nobody has given is a part that is missing."""
    facts, required = _facts(lookup), handover.required_kinds(lookup)
    before = [task for task in tasks if task.id != AFTER_ACCEPTANCE]
    undated = year.undated if isinstance(year, Year) else NEEDED
    done = sum(task.state in ("done", "not_applicable") for task in before)
    yield _ready("Exit criteria of hypercare", results.met, len(results.exits), "Hypercare results")
    yield _ready(
        "Kinds of document in place",
        sum(one.count > 0 for one in required),
        len(required),
        "Documentation index",
    )
    yield _runbooks(lookup)
    issues = listed(handover.issue_lines(lookup))
    yield _ready(
        "Known issues with an owner and a date",
        _owned(issues),
        _needed(facts.known_issues, len(issues)),
        "Known issues",
    )
    yield _restores(lookup)
    yield _ready(
        "Kinds of test and review dated for the year",
        len(NEEDED) - len(undated),
        len(NEEDED),
        "Governance calendar",
    )
    yield _ready("Tasks of the transition", done, len(before), "Handoff checklist")


def _needed(facts: object, count: int) -> int:
    """Return how many are needed: at least one where nobody has said how many there are."""
    return max(count, 1) if facts is None else count


def _runbooks(lookup: Lookup) -> ReadyLine:
    applications = lookup.intake.applications
    critical = sum(one.criticality == 1 for one in applications or ())
    done = critical - len(handover.without_runbook(lookup))
    return _ready("Critical applications with a runbook", done, _needed(applications, critical), "Runbooks")


def _restores(lookup: Lookup) -> ReadyLine:
    state = recovery_state(lookup, None)
    jobs = len(listed(state.jobs)) + len(state.missing)
    needed = _needed(_facts(lookup).backup_state, jobs)
    return _ready("Backup jobs with a proven restore", state.proven, needed, "Backup and recovery")


def _ready(part: str, done: int, needed: int, where: str) -> ReadyLine:
    return ReadyLine(part, done, needed, _traffic(done, needed), where)


def _owned(issues: Iterable[handover.IssueLine]) -> int:
    return sum(bool(one.owner) and bool(one.target_fix) for one in issues)


def _traffic(done: int, needed: int) -> Chip:
    if done >= needed:
        return Chip(State.GOOD, "Complete")
    return Chip(State.CAUTION, "Partial") if done else Chip(State.CRITICAL, "Missing")


def _models(lookup: Lookup) -> Models:
    facts, path = _facts(lookup).ai_operations or AiOperations(), "bau.ai_operations"
    day = _facts(lookup).thresholds_reverted_on
    return Models(
        version=lookup.known(facts.model_version, f"{path}.model_version"),
        precision=_share(lookup, facts.precision, f"{path}.precision"),
        recall=_share(lookup, facts.recall, f"{path}.recall"),
        thresholds_reverted_on=lookup.known(day, "bau.thresholds_reverted_on"),
        enabled=facts.playbooks_enabled or (),
        suppressions=facts.suppressions or (),
    )


def _share(lookup: Lookup, value: object, path: str) -> str | Gap:
    return lookup.known(None if value is None else f"{value}", path)


def _incumbent(lookup: Lookup) -> IncumbentAccess:
    access, path = _facts(lookup).incumbent_access, "bau.incumbent_access"
    left = [access.accounts_remaining, access.agents_remaining] if access else [None]
    known = all(count is not None for count in left)
    clear = Chip(State.GOOD, "Nothing left") if not any(left) else Chip(State.CRITICAL, "Still there")
    return IncumbentAccess(
        accounts=lookup.known(access.accounts_remaining if access else None, f"{path}.accounts_remaining"),
        agents=lookup.known(access.agents_remaining if access else None, f"{path}.agents_remaining"),
        removed_on=lookup.known(access.removed_on if access else None, f"{path}.removed_on"),
        evidence=(access.evidence if access else None) or "",
        chip=clear if known else Chip(State.NEUTRAL, "Not checked"),
    )
