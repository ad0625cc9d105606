"""The slides about objectives and measures: the plan on a page, the charts, the value review."""

from __future__ import annotations

from tools.csp_parts.deck_words import cut, day, maybe, state
from tools.kit_pptx import Cell, Column, Row, Slide, chart, each, figures, layouts, table
from tools.kit_pptx.layouts import BODY_BOX
from tools.kit_pptx.slides import Draw, text_box
from tools.kit_pptx.xml import Box, paragraph

_GAP = 0.3
_ACROSS, _DOWN = 2, 2
_MEASURED = "success.attainment.measured"
_REVIEW = "success.review"
_NEEDED = ", {{ measure.needed }}"

_FIGURES = (
    (
        maybe("success.health.score is not none", "{{ success.health.score }}", "–"),
        "health of 100: {{ success.health.chip }}",
    ),
    (
        maybe("success.attainment.progress is not none", "{{ success.attainment.progress }} %", "–"),
        "of the way from start to target, on average",
    ),
    (
        "{{ success.attainment.reached }} of {{ success.attainment.total }}",
        "targets reached"
        + maybe("success.time_to_value.days is not none", ", the first {{ success.time_to_value.text }}"),
    ),
    (
        maybe(
            "success.next_milestone",
            "{{ success.next_milestone.due|date('day') if success.next_milestone.due else '▲ TBC' }}",
            "{{ success.milestones|length }} of {{ success.milestones|length }}",
        ),
        maybe(
            "success.next_milestone", "next: {{ success.next_milestone.name }}", "milestones are behind us"
        ),
    ),
)


def plan_page() -> Slide:
    """Return the plan on a page: the figures that count, then each measure from its start to its target."""
    waiting = maybe(
        "success.attainment.total",
        "{{ success.attainment.total|plural('measure') }} will tell us whether the plan works",
        "What success means, and how we measure it, is still to be agreed",
    )
    return figures(
        maybe(_MEASURED, "{{ success.attainment.text }}", waiting),
        label="The plan on a page",
        values=_FIGURES,
        columns=(
            Column("Objective", 3.1),
            Column("Measure", 3.0),
            Column("Start", 1.5),
            Column("Now", 1.5),
            Column("Target", 1.5),
            Column("State", 1.7),
        ),
        rows=_measure_rows(),
        alt="Health, mean progress, targets reached, next milestone",
        table_alt="Each objective with its measures: start, latest reading, target and state",
        source="Start and target as agreed; readings to {{ as_of }}",
        notes=(
            "Start with what has moved, then with what has not.",
            "{%p for objective in success.objectives or [] %}",
            (
                "{{ objective.statement }}: {{ objective.why_now }}. Owners "
                "{{ objective.owner_client }} and {{ objective.owner_provider }}, by {{ objective.due }}."
            ),
            "{%p endfor %}",
        ),
        size=12,
    )


def _measure_rows() -> tuple[Row, ...]:
    """Return a row for each measure, the objective before its first one; an objective without says so."""
    measured = Row(
        cells=(
            Cell(
                text="{% if loop.first %}{{ objective.statement }}{% endif %}",
                strong=True,
                color="dk2",
            ),
            *(Cell(text=f"{{{{ measure.{name} }}}}") for name in ("name", "baseline_text", "current_text")),
            Cell(text="{{ measure.target_text }}"),
            state("measure.chip"),
        ),
        before=("for objective in success.objectives or []", "for measure in objective.measures"),
        after=("else",),
        height=0.42,
    )
    unmeasured = Row(
        cells=(
            Cell(text="{{ objective.statement }}", strong=True, color="dk2"),
            Cell(text="No measure yet", span=4),
            state("objective.chip"),
        ),
        after=("endfor", "else"),
    )
    nobody = (
        "{% if success.objectives is iterable %}No objective is agreed yet."
        "{% else %}{{ success.objectives }}{% endif %}"
    )
    return measured, unmeasured, Row(cells=(Cell(text=nobody, span=6),), after=("endfor",))


