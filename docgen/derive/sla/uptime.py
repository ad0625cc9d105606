"""Section 8: the availability promise, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from docgen.derive.lookup import Lookup
from docgen.derive.sla.availability import allowances, allowed_downtime, first_of_month, minutes_between
from docgen.derive.sla.cover import zone_in_words
from docgen.derive.sla.credits import Band, plain
from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.views import AvailabilityView
from docgen.derive.values import Gap
from docgen.intake.model import Intake
from docgen.intake.model.sla import Availability as Stated
from docgen.playbooks.service_levels import Availability


@dataclass(frozen=True, slots=True)
class Uptime:
    """The promise: per cent of `period`, over `scope`, as figures."""

    target: Figure[Decimal]
    scope: Figure[str]
    period: Figure[str]
    formula: Figure[str]

    @property
    def figures(self) -> tuple[Figure[object], ...]:
        return (self.target, self.scope, self.period, self.formula)


def resolve_uptime(intake: Intake, book: Availability, ledger: Ledger) -> Uptime:
    """Return the intake's promise over the playbook's."""
    stated = _stated(intake)
    target = book.target.value if stated.target is None else stated.target
    return Uptime(
        target=ledger.figure(
            "Availability",
            "sla.availability.target",
            target,
            origin=origin_of(book.target),
            stated=stated.target is not None,
            shown=f"{plain(target)} %",
        ),
        scope=ledger.figure(
            "Scope of availability",
            "sla.availability.scope",
            stated.scope or book.scope.value,
            origin=origin_of(book.scope),
            stated=bool(stated.scope),
        ),
        period=ledger.figure(
            "Period of availability",
            "sla.availability.period",
            book.period.value,
            origin=origin_of(book.period),
        ),
        formula=ledger.figure(
            "Formula of availability",
            "sla.availability.formula",
            stated.formula or book.formula.value,
            origin=origin_of(book.formula),
            stated=bool(stated.formula),
        ),
    )


def availability_view(
    intake: Intake, uptime: Uptime, *, start: date | Gap, zone: ZoneInfo, bands: Sequence[Band], look: Lookup
) -> AvailabilityView | Gap:
    """Return the promise with the downtime that each of the first twelve months allows; a gap without a start."""
    if not isinstance(start, date):
        return start
    stated, target = _stated(intake), uptime.target.value
    # A downtime over the allowed one is in the first band; the others need columns of their own.
    deeper = [band for band in bands if band.below < target]
    months = allowances(start, target, zone, thresholds=[band.below for band in deeper])
    first = minutes_between(start, first_of_month(start, plus=1), zone)
    return AvailabilityView(
        target=str(uptime.target.shown),
        period=uptime.period.value,
        scope=uptime.scope.value,
        formula=uptime.formula.value,
        measurement_point=look.known(stated.measurement_point, "sla.availability.measurement_point"),
        maintenance=stated.maintenance_allowance or "",
        zone=zone_in_words(zone, start.year),
        months=months,
        whole=months[int(start.day > 1)],
        first_credit=next((f"{plain(band.pct)} %" for band in bands if band.below >= target), ""),
        heads=tuple(f"{plain(band.pct)} %" for band in deeper),
        year_allowed=sum((month.allowed for month in months), Decimal(0)),
        first_from=start if start.day > 1 else None,
        first_minutes=first,
        first_allowed=allowed_downtime(first, target),
    )


def _stated(intake: Intake) -> Stated:
    return (intake.sla.availability if intake.sla else None) or Stated()
