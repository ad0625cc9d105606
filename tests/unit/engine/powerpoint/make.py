"""Small decks made with python-pptx, and what they gave read back with it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import PIL.Image
import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.table import Table
from pptx.util import Inches

from docgen.engine import Template
from docgen.errors import DocgenError
from docgen.problems import Problem

TITLE_ONLY = 5


def deck() -> Presentation:
    """Return an empty deck, 10 by 7.5 inches."""
    return pptx.Presentation()


def add_slide(to: Presentation, title: str, *texts: str, notes: Iterable[str] = ()) -> Slide:
    """Add a slide with a title, a text box for each text (its lines are paragraphs), and notes by line."""
    slide = to.slides.add_slide(to.slide_layouts[TITLE_ONLY])
    assert slide.shapes.title is not None
    slide.shapes.title.text = title
    for number, text in enumerate(texts):
        box = slide.shapes.add_textbox(Inches(1), Inches(2 + number), Inches(6), Inches(0.8))
        box.text_frame.text = text
    lines = list(notes)
    if lines:
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None
        frame.text = "\n".join(lines)
    return slide


def add_table(slide: Slide, *rows: Iterable[str], width: float = 6) -> Table:
    """Add a table; `width` in inches, shared evenly by the columns."""
    listed = [list(row) for row in rows]
    columns = max(map(len, listed))
    frame = slide.shapes.add_table(len(listed), columns, Inches(1), Inches(2), Inches(width), Inches(1))
    for number, row in enumerate(listed):
        for column, text in enumerate(row):
            frame.table.cell(number, column).text = text
    return frame.table


def add_chart(slide: Slide, title: str) -> None:
    """Add a column chart with a title."""
    data = CategoryChartData()
    data.categories = ["Q1", "Q2"]
    data.add_series("Tickets", (3, 5))
    size = (Inches(1), Inches(3), Inches(5), Inches(3))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *size, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = title
    for node in chart._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        node.set(
            "val", node.get("val").lstrip("-")
        )  # python-pptx writes them signed, which the schema refuses


def saved(presentation: Presentation) -> bytes:
    """Return the bytes of a deck."""
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def with_text(*texts: str) -> bytes:
    """Return a deck of one slide with text boxes."""
    made = deck()
    add_slide(made, "Title", *texts)
    return saved(made)


def with_table(*rows: Iterable[str]) -> bytes:
    """Return a deck of one slide with a table."""
    made = deck()
    add_table(add_slide(made, "Title"), *rows)
    return saved(made)


def opened(raw: bytes) -> Presentation:
    """Return a deck read from bytes."""
    return pptx.Presentation(io.BytesIO(raw))


def rendered(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> Presentation:
    """Return the rendering read back with python-pptx."""
    locale = options.pop("locale", "en-AU")
    return opened(Template.open(template, **options).render(data or {}, locale=locale))


def png(width: int, height: int) -> bytes:
    """Return a picture of that size in pixels."""
    stream = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "teal").save(stream, "PNG")
    return stream.getvalue()


def problems(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a template, or with it and the data."""
    try:
        Template.open(template, name="deck.pptx", **options).render(data or {})
    except DocgenError as error:
        return error.problems
    return ()


def texts(slide: Slide) -> list[str]:
    """Return the texts of a slide's shapes but the title; a line break is shown as a vertical tab."""
    title = slide.shapes.title
    others = (shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id)
    return [shape.text_frame.text for shape in others if shape.has_text_frame]


def titles(presentation: Presentation) -> list[str]:
    """Return the title of each slide."""
    return [slide.shapes.title.text for slide in presentation.slides if slide.shapes.title is not None]


def notes(presentation: Presentation) -> list[str]:
    """Return the notes of each slide; empty where it has none."""
    return [
        slide.notes_slide.notes_text_frame.text
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None
        else ""
        for slide in presentation.slides
    ]


def table_of(slide: Slide) -> Table:
    """Return the first table of a slide."""
    return next(shape.table for shape in slide.shapes if shape.has_table)


def cells(slide: Slide) -> list[list[str]]:
    """Return the texts of a slide's first table."""
    return [[cell.text for cell in row.cells] for row in table_of(slide).rows]
