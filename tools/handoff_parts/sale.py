"""What was sold: the commercial summary, the scope, special conditions and commitments."""

from __future__ import annotations

from tools.kit import (
    DATE,
    brief,
    callout,
    columns,
    heading,
    key_values,
    lead,
    lines,
    list_cell,
    long_date,
    optional,
    owner_due,
    row,
    row_each,
    section,
    table,
    when,
)

COMMERCIAL = section(
    "Commercial summary",
    lead(
        "{{ commercial.total_value }} over "
        + brief("commercial.term_months", "{{ commercial.term_months }} months")
        + ", billed "
        + brief("commercial.billing_frequency", "{{ commercial.billing_frequency|lower }}")
        + ", to "
        + brief("commercial.end", "{{ commercial.end|date('long') }}")
        + "."
    ),
    key_values(
        ("Master agreement", "{{ commercial.msa.ref }}, signed " + long_date("commercial.msa.signed")),
        (
            "Statement of work",
            "{{ commercial.sow.ref }}{% if commercial.sow.ref or commercial.sow.signed %}, signed "
            + long_date("commercial.sow.signed")
            + "{% endif %}",
        ),
        ("Total value", "{{ commercial.total_value }}"),
        ("Monthly fee", "{{ commercial.monthly_fee }}"),
        ("A year", "{{ commercial.annual_value }}"),
        ("Onboarding fee", optional("commercial.onboarding_fee", "None")),
        (
            "Invoice",
            "{{ commercial.invoice_amount }}{% if commercial.period %} a {{ commercial.period }}{% endif %}",
        ),
        ("Billing starts", "{{ commercial.billing_starts }}"),
        ("First invoice", "{{ commercial.first_invoice }}"),
        ("Payment terms", "{{ commercial.payment_terms }}"),
        ("Tax", "{{ commercial.tax }}"),
        ("Purchase order", "{{ commercial.po_number }}"),
        ("Start", "{{ commercial.start }}"),
        (
            "End",
            lines(
                ("Table Text", "{{ commercial.end }}"),
                ("Table Gap", "{%p if commercial.end_note %}"),
                ("Table Text", "[[Muted: {{ commercial.end_note }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
        ),
        ("Renewal", "{{ commercial.renewal }}"),
        ("Give notice by", "{{ commercial.notice_by }}"),
        wide=(("Indexation", optional("commercial.indexation", "None agreed")),),
        alt="Commercial terms",
    ),
    run_on=True,
)

SCOPE = section(
    "Scope, special conditions and commitments",
    when(
        "commercial.outside_contract",
        callout(
            "TBC",
            "Not in the contract",
            "{{ commercial.outside_contract|plural('commitment') }} made during the sale "
            "{{ 'stands' if commercial.outside_contract == 1 else 'stand' }} outside the contract, not accepted "
            "by {{ handoff.receiver }} yet. Each needs an owner and a date before {{ handoff.receiver }} accepts "
            "this form.",
        ),
    ),
    table(
        columns(("In scope", 50), ("Out of scope", 50)),
        row(
            list_cell("line in commercial.in_scope", "{{ line }}", "Nothing is listed."),
            list_cell("line in commercial.out_of_scope", "{{ line }}", "Nothing is excluded."),
        ),
        alt="Services in scope and out of scope",
    ),
    heading("Special conditions"),
    table(
        columns(("Ref", 560), ("Kind", 1250), ("Condition", 4744), ("Clause", 1250), ("Approved by", 1550)),
        row_each(
            "condition in commercial.special_conditions",
            row(
                "{{ condition.id }}",
                "{{ condition.kind }}",
                "{{ condition.text }}",
                "{{ condition.clause }}",
                "{{ condition.approved_by }}",
            ),
        ),
        alt="Special conditions: reference, kind, text, clause, who approved it",
        empty="No special condition was agreed.",
        keep=True,
    ),
    heading("Commitments"),
    table(
        columns(
            ("Ref", 560),
            ("What was promised", 2214),
            ("By, to and when", 2090),
            ("Contract", 2360),
            ("Owner and due", DATE),
        ),
        row_each(
            "promise in commercial.commitments",
            row(
                "{{ promise.id }}",
                "{{ promise.text }}",
                lines(
                    ("Table Text", "{{ promise.made_by }} to {{ promise.made_to }}"),
                    ("Table Text", "{{ promise.date }}"),
                ),
                "{{ promise.contract }}{% if promise.in_contract %} {{ promise.clause }}{% endif %}",
                owner_due("promise.owner", "promise.due"),
            ),
        ),
        alt="Commitments of the sale: who promised what to whom, whether the contract holds it, owner and due date",
        empty="Nothing was promised outside the agreements.",
        keep=True,
    ),
    when(
        "commercial.clause_deltas",
        heading("Clauses that vary the tier\u2019s standard"),
        table(
            columns(
                ("Clause", 700),
                ("Subject", 1350),
                ("Standard", 1250),
                ("Agreed", 2754),
                ("Applies to", 1800),
                ("Season", 1500),
            ),
            row_each(
                "clause in commercial.clause_deltas",
                row(
                    "{{ clause.id }}",
                    "{{ clause.subject }}",
                    optional("clause.standard", "No figure"),
                    optional("clause.custom", "{{ clause.text }}"),
                    optional("clause.applies_to", "Everything"),
                    optional("clause.season", "All year"),
                ),
            ),
            alt="Clauses that vary the standard of the tier",
        ),
    ),
    run_on=True,
)
