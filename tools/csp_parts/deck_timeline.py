"""The slides about time: the plan week by week, or its milestones where it cannot be drawn."""

from __future__ import annotations

from tools.csp_parts.deck_words import maybe, state
from tools.kit_pptx import Column, Slide, each, gantt, table

_MESSAGE = maybe(
    "success.day_0",
    "Weeks count from {{ success.counted_from }} on {{ success.day_0 }}; the {{ success.review.agenda.title }} falls on"
    " {{ success.review.when.day }}",
    "The days of the plan follow once its first day is known",
)
_NOTES = (
    "Name the next milestone and who has to do what for it.",
    "{%p for step in success.milestones %}",
    "{{ step.name }}: {{ step.due }}, {{ step.chip }}",
    "{%p endfor %}",
)


def timeline_page() -> Slide:
    """Return the plan as a chart of weeks."""
    return gantt(
        _MESSAGE,
        label="Timeline",
        chart="success.gantt",
        labels=(
            (Column("Phase", 3.4), "{{ line.label }}"),
            (
                Column("Dates", 1.6),
                "{{ line.start|date('day') }}"
                + maybe("line.end != line.start", " to {{ line.end|date('day') }}"),
            ),
        ),
        share=7.0,
        alt="The plan by week: phases, training, check-ins, value review, passage to support",
        source="The numbers above the chart are the weeks of the plan; dates moved off public holidays",
        notes=_NOTES,
        rule="slide if success.gantt",
    )


def milestones_page() -> Slide:
    """Return the milestones as a table, where the plan is too long or too open to draw."""
    return table(
        _MESSAGE,
        label="Timeline",
        columns=(Column("Milestone", 4), Column("Due", 3), Column("State", 2)),
        rows=(each("step in success.milestones", "{{ step.name }}", "{{ step.due }}", state("step.chip")),),
        alt="Milestones with their day and state",
        source="Dates moved off public holidays",
        notes=_NOTES,
        rule="slide if not success.gantt",
    )
