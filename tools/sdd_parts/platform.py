"""Section 5.5: servers, storage with its growth, applications, and the data that flows between them."""

from __future__ import annotations

from tools.kit import (
    columns,
    counted,
    lines,
    row,
    row_each,
    table,
)
from tools.sdd_parts.words import drawn, part, percent, said

_SERVERS = table(
    columns(("Server", 24), ("Role", 47), ("System and size", 43), ("Place", 29), ("Change", 22)),
    row_each(
        "one in design.platform.servers",
        row(
            "**{{ one.name }}**",
            lines(
                ("Table Text", "{{ one.role }}"),
                ("Table Gap", "{%p if one.replaces %}"),
                ("Table Text", "[[Muted: Replaces]] {{ one.replaces }}"),
                ("Table Gap", "{%p endif %}"),
            ),
            lines(
                ("Table Text", said("one.os")),
                ("Table Gap", "{%p if one.size %}"),
                ("Table Text", "[[Muted: {{ one.size }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            lines(
                ("Table Text", said("one.place")),
                ("Table Gap", "{%p if one.platform %}"),
                ("Table Text", "[[Muted: {{ one.platform }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            said("one.change"),
        ),
    ),
    alt="Servers: role, system and size, place, change",
    title="Servers",
    empty="No server is part of the design.",
)

_STORAGE = table(
    columns(
        ("Storage", 34),
        ("Usable TB", 17, "right"),
        ("Used TB", 15, "right"),
        ("Growth a year", 18, "right"),
        ("Full now", 15, "right"),
        ("In 12 months", 19, "right"),
        ("In 24 months", 19, "right"),
        ("State", 28),
    ),
    row_each(
        "one in design.platform.storage",
        row(
            "**{{ one.name }}**",
            counted("one.usable_tb"),
            counted("one.used_tb"),
            "{% if one.growth is number %}{{ one.growth }}\u00a0%{% else %}"
            + counted("one.growth")
            + "{% endif %}",
            percent("one.full_now"),
            percent("one.full_12"),
            percent("one.full_24"),
            "{{ one.chip }}",
        ),
    ),
    alt="Storage: size, use, growth, how full it is now and in one and two years",
    title="Storage and its growth",
    note="Storage counts as sufficient while it stays at most 80 % full for 24 months.",
    empty="No storage is part of the design.",
    keep=True,
)

_APPLICATIONS = table(
    columns(("Application", 36), ("Runs on", 32), ("Needs", 29), ("Sign-in", 30), ("What changes", 38)),
    row_each(
        "one in design.platform.applications",
        row(
            lines(
                ("Table Text", "**{{ one.name }}**"),
                ("Table Gap", "{%p if one.data_class %}"),
                ("Table Text", "[[Muted: {{ one.data_class }}]]"),
                ("Table Gap", "{%p endif %}"),
            ),
            "{% if one.hosting %}{{ one.hosting }}{% if one.runs_on %}: {{ one.runs_on }}{% endif %}{% else %}"
            + said("one.runs_on")
            + "{% endif %}",
            said("one.needs"),
            said("one.sign_in"),
            said("one.change"),
        ),
    ),
    alt="Applications: where each runs, what it needs, how people sign in, what changes",
    title="Applications",
    note="Below the name: the class of the data.",
    empty="No application is recorded.",
)

_MANNER = '[[Muted: {{ [one.kind, one.direction, one.frequency, one.volume]|select|join(", ") }}]]'
_INTEGRATIONS = table(
    columns(("Ref", 15), ("From and to", 48), ("What flows, and how", 52), ("Secured by", 28), ("Owner", 22)),
    row_each(
        "one in design.platform.integrations",
        row(
            "{{ one.id }}",
            "{{ one.source }} → {{ one.target }}",
            lines(
                ("Table Text", said("one.name")),
                (
                    "Table Text",
                    '[[Muted: {{ [one.kind, one.direction, one.frequency, one.volume]|select|join(", ") }}]]',
                ),
            ),
            said("one.auth"),
            "{{ one.owner }}",
        ),
    ),
    alt="Integrations: from and to, what flows and how, security, owner",
    title="Integrations",
    empty="No integration is recorded.",
)

PLATFORM = (
    part("5.5"),
    _SERVERS,
    _STORAGE,
    _APPLICATIONS,
    _INTEGRATIONS,
    drawn(
        "data",
        "Flows of data between applications",
        "No flow of data between applications is recorded.",
        low=75,
    ),
)
