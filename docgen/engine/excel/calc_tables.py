"""Structured references: which cells `Rows[Cost]`, `Rows[[#This Row],[Cost]]` and `Rows[#Totals]` are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_values import Failure, Fault, Unknown

_ESCAPED = re.compile(r"'(.)", re.DOTALL)
_PART = re.compile(r"\[((?:[^\[\]']|'.)*)\]", re.DOTALL)
_PARTS = re.compile(rf"\s*{_PART.pattern}(?:\s*[,:]\s*{_PART.pattern})*\s*", re.DOTALL)
_ITEMS = {"#all", "#data", "#headers", "#totals", "#this row"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its part describes it: its whole area, its columns' names in order, its special rows."""

    area: Area
    columns: tuple[str, ...]
    has_header: bool = True
    has_totals: bool = False


def table_area(table: Table, reference: str, *, row: int | None) -> Area:
    """Return the cells of a structured reference. `row` is the formula's, where it stands on the table's sheet.

    Raise Failure for an unknown column or a row that the table has not, Unknown for what cannot be read.
    """
    inside = reference.partition("[")[2][:-1]
    items, first, last = _read(inside)
    top, bottom = _rows(table, items, row)
    left, right = _columns(table, first, last)
    return table.area._replace(top=top, bottom=bottom, left=left, right=right)


def _read(inside: str) -> tuple[frozenset[str], str, str]:
    """Return the special items of a specifier, and its first and last column's names; empty where it names none."""
    if inside.startswith("@"):
        items, first, last = _read(inside[1:])
        return items | {"#this row"}, first, last
    if not _PARTS.fullmatch(inside):
        name = inside.strip()
        return (
            (frozenset({name.lower()}), "", "")
            if name.startswith("#")
            else (frozenset(), plain(name), plain(name))
        )
    parts = _PART.findall(inside)
    items = frozenset(part.strip().lower() for part in parts if part.strip().startswith("#"))
    columns = [plain(part) for part in parts if not part.strip().startswith("#")] or [""]
    if len(columns) > 2 or len(columns) != 1 + inside.count("]:["):
        raise Unknown(inside)
    return items, columns[0], columns[-1]


def plain(name: str) -> str:
    """Return a column's name without the escapes that brackets ask for."""
    return _ESCAPED.sub(r"\1", name)


def _rows(table: Table, items: frozenset[str], row: int | None) -> tuple[int, int]:
    area = table.area
    body = (area.top + table.has_header, area.bottom - table.has_totals)
    if items <= {"#data"}:
        return body
    if items == {"#all"}:
        return area.top, area.bottom
    if items == {"#this row"}:
        return _this_row(body, row)
    if items == {"#headers"} and table.has_header:
        return area.top, area.top
    if items == {"#totals"} and table.has_totals:
        return area.bottom, area.bottom
    if items <= _ITEMS and len(items) == 1:
        raise Failure(Fault.REFERENCE)
    raise Unknown(items)


def _this_row(body: tuple[int, int], row: int | None) -> tuple[int, int]:
    if row is None or not body[0] <= row <= body[1]:
        raise Failure(Fault.VALUE)
    return row, row


def _columns(table: Table, first: str, last: str) -> tuple[int, int]:
    if not first and not last:
        return table.area.left, table.area.right
    known = {name.lower(): at for at, name in enumerate(table.columns, start=table.area.left)}
    ends = [known.get(name.lower()) for name in (first, last)]
    if ends[0] is None or ends[1] is None:
        raise Failure(Fault.REFERENCE)
    return min(ends[0], ends[1]), max(ends[0], ends[1])
