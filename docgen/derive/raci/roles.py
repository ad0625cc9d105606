"""The columns of a matrix: each role with the people who hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.derive.lookup import Lookup
from docgen.derive.raci.views import NO_STAND_IN, VACANT, MatrixColumn, RoleColumn
from docgen.intake.model.people import Contact, Member
from docgen.playbooks.raci import MatrixRole

PROVIDER, CLIENT, OUTSIDE = "provider", "client", "outside"
INCUMBENT, VENDORS = "INC", "VEN"
_BETWEEN = "; "
_MOST_VENDORS = 2


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role, and who stands in. `path` is a person's place in the intake, empty for an organisation."""

    path: str
    name: str
    organisation: str
    stand_in: str


@dataclass(frozen=True, slots=True)
class Role:
    """A column before it is shown: its key, the role, who holds it."""

    key: str
    name: str
    side: str
    column: str
    holders: tuple[Holder, ...]

    def shown(self) -> RoleColumn:
        """Return the column as the workbook heads it."""
        stand_ins = dict.fromkeys(one.stand_in for one in self.holders if one.stand_in)
        return RoleColumn(
            key=self.key,
            name=self.name,
            side=self.side,
            holder=_BETWEEN.join(one.name for one in self.holders) or VACANT,
            stand_in=(_BETWEEN.join(stand_ins) or NO_STAND_IN) if self.holders else "",
            vacant=not self.holders,
        )


def roles_of(lookup: Lookup, roles: Mapping[str, MatrixRole]) -> tuple[Role, ...]:
    """Return the columns of a matrix. The incumbent's is left out where the client has none."""
    incumbent = lookup.intake.incumbent
    dropped = {INCUMBENT} if incumbent and incumbent.kind == "none" else set()
    return tuple(_role(lookup, key, role) for key, role in roles.items() if key not in dropped)


def _role(lookup: Lookup, key: str, role: MatrixRole) -> Role:
    if role.team:
        held = tuple(_members(lookup, role.team)) or tuple(_teams(lookup, role.led_by))
        return Role(key, role.name, PROVIDER, role.column, held)
    if role.contact:
        return Role(key, role.name, CLIENT, role.column, tuple(_contacts(lookup, role.contact)))
    return Role(key, role.name, OUTSIDE, role.column, tuple(_outsiders(lookup, key)))


def _members(lookup: Lookup, role: str) -> Iterator[Holder]:
    for member in lookup.intake.team or ():
        if member.role == role and member.name:
            yield _holder(lookup, member, lookup.name(member.backup))


def _teams(lookup: Lookup, leads: str) -> Iterator[Holder]:
    """Yield the teams of those in a role, as holders without names of their own."""
    for lead in _members(lookup, leads) if leads else ():
        yield Holder("", f"Team of {lead.name}", lead.organisation, lead.name)


def _contacts(lookup: Lookup, role: str) -> Iterator[Holder]:
    for contact in lookup.intake.contacts or ():
        if role in (contact.roles or ()) and contact.name:
            yield _holder(
                lookup, contact, lookup.name(contact.authority.delegate if contact.authority else None)
            )


def _holder(lookup: Lookup, who: Member | Contact, stand_in: str) -> Holder:
    person = lookup.member(who) if isinstance(who, Member) else lookup.contact(who)
    group = "team" if isinstance(who, Member) else "contacts"
    return Holder(f"{group}[{person.id}]", person.name, person.organisation, stand_in)


def _outsiders(lookup: Lookup, key: str) -> Iterator[Holder]:
    if key == INCUMBENT:
        incumbent = lookup.intake.incumbent
        names = [incumbent.name] if incumbent and incumbent.name else []
    else:
        names = _vendors(lookup)
    for name in names:
        yield Holder("", name, name, "")


def _vendors(lookup: Lookup) -> list[str]:
    """Return the applications' vendors, in a few words where they are too many for the head of a column."""
    names = dict.fromkeys(one.vendor for one in lookup.intake.applications or () if one.vendor)
    return list(names) if len(names) <= _MOST_VENDORS else [f"{len(names)} vendors, by application"]


def stage_columns(lookup: Lookup, roles: Iterable[Role]) -> tuple[MatrixColumn, ...]:
    """Return the columns of the stage matrix, each with the people of the roles that belong to it."""
    known = tuple(roles)
    return tuple(
        MatrixColumn(key, name, _people(role for role in known if role.column == key))
        for key, name in lookup.playbook.raci.columns.items()
    )


def _people(roles: Iterable[Role]) -> str:
    names = dict.fromkeys(one.name for role in roles for one in role.holders)
    return _BETWEEN.join(names) or VACANT
