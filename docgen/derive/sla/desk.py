"""What every section of the schedule is worked out from: the tier's figures, their sources, the dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.commercial import Commercial
from docgen.derive.lookup import Lookup
from docgen.derive.sla.figures import Ledger, Word
from docgen.derive.sla.hours import Hours, resolve_hours
from docgen.derive.sla.promises import Term, resolve_promises
from docgen.derive.sla.remedies import Scheme, resolve_credits
from docgen.derive.sla.scope import effective_from
from docgen.derive.sla.uptime import Uptime, resolve_uptime
from docgen.derive.timeline import Timeline
from docgen.derive.values import Gap
from docgen.intake.model import Intake
from docgen.playbooks.model import Playbook
from docgen.playbooks.service_levels import Tier


@dataclass(frozen=True, slots=True)
class Tiered:
    """What follows from the tier."""

    tier: Tier
    hours: Hours
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the sections are worked out from."""

    intake: Intake
    playbook: Playbook
    calendar: BusinessCalendar
    timeline: Timeline
    commercial: Commercial
    as_of: date
    look: Lookup
    ledger: Ledger
    tiered: Tiered | None
    uptime: Uptime
    scheme: Scheme
    effective: date | Gap

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the priorities' figures; none while the tier is unknown."""
        return self.tiered.terms if self.tiered else ()

    @property
    def hours_gap(self) -> Gap:
        """Return what stands for service hours that hold no time."""
        return self.look.gap("sla.business_hours", owner="service_desk_lead")

    @property
    def tier_gap(self) -> Gap:
        return self.look.gap("engagement.tier")


def open_desk(
    intake: Intake,
    playbook: Playbook,
    calendar: BusinessCalendar,
    timeline: Timeline,
    commercial: Commercial,
    as_of: date,
) -> Desk:
    look = Lookup(intake, playbook)
    ledger = source_ledger(intake, look)
    return Desk(
        intake=intake,
        playbook=playbook,
        calendar=calendar,
        timeline=timeline,
        commercial=commercial,
        as_of=as_of,
        look=look,
        ledger=ledger,
        tiered=tiered(intake, playbook, calendar, ledger),
        uptime=resolve_uptime(intake, playbook.sla.availability, ledger),
        scheme=resolve_credits(intake, playbook.sla.credits),
        effective=effective_from(intake, timeline.go_live, look),
    )


def source_ledger(intake: Intake, look: Lookup) -> Ledger:
    """Return what the intake says about the sources of its figures."""
    notes = intake.facts or {}
    words = {
        path: Word(note.source or "", look.name(note.by) if note.status == "confirmed" else "", note.date)
        for path, note in notes.items()
    }
    sla = intake.sla
    return Ledger(words, Word("", look.name(sla.confirmed_by), sla.confirmed_on) if sla else Word())


def tiered(intake: Intake, playbook: Playbook, calendar: BusinessCalendar, ledger: Ledger) -> Tiered | None:
    name = intake.engagement.tier if intake.engagement else None
    tier = playbook.sla.tiers.get(name or "")
    if tier is None:
        return None
    hours = resolve_hours(intake, playbook.sla.business_hours, tier, calendar=calendar, ledger=ledger)
    return Tiered(tier, hours, resolve_promises(intake, playbook.sla, tier, hours, ledger))
