"""What a table is made of: columns, cells, rows, and those that the data repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tools.kit.texts import none_recorded

DATE = 2130
"""Width in twips of a column whose dates (`Wed 29 September 2027`) each stand on one line, in a table whose shares
are twips: they then add up to `TEXT_WIDTH`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width (any unit; shares are scaled), its alignment."""

    head: str
    share: float
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that needs more than its text: style, fill, span, borders.

    `lines` are (style, text) paragraphs. `fill` is a palette token; `fill_tag` an expression that gives one when
    rendered; `span_tag` one that gives the number of columns.
    """

    lines: tuple[tuple[str, str], ...] = ()
    fill: str = ""
    fill_tag: str = ""
    span: int = 1
    span_tag: str = ""
    align: str = ""
    borders: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a cell given as text takes its column's style. `height` in twips."""

    cells: tuple[Cell | str | Wrapped, ...]
    head: bool = False
    height: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A cell between two column tags."""

    opening: str
    inside: Cell | str
    closing: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows between two row tags."""

    opening: str
    inside: tuple[Rows, ...]
    closing: str


Rows: TypeAlias = Row | RowGroup


def columns(*specifications: tuple[str, float] | tuple[str, float, str]) -> tuple[Column, ...]:
    """Return columns from (head, share) or (head, share, alignment); alignments: left, right, centre."""
    return tuple(Column(*specification) for specification in specifications)


def row(*cells: Cell | str | Wrapped, head: bool = False, height: int = 0, exact: bool = False) -> Row:
    """Return a row of texts and cells."""
    return Row(cells, head, height, exact)


def row_each(loop: str, *rows: Rows) -> Rows:
    """Return rows repeated for each item of a loop (`"item in verdict.open_items"`)."""
    return RowGroup(f"{{%tr for {loop} %}}", rows, "{%tr endfor %}")


def row_if(condition: str, *rows: Rows) -> Rows:
    """Return rows that stand only where a condition holds."""
    return RowGroup(f"{{%tr if {condition} %}}", rows, "{%tr endif %}")


def cell(
    *texts: str, style: str = "", fill: str = "", fill_tag: str = "", span: int = 1, span_tag: str = ""
) -> Cell:
    """Return a cell with a paragraph for each text, all in one style (else the column's)."""
    return Cell(
        lines=tuple((style, text) for text in texts),
        fill=fill,
        fill_tag=fill_tag,
        span=span,
        span_tag=span_tag,
    )


def lines(*pairs: tuple[str, str]) -> Cell:
    """Return a cell of paragraphs given as (style, text)."""
    return Cell(lines=pairs)


def owner_due(owner: str, due: str) -> Cell:
    """Return a cell with who answers for something and, below, by when; where both are gaps, one chip speaks for
    both. `owner` and `due` are expressions."""
    return lines(
        ("Table Text", f"{{{{ {owner} }}}}"),
        ("Table Gap", f"{{%p if {owner} or {due} %}}"),
        ("Table Text", f"{{{{ {due} }}}}"),
        ("Table Gap", "{%p endif %}"),
    )


def list_cell(loop: str, text: str, empty: str) -> Cell:
    """Return a cell with a bullet for each item of a loop, or what stands for an empty or unknown list."""
    items = loop.split(" in ", 1)[1]
    return lines(
        ("Table Gap", f"{{%p if {items} %}}"),
        ("Table Gap", f"{{%p for {loop} %}}"),
        ("Table Bullet", text),
        ("Table Gap", "{%p endfor %}"),
        ("Table Gap", "{%p else %}"),
        ("Table Text", none_recorded(items, empty)),
        ("Table Gap", "{%p endif %}"),
    )


def cell_each(loop: str, repeated: Cell | str) -> Wrapped:
    """Return a cell repeated across the row for each item of a loop: columns that the data decide."""
    return Wrapped(f"{{%tc for {loop} %}}", repeated, "{%tc endfor %}")


def spread(
    grid: Sequence[int], cols: Sequence[Column], rows: Sequence[Rows]
) -> tuple[list[int], list[Column], list[Rows]]:
    """Return grid, columns and rows in which column tags have cells and columns of their own.

    Word repairs a table whose grid is narrower than a row. The engine gives all three columns' width to what the
    loop repeats. Raise ValueError where two rows repeat different columns.
    """
    cuts = {cut for group in rows for cut in _cuts(group)}
    if not cuts:
        return list(grid), list(cols), list(rows)
    if len(cuts) > 1:
        raise ValueError("all rows of a table must repeat the same column")
    cut = cuts.pop()
    edge = grid[cut] // 8
    widths = [*grid[:cut], edge, grid[cut] - 2 * edge, edge, *grid[cut + 1 :]]
    columns_ = [*cols[:cut], *[cols[cut]] * 3, *cols[cut + 1 :]]
    return widths, columns_, [_spread(group, cut) for group in rows]


def _cuts(group: Rows) -> set[int]:
    if isinstance(group, RowGroup):
        return {cut for inner in group.inside for cut in _cuts(inner)}
    starts = _starts(group)
    return {start for start, item in zip(starts, group.cells, strict=True) if isinstance(item, Wrapped)}


def _starts(given: Row) -> list[int]:
    starts, at = [], 0
    for item in given.cells:
        starts.append(at)
        at += item.span if isinstance(item, Cell) else 1
    return starts


def _spread(group: Rows, cut: int) -> Rows:
    if isinstance(group, RowGroup):
        return replace(group, inside=tuple(_spread(inner, cut) for inner in group.inside))
    cells: list[Cell | str | Wrapped] = []
    for start, item in zip(_starts(group), group.cells, strict=True):
        span = item.span if isinstance(item, Cell) else 1
        if isinstance(item, Wrapped):
            cells += [_tag_cell(item.opening), item.inside, _tag_cell(item.closing)]
        elif start <= cut < start + span:
            cells.append(replace(item if isinstance(item, Cell) else lines(("", item)), span=span + 2))
        else:
            cells.append(item)
    return replace(group, cells=tuple(cells))


def _tag_cell(text: str) -> Cell:
    return lines(("Table Text", text))
