"""The value review and the passage to support, as the intake records them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.success.checkins import Agenda, agenda
from docgen.derive.success.dates import ReviewDay
from docgen.derive.success.measures import whole
from docgen.derive.values import Chip, Gap, Money, State
from docgen.derive.words import counted, in_words, join_words
from docgen.intake.model.success import Adoption as AdoptionFacts
from docgen.intake.model.success import Success, SupportTransition, ValueReview


@dataclass(frozen=True, slots=True)
class Review:
    """The value review. `when` holds its dates; `held` says that its day has come and results are recorded. `value` is
    the value in money, None where none was given."""

    when: ReviewDay
    held: bool
    chip: Chip
    attendees: str
    results: str
    quotes: tuple[str, ...]
    value: Money | Gap | None
    value_basis: str
    next_objectives: tuple[str, ...]
    agenda: Agenda


@dataclass(frozen=True, slots=True)
class Adoption:
    """One count of those who use the service. `share` is active / licensed in per cent."""

    date: date
    group: str
    licensed: int
    active: int
    share: int
    note: str


@dataclass(frozen=True, slots=True)
class Support:
    """How the client gets help from now on. `after_review` says whether the passage comes after the review, None while
    either day is unknown; `accepted` whether somebody of each side has accepted it."""

    text: str
    queue: str | Gap
    channels: str | Gap
    hours: str | Gap
    date: date | Gap
    after_review: bool | None
    accepted_by: tuple[str, ...]
    accepted: bool
    remains: str | Gap
    contact: str | Gap
    lead: str | Gap
    knowledge_base: tuple[str, ...]
    chip: Chip


def review(lookup: Lookup, when: ReviewDay, *, as_of: date) -> Review:
    """Return the value review; its results, quotes and value only once its day has come."""
    facts = (lookup.intake.success or Success()).value_review or ValueReview()
    come = isinstance(when.day, date) and when.day <= as_of
    told = facts if come else ValueReview()
    held = bool(come and facts.results)
    return Review(
        when=when,
        held=held,
        chip=_review_chip(held, come),
        attendees=lookup.names(facts.attendees),
        results=told.results or "",
        quotes=told.quotes or (),
        value=_value(lookup, told.value_money),
        value_basis=told.value_basis or "",
        next_objectives=told.next_objectives or (),
        agenda=agenda(lookup, lookup.playbook.success.review.meeting),
    )


def _review_chip(held: bool, come: bool) -> Chip:
    if held:
        return Chip(State.GOOD, "Held")
    return Chip(State.CAUTION, "Not recorded") if come else Chip(State.NEUTRAL, "Planned")


def _value(lookup: Lookup, amount: Decimal | None) -> Money | Gap | None:
    return None if amount is None else lookup.money(amount, "success.value_review.value_money")


def adoption(lookup: Lookup, *, as_of: date) -> tuple[Adoption, ...]:
    """Return the counts up to the as-of date, oldest first; those without day or numbers are left out."""
    stated = (lookup.intake.success or Success()).adoption or ()
    known = [row for row in map(_adoption, stated) if row and row.date <= as_of]
    return tuple(sorted(known, key=lambda row: (row.date, row.group)))


def _adoption(facts: AdoptionFacts) -> Adoption | None:
    if facts.date is None or facts.active is None or not facts.licensed:
        return None
    share = whole(Decimal(facts.active * 100) / facts.licensed)
    return Adoption(facts.date, facts.group or "", facts.licensed, facts.active, share, facts.note or "")


def support(lookup: Lookup, when: ReviewDay) -> Support:
    """Return the passage to general support."""
    facts = (lookup.intake.success or Success()).support_transition or SupportTransition()
    path, rule = "success.support_transition", lookup.playbook.success.support
    after = facts.date > when.day if facts.date and isinstance(when.day, date) else None
    accepted = both_sides(lookup, facts.accepted_by or ())
    channels = join_words(in_words(channel) for channel in facts.channels or ())
    return Support(
        text=rule.text,
        queue=lookup.known(facts.queue, f"{path}.queue"),
        channels=channels or lookup.gap(f"{path}.channels"),
        hours=lookup.known(facts.hours, f"{path}.hours"),
        date=lookup.known(facts.date, f"{path}.date"),
        after_review=after,
        accepted_by=tuple(lookup.name(ref) for ref in facts.accepted_by or ()),
        accepted=accepted,
        remains=lookup.known(facts.csm_remains, f"{path}.csm_remains", owner=rule.contact),
        contact=lookup.holder(rule.contact),
        lead=lookup.holder(rule.lead),
        knowledge_base=facts.knowledge_base or (),
        chip=_support_chip(accepted, len(facts.accepted_by or ())),
    )


def both_sides(lookup: Lookup, refs: tuple[str, ...]) -> bool:
    """Return whether somebody of the client and somebody of the provider is among `refs`."""
    contacts = {one.id for one in lookup.intake.contacts or ()}
    team = {one.id for one in lookup.intake.team or ()}
    return bool(contacts & set(refs)) and bool(team & set(refs))


def _support_chip(accepted: bool, number: int) -> Chip:
    if accepted:
        return Chip(State.GOOD, "Accepted")
    return (
        Chip(State.CAUTION, f"{counted(number, 'signature')} of 2") if number else Chip(State.NEUTRAL, "Open")
    )
