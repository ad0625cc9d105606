"""The customer success plan in Word, as both example clients receive it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from docgen.artefacts import edition
from docgen.engine import Template
from docgen.pipeline import Options, judge_document, read_client
from docgen.printing import PRINTERS
from docgen.problems import Severity
from tools.csp import DOCUMENT

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
HARBOUR, HARROW = EXAMPLES / "harbour-vale" / "intake.yaml", EXAMPLES / "harrow-wills" / "intake.yaml"
THIN = EXAMPLES / "harrow-wills" / "handoff.yaml"
REVIEWED, BEFORE_READINGS, AFTER_HYPERCARE = date(2027, 6, 10), date(2027, 3, 20), date(2027, 4, 22)
SHOWN = ("client", "provider", "brand", "doc", "people", "locale", "paper", "success")
CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TITLES = (
    "Plan on a page",
    "Stakeholders",
    "Objectives and desired outcomes",
    "Measures of success",
    "Timeline",
    "Account set-up and technical work",
    "Training plan",
    "Check-ins",
    "Commitments and actions",
    "Risks and dependencies",
    "Value review",
    "How to get help",
    "Approval and history",
)


@cache
def template() -> Template:
    return Template.open(DOCUMENT.build(), printers=PRINTERS, text_beside=Severity.ERROR, name="CSP.docx")


@cache
def rendered(intake: Path, as_of: date) -> bytes:
    options = Options(today=as_of, as_of=as_of)
    client = read_client(intake, options)
    stages = {stage.id for stage in client.playbook.stages}
    judged = judge_document(client, edition("CSP", stages), options)
    topics = {name: getattr(judged.context, name) for name in SHOWN}
    return template().render({**topics, "verdict": judged.verdict}, locale=judged.context.locale)


def word(intake: Path, as_of: date) -> WordDocument:
    return docx.Document(io.BytesIO(rendered(intake, as_of)))


def text(intake: Path, as_of: date) -> str:
    body = word(intake, as_of).element.body
    return " ".join("".join(line.itertext()) for line in body.iter("{*}p")).replace("\N{NO-BREAK SPACE}", " ")


def charts(intake: Path, as_of: date) -> list[list[float]]:
    """Return the values of the first series of each chart, in the order of the parts."""
    with zipfile.ZipFile(io.BytesIO(rendered(intake, as_of))) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
        trees = [etree.fromstring(package.read(name)) for name in names]
    series = [next(tree.iter(f"{CHARTS}val")) for tree in trees]
    return [[float(value.text or "") for value in one.iter(f"{CHARTS}v")] for one in series]


def test_the_plan_has_its_thirteen_sections_in_order_and_all_of_them_always() -> None:
    assert tuple(section.title for section in DOCUMENT.sections) == TITLES
    assert not any(section.condition for section in DOCUMENT.sections)


@pytest.mark.parametrize(("intake", "as_of"), [(HARBOUR, REVIEWED), (HARROW, AFTER_HYPERCARE)])
def test_both_processes_render_every_section_as_a_heading(intake: Path, as_of: date) -> None:
    document = word(intake, as_of)
    found = [line.text for line in document.paragraphs if line.style and line.style.name == "Heading 1"]
    assert tuple(found) == TITLES


def test_the_course_and_the_result_of_each_measure_are_native_charts_of_its_readings() -> None:
    found = charts(HARBOUR, REVIEWED)
    assert [95, 82, 61, 48] in found
    assert [1.84, 1.82, 1.79, 1.76] in found
    assert [95, 48, 45] in found
    assert len(found) == 8


def test_without_readings_nothing_is_drawn_and_no_result_is_told() -> None:
    assert charts(HARBOUR, BEFORE_READINGS) == []
    told = text(HARBOUR, BEFORE_READINGS)
    assert "No measure has a reading yet." in told
    assert "Three of four measures" not in told
    assert "Before and now" not in told


def test_once_held_the_review_tells_its_results_its_value_and_what_the_client_said() -> None:
    told = text(HARBOUR, REVIEWED)
    assert "Three of four measures reached at least 80 % of target" in told
    assert "GBP 61,000.00" in told
    assert "I was home by four." in told


def test_the_scorecard_compares_baseline_now_and_target_of_each_measure() -> None:
    table = word(HARBOUR, REVIEWED).tables
    card = next(one for one in table if one.cell(0, 0).text == "Measure and objective")
    rows = [
        list(dict.fromkeys(cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells))
        for row in card.rows
    ]
    fuel = next(row for row in rows if row[0].startswith("Fuel cost per drop"))
    assert fuel[1:5] == ["GBP 1.84", "GBP 1.76", "GBP 1.70", "57 %"]
    assert "Behind" in fuel[5]


def test_the_chart_of_weeks_is_numbered_from_the_kickoff() -> None:
    tables = word(HARBOUR, REVIEWED).tables
    grid = next(one for one in tables if "Phase" in [row.cells[0].text for row in one.rows[:2]])
    numbers = [text for text in dict.fromkeys(cell.text for cell in grid.rows[1].cells) if text.isdigit()]
    assert numbers == [str(week) for week in range(1, 15)]


def test_support_gives_one_page_with_the_queue_the_telephone_and_who_stays_the_contact() -> None:
    told = text(HARBOUR, REVIEWED).split("How to get help")[-1]
    for fact in (
        "UK-GEN",
        "+44 1632 960100",
        "support@northbeam.example",
        "Freya Lind remains the strategic contact",
    ):
        assert fact in told


INTERNAL = (
    "Sceptical",
    "fears for her planners",
    "fear for jobs",
    "Early wins in Reading",
    "bad peak season",
    "Waymark",
    "The telematics promise was made late",
    "territory and capacity",
)


@pytest.mark.parametrize("words", INTERNAL)
def test_what_is_internal_stands_in_no_part_of_the_file(words: str) -> None:
    assert words in HARBOUR.read_text(encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(rendered(HARBOUR, REVIEWED))) as package:
        holding = [name for name in package.namelist() if words.encode() in package.read(name)]
    assert holding == []


def test_no_tag_asks_for_influence_support_or_sentiment_of_a_person() -> None:
    parts = "".join(DOCUMENT.parts().values())
    assert not re.findall(r"\.(?:influence|sentiment)\b|person\.support|success\.assignment", parts)


def test_a_client_of_whom_little_is_known_gets_a_draft_that_says_who_owes_what() -> None:
    told = text(THIN, date(2027, 2, 4))
    assert "Not for signature" in told
    assert "▲ TBC" in told
