"""The kit that the built-in decks are written with: every component, rendered once and read back with python-pptx."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from types import SimpleNamespace
from typing import Any

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.slide import Slide as Shown

from docgen.derive.values import Cell as DrawnCell
from docgen.derive.values import Chip, State
from docgen.engine import Template
from docgen.printing import PRINTERS
from docgen.problems import Severity
from tools.kit.theme import theme_part
from tools.kit_pptx import (
    Cell,
    Column,
    Deck,
    Drawn,
    Grid,
    across,
    bullets,
    chart,
    closing,
    combined,
    contrasts,
    control,
    cover,
    drawing,
    each,
    figures,
    line,
    milestones,
    open_items,
    opener,
    part,
    shared,
    state,
    table,
    when,
)
from tools.kit_pptx.layouts import BODY_BOX, LAYOUTS
from tools.kit_pptx.xml import emu

_MATRIX = Grid(
    columns=(Column("", 2), *shared(3), Column("", 1)),
    head=line("Name", *across("level in levels", Cell(text="{{ level }}")), "State"),
    rows=(
        each("row in rows", "{{ row.name }}", *across("c in row.cells", Drawn(text="c")), state("row.chip")),
    ),
    alt="Levels by name",
    continues=True,
)

_DAYS = milestones("m in days", alt="Days", day="{{ m }}", name="Day {{ m }}", below="low")

DECK = Deck(
    code="TRY",
    version="1.0",
    slides=(
        cover("What we ask"),
        bullets("Points", "A **strong** word", "- below", label="One", source="Here", notes="Say it"),
        table(
            "{{ rows|length }} rows",
            label="Two",
            columns=(Column("Name", 2), Column("Count", 1, "right"), Column("State", 1)),
            rows=(
                each("row in rows", "{{ row.name }}", "{{ loop.index }}", state("row.chip")),
                when("not rows", Cell(text="None", span=3)),
            ),
            alt="Rows",
            notes=("One", "Two"),
        ),
        figures(
            "Figures",
            label="Three",
            values=(("12", "of them"), ("4", "of those")),
            columns=(Column("A", 1), Column("B", 2)),
            rows=(line("x", "y"),),
            alt="Two figures",
            table_alt="A and B",
            notes="n",
        ),
        chart(
            "Chart",
            label="Four",
            value="{{ plot|chart }}",
            number="9",
            caption="hours",
            points=("Because",),
            source="Desk",
            notes="n",
        ),
        drawing("Drawing", label="Five", value="{{ net|diagram }}", name="Net", notes="n"),
        combined(
            "Combined",
            label="Six",
            values=(("Chart", "{{ plot|chart }}", part(0, 4, right=0.4)),),
            grids=((_MATRIX, part(0, 2, left=0.45)), (_DAYS, part(3, left=0.45))),
            notes="n",
        ),
        combined(
            "Contrasts",
            label="Seven",
            grids=(
                (
                    contrasts("m in days", alt="Before", what="{{ m }}", after="then", before="now"),
                    part(0),
                ),
            ),
            notes="n",
        ),
        opener("Part two", "Answer", notes="n"),
        closing("Next", "Choose", "- Dana", notes="n"),
        open_items(),
        control("TRY 1.0"),
    ),
)


def row(name: str, kind: State = State.GOOD) -> Any:
    cells = (DrawnCell(1, "Now", "accent3@30"), DrawnCell(2, "Target", "accent1", "lt1"))
    return SimpleNamespace(name=name, chip=Chip(kind, kind.capitalize()), cells=cells)


def facts(rows: int = 2, *, draft: bool = False) -> dict[str, Any]:
    """Return data for `DECK`; names without a mark of their own."""
    item = SimpleNamespace(ref="G-01", item="Something", owner="", due=None, chip=Chip(State.CAUTION, "Open"))
    person = SimpleNamespace(
        name="Dana",
        role="Partner",
        decision=Chip(State.GOOD, "Approved"),
        date=None,
        organisation="Org",
        purpose="Use",
    )
    doc = SimpleNamespace(
        title="Title",
        number="X-1",
        status=Chip(State.GOOD, "Approved"),
        date="today",
        owner="",
        classification="Restricted",
        version="1.0",
        playbook_version="P 1",
        facts_hash="abc",
        review_date="then",
        revisions=(),
        approvers=(person,),
        distribution=(person,),
        related=(),
    )
    return {
        "locale": "en-AU",
        "client": SimpleNamespace(legal_name="Client Pty Ltd"),
        "provider": SimpleNamespace(name="Provider"),
        "brand": SimpleNamespace(logo_on_dark="Provider"),
        "doc": doc,
        "verdict": SimpleNamespace(draft=draft, open_items=(item,)),
        "rows": [row(f"Row {number}", list(State)[number % len(State)]) for number in range(rows)],
        "levels": ["L0", "L1", "L2"],
        "days": ["Mon", "Tue", "Wed"],
        "plot": {"alt": "A plot", "categories": ["a", "b"], "series": [{"name": "s", "values": [1, 2]}]},
        "net": {"alt": "A net", "nodes": [{"id": "a", "label": "A"}]},
    }


@cache
def template() -> Template:
    return Template.open(DECK.build(), printers=PRINTERS, text_beside=Severity.ERROR, name="TRY.pptx")


def rendered(rows: int = 2, *, draft: bool = False) -> Presentation:
    return pptx.Presentation(io.BytesIO(template().render(facts(rows, draft=draft))))


def titled(deck: Presentation, title: str) -> list[Shown]:
    return [slide for slide in deck.slides if title in str(slide.shapes.title and slide.shapes.title.text)]


def shapes(slide: Shown) -> list[Any]:
    return list(slide.shapes)


def tables(slide: Shown) -> list[Any]:
    return [shape.table for shape in shapes(slide) if shape.has_table]


def written(grid: Any) -> list[list[str]]:
    return [[cell.text.strip("\u00a0 ") for cell in one.cells] for one in grid.rows]


def test_the_same_source_gives_the_same_bytes() -> None:
    assert DECK.build() == DECK.build()


def test_the_theme_is_the_one_of_the_word_kit() -> None:
    with zipfile.ZipFile(io.BytesIO(DECK.build())) as package:
        themes = [package.read(name).decode() for name in package.namelist() if "/theme/theme" in name]
    assert themes == [theme_part()] * 2


def test_the_deck_is_sixteen_to_nine_with_seven_layouts_that_hold_all_text() -> None:
    deck = pptx.Presentation(io.BytesIO(DECK.build()))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert [layout.name for layout in deck.slide_layouts] == [layout.name for layout in LAYOUTS]
    assert len(LAYOUTS) == 7


def test_every_component_renders_without_a_warning() -> None:
    assert template().warnings == ()
    assert template().rendered(facts()).warnings == ()


def test_every_slide_has_its_title_first_and_notes_that_speak() -> None:
    for slide in rendered().slides:
        assert slide.shapes[0] == slide.shapes.title
        assert slide.notes_slide.notes_text_frame.text.strip()


def test_every_run_says_its_language() -> None:
    with zipfile.ZipFile(io.BytesIO(template().render(facts()))) as package:
        slides = "".join(
            package.read(name).decode() for name in package.namelist() if re.match("ppt/slides/slide", name)
        )
    drawn = re.findall(r"<a:rPr(?![^>]*lang=)[^>]*>", slides)
    assert [one for one in drawn if "{" in one] == []
    assert slides.count('lang="en-AU"') > 100
    assert "{{" not in slides


def test_a_table_has_a_header_row_an_alternative_text_and_goes_on_when_it_is_long() -> None:
    pages = titled(rendered(40), "40 rows")
    assert len(pages) > 1
    found = [text for page in pages for text in written(tables(page)[0])[1:]]
    assert [text[0] for text in found] == [f"Row {number}" for number in range(40)]
    for page in pages:
        frame = next(shape for shape in shapes(page) if shape.has_table)
        assert frame.table.first_row
        assert written(frame.table)[0] == ["Name", "Count", "State"]
        assert frame._element._nvXxPr.cNvPr.get("descr").strip() == "Rows"
        assert frame.top + frame.height <= emu(6.62)
    assert "(continued)" in shapes(pages[1])[0].text_frame.text


def test_a_state_is_a_glyph_a_word_and_the_fill_of_the_state() -> None:
    grid = tables(titled(rendered(5), "5 rows")[0])[0]
    texts = [one[2] for one in written(grid)[1:]]
    assert texts == [
        "●\u00a0Good",
        "▲\u00a0Caution",
        "■\u00a0Critical",
        "■\u00a0Extreme",
        "○\u00a0Neutral",
    ]
    fills = [grid.cell(number, 2).fill.fore_color for number in range(1, 6)]
    assert len({(str(fill.theme_color), fill.brightness) for fill in fills}) == 5


def test_chips_take_the_look_that_the_master_keeps_for_them() -> None:
    grid = tables(titled(rendered(2), "2 rows")[0])[0]
    run = next(one for one in grid.cell(1, 2).text_frame.paragraphs[0].runs if "Good" in one.text)
    assert run.font.bold
    assert str(run.font.color.theme_color).startswith("ACCENT_4")


def test_columns_that_the_data_make_share_their_width_and_drawn_cells_span_theirs() -> None:
    matrix, days = tables(titled(rendered(), "Combined")[0])
    assert written(matrix)[0] == ["Name", "L0", "L1", "L2", "State"]
    assert matrix.first_row
    assert [cell.span_width for cell in matrix.rows[1].cells if not cell.is_spanned] == [1, 1, 2, 1]
    assert sum(column.width for column in matrix.columns) == pytest.approx(emu(BODY_BOX.width * 0.55), abs=10)
    assert written(days) == [["Mon", "Tue", "Wed"], ["Day Mon", "Day Tue", "Day Wed"], ["low"] * 3]


def test_a_row_of_things_without_things_is_no_table() -> None:
    data = facts() | {"days": []}
    deck = pptx.Presentation(io.BytesIO(template().render(data)))
    assert tables(titled(deck, "Contrasts")[0]) == []


def test_charts_and_drawings_are_native_and_stand_in_their_place() -> None:
    deck = rendered()
    shown = next(shape for shape in shapes(titled(deck, "Chart")[0]) if shape.has_chart)
    assert list(shown.chart.plots[0].series[0].values) == [1, 2]
    beside = next(shape for shape in shapes(titled(deck, "Combined")[0]) if shape.has_chart)
    assert beside.left >= emu(BODY_BOX.left)
    assert beside.left + beside.width <= emu(BODY_BOX.left + 0.4 * BODY_BOX.width) + 1
    assert any(hasattr(shape, "shapes") for shape in titled(deck, "Drawing")[0].shapes)


def test_only_a_draft_says_so_and_lists_what_is_open() -> None:
    final, draft = rendered(), rendered(draft=True)
    assert [shape.name for shape in draft.slides[0].shapes if "DRAFT" in shape.text_frame.text] == ["Draft"]
    assert not any("DRAFT" in shape.text_frame.text for shape in final.slides[0].shapes)
    assert titled(final, "open") == []
    (listed,) = titled(draft, "1 item is open")
    assert written(tables(listed)[0])[1] == ["G-01", "Something", "–", "–", "▲\u00a0Open"]


def test_document_control_stands_last_with_its_template() -> None:
    last = list(rendered().slides)[-1]
    texts = [text for line_ in written(tables(last)[0]) for text in line_]
    assert "No revision is recorded yet." in texts
    assert "Dana, Org (Use)" in texts
    assert any("Template TRY 1.0" in shape.text_frame.text for shape in last.shapes if shape.has_text_frame)


def test_texts_keep_tags_whole_and_make_strong_words_bold() -> None:
    body = next(shape for shape in shapes(titled(rendered(), "Points")[0]) if shape.name == "Body")
    first, second = body.text_frame.paragraphs
    assert [(run.text, bool(run.font.bold)) for run in first.runs] == [
        ("A ", False),
        ("strong", True),
        (" word", False),
    ]
    assert (second.text, second.level) == ("below", 1)
