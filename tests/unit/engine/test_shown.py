"""Which part of its data a template can show: the paths that its tags name, and what of the values there counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from docgen.engine import Template
from docgen.engine.runtime import Printer
from tests.unit.engine.make import with_paragraphs


@dataclass(frozen=True)
class Fact:
    """A value that is no mapping."""

    name: str
    note: str | None = None

    @property
    def label(self) -> str:
        return self.name.upper()


@dataclass(frozen=True)
class Unknown:
    """A value that counts as false, and prints."""

    owner: str

    def __bool__(self) -> bool:
        return False


PRINTERS: Mapping[type, Printer] = {Unknown: lambda value, _: f"TBC {value.owner}"}


def paths(*texts: str, **options: Any) -> list[str]:
    """Return what a template of these paragraphs shows."""
    return list(Template.open(with_paragraphs(*texts), missing="blank", **options).shown.paths)


def same(text: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Return whether a template shows the same of two data sets."""
    shown = Template.open(with_paragraphs(text), missing="blank").shown
    return shown.of(first) == shown.of(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ client.name }}", ["client.name"]),
        ("{{ client['trading name'] }}", ["client['trading name']"]),
        ("{{ rows[0].name }}{{ rows[-1].name }}", ["rows[-1].name", "rows[0].name"]),
        ("{{ rows[:2]|length }}", ["rows[] (how many)"]),
        ("{% if client.agreed %}yes{% endif %}", ["client.agreed (whether)"]),
        ("{% if not a and (b or c) %}x{% endif %}", ["a (whether)", "b (whether)", "c (whether)"]),
        ("{{ rows|length }}", ["rows (how many)"]),
        ("{% if x is none %}-{% endif %}", ["x (type)"]),
        ("{% if x == y.z %}-{% endif %}", ["x", "y.z"]),
        ("{{ 'a' if x else y }}", ["x (whether)", "y"]),
        ("{{ x.name or y.name }}", ["x.name (as text)", "x.name (whether)", "y.name"]),
        ("{{ x ~ y.z }}{{ p + q.r }}", ["p", "q.r", "x", "y.z"]),
        ("{{ day|date('short') }}", ["day"]),
        ("{{ name.upper() }}", ["name"]),
        ("{{ table[key] }}", ["key", "table"]),
        ("{{ range(n)|length }}", ["n", "range"]),
        ("nothing", []),
    ],
)
def test_an_expression_shows_what_it_looks_at(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% for r in rows %}{{ r.name }}{% endfor %}", ["rows[].name"]),
        ("{% for r in rows if r.open %}{{ r.name }}{% endfor %}", ["rows[].name", "rows[].open (whether)"]),
        ("{% for r in rows %}{{ loop.index }}{% else %}none{% endfor %}", ["rows[] (how many)"]),
        ("{% for r in rows %}{{ loop.previtem.name }}{% endfor %}", ["rows[].name"]),
        ("{% for a, b in rows %}{{ a }}{{ b.x }}{% endfor %}", ["rows[][0]", "rows[][1].x"]),
        ("{% for r in a.rows %}{% for c in r.cells %}{{ c }}{% endfor %}{% endfor %}", ["a.rows[].cells[]"]),
        ("{% set r = rows[0] %}{{ r.name }}", ["rows[0].name"]),
        ("{% if x %}{% set r = a %}{% endif %}{{ r.n }}", ["a.n", "r.n", "x (whether)"]),
        ("{% set r = a %}{% set r = b %}{{ r.n }}", ["b.n"]),
        ("{% with r = a.b %}{{ r.c }}{% endwith %}{{ r }}", ["a.b.c", "r"]),
        ("{% set t %}{{ a.b }}{% endset %}{{ t|upper }}", ["a.b"]),
        ("{% for l, v in [('x', a.b), ('y', c.d)] %}{{ l }}{{ v.e }}{% endfor %}", ["a.b.e", "c.d.e"]),
        ("{% set n = namespace(x=a) %}{% set n.x = b %}{{ n.x.y }}", ["a", "b", "namespace"]),
        ("{% for n in tree recursive %}{{ n.name }}{{ loop(n.below) }}{% endfor %}", ["tree[].below", "tree[].name"]),
    ],
)  # fmt: skip
def test_names_stand_for_the_places_that_they_were_given(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% macro m(p, q=c.d) %}{{ p.x }}{{ q.y }}{% endmacro %}{{ m(a.b) }}", ["a.b.x", "c.d.y"]),
        ("{% macro m(p) %}{{ p.x }}{% endmacro %}{{ m(a) }}{{ m(p=b) }}", ["a.x", "b.x"]),
        ("{% macro m(p) %}{{ p.x }}{% endmacro %}", []),
        ("{% macro m() %}{{ caller(a.b) }}{% endmacro %}{% call(p) m() %}{{ p.x }}{% endcall %}", ["a.b.x"]),
        ("{% macro m(p) %}{{ p.x }}{% endmacro %}{{ f(m, a) }}", ["a", "f"]),
        ("{% macro m() %}{{ varargs[0].x }}{{ kwargs.k.y }}{% endmacro %}{{ m(a, k=b) }}", ["a.x", "b.y"]),
    ],
)
def test_a_macro_shows_what_it_looks_at_of_what_it_is_given(text: str, expected: list[str]) -> None:
    found = paths(text)
    assert [
        path for path in found if path.rpartition(".")[0] not in ("a", "b") or path in expected
    ] == expected


