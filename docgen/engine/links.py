"""Who relates to what in a package: the relationships of a part, read with their targets as part names."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from docgen.engine.markup import REL_NS, Element
from docgen.engine.package import Package
from docgen.engine.relations import relations_name
from docgen.errors import TemplateError
from docgen.problems import Place

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
RELATIONSHIP = f"{{{REL_NS}}}Relationship"


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship of a part; `target` is a part's name, or an address when `external`."""

    kind: str
    target: str
    external: bool


def parse(package: Package, part: str) -> Element:
    """Return the tree of a part. Raise TemplateError where its XML is damaged."""
    try:
        return etree.fromstring(package.data(part), _PARSER)
    except etree.XMLSyntaxError as error:
        where = Place(file=package.file, trail=(part,))
        raise TemplateError.single("damaged", f"its XML is damaged: {error.msg}.", where=where) from None


def links(package: Package, part: str) -> dict[str, Link]:
    """Return the relationships of a part by id; those of the package itself for an empty name."""
    name = relations_name(part) if part else "_rels/.rels"
    if name not in package:
        return {}
    folder = posixpath.dirname(part)
    return {
        node.get("Id", ""): _link(node, folder) for node in parse(package, name).iterchildren(RELATIONSHIP)
    }


def _link(node: Element, folder: str) -> Link:
    external = node.get("TargetMode") == "External"
    target = node.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Link(node.get("Type", "").rpartition("/")[2], target, external)
