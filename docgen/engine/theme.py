"""Theme colours: the tokens of the house style, resolved from a document's own theme part.

A token is a slot (`accent1`), a tint `accent1@25` (25 % of the colour kept, the rest towards white), a shade
`accent4-75` (darkened to 75 %) or a fixed colour `#2A626B`. A themed token is written twice: as theme
attributes, so that a new theme recolours the document, and as the colour itself, for programs that read only
that.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from lxml import etree

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

# Slot of the theme part -> ST_ThemeColor of WordprocessingML (ISO/IEC 29500-1, 17.18.97).
WORD_NAMES = {
    "dk1": "text1",
    "lt1": "background1",
    "dk2": "text2",
    "lt2": "background2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hlink": "hyperlink",
    "folHlink": "followedHyperlink",
}
_OFFICE = MappingProxyType(
    {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "44546A",
        "lt2": "E7E6E6",
        "accent1": "4472C4",
        "accent2": "ED7D31",
        "accent3": "A5A5A5",
        "accent4": "FFC000",
        "accent5": "5B9BD5",
        "accent6": "70AD47",
        "hlink": "0563C1",
        "folHlink": "954F72",
    }
)
_SYSTEM_COLORS = {"windowText": "000000", "window": "FFFFFF"}

_TOKEN = re.compile(r"(\w+?)(?:([@-])(\d{1,3}))?", re.ASCII)
_MOST_FOUND = 512
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Color:
    """A resolved token: its colour as RRGGBB and, where it follows the theme, the slot, `@` or `-`, and share."""

    rgb: str
    slot: str = ""
    change: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Palette:
    """The twelve colours of a theme, by slot (`dk1`, `lt1`, `dk2`, `lt2`, `accent1` to `accent6`, `hlink`, …)."""

    colors: Mapping[str, str]
    _found: dict[str, Color] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def read(cls, xml: bytes) -> Palette:
        """Return the palette of a theme part. Raise ValueError if it has no colour scheme or is not XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return cls.of(etree.fromstring(xml, parser))
        except etree.XMLSyntaxError as error:
            raise ValueError(f"the theme part is not well-formed XML: {error.msg}") from None

    @classmethod
    def of(cls, theme: etree._Element) -> Palette:
        """Return the palette of a theme part's tree. Raise ValueError if it has no colour scheme."""
        scheme = theme.find(f".//{_DRAWING}clrScheme")
        if scheme is None:
            raise ValueError("the theme part has no colour scheme")
        slots = {etree.QName(slot).localname: slot for slot in scheme.iterchildren(tag=etree.Element)}
        return cls(MappingProxyType({name: _slot_color(slot) for name, slot in slots.items() if len(slot)}))

    @classmethod
    def office(cls) -> Palette:
        """Return the palette that Office gives a document without a theme of its own (Office 2013 to 2022)."""
        return cls(_OFFICE)

    def color(self, token: str) -> Color:
        """Return what a token stands for. Raise ValueError, with the names there are, on an unknown one."""
        known = self._found.get(token)
        if known is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            known = self._found[token] = self._color(token)
        return known

    def _color(self, token: str) -> Color:
        fixed = _HEX.fullmatch(token)
        if fixed:
            return Color(fixed[1].upper())
        parts = _TOKEN.fullmatch(token)
        if not parts or parts[1] not in self.colors:
            raise ValueError(self._unknown(token))
        slot, change, percent = parts.groups()
        share = int(percent or 100) / 100
        if not 0 < share <= 1:
            raise ValueError(f'"{token}" must keep between 1 and 100 % of {slot}')
        return Color(_changed(self.colors[slot], change, share), slot, change or "", share)

    def resolve(self, token: str) -> str:
        """Return the token's colour as RRGGBB. Raise ValueError where `color` does."""
        return self.color(token).rgb

    def word_fill(self, token: str) -> str:
        """Return the attributes of a `<w:shd>` that fills with the token; `auto` fills with nothing."""
        if token == "auto":
            return 'w:val="clear" w:color="auto" w:fill="auto"'
        color = self.color(token)
        return f'w:val="clear" w:color="auto" w:fill="{color.rgb}"{_theme_attributes(color, "themeFill", "themeFill")}'

    def word_color(self, token: str) -> str:
        """Return the attributes of a `<w:color>` that writes in the token; `auto` is the reader's own colour."""
        if token == "auto":
            return 'w:val="auto"'
        color = self.color(token)
        return f'w:val="{color.rgb}"{_theme_attributes(color, "themeColor", "theme")}'

    def drawing_fill(self, token: str) -> str:
        """Return the `<a:solidFill>` that fills with the token, or `<a:noFill/>` for `auto` (ISO 29500-1, 20.1.8)."""
        if token == "auto":
            return "<a:noFill/>"
        color = self.color(token)
        if not color.slot:
            return f'<a:solidFill><a:srgbClr val="{color.rgb}"/></a:solidFill>'
        share = round(color.share * 100_000)
        change = f'<a:lumMod val="{share}"/>' if color.change else ""
        change += f'<a:lumOff val="{100_000 - share}"/>' if color.change == "@" else ""
        return f'<a:solidFill><a:schemeClr val="{color.slot}">{change}</a:schemeClr></a:solidFill>'

    def contrast(self, first: str, second: str) -> float:
        """Return the contrast ratio of two tokens, 1 to 21. Raise ValueError where `color` does."""
        return contrast(self.resolve(first), self.resolve(second))

    def _unknown(self, token: str) -> str:
        near = get_close_matches(token, self.colors, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        known = ", ".join(self.colors)
        return (
            f'"{token[:40]}" is not a colour. Write RRGGBB, or one of {known}, with @25 to keep 25 % or -75 to'
            f" darken to 75 %.{hint}"
        )


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two RRGGBB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: str) -> float:
    """Return relative luminance, 0 to 1 (WCAG 2.2; 0.04045 is the threshold of sRGB, IEC 61966-2-1)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(rgb: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(rgb)
    return red / 255, green / 255, blue / 255


def _changed(rgb: str, change: str | None, share: float) -> str:
    """Return the colour tinted or shaded as Word does it: on the luminance of HSL, hue and saturation kept."""
    if not change:
        return rgb
    hue, luminance, saturation = colorsys.rgb_to_hls(*_channels(rgb))
    target = luminance * share + (1 - share if change == "@" else 0)
    return "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, target, saturation))


def _theme_attributes(color: Color, name: str, prefix: str) -> str:
    if not color.slot:
        return ""
    word_name = WORD_NAMES.get(color.slot)
    if word_name is None:
        return ""
    change = {"@": "Tint", "-": "Shade"}.get(color.change)
    amount = f' w:{prefix}{change}="{round(color.share * 255):02X}"' if change else ""
    return f' w:{name}="{word_name}"{amount}'


def _slot_color(slot: etree._Element) -> str:
    color = slot[0]
    system = _SYSTEM_COLORS.get(color.get("val", ""), "")
    value = color.get("lastClr") or system if color.tag == f"{_DRAWING}sysClr" else color.get("val", "")
    found = _HEX.fullmatch(value)
    if not found:
        raise ValueError(f"the theme's {etree.QName(slot).localname} is not a colour that can be read")
    return found[1].upper()
