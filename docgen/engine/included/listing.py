"""The lists of an included document: definitions of their own, so that each begins anew and none goes on in another."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from copy import deepcopy

from docgen.engine.included.source import Source
from docgen.engine.markup import Element, w

_LINKS = ("numStyleLink", "styleLink", "name")


class Shelf:
    """The definitions and the numbers that are added to the template's numbering."""

    def __init__(self, root: Element | None, new_number: Callable[[], int]) -> None:
        known = [] if root is None else root.findall(w("abstractNum"))
        ids = [int(each.get(w("abstractNumId"), "0")) for each in known]
        self._highest = max(ids, default=-1)
        self._new_number = new_number
        self.definitions: list[Element] = []
        self.numbers: list[Element] = []

    def add_definition(self, element: Element, seed: str) -> str:
        """Take a definition, and return its id."""
        self._highest += 1
        element.set(w("abstractNumId"), str(self._highest))
        # Word takes definitions of one nsid for one list, and counts on.
        sign = element.find(w("nsid"))
        if sign is not None:
            sign.set(w("val"), f"{zlib.crc32(f'{seed} {self._highest}'.encode()):08X}")
        self.definitions.append(element)
        return str(self._highest)

    def add_number(self, element: Element, definition: str) -> int:
        """Take a number of a definition, and return its id."""
        number = self._new_number()
        element.set(w("numId"), str(number))
        target = element.find(w("abstractNumId"))
        assert target is not None
        target.set(w("val"), definition)
        self.numbers.append(element)
        return number


class Lists:
    """The lists of a document as it is included once, or as its styles name them.

    `linked` maps the style that a level belongs to, for the lists of styles; elsewhere levels belong to none, since
    a style belongs to one level only.
    """

    def __init__(self, source: Source, shelf: Shelf, linked: Callable[[str], str] | None = None) -> None:
        self._source, self._shelf, self._linked = source, shelf, linked
        self._numbers: dict[str, int] = {}
        self._definitions: dict[str, str] = {}

    def number(self, number: str) -> int:
        """Return the id of the number that stands for one of the document's; 0 where it has none such."""
        if number not in self._numbers:
            self._numbers[number] = 0
            self._numbers[number] = self._added(number)
        return self._numbers[number]

    def _added(self, number: str) -> int:
        found = self._find("num", "numId", number)
        definition = self._source.numbering.definitions.get(number)
        if found is None or definition is None:
            return 0
        if definition not in self._definitions:
            self._definitions[definition] = self._definition(definition)
        added = self._definitions[definition]
        return self._shelf.add_number(deepcopy(found), added) if added else 0

    def _definition(self, key: str) -> str:
        found = self._find("abstractNum", "abstractNumId", self._behind(key))
        if found is None:
            return ""
        copy = deepcopy(found)
        for name in _LINKS:
            for link in copy.findall(w(name)):
                copy.remove(link)
        for level in copy.iterchildren(w("lvl")):
            self._link(level)
        return self._shelf.add_definition(copy, self._source.key)

    def _link(self, level: Element) -> None:
        for bullet in level.findall(w("lvlPicBulletId")):
            level.remove(bullet)  # the bullet's text stands for its picture
        for style in level.findall(w("pStyle")):
            found = self._linked(style.get(w("val"), "")) if self._linked else ""
            if found:
                style.set(w("val"), found)
            else:
                level.remove(style)

    def _behind(self, key: str) -> str:
        """Return the definition that has the levels: some only name a numbering style, whose list has them."""
        found = self._find("abstractNum", "abstractNumId", key)
        link = None if found is None else found.find(w("numStyleLink"))
        named = self._source.styles.numbering.get(link.get(w("val"), "")) if link is not None else None
        return self._source.numbering.definitions.get(named[0], key) if named else key

    def _find(self, name: str, attribute: str, key: str) -> Element | None:
        root = self._source.numbering_root
        nodes = () if root is None else root.iterchildren(w(name))
        return next((node for node in nodes if node.get(w(attribute)) == key), None)
