"""The value that a template prints: `{{ diagram }}`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from docgen.engine.diagrams.density import ON_PAPER, ON_SLIDES, Density
from docgen.engine.diagrams.dialects import points, slide_group, word_drawing
from docgen.engine.diagrams.drawing import Drawing
from docgen.engine.diagrams.fitting import fits, fitted
from docgen.engine.diagrams.model import Direction, Link, Node, Parts, Zone, check_parts
from docgen.engine.diagrams.pages import paged
from docgen.engine.diagrams.shapes import shapes_of
from docgen.engine.rich import Block, child_of, inner_properties, join_blocks
from docgen.engine.values import SheetSpot, SlideSpot, Value, WordSpot

_POINTS_PER_MM = 72 / 25.4
_LEAST_MM = 40.0
_MOST_MM = 558.8  # 22 inches, the largest page that Word allows

_Densities = tuple[Density, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Value):
    """Nodes, zones and links, drawn by Office as shapes that can be edited.

    `alt` tells what it shows to those who cannot see it: required. `direction` is where links lead, `down` or
    `right`. In Word it takes at most `width_mm` by `height_mm`, and no more than `low_mm` in height where that needs
    no text of the smallest size (0: no such bound). `legend` gives words for kinds of nodes and styles of lines, in
    order (`("site", "Branch"), ("dashed", "Management traffic")`); without it, two or more kinds that occur are told
    in words of their own.

    Text is never under 7 pt on paper and 10 pt on a slide: what would need smaller text is drawn on several pages
    (`pages`, `slides`). Printing raises ValueError for parts that make no diagram (`docgen.engine.diagrams.model`), a
    missing alternative text, or a diagram that its box on a slide cannot show legibly.
    """

    nodes: tuple[Node, ...]
    alt: str
    links: tuple[Link, ...] = ()
    zones: tuple[Zone, ...] = ()
    direction: Direction = "down"
    width_mm: float = 165.0
    height_mm: float = 215.0
    low_mm: float = 0.0
    legend: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.alt

    def word_runs(self, spot: WordSpot) -> str:
        return _between(spot).join(page._word_run(spot) for page in self._lowered().pages())

    def word_blocks(self, spot: WordSpot) -> str:
        first, *more = (page._word_run(spot) for page in self._lowered().pages())
        properties = inner_properties(spot.paragraph_properties)
        blocks = [Block(runs, properties) for runs in (first, *more)]
        return join_blocks(blocks, spot.paragraph_properties)

    def slide_shape(self, spot: SlideSpot) -> str | None:
        drawing = self.drawn(ON_SLIDES, points(spot.box.width), points(spot.box.height))
        if drawing is None:
            raise ValueError(
                "does not fit here with text of 10 pt; loop over its slides(…), or enlarge the shape"
            )
        return slide_group(
            shapes_of(drawing),
            (drawing.width, drawing.height),
            spot.box,
            alt=self.alt,
            name=spot.name,
            run_properties=spot.run_properties,
            next_id=spot.next_id,
        )

    def sheet_shape(self, spot: SheetSpot) -> None:  # noqa: ARG002 - a cell shows the alternative text
        """Raise ValueError where nothing describes the diagram: a cell would be left empty."""
        self._check_alt()

    def pages(self) -> tuple[Self, ...]:
        """Return the diagrams that show this one on paper, each within `width_mm` by `height_mm`."""
        return self._split(ON_PAPER, self.width_mm, self.height_mm)

    def slides(self, width_mm: float = 305.0, height_mm: float = 111.0) -> tuple[Self, ...]:
        """Return the diagrams that show this one on slides, each in a box of that size.

        The default is the content area of a slide of the house: 305 mm by 111 mm.
        """
        return self._split(ON_SLIDES, width_mm, height_mm)

    def drawn(self, densities: _Densities, width: float, height: float) -> Drawing | None:
        """Return the diagram laid out within a width and a height in points, or None if it does not fit."""
        return fitted(self._checked(height), densities, width)

    def _split(self, densities: _Densities, width_mm: float, height_mm: float) -> tuple[Self, ...]:
        width, height = _side(width_mm), _side(height_mm)
        if self.drawn(densities, width, height) is not None:
            return (self,)  # as most do, and what was found is kept for when it is drawn
        pages = paged(self._checked(height), lambda parts: fits(parts, densities, width))
        return tuple(
            replace(
                self,
                nodes=page.nodes,
                zones=page.zones,
                links=page.links,
                alt=f"{self.alt} ({at}/{len(pages)})",
            )
            for at, page in enumerate(pages, start=1)
        )

    def _lowered(self) -> Self:
        """Return the diagram bound to its low height, or as it is where it would have to be drawn at its tightest."""
        if not self.low_mm:
            return self
        roomy = self.drawn(ON_PAPER[:-1], _side(self.width_mm), _side(self.low_mm))
        return self if roomy is None else replace(self, height_mm=self.low_mm)

    def _word_run(self, spot: WordSpot) -> str:
        drawing = self.drawn(ON_PAPER, _side(self.width_mm), _side(self.height_mm))
        assert drawing is not None
        size = (drawing.width, drawing.height)
        inside = word_drawing(
            shapes_of(drawing), size, alt=self.alt, next_id=spot.next_id, palette=spot.palette
        )
        return f"<w:r>{spot.run_properties}{inside}</w:r>"

    def _checked(self, height: float) -> Parts:
        parts = Parts(
            nodes=tuple(self.nodes),
            zones=tuple(self.zones),
            links=tuple(self.links),
            direction=self.direction,
            legend=tuple(self.legend),
            height=height,
        )
        check_parts(parts)
        self._check_alt()
        return parts

    def _check_alt(self) -> None:
        if not self.alt.strip():
            raise ValueError("is a diagram without alt text; say in one sentence what it shows (alt)")


def _between(spot: WordSpot) -> str:
    """Return what stands between two pages of a diagram: the end of the paragraph, so that each has one of its own.

    LibreOffice draws the texts of a second group in a paragraph over the first, and a paragraph of several pages
    cannot stay with its caption. Where a paragraph cannot end, a break keeps two narrow ones from standing abreast.
    """
    if not spot.divides or child_of(spot.paragraph_properties, "sectPr"):
        return f"<w:r>{spot.run_properties}<w:br/></w:r>"
    return f"</w:p><w:p>{inner_properties(spot.paragraph_properties)}"


def _side(measure: float) -> float:
    """Return millimetres as points. Raise ValueError unless a drawing of that size makes sense."""
    if not _LEAST_MM <= measure <= _MOST_MM:
        raise ValueError(f"has a side of {measure} mm; a diagram's side is {_LEAST_MM:g} to {_MOST_MM:g} mm")
    return measure * _POINTS_PER_MM
