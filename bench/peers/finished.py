"""What the peers do in a batch: each fills templates that are made from docgen's own finished documents.

A template is the finished document with its texts taken out again: a paragraph or cell becomes a value, the body of
a table whose rows are alike a loop. What docgen's template holds as fixed text stays fixed; so do charts, diagrams,
pictures and formulas, which the peers would have to work for and are spared. Numbers, dates, rules, plans and open
items are given to them as finished texts. Making the template is not timed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from openpyxl.cell.cell import MergedCell

from bench import contenders, contenders_excel, contenders_powerpoint

Fill = Callable[[], bytes]
_PLAIN = {qn(name) for name in ("w:pPr", "w:r", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr")}
_RUN = {qn(name) for name in ("w:rPr", "w:t")}
_SYNTAX = re.compile(r"[{}]")


@dataclass(frozen=True)
class Work:
    """One document that a peer makes again: `fill` takes its template in memory to a finished file's bytes.

    `values` counts what is filled in: values, or rows of loops.
    """

    peer: str
    fill: Fill
    values: int


class OtherTextError(Exception):
    """A peer's file does not hold what docgen's does: its time would say nothing."""


def work(document: bytes, extension: str, template: Path) -> Work:
    """Return what a peer has to do to make `document` again; `template` is docgen's own, for what is fixed in it.

    Raise OtherTextError if what the peer makes does not hold the same texts.
    """
    make, text_of = _KINDS[extension]
    made = make(document, template)
    if text_of(made.fill()) != text_of(document):
        raise OtherTextError(f"{made.peer} did not write again what {template.name} shows")
    return made


# -- Word, with docxtpl --------------------------------------------------------------------------------------------


def _word(document: bytes, template: Path) -> Work:
    fixed = set(contenders.text_of(template.read_bytes()))
    book, values = docx.Document(io.BytesIO(document)), dict[str, Any]()
    for table in book.tables:
        _loop_over(table, values)
    for paragraph in _paragraphs(book):
        text = paragraph.text
        if text and text not in fixed and not _SYNTAX.search(text) and _is_plain(paragraph):
            _put(paragraph, f"v{len(values)}", text, values)
    raw = _saved(book)

    def fill() -> bytes:
        made, target = DocxTemplate(io.BytesIO(raw)), io.BytesIO()
        made.render(dict(values), autoescape=True)
        made.save(target)
        return target.getvalue()

    return Work("docxtpl", fill, len(values))


def _paragraphs(book: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs of the body, those in tables included, and of headers and footers."""
    furniture = (part._element for section in book.sections for part in (section.header, section.footer))
    for root in chain((book.element.body,), furniture):
        for element in root.iter(qn("w:p")):
            yield Paragraph(element, book)


def _is_plain(paragraph: Paragraph) -> bool:
    """Return whether a paragraph holds nothing but texts: no field, drawing, link or tab that must stay."""
    element = paragraph._element
    inner = [child.tag for run in element.iter(qn("w:r")) for child in run]
    return {child.tag for child in element} <= _PLAIN and set(inner) <= _RUN


def _put(paragraph: Paragraph, name: str, text: str, values: dict[str, Any]) -> None:
    """Put a tag where a paragraph's text stood, in its first run."""
    first, *others = paragraph.runs
    first.text = f"{{{{ {name} }}}}"
    for run in others:
        run.text = ""
    values[name] = text


def _loop_over(table: Table, values: dict[str, Any]) -> None:
    """Make the body of a table a loop, if its rows are alike and hold nothing but texts."""
    rows = table._tbl.tr_lst
    body = rows[1:]
    if len(body) < 2 or not all(_is_like(row, body[0]) for row in body):
        return
    name = f"rows{len(values)}"
    records = [[_row_text(cell) for cell in row.tc_lst] for row in body]
    if any(_SYNTAX.search(text) for record in records for text in record):
        return
    values[name] = records
    pattern, *gone = body
    for number, cell in enumerate(pattern.tc_lst):
        _only_paragraph(cell, f"{{{{ row[{number}] }}}}")
    for row in gone:
        table._tbl.remove(row)
    for text, place in ((f"{{%tr for row in {name} %}}", 0), ("{%tr endfor %}", 1)):
        tag = deepcopy(pattern)
        for cell in tag.tc_lst:
            _only_paragraph(cell, "")
        _only_paragraph(tag.tc_lst[0], text)
        pattern.addprevious(tag) if place == 0 else pattern.addnext(tag)


