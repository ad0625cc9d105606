"""Section 13: what is stricter in the weeks after go-live."""

from __future__ import annotations

from tools.kit import body, columns, heading, key_values, lead, optional, row, row_each, section, table

_ENGINEER = (
    "{{ hypercare.engineer }}, {{ hypercare.engineer_hours|lower }}"
    "{% if hypercare.backup_engineer %}; {{ hypercare.backup_engineer }} stands in{% endif %}"
)


def _dates(days: str) -> str:
    listed = "{{ day|date('EEE d MMM') }}{% if not loop.last %}, {% endif %}"
    return optional(days, "They follow from go-live", f"{{% for day in {days} %}}{listed}{{% endfor %}}")


HYPERCARE = section(
    "Hypercare overlay",
    lead(
        "For {{ hypercare.days|plural('calendar day') }} from {{ hypercare.start }} every P1 is answered within "
        "{{ hypercare.p1_response }}."
    ),
    key_values(
        ("First day", "{{ hypercare.start }}"),
        ("Last day", "{{ hypercare.end }}"),
        ("P1 response", "{{ hypercare.p1_response }} (contract: {{ hypercare.p1_contract }})"),
        ("P1 clock", "{{ hypercare.p1_clock }}"),
        ("Named engineer", _ENGINEER),
        ("Channel", "{{ hypercare.channel }}"),
        alt="Hypercare: dates, P1 response and clock, people, channel",
    ),
    table(
        columns(("Meeting", 34), ("How often", 50), ("Dates", 80)),
        row(
            "**Stand-up**",
            "With the client\u2019s IT, each of the first business days",
            _dates("hypercare.standups"),
        ),
        row("**Progress review**", "{{ hypercare.review_cadence|capitalize }}", _dates("hypercare.reviews")),
        row(
            "**Health check**",
            "{{ hypercare.health_checks|capitalize }}, all critical systems",
            "Within each period",
        ),
        alt="Meetings and checks in hypercare: how often, and the dates",
        title="Meetings and checks",
    ),
    body("{{ hypercare.ai_tuning }}. {{ hypercare.threshold }}"),
    heading("How hypercare ends"),
    body("Hypercare ends on its last day if every criterion below is met. {{ hypercare.extension }}."),
    table(
        columns(("Criterion", 82), ("Measure and threshold", 82)),
        row_each("item in hypercare.exit", row("{{ item.name }}", "{{ item.text }}")),
        alt="Exit criteria of hypercare",
        empty="The process has no exit criterion.",
    ),
    run_on=True,
)
