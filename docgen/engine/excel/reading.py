"""A worksheet, read: which cells hold tags, which of them govern rows, columns or the sheet."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from docgen.engine.excel.book import Book, SheetEntry
from docgen.engine.excel.cell_code import NAME
from docgen.engine.excel.controls import CONTROL_WORDS, ROW_WORDS
from docgen.engine.excel.grid import Cell, Row, read_rows, value_of
from docgen.engine.excel.markup import S_NS, SHEET_DATA, position, s
from docgen.engine.excel.parts import PartReader
from docgen.engine.excel.references import letters
from docgen.engine.links import parse
from docgen.engine.markup import Element
from docgen.engine.stream import Slots, problem
from docgen.engine.tags import Kind, Tag
from docgen.engine.texts import Finder, Stretch, has_tag, pieces
from docgen.errors import TemplateError
from docgen.problems import Place, Problem, Severity


@dataclass(slots=True)
class SheetText:
    """A cell with tags, as far as it was read."""

    cell: Cell
    found: list[Stretch]

    @property
    def tags(self) -> list[Tag]:
        return [each.item for each in self.found if isinstance(each.item, Tag)]

    @property
    def beside(self) -> str:
        """The text that is no tag."""
        return "".join(
            piece for piece in pieces(self.cell.text, self.found) if isinstance(piece, str)
        ).strip()


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A worksheet's tree, and its rows as they lie there: read once, and taken apart by its SheetReader."""

    root: Element
    rows: dict[int, Row]

    @classmethod
    def read(cls, book: Book, entry: SheetEntry) -> SheetCells:
        """Return the cells of a sheet. Raise TemplateError where its XML is damaged."""
        root = with_main_namespace(parse(book.package, entry.part))
        try:
            return cls(root, read_rows(root, book.strings, book.texts))
        except (ValueError, IndexError) as error:
            where = Place(file=book.package.file, trail=(entry.part,))
            raise TemplateError.single("damaged", f"its cells are damaged: {error}.", where=where) from None