def objectives_page() -> Slide:
    """Return the objectives in words, for as long as there is no reading that would say more."""
    return table(
        "{{ success.objectives|length|plural('objective') }}, each with an owner on both sides and a day",
        label="Objectives",
        columns=(
            Column("Objective", 2.6),
            Column("What comes of it", 3.2),
            Column("Why now", 2.8),
            Column("Owners", 2.2),
            Column("By", 1.7),
        ),
        rows=(
            each(
                "objective in success.objectives or []",
                "{{ objective.statement }}",
                cut("objective.outcome", 120),
                cut("objective.why_now", 120),
                ("{{ objective.owner_client }}", "{{ objective.owner_provider }}"),
                day("objective.due"),
            ),
        ),
        alt="Objectives with their outcome, reason, owners and day",
        source="As agreed between {{ client.trading_name }} and {{ provider.name }}",
        notes="Ask each owner to say the objective in their own words.",
        rule=f"slide if success.objectives and not {_MEASURED}",
    )


def measures_page() -> Slide:
    """Return the charts of the measures, four to a slide."""
    pages = "{% if loop.length > 1 %} ({{ loop.index }} of {{ loop.length }}){% endif %}"
    message = "From start to target, the measures have come {{ success.attainment.progress }} % of the way"
    return Slide(
        layout=layouts.TITLE_ONLY,
        texts={
            "Title": (f"{message} on average{pages}",),
            "Section label": ("Measures",),
            "Source": ("Grey: the start. Dark: the latest reading to {{ as_of }}. Outlined: the target.",),
        },
        notes=(
            "Take the measures one by one: what moved it, what is still needed.",
            "{%p for measure in success.measures or [] %}",
            (
                "{{ measure.name }}: {{ measure.current_text }}"
                + maybe("measure.needed", ", {{ measure.needed }}")
                + ". "
                "Source {{ measure.source }}, owner {{ measure.owner }}."
            ),
            "{%p endfor %}",
        ),
        shapes=tuple(_plot(place) for place in range(_ACROSS * _DOWN)),
        rule=f"slide for page in success.trends|batch({_ACROSS * _DOWN})",
    )


def _plot(place: int) -> Draw:
    """Return the shape that the chart at this place of the slide fills, dropped where there is none."""
    row, column = divmod(place, _ACROSS)
    width = (BODY_BOX.width - _GAP * (_ACROSS - 1)) / _ACROSS
    height = (BODY_BOX.height - _GAP * (_DOWN - 1)) / _DOWN
    left, top = BODY_BOX.left + column * (width + _GAP), BODY_BOX.top + row * (height + _GAP)
    value = paragraph(f"{{{{ page[{place}] }}}}", size=12)

    def draw(number: int) -> str:
        alt = f"{{%shape if page|length > {place} %}}"
        return text_box(f"Measure {place + 1}", number, Box(left, top, width, height), value, alt=alt)

    return draw


def review_page() -> Slide:
    """Return the value review: how far each measure has come, what that is worth, what people said."""
    when = "{{ success.review.when.day }}"
    count = "{{ success.attainment.close }} of {{ success.attainment.total }}"
    return chart(
        f"{{{{ {_REVIEW}.agenda.title }}}}{maybe(f'{_REVIEW}.held', f' on {when}', f', due on {when}')}"
        f": {count} measures near the target or at it",
        label="Value",
        value="{{ success.progress }}",
        number=count,
        caption="measures have come at least {{ success.attainment.threshold }} % of the way",
        points=_results(),
        source="Progress = (latest reading − start) ÷ (target − start). "
        "Dark: at least {{ success.attainment.threshold }} %.",
        notes=(
            f"Agenda of the {{{{ {_REVIEW}.agenda.title }}}}, {{{{ {_REVIEW}.agenda.minutes }}}} minutes:",
            f"{{%p for topic in {_REVIEW}.agenda.topics %}}",
            "{{ topic.number }}. {{ topic.topic }} ({{ topic.minutes }} minutes, {{ topic.lead }})",
            "{%p endfor %}",
        ),
        rule=f"slide if {_MEASURED}",
    )


def _results() -> tuple[str, ...]:
    basis = maybe(f"{_REVIEW}.value_basis", ": " + cut(f"{_REVIEW}.value_basis", 90))
    return (
        f"{{%p if {_REVIEW}.value %}}",
        f"**{{{{ {_REVIEW}.value }}}}** of value so far{basis}",
        "{%p endif %}",
        f"{{%p if {_REVIEW}.held %}}",
        cut(f"{_REVIEW}.results", 150),
        "{%p endif %}",
        f"{{%p for quote in {_REVIEW}.quotes[:2] %}}",
        "“" + cut("quote", 110) + "”",
        "{%p endfor %}",
    )
