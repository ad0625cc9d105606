"""How the design comes about and what it withstands: continuity, migration, risks, what happens next."""

from __future__ import annotations

from docgen.derive.design.formulas import LEAST_SLACK
from tools.kit_pptx import (
    Cell,
    Column,
    Grid,
    Slide,
    combined,
    control_grid,
    each,
    line,
    milestones,
    part,
    sources,
    state,
    when,
)
from tools.sdd_deck_parts.words import GO_LIVE, cut, or_dash, short_day

_CRITICAL = 'design.recovery.objectives|selectattr("rating", "equalto", "1 Critical")|list'
_WORST = 3
"""Risks on the slide; the document lists all."""
_AHEAD = "timeline.milestones|selectattr('date')|selectattr('date', 'ge', doc.date)"


def continuity_page() -> Slide:
    """Return the recovery objectives of the critical applications, met or not: time as a chart, loss as a table."""
    losses = Grid(
        columns=(
            Column("Critical application", 2.6),
            Column("Loses at most", 1.9),
            Column("May lose", 1.3),
            Column("Loss", 1.5),
            Column("Time", 1.3),
        ),
        rows=(
            each(
                f"one in {_CRITICAL}",
                "{{ one.name }}",
                "{{ one.loss }}",
                "{{ one.rpo }}",
                state("one.rpo_chip"),
                state("one.rto_chip"),
            ),
            when(f"not {_CRITICAL}", Cell(text="No application is rated critical.", span=5)),
        ),
        alt="Critical applications: work that can be lost, work that may be lost, both objectives met or not",
        name="Recovery objectives",
        size=12,
        continues=True,
    )
    return combined(
        "{% if design.recovery.judged %}{{ design.recovery.met }} of {{ design.recovery.judged }} critical "
        "{{ 'application meets' if design.recovery.judged == 1 else 'applications meet' }} both recovery objectives"
        "{% else %}No application is rated critical yet{% endif %}",
        label="Continuity",
        values=(("Chart", "{{ design.recovery.plot }}", part(0, 4.3, right=0.42)),),
        grids=((losses, part(0.1, left=0.46)), (_recovery_facts(), part(3.35, left=0.46))),
        source="Solution design document, section 8. Left: hours until an application is back, with all that it needs; "
        "dashed: agreed",
        notes=(
            "{{ design.recovery.summary }}",
            "{%p if design.recovery.strategy %}",
            "{{ design.recovery.strategy }}",
            "{%p endif %}",
            (
                "{{ design.recovery.authority }} declares a disaster"
                "{% if design.recovery.deputy %}, {{ design.recovery.deputy }} stands in{% endif %}."
            ),
        ),
        rule="slide if design.recovery.plot",
    )


def _recovery_facts() -> Grid:
    """Return who declares a disaster, what backups are like, how often it is tried."""
    jobs = "design.recovery.jobs"
    kept = (
        f"{{{{ {jobs}|selectattr('rule.state', 'equalto', 'good')|list|length }}}} of {{{{ {jobs}|length }}}}"
    )
    facts = (
        (f"{{% if {jobs} %}}{kept}{{% else %}}–{{% endif %}}", "backup jobs keep the rule of 3-2-1"),
        (
            "{{ design.recovery.authority }}",
            "declares a disaster{% if design.recovery.deputy %}; {{ design.recovery.deputy }} stands in{% endif %}",
        ),
        (or_dash("design.recovery.test_cadence"), "is how often recovery is tried"),
    )
    return Grid(
        columns=tuple(Column("", 1) for _ in facts),
        rows=(
            line(*(Cell(text=text, size=18, color="dk2", rule="accent2", heading=True) for text, _ in facts)),
            line(
                *(Cell(text=text, color="accent3", rule="accent2", anchor="t") for _, text in facts),
                height=0.5,
            ),
        ),
        alt="Backup jobs, who declares a disaster, how often recovery is tried",
        name="Recovery facts",
        size=12,
        strong_first=False,
        styled=False,
    )


