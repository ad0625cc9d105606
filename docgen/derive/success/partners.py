"""The provider's people who have something to do in the success plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docgen.derive.lookup import Lookup
from docgen.derive.success.setup import ENGINEER
from docgen.derive.values import Gap
from docgen.derive.words import telephone
from docgen.intake.model.people import Member


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the provider's people, with the role in words and how to reach them."""

    name: str
    role: str
    email: str | Gap
    phone: str | Gap


def partners(lookup: Lookup, *, engineer: bool) -> tuple[Partner, ...]:
    """Return the team, in the intake's order, as far as the plan's facts name it or its meetings, its support and
    (where `engineer`) its set-up rest on the person's role."""
    roles = {*_roles(lookup), *([ENGINEER] if engineer else [])}
    held = {one.id for role in roles for one in lookup.in_role(role)}
    success = lookup.intake.success
    wanted = held | set(_texts(success.model_dump() if success else {}))
    return tuple(_partner(lookup, one) for one in lookup.intake.team or () if one.id in wanted)


def _roles(lookup: Lookup) -> Iterator[str]:
    plan = lookup.playbook.success
    yield from (plan.owner, plan.support.lead, plan.support.contact)
    for meeting in (plan.checkins.meeting, plan.review.meeting):
        yield from (*meeting.attendees, *meeting.invited)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a tree of facts: some of them are the ids of people."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _partner(lookup: Lookup, facts: Member) -> Partner:
    path = f"team[{facts.id}]"
    return Partner(
        name=lookup.member(facts).name,
        role=lookup.role_name(facts.role) if facts.role else "",
        email=lookup.known(facts.email, f"{path}.email"),
        phone=lookup.known(telephone(facts.phone), f"{path}.phone"),
    )
