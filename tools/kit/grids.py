"""Drawn tables: rows of shaded cells that the data decide (Gantt chart, cover by role, hours of the week)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.kit.blocks import Block, caption, source, stack
from tools.kit.rows import Cell, Column, Row, Rows, Wrapped, cell_each, lines, row_each
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH

_ROW_HEIGHT = 400
_HEADS = {"left": "Table Head", "right": "Table Head Number", "centre": "Table Head Centre"}


def drawn_cell(name: str) -> Cell:
    """Return a cell that shows `name.text` on `name.fill` over `name.span` columns, white where `name.ink` is lt1."""
    return Cell(
        lines=(
            ("Table Gap", f'{{%p if {name}.ink == "lt1" %}}'),
            ("Grid Mark Inverse", f"{{{{ {name}.text }}}}"),
            ("Table Gap", "{%p else %}"),
            ("Grid Mark", f"{{{{ {name}.text }}}}"),
            ("Table Gap", "{%p endif %}"),
        ),
        fill_tag=f'{name}.fill or "lt2"',
        span_tag=f"{name}.span",
        align="center",
    )


def label_cell(name: str) -> Cell:
    """Return a head cell that shows `name.text` over `name.span` columns, at the left."""
    return Cell(lines=(("Grid Label", f"{{{{ {name}.text }}}}"),), span_tag=f"{name}.span")


def grid_table(
    labels: Sequence[Column],
    *,
    heads: Sequence[str | Wrapped],
    rows: str,
    row_labels: Sequence[str],
    drawn_width: float,
    alt: str,
    tails: Sequence[tuple[Column, str | Cell]] = (),
    title: str = "",
    note: str = "",
    width: int = TEXT_WIDTH,
) -> Block:
    """Return a drawn table: label columns, then one wide column that the data cut up, then the `tails`.

    `heads` give the head rows: an expression for a sequence of drawn cells, or cells made with `cell_each`; the
    labels' heads stand in the last of them. `rows` is a loop (`"line in timeline.gantt.rows"`) whose item has
    `cells`; all spans of a row add up to the same number. `row_labels` are the texts of the label columns,
    `drawn_width` the share of the drawn part, `tails` the columns behind it with their texts.
    """
    behind = [column for column, _ in tails]
    grid = grid_of([*labels, Column("", drawn_width), *behind], width)
    name = rows.split(" in ", 1)[0].strip()
    last = len(heads) - 1
    head_rows = [_head(labels, head, behind, shown=at == last) for at, head in enumerate(heads)]
    label_cells = (_middle(text) for text in row_labels)
    drawn = cell_each(f"c in {name}.cells", drawn_cell("c"))
    drawn_row = Row((*label_cells, drawn, *(_middle(text) for _, text in tails)), height=_ROW_HEIGHT)
    body: list[Rows] = [*head_rows, row_each(rows, drawn_row)]
    xml = raw_table("House Grid", grid, body, alt=alt, look=("firstRow",), keep=True)
    drawn_table = Block(xml, ends_in_table=True, clings=True)
    parts = ([caption(title)] if title else []) + [drawn_table] + ([source(note)] if note else [])
    return stack(*parts)


def _middle(content: str | Cell) -> Cell:
    given = lines(("Table Text", content)) if isinstance(content, str) else content
    return replace(given, align="center")


def _head(labels: Sequence[Column], head: str | Wrapped, tails: Sequence[Column], *, shown: bool) -> Row:
    before, behind = (
        [lines((_HEADS[col.align], col.head if shown else "")) for col in group] for group in (labels, tails)
    )
    drawn = cell_each(f"c in {head}", label_cell("c")) if isinstance(head, str) else head
    return Row((*before, drawn, *behind), head=True)


def drawn_bar(cells: str, *, alt: str) -> Block:
    """Return a bar of shaded cells: `cells` is an expression for a sequence of drawn cells."""
    piece = Cell(lines=(("Grid Mark", ""),), fill_tag='c.fill or "lt2"', span_tag="c.span")
    rows = [Row((cell_each(f"c in {cells}", piece),), height=160, exact=True)]
    return Block(raw_table("House Plain", [TEXT_WIDTH], rows, alt=alt), ends_in_table=True)


def week_grid(rows: str, *, label: str, hours: str, alt: str, note: str) -> Block:
    """Return a week of 7 x 24 hours: `rows` loops over days whose `cells` spans add up to 24.

    `label` is the text of the day, `hours` an expression for the head row's cells, `note` the sentence that says
    in words, with the zone, what the shading shows.
    """
    return grid_table(
        (Column("Day", 16),),
        heads=(hours,),
        rows=rows,
        row_labels=(label,),
        drawn_width=84,
        alt=alt,
        note=note,
    )


def matrix_cell(text: str, token: str) -> Cell:
    """Return a fixed, shaded cell of a matrix (impact by urgency): its text centred on a palette token."""
    dark = token in ("dk2", "accent1", "accent2", "accent4", "accent6")
    style = "Grid Mark Inverse" if dark else "Grid Mark"
    return Cell(lines=((style, text),), fill=token, align="center")
