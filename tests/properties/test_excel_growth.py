"""Growth and moving references against a slow, obvious model, over seeded random templates."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable

import pytest
from lxml import etree

from docgen.engine.excel.calc_cells import Area
from docgen.engine.excel.calc_tables import Table
from docgen.engine.excel.formulas import parse
from docgen.engine.excel.growth import Axis, SheetGrowth, Spot
from docgen.engine.excel.markup import s
from docgen.engine.excel.moved import move_chart, move_sheet, move_table, move_workbook
from docgen.engine.excel.moved.areas import Box
from docgen.engine.excel.moved.areas import rounds_of as rounds_in
from docgen.engine.excel.moved.chart_series import C_NS
from docgen.engine.excel.references import letters, rectangle
from docgen.engine.excel.tables import TableEntry, TableNames
from tests.unit.engine.excel.model import Out, Sheet, random_sheet, rows_named, without_innermost

SAMPLE = range(200)
SOAK = range(200, 5_000)
_XM = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


CLAIMS: list[Callable[[int], None]] = []


def claim(about_one: Callable[[int], None]) -> Callable[[], None]:
    """Make a test that goes over the sample of a claim about one seed; the soak goes over thousands."""
    CLAIMS.append(about_one)

    @functools.wraps(about_one)
    def test() -> None:
        for seed in SAMPLE:
            about_one(seed)

    del test.__wrapped__  # type: ignore[attr-defined]  # pytest would take the seed for a fixture
    return test


@pytest.mark.soak
def test_all_claims_hold_over_thousands_of_templates() -> None:
    for about_one in CLAIMS:
        for seed in SOAK:
            about_one(seed)


def made(seed: int) -> tuple[random.Random, Sheet, SheetGrowth]:
    chance = random.Random(seed)
    sheet = random_sheet(chance)
    return chance, sheet, SheetGrowth(sheet.axis(), Axis.still(8), "Plan", "Plan")


def viewers(chance: random.Random, sheet: Sheet) -> list[Out]:
    return chance.sample(sheet.outs, min(6, len(sheet.outs)))


def span(chance: random.Random, sheet: Sheet) -> tuple[int, int]:
    first = chance.randint(1, sheet.size)
    last = min(sheet.size + 3, first + chance.choice((0, 0, 1, 2, 5, 40)))
    return first, last


@claim
def test_a_total_names_exactly_the_rows_that_it_means(seed: int) -> None:
    chance, sheet, growth = made(seed)
    for viewer in viewers(chance, sheet):
        first, last = span(chance, sheet)
        fixed = chance.random() < 0.3
        sign = "$" if fixed else ""
        text = parse(f"SUM(B{sign}{first}:B{sign}{last})").moved(
            Spot(growth, viewer.number, 4), {"Plan": (growth,)}
        )
        rounds = without_innermost(viewer.rounds) if fixed else viewer.rounds
        wanted = sheet.seen(first, last, rounds)
        assert rows_named(text) == wanted, text
        assert ("#REF!" in text) is (not wanted)


@claim
def test_an_area_runs_from_the_first_row_that_it_means_to_the_last(seed: int) -> None:
    chance, sheet, growth = made(seed)
    for viewer in viewers(chance, sheet):
        first, last = span(chance, sheet)
        text = parse(f"COUNTIF(B{first}:B{last},1)").moved(
            Spot(growth, viewer.number, 4), {"Plan": (growth,)}
        )
        wanted = sheet.seen(first, last, viewer.rounds)
        assert rows_named(text) == (list(range(wanted[0], wanted[-1] + 1)) if wanted else []), text


@claim
def test_a_single_cell_is_the_first_that_it_means(seed: int) -> None:
    chance, sheet, growth = made(seed)
    for viewer in viewers(chance, sheet):
        row = chance.randint(1, sheet.size)
        text = parse(f"B{row}+1").moved(Spot(growth, viewer.number, 4), {"Plan": (growth,)})
        assert rows_named(text) == sheet.seen(row, row, viewer.rounds)[:1], text


@claim
def test_a_running_total_ends_where_it_stands(seed: int) -> None:
    chance, sheet, growth = made(seed)
    for viewer in viewers(chance, sheet):
        row = viewer.template
        text = parse(f"SUM(B${row}:B{row})").moved(Spot(growth, viewer.number, 4), {"Plan": (growth,)})
        start = sheet.seen(row, row, without_innermost(viewer.rounds))[0]
        assert rows_named(text) == list(range(start, viewer.number + 1)), text


@claim
def test_columns_move_as_rows_do(seed: int) -> None:
    chance, sheet, _ = made(seed)
    growth = SheetGrowth(Axis.still(8), sheet.axis(), "Plan", "Plan")
    for viewer in viewers(chance, sheet):
        first, last = span(chance, sheet)
        text = parse(f"COUNTIF({letters(first)}2:{letters(last)}2,1)").moved(
            Spot(growth, 4, viewer.number), {"Plan": (growth,)}
        )
        wanted = sheet.seen(first, last, viewer.rounds)
        cells = text[len("COUNTIF(") : text.rindex(",")]
        if wanted:
            assert rectangle(cells) == ((2, 2), (wanted[0], wanted[-1])), text
        else:
            assert cells == "#REF!"


def frame(inner: str) -> etree._Element:
    return etree.fromstring(f'<worksheet xmlns="{_XM}">{inner}</worksheet>')


@claim
def test_merges_come_once_for_each_round_that_holds_them(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    root = frame(f'<mergeCells count="1"><mergeCell ref="B{first}:C{last}"/></mergeCells>')
    move_sheet(root, growth, {"Plan": (growth,)})
    found = [rectangle(node.get("ref", ""))[0] for node in root.iter(s("mergeCell"))]
    assert found == merged(sheet, first, last)
    assert (root.find(s("mergeCells")) is None) is (not found)


def merged(sheet: Sheet, first: int, last: int) -> list[tuple[int, int]]:
    around = sheet.around(first, last)
    rounds: list[dict[int, int]] = []
    for out in sheet.outs:
        shared = {key: number for key, number in out.rounds.items() if key in around}
        if first <= out.template <= last and shared not in rounds:
            rounds.append(shared)
    if not around:
        rounds = [{}]
    seen = [sheet.seen(first, last, each) for each in rounds]
    return [(rows[0], rows[-1]) for rows in seen if rows]


@claim
def test_a_rule_reads_in_every_cell_as_a_formula_there_would(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    last = min(last, sheet.size)
    row = chance.randint(1, sheet.size)
    sign = chance.choice(("", "$"))
    root = frame(
        f'<conditionalFormatting sqref="B{first}:C{last}"><cfRule type="expression" priority="1">'
        f"<formula>$A{sign}{row}&gt;0</formula></cfRule></conditionalFormatting>"
    )
    move_sheet(root, growth, {"Plan": (growth,)})
    read = {line: text for node in root.iter(s("conditionalFormatting")) for line, text in readings(node)}
    assert read == {
        out.number: wanted_reading(sheet, out, row if sign else row + out.template - first, bool(sign))
        for out in sheet.outs
        if first <= out.template <= last
    }


def readings(node: etree._Element) -> list[tuple[int, int | None]]:
    """Return for each row of a rule's cells the row that its formula looks at there."""
    areas = [rectangle(each)[0] for each in node.get("sqref", "").split()]
    top = min(rows[0] for rows in areas)
    formula = parse(node.findtext(f".//{s('formula')}") or "")
    lines = [line for rows in areas for line in range(rows[0], rows[1] + 1)]
    found = [(line, rows_named(formula.shifted(line - top, 0).text)) for line in lines]
    return [(line, rows[0] if rows else None) for line, rows in found]


