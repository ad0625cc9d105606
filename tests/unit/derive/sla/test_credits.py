"""Service credits in per cent and in money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docgen.derive.sla.credits import (
    Band,
    CreditRules,
    annual_exposure,
    attainment,
    band_for,
    credit_month,
    is_missed,
    plain,
    share,
)
from docgen.derive.values import Money

FEE = Money(Decimal("21600.00"), "AUD")
BANDS = (
    Band(Decimal("99.9"), Decimal("99.5"), Decimal(5)),
    Band(Decimal("99.5"), Decimal("99.0"), Decimal(10)),
    Band(Decimal("99.0"), Decimal(0), Decimal(15)),
)
MISSES = {
    "P1_response": Decimal(3),
    "P1_resolution": Decimal(3),
    "P2_response": Decimal(2),
    "P2_resolution": Decimal(2),
}
RULES = CreditRules(BANDS, MISSES, monthly_cap=Decimal(15), annual_cap=Decimal(15))


def aud(amount: str) -> Money:
    return Money(Decimal(amount), "AUD")


def test_may_2027_gives_back_1080_for_availability_and_432_for_p2_resolution() -> None:
    month = credit_month(
        RULES, FEE, availability=Decimal("99.785"), missed=[("P2_resolution", "P2 resolution")]
    )
    assert [(line.pct, line.amount) for line in month.lines] == [(5, aud("1080.00")), (2, aud("432.00"))]
    assert (month.total.pct, month.total.amount, month.capped) == (7, aud("1512.00"), False)


def test_the_monthly_cap_holds_at_3240() -> None:
    missed = [(measure, measure) for measure in MISSES]
    month = credit_month(RULES, FEE, availability=Decimal("98.2"), missed=missed)
    assert month.uncapped_pct == 25
    assert month.capped
    assert month.total.amount == aud("3240.00")


def test_without_a_cap_the_credit_is_the_sum() -> None:
    free = CreditRules(BANDS, MISSES, monthly_cap=None)
    month = credit_month(free, FEE, availability=Decimal(98), missed=[("P1_response", "P1 response")])
    assert month.total.pct == 18
    assert annual_exposure(free, FEE) is None


@pytest.mark.parametrize(
    ("availability", "pct"),
    [("99.9", None), ("99.899", 5), ("99.5", 5), ("99.499", 10), ("99.0", 10), ("98.999", 15)],
)
def test_a_band_holds_its_lower_end_and_not_its_upper_end(availability: str, pct: int | None) -> None:
    band = band_for(BANDS, Decimal(availability))
    assert (band.pct if band else None) == pct


def test_the_year_is_capped_at_38880_by_its_own_cap_or_by_twelve_monthly_ones() -> None:
    assert annual_exposure(RULES, FEE) == aud("38880.00")
    assert annual_exposure(CreditRules(BANDS, MISSES, monthly_cap=Decimal(15)), FEE) == aud("38880.00")


def test_half_a_cent_rounds_up() -> None:
    assert share(Money(Decimal("100.10"), "AUD"), Decimal(5)) == aud("5.01")


def test_five_of_six_tickets_miss_a_target_of_95_per_cent() -> None:
    assert attainment(5, 6) == Decimal("83.3")
    assert is_missed(5, 6, target=Decimal(95), min_volume=5)


def test_below_the_minimum_volume_one_late_ticket_is_not_a_miss_and_two_are() -> None:
    assert not is_missed(2, 3, target=Decimal(95), min_volume=5)
    assert is_missed(1, 3, target=Decimal(95), min_volume=5)


def test_a_month_without_tickets_is_met() -> None:
    assert attainment(0, 0) == 100
    assert not is_missed(0, 0, target=Decimal(95), min_volume=5)


def test_a_percentage_prints_without_needless_zeros() -> None:
    assert [plain(Decimal(text)) for text in ("99.90", "15.0", "100", "99.785")] == [
        "99.9",
        "15",
        "100",
        "99.785",
    ]
