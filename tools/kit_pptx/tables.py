"""Native tables: columns, rows that repeat, cells with a fill. The engine continues a long one on a next slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from tools.kit.palette import drawing_fill
from tools.kit.styles import CHIPS
from tools.kit_pptx.styles import TABLE_STYLE
from tools.kit_pptx.xml import Align, Box, emu, paragraph

ROW_HEIGHT, HEAD_HEIGHT = 0.46, 0.4
CONTINUE = "{%table continue %}"
_MARGINS = (0.0, 0.05, 0.12, 0.05)
"""Left, top, right and bottom of a cell in inches: the text of the first column meets the slide's margin."""
_MARGINS_RIGHT = (0.0, 0.05, 0.35, 0.05)
"""Figures keep away from the text of the next column."""
_FILLED = (0.1, 0.05, 0.1, 0.05)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its share of the width and how its text stands."""

    head: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. `fill` and `color` are theme tokens, or `fill` an expression of the data in `{{ }}`; `span` counts
    columns; `size` is in points, 0 for the table's own; `heading` takes the font of titles; `rule` colours a bar at
    the cell's left, `over` a line above it. Several lines stand in one cell as paragraphs."""

    text: str | tuple[str, ...]
    fill: str = ""
    color: str = ""
    size: float = 0
    strong: bool = False
    heading: bool = False
    align: Align | None = None
    span: int = 1
    rule: str = ""
    over: str = ""
    anchor: str = "ctr"

    def xml(self, align: Align, size: float) -> str:
        """Return `<a:tc>` and the empty cells that a span covers."""
        texts = (self.text,) if isinstance(self.text, str) else self.text
        tag = f"{{% cellbg {self.fill[2:-2].strip()} %}}" if self.fill.startswith("{{") else ""
        body = "".join(
            paragraph(
                (tag if at == 0 else "") + text,
                align=_other_than_left(self.align or align),
                strong=self.strong,
                size=self.size or size,
                color=self.color,
                heading=self.heading,
            )
            for at, text in enumerate(texts)
        )
        span = f' gridSpan="{self.span}"' if self.span > 1 else ""
        covered = _COVERED * (self.span - 1)
        return (
            f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"
            f"{self._properties(self.align or align)}</a:tc>{covered}"
        )

    def _properties(self, align: Align) -> str:
        margins = _FILLED if self.fill or self.rule else _MARGINS_RIGHT if align == "right" else _MARGINS
        sides = " ".join(f'mar{side}="{emu(inch)}"' for side, inch in zip("LTRB", margins, strict=True))
        line = f'<a:lnL w="28575">{drawing_fill(self.rule)}</a:lnL>' if self.rule else ""
        line += f'<a:lnT w="19050">{drawing_fill(self.over)}</a:lnT>' if self.over else ""
        flat = drawing_fill(self.fill) if self.fill and not self.fill.startswith("{{") else ""
        return f'<a:tcPr {sides} anchor="{self.anchor}">{line}{flat}</a:tcPr>'


_COVERED = '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>'


