"""A slide of the template, made ready: the slide and all that belongs to it alone, as one stream."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.charts.drawings import mark_charts
from docgen.engine.compiling import Prepared
from docgen.engine.links import parse
from docgen.engine.markup import Element
from docgen.engine.powerpoint.boxes import box_of, room_below
from docgen.engine.powerpoint.code import SlideGenerator
from docgen.engine.powerpoint.deck import Deck, SlideEntry
from docgen.engine.powerpoint.markup import (
    A_NS,
    NAMING,
    P_NS,
    R_NS,
    ROW,
    TABLE,
    a,
    is_slot,
    is_title,
    naming_of,
    p,
    placeholder_of,
)
from docgen.engine.powerpoint.part import MarkedPart, derived
from docgen.engine.stream import Op, Piece, Slots, Stream, check_blocks, problem, tidied
from docgen.engine.tags import Kind, Tag
from docgen.engine.values import Box
from docgen.problems import Place, Problem, Severity

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTINUED = "(continued)"
_QUOTED = re.compile(r"""'[^']+'|"[^"]+\"""")
_NEEDED = {"a": A_NS, "p": P_NS, "r": R_NS}
_TEXT_PLACEHOLDERS = frozenset({"title", "ctrTitle", "subTitle", "body", "dt", "ftr", "sldNum", "hdr"})
_KINDS = {"notesSlide": "notes", "chart": "chart", "diagramData": "diagram", "diagramDrawing": "diagram"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The shape that a tag has for itself: its box, id, name, and its `<p:ph>` where a picture may keep it."""

    box: Box
    id: int
    name: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class Continued:
    """A table that goes on on next slides: the id of its shape, its header rows, the room for it (EMU in height).

    `text` stands behind the title of the slides that go on.
    """

    shape: str
    header: int
    room: int
    text: str


@dataclass(slots=True)
class SlideTemplate:
    """A slide ready to be compiled. `frames` are by the tag's number in the stream; `highest` is the last id taken;
    `part_of_tag` names the part that a tag stands in, by the tag's identity.

    `parts` are the parts that its code writes, `owned` all that its copies need copies of, with their kinds.
    """

    entry: SlideEntry
    owned: Mapping[str, str]
    prepared: Prepared | None = None
    parts: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    frames: dict[int, Frame] = field(default_factory=dict)
    highest: int = 1
    dropped_ids: frozenset[str] = frozenset()
    is_governed: bool = False
    has_title_tags: bool = False
    part_of_tag: dict[int, str] = field(default_factory=dict)
    continued: Continued | None = None


class SlideReading:
    """Makes one slide ready. Use `SlideReading(...).template()`."""

    def __init__(self, deck: Deck, entry: SlideEntry, text_beside: Severity) -> None:
        self._deck, self._entry, self._text_beside = deck, entry, text_beside
        self._slots = Slots()
        self._made = SlideTemplate(entry, deck.owned(entry.part))
        self._where = Place(file=deck.package.file, trail=(entry.label,))

    def template(self) -> SlideTemplate:
        """Return the slide; without a tag it has nothing prepared and is copied as it lies."""
        made, root = self._made, declared(parse(self._deck.package, self._entry.part))
        marked = [self._marked(self._entry.part, root, self._where)]
        marked += [
            self._marked(name, declared(parse(self._deck.package, name)), self._place_of(kind))
            for name, kind in made.owned.items()
            if self._concerned(name)
        ]
        marked = self._with_tags(marked)
        if not marked and not made.problems:
            return made
        self._note(root, marked)
        stream = self._stream(marked)
        made.prepared = Prepared(self._entry.part, stream, declarations(root), made.problems, SlideGenerator)
        made.problems += check_blocks(stream)
        self._note_frames(marked, stream)
        return made

    def _with_tags(self, parts: list[MarkedPart]) -> list[MarkedPart]:
        """Mark the tags of parts and return those that have any; the slide too where a tag fills a chart of it."""
        slide, *others = parts
        marked = [part for part in others if part.mark()]
        has_tags, before = slide.mark(), len(self._slots.items)
        self._made.problems += mark_charts(slide.root, self._slots)
        return [slide, *marked] if has_tags or len(self._slots.items) > before else marked

    def _concerned(self, name: str) -> bool:
        package = self._deck.package
        return name.endswith(".xml") and (b"{" in package.data(name) or name in package.addresses)

    def _place_of(self, kind: str) -> Place:
        return Place(file=self._where.file, trail=(*self._where.trail, _KINDS.get(kind, kind)))

    def _marked(self, name: str, root: Element, where: Place) -> MarkedPart:
        return MarkedPart(
            name=name,
            root=root,
            where=where,
            slots=self._slots,
            problems=self._made.problems,
            text_beside=self._text_beside,
            is_notes=self._made.owned.get(name) == "notesSlide",
            targets=self._deck.package.addresses.get(name, {}),
        )

    def _note(self, root: Element, marked: list[MarkedPart]) -> None:
        made = self._made
        numbers = [int(node.get("id", "0")) for node in root.iter(NAMING) if node.get("id", "").isdigit()]
        made.highest = max([1, *numbers])
        made.parts = tuple(part.name for part in marked)
        made.dropped_ids = frozenset(number for part in marked for number in part.dropped_ids)
        made.is_governed = any(part.slide_tags for part in marked)
        title = next((shape for shape in root.iter(p("sp")) if is_title(shape)), None)
        made.has_title_tags = title is not None and "\ufdd0" in "".join(map(str, title.itertext()))
        self._note_continued([each for part in marked for each in part.continued])
        timing = root.find(p("timing"))
        if made.dropped_ids and timing is not None:
            timing.addprevious(self._slots.node(Op("open")))
            timing.addnext(self._slots.node(Op("close_timing")))

    def _note_continued(self, asked: list[tuple[Tag, Element]]) -> None:
        for tag, frame in asked[:1]:
            text = tag.body.removeprefix("continue").strip()
            if text and not _QUOTED.fullmatch(text):
                hint = 'Write {%table continue %}, or {%table continue "(to be continued)" %}.'
                message = f"{tag.typed}: what stands behind the title is written in quotes."
                self._made.problems.append(problem(tag, "tag-syntax", message, hint))
            self._made.continued = continued_table(
                frame, text[1:-1] or CONTINUED, self._slots, self._deck, self._entry.part
            )
        for tag, _ in asked[1:]:
            message = f"{tag.typed}: one table of a slide can go on on a next one, and another does already."
            self._made.problems.append(problem(tag, "misplaced-tag", message, "Give it a slide of its own."))

    # -- the stream ------------------------------------------------------------------------------------

    def _stream(self, marked: list[MarkedPart]) -> Stream:
        tags = [tag for part in marked for tag in part.slide_tags]
        for tag in tags:
            tag.path, tag.container, tag.prefix = ("slide",), 0, ""
        stream = Stream()
        stream.extend(tags)
        stream.extend([Op("open_slide")])
        for part in marked:
            first = len(stream.tags)
            stream.extend(self._pieces(part))
            self._made.part_of_tag |= {id(tag): part.name for tag, _ in stream.tags[first:]}
        stream.extend([Op("close_slide")])
        stream.extend(self._end(tag) for tag in reversed(tags))
        return tidied(stream)

    def _pieces(self, part: MarkedPart) -> Iterator[Piece | Tag]:
        yield from self._slots.cut(_DECLARATION + etree.tostring(part.root, encoding="unicode"))
        yield Op("keep_part", (part.name,))

    def _end(self, tag: Tag) -> Tag:
        end = derived(tag, Kind.BLOCK, f"end{tag.keyword}")
        end.path, end.container = ("slide",), 0
        return end

    def _note_frames(self, marked: list[MarkedPart], stream: Stream) -> None:
        shapes = {key: shape for part in marked for key, shape in part.shapes.items()}
        for number, (tag, _) in enumerate(stream.tags):
            shape = shapes.get(id(tag))
            if shape is not None:
                frame = frame_of(shape, self._deck, self._entry.part)
                if frame is not None:
                    self._made.frames[number] = frame


def continued_table(frame: Element, text: str, slots: Slots, deck: Deck, part: str) -> Continued:
    """Return what is known of a table that may go on: it has the slide down to the first shape that stands below it."""
    box = box_of(frame, deck, part) or Box(0, 0, *deck.size)
    table = next(frame.iter(TABLE))
    rows = list(table)
    first_slot = next((at for at, child in enumerate(rows) if _is_tag(child, slots)), len(rows))
    header = sum(child.tag == ROW for child in rows[:first_slot]) if _has_header(table) else 0
    naming = naming_of(frame)
    assert naming is not None
    return Continued(naming.get("id", ""), header, room_below(frame, box, deck, part) - box.top, text)


def _is_tag(node: Element, slots: Slots) -> bool:
    return is_slot(node) and isinstance(slots.items[int(node.text or "0")], Tag)


def _has_header(table: Element) -> bool:
    properties = table.find(a("tblPr"))
    return properties is not None and properties.get("firstRow") in ("1", "true")


def frame_of(shape: Element, deck: Deck, part: str) -> Frame | None:
    """Return what a value needs to know of the shape that it takes the place of; None where it has no place."""
    box, naming, mark = box_of(shape, deck, part, in_group=True), naming_of(shape), placeholder_of(shape)
    if box is None or naming is None:
        return None
    placeholder = ""
    if mark is not None and mark.get("type", "") not in _TEXT_PLACEHOLDERS:
        listed = "".join(
            f' {key}="{mark.get(key)}"' for key in ("type", "orient", "sz", "idx") if mark.get(key)
        )
        placeholder = f"<p:ph{listed}/>"
    return Frame(box, int(naming.get("id", "1")), naming.get("name", ""), placeholder)


def declared(root: Element) -> Element:
    """Return the root with the prefixes `a`, `p` and `r` declared, which what the engine writes relies on."""
    if all(root.nsmap.get(prefix) == uri for prefix, uri in _NEEDED.items()) or not _is_drawn(root):
        return root
    fresh: Element = etree.Element(root.tag, nsmap={**root.nsmap, **_NEEDED})  # type: ignore[dict-item]
    fresh.attrib.update(root.attrib)
    fresh.text = root.text
    fresh.extend(list(root))
    return fresh


def _is_drawn(root: Element) -> bool:
    """Tell whether a part may hold DrawingML."""
    return root.nsmap.get(root.prefix) == P_NS or A_NS in root.nsmap.values()


def declarations(root: Element) -> str:
    """Return the namespace declarations of a part, for a fragment of it to be read alone."""
    return " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items() if prefix)
