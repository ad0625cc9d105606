"""Tables of a workbook: what the template says of each, and which tables the output has, under which names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docgen.engine.excel.book import Book, SheetEntry
from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_tables import Table
from docgen.engine.excel.cells import read_xstring
from docgen.engine.excel.growth import Axis, GrownTable, TableRound
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import Box, rounds_of
from docgen.engine.excel.references import rectangle
from docgen.engine.links import links, parse
from docgen.engine.markup import Element


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table of a template sheet: its part, id and name, and its shape on the template's rows and columns."""

    part: str
    number: int
    name: str
    shape: Table

    @property
    def box(self) -> Box:
        """The template's cells of the table, header and totals included."""
        area = self.shape.area
        return Box((area.top, area.bottom), (area.left, area.right))


def read_tables(book: Book, entry: SheetEntry) -> tuple[TableEntry, ...]:
    """Return the tables of a sheet, in the order of its relationships."""
    parts = [
        relation.target
        for relation in links(book.package, entry.part).values()
        if relation.kind == "table" and relation.target in book.package
    ]
    roots = [(part, parse(book.package, part)) for part in parts]
    return tuple(_entry(part, root, entry.name) for part, root in roots if root.tag == s("table"))


def _entry(part: str, root: Element, sheet: str) -> TableEntry:
    rows, columns = rectangle(root.get("ref", "A1"))
    shape = Table(
        Area(sheet, rows[0], columns[0], rows[1], columns[1]),
        tuple(read_xstring(node.get("name", "")) for node in root.iter(s("tableColumn"))),
        root.get("headerRowCount", "1") != "0",
        root.get("totalsRowCount", "0") != "0",
    )
    return TableEntry(part, int(root.get("id", "0")), root.get("displayName", ""), shape)


class TableNames:
    """Names for the tables of the output: the first of a template's table keeps its name, the others get numbers.

    A workbook's tables and defined names are all told apart, without regard to case.
    """

    def __init__(self, tables: Iterable[TableEntry], defined: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in defined} | {table.name.casefold() for table in tables}
        self._made: dict[str, int] = {}

    def grown(self, tables: Iterable[TableEntry], rows: Axis, columns: Axis) -> Mapping[str, GrownTable]:
        """Return what a sheet whose rows and columns grew so makes of its tables, by name in lower case.

        A table that stands in a loop with all its rows comes once for each round; of a round that lacks the header,
        and of a row that is only kept blank, nothing is made.
        """
        return {
            table.name.lower(): GrownTable(table.shape, tuple(self._rounds(table, rows, columns)))
            for table in tables
        }

    def _rounds(self, table: TableEntry, rows: Axis, columns: Axis) -> Iterable[TableRound]:
        top, box = table.shape.area.top, table.box
        if not rows.common(*box.rows) and not columns.common(*box.columns):
            yield TableRound(self._name(table.name))
            return
        for _, looks in rounds_of(box, rows, columns):
            if not table.shape.has_header or rows.runs(top, top, looks.rows):
                yield TableRound(self._name(table.name), looks)

    def _name(self, name: str) -> str:
        number = self._made[name] = self._made.get(name, 0) + 1
        if number == 1:
            return name
        while f"{name}_{number}".casefold() in self._taken:
            number += 1
        self._taken.add(f"{name}_{number}".casefold())
        return f"{name}_{number}"
