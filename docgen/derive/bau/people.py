"""Who serves the client from now on, and who to speak to on either side."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.people import Contact, People, TeamMember
from docgen.derive.values import Gap
from docgen.intake.model.bau import Bau
from docgen.intake.model.requirements import Requirements

STAYS = (
    "service_delivery_manager",
    "service_desk_lead",
    "major_incident_manager",
    "senior_engineer",
    "security_engineer",
    "ai_ml_engineer",
    "solutions_architect",
    "account_manager",
    "head_of_service_delivery",
)
"""The roles of run-state service, in the order in which a client meets them (the run-state RACI's, a provider
default)."""
_SHOWN = ("primary", "executive_sponsor", "it_lead")


@dataclass(frozen=True, slots=True)
class Card:
    """A person as a card: what for, who, what they do, how to reach them."""

    what: str
    name: str | Gap
    role: str | Gap
    phone: str | Gap
    email: str | Gap


@dataclass(frozen=True, slots=True)
class Vip:
    """Somebody who is served first."""

    name: str
    email: str
    reason: str


@dataclass(frozen=True, slots=True)
class ServicePeople:
    """The people of run-state service. `provider` are the service delivery manager and who stands in, `client` the
    primary contact, the sponsor and the IT lead; `team` is who stays. `met` is when the client met the manager."""

    manager: str | Gap
    backup: str | Gap
    met: datetime.date | Gap
    meeting_date: datetime.date | Gap
    meeting_people: str
    provider: tuple[Card, ...]
    client: tuple[Card, ...]
    team: tuple[TeamMember, ...]
    vips: tuple[Vip, ...]


def service_people(lookup: Lookup, people: People) -> ServicePeople:
    """Return who serves the client from now on."""
    facts = lookup.intake.bau or Bau()
    meeting, manager = facts.handoff_meeting, _manager(lookup, facts)
    day: date | None = meeting.date if meeting else None
    return ServicePeople(
        manager=manager,
        backup=_backup(lookup, facts),
        met=lookup.known(facts.sdm_intro_date, "bau.sdm_intro_date"),
        meeting_date=lookup.known(day, "bau.handoff_meeting.date"),
        meeting_people=lookup.names(meeting.attendees if meeting else None),
        provider=(
            _member_card(people, "Lasting primary contact", manager, "Service Delivery Manager"),
            _member_card(people, "Stands in", _backup(lookup, facts), ""),
        ),
        client=tuple(_contact_card(lookup, people, role) for role in _SHOWN if lookup.playbook.goes_live),
        team=tuple(_staying(people)),
        vips=tuple(_vips(lookup)),
    )


def _manager(lookup: Lookup, facts: Bau) -> str | Gap:
    return lookup.name(facts.sdm) if facts.sdm else lookup.holder("service_delivery_manager")


def _backup(lookup: Lookup, facts: Bau) -> str | Gap:
    team = lookup.intake.team or ()
    member = next((one for one in team if one.id == facts.sdm), None)
    ref = member.backup if member else None
    path = f"team[{facts.sdm}].backup" if facts.sdm else "bau.sdm"
    return lookup.person(ref, path, owner="onboarding_lead")


def _member_card(people: People, what: str, name: str | Gap, role: str) -> Card:
    own = next((one for one in people.team if one.name == name), None)
    if own is None:
        return Card(what, name, role, name if isinstance(name, Gap) else "", "")
    return Card(what, name, own.role, own.phone, own.email)


def _contact_card(lookup: Lookup, people: People, role: str) -> Card:
    words, name = lookup.role_name(role), lookup.holder(role)
    own = next((one for one in people.contacts if one.name == name), None)
    return _card(words, own) if own else Card(words, name, "", "", "")


def _card(what: str, own: Contact) -> Card:
    return Card(what, own.name, own.title, own.phone, own.email)


def _staying(people: People) -> Iterator[TeamMember]:
    for role in STAYS:
        yield from (one for one in people.team if one.role_key == role)


def _vips(lookup: Lookup) -> Iterator[Vip]:
    support = (lookup.intake.requirements or Requirements()).support
    for one in (support.vip_users if support else None) or ():
        yield Vip(one.name or "", one.email or "", one.reason or "")
