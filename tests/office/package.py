"""An Office zip read for judging: its parts as trees, its relationships, its content types.

Written on its own, without docgen's package reader: a judge must not share its subject's eyes.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELS = "_rels/.rels"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True)
class Relationship:
    """One entry of a part's relationships, with the internal target as a name in the zip."""

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """What the zip holds. `trees` are the XML parts that could be parsed, `broken` why the others could not."""

    names: tuple[str, ...]
    trees: dict[str, etree._Element]
    broken: dict[str, str] = field(default_factory=dict)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return a part's relationships by id; empty where it has none."""
        tree = self.trees.get(rels_name(part))
        entries = [] if tree is None else [_relationship(part, element) for element in tree]
        return {entry.id: entry for entry in entries}

    def content_type(self, part: str) -> str | None:
        """Return the content type of a part: its own override, else its extension's default, else None."""
        root = self.trees[CONTENT_TYPES]
        extension = part.rpartition(".")[2].lower()
        for element in root.iter(f"{_CT}Override"):
            if element.get("PartName", "").lower() == f"/{part}".lower():
                return element.get("ContentType")
        for element in root.iter(f"{_CT}Default"):
            if element.get("Extension", "").lower() == extension:
                return element.get("ContentType")
        return None

    def overrides(self) -> tuple[str, ...]:
        """Return the parts that the content types name one by one."""
        root = self.trees[CONTENT_TYPES]
        return tuple(element.get("PartName", "").lstrip("/") for element in root.iter(f"{_CT}Override"))

    def stories(self) -> dict[str, etree._Element]:
        """Return the Word parts that hold paragraphs: body, headers, footers, notes, comments."""
        ends = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")
        return {name: tree for name, tree in self.trees.items() if tree.tag in {w(end) for end in ends}}


def open_package(path: Path) -> Package:
    """Read a package. XML that is not well-formed is kept as a finding rather than raised."""
    with zipfile.ZipFile(path) as archive:
        names = tuple(archive.namelist())
        raw = {name: archive.read(name) for name in set(names) if _is_xml(name)}
    trees: dict[str, etree._Element] = {}
    broken: dict[str, str] = {}
    for name in sorted(raw):
        try:
            trees[name] = etree.fromstring(raw[name], _PARSER)
        except etree.XMLSyntaxError as error:
            broken[name] = str(error)
    return Package(names, trees, broken)


def rels_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    if part == "":
        return PACKAGE_RELS
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml"))


def _relationship(part: str, element: etree._Element) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        folder = posixpath.dirname(part)
        target = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)
