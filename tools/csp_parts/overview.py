"""Sections 1 and 2: the plan on a page, and who takes part."""

from __future__ import annotations

from dataclasses import replace

from tools.csp_parts.pieces import bar_cells, day, listing, over_bar
from tools.kit import (
    Cell,
    Column,
    columns,
    kpis,
    lead,
    lines,
    optional,
    row,
    row_each,
    section,
    table,
)
from tools.kit.blocks import Block, caption, source, stack
from tools.kit.palette import HAIRLINE, border
from tools.kit.rows import Row
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH

_HEALTH = optional("success.health.score is not none", "Open", "{{ success.health.score }}")
_CLOSE = "{{ success.attainment.close }} of {{ success.attainment.total }}"
_NEXT = (
    "{% if not success.next_milestone %}All done"
    "{% elif success.next_milestone.due %}{{ success.next_milestone.due|date('day') }}"
    "{% else %}Open{% endif %}"
)
_NEXT_LABEL = (
    "{% if success.next_milestone %}next step: {{ success.next_milestone.name }}"
    "{% else %}every step of the plan is done{% endif %}"
)
_VALUE = optional(
    "success.time_to_value.reached_on", "Not yet", "{{ success.time_to_value.reached_on|date('day') }}"
)
_VALUE_LABEL = (
    "{% if success.time_to_value.reached_on %}first target reached, {{ success.time_to_value.text }}"
    "{% else %}no measure has reached its target{% endif %}"
)


_HAIR = border("bottom", HAIRLINE, 0.5)


def _scorecard() -> Block:
    """Return every measure with its objective, values and state, its progress in figures and as a slim bar."""
    heads = ("Measure and objective", "Baseline", "Now", "Target")
    name = lines(
        ("Table Text", "**{{ measure.name }}**"), ("Table Text", "[[Muted: {{ measure.objective_text }}]]")
    )
    values = (f"{{{{ measure.{field}_text }}}}" for field in ("baseline", "current", "target"))
    bar = Row(("", "", "", "", bar_cells("measure.bar"), ""), height=110, exact=True)
    line = Cell(borders=_HAIR)
    close = Row((replace(line, span=4), over_bar(line), line), height=90, exact=True)
    rows = (
        Row(
            (
                *(lines(("Table Head", head)) for head in heads),
                over_bar(lines(("Table Head", "Progress"))),
                lines(("Table Head", "State")),
            ),
            head=True,
        ),
        row_each(
            "measure in success.measures",
            Row(
                (
                    name,
                    *values,
                    over_bar(Cell(lines=(("Table Text", "{{ measure.progress_text }}"),), align="bottom")),
                    "{{ measure.chip }}",
                )
            ),
            bar,
            close,
        ),
    )
    grid = grid_of([Column("", share) for share in (54, 21, 21, 21, 25, 23)], TEXT_WIDTH)
    alt = "Scorecard: measures with baseline, latest value, target, progress and state"
    xml = raw_table("House Grid", grid, rows, alt=alt, look=("firstRow",), keep=True)
    note = source(
        "Progress is the share of the way from baseline to target. State compares it with the share of the time gone."
    )
    return stack(caption("Scorecard"), Block(xml, ends_in_table=True, clings=True), note)


PLAN = section(
    "Plan on a page",
    lead("{{ success.attainment.text }}"),
    kpis(
        (_HEALTH, "health of 100: {{ success.health.chip }}"),
        (
            optional("success.attainment.total", "None", _CLOSE),
            "measures at {{ success.attainment.threshold }}\u00a0% of the way or further",
        ),
        (_NEXT, _NEXT_LABEL),
        (_VALUE, _VALUE_LABEL),
        alt="Key figures: health, measures near their targets, next step, first target reached",
    ),
    listing("success.measures", "No measure is agreed yet.", _scorecard(), name="Measures"),
    table(
        columns(("Step of the plan", 56), ("Due", 46), ("Done", 36), ("State", 26)),
        row_each(
            "step in success.milestones",
            row(
                "{{ step.name }}",
                day("step.due"),
                optional(
                    "step.done_on",
                    "{{ 'Done' if step.done else '\u2013' }}",
                    "{{ step.done_on|date('EEE') }} {{ step.done_on|date('medium') }}",
                ),
                "{{ step.chip }}",
            ),
        ),
        alt="Steps of the plan: due day, day done, state",
        title="Steps",
        keep=True,
    ),
    table(
        columns(("Part of the health", 40), ("Weight", 18, "right"), ("Score", 18, "right"), ("From", 88)),
        row_each(
            "part in success.health.parts",
            row(
                "{{ part.name }}",
                "{{ part.weight }}\u00a0%",
                optional("part.value is not none", "\u2013", "{{ part.value }}"),
                "{{ part.basis }}",
            ),
        ),
        alt="Parts of the health score: weight, score, what it rests on",
        keep=True,
        note="{% if success.health.stated is not none %}The provider\u2019s judgement of {{ success.health.stated }}"
        "{% if success.health.stated_on %} on {{ success.health.stated_on|date('long') }}{% endif %} stands"
        "{% if success.health.reason %}: {{ success.health.reason }}{% endif %}. "
        "{% if success.health.worked_out is not none %}Worked out from these parts it is "
        "{{ success.health.worked_out }}.{% endif %}"
        "{% elif success.health.worked_out is not none %}Where a part cannot be measured yet, the others weigh in its "
        "stead.{% else %}Nothing can be measured yet.{% endif %}",
    ),
)

PEOPLE = section(
    "Stakeholders",
    lead("{{ success.owner }} keeps this plan for {{ provider.name }}."),
    table(
        columns(
            ("Name and title", 34),
            ("Part in the plan", 32),
            ("E-mail and telephone", 60),
            ("Success means", 39),
        ),
        row_each(
            "person in success.stakeholders",
            row(
                lines(("Table Text", "**{{ person.name }}**"), ("Table Text", "{{ person.title }}")),
                "{{ person.roles }}",
                lines(("Table Text", "{{ person.email }}"), ("Table Text", "{{ person.phone }}")),
                optional(
                    "person.success_definition",
                    "[[Muted: Not asked yet]]",
                    "\u201c{{ person.success_definition }}\u201d",
                ),
            ),
        ),
        alt="Stakeholders: name, title, part in the plan, how to reach them, what success means to them",
        title="{{ client.trading_name }}",
        empty="Nobody at the client has a part in the plan yet.",
    ),
    table(
        columns(("Role that a plan needs", 46), ("Held by", 84), ("State", 34)),
        row_each("role in success.roles", row("{{ role.role }}", "{{ role.holders }}", "{{ role.chip }}")),
        alt="Roles that a plan needs: who holds them, state",
        title="Roles",
        keep=True,
    ),
    table(
        columns(("Role", 44), ("Name", 33), ("E-mail", 57), ("Telephone", 31)),
        row_each(
            "member in success.partners",
            row("{{ member.role }}", "**{{ member.name }}**", "{{ member.email }}", "{{ member.phone }}"),
        ),
        alt="The provider\u2019s people: role, name, e-mail, telephone",
        title="{{ provider.name }}",
        empty="Nobody at the provider is named yet.",
        keep=True,
    ),
)
