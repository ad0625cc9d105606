"""Sections 5 to 7: priorities, response, resolution and escalation."""

from __future__ import annotations

from tools.kit import (
    Column,
    body,
    cell_each,
    columns,
    grid_table,
    heading,
    lead,
    lines,
    list_cell,
    optional,
    row,
    row_each,
    section,
    table,
    when,
)
from tools.kit.rows import Rows
from tools.sla_parts.words import position

PRIORITIES = section(
    "Priority model",
    lead("Impact and urgency set the priority; the priority sets the targets."),
    grid_table(
        (Column("Impact", 48),),
        heads=(cell_each("u in sla.priorities.urgencies", lines(("Table Head Centre", "{{ u }}"))),),
        rows="line in sla.priorities.matrix",
        row_labels=("{{ line.impact }}",),
        drawn_width=116,
        alt="Priority by impact (rows) and urgency (columns); the priority stands in each cell",
        title="Priority by impact and urgency",
    ),
    table(
        columns(("Priority", 18), ("What it means", 76), ("Example from this client", 70)),
        row_each(
            "level in sla.priorities.levels",
            row("**{{ level.key }}**", "{{ level.definition }}", "{{ level.example }}"),
        ),
        style="House Table Solid",
        alt="The four priorities: meaning and an example from this client",
        title="The four priorities",
        keep=True,
    ),
    heading("Who sets and who changes a priority"),
    table(
        columns(("Question", 34), ("Answer", 131)),
        row("**A new ticket**", position("priority_set")),
        row(
            "**Declaring a P1**",
            "{{ sla.priorities.declarers|list_and(empty='The service desk') }}.",
        ),
        row(
            "**Lifting a priority**",
            list_cell("rule in sla.priorities.raises", "{{ rule }}", "No rule lifts one."),
        ),
        row(
            "**A disagreement**", position("priority_dispute") + " Decided by: {{ sla.priorities.decides }}."
        ),
        alt="Who sets a priority, who may declare a P1, what lifts a priority, who decides a disagreement",
        keep=True,
    ),
    run_on=True,
)

RESPONSE = section(
    "Response times",
    lead(
        "{% if sla.targets %}A person answers a P1 within {{ sla.targets[0].response }} "
        "({{ sla.targets[0].clock|lower }})."
        "{% else %}The response times follow from the tier: {{ sla.targets }}{% endif %}"
    ),
    when(
        "sla.targets",
        table(
            columns(("Priority", 18), ("Response", 66), ("Clock", 50), ("Attainment", 31, "right")),
            row_each(
                "target in sla.targets",
                row(
                    "**{{ target.key }}**",
                    "{{ target.response }}",
                    "{{ target.clock }}",
                    "{{ target.attainment }}",
                ),
            ),
            style="House Table Solid",
            alt="Response time by priority, its clock, and the share of tickets that must meet it",
            title="Response times",
            note="Attainment: of a month\u2019s tickets of the priority, the share that must meet the target.",
            keep=True,
        ),
    ),
    heading("Worked example"),
    when(
        "sla.worked",
        body(
            "A ticket is raised on {{ sla.worked.raised }}"
            "{% if sla.worked.weekend %}, the last business day before a break of "
            "{{ sla.worked.weekend.days|plural('day') }}"
            "{% if sla.worked.holidays %} ({{ sla.worked.holidays }}){% endif %}{% endif %}. "
            "Times are {{ sla.cover.zone }}.",
            keep=True,
        ),
        table(
            columns(("Priority", 18), ("Clock", 42), ("Response due", 52), ("Resolution due", 52)),
            row_each(
                "ticket in sla.worked.rows",
                row(
                    "**{{ ticket.key }}**",
                    "{{ sla.targets[loop.index0].clock }}",
                    "{{ ticket.response_due }}",
                    "{{ ticket.resolution_due }}",
                ),
            ),
            alt="When response and resolution of the example ticket are due, by priority",
            title="Due times of the example",
            keep=True,
        ),
        otherwise=body("The example needs the tier and the effective date: {{ sla.worked }}"),
    ),
    run_on=True,
)

