"""The service calendar: when each month's report is due and by when reviews are held, on business days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.derive.sla.availability import first_of_month

_MONTHS_IN = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "annual": 12}


@dataclass(frozen=True, slots=True)
class ServiceMonth:
    """One month of service: what it covers, when its report is due, which meetings follow.

    `covers_from` and `covers_to` are dates, both included; `meetings` names what is held by `meeting_by`, a
    business day; both are empty in a month without a meeting.
    """

    month: date
    covers_from: date
    covers_to: date
    report_due: date
    meetings: tuple[str, ...] = ()
    meeting_by: date | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often the two parties meet: `monthly`, `quarterly`, `half_yearly` or `annual`.

    `combined` makes the service review and the business review one meeting in the months where both fall.
    `after_report_bd` is the business days from a report to the last day for the meeting on it.
    """

    review: str
    business_review: str
    combined: bool
    after_report_bd: int = 10


def nth_business_day(month: date, n: int, is_business_day: Callable[[date], bool]) -> date:
    """Return the n-th business day (from 1) of the month that holds `month`, running on past its end."""
    day = first_of_month(month) - timedelta(days=1)
    while n > 0:
        day += timedelta(days=1)
        n -= is_business_day(day)
    return day


def service_calendar(
    start: date,
    *,
    due_bd: int,
    cadence: Cadence,
    is_business_day: Callable[[date], bool],
    months: int = 12,
) -> tuple[ServiceMonth, ...]:
    """Return `months` service months from the one that holds `start`.

    The report on a month is due on business day `due_bd` of the next. Quarters are calendar quarters; one of
    which less than a whole month was served joins the next.
    """
    firsts = (first_of_month(start, plus=n) for n in range(months))
    return tuple(_service_month(start, first, due_bd, cadence, is_business_day) for first in firsts)


def _service_month(
    start: date, first: date, due_bd: int, cadence: Cadence, is_business_day: Callable[[date], bool]
) -> ServiceMonth:
    following = first_of_month(first, plus=1)
    meetings = _meetings(start, first, cadence)
    meeting_bd = due_bd + cadence.after_report_bd
    return ServiceMonth(
        month=first,
        covers_from=max(first, start),
        covers_to=following - timedelta(days=1),
        report_due=nth_business_day(following, due_bd, is_business_day),
        meetings=meetings,
        meeting_by=nth_business_day(following, meeting_bd, is_business_day) if meetings else None,
    )


def _meetings(start: date, first: date, cadence: Cadence) -> tuple[str, ...]:
    review = _ends_period(start, first, cadence.review)
    business = _ends_period(start, first, cadence.business_review)
    if review and business and cadence.combined:
        return ("Service and business review",)
    names = ("Service review" if review else "", "Business review" if business else "")
    return tuple(name for name in names if name)


def _ends_period(start: date, first: date, every: str) -> bool:
    """Tell whether a month ends a period of which at least one whole month was served (monthly: always)."""
    length = _MONTHS_IN[every]
    first_whole = first_of_month(start, plus=int(start.day > 1))
    return first.month % length == 0 and (length == 1 or first_whole <= first)
