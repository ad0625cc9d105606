"""Who is measured: each takes a template in memory once, and then data to a finished file's bytes, again and again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from lxml import etree

from bench import contenders_node

Fill = Callable[[Mapping[str, Any]], bytes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docgen(template: Path) -> Fill:
    """Return docgen's way: the template is compiled here, before the clock runs."""
    from docgen.engine import Template

    return Template.open(template, missing="blank").render


def docxtpl(template: Path) -> Fill:
    """Return docxtpl's way. It has no compiled form: each render starts from the template's bytes."""
    from docxtpl import DocxTemplate

    raw = template.read_bytes()

    def fill(data: Mapping[str, Any]) -> bytes:
        document, target = DocxTemplate(io.BytesIO(raw)), io.BytesIO()
        document.render(dict(data), autoescape=True)
        document.save(target)
        return target.getvalue()

    return fill


CONTENDERS: dict[str, Callable[[Path], Fill]] = {
    "docgen": docgen,
    "docxtpl": docxtpl,
    **contenders_node.contenders("docxtemplater", "easy-template-x", "carbone"),
}


def title(name: str) -> str:
    """Return the contender's name with its version."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} {contenders_node.version(name)}"


def text_of(raw: bytes) -> list[str]:
    """Return the text of every paragraph of a .docx, headers and footers included, to compare what was written."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [name for name in sorted(archive.namelist()) if _holds_text(name)]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    return [_paragraph_text(paragraph) for root in roots for paragraph in root.iter(f"{W}p")]


def _holds_text(name: str) -> bool:
    return name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml")


def _paragraph_text(paragraph: etree._Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter(f"{W}t"))
