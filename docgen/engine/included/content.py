"""The text of an included document made to fit where it goes: ids, names and references of the template's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.included.listing import Lists
from docgen.engine.included.source import Source
from docgen.engine.included.styling import Wardrobe
from docgen.engine.links import Link
from docgen.engine.markup import PPR, W_NS, WP_NS, Element, P, remove, w
from docgen.engine.rich import property_position

_R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NEWER = re.compile(r"http://schemas\.microsoft\.com/office/word/20\d\d/(wordml|wordprocessingDrawing)")
_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
# The page and what is said about the text are the template's; ids of content controls and of Word's own record of
# changes must be unique, and are not needed.
_LEFT_OUT = (
    "sectPr",
    "proofErr",
    "lastRenderedPageBreak",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
)
_CONTROL_IDS = (f"{w('sdtPr')}/{w('id')}", f"{w('sdtPr')}/{w('dataBinding')}")
_OUTSIDE = ("altChunk", "subDoc")
_EDITED = re.compile(r"\}(?:rsid\w*|paraId|textId)$")
_REFERRING = re.compile(r"(?<=\s)[\w.]+|(?<=\")[\w.]+(?=\")")
_STYLED = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


@dataclass(slots=True)
class Names:
    """What must be unique in the whole document: numbers given out, and the names of bookmarks."""

    next_drawing: Callable[[], int]
    next_bookmark: Callable[[], int]
    taken: set[str]

    def bookmark(self, name: str) -> str:
        """Return a name for a bookmark that no other has (at most 40 characters, as Word demands)."""
        new, number = name, 1
        while new.lower() in self.taken or (number == 1 and name.startswith("_Toc")):
            number += 1
            new = f"{name[:34]}_i{number}"
        self.taken.add(new.lower())
        return new


@dataclass(slots=True)
class Fitting:
    """Makes the trees of one inclusion fit. `relate` brings a relationship along and returns its id there."""

    source: Source
    wardrobe: Wardrobe
    lists: Lists
    names: Names
    note: Callable[[str, str], int]
    relate: Callable[[Link], str]
    _marks: dict[str, str] = field(default_factory=dict)

    def fit(self, container: Element, source_part: str) -> None:
        """Change the tree, which came from that part of the document. Raise ValueError for what cannot come."""
        _leave_out(container)
        self._mark(container)
        self._number_shapes(container)
        for node in list(container.iter(etree.Element)):
            self._relate(node, source_part)
            if node.tag in _NOTES:
                self._refer(node)
        self._number(container)  # by the document's own styles, so before they are mapped
        self._dress(container)

    # -- ids and names --------------------------------------------------------------------------------

    def _mark(self, container: Element) -> None:
        ids: dict[str, str] = {}
        for start in container.iter(w("bookmarkStart")):
            new = self.names.bookmark(start.get(w("name"), ""))
            self._marks[start.get(w("name"), "")] = new
            ids[start.get(w("id"), "")] = str(self.names.next_bookmark())
            start.set(w("name"), new)
            start.set(w("id"), ids[start.get(w("id"), "")])
        for end in list(container.iter(w("bookmarkEnd"))):
            if end.get(w("id"), "") in ids:
                end.set(w("id"), ids[end.get(w("id"), "")])
            else:
                remove(end)
        self._follow_marks(container)

    def _follow_marks(self, container: Element) -> None:
        for link in container.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor is not None:
                link.set(w("anchor"), self._marks.get(anchor, anchor))
        for instruction in container.iter(w("instrText")):
            text = instruction.text or ""
            instruction.text = _REFERRING.sub(lambda match: self._marks.get(match[0], match[0]), text)

    def _number_shapes(self, container: Element) -> None:
        for drawing in container.iter(f"{{{WP_NS}}}docPr"):
            drawing.set("id", str(self.names.next_drawing()))
        shapes: dict[str, str] = {}
        for shape in container.iter(f"{{{_VML}}}*"):
            if shape.get("id") and not shape.tag.endswith("}shapetype"):
                shapes[shape.get("id", "")] = f"_x0000_i{self.names.next_drawing() + 10_000}"
                shape.set("id", shapes[shape.get("id", "")])
        for embedded in container.iter(f"{{{_OFFICE}}}OLEObject"):
            shape_id = embedded.get("ShapeID", "")
            embedded.set("ShapeID", shapes.get(shape_id, shape_id))

    # -- what leads elsewhere -------------------------------------------------------------------------

    def _relate(self, node: Element, source_part: str) -> None:
        known = self.source.relations.get(source_part, {})
        for key, value in node.attrib.items():
            if not str(key).startswith(f"{{{_R_NS}}}"):
                continue
            found = known.get(str(value))
            if found is None:
                del node.attrib[key]
            else:
                node.set(key, self.relate(found))

    def _refer(self, reference: Element) -> None:
        """Let a reference lead to a note of the template; without a note it goes."""
        found = self.note(_NOTES[str(reference.tag)], reference.get(w("id"), ""))
        if found:
            reference.set(w("id"), str(found))
        else:
            remove(reference)

    # -- styles and lists -----------------------------------------------------------------------------

    def _dress(self, container: Element) -> None:
        default = self.wardrobe.standing_default()
        for node in list(container.iter(*_STYLED)):
            found = self.wardrobe.style(node.get(w("val"), ""))
            if found:
                node.set(w("val"), found)
            else:
                remove(node)
        if default:
            for paragraph in container.iter(P):
                if paragraph.find(f"{PPR}/{w('pStyle')}") is None:
                    put_property(paragraph, _valued("pStyle", default))

    def _number(self, container: Element) -> None:
        for paragraph in container.iter(P):
            number = paragraph.find(f"{PPR}/{w('numPr')}/{w('numId')}")
            if number is None:
                self._number_by_style(paragraph)
            elif number.get(w("val"), "0") != "0":
                number.set(w("val"), str(self.lists.number(number.get(w("val"), "0"))))

    def _number_by_style(self, paragraph: Element) -> None:
        """Let a list that a style begins begin anew; headings go on where the template's own style numbers them."""
        style = paragraph.find(f"{PPR}/{w('pStyle')}")
        key = "" if style is None else style.get(w("val"), "")
        found = self.source.styles.numbering.get(key)
        if found is None:
            return
        self.wardrobe.style(key)
        if key in self.wardrobe.borrowed and key in self.source.styles.outline:
            return
        number = self.lists.number(found[0])
        if number:
            numbering = etree.Element(w("numPr"))
            numbering.extend([_valued("ilvl", str(found[1])), _valued("numId", str(number))])
            put_property(paragraph, numbering)
            self._keep_indent(paragraph, key)

    def _keep_indent(self, paragraph: Element, key: str) -> None:
        """Give a paragraph the indent of its style: a list of its own would set that aside."""
        if paragraph.find(f"{PPR}/{w('ind')}") is None:
            indent = next((each for each in _indents(key, self.source) if each is not None), None)
            if indent is not None:
                put_property(paragraph, deepcopy(indent))


