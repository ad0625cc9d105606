"""Section 4: the hours of cover, drawn, counted and in words."""

from __future__ import annotations

from tools.kit import (
    body,
    callout,
    columns,
    heading,
    lead,
    optional,
    row,
    row_each,
    section,
    table,
    week_grid,
    when,
)

_CLOSED = (
    "{% if sla.cover.holidays_closed %}On these days the service hours do not run"
    "{% else %}The service hours run on these days as on any other{% endif %}."
)

HOURS = section(
    "Service hours",
    lead(
        "{% if sla.cover %}{{ sla.cover.text }}, {{ sla.cover.zone }}: {{ sla.cover.hours|plural('hour') }} a week"
        "{% if not sla.cover.all_day %}; P1 "
        "{% if sla.cover.p1_hours == sla.cover.hours %}in the same hours{% else %}at every hour{% endif %}{% endif %}."
        "{% else %}The service hours follow from the tier: {{ sla.cover }}{% endif %}"
    ),
    when(
        "sla.cover",
        week_grid(
            "line in sla.cover.rows",
            label="{{ line.day }}",
            hours="sla.cover.marks",
            alt="Hours of cover by weekday; the note below says them in words",
            note="{{ sla.cover.sentence }}",
        ),
        when(
            "sla.cover.daylight_saving",
            callout(
                "Note",
                "Daylight saving",
                "All times are wall-clock times in {{ sla.cover.zone }}: the service hours move with the clocks.",
            ),
        ),
        when(
            "sla.cover.after_hours or not sla.cover.all_day",
            heading("After-hours contact"),
            body(
                "{% if sla.cover.after_hours %}{{ sla.cover.after_hours.name }}: {{ sla.cover.after_hours.phone }}."
                "{% if sla.cover.after_hours.use %} {{ sla.cover.after_hours.use }}.{% endif %}"
                "{% else %}{{ sla.cover.after_hours }}{% endif %}"
            ),
        ),
        heading("Public holidays in the first twelve months"),
        body(_CLOSED),
        table(
            columns(("Date", 54), ("Holiday", 74), ("Where", 36)),
            row_each(
                "day in sla.cover.holidays",
                row("{{ day.date }}", "{{ day.name }}", optional("day.regions_text", "All sites")),
            ),
            alt="Public holidays in the first twelve months: date, name, where",
            empty="No public holiday falls on a business day.",
        ),
    ),
    run_on=True,
)
