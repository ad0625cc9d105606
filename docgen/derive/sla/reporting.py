"""Section 12: the monthly report, the meetings on it, and their dates for a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.reviews import Cadence, ServiceMonth, service_calendar
from docgen.derive.sla.views import Recipient, Reporting
from docgen.derive.values import Gap
from docgen.derive.words import counted
from docgen.intake.model import Intake
from docgen.intake.model.sla import Reporting as StatedReporting
from docgen.intake.model.sla import Reviews
from docgen.playbooks.service_levels import Reporting as BookReporting
from docgen.playbooks.service_levels import Tier

_RHYTHMS = {"half_yearly": "half-yearly"}


def reporting(
    intake: Intake,
    book: BookReporting,
    tier: Tier | None,
    *,
    start: date | Gap,
    is_business_day: Callable[[date], bool],
    look: Lookup,
) -> Reporting:
    """Return the report's contents, readers and dates. A gap stands for the dates while nothing starts them."""
    stated, reviews = _reporting(intake), _reviews(intake)
    cadence = review_cadence(intake, book, tier)
    due = due_day(intake, book)
    return Reporting(
        contents=stated.contents or book.contents.value,
        due_day=due,
        review_days=cadence.after_report_bd,
        review=_rhythm(cadence.review) if tier or reviews.service_review else look.gap("engagement.tier"),
        business_review=_rhythm(cadence.business_review),
        combined=cadence.combined,
        first_review=reviews.first_date,
        distribution=_distribution(stated, look),
        months=_months(start, due, cadence, is_business_day),
    )


def _rhythm(cadence: str) -> str:
    return _RHYTHMS.get(cadence, cadence)


def due_day(intake: Intake, book: BookReporting) -> int:
    """Return the business day of the following month by which the report is sent."""
    return _reporting(intake).monthly_due_bd or book.report_due_business_day.value


def review_cadence(intake: Intake, book: BookReporting, tier: Tier | None) -> Cadence:
    """Return how often the parties meet: the intake's word, else the tier's and the playbook's.

    Without a stated choice the two meetings are one where they fall together.
    """
    reviews = _reviews(intake)
    business = reviews.qbr or book.business_review.value
    review = reviews.service_review or (tier.review.value if tier else business)
    combined = book.combined.value if reviews.combined is None else reviews.combined
    return Cadence(review, business, combined, book.review_after_business_days.value)


def _months(
    start: date | Gap, due: int, cadence: Cadence, is_business_day: Callable[[date], bool]
) -> tuple[ServiceMonth, ...] | Gap:
    if not isinstance(start, date):
        return start
    return service_calendar(start, due_bd=due, cadence=cadence, is_business_day=is_business_day)


def _distribution(stated: StatedReporting, look: Lookup) -> tuple[Recipient, ...] | Gap:
    if stated.distribution is None:
        return look.gap("sla.reporting.distribution")
    found = (look.people.get(ref) for ref in stated.distribution)
    return tuple(Recipient(person.name, person.title, person.organisation) for person in found if person)


def reporting_figures(
    intake: Intake, book: BookReporting, tier: Tier | None, ledger: Ledger
) -> tuple[Figure[object], ...]:
    """Return the contents and the rhythm of reports and reviews as figures."""
    stated, reviews, cadence = _reporting(intake), _reviews(intake), review_cadence(intake, book, tier)
    rows = (
        (
            "Contents of the report",
            "sla.reporting.contents",
            f"{counted(len(stated.contents or book.contents.value), 'item')}, listed in section 12",
            book.contents,
            bool(stated.contents),
        ),
        (
            "Report due",
            "sla.reporting.monthly_due_bd",
            f"Business day {due_day(intake, book)}",
            book.report_due_business_day,
            stated.monthly_due_bd is not None,
        ),
        (
            "Service review",
            "sla.reviews.service_review",
            _rhythm(cadence.review).capitalize(),
            tier.review if tier else book.business_review,
            reviews.service_review is not None,
        ),
        (
            "Business review",
            "sla.reviews.qbr",
            _rhythm(cadence.business_review).capitalize(),
            book.business_review,
            reviews.qbr is not None,
        ),
        (
            "Reviews that fall together",
            "sla.reviews.combined",
            "One meeting" if cadence.combined else "Two meetings",
            book.combined,
            reviews.combined is not None,
        ),
        (
            "Review after its report",
            "sla.reviews.after_report",
            f"Within {cadence.after_report_bd} business days",
            book.review_after_business_days,
            False,
        ),
    )
    return tuple(
        ledger.figure(what, path, shown, origin=origin_of(sourced), stated=given)
        for what, path, shown, sourced, given in rows
    )


def _reporting(intake: Intake) -> StatedReporting:
    return (intake.sla.reporting if intake.sla else None) or StatedReporting()


def _reviews(intake: Intake) -> Reviews:
    return (intake.sla.reviews if intake.sla else None) or Reviews()
