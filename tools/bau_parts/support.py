"""The sections that only the handover to general support has: summary, people, what was reached, documents."""

from __future__ import annotations

from tools.kit import (
    brief,
    columns,
    kpis,
    lead,
    none_recorded,
    optional,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)

_DAY = brief("success.support.date", "{{ success.support.date|date('long') }}")

SUMMARY = section(
    "Summary and readiness",
    lead(
        f"{{{{ client.trading_name }}}} passes to general support on {_DAY}; "
        + brief("success.support.contact", "{{ success.support.contact }}")
        + " remains its strategic contact."
    ),
    kpis(
        (
            "{{ success.milestones|selectattr('done')|list|length }} of {{ success.milestones|length }}",
            "steps done",
        ),
        ("{{ success.attainment.close }} of {{ success.attainment.total }}", "measures near their target"),
        (
            "{% if success.training.share is not none %}{{ success.training.share }} %{% else %}\u2013{% endif %}",
            "of the seats in training taken",
        ),
        (
            "{% if bau.issues is iterable %}{{ bau.issues|selectattr('open')|list|length }}{% else %}\u2013{% endif %}",
            "known issues open",
        ),
        alt="Key figures: steps done, measures near their target, training, known issues",
    ),
    table(
        columns(("Step", 70), ("Due", 38), ("Done", 38), ("State", 34)),
        row_each(
            "step in success.milestones",
            row(
                "**{{ step.name }}**",
                short_date("step.due"),
                optional("step.done_on", "\u2013", "{{ step.done_on|date('medium') }}"),
                "{{ step.chip }}",
            ),
        ),
        style="House Table Solid",
        alt="Steps of the onboarding: due, done, state",
        title="Steps of the onboarding",
        keep=True,
    ),
)

PEOPLE = section(
    "People",
    lead("Who asks, who answers, and who stays in touch."),
    table(
        columns(("Name", 32), ("Role", 44), ("Phone", 34), ("E-mail", 55)),
        row_each(
            "member in people.team",
            row("**{{ member.name }}**", "{{ member.role }}", "{{ member.phone }}", "{{ member.email }}"),
        ),
        alt="The provider's people: name, role, phone, e-mail",
        title="{{ provider.name }}",
        empty="Nobody is named.",
    ),
    table(
        columns(("Name", 34), ("Title", 38), ("Roles", 56), ("Phone", 36)),
        row_each(
            "contact in people.contacts",
            row(
                "**{{ contact.name }}**",
                "{{ contact.title }}",
                optional("contact.roles_text", "\u2013"),
                "{{ contact.phone }}",
            ),
        ),
        alt="The client's people: name, title, roles, phone",
        title="{{ client.trading_name }}",
        empty="No contact is recorded.",
    ),
    run_on=True,
)

RESULTS = section(
    "What was reached",
    lead("{{ success.attainment.text }}"),
    table(
        columns(
            ("Measure", 50),
            ("Before", 26),
            ("Target", 26),
            ("Now", 26),
            ("Way to the target", 26),
            ("State", 30),
        ),
        row_each(
            "line in success.measures",
            row(
                "**{{ line.name }}**",
                "{{ line.baseline_text }}",
                "{{ line.target_text }}",
                optional("line.current_text", "\u2013"),
                "{{ line.progress_text }}",
                "{{ line.chip }}",
            ),
        ),
        style="House Table Solid",
        alt="Measures: before, target, now, share of the way, state",
        title="Measures of success",
        empty="There is no measure.",
        keep=True,
    ),
    when("success.review.results", lead("{{ success.review.results }}")),
    run_on=True,
)

DOCUMENTS = section(
    "Documentation index",
    lead(
        "{% if bau.documents %}{{ bau.documents|length|plural('document') }} for support to work from."
        "{% else %}" + none_recorded("bau.documents", "No document is handed over.") + "{% endif %}"
    ),
    table(
        columns(
            ("Number", 22),
            ("Title", 58),
            ("Kind", 32),
            ("Ver.", 13),
            ("Owner", 28),
            ("Place", 34),
            ("Review", 26),
        ),
        row_each(
            "line in bau.documents",
            row(
                optional("line.ref", "\u2013"),
                "**{{ line.title }}**",
                "{{ line.kind }}",
                "{{ line.version }}",
                optional("line.owner", "\u2013"),
                "{{ line.location }}",
                short_date("line.review_due"),
            ),
        ),
        alt="Documents: number, title, kind, version, owner, place, next review",
        empty="No document is handed over.",
    ),
    run_on=True,
)
