"""Tags in the addresses of links and in the instructions of fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from openpyxl.worksheet.hyperlink import Hyperlink

from docgen.engine import Template
from docgen.errors import DocgenError
from docgen.problems import Problem
from tests.hostile.places import inserted, repacked
from tests.hostile.places_shared import relation
from tests.hostile.places_word import field, paragraph, run
from tests.unit.engine.excel import make as excel
from tests.unit.engine.make import problems, saved
from tests.unit.engine.powerpoint import make as powerpoint

SITES = {
    "sites": [{"name": "A", "url": "https://a.example/"}, {"name": "B", "url": "https://b.example/?x=1&y=2"}]
}
_WORD_RELATIONS = "word/_rels/document.xml.rels"
_SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"


def with_link(target: str, *, loop: bool = False) -> bytes:
    """Return a document with a link, in a loop over sites if wanted."""
    document = docx.Document()
    lines = ["{%p for site in sites %}", "", "{%p endfor %}"] if loop else [""]
    made = [document.add_paragraph(line) for line in lines]
    text = "{{ site.name }}" if loop else "here"
    link = parse_xml(paragraph(f'<w:hyperlink r:id="rIdLink">{run(text)}</w:hyperlink>'))
    made[len(made) // 2]._p.getparent().replace(made[len(made) // 2]._p, link)
    entry = relation("rIdLink", "hyperlink", target.replace("&", "&amp;"), external=True)
    return repacked(saved(document), {_WORD_RELATIONS: inserted("</Relationships>", entry)})


def word_links(raw: bytes) -> list[tuple[str, str]]:
    document = docx.Document(io.BytesIO(raw))
    return [
        (
            "".join(text.text or "" for text in link.iter(qn("w:t"))),
            document.part.rels[link.get(qn("r:id"))].target_ref,
        )
        for link in document.element.body.iter(qn("w:hyperlink"))
    ]


def relations_of(raw: bytes, part: str = _WORD_RELATIONS) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(part).decode()


def refused(raw: bytes, data: Mapping[str, Any] | None = None) -> list[Problem]:
    try:
        Template.open(raw, name="t").render(data or {})
    except DocgenError as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize(
    "typed",
    ["{{ url }}", "%7b%7b%20url%20%7d%7d", "%7B%7B%20url%20%7D%7D", "{{ scheme }}://{{ host }}/a?b=c&d=%20"],
)
def test_a_link_leads_where_its_tags_say_however_word_wrote_them(typed: str) -> None:
    data = {"url": "https://x.example/a?b=c&d=%20", "scheme": "https", "host": "x.example"}
    made = Template.open(with_link(typed)).render(data)
    assert word_links(made) == [("here", "https://x.example/a?b=c&d=%20")]


def test_each_round_of_a_loop_has_a_link_of_its_own() -> None:
    made = Template.open(with_link("{{ site.url }}", loop=True)).render(SITES)
    assert word_links(made) == [(site["name"], site["url"]) for site in SITES["sites"]]


def test_no_relationship_with_a_tag_is_left_behind() -> None:
    made = Template.open(with_link("%7B%7B%20url%20%7D%7D")).render({"url": "https://x.example/"})
    assert "%7B" not in relations_of(made)
    assert "rIdLink" not in relations_of(made)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "no address", ""]
)
def test_what_is_no_address_of_the_web_or_of_mail_is_refused_with_its_path(url: str) -> None:
    (problem,) = problems(with_link("{{ client.url }}"), {"client": {"url": url}})
    assert (problem.code, problem.where.path) == ("wrong-value", "client.url")


def test_a_name_that_is_not_known_in_an_address_is_told_with_a_suggestion() -> None:
    (problem,) = problems(with_link("{{ client.ulr }}"), {"client": {"url": "https://x.example/"}})
    assert (problem.code, problem.where.path) == ("unknown-name", "client.ulr")
    assert "client.url" in problem.hint


@pytest.mark.parametrize("typed", ["{% if x %}https://x.example/{% endif %}", "{{p url }}", "{{ url"])
def test_an_address_takes_tags_that_print_and_no_others(typed: str) -> None:
    assert {problem.code for problem in problems(with_link(typed), {"x": 1, "url": "x"})} <= {
        "misplaced-tag", "unclosed-tag"
    }  # fmt: skip
    assert problems(with_link(typed), {"x": 1, "url": "x"}) != []


@pytest.mark.parametrize("kind", ["image", "oleObject", "attachedTemplate"])
def test_a_tag_in_the_address_of_a_part_that_office_would_fetch_is_refused(kind: str) -> None:
    entry = relation("rIdX", kind, "{{ url }}", external=True)
    raw = repacked(saved(docx.Document()), {_WORD_RELATIONS: inserted("</Relationships>", entry)})
    (problem,) = problems(raw, {"url": "https://x.example/"})
    assert problem.code == "misplaced-tag"
    assert "{{ url }}" in problem.message


def test_a_link_value_in_an_address_gives_its_address() -> None:
    from docgen.engine.rich import Link

    made = Template.open(with_link("{{ portal }}")).render({"portal": Link("Portal", "https://x.example/p")})
    assert word_links(made) == [("here", "https://x.example/p")]


# -- decks ----------------------------------------------------------------------------------------------


def test_a_slide_of_each_round_has_a_link_of_its_own() -> None:
    deck = powerpoint.deck()
    slide = powerpoint.add_slide(deck, "{{ site.name }}", "go", notes=["{%slide for site in sites %}"])
    slide.shapes[1].text_frame.paragraphs[0].runs[0].hyperlink.address = "{{ site.url }}"
    made = pptx.Presentation(io.BytesIO(Template.open(powerpoint.saved(deck)).render(SITES)))
    found = [each.shapes[1].text_frame.paragraphs[0].runs[0].hyperlink.address for each in made.slides]
    assert found == [site["url"] for site in SITES["sites"]]


def test_a_line_end_in_a_linked_text_names_no_relationship_that_is_gone() -> None:
    deck = powerpoint.deck()
    slide = powerpoint.add_slide(deck, "Title", "{{ text }}")
    slide.shapes[1].text_frame.paragraphs[0].runs[0].hyperlink.address = "{{ url }}"
    raw = Template.open(powerpoint.saved(deck)).render({"text": "one\ntwo", "url": "https://x.example/"})
    runs = pptx.Presentation(io.BytesIO(raw)).slides[0].shapes[1].text_frame.paragraphs[0].runs
    assert [(each.text, each.hyperlink.address) for each in runs] == [
        ("one", "https://x.example/"),
        ("two", None),
    ]


# -- workbooks ------------------------------------------------------------------------------------------


def with_cell_link(cells: Mapping[str, str], ref: str, target: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "S"
    for name, text in cells.items():
        book.active[name] = text
    book.active[ref.partition(":")[0]].hyperlink = Hyperlink(ref=ref, target=target, tooltip="Open {{ tip }}")
    raw = excel.saved(book)
    return repacked(
        raw, {"xl/worksheets/sheet1.xml": lambda text: text.replace(f'ref="{ref[:2]}"', f'ref="{ref}"')}
    )


def test_a_linked_cell_in_a_loop_leads_where_its_round_says() -> None:
    cells = {"A1": "{%tr for site in sites %}", "A2": "{{ site.name }}", "A3": "{%tr endfor %}", "A4": "end"}
    raw = Template.open(with_cell_link(cells, "A2", "{{ site.url }}")).render({**SITES, "tip": "R&D"})
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["S"]
    found = [(cell.value, cell.hyperlink.target, cell.hyperlink.tooltip) for (cell,) in sheet["A1:A2"]]
    assert found == [(site["name"], site["url"], "Open R&D") for site in SITES["sites"]]
    assert sheet["A3"].hyperlink is None


def test_a_linked_cell_that_is_left_out_takes_its_link_along() -> None:
    cells = {"A1": "{%tr if wanted %}", "A2": "here", "A3": "{%tr endif %}", "A4": "end"}
    raw = Template.open(with_cell_link(cells, "A2", "{{ url }}")).render(
        {"wanted": False, "url": "https://x.example/", "tip": "x"}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["S"]
    assert [(cell.value, cell.hyperlink) for (cell,) in sheet["A1:A1"]] == [("end", None)]
    assert "hyperlinks" not in excel_part(raw, "xl/worksheets/sheet1.xml")


def excel_part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()


def test_a_link_with_a_tag_over_several_cells_is_refused() -> None:
    (problem,) = refused(with_cell_link({"A1": "x", "B1": "y"}, "A1:B1", "{{ url }}"), {"tip": "x"})
    assert (problem.code, problem.where.trail) == ("misplaced-tag", ("S!A1:B1",))


# -- fields ---------------------------------------------------------------------------------------------


def with_field(instruction: str) -> bytes:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(paragraph(field(instruction, run("shown")))))
    return saved(document)


def instruction_of(raw: bytes, data: Mapping[str, Any]) -> str:
    document = docx.Document(io.BytesIO(Template.open(raw).render(data)))
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:instrText")))


def test_the_address_of_a_hyperlink_field_may_hold_tags() -> None:
    raw = with_field(' HYPERLINK "https://x.example/{{ site["code"] }}" \\t "_blank" ')
    found = instruction_of(raw, {"site": {"code": 'a"b\\c'}})
    assert found == ' HYPERLINK "https://x.example/a%22b%5Cc" \\t "_blank" '


def test_the_address_of_a_field_is_found_over_several_runs() -> None:
    texts = (' HYPERLINK "{{ u', "rl }}", '" ')
    codes = "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in texts)
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    document = docx.Document()
    document.element.body.insert(0, parse_xml(paragraph(f"{marks[0]}{codes}{marks[1]}{run('x')}{marks[2]}")))
    assert (
        instruction_of(saved(document), {"url": "https://x.example/"}) == ' HYPERLINK "https://x.example/" '
    )


@pytest.mark.parametrize(
    "typed",
    [
        ' INCLUDETEXT "{{ x }}" ', " DDEAUTO {{ x }} ", ' IF {{ x }} = "a" "b" "c" ', ' HYPERLINK {{ x }} ',
        ' HYPERLINK "https://x.example/" \\o "{{ x }}" ', ' QUOTE "{{ x }}" ', " MERGEFIELD {{ x }} ",
    ],
)  # fmt: skip
def test_no_other_instruction_of_a_field_holds_tags(typed: str) -> None:
    assert [problem.code for problem in problems(with_field(typed), {"x": "y"})] == ["tag-in-field"]


def _simple(typed: str) -> bytes:
    document = docx.Document()
    simple = f"<w:fldSimple w:instr='{typed}'>{run('x')}</w:fldSimple>"
    document.element.body.insert(0, parse_xml(paragraph(simple)))
    return saved(document)


def test_a_simple_field_follows_the_same_rule() -> None:
    assert {problem.code for problem in problems(_simple(' INCLUDETEXT "{{ x }}" '), {"x": "y"})} == {
        "tag-in-field"
    }
    raw = Template.open(_simple(' HYPERLINK "{{ x }}" ')).render({"x": "https://x.example/"})
    node = next(docx.Document(io.BytesIO(raw)).element.body.iter(qn("w:fldSimple")))
    assert node.get(qn("w:instr")) == ' HYPERLINK "https://x.example/" '


@pytest.mark.parametrize("make", [with_link, with_field])
def test_what_has_no_tag_stays_as_it_is(make: Callable[[str], bytes]) -> None:
    raw = make("https://x.example/a%20b")
    made = Template.open(raw).render({})
    for name in ("word/document.xml", _WORD_RELATIONS):
        assert excel_part(made, name) == excel_part(raw, name)
