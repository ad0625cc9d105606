"""Risks that the client may see, with the 5 x 5 map; promises of the sale; what each side still does."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.derive.handoff import rating
from docgen.derive.lookup import Lookup
from docgen.derive.scoring import SCALE, after, before
from docgen.derive.values import Cell, Chip, Gap, State
from docgen.derive.words import in_words
from docgen.intake.model.engagement import Commitment as CommitmentFacts
from docgen.intake.model.handover import Action as ActionFacts
from docgen.intake.model.plan import Risk as RiskFacts

_LOOKS = {
    State.GOOD: ("accent4@15", ""),
    State.CAUTION: ("accent5@25", ""),
    State.CRITICAL: ("accent6@25", ""),
    State.EXTREME: ("accent6", "lt1"),
}
"""Fill and ink of a square of the map by the rating that its score has."""


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk. `residual` rates what remains after treatment; `state` is open, in progress or closed."""

    id: str
    text: str
    category: str
    likelihood: int | Gap
    impact: int | Gap
    chip: Chip
    response: str
    mitigation: str
    owner: str | Gap
    due: date | Gap
    residual: Chip
    state: Chip


@dataclass(frozen=True, slots=True)
class MapRow:
    """One row of the risk map: a likelihood, and one cell per impact from 1 to 5 with the ids of the risks there."""

    likelihood: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise of the sale that the client may see. `overdue` says that its day has passed and it is not done."""

    id: str
    text: str
    made_to: str | Gap
    source: str
    owner: str | Gap
    due: date | Gap
    overdue: bool
    chip: Chip


@dataclass(frozen=True, slots=True)
class Action:
    """One action. `side` is the client's or the provider's name."""

    id: str
    text: str
    side: str
    owner: str | Gap
    due: datetime.date | Gap
    source: str
    done: bool
    overdue: bool
    chip: Chip


def risks(lookup: Lookup) -> tuple[Risk, ...]:
    """Return the risks that the client may see, the greatest first."""
    shown = [facts for facts in lookup.intake.risks or () if facts.visibility != "internal"]
    ordered = sorted(shown, key=lambda facts: -(facts.likelihood or 0) * (facts.impact or 0))
    return tuple(_risk(lookup, facts) for facts in ordered)


_STATES = {
    "open": Chip(State.CAUTION, "Open"),
    "in_progress": Chip(State.CAUTION, "In progress"),
    "closed": Chip(State.GOOD, "Closed"),
}


def _risk(lookup: Lookup, facts: RiskFacts) -> Risk:
    path = f"risks[{facts.id}]"
    return Risk(
        id=facts.id or "",
        text=". ".join(filter(None, (facts.cause, facts.event, facts.consequence))),
        category=in_words(facts.category),
        likelihood=lookup.known(facts.likelihood, f"{path}.likelihood", owner="onboarding_lead"),
        impact=lookup.known(facts.impact, f"{path}.impact", owner="onboarding_lead"),
        chip=rating(before(facts)),
        response=in_words(facts.response),
        mitigation=facts.mitigation or "",
        owner=lookup.person(facts.owner, f"{path}.owner"),
        due=lookup.known(facts.due, f"{path}.due", owner="onboarding_lead"),
        residual=rating(after(facts)),
        state=_STATES[facts.status or "open"],
    )


def risk_map(found: Sequence[Risk]) -> tuple[MapRow, ...]:
    """Return the 5 x 5 map of the open risks, the likeliest row first: each cell names its risks and is shaded by
    likelihood x impact."""
    still = [risk for risk in found if risk.state != _STATES["closed"]]
    return tuple(
        MapRow(likelihood, tuple(_square(still, likelihood, impact) for impact in SCALE))
        for likelihood in reversed(SCALE)
    )


def _square(found: Sequence[Risk], likelihood: int, impact: int) -> Cell:
    here = [risk.id for risk in found if (risk.likelihood, risk.impact) == (likelihood, impact)]
    return Cell(1, ", ".join(here), *_LOOKS[rating(likelihood * impact).state])


def commitments(lookup: Lookup, *, as_of: date) -> tuple[Commitment, ...] | Gap:
    """Return the promises that the client may see: so marked, or in the contract and not marked otherwise."""
    sales = lookup.intake.sales
    if sales is None or sales.commitments is None:
        return lookup.gap("sales.commitments")
    return tuple(_commitment(lookup, facts, as_of) for facts in sales.commitments if for_client(facts))


def for_client(facts: CommitmentFacts) -> bool:
    """Return whether the client may see a promise."""
    return facts.visibility == "client" or (facts.visibility is None and facts.in_contract is True)


def _commitment(lookup: Lookup, facts: CommitmentFacts, as_of: date) -> Commitment:
    path = f"sales.commitments[{facts.id}]"
    late = _overdue(facts.status, facts.due, as_of)
    return Commitment(
        id=facts.id or "",
        text=facts.text or "",
        made_to=lookup.person(facts.made_to, f"{path}.made_to"),
        source=facts.source or "",
        owner=lookup.person(facts.owner, f"{path}.owner"),
        due=lookup.known(facts.due, f"{path}.due"),
        overdue=late,
        chip=_item_state(facts.status, late),
    )


def _overdue(status: str | None, due: date | None, as_of: date) -> bool:
    return status not in ("done", "cancelled") and due is not None and due < as_of


_ITEM_STATES = {
    "open": Chip(State.NEUTRAL, "Open"),
    "in_progress": Chip(State.CAUTION, "In progress"),
    "done": Chip(State.GOOD, "Done"),
    "cancelled": Chip(State.NEUTRAL, "Cancelled"),
}


def _item_state(status: str | None, late: bool) -> Chip:
    return Chip(State.CRITICAL, "Overdue") if late else _ITEM_STATES[status or "open"]


def actions(lookup: Lookup, *, as_of: date) -> tuple[Action, ...]:
    """Return what each side does: the recorded actions by due day, those not done first."""
    ordered = sorted(lookup.intake.actions or (), key=lambda facts: (_closed(facts), facts.due or date.max))
    return tuple(_action(lookup, facts, as_of) for facts in ordered)


def _closed(facts: ActionFacts) -> bool:
    return facts.status in ("done", "cancelled")


def _action(lookup: Lookup, facts: ActionFacts, as_of: date) -> Action:
    path = f"actions[{facts.id}]"
    late = _overdue(facts.status, facts.due, as_of)
    return Action(
        id=facts.id or "",
        text=facts.text or "",
        side=_side(lookup, facts.owner),
        owner=lookup.person(facts.owner, f"{path}.owner"),
        due=lookup.known(facts.due, f"{path}.due"),
        source=facts.source or "",
        done=facts.status == "done",
        overdue=late,
        chip=_item_state(facts.status, late),
    )


def _side(lookup: Lookup, ref: str | None) -> str:
    ours = any(member.id == ref for member in lookup.intake.team or ())
    return lookup.provider_name if ours else lookup.client_name
