"""The state of security as it is handed over: the Essential Eight reached, the last scan, exceptions that end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.derive.bau.expiry import Ending, days_to, expiry_chip
from docgen.derive.design.measures import LEVELS, STRATEGIES, strategies_of
from docgen.derive.lookup import Lookup
from docgen.derive.values import Cell, Chip, Gap, State
from docgen.intake.model.bau import Bau, SecurityScan
from docgen.intake.model.security import Security, Strategy


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """One strategy of the Essential Eight: the level before, to be reached, and reached. `cells` draw the levels."""

    name: str
    before: str | Gap
    target: str | Gap
    achieved: str | Gap
    achieved_on: datetime.date | Gap
    evidence: str
    cells: tuple[Cell, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """An exception from a control, and until when it holds."""

    id: str
    what: str
    reason: str
    approved_by: str | Gap
    expiry: datetime.date | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class SecurityState:
    """The state of security. `overall` is the least of the eight levels reached, as they count as a set; `reached` of
    the eight are at their target. `scan_chip` is good where no critical or high finding is open."""

    levels: tuple[str, ...]
    strategies: tuple[StrategyLine, ...]
    overall: str | Gap
    before: str | Gap
    target: str | Gap
    reached: int
    scan_date: datetime.date | Gap
    critical: int | Gap
    high: int | Gap
    medium: int | None
    low: int | None
    report: str
    scan_chip: Chip
    exceptions: tuple[ExceptionLine, ...]


def security_state(lookup: Lookup, as_of: date) -> SecurityState:
    """Return the state of security as it stands on `as_of`."""
    known = dict(strategies_of(lookup.intake.security))
    facts = {key: strategy or Strategy() for key, strategy in known.items()}
    scan, path = (lookup.intake.bau or Bau()).security_scan or SecurityScan(), "bau.security_scan"
    return SecurityState(
        levels=LEVELS,
        strategies=tuple(_strategy(lookup, key, one) for key, one in facts.items()),
        overall=_least(lookup, [one.achieved for one in facts.values()], "achieved"),
        before=_least(lookup, [one.current for one in facts.values()], "current"),
        target=_least(lookup, [one.target for one in facts.values()], "target"),
        reached=sum(_short(one) == 0 for one in facts.values()),
        scan_date=lookup.known(scan.date, f"{path}.date"),
        critical=lookup.known(scan.critical, f"{path}.critical"),
        high=lookup.known(scan.high, f"{path}.high"),
        medium=scan.medium,
        low=scan.low,
        report=scan.report or "",
        scan_chip=_scan_chip(scan),
        exceptions=tuple(_exceptions(lookup, as_of)),
    )


def exception_endings(lookup: Lookup, as_of: date) -> Iterator[Ending]:
    """Yield the exceptions with the day on which each ends."""
    for one in _facts(lookup).exceptions or ():
        if one.expiry:
            left = days_to(one.expiry, as_of) or 0
            owner = lookup.name(one.approved_by)
            chip = expiry_chip(one.expiry, as_of)
            yield Ending("Security exception", one.id or "", one.what or "", one.expiry, left, owner, chip)


def _facts(lookup: Lookup) -> Security:
    return lookup.intake.security or Security()


def _strategy(lookup: Lookup, key: str, one: Strategy) -> StrategyLine:
    path, short = f"security.essential_eight.{key}", _short(one)
    reached = Chip(State.GOOD, "Reached") if short == 0 else Chip(State.CAUTION, f"{short} below")
    return StrategyLine(
        name=STRATEGIES[key],
        before=_level(lookup, one.current, f"{path}.current"),
        target=_level(lookup, one.target, f"{path}.target"),
        achieved=_level(lookup, one.achieved, f"{path}.achieved"),
        achieved_on=lookup.known(one.achieved_on, f"{path}.achieved_on", owner="security_engineer"),
        evidence=one.evidence or "",
        cells=tuple(_cell(level, one) for level in range(len(LEVELS))),
        chip=Chip(State.NEUTRAL, "Not measured") if short is None else reached,
    )


def _short(one: Strategy) -> int | None:
    """Return the levels that are missing to the target, 0 where it is reached; None while either is unknown."""
    if one.achieved is None or one.target is None:
        return None
    return max(one.target - one.achieved, 0)


def _level(lookup: Lookup, level: int | None, path: str) -> str | Gap:
    return lookup.known(None if level is None else LEVELS[level], path, owner="security_engineer")


def _cell(level: int, one: Strategy) -> Cell:
    if level == one.achieved:
        return Cell(1, "Reached" if one.achieved != one.current else "As before", "accent1", "lt1")
    if level == one.target:
        return Cell(1, "Target", "accent2", "lt1")
    between = one.current is not None and one.achieved is not None and one.current < level < one.achieved
    return (
        Cell(1, "Before", "accent1@25")
        if level == one.current
        else Cell(1, "", "accent1@25" if between else "")
    )


def _least(lookup: Lookup, levels: list[int | None], field: str) -> str | Gap:
    known = [level for level in levels if level is not None]
    if len(known) < len(levels):
        return lookup.gap(f"security.essential_eight.{field}", owner="security_engineer")
    return LEVELS[min(known)]


def _scan_chip(scan: SecurityScan) -> Chip:
    if scan.critical is None or scan.high is None:
        return Chip(State.NEUTRAL, "Not known")
    still = scan.critical + scan.high
    return Chip(State.CRITICAL, f"{still} open") if still else Chip(State.GOOD, "None open")


def _exceptions(lookup: Lookup, as_of: date) -> Iterator[ExceptionLine]:
    for one in _facts(lookup).exceptions or ():
        path = f"security.exceptions[{one.id}]"
        yield ExceptionLine(
            id=one.id or "",
            what=one.what or "",
            reason=one.reason or "",
            approved_by=lookup.person(one.approved_by, f"{path}.approved_by"),
            expiry=lookup.known(one.expiry, f"{path}.expiry"),
            chip=expiry_chip(one.expiry, as_of),
        )
