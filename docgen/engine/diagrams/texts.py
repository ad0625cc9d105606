"""The lines that texts take in boxes, on links and over zones, and the room that they need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from docgen.engine.diagrams.density import Density
from docgen.engine.diagrams.model import Node
from docgen.engine.measure import text_width, wrap

_LEAST_BOX = 54.0
_SAFETY = 1.03
"""Programs that kern or hint set a line up to 3 % wider than the sum of its letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines as they are set, and the size in points of what holds them."""

    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BoxText:
    """The lines of a node's label and detail, and the least size in points of its box."""

    label: tuple[str, ...]
    detail: tuple[str, ...]
    width: float
    height: float


def box_text(node: Node, density: Density) -> BoxText:
    """Return how a node's text is set: wrapped to the density's widest box, and in it as narrow as it may be."""
    most = density.box - density.before_text - density.inset - 1.0
    label, wide = _set(node.label, most, density.label, bold=True)
    details = [_set(text, most, density.detail) for text in node.detail]
    detail = tuple([line for lines, _ in details for line in lines])
    wide = max([wide, *(width for _, width in details)])
    height = density.height_of(labels=len(label), details=len(detail)) + 2 * density.inset
    width = max(_LEAST_BOX, density.before_text + wide + density.inset + 1.0)
    return BoxText(label, detail, width, max(height, density.icon + 2 * density.inset))


def link_text(label: str, density: Density, most: float) -> Text:
    """Return how the label of a link is set within `most` points of width, with air of 2 points at its sides."""
    if not label.strip():
        return Text((), 0.0, 0.0)
    lines, width = _set(label, max(most - 4.0, 1.0), density.link)
    return Text(lines, width + 4.0, density.link_height(len(lines)))


def title_text(title: str, density: Density, most: float) -> Text:
    """Return how the title of a zone is set within `most` points of width."""
    if not title.strip():
        return Text((), 0.0, 0.0)
    lines, width = _set(title, most, density.title, bold=True)
    return Text(lines, width, density.title_height(len(lines)))


def plain_width(text: str, points: float) -> float:
    """Return the width in points that a line of plain text is sure to fit."""
    return text_width(text, points=points) * _SAFETY


def longest_word(label: str, density: Density) -> float:
    """Return the width of the widest word of a link's label, with the air at its sides."""
    return max((plain_width(word, density.link) for word in label.split()), default=0.0) + 4.0


@lru_cache(maxsize=2048)  # a diagram is laid out again and again before it fits, its texts all the same
def _set(text: str, most: float, points: float, *, bold: bool = False) -> tuple[tuple[str, ...], float]:
    """Return the lines that a text takes within `most` points, and the width in points of the widest."""
    lines = wrap(text, width=max(most, 1.0) / _SAFETY, points=points, bold=bold) if text.strip() else ()
    return lines, max((text_width(line, points=points, bold=bold) for line in lines), default=0.0) * _SAFETY
