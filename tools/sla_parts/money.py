"""Sections 10 and 11: service credits in the client's money, and exclusions."""

from __future__ import annotations

from tools.kit import body, columns, heading, key_values, lead, optional, row, row_each, section, table, when

_WORKED = "sla.credits.worked"

_CAPS = key_values(
    ("Share of", "{{ sla.credits.basis }}: {{ sla.credits.fee }}"),
    ("Clause", "{{ sla.credits.clause }} of the master agreement"),
    (
        "Most in a month",
        "{{ sla.credits.monthly_cap }} of the monthly fee: {{ sla.credits.monthly_cap_amount }}",
    ),
    (
        "Most in a year",
        "{% if sla.credits.annual_cap %}{{ sla.credits.annual_cap }} of twelve monthly fees: {% endif %}"
        + optional(
            "sla.credits.annual_cap_amount is not none", "Not capped", "{{ sla.credits.annual_cap_amount }}"
        ),
    ),
    ("Claimed within", "{{ sla.credits.claim_days|plural('day') }} of the report"),
    ("Paid as", "{{ sla.credits.applied_as }}"),
    (
        "Few tickets",
        "Below {{ sla.credits.minimum_tickets|plural('ticket') }}, one late ticket is not a miss",
    ),
    ("Other remedies", "{{ sla.credits.sole_remedy }}"),
    alt="Service credits: basis, clause, caps, claim, payment, other remedies",
)

_WORKED_MONTH = (
    body(
        "In {{ sla.credits.worked.month|date('month') }} the systems are down for "
        "{{ sla.credits.worked.downtime|plural('minute') }} of {{ sla.credits.worked.minutes|plural('minute') }}: "
        "{{ sla.credits.worked.availability }} available. {{ sla.credits.worked.met }} of "
        "{{ sla.credits.worked.counted }} P2 tickets meet their resolution target: "
        "{{ sla.credits.worked.attainment }} against {{ sla.credits.worked.target }}."
    ),
    table(
        columns(("Line", 84), ("Share of the monthly fee", 40, "right"), ("Credit", 40, "right")),
        row_each(
            "line in sla.credits.worked.credit.lines",
            row("{{ line.label }}", "{{ line.pct|percent }}", "{{ line.amount }}"),
        ),
        row(
            "**{{ sla.credits.worked.credit.total.label }}**"
            "{% if sla.credits.worked.credit.capped %} (capped){% endif %}",
            "**{{ sla.credits.worked.credit.total.pct|percent }}**",
            "**{{ sla.credits.worked.credit.total.amount }}**",
        ),
        alt="The worked month line by line",
        title="A worked month",
    ),
)

CREDITS = section(
    "Service credits",
    lead(
        "{% if sla.credits %}A missed level gives back part of the monthly fee of {{ sla.credits.fee }}, "
        "at most {{ sla.credits.monthly_cap_amount }} in a month."
        "{% else %}Credits follow from the tier: {{ sla.credits }}{% endif %}"
    ),
    when(
        "sla.credits",
        _CAPS,
        table(
            columns(
                ("Availability in the month", 84),
                ("Share of the monthly fee", 40, "right"),
                ("Credit", 40, "right"),
            ),
            row_each(
                "band in sla.credits.bands",
                row("{{ band.range|capitalize }}", "{{ band.percent }}", "{{ band.amount }}"),
            ),
            style="House Table Solid",
            alt="Credit by availability band",
            title="Credits for availability",
            empty="Availability brings no credit.",
        ),
        table(
            columns(
                ("Measure below its attainment", 56),
                ("Attainment", 28, "right"),
                ("Share of the monthly fee", 40, "right"),
                ("Credit", 40, "right"),
            ),
            row_each(
                "miss in sla.credits.misses",
                row("{{ miss.measure }}", "{{ miss.target }}", "{{ miss.percent }}", "{{ miss.amount }}"),
            ),
            style="House Table Solid",
            alt="Credit for each missed measure",
            title="Credits for response and resolution",
            note="A measure counts once in a month, however many tickets missed it. Credits add up, to the cap.",
            empty="Response and resolution bring no credit.",
            keep=True,
        ),
        heading("A month worked through"),
        when(
            _WORKED,
            *_WORKED_MONTH,
            otherwise=body("The example needs the fee and the date: {{ sla.credits.worked }}"),
        ),
    ),
    run_on=True,
)

EXCLUSIONS = section(
    "Exclusions",
    lead("What is listed here does not count against a target, if the evidence is in the monthly report."),
    table(
        columns(("Exclusion", 38), ("Definition", 66), ("Evidence", 60)),
        row_each(
            "item in sla.exclusions",
            row(
                "**{{ item.name }}**",
                "{{ item.definition }}",
                optional("item.evidence", "As the clause says"),
            ),
        ),
        alt="Exclusions: definition and the evidence that each needs",
        empty="Nothing is excluded.",
    ),
    body("Without the evidence the time counts. The party that relies on an exclusion brings the evidence."),
    run_on=True,
)
