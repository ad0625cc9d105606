"""A workbook as it lies in a template: its sheets in order, shared strings, styles, and who relates to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from docgen.engine.excel.cells import read_xstring
from docgen.engine.excel.formats import Formats
from docgen.engine.excel.heights import Looks
from docgen.engine.excel.markup import SI, r, s, text_of
from docgen.engine.links import Link, links, parse
from docgen.engine.markup import Element
from docgen.engine.package import Package
from docgen.errors import TemplateError
from docgen.problems import Place

_STRICT_NS = "http://purl.oclc.org/ooxml/spreadsheetml/main"


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
        found = [rel for rel in links(package, "").values() if rel.kind == "officeDocument"]
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
    def relations(self) -> Mapping[str, Link]:
        return links(self.package, self.part)

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


def _refused(package: Package, code: str, message: str) -> TemplateError:
    hint = "Save it as an Excel workbook (.xlsx)."
    error = TemplateError.single(code, message, where=Place(file=package.file), hint=hint)
    assert isinstance(error, TemplateError)
    return error
