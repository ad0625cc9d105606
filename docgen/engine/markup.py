"""Names of WordprocessingML (ISO 29500-1) and small steps on its tree."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"

Element = etree._Element
_TAGGED = re.compile("[{][{%#]|\ufdd0")
"""A tag as typed, or the slot that stands for one (`stream.SLOT_START`)."""


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W_NS}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, TCPR = w("pPr"), w("rPr"), w("tcPr")
STORIES = frozenset(
    {w("body"), w("hdr"), w("ftr"), w("txbxContent"), w("footnote"), w("endnote"), w("comment")}
)


def ancestor(element: Element, name: str) -> Element | None:
    """Return the nearest ancestor of that name, or the element itself."""
    node: Element | None = element
    while node is not None and node.tag != name:
        node = node.getparent()
    return node


def container_of(element: Element) -> Element:
    """Return the cell or story (body, header, text box, note) that holds an element."""
    node = element
    while (parent := node.getparent()) is not None:
        node = parent
        if node.tag == TC or node.tag in STORIES:
            break
    return node


def path_of(element: Element) -> tuple[str, ...]:
    """Return the names of an element's ancestors and of the element, from the root."""
    names = [element.tag] if isinstance(element.tag, str) else []
    names += [node.tag for node in element.iterancestors()]
    return tuple(reversed(names))


def own_texts(paragraph: Element) -> list[Element]:
    """Return the `w:t` of a paragraph in order, without those of text boxes inside it."""
    texts = list(paragraph.iter(T))
    if next(paragraph.iterdescendants(P), None) is None:
        return texts
    return [text for text in texts if ancestor(text, P) is paragraph]


def properties_xml(element: Element | None, name: str) -> str:
    """Return the `<w:rPr>` or `<w:pPr>` of an element as text that fits the part it came from.

    What holds a tag is left out: these words are written beside the tag's value, where no other tag is filled.
    """
    found = element.find(name) if element is not None else None
    if found is None:
        return ""
    return _properties_text(etree.tostring(found, with_tail=False))


@lru_cache(maxsize=4096)
def _properties_text(raw: bytes) -> str:
    """Return what `properties_xml` does; the runs of a document have few different looks."""
    clean = etree.fromstring(raw)
    for section in clean.findall(w("sectPr")):
        clean.remove(section)  # a section break belongs to one paragraph only
    _drop_tagged(clean)
    text = etree.tostring(clean, encoding="unicode")
    head, separator, rest = text.partition(">")
    # the part's root declares these already
    words = [word for word in head.split(" ") if not word.startswith("xmlns:")]
    return (
        " ".join(words)
        + ("/" if head.endswith("/") and not words[-1].endswith("/") else "")
        + separator
        + rest
    )


def forget_looks() -> None:
    """Keep nothing of the looks of runs and paragraphs that were read: the templates that are open have theirs."""
    _properties_text.cache_clear()


def _drop_tagged(properties: Element) -> None:
    for child in list(properties):
        if any(_TAGGED.search(str(value)) for node in child.iter() for value in node.attrib.values()):
            properties.remove(child)
    for key, value in list(properties.attrib.items()):
        if _TAGGED.search(str(value)):
            del properties.attrib[key]


def remove(element: Element) -> None:
    """Take an element out of its tree and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def replace(element: Element, nodes: list[etree._ProcessingInstruction]) -> None:
    """Put nodes where an element was."""
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    parent.remove(element)
    for offset, node in enumerate(nodes):
        parent.insert(index + offset, node)
