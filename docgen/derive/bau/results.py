"""What hypercare gave: the exit criteria, the weeks, the serious tickets, what people said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from docgen.derive.bau.exits import ExitLine, exit_lines
from docgen.derive.bau.handover import severity_chip
from docgen.derive.bau.weeks import PRIORITIES, WeekLine, compliant_run, targets_of, week_lines
from docgen.derive.lookup import Lookup
from docgen.derive.plots import Plot, PlotSeries
from docgen.derive.timeline_views import Timeline
from docgen.derive.values import Chip, Gap, State
from docgen.intake.model.go_live import Hypercare

_FILLS = {"P1": "accent6", "P2": "accent2", "P3": "accent1", "P4": "accent1@40"}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The survey: mean score out of 10, answers, people asked, and the share that answered in whole per cent."""

    score: str
    answers: int | None
    asked: int | None
    share: int | None
    date: datetime.date | Gap


@dataclass(frozen=True, slots=True)
class P1Line:
    """One P1 ticket. `response` and `resolution` are in minutes; `met` tells whether the response came in time."""

    ticket: str
    opened: datetime.datetime | Gap
    response: int | Gap
    resolution: int | Gap
    summary: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class DeploymentLine:
    """Something that went wrong in or after the deployment; `closed` is None while it is open."""

    id: str
    severity: Chip
    text: str
    opened: datetime.date | Gap
    closed: datetime.date | None
    owner: str | Gap


@dataclass(frozen=True, slots=True)
class Results:
    """What hypercare gave. `met` counts the exit criteria that pass, `run` the compliant weeks in a row up to the exit,
    `tickets` all tickets of the weeks. `attainment` and `volume` are charts, None without weeks.

    `conditions` are those of the sign-off, `signed_by` and `signed_on` say whose it is (None: not signed)."""

    exits: tuple[ExitLine, ...]
    met: int
    weeks: tuple[WeekLine, ...]
    run: int
    tickets: int
    attainment: Plot | None
    volume: Plot | None
    survey: Satisfaction | Gap
    p1s: tuple[P1Line, ...] | Gap
    issues: tuple[DeploymentLine, ...] | Gap
    signed_by: str
    signed_on: datetime.date | None
    conditions: tuple[str, ...]


def results_view(lookup: Lookup, timeline: Timeline, as_of: date) -> Results:
    """Return what hypercare gave, as the facts stand."""
    facts = lookup.intake.hypercare or Hypercare()
    weeks, end = _weeks(lookup, timeline), _exit_day(lookup, timeline, as_of)
    exits, signoff = exit_lines(lookup, weeks, end), facts.signoff
    return Results(
        exits=exits,
        met=sum(bool(line.met) for line in exits),
        weeks=weeks,
        run=compliant_run(weeks, end),
        tickets=sum(week.total for week in weeks),
        attainment=_attainment(lookup, weeks),
        volume=_volume(weeks),
        survey=_survey(lookup),
        p1s=_p1s(lookup),
        issues=_issues(lookup),
        signed_by=lookup.name(signoff.by) if signoff else "",
        signed_on=signoff.date if signoff else None,
        conditions=(signoff.conditions if signoff else None) or (),
    )


def _weeks(lookup: Lookup, timeline: Timeline) -> tuple[WeekLine, ...]:
    targets = targets_of(lookup)
    start = (lookup.intake.hypercare or Hypercare()).start or timeline.go_live
    return week_lines(lookup, start, targets) if targets and isinstance(start, date) else ()


def _exit_day(lookup: Lookup, timeline: Timeline, as_of: date) -> date:
    """Return the day on which hypercare ends: signed off, else planned; the as-of date before that."""
    facts = lookup.intake.hypercare or Hypercare()
    signed = facts.signoff.date if facts.signoff else None
    planned = facts.end or timeline.hypercare_end
    return signed or (min(planned, as_of) if isinstance(planned, date) else as_of)


