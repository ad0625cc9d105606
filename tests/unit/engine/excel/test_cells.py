"""A value alone in a cell keeps its type; with text around it, it is text; text from data is never more than that."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from docgen.engine.rich import Styled
from tests.unit.engine.excel.make import (
    cells,
    edited,
    part,
    problems,
    rendered,
    rows,
    saved,
    workbook,
)


def _value(value: Any, **options: Any) -> Any:
    return rendered(workbook(S={"A1": "{{ x }}"}), {"x": value}, **options)["S"]["A1"]


@pytest.mark.parametrize(
    ("value", "read", "kind"),
    [
        (5, 5, "n"),
        (-2.5, -2.5, "n"),
        (Decimal("99.90"), 99.9, "n"),
        (10**14, 10**14, "n"),
        (True, True, "b"),
        (False, False, "b"),
        ("text", "text", "s"),
        ("5", "5", "s"),
        ("", None, "n"),
        (date(2027, 3, 16), datetime.fromisoformat("2027-03-16T00:00"), "d"),
        (datetime.fromisoformat("2027-03-16T06:30"), datetime.fromisoformat("2027-03-16T06:30"), "d"),
        (time(15, 5), time(15, 5), "d"),
        (timedelta(hours=30), timedelta(hours=30), "d"),
    ],
)
def test_a_value_alone_in_a_cell_keeps_its_type(value: Any, read: Any, kind: str) -> None:
    found = _value(value)
    assert (found.value, found.data_type) == (read, kind)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (date(2027, 3, 16), "d mmm yyyy"),
        (datetime.fromisoformat("2027-03-16T06:00"), "d mmm yyyy hh:mm"),
        (time(6), "hh:mm"),
        (timedelta(1), "[h]:mm"),
    ],
)
def test_a_date_in_a_general_cell_gets_a_format_that_shows_it(value: Any, code: str) -> None:
    assert _value(value).number_format == code


def test_a_cell_that_shows_dates_keeps_its_own_format_and_look() -> None:
    book = openpyxl.Workbook()
    book.active.title = "S"
    book.active["A1"] = "{{ x }}"
    book.active["A1"].number_format = "ddd d/mm/yy"
    book.active["A2"] = "{{ x }}"
    book.active["A2"].font = openpyxl.styles.Font(bold=True)
    sheet = rendered(saved(book), {"x": date(2027, 3, 16)})["S"]
    assert (sheet["A1"].number_format, sheet["A2"].number_format) == ("ddd d/mm/yy", "d mmm yyyy")
    assert sheet["A2"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+61 3 9000", "-5", "@home", "=cmd|' /C calc'!A0", "{=SUM(A1)}"])
def test_text_from_data_never_becomes_a_formula(text: str) -> None:
    for template in ("{{ x }}", "{{ x }}{% if 0 %}no{% endif %}"):
        found = rendered(workbook(S={"A1": template}), {"x": text})["S"]["A1"]
        assert found.value == text
        xml = part(workbook(S={"A1": template}), {"x": text}, "xl/worksheets/sheet1.xml")
        assert "<f" not in xml


@pytest.mark.parametrize(
    "text",
    [
        "R&D <Labs>",
        'say "hi"',
        " spaced  out ",
        "two\nlines",
        "tab\there",
        "_x000B_ stays",
        "emoji 🎉",
        "{{ 7*7 }}",
    ],
)
def test_any_text_arrives_as_it_is(text: str) -> None:
    assert _value(text).value == text
    assert rendered(workbook(S={"A1": "a{{ x }}b"}), {"x": text})["S"]["A1"].value == f"a{text}b"


def test_line_ends_of_other_systems_become_those_of_excel() -> None:
    assert _value("a\r\nb\rc").value == "a\nb\nc"


def test_a_text_longer_than_a_cell_is_refused_with_its_path() -> None:
    (problem,) = problems(workbook(S={"A1": "{{ c.notes }}"}), {"c": {"notes": "x" * 32_768}})
    assert (problem.code, problem.where.path, str(problem.where)) == (
        "wrong-value",
        "c.notes",
        "t.xlsx › S!A1",
    )
    assert rendered(workbook(S={"A1": "{{ x }}"}), {"x": "y" * 32_767})["S"]["A1"].value == "y" * 32_767


@pytest.mark.parametrize(
    "value",
    [
        None,
        float("nan"),
        float("inf"),
        10**15,
        [1],
        {"a": 1},
        "a\x0bb",
        "\ud800",
        date(1899, 12, 31),
        datetime.fromisoformat("2027-03-16T06:00:00+11:00"),
    ],
)
def test_what_a_cell_cannot_hold_is_an_error_with_its_path(value: Any) -> None:
    (problem,) = problems(workbook(S={"B2": "{{ x }}"}), {"x": value})
    assert (problem.code, problem.where.path, problem.where.trail) == ("wrong-value", "x", ("S!B2",))


def test_a_number_among_text_is_text_in_the_words_of_its_printer() -> None:
    found = rendered(
        workbook(S={"A1": "{{ n }} users", "A2": "{{ n }}"}),
        {"n": 1234},
        printers={int: lambda value, locale: f"{value:,}"},
    )["S"]
    assert (found["A1"].value, found["A2"].value) == ("1,234 users", 1234)


class Money:
    def __init__(self, amount: Decimal) -> None:
        self.amount = amount


def test_a_printer_that_gives_a_number_makes_a_number_of_the_cell() -> None:
    printers = {Money: lambda money, locale: money.amount}
    assert _value(Money(Decimal("21600.5")), printers=printers).value == 21600.5


def test_a_rich_value_is_its_plain_text() -> None:
    assert _value(Styled("▲ TBC", "Chip TBC", required=False)).value == "▲ TBC"


def test_filters_print_text_in_the_language_of_the_document() -> None:
    template = workbook(S={"A1": "{{ d|date }}", "A2": '{{ n|money("EUR") }}'})
    sheet = rendered(template, {"d": date(2027, 3, 16), "n": 5}, locale="en-US")["S"]
    assert sheet["A1"].value == "Tue March 16, 2027"
    assert sheet["A2"].value == "EUR\u00a05.00"


def test_conditions_and_loops_stand_inside_the_text_of_a_cell() -> None:
    text = "{% for x in xs %}{{ x }}{% if not loop.last %}; {% endif %}{% endfor %}{# no #}"
    assert cells(workbook(S={"A1": text}), {"xs": ["a", "R&D", 3]}) == [("a; R&D; 3",)]


def test_escaped_delimiters_and_raw_text_are_printed() -> None:
    sheet = rows(["{_{ x }_}"], ["{% raw %}{{ x }}{% endraw %}"], ["a {%- if 1 %} b {%- endif %}"])
    assert cells(workbook(S=sheet), {}) == [("{{ x }}",), ("{{ x }}",), ("a b",)]


def test_macros_and_captured_texts_print_what_they_hold() -> None:
    sheet = rows(
        [
            "{% set a %}<{{ x }}>{% endset %}{{ a }} {{ a|length }}",
            "{% filter upper %}{{ x }} & y{% endfilter %}",
        ],
        ["{% macro m(v) %}[{{ v }}]{% endmacro %}{{ m(x) }}{{ m(1) }}"],
    )
    assert cells(workbook(S=sheet), {"x": "R&D"}) == [("<R&D> 5", "R&D & Y"), ("[R&D][1]", None)]


def test_typographic_quotes_in_a_tag_are_read_as_typed_ones() -> None:
    assert cells(workbook(S={"A1": "{{ xs|join(“, ”) }}"}), {"xs": ["a", "b"]}) == [("a, b",)]


def _rich(*runs: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "S"
    blocks = [TextBlock(InlineFont(b=bool(at % 2)), text) for at, text in enumerate(runs)]
    book.active["A1"] = CellRichText(*blocks)
    return saved(book)


def test_a_tag_split_over_formatted_runs_is_found_and_formats_stay() -> None:
    template = _rich("Client: {{ na", "me }}", " & <co>")
    out = rendered(template, {"name": "R&D _x000B_ <Labs>"})["S"]["A1"].value
    assert out == "Client: R&D _x000B_ <Labs> & <co>"
    xml = part(template, {"name": "Zed"}, "xl/sharedStrings.xml")
    assert "Client: Zed" in xml
    assert "<b" in xml


def test_a_tag_alone_in_formatted_runs_keeps_its_type() -> None:
    assert rendered(_rich("{{ ", "n }}"), {"n": 5})["S"]["A1"].value == 5


def test_a_fill_follows_the_data_and_keeps_the_type() -> None:
    sheet = rendered(
        workbook(S=rows(["{% cellbg c %}{{ n }}", "{% cellbg '' %}x", "{% cellbg 'FF0000' %}{{ d }}"])),
        {"c": "accent1@25", "n": 5, "d": date(2027, 3, 16)},
    )["S"]
    assert sheet["A1"].value == 5
    assert (sheet["A1"].fill.fgColor.theme, round(sheet["A1"].fill.fgColor.tint, 2)) == (4, 0.75)
    assert sheet["B1"].fill.fill_type is None
    assert (sheet["C1"].fill.fgColor.rgb, sheet["C1"].number_format) == ("FFFF0000", "d mmm yyyy")


def test_a_span_merges_the_cells_to_the_right() -> None:
    template = workbook(S=rows(["{%tr for n in ns %}"], ["{% colspan n %}{{ n }}"], ["{%tr endfor %}"]))
    sheet = rendered(template, {"ns": [1, 3, 2]})["S"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A2:C2", "A3:B3"]


def test_the_calendar_of_1904_is_honoured() -> None:
    template = edited(
        workbook(S={"A1": "{{ x }}"}),
        {"xl/workbook.xml": lambda text: text.replace("<workbookPr/>", '<workbookPr date1904="1"/>')},
    )
    assert "<v>0</v>" in part(template, {"x": date(1904, 1, 1)}, "xl/worksheets/sheet1.xml")


def test_the_texts_of_tags_are_not_left_in_the_file() -> None:
    from docgen.engine import Template

    out = Template.open(
        workbook(S=rows(["{{ x }}", "a {{ x }}"], ["{%tr if x %}"], ["b"], ["{%tr endif %}"]))
    ).render({"x": 1})
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert not any(
            b"{%" in archive.read(name) or b"{{" in archive.read(name) for name in archive.namelist()
        )