class SheetReader:
    """Reads one worksheet: what governs is told from what is printed. `texts` are the cells with tags that stay.

    `control_rows` hold row tags and disappear, and so do the columns of `column_tags` (whose lists are in the order
    of the rows); `sheet_row` says that the first row held the sheet's own tag and nothing else. `root` is left
    without its rows.
    """

    def __init__(self, book: Book, entry: SheetEntry, cells: SheetCells, text_beside: Severity) -> None:
        self._book, self._entry, self._text_beside = book, entry, text_beside
        self.problems: list[Problem] = []
        self.slots = Slots()
        self._finder = Finder(self.slots, self.problems, tuple(each.name for each in book.sheets))
        self.root, self.rows = cells.root, cells.rows
        self.column_tags: dict[int, list[Tag]] = {}
        self.sheet_tag: Tag | None = None
        self.sheet_row = False
        self.control_rows: dict[int, list[SheetText]] = {}
        self.name = self._read_name()
        self.texts = self._read_texts()
        self._drop_rows(self.texts)
        self.parts = PartReader(self._finder)
        self.parts.read_dependents(book, entry, self.place(), self._is_written)
        targets = book.package.addresses.get(entry.part, {})
        self.parts.take_links(self.root, targets, self.place(), self._is_written)
        self.frame_tags = self.parts.mark(without_rows(self.root), self.place())

    @property
    def has_tags(self) -> bool:
        """Whether a tag stands anywhere on the sheet, in its name or in what hangs on it."""
        controls = (self.sheet_tag, self.control_rows, self.column_tags)
        found = (self.texts, self.name, self.frame_tags, self.parts.dependents, self.parts.links)
        return any(map(bool, (*controls, *found)))

    def _is_written(self, reference: str) -> bool:
        """Tell whether a cell is there and is none of those that govern."""
        row, column = position(reference) or (0, 0)
        governs = row in self.control_rows or column in self.column_tags or (self.sheet_row and row == 1)
        return not governs and row in self.rows and column in self.rows[row].cells

    # -- reading --------------------------------------------------------------------------------------

    def place(self, row: int = 0, column: int = 0) -> Place:
        spot = f"!{letters(column)}{row}" if row else ""
        return Place(file=self._book.package.file, trail=(f"{self._entry.name}{spot}",))

    def _read_name(self) -> list[Stretch]:
        found = self._finder.in_text(self._entry.name, self.place(), "raw")
        for each in found:
            if isinstance(each.item, Tag):
                each.item.special = NAME
        return found

    def _read_texts(self) -> dict[tuple[int, int], SheetText]:
        """Return the cells with tags by row and column, without sheet and column tags."""
        found: dict[tuple[int, int], SheetText] = {}
        for row in self.rows.values():
            for cell in row.cells.values():
                if cell.formula is not None and has_tag(cell.formula.formula.text):
                    self._finder.in_formula(cell.formula.formula.text, self._where(cell))
                elif cell.text and has_tag(cell.text):
                    text = SheetText(cell, self._finder.in_text(cell.text, self._where(cell), "raw"))
                    if not self._take_controls(text):
                        found[row.number, cell.column] = text
        return found

    def _where(self, cell: Cell) -> Place:
        return self.place(cell.row, cell.column)

    def _take_controls(self, text: SheetText) -> bool:
        """Take sheet and column tags out of a cell; tell whether nothing is left to do with it."""
        for tag in text.tags:
            self.place_tag(tag, text.cell)
        if any(tag.prefix == "tc" for tag in text.tags):
            self.column_tags[text.cell.column] = self.column_tags.get(text.cell.column, []) + [
                tag for tag in text.tags if tag.prefix == "tc"
            ]
            self._check_beside(text, "tc")
            return True
        if any(tag.prefix == "sheet" for tag in text.tags):
            self._take_sheet_tag(text)
            return True
        return False

    def place_tag(self, tag: Tag, cell: Cell) -> None:
        """Say where in the sheet's structure a tag stands, so that blocks that cross are found."""
        words = tag.body.split(None, 1)
        if not tag.prefix and tag.kind is Kind.BLOCK and words[:1] in (["sheet"], ["shape"]):
            tag.prefix, tag.body = words[0], words[1] if len(words) > 1 else ""
        tag.path = (tag.prefix or "cell",)
        tag.container = 0 if tag.prefix in ("tr", "tc", "sheet") else cell.row * 20_000 + cell.column
        allowed = {"tr": ROW_WORDS, "tc": CONTROL_WORDS, "sheet": {"if", "for"}, "": None}.get(
            tag.prefix, frozenset[str]()
        )
        if allowed is not None and (tag.kind is Kind.PRINT or tag.keyword not in allowed):
            message = f"{tag.typed} has no meaning in a cell of a sheet."
            hint = "Rows take tr with if, for and set; columns tc and sheets sheet with if and for."
            self.problems.append(problem(tag, "misplaced-tag", message, hint))

    def _take_sheet_tag(self, text: SheetText) -> None:
        (tag, *more) = [tag for tag in text.tags if tag.prefix == "sheet"]
        if more or (text.cell.row, text.cell.column) != (1, 1):
            message = f"{tag.typed} must stand alone in cell A1."
            self.problems.append(problem(more[0] if more else tag, "misplaced-tag", message, ""))
        self._check_beside(text, "sheet")
        self.sheet_tag = tag

    def _check_beside(self, text: SheetText, prefix: str) -> None:
        lost = [tag.typed for tag in text.tags if tag.prefix != prefix]
        beside = "".join((text.beside, *lost))
        if beside:
            tag = next(tag for tag in text.tags if tag.prefix == prefix)
            message = f"{tag.typed} takes its cell, so this text would be lost: {beside[:60]!r}."
            self.problems.append(
                problem(tag, "text-beside-tag", message, "Give the tag a cell of its own.", self._text_beside)
            )

    def _drop_rows(self, texts: dict[tuple[int, int], SheetText]) -> None:
        """Take out what governs: the sheet tag's row where it holds nothing else, the texts of control rows."""
        first = self.rows.get(1)
        if self.sheet_tag is not None and first is not None:
            first.cells.pop(1, None)
            self.sheet_row = not any(
                cell.text or cell.formula or value_of(cell) is not None for cell in first.cells.values()
            )
        for (row, _), text in texts.items():
            if any(tag.prefix == "tr" for tag in text.tags):
                self.control_rows.setdefault(row, []).append(text)
        for row, controls in self.control_rows.items():
            self._check_control_row(self.rows[row], controls, texts)

    def _check_control_row(
        self, row: Row, controls: list[SheetText], texts: dict[tuple[int, int], SheetText]
    ) -> None:
        lost = []
        for column, cell in row.cells.items():
            text = texts.pop((row.number, column), None)
            if text is not None and text in controls:
                lost += [text.beside, *(tag.typed for tag in text.tags if tag.prefix != "tr")]
            elif cell.formula is not None:
                lost.append(f"={cell.formula.formula.text}")
            elif column not in self.column_tags:
                lost.append(str(value_of(cell) or ""))
        beside = "".join(lost).strip()
        if beside:
            tag = next(tag for tag in controls[0].tags if tag.prefix == "tr")
            message = f"{tag.typed} takes its row, so this would be lost: {beside[:60]!r}."
            self.problems.append(
                problem(tag, "text-beside-tag", message, "Give the tag a row of its own.", self._text_beside)
            )


def with_main_namespace(root: Element) -> Element:
    """Return the root with SpreadsheetML as its default namespace, which what the engine writes relies on."""
    if root.nsmap.get(None) == S_NS:
        return root
    fresh: Element = etree.Element(root.tag, nsmap={**root.nsmap, None: S_NS})  # type: ignore[dict-item]
    fresh.attrib.update(root.attrib)
    fresh.extend(list(root))
    return fresh


def without_rows(root: Element) -> Element:
    """Take the rows out of a worksheet, and return it."""
    data = root.find(SHEET_DATA)
    if data is None:
        data = etree.SubElement(root, s("sheetData"))
    for row in list(data):
        data.remove(row)
    data.text = None
    return root