def wanted_reading(sheet: Sheet, out: Out, row: int, fixed: bool) -> int | None:
    if row < 1:
        return None
    seen = sheet.seen(row, row, without_innermost(out.rounds) if fixed else out.rounds)
    return seen[0] if seen else None


@claim
def test_a_validation_stands_on_every_row_that_came_of_its_own(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    root = frame(f'<dataValidations count="1"><dataValidation sqref="B{first}:B{last}"/></dataValidations>')
    move_sheet(root, growth, {"Plan": (growth,)})
    found = [node.get("sqref", "") for node in root.iter(s("dataValidation"))]
    assert rows_named(" ".join(found)) == sheet.seen(first, last, {})


@claim
def test_another_sheet_sees_all_rounds(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    other = SheetGrowth(sheet.axis(), Axis.still(8), "Other", "Other")
    viewer = chance.randint(1, len(sheet.outs) + 1)
    text = parse(f"SUM(Plan!B{first}:B{last})").moved(
        Spot(other, viewer, 1), {"Other": (other,), "Plan": (growth,)}
    )
    assert rows_named(text) == sheet.seen(first, last, {}), text


@claim
def test_a_name_spans_all_that_came_of_its_rows(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    root = etree.fromstring(
        f'<workbook xmlns="{_XM}"><definedNames><definedName name="x">Plan!$B${first}:$B${last}</definedName>'
        "</definedNames></workbook>"
    )
    move_workbook(root, {"Plan": (growth,)})
    wanted = sheet.seen(first, last, {})
    text = next(root.iter(s("definedName"))).text or ""
    assert rows_named(text) == (list(range(wanted[0], wanted[-1] + 1)) if wanted else [])


@claim
def test_a_chart_has_a_point_for_every_row_that_it_means(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    root = etree.fromstring(
        f'<c:chart xmlns:c="{C_NS}"><c:ser><c:val><c:numRef><c:f>Plan!$B${first}:$B${last}</c:f><c:numCache>'
        '<c:ptCount val="1"/></c:numCache></c:numRef></c:val></c:ser></c:chart>'
    )
    move_chart(root, growth, {"Plan": (growth,)}, values=lambda sheet, row, column: row * 10 + column)
    wanted = sheet.seen(first, last, {})
    assert rows_named(next(root.iter(f"{{{C_NS}}}f")).text or "") == wanted
    assert [node.text for node in root.iter(f"{{{C_NS}}}v")] == [str(row * 10 + 2) for row in wanted]


@claim
def test_a_table_runs_from_its_header_to_its_last_row(seed: int) -> None:
    chance, sheet, growth = made(seed)
    first, last = span(chance, sheet)
    last += first == last
    root = etree.fromstring(
        f'<table xmlns="{_XM}" displayName="T" ref="A{first}:B{last}"><autoFilter ref="A{first}:B{last}"/>'
        '<tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>'
    )
    wanted = sheet.seen(first, last, {})
    if not sheet.seen(first + 1, last, {}):
        with pytest.raises(ValueError, match="no row of data"):
            move_table(root, growth, {"Plan": (growth,)})
        return
    move_table(root, growth, {"Plan": (growth,)})
    assert rectangle(root.get("ref", ""))[0] == (wanted[0], wanted[-1])
    filters = [node.get("ref") for node in root.iter(s("autoFilter"))]
    assert filters == ([root.get("ref")] if sheet.seen(first, first, {}) else [])


@claim
def test_every_column_has_the_width_of_the_one_that_it_came_from(seed: int) -> None:
    _, sheet, _ = made(seed)
    growth = SheetGrowth(Axis.still(8), sheet.axis(), "Plan", "Plan")
    widths = "".join(f'<col min="{at}" max="{at}" width="{at}"/>' for at in range(1, sheet.size + 1))
    root = frame(f"<cols>{widths}</cols>")
    move_sheet(root, growth, {"Plan": (growth,)})
    found = {
        at: int(node.get("width", "0"))
        for node in root.iter(s("col"))
        for at in range(int(node.get("min", "0")), int(node.get("max", "0")) + 1)
    }
    assert found == {out.number: out.template for out in sheet.outs}


def rounds_of_rows(sheet: Sheet, first: int, last: int) -> list[dict[int, int]]:
    """Return the rounds that repeat template rows together, in order; one without loops where none does."""
    around = sheet.around(first, last)
    found: list[dict[int, int]] = []
    for out in sheet.outs:
        rounds = {key: number for key, number in out.rounds.items() if key in around}
        if first <= out.template <= last and rounds not in found:
            found.append(rounds)
    return found if around else [{}]


def agree(rounds: dict[int, int], others: dict[int, int]) -> bool:
    return all(others.get(key, number) == number for key, number in rounds.items())


def with_table(sheet: Sheet, first: int, last: int, name: str = "Plan") -> SheetGrowth:
    """Return a sheet of which the rows from `first` to `last` are a table, without a header, called T."""
    shape = Table(Area("Plan", first, 1, last, 2), ("a", "b"), has_header=False)
    tables = TableNames([entry := TableEntry("t", 1, "T", shape)], ()).grown(
        [entry], sheet.axis(), Axis.still(8)
    )
    return SheetGrowth(sheet.axis(), Axis.still(8), "Plan", name, tables)


@claim
def test_a_table_comes_once_for_each_round_that_holds_it(seed: int) -> None:
    chance, sheet, _ = made(seed)
    first, last = span(chance, sheet)
    growth = with_table(sheet, first, last)
    rounds = rounds_of_rows(sheet, first, last)
    found = growth.tables["t"].rounds
    assert [dict(each.looks.rows) for each in found] == rounds
    assert [each.name for each in found] == ["T", *(f"T_{at}" for at in range(2, len(rounds) + 1))][
        : len(rounds)
    ]
    for table, around in zip(found, rounds, strict=True):
        rows = sheet.seen(first, last, around)
        if rows:
            root = etree.fromstring(
                f'<table xmlns="{_XM}" displayName="T" ref="A{first}:B{last}" headerRowCount="0"/>'
            )
            box = move_table(root, growth, {"Plan": (growth,)}, looks=table.looks)
            assert box.rows == (rows[0], rows[-1])


@claim
def test_a_structured_reference_means_the_tables_of_the_rounds_around_it(seed: int) -> None:
    chance, sheet, _ = made(seed)
    first, last = span(chance, sheet)
    growth = with_table(sheet, first, last)
    rounds = rounds_of_rows(sheet, first, last)
    for viewer in viewers(chance, sheet):
        text = parse("SUM(T[b])").moved(Spot(growth, viewer.number, 4), {"Plan": (growth,)})
        names = [
            made.name
            for made, around in zip(growth.tables["t"].rounds, rounds, strict=True)
            if agree(around, viewer.rounds)
        ]
        assert text == f"SUM({','.join(f'{name}[b]' for name in names) or 0})"
    other = SheetGrowth(Axis.still(8), Axis.still(8), "Other", "Other")
    text = parse("SUM(T[b])").moved(Spot(other, 1, 1), {"Other": (other,), "Plan": (growth,)})
    assert text.count("[b]") == len(rounds)


@claim
def test_a_chart_in_a_loop_shows_the_rows_of_its_round(seed: int) -> None:
    chance, sheet, growth = made(seed)
    stands, first = span(chance, sheet), span(chance, sheet)
    rounds = rounds_of_rows(sheet, *stands)
    looks = [each for _, each in rounds_in(Box(stands, (1, 1)), growth.rows, growth.columns)]
    if not sheet.seen(*stands, {}):
        return
    assert [dict(each.rows) for each in looks] == rounds
    for each, around in zip(looks, rounds, strict=True):
        root = etree.fromstring(
            f'<c:chart xmlns:c="{C_NS}"><c:ser><c:val><c:numRef><c:f>Plan!$B${first[0]}:$B${first[1]}</c:f>'
            "</c:numRef></c:val></c:ser></c:chart>"
        )
        move_chart(root, growth, {"Plan": (growth,)}, looks=each)
        assert rows_named(next(root.iter(f"{{{C_NS}}}f")).text or "") == sheet.seen(*first, around)
