"""Section 15: what this client's contract changes, beside the tier's standard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date

from docgen.derive.lookup import Lookup
from docgen.derive.sla.promises import Term
from docgen.derive.sla.views import ClauseRow
from docgen.derive.values import Gap, Span
from docgen.derive.words import join_words
from docgen.intake.model import Intake, MonthDay
from docgen.intake.model.sla import CustomClause, Season

_SUBJECTS = {
    "sla.escalation": "Escalation",
    "sla.availability": "Availability",
    "sla.credits": "Service credits",
    "sla.service_hours": "Service hours",
    "sla.business_hours": "Business hours",
    "sla.exclusions": "Exclusions",
    "sla.reporting": "Reports",
}
# A leap year, so that 29 February can be written.
_ANY_YEAR = 2028


def clauses(intake: Intake, terms: Sequence[Term], look: Lookup) -> tuple[ClauseRow, ...] | Gap:
    """Return each custom clause with the figure it replaces; a gap while nobody said whether there are any."""
    stated = intake.sla.custom_clauses if intake.sla else None
    if stated is None:
        return look.gap("sla.custom_clauses", owner="account_manager")
    return tuple(_clause(clause, intake, terms, look) for clause in stated)


def _clause(clause: CustomClause, intake: Intake, terms: Sequence[Term], look: Lookup) -> ClauseRow:
    target = clause.target
    term = next((term for term in terms if target and term.key == target.priority), None)
    custom = term.span(target.value.total(term.hours.day)) if term and target and target.value else ""
    return ClauseRow(
        id=clause.id or "",
        subject=_subject(clause),
        standard=_standard(term, target.measure if target else None),
        custom=custom,
        applies_to=_applications(clause, intake),
        season=season_in_words(clause.season),
        text=clause.text or "",
        source=_source(clause, intake),
        approved_by=look.person(clause.approved_by, f"sla.custom_clauses[{clause.id}].approved_by"),
        credit_effect=_effect(clause.credit_effect),
    )


def _effect(stated: str | None) -> str:
    """Return the effect on credits; a bare "None" in a contract reads as a slip, so it is said in words."""
    return "No effect" if (stated or "").strip(" .").lower() in ("none", "no") else stated or ""


def _subject(clause: CustomClause) -> str:
    target = clause.target
    if target and target.priority and target.measure:
        return f"{target.priority} {target.measure}"
    path = clause.replaces or ""
    return next((words for prefix, words in _SUBJECTS.items() if path.startswith(prefix)), "Service levels")


def _standard(term: Term | None, measure: str | None) -> Span | str:
    """Return the tier's own figure for what the clause changes; empty where it changes no single figure."""
    if term is None or measure is None:
        return ""
    return term.span(term.response.value if measure == "response" else term.resolution.value)


def _applications(clause: CustomClause, intake: Intake) -> str:
    names = {item.id: item.name or item.id for item in intake.applications or ()}
    return join_words(names.get(ref) or ref for ref in clause.applies_to or ()) or "All services"


def _source(clause: CustomClause, intake: Intake) -> str:
    conditions = (intake.contract.special_conditions if intake.contract else None) or ()
    found = next((item for item in conditions if clause.source and item.id == clause.source), None)
    return (found.clause_ref if found else None) or clause.source or ""


def season_in_words(season: Season | None) -> str:
    """Return a part of the year as `1 July to 31 October each year`; `All year` without one."""
    if season is None or season.from_ is None or season.to is None:
        return "All year"
    return f"{_day(season.from_)} to {_day(season.to)} each year"


def _day(day: MonthDay) -> str:
    return format_date(date(_ANY_YEAR, day.month, day.day), "d MMMM", locale="en")
