"""Writes the built-in templates from their sources: `python -m tools.build`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tools.kit import Document

SOURCES = ("tools.handoff", "tools.sla")
"""Each has a `DOCUMENT`; its code names the file."""
FOLDER = Path(__file__).resolve().parent.parent / "templates"


def documents() -> list[Document]:
    """Return the documents of all sources."""
    return [import_module(source).DOCUMENT for source in SOURCES]


def main() -> None:
    """Write every template into `templates/`."""
    FOLDER.mkdir(exist_ok=True)
    for document in documents():
        (FOLDER / f"{document.code}.docx").write_bytes(document.build())


if __name__ == "__main__":
    main()
