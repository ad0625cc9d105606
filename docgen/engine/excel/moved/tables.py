"""Tables: their range, columns, filters and totals follow the cells (ISO 29500-1, 18.5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import deepcopy

from docgen.engine.excel.cells import read_xstring
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import OUTSIDE, Growths, Looks, SheetGrowth, Spot
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import Box, drop_uid, whole
from docgen.engine.excel.moved.filters import move_filter, move_sort
from docgen.engine.excel.references import rectangle
from docgen.engine.markup import Element, remove

_LINE_END = re.compile("\r\n?")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Headers = Callable[[int, int], str]
"""Returns the text of an output cell, given its row and column."""


def move_table(
    root: Element,
    growth: SheetGrowth,
    growths: Growths,
    *,
    headers: Headers | None = None,
    looks: Looks = OUTSIDE,
) -> Box:
    """Move a table, or what it is in one round, and return the cells that it has now.

    `headers` reads the header cells of the output: a column is called as its header says, which Excel insists on.
    Names are told apart by a number where two are alike (`header_texts` gives what the cells must then say). Raise
    ValueError when no row of data is left, as a table without one cannot be opened.
    """
    box = Box(*rectangle(root.get("ref", "A1")))
    moved = _moved_box(root, box, growth, looks)
    root.set("ref", str(moved))
    for node in root.findall(s("autoFilter")):
        move_filter(node, growth, looks)
    for node in root.findall(s("sortState")):
        move_sort(node, growth, looks)
    _grow_columns(root, box, moved, growth)
    if headers is not None and _headed(root):
        _name_columns(
            root, [headers(moved.rows[0], at) for at in range(moved.columns[0], moved.columns[1] + 1)]
        )
    _move_formulas(root, moved, growth, growths)
    return moved


def header_texts(root: Element) -> list[str]:
    """Return the names of a table's columns in order: what its header cells must say."""
    return [read_xstring(node.get("name", "")) for node in root.iter(s("tableColumn"))]


def written_name(text: str) -> str:
    """Return a column's name as a table writes it: line feeds and tabs as escapes (ST_Xstring), as Excel does."""
    text = _LIKE_ESCAPE.sub("_x005F_", text)
    return text.replace("\n", "_x000a_").replace("\t", "_x0009_")


def _headed(root: Element) -> bool:
    return root.get("headerRowCount", "1") != "0"


def _moved_box(root: Element, box: Box, growth: SheetGrowth, looks: Looks) -> Box:
    moved = whole(box, growth, looks)
    first, last = box.rows
    totals = int(root.get("totalsRowCount", "0"))
    if moved is None or not growth.rows.runs(first + _headed(root), last - totals, looks.rows):
        raise ValueError(f"the table {root.get('displayName', '')} has no row of data left")
    if totals and not growth.rows.runs(last, last, looks.rows):
        del root.attrib["totalsRowCount"]
    if _headed(root) and not growth.rows.runs(first, first, looks.rows):
        root.set("headerRowCount", "0")
        for node in root.findall(s("autoFilter")):
            remove(node)
    return moved


def _grow_columns(root: Element, box: Box, moved: Box, growth: SheetGrowth) -> None:
    """Repeat and drop columns of the table as the sheet's columns were."""
    listed = root.find(s("tableColumns"))
    if listed is None or growth.columns.is_still:
        return
    before = list(listed)
    for node in before:
        listed.remove(node)
    highest = max((int(node.get("id", "0")) for node in before), default=0)
    used: set[str] = set()
    for at in range(moved.columns[0], moved.columns[1] + 1):
        copy = deepcopy(before[growth.columns.template(at) - box.columns[0]])
        if copy.get("id", "") in used:
            highest += 1
            copy.set("id", str(highest))
            drop_uid(copy)
        used.add(copy.get("id", ""))
        listed.append(copy)
    listed.set("count", str(len(listed)))
    _name_columns(root, header_texts(root))


def _name_columns(root: Element, texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for at, (node, text) in enumerate(zip(root.iter(s("tableColumn")), texts, strict=True), 1):
        name = _unlike(_LINE_END.sub("\n", text) or f"Column{at}", seen)
        seen.add(name.casefold())
        node.set("name", written_name(name))


def _unlike(text: str, seen: set[str]) -> str:
    name, number = text, 2
    while name.casefold() in seen:
        name, number = f"{text}{number}", number + 1
    return name


def _move_formulas(root: Element, moved: Box, growth: SheetGrowth, growths: Growths) -> None:
    for offset, node in enumerate(root.iter(s("tableColumn"))):
        column = moved.columns[0] + offset
        rows = {"calculatedColumnFormula": moved.rows[0] + _headed(root), "totalsRowFormula": moved.rows[1]}
        for name, row in rows.items():
            for formula in node.findall(s(name)):
                formula.text = parse(formula.text or "").moved(Spot(growth, row, column), growths)
