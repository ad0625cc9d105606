"""What the deck is for: the decisions that are asked, what they cost, what changes and what stays outside."""

from __future__ import annotations

from tools.kit_pptx import Cell, Column, Grid, Row, Slide, combined, contrasts, each, figures, part, when
from tools.sdd_deck_parts.words import GO_LIVE, cut

_ASKED = "design.summary.decisions_needed"
_COST = (
    "{% if design.bill.first_year %}{{ design.bill.first_year.currency }} in the first twelve months: "
    "{{ design.bill.one_off.amount|number(0) }} once, {{ design.bill.monthly.amount|number(0) }} a month"
    "{% else %}the cost of the first twelve months{% endif %}"
)


def decisions_page() -> Slide:
    """Return what is asked of the audience, beside what it needs to know to answer."""
    return figures(
        f"{{% if {_ASKED} %}}{{{{ {_ASKED}|length|plural('decision') }}}} "
        f"{{{{ 'is' if {_ASKED}|length == 1 else 'are' }}}} asked of you{GO_LIVE}"
        f"{{% else %}}Your approval is asked{GO_LIVE}{{% endif %}}",
        label="Decisions",
        values=(
            (_share("design.findings.treated", "design.findings.total"), "findings of discovery answered"),
            (
                _share("design.requirements.traced", "design.requirements.counted"),
                "requirements traced to a test",
            ),
            (
                _share("design.recovery.met", "design.recovery.judged"),
                "critical applications within their recovery objectives",
            ),
            (
                (
                    "{% if design.bill and design.bill.first_year %}"
                    "{{ design.bill.first_year.amount|number(0) }}{% else %}–{% endif %}"
                ),
                f"{{% if design.bill %}}{_COST}{{% else %}}no cost is listed{{% endif %}}",
            ),
        ),
        columns=(Column("", 0.5), Column("What we ask of you", 11.5)),
        rows=(
            each(f"one in {_ASKED}", "{{ loop.index }}", "{{ one }}", height=0.5),
            when(f"not {_ASKED}", "1", "Approve this design", height=0.5),
        ),
        alt="Findings answered, requirements traced, applications within their objectives, cost of the first year",
        table_alt="The decisions asked for",
        source="Solution design document, sections 1, 8, 13 and 15"
        "{% if design.bill %}. {{ design.bill.tax }}{% endif %}",
        notes=(
            "Say what each decision opens, and ask for it at the end of the hour, not now.",
            "{%p if design.summary.context %}",
            "{{ design.summary.context }}",
            "{%p endif %}",
            "{%p for line in (design.bill.rows if design.bill else []) if line.one_off or line.recurring %}",
            (
                "{{ line.item }}: {% if line.one_off %}{{ line.one_off }} once{% endif %}"
                "{% if line.one_off and line.recurring %}, {% endif %}"
                "{% if line.recurring %}{{ line.recurring }} {{ line.period }}{% endif %}."
            ),
            "{%p endfor %}",
        ),
        size=16,
    )


def _share(part_of: str, whole: str) -> str:
    return f"{{% if {whole} %}}{{{{ {part_of} }}}} of {{{{ {whole} }}}}{{% else %}}–{{% endif %}}"


def scope_page() -> Slide:
    """Return what changes, what is in scope and what stays outside."""
    changes = contrasts(
        "one in design.summary.before_after[:4]",
        alt="The first changes: today and in the design",
        what="{{ one.what }}",
        after=cut("one.after", 40),
        before="Today: {{ one.before }}",
    )
    inside = _listing("In scope", "design.scope.inside", "Nothing is listed.", continues=True)
    outside = _listing("Outside this design", "design.scope.outside", "Nothing is left out.")
    return combined(
        "{% if design.scope.inside %}The design covers {{ design.scope.inside|length|plural('area') }}"
        "{% if design.scope.outside %}; {{ design.scope.outside|length }} "
        "{{ 'stays' if design.scope.outside|length == 1 else 'stay' }} outside it{% endif %}"
        "{% else %}The scope of the design is still to be agreed{% endif %}",
        label="Scope and drivers",
        grids=((changes, part(0, 1.3)), (inside, part(1.42, right=0.52)), (outside, part(1.42, left=0.57))),
        source="Solution design document, sections 1 and 2",
        notes=(
            "Ask whether anything that was promised is missing on the left.",
            "{%p for one in design.summary.before_after %}",
            "{{ one.what }}: {{ one.before }} → {{ one.after }}",
            "{%p endfor %}",
        ),
    )


def _listing(head: str, items: str, none: str, *, continues: bool = False) -> Grid:
    listed = Row(
        cells=(Cell(text="{{ one }}"),), before=(f"for one in {items} or []",), after=("endfor",), height=0.3
    )
    empty = Row(
        cells=(Cell(text=f"{{% if {items} is iterable %}}{none}{{% else %}}{{{{ {items} }}}}{{% endif %}}"),),
        before=(f"if not {items}",),
        after=("endif",),
        height=0.3,
    )
    return Grid(
        columns=(Column(head, 1),),
        rows=(listed, empty),
        alt=head,
        name=head,
        size=12,
        strong_first=False,
        continues=continues,
    )
