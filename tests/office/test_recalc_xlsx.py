"""LibreOffice calculates what docgen calculated: where docgen writes a value, both must come to the same."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest

from docgen.engine.excel.calc import evaluate
from docgen.engine.excel.calc_cells import Spot
from docgen.engine.excel.calc_values import Fault
from tests.office.formulas import Columns, columns, formula
from tests.office.recalc import cached_values, disagreements, formula_count, recalculated, same
from tests.office.seeding import seeded, swap

pytestmark = pytest.mark.xdist_group("office")

FORMULAS = 1_500
SHEET = "Data"
FIRST_FREE_COLUMN = 8
SEEDS = [
    pytest.param(1, id="1"),
    *(pytest.param(seed, id=str(seed), marks=pytest.mark.soak) for seed in range(2, 22)),
]


def workbook(cells: Columns, formulas: dict[Spot, str], path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for column, held in cells.items():
        for row, value in held.items():
            sheet.cell(row, column).value = value
            if isinstance(value, str):
                sheet.cell(row, column).data_type = "s"
    for (_, row, column), text in formulas.items():
        sheet.cell(row, column).value = f"={text}"
    book.save(path)
    return path


@pytest.mark.parametrize("seed", SEEDS)
def test_libreoffice_comes_to_the_values_of_formulas_drawn_at_random(
    office: None, seed: int, tmp_path: Path
) -> None:
    draw = random.Random(seed)
    cells = columns(draw)
    formulas = {(SHEET, row, FIRST_FREE_COLUMN): formula(draw) for row in range(1, FORMULAS + 1)}
    ours = {spot: value for spot, value in evaluate({SHEET: cells}, formulas).items() if value is not None}
    path = workbook(cells, formulas, tmp_path / "drawn.xlsx")
    judged = openpyxl.load_workbook(recalculated([path], tmp_path)[path], data_only=True)[SHEET]
    denied = []
    for (sheet, row, column), value in ours.items():
        mine, theirs = value.value if isinstance(value, Fault) else value, judged.cell(row, column).value
        if not same(mine, theirs):
            denied.append((formulas[sheet, row, column], mine, theirs))
    assert denied == []
    assert len(ours) > FORMULAS / 3  # the others hold something on which Excel and LibreOffice differ


def test_a_value_that_libreoffice_denies_is_told_with_its_cell(office: None, tmp_path: Path) -> None:
    formulas = {(SHEET, 1, 2): "SUM(A1:A2)", (SHEET, 2, 2): "A1*2", (SHEET, 3, 2): "A2"}
    path = workbook({1: {1: 2, 2: 3}}, formulas, tmp_path / "told.xlsx")
    empty = b"</f><v></v>"
    right, wrong, none = b"</f><v>5</v>", b"</f><v>7</v>", b"</f>"

    def with_values(raw: bytes) -> bytes:
        for value in (right, wrong, none):
            raw = swap(empty, value)(raw)
        return raw

    told = seeded(path, tmp_path, "xl/worksheets/sheet1.xml", with_values)
    assert formula_count(told) == 3
    assert cached_values(told) == {(SHEET, "B1"): 5, (SHEET, "B2"): 7}
    assert disagreements(told, recalculated([told], tmp_path)[told]) == (
        "Data!B2: 7, but LibreOffice finds 4",
    )
