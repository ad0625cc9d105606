"""People: the four roles of the client, who may approve, who can be reached, and the provider's team."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from docgen.judge import people, words
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.rules.raci import roles_at_work
from docgen.judge.stages import reached

if TYPE_CHECKING:
    from docgen.intake.model.people import Contact, Member

# Which approvals are needed from which stage on.
_APPROVALS: tuple[tuple[str, str], ...] = (
    ("S3", "design"),
    ("S3", "sla"),
    ("S4", "plan"),
    ("S5", "uat"),
    ("S5", "go_live"),
    ("S6", "hypercare_exit"),
    ("S7", "bau"),
    ("C2", "success_plan"),
)
# Provider roles beyond those of the stages: who escalations reach, from the stage at which the SLA is agreed.
_ESCALATION_FROM = "S3"
# Roles of the client that escalations reach.
_ESCALATED = frozenset({"technical", "emergency", "executive_sponsor"})


@rule("CON-01")
def mandatory_roles_are_held(case: Case) -> Iterator[Finding]:
    for role in case.mandatory_roles:
        if not people.holders(case.intake, role):
            yield Finding(
                "contacts",
                f"No contact has the role {role}",
                f"Add {role} to the roles of the client's {words.role(role)}.",
            )


@rule("CON-02")
def not_all_on_one(case: Case) -> Iterator[Finding]:
    for contact in case.intake.contacts or ():
        if set(case.mandatory_roles) <= set(contact.roles or ()):
            message = f"{contact.name} is {words.listed(map(words.role, case.mandatory_roles))}"
            yield Finding(
                f"contacts[{contact.id}].roles", message, "Share the roles between at least two people."
            )


@rule("CON-03")
def mandatory_roles_can_be_reached(case: Case) -> Iterator[Finding]:
    ours = {domain.lower() for domain in (case.intake.provider and case.intake.provider.email_domains) or ()}
    for contact in case.intake.contacts or ():
        held = [role for role in case.mandatory_roles if role in (contact.roles or ())]
        if not held:
            continue
        path, who = f"contacts[{contact.id}]", f"{contact.name} ({words.listed(map(words.role, held))})"
        if not contact.phone and not contact.mobile:
            yield Finding(f"{path}.phone", f"{who} has no phone number", "Add one that is answered.")
        if not contact.email:
            yield Finding(f"{path}.email", f"{who} has no e-mail address", "Add the person's own address.")
        elif contact.email.rpartition("@")[2].lower() in ours:
            yield Finding(
                f"{path}.email",
                f"{who} has an address of the provider: {contact.email}",
                "Write the address at the client's own domain.",
            )


@document_rule("CON-04")
def approvals_have_authority(case: DocumentCase) -> Iterator[Finding]:
    for stage, kind in _APPROVALS:
        if reached(stage, case.stage) and not people.may_approve(case.intake, kind):
            message = f"Nobody has the authority to approve {words.role(kind)} (needed in {stage})"
            yield Finding("contacts", message, f"Add {kind} to authority.approve of the person who signs it.")


@rule("CON-05")
def signatory_may_commit_the_value(case: Case) -> Iterator[Finding]:
    contract = case.intake.contract
    value = contract.total_value if contract else None
    limits = {contact: _limit(case, contact) for contact in _signatories(case)}
    if (
        contract is None
        or value is None
        or not limits
        or any(one is None or one >= value for one in limits.values())
    ):
        return
    best, limit = max(limits.items(), key=lambda pair: pair[1] or Decimal(0))
    who, most = people.name(case.intake, best), words.money(limit or Decimal(0), contract.currency)
    total = words.money(value, contract.currency)
    message = f"{who} signs the SLA with a limit of {most}, below the contract's {total}"
    hint = "Name a signatory or a delegate whose limit covers the contract."
    yield Finding(f"contacts[{best}].authority.spend_limit", message, hint)


def _signatories(case: Case) -> list[str]:
    return [contact.id for contact in people.may_approve(case.intake, "sla") if contact.id]


def _limit(case: Case, ref: str) -> Decimal | None:
    """Return the larger of a signatory's own limit and that of the delegate; None where neither has one."""
    own = people.limit_of(case.intake, ref)
    delegate = people.delegate_of(case.intake, ref)
    other = people.limit_of(case.intake, delegate) if delegate else None
    known = [one for one in (own, other) if one is not None]
    return max(known) if known else None


@rule("CON-06")
def someone_answers_at_night(case: Case) -> Iterator[Finding]:
    if case.terms is None or not case.terms.p1_always or any(one.after_hours for one in _called_first(case)):
        return
    message = "P1 runs around the clock, but no escalation contact of the client answers after hours"
    yield Finding(
        "contacts",
        message,
        "Set after_hours: true for a person who takes calls at night, with a mobile number.",
    )


def _called_first(case: Case) -> list[Contact]:
    """Return the contacts whom an escalation reaches."""
    everyone = case.intake.contacts or ()
    return [one for one in everyone if one.escalation_order is not None or _ESCALATED & set(one.roles or ())]


@rule("CON-07")
def nobody_shares_an_address(case: Case) -> Iterator[Finding]:
    owners: dict[str, list[_Line]] = defaultdict(list)
    for line in _lines(case):
        owners[_plain(line.value)].append(line)
    for first, *others in owners.values():
        for other in others:
            if other.person != first.person:
                message = f"{first.name} and {other.name} have the same {other.field}"
                yield Finding(f"{other.person}.{other.field}", message, "Correct the one that was copied.")


@dataclass(frozen=True, slots=True)
class _Line:
    """An address or a number, and the path and name of the person who has it."""

    value: str
    person: str
    name: str
    field: str


def _lines(case: Case) -> Iterator[_Line]:
    everyone: list[tuple[str, Contact | Member]] = [("contacts", one) for one in case.intake.contacts or ()]
    everyone += [("team", one) for one in case.intake.team or ()]
    for group, one in everyone:
        for field in ("email", "phone", "mobile"):
            if value := getattr(one, field, None):
                yield _Line(value, f"{group}[{one.id}]", one.name or one.id or "", field)


def _plain(value: str) -> str:
    """Return an address or a number as it compares: without case, spaces and punctuation in numbers."""
    return value.lower() if "@" in value else re.sub(r"[^\d+]", "", value)


@document_rule("CON-08")
def roles_at_work_have_names(case: DocumentCase) -> Iterator[Finding]:
    needed = dict(roles_at_work(case))
    if reached(_ESCALATION_FROM, case.stage):
        needed |= {
            rung.to: _ESCALATION_FROM for rung in case.playbook.sla.escalation if rung.to not in needed
        }
    for role, stage in needed.items():
        if not people.in_role(case.intake, role):
            message = f"Nobody is named as {words.role(role)} (needed in {stage})"
            yield Finding("team", message, f"Add a person with role: {role} to team.")
