"""How wide and how high a text comes out, without Office: by the advance widths of the built-in templates' fonts.

Known are Calibri, Cambria and Arial and their metric twins (Carlito, Caladea, Liberation Sans). Another font is
measured as Arial, which is wider than most. Kerning, which Office leaves off by default, is not counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from docgen.engine.font_widths import FACES

TAB_POINTS = 36.0
"""A tab counts as half an inch, Office's default distance of stops."""

_TWINS = {"carlito": "Calibri", "caladea": "Cambria", "liberation sans": "Arial"}
_NAMES = {name.lower(): name for name, _ in FACES} | _TWINS
_OTHERWISE = "Arial"

# Widths in em of what the fonts lack: Office then takes another font, which is not known.
_FULL, _LETTER, _SYMBOL = 1.0, 0.62, 0.8
_NO_WIDTH = {"Mn", "Me", "Cf", "Cc"}  # marks that combine, formats (soft hyphen, joiners), controls
_BREAK_AFTER = "-–—/\u200b"
_SPACES = " \t"
_HYPHEN = f"[{re.escape(_BREAK_AFTER)}]"
_WORD = re.compile(
    rf"[^{_SPACES}{re.escape(_BREAK_AFTER)}]+(?:[{_SPACES}]+|{_HYPHEN})?|[{_SPACES}]+|{_HYPHEN}"
)
"""A word with the spaces, or with the one hyphen, dash or slash, after it."""
_SLACK = 1e-6  # points by which sums of widths may differ, by the order in which they are added up
_NEVER_FIRST = {"Po", "Pe", "Pf", "Mn", "Me", "Cf"}


class _Widths(dict[str, float]):
    """Character -> width in em; one that the font lacks is classed when first met."""

    def __missing__(self, character: str) -> float:
        width = self._lacking(character)
        self[character] = width
        return width

    def _lacking(self, character: str) -> float:
        if character == "\u00a0" or unicodedata.category(character) == "Zs":
            return 1.0 if character == "\u3000" else self[" "]
        category = unicodedata.category(character)
        if category in _NO_WIDTH:
            return 0.0
        if _is_full(character):
            return _FULL
        return _LETTER if category[0] in "LN" else _SYMBOL


@cache
def _face(font: str, bold: bool) -> tuple[_Widths, float]:
    """Return the widths of a face and the height of its line, in em."""
    name = _NAMES.get(font.lower(), _OTHERWISE)
    widths = _Widths()
    head, *blocks = FACES[name, bold].split("U+")
    units, line = map(int, head.split())
    for block in blocks:
        first, *numbers = block.split()
        codes = range(int(first, 16), int(first, 16) + len(numbers))
        widths |= {chr(code): int(number) / units for code, number in zip(codes, numbers, strict=True)}
    return _Widths({key: width for key, width in widths.items() if width}), line / units


def text_width(text: str, *, points: float, bold: bool = False, font: str = "Calibri") -> float:
    """Return the width in points of the widest line of a text set at `points`; line breaks in it break it."""
    return max((_line_width(line, points, bold, font) for line in lines_of(text)), default=0.0)


def _line_width(line: str, points: float, bold: bool, font: str) -> float:
    return _ems(line, bold, font) * points + line.count("\t") * TAB_POINTS


@lru_cache(maxsize=16_384)  # words come again and again, in one document and from one to the next
def _ems(line: str, bold: bool, font: str) -> float:
    widths, _ = _face(font, bold)
    return sum(map(widths.__getitem__, line))


def line_height(points: float, font: str = "Calibri") -> float:
    """Return the height in points of a line set single: ascent, descent and gap of the font (OpenType `hhea`)."""
    return _face(font, False)[1] * points


def wrapped_lines(
    text: str, *, width: float, points: float, bold: bool = False, font: str = "Calibri"
) -> int:
    """Return how many lines a text takes in a column `width` points wide: at least one."""
    return len(wrap(text, width=width, points=points, bold=bold, font=font))


def wrap(
    text: str, *, width: float, points: float, bold: bool = False, font: str = "Calibri"
) -> tuple[str, ...]:
    """Return the lines of a text in a column `width` points wide.

    Lines break after spaces, hyphens, dashes and slashes, between ideographs, and where the text says so; a word
    that is wider than the column breaks where it must, one character a line at least. Spaces that end a line hang
    over, as in Office. Raise ValueError unless width and points are above 0.
    """
    if not (width > 0 and points > 0):
        raise ValueError(f"cannot wrap at {points} points in {width} points of width; both must be above 0")
    lines: list[str] = []
    for paragraph in lines_of(text):
        lines += _wrapped(paragraph, width, points, bold, font)
    return tuple(lines)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, cut where Office breaks one: a separator of Unicode is a character of the line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n")


def _wrapped(paragraph: str, width: float, points: float, bold: bool, font: str) -> Iterator[str]:
    if _line_width(paragraph, points, bold, font) <= width - _SLACK:
        yield paragraph.rstrip(_SPACES)
        return
    line, filled = "", 0.0
    for piece in _pieces(paragraph):
        bare = _line_width(piece.rstrip(_SPACES), points, bold, font)
        if line and filled + bare > width:
            yield line.rstrip(_SPACES)
            line, filled = "", 0.0
        *full, rest = _broken(piece, width, points, bold, font) if bare > width else [piece]
        yield from full
        line, filled = line + rest, filled + _line_width(rest, points, bold, font)
    yield line.rstrip(_SPACES)


def _pieces(paragraph: str) -> Iterator[str]:
    """Yield what must not be parted: words with the spaces, hyphen or slash after them, single ideographs."""
    if not paragraph.isascii() and any(map(_is_full, set(paragraph))):
        yield from _pieces_with_ideographs(paragraph)
        return
    piece = ""
    for word in _WORD.findall(paragraph):
        if piece and (piece[-1] in _SPACES or word[0].isalpha()):
            yield piece
            piece = ""
        piece += word
    yield piece


def _pieces_with_ideographs(paragraph: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(paragraph)):
        before, after = paragraph[at - 1], paragraph[at]
        if _may_break(before, after):
            yield paragraph[start:at]
            start = at
    yield paragraph[start:]


def _may_break(before: str, after: str) -> bool:
    if after in _SPACES:
        return False
    if before in _SPACES:
        return True
    if before in _BREAK_AFTER:
        return after.isalpha()
    # A stop or a closing bracket never begins a line (JIS X 4051, line start prohibition).
    return (_is_full(before) or _is_full(after)) and unicodedata.category(after) not in _NEVER_FIRST


def _is_full(character: str) -> bool:
    return character > "\u10ff" and unicodedata.east_asian_width(character) in "WF"


def _broken(word: str, width: float, points: float, bold: bool, font: str) -> list[str]:
    """Return a word that is wider than the column in parts that fit, the last one with its spaces."""
    widths, _ = _face(font, bold)
    parts, part, filled = [], "", 0.0
    for character in word:
        wide = widths[character] * points
        if part and character not in _SPACES and filled + wide > width and wide:
            parts.append(part)
            part, filled = "", 0.0
        part, filled = part + character, filled + wide
    return [*parts, part]
