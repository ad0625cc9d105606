"""Names of SpreadsheetML (ISO 29500-1) and small steps on its tree."""

from __future__ import annotations

import re

from docgen.engine.excel.references import number
from docgen.engine.markup import Element

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
S_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
XDR_NS = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d+)", re.ASCII)


def s(name: str) -> str:
    """Return the qualified name of a SpreadsheetML element."""
    return f"{{{S_NS}}}{name}"


def r(name: str) -> str:
    """Return the qualified name of a relationship attribute."""
    return f"{{{R_NS}}}{name}"


SHEET_DATA, ROW, C, V, F, IS, SI, T, R, RPR = map(
    s, ("sheetData", "row", "c", "v", "f", "is", "si", "t", "r", "rPr")
)


def position(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as `B7`, both from 1, or None where it is none."""
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), number(match[1])) if match else None


def text_of(container: Element) -> str:
    """Return the text of a string item or an inline string, its runs joined; phonetic hints are no text."""
    return "".join(node.text or "" for node in texts_in(container))


def texts_in(container: Element) -> list[Element]:
    """Return the `<t>` of a string item in order: its own, and those of its runs."""
    return [
        node
        for child in container
        for node in ([child] if child.tag == T else child.iterchildren(T) if child.tag == R else ())
    ]
