"""What a loop without a round must leave, lest a reference lose all that it refers to: blank rows, blank columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docgen.engine.excel.controls import Block
from docgen.engine.excel.growth import Referred, Run, needs_blank


def chosen(body: Run, plain: Sequence[int], referred: Iterable[Referred]) -> list[int]:
    """Return which rows (or columns) of a loop's body to leave blank: one at least for each reference.

    `plain` are those of the body that hold no control tag.
    """
    found: list[int] = []
    for each in referred:
        if not needs_blank(body, (each,)):
            continue
        own = [number for number in plain if each.first <= number <= each.last]
        if own and not set(own) & set(found):
            found.append(own[0])
    return sorted(found)


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column to leave blank, and the loops around it from the empty one inwards, by the place of their `for`."""

    column: int
    loops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BlankColumns:
    """The loops of a block of columns that must not leave nothing: by the place of their `for`, and of their end."""

    opening: frozenset[int] = frozenset()
    closing: dict[int, tuple[BlankColumn, ...]] = field(default_factory=dict)


def blank_columns(block: Block, referred: Sequence[Referred]) -> BlankColumns:
    """Return what the loops of a block leave when they have no round; places count the block's items from 0."""
    loops = _loops(block)
    opening, closing = set[int](), {}
    for start, end in loops.items():
        body = (block.items[start][0] + 1, block.items[end][0] - 1)
        plain = [column for column in block.columns if body[0] <= column <= body[1]]
        blanks = tuple(
            BlankColumn(column, _around(block, loops, column, start))
            for column in chosen(body, plain, referred)
        )
        if blanks:
            opening.add(start)
            closing[end] = blanks
    return BlankColumns(frozenset(opening), closing)


def _loops(block: Block) -> dict[int, int]:
    """Return the place of each loop's end by that of its `for`."""
    found, opened = {}, list[int]()
    for at, (_, tag) in enumerate(block.items):
        if tag is not None and tag.keyword == "for":
            opened.append(at)
        elif tag is not None and tag.keyword == "endfor" and opened:
            found[opened.pop()] = at
    return found


def _around(block: Block, loops: dict[int, int], column: int, outermost: int) -> tuple[int, ...]:
    at = next(place for place, (each, tag) in enumerate(block.items) if tag is None and each == column)
    return tuple(sorted(start for start, end in loops.items() if outermost <= start < at < end))
