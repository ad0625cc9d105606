"""Pictures that a template names for a logo: another picture in the same box, its proportions kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.engine.images import read_picture
from docgen.engine.links import links, relations_name
from docgen.engine.livery import Livery, Logo
from docgen.engine.markup import WP_NS, Element
from docgen.engine.package import Member, Package
from docgen.engine.relations import Additions
from docgen.engine.restyling.query import elements, values

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"

_NAMED = etree.XPath("//*[local-name() = 'docPr' or local-name() = 'cNvPr']")
_HOLDERS = frozenset({f"{{{WP_NS}}}inline", f"{{{WP_NS}}}anchor"})
_PICTURE = "pic"
_USED = etree.XPath(f"//@*[namespace-uri() = '{_RELATIONS}']")
_EMBED, _LINK = f"{{{_RELATIONS}}}embed", f"{{{_RELATIONS}}}link"


class Logos:
    """The logos of a livery, put into the parts of a package one by one."""

    def __init__(self, package: Package, livery: Livery) -> None:
        self._package = package
        self._livery = livery
        self._additions = Additions(package)
        self._left: dict[str, set[str]] = {}
        """Of each part that changed, the relationships that its pictures no longer use."""

    def placed(self, part: str, root: Element) -> bool:
        """Put the logos into the tree of a part, where it has pictures for them. Return whether it has any."""
        found = list(self._pictures(root))
        for named, picture, logo in found:
            self._place(part, picture, logo)
            self._describe(named)
        if found:
            self._left[part] = self._unused(part, root)
        return bool(found)

    def additions(self) -> Mapping[str, Member]:
        """Return the parts that are new or different: pictures, relationships, content types."""
        if not self._left:
            return {}
        made = {relations_name(part): self._without(part, unused) for part, unused in self._left.items()}
        changed = made | self._additions.changed(made)
        return {name: Member.pack(name, data) for name, data in changed.items()}

    def dropped(self) -> frozenset[str]:
        """Return the pictures that no part leads to any more."""
        old = {
            link.target
            for part, unused in self._left.items()
            for key, link in links(self._package, part).items()
            if key in unused
        }
        return frozenset(name for name in old if name in self._package and not self._wanted(name))

    def _pictures(self, root: Element) -> Iterator[tuple[Element, Element, Logo]]:
        for named in elements(_NAMED, root):
            called = (named.get(name, "").strip() for name in ("name", "descr", "title"))
            logo = next((self._livery.logos[name] for name in called if name in self._livery.logos), None)
            picture = _picture(named) if logo is not None else None
            if logo is not None and picture is not None:
                yield named, picture, logo

    def _place(self, part: str, picture: Element, logo: Logo) -> None:
        blip = next(picture.iter(f"{{{_MAIN}}}blip"))
        if _LINK in blip.attrib:
            del blip.attrib[_LINK]
        blip.set(_EMBED, self._additions.embed(part, logo.png, "png"))
        blip[:] = [_svg(blip, self._additions.embed(part, logo.svg, "svg"))] if logo.svg else []
        for crop in list(picture.iter(f"{{{_MAIN}}}srcRect")):
            crop.getparent().remove(crop)  # type: ignore[union-attr]
        _fit(picture, *read_picture(logo.png).natural_mm)

    def _describe(self, named: Element) -> None:
        """Give the picture the brand's name as its alternative text, unless its author wrote one."""
        if named.get("descr", "").strip() in {"", *self._livery.logos}:
            named.set("descr", self._livery.name)
        if named.get("title", "").strip() in self._livery.logos:
            del named.attrib["title"]

    def _unused(self, part: str, root: Element) -> set[str]:
        used = set(values(_USED, root))
        pictures = (key for key, link in links(self._package, part).items() if link.kind == "image")
        return {key for key in pictures if key not in used}

    def _without(self, part: str, unused: set[str]) -> bytes:
        root = etree.fromstring(self._package.data(relations_name(part)))
        for relation in [node for node in root if node.get("Id") in unused]:
            root.remove(relation)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    def _wanted(self, name: str) -> bool:
        """Return whether a part other than those that let go of it leads to a picture, or one still does."""
        for rels in (name for name in self._package.members if name.endswith(".rels")):
            part = rels.removesuffix(".rels").replace("_rels/", "", 1)
            left = self._left.get(part, set())
            if any(one.target == name for key, one in links(self._package, part).items() if key not in left):
                return True
        return False


def _picture(named: Element) -> Element | None:
    """Return what holds a picture and its size in Word, or the picture itself elsewhere; None for another shape."""
    for node in named.iterancestors():
        if node.tag in _HOLDERS or etree.QName(node).localname == _PICTURE:
            return node if next(node.iter(f"{{{_MAIN}}}blip"), None) is not None else None
    return None


def _svg(blip: Element, relation: str) -> Element:
    """Return the extension by which Office 2016 and later draw the SVG in place of the PNG."""
    extensions = blip.makeelement(f"{{{_MAIN}}}extLst", {})
    one = etree.SubElement(extensions, f"{{{_MAIN}}}ext", {"uri": _SVG_URI})
    etree.SubElement(one, f"{{{_SVG}}}svgBlip", {_EMBED: relation}, nsmap={"asvg": _SVG})
    return extensions


def _fit(picture: Element, across: float, down: float) -> None:
    """Make a picture of other proportions as large as fits its box: from the left, and midway down on a slide."""
    boxes = [node for node in picture.iter() if _is_extent(node)]
    anchor = _anchor(picture)
    if not boxes:
        return
    width, height = (int(boxes[-1].get(side, "0")) for side in ("cx", "cy"))
    scale = min(width / across, height / down)
    size = max(1, round(across * scale)), max(1, round(down * scale))
    if anchor is not None:
        boxes.append(_pinned(anchor))
    for box in boxes:
        box.set("cx", str(size[0]))
        box.set("cy", str(size[1]))
    offset = picture.find(f".//{{{_MAIN}}}xfrm/{{{_MAIN}}}off")
    if offset is not None and picture.tag not in _HOLDERS:
        offset.set("y", str(int(offset.get("y", "0")) + (height - size[1]) // 2))


def _is_extent(node: Element) -> bool:
    return node.tag in (f"{{{WP_NS}}}extent", f"{{{_MAIN}}}ext") and node.get("cx") is not None


def _anchor(picture: Element) -> Element | None:
    """Return what anchors a picture on a sheet."""
    parent = picture.getparent()
    named = parent is not None and etree.QName(parent).namespace == _SHEET
    return parent if named and etree.QName(parent).localname.endswith("Anchor") else None


def _pinned(anchor: Element) -> Element:
    """Return the size of an anchor on a sheet; one between two cells becomes one of a cell and a size."""
    extent = anchor.find(f"{{{_SHEET}}}ext")
    end = anchor.find(f"{{{_SHEET}}}to")
    if end is not None:
        extent = anchor.makeelement(f"{{{_SHEET}}}ext", {})
        anchor.replace(end, extent)
        anchor.tag = f"{{{_SHEET}}}oneCellAnchor"
        if "editAs" in anchor.attrib:
            del anchor.attrib["editAs"]
    assert extent is not None
    return extent
