"""The sheet of a document, chosen by its data, and the widths of tables that the data cut up."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Twips

from docgen.engine import Template
from docgen.errors import RenderError
from tests.unit.engine.make import rendered, saved


def on_a4(*texts: str, landscape: bool = False) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Twips(1276)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def sheet(template: bytes, **data: Any) -> tuple[int, int, int, int]:
    section = rendered(template, data).sections[0]
    lengths = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    return tuple(int(length.twips) for length in lengths if length is not None)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("A4", (11906, 16838, 1276, 1276)),
        ("Letter", (12240, 15840, 1443, 1443)),
        ("Legal", (12240, 20160, 1443, 1443)),
    ],
)
def test_the_data_choose_the_sheet_and_the_text_keeps_its_width(size: str, expected: tuple[int, ...]) -> None:
    assert sheet(on_a4("{% paper size %}"), size=size) == expected


def test_a_landscape_section_stays_landscape() -> None:
    assert sheet(on_a4("{% paper size %}", landscape=True), size="Letter") == (15840, 12240, 777, 777)


def test_the_tag_leaves_the_text_beside_it_alone() -> None:
    document = rendered(on_a4("Before{% paper size %} and after"), {"size": "A4"})
    assert [each.text for each in document.paragraphs] == ["Before and after"]


def test_the_sheet_may_be_computed() -> None:
    template = on_a4("{% paper 'Letter' if region.startswith('US') else 'A4' %}")
    assert sheet(template, region="US-CO")[0] == 12240
    assert sheet(template, region="AU-VIC")[0] == 11906


def test_a_template_with_the_tag_is_still_a_sound_word_file() -> None:
    section = docx.Document(io.BytesIO(on_a4("{% paper size %}"))).sections[0]
    assert section.page_width == Twips(11906)


def test_an_unknown_sheet_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(RenderError) as caught:
        Template.open(on_a4("{% paper size %}")).render({"size": "A6"})
    assert "Letter" in str(caught.value)


def cut(labels: int, cells: int) -> list[int]:
    """Return the grid of a table with label columns of 2000 and 1500 twips and one of 6000 that a loop repeats."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=labels + 3)
    table.autofit = False
    widths = [*[2000, 1500][:labels], 6000, 6000, 6000]
    texts = ["label"] * labels + ["{%tc for c in cells %}", "{{ c }}", "{%tc endfor %}"]
    for cell, width, text in zip(table.rows[0].cells, widths, texts, strict=True):
        cell.width = Twips(width)
        cell.text = text
    columns = table.columns
    for column, width in zip(columns, widths, strict=True):
        column.width = Twips(width)
    grid = table._tbl.tblGrid
    for extra in list(grid)[labels + 1 :]:
        grid.remove(extra)
    result = rendered(saved(document), {"cells": list(range(cells))})
    return [int(column.width.twips) for column in result.tables[0].columns if column.width is not None]


def test_columns_of_a_loop_share_the_width_of_their_one_column() -> None:
    assert cut(labels=2, cells=4) == [2000, 1500, 1500, 1500, 1500, 1500]


def test_widths_that_do_not_divide_add_up_all_the_same() -> None:
    widths = cut(labels=1, cells=7)
    assert (widths[0], sum(widths), len(widths)) == (2000, 8000, 8)
    assert max(widths[1:]) - min(widths[1:]) <= 1
