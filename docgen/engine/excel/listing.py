"""The parts that list others: the workbook's sheets, relationships, content types, document properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from docgen.engine.excel.markup import R_NS, r, s
from docgen.engine.excel.output import OutputSheet
from docgen.engine.excel.parts import APP, hanging_on, without_titles
from docgen.engine.excel.workbook import Workbook
from docgen.engine.links import RELATIONSHIP, links, parse, relations_name
from docgen.engine.markup import TYPES_NS, Element
from docgen.engine.package import CONTENT_TYPES, as_document

_NUMBERED = re.compile(r"^(.*?)(\d*)(\.\w+)$")
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# workbook.xml has a fixed order (ISO 29500-1, 18.2.27): what calcPr must stand before
_AFTER_CALCULATION = frozenset(
    map(
        s,
        [
            "oleSize",
            "customWorkbookViews",
            "pivotCaches",
            "smartTagPr",
            "smartTagTypes",
            "webPublishing",
            "fileRecoveryPr",
            "webPublishObjects",
            "extLst",
        ],
    )
)


class Listing:
    """Names for new parts, and what the lists must say. `dropped` are parts that the output does without.

    `taken` are the names of parts that something else adds, `app` the document's properties where tags filled them.
    """

    def __init__(
        self,
        workbook: Workbook,
        sheets: Sequence[OutputSheet],
        taken: Iterable[str] = (),
        app: bytes | None = None,
    ) -> None:
        self._app = app
        self._workbook, self._package = workbook, workbook.book.package
        self._sheets = sheets
        self._taken = {name.lower() for name in (*self._package.members, *taken)}
        self._made: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._last: dict[str, int] = {}
        self._added: list[tuple[str, str]] = []
        self._relation_ids: dict[int, str] = {}
        self._parts = {id(output): self._part(output) for output in sheets}
        self.dropped = self._dropped()

    def part(self, output: OutputSheet) -> str:
        """Return the name of an output sheet's part."""
        return self._parts[id(output)]

    def _part(self, output: OutputSheet) -> str:
        part = output.sheet.template.entry.part
        return self.copy_name(part) if output.round else part

    def copy_name(self, part: str) -> str:
        """Return a fresh name for a copy of a part; the copy has the same content type."""
        name = self._fresh(part)
        self._types[name] = part
        return name

    def new_name(self, part: str, content_type: str) -> str:
        """Return a name like `part` that nothing has yet, for a new part of a content type."""
        name = self._fresh(part)
        self._made[name] = content_type
        return name

    def _fresh(self, part: str) -> str:
        match = _NUMBERED.match(part)
        assert match is not None
        stem = f"{match[1]}|{match[3]}".lower()
        number = self._last.get(stem, int(match[2] or 0)) + 1
        while f"{match[1]}{number}{match[3]}".lower() in self._taken:
            number += 1
        self._last[stem] = number
        name = f"{match[1]}{number}{match[3]}"
        self._taken.add(name.lower())
        return name

    def add_common(self, kind: str, name: str) -> str:
        """Add a part that the workbook relates to, and return its name."""
        self._added.append((kind, name))
        return name

    def forget(self, name: str) -> None:
        """Let go of a name for a copy that is not made after all."""
        self._types.pop(name, None)

    def drop(self, part: str) -> None:
        """Leave a part of the template out, with its relationships."""
        self.dropped |= {part, relations_name(part)}

    def _dropped(self) -> set[str]:
        book = self._workbook.book
        gone = {book.part_of("calcChain")} - {""}  # Excel makes it anew
        kept = {output.sheet.template.entry.part for output in self._sheets}
        for sheet in self._workbook.sheets:
            part = sheet.template.entry.part
            if part not in kept:
                gone |= {part, *(name for name, _ in hanging_on(book, part))}
                found = links(book.package, part).values()
                gone |= {relation.target for relation in found if relation.kind == "pivotTable"}
        return gone | {relations_name(name) for name in gone}

    # -- the workbook ---------------------------------------------------------------------------------

    def list_sheets(self, root: Element, *, calculated: bool) -> None:
        """List the output's sheets in the workbook's tree; ask for a calculation where values are missing."""
        listed = root.find(s("sheets"))
        assert listed is not None
        nodes = list(listed)
        of_part: dict[str, list[OutputSheet]] = {}
        for output in self._sheets:
            of_part.setdefault(output.sheet.template.entry.part, []).append(output)
        worksheets = {sheet.template.entry.part for sheet in self._workbook.sheets}
        highest = max((int(node.get("sheetId", "0")) for node in nodes), default=0)
        for entry, node in zip(self._workbook.book.sheets, nodes, strict=True):
            if entry.part not in worksheets:
                continue
            at = listed.index(node)
            listed.remove(node)
            for output in of_part.get(entry.part, ()):
                copy = deepcopy(node)
                copy.set("name", output.written.name)
                if output.round:
                    highest += 1
                    copy.set("sheetId", str(highest))
                    copy.set(r("id"), self._relation_id(output))
                listed.insert(at, copy)
                at += 1
        _ask_for_calculation(root, calculated=calculated)

    def _relation_id(self, output: OutputSheet) -> str:
        return self._relation_ids.setdefault(id(output), f"rIdSheet{len(self._relation_ids) + 1}")

    def parts(self) -> dict[str, bytes]:
        """Return the lists that changed: the workbook's relationships, content types, the file's properties."""
        parts: dict[str, bytes] = {}
        if self._relation_ids or self._added or self.dropped:
            name = relations_name(self._workbook.book.part)
            parts[name] = _bytes(self._relations(name))
        if self._types or self._made or self._added or self.dropped:
            parts[CONTENT_TYPES] = as_document(_bytes(self._content_types()))
        if APP in self._package and self._names_changed():
            app = parse(self._package, APP) if self._app is None else etree.fromstring(self._app)
            parts[APP] = _bytes(without_titles(app))
        return parts

    def _names_changed(self) -> bool:
        before = [sheet.template.entry.name for sheet in self._workbook.sheets]
        return before != [output.written.name for output in self._sheets]

    def _relations(self, name: str) -> Element:
        root = parse(self._package, name)
        book = self._workbook.book
        targets = {key: relation.target for key, relation in links(self._package, book.part).items()}
        for node in list(root):
            if targets.get(node.get("Id", ""), "") in self.dropped:
                root.remove(node)
        for output in self._sheets:
            if id(output) in self._relation_ids:
                _relate(root, self._relation_ids[id(output)], "worksheet", self.part(output))
        for number, (kind, part) in enumerate(self._added, 1):
            _relate(root, f"rIdCommon{number}", kind, part)
        return root

    def _content_types(self) -> Element:
        root = parse(self._package, CONTENT_TYPES)
        overrides = {node.get("PartName", ""): node for node in root.iter(f"{{{TYPES_NS}}}Override")}
        for name, node in overrides.items():
            if name.lstrip("/") in self.dropped:
                root.remove(node)
        for name, origin in self._types.items():
            if f"/{origin}" in overrides:
                copy = deepcopy(overrides[f"/{origin}"])
                copy.set("PartName", f"/{name}")
                root.append(copy)
        made = {name: f"{_MAIN}.{kind}+xml" for kind, name in self._added} | self._made
        for name, content in made.items():
            etree.SubElement(root, f"{{{TYPES_NS}}}Override", PartName=f"/{name}", ContentType=content)
        return root


def _relate(root: Element, key: str, kind: str, part: str) -> None:
    etree.SubElement(root, RELATIONSHIP, Id=key, Type=f"{R_NS}/{kind}", Target=f"/{part}")


def _ask_for_calculation(root: Element, *, calculated: bool) -> None:
    node = root.find(s("calcPr"))
    if calculated:
        return
    if node is None:
        node = etree.Element(s("calcPr"))
        later = next((at for at, each in enumerate(root) if each.tag in _AFTER_CALCULATION), len(root))
        root.insert(later, node)
    node.set("fullCalcOnLoad", "1")


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
