"""When: the stages and the Gantt chart, deadlines, and the kickoff meeting."""

from __future__ import annotations

from tools.kit import (
    DATE,
    Column,
    body,
    columns,
    grid_table,
    heading,
    known,
    lead,
    optional,
    row,
    row_each,
    section,
    table,
    when,
)

_CHART_NOTE = (
    "A column is {{ 'half a week' if timeline.gantt.per_week == 2 else 'a week' }}; "
    "the figure above it is the day of its Monday."
)

DATES = section(
    "Dates",
    lead(
        known(
            "timeline.feasibility",
            "{{ timeline.feasibility.text }}",
        )
        + " Go-live is planned for {{ timeline.go_live }}."
    ),
    when(
        "timeline.gantt",
        grid_table(
            (Column("Stage", 40), Column("Lead", 24)),
            heads=("timeline.gantt.months", "timeline.gantt.weeks"),
            rows="line in timeline.gantt.rows",
            row_labels=("{{ line.label }}", "{{ line.lead }}"),
            drawn_width=101,
            alt="Stages, go-live, deadlines and freezes by week; the dates stand in the table below",
            title="Stages to go-live and beyond",
            note=_CHART_NOTE,
        ),
        otherwise=body("The chart appears once the kickoff date is known."),
    ),
    table(
        columns(("Stage", 2000), ("Owner", 1804), ("From", DATE), ("To", DATE), ("Length", 1290)),
        row_each(
            "stage in timeline.stages",
            row(
                "{{ stage.id }} {{ stage.name }}",
                "{{ stage.owners }}",
                "{{ stage.start }}",
                "{{ stage.end }}",
                "{{ stage.range_text }}",
            ),
        ),
        alt="Stages: owner, first day, last day, length",
        title="Stages",
        empty="No stage can be dated before the kickoff date is known.",
    ),
    heading("Deadlines"),
    table(
        columns(
            ("Date", DATE), ("What", 2400), ("Applies to", 1120), ("If it is missed", 2094), ("State", 1610)
        ),
        row_each(
            "deadline in timeline.deadlines",
            row(
                "{{ deadline.date }}",
                "{{ deadline.what }}",
                "{{ deadline.applies_to }}",
                optional("deadline.consequence", "Not stated"),
                "{{ deadline.chip }}",
            ),
        ),
        alt="Hard deadlines: date, what, what it applies to, consequence, state",
        empty="The client has no hard deadline.",
    ),
    when(
        "timeline.windows",
        heading("Freezes and maintenance windows"),
        table(
            columns(("Kind", 1230), ("From", 2230), ("To", 2230), ("Repeats", 1580), ("Scope", 2084)),
            row_each(
                "window in timeline.windows",
                row(
                    "{{ window.kind }}",
                    "{{ window.start }}",
                    "{{ window.end }}",
                    optional("window.recurrence", "Once"),
                    optional("window.scope", "Everything"),
                ),
            ),
            alt="Freezes and maintenance windows known so far",
        ),
    ),
    run_on=True,
)

KICKOFF = section(
    "Kickoff plan",
    lead(
        "Kickoff is on {{ kickoff.date }} and takes {{ kickoff.minutes|plural('minute') }}"
        "{% if kickoff.start %}, {{ kickoff.start }} to {{ kickoff.end }}{% endif %}"
        "{% if kickoff.place %}, at {{ kickoff.place }}{% endif %}."
    ),
    table(
        columns(("Time", 1400), ("Topic", 5300), ("Minutes", 1020, "right"), ("Led by", 1634)),
        row_each(
            "item in kickoff.agenda",
            row(
                optional("item.start", "To be set", "{{ item.start }} to {{ item.end }}"),
                "{{ item.topic }}",
                "{{ item.minutes }}",
                "{{ item.lead }}",
            ),
        ),
        alt="Agenda of the kickoff: time, topic, minutes, who leads it",
        title="Agenda",
        empty="The process has no agenda for the kickoff.",
        keep=True,
    ),
    table(
        columns(("Attendee", 2500), ("Title or role", 3427), ("Organisation", 3427)),
        row_each(
            "person in kickoff.attendees",
            row("{{ person.name }}", "{{ person.title }}", "{{ person.organisation }}"),
        ),
        alt="Attendees of the kickoff",
        title="Attendees",
        empty="Nobody is invited yet.",
        keep=True,
    ),
    table(
        columns(("Session", 3440), ("Date", DATE), ("Start", 760), ("How", 1224), ("Led by", 1800)),
        row_each(
            "session in kickoff.sessions",
            row(
                "{{ session.topic }}",
                "{{ session.date }}",
                optional("session.start", "Open"),
                optional("session.mode", "Not stated"),
                "{{ session.facilitator }}",
            ),
        ),
        alt="Discovery sessions: topic, date, start, how, who leads it",
        title="Discovery sessions",
        empty="No discovery session is planned.",
        keep=True,
    ),
    table(
        columns(("Audience", 1660), ("Purpose", 2790), ("Channel", 1754), ("Cadence", 1750), ("Owner", 1400)),
        row_each(
            "message in kickoff.communications",
            row(
                "{{ message.audience }}",
                optional("message.purpose", "Not stated"),
                optional("message.channel", "Not stated"),
                optional("message.cadence", "Once"),
                "{{ message.owner }}",
            ),
        ),
        alt="Communication plan: audience, purpose, channel, cadence, owner",
        title="Communication",
        empty="No communication is planned.",
        keep=True,
    ),
    run_on=True,
)
