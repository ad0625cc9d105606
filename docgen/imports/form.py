"""The workbook to fill in, read back: each cell by the path beside or above it, wherever people moved it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from docgen.imports.cells import Book, Cell, Sheet
from docgen.imports.cells import Kind as Held
from docgen.imports.filling import NONE, is_structure
from docgen.imports.layout import KEY
from docgen.imports.outcome import Drawn, drawn, noted, unusable
from docgen.imports.people import name_ids
from docgen.imports.reading_cells import read_cell, read_list, state_of
from docgen.imports.readings import Habits, Unusable
from docgen.imports.tree import Item, Tree, Way, way_of
from docgen.intake.model.scalar import nearest, shown
from docgen.intake.nodes import Data
from docgen.intake.paths import meant, trail
from docgen.intake.shape import Kind, Shape, all_paths
from docgen.problems import Place, Problem

FACT, ANSWER = "fact", "answer"
_COLUMN = re.compile(r"([a-z_0-9.]+)(\[\]|\{\})\.([a-z_0-9.]+)")
_PATH = re.compile(r"[a-z_0-9]+(?:[.\[][^\s]*)?")


def is_form(book: Book) -> bool:
    """Tell whether a file is a workbook that docgen made to be filled in."""
    return any(True for sheet in book.sheets for _ in _heads(sheet))


def read_form(book: Book, habits: Habits) -> Drawn:
    """Return the client that a filled-in workbook tells of, with every cell that could not be used."""
    form = _Form(book, habits)
    for sheet in book.sheets:
        form.read(sheet)
    form.late()
    place = book.place(book.sheets[0]) if book.sheets else Place(book.file)
    name_ids(form.tree)
    return drawn(form.tree, form.problems, place)


def _heads(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    """Yield the row of each head of questions, with the columns of fact and answer."""
    for row, cells in sheet.rows.items():
        named = {cell.text.strip().casefold(): cell.column for cell in cells}
        if FACT in named and ANSWER in named:
            yield row, named[FACT], named[ANSWER]


@dataclass(slots=True)
class _Columns:
    """The columns of one table: its list, whether it has keys of its own, and the fact of each column."""

    path: str
    keyed: bool
    facts: dict[int, str] = field(default_factory=dict)


class _Form:
    """One workbook that is being read. Facts by path wait until the lists that they speak of are known."""

    def __init__(self, book: Book, habits: Habits) -> None:
        self.tree = Tree()
        self.problems: list[Problem] = []
        self._book = book
        self._habits = habits
        self._late: list[tuple[Sheet, str, Cell, Cell]] = []

    def read(self, sheet: Sheet) -> None:
        """Take in one sheet: its answers and its tables."""
        heads = {row: (fact, answer) for row, fact, answer in _heads(sheet)}
        spot: tuple[int, int] | None = None
        table: _Columns | None = None
        labelled = used_hidden = False
        for row, cells in sheet.rows.items():
            if row in heads:
                spot, table = heads[row], None
            elif columns := _columns(cells):
                table, spot, labelled = columns, None, False
            elif table and not labelled:
                labelled = _is_label(cells, table)
            elif table:
                used_hidden |= row in sheet.hidden
                self._row(sheet, row, table)
            elif spot:
                used_hidden |= row in sheet.hidden and sheet.at(row, spot[1]) is not None
                self._asked(sheet, row, *spot)
        if used_hidden:
            message = f"The sheet {sheet.name} has hidden rows; what stands in them was read too."
            self.problems.append(noted("hidden-rows", self._book.place(sheet), message))

    def late(self) -> None:
        """Take in the facts that name an item of a list: now the lists are known."""
        for sheet, path, said, answer in self._late:
            self._by_path(sheet, path, said, answer)

    def _asked(self, sheet: Sheet, row: int, fact: int, answer: int) -> None:
        said, cell = sheet.cells.get((row, fact)), sheet.at(row, answer)
        if said is None and cell is not None:
            self._unnamed(sheet, cell)
        if said is None or cell is None:
            return
        path = said.text.strip()
        if "[" in path or is_structure(cell.text):
            self._late.append((sheet, path, said, cell))
        else:
            self._by_path(sheet, path, said, cell)

    def _unnamed(self, sheet: Sheet, cell: Cell) -> None:
        message = f"{shown(cell.text)} stands beside no fact."
        self._refuse("no-fact", sheet, cell, "", message, "Write the path of the fact in the column Fact.")

    def _by_path(self, sheet: Sheet, path: str, said: Cell, cell: Cell) -> None:
        found, way = trail(path), way_of(path)
        if way is None:
            close = meant(path) or nearest(path, all_paths())
            hint = f"Did you mean {close}?" if close else "Write a path such as applications[app-xero].rto."
            self._refuse("unknown-value", sheet, said, "", f"{shown(path)} is not the path of a fact.", hint)
            return
        self._answer(sheet, way, path, found.shape if found else None, cell)

    def _answer(self, sheet: Sheet, way: Way, path: str, shape: Shape | None, cell: Cell) -> None:
        try:
            value = self._value(path, shape, cell)
        except Unusable as fault:
            self._refuse(fault.code, sheet, cell, path, f"{path} {fault.message}", fault.hint)
            return
        if value is not None:
            self._put(way, value, self._book.place(sheet, cell, path))

    def _put(self, way: Way, value: Data, place: Place) -> None:
        other = self.tree.put(way, value, place)
        if other is not None:
            message = f"{place.path} says something else in {' '.join(other.trail)}; this cell was not used."
            self.problems.append(unusable("two-answers", place, message, "Keep one of the two."))

    def _value(self, path: str, shape: Shape | None, cell: Cell) -> Data:
        """Return what a cell says; None where it says that nobody knows, which is noted in the facts."""
        if shape is None:
            return _structure(cell.text) if is_structure(cell.text) else cell.text
        inner = shape.inner if shape.kind is Kind.LIST and shape.inner else shape
        if shape.kind is not Kind.VALUE and (
            shape is inner or inner.kind is not Kind.VALUE or is_structure(cell.text)
        ):
            return _group(shape, cell)
        if state := state_of(cell, inner):
            self._state(path, state, cell)
            return None
        if shape.kind is Kind.LIST:
            return list[Data](read_list(cell, inner, self._habits))
        return self._single(inner, cell)

    def _single(self, shape: Shape, cell: Cell) -> str:
        if cell.kind is Held.TEXT and is_structure(cell.text):
            text = _structure_or_text(cell.text)
            cell = Cell(cell.row, cell.column, cell.kind, text, cell.format) if text != cell.text else cell
            if text != text.strip() or state_of(cell, shape):
                return text
        return read_cell(cell, shape, self._habits)

    def _state(self, path: str, state: str, cell: Cell) -> None:
        self.tree.put(
            ("facts", path, "status"), state, Place(self._book.file, path=f"facts.{path}", trail=(cell.name,))
        )

    def _row(self, sheet: Sheet, row: int, table: _Columns) -> None:
        cells = {column: cell for column in table.facts if (cell := sheet.at(row, column)) is not None}
        loose = [cell for cell in sheet.rows.get(row, ()) if cell.column not in table.facts]
        for cell in loose:
            self._refuse(
                "no-fact", sheet, cell, "", f"{shown(cell.text)} stands in a column of no fact.", _NO_COLUMN
            )
        if not any((row, column) in sheet.cells for column in table.facts):
            return
        way = tuple(table.path.split("."))
        if [cell.text.strip().casefold() for cell in cells.values()] == [NONE]:
            empty: Data = {} if table.keyed else []
            self._put(way, empty, self._book.place(sheet, next(iter(cells.values())), table.path))
        elif table.keyed:
            self._keyed(sheet, way, table, cells)
        else:
            self._item(sheet, way, table, cells)

    def _keyed(self, sheet: Sheet, way: Way, table: _Columns, cells: Mapping[int, Cell]) -> None:
        keys = [cell for column, cell in cells.items() if table.facts[column] == KEY]
        if not keys:
            first = next(iter(cells.values()))
            self._refuse(
                "no-key",
                sheet,
                first,
                "",
                f"This row of {table.path} does not say which it is about.",
                _NO_KEY,
            )
            return
        key = keys[0].text.strip()
        self._put((*way, key), {}, self._book.place(sheet, keys[0], f"{table.path}.{key}"))
        for column, cell in cells.items():
            if table.facts[column] != KEY:
                self._column(sheet, (*way, key), f"{table.path}.{key}", table, column, cell)

    def _item(self, sheet: Sheet, way: Way, table: _Columns, cells: Mapping[int, Cell]) -> None:
        ids = [cell.text.strip() for column, cell in cells.items() if table.facts[column] == "id"]
        position = len(self.tree.list_at(way))
        name = ids[0] if ids and not _taken(self.tree.list_at(way), ids[0]) else str(position)
        self.tree.list_at(way).append({"id": ids[0]} if ids else {})
        for column, cell in cells.items():
            self._column(sheet, (*way, Item(name)), f"{table.path}[{name}]", table, column, cell)

    def _column(self, sheet: Sheet, way: Way, path: str, table: _Columns, column: int, cell: Cell) -> None:
        fact = table.facts[column]
        brackets = f"[0].{fact}" if not table.keyed else f".{_ANY_KEY.get(table.path, 'x')}.{fact}"
        found = trail(f"{table.path}{brackets}")
        self._answer(sheet, (*way, *fact.split(".")), f"{path}.{fact}", found.shape if found else None, cell)

    def _refuse(self, code: str, sheet: Sheet, cell: Cell, path: str, message: str, hint: str) -> None:
        self.problems.append(unusable(code, self._book.place(sheet, cell, path), message, hint))


_NO_COLUMN = "Move it into a column of the table, or take it out."
_NO_KEY = "Write it in the column Which."
_ANY_KEY: Mapping[str, str] = {}


def _columns(cells: tuple[Cell, ...]) -> _Columns | None:
    """Return the table that a row of paths begins, or None for any other row."""
    found = [(cell.column, match) for cell in cells if (match := _COLUMN.fullmatch(cell.text.strip()))]
    if not found:
        return None
    path, sign = found[0][1][1], found[0][1][2]
    return _Columns(path, sign == "{}", {column: match[3] for column, match in found if match[1] == path})


def _is_label(cells: tuple[Cell, ...], table: _Columns) -> bool:
    """Tell whether a row is the heads of a table: of at least two of its columns; what stands above is no data."""
    return sum(cell.column in table.facts and len(cell.text) > len("S1") for cell in cells) > min(
        1, len(table.facts) - 1
    )


def _taken(items: list[Data], name: str) -> bool:
    return any(isinstance(item, dict) and item.get("id") == name for item in items)


def _group(shape: Shape, cell: Cell) -> Data:
    if not is_structure(cell.text):
        raise Unusable("wrong-type", f"is {shown(cell.text)}, where {shape.kind.value} is expected.", _BY_KEY)
    return _structure(cell.text)


_BY_KEY = "Name the facts below it, one a row."


def _structure(text: str) -> Data:
    """Return what the JSON or YAML of a cell holds, every value as text."""
    try:
        found: Data = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        raise Unusable(
            "bad-value", f"is {shown(text)}, which cannot be read.", "Close its brackets and quotes."
        ) from None
    return found


def _structure_or_text(text: str) -> str:
    try:
        found = _structure(text)
    except Unusable:
        return text
    return found if isinstance(found, str) else text
