"""A spreadsheet as cells, whatever file it came from: the values that a person sees, each with its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from docgen.problems import Place


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    ERROR = "error"
    UNCALCULATED = "formula without value"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty. `row` and `column` count from 1.

    `text` is its value as the file has it: a number's digits, a date in ISO form (`2027-03-16`,
    `2027-03-16T06:00`, or `06:00` for a time alone), `true` or `false`, an error's name. `format` is the number format
    of a cell of a workbook, `label` what people call a cell that stands in no sheet of theirs.
    """

    row: int
    column: int
    kind: Kind
    text: str
    format: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """The address that people use, such as `C7`."""
        return self.label or f"{letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by row and column, which rows nobody sees, which areas are merged.

    A merge is its first and last row, and its first and last column.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()

    @cached_property
    def rows(self) -> Mapping[int, tuple[Cell, ...]]:
        """Return the cells of each row that has any, from left to right, the rows from the top."""
        found: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            found.setdefault(place[0], []).append(self.cells[place])
        return {row: tuple(cells) for row, cells in found.items()}

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place; below the head of a merge that spans rows, what the merge holds."""
        here = self.cells.get((row, column))
        return here or self._merged.get((row, column))

    @cached_property
    def _merged(self) -> Mapping[tuple[int, int], Cell]:
        return dict(self._covered())

    def _covered(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        for top, bottom, left, _ in self.merges:
            head = self.cells.get((top, left))
            # Nobody means a title over many rows to be said of each; a merge of a few rows says it of all of them.
            for row in range(top + 1, min(bottom, top + _MOST_MERGED) + 1) if head else ():
                yield (row, left), head  # type: ignore[misc]  # the loop is empty without a head


_MOST_MERGED = 1_000


@dataclass(frozen=True)
class Book:
    """A file of one sheet or several. `file` is what messages call it."""

    file: str
    sheets: tuple[Sheet, ...] = field(default=())

    def place(self, sheet: Sheet, cell: Cell | None = None, path: str = "") -> Place:
        """Return the place of a cell, or of a sheet."""
        trail = (sheet.name, cell.name) if cell else (sheet.name,)
        return Place(self.file, path=path, trail=trail)


def letters(column: int) -> str:
    """Return the letters of a column that counts from 1: `A`, `Z`, `AA`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """Return the column that letters name, from 1; 0 for no letters."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