def recovery_page() -> Slide:
    """Return the same without a chart, where no time can be told yet."""
    return combined(
        "How soon critical applications are back cannot be told yet",
        label="Continuity",
        grids=(
            (
                Grid(
                    columns=(Column("Application", 3), Column("May lose", 2), Column("Back within", 2)),
                    rows=(
                        each(
                            "one in design.recovery.objectives",
                            "{{ one.name }}",
                            "{{ one.rpo }}",
                            "{{ one.rto }}",
                        ),
                        when(
                            "not design.recovery.objectives",
                            Cell(text="No application is known yet.", span=3),
                        ),
                    ),
                    alt="Applications with their objectives",
                    continues=True,
                ),
                part(0),
            ),
        ),
        source="Solution design document, section 8",
        notes="Ask for what is open: a restore time, and an objective, for each critical application.",
        rule="slide if not design.recovery.plot",
    )


def migration_page() -> Slide:
    """Return the milestones ahead, and what moves when."""
    ahead = milestones(
        f"one in ({_AHEAD}|list)[:6]",
        alt="The next milestones",
        day="{{ one.date|date('EEE') }} {{ one.date|date('day') }}",
        name="{{ one.name }}",
        below="{% if one.decision_by %}{{ one.decision_by }} decides{% else %}–{% endif %}",
    )
    return combined(
        "{% if design.migration.moves %}{{ design.migration.moves|length|plural('move') }} "
        "{{ 'brings' if design.migration.moves|length == 1 else 'bring' }} "
        f"{{{{ design.migration.volume_gb|number }}}} GB across{GO_LIVE}"
        "{% if design.migration.moves|rejectattr('rollback', 'equalto', '')|list|length == "
        "design.migration.moves|length %}, each with a way back{% endif %}"
        f"{{% else %}}What moves is still to be planned{GO_LIVE}{{% endif %}}",
        label="Migration",
        grids=((ahead, part(0.1, 1.4)), (_moves(), part(1.75))),
        source=f"Solution design document, section 12. Tight: under {LEAST_SLACK} % of the window stays free",
        notes=(
            "Say when people notice anything: the starts in the table, and go-live.",
            "{%p for move in design.migration.moves or [] %}",
            (
                "{{ move.workload }}: {{ move.method }}, {{ move.window }}. "
                "Proof: {{ move.validation }}. Owner {{ move.owner }}."
            ),
            "{%p endfor %}",
        ),
    )


def _moves() -> Grid:
    """Return what moves when, and the way back."""
    return Grid(
        columns=(
            Column("What moves", 4.2),
            Column("GB", 1.0, "right"),
            Column("Hours", 1.0, "right"),
            Column("Starts", 1.8),
            Column("Way back", 3.7),
            Column("Window", 1.2),
        ),
        rows=(
            each(
                "move in design.migration.moves or []",
                "{{ move.workload }}",
                "{{ move.volume_gb }}",
                "{{ move.hours }}",
                short_day("move.starts"),
                or_dash("move.rollback"),
                state("move.chip"),
            ),
            when(
                "not design.migration.moves",
                Cell(
                    text="{% if design.migration.moves is iterable %}No data move."
                    "{% else %}{{ design.migration.moves }}{% endif %}",
                    span=6,
                ),
            ),
        ),
        alt="Moves of data: volume, time, start, the way back, whether the window holds it",
        name="Moves",
        size=12,
        continues=True,
    )


def risks_page() -> Slide:
    """Return the worst risks and the decisions that the design rests on."""
    return combined(
        "{% if design.risks.rows %}The design answers {{ design.risks.rows|length|plural('risk') }}"
        "{% else %}No risk is recorded yet{% endif %}"
        "{% if design.decisions %} and rests on {{ design.decisions|length|plural('decision') }}{% endif %}",
        label="Risks and decisions",
        grids=((_worst_risks(), part(0, 1.9)), (_decisions(), part(2.15))),
        source="Solution design document, sections 11 and 14. Score: likelihood times impact, 1 to 25. "
        f"The {_WORST} worst risks are shown",
        notes=(
            "Ask whether anybody sees a risk that is not listed.",
            "{%p for one in design.decisions or [] %}",
            "{{ one.id }}: {{ one.decision }} {{ one.rationale }} {{ one.consequences }}",
            "{%p endfor %}",
        ),
    )


