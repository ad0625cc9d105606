"""Who fills decks: docgen, and the code that one writes with python-pptx instead."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from pptx.table import Table

from bench import contenders_node
from bench.contenders import Fill, docgen

_TAG = re.compile(r"{{\s*(\w+)\s*}}")
_ITEM = re.compile(r"{{\s*\w+\.(\w+)\s*}}")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def with_python_pptx(template: Path) -> Fill:
    """Return python-pptx's way: load the deck, replace the text of its runs, save it. It has no compiled form."""
    raw = template.read_bytes()

    def fill(data: Mapping[str, Any]) -> bytes:
        deck, target = pptx.Presentation(io.BytesIO(raw)), io.BytesIO()
        for slide in deck.slides:
            for shape in slide.shapes:
                if shape.has_table:
                    _fill_rows(shape.table, data["items"])
                elif shape.has_text_frame:
                    _fill_runs(shape, data)
        deck.save(target)
        return target.getvalue()

    return fill


def _fill_runs(shape: Any, data: Mapping[str, Any]) -> None:
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            if "{{" in run.text:
                run.text = _TAG.sub(lambda found: str(data.get(found[1], "")), run.text)


def _fill_rows(table: Table, records: list[Mapping[str, Any]]) -> None:
    """Put one copy of the row with tags per record in its place; python-pptx has no call that adds a row."""
    pattern = table._tbl.tr_lst[-1]
    for record in records:
        row = deepcopy(pattern)
        for text in row.iter(f"{_A}t"):
            text.text = _ITEM.sub(lambda found, record=record: str(record[found[1]]), text.text or "")  # type: ignore[misc]
        pattern.addprevious(row)
    table._tbl.remove(pattern)


CONTENDERS: dict[str, Callable[[Path], Fill]] = {
    "docgen": docgen,
    "python-pptx": with_python_pptx,
    **contenders_node.contenders("docxtemplater", "carbone"),
}


def paragraphs_of(raw: bytes) -> list[str]:
    """Return the text of every paragraph of a deck, slide by slide, to compare what was written."""
    return list(_paragraphs(raw))


def _paragraphs(raw: bytes) -> Iterator[str]:
    for number, slide in enumerate(pptx.Presentation(io.BytesIO(raw)).slides, start=1):
        root = etree.fromstring(etree.tostring(slide._element))
        for paragraph in root.iter(f"{_A}p"):
            yield f"{number} {''.join(node.text or '' for node in paragraph.iter(f'{_A}t'))}"
