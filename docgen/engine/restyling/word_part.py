"""Word parts: the colours and font names that stand beside references to the theme.

Word follows the reference; other programs (LibreOffice 7.4 among them) read only what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from lxml import etree

from docgen.engine.livery import Face, Livery
from docgen.engine.markup import W_NS, Element, w
from docgen.engine.restyling.query import elements
from docgen.engine.restyling.theme_part import faces
from docgen.engine.theme import WORD_NAMES, Palette
from docgen.engine.values import Attachment

_NAMESPACES = {"w": W_NS}
_COLORED = etree.XPath("//*[@w:themeColor or @w:themeFill]", namespaces=_NAMESPACES)
_FACED = etree.XPath("//w:rFonts[@w:asciiTheme or @w:hAnsiTheme]", namespaces=_NAMESPACES)
_SLOTS = {name: slot for slot, name in WORD_NAMES.items()}
_SCHEME_NAMES = {"light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2"}
"""How ST_WmlColorSchemeIndex (ISO/IEC 29500-1, 17.18.104) calls the slots whose names differ."""
_MAPPED = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
_TEXTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi"}


def slots_of(settings: Element | None) -> Mapping[str, str]:
    """Return the slot of the theme that each theme colour of a document stands for, by `w:clrSchemeMapping`."""
    found = settings.find(w("clrSchemeMapping")) if settings is not None else None
    slots = _SLOTS | _SCHEME_NAMES
    if found is None:
        return slots
    for attribute, name in _MAPPED.items():
        index = found.get(w(attribute), "")
        slots[name] = _SCHEME_NAMES.get(index, slots[name])
    return slots


def restyle_word(root: Element, livery: Livery, palette: Palette, slots: Mapping[str, str]) -> bool:
    """Bring what stands beside references to the theme in step with it. Return whether anything changed.

    `palette` has the theme's colours as they are now, `slots` what its names stand for.
    """
    changed = [_recolored(element, palette, slots) for element in elements(_COLORED, root)]
    changed += [_refaced(element, faces(livery)) for element in elements(_FACED, root)]
    if root.tag == w("fonts"):
        changed += [_told(root, face) for face in (livery.heading, livery.body) if face and face.fallback]
    return any(changed)


def _recolored(element: Element, palette: Palette, slots: Mapping[str, str]) -> bool:
    own = "val" if element.tag == w("color") else "color"
    changed = _cached(element, own, "theme", "themeColor", palette, slots)
    return _cached(element, "fill", "themeFill", "themeFill", palette, slots) or changed


def _cached(
    element: Element, name: str, prefix: str, reference: str, palette: Palette, slots: Mapping[str, str]
) -> bool:
    slot = slots.get(element.get(w(reference), ""), "")
    if slot not in palette.colors:
        return False
    token = slot
    for change, sign in (("Tint", "@"), ("Shade", "-")):
        byte = element.get(w(f"{prefix}{change}"))
        token = f"{slot}{sign}{_percent(byte)}" if byte else token
    rgb = palette.resolve(token)
    if element.get(w(name)) == rgb:
        return False
    element.set(w(name), rgb)
    return True


@cache
def _percent(byte: str) -> int:
    """Return the share that a tint or shade keeps, in percent: `40` (64 of 255) is 25."""
    return max(1, round(int(byte, 16) / 255 * 100))


def _refaced(element: Element, names: Mapping[str, str]) -> bool:
    changed = False
    for reference, own in _TEXTS.items():
        kind = element.get(w(reference), "")[:5]  # majorHAnsi, minorAscii, …
        if kind in names and element.get(w(own)) not in (None, names[kind]):
            element.set(w(own), names[kind])
            changed = True
    return changed


def font_table(faces_told: Iterable[Face]) -> Attachment:
    """Return a font table that tells what stands in for fonts (ISO/IEC 29500-1, 17.8.3.11)."""
    root = etree.Element(w("fonts"), nsmap=_NAMESPACES)
    for face in faces_told:
        _told(root, face)
    return Attachment(
        stem="fontTable",
        extension="xml",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
        relation="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable",
        data=etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True),
    )


def _told(fonts: Element, face: Face) -> bool:
    """Say in the font table what stands in for a font (`w:altName`, ISO/IEC 29500-1, 17.8.3.1)."""
    known = (font for font in fonts.iterchildren(w("font")) if font.get(w("name")) == face.name)
    font = next(known, None)
    if font is None:
        font = etree.SubElement(fonts, w("font"), {w("name"): face.name})
    alternative = font.find(w("altName"))
    if alternative is None:
        alternative = font.makeelement(w("altName"), {})
        font.insert(0, alternative)
    if alternative.get(w("val")) == face.fallback:
        return False
    alternative.set(w("val"), face.fallback)
    return True
