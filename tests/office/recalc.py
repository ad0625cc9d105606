"""LibreOffice as the judge of cached values: it calculates a workbook anew, and both answers are compared.

The file is loaded with recalculation forced, saved again, and read with openpyxl as values. Where docgen wrote no
value, it made no claim; where it did, LibreOffice must come to the same.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.office import judges

# "Always" for workbooks of the Office Open XML kind; without it LibreOffice believes what the file says.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""

Values = dict[tuple[str, str], Any]


def recalculated(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Return, for each workbook, the one that LibreOffice saved in `folder` after calculating all its formulas."""
    return judges.converted(files, folder, "xlsx", settings=_ALWAYS_RECALCULATE)


def disagreements(file: Path, judged: Path) -> tuple[str, ...]:
    """Return what the file says of its formulas and the recalculated workbook denies, as `Sheet!A1: ours, theirs`."""
    ours, theirs = cached_values(file), cached_values(judged)
    return tuple(
        _told(cell, ours[cell], theirs.get(cell)) for cell in ours if not same(ours[cell], theirs.get(cell))
    )


def cached_values(file: Path) -> Values:
    """Return the cached value of each formula that has one, by sheet and cell; an empty text reads as none."""
    formulas, values = (_loaded(file, values=only) for only in (False, True))
    found = {cell: values[cell[0]][cell[1]].value for cell in _formula_cells(formulas)}
    return {cell: value for cell, value in found.items() if value is not None}


def formula_count(file: Path) -> int:
    """Return how many cells of a workbook hold a formula."""
    return sum(1 for _ in _formula_cells(_loaded(file, values=False)))


def _loaded(file: Path, *, values: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        # What LibreOffice saves has extensions that openpyxl passes over, and says so.
        warnings.filterwarnings("ignore", ".*extension is not supported", UserWarning)
        return openpyxl.load_workbook(file, data_only=values)


def same(ours: object, theirs: object) -> bool:
    """Return whether two values are one: numbers to 12 digits, and an empty text is as good as none.

    A truth value may come back as a number, which is how LibreOffice holds it.
    """
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-12)
    return ours == theirs or {ours, theirs} == {"", None}


def _formula_cells(workbook: openpyxl.Workbook) -> Iterator[tuple[str, str]]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def _told(cell: tuple[str, str], ours: object, theirs: object) -> str:
    return f"{cell[0]}!{cell[1]}: {ours!r}, but LibreOffice finds {theirs!r}"
