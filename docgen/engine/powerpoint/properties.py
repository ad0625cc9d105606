"""The document's own properties: how many slides and notes there are, and the slides' titles."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from docgen.engine.markup import Element
from docgen.engine.powerpoint.deck import Deck
from docgen.engine.texts import has_tag

APP = "docProps/app.xml"
UNTITLED = "PowerPoint Presentation"
"""What PowerPoint lists for a slide without a title."""
_NS = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def with_slides(before: bytes, deck: Deck, titles: Sequence[str], *, notes: int | None) -> bytes:
    """Return the properties with the number of slides and of notes (None: as it is) and the slides' titles."""
    root = etree.fromstring(before)
    _set(root, "Slides", len(titles))
    if notes is not None:
        _set(root, "Notes", notes)
    _list_titles(root, len(deck.slides), titles)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def untitle(root: Element) -> None:
    """Take tags out of the titles of slides: what they print is known once the slides are."""
    for titles in root.iter(f"{{{_NS}}}TitlesOfParts"):
        for node in titles.iter(f"{{{_VT}}}lpstr"):
            if has_tag(node.text or ""):
                node.text = UNTITLED


def _set(root: Element, name: str, count: int) -> None:
    node = root.find(f"{{{_NS}}}{name}")
    if node is not None:
        node.text = str(count)


def _list_titles(root: Element, before: int, titles: Sequence[str]) -> None:
    """Write the titles where the template lists its own: the group of as many parts as it has slides.

    What the group is called depends on the language of the program that wrote it. Where none fits, the two lists go:
    they are optional, and Office writes them anew on saving.
    """
    pairs, listed = root.find(f"{{{_NS}}}HeadingPairs"), root.find(f"{{{_NS}}}TitlesOfParts")
    if pairs is None or listed is None or not len(pairs) or not len(listed):
        return
    counts = list(pairs.iter(f"{{{_VT}}}i4"))
    at = next((at for at in reversed(range(len(counts))) if counts[at].text == str(before)), None)
    if at is None:
        root.remove(pairs)
        root.remove(listed)
        return
    first = sum(int(node.text or "0") for node in counts[:at])
    vector = listed[0]
    del vector[first : first + before]
    for offset, title in enumerate(titles):
        entry = etree.Element(f"{{{_VT}}}lpstr")
        entry.text = title
        vector.insert(first + offset, entry)
    vector.set("size", str(len(vector)))
    counts[at].text = str(len(titles))
