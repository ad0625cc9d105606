"""A deck template as text: its slides with their shapes in reading order, tables, alternative texts and notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.engine.links import links
from docgen.engine.package import Package
from docgen.engine.powerpoint.deck import Deck

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MARKS = {f"{_A}br": "\n", f"{_A}tab": "\t"}
_TITLES = ("title", "ctrTitle")
_RUNNING = ("ftr", "sldNum", "dt", "sldImg")


def deck_outline(package: Package) -> Iterator[str]:
    """Yield the lines of a deck: a slide's title with `#`, table rows with ` | ` between cells, tags as typed; in
    brackets alternative texts, which may hold tags, and above the notes `[Notes]`. Raise what `Deck.of` raises.
    """
    deck = Deck.of(package)
    for entry in deck.slides if deck else ():
        yield from _lines(package, entry.part)
        notes = [link.target for link in links(package, entry.part).values() if link.kind == "notesSlide"]
        for name in notes:
            yield "[Notes]"
            yield from _lines(package, name)


def _lines(package: Package, part: str) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    tree = etree.fromstring(package.data(part), parser).find(f"{_P}cSld/{_P}spTree")
    for shape in tree if tree is not None else ():
        yield from _shape(shape)


def _shape(shape: etree._Element) -> Iterator[str]:
    kind = next((mark.get("type", "") for mark in shape.iter(f"{_P}ph")), "")
    if kind in _RUNNING:
        return
    naming = next(shape.iter(f"{_P}cNvPr"), None)
    if naming is not None and naming.get("descr"):
        yield f"[{naming.get('descr')}]"
    if shape.tag == f"{_P}grpSp":
        for inner in shape:
            yield from _shape(inner)
        return
    if next(shape.iter(f"{_A}tbl"), None) is not None:
        yield from (_row(row) for row in shape.iter(f"{_A}tr"))
        return
    mark = "# " if kind in _TITLES else ""
    yield from (f"{mark}{text}" for text in _texts(shape) if text)


def _row(row: etree._Element) -> str:
    return " | ".join(" / ".join(filter(None, _texts(cell))) for cell in row.iterchildren(f"{_A}tc"))


def _texts(element: etree._Element) -> Iterator[str]:
    for paragraph in element.iter(f"{_A}p"):
        pieces = (_MARKS.get(str(node.tag), node.text or "") for node in paragraph.iter(f"{_A}t", *_MARKS))
        yield "".join(pieces).rstrip()
