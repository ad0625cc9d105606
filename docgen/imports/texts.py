"""Files of text to cells: CSV with whatever sign between its columns, and the records of a CRM as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docgen.errors import IntakeError
from docgen.imports.cells import Book, Cell, Kind, Sheet
from docgen.intake.source import MOST_BYTES
from docgen.problems import Place

_SIGNS = (",", ";", "\t", "|")
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
KEY = "#"
"""The column that ties the rows of a child sheet to a record."""


def read_csv(path: Path) -> Book:
    """Return a CSV file as one sheet. The sign between columns is the one that its first line has most of.

    Raise IntakeError for a file that cannot be read or is in no encoding of Unicode.
    """
    text = _decoded(path)
    first = text.partition("\n")[0]
    sign = max(_SIGNS, key=first.count)
    csv.field_size_limit(MOST_BYTES)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=False))
    except csv.Error as fault:
        raise _refused(path, "damaged", f"The file is no CSV: {fault}.", "Save it as CSV again.") from None
    cells = {
        (row, column): Cell(row, column, Kind.TEXT, value.replace("\r\n", "\n"))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value.strip()
    }
    return Book(str(path), (Sheet(path.stem, cells),))


def read_records(path: Path) -> Book:
    """Return the records of a JSON file as sheets: one of records, one for each list that stands in them.

    A value in a group is a column by its path (`Account.Name`). A file is one record, a list of them, or a group with
    `records`. Raise IntakeError for anything else.
    """
    try:
        data = json.loads(_decoded(path), parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise _refused(path, "json-syntax", "The file is no JSON.", "Export it again.") from None
    records = _records(data)
    if not records:
        raise _refused(
            path, "no-records", "The file holds no record.", "Export one opportunity, or a list of them."
        )
    sheets = _Records()
    for number, record in enumerate(records, 1):
        sheets.add("Opportunity", number, record)
    return Book(str(path), sheets.all())


class _Records:
    """Sheets that grow record by record."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, tuple[Kind, str]]]] = {}

    def add(self, sheet: str, number: int, record: Mapping[str, Any]) -> None:
        row: dict[str, tuple[Kind, str]] = {KEY: (Kind.TEXT, str(number))}
        self._rows.setdefault(sheet, []).append(row)
        for path, value in _flat(record, ""):
            if isinstance(value, list):
                for item in (each for each in value if isinstance(each, dict)):
                    self.add(path, number, item)
            else:
                row[path] = _held(value)

    def all(self) -> tuple[Sheet, ...]:
        return tuple(_sheet(name, rows) for name, rows in self._rows.items())


def _sheet(name: str, rows: list[dict[str, tuple[Kind, str]]]) -> Sheet:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    cells = {
        (1, column): Cell(1, column, Kind.TEXT, head, label=head) for column, head in enumerate(heads, 1)
    }
    for number, row in enumerate(rows, 2):
        for column, head in enumerate(heads, 1):
            if head in row:
                kind, text = row[head]
                cells[number, column] = Cell(
                    number, column, kind, text, label=f"record {number - 1} › {head}"
                )
    return Sheet(name, cells)


def _flat(record: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        here = f"{path}.{key}" if path else key
        if key == "attributes" or value in (None, ""):
            continue
        if isinstance(value, dict) and isinstance(value.get("records"), list):
            yield here, value["records"]
        elif isinstance(value, dict):
            yield from _flat(value, here)
        else:
            yield here, value


def _held(value: Any) -> tuple[Kind, str]:
    if isinstance(value, bool):
        return Kind.FLAG, "true" if value else "false"
    return Kind.TEXT, str(value)


def _records(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, dict):
        inner = data.get("records")
        return _records(inner) if isinstance(inner, list) else [data]
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(
                path, "too-large", f"The file has more than {MOST_BYTES:,} bytes.", "Is it the right file?"
            )
        data = path.read_bytes()
    except OSError as fault:
        hint = "Check the spelling and the folder."
        raise _refused(path, "not-a-file", f"The file cannot be read: {fault.strerror}.", hint) from None
    try:
        return data.decode(_BOMS.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        hint = "Save it as CSV UTF-8."
        raise _refused(path, "encoding", "The file is not in UTF-8.", hint) from None


def _refused(path: Path, code: str, message: str, hint: str) -> IntakeError:
    return IntakeError.single(code, message, where=Place(str(path)), hint=hint)
