"""Formulas that follow what they refer to."""

from __future__ import annotations

import pytest

from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_tables import Table
from docgen.engine.excel.formula_parts import Reference
from docgen.engine.excel.formulas import Formula, parse
from docgen.engine.excel.growth import Axis, GrownTable, Growths, SheetGrowth, Spot, TableRound

# 1-3 | 4 for | 5 | 6 endfor | 7, in three rounds: rows 4 to 6 of the output
ROWS = Axis(
    [(1, ()), (2, ()), (3, ()), *((5, ((1, n),)) for n in range(3)), (7, ())], size=7, bodies={1: (5, 5)}
)
# 1 | 2 for | 3 title | 4 for | 5 | 6 endfor | 7 subtotal | 8 endfor | 9 total; sections of one and two rows
NESTED = Axis(
    [
        (1, ()),
        (3, ((1, 0),)),
        (5, ((1, 0), (2, 0))),
        (7, ((1, 0),)),
        (3, ((1, 1),)),
        (5, ((1, 1), (2, 0))),
        (5, ((1, 1), (2, 1))),
        (7, ((1, 1),)),
        (9, ()),
    ],
    size=9,
    bodies={1: (3, 7), 2: (5, 5)},
)
# column C between the control columns B and D, twice
COLUMNS = Axis([(1, ()), (3, ((8, 0),)), (3, ((8, 1),)), (5, ())], size=5, bodies={8: (3, 3)})


def sheet(
    rows: Axis = ROWS, columns: Axis | None = None, name: str = "Plan", template: str = "Plan"
) -> SheetGrowth:
    return SheetGrowth(rows, columns or Axis.still(6), template, name)


def moved(
    text: str, row: int, *, on: SheetGrowth | None = None, column: int = 4, others: Growths | None = None
) -> str:
    growth = on or sheet()
    return parse(text).moved(Spot(growth, row, column), {"Plan": (growth,), **(others or {})})


@pytest.mark.parametrize(
    ("text", "row", "wanted"),
    [
        ("SUM(D5:D5)", 7, "SUM(D4:D6)"),
        ("SUM(D4:D6)", 7, "SUM(D4:D6)"),
        ("SUM(D5)", 7, "SUM(D4:D6)"),
        ('COUNTIF(D5,"R")', 7, 'COUNTIF(D4:D6,"R")'),
        ("SUM(D3:D5)", 7, "SUM(D3:D6)"),
        ("SUM(5:5)", 7, "SUM(4:6)"),
        ("SUM(D:D)", 7, "SUM(D:D)"),
        ("SUM(A1:A100)", 7, "SUM(A1:A100)"),
        ("SUMPRODUCT((B5:B5>0)*1)", 7, "SUMPRODUCT((B4:B6>0)*1)"),
        ("A1:INDEX(A5:A5,2)", 7, "A1:INDEX(A4:A6,2)"),
    ],
)
def test_what_goes_over_a_loop_covers_all_its_rounds(text: str, row: int, wanted: str) -> None:
    assert moved(text, row) == wanted


@pytest.mark.parametrize(("row", "wanted"), [(4, "B4*C4"), (5, "B5*C5"), (6, "B6*C6")])
def test_a_formula_in_a_loop_stays_in_its_round(row: int, wanted: str) -> None:
    assert moved("B5*C5", row) == wanted


def test_a_single_cell_of_a_loop_is_its_first_round_seen_from_outside() -> None:
    assert moved("D5*2", 7) == "D4*2"


def test_dollars_look_from_outside_the_loop() -> None:
    assert moved("COUNTIF($A$5:$A$5,A5)>1", 6) == "COUNTIF($A$4:$A$6,A6)>1"


def test_a_running_total_begins_at_the_first_round_and_ends_at_its_own() -> None:
    assert [moved("SUM(D$5:D5)", row) for row in (4, 5, 6)] == ["SUM(D$4:D4)", "SUM(D$4:D5)", "SUM(D$4:D6)"]


def test_what_stands_outside_the_loop_stays_what_it_is() -> None:
    assert moved("B5*$B$1+B7", 5) == "B5*$B$1+B7"


def test_a_subtotal_covers_its_own_section() -> None:
    nested = sheet(NESTED)
    assert moved("SUM(D5)", 4, on=nested) == "SUM(D3)"
    assert moved("SUM(D5)", 8, on=nested) == "SUM(D6:D7)"


def test_a_share_of_the_section_takes_the_section_with_dollars() -> None:
    assert moved("D5/SUM(D$5:D$5)", 6, on=sheet(NESTED)) == "D6/SUM(D$6:D$7)"
    assert moved("$B$3", 7, on=sheet(NESTED)) == "$B$5"


def test_a_grand_total_leaves_out_the_rows_between_the_rounds() -> None:
    assert moved("SUM(D5:D5)", 9, on=sheet(NESTED)) == "SUM(D3:D3,D6:D7)"


def test_where_only_one_area_fits_it_is_the_one_around_all_rounds() -> None:
    assert moved("SUMIF(D5:D5,1)", 9, on=sheet(NESTED)) == "SUMIF(D3:D7,1)"


@pytest.mark.parametrize("text", ["D4", "SUM(D4)", "D4:D4", "Plan!$D$6+1"])
def test_what_is_gone_becomes_an_error(text: str) -> None:
    assert "#REF!" in moved(text, 7)


def test_columns_repeat_as_rows_do() -> None:
    matrix = sheet(columns=COLUMNS)
    assert moved('COUNTIF($C5:$C5,"R")', 5, on=matrix, column=4) == 'COUNTIF($B5:$C5,"R")'
    assert moved('COUNTIF(C$5:C$5,"R")', 7, on=matrix, column=3) == 'COUNTIF(C$4:C$6,"R")'
    assert moved("SUM(C5:E5)", 6, on=matrix, column=4) == "SUM(B6:D6)"
    assert moved("SUM(B:D)", 6, on=matrix, column=4) == "SUM(B:C)"


