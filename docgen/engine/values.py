"""What a tag may print besides text.

A value knows how to write itself into WordprocessingML at a spot: between runs (`word_runs`) or as whole
paragraphs and tables (`word_blocks`); and into PresentationML: between runs (`slide_runs`) or in place of the
shape that holds its tag (`slide_shape`). `str(value)` is its plain text, for places where only text can stand.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from docgen.engine.theme import Palette


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that a value brings into the package: a chart, or the workbook behind it.

    `stem` and `extension` make its name below the format's folder, with a number in between (`charts/chart`,
    `xml` gives `/word/charts/chart3.xml`); `relation` is the type of the relationship that leads to it.
    `attached` are the parts that it leads to in turn, each with the relationship id that `data` uses for it.
    """

    stem: str
    extension: str
    content_type: str
    relation: str
    data: bytes
    attached: tuple[tuple[str, Attachment], ...] = ()


@dataclass(frozen=True, slots=True)
class WordSpot:
    """Where in a Word part a value is printed, and what it may ask of the part and the document.

    `run_properties` and `paragraph_properties` are the `<w:rPr>…</w:rPr>` and `<w:pPr>…</w:pPr>` around the tag
    (or empty); `styles` maps style names, as Word shows them and lower-cased, to style ids; `relate(type, target,
    external)` returns the id of a new (or equal, existing) relationship of this part; `embed(data, extension)`
    adds a media part and returns the relationship id; `next_id()` returns a drawing id that is unique in the
    document; `new_list(style_id)` returns a fresh numbering id that restarts the list of that paragraph style
    (0 where the style has no numbering); `attach(part)` adds a part and returns the relationship id; `palette` has
    the colours of the document's theme. `divides` tells whether runs may end the paragraph and begin another;
    `include(document)` returns the blocks of another document, its styles, lists and parts brought along.
    """

    run_properties: str
    paragraph_properties: str
    styles: Mapping[str, str]
    relate: Callable[[str, str, bool], str]
    embed: Callable[[bytes, str], str]
    next_id: Callable[[], int]
    new_list: Callable[[str], int]
    attach: Callable[[Attachment], str]
    palette: Palette = field(default_factory=Palette.office)
    divides: bool = False
    include: Callable[[Includable], str] | None = None


class Includable(Protocol):
    """Another document, as `WordSpot.include` takes it."""

    @property
    def source(self) -> bytes | Path: ...

    @property
    def styles(self) -> Literal["own", "template"]: ...

    @property
    def body(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide in EMU (914,400 to the inch), from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SlideSpot:
    """Where on a slide a value is printed, and what it may ask of the slide and the deck.

    `run_properties` is the `<a:rPr>` around the tag (or empty), `paragraph_properties` the `<a:pPr>`. `box`, `name`
    and `placeholder` (a `<p:ph>` or empty) are those of the shape that the value takes the place of. `relate`,
    `embed`, `attach` and `next_id` are as in `WordSpot`; ids are unique on the slide. `styles` maps the names of
    the deck's character styles, lower-cased, to the `<a:rPr>` of each.
    """

    run_properties: str
    box: Box
    name: str
    placeholder: str
    relate: Callable[[str, str, bool], str]
    embed: Callable[[bytes, str], str]
    attach: Callable[[Attachment], str]
    next_id: Callable[[], int]
    paragraph_properties: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetSpot:
    """What a value that hangs on a cell may ask of the sheet's drawing and of the workbook; all as in `WordSpot`."""

    relate: Callable[[str, str, bool], str]
    embed: Callable[[bytes, str], str]
    attach: Callable[[Attachment], str]
    next_id: Callable[[], int]
    palette: Palette = field(default_factory=Palette.office)


@dataclass(frozen=True, slots=True)
class Anchored:
    """What hangs on a cell: the shape (`<xdr:pic>`, `<xdr:graphicFrame>`), and its size in EMU.

    The prefix `xdr` (SpreadsheetDrawing) is declared around it; others the shape declares itself.
    """

    xml: str
    width: int
    height: int


class Value(ABC):
    """A rich value. Subclasses write XML that is already escaped; `ValueError` says why one cannot stand here."""

    @abstractmethod
    def __str__(self) -> str: ...

    @abstractmethod
    def word_runs(self, spot: WordSpot) -> str:
        """Return run-level XML (`<w:r>`, `<w:hyperlink>`), to stand between two runs of a paragraph."""

    def word_blocks(self, spot: WordSpot) -> str:
        """Return block-level XML: here, one paragraph (with the tag's own properties) around the runs."""
        return f"<w:p>{spot.paragraph_properties}{self.word_runs(spot)}</w:p>"

    def slide_runs(self, spot: SlideSpot) -> str:  # noqa: ARG002 - for those who override it
        """Return `<a:r>` runs (text, `<a:br/>`) for a paragraph on a slide. Raise ValueError if it has no text form."""
        raise ValueError("cannot stand in a line of text; give it a shape of its own")

    def slide_blocks(self, spot: SlideSpot) -> str | None:  # noqa: ARG002 - for those who override it
        """Return whole paragraphs (`<a:p>`) for a tag that has its paragraph for itself, or None: it is one line."""
        return None

    def slide_shape(self, spot: SlideSpot) -> str | None:  # noqa: ARG002 - for those who override it
        """Return the shape (`<p:pic>`, `<p:graphicFrame>`, `<p:grpSp>`) that fills `spot.box`, or None: it is text."""
        return None

    def sheet_shape(self, spot: SheetSpot) -> Anchored | None:  # noqa: ARG002 - for those who override it
        """Return what hangs on the cell that a tag has for itself, or None: it is text."""
        return None

    def sheet_link(self) -> str:
        """Return the address that the cell of a tag opens, `#Plan!B7` for a place in the workbook; empty for none.

        Raise ValueError for what is no address.
        """
        return ""
