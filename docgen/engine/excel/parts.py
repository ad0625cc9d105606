"""Tags outside cells: headers and footers, validation prompts, comments, shapes, chart titles, properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from docgen.engine.addresses import ADDRESS, address_tag
from docgen.engine.compiling import Prepared
from docgen.engine.excel.book import Book, SheetEntry
from docgen.engine.excel.code import SheetGenerator
from docgen.engine.excel.grid import inner_xml
from docgen.engine.excel.markup import A_NS, XDR_NS, r, s
from docgen.engine.links import links, parse
from docgen.engine.markup import Element, remove
from docgen.engine.places import part_trail
from docgen.engine.slide_text import dress
from docgen.engine.stream import Slots, Stream, check_blocks
from docgen.engine.tags import Kind, Tag
from docgen.engine.texts import Finder, has_tag
from docgen.engine.unread import unread
from docgen.problems import Place, Problem, Severity

_HEADER = frozenset(
    s(f"{which}{what}") for which in ("odd", "even", "first") for what in ("Header", "Footer")
)
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula"})
_COPIED = frozenset({"drawing", "chart", "comments", "table", "threadedComment", "chartEx"})
_ANCHORS = frozenset(f"{{{XDR_NS}}}{name}" for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_PARAGRAPH, _RUN_TEXT = f"{{{A_NS}}}p", f"{{{A_NS}}}t"
APP, _CONNECTIONS = "docProps/app.xml", "xl/connections.xml"
_THREAD = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}text"
_ATTRIBUTES = {
    "promptTitle": "title",
    "errorTitle": "title",
    "prompt": "prompt",
    "error": "prompt",
    "tooltip": "prompt",
    "display": "xattribute",
}


class PartReader:
    """Marks the tags of a sheet's frame and of the parts that hang on it: comments, drawings, charts, tables."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.dependents: dict[str, Element] = {}
        self.links: dict[str, str] = {}
        """Links to addresses with tags, marked and written out, by their cell: `r:id` holds the address."""
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

    def take_links(
        self, root: Element, targets: Mapping[str, str], where: Place, is_written: Callable[[str], bool]
    ) -> None:
        """Take the links to addresses with tags out of a worksheet's tree: their cells will say where they lead."""
        for link in list(root.iter(s("hyperlink"))) if targets else ():
            target, ref = targets.get(link.get(r("id"), "")), link.get("ref", "")
            if target is None:
                continue
            place = Place(file=where.file, trail=(*where.trail[:-1], f"{where.trail[-1]}!{ref}"))
            tag, problems = address_tag(target, place, ADDRESS)
            if not problems and not is_written(ref):
                problems = [_no_cell(target, place)]
            self._finder.problems += problems
            self._take_link(link, tag, place)
            _remove_link(link)

    def _take_link(self, link: Element, tag: Tag | None, where: Place) -> None:
        if tag is not None:
            self.mark(link, where)
            _stand([tag], link)
            link.set(r("id"), self._finder.slots.text(tag))
            link.tail = None
            ref = str(link.attrib.pop("ref"))
            self.links[ref] = etree.tostring(link, encoding="unicode")

    def mark(self, root: Element, where: Place) -> bool:
        """Put slots in the place of tags; tell whether there are any."""
        before = len(self._finder.slots.items)
        for element in root.iter(_PARAGRAPH, s("text"), s("si"), _THREAD):
            nodes = [element] if element.tag == _THREAD else list(element.iter(_RUN_TEXT, s("t")))
            context = "slide" if element.tag == _PARAGRAPH else "xstring"
            _stand(self._finder.join_runs(nodes, where, context), element)
            for node in nodes if context == "slide" else ():
                dress(node, self._finder.slots.tags_in(node.text or ""))
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
                context = _ATTRIBUTES.get(key, "attribute")
                element.set(key, self._slotted(value, where, context, element))

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


def _no_cell(target: str, where: Place) -> Problem:
    message = f"a link to {target} stands on no cell that comes out, or on several."
    return Problem("misplaced-tag", Severity.ERROR, where, message, "Put it on one cell with a text.")


def _remove_link(link: Element) -> None:
    """Take a link out of a worksheet, and the list of links where it is the last one."""
    holder = link.getparent()
    if holder is not None:
        remove(link)
        if not len(holder):
            remove(holder)


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
    if name == _CONNECTIONS:
        return Prepared(name, Stream(), "", list(_connected(book)), SheetGenerator)
    slots, problems = Slots(), list[Problem]()
    root = parse(book.package, name)
    if name == APP and any(has_tag(entry.name) for entry in book.sheets):
        without_titles(root)  # they repeat the tags in the names of sheets, which a sheet's own loop fills
    where = Place(file=book.package.file, trail=part_trail(name))
    reader = PartReader(Finder(slots, problems, tuple(entry.name for entry in book.sheets)))
    if not reader.mark(root, where) and not problems:
        return None
    stream = slots.stream(root)
    return Prepared(name, stream, "", [*problems, *check_blocks(stream)], SheetGenerator)


def _connected(book: Book) -> Iterator[Problem]:
    """Yield a problem for each tag in what a workbook asks of databases: data must not change the question."""
    where = Place(file=book.package.file, trail=("connections",))
    for node in parse(book.package, _CONNECTIONS).iter(etree.Element):
        for text in (*map(str, node.attrib.values()), node.text or ""):
            if has_tag(text):
                yield unread(
                    text, where, "Print the value into a cell, and let the query take it from there."
                )


def without_titles(root: Element) -> Element:
    """Take the lists of the sheets' names out of the document's properties; Office writes them anew on saving."""
    for node in list(root):
        if etree.QName(node).localname in ("HeadingPairs", "TitlesOfParts"):
            root.remove(node)
    return root


def hanging_on(book: Book, part: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that belong to one sheet alone, with what people call them."""
    for relation in links(book.package, part).values():
        if relation.kind in _COPIED and not relation.external and relation.target in book.package:
            yield relation.target, relation.kind
            yield from hanging_on(book, relation.target)
