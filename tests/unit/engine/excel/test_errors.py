"""Every fault of a workbook template or of its data has a code, a sheet and cell, and all are told at once."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from docgen.engine import Template
from docgen.problems import Severity
from tests.unit.engine.excel.make import problems, rows, saved, workbook


def _codes(cells: dict[str, Any], data: dict[str, Any] | None = None, **options: Any) -> list[str]:
    return [problem.code for problem in problems(workbook(S=cells), data, **options)]


def test_a_misspelt_name_is_reported_with_its_cell_and_a_suggestion() -> None:
    (problem,) = problems(workbook(Activities={"D7": "{{ task.owners }}"}), {"task": {"owner": "x"}})
    assert problem.code == "unknown-name"
    assert str(problem.where) == "t.xlsx › Activities!D7"
    assert problem.where.path == "task.owners"
    assert problem.hint == "Did you mean task.owner?"


def test_a_fault_in_a_matrix_names_both_items() -> None:
    sheet = rows(
        [None, "{%tc for r in roles %}", "{{ r.name }}", "{%tc endfor %}"],
        ["{%tr for a in tasks %}"],
        [None, None, "{{ a.raci }}{{ r.nme }}"],
        ["{%tr endfor %}"],
    )
    data = {"roles": [{"id": "om", "name": "M"}], "tasks": [{"id": "t1", "raci": "A"}, {"id": "t2"}]}
    found = problems(workbook(S=sheet), data)
    assert [(p.code, p.where.path, p.where.trail) for p in found] == [
        ("unknown-name", "roles[om].nme", ("S!C3",)),
        ("unknown-name", "tasks[t2].raci", ("S!C3",)),
    ]


def test_all_faults_of_all_sheets_are_told_at_once() -> None:
    template = workbook(
        One=rows(["{{ a }}", "{{ b.c }} x"], ["{%tr for i in n %}"], ["y"], ["{%tr endfor %}"]),
        Two=rows(["{{ d|date }}", "{% cellbg 'purpel' %}{{ ok }}", "{% colspan 'x' %}z"]),
    )
    found = problems(template, {"b": {}, "n": 3, "d": "hello", "ok": 1})
    assert [(p.code, str(p.where)) for p in found] == [
        ("unknown-name", "t.xlsx › One!A1"),
        ("unknown-name", "t.xlsx › One!B1"),
        ("wrong-value", "t.xlsx › One!A2"),
        ("wrong-value", "t.xlsx › Two!A1"),
        ("wrong-value", "t.xlsx › Two!B1"),
        ("wrong-value", "t.xlsx › Two!C1"),
    ]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["{%tr if a %}"], ["unbalanced-block"]),
        (["{%tr endif %}"], ["unbalanced-block"]),
        (["{%tc for a in b %}", "x"], ["unbalanced-block"]),
        (["{%tc endfor %}"], ["unbalanced-block"]),
        (["{% if a %}x"], ["unbalanced-block"]),
        (["{% if a %}x", "{% endif %}"], ["crossing-block"]),
        (["{{ a"], ["unclosed-tag"]),
        (["{{ client's name }}"], ["unclosed-quote"]),
        (["{{ a| }}", "{{ b..c }}"], ["tag-syntax", "tag-syntax"]),
        (["{{ a|mony }}"], ["unknown-filter"]),
        (["{% if a is evn %}{% endif %}"], ["unknown-test"]),
        (["{% include 'x' %}"], ["refused-tag"]),
        (["{{ a.__class__ }}"], ["refused-name"]),
        (["{{p a }}"], ["misplaced-tag"]),
        (["{%tr macro x() %}"], ["misplaced-tag", "unbalanced-block"]),
        (["{%tc set x = 1 %}"], ["misplaced-tag"]),
        ([None, "{%sheet for a in b %}"], ["misplaced-tag"]),
        (['=IF(A2="{{ x }}",1,2)'], ["tag-in-formula"]),
    ],
)
def test_faults_of_the_template_itself_are_found_when_it_is_opened(
    cells: list[str | None], codes: list[str]
) -> None:
    found = problems(workbook(S=rows(cells)))
    assert [problem.code for problem in found] == codes
    assert all(problem.where.trail[0].startswith("S!") for problem in found)


def test_a_block_that_opens_in_a_row_tag_and_closes_in_a_cell_is_refused() -> None:
    sheet = rows(["{%tr for x in xs %}"], ["a {% endfor %}"])
    assert _codes(sheet) == ["crossing-block"]


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (rows(["{%tr if a %}", "lost"], ["x"], ["{%tr endif %}"]), "S!A1"),
        (rows(["{%tc if a %} lost", "x", "{%tc endif %}"]), "S!A1"),
        (rows(["{%sheet if a %} lost"], ["x"]), "S!A1"),
    ],
)
def test_text_beside_a_control_tag_is_a_warning_or_an_error_as_asked(
    cells: dict[str, Any], place: str
) -> None:
    template = workbook(S=cells)
    (warning,) = Template.open(template).warnings
    assert (warning.code, warning.where.trail) == ("text-beside-tag", (place,))
    assert "lost" in warning.message
    found = problems(template, {"a": 1}, text_beside=Severity.ERROR)
    assert [problem.code for problem in found] == ["text-beside-tag"]


def test_names_may_be_blank_where_that_is_asked_for() -> None:
    template = Template.open(workbook(S=rows(["{{ a.b.c }}", "x{{ d }}"])), missing="blank")
    assert template.render({})


@pytest.mark.soak
def test_rows_are_bounded_by_what_excel_holds() -> None:
    sheet = rows(
        ["{%tr for a in range(100000) %}"],
        ["{%tr for b in range(12) %}"],
        ["x"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    )
    assert _codes(sheet) == ["over-bound"]


def test_columns_are_bounded_by_what_excel_holds() -> None:
    assert _codes(rows(["{%tc for a in range(17000) %}", "x", "{%tc endfor %}"])) == ["over-bound"]


def test_a_table_whose_rows_are_all_left_out_is_an_error() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    for row in (["Item"], ["{%tr if x %}"], ["a"], ["{%tr endif %}"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Items", ref="A1:A4"))
    (problem,) = problems(saved(book), {"x": False})
    assert (problem.code, problem.where.trail) == ("empty-table", ("S",))


def test_a_header_that_grows_too_long_is_an_error() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active.oddHeader.center.text = "{{ x }}"
    (problem,) = problems(saved(book), {"x": "y" * 254})
    assert (problem.code, problem.where.trail) == ("long-header", ("S", "odd header"))
    assert not problems(saved(book), {"x": "y" * 253})


def test_merges_of_tags_and_of_the_template_must_not_share_a_cell() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active["A1"] = "{% colspan n %}x"
    book.active.merge_cells("C1:D1")
    (problem,) = problems(saved(book), {"n": 3})
    assert (problem.code, problem.where.trail) == ("crossing-merge", ("S!A1",))
    assert not problems(saved(book), {"n": 2})


def test_a_workbook_with_only_hidden_sheets_left_is_an_error() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active["A1"] = "{%sheet if x %}"
    book.create_sheet("Lists").sheet_state = "hidden"
    assert [problem.code for problem in problems(saved(book), {"x": False})] == ["no-sheets"]


def test_the_tags_of_a_workbook_are_listed_with_their_places() -> None:
    template = Template.open(workbook(S=rows(["{{ a }}", "{% if b %}x{% endif %}"])), name="t.xlsx")
    assert [(tag.typed, tag.where.trail) for tag in template.tags()] == [
        ("{{ a }}", ("S!A1",)),
        ("{% if b %}", ("S!B1",)),
        ("{% endif %}", ("S!B1",)),
    ]
    assert template.names == {"a", "b"}
