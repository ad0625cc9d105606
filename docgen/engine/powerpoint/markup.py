"""Names of PresentationML and DrawingML (ISO 29500-1) and small steps on their trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from lxml import etree

from docgen.engine.markup import Element

A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14_NS = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def a(name: str) -> str:
    """Return the qualified name of a DrawingML element."""
    return f"{{{A_NS}}}{name}"


def p(name: str) -> str:
    """Return the qualified name of a PresentationML element."""
    return f"{{{P_NS}}}{name}"


def r(name: str) -> str:
    """Return the qualified name of a relationship attribute."""
    return f"{{{R_NS}}}{name}"


PARAGRAPH, RUN, FIELD, TEXT = a("p"), a("r"), a("fld"), a("t")
PARAGRAPH_PROPERTIES, RUN_PROPERTIES, BODY_PROPERTIES, LIST_STYLE = map(
    a, ("pPr", "rPr", "bodyPr", "lstStyle")
)
TABLE, ROW, CELL, CELL_PROPERTIES = map(a, ("tbl", "tr", "tc", "tcPr"))
SHAPE, GROUP, FRAME, SHAPE_TREE = map(p, ("sp", "grpSp", "graphicFrame", "spTree"))
SHAPES = frozenset(map(p, ("sp", "grpSp", "graphicFrame", "cxnSp", "pic", "contentPart")))
NAMING, PLACEHOLDER = p("cNvPr"), p("ph")
BODIES = (
    p("txBody"),
    a("txBody"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}rich",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}t",
)
"""What holds the paragraphs of a shape, a cell, a chart's title, a node of SmartArt."""
TITLES = frozenset({"title", "ctrTitle"})
_NAMING_PATH = f"*/{NAMING}"


def in_c(path: str) -> Callable[[Element], list[Element]]:
    """Return what finds elements by an XPath, in C: for what every shape of every slide is asked."""
    found = etree.XPath(path, namespaces={"a": A_NS, "p": P_NS})
    return cast("Callable[[Element], list[Element]]", found)


_find_placeholder = in_c("*/p:nvPr/p:ph")


def own_texts(paragraph: Element) -> Iterator[Element]:
    """Yield the `a:t` of a paragraph's runs and fields in order."""
    for child in paragraph.iterchildren(RUN, FIELD):
        text = child.find(TEXT)
        if text is not None:
            yield text


def text_of(element: Element) -> str:
    """Return the text of all paragraphs inside an element, a space between them."""
    lines = ("".join(node.text or "" for node in own_texts(line)) for line in element.iter(PARAGRAPH))
    return " ".join(line for line in lines if line)


def placeholder_of(shape: Element) -> Element | None:
    """Return the `p:ph` of a shape, or None for one that is no placeholder."""
    return next(iter(_find_placeholder(shape)), None)


def naming_of(shape: Element) -> Element | None:
    """Return the `p:cNvPr` of a shape: its id, name and alternative text."""
    return shape.find(_NAMING_PATH)


def is_title(shape: Element) -> bool:
    """Tell whether a shape is the slide's title."""
    found = placeholder_of(shape)
    return found is not None and found.get("type") in TITLES


def is_slot(element: Element) -> bool:
    """Tell whether a node stands for a tag or an operation between elements."""
    return isinstance(element, etree._ProcessingInstruction) and element.target == "dg"
