"""Sections 8 and 9: availability month by month, and the rules of measurement."""

from __future__ import annotations

from tools.kit import (
    Block,
    body,
    caption,
    cell_each,
    columns,
    heading,
    key_values,
    lead,
    lines,
    optional,
    row,
    row_each,
    section,
    source,
    table,
    when,
)
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH

_LONGER, _SHORTER = "[[Muted: daylight saving ends]]", "[[Muted: daylight saving starts]]"
_PART = "{% if loop.first and sla.availability.first_from %} [[Muted: part month]]{% endif %}"
_CLOCKS_MOVE = f"{{% if month.shift > 0 %}} {_LONGER}{{% elif month.shift < 0 %}} {_SHORTER}{{% endif %}}"


def _months() -> Block:
    """Return the table of months; one column for each deeper credit band, as the data say."""
    grid = grid_of(columns(("", 66), ("", 25), ("", 26), ("", 48)), TEXT_WIDTH)
    head = row(
        lines(("Table Head", "Month")),
        lines(("Table Head Number", "Minutes in the month")),
        lines(("Table Head Number", "Allowed downtime")),
        cell_each("head in sla.availability.heads", lines(("Table Head Number", "{{ head }} credit above"))),
        head=True,
    )
    line = row(
        "{{ month.month|date('month') }}" + _CLOCKS_MOVE + _PART,
        lines(("Table Number", "{{ month.minutes|number }}")),
        lines(("Table Number", "{{ month.allowed|number(1) }}")),
        cell_each("start in month.starts", lines(("Table Number", "{{ start|number(1) }}"))),
    )
    xml = raw_table(
        "House Table",
        grid,
        [head, row_each("month in sla.availability.months", line)],
        alt="Allowed downtime in minutes for each of the first twelve months",
        look=("firstRow",),
    )
    return Block(xml, ends_in_table=True)


_NOTE = (
    "All figures of the table are minutes. Months have their true length in {{ sla.availability.zone }}, "
    "changes of clocks counted."
    "{% if sla.availability.first_credit %} More than the allowed downtime gives a credit of "
    "{{ sla.availability.first_credit }}.{% endif %}"
    "{% if sla.availability.first_from %} In the first month {{ sla.availability.first_minutes|number }} minutes "
    "count, from {{ sla.availability.first_from }}, and allow {{ sla.availability.first_allowed|number(1) }} "
    "minutes.{% endif %}"
)

AVAILABILITY = section(
    "Availability",
    lead(
        "{% if sla.availability %}{{ sla.availability.target }} of each {{ sla.availability.period|lower }}: at most "
        "{{ sla.availability.whole.allowed|number(1) }} minutes of downtime in "
        "{{ sla.availability.whole.month|date('month') }}, the first whole month."
        "{% else %}The allowance needs the tier and the effective date: {{ sla.availability }}{% endif %}"
    ),
    when(
        "sla.availability",
        key_values(
            ("Target", "{{ sla.availability.target }}"),
            ("Measured over", "{{ sla.availability.period }}"),
            ("Scope", "{{ sla.availability.scope }}"),
            ("Measured at", "{{ sla.availability.measurement_point }}"),
            ("Formula", "{{ sla.availability.formula }}"),
            (
                "Maintenance",
                optional("sla.availability.maintenance", "Approved windows do not count (section 11)"),
            ),
            alt="Availability: target, period, scope, measuring point, formula, maintenance",
        ),
        source(_NOTE),
        caption("Allowed downtime in the first twelve months"),
        _months(),
    ),
    when(
        "sla.windows",
        heading("Agreed windows"),
        body(
            "A maintenance window is agreed time for work (section 11); a freeze is a time without changes.",
            keep=True,
        ),
        table(
            columns(("Kind", 22), ("From", 42), ("To", 42), ("Repeats", 21), ("Scope", 38)),
            row_each(
                "window in sla.windows",
                row(
                    "{{ window.kind }}",
                    "{{ window.start }}",
                    "{{ window.end }}",
                    optional("window.recurrence", "Once"),
                    optional("window.scope", "Everything"),
                ),
            ),
            alt="Maintenance windows and freezes: kind, from, to, recurrence, scope",
            keep=True,
        ),
    ),
    run_on=True,
)

MEASUREMENT = section(
    "Measurement rules",
    lead("One set of rules decides when a clock starts, pauses and stops."),
    table(
        columns(("Rule", 34), ("How it is applied", 130)),
        row_each("rule in sla.measurement", row("**{{ rule.name }}**", "{{ rule.text }}.")),
        alt="Measurement rules",
        keep=True,
    ),
    run_on=True,
)
