"""Sections and their sheets: A4 or Letter, upright or landscape, from one template."""

from __future__ import annotations

from tools.kit.blocks import paragraph
from tools.kit.xml import el

_A4 = (11906, 16838)  # width and height in twips
_SIDES = {False: 1276, True: 1418}
"""Side margins on A4: the text is 165 mm wide, 247 mm in landscape. On Letter the engine keeps these widths."""
CHOICE = "{% paper paper %}"
"""The tag that lets the client's region choose the sheet."""


def section_properties(*, landscape: bool = False, first: bool = False) -> str:
    """Return `w:sectPr`; the `first` section of a document has the cover's own header and footer."""
    references = "".join(
        el(f"{kind}Reference", type=use).replace("/>", f' r:id="{_PARTS[kind, use]}"/>')
        for kind in ("header", "footer")
        for use in (("first", "default") if first else ("default",))
    )
    return el(
        "sectPr",
        references,
        el("type", val="nextPage"),
        _sheet(landscape),
        _margins(landscape),
        el("titlePg") if first else "",
    )


_PARTS = {
    ("header", "first"): "rIdHeaderFirst",
    ("header", "default"): "rIdHeader",
    ("footer", "first"): "rIdFooterFirst",
    ("footer", "default"): "rIdFooter",
}


def _sheet(landscape: bool) -> str:
    width, height = _A4
    return el("pgSz", w=height, h=width, orient="landscape") if landscape else el("pgSz", w=width, h=height)


def _margins(landscape: bool) -> str:
    side = _SIDES[landscape]
    top, bottom, header, footer = (1500, 1134, 680, 567) if landscape else (1701, 1418, 794, 680)
    return el("pgMar", top=top, right=side, bottom=bottom, left=side, header=header, footer=footer, gutter=0)


def section_break(*, landscape: bool, first: bool) -> str:
    """Return the paragraph that ends a section."""
    return paragraph("Section End", properties=section_properties(landscape=landscape, first=first))
