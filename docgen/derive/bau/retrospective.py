"""What the provider's team learnt: days planned and worked, what went well, what to do better. Never for the client."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.derive.bau.transition import TaskLine, task_lines
from docgen.derive.calendars import BusinessCalendar
from docgen.derive.lookup import Lookup
from docgen.derive.plots import Plot, PlotSeries
from docgen.derive.resources import Resources, StageDays
from docgen.derive.values import Chip, Gap, Money, State
from docgen.intake.model.bau import Bau
from docgen.intake.model.bau import Retrospective as RetrospectiveFacts
from docgen.intake.model.engagement import Contract, StageDates

_PATH = "bau.retrospective"
_0 = Decimal(0)
_SLACK = Decimal(10)
"""Per cent over the plan from which a line asks for a look; twice that is critical (a provider default)."""
_PLANNED, _WORKED = "accent3@50", "accent1"


@dataclass(frozen=True, slots=True)
class EffortLine:
    """One role: person-days planned and worked, the difference (worked - planned), and how it stands to the plan."""

    role: str
    planned: Decimal
    actual: Decimal | Gap
    difference: Decimal | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage: planned and real last day, business days (both ends included) planned and taken, person-days planned
    and worked by everybody. `days_over` and `effort_over` are real less planned; None while it is not known."""

    id: str
    name: str
    end: datetime.date | None
    actual_end: datetime.date | None
    days: int
    actual_days: int | None
    days_over: int | None
    effort: Decimal
    actual_effort: Decimal | None
    effort_over: Decimal | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class ImprovementLine:
    """Something that the provider will do otherwise."""

    text: str
    owner: str | Gap
    due: datetime.date | Gap


@dataclass(frozen=True, slots=True)
class Margin:
    """The onboarding fee against the work: fee / person-days, planned and real, and the change in per cent to one
    decimal. Money ex tax."""

    fee: Money
    planned: Money
    actual: Money
    change: Decimal


@dataclass(frozen=True, slots=True)
class Retrospective:
    """The retrospective. `planned` and `actual` are person-days over all roles, `over` their difference, `over_percent`
    that of the plan; None while a role has no figure. `on_time` of `ended` stages took no longer than planned.

    `agrees` tells whether days by role and by stage add up to the same; None while either is unknown. `by_stage` and
    `by_role` are charts; `margin` is None without fee or figures."""

    held_on: datetime.date | Gap
    well: tuple[str, ...] | Gap
    improve: tuple[str, ...] | Gap
    actions: tuple[ImprovementLine, ...] | Gap
    effort: tuple[EffortLine, ...]
    planned: Decimal
    actual: Decimal | None
    over: Decimal | None
    over_percent: Decimal | None
    stages: tuple[StageLine, ...]
    ended: int
    on_time: int
    agrees: bool | None
    by_stage: Plot | None
    by_role: Plot | None
    margin: Margin | None
    margin_note: str | Gap
    tasks: tuple[TaskLine, ...]
    crm_status: str | Gap


def retrospective_view(lookup: Lookup, calendar: BusinessCalendar, resources: Resources) -> Retrospective:
    """Return the retrospective; planned days are those of the resource allocation.

    Raise CalendarError where a stage's real dates lie outside the holiday data.
    """
    facts = (lookup.intake.bau or Bau()).retrospective or RetrospectiveFacts()
    effort, stages = _effort(lookup, facts, resources), tuple(_stages(lookup, facts, calendar, resources))
    planned, actual = sum((line.planned for line in effort), _0), _worked(effort)
    return Retrospective(
        held_on=lookup.known(facts.held_on, f"{_PATH}.held_on"),
        well=lookup.known(facts.well, f"{_PATH}.well"),
        improve=lookup.known(facts.improve, f"{_PATH}.improve"),
        actions=_actions(lookup, facts),
        effort=effort,
        planned=planned,
        actual=actual,
        over=None if actual is None else actual - planned,
        over_percent=None if actual is None else percent_over(actual, planned),
        stages=stages,
        ended=sum(one.days_over is not None for one in stages),
        on_time=sum(one.days_over is not None and one.days_over <= 0 for one in stages),
        agrees=_agrees(actual, stages),
        by_stage=_by_stage(stages),
        by_role=_by_role(effort),
        margin=_margin(lookup, planned, actual),
        margin_note=lookup.known(facts.margin_note, f"{_PATH}.margin_note"),
        tasks=task_lines(lookup, internal=True),
        crm_status=lookup.known((lookup.intake.bau or Bau()).crm_status, "bau.crm_status"),
    )


def percent_over(actual: Decimal, planned: Decimal) -> Decimal | None:
    """Return (actual - planned) / planned x 100 to one decimal; None where nothing was planned."""
    if not planned:
        return None
    return (100 * (actual - planned) / planned).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _worked(effort: Sequence[EffortLine]) -> Decimal | None:
    days = [line.actual for line in effort if isinstance(line.actual, Decimal)]
    return sum(days, _0) if effort and len(days) == len(effort) else None


def _effort(lookup: Lookup, facts: RetrospectiveFacts, resources: Resources) -> tuple[EffortLine, ...]:
    worked = {lookup.role_name(str(role)): days for role, days in (facts.actual_days or {}).items()}
    planned: dict[str, Decimal] = {}
    for line in resources.lines:
        planned[line.role] = planned.get(line.role, _0) + line.total
    roles = dict.fromkeys((*planned, *worked))
    return tuple(_effort_line(lookup, role, planned.get(role, _0), worked.get(role)) for role in roles)


