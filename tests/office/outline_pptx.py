"""A deck as a readable text: what a golden holds.

Read with python-pptx, which docgen does not write with: properties, then each slide with its layout and title, its
shapes in reading order (texts with their level, tables row by row, charts with their figures, drawings as the texts of
their boxes) and the notes. What a reader cannot see (colours, places, ids) is left to other tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import Table, _Cell

from tests.office.outline import cached_text

_PROPERTIES = ("title", "subject", "author", "keywords", "category", "comments", "language", "version")
_INDENT = "  "


def outline(path: Path) -> str:
    """Return the outline of a .pptx, one line per paragraph or table row, ending with a line feed."""
    deck = pptx.Presentation(str(path))
    lines = [*_properties(deck)]
    for number, slide in enumerate(deck.slides, start=1):
        lines += ["", *_slide(number, slide)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def texts(path: Path) -> list[str]:
    """Return every text of a .pptx, to compare with what was put in: paragraphs, cells, charts, notes, properties.

    Breaks are line feeds and tabs are tabs. Numbers of charts are left out: they are no text.
    """
    deck = pptx.Presentation(str(path))
    found = [text for slide in deck.slides for shape in slide.shapes for text in _texts(shape)]
    for slide in deck.slides:
        if slide.has_notes_slide:
            found += [text for shape in slide.notes_slide.shapes for text in _texts(shape)]
    return found + [str(getattr(deck.core_properties, name) or "") for name in _PROPERTIES]


def _texts(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield from (_exact(paragraph.text) for paragraph in shape.text_frame.paragraphs)
    if getattr(shape, "has_table", False) and shape.has_table:
        cells = (cell for row in shape.table.rows for cell in row.cells)
        yield from (_exact(line.text) for cell in cells for line in cell.text_frame.paragraphs)
    if getattr(shape, "has_chart", False) and shape.has_chart:
        plots = list(shape.chart.plots)
        yield from (cached_text(str(category)) for plot in plots for category in plot.categories)
        yield from (cached_text(series.name) for plot in plots for series in plot.series)
    for inner in getattr(shape, "shapes", ()):
        yield from _texts(inner)


def _exact(text: str) -> str:
    return text.replace("\v", "\n")


def _properties(deck: Presentation) -> Iterator[str]:
    yield "properties"
    for name in _PROPERTIES:
        if getattr(deck.core_properties, name):
            yield f"{_INDENT}{name}: {getattr(deck.core_properties, name)}"


def _slide(number: int, slide: Slide) -> Iterator[str]:
    title = slide.shapes.title
    shown = _line(title.text_frame.text) if title is not None else "(no title)"
    yield f"slide {number} ({slide.slide_layout.name}): {shown}"
    for shape in slide.shapes:
        if title is None or shape.shape_id != title.shape_id:
            yield from _indented(_shape(shape))
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        said = [_line(paragraph.text) for paragraph in frame.paragraphs] if frame is not None else []
        yield from _indented(["notes", *_indented(said)] if any(said) else [])


def _shape(shape: Any) -> Iterator[str]:
    label = f"[{shape.name}]" + (f" ({_alt(shape)})" if _alt(shape) else "")
    if getattr(shape, "has_table", False) and shape.has_table:
        yield f"{label} table"
        yield from _indented(_rows(shape.table))
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        yield f"{label} chart"
        yield from _indented(_chart(shape.chart))
    elif hasattr(shape, "shapes"):
        yield f"{label} drawing"
        yield from _indented(_line(text) for inner in shape.shapes for text in _texts(inner) if text.strip())
    elif shape.has_text_frame:
        yield from _frame(label, shape)
    else:
        yield label


def _frame(label: str, shape: Any) -> Iterator[str]:
    lines = [(line.level, _line(line.text)) for line in shape.text_frame.paragraphs]
    if len(lines) == 1:
        yield f"{label} {lines[0][1]}"
        return
    yield label
    yield from (f"{_INDENT * (level + 1)}{text}" for level, text in lines)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " | ".join(_cell(cell) for cell in row.cells)


def _cell(cell: _Cell) -> str:
    return '"' if cell.is_spanned else " ¶ ".join(_line(one.text) for one in cell.text_frame.paragraphs)


def _chart(chart: Any) -> Iterator[str]:
    for plot in chart.plots:
        yield "categories: " + ", ".join(str(category) for category in plot.categories)
        for series in plot.series:
            yield f"{series.name}: " + ", ".join("–" if one is None else f"{one:g}" for one in series.values)


def _alt(shape: BaseShape) -> str:
    return str(shape._element._nvXxPr.cNvPr.get("descr", ""))


def _line(text: str) -> str:
    return text.replace("\v", " / ").replace("\n", " / ").replace("\t", " → ")


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)
