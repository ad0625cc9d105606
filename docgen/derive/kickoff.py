"""The kickoff meeting: agenda with clock times, who attends, the sessions and messages that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from itertools import accumulate

from docgen.derive.lookup import Lookup, Person
from docgen.derive.values import Gap, Span
from docgen.derive.words import client_role, in_words
from docgen.intake.model.discovery import Session as SessionFacts
from docgen.intake.model.handover import Kickoff as KickoffFacts
from docgen.intake.model.plan import Communication as CommunicationFacts


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. `start` and `end` are clock times (`10:00`), empty while the start time is unknown."""

    number: int
    start: str
    end: str
    minutes: int
    topic: str
    lead: str | Gap


@dataclass(frozen=True, slots=True)
class Session:
    """One discovery session."""

    id: str
    topic: str
    date: date | Gap
    start: str
    duration: Span | None
    mode: str
    site: str
    facilitator: str | Gap
    attendees: str
    prework: str


@dataclass(frozen=True, slots=True)
class Communication:
    """One line of the communication plan."""

    id: str
    audience: str
    purpose: str
    channel: str
    cadence: str
    owner: str | Gap
    first_date: date | Gap


@dataclass(frozen=True, slots=True)
class Kickoff:
    """The meeting. `minutes` is the agenda's total; `end` the clock time at which it closes."""

    date: date | Gap
    start: str | Gap
    end: str | Gap
    place: str
    minutes: int
    duration: Span
    attendees: tuple[Person, ...] | Gap
    agenda: tuple[AgendaItem, ...]
    sessions: tuple[Session, ...] | Gap
    communications: tuple[Communication, ...] | Gap
    minutes_ref: str


def kickoff_view(lookup: Lookup) -> Kickoff:
    """Return the meeting, with clock times where its start is known."""
    facts = lookup.intake.kickoff or KickoffFacts()
    agenda = _agenda(lookup, facts)
    minutes = sum(item.minutes for item in agenda)
    starts = lookup.known(facts.start_time, "kickoff.start_time")
    return Kickoff(
        date=lookup.known(lookup.kickoff, "engagement.kickoff_date"),
        start=clock(starts, 0) if isinstance(starts, time) else starts,
        end=clock(starts, minutes) if isinstance(starts, time) else starts,
        place=facts.place or "",
        minutes=minutes,
        duration=Span(minutes),
        attendees=_attendees(lookup, facts),
        agenda=agenda,
        sessions=_sessions(lookup),
        communications=_communications(lookup),
        minutes_ref=facts.minutes_ref or "",
    )


def clock(start: time, minutes: int) -> str:
    """Return the clock time `minutes` after `start`, as `10:35`; past midnight it starts again at 00:00."""
    hour, minute = divmod(start.hour * 60 + start.minute + minutes, 60)
    return f"{hour % 24:02}:{minute:02}"


def _agenda(lookup: Lookup, facts: KickoffFacts) -> tuple[AgendaItem, ...]:
    """Return the intake's own agenda, else the playbook's, each item with its place on the clock."""
    items = _own(lookup, facts) if facts.agenda else _standard(lookup)
    starts = accumulate((minutes for _, minutes, _ in items), initial=0)
    placed = enumerate(zip(items, starts, strict=False), 1)
    return tuple(_placed(facts.start_time, number, after, item) for number, (item, after) in placed)


def _own(lookup: Lookup, facts: KickoffFacts) -> list[tuple[str, int, str | Gap]]:
    return [
        (item.topic or "", item.minutes or 0, lookup.person(item.lead, f"kickoff.agenda[{place}].lead"))
        for place, item in enumerate(facts.agenda or ())
    ]


def _standard(lookup: Lookup) -> list[tuple[str, int, str | Gap]]:
    agenda = lookup.playbook.handoff.agenda
    return [(item.text, item.minutes.value, lookup.holder(item.lead)) for item in agenda]


def _placed(start: time | None, number: int, after: int, item: tuple[str, int, str | Gap]) -> AgendaItem:
    topic, minutes, lead = item
    first, last = (clock(start, after), clock(start, after + minutes)) if start else ("", "")
    return AgendaItem(number, first, last, minutes, topic, lead)


def _attendees(lookup: Lookup, facts: KickoffFacts) -> tuple[Person, ...] | Gap:
    if facts.attendees is None:
        return lookup.gap("kickoff.attendees")
    return tuple(lookup.people[ref] for ref in facts.attendees if ref in lookup.people)


def _sessions(lookup: Lookup) -> tuple[Session, ...] | Gap:
    discovery = lookup.intake.discovery
    if discovery is None or discovery.sessions is None:
        return lookup.gap("discovery.sessions")
    ordered = sorted(discovery.sessions, key=lambda facts: (facts.date or date.max, facts.start or time.max))
    return tuple(_session(lookup, facts) for facts in ordered)


def _session(lookup: Lookup, facts: SessionFacts) -> Session:
    path = f"discovery.sessions[{facts.id}]"
    length = lookup.span(facts.duration, f"{path}.duration")
    return Session(
        id=facts.id or "",
        topic=facts.topic or "",
        date=lookup.known(facts.date, f"{path}.date", owner="solutions_architect"),
        start=f"{facts.start:%H:%M}" if facts.start else "",
        duration=length if isinstance(length, Span) else None,
        mode=in_words(facts.mode),
        site=lookup.site_name(facts.site),
        facilitator=lookup.person(facts.facilitator, f"{path}.facilitator", owner="solutions_architect"),
        attendees=lookup.names(facts.attendees),
        prework=facts.prework or "",
    )


def _communications(lookup: Lookup) -> tuple[Communication, ...] | Gap:
    plan = lookup.intake.plan
    if plan is None or plan.comms is None:
        return lookup.gap("plan.comms")
    return tuple(_communication(lookup, facts) for facts in plan.comms)


def _communication(lookup: Lookup, facts: CommunicationFacts) -> Communication:
    path = f"plan.comms[{facts.id}]"
    return Communication(
        id=facts.id or "",
        audience=client_role(facts.audience or ""),
        purpose=facts.purpose or "",
        channel=facts.channel or "",
        cadence=facts.cadence or "",
        owner=lookup.person(facts.owner, f"{path}.owner"),
        first_date=lookup.known(facts.first_date, f"{path}.first_date", owner="onboarding_lead"),
    )