def _worst_risks() -> Grid:
    """Return the worst risks and what is done about them."""
    return Grid(
        columns=(
            Column("Risk", 0.7),
            Column("What can happen", 4.2),
            Column("What we do about it", 5),
            Column("Score, then after", 1.5, "centre"),
            Column("State", 1.4),
        ),
        rows=(
            each(
                f"risk in design.risks.rows[:{_WORST}]",
                "{{ risk.id }}",
                cut("risk.event", 80),
                f"{{% if risk.mitigation %}}{cut('risk.mitigation', 95)}{{% else %}}–{{% endif %}}",
                "{% if risk.score is none %}–{% else %}{{ risk.score }}{% endif %}"
                "{% if risk.residual is not none %} → {{ risk.residual }}{% endif %}",
                state("risk.chip"),
                height=0.36,
            ),
            when("not design.risks.rows", Cell(text="No risk is recorded.", span=5), height=0.36),
        ),
        alt="The worst risks: what can happen, what is done, score before and after, state",
        name="Risks",
        size=12,
    )


def _decisions() -> Grid:
    """Return the decisions that the design rests on."""
    return Grid(
        columns=(
            Column("Decision", 0.9),
            Column("Question", 4.0),
            Column("Answer", 5),
            Column("By", 1.6),
            Column("State", 1.4),
        ),
        rows=(
            each(
                "one in design.decisions or []",
                "{{ one.id }}",
                cut("one.title", 70),
                cut("one.decision", 80),
                "{{ one.approver }}",
                state("one.chip"),
                height=0.28,
            ),
            when(
                "not design.decisions",
                Cell(
                    text="{% if design.decisions is iterable %}No decision is recorded."
                    "{% else %}{{ design.decisions }}{% endif %}",
                    span=5,
                ),
                height=0.28,
            ),
        ),
        alt="Design decisions: question, answer, who approved, state",
        name="Design decisions",
        size=12,
        continues=True,
    )


def last_page(template: str) -> Slide:
    """Return what happens next, who approves, and document control; `template` names the template and its version.

    What is still open is counted here and told in the notes: the design document has the list.
    """
    return combined(
        "Your approval opens the way{% if timeline.go_live %} to go-live on {{ timeline.go_live|date('long') }}"
        "{% else %} to go-live{% endif %}",
        label="What happens next",
        grids=((_steps(), part(0.1, left=0, right=0.36)), (control_grid(), part(0.1, left=0.4))),
        source=sources(template),
        notes=(
            "Ask for the approval now, by name, and read out the next dates.",
            "{%p for one in design.approvals %}",
            "{{ one.role }}: {{ one.name }}, {{ one.side }} ({{ one.chip.text }}).",
            "{%p endfor %}",
            "{%p for one in verdict.open_items %}",
            "Open: {{ one.item }}{% if one.owner %} ({{ one.owner }}){% endif %}.",
            "{%p endfor %}",
        ),
    )


def _steps() -> Grid:
    names = (
        "{{ design.approvals|selectattr('role', 'equalto', 'Approves for the client')|map(attribute='name')"
        "|select|list_and('▲ TBC') }}, for {{ client.trading_name }}"
    )
    return Grid(
        columns=(Column("What", 1.9), Column("Who and when", 2.5)),
        rows=(
            line("Approve this design", names, height=0.46),
            each(
                f"one in ({_AHEAD}|rejectattr('date', 'equalto', doc.date)|list)[:4]",
                "{{ one.name }}",
                "{{ one.date|date('EEE') }} {{ one.date|date('medium') }}"
                "{% if one.decision_by %}, {{ one.decision_by }} decides{% endif %}",
                height=0.46,
            ),
            when(
                "verdict.draft and verdict.open_items",
                "Open before issue",
                "{{ verdict.open_items|length|plural('item') }}; annex A7 of the design document lists them",
                height=0.46,
            ),
        ),
        alt="What happens next: approval, then the next milestones with their dates",
        name="Next steps",
        size=12,
    )
