"""Finding tags in text: `{{ … }}`, `{% … %}`, `{# … #}`, with or without a prefix, over one run or several.

A real scanner, not a pattern: quotes, brackets and `%}` inside a string do not end a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from docgen.problems import Place

_OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_NEXT = re.compile(r"\{\{|\{%|\{#|\{_[{%]|[%}]_\}")
_ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
# Word turns quotes typed in a tag into typographic ones; no-break spaces come along.
_TYPED = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "\u00a0": " ",
    "\u202f": " ",
}
# What stands in nearly all tags, read in one go: no typographic quotes, and no brackets in brackets.
_SIMPLE = r"""[^"'()\[\]{}%\\“”„«»‘’‚\u00a0\u202f]|"[^"\\]*"|'[^'\\]*'"""
_PLAIN_CODE = re.compile(rf"(?:{_SIMPLE}|\((?:{_SIMPLE})*+\)|\[(?:{_SIMPLE})*+\])*+")
_WORD = re.compile(r"\w+|\S+")  # `if(a)` and `call(b) c()` need no space
_BODY = re.compile(
    r"(?P<trim>[-+]?)(?P<prefix>(?:tr|tc|p|r)(?=\s))?(?P<body>.*?)(?P<trim_end>[-+]?)\Z", re.DOTALL
)


class Kind(StrEnum):
    """What a tag does."""

    PRINT = "print"
    BLOCK = "block"
    COMMENT = "comment"


_KINDS = {"{{": Kind.PRINT, "{%": Kind.BLOCK, "{#": Kind.COMMENT}


class Found(NamedTuple):
    """A stretch of a text: a tag as typed, or an escaped delimiter with what it stands for."""

    start: int
    end: int
    opener: str
    body: str
    literal: str = ""


class UnclosedTag(ValueError):
    """A tag begins and never ends. `start` is its position in the text."""

    def __init__(self, start: int, typed: str, quote: str) -> None:
        self.start, self.typed, self.quote = start, typed, quote
        super().__init__(typed)


@dataclass(slots=True)
class Tag:
    """One tag of a template.

    `body` is what Jinja reads: without delimiters, prefix and trim signs. `typed` is the tag as its author
    wrote it. `prefix` says what it governs: `p`, `tr`, `tc`, `r` or nothing. `path` and `container` say where
    in the XML it stands (element names from the root; the cell or story that holds it).
    """

    kind: Kind
    prefix: str
    body: str
    typed: str
    where: Place
    trim_before: bool = False
    trim_after: bool = False
    path: tuple[str, ...] = ()
    container: int = 0
    context: str = "text"
    run_properties: str = ""
    paragraph_properties: str = ""
    special: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def keyword(self) -> str:
        """Return the first word of a block tag: `for`, `endif`; empty for other tags."""
        found = _WORD.match(self.body) if self.kind is Kind.BLOCK else None
        return found.group() if found else ""


def scan(text: str) -> Iterator[Found]:
    """Yield the tags and escaped delimiters of a text, in order. Raise UnclosedTag where one never ends."""
    position = 0
    while match := _NEXT.search(text, position):
        start, mark = match.start(), match.group()
        if mark in _ESCAPES:
            yield Found(start, match.end(), mark, "", _ESCAPES[mark])
            position = match.end()
            continue
        end, body = _close(text, start, mark)
        yield Found(start, end, mark, body)
        position = end


def _close(text: str, start: int, opener: str) -> tuple[int, str]:
    closer = _OPENERS[opener]
    if opener == "{#":
        end = text.find(closer, start + 2)
        if end < 0:
            raise UnclosedTag(start, text[start : start + 40], "")
        return end + 2, text[start + 2 : end]
    end = _PLAIN_CODE.match(text, start + 2).end()  # type: ignore[union-attr]
    if text.startswith(closer, end):
        return end + 2, text[start + 2 : end]
    return _close_code(text, start, closer)


def _close_code(text: str, start: int, closer: str) -> tuple[int, str]:
    body: list[str] = []
    quote, depth, index, skip, quote_was_smart = "", 0, start + 2, False, False
    while index < len(text):
        char = text[index]
        if quote:
            typed = char
            if skip:
                skip = False
            elif char == "\\":
                skip = True
            elif _TYPED.get(char, char) == quote and (char == quote or quote_was_smart):
                quote, typed = "", quote
            body.append(typed)
        elif depth <= 0 and text.startswith(closer, index):
            return index + 2, "".join(body)
        else:
            plain = _TYPED.get(char, char)
            if plain in "'\"":
                quote, quote_was_smart = plain, plain != char
            depth += (plain in _BRACKETS) - (plain in ")]}")
            body.append(plain)
        index += 1
    raise UnclosedTag(start, text[start : start + 40], quote)


def make_tag(found: Found, typed: str, where: Place) -> Tag:
    """Return the tag of a stretch that `scan` found."""
    match = _BODY.match(found.body)
    assert match is not None
    body = " ".join(match["body"].split("\n")).strip()
    return Tag(
        kind=_KINDS[found.opener],
        prefix=match["prefix"] or "",
        body=body,
        typed=typed,
        where=where,
        trim_before=match["trim"] == "-",
        trim_after=match["trim_end"] == "-",
    )
