"""A part as a flat stream: literal XML, tags, and small operations that keep the result sound.

The tree of a part is written out once, when the template is opened; what varies stands in it as slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from docgen.engine.escape import escape
from docgen.engine.tags import Kind, Tag
from docgen.problems import Place, Problem, Severity

# Noncharacters: no real text holds them, and XML allows them.
SLOT_START, SLOT_END = "\ufdd0", "\ufdd1"
_SLOTTED = etree.XPath(
    f"//processing-instruction('dg') | //text()[contains(., '{SLOT_START}')] | //@*[contains(., '{SLOT_START}')]"
)
"""XPath looks through attributes and texts in C, many times as fast as a loop over all elements."""
_SLOT = re.compile(rf"<\?dg (\d+)\?>|{SLOT_START}(\d+){SLOT_END}")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Op:
    """Something the generated code does between two pieces, such as opening or closing a cell."""

    name: str
    args: tuple[object, ...] = ()


Piece = str | Op


@dataclass(slots=True)
class Stream:
    """`before` are the pieces ahead of the first tag; each tag is followed by its own pieces."""

    before: list[Piece] = field(default_factory=list)
    tags: list[tuple[Tag, list[Piece]]] = field(default_factory=list)

    def extend(self, items: Iterable[Piece | Tag]) -> None:
        """Add literals, operations and tags in order."""
        pieces = self.tags[-1][1] if self.tags else self.before
        for item in items:
            if isinstance(item, Tag):
                pieces = []
                self.tags.append((item, pieces))
            else:
                _append(pieces, item)


class Slots:
    """The slots of one part, while its tree is prepared."""

    def __init__(self) -> None:
        self.items: list[Tag | Op] = []

    def text(self, item: Tag | Op) -> str:
        """Return the characters that stand for a slot in a text or an attribute."""
        self.items.append(item)
        return f"{SLOT_START}{len(self.items) - 1}{SLOT_END}"

    def node(self, item: Tag | Op) -> etree._ProcessingInstruction:
        """Return the node that stands for a slot between elements."""
        self.items.append(item)
        return etree.ProcessingInstruction("dg", str(len(self.items) - 1))

    def number_in(self, text: str) -> list[int]:
        """Return the numbers of the slots in a text."""
        return [int(first or second) for first, second in _SLOT.findall(text)]

    def tags_in(self, text: str) -> list[Tag]:
        """Return the tags whose slots stand in a text."""
        items = [self.items[number] for number in self.number_in(text)] if SLOT_START in text else []
        return [item for item in items if isinstance(item, Tag)]

    def standing_in(self, root: etree._Element) -> Iterator[tuple[etree._Element, Tag]]:
        """Yield the tags in a tree with the element in whose text or attributes, or the node as which, each stands."""
        for found in cast("list[Any]", _SLOTTED(root)):
            is_node = isinstance(found, etree._ProcessingInstruction)
            if not is_node and found.is_tail:
                continue
            numbers = [int(found.text or "0")] if is_node else self.number_in(str(found))
            for item in map(self.items.__getitem__, numbers):
                if isinstance(item, Tag):
                    yield found if is_node else found.getparent(), item

    def cut(self, text: str) -> Iterator[str | Tag | Op]:
        """Yield a text that was written out, cut at its slots; comments are left out."""
        position = 0
        for match in _SLOT.finditer(text):
            yield text[position : match.start()]
            item = self.items[int(match[1] or match[2])]
            if isinstance(item, Op) or item.kind is not Kind.COMMENT:
                yield item
            position = match.end()
        yield text[position:]

    def stream(self, root: etree._Element) -> Stream:
        """Return the tree written out and cut at the slots."""
        stream = Stream()
        stream.extend(self.cut(_DECLARATION + etree.tostring(root, encoding="unicode")))
        return tidied(stream)


def tidied(stream: Stream) -> Stream:
    """Return the stream with `raw` blocks turned into text and `{%-` and `-%}` applied."""
    _unraw(stream)
    _trim(stream)
    return stream


def _append(pieces: list[Piece], piece: Piece) -> None:
    if pieces and isinstance(piece, str) and isinstance(pieces[-1], str):
        pieces[-1] += piece
    elif piece:
        pieces.append(piece)


def _unraw(stream: Stream) -> None:
    """Turn what stands between `raw` and `endraw` back into the text that was typed."""
    kept: list[tuple[Tag, list[Piece]]] = []
    pieces, raw = stream.before, False
    for tag, own in stream.tags:
        if tag.keyword in ("raw", "endraw"):
            raw = tag.keyword == "raw"
        elif raw:
            _append(pieces, escape(tag.typed))
        else:
            kept.append((tag, own))
            pieces = own
            continue
        for piece in own:
            _append(pieces, piece)
    stream.tags[:] = kept


def _trim(stream: Stream) -> None:
    """Apply `{%-` and `-%}`: join with the text before or after, over paragraph ends as docxtpl does."""
    previous = stream.before
    for tag, pieces in stream.tags:
        if tag.trim_before and previous and isinstance(previous[-1], str):
            previous[-1] = _trim_end(previous[-1], joins=tag.kind is Kind.BLOCK)
        if tag.trim_after and pieces and isinstance(pieces[0], str):
            pieces[0] = _trim_start(pieces[0], joins=tag.kind is Kind.BLOCK)
        previous = pieces


# On a slide the texts of two shapes or cells are never joined.
_TO_PREVIOUS_TEXT = re.compile(r"</(?:w|a):t>(?:(?!</[wa]:t>|</?(?:p:|a:txBody))(?:<[^>]*>|\s))*\Z")
_TO_NEXT_TEXT = re.compile(r"(?:(?!<[wa]:t[ >]|</?(?:p:|a:txBody))(?:<[^>]*>|\s))*<(?:w|a):t(?: [^>]*)?>")


def _trim_end(text: str, *, joins: bool) -> str:
    match = _TO_PREVIOUS_TEXT.search(text) if joins else None
    return text[: match.start()] if match else text.rstrip(" \n")


def _trim_start(text: str, *, joins: bool) -> str:
    match = _TO_NEXT_TEXT.match(text) if joins else None
    return text[match.end() :] if match else text.lstrip(" \n")


# -- blocks ---------------------------------------------------------------------------------------------

ENDS = {f"end{word}": word for word in ("if", "for", "macro", "call", "filter", "set", "with", "autoescape")}
MIDDLES = {"elif": ("if",), "else": ("if", "for")}
REFUSED = frozenset({"include", "import", "from", "extends", "block", "endblock"})


def check_blocks(stream: Stream) -> list[Problem]:
    """Return every block tag that has no partner, or whose partner stands where the XML would break."""
    problems: list[Problem] = []
    open_tags: list[Tag] = []
    for tag, _ in stream.tags:
        word = tag.keyword
        if word in REFUSED:
            problems.append(
                problem(tag, "refused-tag", f"a template cannot use {word}.", "Put it in one file.")
            )
        elif word in ENDS:
            problems += _close(tag, ENDS[word], open_tags)
        elif word in MIDDLES:
            problems += _middle(tag, MIDDLES[word], open_tags)
        elif opens_block(tag):
            open_tags.append(tag)
    problems += [_unclosed(tag) for tag in open_tags]
    return problems


def opens_block(tag: Tag) -> bool:
    """Tell whether a tag needs an end tag: `set` does only without `=`."""
    word = tag.keyword
    if word == "set":
        return "=" not in tag.body
    return f"end{word}" in ENDS


def _close(tag: Tag, word: str, open_tags: list[Tag]) -> list[Problem]:
    if not any(opened.keyword == word for opened in open_tags):
        return [
            problem(
                tag, "unbalanced-block", f"{tag.typed} closes nothing.", f"Open it with {{% {word} … %}}."
            )
        ]
    problems = []
    while open_tags[-1].keyword != word:
        problems.append(_unclosed(open_tags.pop()))
    problems += _crossing(open_tags.pop(), tag)
    return problems


def _middle(tag: Tag, words: tuple[str, ...], open_tags: list[Tag]) -> list[Problem]:
    if not open_tags or open_tags[-1].keyword not in words:
        return [problem(tag, "unbalanced-block", f"{tag.typed} stands outside an if or a for.", "")]
    return _crossing(open_tags[-1], tag)


def _crossing(opened: Tag, closed: Tag) -> list[Problem]:
    if opened.path == closed.path and opened.container == closed.container:
        return []
    message = (
        f"{opened.typed} is opened here and {closed.typed} closes it at {closed.where}: "
        "the two stand in different places of the page's structure."
    )
    hint = "Put both in the same cell or text, or give both the prefix tr, tc or p."
    return [problem(opened, "crossing-block", message, hint)]


def _unclosed(tag: Tag) -> Problem:
    scope = {"tr": " in this table", "tc": " in this row"}.get(tag.prefix, "")
    prefix = tag.prefix and f"{tag.prefix} "
    hint = f"Add {{%{prefix or ' '}end{tag.keyword} %}}."
    return problem(tag, "unbalanced-block", f"{tag.typed} is never closed{scope}.", hint)


def problem(tag: Tag, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
    """Return a problem at a tag's place."""
    return Problem(code, severity, tag.where, message, hint)


def place_of(tag: Tag, path: str = "") -> Place:
    """Return the place of a tag, with the data path where one is known."""
    where = tag.where
    return Place(file=where.file, trail=where.trail, path=path)
