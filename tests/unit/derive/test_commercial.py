from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.derive.commercial import add_months, commercial_view, notice_by
from docgen.derive.values import Gap, Money, State
from tests.unit.derive.samples import bare, look


def _aud(amount: str) -> Money:
    return Money(Decimal(amount), "AUD")


def test_the_term_ends_a_day_before_its_anniversary() -> None:
    view = commercial_view(look())
    assert view.end == date(2030, 3, 15)
    assert view.end_note == "Start plus term, less one day"


def test_a_stated_end_is_taken_as_it_is() -> None:
    view = commercial_view(look({"contract.end_date": "2030-04-30"}))
    assert (view.end, view.end_note) == (date(2030, 4, 30), "As the contract states")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 3, 16), 36, date(2030, 3, 16)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
        (date(2027, 11, 30), 1, date(2027, 12, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_are_added_on_the_calendar(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_notice_is_due_in_calendar_days_before_the_end() -> None:
    assert commercial_view(look()).notice_by == date(2029, 12, 15)
    assert notice_by(date(2030, 3, 15), 0) == date(2030, 3, 15)
    assert notice_by(None, 90) is None


@pytest.mark.parametrize(
    ("frequency", "amount", "period"),
    [("monthly", "21600.00", "month"), ("quarterly", "64800.00", "quarter"), ("annual", "259200.00", "year")],
)
def test_an_invoice_holds_the_fees_of_its_period(frequency: str, amount: str, period: str) -> None:
    view = commercial_view(look({"contract.billing_frequency": frequency}))
    assert (view.invoice_amount, view.period) == (_aud(amount), period)


def test_billing_by_milestone_has_no_recurring_amount() -> None:
    amount = commercial_view(look({"contract.billing_frequency": "milestone"})).invoice_amount
    assert isinstance(amount, Gap)
    assert amount.not_applicable


def test_a_year_is_twelve_monthly_fees_and_the_total_can_be_checked() -> None:
    view = commercial_view(look())
    assert view.annual_value == _aud("259200.00")
    assert view.computed_total == view.total_value == _aud("816100.00")


def test_money_without_a_currency_asks_for_the_currency() -> None:
    fee = commercial_view(look(drop=("contract.currency",))).monthly_fee
    assert isinstance(fee, Gap)
    assert fee.path == "contract.currency"


@pytest.mark.parametrize(
    ("basis", "text"), [("invoice", "30 days from the invoice"), ("eom", "30 days from the end of the month")]
)
def test_payment_terms_say_what_they_count_from(basis: str, text: str) -> None:
    assert commercial_view(look({"contract.payment_terms_basis": basis})).payment_terms == text


@pytest.mark.parametrize(
    ("changes", "text", "state"),
    [
        ({"in_contract": True}, "In contract", State.GOOD),
        (
            {"in_contract": False, "owner": "t-ol", "due": "2027-06-30", "accepted_by": "t-ol"},
            "Not in contract, accepted",
            State.CAUTION,
        ),
        ({"in_contract": False, "owner": "t-ol", "due": "2027-06-30"}, "Not in contract", State.CAUTION),
        ({}, "Not in contract", State.CAUTION),
    ],
)
def test_a_promise_outside_the_contract_is_amber_accepted_or_not(
    changes: dict[str, Any], text: str, state: State
) -> None:
    view = commercial_view(look({"sales.commitments": [{"id": "k", "text": "A promise", **changes}]}))
    assert isinstance(view.commitments, tuple)
    assert (view.commitments[0].contract.text, view.commitments[0].contract.state) == (text, state)
    assert view.outside_contract == (text == "Not in contract")


def test_a_promise_that_delivery_accepted_is_none_to_check() -> None:
    accepted = {"in_contract": False, "owner": "t-ol", "due": "2027-06-30", "accepted_by": "t-ol"}
    promises = [{"id": "k1", "text": "Accepted", **accepted}, {"id": "k2", "text": "Open"}]
    assert commercial_view(look({"sales.commitments": promises})).outside_contract == 1


def test_only_a_promise_outside_the_contract_owes_an_owner_and_a_date() -> None:
    promises = commercial_view(look()).commitments
    assert isinstance(promises, tuple)
    inside, outside = promises
    assert isinstance(inside.owner, Gap)
    assert inside.owner.not_applicable
    assert isinstance(outside.owner, Gap)
    assert (outside.owner.not_applicable, outside.owner.owner) == (False, "Mira Solano")


def test_no_special_conditions_differs_from_not_asked() -> None:
    assert commercial_view(look()).special_conditions == ()
    assert isinstance(commercial_view(look(drop=("contract.special_conditions",))).special_conditions, Gap)


def test_an_optional_fact_is_not_stated_unless_someone_owes_it() -> None:
    assert commercial_view(look()).po_number == "Not stated"
    note = {"contract.po_number": {"status": "unknown", "owner": "c-bil", "due": "2027-04-30"}}
    owed = commercial_view(look({"facts": note})).po_number
    assert isinstance(owed, Gap)
    assert (owed.owner, owed.due) == ("Ruth Okafor", date(2027, 4, 30))


def test_a_client_with_a_name_only_has_gaps_with_owners() -> None:
    view = commercial_view(bare())
    gaps = (view.total_value, view.end, view.notice_by, view.invoice_amount, view.commitments, view.msa.ref)
    assert all(isinstance(gap, Gap) and gap.owner == "Account Manager" and gap.question for gap in gaps)
