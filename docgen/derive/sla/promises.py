"""What each priority promises: response, resolution, their clock, attainment, how often the client hears."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from docgen.derive.sla.clock import ServiceClock, round_the_clock
from docgen.derive.sla.credits import plain
from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.hours import ALWAYS, Hours
from docgen.derive.sla.worked import Promise
from docgen.derive.values import Span
from docgen.intake.model import Intake
from docgen.intake.model.durations import Duration
from docgen.intake.model.sla import Sla
from docgen.playbooks.service_levels import Priority, ServiceLevels, Target, Tier

PRIORITIES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4")


@dataclass(frozen=True, slots=True)
class Term:
    """One priority's figures, each with its source. Minutes run on `clock` (`24x7` or `service_hours`)."""

    key: str
    response: Figure[int]
    resolution: Figure[int]
    clock: Figure[str]
    attainment: Figure[Decimal]
    update: Figure[int | None]
    hours: Hours

    @property
    def always(self) -> bool:
        """Tell whether its minutes run at every hour."""
        return self.clock.value == ALWAYS or self.hours.service.always

    @property
    def running_clock(self) -> ServiceClock:
        return round_the_clock(self.hours.zone) if self.always else self.hours.service

    @property
    def promise(self) -> Promise:
        return Promise(self.response.value, self.resolution.value, self.running_clock)

    @property
    def clock_text(self) -> str:
        return "24 hours, every day" if self.always else "Service hours"

    def span(self, minutes: int) -> Span:
        """Return a length on this priority's clock."""
        return Span(minutes, business=not self.always, day=self.hours.day)

    @property
    def figures(self) -> tuple[Figure[object], ...]:
        """Return all figures of this priority that bind."""
        return (self.response, self.resolution, self.clock, self.attainment, self.update)


def resolve_promises(
    intake: Intake, levels: ServiceLevels, tier: Tier, hours: Hours, ledger: Ledger
) -> tuple[Term, ...]:
    """Return the four priorities' figures: the intake's deltas over the tier's targets."""
    reader = _Reader(intake.sla or Sla(), levels, hours, ledger)
    return tuple(reader.term(key, tier.targets[key]) for key in PRIORITIES)


@dataclass(frozen=True, slots=True)
class _Reader:
    sla: Sla
    levels: ServiceLevels
    hours: Hours
    ledger: Ledger

    def term(self, key: Priority, target: Target) -> Term:
        stated = (self.sla.targets or {}).get(key)
        clock = self._clock(key, target, stated.clock if stated else None)
        always = clock.value == ALWAYS or self.hours.service.always
        return Term(
            key=key,
            response=self._length(key, "response", target, stated.response if stated else None, always),
            resolution=self._length(key, "resolution", target, stated.resolution if stated else None, always),
            clock=clock,
            attainment=self._attainment(key),
            update=self._update(key, always),
            hours=self.hours,
        )

    def _length(
        self, key: str, measure: str, target: Target, stated: Duration | None, always: bool
    ) -> Figure[int]:
        standard = getattr(target, measure)
        minutes = stated.total(self.hours.day) if stated else standard.value
        return self.ledger.figure(
            f"{key} {measure}",
            f"sla.targets.{key}.{measure}",
            minutes,
            origin=origin_of(standard),
            stated=stated is not None,
            shown=Span(minutes, business=not always, day=self.hours.day),
        )

    def _clock(self, key: str, target: Target, stated: str | None) -> Figure[str]:
        value = stated or target.clock.value
        shown = "24 hours, every day" if value == ALWAYS else "Service hours"
        return self.ledger.figure(
            f"{key} clock",
            f"sla.targets.{key}.clock",
            value,
            origin=origin_of(target.clock),
            stated=bool(stated),
            shown=shown,
        )

    def _attainment(self, key: Priority) -> Figure[Decimal]:
        standard = self.levels.attainment[key]
        stated = (self.sla.attainment or {}).get(key)
        value = standard.value if stated is None else stated
        return self.ledger.figure(
            f"{key} attainment",
            f"sla.attainment.{key}",
            value,
            origin=origin_of(standard),
            stated=stated is not None,
            shown=f"{plain(value)} %",
        )

    def _update(self, key: Priority, always: bool) -> Figure[int | None]:
        standard = self.levels.update_interval[key]
        stated = (self.sla.update_interval or {}).get(key)
        minutes = stated.total(self.hours.day) if stated else standard.value
        shown = "When something changes" if minutes is None else Span(minutes, not always, self.hours.day)
        return self.ledger.figure(
            f"{key} update interval",
            f"sla.update_interval.{key}",
            minutes,
            origin=origin_of(standard),
            stated=stated is not None,
            shown=shown,
        )
