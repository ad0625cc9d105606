"""Mistakes that people make in an intake file, made at random, each with what has to be said of it and where.

An edit changes one place of the file's text and leaves every other character alone. Where a mistake can have but one
meaning, the edit foretells the problem: its code and the characters that it has to mark.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from docgen.intake.shape import Kind, Shape, fields_of, root_shape

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = {"", "~", "null", "Null", "NULL"}
NO_DAYS = ("2027-02-30", "2027-13-01", "30/02/2027", "31 June", "2027-4-1", "tomorrow", "20270301")
STRANGE = (
    *(
        "[1, 2]",
        "{x: 1}",
        "~",
        "0x1F",
        "1e400",
        "-1",
        "yes",
        "12:61",
        '"\\u0041"',
        "'",
        "- a",
        "a: b",
        "&a",
        "*a",
    ),
    *(
        "!x y",
        "|",
        ">-",
        "%",
        "@",
        "`",
        "\t",
        "# gone",
        "{",
        "]",
        "<<",
        "?",
        '"\\ud800"',
        "🐡",
        "\u2028",
        "=1+1",
    ),
)
"""What may stand where something else did: other types, and what YAML takes for its own."""
NOWHERE = "nobody-of-this-name"


@dataclass(frozen=True)
class Foretold:
    """The problem that an edit has to give: `marked` is the text that stands at offset `at` of the edited file."""

    code: str
    at: int
    marked: str


@dataclass(frozen=True)
class Edit:
    """An edited file, in words what was done, and what has to come of it if only one thing can."""

    what: str
    text: str
    foretold: Foretold | None = None


@dataclass(frozen=True)
class Pair:
    """A key with its value, or an item of a list (`key` is None), and the shape that the model gives the value.

    `begin` is where it starts; `follower` where the next one of the same group or list does, None for the last;
    `earlier` where the one before it ends.
    """

    key: yaml.Node | None
    value: yaml.Node
    shape: Shape | None
    closed: bool
    begin: int
    follower: int | None
    earlier: int | None
    path: str


class Editor:
    """Edits one file's text."""

    def __init__(self, text: str) -> None:
        self.text = text
        top = yaml.compose(text, Loader=LOADER)
        assert top is not None
        self.pairs = tuple(_pairs(top, root_shape(), ""))

    def edited(self, seed: int) -> Edit:
        """Return the edit of a seed: the same one each time."""
        chance = random.Random(seed)
        for _ in range(1000):
            made = chance.choice(_EDITS)(self, chance)
            if made is not None:
                return made
        raise AssertionError("there is nothing to edit")

    @cached_property
    def scalars(self) -> tuple[Pair, ...]:
        """Values that are one text on one line."""
        return tuple(
            one for one in self.pairs if isinstance(one.value, yaml.ScalarNode) and _on_one_line(one.value)
        )

    @cached_property
    def references(self) -> tuple[Pair, ...]:
        """Values that name the id of something else."""
        return tuple(
            one for one in self.scalars if one.shape and one.shape.ref and one.value.value not in NULLS
        )

    @cached_property
    def days(self) -> tuple[Pair, ...]:
        """Values that are a date."""
        return tuple(one for one in self.scalars if is_day(one.shape) and one.value.value not in NULLS)

    def span(self, start: int, end: int, new: str) -> str:
        """Return the text with other characters from `start` to `end`."""
        return self.text[:start] + new + self.text[end:]


def is_day(shape: Shape | None) -> bool:
    """Return whether a value of this shape has to be a date of the calendar."""
    marks = getattr(shape.type, "__metadata__", ()) if shape else ()
    return any(
        getattr(mark, "parse", None) is not None and mark.parse.__name__ == "parse_date" for mark in marks
    )


def _pairs(node: yaml.Node, shape: Shape | None, path: str) -> Iterator[Pair]:
    """Yield every pair and item below a node, in the order of the file."""
    below = list(_below(node, shape, path))
    for place, (key, value, inner, where) in enumerate(below):
        begin = (key or value).start_mark.index
        after = below[place + 1] if place + 1 < len(below) else None
        yield Pair(
            key,
            value,
            inner,
            shape is not None and shape.kind is Kind.GROUP,
            begin,
            (after[0] or after[1]).start_mark.index if after else None,
            below[place - 1][1].end_mark.index if place else None,
            where,
        )
        yield from _pairs(value, inner, where)


def _below(
    node: yaml.Node, shape: Shape | None, path: str
) -> Iterator[tuple[yaml.Node | None, yaml.Node, Shape | None, str]]:
    if isinstance(node, yaml.MappingNode):
        fields = fields_of(shape.group) if shape and shape.group else {}
        for key, value in node.value:
            field = fields.get(key.value)
            inner = field.shape if field else shape.inner if shape and shape.kind is Kind.MAP else None
            yield key, value, inner, f"{path}.{key.value}"
    elif isinstance(node, yaml.SequenceNode):
        inner = shape.inner if shape and shape.kind is Kind.LIST else None
        for place, item in enumerate(node.value):
            yield None, item, inner, f"{path}[{place}]"


