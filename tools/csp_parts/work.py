"""Sections 5 to 8: timeline, set-up, training, check-ins."""

from __future__ import annotations

from tools.csp_parts.pieces import day, lead_in
from tools.kit import (
    Column,
    body,
    bullets_each,
    columns,
    grid_table,
    lead,
    lines,
    minor,
    optional,
    row,
    row_each,
    section,
    table,
    when,
)
from tools.kit.xml import LANDSCAPE_WIDTH

_PHASES = table(
    columns(("Phase", 68), ("Lead", 56), ("Weeks", 34), ("From", 36), ("To", 36), ("State", 20)),
    row_each(
        "phase in success.phases",
        row(
            "{{ phase.id }} {{ phase.name }}",
            "{{ phase.owners }}",
            optional("phase.weeks", "\u2013"),
            day("phase.start"),
            day("phase.end"),
            "{{ phase.chip }}",
        ),
    ),
    alt="Phases: who leads, weeks, first and last day, state",
    title="Phases",
    empty="No phase can be dated before the day that the plan counts from is known.",
    width=LANDSCAPE_WIDTH,
)
_DATES = (
    "{{ line.start|date('medium') }}"
    "{% if line.end != line.start %} to {{ line.end|date('medium') }}{% endif %}"
)

TIMELINE = section(
    "Timeline",
    lead("{{ success.review.when.text }}"),
    when(
        "success.gantt",
        grid_table(
            (Column("Phase", 56), Column("Lead", 36), Column("Dates", 42)),
            heads=("success.gantt.months", "success.gantt.weeks"),
            rows="line in success.gantt.rows",
            row_labels=("{{ line.label }}", "{{ line.lead }}", _DATES),
            drawn_width=113,
            alt="Phases, training, check-ins, value review and support by week, with their dates in words",
            title="The plan by week",
            note="The figure above a column is the week of the plan; week 1 holds the day of "
            "{{ success.counted_from }}, {{ success.day_0 }}. Each mark is one day: \u25cf a session or a meeting, "
            "\u25bc a turning point.",
            width=LANDSCAPE_WIDTH,
        ),
        otherwise=_PHASES,
    ),
    landscape=True,
)

SETUP = section(
    "Account set-up and technical work",
    lead(
        "{% if success.setup.total %}{{ success.setup.done }} of "
        "{{ success.setup.total|plural('item') }} of the set-up "
        "{{ 'is' if success.setup.done == 1 else 'are' }} done."
        "{% else %}The set-up is still to be listed.{% endif %}"
    ),
    table(
        columns(("Item", 76), ("Owner", 34), ("Due", 32), ("State", 24)),
        row_each(
            "item in success.setup.items",
            row("{{ item.item }}", "{{ item.owner }}", day("item.due"), "{{ item.chip }}"),
        ),
        alt="Set-up: item, owner, due day, state",
        title="Set-up",
        empty="Nothing is to be set up.",
        keep=True,
    ),
    table(
        columns(
            ("Connection", 52), ("How", 36), ("How much and how often", 40), ("Owner", 22), ("Effort", 20)
        ),
        row_each(
            "link in success.setup.integrations",
            row(
                lines(("Table Text", "**{{ link.name }}**"), ("Table Text", "[[Muted: {{ link.ends }}]]")),
                "{{ link.kind }}{% if link.direction %}, {{ link.direction|lower }}{% endif %}"
                "{% if link.auth %}; {{ link.auth }}{% endif %}",
                optional("link.volume", "Not stated")
                + "{% if link.frequency %}, {{ link.frequency }}{% endif %}",
                "{{ link.owner }}",
                "{{ link.chip }}",
            ),
        ),
        alt="Connections to other systems: how, how much and how often, owner, effort",
        title="Connections to other systems",
        empty="No system is to be connected.",
        keep=True,
    ),
    when(
        "success.setup.migrations",
        minor("Data that moves"),
        bullets_each("move in success.setup.migrations", "{{ move }}"),
    ),
    body(
        "Solutions Engineer: {{ success.setup.engineer }}"
        "{% if success.setup.needed and success.setup.why %} ({{ success.setup.why }}){% endif %}."
    ),
)

_TIME = (
    "[[Muted: {% if one.start %}{{ one.start }}{% if one.end %} to {{ one.end }}{% endif %}"
    "{% if one.week %}, {% endif %}{% endif %}{% if one.week %}week {{ one.week }}{% endif %}"
    "{% if one.note %} {{ one.note }}{% endif %}]]"
)
_KIND = (
    "[[Muted: {{ one.kind }}{% if one.duration and not one.start %}, {{ one.duration }}{% endif %}"
    "{% if one.materials %}, {{ one.materials }}{% endif %}]]"
)

