"""A slow, obvious model of growth: rows written out one by one, references followed by looking at every row.

It knows nothing of axes, indices or runs: an output row is a template row and the rounds that led to it, and what
a reference means is asked of each row in turn.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from docgen.engine.excel.growth import Axis


@dataclass(frozen=True)
class Line:
    """A template row."""

    number: int


@dataclass(frozen=True)
class Loop:
    """A loop with its two control rows; `counts` are the rounds of each time that it is reached, over and over."""

    key: int
    first: int  # the row of `for`
    last: int  # the row of `endfor`
    inside: tuple[Node, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Condition:
    """A condition with its two control rows; `answers` as with loops."""

    first: int
    last: int
    inside: tuple[Node, ...]
    answers: tuple[bool, ...]


Node = Line | Loop | Condition


@dataclass(frozen=True)
class Out:
    """An output row: its number, its template row, the round of each loop around it, outermost first."""

    number: int
    template: int
    rounds: dict[int, int]
    blank: bool = False


@dataclass
class Sheet:
    """A template's rows, and the output rows that come of them."""

    nodes: list[Node]
    size: int
    referred: tuple[tuple[int, int, int], ...] = ()
    """First and last row of what formulas look at, and the row that each formula stands in: empty loops then
    leave blank rows."""
    outs: list[Out] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reached: dict[int, int] = {}
        self._expand(self.nodes, {})

    def _expand(self, nodes: list[Node] | tuple[Node, ...], rounds: dict[int, int]) -> None:
        for node in nodes:
            if isinstance(node, Line):
                self.outs.append(Out(len(self.outs) + 1, node.number, dict(rounds)))
                continue
            turn = self._reached.get(node.first, 0)
            self._reached[node.first] = turn + 1
            if isinstance(node, Loop):
                before = len(self.outs)
                for number in range(node.counts[turn % len(node.counts)]):
                    self._expand(node.inside, {**rounds, node.key: number})
                if len(self.outs) == before:
                    self._leave_blanks(node, rounds)
            elif node.answers[turn % len(node.answers)]:
                self._expand(node.inside, rounds)

    def _leave_blanks(self, loop: Loop, rounds: dict[int, int]) -> None:
        """Leave rows of an empty loop, so that whatever looks only at the loop's rows keeps one of them."""
        chosen: set[int] = set()
        lines = dict(lines_in(loop.inside, {**rounds, loop.key: 0}))
        for first, last, viewer in self.referred:
            lost = loop.first <= first and last <= loop.last and not loop.first < viewer < loop.last
            own = [number for number in lines if first <= number <= last]
            if lost and own and not chosen.intersection(own):
                chosen.add(own[0])
        for number in sorted(chosen):
            self.outs.append(Out(len(self.outs) + 1, number, lines[number], blank=True))

    def axis(self) -> Axis:
        """Return what the engine would be told of these rows."""
        return Axis(
            [(out.template, tuple(out.rounds.items())) for out in self.outs],
            size=self.size,
            bodies={loop.key: (loop.first + 1, loop.last - 1) for loop in loops_in(self.nodes)},
        )

    def around(self, first: int, last: int) -> set[int]:
        """Return the loops that hold template rows `first` to `last` together."""
        return {loop.key for loop in loops_in(self.nodes) if loop.first < first and last < loop.last}

    def seen(self, first: int, last: int, rounds: dict[int, int]) -> list[int]:
        """Return the output rows that template rows `first` to `last` mean, seen from within some rounds."""
        shared = self.around(first, last)
        found = []
        for out in self.outs:
            same = all(
                out.rounds[key] == rounds[key] for key in out.rounds if key in rounds and key in shared
            )
            if first <= out.template <= last and same:
                found.append(out.number)
        if last > self.size:
            shift = len(self.outs) - self.size
            found += range(max(first, self.size + 1) + shift, last + shift + 1)
        return found


def loops_in(nodes: list[Node] | tuple[Node, ...]) -> Iterator[Loop]:
    """Yield the loops of a template at every depth."""
    for node in nodes:
        if isinstance(node, Loop):
            yield node
        if not isinstance(node, Line):
            yield from loops_in(node.inside)


def lines_in(nodes: tuple[Node, ...], rounds: dict[int, int]) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield the rows of a loop's body, each in the first round of all loops around it."""
    for node in nodes:
        if isinstance(node, Line):
            yield node.number, rounds
        else:
            inner = {**rounds, node.key: 0} if isinstance(node, Loop) else rounds
            yield from lines_in(node.inside, inner)


def without_innermost(rounds: dict[int, int]) -> dict[int, int]:
    """Return the rounds that `$` looks from."""
    return dict(list(rounds.items())[:-1])


def random_sheet(chance: random.Random, *, depth: int = 3) -> Sheet:
    """Return a sheet of some rows, loops in loops and conditions, with an odd number of rounds now and then."""
    maker = _Maker(chance)
    nodes = maker.nodes(depth)
    return Sheet(nodes, maker.row)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.row = 0
        self._key = 0

    def nodes(self, depth: int) -> list[Node]:
        return [self._node(depth) for _ in range(self._chance.randint(1, 4))]

    def _node(self, depth: int) -> Node:
        kind = self._chance.random()
        if depth == 0 or kind < 0.5:
            return Line(self._next())
        first = self._next()
        if kind < 0.85:
            self._key += 1
            key = self._key
            inside = tuple(self.nodes(depth - 1))
            counts = tuple(self._chance.choice((0, 1, 2, 3, 7)) for _ in range(3))
            return Loop(key, first, self._next(), inside, counts)
        inside = tuple(self.nodes(depth - 1))
        answers = tuple(self._chance.random() < 0.6 for _ in range(3))
        return Condition(first, self._next(), inside, answers)

    def _next(self) -> int:
        self.row += 1
        return self.row


_CELLS = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


def columns_named(text: str) -> list[int]:
    """Return the columns of the cells that a formula's text names, in order, each rectangle's one by one."""
    columns: list[int] = []
    for found in _CELLS.finditer(text):
        first = column_index_from_string(found[1])
        columns += range(first, (column_index_from_string(found[3]) if found[3] else first) + 1)
    return columns


def rows_named(text: str) -> list[int]:
    """Return the rows of the cells that a formula's text names, in order, each rectangle's one by one."""
    rows: list[int] = []
    for found in _CELLS.finditer(text):
        first = int(found[2])
        rows += range(first, int(found[4] or first) + 1)
    return rows
