"""The theme parts (of documents, masters, notes, charts): colours and fonts of a livery in place of their own."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from docgen.engine.livery import Livery
from docgen.engine.markup import Element

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
ROOTS = frozenset({f"{{{_DRAWING}}}theme", f"{{{_DRAWING}}}themeOverride"})


def restyle_theme(root: Element, livery: Livery) -> bool:
    """Put a livery into a theme part (ISO/IEC 29500-1, 20.1.6.9) or an override of one. Return whether it changed.

    Slots that the livery lacks, fonts of other scripts and the effects stay as they are.
    """
    changed = [_recolored(scheme, livery.colors, livery.name) for scheme in root.iter(_a("clrScheme"))]
    for scheme in root.iter(_a("fontScheme")):
        changed += [_refaced(scheme, kind, name) for kind, name in faces(livery).items()]
        changed.append(_renamed(scheme, livery.name))
    if root.tag == _a("theme"):
        changed.append(_renamed(root, livery.name))
    return any(changed)


def faces(livery: Livery) -> dict[str, str]:
    """Return the fonts of a livery by the scheme (`major`, `minor`) that they are of."""
    given = {"major": livery.heading, "minor": livery.body}
    return {kind: face.name for kind, face in given.items() if face is not None}


def _recolored(scheme: Element, colors: Mapping[str, str], name: str) -> bool:
    # Inside `a:extraClrSchemeLst` stand palettes that a user may choose: they are not this document's.
    if scheme.getparent() is not None and scheme.getparent().tag == _a("extraClrScheme"):  # type: ignore[union-attr]
        return False
    changed = _renamed(scheme, name)
    for slot in scheme.iterchildren(tag=etree.Element):
        rgb = colors.get(etree.QName(slot).localname)
        if rgb is not None:
            changed |= _set_color(slot, rgb)
    return changed


def _set_color(slot: Element, rgb: str) -> bool:
    if len(slot) == 1 and slot[0].tag == _a("srgbClr") and slot[0].get("val") == rgb and not len(slot[0]):
        return False
    slot[:] = [slot.makeelement(_a("srgbClr"), {"val": rgb})]
    return True


def _refaced(scheme: Element, kind: str, name: str) -> bool:
    latin = scheme.find(f"{_a(f'{kind}Font')}/{_a('latin')}")
    if latin is None or latin.get("typeface") == name:
        return False
    latin.attrib.clear()  # panose and pitch are the old font's
    latin.set("typeface", name)
    return True


def _renamed(element: Element, name: str) -> bool:
    if element.get("name") in (None, name):
        return False
    element.set("name", name)
    return True


def _a(name: str) -> str:
    return f"{{{_DRAWING}}}{name}"
