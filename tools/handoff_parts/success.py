"""What the handoff to a success manager shows otherwise: no infrastructure and no go-live, but measures and weeks."""

from __future__ import annotations

from tools.handoff_parts.overview import (
    AMOUNT_FIRST,
    FIRST_OPEN_ITEMS,
    FIRST_PROMISES,
    OPEN,
    OPEN_CHIP,
    PROMISE_CHIP,
    PROMISES,
    ROLE_CHIP,
    TERM,
    WHOLE_AMOUNT,
)
from tools.handoff_parts.people import people_section
from tools.kit import (
    DATE,
    Column,
    body,
    columns,
    drawn_bar,
    grid_table,
    heading,
    key_values,
    known,
    kpis,
    lead,
    optional,
    row,
    row_each,
    section,
    table,
    when,
)

SNAPSHOT = section(
    "Snapshot",
    lead(
        "{{ client.legal_name }} signed for "
        + known("client.users", "{{ client.users|plural('user') }}")
        + "; the kickoff is on {{ timeline.kickoff }} and the value review on {{ success.review.when.day }}."
    ),
    kpis(
        (
            WHOLE_AMOUNT,
            "{{ commercial.currency }}, contract value"
            + optional("commercial.term_months", "", " over {{ commercial.term_months }} months"),
        ),
        (known("client.users", "{{ client.users|number(0) }}"), "users"),
        (
            known("success.outreach.by", "{{ success.outreach.by|date('day') }}"),
            "last day for the first contact",
        ),
        (
            "{{ checklist.percent }}\u00a0%",
            "ready: {{ checklist.complete }} of {{ checklist.applicable }} items of the checklist",
        ),
        alt="Key figures: contract value, users, last day for the first contact, readiness",
        shares=AMOUNT_FIRST,
    ),
    drawn_bar("checklist.bar", alt="Readiness of the handoff as a bar"),
    key_values(
        ("Sponsor", "{{ people.sponsor }}"),
        ("Account Executive", "{{ people.account_manager }}"),
        ("Primary contact", "{{ people.primary }}"),
        ("Success Manager", "{{ people.onboarding_lead }}"),
        ("Industry", "{{ client.industry }}"),
        ("Monthly fee", "{{ commercial.monthly_fee }}"),
        ("Kickoff", "{{ timeline.kickoff }}"),
        ("Value review", "{{ success.review.when.day }}"),
        ("Contract", TERM),
        ("Signed", "{{ timeline.contract_signed }}"),
        alt="Who and when at a glance",
    ),
    table(
        columns(("Question", 1980), ("State", 1900), ("Answer", 5474)),
        row(
            "Is it complete?",
            "{{ checklist.chip }}",
            "{{ checklist.complete }} of {{ checklist.applicable }} applicable items of the checklist",
        ),
        row(
            "Was the client called?",
            "{{ success.outreach.chip }}",
            "Within {{ success.outreach.business_days|plural('business day') }} of the signature: by "
            "{{ success.outreach.by }}{% if success.outreach.done %}; done on {{ success.outreach.done }}{% endif %}",
        ),
        row("What was promised?", PROMISE_CHIP, PROMISES),
        row(
            "Are the roles covered?",
            ROLE_CHIP,
            "{% if people.uncovered %}{{ people.uncovered }} of {{ people.coverage|length }} mandatory roles have "
            "nobody{% else %}Sponsor and primary contact are named{% endif %}",
        ),
        row("What is missing?", OPEN_CHIP, OPEN),
        alt="State of the handoff: completeness, first contact, promises, roles, open items",
        keep=True,
    ),
    FIRST_PROMISES,
    FIRST_OPEN_ITEMS,
)

