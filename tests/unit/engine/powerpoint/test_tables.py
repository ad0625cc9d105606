"""Tables on slides: rows and columns that come and go, fills, spans, merges, and a width that stays."""

from __future__ import annotations

import pytest
from pptx.table import Table

from docgen.engine.powerpoint.cells import shared_widths
from tests.unit.engine.powerpoint.make import (
    add_slide,
    add_table,
    cells,
    deck,
    problems,
    rendered,
    saved,
    table_of,
    with_table,
)

ROWS = {"xs": [{"n": "a", "g": 2}, {"n": "b", "g": 1}]}


def width(table: Table) -> int:
    return sum(column.width for column in table.columns)


def test_a_row_loop_repeats_its_rows() -> None:
    template = with_table(
        ["Name", "No"], ["{%tr for x in xs %}", ""], ["{{ x.n }}", "{{ loop.index }}"], ["{%tr endfor %}", ""]
    )
    assert cells(rendered(template, ROWS).slides[0]) == [["Name", "No"], ["a", "1"], ["b", "2"]]


def test_a_table_that_loses_all_its_rows_vanishes() -> None:
    template = with_table(["{%tr for x in xs %}"], ["{{ x.n }}"], ["{%tr endfor %}"])
    assert not [shape for shape in rendered(template, {"xs": []}).slides[0].shapes if shape.has_table]


def test_a_column_loop_repeats_cells_and_the_table_keeps_its_width() -> None:
    row = ["Row", "{%tc for x in xs %}", "{{ x.n }}", "{%tc endfor %}"]
    for count in (1, 2, 7):
        slide = rendered(with_table(row, row), {"xs": [{"n": str(at)} for at in range(count)]}).slides[0]
        table = table_of(slide)
        assert cells(slide) == [["Row", *map(str, range(count))]] * 2
        assert width(table) == 6 * 914_400
        assert table.columns[0].width == 6 * 914_400 // 4


def test_an_empty_column_loop_gives_its_width_to_the_others() -> None:
    row = ["Row", "{%tc for x in xs %}", "{{ x.n }}", "{%tc endfor %}"]
    table = table_of(rendered(with_table(row), {"xs": []}).slides[0])
    assert (len(table.columns), width(table)) == (1, 6 * 914_400)


def test_widths_add_up_to_the_tables_own() -> None:
    assert shared_widths([10, 20, 30, 40], [(0, False), (2, True), (2, True), (2, True)]) == [10, 30, 30, 30]
    assert shared_widths([7, 7, 7], [(1, True)] * 4) == [5, 5, 5, 6]
    assert shared_widths([50, 50], [(0, False), (1, False)]) == [50, 50]


def test_rows_of_different_length_are_refused() -> None:
    template = with_table(["A", "B", "C"], ["{%tc for x in xs %}", "{{ x.n }}", "{%tc endfor %}"])
    (found,) = problems(template, {"xs": [{"n": "a"}]})
    assert (found.code, found.where.trail) == ("wrong-value", ('slide 1 "Title"', "table 1, row 2, column 2"))


def test_a_fill_takes_a_token_of_the_theme_or_a_colour() -> None:
    template = with_table(["{% cellbg c %}x", "{% cellbg '#FF0000' %}y", "{% cellbg '' %}z"])
    xml = table_of(rendered(template, {"c": "accent1@25"}).slides[0])._tbl.xml
    assert '<a:schemeClr val="accent1">' in xml
    assert '<a:lumMod val="25000"/>' in xml
    assert '<a:srgbClr val="FF0000"/>' in xml
    assert xml.count("<a:solidFill>") == 2


def test_an_unknown_colour_is_refused_with_its_place() -> None:
    (found,) = problems(with_table(["{% cellbg 'acent1' %}x"]))
    assert (found.code, found.where.trail[-1]) == ("wrong-value", "table 1, row 1, column 1")
    assert "Did you mean accent1?" in found.message


def test_a_span_covers_the_cells_to_its_right() -> None:
    table = table_of(rendered(with_table(["{% colspan n %}x", "", "y"], ["1", "2", "3"]), {"n": 2}).slides[0])
    first, second = table.cell(0, 0), table.cell(0, 1)
    assert (first.is_merge_origin, first.span_width, second.is_spanned) == (True, 2, True)


def test_a_span_never_covers_text() -> None:
    (found,) = problems(with_table(["{% colspan 2 %}x", "kept"], ["1", "2"]))
    assert "would cover the text 'kept'" in found.message


@pytest.mark.parametrize(("count", "told"), [("4", "beyond"), ("'x'", "whole number"), ("0", "1 to")])
def test_a_span_that_cannot_be_is_refused(count: str, told: str) -> None:
    (found,) = problems(with_table([f"{{% colspan {count} %}}x", "", ""], ["1", "2", "3"]))
    assert told in found.message


def test_a_span_in_a_column_loop_adds_what_it_covers() -> None:
    heads = ["{%tc for x in xs %}", "{% colspan x.g %}{{ x.n }}", "{%tc endfor %}"]
    each = [
        "{%tc for x in xs %}{%tc for i in range(x.g) %}",
        "{{ x.n }}{{ i }}",
        "{%tc endfor %}{%tc endfor %}",
    ]
    slide = rendered(with_table(heads, each), ROWS).slides[0]
    assert cells(slide) == [["a", "", "b"], ["a0", "a1", "b0"]]
    assert table_of(slide).cell(0, 0).span_width == 2


def test_a_vertical_merge_joins_the_cells_of_a_row_loop() -> None:
    template = with_table(["{%tr for x in xs %}", ""], ["{% vm %}Same", "{{ x.n }}"], ["{%tr endfor %}", ""])
    slide = rendered(template, ROWS).slides[0]
    assert cells(slide) == [["Same", "a"], ["", "b"]]
    assert table_of(slide).cell(0, 0).span_height == 2


def test_a_horizontal_merge_joins_the_cells_of_a_column_loop() -> None:
    first = ["{%tc for x in xs %}", "{% hm %}All", "{%tc endfor %}"]
    second = ["{%tc for x in xs %}", "{{ x.n }}", "{%tc endfor %}"]
    slide = rendered(with_table(first, second), ROWS).slides[0]
    assert cells(slide) == [["All", ""], ["a", "b"]]
    assert table_of(slide).cell(0, 0).span_width == 2


def test_row_ids_do_not_repeat() -> None:
    made = deck()
    table = add_table(add_slide(made, "T"), ["{%tr for x in xs %}"], ["{{ x.n }}"], ["{%tr endfor %}"])
    from lxml import etree

    for number, row in enumerate(table._tbl.tr_lst):
        row.append(
            etree.fromstring(
                '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
                '<a:ext uri="{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}"><a16:rowId'
                f' xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" val="{number}"/>'
                "</a:ext></a:extLst>"
            )
        )
    assert "rowId" not in table_of(rendered(saved(made), ROWS).slides[0])._tbl.xml
