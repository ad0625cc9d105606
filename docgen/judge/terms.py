"""The service levels that apply to a client: the tier's, with what the intake changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docgen.derive.sla.clock import ServiceClock, Window
from docgen.derive.sla.escalation import Rung, rungs
from docgen.derive.sla.figures import Ledger
from docgen.derive.sla.hours import Hours, resolve_hours
from docgen.derive.sla.promises import PRIORITIES, Term, resolve_promises

if TYPE_CHECKING:
    from docgen.derive.calendars import BusinessCalendar
    from docgen.intake.model import Intake
    from docgen.playbooks.model import Playbook
    from docgen.playbooks.service_levels import Tier

_ANY_MONDAY = date(2027, 6, 7)


@dataclass(frozen=True, slots=True)
class Band:
    """A credit band: `pct` per cent of the monthly fee for availability from `at_least` to under `below`."""

    below: Decimal
    at_least: Decimal
    pct: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """What a client's SLA promises. `promises` is empty where the tier lacks a priority."""

    tier: Tier
    hours: Hours
    promises: tuple[Term, ...]
    rungs: tuple[Rung, ...]
    availability: Decimal
    scope: str
    bands: tuple[Band, ...]
    monthly_cap: Decimal
    exclusions: frozenset[str]

    @property
    def p1_always(self) -> bool:
        """Whether a P1 is worked on at every hour."""
        return self.hours.p1_always or any(term.key == "P1" and term.always for term in self.promises)


def resolve(intake: Intake, playbook: Playbook, calendar: BusinessCalendar) -> Terms | None:
    """Return the terms that apply, or None while the tier is not known."""
    tier = playbook.sla.tiers.get((intake.engagement.tier if intake.engagement else None) or "")
    if tier is None:
        return None
    levels, stated = playbook.sla, intake.sla
    hours = resolve_hours(intake, levels.business_hours, tier, calendar=calendar, ledger=Ledger())
    whole = all(key in tier.targets for key in PRIORITIES)
    availability = stated.availability if stated else None
    extra = {one.id for one in (stated.exclusions if stated else None) or () if one.id}
    return Terms(
        tier=tier,
        hours=hours,
        promises=resolve_promises(intake, levels, tier, hours, Ledger()) if whole else (),
        rungs=rungs(intake, levels.escalation),
        availability=(availability.target if availability else None) or levels.availability.target.value,
        scope=(availability.scope if availability else None) or levels.availability.scope.value,
        bands=tuple(_bands(intake, playbook)),
        monthly_cap=_cap(intake, playbook),
        exclusions=frozenset({one.id for one in levels.exclusions} | extra),
    )


def _bands(intake: Intake, playbook: Playbook) -> Iterable[Band]:
    credits = intake.sla.credits if intake.sla else None
    if credits and credits.availability_bands:
        none = Decimal(0)
        for one in credits.availability_bands:
            yield Band(one.below or none, one.at_least or none, one.pct or none)
        return
    for band in playbook.sla.credits.bands:
        yield Band(band.below, band.at_least, band.percent)


def _cap(intake: Intake, playbook: Playbook) -> Decimal:
    credits = intake.sla.credits if intake.sla else None
    stated = credits.monthly_cap_pct if credits else None
    return playbook.sla.credits.monthly_cap_percent if stated is None else stated


def longest(minutes: int, clock: ServiceClock) -> int:
    """Return the most minutes that can pass on the wall until `minutes` of a clock have run, holidays aside.

    The worst moment to raise a ticket is the end of an opening.
    """
    return minutes if clock.always else _longest(minutes, clock.zone, tuple(clock.windows.items()))


@lru_cache(maxsize=256)  # tiers are compared one by one, and promise the same times
def _longest(minutes: int, zone: ZoneInfo, windows: tuple[tuple[int, tuple[Window, ...]], ...]) -> int:
    clock = ServiceClock(zone, dict(windows))
    days = [_ANY_MONDAY + timedelta(days=n) for n in range(7)]
    ends = [(day, window.closes) for day in days for window in clock.openings(day)]
    raised = [clock.local(day, time()) + timedelta(minutes=closes) for day, closes in ends]
    return max((_minutes(moment, clock.due(moment, minutes)) for moment in raised), default=minutes)


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60
