"""Writes the built-in templates from their sources: `python -m tools.build [CODE …]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tools.kit import Document
from tools.kit_pptx import Deck
from tools.kit_xlsx import Book

SOURCES = (
    "tools.handoff",
    "tools.handoff_cs",
    "tools.sdd",
    "tools.sla",
    "tools.csp",
    "tools.bau",
    "tools.ret",
    "tools.bau_cs",
    "tools.idx",
)
"""Each has a `DOCUMENT`; its code names the file."""
WORKBOOKS = (
    "tools.raci",
    "tools.tdq",
    "tools.bau_book",
    "tools.csp_tracker",
    "tools.report_book",
    "tools.readiness_book",
    "tools.intake_book",
    "tools.intake_book_cs",
)
"""Each has a `BOOK`; its code names the file."""
DECKS: tuple[str, ...] = ("tools.csp_deck", "tools.sdd_deck")
"""Each has a `DECK`; its code names the file."""
FOLDER = Path(__file__).resolve().parent.parent / "templates"


def documents() -> list[Document]:
    """Return the Word documents of all sources."""
    return [import_module(source).DOCUMENT for source in SOURCES]


def workbooks() -> list[Book]:
    """Return the workbooks of all sources."""
    return [import_module(source).BOOK for source in WORKBOOKS]


def decks() -> list[Deck]:
    """Return the decks of all sources."""
    return [import_module(source).DECK for source in DECKS]


def main(codes: Sequence[str] = ()) -> None:
    """Write templates into `templates/`: those of `codes`, or every one."""
    FOLDER.mkdir(exist_ok=True)
    for document in documents():
        if document.code in codes or not codes:
            (FOLDER / f"{document.code}.docx").write_bytes(document.build())
    for book in workbooks():
        if book.code in codes or not codes:
            (FOLDER / f"{book.code}.xlsx").write_bytes(book.build())
    for deck in decks():
        if deck.code in codes or not codes:
            (FOLDER / f"{deck.code}.pptx").write_bytes(deck.build())


if __name__ == "__main__":
    main(sys.argv[1:])
