"""Section 13: what is stricter in the weeks after go-live."""

from __future__ import annotations

from tools.kit import body, columns, heading, key_values, lead, optional, row, row_each, section, table

_P1 = (
    "{{ hypercare.p1_response }}"
    "{% if hypercare.p1_contract %} (contract: {{ hypercare.p1_contract }}){% endif %}"
)
_ENGINEER = (
    "{{ hypercare.engineer }}{% if hypercare.engineer %}, {{ hypercare.engineer_hours|lower }}{% endif %}"
    "{% if hypercare.backup_engineer %}; {{ hypercare.backup_engineer }} stands in{% endif %}"
)


def _dates(days: str) -> str:
    listed = "{{ day|date('EEE') }} {{ day|date('day') }}{% if not loop.last %}, {% endif %}"
    return optional(days, "They follow from go-live", f"{{% for day in {days} %}}{listed}{{% endfor %}}")


HYPERCARE = section(
    "Hypercare overlay",
    lead(
        "For {{ hypercare.days|plural('calendar day') }} from {{ hypercare.start }} every P1 is answered within "
        "{{ hypercare.p1_response }}."
    ),
    key_values(
        ("Counted from", "{{ hypercare.anchor }}"),
        ("Length", "{{ hypercare.days|plural('calendar day') }}, both ends included"),
        ("First day", "{{ hypercare.start }}"),
        ("Last day", "{{ hypercare.end }}"),
        ("P1 response", _P1),
        ("P1 clock", "{{ hypercare.p1_clock }}"),
        ("Named engineer", _ENGINEER),
        ("Channel", "{{ hypercare.channel }}"),
        alt="Hypercare: dates, P1 response and clock, people, channel",
    ),
    table(
        columns(("Meeting", 30), ("How often", 56), ("Dates", 79)),
        row(
            "**Stand-up**",
            "Each of the first {{ hypercare.standup_days|plural('business day') }}, with the client\u2019s IT",
            _dates("hypercare.standups"),
        ),
        row("**Progress review**", "{{ hypercare.review_cadence|capitalize }}", _dates("hypercare.reviews")),
        row(
            "**Health check**",
            "{{ hypercare.health_checks|capitalize }}, all critical systems",
            "In each such period",
        ),
        alt="Meetings and checks in hypercare: how often, and the dates",
        title="Meetings and checks",
        keep=True,
    ),
    body("{{ hypercare.ai_tuning }}. {{ hypercare.threshold }}"),
    heading("How hypercare ends"),
    body(
        "Hypercare ends on its last day if every criterion below is met. {{ hypercare.extension }}.",
        keep=True,
    ),
    table(
        columns(("Criterion", 74), ("Measure and threshold", 91)),
        row_each("item in hypercare.exit", row("{{ item.name }}", "{{ item.text }}")),
        alt="Exit criteria of hypercare",
        empty="The process has no exit criterion.",
        keep=True,
    ),
    run_on=True,
)
