"""A file of any kind that can be imported, to the clients in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from docgen.errors import IntakeError
from docgen.imports.cells import Book
from docgen.imports.form import is_form, read_form
from docgen.imports.mapping import Columns, Mapped, Target, folded, load_mapping
from docgen.imports.outcome import Outcome
from docgen.imports.readings import Habits
from docgen.imports.rows import read_rows
from docgen.imports.texts import read_csv, read_records
from docgen.imports.tree import way_of
from docgen.imports.workbook import read_workbook
from docgen.problems import Place

SALESFORCE = Path(__file__).with_name("salesforce.yaml")
_READERS = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".json": read_records,
}
_ENOUGH = 2


def read_clients(
    path: Path, mapping: Path | None = None, *, habits: Habits | None = None, playbook: str = ""
) -> Outcome:
    """Return the clients that a file tells of: a workbook of docgen's own, a spreadsheet with a row for each, or
    records of a CRM; with every cell that could not be used.

    `mapping` says which column is which fact. Without one, heads that are the paths of facts are taken, and those of
    Salesforce. `habits` are how dates and numbers are written, before what the mapping says; `playbook` the process
    where the file names none. Raise IntakeError or PackageError if the file or the mapping cannot be read.
    """
    book = _book(path)
    if mapping is None and is_form(book):
        return Outcome((read_form(book, habits or Habits()),))
    mapped = load_mapping(mapping) if mapping else _default(book)
    return read_rows(book, replace(mapped, habits=habits) if habits else mapped, playbook)


def _book(path: Path) -> Book:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        hint = "Save it as .xlsx or .csv." if path.suffix.lower() in (".xls", ".ods", ".numbers") else _KNOWN
        message = f"A file that ends in {path.suffix or 'nothing'} cannot be imported."
        raise IntakeError.single("import-kind", message, where=Place(str(path)), hint=hint)
    return reader(path)


_KNOWN = "Known are .xlsx, .csv, .tsv and .json."


def _default(book: Book) -> Mapped:
    """Return the mapping of a file for which none was given. Raise IntakeError if its heads say nothing."""
    heads = [
        cell.text.strip()
        for sheet in book.sheets[:1]
        for row in list(sheet.rows)[:1]
        for cell in sheet.rows[row]
    ]
    paths = [head for head in heads if way_of(head)]
    if len(paths) >= _ENOUGH:
        targets = {head: (Target(head, {}),) for head in paths}
        return Mapped(Columns("", 1, "", targets, frozenset()))
    known = _salesforce()
    if len({folded(head) for head in heads} & {folded(head) for head in known.clients.targets}) >= _ENOUGH:
        children = tuple(
            child
            for child in known.children
            if any(folded(sheet.name) == folded(child.sheet) for sheet in book.sheets)
        )
        return replace(known, children=children)
    hint = "Give a mapping file with --map: it says which column is which fact."
    message = "The columns of this file are neither facts of an intake nor those of Salesforce."
    raise IntakeError.single("no-mapping", message, where=Place(book.file), hint=hint)


@cache
def _salesforce() -> Mapped:
    return load_mapping(SALESFORCE)
