"""The Python of a sheet: what the generator writes beyond Word's, for rows, columns and typed cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from jinja2 import nodes

from docgen.engine.code import Generator, RefusedError
from docgen.engine.excel.growth import BLANK_ROUND, MAX_ROWS
from docgen.engine.excel.references import letters
from docgen.engine.excel.runtime import SheetRuntime
from docgen.engine.runtime import Runtime
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream
from docgen.engine.writer import Shown

CELL = "cell"
"""The context of a tag that is alone in its cell: the value keeps its type."""
DOWN, ACROSS = "down", "across"
"""The contexts of `vm` and `hm`: the cell is merged with that of the round before, above it or to its left."""
_MOST_QUICK = 16
_EXACT = 10**15  # Excel keeps 15 significant digits
DECIDING, FOLLOWING, NAME = "deciding", "following", "name"
"""What is special about a tag: it decides once which columns come out, follows that in a row, names the sheet."""


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


@dataclass(frozen=True, slots=True)
class _Filled:
    """The cell that is being filled: where it stands in the template, where its value is noted, its output column."""

    spot: CellSpot
    note: str
    column: str


class SheetGenerator(Generator):
    """Writes `render(out, rt, locale)` for a sheet, or for all sheets that a sheet loop makes of it.

    In the code, `row` is the output row, `emit` notes where a row came from, and `strings[text]` is the end of a
    cell that shows a text.
    """

    runtime: ClassVar[type[Runtime]] = SheetRuntime

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
        self._column_rounds: list[str] = []
        self._counters: dict[int, str] = {}
        self._cell = _Filled(CellSpot(0, 0), "", "")
        self._shade = self._seen = ""
        self._across: list[str] = []
        self._merges_across = any(tag.context == ACROSS for tag, _ in stream.tags)
        self._cells = 0  # in rows of loops, so far
        self._known: int | None = None  # the output row, as long as neither a loop nor a condition has come
        self._known_rows: list[tuple[int, tuple[()]]] = []
        self._known_values: dict[int, dict[int, object]] = {}
        self._name_paths = "lambda: ()"
        self._decisions = self._letters = self._letter = self._number = ""

    @property
    def _callable(self) -> frozenset[str]:
        return super()._callable | {"strings"}

    # -- loops and conditions -------------------------------------------------------------------------

    def _do_for(self, node: nodes.For) -> None:
        self._count_rows(node)
        super()._do_for(node)

    def _do_if(self, node: nodes.If) -> None:
        self._count_rows(node)
        super()._do_if(node)

    def _count_rows(self, node: nodes.Node) -> None:
        """Let rows be counted by the code from here on, where a tag governs rows: before, they are known."""
        if self.stream.tags[node.lineno - 1][0].prefix == "tr":
            self._unfix()

    def _unfix(self) -> None:
        if self._known is not None:
            self._end_known()
            self._write(f"row = {self._known}")
            self._known = None

    def _end_known(self) -> None:
        """Write where the known rows came from, and what lies in their cells."""
        self._flush()
        if self._known_rows:
            self._write(f"emit_all({self._constant(tuple(self._known_rows))})")
        if self._known_values:
            self._write(f"note_all({self._constant(self._known_values)})")
        self._known_rows, self._known_values = [], {}

    @property
    def _row(self) -> str:
        """The output row as code."""
        return "row" if self._known is None else str(self._known)

    @property
    def _row_piece(self) -> str | Shown:
        return self._ready("at_row") if self._known is None else str(self._known)

    def _iterated(self, node: nodes.For, items: str) -> None:
        tag = self.stream.tags[self._tag][0]
        if tag.special == FOLLOWING:
            self._write(f"{items} = next({self._decisions})")
            return
        super()._iterated(node, items)
        if tag.special == DECIDING:
            self._write(f"decide({items})")

    def _tested(self, node: nodes.If) -> str:
        tag = self.stream.tags[self._tag][0]
        if tag.special == FOLLOWING:
            return f"next({self._decisions})"
        test = super()._tested(node)
        return f"decide(bool({test}))" if tag.special == DECIDING else test

    def _loop(self, node: nodes.For, items: str, origin: str) -> None:
        tag = self.stream.tags[self._tag][0]
        stacks = {DECIDING: self._column_rounds, FOLLOWING: self._across}
        stack = stacks.get(tag.special, self._rounds)
        counted = tag.special == DECIDING or tag.prefix == "tr"
        counted = counted or (tag.special == FOLLOWING and self._merges_across)
        if not counted:
            super()._loop(node, items, origin)
            return
        counter = self._fresh("p")
        self._write(f"{counter} = -1")
        stack.append(f"({self._tag}, {counter})")
        self._counters[id(node)] = counter
        super()._loop(node, items, origin)
        stack.pop()

    def _round(self, node: nodes.For) -> None:
        counter = self._counters.pop(id(node), "")
        if counter:
            self._write(f"{counter} += 1")
            if self._known is None:
                self._write(f"if row > {MAX_ROWS}: refuse_rows()")
        super()._round(node)

    # -- sheets ---------------------------------------------------------------------------------------

    def _op_open_sheet(self) -> None:
        self._flush()
        self._write("emit = open_sheet(out)")
        self._known = 0

    def _op_sheet_name(self) -> None:
        self._flush()
        name = self._fresh("x")
        self._write(f"{name} = taken(out, {self._marks.pop()})")
        self._checked(f"name_sheet({name})")

    def _checked(self, code: str) -> None:
        """Write a call that may refuse what the tags before it gave."""
        if self.careful:
            code = f"guard(lambda: {code}, {self._tag}, {self._name_paths}, None)"
        self._write(code)

    def _op_close_sheet(self) -> None:
        self._end_known()
        self._known = None
        self._write("close_sheet(out)")

    def _op_open_text(self) -> None:
        self._op_open()

    def _op_keep_part(self, name: str) -> None:
        self._flush()
        self._write(f"keep_part({name!r}, taken(out, {self._marks.pop()}))")

    def _op_keep_note(self, spot: CellSpot, mode: str) -> None:
        """Keep what was written since the mark as the comment of a cell."""
        self._flush()
        column = self._place_of(spot, mode)[1]
        self._write(f"keep_note({self._row}, {column}, taken(out, {self._marks.pop()}))")

    def _op_note_columns(self, columns: tuple[int, ...]) -> None:
        """Open the columns in which values are noted for formulas to look at."""
        for column in columns:
            self._write(f"g{column}_ = noted({column})")

    # -- columns --------------------------------------------------------------------------------------

    def _op_open_block(self) -> None:
        self._flush()
        self._write("open_block()")

    def _op_close_block(self) -> None:
        self._flush()
        self._write("close_block()")

    def _op_column(self, column: int) -> None:
        self._flush()
        self._write(f"column({column}, ({''.join(pair + ', ' for pair in self._column_rounds)}))")

    def _op_columns_done(self) -> None:
        self._flush()
        self._write("at, lets, decs = columns_done()")

    def _op_open_columns(self) -> None:
        self._flush()
        self._marks.append(self._fresh("m"))
        self._write(f"{self._marks[-1]} = column_count()")

    def _op_close_columns(self, blanks: tuple[tuple[int, tuple[int, ...]], ...]) -> None:
        """Leave blank columns where the loop that ends here gave none and something refers to its columns."""
        self._flush()
        with self._nested(f"if decide(column_count() == {self._marks.pop()}):"):
            for column, loops in blanks:
                pairs = [*self._column_rounds, *(f"({loop}, {BLANK_ROUND})" for loop in loops)]
                self._write(f"column({column}, ({''.join(pair + ', ' for pair in pairs)}))")

    def _op_follow_blanks(self, styles: tuple[str | None, ...]) -> None:
        """Write a row's cells in the columns that an empty loop left blank; None where the row has no cell."""
        self._flush()
        with self._nested(f"if next({self._decisions}):"):
            for style in styles:
                letter = self._fresh("t")
                self._write(f"{letter} = next({self._letters})[0]")
                if style is not None:
                    self._write(f"append(f'<c r=\"{{{letter}}}{{{self._row}}}\"{style}/>')")

    def _op_follow_block(self, number: int) -> None:
        self._flush()
        self._write(f"d{number}_ = iter(decs[{number}]); e{number}_ = iter(lets[{number}])")
        self._decisions, self._letters = f"d{number}_", f"e{number}_"

    def _op_next_column(self) -> None:
        self._letter, self._number = self._fresh("t"), self._fresh("n")
        self._write(f"{self._letter}, {self._number} = next({self._letters})")

    # -- rows -----------------------------------------------------------------------------------------

    def _op_row(self, template: int, attributes: str, fits: bool) -> None:
        """Begin a row; one that follows its texts leaves a place for its height."""
        self._next_row(template)
        self._batch += ['<row r="', self._row_piece, f'"{attributes}']
        if fits:
            self._flush()
            self._write(f"fit(out, {self._row})")
        self._batch.append(">")

    def _op_gap(self, template: int) -> None:
        self._next_row(template)

    def _next_row(self, template: int) -> None:
        if self._known is not None:
            self._known += 1
            self._known_rows.append((template, ()))
            return
        self._flush()
        self._write("row += 1; at_row = str(row)")
        self._write(f"emit(({template}, ({''.join(pair + ', ' for pair in self._rounds)})))")

    def _op_gaps(self, first: int, last: int) -> None:
        """Count rows outside all loops that hold nothing."""
        if self._known is not None:
            self._known += last - first + 1
            self._known_rows += [(template, ()) for template in range(first, last + 1)]
            return
        self._flush()
        self._write(f"row += {last - first + 1}")
        self._write(f"for g in range({first}, {last + 1}): emit((g, ()))")

    def _op_open_rows(self) -> None:
        self._unfix()
        self._flush()
        self._marks.append(self._fresh("m"))
        self._write(f"{self._marks[-1]} = row")

    def _op_close_rows(self, blanks: tuple[tuple[int, tuple[int, ...], object], ...]) -> None:
        """Leave blank rows where the loop that ends here gave none and something refers to its rows."""
        self._flush()
        mark = self._marks.pop()
        with self._nested(f"if row == {mark}:"):
            for template, loops, row in blanks:
                pairs = "".join(f"({loop}, {BLANK_ROUND}), " for loop in loops)
                rounds = "".join(pair + ", " for pair in self._rounds)
                self._write("row += 1")
                self._write(f"emit(({template}, ({rounds}{pairs})))")
                self._write(f"append(blank_row(row, {self._constant(row)}))")

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
            if tag.special == NAME:
                self._name_paths = self._paths(node)
            super()._print(node)

    def _whole_cell(self, code: str, paths: str) -> ShownCell:
        spot, style, self._shade = self._cell.spot, self._shade or repr(self._cell.spot.attribute), ""
        (row, column), seen, self._seen = (self._row, self._cell.column), self._seen, ""
        note = self._cell.note
        quick, self._cells = self._is_quick, self._cells + bool(self._rounds)
        return ShownCell(code, self._tag, CELL, paths, style, spot.dated, note, row, column, quick, seen)

    @property
    def _is_quick(self) -> bool:
        """Whether a cell may come again and again: otherwise more code costs more to compile than it saves.

        A sheet with many different cells in loops has few rounds of each.
        """
        return bool(self._rounds) and self._cells < _MOST_QUICK

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
        self._batch.append(self._whole_cell(code, "lambda: ()" if self.careful else ""))

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

    def _concatenated(self, group: Iterable[str | Shown]) -> str:
        if self._is_quick:
            return super()._concatenated(group)
        # Python 3.11 parses each value in an f-string by itself, which takes most of the time to compile it
        parts = [ascii(item) if isinstance(item, str) else item.code for item in group]
        return f"glue(({', '.join(parts)},))" if len(parts) > 1 else parts[0]

    def _ex_getattr(self, node: nodes.Getattr) -> str:
        if self._is_quick or node.attr.startswith("_"):
            return super()._ex_getattr(node)
        return f"get_attr({self._expression(node.node)}, {node.attr!r})"

    def _op_formula(self, spot: CellSpot, mode: str, number: int) -> None:
        """Leave a place for a formula: it is written when all rows are known."""
        self._flush()
        column = self._place_of(spot, mode)[1]
        self._write(f"hole(out, {self._row}, {column}, {number}, {spot.attribute!r})")
