"""Section 8.7: recovery runbooks, step by step, with a clock that runs from the declaration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.design.measures import total_of
from docgen.derive.design.rows import app_name, rows_of, span_of, verdict
from docgen.derive.lookup import NOT_STATED, Lookup
from docgen.derive.values import Chip, Gap, Span, State
from docgen.derive.words import telephone
from docgen.intake.model.design_recovery import (
    RecoveryContact,
    RecoveryRunbook,
    RecoveryStep,
    RecoveryTest,
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a recovery; `start` and `end` count from the declaration."""

    n: str
    action: str | Gap
    owner: str | Gap
    minutes: Span | Gap
    start: Span
    end: Span
    verify: str | Gap


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom a recovery needs; `channels` best first, `chip` red with fewer than two."""

    role: str
    name: str
    channels: tuple[str, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """A recovery that was exercised."""

    date: date | Gap
    scope: str
    took: Span | Gap
    result: Chip
    by: str


@dataclass(frozen=True, slots=True)
class Runbook:
    """How one application comes back, step by step. `total` is the sum of its steps against its RTO."""

    id: str
    app: str
    trigger: str | Gap
    contacts: tuple[ContactRow, ...] | Gap
    stored: str
    steps: tuple[StepRow, ...] | Gap
    total: Span
    rto: Span | Gap
    chip: Chip
    fallback: str
    messages: tuple[str, ...]
    failback: str
    tests: tuple[ExerciseRow, ...]


def runbook_view(lookup: Lookup, one: RecoveryRunbook) -> Runbook:
    """Return a runbook with its running clock, and whether it keeps the RTO of its application."""
    path, total = f"design.dr.runbooks[{one.id}]", total_of(one)
    app = next((known for known in lookup.intake.applications or () if known.id == one.app), None)
    rto = lookup.span(app.rto if app else None, f"applications[{one.app}].rto")
    return Runbook(
        id=one.id or "",
        app=app_name(lookup, one.app),
        trigger=lookup.known(one.trigger, f"{path}.trigger"),
        contacts=rows_of(lookup, one.contacts, f"{path}.contacts", lambda who: _contact(lookup, who)),
        stored=one.contacts_stored or "",
        steps=_steps(lookup, path, one.steps),
        total=Span(total),
        rto=rto,
        chip=verdict(None if isinstance(rto, Gap) else total <= rto.minutes, "Within RTO", "Beyond RTO"),
        fallback=one.fallback or "",
        messages=one.messages or (),
        failback=one.failback or "",
        tests=tuple(_test(lookup, path, index, test) for index, test in enumerate(one.tests or ())),
    )


def _steps(lookup: Lookup, path: str, steps: tuple[RecoveryStep, ...] | None) -> tuple[StepRow, ...] | Gap:
    if steps is None:
        return lookup.gap(f"{path}.steps")
    rows, clock = [], 0
    for index, one in enumerate(steps):
        start, clock = clock, clock + (one.minutes or 0)
        rows.append(_step(lookup, f"{path}.steps[{index}]", one, (start, clock)))
    return tuple(rows)


def _step(lookup: Lookup, path: str, one: RecoveryStep, when: tuple[int, int]) -> StepRow:
    return StepRow(
        n="" if one.n is None else str(one.n),
        action=lookup.known(one.action, f"{path}.action"),
        owner=lookup.person(one.owner, f"{path}.owner"),
        minutes=span_of(lookup, one.minutes, f"{path}.minutes"),
        start=Span(when[0]),
        end=Span(when[1]),
        verify=lookup.known(one.verify, f"{path}.verify"),
    )


def _contact(lookup: Lookup, one: RecoveryContact) -> ContactRow:
    app = next((known for known in lookup.intake.applications or () if known.id == one.who), None)
    vendor = (app.vendor or app.name or "") if app else ""
    channels = tuple(_channel(channel) for channel in one.channels or ())
    enough = verdict(len(set(channels)) > 1, "Two channels", "One channel only")
    return ContactRow(one.role or "", vendor or lookup.name(one.who), channels, enough)


def _channel(text: str) -> str:
    return telephone(text) or text if text.startswith("+") else text


_RESULTS = {
    "passed": Chip(State.GOOD, "Passed"),
    "partial": Chip(State.CAUTION, "In part"),
    "failed": Chip(State.CRITICAL, "Failed"),
}


def _test(lookup: Lookup, path: str, index: int, one: RecoveryTest) -> ExerciseRow:
    here = f"{path}.tests[{index}]"
    return ExerciseRow(
        date=lookup.known(one.date, f"{here}.date", owner="solutions_architect"),
        scope=one.scope or NOT_STATED,
        took=span_of(lookup, one.minutes, f"{here}.minutes"),
        result=_RESULTS.get(one.result or "", Chip(State.NEUTRAL, "Not stated")),
        by=lookup.name(one.by),
    )