def week_share(week: WeekLine) -> Decimal | None:
    """Return resolved in time / all tickets of a week x 100, to one decimal; None without tickets."""
    if not week.total:
        return None
    met = sum(cell.resolved for cell in week.cells)
    return (_HUNDRED * met / week.total).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _attainment(lookup: Lookup, weeks: Sequence[WeekLine]) -> Plot | None:
    """Return the share of tickets resolved in time by week; weeks that missed a target stand out."""
    targets, shares = targets_of(lookup), [week_share(week) for week in weeks]
    if not targets or not any(share is not None for share in shares):
        return None
    names = [f"Week {week.number}" for week in weeks]
    missed = {name: "accent6" for name, week in zip(names, weeks, strict=True) if not week.met}
    told = [f"{name} {share} %" for name, share in zip(names, shares, strict=True) if share is not None]
    least = min(targets.attainment.values())
    return Plot(
        alt=f"Tickets resolved in time by week of hypercare: {', '.join(told)}",
        categories=tuple(names),
        series=(PlotSeries("Resolved in time", tuple(shares), number_format="0.0", highlights=missed),),
        target=(least, "Lowest target"),
        maximum=100,
        height=62,
    )


def _volume(weeks: Sequence[WeekLine]) -> Plot | None:
    """Return the tickets by week and priority, stacked."""
    if not any(week.total for week in weeks):
        return None
    counts = {key: tuple(_count(week, key) for week in weeks) for key in PRIORITIES}
    told = ", ".join(f"week {week.number} {week.total}" for week in weeks)
    return Plot(
        alt=f"Tickets by week of hypercare and priority: {told}",
        categories=tuple(f"Week {week.number}" for week in weeks),
        series=tuple(
            PlotSeries(key, counts[key], color=_FILLS[key]) for key in PRIORITIES if any(counts[key])
        ),
        stacked=True,
        height=62,
    )


def _count(week: WeekLine, priority: str) -> int:
    return next((cell.count for cell in week.cells if cell.priority == priority), 0)


def _survey(lookup: Lookup) -> Satisfaction | Gap:
    survey = (lookup.intake.hypercare or Hypercare()).csat
    if survey is None or survey.score is None:
        return lookup.gap("hypercare.csat")
    share = 100 * survey.n // survey.surveyed if survey.n is not None and survey.surveyed else None
    day = lookup.known(survey.date, "hypercare.csat.date")
    return Satisfaction(f"{survey.score}", survey.n, survey.surveyed, share, day)


def _p1s(lookup: Lookup) -> tuple[P1Line, ...] | Gap:
    facts = lookup.intake.hypercare or Hypercare()
    if facts.p1_record is None:
        return lookup.gap("hypercare.p1_record")
    return tuple(_p1_lines(lookup, facts))


def _p1_lines(lookup: Lookup, facts: Hypercare) -> Iterator[P1Line]:
    care = lookup.playbook.close_care
    limit = care.p1_response_minutes.value if care else None
    for one in facts.p1_record or ():
        path = f"hypercare.p1_record[{one.ticket}]"
        yield P1Line(
            ticket=one.ticket or "",
            opened=lookup.known(one.opened, f"{path}.opened"),
            response=lookup.known(one.responded_minutes, f"{path}.responded_minutes"),
            resolution=lookup.known(one.resolved_minutes, f"{path}.resolved_minutes"),
            summary=one.summary or "",
            chip=_in_time(one.responded_minutes, limit),
        )


def _in_time(minutes: int | None, limit: int | None) -> Chip:
    if minutes is None or limit is None:
        return Chip(State.NEUTRAL, "Not known")
    return Chip(State.GOOD, "In time") if minutes <= limit else Chip(State.CRITICAL, "Late")


def _issues(lookup: Lookup) -> tuple[DeploymentLine, ...] | Gap:
    facts = (lookup.intake.hypercare or Hypercare()).issues
    if facts is None:
        return lookup.gap("hypercare.issues")
    return tuple(
        DeploymentLine(
            id=one.id or "",
            severity=severity_chip(one.severity),
            text=one.text or "",
            opened=lookup.known(one.opened, f"hypercare.issues[{one.id}].opened"),
            closed=one.closed,
            owner=lookup.person(one.owner, f"hypercare.issues[{one.id}].owner"),
        )
        for one in facts
    )
