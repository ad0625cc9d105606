"""Snapshot, handoff checklist, open items and risks: what a reader needs first and last."""

from __future__ import annotations

from tools.kit import (
    DATE,
    chip,
    columns,
    drawn_bar,
    heading,
    key_values,
    known,
    kpis,
    lead,
    long_date,
    open_items_table,
    optional,
    owner_due,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)

AMOUNT_FIRST = (4, 3, 3, 3)
"""Widths of figures of which the first is an amount of up to nine digits."""
WHOLE_AMOUNT = known("commercial.total_value", "{{ commercial.total_value.amount|number(0) }}")
PROMISES = (
    "{% if commercial.commitments is iterable %}"
    "{{ commercial.commitments|length|plural('promise') }}, "
    "{% if commercial.outside_contract %}{{ commercial.outside_contract }} neither in the contract nor accepted"
    "{% else %}all in the contract or accepted{% endif %}; "
    "{% else %}promises not recorded yet; {% endif %}"
    "{% if commercial.special_conditions is iterable %}"
    "{{ commercial.special_conditions|length|plural('special condition') }}"
    "{% else %}special conditions not recorded yet{% endif %}"
)
PROMISE_CHIP = (
    "{% if commercial.commitments is not iterable or commercial.special_conditions is not iterable %}"
    + chip("Critical", "Not recorded")
    + "{% elif commercial.outside_contract %}"
    + chip("Caution", "Check")
    + "{% else %}"
    + chip("Good", "Settled")
    + "{% endif %}"
)
ROLE_CHIP = (
    "{% if people.uncovered %}"
    + chip("Critical", "Incomplete")
    + "{% else %}"
    + chip("Good", "Covered")
    + "{% endif %}"
)
_ROLES = (
    "{% if people.uncovered %}{{ people.uncovered }} of {{ people.coverage|length }} mandatory roles have nobody"
    "{% else %}Sponsor, primary, technical and billing contacts are all named{% endif %}"
)
OPEN_CHIP = (
    "{% if verdict.open_items %}"
    + chip("Caution", "Open")
    + "{% else %}"
    + chip("Good", "None open")
    + "{% endif %}"
)
OPEN = (
    "{% if verdict.open_items %}{{ verdict.open_items|length|plural('item') }}; section 11 lists them all"
    "{% else %}Nothing is open{% endif %}"
)

_FIRST = 3
"""How many promises and open items the snapshot names: it stays on one page."""


def _short(text: str) -> str:
    return f"{{{{ {text}|truncate(120, false, '\u2026') }}}}"


_OVER_MONTHS = optional("commercial.term_months", "", " over {{ commercial.term_months }} months")
_DAYS_LEFT = (
    "{% if timeline.days_to_go_live is number and timeline.days_to_go_live > 0 %}, "
    "{{ timeline.days_to_go_live|plural('day') }} from {{ as_of }}{% endif %}"
)

TERM = (
    long_date("commercial.start")
    + "{% if commercial.start or commercial.end %} to "
    + long_date("commercial.end")
    + "{% endif %}"
)

FIRST_PROMISES = when(
    "commercial.commitments",
    table(
        columns(("First promises", 4684), ("Contract", 2360), ("Owner and due", 2310)),
        row_each(
            f"promise in commercial.commitments[:{_FIRST}]",
            row(
                _short("promise.text"),
                "{{ promise.contract }}",
                "{{ promise.owner }}{% if promise.owner or promise.due %}, "
                + short_date("promise.due")
                + "{% endif %}",
            ),
        ),
        alt="First promises of the sale: text, whether the contract holds it, owner and due date",
        keep=True,
    ),
)

FIRST_OPEN_ITEMS = when(
    "verdict.open_items",
    table(
        columns(("First open items", 4684), ("State", 2360), ("Owner and due", 2310)),
        row_each(
            f"item in verdict.open_items[:{_FIRST}]",
            row(
                _short("item.item"),
                "{{ item.chip }}",
                optional("item.owner", "\u2013")
                + optional("item.due", "", ", {{ item.due|date('medium') }}"),
            ),
        ),
        alt="First open items: what, state, owner and due date",
        keep=True,
    ),
)

