"""Cached values of formulas: each is what Excel and LibreOffice both come to, or there is none.

`tests/office/test_recalc_xlsx.py` asks LibreOffice the same questions.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from decimal import Decimal

import pytest

from docgen.engine.excel.calc import Names, Result, evaluate, written
from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_tables import Table
from docgen.engine.excel.calc_values import Fault

# Column A of the sheet `Data`: numbers, a text, an empty row 4, a number as text. Column B: whose rows they are.
COLUMNS: Mapping[int, Mapping[int, object]] = {
    1: {1: 2, 2: Decimal("3.5"), 3: "note", 5: -1, 6: "7"},
    2: {1: "Ann", 2: "Bob", 3: "ann", 5: "Ann", 6: "Cy"},
    3: {1: True, 2: False, 3: True},
    4: {1: Fault.MISSING, 2: 1},
}


def value_of(formula: str, *, names: Names | None = None, **more: str) -> Result | None:
    """Return the value of a formula that stands in Data!H1; `more` are formulas of other cells of that sheet."""
    formulas = {("Data", *at(cell)): text for cell, text in more.items()}
    return evaluate(
        {"Data": COLUMNS, "It's": {1: {1: 10}}}, {**formulas, ("Data", 1, 8): formula}, names=names
    )["Data", 1, 8]


def at(cell: str) -> tuple[int, int]:
    return int(cell[1:]), ord(cell[0].upper()) - 64


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:A6)", 4.5),
        ("SUM(A1,A2:A3,10)", 15.5),
        ("SUM(A:A)", 4.5),
        ("SUM(1:1)", None),  # circular: the formula stands in row 1
        ("SUM(F1:F9)", 0),
        ("SUM(A1:A2,D2)", 6.5),
        ("SUM(A1:C2)", None),  # a truth value in the range
        ("SUM(D1:D2)", Fault.MISSING),
        ('SUM("x")', None),
        ('SUM("3")', None),
        ("AVERAGE(A1:A5)", 1.5),
        ("AVERAGE(B1:B6)", Fault.DIVISION),
        ("MIN(A1:A6)", -1),
        ("MAX(A1:A6)", 3.5),
        ("MAX(B1:B6)", 0),
        ("COUNT(A1:A6)", 3),
        ("COUNT(D1:D2)", 1),
        ("COUNT(C1:C3)", None),
        ("COUNTA(A1:A6)", 5),
        ("COUNTA(C1:D3)", 5),
        ("COUNTBLANK(A1:A6)", 1),
        ("COUNTBLANK(A:A)", 1_048_571),
        ("SUM('It''s'!A1:A3)", 10),
        ("SUM(Other!A1)", None),
    ],
)
def test_ranges_add_up(formula: str, value: Result | None) -> None:
    assert value_of(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('COUNTIF(B1:B6,"ann")', 3),
        ('COUNTIF(B1:B6,"A*")', 3),
        ('COUNTIF(B1:B6,"?ob")', 1),
        ('COUNTIF(B1:B6,"~*")', 0),
        ('COUNTIF(B1:B6,"*n*n*")', 3),
        ('COUNTIF(B1:B6,"<>Ann")', 3),  # an empty cell is not Ann
        ('COUNTIF(B1:B6,"")', 1),
        ('COUNTIF(B1:B6,"=")', 1),
        ('COUNTIF(B1:B6,"<>")', 5),
        ("COUNTIF(B1:B6,B1)", 3),
        ('COUNTIF(B1:B6,">Bob")', 1),
        ('COUNTIF(A1:A6,">=2")', 2),
        ('COUNTIF(A1:A6,">1.5")', 2),
        ("COUNTIF(A1:A6,2)", 1),
        ('COUNTIF(A1:A6,"7")', 1),
        ("COUNTIF(A1:A6,7)", None),  # to Excel the text 7 is one, to LibreOffice it is not
        ('COUNTIF(A1:A6,"*")', None),  # LibreOffice holds numbers against patterns too
        ("COUNTIF(C1:C3,TRUE)", 2),
        ("COUNTIF(C1:D3,TRUE)", None),  # there is a 1 beside the truth values
        ('COUNTIF(A1:A6,">=2027-01-02")', None),
        ('COUNTIF(B:B,"<>Ann")', 1_048_573),
        ('COUNTIFS(B1:B6,"Ann",A1:A6,">0")', 1),
        ('COUNTIFS(B1:B6,"<>Ann",A1:A6,"<>2")', None),  # row 4 is empty
        ('COUNTIFS(B1:B6,"<>Ann",A1:A6,">0")', 1),
        ('COUNTIFS(B1:B6,"Ann",A1:A5,">0")', Fault.VALUE),
        ('SUMIF(B1:B6,"Ann",A1:A6)', 1),
        ('SUMIF(B1:B6,"Ann",A1)', 1),
        ('SUMIF(A1:A6,">0")', 5.5),
        ('SUMIF(B1:B6,"<>Bob",A1:A6)', 1),
        ('SUMIFS(A1:A6,B1:B6,"Ann",A1:A6,"<0")', -1),
        ('SUMIFS(A:A,B:B,"Ann")', 1),
        ('AVERAGEIF(B1:B6,"Ann",A1:A6)', 0.5),
        ('AVERAGEIF(B1:B6,"Zoe",A1:A6)', Fault.DIVISION),
        ('AVERAGEIFS(A1:A6,B1:B6,"B*")', 3.5),
    ],
)
def test_criteria_choose_cells(formula: str, value: Result | None) -> None:
    assert value_of(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('IF(A1>1,"yes","no")', "yes"),
        ("IF(A4,1,2)", 2),
        ("IF(FALSE,1)", False),
        ("IF(TRUE,,1)", 0),
        ("IF(A1>1,A4)", 0),
        ("IF(A1>1,A1,NOSUCH(1))", None),
        ('IF("word",1,2)', Fault.VALUE),
        ("IFERROR(1/0,A1)", 2),
        ("IFERROR(A2,1)", 3.5),
        ("AND(A1>1,C1:C3)", False),
        ("OR(C1:C3)", True),
        ("AND(B1:B6)", Fault.VALUE),
        ("NOT(A4)", True),
        ("ISBLANK(A4)", True),
        ("ISERROR(D1)", True),
        ("ISTEXT(B1)", True),
        ("ISNUMBER(A1)", True),
        ("ISNUMBER(C1)", None),
        ('HYPERLINK("#\'"&B1&"\'!A1","Open")', "Open"),
        ('HYPERLINK("https://example.com/"&A1)', "https://example.com/2"),
    ],
)
def test_conditions_choose_a_branch(formula: str, value: Result | None) -> None:
    assert value_of(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3^2", 19),
        ("-2^2", 4),
        ("2^3^2", 64),
        ("(1+2)*-3", -9),
        ("10%*50", 5),
        ("200%%", 0.02),
        ("7/2-1", 2.5),
        ("1/0", Fault.DIVISION),
        ("A1/A4", Fault.DIVISION),
        ("D1+1", Fault.MISSING),
        ("B1+1", Fault.VALUE),
        ("A6+1", 8),
        ('"1.5"+1', None),
        ("0.3-0.1*3", 0),
        ("0.1+0.2", 0.1 + 0.2),
        ("(-8)^0.5", None),
        ("0.5^9999", None),
        ("1/0+B1", None),  # which of two errors is told
        ("10^308*100", Fault.NUMBER),
        ("0^0", None),
        ('A1&" of "&A5', "2 of -1"),
        ('"a""b"&A4', 'a"b'),
        ("A2&B1", None),  # a fraction is written as the reader's locale has it
        ('"x"&C1', None),
        ("ROUND(2.675,2)", 2.68),
        ("ROUND(-2.5,0)", -3),
        ("ROUND(1250,-2)", 1300),
        ("ROUND(10^300,15)", 1e300),
        ("ROUNDUP(1.01,1)", 1.1),
        ("ROUNDDOWN(-1.09,1)", -1),
        ("INT(-1.5)", -2),
        ("INT(4.35*100)", None),  # 434.99999999999994: 435 to LibreOffice
        ("MOD(-7,3)", 2),
        ("MOD(7,-3)", -2),
        ("MOD(6,3)", 0),
        ("MOD(1,0)", Fault.DIVISION),
        ("ABS(A5)", 1),
        ("+A5", -1),
    ],
)
def test_arithmetic_is_that_of_a_sheet(formula: str, value: Result | None) -> None:
    assert value_of(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1=2", True),
        ("A1<>2", False),
        ('"abc"="ABC"', True),
        ('"é"="É"', True),
        ('"a">"b"', False),
        ('"é">"f"', None),  # languages differ
        ('5<"a"', True),
        ("A4=0", True),
        ('A4=""', True),
        ("A4=FALSE", True),
        ("C1=TRUE", True),
        ("C1=1", None),
        ("0.1*3=0.3", True),
        ("1<2", True),
        ("2<=2", True),
        ("3>=4", False),
    ],
)
def test_comparisons_order_values(formula: str, value: Result | None) -> None:
    assert value_of(formula) is value


@pytest.mark.parametrize(
    "formula",
    [
        "TODAY()", "VLOOKUP(1,A1:B2,2)", "A1:A2*2", "SUM(A1:A2 A2:A3)", "SUM((A1,A2))", "{1,2}", "1+", ")", "(1",
        "SUM(", "IF(1)", "IFERROR(1)", "ROUND(1)", "COUNTIF(A1:A2)", "COUNTIFS(A1:A2,1,A1)", "SUM()", "[1]S!A1",
        "Nowhere", "Table[Cost]", '"open', "A1 A2", "@A1", "#SPILL!",
        "SUM(Data:Other!A1)", "(" * 400 + "1" + ")" * 400, "-" * 400 + "1", "1" + "+1" * 400,
    ],
)  # fmt: skip
def test_what_is_not_worked_out_has_no_value(formula: str) -> None:
    assert value_of(formula) is None


def test_a_sum_of_a_hundred_terms_is_worked_out() -> None:
    assert value_of("+".join(["1"] * 100)) == 100


def test_formulas_are_worked_out_before_those_that_need_them() -> None:
    assert value_of("E1*2", E1="F1+1", F1="SUM(G1:G2)", G1="A1", G2="40") == 86


def test_a_criterion_waits_for_the_formulas_in_its_range() -> None:
    """Each asks the same of the same range, whose formulas are worked out only after the first has asked."""
    assert value_of('COUNTIF(F1:F2,"a*")+COUNTIF(F1:F2,"a*")', F1='"ab"', F2='IF(G1=1,"ac","b")', G1="1") == 4
    assert value_of('COUNTIF(E1:G1,"a*")', E1='"ab"', F1='IF(G2=1,"ac","b")', G1='"b"', G2="1") == 2


def test_one_and_true_are_asked_for_apart() -> None:
    assert value_of("COUNTIF(E1:E2,1)*10+COUNTIF(F1:F2,TRUE)", E1="1", E2="2", F1="TRUE", F2="TRUE") == 12
    assert value_of("COUNTIF(E1:E2,1)+COUNTIF(E1:E2,TRUE)", E1="2", E2="1") is None


def test_a_formula_that_needs_itself_has_no_value_nor_have_those_that_need_it() -> None:
    cells = {"S": {1: {9: 1}}}
    loop = {
        ("S", 1, 1): "A2",
        ("S", 2, 1): "A3+1",
        ("S", 3, 1): "SUM(A1:A2)",
        ("S", 4, 1): "A1",
        ("S", 5, 1): "A9",
    }
    assert list(evaluate(cells, loop).values()) == [None, None, None, None, 1]


def test_a_circle_in_the_branch_not_taken_does_no_harm() -> None:
    cells: dict[str, Mapping[int, Mapping[int, object]]] = {"S": {}}
    assert evaluate(cells, {("S", 1, 1): "IF(TRUE,1,B1)", ("S", 1, 2): "A1"}) == {
        ("S", 1, 1): 1,
        ("S", 1, 2): 1,
    }


def test_an_unknown_value_spoils_only_what_builds_on_it() -> None:
    assert value_of("E1+1", E1="TODAY()") is None
    assert value_of("SUM(E1:E2)", E1="TODAY()", E2="1") is None
    assert value_of("IF(TRUE,1,E1)", E1="TODAY()") == 1


def test_a_formula_counts_as_filled_even_where_it_shows_nothing() -> None:
    assert value_of("COUNTA(E1:E3)", E1='""') == 1
    assert value_of("COUNTBLANK(E1:E3)", E1='""') == 3
    assert value_of('COUNTIF(E1:E3,"")', E1='""') == 3
    assert value_of('COUNTIF(E1:E3,"<>")', E1='""') is None  # LibreOffice leaves it out


TABLE = Table(Area("Data", 10, 1, 14, 3), ("Item", "Cost [AUD]", "Share"), has_totals=True)
ROWS: Mapping[int, Mapping[int, object]] = {
    1: {10: "Item", 11: "a", 12: "b", 13: "c", 14: "Total"},
    2: {10: "Cost [AUD]", 11: 5, 12: 7, 13: 8},
    3: {10: "Share"},
}


@pytest.mark.parametrize(
    ("cell", "formula", "value"),
    [
        ((14, 2), "SUM(Costs[Cost '[AUD']])", 20),
        ((11, 3), "Costs[[#This Row],[Cost '[AUD']]]/SUM(costs[cost '[aud']])", 0.25),
        ((11, 3), "Costs[@[Cost '[AUD']]]", 5),
        ((20, 1), "COUNTA(Costs[])", 6),
        ((20, 1), "COUNTA(Costs[#All])", 10),
        ((20, 1), "COUNTA(Costs[[Item]:[Cost '[AUD']]])", 6),
        ((20, 1), "Costs[[#Headers],[Item]]", "Item"),
        ((20, 1), "Costs[[#Totals],[Item]]", "Total"),
        ((20, 1), "Costs[@Item]", Fault.VALUE),
        ((20, 1), "Costs[Price]", Fault.REFERENCE),
        ((20, 1), "COUNTA(Costs[[#Headers],[#Data],[Item]])", None),
    ],
)
def test_structured_references_find_their_cells(
    cell: tuple[int, int], formula: str, value: Result | None
) -> None:
    names = Names(tables={"Costs": TABLE})
    assert evaluate({"Data": ROWS}, {("Data", *cell): formula}, names=names)["Data", *cell] == value


def test_defined_names_stand_for_their_ranges_and_a_sheets_own_comes_first() -> None:
    names = Names(
        defined={
            ("", "Amounts"): "Data!$A$1:$A$2",
            ("data", "AMOUNTS"): "Data!$A$5",
            ("", "Costs"): "Data!$A:$A",
            ("", "Near"): "Data!A1",
            ("", "Rate"): "0.1",
        }
    )
    assert value_of("SUM(Amounts)", names=names) == -1
    assert value_of("SUM(Costs)", names=names) == 4.5
    assert value_of("Near", names=names) is None
    assert value_of("Rate", names=names) is None


@pytest.mark.parametrize(
    ("value", "as_written"),
    [
        (True, ("b", "1")),
        (3, ("n", "3")),
        (0.1, ("n", "0.1")),
        ("a<b", ("str", "a<b")),
        (Fault.DIVISION, ("e", "#DIV/0!")),
    ],
)
def test_a_value_is_written_with_its_type(value: Result, as_written: tuple[str, str]) -> None:
    assert written(value) == as_written


LONG = 10_000
REGISTER: Mapping[int, Mapping[int, object]] = {
    1: {row: row for row in range(1, LONG + 1)},
    2: {row: f"k{row % 97}" for row in range(1, LONG + 1)},
}


@pytest.mark.parametrize(
    ("pattern", "last"),
    [
        ("SUM(A$1:A{row})", LONG * (LONG + 1) // 2),
        ("COUNTIF(B$1:B$10000,B{row})", 104),
        ("SUMIF(B:B,B{row},A:A)", sum(range(LONG % 97, LONG + 1, 97))),
        ("A{row}/SUM(A:A)", LONG / (LONG * (LONG + 1) // 2)),
        ("C{above}+A{row}", LONG * (LONG + 1) // 2),
        ('COUNTIF(A$1:A$10000,"<>")+A{row}', LONG + LONG),
    ],
)
def test_ten_thousand_formulas_over_one_long_range_take_about_a_second(pattern: str, last: float) -> None:
    formulas = {("S", row, 3): pattern.format(row=row, above=row - 1) for row in range(2, LONG + 1)}
    begin = time.process_time()
    values = evaluate({"S": {**REGISTER, 3: {1: 1}}}, formulas)
    assert values["S", LONG, 3] == pytest.approx(last, rel=1e-15)
    assert time.process_time() - begin < 5  # one after the other, unremembered, they take minutes


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("SUM(A{row}:A$10000)", LONG * (LONG + 1) // 2),
        ('COUNTIF(D$1:D$10000,"*"&A{row})', LONG // 10),
        ('COUNTIF(A$1:A$10000,">"&A{row})', LONG - 1),
    ],
)
def test_a_workbook_that_looks_at_too_many_cells_gets_no_further_values(pattern: str, first: int) -> None:
    begin = time.process_time()
    formulas = {("S", row, 3): pattern.format(row=row) for row in range(1, LONG + 1)}
    names = {4: {row: f"n{row}" for row in range(1, LONG + 1)}}
    values = list(evaluate({"S": {**REGISTER, **names}}, formulas).values())
    assert values[0] == first
    assert values[-2] is None
    assert time.process_time() - begin < 10


def test_a_long_text_is_no_number_in_no_time() -> None:
    cells: dict[str, Mapping[int, Mapping[int, object]]] = {"S": {1: {1: "1x" * 16_000, 2: " " * 32_000}}}
    begin = time.process_time()
    formulas = {("S", 1, 2): "A1+1", ("S", 2, 2): "A2+1"}
    assert list(evaluate(cells, formulas).values()) == [Fault.VALUE, Fault.VALUE]
    assert time.process_time() - begin < 1


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    cells: dict[str, Mapping[int, Mapping[int, object]]] = {"S": {1: {1: "a" * 32_000}}}
    begin = time.process_time()
    assert evaluate(cells, {("S", 1, 2): f'COUNTIF(A1,"{"*a" * 20}*b")'}) == {("S", 1, 2): 0}
    assert time.process_time() - begin < 1
