"""What macros, blocks and filter blocks write is the same text in cells, comments and page headers."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.unit.engine.excel.make import rendered, saved

X = "R&D <first>"
PIECES = [
    ("{% macro m() %}{{ x }}!{% endmacro %}{{ m() }}", f"{X}!"),
    ("{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ x }}{% endcall %}", f"({X})"),
    ("{% set y %}{{ x }}{% endset %}{{ y }}", X),
    ("{% set y %}{{ x }}{% endset %}{% set z %}{{ y }}{% endset %}{{ z }}", X),
    ("{% set y | upper %}{{ x }}{% endset %}{{ y }}", X.upper()),
    ("{% set y %}{{ x }}{% endset %}{{ y|upper }}", X.upper()),
    ("{% set y %}{{ x }}{% endset %}{{ y ~ 1 }}", f"{X}1"),
    ("{% filter upper %}{{ x }}{% endfilter %}", X.upper()),
    ("{% for y in [x] recursive %}{{ y }}{% endfor %}", X),
]


@pytest.mark.parametrize(("typed", "shown"), PIECES)
def test_a_piece_shows_the_same_wherever_it_stands(typed: str, shown: str) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["B1"] = typed, "{{ x }}"
    page["B1"].comment = Comment(typed, "An author")
    page.oddHeader.left.text = typed
    made = rendered(saved(book), {"x": X}).active
    header = made.oddHeader.left.text.replace("&&", "&")
    assert (made["A1"].value, made["B1"].comment.text, header) == (shown, shown, shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("{# a note #}x", "x"), ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"), ("{_{ x }_}", "{{ x }}")],
)
def test_a_workbook_whose_only_signs_leave_no_tag_is_printed_without_them(typed: str, shown: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved(openpyxl.Workbook())))
    book.active["A1"] = typed
    assert rendered(saved(book), {}).active["A1"].value == shown
