"""What was sold: the agreements, the money, the term, special conditions and promises."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from docgen.derive.lookup import NOT_STATED, Lookup
from docgen.derive.values import Chip, Gap, Money, State
from docgen.derive.words import in_words
from docgen.intake.model.engagement import Commitment as CommitmentFacts
from docgen.intake.model.engagement import Contract
from docgen.intake.model.engagement import SpecialCondition as ConditionFacts

if TYPE_CHECKING:
    from docgen.derive.sla.views import ClauseRow


@dataclass(frozen=True, slots=True)
class Agreement:
    """A signed paper: its reference and the day of signing."""

    name: str
    ref: str | Gap
    signed: date | Gap


@dataclass(frozen=True, slots=True)
class SpecialCondition:
    """A condition, exclusion or service-level clause that the standard terms do not have."""

    id: str
    kind: str
    text: str
    clause: str | Gap
    approved_by: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise made during the sale.

    `contract` says where it stands: in the contract, accepted by Delivery, or not in the contract (amber). `owner`,
    `due` and `accepted_by` are gaps only where the contract does not hold the promise; else they may not apply.
    """

    id: str
    text: str
    made_by: str
    made_to: str
    date: datetime.date | Gap
    source: str
    in_contract: bool
    contract: Chip
    clause: str
    owner: str | Gap
    due: datetime.date | Gap
    status: str
    accepted_by: str | Gap


@dataclass(frozen=True, slots=True)
class Commercial:
    """The contract in figures. Money is ex tax in the contract's currency.

    `period` is one billing period in words (`month`), `invoice_amount` the recurring amount per period,
    `annual_value` twelve monthly fees. `end_note` says whether the end was stated or computed. `notice_by` is the
    last day to give notice before renewal. `computed_total` is monthly fee x term + onboarding fee. Money that is
    None: the contract has no such amount. `outside_contract` counts promises that are neither in the contract nor
    accepted by Delivery. `clause_deltas` are the custom service-level clauses beside the tier's standard figures.
    """

    msa: Agreement
    sow: Agreement
    tier: str | Gap
    total_value: Money | Gap
    monthly_fee: Money | Gap
    annual_value: Money | Gap
    onboarding_fee: Money | None
    invoice_amount: Money | Gap
    period: str
    currency: str | Gap
    tax: str | Gap
    indexation: str
    billing_frequency: str | Gap
    billing_starts: str | Gap
    payment_terms: str | Gap
    first_invoice: date | Gap
    po_number: str | Gap
    term_months: int | Gap
    start: date | Gap
    end: date | Gap
    end_note: str
    renewal: str | Gap
    notice_days: int | Gap
    notice_by: date | Gap
    computed_total: Money | None
    in_scope: tuple[str, ...] | Gap
    out_of_scope: tuple[str, ...] | Gap
    special_conditions: tuple[SpecialCondition, ...] | Gap
    commitments: tuple[Commitment, ...] | Gap
    outside_contract: int
    clause_deltas: tuple[ClauseRow, ...] = ()


_MONTHS_PER_BILL = {"monthly": 1, "quarterly": 3, "annual": 12}
_PERIODS = {"monthly": "month", "quarterly": "quarter", "annual": "year", "milestone": "milestone"}
_STARTS = {"contract_start": "Start of the contract", "kickoff": "Kickoff", "go_live": "Go-live"}
_TAX = {"ex": "Amounts exclude tax", "inc": "Amounts include tax"}


