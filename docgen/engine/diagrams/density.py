"""How roomy a diagram is drawn: sizes of text, boxes and gaps. The roomiest that fits its page is taken."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.engine.measure import line_height


@dataclass(frozen=True, slots=True)
class Density:
    """Sizes in points: text of labels, of details and of links; the widest box; gaps between boxes.

    No text is smaller than what can be read: 7 pt on paper, 10 pt on a slide.
    """

    label: float
    detail: float
    link: float
    box: float
    gap: float
    pad: float
    icon: float
    inset: float = 5.0
    track: float = 7.0
    stub: float = 7.0

    @property
    def title(self) -> float:
        """Size of a zone's title."""
        return self.label

    @property
    def before_text(self) -> float:
        """From the left edge of a box to its text: inset, icon, air."""
        return self.inset + self.icon + 4.0

    def height_of(self, *, labels: int = 0, details: int = 0) -> float:
        """Return the height of so many lines of label and of detail."""
        return labels * line_height(self.label) + details * line_height(self.detail)

    def link_height(self, lines: int) -> float:
        """Return the height of a link's label."""
        return lines * line_height(self.link)

    def title_height(self, lines: int) -> float:
        """Return the height of a zone's title."""
        return lines * line_height(self.title)


ON_PAPER = (
    Density(label=9, detail=8, link=7.5, box=132, gap=22, pad=9, icon=15),
    Density(label=8.5, detail=7.5, link=7.5, box=112, gap=18, pad=8, icon=14),
    Density(label=8, detail=7.5, link=7, box=96, gap=16, pad=7, icon=12),
    Density(label=7.5, detail=7, link=7, box=84, gap=14, pad=6, icon=11, inset=4),
    Density(label=7, detail=7, link=7, box=72, gap=12, pad=5, icon=9, inset=3, track=5, stub=6),
)
"""From roomy to tight, for a page that is read in the hand."""

ON_SLIDES = (
    Density(label=14, detail=12, link=12, box=200, gap=34, pad=14, icon=22, inset=8, track=10, stub=10),
    Density(label=12, detail=11, link=11, box=170, gap=28, pad=12, icon=19, inset=7, track=9, stub=10),
    Density(label=11, detail=10, link=10, box=140, gap=22, pad=10, icon=16, inset=6),
    Density(label=10, detail=10, link=10, box=116, gap=18, pad=8, icon=13, inset=5),
    Density(label=10, detail=10, link=10, box=98, gap=14, pad=6, icon=11, inset=4, track=6),
)
"""From roomy to tight, for a wall that is read from a seat."""
