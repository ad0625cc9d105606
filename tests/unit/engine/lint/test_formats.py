"""Workbooks and decks are looked at as documents are, each fault at its cell or shape."""

from __future__ import annotations

import pytest

from docgen.engine.lint import lint
from tests.unit.engine.excel.make import rows, workbook
from tests.unit.engine.lint.context import LOOK, told
from tests.unit.engine.powerpoint.make import add_slide, deck, saved, with_table, with_text

CELLS = [
    ("{{ client.nmae }}", "unknown-name", "Did you mean client.name?"),
    ("{{ client.sites }}", "wrong-value", "list_and"),
    ("{{ client.sites[0].main }} yes", "wrong-value", "Choose words with an if"),
    ("{% If risks %}x{% endif %}", "autocorrected-tag", "Write if."),
    ("{% cellbg 'acent1' %}x", "wrong-value", ""),
    ("{% colspan client.name|length|date %}x", "wrong-value", "Give date a date"),
    ("{client.name}", "looks-like-tag", "{{ client.name }}"),
    ("{{ as_of|dat }}", "unknown-filter", "Did you mean date?"),
    ("{%tr if risks %} x", "text-beside-tag", "row of its own"),
]


@pytest.mark.parametrize(("typed", "code", "hint"), CELLS)
def test_a_fault_in_a_workbook_is_told_at_its_cell(typed: str, code: str, hint: str) -> None:
    cells = rows(["Site", "Users"], ["x", typed])
    end = rows(["", ""], ["", ""], ["{%tr endif %}"]) if typed.startswith("{%tr") else {}
    found = lint(
        workbook(Plan=cells | {key: value for key, value in end.items() if value}), LOOK, name="t.xlsx"
    )
    told_here = [each for each in found if each.code == code and each.where.trail == ("Plan!B2",)]
    assert told_here, told(found)
    assert hint in told_here[0].hint


def test_a_cell_that_holds_only_a_tag_keeps_yes_and_no() -> None:
    assert lint(workbook(Plan={"A1": "{{ client.sites[0].main }}"}), LOOK) == ()


def test_a_loop_over_columns_that_shows_its_items_in_rows_is_no_loop_without_use() -> None:
    cells = rows(
        ["Site", "{%tc for s in client.sites %}", "{{ s.name }}", "{%tc endfor %}"],
        ["Users", "", "{{ s.users }}", ""],
    )
    assert lint(workbook(Plan=cells), LOOK) == ()


SHAPES = [
    ("{{ client.nmae }}", "unknown-name", "Did you mean client.name?"),
    ("{{ client.sites }}", "wrong-value", "list_and"),
    ("{% for s in client.sites %}{{ s.nam }}{% endfor %}", "unknown-name", "s.name?"),
    ("{{ client.name|date }}", "wrong-value", "Give date a date"),
    ("{ { client.name }}", "looks-like-tag", "without a space"),
    ("{% if risks %}\nx{% endif %}", "empty-paragraph", "{%p if risks %}"),
]


@pytest.mark.parametrize(("typed", "code", "hint"), SHAPES)
def test_a_fault_on_a_slide_is_told_at_its_shape(typed: str, code: str, hint: str) -> None:
    found = lint(with_text(typed), LOOK, name="t.pptx")
    told_here = [each for each in found if each.code == code and hint in each.hint]
    assert told_here, told(found)
    assert told_here[0].where.trail[0] == 'slide 1 "Title"'
    assert told_here[0].where.trail[1].startswith("TextBox")


def test_a_fault_in_a_table_of_a_slide_is_told_at_its_cell() -> None:
    found = lint(with_table(["Site", "Users"], ["x", "{{ client.sites[0].usres }}"]), LOOK)
    assert [(each.code, each.where.trail[-1]) for each in found] == [
        ("unknown-name", "table 1, row 2, column 2")
    ]


def test_what_a_slide_loop_sets_is_known_on_its_slide() -> None:
    made = deck()
    add_slide(made, "{{ s.name }}", "{{ s.usres }}", notes=["{%slide for s in client.sites %}"])
    found = lint(saved(made), LOOK)
    assert [(each.code, each.hint) for each in found] == [("unknown-name", "Did you mean s.users?")]


def test_a_slide_loop_over_what_is_no_list_is_told() -> None:
    made = deck()
    add_slide(made, "{{ s }}", notes=["{%slide for s in client.name %}"])
    assert [each.code for each in lint(saved(made), LOOK)] == ["wrong-value"]


def test_a_chart_tag_wants_a_chart() -> None:
    made = deck()
    slide = add_slide(made, "Costs")
    from tests.unit.engine.powerpoint.make import add_chart

    add_chart(slide, "Costs")
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    frame.name = "costs"
    slide.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "{% chart costs = client.name %}"
    found = lint(saved(made), LOOK)
    assert [each.code for each in found] == ["wrong-value"], told(found)
    assert "a chart needs a mapping" in found[0].message


def test_a_chart_and_a_mapping_can_fill_a_chart() -> None:
    made = deck()
    slide = add_slide(made, "Costs")
    from tests.unit.engine.powerpoint.make import add_chart

    add_chart(slide, "Costs")
    next(shape for shape in slide.shapes if shape.has_chart).name = "costs"
    slide.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "{% chart costs = client.chart %}"
    assert lint(saved(made), LOOK) == ()
