"""The acceptance of the handoff: decision, conditions, signatures, the risks known at the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.scoring import band, before
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import in_words
from docgen.intake.model.handover import Handoff as HandoffFacts
from docgen.intake.model.plan import Risk as RiskFacts


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature field. `signed` is None while the line is blank for ink."""

    role: str
    organisation: str
    name: str | Gap
    signed: date | None


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk. `score` is likelihood x impact (each 1 to 5); `rating` in words with the score."""

    id: str
    text: str
    likelihood: int | Gap
    impact: int | Gap
    score: int | Gap
    chip: Chip
    mitigation: str
    owner: str | Gap
    due: date | Gap
    status: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """The decision. `decision` is a chip, `Not decided` while open; `outcome` says it as the start of a sentence,
    `decided_on` when the side that takes over signed, `receiver` who that is. `outstanding` counts checklist items not
    complete."""

    decided: bool
    decision: Chip
    outcome: str
    receiver: str
    decided_on: date | None
    conditions: tuple[str, ...]
    outstanding: int
    signatures: tuple[Signature, ...]
    risks: tuple[Risk, ...]


_DECISIONS = {
    "accepted": Chip(State.GOOD, "Accepted"),
    "conditional": Chip(State.CAUTION, "Accepted with conditions"),
    "returned": Chip(State.CRITICAL, "Returned"),
    None: Chip(State.NEUTRAL, "Not decided"),
}
_OUTCOMES = {
    "accepted": "accepted the handoff",
    "conditional": "accepted the handoff with conditions",
    "returned": "returned the handoff to Sales",
    None: "has not decided yet",
}


def handoff_view(lookup: Lookup, outstanding: int) -> Handoff:
    """Return the decision and the signatures of the handoff stage's owners. `outstanding` counts checklist items
    not complete."""
    facts = lookup.intake.handoff or HandoffFacts()
    stage = lookup.playbook.stage(lookup.playbook.handoff.stage)
    signatures = tuple(_signature(lookup, facts, role) for role in stage.owners)
    return Handoff(
        decided=facts.decision is not None,
        decision=_DECISIONS[facts.decision],
        outcome=f"{lookup.playbook.handoff.receiver} {_OUTCOMES[facts.decision]}",
        receiver=lookup.playbook.handoff.receiver,
        decided_on=signatures[-1].signed if facts.decision and signatures else None,
        conditions=facts.conditions or (),
        outstanding=outstanding,
        signatures=signatures,
        risks=_risks(lookup, stage.id),
    )


def _signature(lookup: Lookup, facts: HandoffFacts, role: str) -> Signature:
    signed = next((line for line in facts.signed or () if line.role == role), None)
    name = lookup.name(signed.by) if signed and signed.by else lookup.holder(role)
    return Signature(lookup.role_name(role), lookup.provider_name, name, signed.date if signed else None)


def _risks(lookup: Lookup, stage: str) -> tuple[Risk, ...]:
    """Return the risks of the handoff's stage, highest score first."""
    own = [facts for facts in lookup.intake.risks or () if facts.stage == stage]
    ordered = sorted(own, key=lambda facts: -(facts.likelihood or 0) * (facts.impact or 0))
    return tuple(risk_line(lookup, facts) for facts in ordered)


def risk_line(lookup: Lookup, facts: RiskFacts) -> Risk:
    """Return one risk as tables show it."""
    path = f"risks[{facts.id}]"
    score = before(facts)
    unrated = f"{path}.impact" if facts.likelihood else f"{path}.likelihood"
    return Risk(
        id=facts.id or "",
        text=". ".join(filter(None, (facts.cause, facts.event, facts.consequence))),
        likelihood=lookup.known(facts.likelihood, f"{path}.likelihood", owner="onboarding_lead"),
        impact=lookup.known(facts.impact, f"{path}.impact", owner="onboarding_lead"),
        score=lookup.known(score, unrated, owner="onboarding_lead"),
        chip=rating(score),
        mitigation=facts.mitigation or "",
        owner=lookup.person(facts.owner, f"{path}.owner"),
        due=lookup.known(facts.due, f"{path}.due", owner="onboarding_lead"),
        status=in_words(facts.status or "open"),
    )


_STATES = {
    "Low": State.GOOD,
    "Medium": State.CAUTION,
    "High": State.CRITICAL,
    "Extreme": State.EXTREME,
}


def rating(score: int | None) -> Chip:
    """Return a risk's rating: the band of its score (likelihood x impact, 1 to 25) with the score itself."""
    if score is None:
        return Chip(State.NEUTRAL, "Not rated")
    word = band(score)
    return Chip(_STATES[word], f"{word} {score}")
