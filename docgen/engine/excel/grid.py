"""The cells of a template sheet: rows and columns counted, texts read, shared formulas written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from docgen.engine.excel.cells import read_xstring
from docgen.engine.excel.formulas import Formula
from docgen.engine.excel.formulas import parse as parse_formula
from docgen.engine.excel.growth import MAX_COLUMNS, MAX_ROWS
from docgen.engine.excel.markup import IS, ROW, SHEET_DATA, C, F, V, position, text_of
from docgen.engine.markup import Element

_XMLNS = re.compile(r' xmlns(:\w+)?="[^"]*"')
_KEPT_OF_ROW = [
    "s",
    "customFormat",
    "ht",
    "hidden",
    "customHeight",
    "outlineLevel",
    "collapsed",
    "thickTop",
    "thickBot",
    "ph",
]
_FAR = (
    1_000  # a row without cells so far below the last one with cells carries nothing that a reader would see
)


@dataclass(frozen=True, slots=True, eq=False)
class FormulaCell:
    """A cell's formula; `attributes` are those of `<f>` that stay, such as `t="array"` with its `ref`."""

    formula: Formula
    attributes: dict[str, str]
    row: int
    column: int


@dataclass(slots=True)
class Cell:
    """A cell of the template. `item` holds its text (a string item or inline string); `text` is that text, read."""

    row: int
    column: int
    element: Element
    style: int
    text: str = ""
    item: Element | None = None
    formula: FormulaCell | None = None

    @property
    def string(self) -> int | None:
        """The index of the shared string that the cell shows."""
        text = self.element.findtext(V, "") if self.element.get("t") == "s" else ""
        return int(text) if text.isdigit() else None

    @property
    def is_rich(self) -> bool:
        """Whether the text has formats of its own within."""
        return self.item is not None and any(child.tag.endswith("}r") for child in self.item)


@dataclass(slots=True)
class Row:
    """A row of the template; `attributes` are those of `<row>` that stay, as XML."""

    number: int
    attributes: str = ""
    cells: dict[int, Cell] = field(default_factory=dict)


def inner_xml(element: Element) -> str:
    """Return what is inside an element of the main namespace, without declarations or prefix."""
    text = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in element)
    text = _XMLNS.sub("", text)
    prefix = element.prefix
    return text.replace(f"<{prefix}:", "<").replace(f"</{prefix}:", "</") if prefix else text


def read_rows(root: Element, strings: Sequence[Element], texts: Sequence[str]) -> dict[int, Row]:
    """Return the rows of a worksheet by number. Rows and cells that carry no number follow the one before.

    `strings` are the items of the shared strings, `texts` what they say. Raise ValueError for what no sheet can hold.
    """
    data = root.find(SHEET_DATA)
    rows: dict[int, Row] = {}
    number = 0
    shared: dict[str, tuple[Cell, str]] = {}
    for element in data.iterchildren(ROW) if data is not None else ():
        number = within(int(element.get("r", number + 1)), MAX_ROWS)
        row = rows[number] = Row(number, _attributes(element))
        column = 0
        for node in element.iterchildren(C):
            found = position(node.get("r", ""))
            column = within(found[1] if found else column + 1, MAX_COLUMNS)
            cell = row.cells[column] = _cell(node, number, column, shared)
            if cell.formula is None:
                cell.item, cell.text = _text(node, strings, texts)
    return _without_far_end(rows)


def within(number: int, most: int) -> int:
    """Return the number of a row or a column. Raise ValueError where a sheet has none of that number."""
    if not 1 <= number <= most:
        raise ValueError(f"a sheet has no row or column {number}")
    return number


def _without_far_end(rows: dict[int, Row]) -> dict[int, Row]:
    # LibreOffice writes an empty row at the very end of a sheet
    last = max((number for number, row in rows.items() if row.cells), default=0)
    return {number: row for number, row in rows.items() if number <= last + _FAR}


def _attributes(element: Element) -> str:
    kept = ((name, element.get(name)) for name in _KEPT_OF_ROW)
    return "".join(f' {name}="{value}"' for name, value in kept if value is not None)


def _cell(element: Element, row: int, column: int, shared: dict[str, tuple[Cell, str]]) -> Cell:
    style = element.get("s", "0")
    cell = Cell(row, column, element, int(style) if style.isdigit() else 0)
    formula = element.find(F)
    if formula is not None:
        cell.formula = _formula(formula, cell, shared)
    return cell


def _text(element: Element, strings: Sequence[Element], texts: Sequence[str]) -> tuple[Element | None, str]:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        item = element.find(IS)
        return item, "" if item is None else read_xstring(text_of(item))
    value = element.find(V)
    text = (value.text or "") if value is not None else ""
    if kind == "s" and text.isdigit() and int(text) < len(strings):
        return strings[int(text)], texts[int(text)]
    return None, text if kind == "str" else ""


def _formula(element: Element, cell: Cell, shared: dict[str, tuple[Cell, str]]) -> FormulaCell | None:
    text, kind = element.text or "", element.get("t", "")
    attributes = {str(key): str(value) for key, value in element.attrib.items() if key not in ("si",)}
    if kind == "shared":
        key = element.get("si", "")
        if text:
            shared[key] = (cell, text)
        if key not in shared:
            return None
        first, text = shared[key]
        attributes = {}
        parsed = parse_formula(text).shifted(cell.row - first.row, cell.column - first.column)
        return FormulaCell(parsed, attributes, cell.row, cell.column)
    return FormulaCell(parse_formula(text), attributes, cell.row, cell.column) if text else None


def values(rows: dict[int, Row]) -> Iterator[tuple[int, int, object]]:
    """Yield row, column and value of the cells that hold a value and no formula."""
    for row in rows.values():
        for cell in row.cells.values():
            value = value_of(cell) if cell.formula is None else None
            if value is not None:
                yield row.number, cell.column, value


def value_of(cell: Cell) -> object:
    """Return the value that lies in a cell of the template, as a formula would see it; None for an empty one."""
    if cell.item is not None:
        return cell.text
    node = cell.element.find(V)
    text = (node.text or "") if node is not None else ""
    kind = cell.element.get("t", "n")
    if kind == "b":
        return text == "1"
    if kind in ("str", "e"):
        return text
    try:
        return float(text) if text else None
    except ValueError:
        return text


def static_xml(cell: Cell) -> str:
    """Return what follows the reference of a cell that stays as it is."""
    kept = ((str(key), str(value)) for key, value in cell.element.attrib.items() if key != "r")
    attributes = "".join(
        f' {name}="{value}"'
        for name, value in kept
        if not name.startswith("{") and (name, value) != ("t", "n")
    )
    inner = inner_xml(cell.element)
    return f"{attributes}>{inner}</c>" if inner else f"{attributes}/>"
