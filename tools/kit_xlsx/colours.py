"""The house colours as Excel writes them: an index into the theme and a tint, never a fixed colour."""

from __future__ import annotations

from openpyxl.styles import PatternFill, Side
from openpyxl.styles.colors import Color

from tools.kit.palette import PALETTE

# Excel counts the theme's colours in an order of its own: light before dark (ISO/IEC 29500-1, 18.8.3).
_INDEX = {"lt1": 0, "dk1": 1, "lt2": 2, "dk2": 3, **{f"accent{each}": each + 3 for each in range(1, 7)}}


def colour(token: str) -> Color:
    """Return the colour of a token: `accent1`, `accent3@30` (30 % kept), `accent4-75` (darkened to 75 %).

    Raise ValueError for an unknown token, as all functions here do.
    """
    found = PALETTE.color(token)
    tint = {"@": 1 - found.share, "-": found.share - 1}.get(found.change, 0.0)
    return Color(theme=_INDEX[found.slot], tint=round(tint, 2))


def solid(token: str) -> PatternFill:
    """Return the fill of a cell."""
    return PatternFill("solid", fgColor=colour(token), bgColor=Color(indexed=64))


def format_fill(token: str) -> PatternFill:
    """Return the fill of a conditional format, where Excel reads the background colour."""
    return PatternFill("solid", fgColor=colour(token), bgColor=colour(token))


def rule_line(token: str, width: str = "thin") -> Side:
    """Return one border of a cell; widths `thin`, `medium`, `thick`."""
    return Side(style=width, color=colour(token))


def rgb(token: str) -> str:
    """Return RRGGBB, for the places that know no theme: headers and footers."""
    return PALETTE.resolve(token)
