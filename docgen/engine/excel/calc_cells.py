"""The cells that formulas look at, so that many formulas over one long range cost little more than one.

Each column is held as the sorted list of its rows that hold something. Sums over a range that grows row by row are
carried on from the last one asked for; what equals a criterion is looked up in an index made once per range.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, NamedTuple, TypeAlias

from docgen.engine.excel.calc_values import Fault, Unknown, Value, from_cell

Spot: TypeAlias = tuple[str, int, int]
Grid: TypeAlias = Mapping[int, Mapping[int, object]]

# Cells looked at in one workbook before no further value is worked out: about a second's work.
MAX_TOUCHED = 2_000_000
# Up to so many cells, adding them up costs less than remembering the sum.
_FEW = 32
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?")


class Area(NamedTuple):
    """A rectangle of cells of one sheet; rows and columns count from 1, both ends belong to it."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def size(self) -> int:
        return self.width * (self.bottom - self.top + 1)

    def shaped(self, other: Area) -> Area:
        """Return the area of another's shape that begins where this one begins."""
        bottom, right = self.top + other.bottom - other.top, self.left + other.width - 1
        return self._replace(bottom=bottom, right=right)


class Needs(Exception):
    """Formulas have to be worked out first."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        super().__init__(spots)
        self.spots = spots


class Totals(NamedTuple):
    """What a range adds up to. `carry` is what the sum lost to rounding, as Neumaier's summation keeps it."""

    total: float = 0.0
    carry: float = 0.0
    numbers: int = 0
    least: float = inf
    greatest: float = -inf
    texts: int = 0
    empty_texts: int = 0
    flags: int = 0
    fault: Fault | None = None
    faults: int = 0

    @property
    def sum(self) -> float:
        return self.total + self.carry

    @property
    def filled(self) -> int:
        return self.numbers + self.texts + self.flags + self.faults


def added(before: Totals, values: Iterable[Value]) -> Totals:
    """Return the totals with more values. Raise Unknown for a second, different error value."""
    total, carry, numbers, least, greatest, texts, empty_texts, flags, fault, faults = before
    for value in values:
        if isinstance(value, float):
            raised = total + value
            carry += (total - raised) + value if abs(total) >= abs(value) else (value - raised) + total
            total, numbers = raised, numbers + 1
            least, greatest = min(least, value), max(greatest, value)
        elif isinstance(value, str):
            texts, empty_texts = texts + 1, empty_texts + (value == "")
        elif isinstance(value, bool):
            flags += 1
        elif value is not None:
            if fault not in {None, value}:
                raise Unknown(fault, value)
            fault, faults = value, faults + 1
    return Totals(total, carry, numbers, least, greatest, texts, empty_texts, flags, fault, faults)


class _Formula:
    """Stands in a column for a formula that has not been worked out yet."""


_FORMULA = _Formula()


