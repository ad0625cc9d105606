"""Who is meant by an id, and what stands where a fact is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from docgen.derive.regions import locale_of
from docgen.derive.values import Gap, Money, Span
from docgen.derive.words import client_role, join_words
from docgen.intake import field_at
from docgen.intake.model import Duration, Intake
from docgen.intake.model.notes import FactNote
from docgen.intake.model.people import Contact, Member
from docgen.intake.overlay import Override
from docgen.playbooks.model import Playbook

T = TypeVar("T")
NOT_STATED = "Not stated"
_NOT_APPLICABLE = "not_applicable"
_OFFICE_DAY = 8 * 60


@dataclass(frozen=True, slots=True)
class Person:
    """A person as tables name them. `title` is the job title, or the role at the provider, in words."""

    id: str
    name: str
    title: str
    organisation: str


@dataclass(frozen=True)
class Lookup:
    """The intake and the playbook, asked for people and for facts that may be missing.

    `overrides` are the values of the intake that stand there for this issue alone.
    """

    intake: Intake
    playbook: Playbook
    overrides: tuple[Override, ...] = ()

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everyone on either side, by id."""
        everyone = [self.contact(contact) for contact in self.intake.contacts or ()]
        everyone += [self.member(member) for member in self.intake.team or ()]
        return {person.id: person for person in everyone if person.id}

    def contact(self, contact: Contact) -> Person:
        """Return one of the client's people."""
        organisation = contact.org or self.client_name
        return Person(contact.id or "", contact.name or contact.id or "", contact.title or "", organisation)

    def member(self, member: Member) -> Person:
        """Return one of the provider's people."""
        role = self.playbook.role_name(member.role) if member.role else ""
        return Person(member.id or "", member.name or member.id or "", role, self.provider_name)

    @property
    def client_name(self) -> str:
        """The name that the client goes by."""
        return self.intake.client.trading_name or self.intake.client.legal_name

    @property
    def provider_name(self) -> str:
        """The provider's name; the playbook's where the intake has none."""
        provider = self.intake.provider
        return (provider.name if provider else None) or self.playbook.provider.name

    def name(self, ref: str | None) -> str:
        """Return the name behind an id; empty for None, the id itself where nobody has it."""
        person = self.people.get(ref or "")
        return person.name if person else ref or ""

    def names(self, refs: Iterable[str] | None) -> str:
        """Return several names, joined: `Dana Wills, Priyan Rao and Tomas Lind`."""
        return join_words(self.name(ref) for ref in refs or ())

    def site_name(self, ref: str | None) -> str:
        """Return the name of a site; empty for None, the id itself where there is no such site."""
        names = (site.name for site in self.intake.sites or () if site.id == ref)
        return next((name for name in names if name), ref or "")

    def here(self, role: str) -> str:
        """Return the role that does the work of `role` in this process: mostly the same."""
        return self.playbook.acting.get(role, role)

    def in_role(self, role: str) -> tuple[Person, ...]:
        """Return who holds a role, a key of `team[].role` or of `contacts[].roles`, in the intake's order."""
        role = self.here(role)
        found = self._held.get(role)
        if found is None:
            team = (one for one in self.intake.team or () if one.role == role)
            contacts = (one for one in self.intake.contacts or () if role in (one.roles or ()))
            found = self._held[role] = (*map(self.member, team), *map(self.contact, contacts))
        return found

    @cached_property
    def _held(self) -> dict[str, tuple[Person, ...]]:
        """Who holds the roles that were asked for: rules and views ask for the same ones again and again."""
        return {}

    def holder(self, role: str) -> str | Gap:
        """Return the name of the first who holds a role, or the gap that asks for one."""
        role = self.here(role)
        held, words = self.in_role(role), self.role_name(role)
        side = "team" if role in self.playbook.roles else "contacts"
        owner = "onboarding_lead" if side == "team" else "account_manager"
        question = f"{words} named"
        return held[0].name if held else self.gap(f"{side}[role={role}]", question=question, owner=owner)

    def role_name(self, role: str) -> str:
        """Return a role of either side in words."""
        role = self.here(role)
        return self.playbook.role_name(role) if role in self.playbook.roles else client_role(role)

    def owner_of(self, role: str) -> str:
        """Return who answers for a role: by name where it is held, else the role in words."""
        held = self.in_role(role) if role else ()
        return held[0].name if held else self.role_name(role) if role else ""

    def known(self, value: T | None, path: str, *, owner: str = "", question: str = "") -> T | Gap:
        """Return `value`, or the gap at `path` where there is none."""
        return self.gap(path, owner=owner, question=question) if value is None else value

    def optional(self, value: str | None, path: str) -> str | Gap:
        """Return a text that nobody must give: `Not stated` where it is missing, unless the facts map asks for it."""
        if value is not None:
            return value
        return self.gap(path) if self.note(path) else NOT_STATED

    def person(self, ref: str | None, path: str, *, owner: str = "") -> str | Gap:
        """Return the name behind an id, or the gap at `path` where no id is given."""
        return self.name(ref) if ref else self.gap(path, owner=owner)

    def money(self, amount: Decimal | None, path: str) -> Money | Gap:
        """Return an amount in the contract's currency, or the gap of whichever of the two is missing."""
        contract = self.intake.contract
        if amount is None:
            return self.gap(path)
        if contract is None or contract.currency is None:
            return self.gap("contract.currency")
        return Money(amount, contract.currency)

    def gap(self, path: str, *, owner: str = "", question: str = "") -> Gap:
        """Return the gap at `path`: the facts map says who owes it by when, else the field's owner role does, by
        the date of the checklist item that rests on it, else by the kickoff."""
        note = self.note(path)
        field = field_at(path)
        role = owner or (field.owner if field else "")
        asked = question or question_at(path)
        who = self.name(note.owner) if note and note.owner else self.owner_of(role)
        due = note.due if note and note.due else self.due(path)
        return Gap(path, asked, who, due, not_applicable=self._never_here(path, note))

    def _never_here(self, path: str, note: FactNote | None) -> bool:
        """Return whether this client does not have the fact: the facts map says so, or the process never asks."""
        if note:
            return note.status == _NOT_APPLICABLE
        return any(part in self.playbook.not_asked for part in _ancestry(path))

    def note(self, path: str) -> FactNote | None:
        """Return what the facts map says of `path`, or of the group that holds it."""
        head = _head(path)
        if (
            head not in self._noted and _root(head) not in self._noted
        ):  # the quick answer for nearly every path
            return None
        notes = self.intake.facts or {}
        while path and path not in notes:
            path = _above(path)
        return notes.get(path)

    @cached_property
    def _noted(self) -> frozenset[str]:
        """The heads of the paths that the facts map speaks of."""
        return frozenset(map(_head, self.intake.facts or ()))

    def due(self, path: str) -> date | None:
        """Return by when a fact is due: with its checklist item, else at the kickoff."""
        handoff = self.intake.handoff
        owed = (handoff.checklist if handoff else None) or {}
        dates = (owed[item].due for item in self._items(path) if item in owed)
        return next((day for day in dates if day), self.kickoff)

    def _items(self, path: str) -> Iterable[str]:
        for item in self.playbook.handoff.checklist:
            if any(_covers(evidence, path) for evidence in (*item.evidence, *item.evidence_if_any)):
                yield item.id

    @cached_property
    def locale(self) -> str:
        """The language in which dates inside sentences are written."""
        return locale_of(self.intake.client.region, self.intake.client.locale)

    @cached_property
    def day_minutes(self) -> int:
        """Minutes of service in one business day: 720 for 07:00 to 19:00; an office day where the process has no
        service levels."""
        if self.playbook.service_levels is None:
            return _OFFICE_DAY
        standard = self.playbook.sla.business_hours
        own = self.intake.sla.business_hours if self.intake.sla else None
        start = (own.start if own else None) or time.fromisoformat(standard.start.value)
        end = (own.end if own else None) or time.fromisoformat(standard.end.value)
        return (end.hour - start.hour) * 60 + end.minute - start.minute

    def span(self, length: Duration | None, path: str) -> Span | Gap:
        """Return a length of time, business days turned into minutes of service; the gap where there is none."""
        if length is None:
            return self.gap(path)
        return Span(length.total(self.day_minutes), length.is_business, self.day_minutes)

    @cached_property
    def stage_dates(self) -> Mapping[str, tuple[date | None, date | None]]:
        """First and last day that the intake gives for a stage, by the stage's id."""
        engagement = self.intake.engagement
        given = (engagement.stage_dates if engagement else None) or {}
        return {str(stage): (dates.start, dates.end) for stage, dates in given.items()}

    @property
    def kickoff(self) -> date | None:
        """The day of the kickoff."""
        return self.intake.engagement.kickoff_date if self.intake.engagement else None


def question_at(path: str) -> str:
    """Return the fact at `path` as a question; the path itself where the model has no such fact."""
    field = field_at(path)
    return without_hint(field.question) if field else path


def without_hint(question: str) -> str:
    """Return a question as a page shows it: without the hint for whoever fills in the file."""
    return question.removesuffix(" (write [] for none)")


def _ancestry(path: str) -> Iterable[str]:
    """Yield the path and the groups that hold it, innermost first: `a[x].b`, `a[x]`, `a`."""
    while path:
        yield path
        path = _above(path)


def _above(path: str) -> str:
    """Return the path of what holds the fact at a path, empty at the top: `a[x]` for `a[x].b`."""
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def _root(path: str) -> str:
    """Return the first key of a path: `a` of `a[x].b`."""
    return path.partition(".")[0].partition("[")[0]


def _head(path: str) -> str:
    """Return where a path begins, its first key with what stands in brackets behind it: `a[x` of `a[x].b`."""
    return path.partition(".")[0].partition("]")[0]


def _covers(evidence: str, path: str) -> bool:
    return path == evidence or path.startswith((f"{evidence}.", f"{evidence}["))