def _is_like(row: Any, other: Any) -> bool:
    """Return whether two rows have as many cells, each with one plain paragraph and no merging."""
    cells = row.tc_lst
    alone = all(
        len(cell.p_lst) == 1
        and cell.grid_span == 1
        and cell.vMerge is None
        and _is_plain(Paragraph(cell.p_lst[0], None))  # type: ignore[arg-type]
        for cell in cells
    )
    return alone and len(cells) == len(other.tc_lst)


def _row_text(cell: Any) -> str:
    return "".join(node.text or "" for node in cell.iter(qn("w:t")))


def _only_paragraph(cell: Any, text: str) -> None:
    paragraph = Paragraph(cell.p_lst[0], None)  # type: ignore[arg-type]
    runs = paragraph.runs or [paragraph.add_run()]
    runs[0].text = text
    for run in runs[1:]:
        run.text = ""


# -- Excel, with openpyxl ------------------------------------------------------------------------------------------


def _excel(document: bytes, template: Path) -> Work:
    fixed = _cell_texts(template.read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(document))
    values: list[tuple[str, str, Any]] = []
    for sheet in book.worksheets:
        for cell in chain.from_iterable(sheet.iter_rows()):
            value = cell.value
            formula = isinstance(value, str) and value.startswith("=")
            if value is None or value in fixed or formula or isinstance(cell, MergedCell):
                continue
            if cell.data_type in "snbd":
                values.append((sheet.title, cell.coordinate, value))
                cell.value = None
    raw = _saved(book)

    def fill() -> bytes:
        made, target = openpyxl.load_workbook(io.BytesIO(raw)), io.BytesIO()
        for title, place, value in values:
            made[title][place].value = value
        made.save(target)
        return target.getvalue()

    return Work("openpyxl", fill, len(values))


def _cell_texts(raw: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {cell.value for cell in cells if isinstance(cell.value, str)}


# -- PowerPoint, with python-pptx ----------------------------------------------------------------------------------


def _powerpoint(document: bytes, template: Path) -> Work:
    fixed = {text.partition(" ")[2] for text in contenders_powerpoint.paragraphs_of(template.read_bytes())}
    deck = pptx.Presentation(io.BytesIO(document))
    texts = [_take(paragraph, fixed) for paragraph in _deck_paragraphs(deck)]
    raw = _saved(deck)

    def fill() -> bytes:
        made, target = pptx.Presentation(io.BytesIO(raw)), io.BytesIO()
        for paragraph, text in zip(_deck_paragraphs(made), texts, strict=True):
            if text is not None:
                paragraph.runs[0].text = text
        made.save(target)
        return target.getvalue()

    return Work("python-pptx", fill, sum(text is not None for text in texts))


def _deck_paragraphs(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        yield from chain.from_iterable(_in_shape(shape) for shape in slide.shapes)


def _in_shape(shape: Any) -> Iterator[Any]:
    if shape.shape_type is not None and hasattr(shape, "shapes"):
        yield from chain.from_iterable(_in_shape(inner) for inner in shape.shapes)
    elif shape.has_text_frame and shape._element.txBody is not None:  # asking for a text makes one
        yield from shape.text_frame.paragraphs
    elif getattr(shape, "has_table", False):
        for row in shape.table.rows:
            for cell in row.cells:
                yield from cell.text_frame.paragraphs


def _take(paragraph: Any, fixed: set[str]) -> str | None:
    """Take a paragraph's text out and return it; None for what stays: fixed text, fields, links, line breaks."""
    text = "".join(run.text for run in paragraph.runs)
    if not text or text in fixed or text != paragraph.text:
        return None
    for run in paragraph.runs:
        run.text = ""
    return text


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


_KINDS: dict[str, tuple[Callable[[bytes, Path], Work], Callable[[bytes], list[str]]]] = {
    "docx": (_word, contenders.text_of),
    "xlsx": (_excel, contenders_excel.cells_of),
    "pptx": (_powerpoint, contenders_powerpoint.paragraphs_of),
}
