"""What is wrong with a deck is said all at once, each with slide, shape, table, row and column."""

from __future__ import annotations

from tests.unit.engine.powerpoint.make import (
    add_chart,
    add_slide,
    add_table,
    deck,
    problems,
    saved,
    with_table,
    with_text,
)


def test_a_row_loop_that_is_never_closed_names_slide_table_row_and_column() -> None:
    (found,) = problems(with_table(["a", "b", "c"], ["x", "y", "{%tr for s in sites %}"]))
    assert str(found) == (
        'deck.pptx › slide 1 "Title" › table 1, row 2, column 3: {%tr for s in sites %} is never closed in this table.'
        " Add {%tr endfor %}."
    )


def test_all_faults_of_all_slides_and_notes_are_told_together() -> None:
    made = deck()
    add_slide(made, "One", "{{ a|nosuch }}", "{% if x %}")
    add_slide(made, "Two {{ b. }}", notes=["{{ c"])
    found = {(each.code, each.where.trail) for each in problems(saved(made))}
    assert found == {
        ("unbalanced-block", ('slide 1 "One"', "TextBox 3")),
        ("tag-syntax", ('slide 2 "Two {{ b. }}"', "title")),
        ("unclosed-tag", ('slide 2 "Two {{ b. }}"', "notes", "Notes Placeholder 2")),
    } | {each for each in found if each[0] == "unknown-filter"}


def test_an_unknown_filter_is_told_with_a_suggestion() -> None:
    (found,) = problems(with_text("{{ a|uper }}"), {"a": 1})
    assert (found.code, found.hint) == ("unknown-filter", "Did you mean upper?")


def test_unknown_names_are_told_together_with_their_data_paths() -> None:
    made = deck()
    add_slide(made, "{{ client.nme }}", notes=["{%slide for s in sites %}", "{{ s.missing }}"])
    add_chart(add_slide(made, "Two"), "{{ s }}")
    data = {"client": {"name": "A"}, "sites": [{"id": "hq"}]}
    found = {(each.where.path, each.where.trail[-1]) for each in problems(saved(made), data)}
    assert found == {
        ("client.nme", "title"),
        ("sites[hq].missing", "Notes Placeholder 2"),
        ("s", "chart"),
    }


def test_a_block_that_crosses_shapes_is_refused() -> None:
    (found,) = problems(with_text("{% if x %}a", "b{% endif %}"), {"x": 1})
    assert found.code == "crossing-block"


def test_a_loop_opened_in_one_table_and_closed_in_another_is_refused() -> None:
    made = deck()
    slide = add_slide(made, "T")
    add_table(slide, ["{%tr for x in xs %}"], ["{{ x }}"])
    add_table(slide, ["{{ x }}"], ["{%tr endfor %}"])
    assert [each.code for each in problems(saved(made), {"xs": [1]})] == ["crossing-block"]


def test_a_row_tag_outside_a_table_is_refused() -> None:
    found = problems(with_text("{%tr for x in xs %}"), {"xs": []})
    assert ("misplaced-tag", "Use {% for x in xs %} here.") in {(each.code, each.hint) for each in found}


def test_text_beside_a_block_tag_is_a_warning_or_an_error_as_asked() -> None:
    from docgen.engine import Template
    from docgen.problems import Severity

    raw = with_text("{%p if x %} lost\na\n{%p endif %}")
    (warning,) = Template.open(raw).warnings
    assert warning.code == "text-beside-tag"
    assert [each.code for each in problems(raw, {"x": 1}, text_beside=Severity.ERROR)] == ["text-beside-tag"]


def test_a_value_that_is_no_text_is_refused_with_its_place() -> None:
    (found,) = problems(with_table(["{{ x }}"]), {"x": [1, 2]})
    assert (found.code, found.where.trail[-1]) == ("wrong-value", "table 1, row 1, column 1")


def test_a_blank_policy_prints_nothing_for_unknown_names() -> None:
    assert problems(with_text("{{ a.b.c }}"), missing="blank") == ()
