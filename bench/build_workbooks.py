"""Build the benchmark's workbook templates: one workbook, written once in each contender's tags.

A RACI sheet with 20 facts above a fixed matrix of 25 activities and 8 roles, coloured by conditional formats; and a
register of 10 columns whose rows repeat. docgen's row stands between two rows with the loop's tags; the code for
openpyxl finds its one row by the tags in it. XlsxWriter has no templates: it writes anew what stands in openpyxl's.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from bench.data import REGISTER_COLUMNS, WORKBOOK_SCALARS
from bench.dialects import EXCEL, Jinja, Language

_ROLES = (
    "Sponsor",
    "Project lead",
    "Architect",
    "Network",
    "Security",
    "Database",
    "Service desk",
    "Client IT",
)
_ACTIVITIES = 25
_LETTERS = "RACI"
_SCALARS_PER_ROW = 4
_SCALARS_ON_MATRIX = 20
_COLOURS = {"R": "FFC6E0B4", "A": "FFF4B084", "C": "FFFFE699", "I": "FFDDEBF7"}

_THIN = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FF1F3864")


def build(folder: Path) -> dict[str, Path]:
    """Write each contender's template into `folder` and return them by contender. The same content each time."""
    folder.mkdir(parents=True, exist_ok=True)
    built = {one.contender: _build(folder, one) for one in EXCEL}
    return {**built, "XlsxWriter": built["openpyxl"]}


def _build(folder: Path, language: Language) -> Path:
    book, path = Workbook(), folder / f"register_{language.contender}.xlsx"
    scalars = iter(WORKBOOK_SCALARS)
    book.active.title = "RACI"
    _matrix(book.active, list(islice(scalars, _SCALARS_ON_MATRIX)))
    _register(book.create_sheet("Register"), list(scalars), language.tags)
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001 (openpyxl wants none)
    book.save(path)
    return path


def _matrix(sheet: Worksheet, scalars: list[str]) -> None:
    sheet["A1"], sheet["A1"].font = "RACI matrix", Font(size=16, bold=True)
    _facts(sheet, scalars)
    head = 4 + len(scalars) // _SCALARS_PER_ROW
    _heads(sheet, head, ("Activity", *_ROLES))
    for number in range(_ACTIVITIES):
        letters = (_LETTERS[(number + at) % len(_LETTERS)] for at in range(len(_ROLES)))
        for column, text in enumerate((f"Activity {number + 1}: plan and deliver", *letters), start=1):
            _boxed(sheet, head + 1 + number, column, text)
    area = f"B{head + 1}:I{head + _ACTIVITIES}"
    for letter, colour in _COLOURS.items():
        fill = PatternFill(bgColor=colour)
        sheet.conditional_formatting.add(
            area, CellIsRule(operator="equal", formula=[f'"{letter}"'], fill=fill)
        )
    sheet.freeze_panes = f"B{head + 1}"


def _facts(sheet: Worksheet, scalars: list[str]) -> None:
    for number, name in enumerate(scalars):
        row, column = 2 + number // _SCALARS_PER_ROW, 1 + 2 * (number % _SCALARS_PER_ROW)
        sheet.cell(row, column, name.replace("_", " ").capitalize()).font = Font(bold=True)
        sheet.cell(row, column + 1, f"{{{{ {name} }}}}")


def _register(sheet: Worksheet, scalars: list[str], tags: Jinja) -> None:
    sheet["A1"], sheet["A1"].font = "Asset register", Font(size=16, bold=True)
    _facts(sheet, scalars)
    head = 6
    _heads(sheet, head, tuple(name.capitalize() for name in REGISTER_COLUMNS))
    for number, texts in enumerate(tags.rows("register", REGISTER_COLUMNS), start=head + 1):
        for column, (name, text) in enumerate(zip(REGISTER_COLUMNS, texts, strict=True), start=1):
            cell = _boxed(sheet, number, column, text or None)
            cell.number_format = {"cost": "#,##0.00", "qty": "0"}.get(name, "General")
            sheet.column_dimensions[cell.column_letter].width = 16
    sheet.freeze_panes = f"A{head + 1}"


def _heads(sheet: Worksheet, row: int, titles: tuple[str, ...]) -> None:
    for column, title in enumerate(titles, start=1):
        cell = _boxed(sheet, row, column, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), _HEAD


def _boxed(sheet: Worksheet, row: int, column: int, text: str | None):  # type: ignore[no-untyped-def]
    cell = sheet.cell(row, column, text)
    cell.border, cell.alignment = _BOX, Alignment(vertical="top", wrap_text=True)
    return cell
