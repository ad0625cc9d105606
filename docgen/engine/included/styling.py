"""The styles of an included document in a template: those that both have, and those that come along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from docgen.engine.included.source import Source
from docgen.engine.markup import PPR, RPR, Element, w
from docgen.engine.rich import property_position

_REFERENCES = ("basedOn", "next", "link")
# What a style is called and where Word lists it is not how it looks.
_NOT_LOOKS = (
    *_REFERENCES,
    *("name", "aliases", "autoRedefine", "hidden", "uiPriority", "semiHidden", "unhideWhenUsed"),
    *("qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid"),
)
_DROPPED = ("aliases", "rsid", "locked")


class Library:
    """The styles of the template, and those that were added to them."""

    def __init__(self, root: Element) -> None:
        self.defaults = root.find(w("docDefaults"))
        self.elements = {style.get(w("styleId"), ""): style for style in root.iterchildren(w("style"))}
        self._ids = {key.lower() for key in self.elements}
        self._names = {name_of(style).lower() for style in self.elements.values()}
        self.added: list[Element] = []

    def alike(self, style: Element) -> Element | None:
        """Return the template's style of the same type and id or, failing that, the same name."""
        kind, key, name = style.get(w("type")), style.get(w("styleId"), ""), name_of(style).lower()
        same = [found for found in self.elements.values() if found.get(w("type")) == kind]
        named = (found for found in same if name_of(found).lower() == name)
        found = next((found for found in same if found.get(w("styleId")) == key), None)
        return next(named, None) if found is None else found

    def default(self, kind: str) -> str:
        """Return the id of the template's default style of a type, or nothing."""
        return default_of(self.elements, kind)

    def free(self, key: str, name: str) -> tuple[str, str]:
        """Return an id and a name that no style has yet, as near to those given as can be."""
        new_key, new_name, number = key, name, 1
        while new_key.lower() in self._ids or new_name.lower() in self._names:
            number += 1
            new_key, new_name = f"{key}_{number}", f"{name} {number}"
        self._ids.add(new_key.lower())
        self._names.add(new_name.lower())
        return new_key, new_name


