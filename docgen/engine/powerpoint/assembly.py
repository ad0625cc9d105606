"""The output's package: slides and their copies, links among them, and the parts that list them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from docgen.engine.package import CONTENT_TYPES, Member, as_document, write_package
from docgen.engine.powerpoint.compiled import CompiledDeck
from docgen.engine.powerpoint.jumps import Jumps
from docgen.engine.powerpoint.listing import Listing
from docgen.engine.powerpoint.output import OutputSlide, with_own_id
from docgen.engine.powerpoint.properties import APP, with_slides
from docgen.engine.powerpoint.titles import titles_of
from docgen.engine.relations import Additions
from docgen.problems import Problem

_LARGE = 256 * 2**10
_LEVEL = 5  # of zlib, for large parts: a third faster than 6, and the file hardly larger


def assembled(
    deck: CompiledDeck,
    outputs: Sequence[OutputSlide],
    others: Mapping[str, str],
    additions: Additions,
    note: Callable[[Problem], None] | None,
) -> bytes:
    """Return the bytes of the output's package. `others` are the texts of parts that belong to no slide."""
    rendered = {name: text.encode() for name, text in others.items()}
    dropped: frozenset[str] = frozenset()
    if _changed(deck, outputs):
        Jumps(deck, outputs, additions, note).lead()
        listing = Listing(deck, outputs, rendered)
        rendered |= listing.parts()
        dropped = listing.dropped
    elif any(slide.template.has_title_tags for slide in deck.slides):
        rendered |= _titled(deck, outputs, rendered)
    for output in outputs:
        if output.is_copy:
            _distinguish(deck, output)
        rendered |= {output.names[name]: text.encode() for name, text in output.texts.items()}
    rendered |= additions.changed(rendered)
    return write_package(_members(deck, rendered, dropped))


def _distinguish(deck: CompiledDeck, output: OutputSlide) -> None:
    part = output.template.entry.part
    text = output.texts.get(part)
    if text is None and b"creationId" in deck.deck.package.data(part):
        text = deck.deck.package.data(part).decode()
    if text is not None:
        output.texts[part] = with_own_id(text, output.part)


def _changed(deck: CompiledDeck, outputs: Sequence[OutputSlide]) -> bool:
    """Tell whether slides were copied or dropped."""
    return [output.part for output in outputs] != [slide.template.entry.part for slide in deck.slides]


def _titled(
    deck: CompiledDeck, outputs: Sequence[OutputSlide], rendered: Mapping[str, bytes]
) -> dict[str, bytes]:
    package = deck.deck.package
    if APP not in package:
        return {}
    before = rendered.get(APP, package.data(APP))
    return {APP: with_slides(before, deck.deck, titles_of(outputs), notes=None)}


def _members(deck: CompiledDeck, rendered: dict[str, bytes], dropped: frozenset[str]) -> Iterator[Member]:
    for name, before in deck.deck.package.members.items():
        data = rendered.pop(name, None)
        if name in dropped:
            continue
        member = deck.properties if name == APP and deck.properties is not None else before
        if name == CONTENT_TYPES:
            data = as_document(data or member.data)
        yield member if data is None or data == member.data else _packed(name, data)
    for name, data in rendered.items():
        yield _packed(name, data)


def _packed(name: str, data: bytes) -> Member:
    if len(data) < _LARGE:
        return Member.pack(name, data)
    return Member.pack_pieces(name, (data,), level=_LEVEL)
