"""How text becomes DrawingML: runs with their breaks, run properties changed in the standard's order, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from docgen.engine.escape import attribute, slide_text
from docgen.engine.markup import properties_xml
from docgen.engine.tags import Tag

A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
# CT_TextCharacterProperties (ISO/IEC 29500-1, 21.1.2.3.9) is a sequence; groups of one choice share a place.
_ORDER = {
    name: place
    for place, names in enumerate(
        (
            "ln",
            "noFill solidFill gradFill blipFill pattFill grpFill",
            "effectLst effectDag",
            "highlight",
            "uLnTx uLn",
            "uFillTx uFill",
            "latin",
            "ea",
            "cs",
            "sym",
            "hlinkClick",
            "hlinkMouseOver",
            "rtl",
            "extLst",
        )
    )
    for name in names.split()
}
# CT_TextParagraphProperties (ISO/IEC 29500-1, 21.1.2.2.7): what a bullet replaces, and what stands behind it
_BULLETS = frozenset({"buFontTx", "buFont", "buNone", "buAutoNum", "buChar", "buBlip"})
_AFTER_BULLET = frozenset({"tabLst", "defRPr", "extLst"})
_BASES_OWN = frozenset({"lang", "altLang", "dirty", "err", "sz"})
_HLINK = re.compile(r"<a:hlink(Click|MouseOver)\b.*?(?:/>|</a:hlink\1>)", re.DOTALL)


def dress(node: etree._Element, tags: Iterable[Tag]) -> None:
    """Let tags in an `a:t` know the look of their run: a line break in a value ends it, and an equal one goes on.

    Where there is no run to end (a field, another prefix than `a`), a break stays a character.
    """
    run = node.getparent()
    around = run.getparent() if run is not None else None
    parts = run is not None and run.tag == f"{{{A_NS}}}r" and run.prefix == node.prefix == "a"
    parts = parts and around is not None and around.nsmap.get("a") == A_NS
    for tag in tags:
        tag.run_properties = properties_xml(run, f"{{{A_NS}}}rPr")
        tag.context = "slide" if parts else "plain"


def slide_run(text: str, properties: str) -> str:
    """Return the `<a:r>` of a text with these `<a:rPr>` properties (or none), line ends as `<a:br>`.

    Raise ValueError on a character that XML cannot hold.
    """
    return f"<a:r>{properties}<a:t>{slide_text(text, properties)}</a:t></a:r>"


@lru_cache(maxsize=1024)
def slide_properties(base: str, attributes: str = "", children: str = "") -> str:
    """Return the `<a:rPr>` in `base` (or empty) with attributes set and children added or replaced.

    Both are written as XML: `slide_properties(rpr, 'b="1" sz="1400"', "<a:latin …/>")`. A child takes the place of
    one of the same kind, and a fill of any other fill.
    """
    root = _fragment(base or "<a:rPr/>")
    change = _fragment(f"<a:rPr {attributes}>{children}</a:rPr>")
    root.attrib.update(change.attrib)
    for child in list(change):
        place = _place(child)
        for old in [each for each in root if _place(each) == place]:
            root.remove(old)
        root.insert(sum(_place(each) < place for each in root), child)
    return _written(root)


@lru_cache(maxsize=1024)
def slide_merged(base: str, style: str) -> str:
    """Return the `<a:rPr>` in `base` with what `style`, another one, says in its place; the size stays the base's."""
    if not style:
        return base
    root = _fragment(style)
    kept = {str(key): str(value) for key, value in root.attrib.items() if key not in _BASES_OWN}
    listed = " ".join(f'{key}="{attribute(value)}"' for key, value in kept.items())
    children = "".join(_written(child) for child in root)
    return slide_properties(base, listed, children)


def _place(child: etree._Element) -> int:
    return _ORDER.get(etree.QName(child).localname, len(_ORDER))


def _fragment(text: str) -> etree._Element:
    """Return the element of a fragment. Its prefixes are declared far above it, and here by stand-ins."""
    prefixes = sorted(set(re.findall(r"[<\s]([A-Za-z_][\w.-]*):", text)) - {"xml", "xmlns"})
    stand_ins = "".join(f' xmlns:{prefix}="stand-in:{prefix}"' for prefix in prefixes)
    return etree.fromstring(f"<x{stand_ins}>{text}</x>")[0]


def _written(root: etree._Element) -> str:
    return re.sub(r' xmlns:[\w.-]+="stand-in:[^"]*"', "", etree.tostring(root, encoding="unicode"))


def slide_link(properties: str, relationship: str, tooltip: str = "") -> str:
    """Return run properties that open a relationship's target on a click; the theme says how links look."""
    tip = f' tooltip="{attribute(tooltip)}"' if tooltip else ""
    click = f'<a:hlinkClick r:id="{attribute(relationship)}"{tip}/>'
    plain = _HLINK.sub("", properties)
    return _inserted(plain, click)


def _inserted(properties: str, click: str) -> str:
    """Put a link into run properties; only `rtl` and extensions come after it."""
    if not properties or (properties.endswith("/>") and properties.count("<") == 1):
        head = properties[:-2].rstrip() if properties else "<a:rPr"
        return f"{head}>{click}</a:rPr>"
    at = min(found.start() for found in re.finditer(r"<a:(?:rtl|extLst)\b|</a:rPr>\Z", properties))
    return f"{properties[:at]}{click}{properties[at:]}"


def paragraph_level(properties: str) -> int:
    """Return the list level of an `<a:pPr>` (or empty), 0 for the first."""
    match = re.match(r'<a:pPr\b[^>]*?\blvl="(\d)"', properties)
    return int(match[1]) if match else 0


@lru_cache(maxsize=1024)
def slide_paragraph(base: str, attributes: str = "", bullet: str = "") -> str:
    """Return the `<a:pPr>` in `base` (or empty) with attributes set and, if given, another bullet (its elements)."""
    root = _fragment(base or "<a:pPr/>")
    change = _fragment(f"<a:pPr {attributes}>{bullet}</a:pPr>")
    root.attrib.update(change.attrib)
    if len(change):
        for old in [each for each in root if etree.QName(each).localname in _BULLETS]:
            root.remove(old)
        at = sum(etree.QName(each).localname not in _AFTER_BULLET for each in root)
        for offset, child in enumerate(list(change)):
            root.insert(at + offset, child)
    return _written(root)
