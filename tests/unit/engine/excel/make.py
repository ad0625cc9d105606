"""Small workbook templates made with openpyxl, and what they gave read back with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from docgen.engine import Template
from docgen.errors import DocgenError
from docgen.problems import Problem

Sheet = Mapping[str, Any]


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(**sheets: Sheet) -> bytes:
    """Return a template with cells by sheet and reference: `workbook(Sites={"A1": "{{ x }}"})`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for reference, value in cells.items():
            sheet[reference] = value
    return saved(book)


def rows(*listed: list[Any] | tuple[Any, ...]) -> dict[str, Any]:
    """Return cells from rows, top left first; None is an empty cell."""
    letters = "ABCDEFGHIJKLMNOP"
    return {
        f"{letters[column]}{number}": value
        for number, row in enumerate(listed, 1)
        for column, value in enumerate(row)
        if value is not None
    }


def rendered(
    template: bytes, data: Mapping[str, Any] | None = None, *, values: bool = False, **options: Any
) -> Workbook:
    """Return the rendering read back; with `values`, what the file says that formulas come to."""
    locale = options.pop("locale", "en-AU")
    out = Template.open(template, **options).render(data or {}, locale=locale)
    return openpyxl.load_workbook(io.BytesIO(out), data_only=values)


def grid(book: Workbook, name: str = "S") -> list[tuple[Any, ...]]:
    """Return the values of a sheet, row by row."""
    return [tuple(row) for row in book[name].iter_rows(values_only=True)]


def cells(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> list[tuple[Any, ...]]:
    """Return the values of the sheet S of a rendering, row by row."""
    return grid(rendered(template, data, **options))


def part(template: bytes, data: Mapping[str, Any] | None, name: str) -> str:
    """Return a part of a rendering as text."""
    out = Template.open(template).render(data or {})
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        return archive.read(name).decode()


def edited(template: bytes, changes: Mapping[str, Callable[[str], str] | str | None]) -> bytes:
    """Return a workbook with parts changed as text, added, or (None) taken out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as before, zipfile.ZipFile(stream, "w") as after:
        for info in before.infolist():
            change = changes.get(info.filename, "")
            text = before.read(info.filename)
            if change is not None:
                after.writestr(info.filename, change(text.decode()) if callable(change) else text)
        for name, text in changes.items():
            if isinstance(text, str):
                after.writestr(name, text)
    return stream.getvalue()


def problems(template: bytes, data: Mapping[str, Any] | None = None, **options: Any) -> list[Problem]:
    """Return the problems that opening or rendering raises; empty when there are none."""
    try:
        Template.open(template, name="t.xlsx", **options).render(data or {})
    except DocgenError as error:
        return list(error.problems)
    return []
