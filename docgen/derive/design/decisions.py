"""Sections 11 and 13 to 17: decisions, risks, the bill of materials, approval; standards and words in the annex."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.design.rows import rows_of
from docgen.derive.lookup import Lookup
from docgen.derive.scoring import SCALE, after, band, before
from docgen.derive.values import Cell, Chip, Gap, Money, State
from docgen.derive.words import in_words
from docgen.intake.model.design import BillLine, Design, DesignDecision
from docgen.intake.model.plan import Risk

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_FILLS = {"Low": "accent4@15", "Medium": "accent5@25", "High": "accent6@25", "Extreme": "accent6"}
"""The fill of each band of risks."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A way that was considered."""

    name: str | Gap
    pro: str
    contra: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with its reasons."""

    id: str
    title: str | Gap
    context: str | Gap
    options: tuple[OptionRow, ...] | Gap
    decision: str | Gap
    rationale: str
    consequences: str | Gap
    approver: str | Gap
    date: date | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk that the design shows, before and after treatment; a score is likelihood x impact."""

    id: str
    event: str | Gap
    cause: str
    consequence: str
    mitigation: str
    contingency: str
    owner: str | Gap
    due: date | None
    score: int | None
    band: str
    residual: int | None
    residual_band: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class RiskCellRow:
    """A row of the heat map: one impact (5 at the top), five cells from likelihood 1 to 5 with the risks' ids."""

    impact: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Risks:
    """Section 14: the risks, worst first, and the two heat maps."""

    rows: tuple[RiskRow, ...]
    before: tuple[RiskCellRow, ...]
    after: tuple[RiskCellRow, ...]


@dataclass(frozen=True, slots=True)
class BillRow:
    """A line of the bill of materials. `period` is `a month`, `a quarter` or `a year`."""

    item: str
    qty: int | None
    unit: str
    one_off: Money | Gap | None
    recurring: Money | Gap | None
    period: str


@dataclass(frozen=True, slots=True)
class Bill:
    """Section 15. `monthly` turns every recurring cost into a month's; `first_year` is the cost once plus twelve
    months. `tax` says whether tax is in the amounts."""

    rows: tuple[BillRow, ...]
    one_off: Money | Gap
    monthly: Money | Gap
    first_year: Money | Gap
    tax: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Section 17: who has to approve, and whether that person may."""

    role: str
    name: str | Gap
    title: str
    side: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A setting that everything of a kind follows."""

    area: str
    setting: str
    source: str


_STATUSES = {
    "proposed": Chip(State.CAUTION, "Proposed"),
    "approved": Chip(State.GOOD, "Approved"),
    "superseded": Chip(State.NEUTRAL, "Superseded"),
    "rejected": Chip(State.CRITICAL, "Rejected"),
}


def decisions_view(lookup: Lookup, design: Design) -> tuple[DecisionRow, ...] | Gap:
    """Return section 11."""
    return rows_of(lookup, design.decisions, "design.decisions", lambda one: _decision(lookup, one))


def _decision(lookup: Lookup, one: DesignDecision) -> DecisionRow:
    path = f"design.decisions[{one.id}]"
    options = None if one.options is None else list(enumerate(one.options))
    return DecisionRow(
        id=one.id or "",
        title=lookup.known(one.title, f"{path}.title"),
        context=lookup.known(one.context, f"{path}.context"),
        options=rows_of(
            lookup,
            options,
            f"{path}.options",
            lambda pair: OptionRow(
                lookup.known(pair[1].name, f"{path}.options[{pair[0]}].name"),
                pair[1].for_ or "",
                pair[1].against or "",
            ),
        ),
        decision=lookup.known(one.decision, f"{path}.decision"),
        rationale=one.rationale or "",
        consequences=lookup.known(one.consequences, f"{path}.consequences"),
        approver=lookup.person(one.approver, f"{path}.approver"),
        date=one.date,
        chip=_STATUSES[one.status or "proposed"],
    )


def risks_view(lookup: Lookup, design: Design) -> Risks:
    """Return section 14: the risks that the design names, else all that the client may see."""
    chosen = [one for one in lookup.intake.risks or () if _shown(design, one)]
    ordered = sorted(chosen, key=lambda one: -(before(one) or 0))
    return Risks(
        rows=tuple(_risk(lookup, one) for one in ordered),
        before=_heat((one.id or "", one.likelihood, one.impact) for one in chosen),
        after=_heat(
            (one.id or "", one.residual.likelihood, one.residual.impact) for one in chosen if one.residual
        ),
    )


def _shown(design: Design, one: Risk) -> bool:
    if one.visibility == "internal" or one.kind not in (None, "risk"):
        return False
    return design.risks is None or one.id in design.risks


