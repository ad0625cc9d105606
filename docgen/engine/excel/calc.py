"""Cached values: what the formulas of a rendered workbook come to, so that a reader sees figures before Excel does.

A viewer, a mail program or a script shows what the file holds beside a formula. Values are worked out where Excel
and LibreOffice would both come to them; a formula with anything else has none, and so has what builds on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from docgen.engine.excel.calc_cells import Area, Cells, Grid, Needs, Spot
from docgen.engine.excel.calc_functions import GRAMMAR
from docgen.engine.excel.calc_syntax import Along, Cited, Node, only_value, scalar
from docgen.engine.excel.calc_tables import Table, table_area
from docgen.engine.excel.calc_values import Failure, Fault, Unknown, Value, as_result, from_cell
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS
from docgen.engine.excel.lines import Line
from docgen.engine.excel.references import Reach, parse_area
from docgen.engine.excel.tokens import Token, split_sheet, tokens

Result: TypeAlias = float | int | str | bool | Fault

# Formulas that wait for each other at a time, before the one that needs still more is left without a value.
_MOST_WAITING = 200_000


@dataclass(frozen=True, slots=True)
class Names:
    """What formulas may name besides cells.

    `tables` by their names. `defined` holds what defined names refer to (without `=`), by the sheet that a name is
    kept to (empty for the whole workbook) and the name itself.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)
    defined: Mapping[tuple[str, str], str] = field(default_factory=dict)


def evaluate(
    cells: Mapping[str, Grid], formulas: Mapping[Spot, str | Line], *, names: Names | None = None
) -> dict[Spot, Result | None]:
    """Return each formula's value, or None where it has none that Excel and LibreOffice agree on.

    `cells` are all cells of the known sheets that hold no formula: sheet name → column → row → number, text, truth
    value or Fault; dates and times as the numbers that the file holds. A sheet that is not among them is not known,
    and nothing is that looks at it. `formulas` are those of the workbook, as texts without `=` or as they were moved,
    by sheet name, row and column; array formulas and data tables must not be among them, and their cells belong to
    no known sheet.

    The cost grows with the cells and the formulas, not with their product; a workbook whose formulas look at more
    than calc_cells.MAX_TOUCHED cells gets values for the first of them only.
    """
    book = _Book(cells, formulas, names or Names())
    for spot in formulas:
        book.settle(spot)
    found = {spot: book.cells.results[spot] for spot in formulas}
    return {spot: None if value is None else as_result(value) for spot, value in found.items()}


def written(value: Result) -> tuple[str, str]:
    """Return the type (`t`) and the text (`<v>`, unescaped) that a formula's cell has for a value."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, Fault):
        return "e", value.value
    return ("str", value) if isinstance(value, str) else ("n", repr(value))


class _Book:
    """The formulas of a workbook, worked out in the order in which they need each other."""

    def __init__(self, cells: Mapping[str, Grid], formulas: Mapping[Spot, str | Line], names: Names) -> None:
        self.cells = Cells(cells, formulas)
        self.tables = {name.lower(): table for name, table in names.tables.items()}
        self.defined = {(s.lower(), name.lower()): text for (s, name), text in names.defined.items()}
        self.areas: dict[tuple[str, str], Area] = {}
        self._formulas = formulas

    def settle(self, wanted: Spot) -> None:
        """Work a formula out, and before it what it needs. A formula that needs itself has no value."""
        waiting, begun = [wanted], set[Spot]()
        while waiting:
            spot = waiting[-1]
            if spot in self.cells.results:
                waiting.pop()
                continue
            begun.add(spot)
            try:
                self.cells.results[spot] = self._value(spot)
            except Needs as needs:
                circular = [needed for needed in needs.spots if needed in begun]
                if circular or len(waiting) > _MOST_WAITING:
                    self.cells.results.update(dict.fromkeys(circular or [spot]))
                else:
                    waiting += reversed(needs.spots)

    def _value(self, spot: Spot) -> Value:
        """Return what a formula comes to; None where that is not known."""
        node, named = _read(self._formulas[spot])
        if node is None:
            return None
        try:
            found = scalar(_Scope(self, spot, named), node)
        except Unknown:
            return None
        return from_cell(as_result(found))


def _read(formula: str | Line) -> tuple[Node | None, tuple[Cited, ...]]:
    return (formula.node, formula.named) if isinstance(formula, Line) else GRAMMAR.read(formula)


class _Scope:
    """A formula's cell, and what it names there."""

    __slots__ = ("book", "cells", "named", "spot")

    def __init__(self, book: _Book, spot: Spot, named: tuple[Cited, ...]) -> None:
        self.book, self.cells, self.spot, self.named = book, book.cells, spot, named

    def area(self, number: int) -> Area:
        word = self.named[number]
        if isinstance(word, Along):
            sheet, row, _ = self.spot
            return Area(sheet, row, word.left, row, word.right)
        found = self.book.areas.get((self.spot[0], word.text))  # many formulas of a sheet name the same
        return self._named(word) if found is None else found

    def value(self, number: int) -> Value:
        word = self.named[number]
        if word.__class__ is Along and word.left == word.right:
            sheet, row, _ = self.spot
            return self.cells.value(sheet, row, word.left)
        try:
            area = self.area(number)
        except Failure as failure:
            return failure.fault
        return only_value(self.cells, area)

    def _named(self, word: Token) -> Area:
        if word.kind == "reference":
            return self._reference(word.text)
        if word.kind == "table":
            return self._table(word.text)
        sheet, name = split_sheet(word.text)
        for scope in (sheet or self.spot[0], ""):
            meant = self.book.defined.get((scope.lower(), name.lower()))
            if meant is not None:
                return self._meant(meant)
        raise Unknown(word.text)

    def _meant(self, text: str) -> Area:
        """Return the area that a defined name refers to. Relative ones would count from the formula's cell."""
        words = list(tokens(text))
        if len(words) != 1 or words[0].kind not in {"reference", "table"}:
            raise Unknown(text)
        if words[0].kind == "reference" and not _is_fixed(split_sheet(text)[1]):
            raise Unknown(text)
        return self._named(words[0])

    def _reference(self, text: str) -> Area:
        sheet, *ends = _cells_of(text)
        found = Area(self.cells.sheet(sheet or self.spot[0]), *ends)
        self.book.areas[self.spot[0], text] = found
        return found

    def _table(self, text: str) -> Area:
        table = self.book.tables.get(text.partition("[")[0].lower())
        if table is None:
            raise Unknown(text)
        sheet, row, _ = self.spot
        return table_area(table, text, row=row if sheet == table.area.sheet else None)


@lru_cache(maxsize=8192)
def _cells_of(text: str) -> tuple[str, int, int, int, int]:
    """Return the sheet of a reference (empty for the formula's own) and its first and last row and column."""
    sheet, rest = split_sheet(text)
    area = parse_area(rest)
    if area is None:
        raise Unknown(text)
    top, bottom = _ends(area.rows, MAX_ROWS)
    left, right = _ends(area.columns, MAX_COLUMNS)
    return sheet, top, left, bottom, right


def _ends(reach: Reach | None, limit: int) -> tuple[int, int]:
    """Return the first and last row (or column) of a reference; all of them where it names none."""
    return (1, limit) if reach is None else (reach.first, reach.last)


def _is_fixed(area: str) -> bool:
    found = parse_area(area)
    ends = [reach for reach in (found.rows, found.columns) if reach is not None] if found else []
    return bool(ends) and all(reach.first_fixed and reach.last_fixed for reach in ends)
