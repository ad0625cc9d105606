"""A workbook template, compiled: its sheets as code, and what hangs on each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from docgen.engine.compiling import Part, Prepared, compile_part
from docgen.engine.excel.book import Book, SheetEntry
from docgen.engine.excel.code import SheetGenerator
from docgen.engine.excel.frame import Outlook, outlook_of_names
from docgen.engine.excel.grid import inner_xml
from docgen.engine.excel.heights import UNFIXED
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved import (
    Mention,
    mentions_in_chart,
    mentions_in_formula,
    mentions_in_names,
    mentions_in_sheet,
    mentions_in_table,
)
from docgen.engine.excel.moved.referred import columns_of, rows_of
from docgen.engine.excel.parts import hanging_on, read_part
from docgen.engine.excel.reading import SheetCells
from docgen.engine.excel.sheet import SheetTemplate, make_sheet
from docgen.engine.excel.tables import TableEntry, read_tables
from docgen.engine.links import parse
from docgen.engine.package import Member
from docgen.engine.sandbox import Sandbox
from docgen.engine.stream import Slots
from docgen.engine.texts import Finder, has_tag
from docgen.engine.theme import Palette
from docgen.engine.unread import unread
from docgen.problems import Place, Problem, Severity

_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_SKIPPED = ("xl/worksheets/", "xl/sharedStrings", "xl/styles", "xl/theme/", "xl/calcChain", "customXml/")


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A worksheet of the template; `part` is its code, None for a static one."""

    template: SheetTemplate
    part: Part | None
    tables: tuple[TableEntry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Workbook:
    """A compiled workbook.

    `strings` are the items that static cells show; `free` the indices of the others. `outlook` says which cells the
    defined names look at; `kept` is the workbook's own part with the sheets of the template, by whether all formulas
    carry their values: made when it is first wanted.
    """

    book: Book
    sheets: tuple[Sheet, ...]
    others: tuple[Part, ...]
    strings: tuple[bytes, ...]
    free: tuple[int, ...]
    palette: Palette | None
    outlook: Outlook
    kept: dict[bool, Member] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        """All compiled parts, those of the sheets first."""
        return (*(sheet.part for sheet in self.sheets if sheet.part is not None), *self.others)


def compile_workbook(
    book: Book, environment: Sandbox, filters: Mapping[str, Callable[..., Any]], text_beside: Severity
) -> tuple[Workbook, list[Problem]]:
    """Return the compiled workbook, and what is wrong with it."""
    entries = [entry for entry in book.sheets if book.is_worksheet(entry)]
    cells = [SheetCells.read(book, entry) for entry in entries]
    mentions: dict[str, list[Mention]] = {}
    for mention in _mentions(book, entries, cells):
        mentions.setdefault(mention.sheet, []).append(mention)
    noting = any(_looks_at_cells(book, entry) for entry in entries)
    problems: list[Problem] = []
    sheets = []
    for entry, read in zip(entries, cells, strict=True):
        mentioned = mentions.get(entry.name, ())
        template = make_sheet(
            book,
            entry,
            read,
            text_beside=text_beside,
            noting=noting,
            rows=rows_of(mentioned, entry.name),
            columns=columns_of(mentioned, entry.name),
        )
        part, found = _compiled(template, environment, filters)
        problems += found
        sheets.append(Sheet(template, part, read_tables(book, entry)))
    problems += _tagged_names(book)
    others, found = _other_parts(book, environment, filters)
    used = {index for sheet in sheets for index in sheet.template.strings}
    items = tuple(
        b"<si>%b</si>" % (inner_xml(item).encode() if index in used else b"<t/>")
        for index, item in enumerate(book.strings)
    )
    free = tuple(index for index in range(len(items)) if index not in used)
    outlook = outlook_of_names(book.root)
    workbook = Workbook(book, tuple(sheets), others, items, free, _palette(book), outlook)
    return workbook, [*problems, *found]


def _compiled(
    template: SheetTemplate, environment: Sandbox, filters: Mapping[str, Callable[..., Any]]
) -> tuple[Part | None, list[Problem]]:
    if template.is_static:
        return None, template.problems
    prepared = Prepared(template.entry.part, template.stream, "", template.problems, SheetGenerator)
    return compile_part(prepared, environment, filters)


def _other_parts(
    book: Book, environment: Sandbox, filters: Mapping[str, Callable[..., Any]]
) -> tuple[tuple[Part, ...], list[Problem]]:
    """Compile the parts with tags that belong to no worksheet: properties, chart sheets."""
    own = {
        name for entry in book.sheets for name, _ in hanging_on(book, entry.part) if book.is_worksheet(entry)
    }
    parts, problems = [], []
    for name in book.package.members:
        if not name.endswith(".xml") or name in own or name == book.part or name.startswith(_SKIPPED):
            continue
        prepared = read_part(book, name)
        if prepared is not None:
            part, found = compile_part(prepared, environment, filters)
            problems += found
            parts += [part] if part else []
    return tuple(parts), problems


def _tagged_names(book: Book) -> Iterator[Problem]:
    """Yield a problem for each defined name that holds a tag, save in the names of sheets, which it follows."""
    if b"{" not in book.package.data(book.part):
        return
    where = Place(file=book.package.file, trail=("defined names",))
    found: list[Problem] = []
    finder = Finder(Slots(), found, tuple(entry.name for entry in book.sheets))
    for node in book.root.iter(s("definedName")):
        finder.in_formula(node.text or "", where)
        tagged = (str(value) for value in node.attrib.values() if has_tag(str(value)))
        found += [unread(text, where, "Names and their comments hold no tags.") for text in tagged]
    yield from found


def _mentions(book: Book, entries: list[SheetEntry], cells: list[SheetCells]) -> Iterator[Mention]:
    """Yield all that the workbook's formulas, formats, tables, names and charts refer to."""
    yield from mentions_in_names(book.root)
    for entry, read in zip(entries, cells, strict=True):
        yield from mentions_in_sheet(read.root, entry.name)
        for row in read.rows.values():
            for cell in row.cells.values():
                if cell.formula is not None:
                    yield from mentions_in_formula(
                        cell.formula.formula.text, entry.name, (cell.row, cell.column)
                    )
        for name, kind in hanging_on(book, entry.part):
            if kind == "table":
                yield from mentions_in_table(parse(book.package, name), entry.name)
            elif kind == "chart":
                yield from mentions_in_chart(parse(book.package, name), entry.name)


def _looks_at_cells(book: Book, entry: SheetEntry) -> bool:
    """Tell whether a sheet has formulas, tables, charts or rows to fit, which want to know what cells hold."""
    data = book.package.data(entry.part)
    if _HAS_FORMULA.search(data) or UNFIXED.search(data):
        return True
    return any(kind in ("table", "chart") for _, kind in hanging_on(book, entry.part))


def _palette(book: Book) -> Palette | None:
    part = book.part_of("theme")
    try:
        return Palette.read(book.package.data(part)) if part in book.package else None
    except (ValueError, etree.XMLSyntaxError):
        return None