def _risk(lookup: Lookup, one: Risk) -> RiskRow:
    path, score, left = f"risks[{one.id}]", before(one), after(one)
    return RiskRow(
        id=one.id or "",
        event=lookup.known(one.event, f"{path}.event"),
        cause=one.cause or "",
        consequence=one.consequence or "",
        mitigation=one.mitigation or "",
        contingency=one.contingency or "",
        owner=lookup.person(one.owner, f"{path}.owner"),
        due=one.due,
        score=score,
        band=band(score),
        residual=left,
        residual_band=band(left),
        chip=_state(one),
    )


def _state(one: Risk) -> Chip:
    if one.status == "closed":
        return Chip(State.GOOD, "Closed")
    return (
        Chip(State.NEUTRAL, "Accepted")
        if one.accepted_by
        else Chip(State.CAUTION, in_words(one.status) or "Open")
    )


def _heat(placed: Iterable[tuple[str, int | None, int | None]]) -> tuple[RiskCellRow, ...]:
    known = list(placed)
    return tuple(
        RiskCellRow(impact, tuple(_square(known, chance, impact) for chance in SCALE))
        for impact in reversed(SCALE)
    )


def _square(placed: list[tuple[str, int | None, int | None]], chance: int, impact: int) -> Cell:
    fill = _FILLS[band(chance * impact)]
    ids = ", ".join(id for id, likely, hit in placed if (likely, hit) == (chance, impact))
    return Cell(1, ids, fill, "lt1" if fill == "accent6" else "")


_TAX = {"ex": "Amounts are without tax", "inc": "Amounts include tax"}


def bill_view(lookup: Lookup, design: Design) -> Bill | None:
    """Return section 15; None where nothing is listed that the client may see."""
    lines = [one for one in design.bom or () if one.visibility != "internal"]
    if not lines:
        return None
    once = sum((one.one_off or Decimal(0) for one in lines), Decimal(0))
    monthly = sum((_monthly(one) for one in lines), Decimal(0)).quantize(Decimal("0.01"))
    contract = lookup.intake.contract
    return Bill(
        rows=tuple(_bill(lookup, one) for one in lines),
        one_off=lookup.money(once, "design.bom"),
        monthly=lookup.money(monthly, "design.bom"),
        first_year=lookup.money(once + 12 * monthly, "design.bom"),
        tax=_TAX.get((contract.tax if contract else None) or "ex", ""),
    )


def _monthly(one: BillLine) -> Decimal:
    return (one.recurring or Decimal(0)) / _MONTHS[one.period or "month"]


def _bill(lookup: Lookup, one: BillLine) -> BillRow:
    path = f"design.bom[{one.id}]"
    return BillRow(
        item=one.item or "",
        qty=one.qty,
        unit=one.unit or "",
        one_off=lookup.money(one.one_off, f"{path}.one_off") if one.one_off else None,
        recurring=lookup.money(one.recurring, f"{path}.recurring") if one.recurring else None,
        period=f"a {one.period or 'month'}",
    )


def approvals_view(lookup: Lookup) -> tuple[Approval, ...]:
    """Return section 17: the architect, the client's design approvers, and compliance where obligations bind."""
    entitled = [
        one
        for one in lookup.intake.contacts or ()
        if one.authority and "design" in (one.authority.approve or ())
    ]
    compliance = lookup.intake.compliance
    rows = [_provider(lookup), *(_client(lookup, one.id or "") for one in entitled)]
    if not entitled:
        gap = lookup.gap("contacts", owner="account_manager", question="Who may approve the design")
        rows.append(Approval("Approves for the client", gap, "", lookup.client_name, _may(False)))
    if compliance and compliance.obligations:
        rows.append(_officer(lookup))
    return tuple(rows)


def _may(entitled: bool) -> Chip:
    return Chip(State.GOOD, "Has authority") if entitled else Chip(State.CAUTION, "No authority yet")


def _provider(lookup: Lookup) -> Approval:
    role = lookup.role_name("solutions_architect")
    held = lookup.in_role("solutions_architect")
    name = lookup.holder("solutions_architect")
    return Approval("Design authority", name, role, lookup.provider_name, _may(bool(held)))


def _client(lookup: Lookup, ref: str) -> Approval:
    person = lookup.people.get(ref)
    title = person.title if person else ""
    return Approval("Approves for the client", lookup.name(ref), title, lookup.client_name, _may(True))


def _officer(lookup: Lookup) -> Approval:
    held = lookup.in_role("compliance")
    title = held[0].title if held else ""
    return Approval(
        "Confirms the obligations", lookup.holder("compliance"), title, lookup.client_name, _may(bool(held))
    )


def standards_view(design: Design) -> tuple[StandardRow, ...]:
    """Return the settings of the annex."""
    return tuple(
        StandardRow(one.area or "", one.setting or "", one.source or "") for one in design.standards or ()
    )
