"""Section 10: the credit scheme in this client's money, and a month worked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from docgen.derive.lookup import Lookup
from docgen.derive.sla.availability import allowed_downtime, availability_pct, first_of_month, month_minutes
from docgen.derive.sla.credits import (
    Band,
    CreditRules,
    annual_exposure,
    attainment,
    credit_month,
    is_missed,
    plain,
    share,
)
from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.promises import Term
from docgen.derive.sla.views import BandRow, CreditsView, MissRow, WorkedMonth
from docgen.derive.values import Gap, Money
from docgen.intake.model import Intake
from docgen.intake.model.sla import Credits as Stated
from docgen.playbooks.service_levels import Credits

T = TypeVar("T")

_BASES = {"monthly_service_fee_ex_tax": "Monthly service fee ex tax"}
_APPLIED = {
    "deduction_next_invoice": "A deduction from the next invoice",
    "credit_note": "A credit note",
    "payment": "A payment",
}
# The example's numbers: a downtime that lands in the first band, and one late ticket of six.
_DOWNTIME, _COUNTED, _MET = 96, 6, 5
_WORKED_MONTH = 2


@dataclass(frozen=True, slots=True)
class Scheme:
    """The credit scheme that applies."""

    rules: CreditRules
    basis: str
    minimum_tickets: int
    claim_days: int
    applied_as: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a credit is worked out in: the priorities' targets, the availability target, from when, in which zone."""

    terms: tuple[Term, ...]
    availability: Decimal
    start: date | Gap
    zone: ZoneInfo


def resolve_credits(intake: Intake, book: Credits) -> Scheme:
    """Return the intake's scheme over the playbook's."""
    stated = _stated(intake)
    rules = CreditRules(
        bands=_bands(stated, book),
        misses={**book.misses, **{str(key): pct for key, pct in (stated.measure_misses or {}).items()}},
        monthly_cap=_chosen(stated.monthly_cap_pct, book.monthly_cap_percent),
        annual_cap=stated.annual_cap_pct,
    )
    return Scheme(
        rules=rules,
        basis=_BASES.get(stated.basis or "", book.basis),
        minimum_tickets=minimum_tickets(intake, book),
        claim_days=_chosen(stated.claim_days, book.claim_days),
        applied_as=_APPLIED.get(stated.applied_as or "", book.applied_as),
    )


def minimum_tickets(intake: Intake, book: Credits) -> int:
    """Return below how many tickets a percentage says nothing."""
    measurement = intake.sla.measurement if intake.sla else None
    stated = _stated(intake).min_tickets_for_pct
    return _chosen(stated, _chosen(measurement.min_volume if measurement else None, book.minimum_tickets))


def _chosen(stated: T | None, standard: T) -> T:
    return standard if stated is None else stated


def _stated(intake: Intake) -> Stated:
    return (intake.sla.credits if intake.sla else None) or Stated()


def _bands(stated: Stated, book: Credits) -> tuple[Band, ...]:
    given = stated.availability_bands
    if not given:
        return tuple(Band(band.below, band.at_least, band.percent) for band in book.bands)
    zero = Decimal(0)
    return tuple(Band(band.below or zero, band.at_least or zero, band.pct or zero) for band in given)


def credit_figures(
    intake: Intake, scheme: Scheme, book: Credits, ledger: Ledger
) -> tuple[Figure[object], ...]:
    """Return the scheme's figures that bind."""
    stated, rules = _stated(intake), scheme.rules
    bands = "; ".join(f"{plain(band.pct)} % {_range(band)}" for band in rules.bands)
    misses = "; ".join(f"{_measure(key)} {plain(pct)} %" for key, pct in rules.misses.items())
    rows: tuple[tuple[str, str, object, object], ...] = (
        ("What credits are a share of", "basis", scheme.basis, stated.basis),
        ("Credit bands", "availability_bands", bands, stated.availability_bands),
        ("Credits for missed measures", "measure_misses", misses, stated.measure_misses),
        ("Monthly cap on credits", "monthly_cap_pct", _percent(rules.monthly_cap), stated.monthly_cap_pct),
        (
            "Time to claim a credit",
            "claim_days",
            f"{scheme.claim_days} days from the report",
            stated.claim_days,
        ),
        ("How a credit is paid", "applied_as", scheme.applied_as, stated.applied_as),
        ("Tickets that make a percentage", "min_tickets_for_pct", scheme.minimum_tickets, None),
    )
    return tuple(
        ledger.figure(what, f"sla.credits.{key}", value, origin=origin_of(book), stated=given is not None)
        for what, key, value, given in rows
    )