_KEYS = ("P1", "P2", "P3", "P4")
_CLOCKS = (
    "{% for target in sla.targets %}{{ target.key }} {{ target.clock|lower }}"
    "{% if loop.last %}.{% else %}; {% endif %}{% endfor %}"
)


def _people() -> tuple[str, str]:
    informed = "{% if rung.informed %}; {{ rung.informed }} is informed{% endif %}"
    client = optional("rung.client_role", "Not yet called", _person("rung.client"))
    return _person("rung.provider") + informed, client


def _person(name: str) -> str:
    """Return a person with the role, or the role with the chip that asks for the person."""
    role = f"{name}_role"
    return (
        f"{{% if {name} %}}{{{{ {name} }}}}, {{{{ {role}|lower }}}}"
        f"{{% else %}}{{{{ {role} }}}}: {{{{ {name} }}}}{{% endif %}}"
    )


def _short(entry: str) -> str:
    due = f"{entry}.due"
    return f"{{{{ {due}|date('EEE') }}}} {{{{ {due}|date('day') }}}} {{{{ {due}|time('24h') }}}}"


def _called(loop: str) -> Rows:
    provider, client = _people()
    moment = "{{ rung.at }}{% if rung.after %}, after {{ rung.after }}{% endif %}"
    return row_each(loop, row(moment, provider, client))


RESOLUTION = section(
    "Resolution targets and escalation",
    lead(
        "{% if sla.targets %}A P1 is resolved within {{ sla.targets[0].resolution }}, with news "
        "{% if sla.targets[0].update %}every {{ sla.targets[0].update }}{% else %}when something changes{% endif %}."
        "{% else %}The resolution targets follow from the tier: {{ sla.targets }}{% endif %}"
    ),
    when(
        "sla.targets",
        table(
            columns(
                ("Priority", 16),
                ("Resolution", 58),
                ("Clock", 33),
                ("Update to the client every", 58),
            ),
            row_each(
                "target in sla.targets",
                row(
                    "**{{ target.key }}**",
                    "{{ target.resolution }}",
                    "{{ target.clock }}",
                    optional("target.update", "When something changes"),
                ),
            ),
            style="House Table Solid",
            alt="Resolution target by priority, its clock and how often the client hears",
            title="Resolution targets",
            note="The attainment of section 6 applies to resolution as well.",
            keep=True,
        ),
    ),
    heading("Escalation by time"),
    body("Each rung is called when its share of the resolution time has run.", keep=True),
    when(
        "sla.targets",
        table(
            columns(("Rung", 13), ("Provider", 60), ("Client", 44), *((key, 12, "right") for key in _KEYS)),
            row_each(
                "rung in sla.escalation.ladder",
                row(
                    "**{{ rung.share }}**",
                    *_people(),
                    *(f"{{{{ rung.times[{at}].hours }}}}" for at in range(4)),
                ),
            ),
            alt="Escalation ladder: rung, people on both sides, hours after which each priority reaches it",
            title="Escalation ladder, by share of the resolution time",
            note="P1 to P4: hours from the moment the ticket is raised. Clocks: " + _CLOCKS,
            keep=True,
        ),
        when(
            "sla.worked",
            table(
                columns(("Rung", 21), *((key, 36) for key in _KEYS)),
                row_each(
                    "rung in sla.escalation.ladder",
                    row("**{{ rung.share }}**", *(_short(f"rung.times[{at}]") for at in range(4))),
                ),
                alt="When the example ticket reaches each rung, by priority",
                title="The same ladder for the example ticket",
                note="Ticket raised on {{ sla.worked.raised }}, {{ sla.cover.zone }}, as in section 6.",
                keep=True,
            ),
        ),
    ),
    heading("P1 and special escalations"),
    table(
        columns(("When", 52), ("Provider", 63), ("Client", 50)),
        _called("rung in sla.escalation.p1"),
        _called("rung in sla.escalation.triggered"),
        alt="Escalations of a P1 and after a trigger: when, people on both sides",
        keep=True,
    ),
    run_on=True,
)
