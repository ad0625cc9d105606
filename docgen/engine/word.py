"""A Word part, made ready: tags found and joined on the tree, hoisted to what they govern, and cut into a stream."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from docgen.engine.addresses import mark_targets
from docgen.engine.charts.drawings import CONTEXT, mark_charts
from docgen.engine.contents import mark_contents, mark_sequences
from docgen.engine.controls import prepare_controls
from docgen.engine.drawings import govern_drawings
from docgen.engine.markup import TC, TR, Element, P, R, T, ancestor, container_of, own_texts, path_of, replace
from docgen.engine.places import paragraphs, part_trail
from docgen.engine.restarting import mark_lists
from docgen.engine.sheet import choose_sheet
from docgen.engine.stream import SLOT_END, SLOT_START, Op, Slots, Stream, problem
from docgen.engine.styles import Numbering, Styles
from docgen.engine.tags import Kind, Tag
from docgen.engine.texts import Finder
from docgen.engine.word_cells import CELL_TAGS, CellTags, derived
from docgen.engine.word_others import mark_others
from docgen.engine.word_runs import part_runs
from docgen.engine.word_sound import drop_noise, guard_ids, guard_tables
from docgen.engine.word_tags import TagFinder, take_out
from docgen.problems import Place, Problem, Severity

_GOVERNED = {"p": P, "tr": TR, "tc": TC, "r": R}
_NAMES = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run"}
_WHERE_OUTSIDE = {"tr": "a table", "tc": "a table", "r": "a run", "p": "a paragraph"}
_SLOT = re.compile(f"{SLOT_START}\\d+{SLOT_END}")


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
    restarts: bool = False

    def stream(self) -> Stream | None:
        """Return the part cut at its tags, or None when it has none and may be copied as it lies."""
        places = dict(paragraphs(self.root, file=self.file, part=self.name, outline=self.styles.outline))
        finder = TagFinder(self.slots, self.problems)
        tagged = self._find(finder, places)
        if not self.slots.items and not finder.unescaped:
            return None
        for paragraph in tagged:
            self._hoist(paragraph)
        self._mark()
        drop_noise(self.root)
        self._locate()
        return self.slots.stream(self.root)

    def _find(self, finder: TagFinder, places: Mapping[Element, Place]) -> list[Element]:
        """Put slots where the tags of the part stand; return the paragraphs that have some, in order."""
        place = partial(self._where, places=places)
        self.problems += prepare_controls(self.root, self.slots, place)
        tagged = [paragraph for paragraph, where in places.items() if finder.in_paragraph(paragraph, where)]
        mark_others(self.root, Finder(self.slots, self.problems), place)
        self.problems += govern_drawings(self.root, self.slots, place)
        finder.in_attributes(self.root, place)
        self.problems += mark_targets(self.root, self.targets, self.slots, places, self._part_place())
        return tagged

    def _where(self, element: Element, places: Mapping[Element, Place]) -> Place:
        paragraph = ancestor(element, P)
        return self._part_place() if paragraph is None else places.get(paragraph, self._part_place())

    def _part_place(self) -> Place:
        return Place(file=self.file, trail=part_trail(self.name))

    def _mark(self) -> None:
        """Put operations where something follows from what is printed: contents, captions, lists, ids, charts."""
        mark_contents(self.root, self.slots, self.styles, self.numbering)
        mark_sequences(self.root, self.slots)
        if self.restarts:
            mark_lists(self.root, self.slots, self.styles)
        guard_tables(self.root, self.slots)
        guard_ids(self.root, self.slots)
        self.problems += mark_charts(self.root, self.slots)

    # -- hoisting ------------------------------------------------------------------------------------

    def _hoist(self, paragraph: Element) -> None:
        if paragraph.getparent() is None:
            return
        part_runs(paragraph, self.slots)
        for tag, node in self._tags_in(paragraph):
            if tag.prefix:
                self._hoist_one(tag, node)
            elif tag.keyword in CELL_TAGS:
                self._cell(tag, node)
            elif tag.keyword == "paper":
                self._paper(tag, node)
            elif tag.keyword == "restart":
                self._op(tag)
                take_out(tag, node, self.slots)

    def _tags_in(self, paragraph: Element) -> list[tuple[Tag, Element]]:
        return [(tag, node) for node in own_texts(paragraph) for tag in self.slots.tags_in(node.text or "")]

    def _hoist_one(self, tag: Tag, node: Element) -> None:
        if node.getroottree().getroot() is not self.root:
            return  # its element was already replaced, with this tag in the right place
        governed = ancestor(node, _GOVERNED[tag.prefix])
        if governed is None:
            message = f"{tag.typed} stands outside {_WHERE_OUTSIDE[tag.prefix]}."
            self._misplaced(tag, message, f"Use {{% {tag.body} %}} here.")
            return
        if governed.getparent() is None:
            return  # the first tag in it has taken its place
        tags, rest = self._content(governed, tag.prefix)
        if rest.strip():
            self._text_beside(tag, rest.strip())
        if tag.kind is Kind.PRINT and tag.prefix in ("tr", "tc"):
            message = f"{tag.typed} cannot print a whole {tag.prefix}."
            self._misplaced(tag, message, "Print with {{ }}, or govern with {% %}.")
        self._take_place(governed, tags)

    def _take_place(self, governed: Element, tags: list[Tag]) -> None:
        for tag in tags:
            if tag.context != CONTEXT:
                tag.context = "blocks"
        replace(governed, [self.slots.node(self._op(tag) or tag) for tag in tags])

    def _op(self, tag: Tag) -> Op | None:
        """Return what a tag does that is no tag of Jinja's: `{%p restart numbering %}`."""
        if tag.keyword != "restart":
            return None
        if tag.prefix != "p" or tag.body.split() != ["restart", "numbering"]:
            hint = "{%p restart numbering %} has a paragraph of its own."
            self._misplaced(tag, f"{tag.typed} is not known here.", hint)
        self.restarts = True
        return Op("restart_numbering")

    def _content(self, governed: Element, prefix: str) -> tuple[list[Tag], str]:
        """Return the tags of an element that have the prefix, and all the text there that has not."""
        tags, rest = [], []
        for node in governed.iter(T):
            for tag in self.slots.tags_in(node.text or ""):
                if tag.prefix == prefix:
                    tags.append(tag)
                elif tag.kind is not Kind.COMMENT:
                    rest.append(tag.typed)
            rest.append(_SLOT.sub("", node.text or ""))
        rest += [self._typed(node) for node in governed.iter(etree.ProcessingInstruction)]
        return tags, "".join(rest)

    def _typed(self, node: Element) -> str:
        item = self.slots.items[int(node.text or "0")]
        return item.typed if isinstance(item, Tag) else ""

    def _text_beside(self, tag: Tag, text: str) -> None:
        message = f"{tag.typed} takes the place of its {_NAMES[tag.prefix]}, so this text would be lost: {text[:60]!r}."
        hint = f"Give the tag a {_NAMES[tag.prefix]} of its own."
        self.problems.append(problem(tag, "text-beside-tag", message, hint, self.text_beside))

    def _misplaced(self, tag: Tag, message: str, hint: str) -> None:
        self.problems.append(problem(tag, "misplaced-tag", message, hint))

    # -- tags that govern what they stand in -----------------------------------------------------------

    def _cell(self, tag: Tag, node: Element) -> None:
        cell = ancestor(node, TC)
        if cell is None:
            self._misplaced(tag, f"{tag.typed} stands outside a table cell.", "")
            return
        take_out(tag, node, self.slots)
        CellTags(self.slots).govern(tag, cell, node)

    def _paper(self, tag: Tag, node: Element) -> None:
        """Let the sections of the part follow the sheet that the tag names."""

        def write(code: str) -> str:
            printed = derived(tag, Kind.PRINT, code)
            printed.context = "attribute"
            return self.slots.text(printed)

        take_out(tag, node, self.slots)
        choose_sheet(self.root, tag.body.removeprefix("paper").strip() or "''", write)

    def _locate(self) -> None:
        """Give every tag its path and container in the prepared tree, so that crossing blocks are seen."""
        containers: dict[Element, int] = {}
        for element, tag in self.slots.standing_in(self.root):
            tag.path = path_of(element)
            tag.container = containers.setdefault(container_of(element), len(containers))
