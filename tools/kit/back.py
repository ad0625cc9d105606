"""The ends of a document: sign-off, open items, the annex of unconfirmed figures."""

from __future__ import annotations

from collections.abc import Sequence

from tools.kit.blocks import Block, body, lead, minor, when
from tools.kit.rows import Cell, Row, columns, lines, row, row_each
from tools.kit.sections import Section, section
from tools.kit.tables import grid_of, raw_table, table
from tools.kit.texts import optional
from tools.kit.xml import TEXT_WIDTH

_SIGNATURE_HEIGHT, _DATE_HEIGHT = 1000, 480


def sign_off(
    parties: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], *, dates: Sequence[str] = ()
) -> Block:
    """Return a signature block: a column for each party, rows of (label, a text for each party), then two lines.

    `dates` are texts for the date line, where signatures may be on record already.

    All rows keep with the next, so that no signature stands on a page of its own.
    """
    grid = grid_of(columns(("", 1754), *(("", 3800) for _ in parties)), TEXT_WIDTH)
    head = Row(tuple(lines(("Table Head", text)) for text in ("Signatory", *parties)), head=True)
    facts = [Row((lines(("Meta Label", label)), *texts)) for label, texts in rows]
    blanks = [
        _blank("Signature", [""] * len(parties), _SIGNATURE_HEIGHT),
        _blank("Date", dates or [""] * len(parties), _DATE_HEIGHT),
    ]
    xml = raw_table(
        "House Table", grid, [head, *facts, *blanks], alt="Signatures", look=("firstRow",), keep=True
    )
    return Block(xml, ends_in_table=True)


def _blank(label: str, texts: Sequence[str], height: int) -> Row:
    name = Cell(lines=(("Sign Line", label),), align="bottom")
    return Row((name, *(Cell(lines=(("", text),), align="bottom") for text in texts)), height=height)


def open_items_table() -> Block:
    """Return the table of everything that is still open, whatever found it."""
    return table(
        columns(("Ref", 860), ("Item", 3764), ("Owner", 1660), ("Due", 1390), ("State", 1680)),
        row_each(
            "item in verdict.open_items",
            row(
                "{{ item.ref }}",
                "{{ item.item }}",
                optional("item.owner", "\u2013"),
                # As short as the date in a TBC chip: the list is long, and the days below it say the rest.
                lines(
                    ("Table Text", optional("item.due", "\u2013", "{{ item.due|date('medium') }}")),
                    ("Table Gap", "{%p if item.ageing %}"),
                    ("Table Text", "[[Muted: {{ item.ageing }}]]"),
                    ("Table Gap", "{%p endif %}"),
                ),
                "{{ item.chip }}",
            ),
        ),
        alt="Open items: reference, item, owner, due date with days to go or overdue, state",
        empty="Nothing is open: every fact that this document needs is known and confirmed.",
    )


def open_items(title: str = "Open items", *, run_on: bool = True) -> Section:
    """Return the section that lists what is missing, who owes it and by when."""
    count = (
        "{% if verdict.open_items %}{{ verdict.open_items|length }} "
        "{{ 'item is' if verdict.open_items|length == 1 else 'items are' }} open.{% else %}No item is open.{% endif %}"
    )
    return section(title, lead(count), open_items_table(), run_on=run_on)


def unconfirmed_defaults() -> Block:
    """Return the annex of figures that are the provider's defaults and that nobody has confirmed yet."""
    return when(
        "verdict.unconfirmed",
        minor("Annex: unconfirmed provider defaults"),
        body(
            "These figures come from the provider\u2019s playbook. They bind nobody until they are confirmed."
        ),
        table(
            columns(("Figure", 36), ("Value", 32), ("Where it is kept", 32)),
            row_each(
                "figure in verdict.unconfirmed",
                row("{{ figure.what }}", "{{ figure.value }}", "{{ figure.path }}"),
            ),
            alt="Unconfirmed provider defaults: figure, value, where it is kept",
        ),
    )