def credits_view(
    intake: Intake, scheme: Scheme, *, fee: Money | Gap, setting: Setting, look: Lookup
) -> CreditsView:
    """Return the scheme in this client's money, with a worked month."""
    rules, msa = scheme.rules, intake.contract.msa if intake.contract else None
    annual = annual_exposure(rules, fee) if isinstance(fee, Money) else fee
    return CreditsView(
        basis=scheme.basis,
        fee=fee,
        bands=tuple(BandRow(_range(band), _percent(band.pct), _of(fee, band.pct)) for band in rules.bands),
        misses=_misses(rules, setting.terms, fee),
        monthly_cap=_percent(rules.monthly_cap),
        monthly_cap_amount=_of(fee, rules.monthly_cap or Decimal(100)),
        annual_cap=_percent(rules.annual_cap) if rules.annual_cap is not None else "",
        annual_cap_amount=annual,
        minimum_tickets=scheme.minimum_tickets,
        claim_days=scheme.claim_days,
        applied_as=scheme.applied_as,
        sole_remedy=_sole_remedy(_stated(intake), look),
        clause=look.known(msa.credit_clause if msa else None, "contract.msa.credit_clause"),
        worked=worked_month(scheme, fee, setting),
    )


def worked_month(scheme: Scheme, fee: Money | Gap, setting: Setting) -> WorkedMonth | Gap:
    """Return a month worked through: a downtime in the first band, and P2 resolution missed by one of six.

    The month is the second whole one of the service (May 2027 for a start on 16 March 2027).
    """
    if not isinstance(setting.start, date):
        return setting.start
    if not isinstance(fee, Money):
        return fee
    month = first_of_month(setting.start, plus=_WORKED_MONTH)
    minutes = month_minutes(month, setting.zone)
    downtime = _downtime(minutes, scheme.rules.bands)
    target = next(term.attainment for term in setting.terms if term.key == "P2")
    late = is_missed(_MET, _COUNTED, target=target.value, min_volume=scheme.minimum_tickets)
    missed = [("P2_resolution", "P2 resolution below target")] if late else []
    reached = availability_pct(minutes, downtime)
    return WorkedMonth(
        month=month,
        minutes=minutes,
        downtime=downtime,
        availability=_percent(reached),
        measure="P2 resolution",
        counted=_COUNTED,
        met=_MET,
        attainment=_percent(attainment(_MET, _COUNTED)),
        target=str(target.shown),
        missed=late,
        credit=credit_month(scheme.rules, fee, availability=reached, missed=missed),
    )


def _downtime(minutes: int, bands: tuple[Band, ...]) -> int:
    """Return a downtime in whole minutes that lands in the first band: 96 where that does, else its middle."""
    if not bands:
        return _DOWNTIME
    first = bands[0]
    if first.holds(availability_pct(minutes, _DOWNTIME)):
        return _DOWNTIME
    return int((allowed_downtime(minutes, first.below) + allowed_downtime(minutes, first.at_least)) / 2)


def _misses(rules: CreditRules, terms: tuple[Term, ...], fee: Money | Gap) -> tuple[MissRow, ...]:
    targets = {term.key: str(term.attainment.shown) for term in terms}
    rows = ((key, pct) for key, pct in rules.misses.items() if pct)
    return tuple(
        MissRow(_measure(key), targets.get(key[:2], ""), _percent(pct), _of(fee, pct)) for key, pct in rows
    )


def _measure(key: str) -> str:
    return key.replace("_", " ")


def _range(band: Band) -> str:
    if band.at_least == 0:
        return f"below {plain(band.below)} %"
    return f"below {plain(band.below)} %, at least {plain(band.at_least)} %"


def _percent(pct: Decimal | None) -> str:
    return "none" if pct is None else f"{plain(pct)} %"


def _of(fee: Money | Gap, pct: Decimal) -> Money | Gap:
    return share(fee, pct) if isinstance(fee, Money) else fee


def _sole_remedy(stated: Stated, look: Lookup) -> str | Gap:
    """Return in a sentence whether credits are the only remedy; only the master agreement can say so."""
    if stated.sole_remedy is None:
        return look.gap("sla.credits.sole_remedy")
    if not stated.sole_remedy_clause:
        return look.gap("sla.credits.sole_remedy_clause")
    only = "are the client\u2019s only remedy for a missed service level"
    other = "leave the client\u2019s other remedies for a missed service level as they are"
    return f"Credits {only if stated.sole_remedy else other} ({stated.sole_remedy_clause})."
