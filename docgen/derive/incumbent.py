"""Today's provider: how long it stays after go-live, and whether it was given notice in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import counted, in_words, telephone
from docgen.intake.model.sites import Incumbent

FALL_BACK_DAYS = 14
"""Calendar days that the incumbent should stay after go-live. A provider default."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IncumbentView:
    """Today's provider.

    Days are calendar days: `overlap_days` from go-live to the end of its contract (negative: its contract ends
    first), `notice_given_days` from the notice to that end. `contact` is a line each for name, e-mail and telephone.
    `cooperation` (1 to 5) is internal.
    """

    kind: str
    name: str | Gap
    contact: tuple[str, ...]
    contract_end: date | Gap
    notice_required_days: int | Gap
    notice_given: date | Gap
    notice_given_days: int | Gap
    notice_chip: Chip
    overlap_days: int | Gap
    overlap_chip: Chip
    offboarding_terms: str
    assets_held: tuple[str, ...]
    cooperation: int | None


def incumbent_view(lookup: Lookup, go_live: date | Gap) -> IncumbentView | Gap:
    """Return the incumbent, its overlap with `go_live` and the notice it was given."""
    facts = lookup.intake.incumbent
    if facts is None or facts.kind is None:
        return lookup.gap("incumbent.kind")
    days = overlap_days(facts.contract_end, go_live)
    given = _days(facts.notice_given_date, facts.contract_end)
    return IncumbentView(
        kind=in_words(facts.kind),
        name=_if_outside(lookup, facts, facts.name, "name"),
        contact=_contact(facts),
        contract_end=_if_outside(lookup, facts, facts.contract_end, "contract_end"),
        notice_required_days=_if_outside(lookup, facts, facts.notice_days, "notice_days"),
        notice_given=_if_outside(lookup, facts, facts.notice_given_date, "notice_given_date"),
        notice_given_days=_if_outside(lookup, facts, given, "notice_given_date"),
        notice_chip=notice_chip(given, facts.notice_days, outside=facts.kind == "msp"),
        overlap_days=_if_outside(lookup, facts, days, "contract_end"),
        overlap_chip=overlap_chip(days, outside=facts.kind == "msp"),
        offboarding_terms=facts.offboarding_terms or "",
        assets_held=facts.assets_held or (),
        cooperation=facts.cooperation,
    )


def _if_outside(lookup: Lookup, facts: Incumbent, value: T | None, name: str) -> T | Gap:
    """Return a fact that only an outside provider has; for an internal team it does not apply."""
    if value is None and facts.kind != "msp":
        return Gap(f"incumbent.{name}", not_applicable=True)
    return lookup.known(value, f"incumbent.{name}", owner="it_lead")


def _contact(facts: Incumbent) -> tuple[str, ...]:
    contact = facts.contact
    if contact is None:
        return ()
    return tuple(line for line in (contact.name, contact.email, telephone(contact.phone)) if line)


def overlap_days(contract_end: date | None, go_live: date | Gap) -> int | None:
    """Return calendar days from go-live to the end of the incumbent's contract; negative where it ends first."""
    return _days(go_live if isinstance(go_live, date) else None, contract_end)


def _days(earlier: date | None, later: date | None) -> int | None:
    return (later - earlier).days if earlier and later else None


def overlap_chip(days: int | None, *, outside: bool) -> Chip:
    """Return the state of the overlap: 14 days or more are good, a contract that ends before go-live leaves
    go-live - end - 1 days uncovered."""
    if days is None:
        return Chip(State.NEUTRAL, "Not known" if outside else "Not applicable")
    if days < -1:
        return Chip(State.CRITICAL, f"{counted(-days - 1, 'day')} uncovered")
    if days <= 0:
        return Chip(State.CAUTION, "No overlap")
    return Chip(State.GOOD if days >= FALL_BACK_DAYS else State.CAUTION, f"{counted(days, 'day')} of overlap")


def notice_chip(given: int | None, required: int | None, *, outside: bool) -> Chip:
    """Return the state of the notice to the incumbent, in calendar days given against days required."""
    if given is None:
        return Chip(State.CAUTION, "Notice not given") if outside else Chip(State.NEUTRAL, "Not applicable")
    if required is None:
        return Chip(State.NEUTRAL, f"{counted(given, 'day')} given")
    if given < required:
        return Chip(State.CRITICAL, f"{counted(required - given, 'day')} short")
    return Chip(State.GOOD, f"{counted(given, 'day')} given")
