"""What the generated code of a sheet calls while it renders: typed cells, columns, sheets, what formulas look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from jinja2 import Undefined

from docgen.engine.addresses import ADDRESS
from docgen.engine.escape import Xml, unescape
from docgen.engine.excel.cells import (
    MAX_TEXT_LENGTH,
    LongText,
    RichText,
    Strings,
    is_native,
    number_text,
    serial,
    xstring,
)
from docgen.engine.excel.formats import DATE_FORMAT, MOMENT_FORMAT, SPAN_FORMAT, TIME_FORMAT, Derived
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS, Path
from docgen.engine.excel.hung import Hung, LinkText
from docgen.engine.excel.merges import Merges
from docgen.engine.excel.names import check_name
from docgen.engine.excel.references import letters
from docgen.engine.printable import Unprintable
from docgen.engine.relations import Additions
from docgen.engine.runtime import Runtime
from docgen.engine.sandbox import Bound
from docgen.engine.theme import Palette
from docgen.engine.values import Value

_FORMAT_OF: tuple[tuple[type, str], ...] = (
    (datetime, MOMENT_FORMAT),
    (date, DATE_FORMAT),
    (time, TIME_FORMAT),
    (timedelta, SPAN_FORMAT),
)
_PLAIN = (str, int, float)
_OF_CELLS = ("", "cell")  # the kinds of captured text that is escaped when the cell is written
_ELEMENT = re.compile("<[^>]*>")
Letters = tuple[str, int]


class Hole(NamedTuple):
    """A formula's place: where among the written rows, output row and column, number and style attribute."""

    at: int
    row: int
    column: int
    formula: int
    style: str


class CellSlot(NamedTuple):
    """A cell that waits for its value: the number of its tag, its style attribute, whether that shows dates.

    `noted` says that formulas look at the column; `row` is 0 where only the rendering tells it.
    """

    tag: int
    style: str
    dated: bool
    column: int
    noted: bool
    row: int


@dataclass(slots=True)
class WrittenSheet:
    """One output sheet as its rows came out.

    `noted` are the values by column and row that formulas look at, `notes` the texts of comments and `links` the
    links of the template (their `r:id` holds the address) by row and column,
    `fitted` the places of heights among the written rows, each with its row.
    """

    name: str = ""
    rows: list[str] = field(default_factory=list)
    emitted: list[tuple[int, Path]] = field(default_factory=list)
    columns: list[tuple[int, Path]] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    fitted: list[tuple[int, int]] = field(default_factory=list)
    merges: Merges = field(default_factory=Merges)
    hung: Hung = field(default_factory=Hung)
    parts: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    noted: dict[int, dict[int, Any]] = field(default_factory=dict)
    spanned: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class BlankRow:
    """What is kept of a row that a loop with no round leaves: its attributes, and a style for each column."""

    attributes: str
    styles: Mapping[int, str]


