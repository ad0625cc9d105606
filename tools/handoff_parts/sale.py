"""What was sold: the commercial summary, the scope, special conditions and commitments."""

from __future__ import annotations

from tools.kit import (
    callout,
    columns,
    heading,
    joined,
    key_values,
    known,
    lead,
    list_cell,
    optional,
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
        + known("commercial.term_months", "{{ commercial.term_months }} months")
        + ", billed "
        + known("commercial.billing_frequency", "{{ commercial.billing_frequency|lower }}")
        + "; the contract runs to {{ commercial.end }}."
    ),
    key_values(
        ("Master agreement", "{{ commercial.msa.ref }}, signed {{ commercial.msa.signed }}"),
        ("Statement of work", "{{ commercial.sow.ref }}, signed {{ commercial.sow.signed }}"),
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
            "{{ commercial.end }}{% if commercial.end_note %} ({{ commercial.end_note|lower }}){% endif %}",
        ),
        ("Renewal", "{{ commercial.renewal }}"),
        ("Give notice by", "{{ commercial.notice_by }}"),
        alt="Commercial terms",
    ),
    key_values(("Indexation", optional("commercial.indexation", "None agreed")), alt="Indexation", across=1),
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
            "{{ 'stands' if commercial.outside_contract == 1 else 'stand' }} outside the contract. "
            "Delivery accepts, funds and dates each one before it accepts this form.",
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
        columns(("Ref", 10), ("Kind", 22), ("Condition", 72), ("Clause", 22), ("Approved by", 28)),
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
            ("Ref", 10),
            ("What was promised", 46),
            ("By, to and when", 38),
            ("Contract", 44),
            ("Owner and due", 32),
        ),
        row_each(
            "promise in commercial.commitments",
            row(
                "{{ promise.id }}",
                "{{ promise.text }}",
                "{{ promise.made_by }} to {{ promise.made_to }}, {{ promise.date }}",
                "{{ promise.contract }}{% if promise.in_contract %} {{ promise.clause }}{% endif %}",
                joined("promise.owner", "promise.due", ", "),
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
                ("Clause", 14),
                ("Subject", 34),
                ("Standard", 26),
                ("Agreed", 26),
                ("Applies to", 34),
                ("Season", 26),
            ),
            row_each(
                "clause in commercial.clause_deltas",
                row(
                    "{{ clause.id }}",
                    "{{ clause.subject }}",
                    "{{ clause.standard }}",
                    "{{ clause.custom }}",
                    optional("clause.applies_to", "Everything"),
                    optional("clause.season", "All year"),
                ),
            ),
            alt="Clauses that vary the standard of the tier",
        ),
    ),
    run_on=True,
)
