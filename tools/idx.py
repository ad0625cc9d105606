"""The source of `templates/IDX.docx`: the page that a client sees first, with every document and what is open."""

from __future__ import annotations

from tools.kit import (
    Document,
    columns,
    each,
    kpis,
    lead,
    lines,
    minor,
    optional,
    para,
    row,
    row_each,
    section,
    source,
    table,
)

_COUNTS = kpis(
    ("{{ pack.documents|length }}", "documents"),
    ("{{ pack.approved }}", "approved"),
    ("{{ pack.for_review }}", "for your review"),
    ("{{ pack.drafts|length }}", "in draft"),
    ("{{ pack.open_items|length }}", "open items"),
    alt="Key figures: documents, approved ones, those for review, drafts, open items",
)

DOCUMENTS = section(
    "What you have",
    lead(
        "{% if pack.drafts|length == pack.documents|length %}All of it is still in draft: read it, comment on it, and "
        "sign nothing yet. {% elif pack.approved == pack.documents|length %}All of it is approved. {% endif %}"
        "{% if pack.for_review %}{{ pack.for_review|plural('document') }} "
        "{{ 'waits' if pack.for_review == 1 else 'wait' }} for your word. {% endif %}"
        "{% if pack.drafts %}Section 2 says what the drafts wait for.{% endif %}"
    ),
    _COUNTS,
    table(
        columns(
            ("Code", 14), ("Document", 76), ("Version", 17), ("Status", 27), ("Date", 25), ("Open in", 26)
        ),
        row_each(
            "one in pack.documents",
            row(
                "{{ one.code }}",
                lines(
                    ("Table Text", "**{{ one.title }}**"),
                    ("Table Text", "[[Muted: {{ one.purpose or one.stage }}]]"),
                ),
                "{{ one.version }}",
                "{{ one.status }}",
                optional("one.date", "\u2013", "{{ one.date|date('medium') }}"),
                lines(
                    ("Table Gap", "{%p for file in one.files %}"),
                    ("Table Text", "{{r file }}"),
                    ("Table Gap", "{%p endfor %}"),
                ),
            ),
        ),
        alt="Documents: code, title and what it is for, version, status, date, links to the files",
    ),
    source(
        "As of {{ pack.date|date('long') }}. Each name in the last column opens the file. The files lie beside this "
        "page: move the folder {{ pack.folder }} as a whole."
    ),
    run_on=True,
)

DRAFTS = section(
    "What the drafts wait for",
    each(
        "one in pack.drafts",
        minor("{{ one.title }}, version {{ one.version }}"),
        each("reason in one.waits_for", para("List Bullet", "{{ reason }}")),
    ),
    condition="pack.drafts",
    run_on=True,
)

OPEN = section(
    "What is open",
    lead(
        "{% if pack.open_items %}{{ pack.open_items|length|plural('item') }} over all documents, each once, by the day "
        "it is due{% if pack.overdue %}; {{ pack.overdue }} {{ 'is' if pack.overdue == 1 else 'are' }} overdue"
        "{% endif %}.{% else %}Nothing is open.{% endif %}"
    ),
    table(
        columns(("No.", 11), ("What", 62), ("Who", 34), ("By", 23), ("In", 24), ("State", 31)),
        row_each(
            "item in pack.open_items",
            row(
                "{{ item.number }}",
                "{{ item.item }}",
                optional("item.owner", "\u2013"),
                optional("item.due", "\u2013", "{{ item.due|date('medium') }}"),
                "{{ item.documents }}",
                "{{ item.chip }}",
            ),
        ),
        alt="Open items: number, what, who owes it, by when, in which documents, state",
        empty="No document lists an open item.",
    ),
    run_on=True,
)

DOCUMENT = Document(
    code="IDX",
    version="1.0",
    promise="All that we have written for you, and what is still open",
    sections=(DOCUMENTS, DRAFTS, OPEN),
    brief=True,
)
