"""One part of a deck, made ready: tags found and joined on the tree, and hoisted to what they govern."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.engine.addresses import mark_targets
from docgen.engine.charts.drawings import CONTEXT as CHART_CONTEXT
from docgen.engine.charts.drawings import is_chart_tag, take_name
from docgen.engine.markup import Element, ancestor, properties_xml, remove, replace
from docgen.engine.powerpoint.cells import CELL_TAGS, CellTags
from docgen.engine.powerpoint.markup import (
    BODIES,
    CELL,
    FRAME,
    GROUP,
    NAMING,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    SHAPE,
    SHAPE_TREE,
    SHAPES,
    TABLE,
    TEXT,
    is_slot,
    own_texts,
)
from docgen.engine.powerpoint.places import paragraphs, shape_place
from docgen.engine.powerpoint.sound import guard, locate, without_marks
from docgen.engine.slide_text import dress
from docgen.engine.stream import SLOT_START, Op, Slots, problem
from docgen.engine.tags import Kind, Tag
from docgen.engine.texts import Finder, has_tag, with_braces
from docgen.engine.unread import CACHED, shown_only
from docgen.problems import Place, Problem, Severity

_GOVERNED = {"p": PARAGRAPH, "tr": ROW, "tc": CELL, "r": RUN}
_OUTSIDE = {"tr": "a table", "tc": "a table", "r": "a run", "p": "a paragraph"}
_NAMES = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run", "slide": "line"}
_SLOT = re.compile(rf"{SLOT_START}\d+\ufdd1")
_WORDS = frozenset({"slide", "shape", "table"})
_HOLDERS = frozenset({TABLE, ROW, SHAPE_TREE, GROUP, *BODIES})
_ROW_MARKS = frozenset({"rowId", "colId"})
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
ALONE, SHAPE_ALONE = "alone", "shape"
"""What is special about a printing tag: it is all there is in its paragraph, or in its shape."""


@dataclass(slots=True)
class MarkedPart:
    """One part while it is made ready. `where` is its place; `text_beside` weighs text that a block tag replaces.

    After `mark`, `wrapped` are the shapes under a condition and `dropped_ids` their ids; `slide_tags` are the tags
    that govern the whole slide (only notes may hold them), `shapes` the shapes whose only text is a printing tag, by
    the tag's identity; `continued` what a table's alternative text says of long tables.
    """

    name: str
    root: Element
    where: Place
    slots: Slots
    problems: list[Problem]
    text_beside: Severity = Severity.WARNING
    is_notes: bool = False
    targets: Mapping[str, str] = field(default_factory=dict)
    slide_tags: list[Tag] = field(default_factory=list)
    shapes: dict[int, Element] = field(default_factory=dict)
    continued: list[tuple[Tag, Element]] = field(default_factory=list)
    dropped_ids: set[str] = field(default_factory=set)
    wrapped: set[Element] = field(default_factory=set)
    unescaped: bool = False

    def mark(self) -> bool:
        """Put slots in the place of tags; tell whether there are any."""
        before = len(self.slots.items)
        finder = Finder(self.slots, self.problems)
        found = list(paragraphs(self.root, self.where))
        self.problems += mark_targets(self.root, self.targets, self.slots, dict(found), self.where)
        for paragraph, where in found:
            self._find(paragraph, where, finder)
        self._attributes(dict(found), finder)
        if len(self.slots.items) == before:
            return self.unescaped
        for paragraph, _ in found:
            self._hoist(paragraph)
        self._mark_alone()
        guard(self.root, self.slots)
        locate(self.root, self.slots)
        return True

    # -- finding ---------------------------------------------------------------------------------------

    def _find(self, paragraph: Element, where: Place, finder: Finder) -> None:
        nodes = list(own_texts(paragraph))
        before = joined_text(nodes)
        if not has_tag(before):
            return
        finder.join_runs(nodes, where, "slide")
        self.unescaped |= joined_text(nodes) != before  # notes, `raw` and braces leave no slot
        for node in nodes:
            dress(node, self._tags_of(node))
            for tag in self._tags_of(node):
                _name_prefix(tag)
                if is_chart_tag(tag):
                    fault = take_name(tag)
                    self.problems += [fault] if fault else []
                tag.paragraph_properties = properties_xml(paragraph, PARAGRAPH_PROPERTIES)
            if not node.text:
                _drop_empty(node)

    def _tags_of(self, node: Element) -> list[Tag]:
        return self.slots.tags_in(node.text or "")

    def _attributes(self, places: Mapping[Element, Place], finder: Finder) -> None:
        """Find the tags in attributes and in text other than run text: alternative texts, properties."""
        for found in with_braces(self.root):
            element = found.getparent()
            if not has_tag(found):
                continue
            if found.is_attribute:
                self._attribute(element, str(found.attrname), str(found), places, finder)
            elif found.is_text and element.tag != TEXT:
                self.problems += shown_only(element, self._place(element, places))
                context = "xstring" if element.tag == CACHED else "plain"
                element.text = finder.slotted(element.text or "", self._place(element, places), context)

    def _attribute(
        self, element: Element, key: str, value: str, places: Mapping[Element, Place], finder: Finder
    ) -> None:
        where = self._place(element, places)
        slotted = finder.slotted(value, where, "attribute")
        for number in self.slots.number_in(slotted):
            tag = self.slots.items[number]
            if not isinstance(tag, Tag):
                continue
            _name_prefix(tag)
            if tag.prefix in _WORDS:
                slotted = self._take(slotted, number).strip()
                self._govern(tag, element if key == "descr" else None)
        element.set(key, slotted)

    def _place(self, element: Element, places: Mapping[Element, Place]) -> Place:
        paragraph = ancestor(element, PARAGRAPH)
        if paragraph is not None and paragraph in places:
            return places[paragraph]
        shape = next((node for node in element.iterancestors() if node.tag in SHAPES), None)
        return self.where if shape is None else shape_place(shape, self.where)

    def _take(self, text: str, number: int) -> str:
        self.slots.items[number] = Op("nothing")
        return text.replace(f"{SLOT_START}{number}\ufdd1", "")

    # -- shapes ----------------------------------------------------------------------------------------

    def _govern(self, tag: Tag, naming: Element | None) -> None:
        """Let a tag in an alternative text govern its shape: drop it, or continue its table on a next slide."""
        shape = None if naming is None or naming.tag != NAMING else _shape_of(naming)
        if shape is not None and tag.prefix == "shape" and tag.keyword == "if":
            self._wrap(shape, tag)
        elif shape is not None and tag.prefix == "table" and shape.tag == FRAME and tag.keyword == "continue":
            self.continued.append((tag, shape))
        else:
            hint = (
                "A shape's alternative text takes {%shape if … %}, that of a table {%table continue %} too."
            )
            message = f"{tag.typed} has no meaning here."
            self.problems.append(problem(tag, "misplaced-tag", message, hint))

    def _wrap(self, shape: Element, tag: Tag) -> None:
        outer = next((node for node in shape.iterancestors(_CHOICE)), shape)
        if outer in self.wrapped:
            return  # the other branch of the same shape says the same
        self.wrapped.add(outer)
        self.dropped_ids |= {node.get("id", "") for node in outer.iter(NAMING)}
        parent = outer.getparent()
        assert parent is not None
        at = parent.index(outer)
        parent.insert(at, self.slots.node(derived(tag, Kind.BLOCK, tag.body)))
        parent.insert(at + 2, self.slots.node(derived(tag, Kind.BLOCK, "endif")))

    # -- hoisting --------------------------------------------------------------------------------------

    def _hoist(self, paragraph: Element) -> None:
        for node in list(own_texts(paragraph)):
            for tag in self._tags_of(node):
                if tag.prefix in _WORDS:
                    self._hoist_word(tag, node, paragraph)
                elif tag.prefix:
                    self._hoist_one(tag, node)
                elif tag.keyword in CELL_TAGS:
                    self._cell_tag(tag, node)

    def _hoist_word(self, tag: Tag, node: Element, paragraph: Element) -> None:
        number = next(number for number in self._numbers(node) if self.slots.items[number] is tag)
        node.text = self._take(node.text or "", number)
        if tag.prefix != "slide" or not self.is_notes or tag.keyword not in ("if", "for"):
            hints = {
                "shape": "Put it into the shape's alternative text.",
                "table": "Put it into the table's alternative text.",
            }
            hint = hints.get(tag.prefix, "Put {%slide if … %} or {%slide for … %} on a line of the notes.")
            self.problems.append(problem(tag, "misplaced-tag", f"{tag.typed} has no meaning here.", hint))
            return
        self.slide_tags.append(tag)
        rest = "".join(text.text or "" for text in own_texts(paragraph)).strip()
        if rest:
            self._text_beside(tag, self._typed(rest))
        else:
            remove(paragraph)

    def _numbers(self, node: Element) -> list[int]:
        return self.slots.number_in(node.text or "")

    def _typed(self, text: str) -> str:
        """Return a text with its tags as they were typed."""
        for number in self.slots.number_in(text):
            item = self.slots.items[number]
            typed = item.typed if isinstance(item, Tag) else ""
            text = text.replace(f"{SLOT_START}{number}\ufdd1", typed)
        return text

    def _hoist_one(self, tag: Tag, node: Element) -> None:
        if next(node.iterancestors(self.root.tag), None) is not self.root:
            return  # its element was already replaced, with this tag in the right place
        governed = ancestor(node, _GOVERNED[tag.prefix])
        if governed is None:
            message = f"{tag.typed} stands outside {_OUTSIDE[tag.prefix]}."
            self.problems.append(problem(tag, "misplaced-tag", message, f"Use {{% {tag.body} %}} here."))
            return
        tags, rest = self._content(governed, tag.prefix)
        if rest.strip():
            self._text_beside(tag, rest.strip())
        if tag.kind is Kind.PRINT and tag.prefix in ("tr", "tc"):
            message = f"{tag.typed} cannot print a whole {_NAMES[tag.prefix]}."
            hint = "Print with {{ }}, or govern with {% %}."
            self.problems.append(problem(tag, "misplaced-tag", message, hint))
        for item in tags:
            if item.context != CHART_CONTEXT:
                item.context = "runs" if tag.prefix == "r" else "blocks"
        self._mark_table(governed, tag.prefix)
        replace(governed, [self.slots.node(item) for item in tags])

    def _mark_table(self, governed: Element, prefix: str) -> None:
        table = ancestor(governed, TABLE)
        if table is None or prefix not in ("tr", "tc"):
            return
        without_marks(table)
        if prefix == "tc":
            CellTags(self.slots).number_columns(table)

    def _content(self, governed: Element, prefix: str) -> tuple[list[Tag], str]:
        """Return the tags of an element that have the prefix, and all the text there that has not."""
        tags, rest = [], []
        for node in governed.iter(TEXT):
            for tag in self._tags_of(node):
                if tag.prefix == prefix:
                    tags.append(tag)
                else:
                    rest.append(tag.typed)
            rest.append(_SLOT.sub("", node.text or ""))
        slots = (self.slots.items[int(node.text or "0")] for node in governed.iter() if is_slot(node))
        rest += [item.typed for item in slots if isinstance(item, Tag)]
        return tags, "".join(rest)

    def _text_beside(self, tag: Tag, text: str) -> None:
        name = _NAMES[tag.prefix]
        message = f"{tag.typed} takes the place of its {name}, so this text would be lost: {text[:60]!r}."
        hint = f"Give the tag a {name} of its own."
        self.problems.append(problem(tag, "text-beside-tag", message, hint, self.text_beside))

    def _cell_tag(self, tag: Tag, node: Element) -> None:
        cell = ancestor(node, CELL)
        if cell is None:
            self.problems.append(
                problem(tag, "misplaced-tag", f"{tag.typed} stands outside a table cell.", "")
            )
            return
        number = next(n for n in self._numbers(node) if self.slots.items[n] is tag)
        node.text = self._take(node.text or "", number)
        CellTags(self.slots).apply(tag, cell)
        if not node.text:
            _drop_empty(node)

    # -- what stands alone -----------------------------------------------------------------------------

    def _mark_alone(self) -> None:
        """Note the printing tags that are all there is in their paragraph or shape: a value may take its place."""
        for paragraph in self.root.iter(PARAGRAPH):
            text = "".join(node.text or "" for node in own_texts(paragraph))
            numbers = self.slots.number_in(text) if text.startswith(SLOT_START) else []
            tag = self.slots.items[numbers[0]] if len(numbers) == 1 and not _SLOT.sub("", text) else None
            prints = isinstance(tag, Tag) and tag.kind is Kind.PRINT and tag.context != CHART_CONTEXT
            if isinstance(tag, Tag) and prints and not any(map(is_slot, paragraph)):
                tag.special = ALONE
                self._mark_shape(tag, paragraph)

    def _mark_shape(self, tag: Tag, paragraph: Element) -> None:
        body = paragraph.getparent()
        shape = body.getparent() if body is not None else None
        if body is None or shape is None or shape.tag != SHAPE or any(map(is_slot, body)):
            return
        if len(body.findall(PARAGRAPH)) == 1:
            tag.special = SHAPE_ALONE
            self.shapes[id(tag)] = shape


def joined_text(nodes: list[Element]) -> str:
    """Return the text of nodes that belong together."""
    return "".join(node.text or "" for node in nodes)


def derived(tag: Tag, kind: Kind, body: str) -> Tag:
    """Return a tag that stands for part of what another says."""
    return Tag(kind, "", body, tag.typed, tag.where)


def _name_prefix(tag: Tag) -> None:
    """Take `slide`, `shape` or `table` at the head of a block tag as its prefix."""
    word, _, rest = tag.body.partition(" ")
    if not tag.prefix and tag.kind is Kind.BLOCK and word in _WORDS:
        tag.prefix, tag.body = word, rest.strip()


def _shape_of(naming: Element) -> Element | None:
    shape = next(
        (node for node in naming.iterancestors() if node.tag in SHAPES or node.tag == SHAPE_TREE), None
    )
    return None if shape is None or shape.tag == SHAPE_TREE else shape


def _drop_empty(node: Element) -> None:
    """Remove the run of a text that a tag has emptied."""
    run = node.getparent()
    if run is not None and run.tag == RUN:
        remove(run)
