"""The Python of a sheet: what the generator writes beyond Word's, for rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from jinja2 import nodes

from docgen.engine.excel.cell_code import ACROSS, CellSpot, CellWriter
from docgen.engine.excel.growth import BLANK_ROUND, MAX_ROWS
from docgen.engine.excel.runtime import SheetRuntime
from docgen.engine.runtime import Runtime
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Stream

DECIDING, FOLLOWING = "deciding", "following"
"""What is special about a column tag: it decides once which columns come out, or follows that in a row."""


class SheetGenerator(CellWriter):
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
        self._column_rounds: list[str] = []
        self._counters: dict[int, str] = {}
        self._merges_across = any(tag.context == ACROSS for tag, _ in stream.tags)
        self._known_rows: list[tuple[int, tuple[()]]] = []
        self._decisions = self._letters = ""

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
            code = f"guard(lambda: {code}, {self._tag}, {self._text_paths}, None)"
        self._write(code)

    def _op_close_sheet(self) -> None:
        self._end_known()
        self._known = None
        self._write("close_sheet(out)")

    def _op_open_text(self) -> None:
        self._text_paths = "lambda: ()"
        self._op_open()

    def _op_keep_part(self, name: str) -> None:
        self._flush()
        self._write(f"keep_part({name!r}, taken(out, {self._marks.pop()}))")

    def _op_keep_note(self, spot: CellSpot, mode: str) -> None:
        """Keep what was written since the mark as the comment of a cell."""
        self._flush()
        column = self._place_of(spot, mode)[1]
        text = self._fresh("x")
        self._write(f"{text} = taken(out, {self._marks.pop()})")
        self._checked(f"keep_note({self._row}, {column}, {text})")

    def _op_keep_link(self, spot: CellSpot, mode: str) -> None:
        """Keep what was written since the mark as the link of a cell."""
        self._flush()
        column = self._place_of(spot, mode)[1]
        self._write(f"keep_link({self._row}, {column}, taken(out, {self._marks.pop()}))")

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
