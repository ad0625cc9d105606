"""What a template sees: the intake and the playbook, and all that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from docgen.derive.calendars import BusinessCalendar, CalendarView, business_calendar, calendar_view
from docgen.derive.checklist import Checklist, checklist_view
from docgen.derive.commercial import Commercial, commercial_view
from docgen.derive.control import DocumentControl, document_control
from docgen.derive.handoff import Handoff, handoff_view
from docgen.derive.kickoff import Kickoff, kickoff_view
from docgen.derive.lookup import Lookup
from docgen.derive.parties import ClientView, ProviderView, client_view, provider_view
from docgen.derive.people import People, people_view
from docgen.derive.profile import Profile, profile_view
from docgen.derive.regions import paper_of
from docgen.derive.sla import Hypercare, Sla, derive_hypercare, derive_sla
from docgen.derive.timeline import Timeline, timeline_view
from docgen.derive.values import listed
from docgen.intake.model import Intake
from docgen.playbooks.model import Playbook

_UNPLANNED_DAYS = 365


@dataclass(frozen=True, slots=True)
class Context:
    """The root of every built-in template; each field is a name there."""

    as_of: date
    locale: str
    paper: str
    client: ClientView
    provider: ProviderView
    doc: DocumentControl
    people: People
    commercial: Commercial
    profile: Profile
    checklist: Checklist
    calendar: CalendarView
    timeline: Timeline
    kickoff: Kickoff
    handoff: Handoff
    sla: Sla
    hypercare: Hypercare


def derive(intake: Intake, playbook: Playbook, *, artefact: str, as_of: date) -> Context:
    """Return all that the documents of one client show; `artefact` (`HOF`) chooses whose document control.

    Facts that are missing become gaps. Raise CalendarError where a date lies outside the holiday data.
    """
    lookup = Lookup(intake, playbook)
    calendar = business_calendar(intake)
    timeline = timeline_view(lookup, calendar, as_of)
    commercial, checklist = commercial_view(lookup), checklist_view(lookup)
    sla = derive_sla(intake, playbook, calendar, timeline, commercial=commercial, as_of=as_of)
    return Context(
        as_of=as_of,
        locale=lookup.locale,
        paper=paper_of(intake.client.region),
        client=client_view(lookup),
        provider=provider_view(lookup),
        doc=document_control(intake, playbook, artefact=artefact, as_of=as_of),
        people=people_view(lookup),
        commercial=replace(commercial, clause_deltas=listed(sla.clauses)),
        profile=profile_view(lookup, timeline.go_live),
        checklist=checklist,
        calendar=_calendar(intake, calendar, timeline, as_of),
        timeline=timeline,
        kickoff=kickoff_view(lookup),
        handoff=handoff_view(lookup, checklist.outstanding),
        sla=sla,
        hypercare=derive_hypercare(intake, playbook, calendar, timeline),
    )


def _calendar(intake: Intake, calendar: BusinessCalendar, timeline: Timeline, as_of: date) -> CalendarView:
    """Return the calendar with the holidays of the plan; without a plan, those of the year from the as-of date."""
    first, last = timeline.start, timeline.bau_end
    if isinstance(first, date) and isinstance(last, date):
        return calendar_view(intake, calendar, first, last)
    return calendar_view(intake, calendar, as_of, as_of + timedelta(days=_UNPLANNED_DAYS))