TRAINING = section(
    "Training plan",
    lead_in(
        "{% if success.training.share is not none %}{{ success.training.attendance }} of "
        "{{ success.training.seats }} places were taken in {{ success.training.held|plural('session') }}: "
        "{{ success.training.share|number(0) }}\u00a0%, against {{ success.training.wanted }}\u00a0% wanted."
        "{% elif success.training.sessions %}{{ success.training.sessions|length|plural('session') }} with "
        "{{ success.training.seats|plural('place') }} are planned; {{ success.training.wanted }}\u00a0% of them are to "
        "be taken.{% else %}The sessions are still to be planned.{% endif %}"
    ),
    table(
        columns(
            ("Day and time", 40),
            ("Session", 41),
            ("For", 29),
            ("Trainer", 20),
            ("Took part", 17),
            ("State", 18),
        ),
        row_each(
            "one in success.training.sessions",
            row(
                lines(
                    ("Table Text", day("one.date")),
                    ("Table Gap", "{%p if one.start or one.week or one.note %}"),
                    ("Table Text", _TIME),
                    ("Table Gap", "{%p endif %}"),
                ),
                lines(
                    ("Table Text", "**{{ one.title }}**"),
                    ("Table Text", _KIND),
                ),
                optional("one.audience", "Not stated"),
                "{{ one.trainer }}",
                "{% if one.attendance is not none %}{{ one.attendance }} of {% endif %}"
                + optional("one.seats", "\u2013"),
                "{{ one.chip }}",
            ),
        ),
        alt="Training sessions: day, time, title, audience, trainer, attendance, state",
        title="Sessions",
        empty="No session is planned.",
    ),
    table(
        columns(("Kind of session", 98), ("Planned", 20, "right"), ("Held", 18, "right"), ("State", 29)),
        row_each(
            "kind in success.training.kinds",
            row("{{ kind.text }}", "{{ kind.planned }}", "{{ kind.held }}", "{{ kind.chip }}"),
        ),
        alt="Kinds of session that the plan needs: planned, held, state",
        title="Kinds of session that every plan has",
        keep=True,
    ),
    table(
        columns(("Key user or administrator", 40), ("Role", 40), ("Booked on", 62), ("State", 22)),
        row_each(
            "user in success.training.key_users",
            row(
                "{{ user.name }}",
                "{{ user.roles }}",
                optional("user.sessions", "No session"),
                "{{ user.chip }}",
            ),
        ),
        alt="Key users and administrators: role, sessions booked, state",
        title="Who is trained",
        empty="No key user is named.",
    ),
    run_on=True,
)

_LOG = tuple(
    pair
    for label, field in (("Progress", "progress"), ("Questions", "questions"), ("Guidance", "guidance"))
    for pair in (
        ("Table Gap", f"{{%p if call.{field} %}}"),
        ("Table Text", f"[[Muted: {label}:]] {{{{ call.{field} }}}}"),
        ("Table Gap", "{%p endif %}"),
    )
)
_LISTS = (
    ("Table Gap", "{%p for line in call.actions %}"),
    ("Table Text", "[[Muted: Action:]] {{ line }}"),
    ("Table Gap", "{%p endfor %}"),
    ("Table Gap", "{%p if not call.progress %}"),
    ("Table Gap", "{%p for line in call.agenda %}"),
    ("Table Bullet", "{{ line }}"),
    ("Table Gap", "{%p endfor %}"),
    ("Table Gap", "{%p endif %}"),
    ("Table Gap", "{%p if not call.progress and not call.agenda %}"),
    ("Table Text", "[[Muted: The standing agenda]]"),
    ("Table Gap", "{%p endif %}"),
)

CHECK_INS = section(
    "Check-ins",
    lead_in(
        "A check-in every {{ success.checkins.every_days|plural('day') }} in weeks "
        "{{ success.checkins.first_week }} to {{ success.checkins.last_week }}"
        "{% if success.checkins.past %}; {{ success.checkins.held }} of "
        "{{ success.checkins.past }} {{ 'was' if success.checkins.held == 1 else 'were' }} held{% endif %}."
    ),
    table(
        columns(("No.", 10), ("Day", 34), ("With", 40), ("Agenda, or what came of it", 60), ("State", 22)),
        row_each(
            "call in success.checkins.rows",
            row(
                "{{ call.number }}",
                lines(
                    ("Table Text", day("call.date")),
                    ("Table Gap", "{%p if call.week %}"),
                    ("Table Text", "[[Muted: Week {{ call.week }}]]"),
                    ("Table Gap", "{%p endif %}"),
                ),
                optional("call.attendees", "As below"),
                lines(*_LOG, *_LISTS),
                "{{ call.chip }}",
            ),
        ),
        alt="Check-ins: day, who takes part, agenda or results, state",
        title="Check-ins",
        empty="The days follow once the day that the plan counts from is known.",
    ),
    table(
        columns(("Topic", 108), ("Minutes", 20, "right"), ("Led by", 36)),
        row_each(
            "item in success.checkins.agenda.topics",
            row("{{ item.topic }}", "{{ item.minutes }}", "{{ item.lead }}"),
        ),
        alt="Standing agenda of a check-in: topic, minutes, who leads it",
        title="Standing agenda, {{ success.checkins.agenda.minutes|plural('minute') }}",
        keep=True,
        note="With {{ success.checkins.agenda.attendees|list_and(empty='nobody named') }}"
        "{% if success.checkins.agenda.invited %}; {{ success.checkins.agenda.invited|list_and }} "
        "{{ 'is' if success.checkins.agenda.invited|length == 1 else 'are' }} invited{% endif %}.",
    ),
    run_on=True,
)
