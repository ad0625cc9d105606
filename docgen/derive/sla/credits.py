"""Service credits: bands, missed measures, caps, and what they come to for one client's fee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.derive.values import Money

_CENT = Decimal("0.01")
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """A credit of `pct` per cent for a month whose availability is under `below` and at least `at_least`."""

    below: Decimal
    at_least: Decimal
    pct: Decimal

    def holds(self, availability: Decimal) -> bool:
        """Tell whether a month's availability, a percentage, lies in this band."""
        return self.at_least <= availability < self.below


@dataclass(frozen=True, slots=True)
class CreditRules:
    """The credit scheme: bands, per cent for each missed measure, the cap for a month and for a year.

    `misses` is keyed by measure: `P1_response`, `P2_resolution` … Caps are percentages of the monthly fee and
    of twelve monthly fees; None where no such cap is agreed.
    """

    bands: tuple[Band, ...]
    misses: Mapping[str, Decimal]
    monthly_cap: Decimal | None
    annual_cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """One line of a credit calculation: what it is for, per cent of the monthly fee, money."""

    label: str
    pct: Decimal
    amount: Money


@dataclass(frozen=True, slots=True)
class CreditMonth:
    """A month's credit: its lines, their sum, and what is due once the monthly cap is applied."""

    lines: tuple[Credit, ...]
    total: Credit
    uncapped_pct: Decimal
    capped: bool


def share(fee: Money, pct: Decimal) -> Money:
    """Return `pct` per cent of a fee, rounded half up to cents."""
    return Money((fee.amount * pct / _PERCENT).quantize(_CENT, ROUND_HALF_UP), fee.currency)


def band_for(bands: Sequence[Band], availability: Decimal) -> Band | None:
    """Return the band that holds this availability, or None when the target was met."""
    return next((band for band in bands if band.holds(availability)), None)


def credit_month(
    rules: CreditRules, fee: Money, *, availability: Decimal, missed: Sequence[tuple[str, str]] = ()
) -> CreditMonth:
    """Return min(cap, band + Σ missed measures) × monthly fee ex tax, with its lines; each amount half up to cents.

    `availability` is a percentage as the report states it, to three decimals; bands, misses and cap are the
    contract's, else the playbook's.
    `missed` holds (measure, label); a measure counts once a month, not once a ticket.
    """
    band = band_for(rules.bands, availability)
    parts = [(f"Availability below {plain(band.below)} %", band.pct)] if band else []
    parts += [(label, rules.misses.get(measure, Decimal(0))) for measure, label in missed]
    lines = tuple(Credit(label, pct, share(fee, pct)) for label, pct in parts)
    uncapped = sum((line.pct for line in lines), Decimal(0))
    pct = uncapped if rules.monthly_cap is None else min(rules.monthly_cap, uncapped)
    return CreditMonth(lines, Credit("Credit for the month", pct, share(fee, pct)), uncapped, pct < uncapped)


def annual_exposure(rules: CreditRules, fee: Money) -> Money | None:
    """Return the most that twelve months can cost: the annual cap, else twelve monthly caps, else None."""
    year = Money(fee.amount * 12, fee.currency)
    if rules.annual_cap is not None:
        return share(year, rules.annual_cap)
    return None if rules.monthly_cap is None else share(year, rules.monthly_cap)


def attainment(met: int, counted: int) -> Decimal:
    """Return met / counted tickets × 100 to one decimal, half up; 100 when nothing was counted.

    For a page. Whether a target is met is asked of the counts (`is_missed`): rounding must not decide it.
    """
    if counted == 0:
        return _PERCENT
    return (Decimal(met) * _PERCENT / Decimal(counted)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def is_missed(met: int, counted: int, *, target: Decimal, min_volume: int) -> bool:
    """Tell whether a measure failed its month.

    From `min_volume` tickets on, the attainment is compared with the target; below it at most one ticket may
    miss (one late ticket of three is 67 per cent and says nothing).
    """
    if counted < min_volume:
        return counted - met > 1
    return Decimal(met) * _PERCENT < target * counted


def plain(number: Decimal) -> str:
    """Return a decimal without trailing zeros: 99.9, 15, 99.785."""
    return f"{number.normalize():f}"
