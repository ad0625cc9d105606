"""Long tables: they go on on next slides under their header, and every row stands on exactly one."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.presentation import Presentation
from pptx.util import Inches, Pt

from docgen.engine import Template
from docgen.engine.rich import Link
from tests.unit.engine.powerpoint.make import (
    add_slide,
    add_table,
    cells,
    deck,
    notes,
    opened,
    problems,
    rendered,
    saved,
    titles,
)

LOOP = (["Name", "Text"], ["{%tr for x in xs %}", ""], ["{{ x.n }}", "{{ x.t }}"], ["{%tr endfor %}", ""])


def long_table(
    asked: str = "{%table continue %}", *, notes_line: str = "", footer: float = 0
) -> Presentation:
    made = deck()
    slide = add_slide(made, "Items", notes=[notes_line] if notes_line else [])
    add_table(slide, *LOOP)
    frame = next(shape for shape in slide.shapes if shape.has_table)
    frame._element.xpath(".//p:cNvPr")[0].set("descr", asked)
    if footer:
        box = slide.shapes.add_textbox(Inches(1), Inches(footer), Inches(3), Inches(0.4))
        box.text_frame.text = "Source"
    return made


def items(count: int, text: str = "short") -> dict[str, Any]:
    return {"xs": [{"n": f"n{at}", "t": text} for at in range(count)]}


def test_rows_that_do_not_fit_stand_on_next_slides_under_the_header() -> None:
    found = rendered(saved(long_table()), items(40))
    pages = [cells(slide) for slide in found.slides]
    assert len(pages) > 2
    assert {tuple(page[0]) for page in pages} == {("Name", "Text")}
    assert [row[0] for page in pages for row in page[1:]] == [f"n{at}" for at in range(40)]
    assert titles(found) == ["Items"] + ["Items (continued)"] * (len(pages) - 1)


def test_a_table_that_fits_stays_on_its_slide() -> None:
    assert titles(rendered(saved(long_table()), items(3))) == ["Items"]


def test_the_template_says_how_a_title_goes_on() -> None:
    found = rendered(saved(long_table('{%table continue "– more" %}')), items(40))
    assert titles(found)[1] == "Items – more"


def test_each_page_keeps_above_what_stands_below_the_table() -> None:
    for footer in (0, 5.0):
        for slide in rendered(saved(long_table(footer=footer)), items(40)).slides:
            frame = next(shape for shape in slide.shapes if shape.has_table)
            assert frame.top + frame.height <= (Inches(footer) if footer else Inches(7.5))


def test_higher_rows_make_more_pages() -> None:
    pages = [
        len(rendered(saved(long_table()), items(20, text)).slides) for text in ("short", "long words " * 20)
    ]
    assert pages[0] < pages[1]


def test_row_heights_of_the_template_are_respected() -> None:
    made = long_table()
    table = next(shape.table for shape in made.slides[0].shapes if shape.has_table)
    for row in table.rows:
        row.height = Inches(1)
    pages = [cells(slide) for slide in rendered(saved(made), items(9)).slides]
    assert [len(page) - 1 for page in pages] == [4, 4, 1]  # 7.5 - 2 - 0.4 inches of room, one for the header


def test_long_tables_in_a_slide_loop_go_on_behind_their_own_slide() -> None:
    made = long_table(notes_line="{%slide for g in gs %}")
    data = {"gs": [1, 2], **items(20)}
    made.slides[0].shapes.title.text_frame.text = "Group {{ g }}"
    found = rendered(saved(made), data)
    half = len(found.slides) // 2
    assert titles(found) == [
        "Group 1",
        *["Group 1 (continued)"] * (half - 1),
        "Group 2",
        *["Group 2 (continued)"] * (half - 1),
    ]
    assert notes(found) == [""] * len(found.slides)


def test_links_in_rows_work_on_the_page_where_they_land() -> None:
    data = {"xs": [{"n": Link(f"n{at}", f"https://example.com/{at}"), "t": ""} for at in range(30)]}
    shown = []
    for slide in rendered(saved(long_table()), data).slides:
        for row in list(next(shape.table for shape in slide.shapes if shape.has_table).rows)[1:]:
            (run,) = (run for run in row.cells[0].text_frame.paragraphs[0].runs if run.text)
            shown.append(run.hyperlink.address)
    assert shown == [f"https://example.com/{at}" for at in range(30)]


def test_a_merge_over_a_page_break_goes_on_with_its_text() -> None:
    made = deck()
    slide = add_slide(made, "Items")
    rows = ({"xs": 1}, ["{%tr for x in xs %}", ""], ["{% vm %}All", "{{ x.n }}"], ["{%tr endfor %}", ""])
    add_table(slide, ["A", "B"], *rows[1:])
    frame = next(shape for shape in slide.shapes if shape.has_table)
    frame._element.xpath(".//p:cNvPr")[0].set("descr", "{%table continue %}")
    found = rendered(saved(made), items(30))
    for page in found.slides:
        table = next(shape.table for shape in page.shapes if shape.has_table)
        assert table.cell(1, 0).text == "All"
        assert table.cell(1, 0).span_height in (len(table.rows) - 1, 1)


def test_a_row_higher_than_the_slide_is_said() -> None:
    template = Template.open(saved(long_table()), name="deck.pptx")
    found = template.rendered(items(1, "word " * 2000)).warnings
    assert {(problem.code, problem.where.trail[0]) for problem in found} == {
        ("text-overflow", 'slide 1 "Items"')
    }


@pytest.mark.parametrize("asked", ["{%table continue 5 %}", "{%table split %}", "{%table%}"])
def test_a_table_tag_of_another_kind_is_refused(asked: str) -> None:
    assert problems(saved(long_table(asked)), items(1))


def test_the_properties_count_the_pages_too() -> None:
    raw = Template.open(saved(long_table())).render(items(40))
    app = zipfile.ZipFile(io.BytesIO(raw)).read("docProps/app.xml").decode()
    assert f"<Slides>{len(opened(raw).slides)}</Slides>" in app


def test_sizes_set_on_the_runs_count() -> None:
    made = long_table()
    small = len(rendered(saved(made), items(30)).slides)
    table = next(shape.table for shape in made.slides[0].shapes if shape.has_table)
    for cell in table.rows[2].cells:
        cell.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
    assert len(rendered(saved(made), items(30)).slides) > small


def test_text_that_overflows_its_shape_is_said_with_slide_and_shape() -> None:
    made = deck()
    frame = add_slide(made, "T", "{{ x }}").shapes[1].text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    template = Template.open(saved(made), name="deck.pptx")
    assert template.rendered({"x": "short"}).warnings == ()
    (problem,) = template.rendered({"x": "many words " * 50}).warnings
    assert (problem.code, str(problem.where)) == ("text-overflow", 'deck.pptx › slide 1 "T" › TextBox 2')


def test_a_placeholder_measures_with_what_its_layout_says() -> None:
    made = deck()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text_frame.text = "T"
    slide.placeholders[1].text_frame.text = "{{ x }}"
    template = Template.open(saved(made))
    assert template.rendered({"x": "line\n" * 5}).warnings == ()
    (problem,) = template.rendered({"x": "line\n" * 30}).warnings
    assert problem.where.trail[-1] == "Content Placeholder 2"


def test_a_table_that_leaves_the_slide_is_said_where_it_may_not_go_on() -> None:
    (problem,) = Template.open(saved(long_table("plain"))).rendered(items(60)).warnings
    assert (problem.code, "continue" in problem.hint) == ("text-overflow", True)


def test_looking_for_overflow_does_not_change_the_bytes() -> None:
    template = Template.open(saved(long_table()))
    assert template.rendered(items(40)).data == template.render(items(40))
