"""The pages before the text: cover, document control, contents."""

from __future__ import annotations

from tools.kit.blocks import Block, callout, minor, paragraph, source, when
from tools.kit.paper import CHOICE
from tools.kit.rows import Cell, Row, columns, row, row_each
from tools.kit.tables import grid_of, key_values, raw_table, table
from tools.kit.texts import optional
from tools.kit.xml import TEXT_WIDTH, el, field_ends, mm, run

_COVER_TEXT = mm(111)
"""Narrower than the space left of the rings: a shaded cell paints over shapes behind it."""
_CLOSE = "House Table Close"
"""Document control keeps to one page as long as it can: rows stand closer there than in the text."""


def cover(promise: str) -> list[Block]:
    """Return the cover: provider, client, title and a promise on ink, six facts on white, the draft's banner."""
    mark = Cell(lines=(("Cover Mark", "{{ brand.logo_on_dark }}"),), fill="dk2")
    title = Cell(
        lines=(
            ("Cover Eyebrow", "{{ client.legal_name }}"),
            ("Title", "{{ doc.title }}"),
            ("Subtitle", promise),
        ),
        fill="dk2",
        align="bottom",
    )
    rows = [Row((mark,), height=680, exact=True), Row((title,), height=6750, exact=True)]
    block = raw_table("House Plain", [_COVER_TEXT], rows, alt="Title of the document")
    space = paragraph("Meta Label", CHOICE, properties=el("spacing", before=1100, after=0))
    # LibreOffice 7.4 loses the text of all drawings in a document that begins with a table.
    start = paragraph("Section End")
    return [Block(start + block), Block(space), _six_facts(), _draft_banner()]


def _six_facts() -> Block:
    facts = (
        (
            ("Document number", "{{ doc.number }}"),
            ("Status", '{{ "Draft" if verdict.draft else doc.status.text }}'),
            ("Date", "{{ doc.date }}"),
        ),
        (
            ("Owner", "{{ doc.owner }}"),
            ("Version", "{{ doc.version }}"),
            ("Classification", "{{ doc.classification }}"),
        ),
    )
    grid = grid_of(columns(("", 1), ("", 1), ("", 1)), TEXT_WIDTH)
    rows = [
        Row(
            tuple(Cell(lines=(("Meta Label", name), ("Meta Value", value))) for name, value in line),
            height=900,
        )
        for line in facts
    ]
    return Block(raw_table("House Plain", grid, rows, alt="Facts about this document"), ends_in_table=True)


def _draft_banner() -> Block:
    text = (
        "Not for signature. "
        "{% if verdict.unconfirmed %}Contains unconfirmed provider defaults; the annex lists them. {% endif %}"
        '{{ verdict.reasons|join(" ")|truncate(420, false, "…") }}'
    )
    return when("verdict.draft", callout("TBC", "DRAFT", text))


def document_control(template: str) -> list[Block]:
    """Return the page of document control; `template` names this template and its version."""
    return [
        Block(paragraph("Heading Front", "Document control"), airy=True),
        key_values(
            ("Client", "{{ client.legal_name }}"),
            ("Document", "{{ doc.number }}"),
            ("Owner", "{{ doc.owner }}"),
            ("Status", "{{ doc.status }}"),
            ("Version", "{{ doc.version }}"),
            ("Classification", "{{ doc.classification }}"),
            ("Effective date", "{{ doc.effective_date }}"),
            ("Review date", "{{ doc.review_date }}"),
            ("Template", template),
            ("Playbook", "{{ doc.playbook_version }}"),
            ("Date", "{{ doc.date }}"),
            ("Facts", optional("doc.facts_hash", "Not computed")),
            alt="Identification of the document",
        ),
        *_history(),
        *_approvers(),
        *_people(),
    ]


def _part(title: str) -> Block:
    return Block(paragraph("Heading Minor", title, properties=el("spacing", before=240, after=80)), airy=True)


def _history() -> list[Block]:
    return [
        _part("Revision history"),
        table(
            columns(("Version", 11), ("Date", 27), ("Author", 22), ("Summary", 40)),
            row_each(
                "revision in doc.revisions",
                row(
                    "{{ revision.version }}",
                    "{{ revision.date }}",
                    "{{ revision.author }}",
                    "{{ revision.summary }}",
                ),
            ),
            alt="Revision history: version, date, author, summary",
            style=_CLOSE,
            empty="No revision is recorded yet.",
        ),
    ]


def _approvers() -> list[Block]:
    return [
        _part("Approvers"),
        table(
            columns(("Name", 24), ("Role", 34), ("Decision", 18), ("Date", 24)),
            row_each(
                "approver in doc.approvers",
                row(
                    "{{ approver.name }}",
                    "{{ approver.role }}",
                    "{{ approver.decision }}",
                    optional("approver.date", "Open"),
                ),
            ),
            alt="Approvers: name, role, decision, date",
            style=_CLOSE,
            empty="No approver is named yet.",
        ),
    ]


def _people() -> list[Block]:
    return [
        _part("Distribution"),
        table(
            columns(("Name", 24), ("Organisation", 34), ("Purpose", 42)),
            row_each(
                "copy in doc.distribution",
                row("{{ copy.name }}", "{{ copy.organisation }}", "{{ copy.purpose }}"),
            ),
            alt="Distribution: name, organisation, purpose",
            style=_CLOSE,
            empty="Nobody else receives this document.",
        ),
        _part("Related documents"),
        table(
            columns(("Number", 24), ("Title", 52), ("Status", 24)),
            row_each(
                "other in doc.related", row("{{ other.number }}", "{{ other.title }}", "{{ other.status }}")
            ),
            alt="Related documents: number, title, status",
            style=_CLOSE,
            empty="No related document is recorded.",
        ),
    ]


def contents(*, levels: int) -> list[Block]:
    """Return the page of contents: a field, filled with the headings when the document is rendered."""
    # No page numbers (\\n): only a layout engine knows them, and a wrong number is worse than a link.
    code = f'TOC \\o "1-{levels}" \\n \\h \\z'
    begin, end = field_ends(code)
    first = run("1", "Section Number") + el("r", el("tab")) + run("Sections appear here")
    second = (
        run("1.1", "Section Number")
        + el("r", el("tab"))
        + run("and their parts, when the document is rendered")
    )
    entry = paragraph("toc 1", runs=begin + first + ("" if levels > 1 else end))
    entry += paragraph("toc 2", runs=second + end) if levels > 1 else ""
    return [Block(paragraph("Heading Front", "Contents"), airy=True), Block(entry), *_legend()]


def _legend() -> list[Block]:
    marks = (
        ("Good", "●", "Good", "met, complete, agreed"),
        ("Caution", "▲", "Caution", "at risk, partial, conditional"),
        ("Critical", "■", "Critical", "failed, missing, too late"),
        ("Neutral", "○", "Neutral", "not started, not applicable"),
        ("TBC", "▲", "TBC\u00a0(owner,\u00a0due)", "to be confirmed, by whom and when"),
    )
    key = "\u2003 ".join(
        f"[[Chip {kind}: \u00a0{glyph}\u00a0{word}\u00a0]]\u00a0[[Muted: {_whole(meaning)}]]"
        for kind, glyph, word, meaning in marks
    )
    return [minor("Marks in this document"), source(key)]


def _whole(words: str) -> str:
    return words.replace(" ", "\u00a0")