def test_other_sheets_are_seen_as_from_outside() -> None:
    other = sheet(name="Team", template="Team")
    assert moved("VLOOKUP(A5,Team!$A$5:$B$5,2,0)", 5, others={"Team": (other,)}) == (
        "VLOOKUP(A5,Team!$A$4:$B$6,2,0)"
    )


def test_sheets_that_are_not_known_are_left_alone() -> None:
    assert moved("Other!B5+[1]Plan!B5+'[Book.xlsx]Plan'!B5", 7) == "Other!B5+[1]Plan!B5+'[Book.xlsx]Plan'!B5"


def copies(*names: str) -> tuple[SheetGrowth, ...]:
    return tuple(sheet(name=name, template="Site") for name in names)


def test_a_copied_sheet_that_names_itself_means_its_own_copy() -> None:
    first, second = copies("Perth", "New York")
    text = parse("SUM(Site!D5:D5)+'Site'!A1").moved(Spot(second, 7, 1), {"Site": (first, second)})
    assert text == "SUM('New York'!D4:D6)+'New York'!A1"


def test_a_total_over_copied_sheets_covers_them_all() -> None:
    assert (
        moved("SUM(Site!D7)", 7, others={"Site": copies("Perth", "New York")})
        == "SUM(Perth!D7,'New York'!D7)"
    )


def test_a_total_over_no_copy_is_zero_and_a_single_cell_an_error() -> None:
    assert moved("SUM(Site!D7)+Site!A1", 7, others={"Site": ()}) == "SUM(0)+#REF!"


def test_a_reference_through_sheets_runs_from_the_first_copy_to_the_last() -> None:
    others = {"Site": copies("Perth", "New York"), "End": (sheet(Axis.still(9), name="End", template="End"),)}
    assert moved("SUM(Site:End!A1)", 7, others=others) == "SUM(Perth:End!A1)"
    assert moved("SUM('Site:Site'!A1)", 7, others=others) == "SUM('Perth:New York'!A1)"


@pytest.mark.parametrize("name", ["It's", "A1", "R1C1", "2027", "Hélène & co", "TRUE"])
def test_names_of_sheets_are_quoted_where_they_need_it(name: str) -> None:
    text = moved("Site!A1", 7, others={"Site": copies(name)})
    assert text == "'" + name.replace("'", "''") + "'!A1"


def test_tables_on_a_copied_sheet_take_the_copy_s_name() -> None:
    shape = Table(Area("Site", 1, 1, 3, 2), ("Name", "Days"))
    growth = SheetGrowth(
        ROWS, Axis.still(6), "Site", "Perth", {"team": GrownTable(shape, (TableRound("Team_2"),))}
    )
    text = parse("SUM(Team[Days])+TEAM[[#Headers],[D5]]+@Team[Days]").moved(
        Spot(growth, 1, 1), {"Site": (growth,)}
    )
    assert text == "SUM(Team_2[Days])+Team_2[[#Headers],[D5]]+@Team_2[Days]"


def test_a_table_that_the_data_left_out_is_zero_in_a_sum_and_an_error_elsewhere() -> None:
    growth = SheetGrowth(ROWS, Axis.still(6), "Plan", "Plan")
    text = parse("SUM(Gone[Days])+ROWS(Gone[Days])").moved(Spot(growth, 1, 1), {"Plan": (growth,)})
    assert text == "SUM(0)+ROWS(#REF!)"


@pytest.mark.parametrize(
    "text",
    [
        '"D5 and ""D5"""&"x"', "{1,2;3,4}", "LOG10(7)", "D5_rate*2", "Tax_D5", "#REF!", "IF(#N/A,1)",
        "1E5", "TRUE", "A1048577",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_reference_stays(text: str) -> None:
    assert moved(text, 7) == text


def test_a_shared_formula_reads_as_if_it_stood_in_its_own_cell() -> None:
    assert parse("A1+$A1+A$1+$A$1+SUM(B:B)").shifted(2, 1).text == "B3+$A3+B$1+$A$1+SUM(C:C)"
    assert parse("A1").shifted(-1, 0).text == "#REF!"


def test_a_formula_that_grows_too_long_is_refused() -> None:
    rows = Axis([(row, ((1, n),)) for n in range(2_000) for row in (2, 3)], size=4, bodies={1: (2, 3)})
    with pytest.raises(ValueError, match="8,192"):
        moved("SUM(D2:D2)", 9_999, on=sheet(rows))


def test_many_areas_count_as_one_argument() -> None:
    rows = Axis([(row, ((1, n),)) for n in range(300) for row in (2, 3)], size=4, bodies={1: (2, 3)})
    text = moved("SUM(D2)", 9_999, on=sheet(rows))
    assert text.startswith("SUM((D1,D3,D5")
    assert text.endswith(",D599))")


@pytest.mark.parametrize(
    "text", ["", "   ", "SUM(", "A1:", "'open", ")))", "1+", "Team[", "A1 B2", "\U0001f600!A1"]
)
def test_nothing_is_lost_of_a_formula_whatever_it_holds(text: str) -> None:
    assert moved(text, 7, on=sheet(Axis.still(9))) == text


def test_references_are_told_in_order() -> None:
    formula = parse("SUM(A1,Plan!B2)*C3")
    assert isinstance(formula, Formula)
    assert [(part.sheet, part.area.rows and part.area.rows.first) for part in formula.references()] == [
        ("", 1), ("Plan", 2), ("", 3),
    ]  # fmt: skip
    assert all(isinstance(part, Reference) for part in formula.references())
