"""Content controls of Word: check boxes that follow a fact, and controls in which a tag stands."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.hostile.places_word import NAMES, control, paragraph, run
from tests.unit.engine.make import problems, rendered, saved

_W14 = f"{{{NAMES['w14']}}}"
_STATES = (
    '<w14:checked w14:val="{0}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
)


def with_control(title: str, kind: str, content: str) -> bytes:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(paragraph(control(title, kind, content))))
    return saved(document)


def with_box(title: str, *, checked: int = 0, sign: str = "☐", tag: str = "") -> bytes:
    tagged = f'<w:tag w:val="{tag}"/>' if tag else ""
    return with_control(title, f"{tagged}<w14:checkbox>{_STATES.format(checked)}</w14:checkbox>", run(sign))


def box_of(document: Document) -> tuple[str, str]:
    """Return whether the box is checked, as the file says, and the sign that it shows."""
    checked = next(document.element.body.iter(f"{_W14}checked"))
    return checked.get(f"{_W14}val"), document.element.body.xpath("string(//w:sdtContent)")


@pytest.mark.parametrize(("value", "expected"), [(True, ("1", "☒")), (False, ("0", "☐"))])
@pytest.mark.parametrize("before", [0, 1])
def test_a_check_box_follows_the_tag_in_its_title(
    value: bool, expected: tuple[str, str], before: int
) -> None:
    raw = with_box("{{ client.signed }}", checked=before, sign="☐☒"[before])
    assert box_of(rendered(raw, {"client": {"signed": value}})) == expected


def test_a_check_box_follows_the_tag_in_its_tag_and_keeps_its_title() -> None:
    document = rendered(with_box("Signed", tag="{{ signed }}"), {"signed": True})
    assert box_of(document) == ("1", "☒")
    assert [node.get(qn("w:val")) for node in document.element.body.iter(qn("w:alias"))] == ["Signed"]
    assert list(document.element.body.iter(qn("w:tag"))) == []


def test_the_words_beside_the_tag_stay_the_title() -> None:
    document = rendered(with_box("Signed {{ signed }}"), {"signed": False})
    assert [node.get(qn("w:val")) for node in document.element.body.iter(qn("w:alias"))] == ["Signed"]


@pytest.mark.parametrize("value", ["yes", "", 1, None, [True]])
def test_a_check_box_takes_yes_or_no_and_nothing_else(value: object) -> None:
    found = problems(with_box("{{ signed }}"), {"signed": value})
    assert {(problem.code, problem.where.path) for problem in found} == {("wrong-value", "signed")}


@pytest.mark.parametrize("title", ["{% if x %}", "{{ a }}{{ b }}", "{{ a"])
def test_a_check_box_follows_one_printing_tag(title: str) -> None:
    assert {problem.code for problem in problems(with_box(title), {"x": 1, "a": True, "b": True})} <= {
        "misplaced-tag", "unclosed-tag", "unbalanced-block"
    }  # fmt: skip
    assert problems(with_box(title), {"x": 1, "a": True, "b": True}) != []


def test_a_check_box_in_a_loop_follows_each_round() -> None:
    document = docx.Document()
    document.add_paragraph("{%p for done in all %}")
    states = f"<w14:checkbox>{_STATES.format(0)}</w14:checkbox>"
    document.element.body.insert(1, parse_xml(paragraph(control("{{ done }}", states, run("☐")))))
    document.element.body.insert(2, parse_xml(paragraph(run("{%p endfor %}"))))
    body = rendered(saved(document), {"all": [True, False, True]}).element.body
    assert [node.get(f"{_W14}val") for node in body.iter(f"{_W14}checked")] == ["1", "0", "1"]
    assert body.xpath("string()").strip() == "☒☐☒"


def test_a_check_box_without_a_tag_stays_as_it_is() -> None:
    assert box_of(rendered(with_box("Signed", checked=1, sign="☒"), {})) == ("1", "☒")


BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{00000000-0000-4000-8000-000000000001}"/>'


def test_word_does_not_write_a_bound_fact_over_a_tags_value() -> None:
    raw = with_control("Title", f"<w:showingPlcHdr/>{BOUND}<w:text/>", run("{{ name }}"))
    body = rendered(raw, {"name": "R&D"}).element.body
    assert body.xpath("string(//w:sdtContent)") == "R&D"
    assert [*body.iter(qn("w:dataBinding")), *body.iter(qn("w:showingPlcHdr"))] == []


def test_a_control_without_a_tag_keeps_what_it_is_bound_to() -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(paragraph(control("Title", f"{BOUND}<w:text/>", run("typed")))))
    document.add_paragraph("{{ name }}")
    assert len(list(rendered(saved(document), {"name": "x"}).element.body.iter(qn("w:dataBinding")))) == 1


def test_a_date_and_a_choice_forget_what_was_chosen_in_the_template() -> None:
    date = '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>'
    node = next(
        rendered(with_control("D", date, run("{{ day }}")), {"day": "1 March 2027"}).element.body.iter(
            qn("w:date")
        )
    )
    assert node.get(qn("w:fullDate")) is None
    choice = '<w:dropDownList w:lastValue="1"><w:listItem w:displayText="One" w:value="1"/></w:dropDownList>'
    body = rendered(with_control("C", choice, run("{{ one }}")), {"one": "Two"}).element.body
    assert next(body.iter(qn("w:dropDownList"))).get(qn("w:lastValue")) is None