def _other_than_left(align: Align) -> Align | None:
    return None if align == "left" else align


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells in order. `before` and `after` are tags that stand in rows of their own around it (`for x in xs`)."""

    cells: tuple[Cell, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    height: float = ROW_HEIGHT


def line(*cells: str | tuple[str, ...] | Cell, height: float = ROW_HEIGHT) -> Row:
    """Return one row."""
    return Row(cells=tuple(_cell(cell) for cell in cells), height=height)


def each(loop: str, *cells: str | tuple[str, ...] | Cell, height: float = ROW_HEIGHT) -> Row:
    """Return a row for each item: `each("risk in risks", "{{ risk.ref }}", …)`."""
    return Row(
        cells=tuple(_cell(cell) for cell in cells), before=(f"for {loop}",), after=("endfor",), height=height
    )


def when(condition: str, *cells: str | tuple[str, ...] | Cell, height: float = ROW_HEIGHT) -> Row:
    """Return a row that stands only where the condition holds."""
    return Row(
        cells=tuple(_cell(cell) for cell in cells),
        before=(f"if {condition}",),
        after=("endif",),
        height=height,
    )


def state(chip: str, *, strong: bool = True) -> Cell:
    """Return a cell that shows a state (`measure.chip`) as glyph and word, on the fill of the state."""
    fills = {kind.lower(): fill for kind, (_, fill) in CHIPS.items()}
    choice = " else ".join(
        f'"{fills[kind]}" if {chip}.state == "{kind}"' for kind in ("good", "caution", "critical", "extreme")
    )
    fill = f'{{{{ {choice} else "{fills["neutral"]}" }}}}'
    return Cell(text=f"{{{{ {chip} }}}}", fill=fill, strong=strong)


def across(loop: str, cell: Cell) -> tuple[Cell, Cell, Cell]:
    """Return cells that come once for each item of a loop: `line("Site", *across("site in sites", Cell(text=…)))`.

    They stand in the columns that `shared` makes.
    """
    return Cell(text=f"{{%tc for {loop} %}}"), cell, Cell(text="{%tc endfor %}")


def shared(width: float, head: str = "") -> tuple[Column, Column, Column]:
    """Return the columns that what `across` makes shares, as wide together as `width`."""
    return Column("", width / 3), Column(head, width / 3), Column("", width / 3)


def _cell(given: str | tuple[str, ...] | Cell) -> Cell:
    return given if isinstance(given, Cell) else Cell(text=given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as a whole: `columns` with their heads (none has one: no head row), `rows`, `alt` what it shows.

    `continues` lets what does not fit go on on a next slide; of one slide's tables one may. `head` stands for the
    row of the columns' heads where the data make some of them.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alt: str
    name: str = "Table"
    size: float = 14
    strong_first: bool = True
    styled: bool = True
    continues: bool = False
    head: Row | None = None

    def shape(self, number: int, box: Box, placeholder: str = "") -> str:
        """Return the `<p:graphicFrame>`; its height follows its rows."""
        head = self.head is not None or any(column.head for column in self.columns)
        rows = "".join(self._row(row) for row in self.rows)
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={quoteattr(self.name)}'
            f' descr={quoteattr(self._described())}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr>{placeholder}</p:nvPr></p:nvGraphicFramePr>"
            f"{self._place(box, head).transform('p')}"
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
            f"{self._properties(head)}{self._widths(box)}{self._head() if head else ''}{rows}"
            "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _described(self) -> str:
        return f"{CONTINUE} {self.alt}" if self.continues else self.alt

    def _place(self, box: Box, head: bool) -> Box:
        height = sum(row.height for row in self.rows) + (HEAD_HEIGHT if head else 0)
        return Box(box.left, box.top, box.width, height)

    def _properties(self, head: bool) -> str:
        first = ' firstCol="1"' if self.strong_first else ""
        style = TABLE_STYLE if self.styled else "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        flag = ' firstRow="1"' if head else ""
        return f"<a:tblPr{flag}{first}><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>"

    def _widths(self, box: Box) -> str:
        total = sum(column.width for column in self.columns)
        columns = "".join(
            f'<a:gridCol w="{emu(box.width * column.width / total)}"/>' for column in self.columns
        )
        return f"<a:tblGrid>{columns}</a:tblGrid>"

    def _head(self) -> str:
        if self.head:
            return self._cells(self.head.cells, self.head.height, 12)
        cells = [Cell(text=column.head, anchor="b", size=12) for column in self.columns]
        return self._cells(cells, HEAD_HEIGHT, 12)

    def _row(self, row: Row) -> str:
        before = "".join(self._tag(tag) for tag in row.before)
        after = "".join(self._tag(tag) for tag in row.after)
        return before + self._cells(row.cells, row.height, self.size) + after

    def _cells(self, cells: Sequence[Cell], height: float, size: float) -> str:
        aligns: list[Align] = []
        at = 0
        for cell in cells:
            aligns.append(self.columns[at].align)
            at += cell.span
        inside = "".join(cell.xml(align, size) for cell, align in zip(cells, aligns, strict=True))
        return f'<a:tr h="{emu(height)}">{inside}</a:tr>'

    def _tag(self, tag: str) -> str:
        blank = [Cell(text="") for _ in self.columns[1:]]
        return self._cells([Cell(text=f"{{%tr {tag} %}}"), *blank], HEAD_HEIGHT, self.size)
