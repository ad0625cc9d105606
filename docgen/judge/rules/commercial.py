"""The contract: what is signed, what it comes to, when it ends, and what was promised beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from docgen.derive.commercial import add_months
from docgen.judge import people, words
from docgen.judge.rule import Case, Finding, rule

if TYPE_CHECKING:
    from docgen.intake.model.engagement import Commitment

_TOLERANCE = Decimal("0.01")
_MONTHS_PER_PERIOD = {"monthly": 1, "quarterly": 3, "annual": 12}


@rule("COM-01")
def signed_before_kickoff(case: Case) -> Iterator[Finding]:
    contract, engagement = case.intake.contract, case.intake.engagement
    kickoff = engagement.kickoff_date if engagement else None
    if contract is None or kickoff is None:
        return
    papers = (("msa", "The master agreement", contract.msa), ("sow", "The statement of work", contract.sow))
    for key, what, paper in papers:
        if paper and paper.signed_date and paper.signed_date > kickoff:
            message = f"{what} is signed on {words.day(paper.signed_date)}, after the kickoff on {words.day(kickoff)}"
            yield Finding(
                f"contract.{key}.signed_date", message, "Move the kickoff, or correct the date.", day=kickoff
            )


@rule("COM-02")
def term_and_end_agree(case: Case) -> Iterator[Finding]:
    contract = case.intake.contract
    if contract is None or not (contract.start_date and contract.term_months and contract.end_date):
        return
    end = add_months(contract.start_date, contract.term_months) - timedelta(days=1)
    if end != contract.end_date:
        term = words.count(contract.term_months, "month")
        message = (
            f"The contract ends on {words.day(contract.end_date)}, but {term} from "
            f"{words.day(contract.start_date)} end on {words.day(end)}"
        )
        yield Finding("contract.end_date", message, "Correct the end, the start or the term.")


@rule("COM-03")
def contract_outlives_hypercare(case: Case) -> Iterator[Finding]:
    end, hypercare = case.context.commercial.end, case.context.timeline.hypercare_end
    if isinstance(end, date) and isinstance(hypercare, date) and end <= hypercare:
        message = f"The contract ends on {words.day(end)}, hypercare on {words.day(hypercare)}"
        yield Finding("contract.end_date", message, "Extend the contract or bring go-live forward.")


@rule("COM-04")
def total_is_the_sum(case: Case) -> Iterator[Finding]:
    contract = case.intake.contract
    if contract is None or not (
        contract.total_value and contract.monthly_service_fee and contract.term_months
    ):
        return
    fee = contract.onboarding_fee or Decimal(0)
    total = contract.monthly_service_fee * contract.term_months + fee
    if abs(contract.total_value - total) > _TOLERANCE * total:
        parts = f"{words.money(contract.monthly_service_fee)} x {contract.term_months} + {words.money(fee)}"
        stated, due = (words.money(amount, contract.currency) for amount in (contract.total_value, total))
        message = f"The total is {stated}, but {parts} = {due}"
        yield Finding("contract.total_value", message, "Correct the total, the fees or the term.")


@rule("COM-05")
def first_invoice_in_its_period(case: Case) -> Iterator[Finding]:
    contract = case.intake.contract
    start = _billing_start(case)
    if contract is None or contract.first_invoice_date is None or start is None:
        return
    months = _MONTHS_PER_PERIOD.get(contract.billing_frequency or "")
    latest = add_months(start, months) if months else None
    if contract.first_invoice_date < start or (latest and contract.first_invoice_date > latest):
        allowed = f"from {words.day(start)}" + (f" to {words.day(latest)}" if latest else "")
        message = (
            f"The first invoice is dated {words.day(contract.first_invoice_date)}; billing allows {allowed}"
        )
        yield Finding("contract.first_invoice_date", message, "Correct the date, or contract.billing_starts.")


def _billing_start(case: Case) -> date | None:
    contract, timeline = case.intake.contract, case.context.timeline
    starts = {
        "contract_start": contract.start_date if contract else None,
        "kickoff": timeline.kickoff,
        "go_live": timeline.go_live,
    }
    start = starts.get((contract.billing_starts if contract else None) or "")
    return start if isinstance(start, date) else None


@rule("COM-06")
def money_is_unambiguous(case: Case) -> Iterator[Finding]:
    contract = case.intake.contract
    if contract is None or contract.total_value is None:
        return
    if not contract.currency:
        yield Finding(
            "contract.currency", "Amounts are given without a currency", "Write a code such as AUD."
        )
    if not contract.tax:
        yield Finding(
            "contract.tax", "It is not said whether amounts include tax", "Write tax: ex or tax: inc."
        )


@rule("COM-07")
def promises_have_a_home(case: Case) -> Iterator[Finding]:
    for one in (case.intake.sales and case.intake.sales.commitments) or ():
        if one.in_contract:
            continue
        path = f"sales.commitments[{one.id}]"
        if lacking := _lacking(one):
            message = f"“{one.text}” is not in the contract and is {words.listed(lacking)}"
            yield Finding(path, message, "Put it in the contract, or add accepted_by, owner and due.")
        elif not _is_ours(case, one.accepted_by):
            who = people.name(case.intake, one.accepted_by)
            message = f"“{one.text}” is accepted by {who}, who is not on the provider's team"
            yield Finding(f"{path}.accepted_by", message, "Name who in Delivery accepts it.")


def _lacking(promise: Commitment) -> list[str]:
    wanted = (
        ("not accepted by Delivery", promise.accepted_by),
        ("without an owner", promise.owner),
        ("without a date", promise.due),
    )
    return [what for what, there in wanted if not there]


def _is_ours(case: Case, ref: str | None) -> bool:
    return any(member.id == ref for member in case.intake.team or ())


@rule("COM-08")
def lists_are_explicit(case: Case) -> Iterator[Finding]:
    contract, sales = case.intake.contract, case.intake.sales
    if contract is None or contract.special_conditions is None:
        yield Finding(
            "contract.special_conditions",
            "Nobody has said whether there are special conditions",
            "List them, or write [] if there are none.",
        )
    if sales is None or sales.commitments is None:
        yield Finding(
            "sales.commitments",
            "Nobody has said whether Sales made commitments",
            "List them, or write [] if there are none.",
        )
