"""What a template sees: the intake and the playbook, and all that follows from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from docgen.derive.calendars import BusinessCalendar, CalendarView, business_calendar, calendar_view
from docgen.derive.checklist import Checklist, checklist_view
from docgen.derive.commercial import Commercial, commercial_view
from docgen.derive.control import DocumentControl, control_of
from docgen.derive.handoff import Handoff, handoff_view
from docgen.derive.horizon import begun_at, check_horizon
from docgen.derive.kickoff import Kickoff, kickoff_view
from docgen.derive.lookup import Lookup
from docgen.derive.parties import ClientView, Identity, ProviderView, client_view, provider_view
from docgen.derive.people import People, people_view
from docgen.derive.profile import Profile, profile_view
from docgen.derive.regions import paper_of
from docgen.derive.sla import Hypercare, Sla, derive_hypercare, derive_sla
from docgen.derive.timeline import Timeline, on_day, timeline_view
from docgen.derive.values import listed
from docgen.intake.model import Intake
from docgen.intake.overlay import Override
from docgen.playbooks.model import Playbook

if TYPE_CHECKING:
    from docgen.derive.bau import BauView, Retrospective
    from docgen.derive.design.view import DesignView
    from docgen.derive.questionnaire import Questionnaire
    from docgen.derive.raci import Grids, Raci
    from docgen.derive.resources import Resources
    from docgen.derive.success import Success

_UNPLANNED_DAYS = 365
_Work = TypeVar("_Work")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What holds of a client on any day (of the timeline, all but the days to go-live).

    What not every document shows is worked out when it is first asked for, and then once for all documents of the
    client: `lasting` holds it by name.
    """

    locale: str
    paper: str
    client: ClientView
    provider: ProviderView
    people: People
    commercial: Commercial
    profile: Profile
    checklist: Checklist
    timeline: Timeline
    kickoff: Kickoff
    handoff: Handoff
    facts: Lookup
    days: BusinessCalendar
    lasting: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, work: Callable[[], _Work]) -> _Work:
        """Return what `work` comes to, which must depend on nothing but the client's facts.

        It is called once for all documents of the client that ask for `name`.
        """
        return _once(self.lasting, name, work)

    @property
    def brand(self) -> Identity:
        """The provider's names, where no brand is given."""
        name = self.provider.name
        return Identity(name, self.provider.legal_name, logo=name, logo_on_dark=name)

    @property
    def hypercare(self) -> Hypercare:
        """The days after go-live. Raise PlaybookError where the process has no go-live."""
        facts = self.facts
        return self.once(
            "hypercare", lambda: derive_hypercare(facts.intake, facts.playbook, self.days, self.timeline)
        )

    @property
    def design(self) -> DesignView:
        """The solution design: requirements, target architecture, security, recovery, operations, decisions."""
        from docgen.derive.design.view import design_view

        return self.once(
            "design", lambda: design_view(self.facts, self.profile, self.days, go_live=self.timeline.go_live)
        )

    @property
    def retrospective(self) -> Retrospective:
        """What the provider's team learnt. Internal."""
        from docgen.derive.bau import retrospective_view

        return self.once("retrospective", lambda: retrospective_view(self.facts, self.days, self.resources))

    @property
    def grids(self) -> Grids:
        """The RACI matrices as this client has them."""
        from docgen.derive.raci import grids_of
        from docgen.playbooks.raci import load_activities, load_run_activities

        files = self.facts.playbook.files
        return self.once(
            "grids",
            lambda: grids_of(
                self.facts,
                self.timeline.stages,
                load_activities(files.activities),
                load_run_activities(files.run_activities),
            ),
        )

    @property
    def raci(self) -> Raci:
        """Who does and who answers for each stage and activity."""
        from docgen.derive.raci import raci_of

        return self.once("raci", lambda: raci_of(self.grids))

    @property
    def resources(self) -> Resources:
        """Who works how many days in which stage."""
        from docgen.derive.resources import resources_view

        return self.once("resources", lambda: resources_view(self.facts, self.days, self.timeline))


