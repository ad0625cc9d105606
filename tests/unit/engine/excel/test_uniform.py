"""Formulas that many cells share: in every cell they read as the template's formula does when it is moved there."""

from __future__ import annotations

import pytest

from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Axis, Growths, SheetGrowth, Spot
from docgen.engine.excel.moved.areas import boxes
from docgen.engine.excel.moved.uniform import uniform

BODY, BLANK, LAST = 5, 7, 30
"""Template rows: the body of a loop with its control rows around it, and the blank rows that follow."""
FORMULAS = (
    '$B5="x"',
    "AND($B5<>$C$3,COUNTIF($B$5:$B$30,$B5)>1)",
    "B4<B5",
    "SUM(D5:F5)>Other!$A$2",
    "SUM(B5:B6)>0",
    "SUM(B$5:B5)>3",
    "B5>B40",
)


def growths(rounds: int) -> Growths:
    body = [(BODY, ((1, number),)) for number in range(rounds)]
    above = [(row, ()) for row in range(1, BODY - 1)]
    rows = Axis(
        [*above, *body, *((row, ()) for row in range(BLANK, LAST + 1))], size=LAST, bodies={1: (BODY, BODY)}
    )
    other = SheetGrowth(Axis.still(2), Axis.still(2), "Other", "Other")
    return {"Own": (SheetGrowth(rows, Axis.still(8), "Own", "Own"),), "Other": (other,)}


def plain(text: str) -> str:
    return text.replace("$", "")


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("rounds", [1, 2, 7])
def test_each_cell_reads_a_shared_formula_as_its_own_moved_one(formula: str, rounds: int) -> None:
    sheets = growths(rounds)
    growth = sheets["Own"][0]
    seen: set[tuple[int, int]] = set()
    for block in uniform(f"B{BODY}:C{LAST}", [formula], growth, sheets):
        cells = boxes(block.sqref)
        top, left = min(box.rows[0] for box in cells), min(box.columns[0] for box in cells)
        for row, column in [
            (row, column)
            for box in cells
            for row in range(box.rows[0], box.rows[1] + 1)
            for column in range(box.columns[0], box.columns[1] + 1)
        ]:
            there = parse(formula).shifted(growth.rows.template(row) - BODY, column - 2)
            read = parse(block.formulas[0]).shifted(row - top, column - left).text
            assert plain(read) == plain(there.moved(Spot(growth, row, column), sheets)), (row, column)
            seen.add((row, column))
    first = BODY - 1
    assert seen == {(row, column) for row in range(first, len(growth.rows) + 1) for column in (2, 3)}


def test_the_blank_rows_below_a_loop_stay_one_range() -> None:
    sheets = growths(4)
    found = uniform(f"B{BODY}:B{LAST}", ['$B5="x"'], sheets["Own"][0], sheets)
    assert [(block.sqref, block.formulas) for block in found] == [("B4:B31", ('$B4="x"',))]
