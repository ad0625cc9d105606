"""Drawings in Word that a condition in their alternative text keeps or drops."""

from __future__ import annotations

import io
from typing import Any

import docx
import PIL.Image
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.unit.engine.make import problems, rendered, saved


def with_picture(alt: str) -> bytes:
    stream = io.BytesIO()
    PIL.Image.new("RGB", (10, 10), "teal").save(stream, "PNG")
    document = docx.Document()
    document.add_paragraph("before").add_run().add_picture(io.BytesIO(stream.getvalue()))
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", alt)
    return saved(document)


def alternatives(document: Document) -> list[str]:
    return [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]


@pytest.mark.parametrize(("data", "left"), [({"yes": True}, ["Our “logo”"]), ({"yes": False}, [])])
def test_a_condition_keeps_or_drops_the_drawing(data: dict[str, Any], left: list[str]) -> None:
    document = rendered(with_picture("{%shape if yes %} Our “logo”"), data)
    assert alternatives(document) == left
    assert document.paragraphs[0].text == "before"


def test_another_word_is_refused() -> None:
    (found,) = problems(with_picture("{%shape for x in y %}"))
    assert found.code == "misplaced-tag"


def test_an_unknown_name_in_the_condition_is_told() -> None:
    (found,) = problems(with_picture("{%shape if yess %}"), {"yes": 1})
    assert (found.code, found.hint) == ("unknown-name", "Did you mean yes?")
