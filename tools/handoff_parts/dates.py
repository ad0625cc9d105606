"""When: the stages and the Gantt chart, deadlines, and the kickoff meeting."""

from __future__ import annotations

from tools.kit import (
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
        columns(("Stage", 42), ("Owner", 36), ("From", 28), ("To", 28), ("Length", 28)),
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
        columns(("Date", 30), ("What", 52), ("Applies to", 26), ("If it is missed", 46), ("State", 38)),
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
            columns(("Kind", 26), ("From", 34), ("To", 34), ("Repeats", 26), ("Scope", 50)),
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
        "Kickoff is on {{ kickoff.date }}"
        "{% if kickoff.start %}, {{ kickoff.start }} to {{ kickoff.end }}{% endif %}"
        "; the agenda takes {{ kickoff.minutes|plural('minute') }}."
    ),
    table(
        columns(("Time", 26), ("Topic", 84), ("Minutes", 18, "right"), ("Led by", 36)),
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
    ),
    table(
        columns(("Attendee", 44), ("Title or role", 60), ("Organisation", 60)),
        row_each(
            "person in kickoff.attendees",
            row("{{ person.name }}", "{{ person.title }}", "{{ person.organisation }}"),
        ),
        alt="Attendees of the kickoff",
        title="Attendees",
        empty="Nobody is invited yet.",
    ),
    table(
        columns(("Session", 50), ("Date", 36), ("Start", 16), ("How", 24), ("Led by", 34)),
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
    ),
    table(
        columns(("Audience", 32), ("Purpose", 48), ("Channel", 24), ("Cadence", 24), ("Owner", 30)),
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
    ),
    run_on=True,
)
