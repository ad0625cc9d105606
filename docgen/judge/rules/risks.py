"""The risk register: what is high has an answer, and what is open has an owner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docgen.derive.scoring import HIGH, after, before
from docgen.judge import people, words
from docgen.judge.rule import Case, DayCase, Finding, day_rule, rule

if TYPE_CHECKING:
    from docgen.intake.model.plan import Risk

APPETITE = 9
"""The score (likelihood x impact, 1 to 25) up to which a risk is borne without asking. Provider default."""

USUAL: Final = {
    "incumbent": "the incumbent does not co-operate",
    "data_loss": "data is lost in the move",
    "account_lockout": "people are locked out of their accounts",
    "scope_gap": "something in use was not in scope",
    "key_person": "a key person is away",
    "freeze_clash": "a repair is needed in a freeze",
}
"""The risks that every change of provider should have thought of, by category."""


def _open(case: Case) -> list[Risk]:
    return [one for one in case.intake.risks or () if one.kind in (None, "risk") and one.status != "closed"]


@rule("RSK-01")
def high_risks_are_treated(case: Case) -> Iterator[Finding]:
    plan = case.intake.plan
    appetite = (plan.risk_appetite if plan else None) or APPETITE
    for risk in case.intake.risks or ():
        inherent = before(risk)
        if risk.kind not in (None, "risk") or inherent is None or inherent < HIGH or _accepted(case, risk):
            continue
        lacking = [what for what in ("mitigation", "owner", "due") if not getattr(risk, what)]
        left = after(risk)
        if left is None or left > appetite:
            lacking.append(f"a residual of {appetite} or less")
        if lacking:
            message = f"{risk.id} scores {inherent} and has no {words.listed(lacking, 'or')}"
            yield Finding(
                f"risks[{risk.id}]",
                message,
                "Add what is missing, or have the sponsor accept the risk (accepted_by).",
            )


def _accepted(case: Case, risk: Risk) -> bool:
    return any(one.id == risk.accepted_by for one in people.holders(case.intake, "executive_sponsor"))


@rule("RSK-02")
def treatment_helps(case: Case) -> Iterator[Finding]:
    for risk in case.intake.risks or ():
        inherent, left = before(risk), after(risk)
        if inherent is not None and left is not None and left > inherent:
            yield Finding(
                f"risks[{risk.id}].residual",
                f"{risk.id} scores {inherent} before treatment and {left} after it",
                "Correct the figures.",
            )


@day_rule("RSK-03")
def open_risks_are_owned(case: DayCase) -> Iterator[Finding]:
    for risk in _open(case):
        path = f"risks[{risk.id}]"
        if not risk.owner:
            yield Finding(f"{path}.owner", f"{risk.id} has no owner", "Name a contact or a team member.")
        if risk.due and risk.due < case.as_of:
            message = f"{risk.id} was due on {words.day(risk.due)} and is still open"
            yield Finding(f"{path}.due", message, "Close it, or agree a new date.")


@rule("RSK-04")
def usual_risks_are_considered(case: Case) -> Iterator[Finding]:
    known = {risk.category for risk in case.intake.risks or ()}
    incumbent = case.intake.incumbent
    for category, what in USUAL.items():
        if category == "incumbent" and incumbent and incumbent.kind == "none":
            continue
        if category not in known:
            yield Finding(
                "risks",
                f"No risk has the category {category}: {what}",
                "Add the risk, or acknowledge why it cannot happen.",
            )
