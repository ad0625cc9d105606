"""Milestones of the plan, and the client's health worked out from measures, milestones and engagement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.success.checkins import CheckIns
from docgen.derive.success.dates import Outreach, Phase, kept
from docgen.derive.success.measures import whole
from docgen.derive.success.objectives import Attainment
from docgen.derive.success.review import Review, Support
from docgen.derive.success.setup import Setup
from docgen.derive.success.stakeholders import Approval
from docgen.derive.success.training import Training
from docgen.derive.values import Chip, Gap, State, listed
from docgen.derive.words import counted, one_decimal
from docgen.intake.model.success import Health as HealthFacts
from docgen.intake.model.success import Success
from docgen.playbooks.success import Bands

_ALL = Decimal(100)
# A colour that the provider states wins over the band of the score.
_COLOURS = {
    "green": Chip(State.GOOD, "Healthy"),
    "amber": Chip(State.CAUTION, "Watch"),
    "red": Chip(State.CRITICAL, "At risk"),
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of the plan. `done_on` is None where it is not done, or done on a day that nobody recorded; `done`
    says which of the two."""

    name: str
    due: date | Gap
    done: bool
    done_on: date | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class HealthPart:
    """One part of the score: `value` and `weight` in per cent, `points` = value x weight / 100 with one decimal
    place. While there is nothing to measure, `value` is None and the other parts weigh in its stead."""

    name: str
    weight: int
    value: Decimal | None
    points: Decimal | None
    basis: str


