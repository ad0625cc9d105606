"""An outline of a deck shows what its audience and its speaker would see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from docgen.cli.outline import outline as template_outline
from tests.office.outline_pptx import outline, texts


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    made = pptx.Presentation()
    made.core_properties.title = "A title"
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "One\vmessage"
    grid = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1))
    grid._element._nvXxPr.cNvPr.set("descr", "{%table continue %} Sites")
    grid.table.cell(0, 0).text = "head"
    grid.table.cell(1, 0).text = "{{ site }}"
    grid.table.cell(0, 0).merge(grid.table.cell(0, 1))
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Q1", "Q2"]
    data.add_series("Met", (3, 4.5))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(2), data)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "Box"
    slide.notes_slide.notes_text_frame.text = "Say it"
    path = tmp_path / "deck.pptx"
    made.save(str(path))
    return path


def test_an_outline_shows_titles_tables_charts_drawings_and_notes(deck: Path) -> None:
    lines = outline(deck).splitlines()
    assert "  title: A title" in lines
    start = lines.index("slide 1 (Title Only): One / message")
    assert lines[start + 1 :] == [
        "  [Table 2] ({%table continue %} Sites) table",
        '    head | "',
        "    {{ site }} |",
        "  [Chart 3] chart",
        "    categories: Q1, Q2",
        "    Met: 3, 4.5",
        "  [Group 4] drawing",
        "    Box",
        "  notes",
        "    Say it",
    ]


def test_texts_are_as_they_were_put_in(deck: Path) -> None:
    found = texts(deck)
    for text in ("One\nmessage", "{{ site }}", "Q1", "Met", "Box", "Say it", "A title"):
        assert text in found


def test_a_template_is_shown_with_its_tags(deck: Path) -> None:
    assert template_outline(deck).splitlines() == [
        "# One",
        "message",
        "[{%table continue %} Sites]",
        "head | ",
        "{{ site }} | ",
        "Box",
        "[Notes]",
        "Say it",
    ]
