"""Sections 10 and 11: service credits in the client's money, and exclusions."""

from __future__ import annotations

from tools.kit import body, columns, heading, key_values, lead, row, row_each, section, table, when
from tools.sla_parts.words import position

_WORKED = "sla.credits.worked"

_YEAR = (
    "{% if sla.credits.annual_cap %}{{ sla.credits.annual_cap }} of twelve monthly fees: "
    "{{ sla.credits.annual_cap_amount }}{% elif sla.credits.annual_cap_amount is none %}Not capped"
    "{% else %}No cap of its own; twelve monthly caps: {{ sla.credits.annual_cap_amount }}{% endif %}"
)
_CAPS = key_values(
    ("Share of", "{{ sla.credits.basis }}: {{ sla.credits.fee }}"),
    ("Credits under", "{{ sla.credits.clause }} of the master agreement"),
    (
        "Most in a month",
        "{{ sla.credits.monthly_cap }} of the monthly fee: {{ sla.credits.monthly_cap_amount }}",
    ),
    ("Most in a year", _YEAR),
    ("Claimed within", "{{ sla.credits.claim_days|plural('day') }} from the report"),
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
        "An example: in {{ sla.credits.worked.month|date('month') }} the systems are down for "
        "{{ sla.credits.worked.downtime|plural('minute') }} of {{ sla.credits.worked.minutes|plural('minute') }}: "
        "{{ sla.credits.worked.availability }} available. {{ sla.credits.worked.met }} of "
        "{{ sla.credits.worked.counted }} P2 tickets meet their resolution target: "
        "{{ sla.credits.worked.attainment }} against {{ sla.credits.worked.target }}"
        "{% if not sla.credits.worked.missed %}, which by the rule for few tickets is no miss{% endif %}.",
        keep=True,
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
        keep=True,
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
            keep=True,
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
            note=position("credit_sum"),
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
    lead("What does not count against a target, and what must show it."),
    body(position("evidence")),
    table(
        columns(("Exclusion", 38), ("Definition", 66), ("Evidence", 60)),
        row_each(
            "item in sla.exclusions",
            row(
                "**{{ item.name }}**",
                "{{ item.definition }}",
                "{{ item.evidence }}",
            ),
        ),
        alt="Exclusions: definition and the evidence that each needs",
        empty="Nothing is excluded.",
    ),
    run_on=False,
)
