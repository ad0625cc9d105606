"""The head of a short paper: a band of ink across the first page, instead of cover, control page and contents."""

from __future__ import annotations

from tools.kit.blocks import Block, paragraph
from tools.kit.paper import CHOICE
from tools.kit.rows import Cell, Row
from tools.kit.tables import raw_table
from tools.kit.xml import mm

_TEXT = mm(132)
"""Narrower than the space left of the rings: a shaded cell paints over shapes behind it."""


def masthead(promise: str) -> list[Block]:
    """Return the head: provider, client, title and a promise on ink."""
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
    rows = [Row((mark,), height=560, exact=True), Row((title,), height=2100)]
    block = raw_table("House Plain", [_TEXT], rows, alt="Title of the document")
    # LibreOffice 7.4 loses the text of all drawings in a document that begins with a table.
    start = paragraph("Section End", CHOICE)
    return [Block(start + block), Block(paragraph("Meta Label"))]
