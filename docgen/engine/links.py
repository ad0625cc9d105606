"""Who relates to what in a package: the relationships of a part, read with their targets as part names."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from docgen.engine.markup import REL_NS, Element
from docgen.engine.package import Member, Package
from docgen.errors import TemplateError
from docgen.problems import Place

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
RELATIONSHIP = f"{{{REL_NS}}}Relationship"


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship of a part.

    `target` is a part's name, or an address when `external`; `type` is the relationship's full type, `kind` the last
    word of it, which is the same in the strict variant of the formats.
    """

    type: str
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


def relations_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships; the package's own for an empty name."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def relative_target(part: str, target: str) -> str:
    """Return how a relationship of one part names another: `../media/x.png` from `ppt/slides/slide1.xml`."""
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def links(package: Package, part: str) -> Mapping[str, Link]:
    """Return the relationships of a part by id; those of the package itself for an empty name.

    Raise TemplateError where their XML is damaged.
    """
    name = relations_name(part)
    return _links(package.members[name], part, package.file) if name in package else {}


@lru_cache(maxsize=1024)
def _links(member: Member, part: str, file: str) -> Mapping[str, Link]:
    # read again and again, for each rendering, and never changed
    folder = posixpath.dirname(part)
    root = parse(Package(file, {member.name: member}), member.name)
    return MappingProxyType(
        {node.get("Id", ""): _link(node, folder) for node in root.iterchildren(RELATIONSHIP)}
    )


def _link(node: Element, folder: str) -> Link:
    kind, target = node.get("Type", ""), node.get("Target", "")
    external = node.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Link(kind, kind.rpartition("/")[2], target, external)
