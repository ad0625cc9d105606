"""Templates with one mistyped character: each of each tag dropped, replaced, doubled, swapped with the next.

A mutant is tried in a program that is as small as it can be: its tag, the blocks around it, what is set before, and
for a tag that opens or closes a block all that is in it. It is compiled and rendered by the engine with the example's
own data; what it prints, mark by mark, is compared with what the sound program prints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from docgen.engine import Template
from docgen.engine.code import Generator
from docgen.engine.compiling import Prepared, compile_part, for_map, own_filters
from docgen.engine.runtime import Document
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import ENDS, MIDDLES, Stream, check_blocks, opens_block
from docgen.engine.tags import Kind, Tag, UnclosedTag, make_tag, scan
from docgen.engine.word_runtime import WordRuntime
from docgen.printing import PRINTERS

_ROWS = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "1234567890-=", "!@#$%^&*()_+", "{}|:<>?")
_NEIGHBOURS = {
    char: row[index + 1 : index + 2] or row[index - 1] for row in _ROWS for index, char in enumerate(row)
}
_NEIGHBOURS |= {char.upper(): near.upper() for char, near in _NEIGHBOURS.items() if char.isalpha()} | {
    " ": "_",
    '"': "'",
}


class Verdict(StrEnum):
    """What becomes of a mutant."""

    SAME = "prints the same"
    ERROR = "an error with its place"
    NAME = "by chance another name of the same kind"
    LITERAL = "by chance another valid literal"
    OPERATOR = "by chance another valid operator"
    SILENT = "silently wrong"


@dataclass(frozen=True)
class Mutant:
    """One tag of a part, mistyped. `index` is the tag's place in the part."""

    index: int
    sound: str
    typed: str


def mutants_of(index: int, typed: str) -> Iterator[Mutant]:
    """Yield each tag that differs by one slip of a finger."""
    seen = {typed}
    for at, char in enumerate(typed):
        slips = (
            typed[:at] + typed[at + 1 :],
            typed[:at] + _NEIGHBOURS.get(char, "x") + typed[at + 1 :],
            typed[:at] + char + typed[at:],
            typed[:at] + typed[at + 1 : at + 2] + char + typed[at + 2 :],
        )
        for slip in slips:
            if slip not in seen:
                seen.add(slip)
                yield Mutant(index, typed, slip)


class Trial:
    """The tags of one part of a template, tried with data."""

    def __init__(self, tags: list[Tag], data: Mapping[str, Any]) -> None:
        self._tags, self._data = tags, data
        self._environment = Sandbox(missing="error")
        self._filters = own_filters()
        self._environment.filters.update({name: for_map(each) for name, each in self._filters.items()})
        self._blocks = _blocks(tags)
        self._sound: dict[int, str] = {}

    def verdict(self, mutant: Mutant) -> Verdict:
        """Return what becomes of a mutant."""
        before = self._tags[mutant.index]
        mistyped = _read(mutant.typed, before)
        if mistyped is None:
            return Verdict.ERROR  # half a tag, or two: an error where it stands
        if (mistyped.prefix, mistyped.kind) != (before.prefix, before.kind):
            return self._by_structure(mutant.index, mistyped)
        if _tree(mistyped) is not None and _tree(mistyped) == _tree(before):
            return Verdict.SAME
        printed = self._printed(self._kept(mutant.index), mutant.index, mistyped)
        if printed is None:
            return Verdict.ERROR
        return Verdict.SAME if printed == self._sound_print(mutant.index) else by_chance(before, mistyped)

    def _sound_print(self, index: int) -> str:
        if index not in self._sound:
            sound = self._printed(self._kept(index), index, self._tags[index])
            assert sound is not None, self._tags[index].typed
            self._sound[index] = sound
        return self._sound[index]

    def _by_structure(self, index: int, mistyped: Tag) -> Verdict:
        """A block's tag with another prefix stands elsewhere than its partner: they cross. Others are tried."""
        before = self._tags[index]
        paired = opens_block(before) or before.keyword in ENDS or before.keyword in MIDDLES
        if paired and mistyped.kind is before.kind:
            return Verdict.ERROR
        if (mistyped.body, mistyped.kind) == (before.body, Kind.PRINT) and {
            mistyped.prefix,
            before.prefix,
        } == {"", "r"}:
            return Verdict.SAME  # formatted text has runs of its own with either
        printed = self._printed(self._kept(index), index, mistyped)
        if printed is None:
            return Verdict.ERROR
        untried = mistyped.body != before.body and printed == self._sound_print(index)
        return Verdict.SAME if untried else Verdict.SILENT

    def _kept(self, index: int) -> list[int]:
        """Return the tags that a tag's own output depends on."""
        kept = {index}
        for begin, end, own, word in self._blocks:
            if word in ("set", "macro") or index in own:
                kept |= set(range(begin, end + 1))
            elif begin < index < end:
                kept |= set(own)
        kept |= {number for number, tag in enumerate(self._tags) if tag.keyword == "set" and number < index}
        return sorted(kept)

    def _printed(self, kept: list[int], index: int, tag: Tag) -> str | None:
        stream = Stream(["<"], [])
        for number in kept:
            each = _plain(tag if number == index else self._tags[number])
            stream.tags.append((each, [f"<{number}>"]))
        if any(found.is_error for found in check_blocks(stream)):
            return None
        part, problems = compile_part(
            Prepared("part", stream, "", [], Generator), self._environment, self._filters
        )
        if part is None or any(found.is_error for found in problems):
            return None
        out: list[str] = []
        runtime: Any = WordRuntime(
            data=self._data,
            tags=part.tags,
            environment=self._environment,
            printers=PRINTERS,
            locale="en-AU",
            document=Document(0, 0),
        )
        try:
            part.render(out, runtime, "en-AU")
        except Exception:  # rendering tells it with its place, whatever it is
            return None
        return "".join(out)


