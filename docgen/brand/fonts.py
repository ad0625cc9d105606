"""Which fonts can be relied on, and how wide they run."""

from __future__ import annotations

from docgen.engine.measure import text_width

EVERYWHERE = frozenset(
    {
        "Arial",
        "Calibri",
        "Cambria",
        "Candara",
        "Consolas",
        "Constantia",
        "Corbel",
        "Courier New",
        "Georgia",
        "Tahoma",
        "Times New Roman",
        "Trebuchet MS",
        "Verdana",
    }
)
"""What Office brings along or finds on Windows and macOS. Elsewhere Calibri, Cambria and Arial have metric twins."""

_MEASURED = frozenset({"calibri", "cambria", "arial", "carlito", "caladea", "liberation sans"})
"""The fonts whose widths the engine knows (`docgen.engine.measure`); others are taken to be as wide as Arial."""

MOST = 1.03
"""How much wider than Calibri a body font may run before labels of diagrams and charts feel it."""
_SAMPLE = "The quick brown fox jumps over the lazy dog. THE QUICK BROWN FOX 0123456789"


def is_everywhere(name: str) -> bool:
    """Return whether a font is on every machine that has Office."""
    return name.casefold() in {font.casefold() for font in EVERYWHERE}


def is_measured(name: str) -> bool:
    """Return whether the engine knows how wide a text comes out in a font."""
    return name.casefold() in _MEASURED


def run(name: str) -> float:
    """Return how wide a text comes out in a font, as a multiple of Calibri's width."""
    return text_width(_SAMPLE, points=10, font=name) / text_width(_SAMPLE, points=10)
