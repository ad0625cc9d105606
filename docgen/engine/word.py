"""A Word part, made ready: tags found and joined on the tree, hoisted to what they govern, and cut into a stream."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.addresses import mark_targets
from docgen.engine.charts.drawings import CONTEXT, is_chart_tag, mark_charts, take_name
from docgen.engine.contents import mark_contents, mark_sequences
from docgen.engine.controls import prepare_controls
from docgen.engine.drawings import govern_drawings
from docgen.engine.markup import (
    PPR,
    RPR,
    TBL,
    TC,
    TCPR,
    TR,
    WP_NS,
    Element,
    P,
    R,
    T,
    ancestor,
    container_of,
    own_texts,
    path_of,
    properties_xml,
    remove,
    replace,
    w,
)
from docgen.engine.places import paragraphs, part_trail
from docgen.engine.restarting import mark_lists
from docgen.engine.sheet import choose_sheet
from docgen.engine.stream import SLOT_START, Op, Slots, Stream, problem
from docgen.engine.styles import Numbering, Styles
from docgen.engine.tables import KEPT_COLUMNS, kept_columns
from docgen.engine.tags import Found, Kind, Tag, UnclosedTag, make_tag, scan
from docgen.engine.texts import Finder, with_braces
from docgen.engine.unread import CACHED, shown_only
from docgen.engine.word_others import OTHERS, mark_others
from docgen.engine.word_runs import part_runs
from docgen.problems import Place, Problem, Severity

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GOVERNED = {"p": P, "tr": TR, "tc": TC, "r": R}
_SPECIALS = ("cellbg", "colspan", "vm", "hm")
_HAS_TAG = re.compile(r"\{[{%#_]|[}%]_\}")
_NOISE = frozenset({w("proofErr"), w("lastRenderedPageBreak"), w("noProof")})
# tcPr has a fixed order (ISO 29500-1, 17.4.69): what must come after gridSpan, vMerge and shd
_AFTER_SPAN = frozenset(
    map(
        w,
        [
            "hMerge",
            "vMerge",
            "tcBorders",
            "shd",
            "noWrap",
            "tcMar",
            "textDirection",
            "tcFitText",
            "vAlign",
            "hideMark",
        ],
    )
)
_AFTER_MERGE = frozenset(
    map(w, ["tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"])
)
_AFTER_SHADE = frozenset(map(w, ["noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"]))
_PRINT_NOTHING = frozenset({"if", "elif", "else", "endif", "for", "endfor", "set"})
_WHERE_OUTSIDE = {"tr": "a table", "tc": "a table", "r": "a run", "p": "a paragraph"}


@dataclass(slots=True)
class WordPart:
    """One part while it is made ready. `text_beside` is the severity of text that shares a block tag's place."""

    name: str
    file: str
    root: Element
    styles: Styles
    numbering: Numbering
    text_beside: Severity = Severity.WARNING
    targets: Mapping[str, str] = field(default_factory=dict)
    slots: Slots = field(default_factory=Slots)
    problems: list[Problem] = field(default_factory=list)
    unescaped: bool = False
    restarts: bool = False

    def stream(self) -> Stream | None:
        """Return the part cut at its tags, or None when it has none and may be copied as it lies."""
        places = dict(paragraphs(self.root, file=self.file, part=self.name, outline=self.styles.outline))
        self.problems += prepare_controls(self.root, self.slots, lambda element: self._where(element, places))
        tagged = [paragraph for paragraph, where in places.items() if self._find(paragraph, where)]
        mark_others(
            self.root, Finder(self.slots, self.problems), lambda element: self._where(element, places)
        )
        self.problems += govern_drawings(self.root, self.slots, lambda element: self._where(element, places))
        self._attributes(places)
        part = Place(file=self.file, trail=part_trail(self.name))
        self.problems += mark_targets(self.root, self.targets, self.slots, places, part)
        if not self.slots.items and not self.unescaped:
            return None
        for paragraph in tagged:
            self._hoist(paragraph)
        mark_contents(self.root, self.slots, self.styles, self.numbering)
        mark_sequences(self.root, self.slots)
        if self.restarts:
            mark_lists(self.root, self.slots, self.styles)
        self._guard_structure()
        self.problems += mark_charts(self.root, self.slots)
        self._drop_noise()
        self._locate()
        return self.slots.stream(self.root)

    # -- finding and joining --------------------------------------------------------------------------

    def _find(self, paragraph: Element, where: Place) -> bool:
        """Put slots where the tags of a paragraph stand, and return whether there is any."""
        texts = own_texts(paragraph)
        joined = "".join([node.text or "" for node in texts])
        if not _HAS_TAG.search(joined):
            return False
        found: list[Found] = []
        try:
            found.extend(scan(joined))
        except UnclosedTag as error:
            self.problems.append(_unclosed(error, where))
            return False
        position = 0
        for node in texts:
            begin, position = position, position + len(node.text or "")
            self._rewrite(node, joined, (begin, position), found, where)
        return True

    def _rewrite(
        self, node: Element, joined: str, span: tuple[int, int], found: list[Found], where: Place
    ) -> None:
        """Give a text its share of the joined text: a tag stands whole in the text where it begins."""
        begin, end = span
        touched = [stretch for stretch in found if stretch.end > begin and stretch.start < end]
        if not touched:
            return
        out, cursor = [], begin
        for stretch in touched:
            if stretch.start >= begin:
                out.append(joined[cursor : stretch.start])
                self.unescaped |= bool(stretch.literal)
                out.append(stretch.literal or self._slot(stretch, joined, node, where))
            cursor = min(stretch.end, end)
        node.text = "".join((*out, joined[cursor:end]))
        node.set(_XML_SPACE, "preserve")
        if not node.text:
            _drop_empty(node)

    def _slot(self, stretch: Found, joined: str, node: Element, where: Place) -> str:
        tag = make_tag(stretch, joined[stretch.start : stretch.end], where)
        if tag.keyword not in _PRINT_NOTHING:
            self._dress(tag, node)
        if is_chart_tag(tag):
            fault = take_name(tag)
            self.problems += [fault] if fault else []
        return self.slots.text(tag)

    def _dress(self, tag: Tag, node: Element) -> None:
        run = ancestor(node, R)
        tag.run_properties = properties_xml(run, RPR)
        tag.paragraph_properties = properties_xml(ancestor(node, P), PPR)

    def _attributes(self, places: Mapping[Element, Place]) -> None:
        """Find the tags in attributes and in text other than run text (fields, formulas, drawings)."""
        for found in with_braces(self.root):
            element = found.getparent()
            if not _HAS_TAG.search(found):
                continue
            if found.is_attribute:
                if element.tag == w("bookmarkStart"):
                    self.problems.append(_tagged_bookmark(str(found), self._where(element, places)))
                    continue
                written = self._in_plain(str(found), "attribute", self._where(element, places))
                element.set(str(found.attrname), written)
            elif found.is_text and element.tag != T and element.tag not in OTHERS:
                self.problems += shown_only(element, self._where(element, places))
                context = "xstring" if element.tag == CACHED else "plain"
                element.text = self._in_plain(element.text or "", context, self._where(element, places))

    def _where(self, element: Element, places: Mapping[Element, Place]) -> Place:
        paragraph = ancestor(element, P)
        part = Place(file=self.file, trail=part_trail(self.name))
        return part if paragraph is None else places.get(paragraph, part)

    def _in_plain(self, text: str, context: str, where: Place) -> str:
        """Return a text that is not run text with slots for its tags."""
        try:
            found = list(scan(text))
        except UnclosedTag as error:
            self.problems.append(_unclosed(error, where))
            return text
        return self._with_slots(text, found, where, context)

    def _with_slots(self, text: str, found: list[Found], where: Place, context: str) -> str:
        out, position = [], 0
        for stretch in found:
            out.append(text[position : stretch.start])
            tag = make_tag(stretch, text[stretch.start : stretch.end], where)
            tag.context = context
            out.append(stretch.literal or self.slots.text(tag))
            position = stretch.end
        return "".join((*out, text[position:]))

    # -- hoisting ------------------------------------------------------------------------------------

    def _hoist(self, paragraph: Element) -> None:
        if paragraph.getparent() is None:
            return
        part_runs(paragraph, self.slots)
        for tag, node in self._tags_in(paragraph):
            if tag.prefix:
                self._hoist_one(tag, node)
            elif tag.keyword in _SPECIALS:
                self._special(tag, node)
            elif tag.keyword == "paper":
                self._paper(tag, node)
            elif tag.keyword == "restart":
                self._op(tag)
                self._take_out(tag, node)

    def _tags_in(self, paragraph: Element) -> list[tuple[Tag, Element]]:
        found = []
        for node in own_texts(paragraph):
            for number in self.slots.number_in(node.text or "") if SLOT_START in (node.text or "") else ():
                item = self.slots.items[number]
                if isinstance(item, Tag):
                    found.append((item, node))
        return found

    def _hoist_one(self, tag: Tag, node: Element) -> None:
        if node.getroottree().getroot() is not self.root:
            return  # its element was already replaced, with this tag in the right place
        governed = ancestor(node, _GOVERNED[tag.prefix])
        if governed is None:
            message = f"{tag.typed} stands outside {_WHERE_OUTSIDE[tag.prefix]}."
            self.problems.append(problem(tag, "misplaced-tag", message, f"Use {{% {tag.body} %}} here."))
            return
        if governed.getparent() is None:
            return  # the first tag in it has taken its place
        tags, rest = self._content(governed, tag.prefix)
        if rest.strip():
            self._text_beside(tag, rest.strip())
        if tag.kind is Kind.PRINT and tag.prefix in ("tr", "tc"):
            hint = "Print with {{ }}, or govern with {% %}."
            self.problems.append(
                problem(tag, "misplaced-tag", f"{tag.typed} cannot print a whole {tag.prefix}.", hint)
            )
        for item in tags:
            if item.context != CONTEXT:
                item.context = "blocks"
        replace(governed, [self.slots.node(self._op(item) or item) for item in tags])

    def _op(self, tag: Tag) -> Op | None:
        """Return what a tag does that is no tag of Jinja's: `{%p restart numbering %}`."""
        if tag.keyword != "restart":
            return None
        if tag.prefix != "p" or tag.body.split() != ["restart", "numbering"]:
            message = f"{tag.typed} is not known here."
            hint = "{%p restart numbering %} has a paragraph of its own."
            self.problems.append(problem(tag, "misplaced-tag", message, hint))
        self.restarts = True
        return Op("restart_numbering")

    def _content(self, governed: Element, prefix: str) -> tuple[list[Tag], str]:
        """Return the tags of an element that have the prefix, and all the text there that has not."""
        tags, rest = [], []
        for node in governed.iter(T):
            text = node.text or ""
            for number in self.slots.number_in(text) if SLOT_START in text else ():
                item = self.slots.items[number]
                if not isinstance(item, Tag):
                    continue
                if item.prefix == prefix:
                    tags.append(item)
                elif item.kind is not Kind.COMMENT:
                    rest.append(item.typed)
            rest.append(re.sub(r"\ufdd0\d+\ufdd1", "", text))
        rest += [self._typed(node) for node in governed.iter(etree.ProcessingInstruction)]
        return tags, "".join(rest)

    def _typed(self, node: Element) -> str:
        item = self.slots.items[int(node.text or "0")]
        return item.typed if isinstance(item, Tag) else ""

    def _text_beside(self, tag: Tag, text: str) -> None:
        message = f"{tag.typed} takes the place of its {_NAMES[tag.prefix]}, so this text would be lost: {text[:60]!r}."
        hint = f"Give the tag a {_NAMES[tag.prefix]} of its own."
        self.problems.append(problem(tag, "text-beside-tag", message, hint, self.text_beside))

    # -- cell tags -----------------------------------------------------------------------------------

    def _special(self, tag: Tag, node: Element) -> None:
        cell = ancestor(node, TC)
        if cell is None:
            self.problems.append(
                problem(tag, "misplaced-tag", f"{tag.typed} stands outside a table cell.", "")
            )
            return
        self._take_out(tag, node)
        if tag.keyword == "vm":
            self._merge_down(tag, cell, node)
        else:
            {"cellbg": self._shade, "colspan": self._span, "hm": self._merge_across}[tag.keyword](tag, cell)

    def _take_out(self, tag: Tag, node: Element) -> None:
        number = next(n for n in self.slots.number_in(node.text or "") if self.slots.items[n] is tag)
        node.text = (node.text or "").replace(f"{SLOT_START}{number}\ufdd1", "")
        self.slots.items[number] = Op("nothing")
        if not node.text:
            _drop_empty(node)

    def _paper(self, tag: Tag, node: Element) -> None:
        """Let the sections of the part follow the sheet that the tag names."""

        def write(code: str) -> str:
            printed = _derived(tag, Kind.PRINT, code)
            printed.context = "attribute"
            return self.slots.text(printed)

        self._take_out(tag, node)
        choose_sheet(self.root, tag.body.removeprefix("paper").strip() or "''", write)

    def _shade(self, tag: Tag, cell: Element) -> None:
        self._insert_property(cell, tag, "shd", _AFTER_SHADE)

    def _span(self, tag: Tag, cell: Element) -> None:
        self._insert_property(cell, tag, "gridSpan", _AFTER_SPAN)
        self._mark_table(cell)

    def _insert_property(self, cell: Element, tag: Tag, name: str, after: frozenset[str]) -> None:
        properties = _cell_properties(cell)
        for old in properties.findall(w(name)):
            properties.remove(old)
        printed = _derived(tag, Kind.PRINT, tag.body.split(None, 1)[1] if " " in tag.body else "''")
        printed.context = name
        _insert_before(properties, self.slots.node(printed), after)

    def _merge_down(self, tag: Tag, cell: Element, node: Element) -> None:
        """Merge the cells of a column over a loop: the first begins the merge, the others continue it unseen."""
        properties = _cell_properties(cell)
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        merge = _derived(tag, Kind.PRINT, "loop.first")
        merge.context = "vMerge"
        _insert_before(properties, self.slots.node(merge), _AFTER_MERGE)
        if node.text:
            first, last = _derived(tag, Kind.BLOCK, "if loop.first"), _derived(tag, Kind.BLOCK, "endif")
            node.text = f"{self.slots.text(first)}{node.text}{self.slots.text(last)}"

    def _merge_across(self, tag: Tag, cell: Element) -> None:
        """Merge the cells of a row over a loop: the first spans as many columns as the loop has rounds."""
        properties = _cell_properties(cell)
        for old in properties.findall(w("gridSpan")):
            properties.remove(old)
        span = _derived(tag, Kind.PRINT, "loop.length")
        span.context = "gridSpan"
        _insert_before(properties, self.slots.node(span), _AFTER_SPAN)
        self._mark_table(cell)
        row = cell.getparent()
        assert row is not None
        row.insert(row.index(cell), self.slots.node(_derived(tag, Kind.BLOCK, "if loop.first")))
        row.insert(row.index(cell) + 1, self.slots.node(_derived(tag, Kind.BLOCK, "endif")))

    def _mark_table(self, cell: Element) -> None:
        table = ancestor(cell, TBL)
        if table is not None:
            table.set(KEPT_COLUMNS, "")

    # -- keeping the result sound ---------------------------------------------------------------------

    def _guard_structure(self) -> None:
        for element in reversed(list(self.root.iter(TC, TR, TBL))):  # a row tells its table
            if element.tag == TC:
                self._guard_cell(element)
            elif element.tag == TR:
                self._guard_row(element)
            else:
                self._guard_table(element)
        self._guard_ids()

    def _guard_cell(self, cell: Element) -> None:
        # Word repairs a cell that does not end with a paragraph.
        if any(_is_slot(child) for child in cell):
            properties = cell.find(TCPR)
            index = 0 if properties is None else cell.index(properties) + 1
            cell.insert(index, self.slots.node(Op("open")))
            cell.append(self.slots.node(Op("close_cell")))

    def _guard_row(self, row: Element) -> None:
        if any(_is_slot(child) for child in row):
            self._around(row, "close_row")
            table = ancestor(row, TBL)
            if table is not None:
                table.set(KEPT_COLUMNS, kept_columns(row))

    def _guard_table(self, table: Element) -> None:
        if KEPT_COLUMNS in table.attrib:  # the rendered table is put right by it, and loses it
            self._around(table, "close_widths")
        if any(_is_slot(child) for child in table):
            self._around(table, "close_table")

    def _around(self, element: Element, closing: str) -> None:
        parent = element.getparent()
        if parent is None:
            return
        index = parent.index(element)
        tail, element.tail = element.tail, None
        parent.insert(index, self.slots.node(Op("open")))
        close = self.slots.node(Op(closing))
        close.tail = tail
        parent.insert(index + 2, close)

    def _guard_ids(self) -> None:
        """Let ids that must be unique be given anew where a loop repeats them."""
        for drawing in self.root.iter(f"{{{WP_NS}}}docPr"):
            drawing.set("id", self.slots.text(Op("drawing_id", (drawing.get("id", "1"),))))
        names = {}
        for start in self.root.iter(w("bookmarkStart")):
            key, name = start.get(w("id"), ""), start.get(w("name"), "")
            names[key] = name
            start.set(w("id"), self.slots.text(Op("bookmark_id", (key, True))))
            start.set(w("name"), self.slots.text(Op("bookmark_name", (key, name))))
        for end in self.root.iter(w("bookmarkEnd")):
            key = end.get(w("id"), "")
            if key in names:
                end.set(w("id"), self.slots.text(Op("bookmark_id", (key, False))))

    def _drop_noise(self) -> None:
        """Drop what Word leaves for its own sake: spelling marks, page-break memories, revision-save ids."""
        for element in list(self.root.iter(*_NOISE)):
            remove(element)
        for element in self.root.iter(P, R, TR, w("sectPr")):
            for key in [key for key in element.attrib if str(key).startswith(w("rsid"))]:
                del element.attrib[key]

    def _locate(self) -> None:
        """Give every tag its path and container in the prepared tree, so that crossing blocks are seen."""
        containers: dict[Element, int] = {}
        for element, tag in self.slots.standing_in(self.root):
            tag.path = path_of(element)
            tag.container = containers.setdefault(container_of(element), len(containers))