@dataclass
class SheetRuntime(Runtime):
    """One rendering of one template sheet, which may give several."""

    strings: Strings = field(default_factory=lambda: Strings((), ()))
    derived: Derived | None = None
    since_1904: bool = False
    written: list[WrittenSheet] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    additions: Additions | None = None
    blocks: list[tuple[list[Any], list[Letters]]] = field(default_factory=list)
    firsts: dict[int, Letters] = field(default_factory=dict)
    in_block: bool = False

    # -- sheets ---------------------------------------------------------------------------------------

    def open_sheet(self, out: list[str]) -> Callable[[tuple[int, Path]], None]:
        """Begin an output sheet; return what notes where each of its rows came from."""
        out.clear()
        self.written.append(WrittenSheet())
        self.blocks, self.firsts, self.in_block = [], {}, False
        return self.written[-1].emitted.append

    def taken(self, out: list[str], mark: int) -> str:
        """Return what was written since a mark, and take it back."""
        text = "".join(out[mark:])
        del out[mark:]
        return text

    def name_sheet(self, name: str) -> None:
        """Give the sheet its name. Raise ValueError where Excel refuses it or another sheet has it."""
        check_name(name, self.names)
        self.names.add(name.casefold())
        self.written[-1].name = name

    def keep_part(self, name: str, text: str) -> None:
        self.written[-1].parts[name] = text

    def keep_note(self, row: int, column: int, text: str) -> None:
        """Keep the text of a cell's comment. Raise LongText where Excel holds no text so long."""
        length = len(unescape(_ELEMENT.sub("", text))) if len(text) > MAX_TEXT_LENGTH else 0
        if length > MAX_TEXT_LENGTH:
            raise LongText(length)
        self.written[-1].notes[row, column] = text

    def keep_link(self, row: int, column: int, text: str) -> None:
        self.written[-1].links[row, column] = text

    def close_sheet(self, out: list[str]) -> None:
        sheet = self.written[-1]
        if len(sheet.emitted) > MAX_ROWS:
            self.refuse_rows()
        sheet.rows = out[:]
        out.clear()

    def refuse_rows(self) -> None:
        """Raise Bound for a sheet that grows too long."""
        raise Bound(f"the sheet grows over the {MAX_ROWS:,} rows that Excel holds")

    def emit_all(self, rows: tuple[tuple[int, Path], ...]) -> None:
        """Note where neighbouring rows came from."""
        self.written[-1].emitted += rows

    def note_all(self, values: Mapping[int, Mapping[int, Any]]) -> None:
        """Note values by column and row."""
        for column, cells in values.items():
            self.noted(column).update(cells)

    def noted(self, column: int) -> dict[int, Any]:
        return self.written[-1].noted.setdefault(column, {})

    # -- columns --------------------------------------------------------------------------------------

    def open_block(self) -> None:
        """Begin a stretch of columns that column tags govern; it ends where the next column stands outside."""
        self.blocks.append(([], []))
        self.in_block = True

    def close_block(self) -> None:
        self.in_block = False

    def decide(self, value: Any) -> Any:
        """Note what a column tag decided, for the rows to follow."""
        self.blocks[-1][0].append(value)
        return value

    def column(self, template: int, path: Path) -> None:
        columns = self.written[-1].columns
        columns.append((template, path))
        if len(columns) > MAX_COLUMNS:
            raise Bound(f"the sheet grows over the {MAX_COLUMNS:,} columns that Excel holds")
        place = (letters(len(columns)), len(columns))
        if self.in_block:
            self.blocks[-1][1].append(place)
        else:
            self.firsts[template] = place

    def column_count(self) -> int:
        return len(self.written[-1].columns)

    def columns_done(self) -> tuple[dict[int, Letters], list[list[Letters]], list[list[Any]]]:
        """Return the place of each single column, the places of each block's, and what was decided there."""
        return self.firsts, [places for _, places in self.blocks], [decided for decided, _ in self.blocks]

    # -- rows and cells -------------------------------------------------------------------------------

    def blank_row(self, number: int, row: BlankRow) -> str:
        columns = self.written[-1].columns or [(column, ()) for column in sorted(row.styles)]
        offset = None if self.written[-1].columns else 0
        cells = []
        for output, (template, _) in enumerate(columns, 1):
            if template in row.styles:
                at = output if offset is None else template
                cells.append(f'<c r="{letters(at)}{number}"{row.styles[template]}/>')
        return f'<row r="{number}"{row.attributes}>{"".join(cells)}</row>'

    def cell(
        self,
        value: Any,
        number: int,
        style: str,
        dated: bool,
        note: dict[int, Any] | None = None,
        row: int = 0,
        column: int = 0,
    ) -> str:
        """Return the end of a cell, whatever the value's type; `note` takes what formulas see in that row."""
        if note is not None:
            # A value that is printed as text counts as that text.
            value = value if value.__class__ in _PLAIN else self.native(value, number, row, column)
            note[row] = value
        if value.__class__ is str:
            return style + self.strings[value]
        return self.typed(value, number, style, dated, row, column)

    def fill(self, pieces: Sequence[str | CellSlot | None], row: int, values: Iterable[Any]) -> str:
        """Return literals and cells joined: each slot takes the next value, None stands for the number of the row."""
        following, strings, found = iter(values), self.strings, list[str]()
        for piece in pieces:
            if piece.__class__ is str:
                found.append(piece)
            elif not isinstance(piece, CellSlot):
                found.append(str(row))
            elif (value := next(following)).__class__ is str:  # as most values are
                if piece.noted:
                    self.noted(piece.column)[piece.row or row] = value
                found.append(piece.style + strings[value])
            else:
                found.append(self._filled(piece, row, value))
        return "".join(found)

    def _filled(self, slot: CellSlot, row: int, value: Any) -> str:
        note = self.noted(slot.column) if slot.noted else None
        return self.cell(value, slot.tag, slot.style, slot.dated, note, slot.row or row, slot.column)

    def typed(self, value: Any, number: int, style: str, dated: bool, row: int = 0, column: int = 0) -> str:
        """Return the end of a cell for a value that is no plain text: style, type and value.

        What Excel has a type for keeps it, unless a printer is registered that makes something else of another
        type; a date in a cell whose style shows none gets a style that does.
        """
        if value.__class__ is float:
            return f"{style}><v>{number_text(value)}</v></c>"
        if value.__class__ is RichText:
            return style + self.strings.rich(value)
        value = self.native(value, number, row, column)
        if value.__class__ is LinkText:
            assert self.derived is not None
            style = f' s="{self.derived.style(_number_of(style), link=True)}"'
        if isinstance(value, str):
            return style + self.strings[str(value)]
        if value.__class__ is bool:
            return f'{style} t="b"><v>{value:d}</v></c>'
        if isinstance(value, (date, time, timedelta)):
            if not dated:
                style = self._dated(style, value)
            value = serial(value, since_1904=self.since_1904)
        return f"{style}><v>{number_text(value)}</v></c>"

    def native(self, value: Any, number: int, row: int = 0, column: int = 0) -> Any:
        """Return a value as Excel's own type, or as text; what hangs on the cell of that row and column is hung."""
        if isinstance(value, Xml):
            return str(value)
        if value.__class__ is LinkText:
            return value
        if is_native(value):
            return value
        printer = self.printers.get(type(value)) or self._inherited(type(value))
        if printer is not None:
            value = printer(value, self.locale)
            if is_native(value):
                return value
        if isinstance(value, Undefined):
            return str(value)
        hung = self._hang(value, row, column) if row and isinstance(value, Value) else None
        return self.show(value, number, "raw") if hung is None else hung

    def _hang(self, value: Value, row: int, column: int) -> str | None:
        assert self.additions is not None
        sheet = self.written[-1]
        if not sheet.hung.part:
            self.document.next_drawing += 1
            sheet.hung.part = f"xl/drawings/hung{self.document.next_drawing}.xml"
        return sheet.hung.take(value, row, column, self.additions, self.palette or Palette.office())

    def _dated(self, style: str, value: date | time | timedelta) -> str:
        assert self.derived is not None
        code = next(code for kind, code in _FORMAT_OF if isinstance(value, kind))
        return f' s="{self.derived.style(_number_of(style), format_code=code)}"'

    def shaded(self, token: Any, style: int) -> str:
        """Return the style attribute of a cell filled with a colour; the cell's own for no colour."""
        assert self.derived is not None
        text = "" if token is None else str(token).strip()
        found = self.derived.style(style, fill=text) if text else style
        return f' s="{found}"' if found else ""

    def span(self, count: Any, row: int, column: int) -> None:
        """Merge a cell with those right of it. Raise ValueError where the columns or another merge forbid it."""
        try:
            wanted = int(str(count))
        except ValueError:
            raise Unprintable("is no whole number, and colspan needs one") from None
        if not 1 <= wanted <= MAX_COLUMNS - column + 1:
            raise Unprintable(f"is {wanted}, and a cell here spans 1 to {MAX_COLUMNS - column + 1:,} columns")
        sheet = self.written[-1]
        if sheet.spanned[0] == row and column <= sheet.spanned[1]:
            raise Unprintable("begins within the cells that the one before it spans")
        sheet.spanned = (row, column + wanted - 1)
        sheet.merges.span(row, column, wanted)

    def merge_down(self, row: int, column: int, first: bool) -> bool:
        """Merge a cell with that of the round before, below each other; tell whether its value is seen."""
        return self.written[-1].merges.down(row, column, first=first)

    def merge_across(self, row: int, column: int, first: bool) -> bool:
        """Merge a cell with that of the round before, side by side; tell whether its value is seen."""
        return self.written[-1].merges.across(row, column, first=first)

    def rich(self, runs: str) -> RichText:
        return RichText(runs)

    def fit(self, out: list[str], row: int) -> None:
        """Leave a place for the height of a row, which is known when its formulas are."""
        self.written[-1].fitted.append((len(out), row))
        out.append("")

    def hole(self, out: list[str], row: int, column: int, formula: int, style: str) -> None:
        self.written[-1].holes.append(Hole(len(out), row, column, formula, style))
        out.append("")

    # -- printing inside texts ------------------------------------------------------------------------

    def show(self, value: Any, number: int, context: str) -> str:
        """Return what a value looks like within a text; rich values give their plain text.

        What a macro or a block wrote is printed as it is where it was written for such a place.
        """
        if isinstance(value, RichText):
            return value
        if isinstance(value, Xml):
            alike = context != "raw" and self.tags[number].path[-1:] == (value.kind,)
            return value if alike else self.plain(value)
        shown = self._printed(value)
        return str(shown) if isinstance(shown, Value) else shown

    def place(self, value: Any, number: int, context: str) -> str:
        if context == ADDRESS:
            return self._setting(value, self.tags[number], context)
        if isinstance(value, Xml):
            own = self.tags[number].context
            return self.settle(self.show(value, number, own), own)
        return xstring(value if value.__class__ is str else self.show(value, number, context))

    def settle_text(self, value: Any) -> Xml:
        return _captured(str(value))

    def filtered(self, value: Xml, number: int) -> str:
        return self.place(value, number, "macro")

    def plain(self, value: Xml) -> str:
        """Return what a captured text shows: in a cell it is no XML yet, in a page header `&` is doubled besides."""
        if value.kind in _OF_CELLS:
            return str(value)
        shown = super().plain(value)
        return shown.replace("&&", "&") if value.kind.endswith(("Header", "Footer")) else shown

    def concat(self, parts: Any) -> str:
        return str(super().concat([self.unmarked(part) for part in parts]))


def _captured(text: str) -> Xml:
    marked = Xml(text)
    marked.kind = ""
    return marked


def _number_of(style: str) -> int:
    return int(style[4:-1]) if style else 0
