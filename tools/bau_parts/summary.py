"""Section 1: how ready the handover is, part by part."""

from __future__ import annotations

from tools.kit import (
    brief,
    bullets_each,
    columns,
    kpis,
    lead,
    minor,
    row,
    row_each,
    section,
    table,
    when,
)

_BEGINS = brief("bau.start", "{{ bau.start|date('long') }}")
_MANAGER = brief("bau.people.manager", "{{ bau.people.manager }}")
_SCORE = "{% if bau.results.survey %}{{ bau.results.survey.score }}{% else %}\u2013{% endif %}"

SUMMARY = section(
    "Summary and readiness",
    lead(
        f"Run-state service begins on {_BEGINS}, led by {_MANAGER}. "
        "{% if bau.percent == 100 %}Every part of the handover is complete."
        "{% else %}{{ bau.percent }} % of the parts of the handover are complete.{% endif %}"
    ),
    kpis(
        ("{{ bau.percent }} %", "of the parts complete"),
        ("{{ bau.results.met }} of {{ bau.results.exits|length }}", "exit criteria met"),
        ("{{ bau.results.run }}", "compliant weeks up to the exit"),
        (_SCORE, "satisfaction, out of 10"),
        alt="Key figures: parts complete, exit criteria met, compliant weeks, satisfaction",
    ),
    table(
        columns(("Part of the handover", 78), ("Done", 22, "right"), ("State", 30), ("Section", 50)),
        row_each(
            "line in bau.readiness",
            row(
                "{{ line.part }}",
                "{{ line.done }} of {{ line.needed }}",
                "{{ line.chip }}",
                "[[Muted: {{ line.section }}]]",
            ),
        ),
        style="House Table Solid",
        alt="Parts of the handover: how much is done, the state, the section with the details",
        title="Readiness by part",
        note="Task B7, the status in the CRM, follows the acceptance and does not count.",
        keep=True,
    ),
    when(
        "bau.results.conditions",
        minor("Conditions of the hypercare sign-off"),
        bullets_each("line in bau.results.conditions", "{{ line }}"),
    ),
    when(
        "bau.registers.ending",
        minor("What ends soon"),
        bullets_each(
            "line in bau.registers.ending if line.days_left <= 90",
            "{{ line.kind }} {{ line.what }}: {{ line.expiry|date('long') }}, "
            "{% if line.days_left < 0 %}{{ (0 - line.days_left)|plural('day') }} ago"
            "{% else %}in {{ line.days_left|plural('day') }}{% endif %}"
            "{% if line.owner %} ({{ line.owner }}){% endif %}",
        ),
    ),
)
