"""The lines of text of a template, of whichever format, as their author typed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.engine import places
from docgen.engine.compiling import Reading
from docgen.engine.excel.book import Book
from docgen.engine.excel.reading import SheetCells
from docgen.engine.excel.references import letters
from docgen.engine.links import parse
from docgen.engine.markup import TC, Element, P, own_texts, w
from docgen.engine.package import CONTENT_TYPES, Package
from docgen.engine.places import part_trail
from docgen.engine.powerpoint import markup as slides
from docgen.engine.powerpoint import places as slide_places
from docgen.engine.powerpoint.deck import Deck
from docgen.errors import TemplateError
from docgen.problems import Place, Severity

_SHOWN = frozenset(
    map(w, ("drawing", "pict", "object", "br", "fldChar", "fldSimple", "sectPr", "footnoteReference"))
)
_ALSO_SHOWN = frozenset(map(w, ("endnoteReference", "sym", "sdt")))
_SUITES = (b"presentationml", b"ms-powerpoint", b"spreadsheetml", b"ms-excel")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a cell: its text, its place, and whether a reader would see it if it came out empty."""

    text: str
    where: Place
    leaves_gap: bool = False


def lines(package: Package) -> Iterator[Line]:
    """Yield the paragraphs and cells of a template in order. Raise TemplateError for a damaged part."""
    types = package.data(CONTENT_TYPES)
    deck = Deck.of(package) if any(word in types for word in _SUITES[:2]) else None
    if deck is not None:
        yield from _of_deck(deck)
        return
    book = Book.of(package) if any(word in types for word in _SUITES[2:]) else None
    yield from _of_book(book) if book is not None else _of_document(package)


def _of_document(package: Package) -> Iterator[Line]:
    outline = Reading(package, Severity.WARNING).styles.outline
    for name in package.members:
        if not name.startswith("word/") or not name.endswith(".xml") or b"<w:p" not in package.data(name):
            continue
        for paragraph, where in places.paragraphs(
            _root(package, name), file=package.file, part=name, outline=outline
        ):
            text = "".join(node.text or "" for node in own_texts(paragraph))
            yield Line(text, where, _leaves_gap(paragraph))


def _root(package: Package, name: str) -> Element:
    try:
        return parse(package, name)
    except etree.XMLSyntaxError as error:
        where = Place(file=package.file, trail=part_trail(name))
        raise TemplateError.single("damaged", f"its XML is damaged: {error.msg}.", where=where) from None


def _leaves_gap(paragraph: Element) -> bool:
    """Tell whether a paragraph without text would be seen: not where it shows something else, or is all of a cell."""
    if any(node.tag in _SHOWN or node.tag in _ALSO_SHOWN for node in paragraph.iter(etree.Element)):
        return False
    parent = paragraph.getparent()
    return parent is None or parent.tag != TC or sum(child.tag == P for child in parent) > 1


def _of_book(book: Book) -> Iterator[Line]:
    for entry in book.sheets:
        if not book.is_worksheet(entry):
            continue
        for row in SheetCells.read(book, entry).rows.values():
            for cell in row.cells.values():
                if cell.text:
                    spot = f"{entry.name}!{letters(cell.column)}{cell.row}"
                    yield Line(cell.text, Place(file=book.package.file, trail=(spot,)))


def _of_deck(deck: Deck) -> Iterator[Line]:
    for entry in deck.slides:
        where = Place(file=deck.package.file, trail=(entry.label,))
        yield from _of_part(deck.package, entry.part, where, shown=True)
        for name, kind in deck.owned(entry.part).items():
            if kind == "notesSlide":
                yield from _of_part(deck.package, name, Place(file=where.file, trail=(*where.trail, "notes")))
    for name in deck.others():
        if name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/")):
            yield from _of_part(deck.package, name, Place(file=deck.package.file, trail=deck.trail_of(name)))


def _of_part(package: Package, name: str, where: Place, *, shown: bool = False) -> Iterator[Line]:
    for paragraph, spot in slide_places.paragraphs(_root(package, name), where):
        text = "".join(node.text or "" for node in slides.own_texts(paragraph))
        body = paragraph.getparent()
        several = body is not None and sum(child.tag == slides.PARAGRAPH for child in body) > 1
        yield Line(text, spot, shown and several)
