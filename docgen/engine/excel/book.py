"""A workbook as it lies in a template: its sheets in order, shared strings, styles, and who relates to what."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

from lxml import etree

from docgen.engine.excel.cells import read_xstring
from docgen.engine.excel.formats import Formats
from docgen.engine.excel.heights import Looks
from docgen.engine.excel.markup import SI, r, s, text_of
from docgen.engine.markup import REL_NS, Element
from docgen.engine.package import Member, Package
from docgen.engine.relations import relations_name
from docgen.errors import TemplateError
from docgen.problems import Place

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_STRICT_NS = "http://purl.oclc.org/ooxml/spreadsheetml/main"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; `target` is a part's name, or an address when `external`."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    index: int
    name: str
    part: str
    relation: str
    hidden: bool = False


@dataclass(frozen=True, eq=False)
class Book:
    """The template's workbook."""

    package: Package
    part: str

    @classmethod
    def of(cls, package: Package) -> Book | None:
        """Return the workbook of a package, or None where it is no workbook.

        Raise TemplateError for a binary workbook or one in the strict variant of the format.
        """
        found = [rel for rel in relations(package, "").values() if rel.kind == "officeDocument"]
        if not found or found[0].target not in package:
            return None
        part = found[0].target
        if part.endswith(".bin"):
            raise _refused(package, "binary-workbook", "is a binary workbook (.xlsb).")
        root = parse(package, part)
        if root.tag == f"{{{_STRICT_NS}}}workbook":
            raise _refused(package, "strict-workbook", "is saved as Strict Open XML.")
        return cls(package, part) if root.tag == s("workbook") else None

    @cached_property
    def root(self) -> Element:
        return parse(self.package, self.part)

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        return relations(self.package, self.part)

    @cached_property
    def sheets(self) -> tuple[SheetEntry, ...]:
        """The sheets in order. Chart sheets and macro sheets are among them; only worksheets hold cells."""
        listed = self.root.find(s("sheets"))
        entries = []
        for index, node in enumerate(listed if listed is not None else ()):
            relation = self.relations.get(node.get(r("id"), ""))
            part = relation.target if relation else ""
            hidden = node.get("state", "visible") != "visible"
            entries.append(SheetEntry(index, node.get("name", ""), part, node.get(r("id"), ""), hidden))
        return tuple(entries)

    def is_worksheet(self, entry: SheetEntry) -> bool:
        relation = self.relations.get(entry.relation)
        return relation is not None and relation.kind == "worksheet" and entry.part in self.package

    def part_of(self, kind: str) -> str:
        """Return the name of the workbook's part of a kind (`styles`, `sharedStrings`); empty without one."""
        return next((rel.target for rel in self.relations.values() if rel.kind == kind), "")

    @cached_property
    def strings(self) -> tuple[Element, ...]:
        """The items of the shared strings."""
        part = self.part_of("sharedStrings")
        return tuple(parse(self.package, part).iterchildren(SI)) if part in self.package else ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of the shared strings."""
        return tuple(read_xstring(text_of(item)) for item in self.strings)

    @cached_property
    def formats(self) -> Formats:
        part = self.part_of("styles")
        return Formats.read(self.package.data(part) if part in self.package else b"")

    @cached_property
    def looks(self) -> Looks:
        """How the cell styles set their texts."""
        return Looks.read(self.formats.data)

    @cached_property
    def since_1904(self) -> bool:
        properties = self.root.find(s("workbookPr"))
        return properties is not None and properties.get("date1904") in ("1", "true")


def parse(package: Package, part: str) -> Element:
    """Return the tree of a part. Raise TemplateError where its XML is damaged."""
    try:
        return etree.fromstring(package.data(part), _PARSER)
    except etree.XMLSyntaxError as error:
        where = Place(file=package.file, trail=(part,))
        raise TemplateError.single("damaged", f"its XML is damaged: {error.msg}.", where=where) from None


def relations(package: Package, part: str) -> Mapping[str, Relation]:
    """Return the relationships of a part by id; those of the package itself for an empty name."""
    name = relations_name(part) if part else "_rels/.rels"
    return _relations(package.members[name], part, package.file) if name in package else {}


@lru_cache(maxsize=1024)
def _relations(member: Member, part: str, file: str) -> Mapping[str, Relation]:
    # read again and again, for each rendering, and never changed
    folder = posixpath.dirname(part)
    root = parse(Package(file, {member.name: member}), member.name)
    found = root.iterchildren(f"{{{REL_NS}}}Relationship")
    return MappingProxyType({node.get("Id", ""): _relation(node, folder) for node in found})


def _relation(node: Element, folder: str) -> Relation:
    external = node.get("TargetMode") == "External"
    target = node.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(node.get("Type", "").rpartition("/")[2], target, external)


def _refused(package: Package, code: str, message: str) -> TemplateError:
    hint = "Save it as an Excel workbook (.xlsx)."
    error = TemplateError.single(code, message, where=Place(file=package.file), hint=hint)
    assert isinstance(error, TemplateError)
    return error
