"""Mending an intake where one thing alone can be meant: spellings of keys and words, forms of numbers and dates.

What is mended is what the model refuses, or an editor would mark, and what nobody has to think about. Comments, order
and layout stay: only the characters that are wrong give way to others.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.imports.readings import Habits, Unusable, is_choice, is_flag, reading
from docgen.imports.writing import scalar
from docgen.intake.edit import Edit, edited
from docgen.intake.json_text import JsonTree
from docgen.intake.load import load
from docgen.intake.model.base import PRIVATE_PREFIX
from docgen.intake.model.scalar import shown
from docgen.intake.nodes import Node
from docgen.intake.shape import FactField, Kind, Shape, fields_of, root_shape
from docgen.intake.source import Source, read_source
from docgen.intake.typed import NotOfType, typed
from docgen.intake.yaml_text import YamlTree

_TABS = re.compile(r"(?m)^( *)(\t[ \t]*)(?=\S)")
_TRAILING = re.compile(r"(?m)[ \t]+(?=\r?$)")
_MOST_SLIPS = 2


@dataclass(frozen=True, slots=True)
class Mended:
    """An intake's text as it was and as it is mended, with what was done, in the order of the file."""

    source: Source
    text: str
    edits: tuple[Edit, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was mended."""
        return self.text != self.source.text


def mend(path: Path, habits: Habits | None = None) -> Mended:
    """Return what can be mended in the intake at `path`, which is left as it is.

    `habits` say how dates and numbers are meant where they can be read in two ways; without them such a value stays.
    Raise IntakeError if the file cannot be read, even with its tabs made spaces.
    """
    source = read_source(path)
    is_json = path.suffix.lower() == ".json"
    first = () if is_json else _without_tabs(source)
    text = edited(source.text, first)
    root = _root(Source(source.file, text), is_json)
    if root is None:
        load(path)  # says what is wrong
        return Mended(source, source.text, ())
    found = tuple(_group(root, root_shape(), is_json, habits or Habits()))
    mended = edited(text, found)
    tidied = mended if is_json else _without_trailing(source.file, mended)
    return Mended(source, tidied, (*first, *found))


def _root(source: Source, is_json: bool) -> Node | None:
    tree = JsonTree(source) if is_json else YamlTree(source)
    root = tree.build()
    return root if root is not None and root.pairs is not None and not tree.problems else None


def _without_tabs(source: Source) -> tuple[Edit, ...]:
    """Return the edits that make indenting tabs spaces, if the text can be read then and cannot before."""
    if "\t" not in source.text or _root(source, False) is not None:
        return ()
    edits = tuple(
        Edit(*match.span(2), match[2].expandtabs(2), "a tab that indents")
        for match in _TABS.finditer(source.text)
    )
    fine = edits and _root(Source(source.file, edited(source.text, edits)), False) is not None
    return edits if fine else ()


def _without_trailing(file: str, text: str) -> str:
    """Return the text without spaces at the ends of its lines, but for those that are part of a value."""
    before = _root(Source(file, text), False)
    spans = sorted(_spans(before)) if before else []
    loose = [match for match in _TRAILING.finditer(text) if not _inside(match.start(), spans)]
    tidied = edited(text, (Edit(*match.span(), "") for match in loose))
    after = _root(Source(file, tidied), False)
    return tidied if before and after and before.data == after.data else text


def _spans(node: Node) -> Iterator[tuple[int, int]]:
    """Yield where the single values stand: a text may run over lines."""
    below = node.items if node.items is not None else list((node.pairs or {}).values())
    if node.items is None and node.pairs is None:
        yield node.start, node.end
    for each in below:
        yield from _spans(each)


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    position = bisect_right(spans, (offset, len(spans) and spans[-1][1] + 1))
    return position > 0 and spans[position - 1][0] <= offset < spans[position - 1][1]


def _group(node: Node, shape: Shape, is_json: bool, habits: Habits) -> Iterator[Edit]:
    known: Mapping[str, FactField] = fields_of(shape.group) if shape.group else {}
    for key, value in (node.pairs or {}).items():
        field = known.get(key)
        if field is None and known and not key.startswith(PRIVATE_PREFIX):
            meant = _meant(key, known, node)
            if meant:
                yield Edit(*node.keys[key], _as(meant, is_json), f"{key} is not known; {meant} is meant")
                field = known[meant]
        if field is not None:
            yield from _walk(value, field.shape, is_json, habits)


def _walk(node: Node, shape: Shape, is_json: bool, habits: Habits) -> Iterator[Edit]:
    if node.source is not None:
        return
    if shape.kind is Kind.GROUP and node.pairs is not None:
        yield from _group(node, shape, is_json, habits)
    elif shape.kind is Kind.LIST and node.items is not None and shape.inner:
        for item in node.items:
            yield from _walk(item, shape.inner, is_json, habits)
    elif shape.kind is Kind.MAP and node.pairs is not None and shape.inner:
        for item in node.pairs.values():
            yield from _walk(item, shape.inner, is_json, habits)
    elif shape.kind is Kind.VALUE and isinstance(node.data, str):
        yield from _value(node, node.data, shape, is_json, habits)


def _value(node: Node, text: str, shape: Shape, is_json: bool, habits: Habits) -> Iterator[Edit]:
    """Yield the edit of a value that the model refuses, or takes in another spelling than its own."""
    if (
        shape.ref
        or shape.is_path
        or (_is_taken(text, shape) and not (is_choice(shape.type) or is_flag(shape.type)))
    ):
        return
    try:
        meant = reading(text, shape, habits)
    except Unusable:
        return
    if meant != text and (_is_taken(text, shape) or meant.strip() != text.strip()):
        yield Edit(node.start, node.end, _as(meant, is_json), f"{shown(text)} is written {shown(meant)}")


def _is_taken(text: str, shape: Shape) -> bool:
    try:
        typed(text, shape)
    except NotOfType:
        return False
    return True


def _as(text: str, is_json: bool) -> str:
    return json.dumps(text, ensure_ascii=False) if is_json else scalar(text, flow=True)


def _meant(key: str, known: Mapping[str, FactField], node: Node) -> str:
    """Return the key that a misspelt one must mean: the only one within two slips that is not there yet."""
    if key not in node.keys:
        return ""
    free = [each for each in known if each not in (node.pairs or {})]
    same = [each for each in free if _bare(each) == _bare(key)]
    most = min(_MOST_SLIPS, len(key) // 3)
    near = same or [each for each in free if _slips(key.casefold(), each, most) <= most]
    return near[0] if len(near) == 1 else ""


def _bare(key: str) -> str:
    return re.sub(r"[\s_-]", "", key).casefold()


def _slips(given: str, meant: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped (the optimal string alignment distance)."""
    if abs(len(given) - len(meant)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for row, left in enumerate(given, 1):
        here = [row]
        for column, right in enumerate(meant, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (left != right))
            swapped = row > 1 and column > 1 and left == meant[column - 2] and given[row - 2] == right
            here.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, here
    return last[-1]
