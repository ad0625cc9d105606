"""People: who covers which role, who may approve what, who is called first, who works for the provider."""

from __future__ import annotations

from tools.kit import (
    Block,
    Column,
    Section,
    cell_each,
    columns,
    grid_table,
    heading,
    lead,
    lines,
    minor,
    optional,
    row,
    row_each,
    section,
    table,
)


def people_section(*more: Block) -> Section:
    """Return the section; `more` stands before the provider's team."""
    return section(
        "People",
        lead(
            "{{ people.sponsor }} sponsors the work and {{ people.primary }} is the primary contact; "
            "{{ people.onboarding_lead }} leads the onboarding."
        ),
        _role_grid(),
        _coverage(),
        heading("Contacts"),
        _contacts(),
        heading("Authority"),
        _authority(),
        *more,
        heading("Provider team"),
        _team(),
        minor("Influence and support (internal)"),
        _influence(),
        run_on=True,
    )


def _role_grid() -> Block:
    """Return who holds which mandatory role, as a grid."""
    return grid_table(
        (Column("Contact", 34), Column("Title", 40)),
        heads=(cell_each("role in people.grid_roles", lines(("Grid Label", "{{ role }}"))),),
        rows="person in people.grid",
        row_labels=("{{ person.name }}", "{{ person.title }}"),
        drawn_width=91,
        alt="Which contact holds which mandatory role",
        title="Mandatory roles and who holds them",
    )


def _coverage() -> Block:
    """Return the mandatory roles with who holds them, and which nobody holds."""
    return table(
        columns(("Mandatory role", 40), ("Held by", 80), ("State", 30)),
        row_each("role in people.coverage", row("{{ role.role }}", "{{ role.holders }}", "{{ role.chip }}")),
        alt="Mandatory roles, holders and state",
        title="Coverage of the mandatory roles",
        keep=True,
    )


def _contacts() -> Block:
    """Return the client's contacts, how to reach them and in which order."""
    return table(
        columns(
            ("Name and title", 1980),
            ("Roles", 2390),
            ("E-mail and telephone", 3204),
            ("Channel", 990),
            ("Order", 790, "right"),
        ),
        row_each(
            "person in people.contacts",
            row(
                lines(("Table Text", "**{{ person.name }}**"), ("Table Text", "{{ person.title }}")),
                optional("person.roles_text", "None"),
                lines(
                    ("Table Text", "{{ person.email }}"),
                    (
                        "Table Text",
                        "{{ person.phone }}{% if person.mobile %}, {{ person.mobile }}{% endif %}",
                    ),
                ),
                optional("person.channel", "Not stated"),
                optional("person.escalation_order", "\u2013"),
            ),
        ),
        alt="Contacts: name, title, roles, e-mail, telephone, preferred channel, order of escalation",
        empty="No contact is recorded.",
        note="Order: who is called first, second, third when something is escalated on the client\u2019s side.",
    )


def _authority() -> Block:
    """Return who may approve what, and up to which amount."""
    return table(
        columns(("Name", 1500), ("May approve", 4454), ("Spend limit", 1900, "right"), ("Delegate", 1500)),
        row_each(
            "person in people.authority",
            row(
                "{{ person.name }}",
                optional("person.approves_text", "Nothing recorded"),
                optional("person.limit", "None set"),
                optional("person.delegate", "None named"),
            ),
        ),
        alt="Authority: who may approve what, up to which amount, and the delegate",
        empty="Nobody\u2019s authority to approve is recorded.",
    )


def _team() -> Block:
    """Return the provider's people and their deputies."""
    return table(
        columns(("Role", 2020), ("Name", 1290), ("E-mail", 2880), ("Telephone", 1784), ("Deputy", 1380)),
        row_each(
            "member in people.team",
            row(
                "{{ member.role }}",
                "{{ member.name }}",
                "{{ member.email }}",
                "{{ member.phone }}",
                optional("member.backup", "None named"),
            ),
        ),
        alt="Provider team: role, name, e-mail, telephone, deputy",
        empty="No member of the provider\u2019s team is recorded.",
    )


def _influence() -> Block:
    """Return how the contacts stand to the work; for the provider's eyes only."""
    return table(
        columns(
            ("Name", 1400),
            ("Influence", 1000, "centre"),
            ("Support", 1000, "centre"),
            ("Sentiment", 2700),
            ("Success in their words", 3254),
        ),
        row_each(
            "person in people.contacts",
            row(
                "{{ person.name }}",
                optional("person.influence", "Not rated"),
                optional("person.support", "Not rated"),
                optional("person.sentiment", "Not recorded"),
                optional("person.success_definition", "Not asked yet"),
            ),
        ),
        alt="Influence, support, sentiment and each contact\u2019s own definition of success",
        empty="No contact is recorded.",
        note="From 1 (low) to 5 (high). Never shown to the client.",
    )


PEOPLE = people_section()
