"""Text on slides: tags in runs, paragraphs and runs that come and go, breaks, rich values."""

from __future__ import annotations

import pytest
from pptx.util import Pt

from docgen.engine import Template
from docgen.engine.markdown import Markdown
from docgen.engine.rich import Lines, Link, Styled
from tests.unit.engine.powerpoint.make import (
    add_slide,
    add_table,
    cells,
    deck,
    problems,
    rendered,
    saved,
    texts,
    with_table,
    with_text,
)


def test_a_tag_prints_with_the_format_of_its_run() -> None:
    made = deck()
    slide = add_slide(made, "Title", "Hello {{ name }}")
    run = slide.shapes[1].text_frame.paragraphs[0].runs[0]
    run.font.bold, run.font.size = True, Pt(30)
    found = rendered(saved(made), {"name": "R&D <Labs>"}).slides[0].shapes[1].text_frame.paragraphs[0].runs[0]
    assert (found.text, found.font.bold, found.font.size) == ("Hello R&D <Labs>", True, Pt(30))


def test_a_tag_split_over_runs_and_with_typographic_quotes_is_one_tag() -> None:
    made = deck()
    paragraph = add_slide(made, "Title", "").shapes[1].text_frame.paragraphs[0]
    for text in ("{", "{ name|default(“x”", ") }", "} here"):
        paragraph.add_run().text = text
    assert texts(rendered(saved(made), {"name": "Ada"}).slides[0]) == ["Ada here"]


def test_a_line_end_in_a_value_becomes_a_break_with_the_same_format() -> None:
    made = deck()
    slide = add_slide(made, "Title", "{{ text }}!")
    slide.shapes[1].text_frame.paragraphs[0].runs[0].font.italic = True
    paragraph = rendered(saved(made), {"text": "a\nb\r\nc"}).slides[0].shapes[1].text_frame.paragraphs[0]
    assert paragraph.text == "a\vb\vc!"
    assert [run.font.italic for run in paragraph.runs] == [True, True, True]


def test_paragraphs_come_and_go_with_their_levels() -> None:
    made = deck()
    slide = add_slide(
        made, "Title", "{%p for x in xs %}\n{{ x }}\n{%p endfor %}\n{%p if no %}\ngone\n{%p endif %}\nend"
    )
    slide.shapes[1].text_frame.paragraphs[1].level = 2
    paragraphs = (
        rendered(saved(made), {"xs": ["a", "b"], "no": False}).slides[0].shapes[1].text_frame.paragraphs
    )
    assert [(each.text, each.level) for each in paragraphs] == [("a", 2), ("b", 2), ("end", 0)]


def test_a_text_that_loses_all_its_paragraphs_keeps_an_empty_one() -> None:
    template = with_text("{%p for x in xs %}\n{{ x }}\n{%p endfor %}")
    assert texts(rendered(template, {"xs": []}).slides[0]) == [""]


def test_loops_and_conditions_stand_inside_a_paragraph() -> None:
    template = with_text("{% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}.")
    assert texts(rendered(template, {"xs": ["a", "b"]}).slides[0]) == ["a, b."]


def test_a_run_tag_governs_runs() -> None:
    made = deck()
    paragraph = add_slide(made, "Title", "").shapes[1].text_frame.paragraphs[0]
    for text in ("a", "{%r if no %}", "b", "{%r endif %}", "c"):
        paragraph.add_run().text = text
    assert texts(rendered(saved(made), {"no": False}).slides[0]) == ["ac"]


def test_markdown_alone_in_its_paragraph_becomes_paragraphs() -> None:
    template = with_text("{{ text }}\nafter")
    text = Markdown("One **bold** and [link](https://example.com)\n\n- a\n  - b\n\n1. c")
    frame = rendered(template, {"text": text}).slides[0].shapes[1].text_frame
    assert [each.text for each in frame.paragraphs] == ["One bold and link", "a", "b", "c", "after"]
    assert [run.font.bold for run in frame.paragraphs[0].runs] == [None, True, None, None]
    assert frame.paragraphs[0].runs[3].hyperlink.address == "https://example.com"
    assert [each.level for each in frame.paragraphs] == [0, 0, 1, 0, 0]
    assert 'buAutoNum type="arabicPeriod"' in frame.paragraphs[3]._p.xml


def test_markdown_beside_other_text_stays_in_its_line() -> None:
    frame = (
        rendered(with_text("Say: {{ text }}."), {"text": Markdown("*a*\n\n- b")})
        .slides[0]
        .shapes[1]
        .text_frame
    )
    assert frame.text == "Say: a\v• b."