def test_a_macro_out_of_sight_shows_what_its_names_come_to_mean_later() -> None:
    text = (
        "{% set ns = namespace() %}{% set x = a %}{% macro m() %}{{ x.name }}{% endmacro %}{% set ns.m = m %}"
        "{% set x = b %}{{ ns.m() }}{% set x = c %}"
    )
    assert set(paths(text)) == {"a.name", "b.name", "c.name", "namespace"}


def test_what_is_set_where_a_loop_has_no_round_may_be_set_or_not() -> None:
    text = "{% set x = a %}{% for r in rows %}{% else %}{% set x = b %}{% endfor %}{{ x.name }}"
    assert paths(text) == ["a.name", "b.name", "rows[] (how many)"]


def test_a_macro_that_calls_itself_shows_all_of_what_it_hands_on() -> None:
    text = (
        "{% macro m(n) %}{{ n.name }}{% for b in n.below %}{{ m(b) }}{% endfor %}{% endmacro %}{{ m(tree) }}"
    )
    found = paths(text)
    assert "tree.name" in found
    assert max(found, key=len) == "tree.below[].below[].below[].below[]"


def test_macros_that_hand_on_macros_without_end_show_all_that_the_template_names() -> None:
    text = "{% macro m(f) %}{{ m(m) }}{{ f.name }}{% endmacro %}{{ m(a.b) }}{{ c.d }}"
    assert paths(text) == ["a", "c", "f", "m"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ (rows|first).name }}", ["rows[].name"]),
        ("{% for r in rows|sort(attribute='a.b') %}{{ r.name }}{% endfor %}", ["rows[].a.b", "rows[].name"]),
        ("{{ rows|sort(attribute='a,b')|length }}", ["rows[].a", "rows[].b"]),
        ("{{ rows|sort|length }}", ["rows[]"]),
        ("{{ rows|map(attribute='name')|join(', ') }}", ["rows[].name"]),
        ("{{ rows|map('upper')|join(', ') }}", ["rows"]),
        ("{{ rows|selectattr('open')|list|length }}", ["rows[].open (whether)"]),
        ("{{ rows|selectattr('kind', 'eq', wanted)|list|length }}", ["rows[].kind", "wanted"]),
        ("{{ rows|rejectattr('end', 'none')|list|length }}", ["rows[].end (type)"]),
        ("{{ rows|select|list|length }}", ["rows[] (whether)"]),
        ("{{ rows|sum(attribute='days') }}{{ rows|sum('days') }}", ["rows[].days"]),
        ("{% for b in rows|batch(2) %}{% for r in b %}{{ r.name }}{% endfor %}{% endfor %}", ["rows[].name"]),
        ("{% for k, g in rows|groupby('kind') %}{{ k }}{{ g|length }}{% endfor %}", ["rows[].kind"]),
        ("{% for k, g in rows|groupby('kind') %}{{ g[0].name }}{% endfor %}", ["rows[].kind", "rows[].name"]),
        ("{{ (x|default(y.z)).name }}", ["x (type)", "x (whether)", "x.name", "y.z"]),
        ("{{ rows|unique(attribute='id')|list|length }}", ["rows[].id"]),
        ("{{ x|diagram }}", ["x"]),
    ],
)
def test_a_filter_shows_what_it_looks_at(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


def test_headers_notes_and_properties_count_like_the_body(tmp_path: Any) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("{{ a.body }}")
    document.sections[0].header.paragraphs[0].text = "{{ a.header }}"
    document.core_properties.title = "{{ a.title }}"
    document.save(tmp_path / "t.docx")
    assert Template.open(tmp_path / "t.docx").shown.paths == ("a.body", "a.header", "a.title")


def test_a_property_counts_by_its_value_and_not_by_what_it_is_made_of() -> None:
    assert same("{{ f.label }}", {"f": Fact("a", "x")}, {"f": Fact("A", "y")})
    assert not same("{{ f.label }}", {"f": Fact("a")}, {"f": Fact("b")})


def test_of_a_condition_only_the_answer_counts() -> None:
    text = "{% if rows %}some{% endif %}"
    assert same(text, {"rows": [1, 2]}, {"rows": ["x"]})
    assert not same(text, {"rows": [1]}, {"rows": []})


def test_a_list_that_is_printed_where_it_is_no_list_counts_by_what_is_looped_over() -> None:
    text = "{% if x is iterable %}{% for r in x %}{{ r.name }}{% endfor %}{% else %}{{ x }}{% endif %}"
    assert same(text, {"x": [Fact("a", "1")]}, {"x": [Fact("a", "2")]})
    assert not same(text, {"x": [Fact("a")]}, {"x": [Fact("a"), Fact("b")]})
    assert not same(text, {"x": 1}, {"x": 2})


def test_what_a_printer_prints_counts_whole() -> None:
    text = "{{ x }}{{ x.owner }}"
    shown = Template.open(with_paragraphs(text), printers=PRINTERS).shown
    assert shown.of({"x": Unknown("a")})[0] == [Unknown("a"), "a"]
    bare = Template.open(with_paragraphs(text)).shown  # the tag {{ x }} ends any rendering
    assert bare.of({"x": Unknown("a")})[0] == ["a"]


def test_what_is_missing_differs_from_what_is_nothing() -> None:
    found: list[dict[str, Any]] = [{"x": {}}, {"x": {"y": None}}, {"x": {"y": {"z": None}}}, {"x": None}, {}]
    shown = Template.open(with_paragraphs("{{ x.y.z }}"), missing="blank").shown
    assert len({repr(shown.of(data)) for data in found}) == len(found)


def test_members_of_a_mapping_that_is_looped_over_count_by_key_and_in_their_order() -> None:
    text = "{% for key in table %}{{ key }}{% endfor %}"
    assert not same(text, {"table": {"a": 1, "b": 2}}, {"table": {"b": 2, "a": 1}})
    assert not same(text, {"table": {"a": 1}}, {"table": {"c": 1}})


def test_a_name_of_the_data_that_no_tag_mentions_is_never_looked_up() -> None:
    class Data(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            assert name == "a"
            return super().__getitem__(name)

    shown = Template.open(with_paragraphs("{{ a.b }}")).shown
    assert shown.of(Data(a={"b": 1}, c=2)) == ([1], [2, 3, 2])
    assert shown.names == {"a"}
