"""Who is who: contacts, the provider's team, who covers which role, who may approve what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.values import Cell, Chip, Gap, Money, State
from docgen.derive.words import APPROVALS, client_role, in_words, join_words, sentence, telephone
from docgen.intake.model.people import Contact as ContactFacts
from docgen.intake.model.people import Member as TeamMemberFacts


@dataclass(frozen=True, slots=True)
class Contact:
    """One of the client's people. Roles are in words; `roles_text` joins them.

    `influence`, `support` (1 to 5) and `sentiment` are internal: they never reach a client document. A text is
    empty where the intake says nothing; `escalation_order` is the place in the order, `1` first.
    """

    id: str
    name: str
    title: str | Gap
    organisation: str
    roles: tuple[str, ...]
    roles_text: str
    email: str | Gap
    phone: str | Gap
    mobile: str
    after_hours: str
    channel: str
    escalation_order: str
    success_definition: str
    influence: str
    support: str
    sentiment: str


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One of the provider's people. `role` is in words, `role_key` the key that the playbook uses."""

    id: str
    name: str
    role: str
    role_key: str
    email: str | Gap
    phone: str | Gap
    backup: str
    start: date | None


@dataclass(frozen=True, slots=True)
class RoleCover:
    """One mandatory role of the client and who holds it. `holders` joins the names."""

    role: str
    role_key: str
    holders: str | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One contact's row of the coverage grid: a shaded cell per mandatory role."""

    name: str
    title: str | Gap
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """What one contact may approve. `limit` is None where no money limit was set."""

    name: str
    title: str | Gap
    approves: tuple[str, ...]
    approves_text: str
    limit: Money | Gap | None
    delegate: str


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One rung of the client's own order of escalation, first to be called first."""

    order: int
    name: str
    title: str | Gap
    phone: str | Gap
    after_hours: str


@dataclass(frozen=True, slots=True)
class People:
    """Everyone. `grid_roles` heads the coverage grid's columns; `uncovered` counts mandatory roles nobody holds.

    The account manager, the onboarding lead, the client's sponsor and primary contact are named apart, as the first
    who holds the role.
    """

    contacts: tuple[Contact, ...]
    team: tuple[TeamMember, ...]
    account_manager: str | Gap
    onboarding_lead: str | Gap
    sponsor: str | Gap
    primary: str | Gap
    coverage: tuple[RoleCover, ...]
    grid_roles: tuple[str, ...]
    grid: tuple[CoverRow, ...]
    uncovered: int
    authority: tuple[Authority, ...]
    escalation: tuple[EscalationStep, ...]


def people_view(lookup: Lookup) -> People:
    """Return everyone, who covers which mandatory role, and who may approve what."""
    contacts = tuple(_contact(lookup, contact) for contact in lookup.intake.contacts or ())
    coverage = tuple(_cover(lookup, role) for role in lookup.playbook.handoff.mandatory_roles.value)
    return People(
        contacts=contacts,
        team=tuple(_member(lookup, member) for member in lookup.intake.team or ()),
        account_manager=lookup.holder("account_manager"),
        onboarding_lead=lookup.holder("onboarding_lead"),
        sponsor=lookup.holder("executive_sponsor"),
        primary=lookup.holder("primary"),
        coverage=coverage,
        grid_roles=tuple(cover.role for cover in coverage),
        grid=_grid(lookup),
        uncovered=sum(isinstance(cover.holders, Gap) for cover in coverage),
        authority=_authority(lookup),
        escalation=_escalation(contacts),
    )


def _path(group: str, ref: str | None, field: str) -> str:
    return f"{group}[{ref}].{field}"


def _contact(lookup: Lookup, contact: ContactFacts) -> Contact:
    roles = tuple(client_role(role) for role in contact.roles or ())
    return Contact(
        id=contact.id or "",
        name=lookup.contact(contact).name,
        title=lookup.known(contact.title, _path("contacts", contact.id, "title")),
        organisation=lookup.contact(contact).organisation,
        roles=roles,
        roles_text=", ".join(roles),
        email=lookup.known(contact.email, _path("contacts", contact.id, "email")),
        phone=lookup.known(telephone(contact.phone), _path("contacts", contact.id, "phone")),
        mobile=telephone(contact.mobile) or "",
        after_hours=_after_hours(contact.after_hours),
        channel=in_words(contact.preferred_channel),
        escalation_order=_number(contact.escalation_order),
        success_definition=contact.success_definition or "",
        influence=_number(contact.influence),
        support=_number(contact.support),
        sentiment=contact.sentiment or "",
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _after_hours(reachable: bool | None) -> str:
    return {True: "At any hour", False: "In business hours", None: "Not stated"}[reachable]


def _member(lookup: Lookup, member: TeamMemberFacts) -> TeamMember:
    return TeamMember(
        id=member.id or "",
        name=lookup.member(member).name,
        role=lookup.role_name(member.role) if member.role else "",
        role_key=member.role or "",
        email=lookup.known(member.email, _path("team", member.id, "email"), owner="onboarding_lead"),
        phone=lookup.known(
            telephone(member.phone), _path("team", member.id, "phone"), owner="onboarding_lead"
        ),
        backup=lookup.name(member.backup),
        start=member.start,
    )


def _cover(lookup: Lookup, role: str) -> RoleCover:
    held = lookup.in_role(role)
    covered, vacant = Chip(State.GOOD, "Covered"), Chip(State.CAUTION, "Vacant")
    holders = join_words(person.name for person in held) or lookup.holder(role)
    return RoleCover(client_role(role), role, holders, covered if held else vacant)


def _grid(lookup: Lookup) -> tuple[CoverRow, ...]:
    """Return a row for each contact who holds a mandatory role, a shaded cell where they hold it."""
    mandatory = lookup.playbook.handoff.mandatory_roles.value
    holders = [who for who in lookup.intake.contacts or () if set(mandatory) & set(who.roles or ())]
    return tuple(_grid_row(lookup, contact, mandatory) for contact in holders)


def _grid_row(lookup: Lookup, contact: ContactFacts, mandatory: Sequence[str]) -> CoverRow:
    held, free = Cell(1, "●", "accent1", "lt1"), Cell(1)
    cells = tuple(held if role in (contact.roles or ()) else free for role in mandatory)
    title = lookup.known(contact.title, _path("contacts", contact.id, "title"))
    return CoverRow(lookup.contact(contact).name, title, cells)


def _authority(lookup: Lookup) -> tuple[Authority, ...]:
    contacts = (contact for contact in lookup.intake.contacts or () if contact.authority)
    return tuple(_allowed(lookup, contact) for contact in contacts)


def _allowed(lookup: Lookup, contact: ContactFacts) -> Authority:
    authority = contact.authority
    approves = tuple(APPROVALS.get(kind, kind) for kind in (authority.approve if authority else None) or ())
    limit = authority.spend_limit if authority else None
    return Authority(
        name=lookup.contact(contact).name,
        title=lookup.known(contact.title, _path("contacts", contact.id, "title")),
        approves=approves,
        approves_text=sentence(join_words(approves)),
        limit=None if limit is None else lookup.money(limit, ""),
        delegate=lookup.name(authority.delegate if authority else None),
    )


def _escalation(contacts: Iterable[Contact]) -> tuple[EscalationStep, ...]:
    ranked = sorted(
        (int(who.escalation_order), place, who) for place, who in enumerate(contacts) if who.escalation_order
    )
    return tuple(
        EscalationStep(order, who.name, who.title, who.phone, who.after_hours) for order, _, who in ranked
    )
