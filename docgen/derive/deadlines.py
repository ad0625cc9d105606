"""Dates that others set: hard deadlines, windows, milestones."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.derive.forecast import StageSpan
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import counted, in_words, long_date, moment
from docgen.intake.model.engagement import HardDeadline
from docgen.intake.model.plan import Milestone as MilestoneFacts
from docgen.intake.model.plan import Window as WindowFacts

TIGHT_DAYS = 5
"""Slack in calendar days below which a deadline that is met is still a caution. A provider default."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A hard deadline against the planned date of what it applies to.

    `slack` is in calendar days from that date to the deadline (negative: missed), None while there is no plan.
    """

    date: datetime.date | Gap
    what: str
    applies_to: str
    consequence: str
    source: str
    forecast: datetime.date | Gap
    slack: int | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class Window:
    """A freeze, blackout or maintenance window. `start` and `end` are local times in words."""

    id: str
    kind: str
    start: str
    end: str
    recurrence: str
    scope: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A named date of the plan, with its decision where one is due."""

    id: str
    name: str
    date: datetime.date | Gap
    criteria: tuple[str, ...]
    decision_by: str
    chip: Chip


def deadlines(lookup: Lookup, planned: Mapping[str, date | Gap]) -> tuple[Deadline, ...] | Gap:
    """Return the hard deadlines, earliest first. `planned` holds the date of each thing they may apply to:
    `go_live`, `hypercare_end`, `bau_start`."""
    engagement = lookup.intake.engagement
    if engagement is None or engagement.hard_deadlines is None:
        return lookup.gap("engagement.hard_deadlines")
    ordered = sorted(enumerate(engagement.hard_deadlines), key=lambda item: item[1].date or date.max)
    return tuple(_deadline(lookup, position, facts, planned) for position, facts in ordered)


def _deadline(
    lookup: Lookup, position: int, facts: HardDeadline, planned: Mapping[str, date | Gap]
) -> Deadline:
    applies_to = facts.applies_to or "go_live"
    reached = planned[applies_to]
    slack = (facts.date - reached).days if facts.date and isinstance(reached, date) else None
    return Deadline(
        date=lookup.known(facts.date, f"engagement.hard_deadlines[{position}].date"),
        what=facts.what or "",
        applies_to=in_words(applies_to),
        consequence=facts.consequence or "",
        source=facts.source or "",
        forecast=reached,
        slack=slack,
        chip=_verdict(slack),
    )


def _verdict(slack: int | None) -> Chip:
    if slack is None:
        return Chip(State.NEUTRAL, "No forecast")
    if slack < 0:
        return Chip(State.CRITICAL, f"{counted(-slack, 'day')} late")
    return Chip(State.CAUTION if slack < TIGHT_DAYS else State.GOOD, f"{counted(slack, 'day')} in hand")


_RECURRENCES = {
    "none": "Once",
    "daily": "Every day",
    "weekdays": "Mon to Fri",
    "daily_mon_sat": "Mon to Sat",
    "weekly": "Every week",
    "monthly": "Every month",
}


def windows(lookup: Lookup) -> tuple[Window, ...] | Gap:
    """Return the windows known so far, in the order of their first start."""
    plan = lookup.intake.plan
    if plan is None or plan.windows is None:
        return lookup.gap("plan.windows")
    ordered = sorted(plan.windows, key=lambda window: (window.start is None, window.start))
    return tuple(_window(lookup, window) for window in ordered)


def _window(lookup: Lookup, window: WindowFacts) -> Window:
    until = f", until {long_date(window.until, lookup.locale)}" if window.until else ""
    return Window(
        id=window.id or "",
        kind=in_words(window.kind),
        start=moment(window.start, lookup.locale) if window.start else "",
        end=moment(window.end, lookup.locale) if window.end else "",
        recurrence=f"{_RECURRENCES[window.recurrence or 'none']}{until}",
        scope=window.scope or "",
        agreed_by=lookup.name(window.agreed_by),
    )


def milestones(lookup: Lookup, spans: Sequence[StageSpan]) -> tuple[Milestone, ...]:
    """Return the plan's milestones, by date; without any, the end of each stage."""
    stated = (lookup.intake.plan.milestones if lookup.intake.plan else None) or ()
    if not stated:
        return tuple(_stage_end(lookup, span) for span in spans)
    ordered = sorted(stated, key=lambda facts: facts.date or date.max)
    return tuple(_milestone(lookup, facts) for facts in ordered)


_DECISIONS = {
    "go": Chip(State.GOOD, "Go"),
    "no_go": Chip(State.CRITICAL, "No go"),
    "pending": Chip(State.NEUTRAL, "Pending"),
}


def _milestone(lookup: Lookup, facts: MilestoneFacts) -> Milestone:
    return Milestone(
        id=facts.id or "",
        name=facts.name or "",
        date=lookup.known(facts.date, f"plan.milestones[{facts.id}].date"),
        criteria=facts.criteria or (),
        decision_by=lookup.name(facts.decision_by),
        chip=_DECISIONS[facts.decision or "pending"],
    )


def _stage_end(lookup: Lookup, span: StageSpan) -> Milestone:
    stage = lookup.playbook.stage(span.stage)
    criteria = tuple(text.text for text in stage.exit)
    return Milestone(span.stage, f"End of {stage.name}", span.end, criteria, "", _DECISIONS["pending"])
