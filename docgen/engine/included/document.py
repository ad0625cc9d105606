"""A Word document as a value: `{{p terms }}` puts its whole text in the place of the tag's paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docgen.engine.included.source import read_source
from docgen.engine.markup import P, T
from docgen.engine.values import Value, WordSpot


@dataclass(frozen=True, slots=True)
class Document(Value):
    """A Word document from its bytes or a file, to be included where `{{p … }}` stands.

    With `styles="own"` it looks as it did: a style that the template has too, but defines otherwise, comes along
    under a new name. With `"template"` styles that both have are the template's, so that it takes on its look; this
    is what docxtpl does. Lists begin anew; footnotes, pictures, charts and links come along; the page, headers,
    footers, comments and the theme are the template's.

    `body` is for a document whose text is not the one in `source`: the XML of a `<w:body>` that refers to its parts.
    Tags in it are text; render it first to fill them: `Document(Template.open(path).render(data))`.

    Printing raises ValueError within text, in slides and workbooks, and for a document that refers to content
    outside itself; PackageError for a file that is no sound Word document.
    """

    source: bytes | Path
    styles: Literal["own", "template"] = "own"
    body: bytes = b""

    def __str__(self) -> str:
        paragraphs = read_source(self.source, self.body).body.iter(P)
        return "\n".join("".join(node.text or "" for node in each.iter(T)) for each in paragraphs)

    def word_runs(self, spot: WordSpot) -> str:  # noqa: ARG002 - no run can hold it
        raise ValueError("is a whole document; print it with {{p … }} in a paragraph of its own")

    def word_blocks(self, spot: WordSpot) -> str:
        if spot.include is None:
            raise ValueError("is a whole document, and has no place here")
        return spot.include(self)
