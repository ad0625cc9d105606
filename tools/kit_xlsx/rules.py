"""What follows a reader's edits: colours by conditional format, lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import ColorScaleRule, Rule
from openpyxl.styles import Border, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from tools.kit_xlsx.colours import colour, format_fill, rule_line
from tools.kit_xlsx.sheet import Sheet

LETTERS: Mapping[str, tuple[str, str]] = {
    "A/R": ("lt1", "dk2"),
    "A": ("lt1", "dk2"),
    "R": ("lt1", "accent1"),
    "C": ("dk2", "accent1@25"),
    "I": ("accent3", "lt2"),
}
"""Ink and fill of each letter: darkness falls with involvement, so that grey print still tells them apart."""
STATUS_GLYPHS: Mapping[str, tuple[str, str]] = {
    "●": ("accent4-75", "accent4@15"),
    "▲": ("accent5-45", "accent5@25"),
    "■": ("accent6", "accent6@12"),
    "○": ("accent3", "accent3@15"),
}
"""Ink and fill of a state by the glyph that its words begin with."""
_LONGEST_LIST = 255


def colour_letters(sheet: Sheet, cells: str) -> None:
    """Colour RACI letters in a range as they are edited."""
    first = _first(cells)
    for letter, look in LETTERS.items():
        when_true(sheet, cells, f'{first}="{letter}"', *look)


def colour_status(sheet: Sheet, cells: str) -> None:
    """Colour states in a range by the glyph in them, wherever it stands."""
    first = _first(cells)
    for glyph, look in STATUS_GLYPHS.items():
        when_true(sheet, cells, f'ISNUMBER(SEARCH("{glyph}",{first}))', *look)


def when_true(
    sheet: Sheet, cells: str, formula: str, ink: str, fill: str, *, bold: bool = True, edge: str = ""
) -> None:
    """Colour the cells of a range for which a formula, written for its first cell, is true.

    `edge` is the colour of the line below them, where it changes too.
    """
    border = Border(bottom=rule_line(edge)) if edge else None
    look = DifferentialStyle(font=Font(b=bold, color=colour(ink)), fill=format_fill(fill), border=border)
    rule = Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=True)
    sheet.ws.conditional_formatting.add(cells, rule)


def heat(sheet: Sheet, cells: str, *, ink: str = "accent1@40") -> None:
    """Shade numbers in a range from paper for the least to `ink` for the most; zero is left to a rule before it."""
    scale = ColorScaleRule(
        start_type="num", start_value=0, start_color=colour("lt2"), end_type="max", end_color=colour(ink)
    )
    sheet.ws.conditional_formatting.add(cells, scale)


def one_of(
    sheet: Sheet, cells: str, options: Sequence[str] | str, *, title: str = "", error: str = ""
) -> None:
    """Let the cells of a range hold one of `options`: texts, or the range of a list on another sheet.

    Raise ValueError if written-out options are longer than Excel takes (255 characters).
    """
    listed = options if isinstance(options, str) else f'"{",".join(options)}"'
    if len(listed) - 2 > _LONGEST_LIST:
        raise ValueError(f"{len(listed) - 2} characters of options; put them on a sheet and give its range")
    rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = title or None, error or None
    rule.add(cells)
    sheet.ws.add_data_validation(rule)


def _first(cells: str) -> str:
    return cells.split(maxsplit=1)[0].split(":", maxsplit=1)[0].replace("$", "")
