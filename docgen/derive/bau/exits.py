"""The seven exit criteria of hypercare: measured from the facts, held against the process's thresholds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.bau.weeks import WeekLine, compliant_run
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import counted
from docgen.intake.model.go_live import Hypercare
from docgen.intake.model.hypercare import ExitResult
from docgen.playbooks.stages import ExitCriterion

_0 = Decimal(0)
MET, NOT_MET, OPEN = (
    Chip(State.GOOD, "Met"),
    Chip(State.CRITICAL, "Not met"),
    Chip(State.NEUTRAL, "Not measured"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the facts say of one criterion: the figure in words, and whether it passes."""

    text: str
    passes: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a measure is taken from besides the facts: the weeks, the day of the exit, the least that passes."""

    weeks: Sequence[WeekLine]
    exit_day: date
    least: Decimal


@dataclass(frozen=True, slots=True)
class ExitLine:
    """One criterion. `measured` is what the facts give, else what the intake states; `met` is None while nothing is
    known. `stated` is the intake's own word on it, which may contradict the figures."""

    id: str
    text: str
    passes: str
    measured: str | Gap
    met: bool | None
    stated: bool | None
    chip: Chip
    evidence: str
    owner: str
    due: date | None
    line: str


def exit_lines(lookup: Lookup, weeks: Sequence[WeekLine], exit_day: date) -> tuple[ExitLine, ...]:
    """Return the criteria of the process in its order, none where it has no hypercare.

    `exit_day` is the sign-off, or hypercare's last day.
    """
    facts = lookup.intake.hypercare or Hypercare()
    stated: Mapping[str, ExitResult] = {str(key): value for key, value in (facts.exit or {}).items()}
    return tuple(
        _line(
            lookup,
            criterion,
            stated.get(criterion.id) or ExitResult(),
            Seen(weeks, exit_day, criterion.least or _0),
        )
        for criterion in (lookup.playbook.close_care.exit if lookup.playbook.close_care else ())
    )


def _line(lookup: Lookup, criterion: ExitCriterion, result: ExitResult, seen: Seen) -> ExitLine:
    measure = _MEASURES.get(criterion.id)
    measured = measure(lookup.intake.hypercare or Hypercare(), seen) if measure else None
    met = measured.passes if measured else result.passed
    path = f"hypercare.exit.{criterion.id}"
    return ExitLine(
        id=criterion.id,
        text=criterion.text,
        passes=criterion.passes,
        measured=lookup.known(measured.text if measured else result.value, path, question=criterion.text),
        met=met,
        stated=result.passed,
        chip=OPEN if met is None else MET if met else NOT_MET,
        evidence=result.evidence or "",
        owner=lookup.name(result.owner),
        due=result.due,
        line=criterion.line or "",
    )


def _issues(facts: Hypercare, _seen: Seen) -> Measured | None:
    if facts.issues is None:
        return None
    still = sum(one.closed is None and one.severity in ("critical", "high") for one in facts.issues)
    return Measured(f"{counted(still, 'issue')} open" if still else "None open", still == 0)


def _run(facts: Hypercare, seen: Seen) -> Measured | None:
    if not facts.weekly:
        return None
    run = compliant_run(seen.weeks, seen.exit_day)
    return Measured(f"{counted(run, 'week')} in a row", run >= seen.least)


def _score(facts: Hypercare, seen: Seen) -> Measured | None:
    survey = facts.csat
    if survey is None or survey.score is None:
        return None
    answers = f", {counted(survey.n, 'answer')}" if survey.n is not None else ""
    return Measured(f"{survey.score} out of 10{answers}", survey.score >= seen.least)


def _published(facts: Hypercare, _seen: Seen) -> Measured | None:
    docs = facts.docs
    if docs is None or docs.required is None or docs.published is None:
        return None
    return Measured(f"{docs.published} of {docs.required}", docs.published >= docs.required)


def _trained(facts: Hypercare, _seen: Seen) -> Measured | None:
    desk = facts.training
    if desk is None or desk.rostered is None or desk.certified is None:
        return None
    return Measured(f"{desk.certified} of {desk.rostered}", desk.certified >= desk.rostered)


def _models(facts: Hypercare, seen: Seen) -> Measured | None:
    ai = facts.ai
    if ai is None or ai.precision is None or ai.recall is None:
        return None
    least = ai.thresholds
    floors = (
        (least.precision if least else None) or seen.least,
        (least.recall if least else None) or seen.least,
    )
    passes = ai.precision >= floors[0] and ai.recall >= floors[1]
    return Measured(f"Precision {ai.precision}, recall {ai.recall}", passes)


def _signed(facts: Hypercare, _seen: Seen) -> Measured | None:
    signed = bool(facts.signoff and facts.signoff.by and facts.signoff.date)
    return Measured("Signed", True) if signed else None


_MEASURES: Mapping[str, Callable[[Hypercare, Seen], Measured | None]] = {
    "E1": _issues,
    "E2": _run,
    "E3": _score,
    "E4": _published,
    "E5": _trained,
    "E6": _models,
    "E7": _signed,
}
