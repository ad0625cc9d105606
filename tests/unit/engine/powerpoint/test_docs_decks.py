"""What the page on tags in PowerPoint shows is what happens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide
from pptx.util import Inches

from docgen.engine import Template
from docgen.engine.images import Image
from tests.unit.engine.powerpoint.make import (
    add_chart,
    add_slide,
    add_table,
    deck,
    opened,
    png,
    problems,
    saved,
    table_of,
)
from tests.unit.engine.test_docs import Fence, cells_of, data_of, fences, plain

PAGE = fences("reference/powerpoint.md")
DATA = data_of("reference/powerpoint.md") | {"logo": Image(png(40, 20), alt="Logo")}
PAIRS = [
    pytest.param(typed, expected, id=f"line-{typed.line}")
    for typed, expected in pairwise(PAGE)
    if typed.kind == "deck"
]
OWN_SHAPE = re.compile(r"\[(?P<alt>.*?)\](?: (?P<text>.*))?")
DRAWN = {MSO_SHAPE_TYPE.PICTURE: "picture", MSO_SHAPE_TYPE.CHART: "chart", MSO_SHAPE_TYPE.GROUP: "diagram"}


@pytest.mark.parametrize(("typed", "expected"), PAIRS)
def test_a_deck_comes_out_as_the_page_shows(typed: Fence, expected: Fence) -> None:
    template = made_of(typed.text)
    if expected.kind == "problem":
        assert [problem.code for problem in problems(template, DATA)] == [expected.word]
    elif expected.kind == "warning":
        assert [problem.code for problem in Template.open(template).warnings] == [expected.word]
    else:
        assert Template.open(template).warnings == ()
        out = opened(Template.open(template).render(DATA))
        assert [line for slide in out.slides for line in lines_of(slide)] == expected.text.splitlines()


def test_every_deck_has_its_outcome() -> None:
    assert len(PAIRS) == sum(fence.kind == "deck" for fence in PAGE)
    assert {pair.values[1].kind for pair in PAIRS} == {"slides", "problem", "warning"}


def made_of(text: str) -> bytes:
    """Return a deck of a block: `# ` begins a slide with its title; what the lines below it mean, the page tells."""
    made = deck()
    for slide in re.split(r"^(?=# )", text, flags=re.MULTILINE)[1:]:
        title, *lines = slide.splitlines()
        notes = [line.removeprefix("notes: ") for line in lines if line.startswith("notes: ")]
        page = add_slide(made, title.removeprefix("# "), notes=notes)
        shapes = [line for line in lines if not line.startswith("notes: ")]
        for place, (kind, block) in enumerate(groupby(shapes, kind_of)):
            add(page, kind, list(block), place)
    return saved(made)


def kind_of(line: str) -> str:
    """Return what makes lines one shape: rows of a table, paragraphs of a box; others are shapes of their own."""
    own = OWN_SHAPE.fullmatch(line)
    return "table" if line.startswith("|") or (own and own["text"] == "table") else line if own else "box"


def add(page: Slide, kind: str, lines: list[str], place: int) -> None:
    """Add a shape below the others of its slide, two inches each."""
    own = OWN_SHAPE.fullmatch(lines[0])
    if kind == "table":
        add_table(page, *map(cells_of, lines[1:] if own else lines))
    elif own and own["text"] == "chart":
        add_chart(page, "Sample")
    elif own and own["text"] == "picture":
        page.shapes.add_picture(io.BytesIO(png(20, 20)), 0, 0)
    else:
        box = page.shapes.add_textbox(Inches(1), Inches(1.5 + 2 * place), Inches(5), Inches(0.5))
        box.text_frame.text = (own["text"] or "") if own else "\n".join(lines)
    if own:
        describe(page.shapes[-1], own["alt"])


def describe(shape: Any, text: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def lines_of(page: Slide) -> Iterator[str]:
    """Yield what a slide shows as the page writes it."""
    assert page.shapes.title is not None
    yield f"# {page.shapes.title.text}"
    for shape in page.shapes:
        if shape.shape_id != page.shapes.title.shape_id:
            yield from shown(page, shape)
    if page.has_notes_slide and page.notes_slide.notes_text_frame is not None:
        text = page.notes_slide.notes_text_frame.text
        yield from (f"notes: {line}" for line in text.splitlines() if line)


def shown(page: Slide, shape: Any) -> Iterator[str]:
    alt = f"[{shape._element.xpath('.//p:cNvPr')[0].get('descr', '')}]"
    if shape.has_table:
        for row in table_of(page).rows:
            yield f"| {' | '.join(cell.text for cell in row.cells)} |"
    elif shape.shape_type in DRAWN:
        yield f"{alt} {DRAWN[shape.shape_type]}"
    else:
        lines = [plain(paragraph.text) for paragraph in shape.text_frame.paragraphs]
        yield from lines if alt == "[]" else [f"{alt} {' '.join(lines)}"]
