"""Where template rows and columns went: the map that everything with a reference is moved by.

Rows and columns are counted from 1, as in the file. A path names the rounds that led to an output row, outermost
first: `((loop, round), …)`. What stands in a round looks at its own round of the loops that it shares with what
it looks at, and at all rounds of the others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter, le
from types import MappingProxyType
from typing import Any, NamedTuple

from docgen.engine.excel.calc_tables import Table

Path = tuple[tuple[int, int], ...]
"""The rounds around an output row or column: pairs of a loop's id and the number of the round."""
Run = tuple[int, int]
"""The first and last of some neighbouring rows or columns, both included."""

_FIRST = itemgetter(0)
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
BLANK_ROUND = -1
"""The round of a row or column that is kept blank for a loop without any, since something refers to it."""


def is_blank(path: Path) -> bool:
    """Return whether a row or column is only kept blank for a loop that had no round."""
    return any(number == BLANK_ROUND for _, number in path)


class Axis:
    """The rows (or columns) of one output sheet, each with the template row it came from.

    `emitted` lists them in order without gaps: template index and path. `size` is the number of template rows,
    control rows included: what lies beyond shifts by the difference. `bodies` gives each loop's first and last
    template row without its two control rows; left out, it is told from the rows that came out.
    """

    def __init__(
        self,
        emitted: Sequence[tuple[int, Path]],
        *,
        size: int = 0,
        bodies: Mapping[int, Run] | None = None,
    ) -> None:
        self.emitted = emitted
        self.size = max(size, max(map(_FIRST, emitted), default=0))
        self.bodies: Mapping[int, Run] = _told(emitted) if bodies is None else bodies
        self._runs: dict[tuple[int, int, Path], tuple[Run, ...]] = {}
        self._common: dict[tuple[int, int], tuple[int, ...]] = {}
        self._rounds: dict[int, dict[Path, list[int]]] = {}

    @classmethod
    @lru_cache(maxsize=256)
    def still(cls, size: int = 0) -> Axis:
        """Return the axis of rows that stay where they are."""
        return cls([(index, ()) for index in range(1, size + 1)])

    def __len__(self) -> int:
        return len(self.emitted)

    @cached_property
    def is_still(self) -> bool:
        """Whether every row stays where it was."""
        return len(self) == self.size == self._still

    def holds(self, last: int) -> bool:
        """Tell whether rows 1 to `last` of the template stay where they are."""
        return last <= self._still or self.is_still

    def path(self, output: int) -> Path:
        """Return the rounds around an output row; none beyond the last."""
        return self.emitted[output - 1][1] if 0 < output <= len(self) else ()

    def template(self, output: int) -> int:
        """Return the template row that an output row came from."""
        return self.emitted[output - 1][0] if output <= len(self) else output - len(self) + self.size

    # -- looking --------------------------------------------------------------------------------------

    def runs(self, first: int, last: int, path: Path = ()) -> tuple[Run, ...]:
        """Return the output rows of template rows `first` to `last`, joined where they touch.

        A loop around all of them shows the round that `path` is in; other loops show all rounds. Empty when
        nothing is left of them.
        """
        if self.is_still:
            return ((first, last),)
        path = self._shared(first, last, path)
        key = (first, last, path)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = tuple(joined(self._visible(first, last, path)))
        return found

    def hull(self, first: int, last: int, path: Path = ()) -> Run | None:
        """Return the first and last output row of template rows, with what has come between them."""
        runs = self.runs(first, last, path)
        return (runs[0][0], runs[-1][1]) if runs else None

    def first(self, index: int, path: Path = ()) -> int:
        """Return the first output row of a template row, as `runs` sees it; 0 when nothing is left of it."""
        found = self._outputs(index, path)  # the whole path is around it, most often
        if found:
            return found[0]
        runs = self.runs(index, index, path)
        return runs[0][0] if runs else 0

    def near(self, index: int) -> int:
        """Return the first output row of a template row; where it is gone, of what follows it."""
        runs = self.runs(index, index)
        if runs:
            return runs[0][0]
        return next((at for at, (each, _) in enumerate(self.emitted, 1) if each > index), len(self) + 1)

    def instances(self, first: int, last: int) -> Iterator[tuple[Run, Path]]:
        """Yield the hull and path of each round that repeats template rows `first` to `last` together."""
        depth = len(self.common(first, last))
        if not depth:
            hull = self.hull(first, last)
            yield from [(hull, ())] if hull else ()
            return
        outputs = [at for index in range(first, last + 1) for at in self._outputs(index, ())]
        for path in dict.fromkeys(self.path(output)[:depth] for output in sorted(outputs)):
            hull = self.hull(first, last, path)
            if hull is not None:
                yield hull, path

    def common(self, first: int, last: int) -> tuple[int, ...]:
        """Return the loops whose body holds all of template rows `first` to `last`, outermost first."""
        found = self._common.get((first, last))
        if found is None:
            around = [
                (end - start, loop)
                for loop, (start, end) in self.bodies.items()
                if start <= first and last <= end
            ]
            # of two loops with one body the outer one has the lower id
            ordered = sorted(around, key=lambda each: (-each[0], self._rank.get(each[1], 0), each[1]))
            found = self._common[first, last] = tuple(loop for _, loop in ordered)
        return found

    def outer(self, path: Path) -> Path:
        """Return the path seen from outside the innermost loop: where `$` looks from."""
        return path[:-1]

    def straight(self, first: int, last: int) -> bool:
        """Tell whether template rows `first` to `last` stand in the output one after the other, outside all loops."""
        at = bisect_right(self._stretches, first, key=_FIRST) - 1
        return at >= 0 and last < self._stretches[at][0] + self._stretches[at][2]

    def parted(self, first: int, last: int) -> Iterator[Run]:
        """Yield output rows `first` to `last` (none beyond the last) in runs that are straight, or of one row."""
        at = first
        for _, start, length in self._stretches:
            begin, end = max(start, at), min(start + length - 1, last)
            if begin <= end:
                yield from ((row, row) for row in range(at, begin))
                yield begin, end
                at = end + 1
        yield from ((row, row) for row in range(at, last + 1))

    @cached_property
    def _stretches(self) -> list[tuple[int, int, int]]:
        """The rows outside loops that stand in the output one after the other: template row, output row, how many."""
        found: list[tuple[int, int, int]] = []
        outside = [(index, at, 1) for at, (index, path) in enumerate(self.emitted, 1) if not path]
        # what lies beyond the last row of the template goes on without an end
        for index, output, count in [*outside, (self.size + 1, len(self) + 1, MAX_ROWS)]:
            start, begin, length = found[-1] if found else (0, 0, 0)
            if found and (index, output) == (start + length, begin + length):
                found[-1] = (start, begin, length + count)
            else:
                found.append((index, output, count))
        return found

    # -- the index ------------------------------------------------------------------------------------

    def _shared(self, first: int, last: int, path: Path) -> Path:
        if not path:
            return path
        depth = 0
        for (loop, _), around in zip(path, self.common(first, last), strict=False):
            if loop != around:
                break
            depth += 1
        return path[:depth]

    def _visible(self, first: int, last: int, path: Path) -> Iterator[Run]:
        if not path and last <= self.size and self._ordered is not None:
            start, end = bisect_left(self._ordered, first), bisect_right(self._ordered, last)
            yield from [(start + 1, end)] if start < end else []
            return
        if last - first >= len(self._known):
            low, high = bisect_right(self._known, first - 1), bisect_right(self._known, last)
            templates: Iterable[int] = self._known[low:high]
        else:
            templates = range(first, min(last, self.size) + 1)
        outputs = sorted(output for index in templates for output in self._outputs(index, path))
        yield from ((output, output) for output in outputs)
        if last > self.size:
            shift = len(self) - self.size
            yield max(first, self.size + 1) + shift, last + shift

    @cached_property
    def _ordered(self) -> list[int] | None:
        """The template row of each output row, where they come in order: no loop over several rows. Else None."""
        templates = [index for index, _ in self.emitted]
        return templates if all(map(le, templates, templates[1:])) else None

    @cached_property
    def _known(self) -> list[int]:
        return sorted(self._by_template)

    @cached_property
    def _rank(self) -> dict[int, int]:
        return {loop: depth for _, path in self.emitted for depth, (loop, _) in enumerate(path)}

    @cached_property
    def _still(self) -> int:
        """How many rows, from the first on, stay where they are; none of them lies in a loop."""
        moved = (at for at, (index, path) in enumerate(self.emitted) if index != at + 1 or path)
        return next(moved, len(self))

    def _outputs(self, index: int, path: Path) -> Sequence[int]:
        """Return the output rows of a template row whose paths begin with `path`."""
        found = self._by_template.get(index, ())
        if not path or not found:
            return found
        rounds = self._rounds.get(index)
        if rounds is None:
            rounds = self._rounds[index] = self._by_path(found)
        return rounds.get(path, ())

    @cached_property
    def _by_template(self) -> dict[int, list[int]]:
        found = defaultdict[int, list[int]](list)
        for output, (template, _) in enumerate(self.emitted, 1):
            found[template].append(output)
        return dict(found)

    def _by_path(self, outputs: Iterable[int]) -> dict[Path, list[int]]:
        """Return output rows by each beginning of their paths."""
        found = defaultdict[Path, list[int]](list)
        for output in outputs:
            path = self.emitted[output - 1][1]
            for depth in range(1, len(path) + 1):
                found[path[:depth]].append(output)
        return dict(found)


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs in order, those that touch or overlap as one."""
    start = end = 0
    for first, last in runs:
        if start and first <= end + 1:
            end = max(end, last)
            continue
        if start:
            yield start, end
        start, end = first, last
    if start:
        yield start, end


def _told(emitted: Sequence[tuple[int, Path]]) -> Mapping[int, Run]:
    bodies: dict[int, Run] = {}
    for index, path in emitted:
        for loop, _ in path:
            first, last = bodies.get(loop, (index, index))
            bodies[loop] = (min(first, index), max(last, index))
    return bodies


class Looks(NamedTuple):
    """The rounds of rows and of columns that something stands in, and looks at cells from."""

    rows: Path = ()
    columns: Path = ()


OUTSIDE = Looks()
"""From outside all loops."""


@dataclass(frozen=True, slots=True)
class TableRound:
    """A table of the output: its name, and the rounds that hold all of it."""

    name: str
    looks: Looks = OUTSIDE


@dataclass(frozen=True)
class GrownTable:
    """What one sheet of the output has made of a table: one for each round of the loops around all of it.

    `shape` is the table as the template has it, on the template's sheet and rows.
    """

    shape: Table
    rounds: tuple[TableRound, ...]

    @cached_property
    def by_looks(self) -> Mapping[Looks, TableRound]:
        """The tables by the rounds that they stand in."""
        return {each.looks: each for each in self.rounds}


@dataclass(frozen=True)
class SheetGrowth:
    """How one output sheet came from its template sheet; a sheet loop makes several of one.

    `tables` are the template sheet's own, by name in lower case.
    """

    rows: Axis
    columns: Axis
    template_sheet: str
    name: str
    tables: Mapping[str, GrownTable] = field(default_factory=lambda: MappingProxyType({}))
    worked: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of the growth before, by whoever moves things: many rules of a sheet look alike."""

    @cached_property
    def is_still(self) -> bool:
        """Whether nothing on the sheet moved and its name is as it was."""
        return self.rows.is_still and self.columns.is_still and self.name == self.template_sheet


Growths = Mapping[str, tuple[SheetGrowth, ...]]
"""By template sheet, in the workbook's order, the output sheets it became: none where a condition dropped it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The output cell that something with a reference stands in; row and column from 1."""

    growth: SheetGrowth
    row: int
    column: int

    @property
    def row_path(self) -> Path:
        return self.growth.rows.path(self.row)

    @property
    def column_path(self) -> Path:
        return self.growth.columns.path(self.column)


@dataclass(frozen=True, slots=True)
class Referred:
    """Template rows (or columns) of a sheet that something refers to, and where on that sheet it stands.

    `viewer` is the template row (or column) of the cell that refers, or where a table begins; None for a name, a
    chart, another sheet.
    """

    first: int
    last: int
    viewer: int | None = None


def needs_blank(body: Run, referred: Iterable[Referred]) -> bool:
    """Return whether an empty loop must leave one blank row, lest a reference lose all that it refers to.

    `body` holds the loop's template rows without its control rows; these, right around it, count as its own. What
    stands in the body itself disappears with it and needs nothing.
    """
    first, last = body[0] - 1, body[1] + 1
    return any(
        first <= each.first
        and each.last <= last
        and (each.viewer is None or not body[0] <= each.viewer <= body[1])
        for each in referred
    )
