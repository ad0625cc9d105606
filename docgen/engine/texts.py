"""Tags in texts: found with their place, trimmed, and set into the runs where they begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from lxml import etree

from docgen.engine.markup import Element
from docgen.engine.stream import Slots
from docgen.engine.tags import Found, Kind, Tag, UnclosedTag, make_tag, scan
from docgen.problems import Place, Problem, Severity

_OPENINGS = ("{{", "{%", "{#", "{_", "%_}", "}_}")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


_BRACED = etree.XPath(
    '//@*[contains(., "{") or contains(., "}")] | //text()[contains(., "{") or contains(., "}")]'
)


class Stretch(NamedTuple):
    """A stretch of a text and what stands for it: a tag, or other text."""

    start: int
    end: int
    item: Tag | str


def has_tag(text: str) -> bool:
    """Tell whether a text may hold a tag."""
    return ("{" in text or "}" in text) and any(opening in text for opening in _OPENINGS)


def with_braces(root: Element) -> list[Any]:
    """Return the attributes and texts of a tree that may hold a tag, in order, each knowing its element."""
    return cast("list[Any]", _BRACED(root))


def stretches(text: str, where: Place, context: str) -> list[Stretch]:
    """Return the tags and escaped delimiters of a text. Raise UnclosedTag where a tag never ends."""
    found: list[Stretch] = []
    raw = False
    for each in scan(text):
        if each.literal:
            found += [] if raw else [Stretch(each.start, each.end, each.literal)]
            continue
        tag = make_tag(each, text[each.start : each.end], where)
        tag.context = context
        if tag.keyword in ("raw", "endraw"):
            raw = tag.keyword == "raw"
            found.append(Stretch(each.start, each.end, ""))
        elif not raw:
            found.append(_stretch(text, each, tag))
    return found


def _stretch(text: str, found: Found, tag: Tag) -> Stretch:
    start, end = found.start, found.end
    while tag.trim_before and start and text[start - 1] in " \n":
        start -= 1
    while tag.trim_after and end < len(text) and text[end] in " \n":
        end += 1
    governs = bool(tag.prefix) and tag.context == "slide"  # on a slide `{#p … #}` takes its paragraph along
    return Stretch(start, end, "" if tag.kind is Kind.COMMENT and not governs else tag)


def pieces(text: str, found: Iterable[Stretch]) -> Iterator[str | Tag]:
    """Yield a text cut at its stretches."""
    position = 0
    for stretch in found:
        yield text[position : max(position, stretch.start)]
        yield stretch.item
        position = max(position, stretch.end)
    yield text[position:]


@dataclass(slots=True)
class Finder:
    """Finds tags for one part, and gathers what is wrong with them."""

    slots: Slots
    problems: list[Problem]
    sheet_names: tuple[str, ...] = ()

    def in_formula(self, text: str, where: Place) -> None:
        """Refuse a tag inside a formula; in the name of a sheet it is none, since that follows the sheet."""
        for name in self.sheet_names:
            text = text.replace(name.replace("'", "''"), "")
        if has_tag(text):
            message = "a tag stands inside a formula."
            hint = (
                "Print the value into a cell and let the formula refer to it: data never becomes a formula."
            )
            self.problems.append(Problem("tag-in-formula", Severity.ERROR, where, message, hint))

    def in_text(self, text: str, where: Place, context: str) -> list[Stretch]:
        """Return the stretches of a text; a tag without an end is a problem, and the text stays as it is."""
        try:
            return stretches(text, where, context)
        except UnclosedTag as error:
            self.problems.append(unclosed(error, where))
            return []

    def slotted(self, text: str, where: Place, context: str) -> str:
        """Return a text with slots for its tags."""
        found = self.in_text(text, where, context)
        return "".join(
            item if isinstance(item, str) else self.slots.text(item) for item in pieces(text, found)
        )

    def join_runs(self, nodes: Sequence[Element], where: Place, context: str) -> list[Tag]:
        """Put each tag of texts that belong together whole into the one where it begins; return the tags."""
        joined = "".join(node.text or "" for node in nodes)
        found = self.in_text(joined, where, context) if has_tag(joined) else []
        position = 0
        for node in nodes:
            begin, position = position, position + len(node.text or "")
            if any(each.end > begin and each.start < position for each in found):
                node.text = self._share(joined, begin, position, found)
                node.set(_XML_SPACE, "preserve")
        return [each.item for each in found if isinstance(each.item, Tag)]

    def _share(self, joined: str, begin: int, end: int, found: list[Stretch]) -> str:
        out, cursor = [], begin
        for each in found:
            if each.end <= begin or each.start >= end:
                continue
            if each.start >= begin:
                out.append(joined[cursor : each.start])
                out.append(each.item if isinstance(each.item, str) else self.slots.text(each.item))
            cursor = max(cursor, min(each.end, end))
        return "".join((*out, joined[cursor:end]))


def unclosed(error: UnclosedTag, where: Place) -> Problem:
    """Return the problem of a tag that never ends."""
    if error.quote:
        message = f"a quote that is opened in {error.typed!r} is never closed, so the tag has no end."
        return Problem("unclosed-quote", Severity.ERROR, where, message, "Write both quotes of a text.")
    message = f"the tag that begins with {error.typed!r} has no end."
    return Problem("unclosed-tag", Severity.ERROR, where, message, "Close it in the same cell or text.")
