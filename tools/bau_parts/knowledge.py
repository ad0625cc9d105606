"""Sections 5 to 9: documents, as-built record, runbooks, known issues, preferences."""

from __future__ import annotations

from tools.kit import (
    Cell,
    body,
    columns,
    figure,
    lead,
    lines,
    none_recorded,
    optional,
    row,
    row_each,
    section,
    short_date,
    table,
    when,
)


def _recorded(items: str, none: str) -> str:
    """Return the sentence for an empty list; for one that nobody gave, words: the table below says who owes it."""
    return f"{{% if {items} is iterable %}}{none}{{% else %}}Still to be recorded.{{% endif %}}"


_REQUIRED = table(
    columns(("Kind of document", 84), ("Documents", 34, "right"), ("State", 47)),
    row_each("line in bau.required", row("{{ line.kind }}", "{{ line.count }}", "{{ line.chip }}")),
    style="House Table Solid",
    alt="Required kinds of document, how many there are, and the state",
    title="Required kinds of document",
    note="A document counts where it has a version and a place.",
    keep=True,
)
_INDEX = table(
    columns(
        ("Number", 25),
        ("Title", 46),
        ("Kind", 31),
        ("Ver.", 12),
        ("Owner", 27),
        ("Place", 24),
        ("Review", 24),
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
    title="Documents in the knowledge base",
    empty="No document is handed over.",
)

DOCUMENTS = section(
    "Documentation index",
    lead(
        "{% if bau.documents %}{{ bau.documents|length|plural('document') }} in the knowledge base, each with a "
        "version, an owner and a day of review.{% else %}"
        + _recorded("bau.documents", "No document is handed over.")
        + "{% endif %}"
    ),
    _REQUIRED,
    _INDEX,
)

AS_BUILT = section(
    "As-built architecture",
    lead(
        "{% if bau.built %}The result differs from the design in {{ bau.built|length|plural('point') }}."
        "{% else %}" + none_recorded("bau.built", "The result is what the design says.") + "{% endif %}"
    ),
    when(
        "bau.built",
        table(
            columns(("Point of the design", 44), ("Planned", 26), ("Built", 26), ("Why", 69)),
            row_each(
                "line in bau.built",
                row(
                    "**{{ line.item }}**",
                    optional("line.planned", "\u2013"),
                    optional("line.built", "\u2013"),
                    optional("line.reason", "Not stated"),
                ),
            ),
            alt="Where the result differs from the design: point, planned, built, why",
            title="Where the result differs from the design",
            keep=True,
        ),
    ),
    when(
        "design.drawings.network",
        figure(
            "design.drawings.network.plain|diagram(height_mm=190, low_mm=150)",
            title="The network that the service team takes over",
            note="{{ design.drawings.network.note }} Address plan, port matrix and configuration are in the documents "
            "of section 5.",
        ),
    ),
    run_on=True,
)

RUNBOOKS = section(
    "Runbooks",
    lead(
        "{% if bau.without_runbook %}No runbook is for {{ bau.without_runbook|list_and }}."
        "{% elif bau.runbooks %}{{ bau.runbooks|length|plural('runbook') }}; every critical application has one."
        "{% else %}" + _recorded("bau.runbooks", "There is no runbook.") + "{% endif %}"
    ),
    table(
        columns(
            ("Runbook", 46),
            ("Application", 29),
            ("Set off by", 33),
            ("Steps", 25),
            ("Owner", 27),
            ("Tried", 25),
        ),
        row_each(
            "line in bau.runbooks",
            row(
                "**{{ line.title }}**",
                optional("line.application", "All"),
                optional("line.trigger", "\u2013"),
                "{{ line.steps }}",
                "{{ line.owner }}",
                short_date("line.last_tested"),
            ),
        ),
        alt="Runbooks: title, application, trigger, place of the steps, owner, last tried",
        empty="There is no runbook.",
    ),
    run_on=True,
)


def _with_note(text: str, fact: str, note: str) -> Cell:
    """Return a cell with a text and, below it where there is one, a quiet note."""
    return lines(
        ("Table Text", text),
        ("Table Gap", f"{{%p if {fact} %}}"),
        ("Table Text", f"[[Muted: {note}]]"),
        ("Table Gap", "{%p endif %}"),
    )


_COUNTS = (
    "{% for one in bau.by_severity %}{{ one.chip }} {{ one.count }}"
    "{% if not loop.last %}\u2003{% endif %}{% endfor %}"
)

ISSUES = section(
    "Known issues",
    lead(
        "{% if bau.issues %}{{ bau.issues|selectattr('open')|list|length|plural('issue') }} open at the start of the "
        "service.{% else %}"
        + _recorded("bau.issues", "The service starts without a known issue.")
        + "{% endif %}"
    ),
    when("bau.issues", body(f"Open by severity: {_COUNTS}")),
    table(
        columns(
            ("Issue", 19),
            ("Severity", 25),
            ("Symptom and cause", 46),
            ("What helps", 34),
            ("Owner, fix", 26),
            ("Accepted by", 24),
        ),
        row_each(
            "line in bau.issues",
            row(
                _with_note("**{{ line.id }}**", "line.article", "{{ line.article }}"),
                "{{ line.chip }}{% if not line.open %} [[Muted: closed]]{% endif %}",
                _with_note("{{ line.symptom }}", "line.cause", "Cause: {{ line.cause }}"),
                optional("line.workaround", "Nothing yet"),
                lines(("Table Text", "{{ line.owner }}"), ("Table Text", short_date("line.target_fix"))),
                "{{ line.accepted_by }}",
            ),
        ),
        alt="Known issues: number, severity, symptom and cause, what helps, owner and day of the fix, accepted by",
        empty="There is no known issue.",
    ),
    run_on=True,
)

PREFERENCES = section(
    "Client preferences",
    lead("How this client wants to be served, in its own words."),
    table(
        columns(("Subject", 40), ("Rule", 125)),
        row_each("line in bau.preferences", row("**{{ line.name }}**", "{{ line.text }}")),
        alt="Preferences of the client",
        empty="No preference is recorded.",
        keep=True,
    ),
    run_on=True,
)
