"""Section 12: the monthly report, the meetings on it, and their dates for a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from docgen.derive.lookup import Lookup
from docgen.derive.sla.figures import Figure, Ledger, origin_of
from docgen.derive.sla.reviews import Cadence, ServiceMonth, service_calendar
from docgen.derive.sla.views import Recipient, Reporting
from docgen.derive.values import Gap
from docgen.intake.model import Intake
from docgen.intake.model.sla import Reporting as StatedReporting
from docgen.intake.model.sla import Reviews
from docgen.playbooks.service_levels import Reporting as BookReporting
from docgen.playbooks.service_levels import Tier

CONTENTS = (
    "Tickets by priority, with the share that met its response and its resolution target",
    "Every missed target, with its cause and what was done about it",
    "Availability, the downtime that counted, and the downtime that was excluded with its evidence",
    "Credits that are due, line by line",
    "Open P1 and P2 tickets, problems under investigation, and changes planned for the next month",
)


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
        contents=stated.contents or CONTENTS,
        due_day=due,
        review=cadence.review if tier or reviews.service_review else look.gap("engagement.tier"),
        business_review=cadence.business_review,
        combined=cadence.combined,
        first_review=reviews.first_date,
        distribution=_distribution(stated, look),
        months=_months(start, due, cadence, is_business_day),
    )


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
    return Cadence(review, business, reviews.combined is not False)


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
    intake: Intake, book: BookReporting, tier: Tier, ledger: Ledger
) -> tuple[Figure[object], ...]:
    """Return the rhythm of reports and reviews as figures."""
    stated, reviews, cadence = _reporting(intake), _reviews(intake), review_cadence(intake, book, tier)
    rows = (
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
            cadence.review.capitalize(),
            tier.review,
            reviews.service_review is not None,
        ),
        (
            "Business review",
            "sla.reviews.qbr",
            cadence.business_review.capitalize(),
            book.business_review,
            reviews.qbr is not None,
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
