"""Hypercare week by week: tickets, which targets were met, and how many compliant weeks run up to the exit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.sla.credits import attainment, is_missed
from docgen.derive.sla.remedies import minimum_tickets
from docgen.derive.values import Chip, State
from docgen.derive.words import join_words
from docgen.intake.model.go_live import Hypercare
from docgen.intake.model.hypercare import WeekCount

PRIORITIES = ("P1", "P2", "P3", "P4")
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Targets:
    """What a week is held against: the attainment in per cent by priority, and from how many tickets it counts."""

    attainment: Mapping[str, Decimal]
    min_volume: int


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One priority in one week: `count` tickets, of which `responded` and `resolved` were in time; the shares of both
    in per cent to one decimal (None without tickets), and whether both targets are met."""

    priority: str
    count: int
    responded: int
    resolved: int
    response: Decimal | None
    resolution: Decimal | None
    met: bool
    text: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One period of seven days, `start` to `end` both included. `note` names what failed."""

    number: int
    start: date
    end: date
    cells: tuple[WeekCell, ...]
    total: int
    met: bool
    chip: Chip
    note: str


def targets_of(lookup: Lookup) -> Targets | None:
    """Return what the client's weeks are held against: the intake's word, else the playbook's; None without any."""
    levels, own = lookup.playbook.service_levels, lookup.intake.sla
    if levels is None:
        return None
    stated = {str(key): value for key, value in ((own.attainment if own else None) or {}).items()}
    shares = {str(key): stated.get(str(key), figure.value) for key, figure in levels.attainment.items()}
    return Targets(shares, minimum_tickets(lookup.intake, levels.credits))


def week_lines(lookup: Lookup, start: date, targets: Targets) -> tuple[WeekLine, ...]:
    """Return the weeks of hypercare that have figures, first to last; week 1 begins on `start`."""
    weekly = (lookup.intake.hypercare or Hypercare()).weekly or {}
    counts = {int(number): {str(key): one for key, one in week.items()} for number, week in weekly.items()}
    return tuple(_week(number, start, counts[number], targets) for number in sorted(counts))


def _week(number: int, start: date, counts: Mapping[str, WeekCount], targets: Targets) -> WeekLine:
    first = start + timedelta(days=_DAYS * (number - 1))
    cells = tuple(_cell(key, counts.get(key) or WeekCount(), targets) for key in PRIORITIES)
    failed = [text for cell in cells for text in _failures(cell, targets)]
    return WeekLine(
        number=number,
        start=first,
        end=first + timedelta(days=_DAYS - 1),
        cells=cells,
        total=sum(cell.count for cell in cells),
        met=not failed,
        chip=Chip(State.CRITICAL, "Missed") if failed else Chip(State.GOOD, "Met"),
        note=join_words(failed),
    )


def _cell(key: str, facts: WeekCount, targets: Targets) -> WeekCell:
    count = facts.count or 0
    shares = [attainment(met or 0, count) if count else None for met in (facts.resp_met, facts.res_met)]
    met = facts.resp_met or 0, facts.res_met or 0
    missed = any(_is_missed(key, one, count, targets) for one in met)
    text = f"{met[1]} of {count}" if count else "No volume"
    return WeekCell(key, count, *met, shares[0], shares[1], not missed, text)


def _is_missed(key: str, met: int, count: int, targets: Targets) -> bool:
    return is_missed(met, count, target=targets.attainment[key], min_volume=targets.min_volume)


def _failures(cell: WeekCell, targets: Targets) -> Sequence[str]:
    """Return which of the two targets a cell misses, in words.

    Asked of the counts, not of the rounded share: 113 of 119 are 95.0 % on the page and less than 95 % all the same.
    """
    named = (("response", cell.responded, cell.response), ("resolution", cell.resolved, cell.resolution))
    return [
        f"{cell.priority} {what} {share} %"
        for what, met, share in named
        if _is_missed(cell.priority, met, cell.count, targets)
    ]


def compliant_run(weeks: Sequence[WeekLine], exit_day: date) -> int:
    """Return how many compliant weeks run without a break up to the last whole week before the exit.

    A week is whole where its seventh day is not after `exit_day`. A week without figures breaks the run, the last
    one too: nobody knows that it was compliant. How many the process wants stands in its exit criterion E2.
    """
    if not weeks:
        return 0
    met, first = {week.number: week.met for week in weeks}, weeks[0]
    number = first.number - 1 + ((exit_day - first.start).days + 1) // _DAYS
    run = 0
    while met.get(number - run):
        run += 1
    return run
