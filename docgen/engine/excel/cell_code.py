"""The Python of a sheet's cells: values that keep their types, fills, merges and formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from docgen.engine.code import Generator
from docgen.engine.excel.references import letters
from docgen.engine.excel.runtime import CellSlot
from docgen.engine.expressions import RefusedError
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream
from docgen.engine.writer import Shown, joined

CELL = "cell"
"""The context of a tag that is alone in its cell: the value keeps its type."""
DOWN, ACROSS = "down", "across"
"""The contexts of `vm` and `hm`: the cell is merged with that of the round before, above it or to its left."""
_MOST_QUICK = 48
_ROW = "at_row"  # the output row as text, in the code
_EXACT = 10**15  # Excel keeps 15 significant digits
NAME = "name"
"""What is special about a tag that names the sheet."""


@dataclass(frozen=True, slots=True)
class CellSpot:
    """A cell of the template: column, style, whether the style shows dates."""

    column: int
    style: int
    dated: bool = False

    @property
    def attribute(self) -> str:
        return f' s="{self.style}"' if self.style else ""


@dataclass(slots=True)
class ShownCell(Shown):
    """A value that fills a cell. `style` is the code of its style attribute, `row` that of its output row."""

    style: str = "''"
    dated: bool = False
    note: str = ""
    row: str = "row"
    column: str = "0"
    quick: bool = False  # whether it is worth more code to write it sooner
    seen: str = ""  # the code that tells whether the cell shows its value, where a merge may hide it

    @property
    def is_simple(self) -> bool:
        """Whether its column, its style and that it is seen are known before anything is rendered."""
        return self.column.isdigit() and self.style.startswith("'") and not self.seen


@dataclass(frozen=True, slots=True)
class _Filled:
    """The cell that is being filled: where it stands in the template, where its value is noted, its output column."""

    spot: CellSpot
    note: str
    column: str


class CellWriter(Generator):
    """Writes the cells of a row. Which row and column comes out is told by what stands around them."""

    def __init__(
        self,
        stream: Stream,
        environment: Sandbox,
        filters: Mapping[str, Callable[..., Any]],
        *,
        careful: bool,
    ) -> None:
        super().__init__(stream, environment, filters, careful=careful)
        self._rounds: list[str] = []  # the pairs (loop, round) around what is written now, as code
        self._across: list[str] = []
        self._cell = _Filled(CellSpot(0, 0), "", "")
        self._shade = self._seen = ""
        self._few_cells = sum(tag.context == CELL for tag, _ in stream.tags) <= _MOST_QUICK
        self._known: int | None = None  # the output row, as long as neither a loop nor a condition has come
        self._known_values: dict[int, dict[int, object]] = {}
        self._letter = self._number = ""
        self._text_paths = "lambda: ()"

    @property
    def _row(self) -> str:
        """The output row as code."""
        return "row" if self._known is None else str(self._known)

    @property
    def _row_piece(self) -> str | Shown:
        return self._ready(_ROW) if self._known is None else str(self._known)

    # -- cells ----------------------------------------------------------------------------------------

    def _ready(self, code: str) -> Shown:
        return Shown(code, self._tag, "ready", "")

    def _place_of(self, spot: CellSpot, mode: str) -> tuple[Shown | str, str]:
        """Return the letters of a cell's output column, and its number, as code."""
        if mode == "block":
            return self._ready(self._letter), self._number
        if mode == "moved":
            return self._ready(f"at[{spot.column}][0]"), f"at[{spot.column}][1]"
        return letters(spot.column), str(spot.column)

    def _op_static(self, spot: CellSpot, mode: str, rest: str, value: object) -> None:
        """Write a cell as it lies in the template; `rest` is what follows its reference."""
        where, column = self._place_of(spot, mode)
        self._batch += ['<c r="', where, self._row_piece, f'"{rest}']
        if value is None:
            return
        if self._known is not None and mode not in ("block", "moved"):
            self._known_values.setdefault(spot.column, {})[self._known] = value
        else:
            self._write(f"{self._noted(spot, mode, column)}[{self._row}] = {value!r}")

    def _noted(self, spot: CellSpot, mode: str, column: str) -> str:
        # Only a column that stays where the template has it can be opened once for all rows.
        return f"g{spot.column}_" if mode not in ("block", "moved") else f"noted({column})"

    def _op_cell(self, spot: CellSpot, mode: str, noting: bool) -> None:
        """Begin a cell that the next tag, or the text until the end of the cell, fills."""
        where, column = self._place_of(spot, mode)
        self._batch += ['<c r="', where, self._row_piece, '"']
        self._cell = _Filled(spot, self._noted(spot, mode, column) if noting else "", column)

    def _print(self, node: nodes.Expr) -> None:
        tag = self.stream.tags[node.lineno - 1][0]
        if tag.context == "fill":
            self._fill(node)
        elif tag.context == "span":
            self._span(node)
        elif tag.context in (DOWN, ACROSS):
            self._merge(node, tag.context)
        elif tag.context == CELL:
            self._at(node)
            self._batch.append(self._whole_cell(self._expression(node), self._paths(node)))
        else:
            self._text_paths = self._paths(node)
            super()._print(node)

    def _whole_cell(self, code: str, paths: str) -> ShownCell:
        spot, style, self._shade = self._cell.spot, self._shade or repr(self._cell.spot.attribute), ""
        (row, column), seen, self._seen = (self._row, self._cell.column), self._seen, ""
        note = self._cell.note
        return ShownCell(
            code, self._tag, CELL, paths, style, spot.dated, note, row, column, self._is_quick, seen
        )

    @property
    def _is_quick(self) -> bool:
        """Whether a cell may come again and again: otherwise more code costs more to compile than it saves.

        A sheet with many different cells has few rounds of each.
        """
        return bool(self._rounds) and self._few_cells

    def _fill(self, node: nodes.Expr) -> None:
        self._flush()
        self._at(node)
        name = self._fresh("x")
        code = f"shaded({self._expression(node)}, {self._cell.spot.style})"
        if self.careful:
            code = f"guard(lambda: {code}, {self._tag}, {self._paths(node)}, '')"
        self._write(f"{name} = {code}")
        self._shade = name

    def _span(self, node: nodes.Expr) -> None:
        self._flush()
        self._at(node)
        code = f"span({self._expression(node)}, {self._row}, {self._cell.column})"
        if self.careful:
            code = f"guard(lambda: {code}, {self._tag}, {self._paths(node)}, None)"
        self._write(code)

    def _merge(self, node: nodes.Expr, way: str) -> None:
        """Merge the cell with that of the round before; only the first one shows its value."""
        self._flush()
        self._at(node)
        rounds, what = (self._rounds, "rows (tr)") if way == DOWN else (self._across, "columns (tc)")
        if not rounds or self._seen:
            told = "a cell takes one of vm and hm." if self._seen else f"it stands in no loop over {what}."
            raise RefusedError(node.lineno, told, "misplaced-tag")
        counter = rounds[-1].rpartition(" ")[2].removesuffix(")")
        self._seen = self._fresh("x")
        self._write(f"{self._seen} = merge_{way}({self._row}, {self._cell.column}, {counter} == 0)")

    def _op_end_cell(self, rich: bool) -> None:
        """End a cell that text and tags filled: its text is what was written since the mark."""
        self._flush()
        text = self._fresh("x")
        self._write(f"{text} = taken(out, {self._marks.pop()})")
        code = f"rich({text})" if rich else text
        self._batch.append(self._whole_cell(code, self._text_paths if self.careful else ""))

    def _special(self, item: Shown) -> Shown:
        if not isinstance(item, ShownCell):
            return super()._special(item)
        self._tag = item.tag
        name = self._fresh("x")
        if self.careful:
            at = f"None, {item.row}, {item.column}"
            code = f"cell({item.code}, {item.tag}, {item.style}, {item.dated}, {at})"
            self._write(f"{name} = guard(lambda: {code}, {item.tag}, {item.paths}, '/>')")
            return Shown(name, item.tag, "ready", "")
        noted = f"{item.note}[{item.row}]"
        if item.quick or item.seen:
            self._write_quick(item, name, noted)
        else:
            at = f"{item.note or None}, {item.row}, {item.column}"
            self._write(f"{name} = cell({item.code}, {item.tag}, {item.style}, {item.dated}, {at})")
        return Shown(name, item.tag, "ready", "")

    def _write_quick(self, item: ShownCell, name: str, noted: str) -> None:
        """Write a cell whose usual types cost no call."""
        self._write(f"{name} = {item.code}")
        if item.note:
            self._write(f"{noted} = {name}")
        style = "" if item.style == "''" else f"{item.style} + "
        literal = item.style[1:-1] if item.style.startswith("'") else f"{{{item.style}}}"
        # on a cell that a merge hides nothing is hung
        at = f"{item.row} if {item.seen} else 0, {item.column}" if item.seen else f"{item.row}, {item.column}"
        typed = f"typed({name}, {item.tag}, {item.style}, {item.dated}, {at})"
        self._write(f"if {name}.__class__ is str: {name} = {style}strings[{name}]")
        self._write(f"elif {name}.__class__ is int and {-_EXACT} < {name} < {_EXACT}:")
        self._write(f" {name} = f'{literal}><v>{{{name}}}</v></c>'")
        # finite and no whole number: what Python writes as Excel does
        self._write(f"elif {name}.__class__ is float and 0.0 < {name} % 1.0 < 1.0:")
        self._write(f" {name} = f'{literal}><v>{{{name}!r}}</v></c>'")
        if item.note:
            # Formulas see what the cell shows: a value that is printed as text counts as that text.
            self._write(
                f"else: {name} = native({name}, {item.tag}, {at}); {noted} = {name}; {name} = {typed}"
            )
        else:
            self._write(f"else: {name} = {typed}")
        if item.seen:
            hidden = f"{noted} = None; " if item.note else ""
            self._write(f"if not {item.seen}: {hidden}{name} = {style}'/>'")

    def _flush(self) -> None:
        if self.careful or self._is_quick or not _can_fill(self._batch):
            super()._flush()
        else:
            self._fill_cells()

    def _fill_cells(self) -> None:
        """Write the gathered literals and cells as one call, which costs less to compile than code for each cell."""
        batch, self._batch = joined(self._batch), []
        tag = self._tag
        pieces = tuple(_slot(item) if isinstance(item, Shown) else item for item in batch)
        self._write(f"append(fill({self._constant(pieces)}, {'row' if self._known is None else 0}, (")
        for item in batch:
            if isinstance(item, ShownCell):
                self._tag = item.tag
                self._write(f"{item.code},")
        self._tag = tag
        self._write(")))")

    def _ex_getattr(self, node: nodes.Getattr) -> str:
        if self._is_quick or node.attr.startswith("_"):
            return super()._ex_getattr(node)
        return f"get_attr({self._expression(node.node)}, {node.attr!r})"

    def _op_formula(self, spot: CellSpot, mode: str, number: int) -> None:
        """Leave a place for a formula: it is written when all rows are known."""
        self._flush()
        column = self._place_of(spot, mode)[1]
        self._write(f"hole(out, {self._row}, {column}, {number}, {spot.attribute!r})")


def _can_fill(batch: Iterable[str | Shown]) -> bool:
    """Tell whether a batch is literals, numbers of rows and cells in places that are known now, one cell at least."""
    shown = [item for item in batch if isinstance(item, Shown)]
    return any(isinstance(item, ShownCell) for item in shown) and all(
        item.is_simple if isinstance(item, ShownCell) else item.code == _ROW for item in shown
    )


def _slot(item: Shown) -> CellSlot | None:
    if not isinstance(item, ShownCell):
        return None
    row = int(item.row) if item.row.isdigit() else 0
    style = item.style[1:-1]  # a literal
    return CellSlot(item.tag, style, item.dated, int(item.column), bool(item.note), row)
