"""Shapes: dropped by a condition in their alternative text, or filled by a picture, a chart, a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pptx.presentation import Presentation
from pptx.util import Inches

from docgen.engine.images import Image
from docgen.engine.values import SlideSpot, Value, WordSpot
from tests.unit.engine.powerpoint.make import add_slide, deck, png, problems, rendered, saved, texts

PICTURE_LAYOUT = 8  # picture with caption


def described(made: Presentation, shape: int, text: str) -> None:
    naming = made.slides[0].shapes[shape]._element.xpath(".//p:cNvPr")[0]
    naming.set("descr", text)


def test_a_condition_in_the_alternative_text_keeps_or_drops_the_shape() -> None:
    made = deck()
    add_slide(made, "T", "one", "two")
    described(made, 1, "{%shape if yes %} A box")
    described(made, 2, "{%shape if not yes %}")
    slide = rendered(saved(made), {"yes": True}).slides[0]
    assert texts(slide) == ["one"]
    assert slide.shapes[1]._element.xpath(".//p:cNvPr")[0].get("descr") == "A box"


def test_groups_are_walked_and_one_that_loses_all_its_shapes_goes() -> None:
    made = deck()
    slide = add_slide(made, "T")
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(1), Inches(1), Inches(1))
    box.text_frame.text = "{{ x }}"
    box._element.xpath(".//p:cNvPr")[0].set("descr", "{%shape if yes %}")
    kept = rendered(saved(made), {"yes": True, "x": "in"}).slides[0].shapes[1]
    assert kept.shapes[0].text_frame.text == "in"
    assert len(rendered(saved(made), {"yes": False, "x": ""}).slides[0].shapes) == 1


def test_tags_in_alternative_texts_are_printed() -> None:
    made = deck()
    add_slide(made, "T", "one")
    described(made, 1, 'Of {{ x }} & "co"')
    found = rendered(saved(made), {"x": "<A>"}).slides[0].shapes[1]
    assert found._element.xpath(".//p:cNvPr")[0].get("descr") == 'Of <A> & "co"'


def test_a_picture_takes_the_place_of_its_text_box_fitted_and_centred() -> None:
    made = deck()
    add_slide(made, "T", "{{ logo }}", "{{ logo }}")
    slide = rendered(saved(made), {"logo": Image(png(200, 100), alt="Logo")}).slides[0]
    picture = slide.shapes[1]
    assert (picture.height, picture.width) == (Inches(0.8), Inches(1.6))
    assert (picture.left, picture.top) == (Inches(1) + (Inches(6) - Inches(1.6)) // 2, Inches(2))
    assert picture.image.size == (200, 100)
    assert len({shape.shape_id for shape in slide.shapes}) == 3


def test_a_picture_placeholder_stays_one() -> None:
    made = deck()
    slide = made.slides.add_slide(made.slide_layouts[PICTURE_LAYOUT])
    slide.placeholders[1].text_frame.text = "{{ logo }}"
    found = rendered(saved(made), {"logo": Image(png(10, 10))}).slides[0].placeholders[1]
    assert found.placeholder_format.type == slide.placeholders[1].placeholder_format.type
    assert found.image.size == (10, 10)


def test_text_in_the_same_place_stays_text() -> None:
    made = deck()
    add_slide(made, "T", "{{ logo }}")
    assert texts(rendered(saved(made), {"logo": "none yet"}).slides[0]) == ["none yet"]


def test_a_picture_beside_text_is_refused() -> None:
    made = deck()
    add_slide(made, "T", "Our {{ logo }}")
    (found,) = problems(saved(made), {"logo": Image(png(10, 10))})
    assert (found.code, found.where.trail) == ("wrong-value", ('slide 1 "T"', "TextBox 2"))
    assert "give it a shape of its own" in found.message


def test_a_broken_picture_is_refused(tmp_path: Path) -> None:
    made = deck()
    add_slide(made, "T", "{{ logo }}")
    (found,) = problems(saved(made), {"logo": Image(tmp_path / "none.png")})
    assert "cannot be read" in found.message


@dataclass(frozen=True)
class Drawn(Value):
    """A value that draws a group over the box of its shape."""

    def __str__(self) -> str:
        return ""

    def word_runs(self, spot: WordSpot) -> str:
        raise NotImplementedError(spot)

    def slide_shape(self, spot: SlideSpot) -> str:
        numbers = (spot.next_id(), spot.next_id())
        box = f'<a:off x="{spot.box.left}" y="{spot.box.top}"/><a:ext cx="{spot.box.width}" cy="{spot.box.height}"/>'
        shape = (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{numbers[1]}" name="n"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr><a:xfrm>{box}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
        )
        return (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{numbers[0]}" name="{spot.name}"/>'
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr/>{shape}</p:grpSp>"
        )


def test_what_a_value_draws_has_ids_of_its_own() -> None:
    made = deck()
    add_slide(made, "T", "{{ a }}", "{{ a }}", "text")
    slide = rendered(saved(made), {"a": Drawn()}).slides[0]
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    ids = [shape.shape_id for shape in slide.shapes] + [
        inner.shape_id for group in groups for inner in group.shapes
    ]
    assert (len(groups), len(set(ids))) == (2, len(ids))


def test_a_shape_in_a_group_has_its_box_in_the_slides_measure() -> None:
    made = deck()
    group = add_slide(made, "T").shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 1000, 1000).text_frame.text = "{{ logo }}"
    picture = rendered(saved(made), {"logo": Image(png(10, 10))}).slides[0].shapes[1].shapes[0]
    assert (picture.width, picture.height) == (1000, 1000)


def test_masters_and_layouts_are_rendered_once_with_the_data() -> None:
    made = deck()
    add_slide(made, "T")
    layout = made.slides[0].slide_layout
    box = made.slides[0].shapes.add_textbox(0, 0, 10, 10)
    box.text_frame.text = "For {{ client }}"
    layout.shapes._spTree.append(box._element)
    found = rendered(saved(made), {"client": "Acme"}).slides[0].slide_layout
    assert "For Acme" in [shape.text_frame.text for shape in found.shapes if shape.has_text_frame]
