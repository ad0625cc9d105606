"""Workbook parts: font names beside a scheme, and the colours and fonts of page headers, which know no theme."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docgen.engine.livery import Livery
from docgen.engine.markup import Element
from docgen.engine.restyling.theme_part import faces

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_COLOR = re.compile(r"&K([0-9A-Fa-f]{6})")
_FONT = re.compile(r'&"([^",]+)')


def restyle_sheet(
    root: Element, livery: Livery, recolored: Mapping[str, str], refaced: Mapping[str, str]
) -> bool:
    """Bring what stands beside references to the theme in step with it. Return whether anything changed.

    A header's colour and font have no reference: those that were the old theme's (`recolored`, `refaced`: old to
    new) become the new one's.
    """
    names = faces(livery)
    changed = [_renamed(scheme, names) for scheme in root.iter(f"{{{_MAIN}}}scheme")]
    for headers in root.iter(f"{{{_MAIN}}}headerFooter"):
        changed += [_rewritten(header, recolored, refaced) for header in headers]
    return any(changed)


def _renamed(scheme: Element, names: Mapping[str, str]) -> bool:
    font, name = scheme.getparent(), names.get(scheme.get("val", ""))
    if font is None or name is None:
        return False
    changed = False
    for own in ("name", "rFont"):  # of a cell's font, of a run inside a cell
        for element in font.iterchildren(f"{{{_MAIN}}}{own}"):
            changed |= element.get("val") != name
            element.set("val", name)
    return changed


def _rewritten(header: Element, recolored: Mapping[str, str], refaced: Mapping[str, str]) -> bool:
    before = header.text or ""
    after = _COLOR.sub(lambda match: f"&K{recolored.get(match[1].upper(), match[1])}", before)
    header.text = _FONT.sub(lambda match: f'&"{refaced.get(match[1], match[1])}', after)
    return header.text != before
