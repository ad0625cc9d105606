"""The source of `templates/RET.docx`: the retrospective of an onboarding, for the provider alone."""

from __future__ import annotations

from tools.kit import (
    Document,
    body,
    bullets_each,
    callout,
    columns,
    figure,
    heading,
    key_values,
    kpis,
    lead,
    optional,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)

_OVER = (
    "{% if retrospective.over is number %}{% if retrospective.over > 0 %}+{% endif %}"
    "{{ retrospective.over|number(1) }}{% else %}\u2013{% endif %}"
)
_WORKED = (
    "{% if retrospective.actual is number %}{{ retrospective.actual|number(1) }}{% else %}\u2013{% endif %}"
)


def _signed(value: str, places: int) -> str:
    """Return a difference with its sign, or a dash where it is not known."""
    shown = f"{{{{ {value}|number({places}) }}}}" if places else f"{{{{ {value} }}}}"
    return f"{{% if {value} is number %}}{{% if {value} > 0 %}}+{{% endif %}}{shown}{{% else %}}\u2013{{% endif %}}"


def _figure(value: str, places: int) -> str:
    shown = f"{{{{ {value}|number({places}) }}}}" if places else f"{{{{ {value} }}}}"
    return f"{{% if {value} is number %}}{shown}{{% else %}}\u2013{{% endif %}}"


_INTERNAL = callout(
    "Internal",
    "Internal",
    "For {{ provider.name }} alone. Nothing of this document stands in any document that the client receives.",
)

SUMMARY = section(
    "What it came to",
    lead(
        "{% if retrospective.actual is number %}The onboarding took {{ retrospective.actual|number(1) }} person-days "
        "against {{ retrospective.planned|number(1) }} planned; {{ retrospective.on_time }} of "
        "{{ retrospective.ended|plural('finished stage') }} took no longer than planned."
        "{% else %}The days that everybody worked are not complete yet.{% endif %}"
    ),
    _INTERNAL,
    kpis(
        ("{{ retrospective.planned|number(1) }}", "person-days planned"),
        (_WORKED, "person-days worked"),
        (_OVER, "difference in person-days"),
        ("{{ retrospective.on_time }} of {{ retrospective.ended }}", "finished stages on time"),
        alt="Key figures: days planned, worked, difference, stages on time",
    ),
    key_values(
        ("Held on", "{{ retrospective.held_on }}"),
        ("Status in the CRM", "{{ retrospective.crm_status }}"),
        ("Tier", "{{ commercial.tier }}"),
        ("Monthly fee", "{{ commercial.monthly_fee }}"),
        alt="When it was held, status in the CRM, tier, monthly fee",
    ),
    heading("Margin"),
    when(
        "retrospective.margin",
        table(
            columns(
                ("Onboarding fee", 44, "right"),
                ("A planned day brings", 40, "right"),
                ("A worked day brings", 40, "right"),
                ("Change", 30, "right"),
            ),
            row(
                "{{ retrospective.margin.fee }}",
                "{{ retrospective.margin.planned }}",
                "{{ retrospective.margin.actual }}",
                _signed("retrospective.margin.change", 1) + " %",
            ),
            style="House Table Solid",
            alt="The onboarding fee by person-day, planned and real",
            note="The fee, ex tax, divided by the person-days. Cost rates are not part of this document.",
        ),
        otherwise=body("The onboarding fee, or the days worked, are not known."),
    ),
    body("{{ retrospective.margin_note }}"),
)

