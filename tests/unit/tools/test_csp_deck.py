"""The success plan's deck as the client sees it: its slides, its charts, and what must never stand on them."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Shown

from docgen.artefacts import edition
from docgen.engine import Template
from docgen.pipeline import Options, judge_document, read_client
from docgen.printing import PRINTERS
from docgen.problems import Severity
from tools.csp_deck import DECK

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SHOWN = ("client", "provider", "brand", "doc", "locale", "as_of", "success")
REVIEW, KICKOFF = date(2027, 6, 10), date(2027, 3, 11)
HARBOUR, HARROW = ("harbour-vale", REVIEW), ("harrow-wills", date(2027, 4, 15))
INTERNAL = ("sentiment", "sceptical", "influence", "fears for her planners", "38 of 40", "two depots fear")


@cache
def template() -> Template:
    return Template.open(DECK.build(), printers=PRINTERS, text_beside=Severity.ERROR, name="CSP.pptx")


@cache
def rendered(client: str, as_of: date) -> tuple[bytes, tuple[str, ...]]:
    options = Options(today=as_of, as_of=as_of)
    read = read_client(EXAMPLES / client / "intake.yaml", options)
    judged = judge_document(read, edition("CSP", read.playbook.stages_by_id), options)
    topics = {name: getattr(judged.context, name) for name in SHOWN}
    out = template().rendered({**topics, "verdict": judged.verdict}, locale=judged.context.locale)
    return out.data, tuple(warning.code for warning in out.warnings)


def deck(client: str, as_of: date) -> Shown:
    return Presentation(io.BytesIO(rendered(client, as_of)[0]))


def titles(shown: Shown) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\xa0", " ") for slide in shown.slides]


def charts(shown: Shown) -> list[tuple[list[str], list[float]]]:
    found = [shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart]
    return [
        (list(map(str, chart.plots[0].categories)), list(chart.plots[0].series[0].values)) for chart in found
    ]


def texts(shown: Shown) -> str:
    """Return every text of the deck: shapes, cells, alternative texts, notes, properties."""
    said = [shown.core_properties.title, shown.core_properties.subject, shown.core_properties.comments]
    for slide in shown.slides:
        said += [slide.notes_slide.notes_text_frame.text, *slide._element.itertext()]
        said += [shape._element.xpath("string(.//p:cNvPr/@descr)") for shape in slide.shapes]
    return "\n".join(filter(None, said)).lower()


def table(shown: Shown, title: str, *, at: int = -1) -> list[list[str]]:
    """Return the cells of a slide's table; the last one where there are several."""
    slide = next(each for each in shown.slides if title in each.shapes.title.text_frame.text)
    grid = [shape.table for shape in slide.shapes if shape.has_table][at]
    return [[cell.text.replace("\xa0", " ").strip() for cell in row.cells] for row in grid.rows]


def test_the_template_has_no_warning() -> None:
    assert template().warnings == ()


@pytest.mark.parametrize("case", [HARBOUR, HARROW, ("harbour-vale", KICKOFF)], ids=str)
def test_the_deck_has_eight_to_ten_slides_that_all_fit_and_ends_with_document_control(
    case: tuple[str, date],
) -> None:
    shown = titles(deck(*case))
    assert 8 <= len(shown) <= 10
    assert (shown[0], shown[-1]) == ("Customer success plan", "Document control")
    assert len(set(shown)) == len(shown)
    assert "text-overflow" not in rendered(*case)[1]


@pytest.mark.parametrize("case", [HARBOUR, HARROW, ("harbour-vale", KICKOFF)], ids=str)
def test_every_slide_has_talking_points(case: tuple[str, date]) -> None:
    assert all(slide.notes_slide.notes_text_frame.text.strip() for slide in deck(*case).slides)


def test_each_measure_is_a_chart_from_its_start_to_its_target() -> None:
    planning, delivery, *_ = charts(deck(*HARBOUR))
    assert planning == (["11 Mar", "6 Apr", "4 May", "8 Jun", "Target"], [95, 82, 61, 48, 45])
    assert delivery[1] == [91.2, 91.8, 93.1, 94.4, 95.0]


def test_the_value_review_shows_how_far_each_measure_has_come() -> None:
    names, shares = charts(deck(*HARBOUR))[-1]
    assert names[-1] == "Fuel cost per drop"
    assert [round(share) for share in shares] == [94, 84, 95, 57]


def test_before_the_first_reading_the_objectives_stand_where_the_charts_would() -> None:
    shown = deck("harbour-vale", KICKOFF)
    assert charts(shown) == []
    assert "3 objectives, each with an owner on both sides and a day" in titles(shown)


def test_the_plan_on_a_page_says_which_measure_is_behind() -> None:
    rows = table(deck(*HARBOUR), "3 of 4 measures")
    assert ["", "Fuel cost per drop", "GBP 1.84", "GBP 1.76", "GBP 1.70", "▲ Behind"] in rows


def test_what_a_check_in_will_say_is_not_told_before_it_is_held() -> None:
    rows = table(deck("harbour-vale", KICKOFF), "Training comes first")
    assert rows[1] == ["5", "Tue 6 April 2027", "", "", "", "○ Planned"]


def test_the_chart_of_weeks_has_a_cell_for_each_half_week() -> None:
    grid = table(deck(*HARBOUR), "Weeks count from the kickoff")
    assert {len(row) for row in grid} == {2 + 30}
    assert [row[0] for row in grid[2:6]] == [
        "C1 Pre-onboarding and sales handoff",
        "C2 Kickoff and discovery",
        "C3 Implementation and training",
        "C4 Value and handover to support",
    ]


@pytest.mark.parametrize("case", [HARBOUR, HARROW], ids=str)
def test_nothing_internal_stands_on_a_slide_in_its_notes_or_in_the_properties(case: tuple[str, date]) -> None:
    said = texts(deck(*case))
    assert [word for word in INTERNAL if word in said] == []