def _leave_out(container: Element) -> None:
    outside = next(container.iter(*map(w, _OUTSIDE)), None)
    if outside is not None:
        raise ValueError(
            "holds another document by reference; open it in Word and save it with its whole text"
        )
    for node in list(container.iter(*map(w, _LEFT_OUT))):
        remove(node)
    for path in _CONTROL_IDS:
        for node in container.findall(f".//{path}"):
            remove(node)
    for node in container.iter(etree.Element):
        for key in [key for key in node.attrib if _EDITED.search(str(key))]:
            del node.attrib[key]


def _indents(key: str, source: Source) -> Iterator[Element | None]:
    seen: set[str] = set()
    while key in source.style_elements and key not in seen:
        seen.add(key)
        style = source.style_elements[key]
        yield style.find(f"{PPR}/{w('ind')}")
        based = style.find(w("basedOn"))
        key = "" if based is None else based.get(w("val"), "")


def _valued(name: str, value: str) -> Element:
    node = etree.Element(w(name))
    node.set(w("val"), value)
    return node


def put_property(paragraph: Element, child: Element) -> None:
    """Give a paragraph a property, in the order of the standard."""
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    position = property_position("pPr", etree.QName(child).localname)
    later = (
        index
        for index, each in enumerate(properties)
        if property_position("pPr", etree.QName(each).localname) > position
    )
    properties.insert(next(later, len(properties)), child)


def written(block: Element) -> str:
    """Return a block as text for a part that declares `w` and `r`; it declares all else that it needs itself."""
    fresh = etree.fromstring(etree.tostring(block, with_tail=False))
    required = {
        name for node in fresh.iter(f"{{{_MC_NS}}}Choice") for name in node.get("Requires", "").split()
    }
    newer = _newer(fresh)
    if newer:
        fresh = _declaring(fresh, {**newer, "mc": _MC_NS})
        fresh.set(f"{{{_MC_NS}}}Ignorable", " ".join(newer))
    etree.cleanup_namespaces(fresh, keep_ns_prefixes=sorted(required))
    text = etree.tostring(fresh, encoding="unicode")
    for prefix, uri in (("w", W_NS), ("r", _R_NS)):
        text = text.replace(f' xmlns:{prefix}="{uri}"', "", 1)
    return text


def _newer(block: Element) -> dict[str, str]:
    """Return the vocabularies newer than the standard by prefix: older readers must be told to pass them over."""
    found: dict[str, str] = {}
    for node in block.iter(etree.Element):
        spaces = {etree.QName(name).namespace for name in (node.tag, *node.attrib)}
        found |= {
            prefix or "": uri for prefix, uri in node.nsmap.items() if uri in spaces and _NEWER.match(uri)
        }
    return {prefix: found[prefix] for prefix in sorted(found) if prefix}


def _declaring(element: Element, prefixes: dict[str, str]) -> Element:
    fresh: Element = etree.Element(element.tag, nsmap={**element.nsmap, **prefixes})  # type: ignore[dict-item]
    fresh.attrib.update(element.attrib)
    fresh.text = element.text
    fresh.extend(list(element))
    return fresh