_STAGES = table(
    columns(
        ("Stage", 36),
        ("Planned end", 26),
        ("Real end", 26),
        ("Days", 23, "right"),
        ("+/\u2212", 13, "right"),
        ("Person-days", 28, "right"),
        ("+/\u2212", 14, "right"),
        ("State", 30),
    ),
    row_each(
        "line in retrospective.stages",
        row(
            "**{{ line.id }}** {{ line.name }}",
            optional("line.end", "\u2013", "{{ line.end|date('medium') }}"),
            optional("line.actual_end", "\u2013", "{{ line.actual_end|date('medium') }}"),
            _figure("line.actual_days", 0) + " of {{ line.days }}",
            _signed("line.days_over", 0),
            _figure("line.actual_effort", 1) + " of {{ line.effort|number(1) }}",
            _signed("line.effort_over", 1),
            "{{ line.chip }}",
        ),
    ),
    alt="Stages: planned and real end, business days and person-days against the plan",
    title="Stages against the plan",
    note="Days are business days, both ends included; real against planned. Effort up to 10 % over the plan counts as "
    "kept, above 20 % as critical.",
)

STAGES = section(
    "Days and effort by stage",
    lead(
        "{% if retrospective.agrees is none %}Some stages have no figure yet."
        "{% elif retrospective.agrees %}The days by stage and by role add up to the same."
        "{% else %}The days by stage and by role add up to different sums: one of them is wrong.{% endif %}"
    ),
    when(
        "retrospective.by_stage",
        figure("retrospective.by_stage", title="Person-days planned and worked, by stage"),
    ),
    _STAGES,
)

ROLES = section(
    "Effort by role",
    lead("Where the plan held, person by person: the allocation that was sold against the days worked."),
    when(
        "retrospective.by_role",
        figure("retrospective.by_role", title="Person-days planned and worked, by role"),
    ),
    table(
        columns(
            ("Role", 60),
            ("Planned", 28, "right"),
            ("Worked", 28, "right"),
            ("Over", 24, "right"),
            ("State", 34),
        ),
        row_each(
            "line in retrospective.effort",
            row(
                "{{ line.role }}",
                "{{ line.planned|number(1) }}",
                "{% if line.actual is number %}{{ line.actual|number(1) }}{% else %}"
                "{{ line.actual }}{% endif %}",
                _signed("line.difference", 1),
                "{{ line.chip }}",
            ),
        ),
        row(
            "**Together**",
            "**{{ retrospective.planned|number(1) }}**",
            f"**{_WORKED}**",
            f"**{_OVER}**",
            "{% if retrospective.over_percent is number %}"
            + _signed("retrospective.over_percent", 1)
            + " %{% endif %}",
        ),
        alt="Roles: person-days planned, worked and over",
        title="Roles against the plan",
        keep=True,
    ),
)

LESSONS = section(
    "What we learnt",
    lead("What to keep, what to change, and who changes it by when."),
    heading("What went well"),
    bullets_each("line in retrospective.well", "{{ line }}", empty="Nothing was recorded."),
    heading("What to do better"),
    bullets_each("line in retrospective.improve", "{{ line }}", empty="Nothing was recorded."),
    heading("What follows"),
    table(
        columns(("What is done otherwise", 96), ("Owner", 40), ("By", 29)),
        row_each(
            "line in retrospective.actions",
            row("{{ line.text }}", "{{ line.owner }}", short_date("line.due")),
        ),
        alt="Improvements: what, owner, by when",
        empty="Nothing follows.",
        keep=True,
    ),
    heading("Internal tasks of the transition"),
    table(
        columns(("Task", 14), ("What", 66), ("State", 28), ("Date", 26), ("Proof", 46)),
        row_each(
            "line in retrospective.tasks",
            row(
                "**{{ line.id }}**",
                "{{ line.text }}",
                "{{ line.chip }}",
                short_date("line.date"),
                optional("line.evidence", "\u2013"),
            ),
        ),
        alt="Internal tasks: state, date, proof",
        empty="The process has no internal task.",
        keep=True,
    ),
    run_on=False,
)

DOCUMENT = Document(
    code="RET",
    version="1.0",
    promise="What this onboarding taught us, and what it cost against the plan",
    sections=(SUMMARY, STAGES, ROLES, LESSONS),
)
