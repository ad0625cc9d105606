"""Sections 11 to 13: decisions with their reasons, what moves when, and what answers each requirement and finding."""

from __future__ import annotations

from tools.kit import (
    Column,
    body,
    callout,
    columns,
    counted,
    each,
    grid_table,
    lead,
    lines,
    minor,
    row,
    row_each,
    row_if,
    section,
    table,
    when,
)
from tools.kit.rows import Rows
from tools.sdd_parts.words import percent, said, title

_OPTIONS = table(
    columns(("Option", 45), ("For", 60), ("Against", 60)),
    row_each("way in one.options", row("**{{ way.name }}**", said("way.pro"), said("way.contra"))),
    alt="Options that were considered: what speaks for and against each",
    empty="No other way was considered.",
    keep=True,
)

_APPROVED = (
    "[[Muted: Approved by]] {{ one.approver }}"
    "{% if one.date %} [[Muted: on]] {{ one.date|date('long') }}{% endif %}\u2003{{ one.chip }}"
)

DECISIONS = section(
    title("11"),
    lead(
        "{% if design.decisions %}{{ design.decisions|length|plural('decision') }} "
        "{{ 'shapes' if design.decisions|length == 1 else 'shape' }} the design; each tells what else was considered "
        "and what follows.{% else %}The decisions that shape the design.{% endif %}"
    ),
    when(
        "design.decisions",
        each(
            "one in design.decisions",
            minor("{{ one.id }}\u2003{{ one.title }}"),
            body("{{ one.context }}", keep=True),
            _OPTIONS,
            callout(
                "Decision",
                "Decision",
                "{{ one.decision }}{% if one.rationale %} {{ one.rationale }}{% endif %}",
            ),
            body("[[Muted: What follows:]] {{ one.consequences }}", keep=True),
            body(_APPROVED),
        ),
        otherwise=body(
            "{% if design.decisions is iterable %}No decision is recorded.{% else %}{{ design.decisions }}{% endif %}"
        ),
    ),
)

