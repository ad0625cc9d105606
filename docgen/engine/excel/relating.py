"""The relationships of the output's parts, where they differ from the template's: of copies, and with more or fewer."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from docgen.engine.excel.markup import R_NS
from docgen.engine.links import RELATIONSHIP, Link, links, parse, relations_name
from docgen.engine.markup import REL_NS, Element
from docgen.engine.package import Package


class Relating:
    """Gathers the relationships that one rendering changes, by the output's parts."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._roots: dict[str, Element] = {}
        self._ids: dict[str, set[str]] = {}

    def copy(self, origin: str, part: str, target: Callable[[Link], str]) -> None:
        """Give a copy of a part the relationships of the original.

        `target` returns the part that each internal one leads to now; empty for one that the copy does without.
        A copy that has its relationships already keeps them.
        """
        if part in self._roots:
            return
        found = links(self._package, origin)
        root = self._root(origin, part)
        for node in list(root):
            relation = found[node.get("Id", "")]
            if relation.external:
                continue
            leads_to = target(relation)
            if leads_to:
                node.set("Target", f"/{leads_to}")
            else:
                root.remove(node)

    def add(self, origin: str, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a new relationship of a part; `origin` is the template's part that it came from."""
        root = self._root(origin, part)
        taken = self._ids.setdefault(part, {node.get("Id", "") for node in root})
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        taken.add(f"rId{number}")
        node = etree.SubElement(root, RELATIONSHIP, Id=f"rId{number}", Type=f"{R_NS}/{kind}")
        node.set("Target", target if external else f"/{target}")
        if external:
            node.set("TargetMode", "External")
        return f"rId{number}"

    def adopt(self, origin: str, part: str, data: bytes) -> None:
        """Add to a part's relationships those of another part in the same folder, with their ids."""
        root = self._root(origin, part)
        root.extend(list(etree.fromstring(data)))

    def drop(self, origin: str, part: str, key: str) -> None:
        """Take a relationship from a part."""
        root = self._root(origin, part)
        for node in [node for node in root if node.get("Id") == key]:
            root.remove(node)

    def parts(self) -> dict[str, bytes]:
        """Return the parts of relationships that changed."""
        return {
            relations_name(part): etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
            for part, root in self._roots.items()
        }

    def _root(self, origin: str, part: str) -> Element:
        if part not in self._roots:
            name = relations_name(origin)
            there = bool(origin) and name in self._package
            self._roots[part] = (
                parse(self._package, name)
                if there
                else etree.fromstring(f'<Relationships xmlns="{REL_NS}"/>')
            )
        return self._roots[part]