def _on_one_line(node: yaml.Node) -> bool:
    return bool(node.start_mark.line == node.end_mark.line and node.start_mark.index < node.end_mark.index)


def _source(editor: Editor, node: yaml.Node) -> str:
    return editor.text[node.start_mark.index : node.end_mark.index]


def _delete(editor: Editor, chance: random.Random) -> Edit | None:
    one = chance.choice(editor.pairs)
    if one.follower is not None:
        return Edit(f"delete {one.path}", editor.span(one.begin, one.follower, ""))
    if one.earlier is not None:
        return Edit(f"delete {one.path}", editor.span(one.earlier, one.value.end_mark.index, ""))
    return None


def _empty(editor: Editor, chance: random.Random) -> Edit | None:
    one = chance.choice(editor.scalars)
    return Edit(f"empty {one.path}", editor.span(one.value.start_mark.index, one.value.end_mark.index, ""))


def _retype(editor: Editor, chance: random.Random) -> Edit | None:
    one, new = chance.choice(editor.scalars), chance.choice(STRANGE)
    start, end = one.value.start_mark.index, one.value.end_mark.index
    return Edit(f"write {new!r} for {one.path}", editor.span(start, end, new))


def _regroup(editor: Editor, chance: random.Random) -> Edit | None:
    one = chance.choice(editor.pairs)
    opens = editor.text[one.value.start_mark.index : one.value.start_mark.index + 1]
    if opens not in ("[", "{") or one.shape is None or one.shape.kind is Kind.VALUE:
        return None
    start, end = one.value.start_mark.index, one.value.end_mark.index
    told = Foretold("wrong-type", start, "a-text")
    return Edit(f"write a text for {one.path}", editor.span(start, end, "a-text"), told)


def _rename(editor: Editor, chance: random.Random) -> Edit | None:
    one = chance.choice(editor.pairs)
    if one.key is None or not one.closed or one.key.value.startswith("x_") or one.shape is None:
        return None
    new = _misspelt(one.key.value, chance)
    told = Foretold("unknown-key", one.key.start_mark.index, new)
    return Edit(
        f"write {new} for the key of {one.path}",
        editor.span(one.key.start_mark.index, one.key.end_mark.index, new),
        told,
    )


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return chance.choice((f"{word}q", f"{word[:at]}q{word[at:]}", f"{word[:at]}qq{word[at + 1 :]}"))


def _duplicate(editor: Editor, chance: random.Random) -> Edit | None:
    one = chance.choice(editor.pairs)
    if one.follower is None:
        return None
    piece = editor.text[one.begin : one.follower]
    text = editor.span(one.follower, one.follower, piece)
    if one.key is not None:
        return Edit(
            f"twice {one.path}", text, Foretold("duplicate-key", one.follower, _source(editor, one.key))
        )
    return Edit(f"twice {one.path}", text, _second_id(editor, one))


def _second_id(editor: Editor, one: Pair) -> Foretold | None:
    """Return what has to be said of an item that stands twice: its id does."""
    if not isinstance(one.value, yaml.MappingNode) or one.shape is None or one.follower is None:
        return None
    name = next((value for key, value in one.value.value if key.value == "id"), None)
    if name is None or "id" not in fields_of(one.shape.group or type(None)):  # type: ignore[arg-type]
        return None
    return Foretold("duplicate-id", one.follower + name.start_mark.index - one.begin, _source(editor, name))


def _swap(editor: Editor, chance: random.Random) -> Edit | None:
    first, second = sorted(chance.sample(editor.scalars, 2), key=lambda one: one.value.start_mark.index)
    (a, b), (c, d) = ((one.value.start_mark.index, one.value.end_mark.index) for one in (first, second))
    text = editor.text
    swapped = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    return Edit(f"swap {first.path} and {second.path}", swapped)


def _misname(editor: Editor, chance: random.Random) -> Edit | None:
    if not editor.references:
        return None
    one = chance.choice(editor.references)
    start, end = one.value.start_mark.index, one.value.end_mark.index
    told = Foretold("broken-reference", start, NOWHERE)
    return Edit(f"write {NOWHERE} for {one.path}", editor.span(start, end, NOWHERE), told)


def _no_day(editor: Editor, chance: random.Random) -> Edit | None:
    one, new = chance.choice(editor.days), chance.choice(NO_DAYS)
    start, end = one.value.start_mark.index, one.value.end_mark.index
    return Edit(
        f"write {new} for {one.path}", editor.span(start, end, new), Foretold("bad-value", start, new)
    )


def _mistype(editor: Editor, chance: random.Random) -> Edit | None:
    """Put one character in, or take one out, anywhere: what a slip of the finger does."""
    at = chance.randrange(len(editor.text))
    if chance.random() < 0.5:
        return Edit(f"take out character {at}", editor.span(at, at + 1, ""))
    new = chance.choice(":,[]{}'\"#&*!|>%@`- \n\tx7\x00\x85\u2028")
    return Edit(f"put {new!r} in at {at}", editor.span(at, at, new))


_EDITS: tuple[Callable[[Editor, random.Random], Edit | None], ...] = (
    *(_delete, _empty, _retype, _regroup, _rename, _duplicate, _swap, _misname, _no_day, _mistype),
)