def _plain(tag: Tag) -> Tag:
    """Return a tag that prints where nothing of its format matters."""
    return Tag(tag.kind, "", tag.body, tag.typed, tag.where, context="plain")


def _read(typed: str, before: Tag) -> Tag | None:
    try:
        found = list(scan(typed))
    except UnclosedTag:
        return None
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(typed)) and not found[0].literal
    if not whole:
        return None
    tag = make_tag(found[0], typed, before.where)
    # What a format reads of a tag by itself: `cellbg x` prints x, `sheet for` loops.
    own = before.typed.partition(before.body)[0] if before.body and before.body in before.typed else ""
    shortened = re.sub(r"^\W+\s*(?:(?:tr|tc|p|r)\s)?\s*", "", own)
    if shortened.strip() and tag.body.startswith(shortened.strip()):
        tag.body = tag.body[len(shortened.strip()) :].strip()
        tag.kind = before.kind
    return tag


def _blocks(tags: list[Tag]) -> list[tuple[int, int, tuple[int, ...], str]]:
    """Return the blocks of a part: begin, end, all tags of their own, keyword."""
    blocks, waiting = [], []
    for number, tag in enumerate(tags):
        if tag.keyword in ENDS and waiting:
            begin, own = waiting.pop()
            blocks.append((begin, number, (*own, number), tags[begin].keyword))
        elif tag.keyword in MIDDLES and waiting:
            waiting[-1][1].append(number)
        elif opens_block(tag):
            waiting.append((number, [number]))
    return blocks


# -- by chance ------------------------------------------------------------------------------------------

_SYNTAX = Environment(autoescape=False)


@lru_cache(maxsize=4096)
def _source_tree(source: str) -> nodes.Template | None:
    try:
        return _SYNTAX.parse(source)
    except (TemplateSyntaxError, ValueError):
        return None


def _tree(tag: Tag) -> nodes.Template | None:
    if tag.kind is Kind.PRINT:
        return _source_tree(f"{{{{ {tag.body} }}}}")
    end = f"{{% end{tag.keyword} %}}" if opens_block(tag) else ""
    head, tail = ("{% if 1 %}", "{% endif %}") if tag.keyword == "elif" else ("", end)
    return _source_tree(f"{head}{{% {tag.body} %}}{tail}")


def by_chance(before: Tag, mistyped: Tag) -> Verdict:
    """Tell how a mutant that prints something else came to be a sound tag."""
    was, now = _tokens(before), _tokens(mistyped)
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    changed = [(was[a:b], now[c:d]) for step, a, b, c, d in steps if step != "equal"]
    lost, added = (Counter(kind for change in changed for kind, _ in change[side]) for side in (0, 1))
    unknown_is_fine = {"default", "d", "default_tbc", "defined", "undefined"} & {value for _, value in was}
    if lost == added == Counter({"name": 1}) and not unknown_is_fine:
        return Verdict.NAME
    if lost.keys() | added.keys() <= _LITERALS:
        return Verdict.LITERAL
    return Verdict.OPERATOR if lost.keys() | added.keys() == {"operator"} else Verdict.SILENT


_LITERALS = frozenset(("string", "integer", "float"))


def _tokens(tag: Tag) -> list[tuple[str, str]]:
    tokens = _SYNTAX.lex(f"{{{{ {tag.body} }}}}")
    return [
        (kind, value)
        for _, kind, value in tokens
        if kind not in ("whitespace", "variable_begin", "variable_end")
    ]


def parts_of(template: Template) -> list[list[Tag]]:
    """Return the tags of each part of a template."""
    return [part.tags for part in template._format.parts]
