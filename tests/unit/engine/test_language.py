"""The tag language in Word, as authors type it."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn

from tests.unit.engine.make import (
    cells,
    problems,
    rendered,
    saved,
    texts,
    with_paragraphs,
    with_runs,
    with_table,
)

PEOPLE = {"people": [{"name": "Ann", "age": 41}, {"name": "Bo & Co", "age": 7}]}


def test_a_scalar_is_printed_with_the_format_of_its_run() -> None:
    document = rendered(with_runs("Dear ", "{{ name }}", "!"), {"name": "Inès"})
    assert document.paragraphs[0].text == "Dear Inès!"
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["Inès"]


def test_a_tag_split_over_runs_is_joined_and_takes_the_format_where_it_begins() -> None:
    document = rendered(with_runs("x {", "{ na", "me }", "} y"), {"name": "Z"})
    assert document.paragraphs[0].text == "x Z y"


@pytest.mark.parametrize(
    "value", ["R&D <Labs>", "a<b", '"q"', "a]]>b", "&amp;", "{{ 7*7 }}", "{% raw %}", "100%}", "  two  "]
)
def test_text_from_data_comes_out_as_it_went_in(value: str) -> None:
    assert texts(with_paragraphs("{{ x }}"), {"x": value}) == [value]


def test_newlines_and_tabs_become_breaks_and_tabs() -> None:
    assert texts(with_paragraphs("{{ x }}"), {"x": "a\nb\r\nc\td"}) == ["a\nb\nc\td"]


def test_typographic_quotes_inside_a_tag_are_quotes() -> None:
    assert texts(with_paragraphs("{{ x|default(“none”) }}{{ ‘a’ ~ “it’s” }}"), {"x": "1"}) == ["1ait’s"]


def test_percent_and_braces_inside_a_string_do_not_end_a_tag() -> None:
    template = with_paragraphs("{{ '%}' ~ '}}' }}{% if x == '%}' %}yes{% endif %}{{ {'a': {'b': 2}}.a.b }}")
    assert texts(template, {"x": "%}"}) == ["%}}}yes2"]


def test_paragraph_tags_take_their_paragraphs_with_them() -> None:
    template = with_paragraphs(
        "{%p for p in people %}", "{{ p.name }} is {{ p.age }}", "{%p endfor %}", "end"
    )
    assert texts(template, PEOPLE) == ["Ann is 41", "Bo & Co is 7", "end"]


def test_conditions_choose_paragraphs() -> None:
    template = with_paragraphs(
        "{%p if x > 1 %}", "many", "{%p elif x == 1 %}", "one", "{%p else %}", "none", "{%p endif %}"
    )
    assert [texts(template, {"x": x}) for x in (2, 1, 0)] == [["many"], ["one"], ["none"]]


def test_an_inline_block_may_span_paragraphs() -> None:
    template = with_paragraphs("a{% if x %}b", "c{% endif %}d")
    assert texts(template, {"x": True}) == ["ab", "cd"]
    assert texts(template, {"x": False}) == ["ad"]


def test_rows_repeat_and_nest() -> None:
    template = with_table(
        ["{%tr for g in groups %}", ""],
        ["{{ g.name }}", ""],
        ["{%tr for i in g['items'] %}", ""],
        ["{{ loop.index }}", "{{ i }}"],
        ["{%tr endfor %}", ""],
        ["{%tr endfor %}", ""],
    )
    data = {"groups": [{"name": "A", "items": ["x", "y"]}, {"name": "B", "items": []}]}
    assert cells(template, data) == [["A", ""], ["1", "x"], ["2", "y"], ["B", ""]]


def test_an_empty_row_loop_leaves_no_table_without_rows() -> None:
    template = with_table(["{%tr for i in xs %}"], ["{{ i }}"], ["{%tr endfor %}"])
    assert rendered(template, {"xs": []}).tables == []


def test_columns_repeat_and_the_grid_follows() -> None:
    template = with_table(
        ["Day", "{%tc for d in days %}", "{{ d }}", "{%tc endfor %}"],
        ["Hours", "{%tc for d in days %}", "{{ loop.index }}", "{%tc endfor %}"],
    )
    document = rendered(template, {"days": ["Mon", "Tue", "Wed", "Thu", "Fri"]})
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Day", "Mon", "Tue", "Wed", "Thu", "Fri"],
        ["Hours", "1", "2", "3", "4", "5"],
    ]
    assert len(table._tbl.tblGrid.findall(qn("w:gridCol"))) == 6


def test_spans_and_fills_come_from_data() -> None:
    template = with_table(
        ["{%tc for c in row %}", "{% cellbg c.fill %}{% colspan c.span %}{{ c.text }}", "{%tc endfor %}", ""],
    )
    row = [
        {"text": "a", "span": 2, "fill": "accent1@25"},
        {"text": "b", "span": 1, "fill": "#FF0000"},
        {"text": "c", "span": 1, "fill": ""},
    ]
    table = rendered(template, {"row": row}).tables[0]
    properties = [cell.find(qn("w:tcPr")) for cell in table._tbl.tr_lst[0].iterchildren(qn("w:tc"))]
    fills = [
        found.get(qn("w:fill")) if (found := item.find(qn("w:shd"))) is not None else None
        for item in properties
    ]
    assert [item.find(qn("w:gridSpan")) is not None for item in properties[:3]] == [True, False, False]
    assert fills[1] == "FF0000"
    assert fills[2] is None
    assert properties[0].find(qn("w:shd")).get(qn("w:themeFill")) == "accent1"


def test_a_cell_keeps_its_last_paragraph() -> None:
    template = with_table(["{%p if x %}", "y"])
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p if x %}"
    cell.add_paragraph("shown")
    cell.add_paragraph("{%p endif %}")
    table = rendered(saved(document), {"x": False}).tables[0]
    assert [paragraph.text for paragraph in table.cell(0, 0).paragraphs] == [""]
    assert template


def test_headers_footers_and_properties_are_filled() -> None:
    document = docx.Document()
    document.core_properties.title = "{{ title }}"
    document.sections[0].header.paragraphs[0].text = "{{ title }}"
    document.sections[0].footer.paragraphs[0].text = "{% if x %}{{ title }}{% endif %}"
    made = rendered(saved(document), {"title": "A & B", "x": True})
    assert made.core_properties.title == "A & B"
    assert made.sections[0].header.paragraphs[0].text == "A & B"
    assert made.sections[0].footer.paragraphs[0].text == "A & B"


def test_comments_leave_nothing() -> None:
    assert texts(with_paragraphs("a{# no #}b", "{#p gone #}", "c")) == ["ab", "c"]


def test_escaped_delimiters_print_themselves() -> None:
    assert texts(with_paragraphs("{_{ x }_} and {_% y %_}")) == ["{{ x }} and {% y %}"]


def test_trim_signs_join_with_the_text_before_and_after() -> None:
    template = with_paragraphs(
        "in ", "{%- if x -%}", "town", "{%- else -%}", "country", "{%- endif -%}", " now"
    )
    assert texts(template, {"x": True}) == ["in town now"]
    assert texts(template, {"x": False}) == ["in country now"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("{% set a = 1 %}{% for i in xs %}{% set a = i %}{% endfor %}{{ a }}", "1"),
        (
            "{% set ns = namespace(n=0) %}{% for i in xs %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
            "6",
        ),
        ("{% macro m(a, b='!') %}{{ a }}{{ b }}{% endmacro %}{{ m('<x>') }}{{ m(1, b=2) }}", "<x>!12"),
        ("{% macro w() %}[{{ caller() }}]{% endmacro %}{% call w() %}a&b{% endcall %}", "[a&b]"),
        ("{% for i in xs if i > 1 %}{{ i }}{{ ',' if not loop.last }}{% endfor %}", "2,3"),
        ("{% for i in no %}{{ i }}{% else %}empty{% endfor %}", "empty"),
        ("{% for a, b in pairs %}{{ a }}={{ b }};{% endfor %}", "x=1;y=2;"),
        ("{% for k, v in d.items() %}{{ k }}{{ v }}{% endfor %}", "k1"),
        (
            "{% for n in tree recursive %}{{ n.v }}{% if n.c %}({{ loop(n.c) }}){% endif %}{% endfor %}",
            "1(23)",
        ),
        ("{% with q = 2 %}{{ q * 3 }}{% endwith %}", "6"),
        ("{% filter upper %}a&b{{ xs[0] }}{% endfilter %}", "A&B1"),
        ("{% set t %}x&y{% endset %}{{ t }}{{ t|upper }}", "x&yX&Y"),
        ("{{ xs[1:] | join('-') }}{{ xs | sum }}{{ (xs | first) ~ 'a' }}", "2-361a"),
        ("{{ 'yes' if 2 in xs and not no else 'no' }}", "yes"),
        ("{{ missing_name | default('d') }}{{ 'x' is defined }}{{ nope is defined }}", "dTrueFalse"),
        ("{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 ** 3 }}{{ -1 + 2 }}", "3381"),
        ("{{ '%s' is string }}{{ xs is iterable }}{{ 3 is odd }}", "TrueTrueTrue"),
        ("{{ pairs | map('first') | list | join }}{{ d | length }}", "xy1"),
        ("{{ ['2027-03-16'] | map('date', 'short') | join }}", "16/03/2027"),
        ("{% raw %}{{ not a tag }}{% endraw %}", "{{ not a tag }}"),
    ],
)
def test_the_whole_language_works(code: str, shown: str) -> None:
    data = {
        "xs": [1, 2, 3],
        "no": [],
        "pairs": [("x", 1), ("y", 2)],
        "d": {"k": 1},
        "tree": [{"v": 1, "c": [{"v": 2, "c": []}, {"v": 3, "c": []}]}],
    }
    assert texts(with_paragraphs(code), data) == [shown]


def test_data_wins_over_the_methods_of_a_group() -> None:
    assert texts(with_paragraphs("{{ order.items }}"), {"order": {"items": "three"}}) == ["three"]


def test_drawing_ids_stay_unique_in_a_loop() -> None:
    document = docx.Document()
    document.add_paragraph("{%p for x in xs %}")
    document.add_picture(_pixel())
    document.add_paragraph("{%p endfor %}")
    made = rendered(saved(document), {"xs": [1, 2, 3]})
    ids = [node.get("id") for node in made.element.body.iter(qn("wp:docPr"))]
    assert len(ids) == 3
    assert len(set(ids)) == 3


def _pixel() -> object:
    import io
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def test_what_is_no_list_yet_is_not_counted_and_the_mending_is_told() -> None:
    template = with_paragraphs('{{ xs|selectattr("a")|length }}')
    (problem,) = problems(template, {"xs": [{"a": 1}]})
    assert "put list before it" in problem.message
