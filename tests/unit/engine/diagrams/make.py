"""Word files and decks with diagrams in them, and what another library finds there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import pptx
from docx.document import Document
from lxml import etree
from pptx.presentation import Presentation
from pptx.util import Inches

from docgen.engine import Template
from docgen.engine.diagrams import Diagram
from tests.unit.engine.make import with_paragraphs

WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def word_file(*diagrams: Diagram) -> bytes:
    """Return a Word file with the diagrams, a paragraph each."""
    template = with_paragraphs("{%p for d in ds %}", "{{ d }}", "{%p endfor %}")
    return Template.open(template).render({"ds": diagrams})


def deck_file(*diagrams: Diagram) -> bytes:
    """Return a deck with a slide for each diagram, in a box of 12 by 4.4 inches."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "{{ d.alt }}"
    box = slide.shapes.add_textbox(Inches(0.65), Inches(2.05), Inches(12.03), Inches(4.4))
    box.name, box.text_frame.text = "Network", "{{ d }}"
    slide.notes_slide.notes_text_frame.text = "{%slide for d in ds %}"
    stream = io.BytesIO()
    deck.save(stream)
    return Template.open(stream.getvalue(), name="deck.pptx").render({"ds": diagrams})


def document(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def deck(data: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(data))


def word_shapes(found: Document) -> list[tuple[str, str]]:
    """Return the name and the text of each shape of a document's diagrams, in order."""
    return [(_name(shape), _text(shape)) for shape in found.element.iter(f"{WPS}wsp")]


def _name(shape: Any) -> str:
    return str(shape.find(f"{WPS}cNvPr").get("name"))


def _text(shape: Any) -> str:
    return "\n".join(_paragraph(paragraph) for paragraph in shape.iter(f"{W}p"))


def _paragraph(paragraph: Any) -> str:
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(marks.get(node.tag, node.text or "") for node in paragraph.iter(f"{W}t", *marks))


def alts(found: Document) -> list[str]:
    return [properties.get("descr") for properties in found.element.iter(f"{WP}docPr")]


def sizes_mm(found: Document) -> Iterator[tuple[float, float]]:
    """Yield width and height of each drawing in millimetres."""
    for extent in found.element.iter(f"{WP}extent"):
        yield int(extent.get("cx")) / 36_000, int(extent.get("cy")) / 36_000


def ids(root: etree._Element) -> list[str]:
    """Return the ids of all drawings and shapes."""
    tags = [f"{WP}docPr", f"{WPS}cNvPr", "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"]
    return [node.get("id", "") for node in root.iter(*tags)]


__all__ = ["A", "alts", "deck", "deck_file", "document", "ids", "sizes_mm", "word_file", "word_shapes"]
