"""The markup inside docxtpl's `RichText`, `RichTextParagraph` and `Listing`, read and written anew.

docxtpl writes the properties of a run in any order, leaves out attributes that the standard demands and lets what it
is given through unescaped. Here only the properties that its objects can have are known, and each is checked.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from docgen.engine.escape import attribute, check
from docgen.engine.markup import PPR, RPR, W_NS, Element, P, R, T, w
from docgen.engine.rich import (
    RELATIONSHIPS,
    Block,
    find_style,
    hyperlink,
    inner_properties,
    join_blocks,
    paragraph_properties,
    run,
    run_properties,
)
from docgen.engine.slide_text import slide_run
from docgen.engine.values import SlideSpot, Value, WordSpot

_HYPERLINK, _R_ID = w("hyperlink"), f"{{{RELATIONSHIPS}}}id"
_PARAGRAPH_SIGN, _PAGE_SIGN = "\a", "\f"
_SIGNS = re.compile(f"([{_PARAGRAPH_SIGN}{_PAGE_SIGN}])")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}|auto")
_WORDS = re.compile(r"[\w .,:+-]{1,100}")
_CHECKED = {"color": ("val", _COLOUR), "shd": ("fill", _COLOUR)}
_CHECKED |= {name: ("val", re.compile(r"\d{1,4}")) for name in ("sz", "szCs")}
_KNOWN = frozenset(
    (
        "rStyle",
        "color",
        "shd",
        "sz",
        "szCs",
        "vertAlign",
        "b",
        "bCs",
        "i",
        "iCs",
        "u",
        "strike",
        "rFonts",
        "rtl",
        "lang",
    )
)
_NEEDED = {"shd": "val"}  # CT_Shd demands a pattern, and docxtpl gives none
_PAGE_BREAK = "<w:pageBreakBefore/>"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: its `<w:rPr>` (None: as the tag has it), the style that it asks for, where it leads."""

    text: str
    properties: str | None = None
    style: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Marked(Value):
    """Text in which `\\n` breaks the line, `\\t` is a tab, `\\a` begins a paragraph and `\\f` a page."""

    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return _SIGNS.sub("\n", "".join(piece.text for piece in self.pieces))

    def word_runs(self, spot: WordSpot) -> str:
        if not spot.divides and any(_SIGNS.search(piece.text) for piece in self.pieces):
            raise ValueError("begins a paragraph (\\a) or a page (\\f) where only text can stand")
        return self.written(spot, inner_properties(spot.paragraph_properties))

    def word_blocks(self, spot: WordSpot) -> str:
        properties = inner_properties(spot.paragraph_properties)
        return join_blocks([Block(self.written(spot, properties), properties)], spot.paragraph_properties)

    def written(self, spot: WordSpot, properties: str) -> str:
        """Return the runs; a paragraph that begins among them has these `<w:pPr>` properties."""
        return "".join(_piece(piece, spot, properties) for piece in self.pieces)

    def slide_runs(self, spot: SlideSpot) -> str:
        return slide_run(str(self), spot.run_properties)


@dataclass(frozen=True, slots=True)
class MarkedParagraphs(Value):
    """Paragraphs, each by the style that it asks for (or none) and its text."""

    paragraphs: tuple[tuple[str, Marked], ...]

    def __str__(self) -> str:
        return "\n".join(str(text) for _, text in self.paragraphs)

    def word_runs(self, spot: WordSpot) -> str:  # noqa: ARG002 - no run can hold it
        raise ValueError("holds whole paragraphs; print it with {{p … }} in a paragraph of its own")

    def word_blocks(self, spot: WordSpot) -> str:
        blocks = []
        for style, text in self.paragraphs:
            given = f'<w:pStyle w:val="{attribute(_style_id(spot, style))}"/>' if style else ""
            properties = paragraph_properties("", pStyle=given)
            blocks.append(Block(text.written(spot, properties), properties))
        return join_blocks(blocks, spot.paragraph_properties)


