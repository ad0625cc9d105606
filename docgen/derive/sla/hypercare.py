"""The hypercare overlay: what is stricter for thirty days, from when to when, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from docgen.derive.lookup import Lookup
from docgen.derive.sla.credits import plain
from docgen.derive.sla.figures import Figure, Ledger, Origin, origin_of
from docgen.derive.sla.promises import Term
from docgen.derive.sla.views import Hypercare, RuleText
from docgen.derive.timeline import Timeline
from docgen.derive.values import Gap, Span
from docgen.derive.words import sentence
from docgen.intake.model import Intake
from docgen.playbooks.parts import Sourced
from docgen.playbooks.stages import ExitCriterion, HypercareSection


class Dated(Protocol):
    """Anything of the intake that happens on a date."""

    @property
    def date(self) -> date | None: ...


_CLOCKS = {"24x7": "24 hours, every day"}
# The criterion on the accuracy of alerts, whose thresholds an intake may state.
_ALERTS = "E6"
_ANCHORS = {
    "first_wave": "Go-live of the first wave",
    "last_wave": "Go-live of the last wave",
    "per_wave": "Go-live of each wave, for that wave",
}
_HOURS = {"business_hours": "Business hours", "24x7": "24 hours, every day"}


def effective_p1(contract: Term | None, minutes: int, clock: str) -> Span:
    """Return min(contract, process) for the response to a P1, on the overlay's clock.

    `minutes` are the process's (15 for every tier); `clock` is `24x7` or `contracted_hours`.
    """
    if contract is None:
        return Span(minutes)
    shorter = min(minutes, contract.response.value)
    return Span(shorter) if clock in _CLOCKS else contract.span(shorter)


def p1_clock_text(clock: str, p1: Term | None) -> str:
    """Return the overlay's clock in words; `contracted_hours` is whatever P1 runs on by contract."""
    if clock in _CLOCKS:
        return _CLOCKS[clock]
    return (
        f"The contracted hours of P1: {p1.clock_text[0].lower()}{p1.clock_text[1:]}"
        if p1
        else "Contracted hours"
    )


def threshold_text(factor: Decimal) -> str:
    """Return how alerts are tightened: × 0.8 above a value, ÷ 0.8 below one, yes/no alerts unchanged."""
    shown = plain(factor)
    return (
        f"An alert that fires above a value fires at {shown} times that value; one that fires below a value fires "
        f"at that value divided by {shown}; a yes/no alert is unchanged."
    )


def _stated_factor(intake: Intake) -> Decimal | None:
    """Return the factor on alert thresholds that the design states, None where it leaves it to the playbook."""
    monitoring = intake.design.monitoring if intake.design else None
    return monitoring.threshold_factor if monitoring else None


def _factor(intake: Intake, section: HypercareSection) -> Decimal:
    stated = _stated_factor(intake)
    return section.threshold_factor.value if stated is None else stated


def p1_clock(intake: Intake, section: HypercareSection) -> str:
    """Return the clock of the overlay's P1: `24x7` or `contracted_hours`."""
    stated = intake.hypercare.p1_clock if intake.hypercare else None
    return stated or section.p1_clock.value


def hypercare(
    intake: Intake, section: HypercareSection, *, terms: Sequence[Term], timeline: Timeline, people: Lookup
) -> Hypercare:
    """Return the overlay; dates are those of the timeline, meetings those that the intake lists if it does."""
    stated = intake.hypercare
    p1 = next((term for term in terms if term.key == "P1"), None)
    contract = p1.span(p1.response.value) if p1 else None
    start, end = timeline.hypercare_start, timeline.hypercare_end
    return Hypercare(
        start=start,
        end=end,
        days=_length(start, end) or section.days.value,
        anchor=_anchor(intake, section),
        p1_response=effective_p1(p1, _process_p1(intake, section), p1_clock(intake, section)),
        p1_contract=contract or people.gap("engagement.tier"),
        p1_clock=p1_clock_text(p1_clock(intake, section), p1),
        engineer=people.person(stated.named_engineer if stated else None, "hypercare.named_engineer"),
        engineer_hours=_HOURS.get(section.named_engineer_hours.value, section.named_engineer_hours.value),
        backup_engineer=people.name(stated.backup_engineer if stated else None),
        channel=people.known(stated.channel if stated else None, "hypercare.channel"),
        standups=_dates(stated.standups if stated else None) or timeline.standups,
        standup_days=section.standup_business_days.value,
        reviews=_dates(stated.reviews if stated else None) or timeline.reviews,
        review_cadence=section.progress_review.value,
        health_checks=section.health_checks.value,
        ai_tuning=section.ai_tuning.text,
        threshold=threshold_text(_factor(intake, section)),
        exit=tuple(RuleText(item.text, _measure(intake, item)) for item in section.exit),
        extension=section.extension.text,
    )


