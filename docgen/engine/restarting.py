"""Lists that begin anew: after `{%p restart numbering %}` each list of the part counts from its first number again."""

from __future__ import annotations

from lxml import etree

from docgen.engine.markup import PPR, Element, P, w
from docgen.engine.places import heading_level
from docgen.engine.stream import Op, Slots
from docgen.engine.styles import Styles

_BEFORE = frozenset(
    map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))
)  # CT_PPr is a sequence: these come before numPr


def mark_lists(root: Element, slots: Slots, styles: Styles) -> None:
    """Let the number of every list in a part be given while it is rendered. Headings go on counting."""
    for paragraph in root.iter(P):
        if heading_level(paragraph, styles.outline) is None:
            _mark(paragraph, slots, styles)


def _mark(paragraph: Element, slots: Slots, styles: Styles) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        return
    number = properties.find(f"{w('numPr')}/{w('numId')}")
    if number is not None:
        if number.get(w("val"), "0") != "0":
            number.set(w("val"), slots.text(Op("list_number", (number.get(w("val"), "0"),))))
        return
    style = properties.find(w("pStyle"))
    found = styles.numbering.get(style.get(w("val"), "")) if style is not None else None
    if found is not None:
        _insert(properties, slots.node(Op("list_properties", found)))


def _insert(properties: Element, node: etree._ProcessingInstruction) -> None:
    at = next((index for index, child in enumerate(properties) if child.tag not in _BEFORE), len(properties))
    properties.insert(at, node)