class Wardrobe:
    """Which style of the template stands for which of one included document."""

    def __init__(self, source: Source, library: Library, *, own: bool, number: Callable[[str], int]) -> None:
        self._source, self._library, self._own, self._number = source, library, own, number
        self._found: dict[str, str] = {}
        self.borrowed: set[str] = set()
        """Ids, in the included document, of styles for which one of the template's stands."""

    def style(self, key: str) -> str:
        """Return the id of the style that stands for one of the document's; nothing where it has no such style."""
        if key not in self._found:
            element = self._source.style_elements.get(key)
            self._found[key] = "" if element is None else self._resolved(key, element)
        return self._found[key]

    def added_style(self, key: str) -> str:
        """Return the id of a style that has come along already; nothing for any other."""
        return "" if key in self.borrowed else self._found.get(key, "")

    def standing_default(self) -> str:
        """Return the id of the style for a paragraph that names none; nothing where the template's default will do."""
        if not self._own:
            return ""
        default = default_of(self._source.style_elements, "paragraph")
        found = self.style(default) if default else ""
        return "" if found == self._library.default("paragraph") else found

    def _resolved(self, key: str, element: Element) -> str:
        alike = self._library.alike(element)
        if alike is not None and (not self._own or self._same(element, alike)):
            self.borrowed.add(key)
            return alike.get(w("styleId"), "")
        return self._added(key, element)

    def _added(self, key: str, element: Element) -> str:
        copy = deepcopy(element)
        new_key, new_name = self._library.free(key, name_of(element) or key)
        self._found[key] = new_key  # before its references: two styles may name each other
        copy.set(w("styleId"), new_key)
        copy.set(w("customStyle"), "1")
        copy.attrib.pop(w("default"), "")
        for name in _DROPPED:
            etree.strip_elements(copy, w(name), with_tail=False)
        naming = copy.find(w("name"))
        if naming is not None:
            naming.set(w("val"), new_name)
        if self._own and element.get(w("type")) == "paragraph" and element.find(w("basedOn")) is None:
            self._ground(copy)
        self._refer(copy)
        self._library.added.append(copy)
        return new_key

    def _ground(self, style: Element) -> None:
        """Give a style that is based on none what the document's defaults gave it there."""
        for kind, path in ((PPR, "pPrDefault"), (RPR, "rPrDefault")):
            defaults = self._source.defaults
            given = None if defaults is None else defaults.find(f"{w(path)}/{kind}")
            if given is None:
                continue
            own = style.find(kind)
            merged = deepcopy(given)
            for child in [] if own is None else list(own):
                for old in merged.findall(child.tag):
                    merged.remove(old)
                merged.append(child)
            put_properties(style, sorted_properties(merged))

    def _refer(self, style: Element) -> None:
        for name in _REFERENCES:
            for reference in style.findall(w(name)):
                found = self.style(reference.get(w("val"), ""))
                if found:
                    reference.set(w("val"), found)
                else:
                    style.remove(reference)
        for number in style.iter(w("numId")):
            number.set(w("val"), str(self._number(number.get(w("val"), "0"))))

    def _same(self, first: Element, second: Element) -> bool:
        if looks(first) != looks(second) or any(True for _ in first.iter(w("numPr"))):
            return False  # lists are the document's own
        bases = self._base(first, self._source.style_elements), self._base(second, self._library.elements)
        if bases[0] is None or bases[1] is None:
            grounded = first.get(w("type")) != "paragraph" or self._same_defaults()
            return bases[0] is bases[1] and grounded
        return self._same(bases[0], bases[1])

    def _base(self, style: Element, elements: Mapping[str, Element]) -> Element | None:
        based = style.find(w("basedOn"))
        return None if based is None else elements.get(based.get(w("val"), ""))

    def _same_defaults(self) -> bool:
        mine, theirs = self._source.defaults, self._library.defaults
        return (None if mine is None else canonical(mine)) == (None if theirs is None else canonical(theirs))


def name_of(style: Element) -> str:
    """Return the name of a style, as Word shows it."""
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "")


def default_of(elements: Mapping[str, Element], kind: str) -> str:
    """Return the id of the default style of a type, or nothing."""
    found = (
        key
        for key, style in elements.items()
        if style.get(w("type")) == kind and style.get(w("default")) in ("1", "true", "on")
    )
    return next(found, "")


def looks(style: Element) -> bytes:
    """Return what a style says about how things look, in one form for one meaning."""
    copy = deepcopy(style)
    for child in list(copy):
        if child.tag in {w(name) for name in _NOT_LOOKS}:
            copy.remove(child)
    copy.attrib.clear()
    return canonical(copy)


def canonical(element: Element) -> bytes:
    """Return an element as canonical XML, without what Word notes about who edited it when."""
    copy = deepcopy(element)
    copy.tail = None
    for node in copy.iter():
        for key in [key for key in node.attrib if etree.QName(key).localname.startswith("rsid")]:
            del node.attrib[key]
        node.text = (node.text or "").strip() or None
        node.tail = (node.tail or "").strip() or None
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, method="c14n")


def sorted_properties(properties: Element) -> Element:
    """Return a `<w:pPr>` or `<w:rPr>` with its children in the order of the standard."""
    name = "rPr" if properties.tag == RPR else "pPr"
    properties[:] = sorted(
        properties, key=lambda child: property_position(name, etree.QName(child).localname)
    )
    return properties


def put_properties(style: Element, properties: Element) -> None:
    """Put a style's `<w:pPr>` or `<w:rPr>` in its place, and take out the one that it had."""
    for old in style.findall(properties.tag):
        style.remove(old)
    after = {w("tblPr"), w("trPr"), w("tcPr"), w("tblStylePr")} | ({RPR} if properties.tag == PPR else set())
    at = next((index for index, child in enumerate(style) if child.tag in after), len(style))
    style.insert(at, properties)
