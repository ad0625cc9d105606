"""Who is allocated to which stage, for how many days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.lookup import Lookup
from docgen.derive.raci.views import VACANT
from docgen.derive.timeline import StageRow, Timeline
from docgen.derive.words import in_words, join_words, one_decimal
from docgen.intake.model.people import Member
from docgen.intake.model.plan import PlannedWork
from docgen.playbooks.stages import Duration, Resource

MOST_STAGES = 7
"""The intake knows the stages S1 to S7, so the workbook's chart has seven series."""
Percents = Mapping[str, Decimal]
_HUNDRED = Decimal(100)
_DATED = "Working days are the client's business days in each stage, public holidays left out."
_UNDATED = (
    "No dates are set yet: working days are the planned lengths of the stages, public holidays not counted."
)


@dataclass(frozen=True, slots=True)
class StageDays:
    """One stage: its dates (None while there are none) and its working days. Blank where a process has fewer stages
    than the workbook has columns."""

    id: str
    name: str
    start: date | None
    end: date | None
    days: int


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """One person or vacant place: `shares` of working time, 0 to 1, and `days` of work, a figure per stage in the
    order of the stages; `total` days."""

    role: str
    name: str
    shares: tuple[Decimal, ...]
    days: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Resources:
    """The allocation: provider's people at the playbook's shares, others as the plan states them.

    `basis` says in a sentence where the working days come from, `message` where most of the work lies. Days of both
    groups add up to their totals, by stage and over all.
    """

    stages: tuple[StageDays, ...]
    lines: tuple[AllocationLine, ...]
    others: tuple[AllocationLine, ...]
    by_stage: tuple[Decimal, ...]
    total: Decimal
    others_total: Decimal
    basis: str
    message: str


def resources_view(lookup: Lookup, calendar: BusinessCalendar, timeline: Timeline) -> Resources:
    """Return who is allocated to which stage.

    Person-days are the stage's working days times the share of the person's time, summed over people (a role that
    the process sizes for several has a line for each). A share is the member's own (`allocation_override`), else
    the playbook's.
    """
    stages = tuple(_stage_days(lookup, calendar, timeline))
    lines = tuple(line for one in lookup.playbook.resources for line in _allocations(lookup, one, stages))
    planned = (lookup.intake.plan.resources if lookup.intake.plan else None) or ()
    others = tuple(line for work in planned for line in _planned(lookup, work, stages))
    by_stage = tuple(_total(line.days[at] for line in lines) for at in range(len(stages)))
    return Resources(
        stages=stages,
        lines=lines,
        others=others,
        by_stage=by_stage,
        total=_total(line.total for line in lines),
        others_total=_total(line.total for line in others),
        basis=_DATED if timeline.stages else _UNDATED,
        message=_message(stages, by_stage),
    )


def _message(stages: Sequence[StageDays], by_stage: Sequence[Decimal]) -> str:
    """Return in a sentence which two stages take most of the provider's days."""
    total = _total(by_stage)
    if not total:
        return "No share of time is planned yet"
    most = sorted(sorted(range(len(stages)), key=lambda at: (-by_stage[at], at))[:2])
    share = (_HUNDRED * _total(by_stage[at] for at in most) / total).quantize(Decimal(1), ROUND_HALF_UP)
    names = join_words(f"{stages[at].id} {stages[at].name}" for at in most)
    return f"As issued, {names} take {share} % of {one_decimal(total):f} person-days"


def _total(days: Iterable[Decimal]) -> Decimal:
    return sum(days, Decimal(0))


def _stage_days(lookup: Lookup, calendar: BusinessCalendar, timeline: Timeline) -> Iterator[StageDays]:
    dated = {row.id: row for row in timeline.stages}
    for stage in lookup.playbook.stages:
        yield _days_of(stage.id, stage.name, stage.duration, calendar, dated.get(stage.id))
    for _ in range(MOST_STAGES - len(lookup.playbook.stages)):
        yield StageDays("", "", None, None, 0)


def _days_of(
    key: str, name: str, duration: Duration, calendar: BusinessCalendar, row: StageRow | None
) -> StageDays:
    if row:
        return StageDays(key, name, row.start, row.end, calendar.count(row.start, row.end))
    planned = duration.planned.value
    working = planned * len(calendar.weekdays) // 7 if duration.unit == "calendar_days" else planned
    return StageDays(key, name, None, None, working)


def _allocations(lookup: Lookup, resource: Resource, stages: Sequence[StageDays]) -> Iterator[AllocationLine]:
    """Yield a line for each person in the role, then a vacant one for each that the process wants besides."""
    role = lookup.playbook.role_name(resource.role)
    held = [member for member in lookup.intake.team or () if member.role == resource.role and member.name]
    for member in held:
        yield _line(role, member.name or "", _shares(resource, member, stages), {}, stages)
    for _ in range(resource.count.value - len(held)):
        yield _line(role, VACANT, _shares(resource, None, stages), {}, stages)


def _shares(resource: Resource, member: Member | None, stages: Sequence[StageDays]) -> Percents:
    standard = {stage.id: resource.percent for stage in stages if stage.id in resource.stages}
    own = (member.allocation_override if member else None) or {}
    return {**standard, **{str(stage): share for stage, share in own.items()}}


def _planned(lookup: Lookup, work: PlannedWork, stages: Sequence[StageDays]) -> Iterator[AllocationLine]:
    """Yield a line for a person whom the plan names, or one for each person of a role."""
    role = lookup.playbook.role_name(work.role) if work.role else in_words(work.org)
    name = lookup.name(work.person) or work.name or VACANT
    shares = {str(stage): share for stage, share in (work.pct_by_stage or {}).items()}
    given = {str(stage): number for stage, number in (work.days_by_stage or {}).items()}
    for _ in range(work.count or 1):
        yield _line(role, name, shares, given, stages)


def _line(
    role: str,
    name: str,
    percents: Percents,
    given: Mapping[str, Decimal],
    stages: Sequence[StageDays],
) -> AllocationLine:
    """Return a line from percents of working time by stage; days that are `given` outright win."""
    shares = tuple(percents.get(stage.id, Decimal(0)) / _HUNDRED for stage in stages)
    worked = zip(stages, shares, strict=True)
    days = tuple(given.get(stage.id, share * stage.days) for stage, share in worked)
    return AllocationLine(role, name, shares, days, _total(days))
