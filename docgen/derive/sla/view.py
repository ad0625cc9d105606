"""The SLA schedule: every section of it, from one intake and one playbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.commercial import Commercial
from docgen.derive.deadlines import Window
from docgen.derive.lookup import Lookup
from docgen.derive.sla.clauses import clauses
from docgen.derive.sla.coverage import coverage
from docgen.derive.sla.desk import Desk, open_desk, tiered
from docgen.derive.sla.escalation import escalation, rung_figures, rungs
from docgen.derive.sla.figures import Figure, Ledger
from docgen.derive.sla.hypercare import hypercare, hypercare_figures
from docgen.derive.sla.priorities import priorities, priority_figures
from docgen.derive.sla.promises import Term
from docgen.derive.sla.remedies import Setting, credit_figures, credits_view
from docgen.derive.sla.reporting import reporting, reporting_figures
from docgen.derive.sla.rules import exclusion_figures, exclusions, measurement, measurement_figures
from docgen.derive.sla.scope import (
    after_hours,
    items,
    parties,
    responsibilities,
    services,
    signatories,
)
from docgen.derive.sla.uptime import availability_view
from docgen.derive.sla.views import (
    AvailabilityView,
    ClauseRow,
    Cover,
    CreditsView,
    Escalation,
    ExclusionRow,
    Hypercare,
    Items,
    Parties,
    Priorities,
    Reporting,
    RuleText,
    Service,
    Signatory,
    SourceCount,
    TargetRow,
    Worked,
    WorkedRow,
)
from docgen.derive.sla.windows import service_windows
from docgen.derive.sla.wording import Wording, definitions, wording, wording_figures
from docgen.derive.sla.worked import LongWeekend, first_long_weekend, raise_at, work_tickets
from docgen.derive.timeline import Timeline
from docgen.derive.values import Gap
from docgen.intake.model import Intake
from docgen.playbooks.model import Playbook

SOURCES = {
    "contract": "The contract",
    "client": "The client",
    "override": "Set for this client",
    "process": "The provider\u2019s written process",
    "default": "The provider\u2019s defaults",
}


@dataclass(frozen=True, slots=True)
class Sla:
    """The root name `sla`: one field per section of the schedule.

    What rests on the tier (cover, targets, worked tickets, the ladders' times, credits) is a gap while the tier is
    unknown; what rests on dates is a gap without an effective date. `figures` are all figures that bind, with
    their sources; `unconfirmed` those that are still the provider's defaults.
    """

    tier: str | Gap
    parties: Parties
    services: tuple[Service, ...] | Gap
    items: Items
    cover: Cover | Gap
    priorities: Priorities
    targets: tuple[TargetRow, ...] | Gap
    worked: Worked | Gap
    escalation: Escalation
    availability: AvailabilityView | Gap
    windows: tuple[Window, ...]
    measurement: tuple[RuleText, ...]
    credits: CreditsView | Gap
    exclusions: tuple[ExclusionRow, ...]
    reporting: Reporting
    responsibilities: tuple[str, ...] | Gap
    clauses: tuple[ClauseRow, ...] | Gap
    definitions: tuple[RuleText, ...]
    wording: Wording
    signatories: tuple[Signatory, Signatory]
    confirmed_by: str
    confirmed_on: date | None
    figures: tuple[Figure[object], ...]
    sources: tuple[SourceCount, ...]

    @property
    def unconfirmed(self) -> tuple[Figure[object], ...]:
        """Return the figures that nobody has confirmed."""
        return tuple(figure for figure in self.figures if figure.unconfirmed)


def derive_sla(
    intake: Intake,
    playbook: Playbook,
    calendar: BusinessCalendar,
    timeline: Timeline,
    *,
    commercial: Commercial,
    as_of: date,
) -> Sla:
    """Return the schedule. Never fails on a small intake: what is missing is a gap.

    The as-of date counts only without an effective date, and of it only the year.

    Raise CalendarError where the effective date lies outside the holiday data.
    """
    desk = open_desk(intake, playbook, calendar, timeline, commercial, as_of)
    worked, levels = _worked(desk), playbook.sla
    confirmed, figures = desk.ledger.whole, _figures(desk)
    return Sla(
        tier=desk.tiered.tier.name if desk.tiered else desk.tier_gap,
        parties=parties(intake, commercial, desk.look, effective=desk.effective),
        services=services(intake, desk.look),
        items=items(intake, desk.look),
        cover=_cover(desk),
        priorities=priorities(intake, levels.priority_matrix, desk.look),
        targets=_targets(desk),
        worked=worked,
        escalation=_escalation(desk, worked.raised if isinstance(worked, Worked) else None),
        availability=_availability(desk),
        windows=service_windows(intake, timeline, start=desk.effective),
        measurement=measurement(intake, levels.measurement, min_volume=desk.scheme.minimum_tickets),
        credits=_credits(desk),
        exclusions=exclusions(intake, levels.exclusions, desk.look),
        reporting=_reporting(desk),
        responsibilities=responsibilities(intake, desk.look),
        clauses=clauses(intake, desk.terms, desk.look),
        definitions=definitions(levels.definitions),
        wording=wording(levels.wording, desk.ledger),
        signatories=signatories(intake, desk.look),
        confirmed_by=confirmed.confirmed_by,
        confirmed_on=confirmed.confirmed_on,
        figures=figures,
        sources=count_sources(figures),
    )


def derive_hypercare(
    intake: Intake, playbook: Playbook, calendar: BusinessCalendar, timeline: Timeline
) -> Hypercare:
    """Return the hypercare overlay, the root name `hypercare`."""
    look, ledger = Lookup(intake, playbook), Ledger()
    found = tiered(intake, playbook, calendar, ledger)
    terms = found.terms if found else ()
    return hypercare(intake, playbook.hypercare, terms=terms, timeline=timeline, people=look)


def _cover(desk: Desk) -> Cover | Gap:
    if desk.tiered is None:
        return desk.tier_gap
    if not desk.tiered.hours.ever_open:
        return desk.hours_gap
    return coverage(
        desk.tiered.hours,
        start=desk.effective,
        fallback_year=desk.as_of.year,
        calendar=desk.calendar,
        after_hours=after_hours(desk.intake, desk.look),
    )


def _targets(desk: Desk) -> tuple[TargetRow, ...] | Gap:
    if desk.tiered is None:
        return desk.tier_gap
    meanings = {
        item.key: item.definition
        for item in priorities(desk.intake, desk.playbook.sla.priority_matrix, desk.look).levels
    }
    return tuple(_target(term, meanings[term.key]) for term in desk.terms)


def _target(term: Term, meaning: str) -> TargetRow:
    update = term.update.value
    return TargetRow(
        key=term.key,
        meaning=meaning,
        response=term.span(term.response.value),
        resolution=term.span(term.resolution.value),
        clock=term.clock_text,
        attainment=str(term.attainment.shown),
        update=None if update is None else term.span(update),
    )


def _worked(desk: Desk) -> Worked | Gap:
    """Return the worked tickets; they are raised on an ordinary day where the year has no long weekend."""
    if desk.tiered is None:
        return desk.tier_gap
    if not isinstance(desk.effective, date):
        return desk.effective
    if not desk.tiered.hours.ever_open:
        return desk.hours_gap
    weekend = first_long_weekend(desk.effective, desk.calendar.is_business_day)
    day = weekend.last if weekend else desk.calendar.next_on_or_after(desk.effective)
    raised = raise_at(day, desk.tiered.hours.business)
    tickets = work_tickets(raised, {term.key: term.promise for term in desk.terms})
    rows = tuple(WorkedRow(t.priority, t.raised, t.response_due, t.resolution_due) for t in tickets)
    return Worked(raised, weekend, _holiday_names(weekend, desk.calendar), rows)


def _holiday_names(weekend: LongWeekend | None, calendar: BusinessCalendar) -> str:
    """Return which holidays make the weekend long, in words."""
    if weekend is None:
        return ""
    names = (holiday.name for holiday in calendar.holidays(weekend.last, weekend.back))
    return " and ".join(dict.fromkeys(names))


def _escalation(desk: Desk, raised: datetime | None) -> Escalation:
    return escalation(rungs(desk.intake, desk.playbook.sla.escalation), desk.terms, desk.look, raised=raised)


def _availability(desk: Desk) -> AvailabilityView | Gap:
    if desk.tiered is None:
        return desk.tier_gap
    return availability_view(
        desk.intake,
        desk.uptime,
        start=desk.effective,
        zone=desk.tiered.hours.zone,
        bands=desk.scheme.rules.bands,
        look=desk.look,
    )


def _credits(desk: Desk) -> CreditsView | Gap:
    if desk.tiered is None:
        return desk.tier_gap
    setting = Setting(desk.terms, desk.uptime.target.value, desk.effective, desk.tiered.hours.zone)
    return credits_view(
        desk.intake, desk.scheme, fee=desk.commercial.monthly_fee, setting=setting, look=desk.look
    )


def _reporting(desk: Desk) -> Reporting:
    return reporting(
        desk.intake,
        desk.playbook.sla.reporting,
        desk.tiered.tier if desk.tiered else None,
        start=desk.effective,
        is_business_day=desk.calendar.is_business_day,
        look=desk.look,
    )


def _figures(desk: Desk) -> tuple[Figure[object], ...]:
    """Return every figure that binds, in the order of the sections; those of the tier once it is known.

    Definitions and positions stand at the end.
    """
    intake, levels, ledger = desk.intake, desk.playbook.sla, desk.ledger
    tiered = desk.tiered
    steps = rungs(intake, levels.escalation)
    return (
        *(tiered.hours.figures if tiered else ()),
        *priority_figures(intake, levels.priority_matrix, ledger, desk.look),
        *(figure for term in desk.terms for figure in term.figures),
        *rung_figures(steps, ledger, desk.look),
        *desk.uptime.figures,
        *measurement_figures(intake, levels.measurement, ledger),
        *credit_figures(intake, desk.scheme, levels.credits, ledger),
        *exclusion_figures(intake, levels.exclusions, ledger),
        *reporting_figures(intake, levels.reporting, tiered.tier if tiered else None, ledger),
        *hypercare_figures(intake, desk.playbook.hypercare, ledger),
        *wording_figures(levels.wording, levels.definitions, ledger),
    )


def count_sources(figures: Sequence[Figure[object]]) -> tuple[SourceCount, ...]:
    """Return how many figures come from where, the contract's first, the provider's defaults last."""
    groups = ((words, [f for f in figures if f.source == source]) for source, words in SOURCES.items())
    return tuple(
        SourceCount(words, len(found), sum(f.confirmed for f in found)) for words, found in groups if found
    )
