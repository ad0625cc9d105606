"""The sheets that came out: how each grew, its formulas moved and worked out, its values for charts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from docgen.engine.escape import escape
from docgen.engine.excel.calc import Names, Result, evaluate
from docgen.engine.excel.calc import written as written_value
from docgen.engine.excel.cells import RichText, serial
from docgen.engine.excel.grid import FormulaCell
from docgen.engine.excel.growth import Axis, Growths, SheetGrowth
from docgen.engine.excel.heights import Space, row_height
from docgen.engine.excel.lines import Line, Lines
from docgen.engine.excel.moved.areas import moved_ref
from docgen.engine.excel.references import cell as cell_name
from docgen.engine.excel.references import letters
from docgen.engine.excel.runtime import Hole, WrittenSheet
from docgen.engine.excel.tables import TableNames
from docgen.engine.excel.workbook import Sheet, Workbook
from docgen.errors import RenderError
from docgen.problems import Place, Problem, Severity

Cell = tuple[str, int, int]


@dataclass(slots=True, eq=False)
class OutputSheet:
    """One sheet of the output. `round` counts the sheets that a sheet loop made of one template sheet, from 0."""

    sheet: Sheet
    written: WrittenSheet
    round: int = 0
    growth: SheetGrowth = field(init=False)

    def place(self, file: str, row: int, column: int) -> Place:
        """Return the place of an output cell."""
        return Place(file=file, trail=(f"{self.written.name}!{cell_name(row, column)}",))


def grown(workbook: Workbook, outputs: Iterable[Sequence[OutputSheet]]) -> tuple[Growths, list[OutputSheet]]:
    """Return how every sheet of the template grew, in the workbook's order, and the output sheets in order."""
    of_part = {
        sheet.template.entry.part: list(found) for sheet, found in zip(workbook.sheets, outputs, strict=True)
    }
    defined = (node.get("name", "") for node in workbook.book.root.iter("{*}definedName"))
    names = TableNames([table for sheet in workbook.sheets for table in sheet.tables], defined)
    growths: dict[str, tuple[SheetGrowth, ...]] = {}
    sheets: list[OutputSheet] = []
    for entry in workbook.book.sheets:
        if entry.part not in of_part:
            growths[entry.name] = (SheetGrowth(Axis.still(), Axis.still(), entry.name, entry.name),)
            continue
        for round_, output in enumerate(of_part[entry.part]):
            output.round = round_
            output.growth = _growth(output, names)
            sheets.append(output)
        growths[entry.name] = tuple(output.growth for output in of_part[entry.part])
    return growths, sheets


def _growth(output: OutputSheet, names: TableNames) -> SheetGrowth:
    template, written = output.sheet.template, output.written
    height, width = template.size
    rows, columns = Axis.still(height), Axis.still(width)
    if output.sheet.part is not None:
        rows = Axis(written.emitted, size=height, bodies=template.row_bodies)
    if output.sheet.part is not None and template.has_columns:
        columns = Axis(written.columns, size=width, bodies=template.column_bodies)
    tables = names.grown(output.sheet.tables, rows, columns)
    return SheetGrowth(rows, columns, template.entry.name, written.name, tables)


# -- formulas -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Formulas:
    """The formulas of the output, moved; `values` what those came to that could be worked out."""

    lines: dict[Cell, Line] = field(default_factory=dict)
    values: Mapping[Cell, Result | None] = field(default_factory=dict)
    grids: dict[str, dict[int, dict[int, Any]]] = field(default_factory=dict)

    @property
    def all_known(self) -> bool:
        """Whether every formula carries its value."""
        return all(self.values.get(cell) is not None for cell in self.lines)

    def value(self, sheet: str, row: int, column: int) -> object:
        """Return what an output cell holds; None for nothing, or where it is not known."""
        found = self.values.get((sheet, row, column))
        return self.grids.get(sheet, {}).get(column, {}).get(row) if found is None else found

    def text(self, sheet: str, row: int, column: int) -> str:
        """Return an output cell's text, as a table's header needs it."""
        value = self.value(sheet, row, column)
        return "" if value is None else str(value)


def move_formulas(workbook: Workbook, sheets: Sequence[OutputSheet], growths: Growths) -> Formulas:
    """Return the formulas as they read in the output. Raise RenderError for one that grew too long."""
    found = Formulas()
    problems = []
    for output in sheets:
        found.grids[output.written.name] = noted_values(output.written, workbook.book.since_1904)
        name, lines = output.written.name, Lines(output.growth, growths)
        for hole in output.written.holes:
            form = output.sheet.template.forms[hole.formula]
            try:
                line = lines.line(form, hole.row, hole.column)
            except ValueError as error:
                where = output.place(workbook.book.package.file, hole.row, hole.column)
                problems.append(Problem("wrong-value", Severity.ERROR, where, f"{error}.", ""))
            else:
                found.lines[name, hole.row, hole.column] = line
    if problems:
        raise RenderError(problems)
    return found


