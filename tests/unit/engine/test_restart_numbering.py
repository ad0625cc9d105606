"""Lists that begin anew where the template says so."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.unit.engine.make import problems, rendered, saved, with_paragraphs

DATA = {"sites": [{"name": "Sydney", "tasks": ["a", "b"]}, {"name": "Perth", "tasks": ["c"]}]}


def template(*, restart: bool, direct: bool = False) -> bytes:
    document = docx.Document()
    document.add_paragraph("{%p for site in sites %}")
    document.add_heading("{{ site.name }}", 1)
    if restart:
        document.add_paragraph("{%p restart numbering %}")
    document.add_paragraph("{%p for task in site.tasks %}")
    item = document.add_paragraph("{{ task }}", style="Normal" if direct else "List Number")
    if direct:
        number_directly(document, item)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    return saved(document)


def number_directly(document: Document, item: Any) -> None:
    numbering = item._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_numId().val = document.part.numbering_part.element.num_lst[0].numId
    level = OxmlElement("w:ilvl")
    level.set(qn("w:val"), "1")
    numbering.insert(0, level)


def lists(document: Any) -> list[int | None]:
    """Return the list that each item is in, by its own properties; None where its style says it."""
    items = [each._p.pPr for each in document.paragraphs if not each.style.name.startswith("Heading")]
    return [None if each is None or each.numPr is None else each.numPr.numId.val for each in items]


def overridden(document: Document, number: int) -> list[int]:
    root = document.part.numbering_part.element
    num = next(each for each in root.num_lst if each.numId == number)
    return [int(level.get(qn("w:ilvl"))) for level in num.findall(qn("w:lvlOverride"))]


def test_a_list_in_a_loop_goes_on_counting_unless_asked() -> None:
    assert lists(rendered(template(restart=False), DATA)) == [None, None, None]


def test_a_list_of_a_style_restarts_in_each_round() -> None:
    first, second, third = lists(rendered(template(restart=True), DATA))
    assert first == second
    assert None not in (first, third)
    assert first != third


def test_a_list_of_the_paragraphs_own_restarts_in_each_round() -> None:
    first, second, third = lists(rendered(template(restart=True, direct=True), DATA))
    assert first == second != third


def test_every_level_of_a_list_restarts() -> None:
    document = rendered(template(restart=True, direct=True), DATA)
    number = lists(document)[0]
    assert number is not None
    assert overridden(document, number)[0] == 0


def test_before_the_first_restart_a_list_stays_as_it_is() -> None:
    document = docx.Document()
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("{%p restart numbering %}")
    document.add_paragraph("{{ x }}", style="List Number")
    before, after = lists(rendered(saved(document), {"x": 1}))
    assert before is None
    assert after is not None


def test_the_tag_leaves_no_paragraph() -> None:
    shown = rendered(template(restart=True), DATA).paragraphs
    assert [each.text for each in shown] == ["Sydney", "a", "b", "Perth", "c"]


def test_the_tag_within_text_is_refused() -> None:
    (problem,) = problems(with_paragraphs("x {% restart numbering %}"))
    assert problem.code == "misplaced-tag"


def test_another_thing_to_restart_is_refused() -> None:
    (problem,) = problems(with_paragraphs("{%p restart pages %}"))
    assert problem.code == "misplaced-tag"
