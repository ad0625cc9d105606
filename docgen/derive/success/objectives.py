"""Objectives with the measures that belong to them, and how far they are together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.success.measures import Measure, whole
from docgen.derive.values import Chip, Gap, State
from docgen.derive.weeks import Weeks
from docgen.derive.words import counted, one_decimal
from docgen.intake.model.success import Objective as ObjectiveFacts


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective. `measures` are its own; `chip` is amber while it has none, else the worst of theirs."""

    id: str
    priority: int
    statement: str
    outcome: str
    why_now: str
    owner_client: str | Gap
    owner_provider: str | Gap
    due: date | Gap
    initiatives: tuple[str, ...]
    measures: tuple[Measure, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class Attainment:
    """How far the measures are together.

    `total` measures, of which `measured` have a reading and `close` have come at least `threshold` per cent of the
    way, `reached` all of it; `fair` is the lower band, in per cent. `progress` is the mean progress of those
    measured, in per cent with one decimal place, None before the first reading; `text` says it in a sentence."""

    total: int
    measured: int
    close: int
    reached: int
    threshold: int
    fair: int
    progress: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class TimeToValue:
    """Calendar days from day 0 to the first reading that reached its target (negative: before day 0); None while no
    measure has."""

    days: int | None
    reached_on: date | None
    measure: str
    text: str


_ORDER = (State.CRITICAL, State.CAUTION, State.NEUTRAL, State.GOOD)


def objectives(lookup: Lookup, measures: Sequence[Measure]) -> tuple[Objective, ...] | Gap:
    """Return the objectives in their order of priority."""
    success = lookup.intake.success
    if success is None or success.objectives is None:
        return lookup.gap("success.objectives")
    ordered = sorted(success.objectives, key=lambda facts: facts.priority or 9)
    return tuple(_objective(lookup, place, facts, measures) for place, facts in enumerate(ordered, 1))


def _objective(lookup: Lookup, place: int, facts: ObjectiveFacts, measures: Sequence[Measure]) -> Objective:
    path = f"success.objectives[{facts.id}]"
    own = tuple(one for one in measures if one.objective == facts.id)
    return Objective(
        id=facts.id or "",
        priority=facts.priority or place,
        statement=facts.statement or "",
        outcome=facts.outcome or "",
        why_now=facts.why_now or "",
        owner_client=lookup.person(facts.owner_client, f"{path}.owner_client", owner="executive_sponsor"),
        owner_provider=lookup.person(
            facts.owner_provider, f"{path}.owner_provider", owner=lookup.playbook.success.owner
        ),
        due=lookup.known(facts.due, f"{path}.due", owner=lookup.playbook.success.owner),
        initiatives=facts.initiatives or (),
        measures=own,
        chip=_chip(own),
    )


def _chip(own: Sequence[Measure]) -> Chip:
    if not own:
        return Chip(State.CAUTION, "No measure")
    return min((one.chip for one in own), key=lambda chip: _ORDER.index(chip.state))


def attainment(lookup: Lookup, measures: Sequence[Measure]) -> Attainment:
    """Return how far the measures are together, against the playbook's band for good progress."""
    threshold = lookup.playbook.success.progress.good.value
    shares = [one.progress for one in measures if isinstance(one.progress, Decimal)]
    close = sum(value >= threshold for value in shares)
    mean = one_decimal(sum(shares, Decimal(0)) / len(shares)) if shares else None
    return Attainment(
        total=len(measures),
        measured=len(shares),
        close=close,
        reached=sum(one.reached for one in measures),
        threshold=whole(threshold),
        fair=whole(lookup.playbook.success.progress.fair.value),
        progress=mean,
        text=_attained(close, len(measures), whole(threshold)) if shares else "No measure has a reading yet.",
    )


def _attained(close: int, total: int, threshold: int) -> str:
    have = "has" if close == 1 else "have"
    return (
        f"{close} of {counted(total, 'measure')} {have} come at least {threshold} % of the way to the target."
    )


def time_to_value(weeks: Weeks | Gap, measures: Sequence[Measure]) -> TimeToValue:
    """Return the calendar days from day 0 to the first reading that reached its target."""
    met = [(one.met_on, one.name) for one in measures if one.met_on]
    if isinstance(weeks, Gap) or not met:
        return TimeToValue(None, None, "", "No measure has reached its target yet")
    first, name = min(met)
    days = (first - weeks.day_0).days
    place = "before" if days < 0 else "after"
    return TimeToValue(days, first, name, f"{counted(abs(days), 'day')} {place} {weeks.counted_from}")
