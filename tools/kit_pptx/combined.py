"""Slides of several parts, and the parts that are more than a table: milestones in a row, today beside tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tools.kit_pptx import layouts
from tools.kit_pptx.layouts import BODY_BOX
from tools.kit_pptx.slides import Slide, text_box
from tools.kit_pptx.tables import Cell, Grid, across, line, shared
from tools.kit_pptx.xml import Box, paragraph


def part(top: float, bottom: float = BODY_BOX.height, *, left: float = 0.0, right: float = 1.0) -> Box:
    """Return a place in the body of a slide: `top` and `bottom` in inches from the body's top, `left` and `right` as
    shares of its width."""
    width = BODY_BOX.width
    return Box(BODY_BOX.left + left * width, BODY_BOX.top + top, (right - left) * width, bottom - top)


def combined(
    message: str,
    *,
    label: str,
    grids: Sequence[tuple[Grid, Box]],
    values: Sequence[tuple[str, str, Box]] = (),
    source: str = "",
    notes: str | Sequence[str],
    rule: str = "",
) -> Slide:
    """Return a slide of tables and, before them, charts or drawings: (name, tag, place) in `values`.

    One of the grids may continue.
    """
    texts = {"Title": (message,), "Section label": (label,)} | ({"Source": (source,)} if source else {})
    return Slide(
        layout=layouts.TITLE_ONLY,
        texts=texts,
        notes=(notes,) if isinstance(notes, str) else tuple(notes),
        grids=tuple((grid, box, "") for grid, box in grids),
        shapes=tuple(_shape(*value) for value in values),
        rule=rule,
    )


def _shape(name: str, value: str, box: Box) -> Callable[[int], str]:
    def draw(number: int) -> str:
        return text_box(name, number, box, paragraph(value, size=12))

    return draw


def milestones(loop: str, *, alt: str, day: str, name: str, below: str) -> Grid:
    """Return a row of milestones on a line: the day, the name, and a line below it, for each item of `loop`."""
    cells = (
        Cell(text=day, size=12, strong=True, color="accent2", over="dk2"),
        Cell(text=name, size=14, strong=True, color="dk2", anchor="t"),
        Cell(text=below, size=12, color="accent3", anchor="t"),
    )
    return _row_of_things(loop, cells, alt=alt, name="Milestones")


def contrasts(loop: str, *, alt: str, what: str, after: str, before: str) -> Grid:
    """Return today beside tomorrow: what it is about, how it will be, how it is, for each item of `loop`."""
    cells = (
        Cell(text=what, size=12, color="accent3", rule="accent2"),
        Cell(text=after, size=18, color="dk2", rule="accent2", heading=True),
        Cell(text=before, size=12, color="accent3", rule="accent2", anchor="t"),
    )
    return _row_of_things(loop, cells, alt=alt, name="Today and tomorrow")


def _row_of_things(loop: str, cells: Sequence[Cell], *, alt: str, name: str) -> Grid:
    return Grid(
        columns=shared(1),
        rows=tuple(line(*across(loop, cell), height=0.3) for cell in cells),
        alt=alt,
        name=name,
        strong_first=False,
        styled=False,
    )
