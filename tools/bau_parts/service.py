"""Section 3: the service on one page."""

from __future__ import annotations

from tools.kit import (
    bullets_each,
    columns,
    key_values,
    known,
    lead,
    list_cell,
    minor,
    row,
    row_each,
    section,
    table,
    when,
)

_SCOPE = table(
    columns(("In scope", 84), ("Out of scope", 81)),
    row(
        list_cell("line in commercial.in_scope", "{{ line }}", "Nothing is listed."),
        list_cell("line in commercial.out_of_scope", "{{ line }}", "Nothing is excluded."),
    ),
    alt="Services in scope and out of scope",
    title="Scope",
)

SERVICE = section(
    "Service on a page",
    lead(
        "{% if sla.targets %}{{ sla.tier }} service: a P1 is answered within {{ sla.targets[0].response }} and "
        "resolved within {{ sla.targets[0].resolution }}."
        "{% else %}The tier is still to be confirmed: {{ sla.tier }}{% endif %}"
    ),
    key_values(
        ("Service hours", "{% if sla.cover %}{{ sla.cover.text }}{% else %}{{ sla.cover }}{% endif %}"),
        ("P1", "{% if sla.cover %}{{ sla.cover.p1_text }}{% else %}{{ sla.cover }}{% endif %}"),
        (
            "Availability",
            (
                "{% if sla.availability %}{{ sla.availability.target }} of each month"
                "{% else %}{{ sla.availability }}{% endif %}"
            ),
        ),
        (
            "Credits",
            (
                "{% if sla.credits %}At most {{ sla.credits.monthly_cap_amount }} in a month"
                "{% else %}{{ sla.credits }}{% endif %}"
            ),
        ),
        ("Contract", "{{ commercial.msa.ref }}"),
        ("Contract ends", "{{ commercial.end }}"),
        ("Users", known("client.users", "{{ client.users|number(0) }}")),
        ("Devices", known("client.devices", "{{ client.devices|number(0) }}")),
        alt="The service: hours, availability, credits, contract, users and devices",
    ),
    when(
        "sla.targets",
        table(
            columns(
                ("Priority", 16), ("What it means", 52), ("Response", 33), ("Resolution", 42), ("Clock", 32)
            ),
            row_each(
                "target in sla.targets",
                row(
                    "**{{ target.key }}**",
                    "{{ target.meaning }}",
                    "{{ target.response }}",
                    "{{ target.resolution }}",
                    "{{ target.clock }}",
                ),
            ),
            style="House Table Solid",
            alt="Targets by priority: meaning, response, resolution, clock",
            title="Targets by priority",
            note="Clocks, pauses, exclusions and credits are in the SLA schedule, which binds.",
            keep=True,
        ),
    ),
    _SCOPE,
    when(
        "sla.clauses",
        minor("Varied for this client"),
        bullets_each("clause in sla.clauses", "**{{ clause.id }}** {{ clause.text }}"),
    ),
)
