"""The house colours, each written as theme reference and cached hex side by side.

A colour is named by a token: `accent1`, `accent3@30` (30 % kept, the rest towards white), `accent4-75` (darkened
to 75 %). LibreOffice 7.4 ignores the theme reference and reads the hex; Word does the opposite.
"""

from __future__ import annotations

from docgen.engine.theme import Palette

PALETTE = Palette(
    {
        "dk1": "1E2426",
        "lt1": "FFFFFF",
        "dk2": "19343B",
        "lt2": "F5F2EC",
        "accent1": "2A626B",
        "accent2": "AD5425",
        "accent3": "6B675E",
        "accent4": "34775B",
        "accent5": "EBB13A",
        "accent6": "97262B",
        "hlink": "2A626B",
        "folHlink": "6B675E",
    }
)
"""In the order of the theme part. Ink dk2, paper lt2, petrol accent1, copper accent2, stone accent3; the last
three accents mean good, caution and critical, and nothing else."""
HEADING_FONT, BODY_FONT = "Cambria", "Calibri"
HAIRLINE = "accent3@30"

_DRAWING_SLOTS = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


def color(token: str) -> str:
    """Return `<w:color/>` for text. Raise ValueError for an unknown token, as all functions here do."""
    return f"<w:color {PALETTE.word_color(token)}/>"


def shading(token: str) -> str:
    """Return `<w:shd/>`: a flat fill of a cell, a paragraph or a run."""
    return f"<w:shd {PALETTE.word_fill(token)}/>"


def border(side: str, token: str, points: float, space: int = 0) -> str:
    """Return one border element; `points` is its width, `space` its distance from the text in points."""
    ink = PALETTE.word_color(token).removeprefix("w:val=")
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{space}" w:color={ink}/>'


def drawing_fill(token: str) -> str:
    """Return the DrawingML solid fill of a token."""
    found = PALETTE.color(token)
    kept = round(found.share * 100_000)
    tint = f'<a:lumMod val="{kept}"/><a:lumOff val="{100_000 - kept}"/>'
    change = {"@": tint, "-": f'<a:lumMod val="{kept}"/>'}.get(found.change, "")
    name = _DRAWING_SLOTS.get(found.slot, found.slot)
    return f'<a:solidFill><a:schemeClr val="{name}">{change}</a:schemeClr></a:solidFill>'
