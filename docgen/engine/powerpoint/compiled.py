"""A deck template, compiled: its slides and its other parts as code, and what rendering needs to know of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.engine.compiling import Part, Prepared, compile_part
from docgen.engine.links import parse
from docgen.engine.markup import properties_xml
from docgen.engine.package import Member
from docgen.engine.powerpoint.code import SlideGenerator
from docgen.engine.powerpoint.deck import Deck
from docgen.engine.powerpoint.markup import NAMING, RUN, RUN_PROPERTIES, SHAPE, naming_of
from docgen.engine.powerpoint.output import own_names
from docgen.engine.powerpoint.part import MarkedPart
from docgen.engine.powerpoint.properties import APP, UNTITLED, untitle, with_slides
from docgen.engine.powerpoint.slide import (
    Frame,
    SlideReading,
    SlideTemplate,
    declarations,
    declared,
    frame_of,
)
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Slots, check_blocks
from docgen.engine.tags import Tag
from docgen.engine.theme import Palette
from docgen.problems import Place, Problem, Severity

_STYLE = "style "


@dataclass(frozen=True, slots=True, eq=False)
class CompiledSlide:
    """A slide of the template; `part` is its code, None for a static one. `names` are its parts' own names."""

    template: SlideTemplate
    part: Part | None
    names: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledDeck:
    """A compiled deck.

    By part: `tags`, `frames` of the shapes that a tag has for itself (by the tag's number) and `highest` shape id.
    `part_of_tag` tells in which part of its slide a tag stands (by the tag's identity); `styles` maps the deck's
    character styles to run properties; `properties` are the document's, where the template's miscount.
    """

    deck: Deck
    slides: tuple[CompiledSlide, ...]
    others: tuple[Part, ...]
    palette: Palette | None
    tags: Mapping[str, tuple[Tag, ...]]
    frames: Mapping[str, Mapping[int, Frame]]
    highest: Mapping[str, int]
    part_of_tag: Mapping[int, str]
    styles: Mapping[str, str]
    properties: Member | None

    @property
    def parts(self) -> tuple[Part, ...]:
        """All compiled parts, those of the slides first."""
        return (*(slide.part for slide in self.slides if slide.part is not None), *self.others)


@dataclass(slots=True)
class _Other:
    """A part that belongs to no slide: prepared, with its frames and the highest shape id."""

    prepared: Prepared
    frames: dict[int, Frame]
    highest: int


def compile_deck(
    deck: Deck, environment: Sandbox, filters: Mapping[str, Callable[..., Any]], text_beside: Severity
) -> tuple[CompiledDeck, list[Problem]]:
    """Return the compiled deck, and what is wrong with it."""
    problems: list[Problem] = []

    def compiled(prepared: Prepared | None, found: list[Problem]) -> Part | None:
        if prepared is None:
            problems.extend(found)
            return None
        part, more = compile_part(prepared, environment, filters)
        problems.extend(more)
        return part

    templates = [SlideReading(deck, entry, text_beside).template() for entry in deck.slides]
    slides = tuple(
        CompiledSlide(each, compiled(each.prepared, each.problems), own_names(each)) for each in templates
    )
    found = [other for name in deck.others() if (other := _read(deck, name, text_beside)) is not None]
    others = tuple(part for other in found if (part := compiled(other.prepared, [])) is not None)
    parts = [*(slide.part for slide in slides if slide.part is not None), *others]
    return CompiledDeck(
        deck=deck,
        slides=slides,
        others=others,
        palette=_palette(deck),
        tags={part.name: tuple(part.tags) for part in parts},
        frames={each.entry.part: each.frames for each in templates}
        | {o.prepared.name: o.frames for o in found},
        highest={each.entry.part: each.highest for each in templates}
        | {other.prepared.name: other.highest for other in found},
        part_of_tag={key: name for each in templates for key, name in each.part_of_tag.items()},
        styles=_styles(deck),
        properties=_properties(deck),
    ), problems


def _properties(deck: Deck) -> Member | None:
    """Return the document's properties with the template's true number of slides, or None where they say it."""
    if APP not in deck.package or not deck.slides:
        return None
    before = deck.package.data(APP)
    if b"{" in before or f"<Slides>{len(deck.slides)}</Slides>".encode() in before:
        return None
    titles = [entry.title or UNTITLED for entry in deck.slides]
    notes = sum("notesSlide" in deck.owned(entry.part).values() for entry in deck.slides)
    return Member.pack(APP, with_slides(before, deck, titles, notes=notes))


def _read(deck: Deck, name: str, text_beside: Severity) -> _Other | None:
    targets = deck.package.addresses.get(name, {})
    if not (targets or b"{" in deck.package.data(name)) or name.startswith("customXml/"):
        return None
    root = declared(parse(deck.package, name))
    if name == APP:
        untitle(root)
    where = Place(file=deck.package.file, trail=deck.trail_of(name))
    problems: list[Problem] = []
    part = MarkedPart(name, root, where, Slots(), problems, text_beside, targets=targets)
    if not part.mark() and not problems:
        return None
    stream = part.slots.stream(root)
    problems += check_blocks(stream)
    frames = {
        number: frame
        for number, (tag, _) in enumerate(stream.tags)
        if (shape := part.shapes.get(id(tag))) is not None
        and (frame := frame_of(shape, deck, name)) is not None
    }
    numbers = [int(node.get("id", "0")) for node in root.iter(NAMING) if node.get("id", "").isdigit()]
    prepared = Prepared(name, stream, declarations(root), problems, SlideGenerator)
    return _Other(prepared, frames, max([1, *numbers]))


def _styles(deck: Deck) -> dict[str, str]:
    """Return the deck's character styles: the run properties of shapes on masters that are named `Style …`."""
    shapes = [shape for name in sorted(deck.masters) for shape in parse(deck.package, name).iter(SHAPE)]
    found = {}
    for shape in shapes:
        naming, run = naming_of(shape), next(shape.iter(RUN), None)
        name = naming.get("name", "").lower() if naming is not None else ""
        if name.startswith(_STYLE) and run is not None:
            found[name.removeprefix(_STYLE).strip()] = properties_xml(run, RUN_PROPERTIES)
    return found


def _palette(deck: Deck) -> Palette | None:
    name = next((link.target for link in deck.links.values() if link.kind == "theme"), "")
    try:
        return Palette.read(deck.package.data(name)) if name in deck.package else None
    except (ValueError, etree.XMLSyntaxError):
        return None
