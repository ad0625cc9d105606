"""The peers beside a batch: the same templates, the same values, the same texts; and what the page says of it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import jinja2
import pytest
from openpyxl.worksheet.cell_range import CellRange

from bench.batch import sampled
from bench.peers import ways
from bench.peers.excel_moving import Moved, Spot, stretched, translated
from bench.peers.finished import OtherTextError
from bench.peers.page import Comparison, section
from bench.peers.values import environment
from docgen.derive.plots import Plot
from docgen.derive.values import Chip, Money, State
from docgen.engine.theme import Palette

EXAMPLES = Path(__file__).parents[3] / "examples"
# A table whose row 3 came out three times, between a head and a total; row 4 held a tag alone.
GROWN = {"Sums": Moved(rows={1: [1], 3: [2, 3, 4], 5: [5]}, columns={1: [1], 2: [2]})}


@pytest.fixture(scope="module")
def tasks() -> list[ways.Task]:
    return ways.tasks(EXAMPLES / "harbour-vale" / "intake.yaml", date(2027, 4, 20))


# -- the same work -------------------------------------------------------------------------------------------------


def test_the_peers_fill_docgens_templates_with_docgens_texts(tasks: list[ways.Task]) -> None:
    assert Counter(task.peer for task in tasks) == {"docxtpl": 3, "openpyxl": 1, "python-pptx": 1}
    assert all(task.held > 0.95 * task.texts for task in tasks), [(one.document, one.held) for one in tasks]


def test_a_template_is_prepared_once_for_all_clients_of_a_language(tasks: list[ways.Task]) -> None:
    plan = next(task for task in tasks if task.document == "Customer success plan (docx)")
    assert plan.fill.func is ways.prepared("docx", "CSP.docx", "en-GB")  # type: ignore[attr-defined]


def test_another_text_is_refused_with_both_texts_named() -> None:
    with pytest.raises(OtherTextError, match=r"plan: docgen wrote 'b' where its peer wrote 'c'"):
        ways.compared((["a", "b"], []), (["a", "c"], []), "plan")
    with pytest.raises(OtherTextError, match="where its peer wrote 'nothing'"):
        ways.compared((["a", "b"], []), (["a"], []), "plan")


def test_what_a_peer_cannot_write_counts_as_not_held() -> None:
    assert ways.compared((["a"], ["1 Scope", "2 Design"]), (["a"], ["2 Design", "3"]), "plan") == (2, 3)


def test_values_look_as_docgen_prints_them_and_what_is_drawn_prints_nothing() -> None:
    names = {
        "chip": Chip(State.GOOD, "On track"),
        "fee": Money(Decimal(21600), "AUD"),
        "day": date(2027, 3, 16),
        "plot": Plot(alt="Two sites", categories=(), series=()),
    }
    text = environment("en-AU", Palette.office()).from_string(
        "{{ chip }}|{{ fee }}|{{ day }}|{{ day|date('iso') }}|{{ plot }}|{{ 'accent1'|hex }}"
    )
    shown = text.render(names).replace("\u00a0", " ").split("|")
    assert shown == [" ● On track ", "AUD 21,600.00", "Tue 16 March 2027", "2027-03-16", "", "4472C4"]


def test_an_unknown_name_stops_a_peer_too() -> None:
    with pytest.raises(jinja2.UndefinedError, match="nobody"):
        environment("en-AU", Palette.office()).from_string("{{ nobody }}").render({})


# -- workbooks' references -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "row", "moved"),
    [
        ("=SUM(B3)", Spot(5, 5), "=SUM(B2:B4)"),
        ("=SUM(B1:B5)", Spot(5, 5), "=SUM(B1:B5)"),
        ("=$A3*2", Spot(3, 4), "=$A4*2"),
        ("=B3&B$1", Spot(3, 2), "=B2&B$1"),
        ('=COUNTIF(B$3:B$4,"B3")', Spot(5, 5), '=COUNTIF(B$2:B$4,"B3")'),
        ("=SUM(Sums!B3)", Spot(5, 5), "=SUM(Sums!B2:B4)"),
        ("=Elsewhere!B3", Spot(5, 5), "=Elsewhere!B3"),
        ("=LOG10(B5)", Spot(5, 5), "=LOG10(B5)"),
    ],
)
def test_a_formula_follows_the_rows_that_its_references_became(formula: str, row: Spot, moved: str) -> None:
    assert translated(formula, "Sums", GROWN, row, Spot(2, 2)) == moved


def test_a_table_covers_all_that_its_rows_became_and_one_without_rows_keeps_its_place() -> None:
    assert stretched(CellRange("A1:B3"), GROWN["Sums"]) == "A1:B4"
    assert stretched(CellRange("A4:B4"), GROWN["Sums"]) == "A5:B5"


# -- the page ------------------------------------------------------------------------------------------------------


def figures(own: float) -> Comparison:
    kinds = (
        ways.Beside("Schedule (docx)", "docxtpl", 2.0, 0.1, 0.98),
        ways.Beside("Deck (pptx)", "python-pptx", 0.4, 0.2, 1.0),
    )
    times = ways.Times({"docxtpl": 2.0, "python-pptx": 0.4}, 0.3, kinds)
    return Comparison(own=own, clock=0.2, peers=times, floor={"docxtpl": 1.2}, sampled=10, left_out=())


def test_the_page_says_whether_the_goal_is_reached() -> None:
    assert "6.0 times as fast as the peers; the goal is 10, which is not reached." in section(figures(0.4))[0]
    assert "12.0 times as fast as the peers; the goal is 10." in section(figures(0.2))[0]


def test_the_page_counts_against_all_that_docgen_does_and_puts_the_nearest_document_first() -> None:
    _, rows, _, _, documents = section(figures(0.4))
    assert "| peers together, beside all of docgen | 2400 | 6.0 |" in rows
    assert "| peers together, beside docgen's rendering | 2400 | 8.0 |" in rows
    assert "| floor: finished documents as templates, beside all | 1200 | 3.0 |" in rows
    assert documents.splitlines()[2:] == [
        "| Deck (pptx) | python-pptx | 400 | 200 | 2.0 | 100% |",
        "| Schedule (docx) | docxtpl | 2000 | 100 | 20.0 | 98% |",
    ]


def test_the_sample_is_the_same_each_time_and_half_of_each_process() -> None:
    assert sampled() == sampled()
    assert Counter(number % 2 for number in sampled()) == {0: 5, 1: 5}
