"""A worksheet, made ready to be compiled: what was read of it, cut into a stream of literals, operations and tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from docgen.engine.excel.blanks import BlankColumns, blank_columns, chosen
from docgen.engine.excel.book import Book, SheetEntry
from docgen.engine.excel.cell_code import ACROSS, CELL, DOWN, CellSpot
from docgen.engine.excel.code import DECIDING, FOLLOWING
from docgen.engine.excel.controls import Block, Bodies, Columns, read_columns
from docgen.engine.excel.formats import Shows
from docgen.engine.excel.frame import OUTLOOK_UNKNOWN, Frame, Outlook, outlooks_of_frame
from docgen.engine.excel.grid import Cell, FormulaCell, Row, inner_xml, static_xml, value_of, values
from docgen.engine.excel.growth import Referred, Run, needs_blank
from docgen.engine.excel.heights import Fitting, fitting, without_height
from docgen.engine.excel.lines import Form, Forms
from docgen.engine.excel.markup import DECLARATION, texts_in
from docgen.engine.excel.moved.spliced import Spliced, splice
from docgen.engine.excel.reading import SheetCells, SheetReader, SheetText
from docgen.engine.excel.references import cell as cell_name
from docgen.engine.excel.runtime import BlankRow
from docgen.engine.excel.single import refused_in_loops, refused_on_sheet
from docgen.engine.stream import Op, Piece, Slots, Stream, check_blocks
from docgen.engine.tags import Kind, Tag
from docgen.engine.texts import Finder, pieces
from docgen.problems import Problem, Severity

_MANY_GAPS = 8
_SPECIALS = {"cellbg": "fill", "colspan": "span", "vm": DOWN, "hm": ACROSS}


@dataclass(slots=True)
class SheetTemplate:
    """A worksheet ready to be compiled, and what its rendering needs to know of it besides the code.

    `frame` is the sheet without its rows where no tag stands in it (else the code writes it), with marks where the
    elements of `spliced` go; `cut` is that frame as the template has it, cut where the rows go. `outlook` says which
    cells it names, with tags or without, and `rest` which of them lie outside what was spliced. `size` counts
    template rows and columns, control ones included; `spans` gives the first and last column with a cell of each
    row; `forms` are those of the `formulas`. `is_static` sheets have neither tags nor formulas.
    """

    entry: SheetEntry
    stream: Stream = field(default_factory=Stream)
    problems: list[Problem] = field(default_factory=list)
    frame: str = ""
    cut: Frame | None = None
    outlook: Outlook = OUTLOOK_UNKNOWN
    rest: Outlook = OUTLOOK_UNKNOWN
    spliced: Spliced = field(default_factory=Spliced)
    size: tuple[int, int] = (0, 0)
    row_bodies: Mapping[int, Run] = field(default_factory=dict)
    column_bodies: Mapping[int, Run] = field(default_factory=dict)
    spans: dict[int, Run] = field(default_factory=dict)
    formulas: list[FormulaCell] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    strings: set[int] = field(default_factory=set)
    values: dict[int, dict[int, object]] = field(default_factory=dict)
    has_columns: bool = False
    is_static: bool = False
    fitting: Fitting = field(default_factory=Fitting)


def make_sheet(
    book: Book,
    entry: SheetEntry,
    cells: SheetCells,
    *,
    text_beside: Severity,
    noting: bool,
    rows: Sequence[Referred] = (),
    columns: Sequence[Referred] = (),
) -> SheetTemplate:
    """Return a sheet ready to be compiled; what is wrong with it is among its problems.

    `noting` says that the workbook has formulas, which look at what is written; `rows` and `columns` are
    those that something refers to.
    """
    return _SheetMaker(
        book, SheetReader(book, entry, cells, text_beside), entry, noting, rows, columns
    ).make()


class _SheetMaker:
    def __init__(
        self,
        book: Book,
        read: SheetReader,
        entry: SheetEntry,
        noting: bool,
        referred: Sequence[Referred],
        referred_columns: Sequence[Referred],
    ) -> None:
        self._book, self._read, self._noting = book, read, noting
        self._referred, self._referred_columns = referred, referred_columns
        self._blank_columns: dict[int, BlankColumns] = {}
        self._rows, self._control_rows, self._column_tags = read.rows, read.control_rows, read.column_tags
        self._made = SheetTemplate(entry, problems=read.problems)
        self._stream = self._made.stream
        self._columns: Columns | None = None
        self._bodies, self._forms = Bodies(), Forms()
        self._loop_numbers: dict[tuple[int, int], int] = {}
        self._open_loops: list[tuple[int, int]] = []

    def make(self) -> SheetTemplate:
        """Return the sheet; a static one has no stream."""
        self._measure()
        formulas = any(cell.formula for row in self._rows.values() for cell in row.cells.values())
        self._made.is_static = not (self._read.has_tags or formulas)
        if self._made.is_static:
            self._keep_static()
            return self._made
        self._made.fitting = fitting(self._read.root, self._rows, self._book.looks)
        self._open()
        self._write_columns()
        self._write_rows()
        self._write_parts()
        self._close()
        bodies = (self._made.row_bodies.values(), self._made.column_bodies.values())
        self._made.problems += refused_in_loops(self._book, self._made.entry, *bodies)
        self._made.problems += check_blocks(self._stream)
        return self._made

    def _keep_static(self) -> None:
        """Keep what a sheet that is copied as it lies shows: its shared strings, its values for formulas."""
        for row in self._rows.values():
            self._made.strings |= {cell.string for cell in row.cells.values() if cell.string is not None}
        if self._noting:
            for number, column, value in values(self._rows):
                self._made.values.setdefault(column, {})[number] = value

    def _measure(self) -> None:
        last_column = 0
        for number, row in self._rows.items():
            if number not in self._control_rows and row.cells:
                self._made.spans[number] = (min(row.cells), max(row.cells))
            last_column = max(last_column, *row.cells, 0)
        last_column = max(last_column, *self._column_tags, 0)
        self._made.size = (max(self._rows, default=0), last_column)
        self._made.has_columns = bool(self._column_tags)

    # -- writing the stream ---------------------------------------------------------------------------

    def _add(self, *items: Piece | Tag) -> None:
        self._stream.extend(items)

    def _open(self) -> None:
        if self._read.sheet_tag is not None:
            self._add(self._read.sheet_tag)
            self._made.problems += refused_on_sheet(self._book, self._made.entry, self._read.sheet_tag)
        self._add(Op("open_sheet"), Op("open_text"))
        self._add(*pieces(self._made.entry.name, self._read.name))
        self._add(Op("sheet_name"))
        if self._noting:
            used = {column for row in self._rows.values() for column in row.cells}
            self._add(Op("note_columns", (tuple(sorted(used)),)))

    def _write_columns(self) -> None:
        if not self._column_tags:
            return
        self._columns = read_columns(self._column_tags, self._made.size[1])
        self._made.problems += self._columns.problems
        if self._columns.problems:
            self._columns = None
            return
        bodies = Bodies()
        for item in self._columns.items:
            if isinstance(item, int):
                self._add(Op("column", (item,)))
                continue
            self._add(Op("open_block"))
            self._decide_block(item, bodies)
            self._add(Op("close_block"))
        self._add(Op("columns_done"))
        self._made.column_bodies = bodies.found

    def _decide_block(self, block: Block, bodies: Bodies) -> None:
        """Write what decides which columns of a block come out; a loop without a round may leave blank ones."""
        blanks = self._blank_columns[block.number] = blank_columns(block, self._referred_columns)
        numbers: dict[int, int] = {}
        for at, (column, tag) in enumerate(block.items):
            if tag is None:
                self._add(Op("column", (column,)))
                continue
            if at in blanks.opening:
                self._add(Op("open_columns"))
            numbers[at] = len(self._stream.tags)
            bodies.pass_by(tag, numbers[at], column)
            self._add(replace(tag, special=DECIDING))
            if at in blanks.closing:
                left = [
                    (each.column, tuple(numbers[loop] for loop in each.loops)) for each in blanks.closing[at]
                ]
                self._add(Op("close_columns", (tuple(left),)))

    def _write_rows(self) -> None:
        loops = self._row_loops()
        depth, gap = 0, 0
        for number in range(1, self._made.size[0] + 1):
            row = self._rows.get(number)
            if row is None:
                gap = gap or number
                continue
            self._write_gap(gap, number - 1, depth)
            gap = 0
            if number in self._control_rows:
                depth += self._write_controls(number, loops)
            elif not (number == 1 and self._read.sheet_row):
                self._write_row(row)
        self._made.row_bodies = self._bodies.found

    def _write_gap(self, first: int, last: int, depth: int) -> None:
        if not first:
            return
        if depth == 0 and last - first >= _MANY_GAPS:
            self._add(Op("gaps", (first, last)))
        else:
            self._add(*(Op("gap", (number,)) for number in range(first, last + 1)))

    def _control_tags(self, number: int) -> list[Tag]:
        ordered = sorted(self._control_rows[number], key=lambda text: text.cell.column)
        return [tag for text in ordered for tag in text.tags if tag.prefix == "tr"]

    def _row_loops(self) -> dict[tuple[int, int], Run]:
        """Return the body of each row loop by the row of its tag and the tag's place in that row."""
        found, opened = {}, []
        for number in sorted(self._control_rows):
            for index, tag in enumerate(self._control_tags(number)):
                if tag.keyword == "for":
                    opened.append((number, index))
                elif tag.keyword == "endfor" and opened:
                    start = opened.pop()
                    found[start] = (start[0] + 1, number - 1)
        return found

    def _write_controls(self, number: int, loops: Mapping[tuple[int, int], Run]) -> int:
        """Write the tags of a control row; return by how many blocks what follows lies deeper."""
        depth = 0
        for index, tag in enumerate(self._control_tags(number)):
            if tag.keyword == "for" and needs_blank(loops.get((number, index), (1, 0)), self._referred):
                self._add(Op("open_rows"))
            if tag.keyword == "for":
                self._loop_numbers[number, index] = len(self._stream.tags)
                self._open_loops.append((number, index))
            self._bodies.pass_by(tag, len(self._stream.tags), number)
            self._add(tag)
            if tag.keyword == "endfor" and self._open_loops:
                start = self._open_loops.pop()
                body = loops.get(start, (1, 0))
                if needs_blank(body, self._referred):
                    self._add(Op("close_rows", (self._blanks(start, body, loops),)))
            depth += tag.keyword in ("if", "for", "with") or (tag.keyword == "set" and "=" not in tag.body)
            depth -= tag.keyword.startswith("end")
        return depth

    def _blanks(
        self, loop: tuple[int, int], body: Run, loops: Mapping[tuple[int, int], Run]
    ) -> tuple[tuple[int, tuple[int, ...], BlankRow], ...]:
        """Return the rows of a body to leave blank, so that whatever refers to rows of it finds one."""
        plain = [number for number in range(body[0], body[1] + 1) if number not in self._control_rows]
        return tuple(
            (number, self._around(number, loop, loops), self._blank(number))
            for number in chosen(body, plain, self._referred)
        )

    def _around(
        self, row: int, loop: tuple[int, int], loops: Mapping[tuple[int, int], Run]
    ) -> tuple[int, ...]:
        """Return the numbers of the loops around a row, from the one given inwards."""
        around = [start for start, (first, last) in loops.items() if first <= row <= last and start >= loop]
        return tuple(self._loop_numbers[start] for start in sorted(around))

    def _blank(self, number: int) -> BlankRow:
        row = self._rows.get(number, Row(number))
        return BlankRow(
            row.attributes, {column: self._spot(cell).attribute for column, cell in row.cells.items()}
        )

    def _write_row(self, row: Row) -> None:
        fits = row.number in self._made.fitting.rows
        attributes = without_height(row.attributes) if fits else row.attributes
        self._add(Op("row", (row.number, attributes, fits)))
        if self._columns is None:
            for column in sorted(row.cells):
                if column not in self._column_tags:
                    self._write_cell(row.cells[column], "literal")
        else:
            self._write_items(row, self._columns)
        self._add("</row>")

    def _write_items(self, row: Row, columns: Columns) -> None:
        for item in columns.items:
            if isinstance(item, int):
                if item in row.cells:
                    self._write_cell(row.cells[item], "moved")
            elif row.cells.keys() & set(item.columns):
                self._write_block(row, item)

    def _write_block(self, row: Row, block: Block) -> None:
        self._add(Op("follow_block", (block.number,)))
        closing = self._blank_columns[block.number].closing
        for at, (column, tag) in enumerate(block.items):
            if tag is not None:
                self._add(replace(tag, special=FOLLOWING))
            if at in closing:
                left = (row.cells.get(each.column) for each in closing[at])
                self._add(Op("follow_blanks", (tuple(cell and self._spot(cell).attribute for cell in left),)))
            if tag is not None:
                continue
            self._add(Op("next_column"))
            if column in row.cells:
                self._write_cell(row.cells[column], "block")

    # -- cells ----------------------------------------------------------------------------------------

    def _spot(self, cell: Cell) -> CellSpot:
        return CellSpot(cell.column, cell.style, self._book.formats.shows(cell.style) is Shows.DATE)

    def _write_cell(self, cell: Cell, mode: str) -> None:
        self._write_content(cell, mode)
        note = self._read.parts.notes.get(cell_name(cell.row, cell.column))
        if note is not None:
            self._add(Op("open_text"), *self._read.slots.cut(note), Op("keep_note", (self._spot(cell), mode)))
        link = self._read.parts.links.get(cell_name(cell.row, cell.column))
        if link is not None:
            self._add(Op("open_text"), *self._read.slots.cut(link), Op("keep_link", (self._spot(cell), mode)))

    def _write_content(self, cell: Cell, mode: str) -> None:
        spot = self._spot(cell)
        if cell.formula is not None:
            self._made.formulas.append(cell.formula)
            self._made.forms.append(self._forms.form(cell.formula))
            self._add(Op("formula", (spot, mode, len(self._made.formulas) - 1)))
            return
        text = self._read.texts.get((cell.row, cell.column))
        if text is None:
            value = value_of(cell) if self._noting else None
            if cell.string is not None:
                self._made.strings.add(cell.string)
            self._add(Op("static", (spot, mode, static_xml(cell), value)))
            return
        self._write_text(text, spot, mode)

    def _write_text(self, text: SheetText, spot: CellSpot, mode: str) -> None:
        self._add(Op("cell", (spot, mode, self._noting)))
        specials = [tag for tag in text.tags if tag.keyword in _SPECIALS]
        for tag in specials:
            code = tag.body.split(None, 1)[1] if " " in tag.body else "''"
            self._add(replace(tag, kind=Kind.PRINT, body=code, context=_SPECIALS[tag.keyword]))
        tags = [tag for tag in text.tags if tag not in specials]
        if len(tags) == 1 and tags[0].kind is Kind.PRINT and not text.beside:
            tags[0].context = CELL
            self._add(tags[0])
            return
        self._add(Op("open_text"))
        if text.cell.is_rich:
            self._write_runs(text, specials)
        else:
            left = [each if each.item not in specials else each._replace(item="") for each in text.found]
            self._add(*pieces(text.cell.text, left))
        self._add(Op("end_cell", (text.cell.is_rich,)))

    def _write_runs(self, text: SheetText, specials: Sequence[Tag]) -> None:
        """Write a text with formats of its own: each tag stands whole in the run where it begins."""
        assert text.cell.item is not None
        slots = Slots()
        item = etree.fromstring(etree.tostring(text.cell.item, with_tail=False))
        found = Finder(slots, []).join_runs(
            texts_in(item), self._read.place(text.cell.row, text.cell.column), "xstring"
        )
        for tag in found:
            self._read.place_tag(tag, text.cell)
        gone = {tag.typed for tag in specials}
        for piece in slots.cut(inner_xml(item)):
            if not (isinstance(piece, Tag) and piece.typed in gone):
                self._add(piece)

    # -- the rest of the sheet ------------------------------------------------------------------------

    def _write_parts(self) -> None:
        whole = DECLARATION + etree.tostring(self._read.root, encoding="unicode")
        frame, self._made.spliced, nodes = splice(whole, self._read.root)
        self._made.outlook, self._made.rest = outlooks_of_frame(self._read.root, self._control_rows, nodes)
        if self._read.frame_tags:
            self._add(Op("open_text"), *self._read.slots.cut(frame), Op("keep_part", ("",)))
        else:
            self._made.frame, self._made.cut = frame, Frame.cut(whole)
        for name, root in self._read.parts.dependents.items():
            xml = DECLARATION + etree.tostring(root, encoding="unicode")
            self._add(Op("open_text"), *self._read.slots.cut(xml), Op("keep_part", (name,)))

    def _close(self) -> None:
        self._add(Op("close_sheet"))
        if self._read.sheet_tag is not None:
            end = replace(self._read.sheet_tag, body=f"end{self._read.sheet_tag.keyword}")
            self._add(end)
