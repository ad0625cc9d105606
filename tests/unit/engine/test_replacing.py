"""Pictures and embedded files of a template replaced as it is rendered."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.drawing.image import Image as SheetImage

from docgen.engine import Template
from docgen.errors import RenderError
from docgen.problems import Problem
from tests.unit.engine.make import saved
from tests.unit.engine.test_images import picture

OLD, OTHER, NEW = (picture(size=size) for size in ((40, 20), (30, 30), (80, 20)))
GIF = picture("gif", (30, 40))


def template(*, name: str = "Logo", alt: str = "The logo") -> bytes:
    """Return a template with two pictures of its own in the text and one in the header."""
    document = docx.Document()
    document.add_paragraph("{{ x }}")
    for data in (OLD, OTHER):
        document.add_picture(io.BytesIO(data))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(OLD))
    naming = document.inline_shapes[0]._inline.docPr
    naming.set("name", name)
    naming.set("descr", alt)
    document.inline_shapes[1]._inline.docPr.set("name", "Photo")
    return saved(document)


def pictures(data: bytes) -> list[bytes]:
    document = docx.Document(io.BytesIO(data))
    blips = document.element.body.xpath(".//a:blip/@r:embed")
    return [document.part.related_parts[blip].blob for blip in blips]


def replaced(**named: bytes) -> bytes:
    return Template.open(template()).render({"x": 1}, replace={key: new for key, new in named.items()})  # noqa: C416


def refusal(asked: dict[str | Path | bytes, str | Path | bytes]) -> Problem:
    with pytest.raises(RenderError) as raised:
        Template.open(template(), name="t.docx").render({"x": 1}, replace=asked)
    (problem,) = raised.value.problems
    return problem


@pytest.mark.parametrize("key", ["Logo", "The logo"])
def test_a_picture_is_replaced_by_its_name_or_its_alternative_text(key: str) -> None:
    assert pictures(Template.open(template()).render({"x": 1}, replace={key: NEW})) == [NEW, OTHER]


def test_a_replaced_picture_keeps_its_frame() -> None:
    sizes = [
        [(shape.width, shape.height) for shape in docx.Document(io.BytesIO(data)).inline_shapes]
        for data in (Template.open(template()).render({"x": 1}), replaced(Logo=NEW))
    ]
    assert sizes[0] == sizes[1]


def test_a_picture_may_be_replaced_by_one_of_another_format() -> None:
    data = replaced(Logo=GIF)
    assert pictures(data) == [GIF, OTHER]
    assert b'Extension="gif"' in zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")


def test_every_picture_that_is_equal_to_a_file_is_replaced_in_the_header_too(tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(OLD)
    data = Template.open(template()).render({"x": 1}, replace={tmp_path / "old.png": NEW})
    document = docx.Document(io.BytesIO(data))
    header = document.sections[0].header.part
    (blip,) = header.element.xpath(".//a:blip/@r:embed")
    assert pictures(data) == [NEW, OTHER]
    assert header.related_parts[blip].blob == NEW


def test_equal_pictures_of_another_format_get_its_content_type() -> None:
    data = Template.open(template()).render({"x": 1}, replace={OLD: GIF})
    document = docx.Document(io.BytesIO(data))
    (first, *_) = document.element.body.xpath(".//a:blip/@r:embed")
    assert document.part.related_parts[first].content_type == "image/gif"


def test_a_part_is_replaced_by_its_name() -> None:
    name = next(n for n in zipfile.ZipFile(io.BytesIO(template())).namelist() if "media/" in n)
    assert NEW in pictures(Template.open(template()).render({"x": 1}, replace={name: NEW}))


def test_a_name_that_no_picture_has_is_refused_with_the_nearest() -> None:
    problem = refusal({"Logos": NEW})
    assert (problem.code, problem.where.file) == ("nothing-to-replace", "t.docx")
    assert '"Logo"' in problem.hint


def test_all_keys_that_fit_nothing_are_told_at_once() -> None:
    with pytest.raises(RenderError) as raised:
        Template.open(template()).render({"x": 1}, replace={"Seal": NEW, b"no such file": NEW, "Logo": NEW})
    assert [problem.code for problem in raised.value.problems] == ["nothing-to-replace"] * 2


@pytest.mark.parametrize("key", ["Logo", OLD])
def test_what_is_no_picture_takes_the_place_of_none(key: str | bytes) -> None:
    assert refusal({key: b"no picture"}).code == "wrong-replacement"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert "missing.png" in refusal({"Logo": tmp_path / "missing.png"}).message


def test_a_rendering_with_warnings_replaces_too() -> None:
    assert pictures(Template.open(template()).rendered({"x": 1}, replace={"Logo": NEW}).data) == [NEW, OTHER]


def test_without_replacements_the_bytes_are_the_same() -> None:
    opened = Template.open(template())
    assert opened.render({"x": 1}, replace={}) == opened.render({"x": 1})


def test_the_same_replacements_give_the_same_bytes() -> None:
    assert replaced(Logo=NEW) == replaced(Logo=NEW)


def test_a_picture_on_a_slide_is_replaced() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(OLD), 0, 0).name = "Logo"
    stream = io.BytesIO()
    deck.save(stream)
    data = Template.open(stream.getvalue()).render({}, replace={"Logo": NEW})
    (shape,) = pptx.Presentation(io.BytesIO(data)).slides[0].shapes
    assert shape.image.blob == NEW


def test_a_picture_on_a_sheet_is_replaced() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "{{ x }}"
    book.worksheets[0].add_image(SheetImage(io.BytesIO(OLD)), "B2")
    stream = io.BytesIO()
    book.save(stream)
    data = Template.open(stream.getvalue()).render({"x": 1}, replace={"Image 1": NEW})
    (image,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]._images
    assert image.ref.getvalue() == NEW
