"""What a template refers to, told before anything is rendered: an empty loop asks whether it must leave a blank row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Referred, Run
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved.areas import boxes
from docgen.engine.excel.moved.chart_series import c
from docgen.engine.excel.references import rectangle
from docgen.engine.markup import Element


@dataclass(frozen=True, slots=True)
class Mention:
    """Cells of a template sheet that something refers to; `viewer` is the cell of the same sheet that does.

    None for `rows` means whole columns, None for `columns` whole rows.
    """

    sheet: str
    rows: Run | None
    columns: Run | None
    viewer: tuple[int, int] | None = None


def rows_of(mentions: Iterable[Mention], sheet: str) -> list[Referred]:
    """Return the rows of a sheet that are referred to."""
    return [
        Referred(*each.rows, each.viewer[0] if each.viewer else None)
        for each in mentions
        if each.sheet == sheet and each.rows
    ]


def columns_of(mentions: Iterable[Mention], sheet: str) -> list[Referred]:
    """Return the columns of a sheet that are referred to."""
    return [
        Referred(*each.columns, each.viewer[1] if each.viewer else None)
        for each in mentions
        if each.sheet == sheet and each.columns
    ]


def mentions_in_formula(text: str, sheet: str, viewer: tuple[int, int] | None = None) -> Iterator[Mention]:
    """Yield what a formula of a sheet refers to; `viewer` is the row and column of its cell."""
    for part in parse(text).references():
        own = part.sheet in ("", sheet)
        rows, columns = part.area.rows, part.area.columns
        yield Mention(
            sheet if own else part.sheet,
            (rows.first, rows.last) if rows else None,
            (columns.first, columns.last) if columns else None,
            viewer if own else None,
        )


def mentions_in_sheet(root: Element, sheet: str) -> Iterator[Mention]:
    """Yield what the conditional formats of a sheet stand on, and what they and its validations refer to.

    What refers to rows that it stands on disappears with them.
    """
    for node in root.iter(s("conditionalFormatting")):
        for rows, columns in boxes(node.get("sqref", "")):
            yield Mention(sheet, rows, columns)
    for node in root.iter(s("formula"), s("formula1"), s("formula2")):
        holder = next(node.iterancestors(s("conditionalFormatting"), s("dataValidation")), None)
        if holder is not None:
            yield from mentions_in_formula(node.text or "", sheet, _first_cell(holder))


def _first_cell(node: Element) -> tuple[int, int] | None:
    found = boxes(node.get("sqref", ""))
    return (found[0].rows[0], found[0].columns[0]) if found else None


def mentions_in_table(root: Element, sheet: str) -> Iterator[Mention]:
    """Yield the data rows of a table, of which at least one must stay where its header does."""
    (first, last), columns = rectangle(root.get("ref", "A1"))
    headers = int(root.get("headerRowCount", "1"))
    begins = (first, columns[0]) if headers else None
    yield Mention(sheet, (first + headers, last - int(root.get("totalsRowCount", "0"))), columns, begins)


def mentions_in_names(root: Element) -> Iterator[Mention]:
    """Yield what the defined names of a workbook refer to."""
    for node in root.iter(s("definedName")):
        yield from mentions_in_formula(node.text or "", "")


def mentions_in_chart(root: Element, sheet: str) -> Iterator[Mention]:
    """Yield what a chart on a sheet refers to."""
    for node in root.iter(c("f")):
        yield from mentions_in_formula(node.text or "", sheet)
