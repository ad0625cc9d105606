"""Comments of cells: their tags see what their cell's tags see, and one that comes out empty is left out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from docgen.engine import Template
from tests.unit.engine.excel.make import problems, rendered, rows, saved, workbook


def noted(comments: dict[str, str], *listed: tuple[Any, ...]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(S=rows(*listed))))
    for cell, text in comments.items():
        book["S"][cell].comment = Comment(text, "An author")
    return saved(book)


def comments(book: openpyxl.Workbook) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text for row in book["S"].iter_rows() for cell in row if cell.comment
    }


def shapes(template: bytes, data: dict[str, Any]) -> int:
    out = Template.open(template).render(data)
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        part = next(name for name in package.namelist() if name.endswith(".vml"))
        return package.read(part).count(b'ObjectType="Note"')


LOOP = (("{%tr for x in xs %}",), ("{{ x.name }}", "=A2"), ("{%tr endfor %}",))
DATA = {"xs": [{"name": "a", "why": "R&D <first>"}, {"name": "b", "why": ""}, {"name": "c", "why": "third"}]}


def test_a_comment_in_a_row_loop_prints_its_own_round() -> None:
    book = rendered(noted({"A2": "Because {{ x.why }}."}, *LOOP), DATA)
    assert comments(book) == {"A1": "Because R&D <first>.", "A2": "Because .", "A3": "Because third."}


def test_a_comment_that_comes_out_empty_is_left_out_with_its_shape() -> None:
    template = noted({"A2": "{{ x.why }}"}, *LOOP)
    assert comments(rendered(template, DATA)) == {"A1": "R&D <first>", "A3": "third"}
    assert shapes(template, DATA) == 2


def test_a_comment_of_a_formula_or_outside_loops_takes_tags_too() -> None:
    template = noted({"B2": "{{ x.name }}", "A4": "{{ xs|length }} in all"}, *LOOP, ("Total",))
    assert comments(rendered(template, DATA)) == {
        "B1": "a",
        "B2": "b",
        "B3": "c",
        "A4": "3 in all",
    }


def test_a_comment_in_rows_crossed_with_columns_sees_both() -> None:
    template = noted(
        {"B3": "{% if x == 'b' and y == 2 %}{{ x }}{{ y }}{% endif %}"},
        ("{%tc for y in ys %}", "{{ y }}", "{%tc endfor %}"),
        ("{%tr for x in xs %}",),
        (None, "{{ x }}"),
        ("{%tr endfor %}",),
    )
    book = rendered(template, {"xs": ["a", "b"], "ys": [1, 2, 3]})
    assert comments(book) == {"B3": "b2"}


def test_a_comment_without_tags_is_copied_for_each_round() -> None:
    assert comments(rendered(noted({"A2": "Look here"}, *LOOP), DATA)) == dict.fromkeys(
        ("A1", "A2", "A3"), "Look here"
    )


def test_a_fault_in_a_comment_names_the_cell() -> None:
    found = problems(noted({"A2": "{{ x.whi }}"}, *LOOP), DATA)
    assert found[0].where.trail == ("S", "comment of A2")