_NAMES = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run"}


def _unclosed(error: UnclosedTag, where: Place) -> Problem:
    if error.quote:
        message = f"{error.typed} opens a quote and never closes it."
        return Problem("unclosed-quote", Severity.ERROR, where, message, "Close the quote, or take it out.")
    closer = {"{{": "}}", "{%": "%}", "{#": "#}"}[error.typed[:2]]
    message = f"{error.typed} is never closed in this paragraph."
    return Problem(
        "unclosed-tag",
        Severity.ERROR,
        where,
        message,
        f"Add {closer}, or type {{_{error.typed[1]} for the signs themselves.",
    )


def _tagged_bookmark(name: str, where: Place) -> Problem:
    message = f"a tag stands in the name of a bookmark: {name[:80]}."
    hint = "In a loop, bookmarks get names of their own."
    return Problem("misplaced-tag", Severity.ERROR, where, message, hint)


def _derived(tag: Tag, kind: Kind, body: str) -> Tag:
    return Tag(kind, "", body, tag.typed, tag.where)


def _cell_properties(cell: Element) -> Element:
    found = cell.find(TCPR)
    if found is None:
        found = etree.Element(TCPR)
        cell.insert(0, found)
    return found


def _insert_before(parent: Element, node: Element, names: frozenset[str]) -> None:
    for index, child in enumerate(parent):
        if child.tag in names:
            parent.insert(index, node)
            return
    parent.append(node)


def _is_slot(element: Element) -> bool:
    return isinstance(element, etree._ProcessingInstruction) and element.target == "dg"


def _drop_empty(node: Element) -> None:
    """Remove a text that a tag has emptied, and its run when nothing else is in it."""
    run = node.getparent()
    if run is None:
        return
    remove(node)
    if run.tag == R and not any(child.tag != RPR for child in run):
        remove(run)