def _piece(piece: Piece, spot: WordSpot, properties: str) -> str:
    own = spot.run_properties if piece.properties is None else piece.properties
    if piece.style:
        own = run_properties(own, rStyle=f'<w:rStyle w:val="{attribute(_style_id(spot, piece.style))}"/>')
    out = []
    for part in _SIGNS.split(piece.text):
        if part in (_PARAGRAPH_SIGN, _PAGE_SIGN):
            page = {"pageBreakBefore": _PAGE_BREAK} if part == _PAGE_SIGN else {}
            out.append(f"</w:p><w:p>{paragraph_properties(properties, **page)}")
        elif part:
            runs = run(part, own)
            out.append(hyperlink(piece.url, runs, spot) if piece.url else runs)
    return "".join(out)


def _style_id(spot: WordSpot, asked: str) -> str:
    """Return the id of a style, which docxtpl's users name by its id or by its name."""
    return asked if asked in spot.styles.values() else find_style(spot.styles, asked)


# -- reading --------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def read_markup(markup: str) -> Marked | MarkedParagraphs:
    """Return what a docxtpl object holds. Raise ValueError for anything that its own methods would not have written."""
    if not markup.lstrip().startswith("<w:"):
        text = html.unescape(markup)
        check(_SIGNS.sub("", text))
        return Marked((Piece(text),))
    nodes = list(_parsed(markup))
    if all(node.tag == P for node in nodes):
        return MarkedParagraphs(tuple(_paragraph(node) for node in nodes))
    return Marked(tuple(piece for node in nodes for piece in _pieces(node)))


def _parsed(markup: str) -> Element:
    # XML has no \a and \f: they stand as private characters while it is read.
    for sign, stand_in in _STAND_INS.items():
        markup = markup.replace(sign, stand_in)
    try:
        return etree.fromstring(f'<x xmlns:w="{W_NS}" xmlns:r="{RELATIONSHIPS}">{markup}</x>')
    except (etree.XMLSyntaxError, ValueError):
        raise ValueError(
            "is a RichText whose markup is broken; do its colour, style or font hold quotes?"
        ) from None


_STAND_INS = {_PARAGRAPH_SIGN: "\ufdd2", _PAGE_SIGN: "\ufdd3"}


def _text(node: Element) -> str:
    text = "".join(part.text or "" for part in node.iter(T))
    for sign, stand_in in _STAND_INS.items():
        text = text.replace(stand_in, sign)
    return text


def _paragraph(node: Element) -> tuple[str, Marked]:
    style = node.find(f"{PPR}/{w('pStyle')}")
    inner = (child for child in node if child.tag != PPR)
    pieces = tuple(piece for child in inner for piece in _pieces(child))
    return "" if style is None else style.get(w("val"), ""), Marked(pieces)


def _pieces(node: Element) -> list[Piece]:
    if node.tag == R:
        return [_run(node)]
    if node.tag == _HYPERLINK:
        url = _address(node.get(_R_ID, ""))
        return [replace(_run(child), url=url) for child in node.iterchildren(R)]
    raise ValueError("is a RichText with markup of another kind than its own methods write")


def _address(url_id: str) -> str:
    if ":" not in url_id:
        raise ValueError(
            f'holds a link by the id "{url_id}", which another program\'s copy of the template gave out;'
            ' give the address itself: url_id="https://…"'
        )
    return url_id


def _run(node: Element) -> Piece:
    properties = node.find(RPR)
    children = [] if properties is None else list(properties)
    style = next((child.get(w("val"), "") for child in children if child.tag == w("rStyle")), "")
    written = "".join(_property(child) for child in children if child.tag != w("rStyle"))
    return Piece(_text(node), run_properties(f"<w:rPr>{written}</w:rPr>") if written else "", style)


def _property(child: Element) -> str:
    name = etree.QName(child).localname
    if name not in _KNOWN or len(child):
        raise ValueError(f"is a RichText with the property {name}, which its own methods never write")
    given = {etree.QName(key).localname: str(value) for key, value in child.attrib.items()}
    _check_property(name, given)
    if name in _NEEDED:
        given.setdefault(_NEEDED[name], "clear")
    attributes = "".join(f' w:{key}="{attribute(value)}"' for key, value in given.items())
    return f"<w:{name}{attributes}/>"


def _check_property(name: str, given: dict[str, str]) -> None:
    key, shape = _CHECKED.get(name, ("", _WORDS))
    for found, value in given.items():
        if not (shape if found == key else _WORDS).fullmatch(value):
            hint = "; a colour is six hexadecimal digits" if shape is _COLOUR else ""
            raise ValueError(f'is a RichText with the {name} "{value[:40]}"{hint}')