@dataclass(slots=True)
class _Column:
    """The rows of a column that hold something, in order, and what they hold; `waits` where formulas are among it."""

    rows: list[int]
    values: list[Value | _Formula]
    waits: bool
    checkpoints: dict[int, list[tuple[int, Totals]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Index:
    """Where in an area each number, text (in lower case) and truth value stands, by offset.

    `number_texts` are the texts that say a number in so many digits.
    """

    numbers: dict[float, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    flags: dict[bool, list[int]] = field(default_factory=lambda: defaultdict(list))
    number_texts: set[str] = field(default_factory=set)

    def add(self, offset: int, value: Value) -> None:
        """Take note of a cell; of an error or an empty one there is nothing to find."""
        if isinstance(value, str):
            folded = value.lower()
            self.texts[folded].append(offset)
            if _PLAIN_NUMBER.fullmatch(value):
                self.number_texts.add(folded)
        elif isinstance(value, bool):
            self.flags[value].append(offset)
        elif isinstance(value, float):
            self.numbers[number_key(value)].append(offset)


class Cells:
    """All sheets: what was written, and what the formulas came to (`results`; None where that is not known).

    `matches` keeps which cells of an area meet a criterion, for whoever asks again.
    """

    def __init__(self, grids: Mapping[str, Grid], formulas: Iterable[Spot]) -> None:
        self.results: dict[Spot, Value] = {}
        self.matches: dict[object, Any] = {}
        self._grids = {name.lower(): (name, grid) for name, grid in grids.items()}
        self._named = grids
        self._spots = frozenset(formulas)
        self._formulas: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._columns: dict[tuple[str, int], _Column] = {}
        self._filled: dict[Area, dict[int, Value]] = {}
        self._indexes: dict[Area, Index] = {}
        self._touched = 0
        for sheet, row, column in self._spots:
            self._formulas[sheet, column].add(row)

    def sheet(self, name: str) -> str:
        """Return a sheet's name as it is written. Raise Unknown for one whose cells are not known."""
        if name.lower() not in self._grids:
            raise Unknown(name)
        return self._grids[name.lower()][0]

    def value(self, sheet: str, row: int, column: int) -> Value:
        """Return what one cell holds. Raise Needs for a formula not yet worked out."""
        spot = (sheet, row, column)
        found = self.results.get(spot)
        if found is not None:
            return found
        if spot in self._spots:
            return self._result(spot)
        written = self._named[sheet].get(column)
        return None if written is None else from_cell(written.get(row))

    def _result(self, spot: Spot) -> Value:
        if spot not in self.results:
            raise Needs([spot])
        if self.results[spot] is None:
            raise Unknown(spot)
        return self.results[spot]

    def _row(self, area: Area) -> list[Value]:
        """Return what the cells of one row hold. Raise Needs naming all formulas that are not worked out yet."""
        sheet, row, left, _, right = area
        self.touch(area.width)
        needed = [
            (sheet, row, column)
            for column in range(left, right + 1)
            if row in self._formulas.get((sheet, column), ()) and (sheet, row, column) not in self.results
        ]
        if needed:
            raise Needs(needed)
        return [self.value(sheet, row, column) for column in range(left, right + 1)]

    def touch(self, count: int) -> None:
        """Count cells that are looked at one by one. Raise Unknown when they have become too many."""
        self._touched += count
        if self._touched > MAX_TOUCHED:
            raise Unknown(MAX_TOUCHED)

    def totals(self, area: Area) -> Totals:
        """Return what an area adds up to, column by column."""
        if area.top == area.bottom and area.width <= _FEW:
            return added(Totals(), self._row(area))
        parts = [self._column_totals(area, column) for column in self._columns_of(area)]
        return parts[0] if len(parts) == 1 else joined(parts)

    def filled(self, area: Area) -> Mapping[int, Value]:
        """Return what the cells of an area hold that are not empty, by offset, left to right and down."""
        found = self._filled.get(area)
        if found is None:
            if area.top == area.bottom and area.width <= _FEW:
                held = enumerate(self._row(area))
                found = {offset: value for offset, value in held if value is not None}
            elif area.width == 1:
                found = dict(self._held(area))
            else:
                found = dict(sorted(self._held(area)))
            self._filled[area] = found
        return found

    def _held(self, area: Area) -> Iterator[tuple[int, Value]]:
        """Yield what the cells of an area hold that are not empty, by offset, column by column."""
        for number in self._columns_of(area):
            column, first, last = self._slice(area, number)
            values = self._settled(area.sheet, number, column, first, last)
            shift, width = number - area.left - area.top * area.width, area.width
            offsets = [row * width + shift for row in column.rows[first:last]]
            yield from zip(offsets, values, strict=True)

    def index(self, area: Area) -> Index:
        """Return where in an area each value stands."""
        index = self._indexes.get(area)
        if index is None:
            index = Index()
            for offset, value in self.filled(area).items():
                index.add(offset, value)
            self._indexes[area] = index  # not sooner: formulas may have to be worked out first
        return index

    def _columns_of(self, area: Area) -> list[int]:
        """Return the columns of an area that hold anything, or its first."""
        _, grid = self._grids[area.sheet.lower()]
        if area.width <= _FEW:
            return list(range(area.left, area.right + 1))
        named = set(grid) | {column for sheet, column in self._formulas if sheet == area.sheet}
        return sorted(column for column in named if area.left <= column <= area.right) or [area.left]

    def _column(self, sheet: str, number: int) -> _Column:
        if (sheet, number) not in self._columns:
            written = self._grids[sheet.lower()][1].get(number, {})
            formulas = self._formulas.get((sheet, number), set())
            rows = sorted({row for row, value in written.items() if value is not None} | formulas)
            values = [_FORMULA if row in formulas else from_cell(written[row]) for row in rows]
            self._columns[sheet, number] = _Column(rows, values, bool(formulas))
        return self._columns[sheet, number]

    def _slice(self, area: Area, number: int) -> tuple[_Column, int, int]:
        column = self._column(area.sheet, number)
        return column, bisect_left(column.rows, area.top), bisect_right(column.rows, area.bottom)

    def _settled(self, sheet: str, number: int, column: _Column, first: int, last: int) -> list[Value]:
        """Return a stretch of a column with its formulas' results. Raise Needs naming all that are not there yet."""
        self.touch(last - first)
        needed = []
        for at in [at for at in range(first, last) if column.values[at] is _FORMULA] if column.waits else ():
            spot = (sheet, column.rows[at], number)
            if spot in self.results:
                column.values[at] = self._result(spot)
            else:
                needed.append(spot)
        if needed:
            raise Needs(needed)
        return column.values[first:last]  # type: ignore[return-value]

    def _column_totals(self, area: Area, number: int) -> Totals:
        column, first, last = self._slice(area, number)
        if last - first <= _FEW:
            return added(Totals(), self._settled(area.sheet, number, column, first, last))
        known = column.checkpoints[first]
        at = bisect_right(known, last, key=lambda checkpoint: checkpoint[0])
        end, totals = known[at - 1] if at else (first, Totals())
        if end < last:
            totals = added(totals, self._settled(area.sheet, number, column, end, last))
            insort(known, (last, totals), key=lambda checkpoint: checkpoint[0])
        return totals


def joined(parts: Iterable[Totals]) -> Totals:
    """Return the totals of several stretches together. Raise Unknown where they hold different error values."""
    whole = Totals()
    for part in parts:
        if None is not whole.fault is not part.fault is not None:
            raise Unknown(whole.fault, part.fault)
        whole = Totals(
            whole.total + part.total,
            whole.carry + part.carry,
            whole.numbers + part.numbers,
            min(whole.least, part.least),
            max(whole.greatest, part.greatest),
            whole.texts + part.texts,
            whole.empty_texts + part.empty_texts,
            whole.flags + part.flags,
            whole.fault or part.fault,
            whole.faults + part.faults,
        )
    return whole


def number_key(value: float) -> float:
    """Return the form under which numbers that differ only in what binary fractions lose are equal."""
    return value if value.is_integer() else float(f"{value:.13e}")