def _effort_line(lookup: Lookup, role: str, planned: Decimal, actual: Decimal | None) -> EffortLine:
    known = lookup.known(actual, f"{_PATH}.actual_days", question=f"Days that the {role} worked")
    difference = None if actual is None else actual - planned
    return EffortLine(role, planned, known, difference, _held(actual, planned))


def _held(actual: Decimal | None, planned: Decimal) -> Chip:
    """Return whether work kept to the plan: up to a tenth over is within it."""
    over = None if actual is None else percent_over(actual, planned)
    if over is None:
        return Chip(State.NEUTRAL, "Not known" if actual is None else "Not planned")
    if over <= 0:
        return Chip(State.GOOD, "Within plan")
    if over <= _SLACK:
        return Chip(State.GOOD, f"+{over} %")
    return Chip(State.CAUTION if over <= 2 * _SLACK else State.CRITICAL, f"+{over} %")


def _stages(
    lookup: Lookup, facts: RetrospectiveFacts, calendar: BusinessCalendar, resources: Resources
) -> Iterator[StageLine]:
    engagement = lookup.intake.engagement
    given = (engagement.stage_dates if engagement else None) or {}
    dates = {str(stage): one for stage, one in given.items()}
    worked = {str(stage): days for stage, days in (facts.actual_days_by_stage or {}).items()}
    for stage, effort in zip(resources.stages, resources.by_stage, strict=True):
        if stage.id:
            real = dates.get(stage.id) or StageDates()
            yield _stage(stage, effort, real, worked, calendar)


def _stage(
    stage: StageDays,
    effort: Decimal,
    real: StageDates,
    worked: Mapping[str, Decimal],
    calendar: BusinessCalendar,
) -> StageLine:
    actual = worked.get(stage.id)
    first, last = real.actual_start, real.actual_end
    taken = calendar.count(first, last) if first and last else None
    return StageLine(
        id=stage.id,
        name=stage.name,
        end=stage.end,
        actual_end=last,
        days=stage.days,
        actual_days=taken,
        days_over=None if taken is None else taken - stage.days,
        effort=effort,
        actual_effort=actual,
        effort_over=None if actual is None else actual - effort,
        chip=_held(actual, effort),
    )


def _agrees(actual: Decimal | None, stages: Sequence[StageLine]) -> bool | None:
    known = [one.actual_effort for one in stages if one.actual_effort is not None]
    if actual is None or not known or len(known) < len(stages):
        return None
    return sum(known, _0) == actual


def _by_stage(stages: Sequence[StageLine]) -> Plot | None:
    if all(one.actual_effort is None for one in stages):
        return None
    told = "; ".join(f"{one.id} {one.effort:.1f} and {one.actual_effort or _0:.1f}" for one in stages)
    return Plot(
        alt=f"Person-days planned and worked by stage: {told}",
        categories=tuple(f"{one.id} {_short(one.name)}" for one in stages),
        series=(
            PlotSeries("Planned", tuple(one.effort for one in stages), color=_PLANNED, number_format="0.0"),
            PlotSeries(
                "Worked", tuple(one.actual_effort for one in stages), color=_WORKED, number_format="0.0"
            ),
        ),
        horizontal=True,
        height=95,
    )


def _short(name: str) -> str:
    return name.split(" to ", maxsplit=1)[0].split(" and ", maxsplit=1)[0]


def _by_role(effort: Sequence[EffortLine]) -> Plot | None:
    worked = tuple(line.actual if isinstance(line.actual, Decimal) else None for line in effort)
    if all(days is None for days in worked):
        return None
    told = "; ".join(
        f"{line.role} {line.planned:.1f} and {days or _0:.1f}"
        for line, days in zip(effort, worked, strict=True)
    )
    return Plot(
        alt=f"Person-days planned and worked by role: {told}",
        categories=tuple(line.role for line in effort),
        series=(
            PlotSeries(
                "Planned", tuple(line.planned for line in effort), color=_PLANNED, number_format="0.0"
            ),
            PlotSeries("Worked", worked, color=_WORKED, number_format="0.0"),
        ),
        horizontal=True,
        height=95,
    )


def _margin(lookup: Lookup, planned: Decimal, actual: Decimal | None) -> Margin | None:
    contract = lookup.intake.contract or Contract()
    fee = contract.onboarding_fee
    if not fee or not contract.currency or not planned or not actual:
        return None
    money = Money(fee, contract.currency)
    rates = [Money(fee / days, contract.currency) for days in (planned, actual)]
    change = (100 * (planned / actual - 1)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Margin(money, rates[0], rates[1], change)


def _actions(lookup: Lookup, facts: RetrospectiveFacts) -> tuple[ImprovementLine, ...] | Gap:
    path = f"{_PATH}.actions"
    if facts.actions is None:
        return lookup.gap(path)
    return tuple(
        ImprovementLine(
            one.text or "",
            lookup.person(one.owner, f"{path}[{at}].owner"),
            lookup.known(one.due, f"{path}[{at}].due"),
        )
        for at, one in enumerate(facts.actions)
    )
