"""The executive deck of the solution design, rendered for the example and for a client of whom nothing is known."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.slide import Slide

from docgen.artefacts.catalogue import DOCUMENTS
from docgen.drafted import Judged
from docgen.engine import Template
from docgen.engine.template import Rendering
from docgen.pack.record import named_topics
from docgen.pipeline import Options, judge_document, read_client
from docgen.printing import PRINTERS
from docgen.problems import Severity
from tools.kit_pptx.layouts import BODY_BOX
from tools.kit_pptx.xml import emu
from tools.sdd_deck import DECK

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "harrow-wills" / "intake.yaml"
MINIMAL = """\
schema_version: "1.0"
playbook: managed_services
client: {code: MIN, legal_name: Minimal Pty Ltd}
provider: {name: Provider}
"""
TITLES = [
    "Solution design document",
    "3 decisions are asked of you before go-live on 16 March 2027",
    "The design covers 8 areas; 5 stay outside it",
    "One managed service for 2 sites and home workers carries 9 main applications",
    "1 single point of failure stays in the network: Geelong",
    "The Essential Eight rise from ML0 to ML1: 7 of 8 strategies move up",
    "4 of 4 critical applications meet both recovery objectives",
    "3 moves bring 3,200 GB across before go-live on 16 March 2027, each with a way back",
    "The design answers 9 risks and rests on 6 decisions",
    "Your approval opens the way to go-live on 16 March 2027",
]


@cache
def judged(path: Path) -> Judged:
    options = Options(today=date(2026, 11, 22))
    return judge_document(read_client(path, options), DOCUMENTS["SDD"], options)


@cache
def rendering(path: Path) -> Rendering:
    template = Template.open(DECK.build(), printers=PRINTERS, text_beside=Severity.ERROR, name="SDD.pptx")
    found = judged(path)
    topics, _ = named_topics(found.context, found.verdict, shown=template.shown)
    return template.rendered(topics, locale=found.context.locale)


def deck_of(path: Path = EXAMPLE) -> Presentation:
    return pptx.Presentation(io.BytesIO(rendering(path).data))


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("minimal") / "intake.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


def titles(deck: Presentation) -> list[str]:
    return [slide.shapes.title.text for slide in deck.slides]


def grid(slide: Slide, name: str) -> list[list[str]]:
    shapes: list[Any] = list(slide.shapes)
    frame = next(shape for shape in shapes if shape.has_table and shape.name == name)
    return [[cell.text.strip("\u00a0 ") for cell in row.cells] for row in frame.table.rows]


def test_each_title_tells_one_thing_from_the_data() -> None:
    assert titles(deck_of()) == TITLES


def test_nothing_overflows() -> None:
    assert rendering(EXAMPLE).warnings == ()
    frames = [
        shape for slide in deck_of().slides for shape in slide.shapes if getattr(shape, "has_table", False)
    ]
    assert frames
    for frame in frames:
        rows = sum(row.height for row in frame.table.rows)
        assert frame.top + rows <= emu(BODY_BOX.top + BODY_BOX.height) + emu(0.1)


def test_every_table_chart_and_drawing_has_words_for_those_who_cannot_see_it() -> None:
    for slide in deck_of().slides:
        for shape in slide.shapes:
            if shape.has_table or getattr(shape, "has_chart", False) or hasattr(shape, "shapes"):
                assert shape._element._nvXxPr.cNvPr.get("descr", "").strip(), shape.name


def test_every_slide_has_notes_to_speak_from() -> None:
    for slide in deck_of().slides:
        assert slide.notes_slide.notes_text_frame.text.strip()
    spoken = deck_of().slides[5].notes_slide.notes_text_frame.text
    assert "Disable Bluegum administrator accounts at cutover (Omar Haddad, Tue 16 March 2027)." in spoken


def test_the_decisions_are_those_that_the_design_asks_for() -> None:
    asked = judged(EXAMPLE).context.design.summary.decisions_needed
    rows = grid(deck_of().slides[1], "Table")
    assert rows[1:] == [[str(number), text] for number, text in enumerate(asked, start=1)]


def test_the_cost_of_the_first_year_is_what_the_lines_add_up_to() -> None:
    values, words = grid(deck_of().slides[1], "Key figures")
    # Once 24,458, a month 2,783: 24,458 + 12 x 2,783 = 57,854.
    assert values[-1] == "57,854"
    assert words[-1] == "AUD in the first twelve months: 24,458 once, 2,783 a month"


def test_the_essential_eight_stand_with_their_levels() -> None:
    rows = grid(deck_of().slides[5], "Table")
    assert rows[0] == ["Strategy", "ML0", "ML1", "ML2", "ML3", "What closes the gap", "State"]
    assert len(rows) == 9
    assert rows[1][1].startswith("Now")
    assert rows[1][2] == "Target"


def test_the_chart_of_recovery_holds_its_figures() -> None:
    chart = next(shape.chart for shape in deck_of().slides[6].shapes if getattr(shape, "has_chart", False))
    found = {series.name: list(series.values) for series in chart.plots[0].series}
    assert found == {"Back after": [6.5, 3.5, 2.5, 0.75], "Agreed": [8, 4, 4, 1]}


def test_the_network_and_the_context_are_drawn_with_shapes() -> None:
    for number, word in ((3, "LedgerLine Practice"), (4, "Geelong")):
        drawn = next(shape for shape in deck_of().slides[number].shapes if hasattr(shape, "shapes"))
        texts: list[Any] = [
            inner.text_frame.text for inner in drawn.shapes if getattr(inner, "has_text_frame", False)
        ]
        assert any(word in text for text in texts)


def test_the_last_shown_slide_names_who_approves_and_what_comes_next() -> None:
    assert grid(deck_of().slides[9], "Next steps")[1:3] == [
        ["Approve this design", "Dana Wills and Tomas Lind, for Harrow Wills"],
        ["Plan approved", "Fri 26 Feb 2027, Dana Wills decides"],
    ]


def test_the_last_slide_holds_document_control() -> None:
    control = grid(deck_of().slides[9], "Document control")
    assert [row[0] for row in control] == [
        "Version",
        "0.1",
        "0.2",
        "1.0",
        "Approvers",
        "",
        "Distribution",
        "Related",
    ]


def test_a_risk_that_is_internal_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "intake.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    before, after = text.split("  - id: R-02\n", 1)
    hidden = after.replace("visibility: client", "visibility: internal", 1)
    path.write_text(f"{before}  - id: R-02\n{hidden}", encoding="utf-8")
    event = "SQL01 cannot be restored"
    assert event in everything(deck_of())
    assert event not in everything(deck_of(path))


def everything(deck: Presentation) -> str:
    """Return what slides and notes say."""
    cells = (text for slide in deck.slides for shape in slide.shapes for text in said(shape))
    return " ".join((*cells, *(slide.notes_slide.notes_text_frame.text for slide in deck.slides)))


def said(shape: Any) -> list[str]:
    if shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    return [shape.text_frame.text] if shape.has_text_frame else []


def test_of_a_client_of_whom_nothing_is_known_the_deck_says_what_is_open(minimal: Path) -> None:
    deck = deck_of(minimal)
    assert rendering(minimal).warnings == ()
    assert "DRAFT" in " ".join(shape.text_frame.text for shape in deck.slides[0].shapes)
    found = titles(deck)
    assert "The scope of the design is still to be agreed" in found
    assert "How soon critical applications are back cannot be told yet" in found
    assert not any("network" in title for title in found)
    assert len(found) <= 10
    open_row = grid(deck.slides[-1], "Next steps")[-1]
    assert open_row[0] == "Open before issue"
    number = int(open_row[1].split()[0])
    notes = deck.slides[-1].notes_slide.notes_text_frame.text
    assert number == notes.count("Open: ") > 1
