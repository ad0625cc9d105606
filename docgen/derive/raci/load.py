"""Who carries how much: each person's activities, by stage and in the busiest week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.derive.raci.letters import ACCOUNTABLE, RESPONSIBLE, acts, holds
from docgen.derive.raci.roles import Holder, Role
from docgen.derive.raci.views import VACANT, ActivityLine, Duty, PersonLine
from docgen.derive.timeline import StageRow
from docgen.derive.values import Chip, State

MOST_IN_A_WEEK = 10
"""A person who is A on more activities than this in one week is overloaded (rule RACI-08; a provider default)."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A person with the roles they hold, or a vacant role."""

    path: str
    name: str
    organisation: str
    roles: tuple[Role, ...]


def person_lines(
    roles: Sequence[Role], lines: Sequence[ActivityLine], stages: Sequence[str], dates: Sequence[StageRow]
) -> tuple[PersonLine, ...]:
    """Return a line per person in the order of the matrix's columns, a vacant role as VACANT.

    `stages` are all stage ids, `dates` the stages that have dates: without them there is no busiest week.
    """
    return tuple(_line(carrier, lines, stages, dates) for carrier in _carriers(roles))


def _carriers(roles: Sequence[Role]) -> Iterator[_Carrier]:
    seen: set[Holder] = set()
    for role in roles:
        if not role.holders:
            yield _Carrier("", VACANT, "", (role,))
        for holder in role.holders:
            key = Holder(holder.path, holder.name, holder.organisation, "")
            if key not in seen:
                seen.add(key)
                yield _Carrier(holder.path, holder.name, holder.organisation, _held(roles, key))


def _held(roles: Sequence[Role], who: Holder) -> tuple[Role, ...]:
    def same(other: Holder) -> bool:
        return (other.path, other.name) == (who.path, who.name)

    return tuple(role for role in roles if any(same(holder) for holder in role.holders))


def _line(
    carrier: _Carrier, lines: Sequence[ActivityLine], stages: Sequence[str], dates: Sequence[StageRow]
) -> PersonLine:
    accountable = [line for line in lines if _has(carrier, line, ACCOUNTABLE)]
    responsible = [line for line in lines if _has(carrier, line, RESPONSIBLE)]
    peak, week = _busiest(accountable, dates)
    return PersonLine(
        path=carrier.path,
        name=carrier.name,
        roles=", ".join(role.name for role in carrier.roles),
        organisation=carrier.organisation,
        accountable=len(accountable),
        responsible=len(responsible),
        load=_load(carrier, lines, stages),
        peak=peak,
        peak_week=week,
        chip=_chip(carrier, peak, bool(accountable or responsible)),
        duties=tuple(_duties(carrier, lines)),
    )


def _has(carrier: _Carrier, line: ActivityLine, letter: str) -> bool:
    return any(holds(line.cells.get(role.key, ""), letter) for role in carrier.roles)


def _load(carrier: _Carrier, lines: Sequence[ActivityLine], stages: Sequence[str]) -> Mapping[str, int]:
    own = [line for line in lines if any(acts(line.cells.get(role.key, "")) for role in carrier.roles)]
    return {stage: sum(line.stage == stage for line in own) for stage in stages}


def _busiest(accountable: Sequence[ActivityLine], dates: Sequence[StageRow]) -> tuple[int, date | None]:
    """Return the most activities that are under way in one week, and its Monday; the first of equal weeks."""
    spans = {stage.id: (stage.start, stage.end) for stage in dates}
    dated = [spans[line.stage] for line in accountable if line.stage in spans]
    counts = {
        week: sum(start < week + _WEEK and end >= week for start, end in dated) for week in _weeks(dated)
    }
    if not counts:
        return 0, None
    week = max(sorted(counts), key=lambda each: counts[each])
    return counts[week], week


def _weeks(spans: Sequence[tuple[date, date]]) -> Iterator[date]:
    for day in sorted({start for start, _ in spans}):
        # The number of activities under way can only rise in a week in which one of them starts.
        yield day - timedelta(days=day.weekday())


def _chip(carrier: _Carrier, peak: int, works: bool) -> Chip:
    if carrier.name == VACANT:
        return Chip(State.CRITICAL, "Vacant") if works else Chip(State.NEUTRAL, "Vacant, no work")
    if peak > MOST_IN_A_WEEK:
        return Chip(State.CAUTION, "Overloaded")
    return Chip(State.GOOD, "Within limits") if works else Chip(State.NEUTRAL, "No A or R")


def _duties(carrier: _Carrier, lines: Sequence[ActivityLine]) -> Iterator[Duty]:
    for line in lines:
        both = [letter for letter in (ACCOUNTABLE, RESPONSIBLE) if _has(carrier, line, letter)]
        if both:
            yield Duty(line.id, line.stage, line.text, "/".join(both))
