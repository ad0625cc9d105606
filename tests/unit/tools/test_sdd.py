"""The source of the solution design document: its outline, and the sections and annexes that its sentences name."""

from __future__ import annotations

import re
from functools import cache

import pytest

from docgen.derive.design.sections import SECTIONS
from tools.kit import figure, risk_maps, section
from tools.sdd import DOCUMENT

ANNEXES = {
    1: "Recovery runbooks",
    2: "Address plan",
    3: "Port and firewall matrix",
    4: "Alert catalogue",
    5: "Configuration standards",
    6: "Glossary",
    7: "Open items",
}
POINTERS = {"13": "Traceability", "15": "Bill of materials", "7.4": "Security logging"}
WIDE = {"Address plan", "Port and firewall matrix", "Alert catalogue"}


@cache
def xml() -> str:
    return DOCUMENT.parts()["word/document.xml"]


@cache
def headings() -> tuple[tuple[int, str], ...]:
    """Return the numbered headings as (level, text), annexes left out."""
    found = re.findall(
        r'<w:p><w:pPr><w:pStyle w:val="Heading([12])"/>(.*?)</w:pPr>(.*?)</w:p>', xml(), flags=re.DOTALL
    )
    return tuple(
        (int(level), "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", runs)))
        for level, properties, runs in found
        if "w:numPr" not in properties
    )


def numbered() -> dict[str, str]:
    """Return the headings by the number that Word gives each."""
    first = second = 0
    found = {}
    for level, text in headings():
        first, second = (first + 1, 0) if level == 1 else (first, second + 1)
        found[str(first) if level == 1 else f"{first}.{second}"] = text
    return found


def test_headings_stand_in_the_order_and_with_the_titles_that_traces_point_at() -> None:
    assert numbered() == dict(SECTIONS)


def test_no_section_depends_on_the_data_so_that_numbers_never_shift() -> None:
    assert not any(each.condition for each in DOCUMENT.sections)


def test_annexes_follow_the_sections_in_their_order() -> None:
    titles = [each.title for each in DOCUMENT.sections]
    assert titles[17:] == list(ANNEXES.values())
    assert [each.annex for each in DOCUMENT.sections] == [False] * 17 + [True] * 7


def test_sentences_name_annexes_and_sections_that_this_test_knows() -> None:
    assert {int(number) for number in re.findall(r"[Aa]nnex A(\d+)", xml())} <= set(ANNEXES)
    assert set(re.findall(r"[Ss]ection (\d+(?:\.\d+)?)", xml())) <= set(POINTERS)


@pytest.mark.parametrize(("number", "title"), POINTERS.items())
def test_a_section_that_a_sentence_points_at_is_the_one_it_means(number: str, title: str) -> None:
    assert SECTIONS[number] == title


def test_wide_matrices_have_landscape_pages_and_nothing_else_has() -> None:
    assert {each.title for each in DOCUMENT.sections if each.landscape} == WIDE


def test_every_drawing_has_a_caption_above_it() -> None:
    drawings = re.findall(r"\{\{ design\.(?:drawings\.\w+(?!\.note|\w)[^}]*|recovery\.plot) \}\}", xml())
    captions = xml().count("SEQ Figure")
    assert len(drawings) == captions == 6


def test_tables_and_figures_are_numbered_each_by_themselves() -> None:
    numbers = {
        kind: [int(found) for found in re.findall(rf"SEQ {kind} .*?separate.*?<w:t[^>]*>(\d+)</w:t>", xml())]
        for kind in ("Table", "Figure")
    }
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert numbers["Figure"]


def test_a_risk_map_prints_the_score_of_each_of_its_cells() -> None:
    drawn = risk_maps(("Now", "before"), ("Then", "after"), alt="Maps", title="Maps", note="How to read it")
    for items in ("before", "after"):
        scores = {f"{{{{ {items}[{at}].impact * {chance} }}}}" for at in range(5) for chance in range(1, 6)}
        assert all(score in drawn.xml for score in scores)


def test_an_annex_is_numbered_apart_from_the_sections() -> None:
    plain, annex = section("Words").xml(), section("Words", annex=True).xml()
    assert "w:numPr" not in plain
    assert '<w:numId w:val="4"/>' in annex


def test_a_figure_has_its_caption_its_spot_and_its_note_in_this_order() -> None:
    drawn = figure("design.drawings.zones", title="Zones", note="Dashed: stands by").xml
    assert drawn.index("Zones") < drawn.index("{{ design.drawings.zones }}") < drawn.index("Dashed")
