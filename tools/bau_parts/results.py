"""Section 15: what hypercare gave."""

from __future__ import annotations

from tools.kit import (
    chip,
    columns,
    figure,
    heading,
    key_values,
    known,
    lead,
    optional,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)

_EXITS = table(
    columns(
        ("No.", 11), ("Criterion", 48), ("Passes at", 27), ("Measured", 33), ("Result", 24), ("Evidence", 38)
    ),
    row_each(
        "line in bau.results.exits",
        row(
            "**{{ line.id }}**",
            "{{ line.text }}",
            "{{ line.passes }}",
            "{{ line.measured }}",
            "{{ line.chip }}",
            optional("line.evidence", "\u2013")
            + "{% if line.owner %} [[Muted: {{ line.owner }}"
            + "{% if line.due %}, {{ line.due|date('medium') }}{% endif %}]]{% endif %}",
        ),
    ),
    style="House Table Solid",
    alt="Exit criteria: threshold, measured value, result, evidence",
    title="Exit criteria",
)
_DATES = "{{ week.start|date('day') }} to {{ week.end|date('day') }}"


def _cell(at: int) -> str:
    return f"{{% if week.cells[{at}].count %}}{{{{ week.cells[{at}].text }}}}{{% else %}}\u2013{{% endif %}}"


_WEEKS = table(
    columns(
        ("Week", 17),
        ("Days", 36),
        *((key, 26, "right") for key in ("P1", "P2", "P3", "P4")),
        ("Result", 25),
        ("What was missed", 34),
    ),
    row_each(
        "week in bau.results.weeks",
        row(
            "**{{ week.number }}**",
            _DATES,
            *map(_cell, range(4)),
            "{{ week.chip }}",
            optional("week.note", "\u2013"),
        ),
    ),
    alt="Weeks of hypercare: tickets resolved in time by priority, result",
    title="Tickets resolved in time, by week and priority",
    note="A dash: no ticket of this priority. A week counts as met where every priority meets its target for "
    "response and for resolution; a priority "
    "without a ticket counts as met, and few tickets may miss one, as the SLA schedule says.",
    empty="No week is recorded.",
    keep=True,
)


def _minutes(fact: str) -> str:
    return f"{{% if {fact} is number %}}{{{{ {fact}|plural('minute') }}}}{{% else %}}{{{{ {fact} }}}}{{% endif %}}"


_P1 = table(
    columns(
        ("Ticket", 28),
        ("Opened", 44),
        ("Response", 26),
        ("Resolved", 26),
        ("What happened", 60),
        ("Result", 26),
    ),
    row_each(
        "line in bau.results.p1s",
        row(
            "**{{ line.ticket }}**",
            "{{ line.opened }}",
            _minutes("line.response"),
            _minutes("line.resolution"),
            optional("line.summary", "\u2013"),
            "{{ line.chip }}",
        ),
    ),
    alt="P1 tickets: opened, response, resolution, what happened",
    title="P1 tickets",
    empty="There was no P1.",
    keep=True,
)
_ISSUES = table(
    columns(
        ("Issue", 15), ("Severity", 27), ("What was wrong", 68), ("Owner", 30), ("Opened", 24), ("Closed", 24)
    ),
    row_each(
        "line in bau.results.issues",
        row(
            "**{{ line.id }}**",
            "{{ line.severity }}",
            "{{ line.text }}",
            "{{ line.owner }}",
            short_date("line.opened"),
            optional("line.closed", chip("Neutral", "Open"), "{{ line.closed|date('medium') }}"),
        ),
    ),
    alt="Issues of the deployment: severity, what was wrong, owner, opened, closed",
    title="Issues of the deployment",
    empty="There was no issue.",
    keep=True,
)
_ANSWERS = (
    "{% if bau.results.survey.answers is number %}{{ bau.results.survey.answers|plural('answer') }}"
    "{% if bau.results.survey.asked %} of {{ bau.results.survey.asked|plural('person', 'people') }} asked"
    "{% if bau.results.survey.share is number %} ({{ bau.results.survey.share }} %){% endif %}{% endif %}"
    "{% else %}Not stated{% endif %}"
)

RESULTS = section(
    "Hypercare results",
    lead(
        "{{ bau.results.met }} of {{ bau.results.exits|length }} exit criteria are met, with "
        "{{ bau.results.run|plural('compliant week') }} in a row up to the exit."
    ),
    key_values(
        (
            "Signed off",
            optional("bau.results.signed_on", chip("Neutral", "Not signed")),
        ),
        ("By", optional("bau.results.signed_by", "\u2013")),
        (
            "Satisfaction",
            known("bau.results.survey", "{{ bau.results.survey.score }} out of 10"),
        ),
        ("Survey", "{% if bau.results.survey %}" + _ANSWERS + "{% else %}\u2013{% endif %}"),
        alt="Sign-off and satisfaction",
    ),
    _EXITS,
    when(
        "bau.results.weeks",
        heading("Week by week"),
        when(
            "bau.results.attainment",
            figure(
                "bau.results.attainment",
                title="Tickets resolved in time, per cent by week",
                note="A week in red missed a target of one priority; the table below says which.",
            ),
        ),
    ),
    _WEEKS,
    when(
        "bau.results.volume",
        figure("bau.results.volume", title="{{ bau.results.tickets|plural('ticket') }} by week and priority"),
    ),
    _P1,
    _ISSUES,
    run_on=True,
)