PEOPLE = people_section(
    heading("Assignment of the Success Manager"),
    when(
        "success.assignment",
        key_values(
            ("Success Manager", "{{ success.assignment.manager }}"),
            ("Assigned on", "{{ success.assignment.assigned_on }}"),
            ("Territory", "{{ success.assignment.territory }}"),
            ("Client\u2019s territory", "{{ success.assignment.client_territory }}"),
            ("Accounts before", "{{ success.assignment.before }}"),
            ("Limit", "{{ success.assignment.limit }}"),
            ("Method", optional("success.assignment.method", "Not stated")),
            ("Fit", "{{ success.assignment.chip }}"),
            alt="How the success manager was assigned: territory, accounts, limit, day, method",
        ),
        otherwise=body("The assignment of the Success Manager is not recorded yet."),
    ),
)

PROFILE = section(
    "Client profile",
    lead(
        "{{ client.industry }}: "
        + known("client.users", "{{ client.users|plural('user') }}")
        + "{% if profile.places %} at {{ profile.places }}{% endif %}."
    ),
    key_values(
        ("Legal name", "{{ client.legal_name }}"),
        ("Company number", "{{ client.number }}"),
        ("Users", known("client.users", "{{ client.users|number(0) }}")),
        ("Region", "{{ client.region }}"),
        ("Time zone", "{{ client.timezone }}"),
        ("Address", "{{ client.address }}"),
        alt="Profile of the client",
    ),
    when(
        "profile.sites",
        heading("Sites"),
        table(
            columns(("Site", 3500), ("Kind", 2000), ("Region", 2354), ("Users", 1500, "right")),
            row_each(
                "site in profile.sites",
                row(
                    "**{{ site.name }}**",
                    "{{ site.kind }}",
                    optional("site.region", "\u2013"),
                    "{{ site.users }}",
                ),
            ),
            alt="Sites: kind, region, users",
        ),
    ),
    heading("Systems to connect"),
    table(
        columns(("System", 2900), ("How", 1500), ("Volume", 2154), ("Owner", 1400), ("Effort", 1400)),
        row_each(
            "link in success.setup.integrations",
            row(
                "**{{ link.name }}**",
                "{{ link.kind }}",
                optional("link.volume", "Not stated"),
                "{{ link.owner }}",
                "{{ link.chip }}",
            ),
        ),
        alt="Systems to connect: how, volume, owner, effort",
        empty="No system is to be connected.",
    ),
    body(
        "Solutions Engineer: {{ success.setup.engineer }}"
        "{% if success.setup.why %} ({{ success.setup.why }}){% endif %}."
    ),
    run_on=True,
)

DATES = section(
    "Dates",
    lead("{{ success.review.when.text }}"),
    when(
        "timeline.gantt",
        grid_table(
            (Column("Phase", 40), Column("Lead", 24)),
            heads=("success.gantt.months", "success.gantt.weeks"),
            rows="line in success.gantt.rows",
            row_labels=("{{ line.label }}", "{{ line.lead }}"),
            drawn_width=101,
            alt="Phases, training, check-ins, value review and support by week; the dates stand in the table below",
            title="The phases by week",
            note="The figure above a column is the week of the plan.",
        ),
        otherwise=body("The chart appears once the kickoff date is known."),
    ),
    table(
        columns(("Phase", 2800), ("Owner", 1804), ("Weeks", 1370), ("From", DATE), ("To", DATE)),
        row_each(
            "phase in success.phases",
            row(
                "{{ phase.id }} {{ phase.name }}",
                "{{ phase.owners }}",
                optional("phase.weeks", "Before week 1"),
                "{{ phase.start }}",
                "{{ phase.end }}",
            ),
        ),
        alt="Phases: owner, weeks, first and last day",
        title="Phases",
        empty="No phase can be dated before the kickoff date is known.",
    ),
    table(
        columns(("Step", 3754), ("Due", 2800), ("Rule", 2800)),
        row(
            "First contact with the client",
            "{{ success.outreach.by }}",
            "{{ success.outreach.business_days|plural('business day') }} after the signature",
        ),
        row(
            "{{ success.review.agenda.title }}",
            "{{ success.review.when.due }}",
            "Day {{ success.review.when.days }}"
            "{% if success.review.when.counted_from %} from {{ success.review.when.counted_from }}{% endif %}",
        ),
        alt="Steps that the process dates: first contact and value review",
        title="Dates that the process sets",
        keep=True,
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
    run_on=True,
)
