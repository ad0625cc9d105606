"""What a tag may print besides text.

A value knows how to write itself into WordprocessingML at a spot: between runs (`word_runs`) or as whole
paragraphs and tables (`word_blocks`). `str(value)` is its plain text, for places where only text can stand.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordSpot:
    """Where in a Word part a value is printed, and what it may ask of the part and the document.

    `run_properties` and `paragraph_properties` are the `<w:rPr>…</w:rPr>` and `<w:pPr>…</w:pPr>` around the tag
    (or empty); `styles` maps style names, as Word shows them and lower-cased, to style ids; `relate(type, target,
    external)` returns the id of a new (or equal, existing) relationship of this part; `embed(data, extension)`
    adds a media part and returns the relationship id; `next_id()` returns a drawing id that is unique in the
    document; `new_list(style_id)` returns a fresh numbering id that restarts the list of that paragraph style
    (0 where the style has no numbering).
    """

    run_properties: str
    paragraph_properties: str
    styles: Mapping[str, str]
    relate: Callable[[str, str, bool], str]
    embed: Callable[[bytes, str], str]
    next_id: Callable[[], int]
    new_list: Callable[[str], int]


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
