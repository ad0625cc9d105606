"""A Gantt chart as a native table: label columns, then one wide column that the data cut up into shaded cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.kit_pptx.drawn import SIZE, Drawn, Over, framed
from tools.kit_pptx.layouts import BODY_BOX, TABLE
from tools.kit_pptx.slides import Slide
from tools.kit_pptx.tables import Cell, Column, Grid, Row
from tools.kit_pptx.xml import Align, paragraph

_ROW, _HEAD, _RULER = 0.32, 0.3, 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark(Cell):
    """A cell of the ruler: it holds nothing, and is as low as a row can be."""

    def xml(self, align: Align, size: float) -> str:
        """Return `<a:tc>`."""
        return framed(paragraph("", size=1))


def gantt(
    message: str,
    *,
    label: str,
    chart: str,
    labels: Sequence[tuple[Column, str]],
    share: float,
    alt: str,
    source: str,
    notes: str | Sequence[str],
    rule: str = "",
) -> Slide:
    """Return a slide with a Gantt chart.

    `chart` is an expression for it (`success.gantt`: `columns`, `months`, `weeks`, `rows` with `cells`), `labels` are
    the columns before the drawn part with their texts, in which a row is called `line`; `share` is the drawn part's
    width beside theirs.
    """
    columns = (
        *(replace(column, head="") for column, _ in labels),
        *(Column("", share / 3) for _ in range(3)),
    )
    heads = [Cell(text=column.head, size=SIZE, strong=True, color="dk2", anchor="b") for column, _ in labels]
    blank = [replace(cell, text="") for cell in heads]
    texts = [Cell(text=text, size=SIZE) for _, text in labels]
    rows = (
        _row(blank, f"c in {chart}.months", Over(text="c"), height=_HEAD),
        _row(heads, f"c in {chart}.weeks", Over(text="c"), height=_HEAD),
        replace(
            _row(texts, "c in line.cells", Drawn(text="c"), height=_ROW),
            before=(f"for line in {chart}.rows",),
            after=("endfor",),
        ),
        # The engine takes the number of columns from a row without spans.
        _row(
            [Cell(text="", size=1)] * len(labels),
            f"c in range({chart}.columns)",
            _Mark(text=""),
            height=_RULER,
        ),
    )
    grid = Grid(
        columns=columns, rows=rows, alt=alt, name="Gantt chart", size=SIZE, strong_first=False, styled=False
    )
    texts_of = {"Title": (message,), "Section label": (label,), "Source": (source,)}
    place = TABLE.place("Table").reference
    return Slide(
        layout=TABLE,
        texts=texts_of,
        notes=(notes,) if isinstance(notes, str) else tuple(notes),
        grids=((grid, BODY_BOX, place),),
        rule=rule,
    )


def _row(labels: Sequence[Cell], loop: str, body: Cell, *, height: float) -> Row:
    cells = (*labels, Cell(text=f"{{%tc for {loop} %}}"), body, Cell(text="{%tc endfor %}"))
    return Row(cells=cells, height=height)
