"""Figures: drawings and charts that the data make, and maps of likelihood by impact as shaded cells."""

from __future__ import annotations

from collections.abc import Sequence

from tools.kit.blocks import Block, caption, paragraph, source, stack
from tools.kit.rows import Cell, Column, Row, lines
from tools.kit.tables import grid_of, raw_table
from tools.kit.xml import TEXT_WIDTH

_SCALE = 5
_ROW_HEIGHT = 560


def figure(drawing: str, *, title: str, note: str = "") -> Block:
    """Return the spot of a drawing or a chart with its caption above and a note below.

    `drawing` is an expression whose value draws itself, alternative text included.
    """
    spot = Block(paragraph("Figure", f"{{{{ {drawing} }}}}"), airy=True)
    return stack(caption(title, kind="Figure"), spot, *([source(note)] if note else []))


def risk_maps(*maps: tuple[str, str], alt: str, title: str, note: str) -> Block:
    """Return maps of risks beside each other: impact from 5 (top) to 1, likelihood from 1 to 5 (right).

    Each is a head and an expression for five rows, which have an `impact` and five `cells` with the risks' ids. Every
    cell prints its score, so that no meaning rests on its colour.
    """
    side = (Column("", 9), *(Column("", 14) for _ in range(_SCALE)))
    cols = (*side, *(col for _ in maps[1:] for col in (Column("", 3), *side)))
    rows = [
        Row(_beside([[Cell(lines=(("Table Head", head),), span=_SCALE + 1)] for head, _ in maps])),
        *(
            Row(_beside([_impact(items, at) for _, items in maps]), height=_ROW_HEIGHT)
            for at in range(_SCALE)
        ),
        Row(_beside([_likelihood()] * len(maps))),
    ]
    xml = raw_table("House Grid", grid_of(cols, TEXT_WIDTH), rows, alt=alt, keep=True)
    return stack(caption(title), Block(xml, ends_in_table=True), source(note))


def _beside(groups: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    first, *others = groups
    return (*first, *(cell for group in others for cell in (lines(("Grid Mark", "")), *group)))


def _impact(items: str, at: int) -> list[Cell]:
    label = Cell(lines=(("Grid Mark", f"**{{{{ {items}[{at}].impact }}}}**"),), align="center")
    return [label, *(_score(f"{items}[{at}]", chance) for chance in range(_SCALE))]


def _score(row: str, chance: int) -> Cell:
    cell, score = f"{row}.cells[{chance}]", f"{{{{ {row}.impact * {chance + 1} }}}}"
    return Cell(
        lines=(
            ("Table Gap", f'{{%p if {cell}.ink == "lt1" %}}'),
            *_marked("Grid Mark Inverse", cell, score),
            ("Table Gap", "{%p else %}"),
            *_marked("Grid Mark", cell, score),
            ("Table Gap", "{%p endif %}"),
        ),
        fill_tag=f"{cell}.fill",
        align="center",
    )


def _marked(style: str, cell: str, score: str) -> tuple[tuple[str, str], ...]:
    return (
        (style, score),
        ("Table Gap", f"{{%p if {cell}.text %}}"),
        (style, f"**{{{{ {cell}.text }}}}**" if style == "Grid Mark" else f"{{{{ {cell}.text }}}}"),
        ("Table Gap", "{%p endif %}"),
    )


def _likelihood() -> list[Cell]:
    return [lines(("Grid Mark", "")), *(lines(("Grid Mark", f"**{at}**")) for at in range(1, _SCALE + 1))]
