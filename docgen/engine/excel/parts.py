"""Tags outside cells: headers and footers, validation prompts, comments, shapes, chart titles, properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from docgen.engine.compiling import Prepared
from docgen.engine.excel.book import Book, SheetEntry, parse, relations
from docgen.engine.excel.code import SheetGenerator
from docgen.engine.excel.grid import inner_xml
from docgen.engine.excel.markup import A_NS, XDR_NS, s
from docgen.engine.markup import Element
from docgen.engine.places import part_trail
from docgen.engine.stream import Slots, check_blocks
from docgen.engine.tags import Kind, Tag
from docgen.engine.texts import Finder, has_tag
from docgen.problems import Place, Problem

_HEADER = frozenset(
    s(f"{which}{what}") for which in ("odd", "even", "first") for what in ("Header", "Footer")
)
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula"})
_COPIED = frozenset({"drawing", "chart", "comments", "table", "threadedComment", "chartEx"})
_ANCHORS = frozenset(f"{{{XDR_NS}}}{name}" for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_PARAGRAPH, _RUN_TEXT = f"{{{A_NS}}}p", f"{{{A_NS}}}t"


class PartReader:
    """Marks the tags of a sheet's frame and of the parts that hang on it: comments, drawings, charts, tables."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.dependents: dict[str, Element] = {}
        self.notes: dict[str, str] = {}
        """Texts of comments with tags, marked, by their cell: the tags see what the cell's own tags see."""

    def read_dependents(
        self, book: Book, entry: SheetEntry, where: Place, is_written: Callable[[str], bool]
    ) -> None:
        """Mark the parts that hang on a sheet, and keep those with tags; `is_written` tells of a comment's cell
        whether the sheet's rows hold it."""
        for name, kind in hanging_on(book, entry.part):
            data = book.package.data(name)
            if b"{" not in data:
                continue
            root = parse(book.package, name)
            taken = kind == "comments" and self._take_notes(root, where, is_written)
            taken = taken or (kind == "table" and _take_names(root))
            if self.mark(root, Place(file=where.file, trail=(*where.trail, kind))) or taken:
                self.dependents[name] = root

    def _take_notes(self, root: Element, where: Place, is_written: Callable[[str], bool]) -> bool:
        """Take the texts with tags out of the comments of written cells."""
        for comment in root.iter(s("comment")):
            ref, text = comment.get("ref", ""), comment.find(s("text"))
            if text is None or not is_written(ref) or not has_tag("".join(map(str, text.itertext()))):
                continue
            self.mark(text, Place(file=where.file, trail=(*where.trail, f"comment of {ref}")))
            self.notes[ref] = inner_xml(text)
            text[:] = [etree.Element(s("t"))]
        return bool(self.notes)

    def mark(self, root: Element, where: Place) -> bool:
        """Put slots in the place of tags; tell whether there are any."""
        before = len(self._finder.slots.items)
        for element in root.iter(_PARAGRAPH, s("text"), s("si")):
            nodes = list(element.iter(_RUN_TEXT, s("t")))
            context = "plain" if element.tag == _PARAGRAPH else "xstring"
            _stand(self._finder.join_runs(nodes, where, context), element)
        for element in root.iter(etree.Element):
            self._mark_attributes(element, where)
            if element.text and has_tag(element.text):
                self._mark_text(element, where)
        return len(self._finder.slots.items) > before

    def _mark_attributes(self, element: Element, where: Place) -> None:
        for key, value in [(str(key), str(value)) for key, value in element.attrib.items()]:
            if not has_tag(value):
                continue
            if element.tag == f"{{{XDR_NS}}}cNvPr" and value.lstrip().startswith("{%shape"):
                element.set(key, self._govern_shape(element, value, where))
            else:
                element.set(key, self._slotted(value, where, "attribute", element))

    def _mark_text(self, element: Element, where: Place) -> None:
        if etree.QName(element).localname in _FORMULAS:
            self._finder.in_formula(element.text or "", where)
            return
        context = "header" if element.tag in _HEADER else "plain"
        element.text = self._slotted(element.text or "", where, context, element)

    def _slotted(self, text: str, where: Place, context: str, element: Element) -> str:
        before = len(self._finder.slots.items)
        slotted = self._finder.slotted(text, where, context)
        _stand([item for item in self._finder.slots.items[before:] if isinstance(item, Tag)], element)
        return slotted

    def _govern_shape(self, element: Element, text: str, where: Place) -> str:
        """Wrap a drawing in the condition of its alternative text; return that text without the tag."""
        found = self._finder.in_text(text, where, "plain")
        tag = found[0].item
        anchor = next((node for node in element.iterancestors() if node.tag in _ANCHORS), None)
        if not isinstance(tag, Tag) or anchor is None:
            return text
        _, _, condition = tag.body.partition(" ")
        for offset, body in ((0, condition), (1, "endif")):
            part = Tag(Kind.BLOCK, "", body, tag.typed, tag.where, path=("anchor",), container=id(anchor))
            parent = anchor.getparent()
            assert parent is not None
            parent.insert(parent.index(anchor) + offset, self._finder.slots.node(part))
        return self._slotted(text[found[0].end :].lstrip(), where, "attribute", element)


def _take_names(root: Element) -> bool:
    """Take names with tags from the columns of a table: they are called as their header cells come out."""
    headed = root.get("headerRowCount", "1") != "0"
    tagged = [node for node in root.iter(s("tableColumn")) if headed and has_tag(node.get("name", ""))]
    for node in tagged:
        node.set("name", f"Column{node.get('id', '')}")
    return bool(tagged)


def _stand(tags: list[Tag], element: Element) -> None:
    for tag in tags:
        tag.path, tag.container = (str(element.tag),), id(element)


def read_part(book: Book, name: str) -> Prepared | None:
    """Return a part that belongs to no worksheet ready to be compiled, or None where no tag stands in it."""
    if b"{" not in book.package.data(name):
        return None
    slots, problems = Slots(), list[Problem]()
    root = parse(book.package, name)
    where = Place(file=book.package.file, trail=part_trail(name))
    reader = PartReader(Finder(slots, problems, tuple(entry.name for entry in book.sheets)))
    if not reader.mark(root, where) and not problems:
        return None
    stream = slots.stream(root)
    return Prepared(name, stream, "", [*problems, *check_blocks(stream)], SheetGenerator)


def hanging_on(book: Book, part: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that belong to one sheet alone, with what people call them."""
    for relation in relations(book.package, part).values():
        if relation.kind in _COPIED and not relation.external and relation.target in book.package:
            yield relation.target, relation.kind
            yield from hanging_on(book, relation.target)
