"""What a template sees: the intake and the playbook, and all that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from docgen.derive.questionnaire import Questionnaire
    from docgen.derive.raci import Raci
    from docgen.derive.resources import Resources

_UNPLANNED_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Context:
    """The root of every built-in template; each name in `TOPICS` is a name there.

    What only workbooks show is worked out when it is first asked for.
    """

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
    facts: Lookup
    days: BusinessCalendar

    @cached_property
    def raci(self) -> Raci:
        """Who does and who answers for each stage and activity."""
        from docgen.derive.raci import raci_view
        from docgen.playbooks.raci import load_activities, load_run_activities

        return raci_view(self.facts, self.timeline, load_activities(), load_run_activities())

    @cached_property
    def resources(self) -> Resources:
        """Who works how many days in which stage."""
        from docgen.derive.resources import resources_view

        return resources_view(self.facts, self.days, self.timeline)

    @cached_property
    def tdq(self) -> Questionnaire:
        """The discovery questions with the answers that are known."""
        from docgen.derive.questionnaire import questionnaire_view

        return questionnaire_view(self.facts.intake, self.facts.playbook, as_of=self.as_of)


TOPICS = (
    *(field.name for field in fields(Context) if field.name not in ("facts", "days")),
    "raci",
    "resources",
    "tdq",
)
"""The names that a template may use."""


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
        facts=lookup,
        days=calendar,
    )


def _calendar(intake: Intake, calendar: BusinessCalendar, timeline: Timeline, as_of: date) -> CalendarView:
    """Return the calendar with the holidays of the plan; without a plan, those of the year from the as-of date."""
    first, last = timeline.start, timeline.bau_end
    if isinstance(first, date) and isinstance(last, date):
        return calendar_view(intake, calendar, first, last)
    return calendar_view(intake, calendar, as_of, as_of + timedelta(days=_UNPLANNED_DAYS))
