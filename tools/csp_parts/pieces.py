"""Pieces that several sections of the plan share: drawn progress bars, cards, lists that may be unknown."""

from __future__ import annotations

from dataclasses import replace

from tools.kit import Block, Cell, body, cell_each, known, none_recorded, when
from tools.kit.blocks import Blocks, paragraph
from tools.kit.rows import Wrapped
from tools.kit.xml import el

BAR_COLUMNS = 20
"""Columns of a drawn progress bar: the plan works its bars out in twentieths."""


def over_bar(content: Cell) -> Wrapped:
    """Return a cell that stands in the column of a drawn progress bar, as wide as the whole bar."""
    return cell_each(f"width in [{BAR_COLUMNS}]", replace(content, span_tag="width"))


def bar_cells(cells: str) -> Wrapped:
    """Return the shaded cells of a progress bar; `cells` is an expression for them."""
    piece = Cell(lines=(("Grid Mark", ""),), fill_tag='c.fill or "lt2"', span_tag="c.span")
    return cell_each(f"c in {cells}", piece)


def day(fact: str) -> str:
    """Return a date as `Wed 9 Jun 2027`, for columns and lines too narrow for the month's whole name."""
    return known(fact, f"{{{{ {fact}|date('EEE') }}}} {{{{ {fact}|date('medium') }}}}")


def listing(items: str, sentence: str, *blocks: Blocks, name: str) -> Block:
    """Return blocks where a list has items; else `sentence` for an empty one, or after `name` its TBC chip where
    nobody asked."""
    return when(items, *blocks, otherwise=body(none_recorded(items, sentence, name=name)))


def lead_in(text: str) -> Block:
    """Return the lead of a section that runs on: with its heading it moves to the page of what follows."""
    return Block(paragraph("Lead", text, properties=el("keepNext")))
