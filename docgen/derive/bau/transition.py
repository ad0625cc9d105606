"""The tasks of the transition, the acceptance, and what stays open after it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docgen.derive.handoff import Signature, rating, risk_line
from docgen.derive.lookup import Lookup
from docgen.derive.scoring import MEDIUM, after, before
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import in_words
from docgen.intake.model.bau import Bau, BauAcceptance, TaskState
from docgen.intake.model.plan import Risk as RiskFacts

AFTER_ACCEPTANCE = "B7"
"""The status in the CRM changes only once the client has signed (M164)."""
_STATES = {
    "planned": Chip(State.NEUTRAL, "Planned"),
    "in_progress": Chip(State.CAUTION, "In progress"),
    "done": Chip(State.GOOD, "Done"),
    "not_applicable": Chip(State.NEUTRAL, "Not applicable"),
}
_DECISIONS = {
    "accepted": Chip(State.GOOD, "Accepted"),
    "conditional": Chip(State.CAUTION, "Accepted with conditions"),
    "returned": Chip(State.CRITICAL, "Returned"),
    "pending": Chip(State.NEUTRAL, "Pending"),
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of the transition (B1 to B7)."""

    id: str
    text: str
    state: str
    chip: Chip
    date: datetime.date | Gap
    evidence: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action that goes on into run-state service."""

    id: str
    text: str
    owner: str | Gap
    due: date | Gap
    status: str
    late: bool


@dataclass(frozen=True, slots=True)
class ResidualRisk:
    """A risk that stays: its rating before and after mitigation (likelihood x impact), who bears and accepted it."""

    id: str
    text: str
    before: Chip
    left: Chip
    mitigation: str
    contingency: str
    owner: str | Gap
    due: date | Gap
    accepted_by: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The certificate. `signatures` are of who takes over (the service delivery manager, or the support lead), of who
    hands over (the onboarding lead, or the success manager), and the client's."""

    decision: Chip
    conditions: tuple[str, ...]
    signatures: tuple[Signature, ...]


def task_lines(lookup: Lookup, *, internal: bool = False) -> tuple[TaskLine, ...]:
    """Return the tasks that the client may see, or with `internal` those that it may not."""
    facts = (lookup.intake.bau or Bau()).checklist or {}
    states = {str(key): state for key, state in facts.items()}
    section = lookup.playbook.run_state
    tasks = (task for task in (section.activities if section else ()) if task.internal == internal)
    return tuple(_task(lookup, task.id, task.text, states.get(task.id) or TaskState()) for task in tasks)


def _task(lookup: Lookup, ref: str, text: str, facts: TaskState) -> TaskLine:
    state = facts.status or "planned"
    day = lookup.known(facts.date, f"bau.checklist.{ref}.date", question=text, owner="onboarding_lead")
    return TaskLine(ref, text, state, _STATES[state], day, facts.evidence or "")


def percent_done(tasks: Iterable[TaskLine]) -> int:
    """Return done / applicable x 100, rounded down; tasks that follow the acceptance don't count."""
    counted = [task for task in tasks if task.state != "not_applicable" and task.id != AFTER_ACCEPTANCE]
    return 100 * sum(task.state == "done" for task in counted) // len(counted) if counted else 0


def action_lines(lookup: Lookup, as_of: date) -> tuple[ActionLine, ...]:
    """Return the actions that go on: those that `bau.actions` names, else all that are open; soonest due first."""
    named = (lookup.intake.bau or Bau()).actions
    lines = []
    for one in lookup.intake.actions or ():
        open_ = one.status not in ("done", "cancelled")
        if one.id in named if named is not None else open_:
            path = f"actions[{one.id}]"
            lines.append(
                ActionLine(
                    id=one.id or "",
                    text=one.text or "",
                    owner=lookup.person(one.owner, f"{path}.owner"),
                    due=lookup.known(one.due, f"{path}.due"),
                    status=in_words(one.status or "open"),
                    late=bool(open_ and one.due and one.due < as_of),
                )
            )
    return tuple(sorted(lines, key=lambda line: line.due if isinstance(line.due, date) else date.max))


def residual_risks(lookup: Lookup) -> tuple[ResidualRisk, ...]:
    """Return the open risks for the client's eyes that are at least medium after mitigation, highest first.

    The residual rating counts where it is given, else the rating itself.
    """
    rated = [
        (residual_score(risk), risk)
        for risk in lookup.intake.risks or ()
        if risk.status != "closed" and risk.visibility != "internal"
    ]
    kept = sorted((pair for pair in rated if pair[0] >= MEDIUM), key=lambda pair: -pair[0])
    return tuple(_residual(lookup, risk, score) for score, risk in kept)


def residual_score(risk: RiskFacts) -> int:
    """Return likelihood x impact after mitigation (1 to 25); before it where nothing else is given, 0 for unrated."""
    return after(risk) or before(risk) or 0


def _residual(lookup: Lookup, facts: RiskFacts, score: int) -> ResidualRisk:
    line = risk_line(lookup, facts)
    return ResidualRisk(
        id=line.id,
        text=line.text,
        before=line.chip,
        left=rating(score),
        mitigation=line.mitigation,
        contingency=facts.contingency or "",
        owner=line.owner,
        due=line.due,
        accepted_by=lookup.name(facts.accepted_by),
    )


def acceptance(lookup: Lookup) -> Acceptance:
    """Return the acceptance with its three signatures; a line nobody signed stays blank for ink."""
    facts = (lookup.intake.bau or Bau()).acceptance or BauAcceptance()
    signed = {str(one.role): one for one in facts.signed or ()}
    lines = []
    for role in _sides(lookup):
        own = signed.get(role)
        name = lookup.name(own.by) if own and own.by else lookup.holder(role)
        lines.append(Signature(lookup.role_name(role), lookup.provider_name, name, own.date if own else None))
    lines.append(_client(lookup, facts))
    return Acceptance(_DECISIONS[facts.decision or "pending"], facts.conditions or (), tuple(lines))


def _sides(lookup: Lookup) -> tuple[str, str]:
    """Return the roles of who takes over and of who hands over."""
    if lookup.playbook.goes_live:
        return "service_delivery_manager", "onboarding_lead"
    support = lookup.playbook.success.support
    return support.lead, support.contact


def _client(lookup: Lookup, facts: BauAcceptance) -> Signature:
    people = lookup.intake.contacts or ()
    may = [one for one in people if one.authority and "bau" in (one.authority.approve or ())]
    known = {one.id for one in people}
    own = next((one for one in facts.signed or () if one.by in known), None)
    first = own.by if own else may[0].id if may else None
    name = lookup.person(first, "contacts[role=executive_sponsor]", owner="account_manager")
    return Signature("Client", lookup.client_name, name, own.date if own else None)
