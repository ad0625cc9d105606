"""Small Word templates made with python-docx, and what they gave read back with it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import docx
from docx.document import Document

from docgen.engine import Template
from docgen.errors import DocgenError
from docgen.problems import Problem


def saved(document: Document) -> bytes:
    """Return the bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_paragraphs(*texts: str) -> bytes:
    """Return a template of plain paragraphs; a text that begins with `# ` is a heading."""
    document = docx.Document()
    for text in texts:
        if text.startswith("# "):
            document.add_heading(text[2:], level=1)
        else:
            document.add_paragraph(text)
    return saved(document)


def with_table(*rows: Iterable[str]) -> bytes:
    """Return a template of one table."""
    listed = [list(row) for row in rows]
    document = docx.Document()
    table = document.add_table(rows=0, cols=max(map(len, listed)))
    for row in listed:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    return saved(document)


def with_runs(*runs: str) -> bytes:
    """Return a template of one paragraph in several runs, every second one bold."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, text in enumerate(runs):
        paragraph.add_run(text).bold = bool(number % 2)
    return saved(document)


def rendered(template: bytes | Path, data: Mapping[str, Any] | None = None, **options: Any) -> Document:
    """Return the rendering read back with python-docx."""
    locale = options.pop("locale", "en-AU")
    return docx.Document(io.BytesIO(Template.open(template, **options).render(data or {}, locale=locale)))


def texts(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> list[str]:
    """Return the texts of the paragraphs of a rendering."""
    return [paragraph.text for paragraph in rendered(template, data, **options).paragraphs]


def cells(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> list[list[str]]:
    """Return the texts of the first table of a rendering, row by row."""
    document = rendered(template, data, **options)
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def problems(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> list[Problem]:
    """Return the problems that opening or rendering raises; empty when there are none."""
    try:
        Template.open(template, name="t.docx", **options).render(data or {})
    except DocgenError as error:
        return list(error.problems)
    return []
