"""A spreadsheet with one row a client, and child sheets, to clients: by a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.imports.cells import Book, Cell, Kind, Sheet
from docgen.imports.mapping import Columns, Mapped, Target, folded
from docgen.imports.outcome import Outcome, drawn, noted, unusable
from docgen.imports.people import name_ids
from docgen.imports.reading_cells import read_cell, read_list, state_of
from docgen.imports.readings import Habits, Unusable
from docgen.imports.starting import VERSION, suggested_code
from docgen.imports.tree import Item, Tree, Way, shape_of, way_of
from docgen.intake.model.scalar import in_words, nearest, shown
from docgen.intake.nodes import Data
from docgen.intake.shape import Kind as Shaped
from docgen.intake.shape import Shape
from docgen.problems import Place, Problem

_DEEPEST_HEAD = 30
_PLAYBOOK = "managed_services"


@dataclass(slots=True)
class _Client:
    """One client that is being read: what is known, what could not be used, where its row is."""

    place: Place
    tree: Tree = field(default_factory=Tree)
    problems: list[Problem] = field(default_factory=list)


def read_rows(book: Book, mapped: Mapped, playbook: str = "") -> Outcome:
    """Return the clients of a spreadsheet, with every cell that could not be used.

    `playbook` is the process of clients for whom neither the file nor the mapping names one.
    """
    return _Rows(book, mapped).outcome(playbook or _PLAYBOOK)


class _Rows:
    """One spreadsheet that is being read."""

    def __init__(self, book: Book, mapped: Mapped) -> None:
        self._book = book
        self._mapped = mapped
        self._problems: list[Problem] = []
        self._by_key: dict[str, list[_Client]] = {}

    def outcome(self, playbook: str) -> Outcome:
        clients = list(self._clients())
        for child in self._mapped.children:
            self._children(child)
        for client in clients:
            self._constants(client, playbook)
            name_ids(client.tree)
        self._codes(clients)
        done = (drawn(client.tree, client.problems, client.place) for client in clients)
        return Outcome(tuple(done), tuple(self._problems))

    def _clients(self) -> Iterator[_Client]:
        columns = self._mapped.clients
        found = self._sheet(columns)
        if found is None:
            return
        sheet, head, heads = found
        for row in _rows_below(sheet, head):
            first = sheet.rows[row][0]
            client = _Client(self._book.place(sheet, first))
            self._row(sheet, row, heads, columns, client, ())
            if client.tree.data or client.problems:
                self._hide(sheet, row, client)
                key = self._cell(sheet, row, heads, columns.key)
                self._by_key.setdefault(folded(key.text) if key else "", []).append(client)
                yield client

    def _children(self, columns: Columns) -> None:
        found = self._sheet(columns)
        if found is None:
            return
        sheet, head, heads = found
        for row in _rows_below(sheet, head):
            key = self._cell(sheet, row, heads, columns.key)
            clients = self._by_key.get(folded(key.text), []) if key else []
            if len(clients) == 1:
                self._child(sheet, row, heads, columns, clients[0])
            else:
                self._orphan(sheet, row, key, bool(clients))

    def _orphan(self, sheet: Sheet, row: int, key: Cell | None, several: bool) -> None:
        place = self._book.place(sheet, key or sheet.rows[row][0])
        if key is None:
            message, hint = "This row does not say which client it is about.", "Fill in its key."
        else:
            what = "several clients" if several else "no client"
            message, hint = (
                f"{shown(key.text)} names {what} of the file; the row was not used.",
                "Mend the key.",
            )
        self._problems.append(unusable("no-client", place, message, hint))

    def _child(
        self, sheet: Sheet, row: int, heads: Mapping[str, int], columns: Columns, client: _Client
    ) -> None:
        keys = tuple(columns.path.split("."))
        items = client.tree.list_at(keys)
        items.append({})
        way: Way = (*keys, Item(str(len(items) - 1)))
        self._row(sheet, row, heads, columns, client, way)
        if items[-1] == {}:
            items.pop()

    def _row(
        self, sheet: Sheet, row: int, heads: Mapping[str, int], columns: Columns, client: _Client, way: Way
    ) -> None:
        for head, targets in columns.targets.items():
            for target in targets:
                cell = self._joined(sheet, row, heads, head, target)
                if cell is not None and self._applies(sheet, row, heads, target, cell, client):
                    self._take(sheet, cell, target, columns.path, client, way)

    def _take(self, sheet: Sheet, cell: Cell, target: Target, path: str, client: _Client, way: Way) -> None:
        whole = f"{path}[0].{target.to}" if path else target.to
        below = way_of(whole)
        if below is None:
            return
        shape = shape_of(whole)
        place = self._book.place(sheet, cell, target.to)
        try:
            value = _value(cell, target, shape, self._mapped.habits) if shape else cell.text.strip()
        except Unusable as fault:
            client.problems.append(unusable(fault.code, place, f"{target.to} {fault.message}", fault.hint))
            return
        steps: Way = (*way, *below[len(way) :]) if way else below
        if value is None and shape:
            state = state_of(cell, shape.inner or shape)
            if not way:
                client.tree.put(("facts", target.to, "status"), state, place)
            return
        if client.tree.put(steps, value, place) is not None:
            message = f"{target.to} has another value already; this cell was not used."
            client.problems.append(unusable("two-answers", place, message, "Keep one of the two."))

    def _applies(
        self, sheet: Sheet, row: int, heads: Mapping[str, int], target: Target, cell: Cell, client: _Client
    ) -> bool:
        for head, wanted in target.when:
            other = self._cell(sheet, row, heads, head)
            if other is None or folded(other.text) != folded(wanted):
                said = shown(other.text) if other else "empty"
                message = f"{target.to} was not taken: {head} is {said}, not {wanted}."
                client.problems.append(noted("not-taken", self._book.place(sheet, cell, target.to), message))
                return False
        return True

    def _joined(
        self, sheet: Sheet, row: int, heads: Mapping[str, int], head: str, target: Target
    ) -> Cell | None:
        """Return the cell of a column, with the texts of the columns that are joined to it."""
        cells = [self._cell(sheet, row, heads, each) for each in (head, *target.join)]
        there = [cell for cell in cells if cell is not None]
        if not target.join or not there or any(cell.kind not in (Kind.TEXT, Kind.NUMBER) for cell in there):
            return cells[0]
        text = target.glue.join(cell.text.strip() for cell in there)
        return Cell(there[0].row, there[0].column, Kind.TEXT, text, label=there[0].label)

    def _cell(self, sheet: Sheet, row: int, heads: Mapping[str, int], head: str) -> Cell | None:
        column = heads.get(folded(head))
        return sheet.at(row, column) if column else None

    def _sheet(self, columns: Columns) -> tuple[Sheet, int, Mapping[str, int]] | None:
        """Return the sheet of some columns, the row of its heads, and the column of each head."""
        names = [sheet.name for sheet in self._book.sheets]
        fits = [s for s in self._book.sheets if not columns.sheet or folded(s.name) == folded(columns.sheet)]
        if not fits:
            close = nearest(columns.sheet, names)
            hint = f"Did you mean {close}?" if close else f"There are {in_words(names)}."
            if not columns.path or names:
                self._say(
                    "no-sheet", Place(self._book.file), f"There is no sheet {shown(columns.sheet)}.", hint
                )
            return None
        sheet = fits[0]
        head = columns.header or _head_row(sheet, columns)
        heads = {folded(cell.text): cell.column for cell in reversed(sheet.rows.get(head, ()))}
        self._unmatched(sheet, head, heads, columns)
        return (sheet, head, heads) if any(folded(each) in heads for each in columns.targets) else None

    def _unmatched(self, sheet: Sheet, head: int, heads: Mapping[str, int], columns: Columns) -> None:
        """Report columns that the mapping does not know, and say which of its columns the file does not have."""
        if not any(folded(each) in heads for each in columns.targets):
            hint = f"Expected are {in_words(list(columns.targets), 8)}."
            self._say(
                "no-columns", self._book.place(sheet), "None of the mapping's columns is in this sheet.", hint
            )
            return
        if columns.key and folded(columns.key) not in heads and self._mapped.children:
            hint = "Child sheets name their clients by it."
            self._say("no-key", self._book.place(sheet), f"There is no column {shown(columns.key)}.", hint)
        for name, column in heads.items():
            count = sum((row, column) in sheet.cells for row in _rows_below(sheet, head))
            if name not in columns.heads | columns.ignored and count:
                cell = sheet.cells[head, column]
                message = (
                    f"The column {shown(cell.text)} is not in the mapping: {count:,} cells were not used."
                )
                hint = "Map it to a fact, or name it under ignore:."
                self._problems.append(noted("unused-column", self._book.place(sheet, cell), message, hint))

    def _hide(self, sheet: Sheet, row: int, client: _Client) -> None:
        if row in sheet.hidden:
            client.problems.append(noted("hidden-rows", client.place, "This row is hidden; it was read too."))

    def _constants(self, client: _Client, playbook: str) -> None:
        for path, value in (*self._mapped.constants, ("playbook", playbook), ("schema_version", VERSION)):
            way = way_of(path)
            if way and _may_stand(client.tree.data, way):
                client.tree.put(way, value, client.place)

    def _codes(self, clients: list[_Client]) -> None:
        """Give clients without a code one made of their names, no two the same."""
        taken = {_of_client(client, "code") for client in clients}
        for client in clients:
            name = _of_client(client, "legal_name")
            stem = suggested_code(name) if name and not _of_client(client, "code") else ""
            free = (stem if number == 1 else f"{stem[:6]}{number}" for number in range(1, len(clients) + 2))
            code = next((each for each in free if each not in taken), "") if stem else ""
            if code and not any(problem.where.path == "client.code" for problem in client.problems):
                taken.add(code)
                client.tree.put(("client", "code"), code, client.place)
                message = f"{name} has no code; it was given {code}."
                client.problems.append(noted("made-code", client.place, message, "Change it in the intake."))

    def _say(self, code: str, place: Place, message: str, hint: str) -> None:
        self._problems.append(unusable(code, place, message, hint))


def _value(cell: Cell, target: Target, shape: Shape, habits: Habits) -> Data:
    """Return what a cell says, None where it says that nobody knows."""
    inner = shape.inner if shape.kind is Shaped.LIST and shape.inner else shape
    parts = cell.text.split(target.split) if target.split and shape.kind is Shaped.LIST else [cell.text]
    words = [f"{target.prefix}{target.values.get(folded(part), part)}" for part in parts]
    if words != [cell.text]:
        cell = Cell(cell.row, cell.column, Kind.TEXT, "\n".join(words), label=cell.label)
    if state_of(cell, inner):
        return None
    if shape.kind is Shaped.LIST:
        return list[Data](read_list(cell, inner, habits))
    return read_cell(cell, inner, habits)


def _may_stand(data: Data, way: Way) -> bool:
    """Tell whether a constant is wanted: nothing is there, and the item that it speaks of is."""
    for step in way:
        if isinstance(step, Item):
            items = data if isinstance(data, list) else []
            data = next(
                (item for item in items if isinstance(item, dict) and item.get("id") == step.name), None
            )
            if data is None:
                return False
        elif isinstance(data, dict):
            data = data.get(step)
    return data is None or isinstance(data, (dict, list))


def _of_client(client: _Client, key: str) -> str:
    group = client.tree.data.get("client")
    value = group.get(key) if isinstance(group, dict) else None
    return value if isinstance(value, str) else ""


def _head_row(sheet: Sheet, columns: Columns) -> int:
    """Return the row, near the top, that holds most of the heads."""
    rows = list(sheet.rows)[:_DEEPEST_HEAD]
    return max(
        rows, key=lambda row: sum(folded(cell.text) in columns.heads for cell in sheet.rows[row]), default=1
    )


def _rows_below(sheet: Sheet, head: int) -> list[int]:
    return [row for row in sheet.rows if row > head]