@dataclass(frozen=True, kw_only=True)
class Context(Standing):
    """The root of every built-in template; each name in `TOPICS` is a name there.

    What depends on the day and not every document shows is held by name in `worked`, once for all documents of
    the client and day.
    """

    as_of: date
    doc: DocumentControl
    calendar: CalendarView
    levels: Sla | None
    worked: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def of_document(self, artefact: str) -> Context:
        """Return the context of another document (`SLA`) of the same client and day; only `doc` differs."""
        return replace(self, doc=control_of(self.facts, artefact, self.as_of))

    def on(self, as_of: date, *, artefact: str) -> Context:
        """Return the context of a document (`SLA`) on another day, which shares all that depends on no day.

        Raise CalendarError where the day lies outside the holiday data.
        """
        timeline = on_day(self.timeline, as_of)
        return replace(
            self,
            as_of=as_of,
            doc=control_of(self.facts, artefact, as_of),
            calendar=_calendar(self.facts.intake, self.days, timeline, as_of),
            timeline=timeline,
            levels=self._levels_on(as_of),
            worked={},
        )

    def _levels_on(self, as_of: date) -> Sla | None:
        if self.levels is None or isinstance(self.levels.parties.effective_from, date):
            return self.levels
        return _levels(self.facts, self.days, self.timeline, self.commercial, as_of)

    def daily(self, name: str, work: Callable[[], _Work]) -> _Work:
        """Return what `work` comes to, which must depend on nothing but the client's facts and the day.

        It is called once for all documents of the client and day that ask for `name`.
        """
        return _once(self.worked, name, work)

    @property
    def sla(self) -> Sla:
        """What the service promises. Raise PlaybookError where the process promises none."""
        if self.levels is None:
            raise self.facts.playbook.lacking("sla")
        return self.levels

    @property
    def success(self) -> Success:
        """The success plan: objectives, measures, dates, training, check-ins, review and support."""
        from docgen.derive.success import success_view

        return self.daily(
            "success", lambda: success_view(self.facts, self.days, self.timeline, as_of=self.as_of)
        )

    @property
    def bau(self) -> BauView:
        """The handover to run-state service."""
        from docgen.derive.bau import Sources, bau_view

        sources = Sources(self.days, self.timeline, self.commercial, self.people)
        return self.daily("bau", lambda: bau_view(self.facts, sources, as_of=self.as_of))

    @property
    def tdq(self) -> Questionnaire:
        """The discovery questions with the answers that are known."""
        from docgen.derive.questionnaire import questionnaire_view

        facts = self.facts
        return self.daily(
            "tdq",
            lambda: questionnaire_view(facts.intake, facts.playbook, as_of=self.as_of, calendar=self.days),
        )


def _once(known: dict[str, Any], name: str, work: Callable[[], _Work]) -> _Work:
    if name not in known:
        known[name] = work()
    found: _Work = known[name]
    return found


_OWN = ("levels", "facts", "days", "lasting", "worked")
TOPICS = (
    *(field.name for field in fields(Context) if field.name not in _OWN),
    "brand",
    "sla",
    "hypercare",
    "success",
    "design",
    "bau",
    "retrospective",
    "raci",
    "resources",
    "tdq",
)
"""The names that a template may use."""


def derive(
    intake: Intake, playbook: Playbook, *, artefact: str, as_of: date, overrides: tuple[Override, ...] = ()
) -> Context:
    """Return all that the documents of one client show; `artefact` (`HOF`) chooses whose document control.

    `overrides` are the intake's values that were put there for this issue: a contract says so. Facts that are
    missing become gaps. Raise CalendarError where a date lies outside the holiday data.
    """
    lookup = Lookup(intake, playbook, overrides)
    calendar = business_calendar(intake)
    check_horizon(intake, calendar)
    commercial, checklist = commercial_view(lookup), checklist_view(lookup)
    with begun_at(intake):
        timeline = timeline_view(lookup, calendar, as_of)
        sla = _levels(lookup, calendar, timeline, commercial, as_of)
        days = _calendar(intake, calendar, timeline, as_of)
    return Context(
        as_of=as_of,
        locale=lookup.locale,
        paper=paper_of(intake.client.region),
        client=client_view(lookup),
        provider=provider_view(lookup),
        doc=control_of(lookup, artefact, as_of),
        people=people_view(lookup),
        commercial=replace(commercial, clause_deltas=listed(sla.clauses) if sla else ()),
        profile=profile_view(lookup, timeline.go_live),
        checklist=checklist,
        calendar=days,
        timeline=timeline,
        kickoff=kickoff_view(lookup),
        handoff=handoff_view(lookup, checklist.outstanding),
        levels=sla,
        facts=lookup,
        days=calendar,
    )


def _levels(
    facts: Lookup, days: BusinessCalendar, timeline: Timeline, commercial: Commercial, as_of: date
) -> Sla | None:
    """Return what the service promises, None where the process promises nothing."""
    if facts.playbook.service_levels is None:
        return None
    return derive_sla(facts.intake, facts.playbook, days, timeline, commercial=commercial, as_of=as_of)


def _calendar(intake: Intake, calendar: BusinessCalendar, timeline: Timeline, as_of: date) -> CalendarView:
    """Return the calendar with the holidays of the plan; without a plan, those of the year from the as-of date."""
    first, last = timeline.start, timeline.bau_end
    if isinstance(first, date) and isinstance(last, date):
        return calendar_view(intake, calendar, first, last)
    return calendar_view(intake, calendar, as_of, as_of + timedelta(days=_UNPLANNED_DAYS))
