"""Tables: columns with shares of the text width, rows that repeat, cells that are shaded or spanned by the data.

Every table has a fixed layout, a grid equal to its cells, rows that do not break, a head row that repeats, and
an alternative text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tools.kit.blocks import Block, caption, items_of, nothing, paragraph, source, stack, when
from tools.kit.palette import border, shading
from tools.kit.rows import Cell, Column, Row, RowGroup, Rows, Wrapped, lines, spread
from tools.kit.xml import TEXT_WIDTH, el, inline, style_id

_ALIGNMENTS = {"left": "", "right": " Number", "centre": " Centre"}
_TEXT_STYLES = {"left": "Table Text", "right": "Table Number", "centre": "Table Centre"}
_LABEL = 1440  # twips: the widest label that any document has
_LOOKS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


def table(
    cols: Sequence[Column],
    *rows: Rows,
    alt: str,
    style: str = "House Table",
    title: str = "",
    note: str = "",
    empty: str = "",
    keep: bool = False,
    width: int = TEXT_WIDTH,
) -> Block:
    """Return a table with its head row, an optional caption above (`title`) and a note below.

    `alt` is the alternative text. `empty` is the sentence that stands instead where the first loop has no item.
    `keep` holds all rows on one page: for tables known to be under ten rows.
    """
    grid = grid_of(cols, width)
    inverse = " Inverse" if style == "House Table Solid" else ""
    head_cells = tuple(lines((f"Table Head{inverse}{_ALIGNMENTS[col.align]}", col.head)) for col in cols)
    head = (Row(head_cells, head=True),) if any(col.head for col in cols) else ()
    look = ("firstRow", "firstColumn") if inverse else ("firstRow",) if head else ()
    xml = raw_table(style, grid, (*head, *rows), alt=alt, look=look, cols=cols, keep=keep)
    clings = keep and not isinstance((*head, *rows)[-1], Row)
    return _dress(Block(xml, ends_in_table=True, clings=clings), rows, title=title, note=note, empty=empty)


def _dress(block: Block, rows: Sequence[Rows], *, title: str, note: str, empty: str) -> Block:
    dressed = ([caption(title)] if title else []) + [block] + ([source(note)] if note else [])
    if empty:
        loop = next(group.opening for group in rows if isinstance(group, RowGroup))
        items = items_of(loop.removeprefix("{%tr for ").removesuffix(" %}"))
        return when(items, dressed, otherwise=nothing(items, empty, name=title))
    return stack(*dressed)


def grid_of(cols: Sequence[Column], width: int) -> list[int]:
    """Return the widths of columns in twips; they add up to `width` exactly."""
    total = sum(col.share for col in cols)
    edges = [round(width * sum(col.share for col in cols[:at]) / total) for at in range(len(cols) + 1)]
    return [right - left for left, right in pairwise(edges)]


def raw_table(
    style: str,
    grid: Sequence[int],
    rows: Sequence[Rows],
    *,
    alt: str,
    look: Sequence[str] = (),
    cols: Sequence[Column] = (),
    keep: bool = False,
) -> str:
    """Return the XML of a table over a grid of widths in twips; its rows include the head."""
    widths, all_cols, spread_rows = spread(grid, tuple(cols) or [Column("", 1)] * len(grid), rows)
    writer = _Writer(widths, all_cols, keep)
    return el(
        "tbl",
        el(
            "tblPr",
            el("tblStyle", val=style_id(style)),
            el("tblW", w=sum(grid), type="dxa"),
            el("tblLayout", type="fixed"),
            _look(look),
            el("tblCaption", val=_attribute(alt)),
        ),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
        "".join(writer.rows(group, last=at == len(rows)) for at, group in enumerate(spread_rows, 1)),
    )


def _look(given: Sequence[str]) -> str:
    on = {*given, "noHBand", "noVBand"}
    value = f"{sum(_LOOKS[name] for name in on):04X}"
    return el("tblLook", val=value, **{name: int(name in on) for name in _LOOKS})


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@dataclass(frozen=True, slots=True)
class _Writer:
    grid: Sequence[int]
    cols: Sequence[Column]
    keep: bool

    def rows(self, group: Rows, *, last: bool = False) -> str:
        if isinstance(group, Row):
            return self._row(group, keep=self.keep and not last)
        inside = "".join(self.rows(inner) for inner in group.inside)
        return self._tag_row(group.opening) + inside + self._tag_row(group.closing)

    def _tag_row(self, text: str) -> str:
        spanned = Cell(lines=(("Table Text", text),), span=len(self.grid))
        return self._row(Row((spanned,)))

    def _row(self, given: Row, *, keep: bool = False) -> str:
        rule = "exact" if given.exact else "atLeast"
        properties = el(
            "trPr",
            el("cantSplit"),
            el("trHeight", val=given.height, hRule=rule) if given.height else "",
            el("tblHeader") if given.head else "",
        )
        return el("tr", properties, self._cells(given, keep=keep and not given.head))

    def _cells(self, given: Row, *, keep: bool) -> str:
        parts: list[str] = []
        at = 0
        for item in given.cells:
            full = self._complete(item, at)
            parts.append(self._cell(full, at, keep=keep))
            at += full.span
        if at != len(self.grid):
            raise ValueError(f"a row fills {at} of {len(self.grid)} columns: {given.cells}")
        return "".join(parts)

    def _complete(self, item: Cell | str | Wrapped, at: int) -> Cell:
        if isinstance(item, Wrapped) or at >= len(self.cols):
            raise ValueError(f"a row fills more than {len(self.grid)} columns")
        default = _TEXT_STYLES[self.cols[at].align]
        given = Cell(lines=(("", item),)) if isinstance(item, str) else item
        return replace(
            given, lines=tuple((style or default, text) for style, text in given.lines or (("", ""),))
        )

    def _cell(self, given: Cell, at: int, *, keep: bool) -> str:
        properties = el(
            "tcPr",
            el("tcW", w=sum(self.grid[at : at + given.span]), type="dxa"),
            el("gridSpan", val=given.span) if given.span > 1 else "",
            el("tcBorders", given.borders) if given.borders else "",
            shading(given.fill) if given.fill else "",
            el("vAlign", val=given.align) if given.align else "",
        )
        marks = _marks(given)
        keep_next = el("keepNext") if keep else ""
        texts = [paragraph(style, text, properties=keep_next) for style, text in given.lines[1:]]
        style, text = given.lines[0]
        return el("tc", properties, paragraph(style, properties=keep_next, runs=marks + inline(text)), *texts)


def _marks(given: Cell) -> str:
    span = f"{{% colspan {given.span_tag} %}}" if given.span_tag else ""
    fill = f"{{% cellbg {given.fill_tag} %}}" if given.fill_tag else ""
    return inline(span + fill)


def key_values(
    *pairs: tuple[str, str | Cell], alt: str, wide: Sequence[tuple[str, str]] = (), keep: bool = True
) -> Block:
    """Return labels and values in a quiet table, two pairs to a row; the `wide` ones, below, have a row each."""
    value = TEXT_WIDTH // 2 - _LABEL
    grid = [_LABEL, value, _LABEL, value]
    padded = [*pairs, *([("", "")] * (len(pairs) % 2))]
    rows = [
        Row(tuple(part for name, text in padded[at : at + 2] for part in (lines(("Key Label", name)), text)))
        for at in range(0, len(padded), 2)
    ]
    rows += [Row((lines(("Key Label", name)), Cell(lines=(("", text),), span=3))) for name, text in wide]
    return Block(raw_table("House Key Value", grid, rows, alt=alt, keep=keep), ends_in_table=True)


def kpis(*figures: tuple[str, str], alt: str, small: bool = False, shares: Sequence[float] = ()) -> Block:
    """Return three to five figures in a row, each (value, label), with a copper bar at its left.

    `shares` are the columns' shares of the width; equal ones unless told.
    """
    if not 3 <= len(figures) <= 5:
        raise ValueError("a KPI strip holds three to five figures")
    bar = border("left", "accent2", 2.25)
    style = "KPI Value Small" if small else "KPI Value"
    grid = grid_of([Column("", share) for share in shares or [1] * len(figures)], TEXT_WIDTH)
    cells = tuple(Cell(lines=((style, value), ("KPI Label", label)), borders=bar) for value, label in figures)
    return Block(raw_table("House Plain", grid, [Row(cells)], alt=alt), ends_in_table=True)


def bar(percent: str, color: str, *, alt: str, steps: int = 40) -> Block:
    """Return a progress bar: `percent` is an expression (0 to 100), `color` one that gives a palette token."""
    grid = grid_of([Column("", 1)] * steps, TEXT_WIDTH)
    cells = tuple(
        Cell(
            lines=(("Grid Mark", ""),),
            fill_tag=f'{color} if {percent} >= {step * 100 / steps:g} else "accent3@15"',
        )
        for step in range(1, steps + 1)
    )
    return Block(
        raw_table("House Plain", grid, [Row(cells, height=160, exact=True)], alt=alt), ends_in_table=True
    )
