"""Who is who in an intake, as rules and open items need it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.intake.model import Intake
    from docgen.intake.model.people import Contact, Member


def person(intake: Intake, ref: str | None) -> Contact | Member | None:
    """Return the contact or team member with this id."""
    everyone: list[Contact | Member] = [*(intake.contacts or ()), *(intake.team or ())]
    return next((one for one in everyone if one.id == ref), None)


def name(intake: Intake, ref: str | None) -> str:
    """Return the name of the person with this id, else the id itself, empty for none."""
    known = person(intake, ref)
    return (known.name if known else None) or ref or ""


def holders(intake: Intake, role: str) -> list[Contact]:
    """Return the contacts who hold a role."""
    return [contact for contact in intake.contacts or () if role in (contact.roles or ())]


def in_role(intake: Intake, role: str) -> list[Member]:
    """Return the provider's people in a role."""
    return [member for member in intake.team or () if member.role == role]


def may_approve(intake: Intake, kind: str) -> list[Contact]:
    """Return the contacts whose authority covers an approval of this kind."""
    return [
        contact
        for contact in intake.contacts or ()
        if contact.authority and kind in (contact.authority.approve or ())
    ]


def limit_of(intake: Intake, ref: str) -> Decimal | None:
    """Return up to which amount, in the contract's currency, a contact may commit the client; None for no limit set."""
    contact = person(intake, ref)
    authority = getattr(contact, "authority", None)
    return authority.spend_limit if authority else None


def delegate_of(intake: Intake, ref: str) -> str:
    """Return the id of who approves in a contact's place, empty for none."""
    authority = getattr(person(intake, ref), "authority", None)
    return (authority.delegate if authority else None) or ""
