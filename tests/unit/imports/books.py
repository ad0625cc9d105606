"""Workbooks that the tests fill in or make up, written by other libraries than docgen's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from docgen.imports.book import intake_book
from docgen.imports.files import read_clients
from docgen.imports.outcome import Outcome
from docgen.intake.load import load
from docgen.intake.nodes import Data
from docgen.playbooks import load_playbook

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = {
    name: ROOT / "examples" / name / "intake.yaml" for name in ("harrow-wills", "banksia", "harbour-vale")
}


def book_of(data: dict[str, Data], path: Path) -> Path:
    """Write the workbook of an intake's data."""
    playbook = load_playbook(str(data["playbook"]))
    path.write_bytes(intake_book(data, title="Test", process=playbook.name, not_asked=playbook.not_asked))
    return path


def data_of(name: str) -> dict[str, Data]:
    return load(EXAMPLES[name]).data


def answer(book: openpyxl.Workbook, path: str, value: Any) -> tuple[str, str]:
    """Write a form's answer beside its fact; return the sheet and the address of the cell."""
    sheet, row = next(
        (sheet, row) for sheet in book for row in range(1, sheet.max_row + 1) if _fact(sheet, row) == path
    )
    column = next(c.column for line in sheet.iter_rows(max_row=10) for c in line if c.value == "Answer")
    cell = sheet.cell(row, column)
    cell.value = value
    return sheet.title, cell.coordinate


def _fact(sheet: Worksheet, row: int) -> object:
    return next((c.value for c in reversed(sheet[row]) if c.value), None)  # Fact is the last column


def add_row(book: openpyxl.Workbook, prefix: str, values: Mapping[str, Any]) -> int:
    """Write a row into a table by the paths of its columns; return its number."""
    sheet, keys = next(
        (sheet, row)
        for sheet in book
        for row in sheet.iter_rows(max_row=12)
        if any(_of(c.value, prefix) for c in row)
    )
    columns = {str(c.value).removeprefix(f"{prefix}."): c.column for c in keys if _of(c.value, prefix)}
    row = keys[0].row + 3
    while any(sheet.cell(row, column).value is not None for column in columns.values()):
        row += 1
    for key, value in values.items():
        sheet.cell(row, columns[key]).value = value
    return row


def _of(value: object, prefix: str) -> bool:
    return isinstance(value, str) and value.startswith(f"{prefix}.")


def plain_book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook of bare cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def read(path: Path) -> Outcome:
    return read_clients(path)


def places(outcome: Outcome) -> list[tuple[str, ...]]:
    """Return code, sheet and cell of every error."""
    return [(each.code, *each.where.trail) for each in outcome.all_problems if each.is_error]
