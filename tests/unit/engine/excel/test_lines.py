"""Formulas written row by row read as each of them does when it is moved alone, and come to the same."""

from __future__ import annotations

from itertools import product

import pytest

from docgen.engine.escape import escape
from docgen.engine.excel.calc import evaluate
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.grid import FormulaCell
from docgen.engine.excel.growth import Axis, SheetGrowth, Spot
from docgen.engine.excel.lines import Form, Forms, Lines
from tests.unit.engine.excel.test_formulas import COLUMNS, NESTED, ROWS

STILL = Axis.still(6)
DATA = SheetGrowth(ROWS, STILL, "Data", "Data")
FORMULAS = [
    'IF($B{row}="No","{{x}} & <none>",IF(D{row}>0,D{row}*C{row},""))',
    'COUNTIFS($B$5:$B$5,$B{row},$C$5:$C$5,">"&$C{row})',
    "SUM(B{row}:D{row})-SUM(D5:D5)",
    "COUNTA(B{row},C{row}:D{row})",
    "SUM(D$5:D{row})",
    "D{row}/SUM('Data'!$D$5:$D$5)+Data!D1",
    "SUM({row}:{row})",
    "Elsewhere!B{row}+Rate+TRUE",
    "SUM(Data!D5,Data!D9)",
    "1+2",
]


def form(text: str, row: int) -> Form:
    return Forms().form(FormulaCell(parse(text.format(row=row)), {}, row, 4))


def growths(rows: Axis, columns: Axis) -> dict[str, tuple[SheetGrowth, ...]]:
    own = SheetGrowth(rows, columns, "Plan", "Plan")
    return {"Plan": (own,), "Data": (DATA,)}


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize(("rows", "columns"), list(product([ROWS, NESTED, Axis.still(9)], [STILL, COLUMNS])))
def test_a_formula_reads_in_each_row_as_if_it_was_moved_alone(text: str, rows: Axis, columns: Axis) -> None:
    found = growths(rows, columns)
    lines = Lines(found["Plan"][0], found)
    for template in {index for index, _ in rows.emitted}:
        shape = form(text, template)
        outputs = [at for at, (index, _) in enumerate(rows.emitted, 1) if index == template]
        for row, column in product(outputs, range(1, len(columns) + 1)):
            alone = shape.formula.moved(Spot(found["Plan"][0], row, column), found)
            assert lines.line(shape, row, column).xml(str(row)) == escape(alone)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_comes_to_what_its_text_comes_to(text: str) -> None:
    found = growths(ROWS, STILL)
    lines, shape = Lines(found["Plan"][0], found), form(text, 5)
    values = {2: {4: "No", 5: "Yes", 6: "Yes"}, 3: {4: 2.0, 5: 4.0, 6: 8.0}, 4: {4: 1.0, 5: 3.0, 6: 5.0}}
    cells = {"Plan": values, "Data": values}
    spots = [("Plan", row, 7) for row in (4, 5, 6)]
    moved = {spot: lines.line(shape, spot[1], 7) for spot in spots}
    typed = {spot: shape.formula.moved(Spot(found["Plan"][0], spot[1], 7), found) for spot in spots}
    assert evaluate(cells, moved) == evaluate(cells, typed)


def test_formulas_that_look_alike_from_their_own_rows_have_one_form() -> None:
    forms = Forms()
    at = [FormulaCell(parse(text), {}, row, 4) for text, row in (("B5*C$1", 5), ("B6*C$1", 6), ("B5*C$1", 6))]
    first, copied, other = (forms.form(cell) for cell in at)
    assert copied is first
    assert other is not first


def test_a_formula_copied_down_reads_by_its_own_row_in_each() -> None:
    forms, found = Forms(), growths(NESTED, STILL)
    lines = Lines(found["Plan"][0], found)
    title, subtotal = (forms.form(FormulaCell(parse(f"B{row}+C$1"), {}, row, 4)) for row in (3, 7))
    assert title is subtotal
    assert [lines.line(title, row, 4).xml(str(row)) for row in (2, 4, 5, 8)] == [
        "B2+C$1",
        "B4+C$1",
        "B5+C$1",
        "B8+C$1",
    ]


def test_a_formula_that_is_too_long_in_one_row_only_is_refused_there() -> None:
    rows = Axis([(1, ((1, number),)) for number in range(1000)], size=1, bodies={1: (1, 1)})
    found = growths(rows, STILL)
    lines, shape = Lines(found["Plan"][0], found), form("+".join(["B1"] * 2048), 1)
    assert lines.line(shape, 9, 4).xml("9").startswith("B9+B9")
    with pytest.raises(ValueError, match="8,192 characters"):
        lines.line(shape, 1000, 4)