def commercial_view(lookup: Lookup) -> Commercial:
    """Return the contract in figures."""
    contract = lookup.intake.contract or Contract()
    renewal, end = contract.renewal, term_end(contract)
    return Commercial(
        msa=_msa(lookup, contract),
        sow=_sow(lookup, contract),
        tier=_tier(lookup),
        total_value=lookup.money(contract.total_value, "contract.total_value"),
        monthly_fee=lookup.money(contract.monthly_service_fee, "contract.monthly_service_fee"),
        annual_value=_fees(lookup, contract, 12),
        onboarding_fee=_onboarding_fee(lookup, contract),
        invoice_amount=_invoice(lookup, contract),
        period=_PERIODS.get(contract.billing_frequency or "", ""),
        currency=lookup.known(contract.currency, "contract.currency"),
        tax=lookup.known(_TAX.get(contract.tax or ""), "contract.tax"),
        indexation=contract.indexation or NOT_STATED,
        billing_frequency=_words(lookup, contract.billing_frequency, "contract.billing_frequency"),
        billing_starts=lookup.known(_STARTS.get(contract.billing_starts or ""), "contract.billing_starts"),
        payment_terms=_payment(lookup, contract),
        first_invoice=lookup.known(contract.first_invoice_date, "contract.first_invoice_date"),
        po_number=lookup.optional(contract.po_number, "contract.po_number"),
        term_months=lookup.known(contract.term_months, "contract.term_months"),
        start=lookup.known(contract.start_date, "contract.start_date"),
        end=_end(lookup, contract),
        end_note=_end_note(contract),
        renewal=_renewal(lookup, contract),
        notice_days=lookup.known(renewal.notice_days if renewal else None, "contract.renewal.notice_days"),
        notice_by=notice_by(end, renewal.notice_days if renewal else None) or _no_notice(lookup, contract),
        computed_total=_computed_total(contract),
        in_scope=_scope(lookup, "in"),
        out_of_scope=_scope(lookup, "out"),
        special_conditions=_conditions(lookup, contract),
        commitments=_commitments(lookup),
        outside_contract=_outside(lookup),
    )


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def term_end(contract: Contract) -> date | None:
    """Return the last day of the term: as stated, else start + term in months - 1 day."""
    if contract.end_date or contract.start_date is None or contract.term_months is None:
        return contract.end_date
    return add_months(contract.start_date, contract.term_months) - timedelta(days=1)


def notice_by(end: date | None, notice_days: int | None) -> date | None:
    """Return the last day to give notice: the end of the term less the notice in calendar days."""
    return end - timedelta(days=notice_days) if end and notice_days is not None else None


def _msa(lookup: Lookup, contract: Contract) -> Agreement:
    msa = contract.msa
    return Agreement(
        "Master services agreement",
        lookup.known(msa.ref if msa else None, "contract.msa.ref"),
        lookup.known(msa.signed_date if msa else None, "contract.msa.signed_date"),
    )


def _sow(lookup: Lookup, contract: Contract) -> Agreement:
    sow = contract.sow
    return Agreement(
        "Statement of work",
        lookup.known(sow.ref if sow else None, "contract.sow.ref"),
        lookup.known(sow.signed_date if sow else None, "contract.sow.signed_date"),
    )


def _tier(lookup: Lookup) -> str | Gap:
    tier = lookup.intake.engagement.tier if lookup.intake.engagement else None
    levels = lookup.playbook.service_levels
    if levels is None:
        return Gap("engagement.tier", not_applicable=True)
    standard = levels.tiers.get(tier or "")
    return standard.name if standard else _words(lookup, tier, "engagement.tier")


def _words(lookup: Lookup, key: str | None, path: str) -> str | Gap:
    return in_words(key) if key else lookup.gap(path)


def _fees(lookup: Lookup, contract: Contract, months: int) -> Money | Gap:
    fee = contract.monthly_service_fee
    return lookup.money(fee * months if fee is not None else None, "contract.monthly_service_fee")


def _onboarding_fee(lookup: Lookup, contract: Contract) -> Money | None:
    fee = lookup.money(contract.onboarding_fee, "contract.onboarding_fee")
    return fee if isinstance(fee, Money) else None


def _invoice(lookup: Lookup, contract: Contract) -> Money | Gap:
    """Return the recurring amount of one bill: monthly fee x months per billing period. Billing by milestone has
    none."""
    if contract.billing_frequency is None:
        return lookup.gap("contract.billing_frequency")
    months = _MONTHS_PER_BILL.get(contract.billing_frequency)
    if months is None:
        return Gap("contract.billing_frequency", not_applicable=True)
    return _fees(lookup, contract, months)


def _computed_total(contract: Contract) -> Money | None:
    fee, months, currency = contract.monthly_service_fee, contract.term_months, contract.currency
    if fee is None or months is None or currency is None:
        return None
    return Money(fee * months + (contract.onboarding_fee or Decimal(0)), currency)


