"""Section 12: the monthly report, the reviews, and their dates."""

from __future__ import annotations

from tools.kit import bullets_each, columns, heading, lead, optional, row, row_each, section, table

REPORTS = section(
    "Reporting and reviews",
    lead(
        "A report on each month is sent by business day {{ sla.reporting.due_day }} of the next month; "
        "the service review is {{ sla.reporting.review }} and the business review {{ sla.reporting.business_review }}"
        "{% if sla.reporting.combined and sla.reporting.review == sla.reporting.business_review %}, "
        "held as one meeting{% endif %}."
    ),
    heading("The monthly report holds"),
    bullets_each("line in sla.reporting.contents", "{{ line }}", empty="Contents are not agreed."),
    table(
        columns(("Reader", 50), ("Title or role", 58), ("Organisation", 56)),
        row_each(
            "reader in sla.reporting.distribution",
            row("{{ reader.name }}", optional("reader.title", "Not stated"), "{{ reader.organisation }}"),
        ),
        alt="Readers of the monthly report",
        title="Readers of the monthly report",
        empty="No reader is named.",
        keep=True,
    ),
    table(
        columns(("Month", 32), ("Report due", 44), ("Meeting", 45), ("Held by", 44)),
        row_each(
            "month in sla.reporting.months",
            row(
                "**{{ month.month|date('month') }}**",
                "{{ month.report_due }}",
                "{% if month.meetings %}{{ month.meetings|list_and }}{% else %}[[Muted: No meeting]]{% endif %}",
                "{% if month.meeting_by %}{{ month.meeting_by }}{% else %}[[Muted: \u2013]]{% endif %}",
            ),
        ),
        alt="Report and review dates for the first twelve months",
        title="Reports and reviews in the first twelve months",
        keep=True,
        note="All dates are business days; a review is held within "
        "{{ sla.reporting.review_days|plural('business day') }} of its report. The first month counts from the day "
        "on which the targets bind; a quarter of which less than a whole month was served joins the next."
        "{% if sla.reporting.first_review %} The first review is held on {{ sla.reporting.first_review }}.{% endif %}",
        empty="The dates follow from the effective date.",
    ),
    run_on=True,
)