def _from_wave(intake: Intake, section: HypercareSection) -> str:
    stated = intake.go_live.hypercare_from if intake.go_live else None
    return stated or section.from_wave.value


def _anchor(intake: Intake, section: HypercareSection) -> str:
    """Return what the days count from; one wave is simply go-live."""
    waves = (intake.go_live.waves if intake.go_live else None) or ()
    return _ANCHORS[_from_wave(intake, section)] if len(waves) > 1 else "Go-live"


def _process_p1(intake: Intake, section: HypercareSection) -> int:
    stated = intake.hypercare.p1_response if intake.hypercare else None
    return stated.total(0) if stated else section.p1_response_minutes.value


def _length(start: date | Gap, end: date | Gap) -> int:
    """Return the days from `start` to `end`, both included; 0 while either is missing."""
    return (end - start).days + 1 if isinstance(start, date) and isinstance(end, date) else 0


def _dates(events: Sequence[Dated] | None) -> tuple[date, ...]:
    return tuple(event.date for event in events or () if event.date)


def hypercare_figures(
    intake: Intake, section: HypercareSection, ledger: Ledger
) -> tuple[Figure[object], ...]:
    """Return the overlay's figures that bind: response, clock, length, rhythm of checks, alerts, extension."""
    clock = p1_clock(intake, section)
    stated = intake.hypercare
    rows: tuple[tuple[str, str, object, Sourced, bool], ...] = (
        ("Length of hypercare", "hypercare.days", f"{section.days.value} days", section.days, False),
        (
            "Start of hypercare",
            "go_live.hypercare_from",
            _anchor(intake, section),
            section.from_wave,
            bool(intake.go_live and intake.go_live.hypercare_from),
        ),
        (
            "P1 response in hypercare",
            "hypercare.p1_response",
            Span(_process_p1(intake, section)),
            section.p1_response_minutes,
            bool(stated and stated.p1_response),
        ),
        (
            "P1 clock in hypercare",
            "hypercare.p1_clock",
            _CLOCKS.get(clock, "Contracted hours"),
            section.p1_clock,
            bool(stated and stated.p1_clock),
        ),
        (
            "Health checks in hypercare",
            "hypercare.health_checks",
            section.health_checks.value.capitalize(),
            section.health_checks,
            False,
        ),
        (
            "Factor on alert thresholds in hypercare",
            "design.monitoring.threshold_factor",
            plain(_factor(intake, section)),
            section.threshold_factor,
            _stated_factor(intake) is not None,
        ),
        (
            "Extension of hypercare",
            "hypercare.extension",
            section.extension.text,
            section.extension,
            False,
        ),
    )
    figures = (
        ledger.figure(what, path, value, origin=origin_of(sourced), stated=stated_here)
        for what, path, value, sourced, stated_here in rows
    )
    return (*figures, *(_exit_figure(intake, item, ledger) for item in section.exit))


def _exit_figure(intake: Intake, item: ExitCriterion, ledger: Ledger) -> Figure[object]:
    """Return how one criterion of the exit is measured; the process names all criteria and few measures."""
    measured = str(item.measured)
    origin = Origin(measured, item.line if measured == "process" else "")
    return ledger.figure(
        f"Measure of hypercare exit {item.id}",
        f"hypercare.exit[{item.id}]",
        _measure(intake, item),
        origin=origin,
        stated=item.id == _ALERTS and bool(_thresholds(intake)),
    )


def _measure(intake: Intake, item: ExitCriterion) -> str:
    """Return how a criterion is measured and when it passes; the alerts' thresholds are the intake's if stated."""
    own = _thresholds(intake) if item.id == _ALERTS else ""
    return sentence(f"{item.measure}: {own or item.passes}")


def _thresholds(intake: Intake) -> str:
    ai = intake.hypercare.ai if intake.hypercare else None
    stated = ai.thresholds if ai else None
    if stated is None or stated.precision is None or stated.recall is None:
        return ""
    return f"at least {stated.precision:.2f} and {stated.recall:.2f}"
