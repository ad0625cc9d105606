"""How the design looks: its context, its network, its security."""

from __future__ import annotations

from tools.kit_pptx import Cell, Column, Drawn, Slide, across, drawing, shared, state, table
from tools.kit_pptx.tables import Row
from tools.sdd_deck_parts.words import cut

_APPLICATIONS = 'design.drawings.context.nodes|selectattr("kind", "equalto", "application")|list|length'
_OF_SEVERAL = "{% if loop.length > 1 %} ({{ loop.index }} of {{ loop.length }}){% endif %}"


def _each_part(drawing: str) -> str:
    """Return the rule of a slide for each part of a drawing: a large one is shared out."""
    plain = f"design.drawings.{drawing}.plain"
    return f"slide for part in ((({plain}|diagram).slides()) if design.drawings.{drawing} else [])"


def context_page() -> Slide:
    """Return the design on a page."""
    return drawing(
        f"{{% set kept = {_APPLICATIONS} %}}One managed service"
        "{% if profile.places %} for {{ profile.places }}{% endif %}"
        "{% if kept %} carries {{ kept|plural('main application') }}{% endif %}" + _OF_SEVERAL,
        label="Design on a page",
        value="{{ part }}",
        name="Context diagram",
        source="Solution design document, section 5.1. Main applications are those rated critical or important",
        notes=(
            "Left to right: who uses the service, what it is, what it carries.",
            "{%p for one in design.summary.principles %}",
            "{{ one.text }}. {{ one.why }}",
            "{%p endfor %}",
        ),
        rule=_each_part("context_brief"),
    )


_SINGLE = "design.network.single_points"


def network_page() -> Slide:
    """Return the network, with what can still stop a site."""
    return drawing(
        f"{{% set places = {_SINGLE}|map(attribute='place')|unique|list %}}"
        f"{{% if {_SINGLE} %}}{{{{ {_SINGLE}|length|plural('single point') }}}} of failure "
        f"{{{{ 'stays' if {_SINGLE}|length == 1 else 'stay' }}}} in the network: "
        "{% if places|length <= 3 %}{{ places|list_and }}{% else %}{{ places|length }} places{% endif %}"
        "{% else %}No single point of failure stays in the network{% endif %}" + _OF_SEVERAL,
        label="Network",
        value="{{ part }}",
        name="Network diagram",
        source="Solution design document, section 5.2. Dashed: a line that takes over",
        notes=(
            "{{ design.network.summary }}",
            f"{{%p for one in {_SINGLE} %}}",
            "{{ one.place }}: {{ one.what }}. {{ one.answer }}.",
            "{%p endfor %}",
            "{%p for one in design.network.circuits or [] if one.headroom is number %}",
            "{{ one.site }}, {{ one.kind }}: {{ one.headroom }} % of its speed stays free at the peak.",
            "{%p endfor %}",
        ),
        rule=_each_part("network_brief"),
    )


def security_page() -> Slide:
    """Return the Essential Eight, each strategy from its level today to its target."""
    levels = across(
        "level in design.maturity.levels",
        Cell(text="{{ level }}", size=12, align="centre"),
    )
    head = Row(
        cells=(
            Cell(text="Strategy", size=12),
            *levels,
            Cell(text="What closes the gap", size=12),
            Cell(text="State", size=12),
        ),
        height=0.34,
    )
    strategy = Row(
        cells=(
            Cell(text="{{ row.name }}", strong=True, color="dk2"),
            *across("c in row.cells", Drawn(text="c")),
            Cell(
                text="{% if row.actions %}"
                + cut("row.actions[0].text", 72)
                + "{% if row.actions|length > 1 %} and {{ row.actions|length - 1 }} more{% endif %}"
                "{% elif row.gap is number and row.gap <= 0 %}Kept as it is{% else %}–{% endif %}",
                size=12,
            ),
            state("row.chip"),
        ),
        before=("for row in design.maturity.rows",),
        after=("endfor",),
    )
    return table(
        "{% if design.maturity.now and design.maturity.after %}{% if design.maturity.to_raise %}"
        "The Essential Eight rise from {{ design.maturity.now }} to {{ design.maturity.after }}: "
        "{{ design.maturity.to_raise }} of {{ design.maturity.rows|length }} strategies "
        "{{ 'moves' if design.maturity.to_raise == 1 else 'move' }} up"
        "{% else %}All eight strategies stand where they have to, at {{ design.maturity.after }} or above{% endif %}"
        "{% else %}The Essential Eight still want a level today and a target for each strategy{% endif %}",
        label="Security",
        columns=(
            Column("", 2.5),
            *shared(4.2),
            Column("", 4.2),
            Column("", 1.2),
        ),
        head=head,
        rows=(strategy,),
        alt="The eight strategies: level today, target, what closes the gap",
        source="Solution design document, section 7.1. The overall level is the least of the eight",
        notes=(
            "Name the strategies that move, and who is touched by it on which day.",
            "{%p for one in design.maturity.actions %}",
            "{{ one.strategy }}: {{ one.text }} ({{ one.owner }}, {{ one.due }}).",
            "{%p endfor %}",
        ),
        size=12,
    )
