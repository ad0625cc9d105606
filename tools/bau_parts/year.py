"""Section 4: the first twelve months, as a drawn year and as a list of dates."""

from __future__ import annotations

from tools.kit import (
    Column,
    body,
    callout,
    columns,
    grid_table,
    lead,
    row,
    row_each,
    section,
    table,
    when,
)

_YEAR = grid_table(
    (Column("What", 46),),
    heads=("bau.year.years", "bau.year.months"),
    rows="line in bau.year.rows",
    row_labels=("{{ line.kind }}",),
    drawn_width=119,
    alt="The first year: a row for each kind of event, a column for each month, with the days on which it falls",
    title="The first year at a glance",
    note="The figure in a cell is the day of the month. Agreed dates stand as agreed; the rest follow from the "
    "rhythm of the tier and lie on the client\u2019s business days.",
)
_DATES = table(
    columns(("Date", 2130), ("What", 4824), ("Basis", 1100), ("Remark", 1300)),
    row_each(
        "day in bau.year.days",
        row(
            "{{ day.date }}",
            "{{ day.what }}",
            "{{ day.basis }}",
            "{% if day.chip %}{{ day.chip }}{% endif %}",
        ),
    ),
    alt="Every date of the first year: date, what, basis",
    title="Every date of the first year",
)

YEAR = section(
    "Governance calendar",
    lead(
        "{% if bau.year %}{{ bau.year.days|length|plural('date') }} from {{ bau.year.first|date('long') }} to "
        "{{ bau.year.last|date('long') }}: reviews, reports, tests and the days that the contract sets."
        "{% else %}The calendar follows from the first day of run-state service: {{ bau.year }}{% endif %}"
    ),
    when(
        "bau.year",
        when(
            "bau.year.undated",
            callout(
                "Risk", "No date yet", "{{ bau.year.undated|list_and }}: a control without a date lapses."
            ),
        ),
        when("bau.year.rows", _YEAR, _DATES, otherwise=body("Nothing is dated yet.")),
    ),
    run_on=True,
)
