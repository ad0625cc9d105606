"""Who takes part: the client's people with what success means to them, the provider's people, who may approve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import client_role, join_words, telephone
from docgen.intake.model.people import Contact
from docgen.intake.model.success import PlanApproval, Success


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """One of the client's people, as the client's own documents may show them: no influence, support or sentiment."""

    name: str
    title: str | Gap
    roles: str
    email: str | Gap
    phone: str | Gap
    success_definition: str


@dataclass(frozen=True, slots=True)
class RoleCover:
    """A role without which a plan rarely holds, and who has it."""

    role: str
    holders: str | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class Assignment:
    """How the client came to its success manager. `after` is the number of accounts with this one; `within` whether
    that is at most the limit; `same_territory` is None while either territory is unknown."""

    manager: str | Gap
    client_territory: str | Gap
    territory: str | Gap
    before: int | Gap
    after: int | None
    limit: int | Gap
    assigned_on: date | Gap
    method: str
    within: bool | None
    same_territory: bool | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class Approval:
    """The client's approval of the plan. `who` has the title too; `approvers` are those with the authority."""

    who: str
    date: date | None
    approvers: tuple[str, ...] | Gap
    chip: Chip


def stakeholders(lookup: Lookup) -> tuple[Stakeholder, ...]:
    """Return the client's people who have a role, in the intake's order."""
    return tuple(_stakeholder(lookup, one) for one in lookup.intake.contacts or () if one.roles)


def _stakeholder(lookup: Lookup, facts: Contact) -> Stakeholder:
    path = f"contacts[{facts.id}]"
    return Stakeholder(
        name=lookup.contact(facts).name,
        title=lookup.known(facts.title, f"{path}.title"),
        roles=", ".join(client_role(role) for role in facts.roles or ()),
        email=lookup.known(facts.email, f"{path}.email"),
        phone=lookup.known(telephone(facts.phone or facts.mobile), f"{path}.phone"),
        success_definition=facts.success_definition or "",
    )


def coverage(lookup: Lookup) -> tuple[RoleCover, ...]:
    """Return the roles that the playbook wants in every plan, and who holds them."""
    return tuple(_cover(lookup, role) for role in lookup.playbook.success.roles.value)


def _cover(lookup: Lookup, role: str) -> RoleCover:
    held = join_words(person.name for person in lookup.in_role(role))
    chip = Chip(State.GOOD, "Named") if held else Chip(State.CAUTION, "Missing")
    return RoleCover(lookup.role_name(role), held or lookup.holder(role), chip)


def assignment(lookup: Lookup) -> Assignment | None:
    """Return how the success manager was chosen, None where the intake says nothing of it."""
    facts, client = lookup.intake.csm_assignment, lookup.intake.client
    if facts is None:
        return None
    after = None if facts.capacity_before is None else facts.capacity_before + 1
    within = None if after is None or facts.capacity_limit is None else after <= facts.capacity_limit
    same = (facts.territory == client.territory) if facts.territory and client.territory else None
    path = "csm_assignment"
    return Assignment(
        manager=lookup.holder(lookup.playbook.success.support.contact),
        client_territory=lookup.known(client.territory, "client.territory"),
        territory=lookup.known(facts.territory, f"{path}.territory"),
        before=lookup.known(facts.capacity_before, f"{path}.capacity_before"),
        after=after,
        limit=lookup.known(facts.capacity_limit, f"{path}.capacity_limit"),
        assigned_on=lookup.known(facts.assigned_on, f"{path}.assigned_on"),
        method=facts.method or "",
        within=within,
        same_territory=same,
        chip=_fit(within, same),
    )


def _fit(within: bool | None, same: bool | None) -> Chip:
    if within is False:
        return Chip(State.CAUTION, "Over the limit")
    if same is False:
        return Chip(State.CAUTION, "Other territory")
    known = within is not None and same is not None
    return Chip(State.GOOD, "Fits") if known else Chip(State.NEUTRAL, "Not known yet")


def approval(lookup: Lookup, *, as_of: date) -> Approval:
    """Return the client's approval of the plan, as far as it was given by the as-of date."""
    facts = (lookup.intake.success or Success()).plan_approval or PlanApproval()
    given = bool(facts.by and facts.date and facts.date <= as_of)
    may = tuple(
        _titled(lookup, one.id or "") for one in lookup.intake.contacts or () if _entitled(lookup, one)
    )
    return Approval(
        who=_titled(lookup, facts.by or "") if given else "",
        date=facts.date if given else None,
        approvers=may
        or lookup.gap("contacts", question="Who may approve the success plan", owner="executive_sponsor"),
        chip=Chip(State.GOOD, "Approved") if given else Chip(State.NEUTRAL, "Not approved yet"),
    )


def _entitled(lookup: Lookup, contact: Contact) -> bool:
    return lookup.playbook.success.approves in ((contact.authority and contact.authority.approve) or ())


def _titled(lookup: Lookup, ref: str) -> str:
    person = lookup.people.get(ref)
    return ", ".join(filter(None, (person.name, person.title))) if person else ref
