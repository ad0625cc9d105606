"""A Word document as a readable text: what a golden holds.

Read with python-docx, which docgen does not write with: paragraphs with their style, tables row by row, headers and
footers, document properties. Fields show as `{PAGE}`, pictures as `[picture: alternative text]`, a link's address
after its text. What a reader cannot see (widths, colours, ids) is left to other tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

_PROPERTIES = ("title", "subject", "author", "keywords", "category", "comments", "language", "version")
_STORIES = (
    ("first header", "first_page_header"),
    ("header", "header"),
    ("first footer", "first_page_footer"),
    ("footer", "footer"),
)
_BREAKS = {qn("w:br"): " / ", qn("w:cr"): " / ", qn("w:tab"): " → ", qn("w:noBreakHyphen"): "‑"}
_INDENT = "  "
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def outline(path: Path) -> str:
    """Return the outline of a .docx, one line per paragraph or table row, ending with a line feed."""
    document = docx.Document(str(path))
    lines = [*_properties(document), *_stories(document), "", "body", *_blocks(document)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def texts(path: Path) -> list[str]:
    """Return the text of every paragraph of a .docx in order: body, headers and footers, charts, properties.

    Breaks are line feeds and tabs are tabs, so that a value can be compared with what was put in. The boxes of a
    drawing have paragraphs of their own.
    """
    document = docx.Document(str(path))
    roots = [document.element.body]
    roots += [getattr(section, name)._element for section in document.sections for _, name in _STORIES]
    paragraphs = [paragraph for root in roots for paragraph in root.iter(qn("w:p"))]
    properties = [str(getattr(document.core_properties, name) or "") for name in _PROPERTIES]
    return [*map(exact_text, paragraphs), *_chart_texts(document), *properties]


def _chart_texts(document: Document) -> Iterator[str]:
    """Yield the texts of each chart: its titles, and the names of its series and categories."""
    charts = [part for part in document.part.package.iter_parts() if part.content_type.endswith(".chart+xml")]
    for part in sorted(charts, key=lambda part: str(part.partname)):
        root = etree.fromstring(part.blob)
        yield from (node.text or "" for node in root.iter(f"{_A}t"))
        for cache in root.iter(f"{_C}strCache"):
            yield from (cached_text(node.text or "") for node in cache.iter(f"{_C}v"))


def cached_text(stored: str) -> str:
    """Return what a chart's cached text says: it is escaped as a cell's is (ISO 29500-1, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), stored)


def exact_text(paragraph: etree._Element) -> str:
    """Return a paragraph's text with its line breaks as line feeds and its tabs as tabs; fields' codes left out."""
    signs = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "‑"}
    return "".join(_pieces(paragraph, signs, codes=False))


def _properties(document: Document) -> Iterator[str]:
    yield "properties"
    for name in _PROPERTIES:
        value = getattr(document.core_properties, name)
        if value:
            yield f"{_INDENT}{name}: {value}"


def _stories(document: Document) -> Iterator[str]:
    for number, section in enumerate(document.sections, start=1):
        width, height = (round(side.mm) if side else 0 for side in (section.page_width, section.page_height))
        yield f"section {number}: {width} × {height} mm"
        for title, name in _STORIES:
            yield from _story(section, title, name)


def _story(section: Section, title: str, name: str) -> Iterator[str]:
    story = getattr(section, name)
    if not story.is_linked_to_previous:
        yield f"{_INDENT}{title}"
        yield from (f"{_INDENT}{line}" for line in _blocks(story))


def _blocks(holder: object, depth: int = 1) -> Iterator[str]:
    for block in holder.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            yield from _table(block, depth)
        else:
            yield _INDENT * depth + _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style is not None else "?"
    boxes = " | ".join(filter(None, map(readable_text, _boxed(paragraph._element))))
    return f"[{style}] {readable_text(paragraph._element)}" + (f" [drawn: {boxes}]" if boxes else "")


def _boxed(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs in the boxes of a paragraph's drawing; what old readers are shown instead is passed over."""
    for inner in paragraph.iterdescendants(qn("w:p")):
        if next(inner.iterancestors(_FALLBACK), None) is None:
            yield inner


def _table(table: Table, depth: int) -> Iterator[str]:
    style = table.style.name if table.style is not None else "no style"
    yield f"{_INDENT * depth}table ({style}, {len(table.columns)} columns){_caption(table)}"
    for row in table._tbl.tr_lst:
        cells = [_Cell(cell, table) for cell in row.tc_lst]
        yield _INDENT * (depth + 1) + " | ".join(_cell(cell) for cell in cells)
        for inner in (inner for cell in cells for inner in cell.tables):
            yield from _table(inner, depth + 2)


def _caption(table: Table) -> str:
    found = table._tbl.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    return "" if found is None else f": {found.get(qn('w:val'))}"


def _cell(cell: _Cell) -> str:
    merge = cell._tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is not None and merge.get(qn("w:val")) != "restart":
        return '"'
    return " ¶ ".join(readable_text(paragraph._element) for paragraph in cell.paragraphs)


def readable_text(paragraph: etree._Element) -> str:
    """Return a paragraph's text on one line: `/` for a break, `→` for a tab, `{…}` for a field's code."""
    return "".join(_pieces(paragraph, _BREAKS, codes=True))


def _pieces(paragraph: etree._Element, signs: dict[str, str], *, codes: bool) -> Iterator[str]:
    for element in paragraph.iter(etree.Element):
        parent = element.getparent()
        if next(element.iterancestors(qn("w:p")), paragraph) is not paragraph:
            continue  # in a box of a drawing
        if element.tag == qn("w:tab") and parent is not None and parent.tag == qn("w:tabs"):
            continue  # a tab stop of the paragraph, not a tab in its text
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag in signs:
            yield signs[element.tag]
        elif codes:
            yield _code(element)


def _code(element: etree._Element) -> str:
    if element.tag == qn("w:instrText"):
        return "{" + (element.text or "").strip() + "}"
    if element.tag == qn("wp:docPr"):
        return f"[picture: {element.get('descr')}]" if element.get("descr") else ""
    return ""
