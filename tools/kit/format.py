"""Formats of text and paragraphs as values, written out in the order that the schema wants."""

from __future__ import annotations

from dataclasses import dataclass

from tools.kit.palette import color, shading
from tools.kit.xml import el, mm, pt


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """How characters look. `size` and `track` (letter spacing) are in points, colours are palette tokens."""

    heading_font: bool = False
    bold: bool | None = None
    caps: bool = False
    underline: bool = False
    color: str = ""
    track: float = 0
    size: float = 0
    fill: str = ""

    def xml(self) -> str:
        """Return the children of `w:rPr`."""
        bold = {None: "", True: el("b"), False: el("b", val=0)}[self.bold]
        return "".join(
            (
                fonts("major") if self.heading_font else "",
                bold,
                el("caps") if self.caps else "",
                color(self.color) if self.color else "",
                el("spacing", val=pt(self.track)) if self.track else "",
                size(self.size) if self.size else "",
                el("u", val="single") if self.underline else "",
                shading(self.fill) if self.fill else "",
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """How a paragraph stands. `before` and `after` in points, indents in millimetres, `line` as a multiple.

    `exact` is a fixed line height in points instead. `borders` and `tabs` are XML; `number` is (list, level).
    """

    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    number: tuple[int, int] | None = None
    borders: str = ""
    fill: str = ""
    tabs: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    exact: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    contextual: bool = False
    align: str = ""
    outline: int | None = None

    def xml(self) -> str:
        """Return the children of `w:pPr` that follow `w:pStyle`."""
        return "".join(
            (
                el("keepNext") if self.keep_next else "",
                el("keepLines") if self.keep_lines else "",
                el("pageBreakBefore") if self.new_page else "",
                _number(self.number),
                el("pBdr", self.borders) if self.borders else "",
                shading(self.fill) if self.fill else "",
                el("tabs", self.tabs) if self.tabs else "",
                self._spacing(),
                self._indent(),
                el("contextualSpacing") if self.contextual else "",
                el("jc", val=self.align) if self.align else "",
                el("outlineLvl", val=self.outline) if self.outline is not None else "",
            )
        )

    def _spacing(self) -> str:
        line = pt(self.exact) or round(self.line * 240) or None
        rule = "exact" if self.exact else "auto" if line else None
        before, after = (None if gap is None else pt(gap) for gap in (self.before, self.after))
        any_given = before is not None or after is not None or line
        return el("spacing", before=before, after=after, line=line, lineRule=rule) if any_given else ""

    def _indent(self) -> str:
        left, right, hanging = (mm(size) or None for size in (self.left, self.right, self.hanging))
        return el("ind", left=left, right=right, hanging=hanging) if left or right or hanging else ""


def fonts(which: str) -> str:
    """Return the theme's heading (`major`) or body (`minor`) font; never a font by name, so that brands can swap."""
    return el(
        "rFonts",
        asciiTheme=f"{which}HAnsi",
        hAnsiTheme=f"{which}HAnsi",
        eastAsiaTheme=f"{which}EastAsia",
        cstheme=f"{which}Bidi",
    )


def size(points: float) -> str:
    """Return the font size elements."""
    return el("sz", val=round(points * 2)) + el("szCs", val=round(points * 2))


def _number(number: tuple[int, int] | None) -> str:
    if number is None:
        return ""
    list_id, level = number
    return el("numPr", el("ilvl", val=level) if level else "", el("numId", val=list_id))