def _payment(lookup: Lookup, contract: Contract) -> str | Gap:
    days = contract.payment_terms_days
    if days is None:
        return lookup.gap("contract.payment_terms_days")
    basis = {"invoice": " from the invoice", "eom": " from the end of the month"}
    return f"{days} days{basis.get(contract.payment_terms_basis or '', '')}"


def _end(lookup: Lookup, contract: Contract) -> date | Gap:
    missing = "contract.term_months" if contract.start_date else "contract.start_date"
    return lookup.known(term_end(contract), missing)


def _end_note(contract: Contract) -> str:
    if contract.end_date:
        return "As the contract states"
    return "Start plus term, less one day" if term_end(contract) else ""


def _renewal(lookup: Lookup, contract: Contract) -> str | Gap:
    renewal = contract.renewal
    if renewal is None or renewal.auto is None:
        return lookup.gap("contract.renewal.auto")
    if not renewal.auto:
        return "Ends with the term unless renewed in writing"
    return "Renews by itself unless notice is given"


def _no_notice(lookup: Lookup, contract: Contract) -> Gap:
    notice = contract.renewal.notice_days if contract.renewal else None
    return lookup.gap("contract.renewal.notice_days" if notice is None else "contract.start_date")


def _scope(lookup: Lookup, side: str) -> tuple[str, ...] | Gap:
    scope = lookup.intake.engagement.scope if lookup.intake.engagement else None
    listed = (scope.in_ if side == "in" else scope.out) if scope else None
    return lookup.known(listed, f"engagement.scope.{side}")


def _conditions(lookup: Lookup, contract: Contract) -> tuple[SpecialCondition, ...] | Gap:
    conditions = contract.special_conditions
    if conditions is None:
        return lookup.gap("contract.special_conditions")
    return tuple(_condition(lookup, condition) for condition in conditions)


def _condition(lookup: Lookup, condition: ConditionFacts) -> SpecialCondition:
    path = f"contract.special_conditions[{condition.id}]"
    return SpecialCondition(
        id=condition.id or "",
        kind=in_words(condition.kind),
        text=condition.text or "",
        clause=lookup.known(condition.clause_ref, f"{path}.clause_ref"),
        approved_by=lookup.name(condition.approved_by) or NOT_STATED,
    )


def _commitments(lookup: Lookup) -> tuple[Commitment, ...] | Gap:
    sales = lookup.intake.sales
    if sales is None or sales.commitments is None:
        return lookup.gap("sales.commitments")
    return tuple(_commitment(lookup, commitment) for commitment in sales.commitments)


def _commitment(lookup: Lookup, promise: CommitmentFacts) -> Commitment:
    path = f"sales.commitments[{promise.id}]"
    return Commitment(
        id=promise.id or "",
        text=promise.text or "",
        made_by=lookup.name(promise.made_by),
        made_to=lookup.name(promise.made_to),
        date=lookup.known(promise.date, f"{path}.date"),
        source=promise.source or NOT_STATED,
        in_contract=promise.in_contract is True,
        contract=standing(promise),
        clause=promise.clause_ref or "",
        owner=lookup.name(promise.owner) or _owed(lookup, promise, f"{path}.owner"),
        due=promise.due or _owed(lookup, promise, f"{path}.due"),
        status=in_words(promise.status),
        accepted_by=lookup.name(promise.accepted_by) or _owed(lookup, promise, f"{path}.accepted_by"),
    )


def _owed(lookup: Lookup, promise: CommitmentFacts, path: str) -> Gap:
    if promise.in_contract:
        return Gap(path, not_applicable=True)
    return lookup.gap(path, owner="onboarding_lead")


def standing(promise: CommitmentFacts) -> Chip:
    """Return where a promise stands: in the contract, or outside it, which is amber even where Delivery has accepted
    it (with owner and due date): nobody is paid for it."""
    if promise.in_contract:
        return Chip(State.GOOD, "In contract")
    return Chip(State.CAUTION, "Not in contract, accepted" if _is_accepted(promise) else "Not in contract")


def _is_accepted(promise: CommitmentFacts) -> bool:
    return bool(promise.accepted_by and promise.owner and promise.due)


def _outside(lookup: Lookup) -> int:
    promises: Iterable[CommitmentFacts] = (
        lookup.intake.sales.commitments if lookup.intake.sales else None
    ) or ()
    return sum(not promise.in_contract and not _is_accepted(promise) for promise in promises)
