"""The titles of the slides that came out, which the document's properties list."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.engine.powerpoint.markup import SHAPE, is_title, text_of
from docgen.engine.powerpoint.output import OutputSlide
from docgen.engine.powerpoint.properties import UNTITLED


def titles_of(outputs: Sequence[OutputSlide]) -> list[str]:
    """Return the title of each slide in order."""
    return [_title(output) or UNTITLED for output in outputs]


def _title(output: OutputSlide) -> str:
    root = output.tree if output.template.has_title_tags or output.page else None
    if root is None:
        return output.template.entry.title
    shapes = root.iter(SHAPE)
    return next((" ".join(text_of(shape).split()) for shape in shapes if is_title(shape)), "")
