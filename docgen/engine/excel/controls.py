"""Control tags: which columns (`tc`) a pair governs, and the loops' bodies as growth wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docgen.engine.stream import Stream, check_blocks, opens_block
from docgen.engine.tags import Tag
from docgen.problems import Problem

CONTROL_WORDS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})
ROW_WORDS = CONTROL_WORDS | {"set", "endset", "with", "endwith"}


@dataclass(slots=True)
class Block:
    """Neighbouring columns that column tags govern: the column of each tag, and columns that hold none, in order."""

    number: int
    items: list[tuple[int, Tag | None]] = field(default_factory=list)

    @property
    def columns(self) -> list[int]:
        return [column for column, tag in self.items if tag is None]


@dataclass(slots=True)
class Columns:
    """The columns of a sheet with column tags: single ones and blocks, in order."""

    items: list[int | Block]
    problems: list[Problem]


class Bodies:
    """Gathers the first and last row (or column) within each loop, by the number of its tag in the stream."""

    def __init__(self) -> None:
        self.found: dict[int, tuple[int, int]] = {}
        self._open: list[tuple[str, int, int]] = []

    def pass_by(self, tag: Tag, number: int, at: int) -> None:
        """Take note of a control tag in row (or column) `at`."""
        if opens_block(tag):
            self._open.append((tag.keyword, number, at))
        elif tag.keyword.startswith("end") and self._open:
            word, loop, start = self._open.pop()
            if word == "for":
                self.found[loop] = (start + 1, at - 1)

    @property
    def loops(self) -> list[tuple[int, int]]:
        """The loops around what comes next, outermost first: number and row of each `for`."""
        return [(number, at) for word, number, at in self._open if word == "for"]


def read_columns(tags: Mapping[int, Sequence[Tag]], last: int) -> Columns:
    """Return the columns up to the last, given the column tags by the column that they stand in."""
    flat = Stream()
    flat.extend(tag for column in sorted(tags) for tag in tags[column])
    items: list[int | Block] = []
    block: Block | None = None
    depth, blocks = 0, 0
    for column in range(1, last + 1):
        for tag in tags.get(column, ()):
            if block is None:
                block = Block(blocks)
                items.append(block)
                blocks += 1
            block.items.append((column, tag))
            depth += opens_block(tag) - tag.keyword.startswith("end")
            block = block if depth > 0 else None
        if column not in tags:
            items.append(column) if block is None else block.items.append((column, None))
    return Columns(items, check_blocks(flat))