SNAPSHOT = section(
    "Snapshot",
    lead(
        "{{ client.legal_name }} bought "
        + known("commercial.tier", "{{ commercial.tier }} service")
        + " for "
        + known("client.users", "{{ client.users|plural('user') }}")
        + " and asked to go live on {{ timeline.target }}."
    ),
    kpis(
        (
            WHOLE_AMOUNT,
            "{{ commercial.currency }}, contract value" + _OVER_MONTHS,
        ),
        (
            known("client.users", "{{ client.users|number(0) }}"),
            "users; " + known("client.devices", "{{ client.devices|plural('device') }}"),
        ),
        (
            known("timeline.target", "{{ timeline.target|date('day') }}"),
            "go-live asked for" + _DAYS_LEFT,
        ),
        (
            "{{ checklist.percent }}\u00a0%",
            "ready: {{ checklist.complete }} of {{ checklist.applicable }} items of the checklist",
        ),
        alt="Key figures: contract value, users, go-live, readiness",
        shares=AMOUNT_FIRST,
    ),
    drawn_bar("checklist.bar", alt="Readiness of the handoff as a bar"),
    key_values(
        ("Sponsor", "{{ people.sponsor }}"),
        ("Account manager", "{{ people.account_manager }}"),
        ("Primary contact", "{{ people.primary }}"),
        ("Onboarding lead", "{{ people.onboarding_lead }}"),
        ("Industry", "{{ client.industry }}"),
        ("Monthly fee", "{{ commercial.monthly_fee }}"),
        ("Kickoff", "{{ timeline.kickoff }}"),
        ("Go-live planned", "{{ timeline.go_live }}"),
        ("Contract", TERM),
        ("Earliest feasible", "{{ timeline.earliest }}"),
        alt="Who and when at a glance",
    ),
    table(
        columns(("Question", 1980), ("State", 1900), ("Answer", 5474)),
        row(
            "Is it complete?",
            "{{ checklist.chip }}",
            "{{ checklist.complete }} of {{ checklist.applicable }} applicable items of the checklist",
        ),
        row(
            "Can the date be met?",
            known("timeline.feasibility", "{{ timeline.feasibility.chip }}"),
            known("timeline.feasibility", "{{ timeline.feasibility.distance }}"),
        ),
        row("What was promised?", PROMISE_CHIP, PROMISES),
        row("Are the roles covered?", ROLE_CHIP, _ROLES),
        row("What is missing?", OPEN_CHIP, OPEN),
        alt="State of the handoff: completeness, dates, promises, roles, open items",
        keep=True,
    ),
    FIRST_PROMISES,
    FIRST_OPEN_ITEMS,
)

CHECKLIST = section(
    "Handoff checklist",
    lead(
        "{{ checklist.complete }} of {{ checklist.applicable }} applicable items are complete; "
        "{% if checklist.outstanding %}{{ checklist.outstanding }} "
        "{{ 'is' if checklist.outstanding == 1 else 'are' }} outstanding{% else %}none is outstanding{% endif %}."
    ),
    table(
        columns(
            ("Ref", 420),
            ("What is handed over", 3030),
            ("State", 1470),
            ("On record, or missing", 2304),
            ("Owner and due", DATE),
        ),
        row_each(
            "item in checklist.items",
            row(
                "{{ item.id }}",
                "{{ item.text }}",
                "{{ item.chip }}",
                "{{ item.evidence }}{% if item.evidence and item.missing %}. {% endif %}"
                "{% if item.missing %}Missing: {{ item.missing }}{% endif %}",
                owner_due("item.owner", "item.due"),
            ),
        ),
        alt="Handoff checklist: item, state, evidence or what is missing, owner and due date",
    ),
    heading("Information from the client"),
    table(
        columns(
            ("Ref", 420),
            ("Information", 3030),
            ("State", 1470),
            ("On record, or missing", 2694),
            ("Provided by", 1740),
        ),
        row_each(
            "item in checklist.information",
            row(
                "{{ item.id }}",
                "{{ item.text }}",
                "{{ item.chip }}",
                "{{ item.evidence }}{% if item.evidence and item.missing %}. {% endif %}"
                "{% if item.missing %}Missing: {{ item.missing }}{% endif %}",
                "{{ item.provided_by }}",
            ),
        ),
        alt="Information owed by the client: item, state, what was found, who provides it",
        empty="The process asks for no information.",
        keep=True,
    ),
    run_on=True,
)

OPEN_ITEMS = section(
    "Open items and handoff risks",
    lead(
        "{% if verdict.open_items %}{{ verdict.open_items|length|plural('item') }} "
        "{{ 'is' if verdict.open_items|length == 1 else 'are' }} open{% else %}Nothing is open{% endif %}"
        "{% if handoff.risks %}, and {{ handoff.risks|length|plural('risk') }} "
        "{{ 'was' if handoff.risks|length == 1 else 'were' }} known at handoff{% endif %}."
    ),
    open_items_table(),
    heading("Risks known at handoff"),
    table(
        columns(("Ref", 640), ("Risk", 2884), ("Rating", 1400), ("Response", 2300), ("Owner and due", DATE)),
        row_each(
            "risk in handoff.risks",
            row(
                "{{ risk.id }}",
                "{{ risk.text }}",
                "{{ risk.chip }}",
                optional("risk.mitigation", "None recorded"),
                owner_due("risk.owner", "risk.due"),
            ),
        ),
        alt="Risks known at handoff: reference, risk, rating, response, owner and due date",
        empty="No risk is recorded for the handoff.",
        note="Rating: likelihood (1 to 5) times impact (1 to 5).",
    ),
    run_on=True,
)