def noted_values(written: WrittenSheet, since_1904: bool) -> dict[int, dict[int, Any]]:
    """Return the values of a sheet as formulas see them: by column and row, dates as numbers."""
    return {
        column: {
            row: value if value and value.__class__ is str else _seen(value, since_1904)
            for row, value in cells.items()
        }
        for column, cells in written.noted.items()
    }


def _seen(value: Any, since_1904: bool) -> Any:
    kind = value.__class__
    if kind is str or kind is float or kind is bool:
        return value or (None if kind is str else value)
    if kind is int or kind is Decimal:
        return float(value)
    if isinstance(value, (date, time, timedelta)):
        return serial(value, since_1904=since_1904)
    return value.plain() if isinstance(value, RichText) else value


def work_out(formulas: Formulas, sheets: Sequence[OutputSheet], names: Names) -> None:
    """Work out what formulas come to, where Excel and LibreOffice agree."""
    arrays = {
        (output.written.name, hole.row, hole.column)
        for output in sheets
        for hole in output.written.holes
        if output.sheet.template.formulas[hole.formula].attributes.get("t") in ("array", "dataTable")
    }
    unknown = {sheet for sheet, _, _ in arrays}
    cells = {name: grid for name, grid in formulas.grids.items() if name not in unknown}
    lines = {cell: line for cell, line in formulas.lines.items() if cell[0] not in unknown}
    formulas.values = evaluate(cells, lines, names=names)


def fill_holes(output: OutputSheet, formulas: Formulas) -> None:
    """Write the formulas of a sheet into the places that were left for them."""
    name = output.written.name
    for hole in output.written.holes:
        cell = (name, hole.row, hole.column)
        formula = output.sheet.template.formulas[hole.formula]
        xml = _formula_xml(hole, formula, formulas.lines[cell], formulas.values.get(cell), output.growth)
        output.written.rows[hole.at] = xml


def fit_rows(output: OutputSheet, formulas: Formulas) -> None:
    """Write the heights of the rows that follow their texts."""
    written, sheet = output.written, output.sheet.template.fitting
    grid, values = formulas.grids.get(written.name, {}), formulas.values
    spaces: dict[int, tuple[Space, ...]] = {}

    def text_at(column: int) -> object:
        found = grid[column].get(row) if column in grid else None
        return values.get((written.name, row, column)) if found is None else found

    for index, row in written.fitted:
        number = written.emitted[row - 1][0]
        if number not in spaces:
            spaces[number] = sheet.spaces(number, written.columns)
        height = row_height(sheet.rows[number].least, spaces[number], text_at)
        written.rows[index] = f' ht="{height:g}"'


def _formula_xml(
    hole: Hole, formula: FormulaCell, line: Line, value: Result | None, growth: SheetGrowth
) -> str:
    listed, row = _listed(hole, formula, growth) if formula.attributes else "", str(hole.row)
    start = f'<c r="{letters(hole.column)}{row}"{hole.style}'
    if value is None:
        return f"{start}><f{listed}>{line.xml(row)}</f></c>"
    kind, shown = written_value(value)
    typed = "" if kind == "n" else f' t="{kind}"'
    return f"{start}{typed}><f{listed}>{line.xml(row)}</f><v>{escape(shown)}</v></c>"


def _listed(hole: Hole, formula: FormulaCell, growth: SheetGrowth) -> str:
    attributes = formula.attributes
    if "ref" in attributes:
        attributes = {**attributes, "ref": _own_ref(hole, formula, growth)}
    return "".join(f' {key}="{value}"' for key, value in attributes.items())


def _own_ref(hole: Hole, formula: FormulaCell, growth: SheetGrowth) -> str:
    """Return the cells that an array formula fills: from its own cell on where a loop repeats it."""
    ref = formula.attributes["ref"]
    if ":" not in ref:
        return cell_name(hole.row, hole.column)
    return moved_ref(ref, growth) or ref


def dimension(output: OutputSheet) -> str:
    """Return the range from the first to the last cell of the output; `A1` for a sheet without cells."""
    spans = output.sheet.template.spans
    emitted = output.written.emitted
    held = {index for index, _ in emitted} & spans.keys()
    if not held:
        return "A1"
    first = next(at for at, (index, _) in enumerate(emitted, 1) if index in held)
    last = len(emitted) - next(at for at, (index, _) in enumerate(reversed(emitted)) if index in held)
    columns = _columns_of([spans[index] for index in held], output)
    left, right = min(columns), max(columns)
    corners = (cell_name(first, left), cell_name(last, right))
    return corners[0] if corners[0] == corners[1] else ":".join(corners)


def _columns_of(spans: Sequence[tuple[int, int]], output: OutputSheet) -> list[int]:
    if not output.sheet.template.has_columns:
        return list(chain.from_iterable(spans))
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return [at for at, (index, _) in enumerate(output.written.columns, 1) if first <= index <= last] or [1]
