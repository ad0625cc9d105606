"""Every fault of a template or of its data has a code, a place, and all are told at once."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from docgen.engine import Template
from docgen.errors import PackageError, RenderError, TemplateError
from tests.unit.engine.make import problems, saved, with_paragraphs, with_table


def _codes(template: bytes, data: dict | None = None, **options: object) -> list[str]:
    return [problem.code for problem in problems(template, data, **options)]


def test_a_misspelt_name_is_reported_with_its_place_and_a_suggestion() -> None:
    document = docx.Document()
    document.add_heading("Targets", 1)
    table = document.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "{{ target.respons }}"
    (problem,) = problems(saved(document), {"target": {"response": "15 min"}})
    assert problem.code == "unknown-name"
    assert str(problem.where) == "t.docx › Targets › table 1 › row 2, column 2"
    assert problem.where.path == "target.respons"
    assert problem.hint == "Did you mean target.response?"


def test_a_fault_in_a_loop_names_the_item_by_id_or_position() -> None:
    template = with_paragraphs("{% for s in sites %}{{ s.circuit.mbps }}{% endfor %}")
    by_id = problems(
        template, {"sites": [{"id": "mel", "circuit": {"mbps": 1}}, {"id": "gee", "circuit": {}}]}
    )
    by_position = problems(template, {"sites": [{"circuit": {}}, {"circuit": {"mbps": 1}}]})
    assert [p.where.path for p in (*by_id, *by_position)] == [
        "sites[gee].circuit.mbps",
        "sites[0].circuit.mbps",
    ]


def test_all_faults_of_the_data_are_told_at_once() -> None:
    template = with_paragraphs(
        "{{ a }} {{ b.c }}", "{% for i in n %}x{% endfor %}", "{{ d|date }}", "{% if zz %}1{% endif %}"
    )
    found = problems(template, {"b": {}, "n": 3, "d": "hello"})
    assert [(p.code, p.where.path) for p in found] == [
        ("unknown-name", "a"),
        ("unknown-name", "b.c"),
        ("wrong-value", "n"),
        ("wrong-value", "d"),
        ("unknown-name", "zz"),
    ]


def test_repeated_faults_of_one_tag_are_counted_not_listed() -> None:
    found = problems(with_paragraphs("{% for x in xs %}{{ x.nme }}{% endfor %}"), {"xs": [{"name": 1}] * 50})
    assert len(found) == 1
    assert "49 more" in found[0].message


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["{% if a %}x"], ["unbalanced-block"]),
        (["x{% endif %}"], ["unbalanced-block"]),
        (["{% for a in b %}{% if a %}{% endfor %}"], ["unbalanced-block"]),
        (["{{ a", "b }}"], ["unclosed-tag"]),
        (["{{ client's name }}"], ["unclosed-quote"]),
        (["{{ a| }}", "{{ b..c }}"], ["tag-syntax", "tag-syntax"]),
        (["{{ a|mony }}"], ["unknown-filter"]),
        (["{% if a is evn %}{% endif %}"], ["unknown-test"]),
        (["{% include 'x' %}"], ["refused-tag"]),
        (["{{ a.__class__ }}"], ["refused-name"]),
        (["{%tr if a %}"], ["misplaced-tag", "unbalanced-block"]),
        (["{% cellbg 'red' %}"], ["misplaced-tag"]),
        (["{% elif a %}"], ["unbalanced-block"]),
        (["{% foo %}"], ["tag-syntax"]),
    ],
)
def test_faults_of_a_template_are_found_when_it_is_opened(texts: list[str], codes: list[str]) -> None:
    with pytest.raises(TemplateError) as caught:
        Template.open(with_paragraphs(*texts))
    assert [problem.code for problem in caught.value.problems] == codes


def test_a_loop_opened_in_one_cell_and_closed_in_another_row_is_crossing() -> None:
    template = with_table(["{% for a in b %}x", "y"], ["z", "{% endfor %}"])
    assert _codes(template) == ["crossing-block"]


def test_text_beside_a_block_tag_is_a_warning_or_an_error_as_asked() -> None:
    template = with_paragraphs("lost {%p if a %}", "x", "{%p endif %}")
    assert [problem.code for problem in Template.open(template).warnings] == ["text-beside-tag"]
    from docgen.problems import Severity

    assert _codes(template, {"a": 1}, text_beside=Severity.ERROR) == ["text-beside-tag"]


@pytest.mark.parametrize("value", ["a\x00b", "a\x0bb", "a\x1fb", "a\ud83db", "a\ufffeb"])
def test_what_xml_cannot_hold_is_refused_with_the_data_path(value: str) -> None:
    (problem,) = problems(with_paragraphs("{{ client.name }}"), {"client": {"name": value}})
    assert (problem.code, problem.where.path) == ("wrong-value", "client.name")


@pytest.mark.parametrize("value", [None, [1], {"a": 1}, float("nan"), object()])
def test_what_cannot_be_printed_is_an_error_not_a_guess(value: object) -> None:
    assert _codes(with_paragraphs("{{ x }}"), {"x": value}) == ["wrong-value"]


def test_missing_blank_prints_nothing_however_deep() -> None:
    assert _codes(with_paragraphs("[{{ a.b.c }}{{ n }}]"), {"n": None}, missing="blank") == []


@pytest.mark.parametrize(
    "code",
    [
        "{{ 'x' * 2000000000 }}",
        "{{ 9 ** (9 ** 9) }}",
        "{% for a in range(99999999) %}{% endfor %}",
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "{{ ''.join(['a']).__class__ }}",
        "{{ x|attr('__class__') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ ''|format(1) if false else ('%0999999999d' % 1) }}",
    ],
)
def test_hostile_code_is_refused_or_bounded(code: str) -> None:
    assert len(problems(with_paragraphs(code), {"x": 1})) == 1


def test_files_that_are_no_templates_are_refused(tmp_path: Path) -> None:
    cases = {
        "empty.docx": b"",
        "text.docx": b"hello",
        "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    }
    codes = {}
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
    for path in (*(tmp_path / name for name in cases), tmp_path / "none.docx", tmp_path):
        with pytest.raises(PackageError) as caught:
            Template.open(path)
        codes[path.name] = caught.value.problems[0].code
    codes.pop(tmp_path.name)
    assert codes == {
        "empty.docx": "empty-file",
        "text.docx": "damaged",
        "old.docx": "encrypted",
        "none.docx": "no-file",
    }


def test_render_errors_are_docgen_errors() -> None:
    with pytest.raises(RenderError):
        Template.open(with_paragraphs("{{ nope }}")).render({})