def test_lines_alone_become_paragraphs_and_beside_text_breaks() -> None:
    frame = rendered(with_text("{{ x }}", "a {{ x }}"), {"x": Lines("b\nc")}).slides[0]
    assert texts(frame) == ["b\nc", "a b\vc"]


def test_a_link_opens_its_address() -> None:
    runs = rendered(
        with_text("See {{ x }}"), {"x": Link("us", "https://example.com/a b".replace(" ", "%20"))}
    ).slides[0]
    run = runs.shapes[1].text_frame.paragraphs[0].runs[1]
    assert (run.text, run.hyperlink.address) == ("us", "https://example.com/a%20b")


def test_a_character_style_is_a_shape_of_the_master_named_so() -> None:
    made = deck()
    made_style = add_slide(made, "Title", "{{ x }}").slide_layout.slide_master
    box = made_style.shapes._spTree
    source = add_slide(made, "Style", "Sample").shapes[1]
    source.name = "Style Chip"
    source.text_frame.paragraphs[0].runs[0].font.bold = True
    box.append(source._element)
    run = rendered(saved(made), {"x": Styled("on", "chip")}).slides[0].shapes[1].text_frame.paragraphs[0].runs
    assert [(each.text, each.font.bold) for each in run if each.text] == [("on", True)]


@pytest.mark.parametrize("value", ["a\x00b", "a\ufffeb", "\ud800"])
def test_what_xml_cannot_hold_is_refused_with_its_path(value: str) -> None:
    (found,) = problems(with_text("{{ a.b }}"), {"a": {"b": value}})
    assert (found.code, found.where.path) == ("wrong-value", "a.b")


def test_text_that_looks_like_a_tag_or_a_mark_is_printed_as_it_is() -> None:
    hostile = "{{ 7*7 }} <?dg 0?> {% if %} ]]> \ufdd00\ufdd1"
    assert texts(rendered(with_text("{{ x }}"), {"x": hostile}).slides[0]) == [hostile]


def test_values_before_and_inside_a_table_of_columns_find_their_places() -> None:
    made = deck()
    slide = add_slide(made, "Title", "{{ a }}")
    add_table(slide, ["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"])
    found = rendered(
        saved(made), {"a": Lines("a\nb"), "xs": [Lines("c\nd"), "e", Markdown("*f*\n\ng")]}
    ).slides[0]
    assert texts(found) == ["a\nb"]
    assert cells(found) == [["c\nd", "e", "f\ng"]]


@pytest.mark.parametrize(
    "value",
    [
        Styled("now", "accent"),
        Markdown("**a** b"),
        Lines("a\nb"),
        "a\nb",
        Link("a", "https://example.com"),
    ],
)
def test_a_run_whose_own_properties_hold_a_tag_leaves_none_behind(value: object) -> None:
    made = deck()
    slide = add_slide(made, "Title", "Said {{ value }} here")
    run = slide.shapes[1].text_frame.paragraphs[0].runs[0]
    run.font.bold = True
    run.font._element.set("lang", "{{ locale }}")
    shape = rendered(saved(made), {"value": value, "locale": "en-GB"}).slides[0].shapes[1]
    properties = shape._element.xpath(".//a:rPr")
    assert properties[0].get("lang") == "en-GB"
    assert {each.get("lang") for each in properties} <= {"en-GB", None}
    assert properties[-1].get("b") == "1"


def test_a_note_with_a_prefix_takes_its_paragraph_or_row_along() -> None:
    slide = rendered(with_text("first\n{#p for the reviewer #}\n{# check #}last {{ x }}"), {"x": 1}).slides[0]
    assert texts(slide) == ["first\nlast 1"]
    slide = rendered(with_table(["Site"], ["{#tr for the reviewer #}"], ["{{ x }}"]), {"x": 1}).slides[0]
    assert cells(slide) == [["Site"], ["1"]]


def test_text_beside_a_note_with_a_prefix_is_told() -> None:
    template = Template.open(with_text("{#p for the reviewer #} lost"))
    assert [problem.code for problem in template.warnings] == ["text-beside-tag"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("{# a note #}x", "x"), ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"), ("{_{ x }_}", "{{ x }}")],
)
def test_a_deck_whose_only_signs_leave_no_tag_is_printed_without_them(typed: str, shown: str) -> None:
    assert texts(rendered(with_text(typed)).slides[0]) == [shown]
