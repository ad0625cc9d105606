"""The styles part of a workbook: which cells show dates, and styles that a rendering adds to it.

Cells name a style by its position in `cellXfs`; a derived style is a copy at the end with another number format
or fill, made once for each combination.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from docgen.engine.excel.markup import S_NS, s
from docgen.engine.markup import Element
from docgen.engine.theme import Color, Palette

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
# Built-in formats (ISO 29500-1, 18.8.30) that show a date or a time
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_TEXT = 49
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_THEME_INDEX = {"lt1": 0, "dk1": 1, "lt2": 2, "dk2": 3, "hlink": 10, "folHlink": 11} | {
    f"accent{number}": 3 + number for number in range(1, 7)
}
_FIRST_OWN_FORMAT = 164
_LINK = str(_THEME_INDEX["hlink"])


class Shows(StrEnum):
    """What a cell's number format is made for."""

    GENERAL = "general"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


DATE_FORMAT, TIME_FORMAT = "d mmm yyyy", "hh:mm"
MOMENT_FORMAT, SPAN_FORMAT = "d mmm yyyy hh:mm", "[h]:mm"


def shows(format_id: int, code: str) -> Shows:
    """Return what a number format shows; `code` is its own text, empty for a built-in one."""
    if not code:
        dated = format_id in _BUILT_IN_DATES
        return Shows.DATE if dated else {0: Shows.GENERAL, _TEXT: Shows.TEXT}.get(format_id, Shows.NUMBER)
    bare = _NOT_CODE.sub("", code).lower()
    if bare == "general":
        return Shows.GENERAL
    if bare == "@":
        return Shows.TEXT
    return Shows.DATE if re.search("[dyhsm]", bare.replace("general", "")) else Shows.NUMBER


@dataclass(frozen=True, slots=True, eq=False)
class Formats:
    """The styles part as it lies in the template."""

    data: bytes
    kinds: tuple[Shows, ...]

    @classmethod
    def read(cls, data: bytes) -> Formats:
        """Return the formats of a styles part; without one every cell is General."""
        if not data:
            return cls(data, ())
        root = etree.fromstring(data, _PARSER)
        codes = {node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter(s("numFmt"))}
        styles = root.find(s("cellXfs"))
        ids = [node.get("numFmtId", "0") for node in ([] if styles is None else styles)]
        return cls(data, tuple(shows(int(key), codes.get(key, "")) for key in ids))

    def shows(self, style: int) -> Shows:
        """Return what the cells of a style show."""
        return self.kinds[style] if style < len(self.kinds) else Shows.GENERAL


class _Look(NamedTuple):
    """What a derived style has that its origin has not: a number format, a fill, the look of a link."""

    code: str = ""
    color: Color | None = None
    link: bool = False


@dataclass(slots=True)
class Derived:
    """The styles that one rendering derives."""

    formats: Formats
    palette: Palette | None
    added: list[tuple[int, _Look]] = field(default_factory=list)
    _known: dict[tuple[int, str, str, bool], int] = field(default_factory=dict)

    def style(self, base: int, *, format_code: str = "", fill: str = "", link: bool = False) -> int:
        """Return the number of the style `base` with another number format or fill, or with the look of a link.

        Raise ValueError where the fill is no colour.
        """
        key = (base, format_code, fill, link)
        if key not in self._known:
            color = (self.palette or Palette.office()).color(fill) if fill else None
            origin, before = self._origin(base)
            look = _Look(format_code or before.code, color or before.color, link or before.link)
            self.added.append((origin, look))
            self._known[key] = len(self.formats.kinds) + len(self.added) - 1
        return self._known[key]

    def _origin(self, style: int) -> tuple[int, _Look]:
        index = style - len(self.formats.kinds)
        return self.added[index] if index >= 0 and self.added else (style, _Look())

    def data(self) -> bytes | None:
        """Return the styles part with what was added, or None where nothing was."""
        if not self.added:
            return None
        root = etree.fromstring(self.formats.data or _EMPTY, _PARSER)
        styles = root.find(s("cellXfs"))
        assert styles is not None
        for base, look in self.added:
            style = copy.deepcopy(styles[base]) if base < len(styles) else etree.Element(s("xf"))
            _apply(look, style, root)
            styles.append(style)
        styles.set("count", str(len(styles)))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _apply(look: _Look, style: Element, root: Element) -> None:
    if look.code:
        style.set("numFmtId", str(_format_id(root, look.code)))
        style.set("applyNumberFormat", "1")
    if look.color is not None:
        style.set("fillId", str(_fill_id(root, look.color)))
        style.set("applyFill", "1")
    if look.link:
        style.set("fontId", str(_link_font_id(root, int(style.get("fontId", "0")))))
        style.set("applyFont", "1")


# CT_Font (ISO/IEC 29500-1, 18.8.22); Excel is strict about the order, and some programs that write fonts are not
_FONT_ORDER = [
    s(name)
    for name in (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color"),
        *("name", "family", "charset", "scheme"),
    )
]


def _link_font_id(root: Element, base: int) -> int:
    """Return the font `base` underlined in the theme's colour of links; one that is underlined stays as it is."""
    table = root.find(s("fonts"))
    assert table is not None
    font = copy.deepcopy(table[base])
    if font.find(s("u")) is not None:
        return base
    kept = [node for node in font if node.tag != s("color")]
    fresh = [font.makeelement(s("u")), font.makeelement(s("color"), {"theme": _LINK})]
    order = {name: at for at, name in enumerate(_FONT_ORDER)}
    font[:] = sorted([*kept, *fresh], key=lambda node: order.get(str(node.tag), len(order)))
    wanted = etree.tostring(font, method="c14n")
    for index, node in enumerate(table):
        if etree.tostring(node, method="c14n", with_tail=False) == wanted:
            return index
    table.append(font)
    table.set("count", str(len(table)))
    return len(table) - 1


def _format_id(root: Element, code: str) -> int:
    table = root.find(s("numFmts"))
    if table is None:
        table = etree.Element(s("numFmts"))
        root.insert(0, table)
    for node in table:
        if node.get("formatCode") == code:
            return int(node.get("numFmtId", "0"))
    fresh = max([_FIRST_OWN_FORMAT - 1, *(int(node.get("numFmtId", "0")) for node in table)]) + 1
    etree.SubElement(table, s("numFmt"), numFmtId=str(fresh), formatCode=code)
    table.set("count", str(len(table)))
    return fresh


def _fill_id(root: Element, color: Color) -> int:
    table = root.find(s("fills"))
    assert table is not None
    fill = etree.fromstring(_fill_xml(color))
    wanted = etree.tostring(fill, method="c14n")
    for index, node in enumerate(table):
        if etree.tostring(node, method="c14n", with_tail=False) == wanted:
            return index
    table.append(fill)
    table.set("count", str(len(table)))
    return len(table) - 1


def _fill_xml(color: Color) -> str:
    foreground = f'rgb="FF{color.rgb}"'
    if color.slot in _THEME_INDEX:
        # Excel's tint runs from -1 (black) to 1 (white): the share kept of a tint is one minus it
        tint = {"@": 1 - color.share, "-": color.share - 1}.get(color.change, 0.0)
        foreground = f'theme="{_THEME_INDEX[color.slot]}"' + (f' tint="{round(tint, 4)}"' if tint else "")
    return (
        f'<fill xmlns="{S_NS}"><patternFill patternType="solid">'
        f'<fgColor {foreground}/><bgColor indexed="64"/></patternFill></fill>'
    )


_EMPTY = (
    f'<styleSheet xmlns="{S_NS}"><fonts count="1"><font/></fonts><fills count="2">'
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
).encode()
