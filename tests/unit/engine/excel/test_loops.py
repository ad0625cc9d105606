"""Rows, columns and what crosses them repeat; conditions leave them out; empty loops leave valid sheets."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.unit.engine.excel.make import cells, grid, part, rendered, rows, saved, workbook

ROWS = rows(["Head"], ["{%tr for x in xs %}"], ["{{ x.a }}", "{{ x.b }}"], ["{%tr endfor %}"], ["Foot"])


def test_a_row_loop_repeats_its_rows_and_its_tags_leave_no_row() -> None:
    data = {"xs": [{"a": "one", "b": 1}, {"a": "two", "b": 2}]}
    assert cells(workbook(S=ROWS), data) == [("Head", None), ("one", 1), ("two", 2), ("Foot", None)]


def test_an_empty_row_loop_leaves_no_row_where_nothing_refers_to_it() -> None:
    assert cells(workbook(S=ROWS), {"xs": []}) == [("Head",), ("Foot",)]


def test_an_empty_row_loop_under_a_total_leaves_a_blank_row_and_a_total_of_zero() -> None:
    sheet = ROWS | {"B5": "=SUM(B3:B3)"}
    assert cells(workbook(S=sheet), {"xs": []}) == [("Head", None), (None, None), ("Foot", "=SUM(B2:B2)")]
    assert cells(workbook(S=sheet), {"xs": []}, values=True)[-1] == ("Foot", 0)


def test_a_total_covers_all_rounds_and_carries_its_value() -> None:
    sheet = ROWS | {"B5": "=SUM(B3:B3)", "C3": "=B3*2"}
    data = {"xs": [{"a": "x", "b": number} for number in (1, 2, 4)]}
    assert cells(workbook(S=sheet), data)[1:] == [
        ("x", 1, "=B2*2"),
        ("x", 2, "=B3*2"),
        ("x", 4, "=B4*2"),
        ("Foot", "=SUM(B2:B4)", None),
    ]
    assert cells(workbook(S=sheet), data, values=True)[1:] == [
        ("x", 1, 2),
        ("x", 2, 4),
        ("x", 4, 8),
        ("Foot", 7, None),
    ]


NESTED = rows(
    ["{%tr for g in groups %}"],
    ["{{ g.name }}", "{{ loop.index }}"],
    ["{%tr for i in g.items_ %}"],
    ["{{ g.name }}", "{{ i }}"],
    ["{%tr endfor %}"],
    ["Sum", "=SUM(B4:B4)"],
    ["{%tr endfor %}"],
    ["All", "=SUM(B4:B4)"],
)


def test_nested_row_loops_give_each_group_its_own_subtotal() -> None:
    data = {"groups": [{"name": "a", "items_": [1, 2]}, {"name": "b", "items_": [5]}]}
    assert cells(workbook(S=NESTED), data, values=True) == [
        ("a", 1),
        ("a", 1),
        ("a", 2),
        ("Sum", 3),
        ("b", 2),
        ("b", 5),
        ("Sum", 5),
        ("All", 8),
    ]


def test_an_empty_group_keeps_a_blank_row_for_its_subtotal() -> None:
    data = {"groups": [{"name": "a", "items_": []}, {"name": "b", "items_": [5]}]}
    found = cells(workbook(S=NESTED), data, values=True)
    assert found[:3] == [("a", 1), (None, None), ("Sum", 0)]
    assert found[-1] == ("All", 5)


def test_conditions_on_rows_choose_between_them() -> None:
    sheet = rows(
        ["{%tr if n > 1 %}"],
        ["many"],
        ["{%tr elif n %}"],
        ["one"],
        ["{%tr else %}"],
        ["none"],
        ["{%tr endif %}"],
    )
    assert [cells(workbook(S=sheet), {"n": n}) for n in (2, 1, 0)] == [[("many",)], [("one",)], [("none",)]]


def test_a_loop_without_a_round_has_an_else() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr else %}"], ["nothing"], ["{%tr endfor %}"])
    assert cells(workbook(S=sheet), {"xs": []}) == [("nothing",)]


def test_rows_that_hold_nothing_are_still_counted() -> None:
    sheet = {"A1": "{{ x }}", "A4": "below", "A40": "far below"}
    found = cells(workbook(S=sheet), {"x": 1})
    assert (found[3], found[39], len(found)) == (("below",), ("far below",), 40)


MATRIX = rows(
    ["", "{%tc for r in roles %}", "{{ r.name }}", "{%tc endfor %}", "Count"],
    ["{%tr for a in tasks %}"],
    ["{{ a.name }}", None, "{{ a.raci[r.id] }}", None, '=COUNTIF(C3:C3,"R")'],
    ["{%tr endfor %}"],
)
ROLES = [{"id": "om", "name": "Manager"}, {"id": "se", "name": "Engineer"}, {"id": "sa", "name": "Architect"}]


def _task(name: str, *letters: str) -> dict[str, Any]:
    return {"name": name, "raci": dict(zip(("om", "se", "sa"), letters, strict=True))}


def test_rows_crossed_with_columns_make_a_matrix() -> None:
    data = {"roles": ROLES, "tasks": [_task("Plan", "A", "R", "C"), _task("Build", "R", "R", "A")]}
    assert cells(workbook(S=MATRIX), data) == [
        (None, "Manager", "Engineer", "Architect", "Count"),
        ("Plan", "A", "R", "C", '=COUNTIF(B2:D2,"R")'),
        ("Build", "R", "R", "A", '=COUNTIF(B3:D3,"R")'),
    ]
    assert [row[4] for row in cells(workbook(S=MATRIX), data, values=True)] == ["Count", 1, 2]


def test_values_beside_repeated_columns_are_found_where_they_went() -> None:
    sheet = rows(
        ["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}", "{{ n }}", "=D1*2", "=SUM(B1:B1)"],
    )
    assert cells(workbook(S=sheet), {"xs": [1, 2, 3], "n": 7}, values=True) == [(1, 2, 3, 7, 14, 6)]


def test_control_columns_disappear_from_rows_that_do_not_use_the_loop() -> None:
    sheet = MATRIX | {"A6": "left", "B6": "gone", "C6": "each", "E6": "right"}
    found = cells(workbook(S=sheet), {"roles": ROLES[:2], "tasks": []})
    assert found[-1] == ("left", "each", "each", "right")


def test_a_condition_drops_its_columns_everywhere() -> None:
    sheet = rows(
        ["a", "{%tc if deep %}", "b", "{%tc else %}", "c", "{%tc endif %}", "d"],
        [1, None, 2, None, 3, None, 4],
    )
    assert cells(workbook(S=sheet), {"deep": True}) == [("a", "b", "d"), (1, 2, 4)]
    assert cells(workbook(S=sheet), {"deep": False}) == [("a", "c", "d"), (1, 3, 4)]


def test_column_loops_nest_and_several_stand_side_by_side() -> None:
    sheet = rows(
        [
            "{%tc for s in stages %}",
            "{{ s.name }}",
            "{%tc for w in s.weeks %}",
            "{{ w }}",
            "{%tc endfor %}",
            "{%tc endfor %}",
            "{%tc for x in xs %}",
            "{{ x }}",
            "{%tc endfor %}",
        ],
        [None, "{{ loop.index }}", None, "{{ s.name }}{{ w }}", None, None, None, "=H1*2", None],
    )
    data = {
        "stages": [
            {"name": "S1", "weeks": [1, 2]},
            {"name": "S2", "weeks": []},
            {"name": "S3", "weeks": [3]},
        ],
        "xs": [7, 8],
    }
    assert cells(workbook(S=sheet), data) == [
        ("S1", 1, 2, "S2", "S3", 3, 7, 8),
        (1, "S11", "S12", 2, 3, "S33", "=G1*2", "=H1*2"),
    ]


def test_the_columns_are_decided_once_not_in_each_row() -> None:
    sheet = rows(
        ["{%tc for r in roles %}", "{{ r }}", "{%tc endfor %}"],
        ["{%tr for roles in other %}"],
        [None, "{{ roles }}{{ r }}"],
        ["{%tr endfor %}"],
    )
    assert cells(workbook(S=sheet), {"roles": ["a", "b"], "other": ["x"]}) == [
        ("a", "b"),
        ("xa", "xb"),
    ]


def test_no_column_at_all_leaves_a_blank_one_for_what_refers_to_it() -> None:
    data = {"roles": [], "tasks": [_task("Plan", "A", "R", "C")]}
    assert cells(workbook(S=MATRIX), data) == [
        (None, None, "Count"),
        ("Plan", None, '=COUNTIF(B2:B2,"R")'),
    ]
    assert cells(workbook(S=MATRIX), data, values=True)[1][2] == 0


def test_no_column_at_all_leaves_none_where_nothing_refers_to_it() -> None:
    sheet = rows(["a", "{%tc for x in xs %}", "{{ x }}", "=C1", "{%tc endfor %}", "z"])
    assert cells(workbook(S=sheet), {"xs": []}) == [("a", "z")]


def test_an_empty_column_loop_in_another_leaves_a_blank_column_in_each_of_its_rounds() -> None:
    sheet = rows(
        [
            "{%tc for s in stages %}",
            "{{ s.name }}",
            "{%tc for w in s.weeks %}",
            "{{ w }}",
            "{%tc endfor %}",
            "=SUM(D1:D1)",
            "{%tc endfor %}",
            "=SUM(D1:D1)",
        ],
        [None, "x", None, "{{ w }}!", None, None, None, "y"],
    )
    data = {"stages": [{"name": "S1", "weeks": []}, {"name": "S2", "weeks": [3, 4]}]}
    assert cells(workbook(S=sheet), data) == [
        ("S1", None, "=SUM(B1:B1)", "S2", 3, 4, "=SUM(E1:F1)", "=SUM(B1:B1,E1:F1)"),
        ("x", None, None, "x", "3!", "4!", None, "y"),
    ]
    assert cells(workbook(S=sheet), {"stages": []}) == [(None, "=SUM(A1:A1)"), (None, "y")]


def test_a_blank_column_keeps_the_styles_of_its_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    for reference, value in MATRIX.items():
        sheet[reference] = value
    sheet["C3"].number_format = "0.00"
    found = rendered(saved(book), {"roles": [], "tasks": [_task("Plan", "A", "R", "C")] * 2})["S"]
    assert [found.cell(row, 2).number_format for row in (2, 3)] == ["0.00", "0.00"]


def test_a_formula_on_another_sheet_follows() -> None:
    template = workbook(S=ROWS, Sum={"A1": "=SUM(S!B3:B3)", "B1": "=S!A5"})
    book = rendered(template, {"xs": [{"a": "x", "b": 1}, {"a": "y", "b": 2}]})
    assert grid(book, "Sum") == [("=SUM(S!B2:B3)", "=S!A4")]


def test_the_dimension_is_true() -> None:
    data = {"xs": [{"a": "x", "b": 1}] * 5}
    assert '<dimension ref="A1:B7"/>' in part(workbook(S=ROWS), data, "xl/worksheets/sheet1.xml")


def test_a_set_in_a_row_of_its_own_is_seen_below() -> None:
    sheet = rows(["{%tr set total = n * 2 %}"], ["{{ total }}"])
    assert cells(workbook(S=sheet), {"n": 4}) == [(8,)]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_row_attributes_and_styles_repeat(count: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    for reference, value in ROWS.items():
        sheet[reference] = value
    sheet["B3"].number_format = "0.00"
    sheet.row_dimensions[3].height = 32
    found = rendered(saved(book), {"xs": [{"a": "x", "b": 1}] * count})["S"]
    assert [found.row_dimensions[2 + at].height for at in range(count)] == [32] * count
    assert [found.cell(2 + at, 2).number_format for at in range(count)] == ["0.00"] * count
