"""docxtpl's value objects in a template's data: known by their shape, checked, written anew."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

from tests.unit.engine.make import problems, rendered, saved, texts, with_paragraphs, with_table
from tests.unit.engine.test_images import picture

docxtpl = pytest.importorskip("docxtpl", reason="the objects are docxtpl's (extra `bench`)")


def runs_of(value: Any, tag: str = "{{r x }}") -> list[Any]:
    return list(rendered(with_paragraphs(tag), {"x": value}).paragraphs[0].runs)


def refusal(value: Any, tag: str = "{{r x }}") -> str:
    (problem,) = problems(with_paragraphs(tag), {"x": value})
    return problem.message


def test_rich_text_keeps_its_formats_in_the_order_of_the_standard() -> None:
    (run,) = runs_of(
        docxtpl.RichText("A & B", color="#2a626b", bold=True, size=28, font="Arial", highlight="ffff00")
    )
    assert run.text == "A & B"
    assert (run.bold, run.font.size.pt, run.font.name, str(run.font.color.rgb)) == (
        True,
        14.0,
        "Arial",
        "2A626B",
    )
    names = [child.tag.partition("}")[2] for child in run._r.rPr]
    assert names == ["rFonts", "b", "color", "sz", "szCs", "shd"]
    assert run._r.rPr.find(qn("w:shd")).get(qn("w:val")) == "clear"


def test_words_beside_rich_text_stay_with_their_format() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("before {{r x }} after").bold = True
    (paragraph,) = rendered(saved(document), {"x": docxtpl.RichText("it", italic=True)}).paragraphs
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("before ", True, None),
        ("it", None, True),
        (" after", True, None),
    ]


def test_rich_text_begins_paragraphs_and_pages() -> None:
    template = with_paragraphs("{{r x }}!")
    paragraphs = rendered(template, {"x": docxtpl.RichText("one\ntwo\athree\ffour")}).paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["one\ntwo", "three", "four!"]
    assert [paragraph.paragraph_format.page_break_before for paragraph in paragraphs] == [None, None, True]


def test_a_listing_keeps_the_format_of_its_tag() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("{{ x }}").italic = True
    found = rendered(saved(document), {"x": docxtpl.Listing("R&D\nsales\alast")}).paragraphs
    assert [(paragraph.text, paragraph.runs[0].italic) for paragraph in found] == [
        ("R&D\nsales", True),
        ("last", True),
    ]


def test_the_signs_of_a_listing_mean_nothing_in_other_text() -> None:
    assert "U+0007" in refusal("one\atwo", "{{ x }}")


def test_a_listing_in_the_title_of_the_document_is_plain_text() -> None:
    document = docx.Document()
    document.core_properties.title = "{{ x }}"
    assert rendered(saved(document), {"x": docxtpl.Listing("one\atwo")}).core_properties.title == "one\ntwo"


def test_a_link_is_made_from_the_address_that_the_rich_text_names() -> None:
    rich = docxtpl.RichText()
    rich.add("the terms", url_id="https://www.example.com/terms")
    (link,) = rendered(with_paragraphs("See {{r x }}."), {"x": rich}).paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("the terms", "https://www.example.com/terms")


def test_a_link_by_the_id_of_another_copy_is_refused_with_what_to_do() -> None:
    assert 'url_id="https://' in refusal(docxtpl.RichText("the terms", url_id="rId7"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"color": "red"},
        {"color": '000000"/><w:b w:x="'},
        {"highlight": "yellow"},
        {"font": 'A"/><w:vanish/><w:x a="'},
    ],
)
def test_a_property_that_would_break_the_document_is_refused(wrong: dict[str, str]) -> None:
    assert "RichText" in refusal(docxtpl.RichText("x", **wrong))


def test_a_style_that_the_template_lacks_is_refused_with_near_names() -> None:
    assert "intense emphasis" in refusal(docxtpl.RichText("x", style="Intense Emphases"))


def test_a_style_may_be_named_as_word_names_it() -> None:
    (run,) = runs_of(docxtpl.RichText("x", style="Intense Emphasis"))
    assert run.style.name == "Intense Emphasis"


def test_rich_paragraphs_take_their_styles_and_stand_in_cells_too() -> None:
    rich = docxtpl.RichTextParagraph("first", parastyle="ListBullet")
    rich.add(docxtpl.RichText("second", bold=True))
    in_text: Any = rendered(with_paragraphs("{{p x }}"), {"x": rich}).paragraphs
    assert [(each.text, each.style.name) for each in in_text] == [
        ("first", "List Bullet"),
        ("second", "Normal"),
    ]
    (cell,) = rendered(with_table(["{{p x }}"]), {"x": rich}).tables[0].rows[0].cells
    assert [each.text for each in cell.paragraphs] == ["first", "second"]


def test_rich_paragraphs_within_text_are_refused() -> None:
    assert "{{p" in refusal(docxtpl.RichTextParagraph("first"), "{{ x }}")


def test_an_inline_image_takes_the_sides_that_it_asks_for_even_against_its_proportions() -> None:
    image = docxtpl.InlineImage(None, io.BytesIO(picture(size=(40, 20))), width=720_000, height=720_000)
    (shape,) = rendered(with_paragraphs("{{ x }}"), {"x": image}).inline_shapes
    assert (shape.width, shape.height) == (720_000, 720_000)


def test_an_inline_image_from_an_open_file_can_be_rendered_twice() -> None:
    image = docxtpl.InlineImage(None, io.BytesIO(picture(size=(40, 20))), width=720_000)
    template = with_paragraphs("{{ x }}")
    assert [len(rendered(template, {"x": image}).inline_shapes) for _ in range(2)] == [1, 1]


def test_an_inline_image_with_an_anchor_opens_it() -> None:
    image = docxtpl.InlineImage(None, io.BytesIO(picture(size=(4, 4))), anchor="https://www.example.com/")
    document = rendered(with_paragraphs("{{ x }}"), {"x": image})
    (click,) = document.element.body.iter(qn("a:hlinkClick"))
    assert document.part.rels[click.get(qn("r:id"))].target_ref == "https://www.example.com/"


def test_an_object_of_nobody_known_is_no_value() -> None:
    class Other:
        def __html__(self) -> str:
            return "<b>bold</b>"

    assert "kind Other" in refusal(Other(), "{{ x }}")


def test_the_break_that_begins_a_page_is_no_break_within_the_line() -> None:
    document = rendered(with_paragraphs("{{r x }}"), {"x": docxtpl.RichText("one\ftwo")})
    kinds = {node.get(qn("w:type")) for node in document.element.body.iter(qn("w:br"))}
    assert WD_BREAK.PAGE not in kinds
    assert texts(with_paragraphs("{{r x }}"), {"x": docxtpl.RichText("")}) == [""]