@dataclass(frozen=True, slots=True)
class Health:
    """The client's health from 0 to 100.

    `worked_out` is the weighted mean of the `parts` that can be measured, rounded half up (None while no measure can);
    `stated` the provider's own judgement, which wins where it is given. `score` is the one that counts, `chip` its
    band."""

    score: int | None
    chip: Chip
    worked_out: int | None
    stated: int | None
    stated_on: date | None
    reason: str
    parts: tuple[HealthPart, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What the milestones are made from."""

    outreach: Outreach | None
    phases: Sequence[Phase]
    approval: Approval
    setup: Setup
    training: Training
    review: Review
    support: Support


def milestones(lookup: Lookup, steps: Steps, kickoff: date | Gap, *, as_of: date) -> tuple[Milestone, ...]:
    """Return the plan's steps in the order of their due days; those without a day come last."""
    found = list(_milestones(lookup, steps, kickoff, as_of))
    return tuple(sorted(found, key=lambda step: step.due if isinstance(step.due, date) else date.max))


def _milestones(lookup: Lookup, steps: Steps, kickoff: date | Gap, as_of: date) -> Iterator[Milestone]:
    if steps.outreach:
        yield _dated("First contact", steps.outreach.by, steps.outreach.done, as_of)
    held = kickoff if isinstance(kickoff, date) and kickoff <= as_of else None
    yield _dated("Kickoff held", kickoff, held, as_of)
    yield _dated("Success plan approved", _plan_due(lookup, steps), steps.approval.date, as_of)
    yield from _set_up(steps.setup, as_of)
    yield from _trained(steps.training, as_of)
    review = steps.review.when
    yield _dated(
        steps.review.agenda.title, review.due, _day(review.day) if steps.review.held else None, as_of
    )
    accepted = steps.support.accepted and isinstance(steps.support.date, date) and steps.support.date <= as_of
    yield _dated(
        "Passed to support", steps.support.date, _day(steps.support.date) if accepted else None, as_of
    )


def _day(day: date | Gap) -> date | None:
    return day if isinstance(day, date) else None


def _dated(name: str, due: date | Gap, done: date | None, as_of: date) -> Milestone:
    done = done if done and done <= as_of else None
    return Milestone(name, due, done is not None, done, kept(_day(due), done, as_of))


def _plan_due(lookup: Lookup, steps: Steps) -> date | Gap:
    """Return by when the plan is due: with the end of the stage that first delivers it."""
    ends = [phase.end for phase in steps.phases if "CSP" in lookup.playbook.stage(phase.id).deliverables]
    if ends:
        return ends[0]
    return steps.approval.date or lookup.gap(
        "success.plan_approval.date", owner=lookup.playbook.success.owner
    )


def _set_up(setup: Setup, as_of: date) -> Iterator[Milestone]:
    due = [item.due for item in listed(setup.items) if isinstance(item.due, date)]
    if not due:
        return
    days = [item.done_on for item in listed(setup.items)]
    known = [day for day in days if day]
    done_on = max(known) if len(known) == len(days) else None
    yield _state("Account set up", max(due), setup.done == setup.total, done_on, as_of)


def _trained(training: Training, as_of: date) -> Iterator[Milestone]:
    days = [row.date for row in listed(training.sessions) if isinstance(row.date, date)]
    if days:
        done = training.held == len(listed(training.sessions))
        yield _state("Training held", max(days), done, max(days) if done else None, as_of)


def _state(name: str, due: date, done: bool, done_on: date | None, as_of: date) -> Milestone:
    chip = Chip(State.GOOD, "Done") if done and done_on is None else kept(due, done_on, as_of)
    return Milestone(name, due, done, done_on, chip)


def health(
    lookup: Lookup,
    reached: Attainment,
    steps: Sequence[Milestone],
    calls: CheckIns,
    trained: Training,
    *,
    as_of: date,
) -> Health:
    """Return the client's health: the weighted mean of the measures' mean progress, the share of due milestones
    that were kept, and the mean of check-ins held and training attended. Weights and bands are the playbook's. While no
    measure has a reading there is no score: milestones alone say nothing of the client's success."""
    weights = lookup.playbook.success.health
    parts = (
        _part("Measures", weights.measures.value, reached.progress, _measured(reached)),
        _part("Milestones", weights.milestones.value, *_kept_share(steps, as_of)),
        _part("Engagement", weights.engagement.value, *_engagement(calls, trained)),
    )
    stated = _stated(lookup, as_of)
    worked_out = None if reached.progress is None else _weighted(parts)
    score = whole(stated.score) if stated.score is not None else worked_out
    return Health(
        score=score,
        chip=_COLOURS.get(stated.colour or "") or _band(score, weights.bands),
        worked_out=worked_out,
        stated=whole(stated.score) if stated.score is not None else None,
        stated_on=stated.as_of,
        reason=stated.reason or "",
        parts=parts,
    )


def _stated(lookup: Lookup, as_of: date) -> HealthFacts:
    facts = (lookup.intake.success or Success()).health or HealthFacts()
    return HealthFacts() if facts.as_of and facts.as_of > as_of else facts


def _part(name: str, weight: Decimal, value: Decimal | None, basis: str) -> HealthPart:
    points = None if value is None else one_decimal(value * weight / _ALL)
    return HealthPart(name, whole(weight), value, points, basis)


def _measured(reached: Attainment) -> str:
    return f"Mean progress of {counted(reached.measured, 'measure')}"


def _kept_share(steps: Iterable[Milestone], as_of: date) -> tuple[Decimal | None, str]:
    due = [step for step in steps if isinstance(step.due, date) and step.due <= as_of]
    good = sum(step.chip.state is State.GOOD for step in due)
    share = one_decimal(Decimal(good * 100) / len(due)) if due else None
    return share, f"{good} of {counted(len(due), 'due milestone')} kept"


def _engagement(calls: CheckIns, trained: Training) -> tuple[Decimal | None, str]:
    shares = [Decimal(calls.held * 100) / calls.past] if calls.past else []
    shares += [trained.share] if trained.share is not None else []
    value = one_decimal(sum(shares, Decimal(0)) / len(shares)) if shares else None
    attended = "" if trained.share is None else f", {whole(trained.share)} % took part in training"
    held = (
        f"{calls.held} of {counted(calls.past, 'check-in')} held" if calls.past else "No check-in was due yet"
    )
    return value, held + attended


def _weighted(parts: Iterable[HealthPart]) -> int | None:
    known = [(one.value, one.weight) for one in parts if one.value is not None]
    weight = sum(weight for _, weight in known)
    return whole(sum((value * each for value, each in known), Decimal(0)) / weight) if weight else None


def _band(score: int | None, bands: Bands) -> Chip:
    if score is None:
        return Chip(State.NEUTRAL, "Not measured yet")
    if score >= bands.good.value:
        return _COLOURS["green"]
    return _COLOURS["amber"] if score >= bands.fair.value else _COLOURS["red"]
