"""The first twelve months of run-state service as dates: reviews, reports, tests, contract dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.commercial import Commercial
from docgen.derive.lookup import Lookup
from docgen.derive.sla.availability import first_of_month
from docgen.derive.sla.reporting import due_day, review_cadence
from docgen.derive.sla.reviews import Cadence, service_calendar
from docgen.derive.success.risks import for_client
from docgen.derive.values import Cell, Chip, State
from docgen.derive.words import month_name
from docgen.intake.model.bau import Bau
from docgen.intake.model.engagement import Engagement
from docgen.playbooks.service_levels import ServiceLevels

_MONTHS = 12
KINDS = {
    "sla_report": "SLA report",
    "service_review": "Service review",
    "qbr": "Quarterly business review",
    "restore_test": "Restore test",
    "dr_test": "Disaster recovery test",
    "access_review": "Access review",
    "essential_eight_assessment": "Essential Eight assessment",
    "licence_true_up": "Licence true-up",
    "commitment": "Commitment due",
    "contract": "Contract date",
}
_FILLS = {
    "sla_report": ("accent3@30", ""),
    "service_review": ("accent1", "lt1"),
    "qbr": ("accent1", "lt1"),
    "commitment": ("accent5@50", ""),
    "contract": ("accent2", "lt1"),
}
_TEST_FILL = ("accent1@40", "")
NEEDED = ("dr_test", "restore_test", "access_review", "qbr")
"""What lapses where nobody has dated it (rule BAU-07)."""


@dataclass(frozen=True, slots=True)
class GovernanceDay:
    """One date of the calendar. `basis` says whose date it is: agreed in the intake, worked out from the rhythm, or the
    contract's. `chip` warns of an agreed date on which the client is closed, else it is None."""

    date: datetime.date
    kind: str
    what: str
    basis: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """One kind of event over the year: a cell for each month with the days of the month on which it falls."""

    kind: str
    cells: tuple[Cell, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """The twelve months from `first` to `last`, both included. `months` head the columns of `rows`; the spans of
    `years` add up to them.

    `undated` names the tests and reviews that need a date in the year and have none; `closed` counts agreed dates on
    which the client does not work.
    """

    first: datetime.date
    last: datetime.date
    years: tuple[Cell, ...]
    months: tuple[Cell, ...]
    rows: tuple[YearRow, ...]
    days: tuple[GovernanceDay, ...]
    undated: tuple[str, ...]
    closed: int


def governance_year(lookup: Lookup, calendar: BusinessCalendar, commercial: Commercial, start: date) -> Year:
    """Return what happens on which day in the twelve months from `start`.

    Agreed dates stand as they are; what the rhythm of the tier asks for and nobody dated is worked out on the client's
    business days. Raise CalendarError where the year lies outside the holiday data.
    """
    last = year_from(start)
    found = [*_agreed(lookup, calendar), *_rhythm(lookup, calendar, start)]
    found += [*_contract(lookup, commercial), *_commitments(lookup)]
    order = list(KINDS)
    within = dict.fromkeys(day for day in found if start <= day.date <= last)
    days = tuple(sorted(within, key=lambda day: (day.date, order.index(day.kind))))
    months = _months(start, last)
    return Year(
        first=start,
        last=last,
        years=tuple(Cell(len(list(own)), str(year)) for year, own in groupby(month.year for month in months)),
        months=tuple(Cell(1, month_name(month, lookup.locale)[:3]) for month in months),
        rows=tuple(_rows(days, months)),
        days=days,
        undated=_undated(days),
        closed=sum(day.chip is not None for day in days),
    )


def year_from(start: date) -> date:
    """Return the last day of the twelve months that begin on `start` (29 February: to 28 February)."""
    if (start.month, start.day) == (2, 29):
        return date(start.year + 1, 2, 28)
    return start.replace(year=start.year + 1) - timedelta(days=1)


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * _MONTHS + last.month - first.month + 1
    return [first_of_month(first, plus=at) for at in range(count)]


def _rows(days: tuple[GovernanceDay, ...], months: list[date]) -> Iterator[YearRow]:
    for kind, name in KINDS.items():
        own = [day.date for day in days if day.kind == kind]
        if own:
            yield YearRow(name, tuple(_cell(kind, own, month) for month in months), len(own))


def _cell(kind: str, days: list[date], month: date) -> Cell:
    text = ", ".join(str(day.day) for day in days if first_of_month(day) == month)
    fill, ink = _FILLS.get(kind, _TEST_FILL)
    return Cell(1, text, fill, ink) if text else Cell(1)


def _agreed(lookup: Lookup, calendar: BusinessCalendar) -> Iterator[GovernanceDay]:
    closed = Chip(State.CAUTION, "Not a business day")
    for one in (lookup.intake.bau or Bau()).governance or ():
        if one.date and one.kind:
            what = KINDS[one.kind] + (f": {one.note}" if one.note else "")
            chip = None if calendar.is_business_day(one.date) else closed
            yield GovernanceDay(one.date, one.kind, what, "Agreed", chip)


def _rhythm(lookup: Lookup, calendar: BusinessCalendar, start: date) -> Iterator[GovernanceDay]:
    """Yield the monthly SLA reports, and reviews of which the intake dates none of their kind."""
    levels = lookup.playbook.service_levels
    if levels is None:
        return
    dated = {one.kind for one in (lookup.intake.bau or Bau()).governance or () if one.date}
    months = service_calendar(
        start,
        due_bd=due_day(lookup.intake, levels.reporting),
        cadence=_cadence(lookup, levels),
        is_business_day=calendar.is_business_day,
    )
    for month in months:
        yield GovernanceDay(month.report_due, "sla_report", KINDS["sla_report"], "Rhythm", None)
        if month.meeting_by and not dated & {"service_review", "qbr"}:
            for meeting in month.meetings:
                kind = "qbr" if "usiness" in meeting else "service_review"
                yield GovernanceDay(month.meeting_by, kind, meeting, "Rhythm", None)


def _cadence(lookup: Lookup, levels: ServiceLevels) -> Cadence:
    engagement = lookup.intake.engagement
    tier = levels.tiers.get((engagement.tier if engagement else None) or "")
    return review_cadence(lookup.intake, levels.reporting, tier)


def _contract(lookup: Lookup, commercial: Commercial) -> Iterator[GovernanceDay]:
    named: list[tuple[str, object]] = [
        ("Notice of the contract by", commercial.notice_by),
        ("End of the contract's term", commercial.end),
    ]
    engagement = lookup.intake.engagement or Engagement()
    named += [(one.what or "", one.date) for one in engagement.hard_deadlines or ()]
    for what, day in named:
        if isinstance(day, date):
            yield GovernanceDay(day, "contract", what, "Contract", None)


def _commitments(lookup: Lookup) -> Iterator[GovernanceDay]:
    """Yield the promises that are still open, of those that the client's documents may show."""
    sales = lookup.intake.sales
    for one in (sales.commitments if sales else None) or ():
        if for_client(one) and one.due and one.status not in ("done", "cancelled"):
            yield GovernanceDay(one.due, "commitment", one.text or one.id or "", "Promised", None)


def _undated(days: tuple[GovernanceDay, ...]) -> tuple[str, ...]:
    dated = {day.kind for day in days}
    return tuple(KINDS[kind] for kind in NEEDED if kind not in dated)
