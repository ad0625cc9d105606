"""`vm` and `hm` merge the cells of a loop into one, as they do in Word; the first shows its value."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.engine.excel.judged import found_faulty, needs_judges
from tests.unit.engine.excel.make import cells, problems, rendered, rows, workbook

GROUPED = rows(
    ["{%tr for g in groups %}"],
    ["{%tr for n in g.ns %}"],
    ["{% vm %}{{ g.name }}", "{{ n }}", "{% vm %}{{ g.total }}"],
    ["{%tr endfor %}"],
    ["{%tr endfor %}"],
    ["Sum", "=SUM(B3:B3)", "=SUM(C3:C3)"],
)
DATA = {
    "groups": [
        {"name": "a", "ns": [1, 2, 3], "total": 6},
        {"name": "b", "ns": [5], "total": 5},
        {"name": "c", "ns": [7, 8], "total": 15},
    ]
}


def merged(cells: dict[str, Any], data: dict[str, Any]) -> list[str]:
    return sorted(map(str, rendered(workbook(S=cells), data)["S"].merged_cells.ranges))


def test_vm_merges_the_cells_of_the_innermost_loop_over_rows() -> None:
    assert merged(GROUPED, DATA) == ["A1:A3", "A5:A6", "C1:C3", "C5:C6"]


def test_only_the_first_of_merged_cells_holds_its_value_so_that_totals_count_it_once() -> None:
    assert cells(workbook(S=GROUPED), DATA, values=True) == [
        ("a", 1, 6),
        (None, 2, None),
        (None, 3, None),
        ("b", 5, 5),
        ("c", 7, 15),
        (None, 8, None),
        ("Sum", 26, 26),
    ]


def test_hm_merges_the_cells_of_the_innermost_loop_over_columns() -> None:
    sheet = rows(
        [
            "{%tc for s in stages %}",
            "{%tc for w in s.weeks %}",
            "{% hm %}{{ s.name }}",
            "{%tc endfor %}",
            "{%tc endfor %}",
        ],
        [None, None, "{{ w }}"],
    )
    data = {
        "stages": [
            {"name": "Plan", "weeks": [1, 2]},
            {"name": "Build", "weeks": [3]},
            {"name": "Run", "weeks": [4, 5, 6]},
        ]
    }
    assert merged(sheet, data) == ["A1:B1", "D1:F1"]
    assert cells(workbook(S=sheet), data) == [("Plan", None, "Build", "Run", None, None), (1, 2, 3, 4, 5, 6)]


def test_vm_in_rows_crossed_with_columns_follows_the_rows() -> None:
    sheet = rows(
        ["{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"],
        ["{%tr for r in rs %}"],
        [None, "{% vm %}{{ c }}{{ r }}"],
        ["{%tr endfor %}"],
    )
    assert merged(sheet, {"cs": ["x", "y"], "rs": [1, 2]}) == ["A2:A3", "B2:B3"]


def test_vm_takes_a_span_along() -> None:
    sheet = rows(["{%tr for n in ns %}"], ["{% vm %}{% colspan 2 %}x", None, "{{ n }}"], ["{%tr endfor %}"])
    assert merged(sheet, {"ns": [1, 2, 3]}) == ["A1:B3"]


def test_vm_merges_rows_that_touch_and_no_others() -> None:
    sheet = rows(["{%tr for n in ns %}"], ["{% vm %}{{ n }}"], ["between"], ["{%tr endfor %}"])
    assert merged(sheet, {"ns": [1, 2]}) == []
    assert cells(workbook(S=sheet), {"ns": [1, 2]}) == [(1,), ("between",), (2,), ("between",)]


@pytest.mark.parametrize(
    "sheet",
    [
        rows(["{% vm %}x"]),
        rows(["{% hm %}x"]),
        rows(["{%tr for n in ns %}"], ["{% hm %}x"], ["{%tr endfor %}"]),
        rows(["{%tc for n in ns %}", "{% vm %}x", "{%tc endfor %}"]),
        rows(
            ["{%tc for c in ns %}", "{{ c }}", "{%tc endfor %}"],
            ["{%tr for r in ns %}"],
            [None, "{% vm %}{% hm %}x"],
            ["{%tr endfor %}"],
        ),
    ],
)
def test_a_merge_without_a_loop_of_its_kind_is_found_when_the_template_is_opened(
    sheet: dict[str, Any],
) -> None:
    (problem,) = problems(workbook(S=sheet), {"ns": [1]})
    assert problem.code == "misplaced-tag"
    assert problem.where.trail[0].startswith("S!")


def test_merges_of_two_tags_that_share_a_cell_are_an_error() -> None:
    sheet = rows(["{%tr for n in ns %}"], ["{% colspan 2 %}x", "{% vm %}y"], ["{%tr endfor %}"])
    (problem,) = problems(workbook(S=sheet), {"ns": [1, 2]})
    assert (problem.code, problem.where.trail) == ("crossing-merge", ("S!B1",))


@needs_judges
def test_the_judges_find_merged_workbooks_sound(tmp_path: Any) -> None:
    assert found_faulty({"merged": (workbook(S=GROUPED), DATA)}, tmp_path) == []