_MOVES = table(
    columns(
        ("Workload", 53),
        ("GB", 15, "right"),
        ("Mbps", 15, "right"),
        ("Copy takes", 20, "right"),
        ("Window has", 21, "right"),
        ("Free", 14, "right"),
        ("State", 27),
    ),
    row_each(
        "one in design.migration.moves",
        row(
            lines(
                ("Table Text", "**{{ one.workload }}**"),
                ("Table Gap", "{%p if one.source or one.target %}"),
                ("Table Text", "[[Muted: {{ one.source }} → {{ one.target }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            counted("one.volume_gb"),
            counted("one.mbps"),
            "{% if one.hours is number %}{{ one.hours }}\u00a0h{% else %}"
            + counted("one.hours")
            + "{% endif %}",
            "{% if one.available is number %}{{ one.available }}\u00a0h{% else %}"
            + counted("one.available")
            + "{% endif %}",
            percent("one.slack"),
            "{{ one.chip }}",
        ),
    ),
    alt="Data that moves: volume, speed, hours of the copy and of its window, share that stays free, state",
    title="Time to copy against the window",
    note="Copy: gigabytes times 8,000, over 70 % of the megabits a second. Free: under 20 % of the window is tight. "
    "Together {{ design.migration.volume_gb }} GB in {{ design.migration.hours }} hours.",
    keep=True,
)

_STARTS = (
    "[[Muted: From]] {% if one.starts %}{{ one.starts|date('EEE') }} {{ one.starts|date('day') }}"
    " {{ one.starts|time('24h') }}"
    "{% if one.openings > 1 %}, {{ one.openings }} times{% endif %}{% else %}{{ one.starts }}{% endif %}"
)
_WAYS = table(
    columns(("Workload", 36), ("Method and window", 47), ("Validation", 41), ("Rollback", 41)),
    row_each(
        "one in design.migration.moves",
        row(
            lines(
                ("Table Text", "**{{ one.workload }}**"),
                ("Table Gap", "{%p if one.owner %}"),
                ("Table Text", "[[Muted: {{ one.owner }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            lines(
                ("Table Text", said("one.method")),
                ("Table Gap", "{%p if one.window %}"),
                ("Table Text", "[[Muted: {{ one.window }}]]"),
                ("Table Gap", "{%p endif %}"),
                (
                    "Table Text",
                    _STARTS,
                ),
            ),
            said("one.validation"),
            said("one.rollback"),
        ),
    ),
    alt="How each workload moves: method and window, validation, rollback",
    title="How it moves, how it is checked, how it goes back",
)

_LAST = (
    "{% if line.last > line.first %} to {{ line.last|date('EEE') }} {{ line.last|date('day') }}{% endif %}"
)
_DAYS = "{{ line.first|date('EEE') }} {{ line.first|date('day') }}" + _LAST
_CHART = when(
    "design.migration.chart",
    grid_table(
        (Column("What moves", 58), Column("Days", 30)),
        heads=("design.migration.chart.weeks",),
        rows="line in design.migration.chart.rows",
        row_labels=(
            "{{ line.label }}{% if line.wave %} [[Muted: {{ line.wave }}]]{% endif %}",
            _DAYS,
        ),
        drawn_width=77,
        alt="Moves by the days on which their windows are open, and go-live",
        title="When each window is open",
        note="A column is a {{ 'week' if design.migration.chart.days == 7 else 'day' }}; the weeks are headed by their "
        "Mondays. In grey: the sites of the wave.",
    ),
)

MIGRATION = section(
    title("12"),
    lead(
        "{% if design.migration.moves %}{{ design.migration.moves|length|plural('workload') }} "
        "{{ 'moves' if design.migration.moves|length == 1 else 'move' }} before go-live, each in a window that is "
        "measured against its copy.{% else %}What moves, and in which window.{% endif %}"
    ),
    when(
        "design.migration.moves",
        _CHART,
        _MOVES,
        _WAYS,
        otherwise=body(
            "{% if design.migration.moves is iterable %}Nothing has to be moved.{% else %}"
            "{{ design.migration.moves }}{% endif %}"
        ),
    ),
    run_on=True,
)


def _answered(loop: str, ref: str, text: str) -> Rows:
    return row_each(
        loop,
        row(
            f"**{{{{ {ref} }}}}**",
            f"{{{{ {text} }}}}",
            said("one.section"),
            said("one.answer"),
            said("one.gate"),
            "{{ one.traced }}",
        ),
    )


_MATRIX = table(
    columns(
        ("Ref", 16),
        ("Requirement or finding", 50),
        ("Answered in", 31),
        ("How", 27),
        ("Gate", 12),
        ("State", 29),
    ),
    row_if("design.requirements.rows", _answered("one in design.requirements.rows", "one.id", "one.text")),
    _answered("one in design.findings.rows", "one.finding.id", "one.finding.description"),
    alt="Requirements and findings: where and how each is answered, gate at which it is tested, state",
    title="From requirements and findings to sections and gates",
)

TRACEABILITY = section(
    title("13"),
    lead(
        "{% if design.requirements.counted %}{{ design.requirements.traced }} of "
        "{{ design.requirements.counted|plural('requirement') }}{% else %}No requirement{% endif %} and "
        "{% if design.findings.total %}{{ design.findings.treated }} of "
        "{{ design.findings.total|plural('finding') }}{% else %}no finding{% endif %} "
        "{{ 'is' if design.requirements.traced + design.findings.treated == 1 else 'are' }} traced to the design or "
        "accepted as a risk."
    ),
    when(
        "design.requirements.rows or design.findings.rows",
        _MATRIX,
        otherwise=body(
            "{% if design.requirements.rows is iterable %}No requirement and no finding is recorded."
            "{% else %}{{ design.requirements.rows }}{% endif %}"
        ),
    ),
    run_on=True,
)
