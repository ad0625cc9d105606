"""Sections 3 and 4: objectives as cards, and the measures with their course and progress."""

from __future__ import annotations

from tools.csp_parts.pieces import bar_cells, lead_in, listing, over_bar
from tools.kit import (
    Block,
    Cell,
    Column,
    each,
    known,
    lead,
    lines,
    list_cell,
    optional,
    para,
    section,
)
from tools.kit.rows import Row
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH

_LABEL, _TEXT = 29, 53.5


def _key(label: str) -> Cell:
    return lines(("Key Label", label))


_DUE = known("aim.due", "{{ aim.due|date('long') }}")


def _card() -> list[Block]:
    """Return one objective: number and statement on paper, then what it is for, whose it is, what belongs to it."""
    title = Cell(
        lines=(
            ("KPI Label", "Objective {{ aim.priority }}, due " + _DUE),
            ("KPI Value Small", "{{ aim.statement }}"),
        ),
        fill="lt2",
        span=3,
    )
    state = Cell(lines=(("Table Text", "{{ aim.chip }}"),), fill="lt2", align="center")
    measures = list_cell(
        "measure in aim.measures", "{{ measure.name }}: {{ measure.target_text }}", "None yet."
    )
    rows = (
        Row((title, state)),
        Row(
            (
                _key("Outcome"),
                optional("aim.outcome", "Not stated"),
                _key("Why now"),
                optional("aim.why_now", "Not stated"),
            )
        ),
        Row(
            (
                _key("{{ client.trading_name }}"),
                "{{ aim.owner_client }}",
                _key("{{ provider.name }}"),
                "{{ aim.owner_provider }}",
            )
        ),
        Row(
            (
                _key("Initiatives"),
                list_cell("step in aim.initiatives", "{{ step }}", "None recorded."),
                _key("Measures"),
                measures,
            )
        ),
    )
    grid = grid_of([Column("", _LABEL), Column("", _TEXT)] * 2, TEXT_WIDTH)
    alt = "Objective: outcome, why now, owners, initiatives, measures, due day"
    return [
        Block(raw_table("House Key Value", grid, rows, alt=alt, keep=True), ends_in_table=True),
        para("Table Gap", ""),
    ]


OBJECTIVES = section(
    "Objectives and desired outcomes",
    lead_in(
        "{% if success.objectives %}{{ success.objectives|length|plural('objective') }}"
        "{% if success.without_measure %}; {{ success.without_measure }} of them "
        "{{ 'has' if success.without_measure == 1 else 'have' }} no measure yet"
        "{% else %}, and each has a measure{% endif %}.{% else %}The objectives are still to be agreed.{% endif %}"
    ),
    listing(
        "success.objectives",
        "No objective is agreed yet.",
        each("aim in success.objectives", *_card()),
        name="Objectives",
    ),
    run_on=True,
)


def _value(label: str, value: str, on: str) -> tuple[str, str]:
    text = f"[[Muted: {label}]] {value}"
    return "Table Text", f"{text}{{% if {on} %}} [[Muted: on {{{{ {on}|date('medium') }}}}]]{{% endif %}}"


_WAY = (
    "{% if measure.current is not none %}{{ measure.progress_text }} [[Muted: of the way"
    "{% if measure.expected is not none %}; {{ measure.expected|number(0) }}\u00a0% of the time had gone{% endif %}]]"
    "{% else %}[[Muted: {{ measure.progress_text }}]]{% endif %}"
)
_SOURCE = (
    "[[Muted: From]] {{ measure.source }}, [[Muted: read]]"
    "{% if measure.cadence %} {{ measure.cadence|lower }}{% endif %} [[Muted: by]] {{ measure.owner }}"
)
_NEEDED = (
    "{{ measure.direction }}{% if measure.needed == 'Target reached' %}; target reached"
    "{% elif measure.needed %}; [[Muted: needed]] {{ measure.needed }}{% endif %}"
)


def _measure() -> list[Block]:
    """Return one measure: values and progress at the left, its course as a line at the right."""
    facts = Cell(
        lines=(
            ("Meta Value", "{{ measure.name }}"),
            ("Table Text", "[[Muted: {{ measure.definition }}]]"),
            _value("Baseline", "{{ measure.baseline_text }}", "measure.baseline_date"),
            _value("Latest", "**{{ measure.current_text }}**", "measure.current_date"),
            _value("Target", "{{ measure.target_text }}", "measure.target_date"),
            ("Table Text", _NEEDED),
            ("Table Text", "{{ measure.chip }} {{ measure.trend }}"),
            ("Table Text", _WAY),
            ("Table Text", _SOURCE),
        )
    )
    course = Cell(
        lines=(
            ("Table Gap", "{%p if measure.trend_plot %}"),
            ("Table Text", "{{ measure.trend_plot }}"),
            ("Table Gap", "{%p else %}"),
            ("Table Text", "[[Muted: The course is drawn from the second value on.]]"),
            ("Table Gap", "{%p endif %}"),
        )
    )
    grid = grid_of([Column("", 80), Column("", 3), Column("", 82)], TEXT_WIDTH)
    rows = (
        Row((over_bar(facts), "", course)),
        Row((bar_cells("measure.bar"), "", ""), height=150, exact=True),
    )
    alt = "Values and progress of the measure, and its course as a chart"
    return [
        Block(raw_table("House Plain", grid, rows, alt=alt, keep=True), ends_in_table=True),
        para("Table Gap", ""),
    ]


MEASURES = section(
    "Measures of success",
    lead(
        "{% if success.attainment.progress is not none %}On average the measures have come "
        "{{ success.attainment.progress|number(0) }}\u00a0% of the way from baseline to target; "
        "{{ success.attainment.reached }} of {{ success.attainment.total }} "
        "{{ 'has' if success.attainment.reached == 1 else 'have' }} reached the target."
        "{% else %}No measure has a reading yet.{% endif %}"
    ),
    listing(
        "success.measures",
        "No measure is agreed yet.",
        each("measure in success.measures", *_measure()),
        name="Measures",
    ),
    run_on=True,
)
