"""What the engine alone writes from workbook templates of another's making, judged as the built-in workbooks are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from bench.build_workbooks import build
from bench.data import SIZES, register_facts
from docgen.engine import Template
from tests.office import judges
from tests.office.documents import faults
from tests.office.recalc import cached_values, disagreements, formula_count, recalculated

pytestmark = pytest.mark.xdist_group("office")

ROLES = ("Lead", "Architect", "Engineer", "Desk")
COUNTS = (0, 1, 2, 12)


def effort(count: int) -> dict[str, Any]:
    """Return `count` activities with their letters per role, days and dates; every third waits."""
    return {
        "roles": ROLES,
        "items": [
            {
                "id": f"{number}",
                "name": f"Activity {number}",
                "letters": [("A/R", "R", "C", "I", "")[(number + at) % 5] for at in range(len(ROLES))],
                "days": number * 0.5,
                "rate": 1_200,
                "due": date(2027, 3, 1 + number),
                "done": number % 3 == 0,
            }
            for number in range(1, count + 1)
        ],
    }


def template(path: Path) -> Path:
    """Make a workbook whose formulas, formats, names, tables and chart all look at rows and columns that repeat."""
    book = openpyxl.Workbook()
    _plan(book.active)
    _matrix(book.create_sheet("Matrix"))
    _summary(book.create_sheet("Summary"))
    book.defined_names["Days"] = DefinedName("Days", attr_text="Plan!$C$3:$C$3")
    book.save(path)
    return path


def _plan(sheet: Worksheet) -> None:
    sheet.title = "Plan"
    for column, head in enumerate(("Item", "Name", "Days", "Rate", "Cost", "Due", "Done", "Share"), start=1):
        sheet.cell(1, column, head)
    sheet["A2"], sheet["A4"] = "{%tr for item in items %}", "{%tr endfor %}"
    values = (
        "{{ item.id }}",
        "{{ item.name }}",
        "{{ item.days }}",
        "{{ item.rate }}",
        "=C3*D3",
        "{{ item.due }}",
    )
    for column, value in enumerate((*values, "{{ item.done }}", "=IF(E$5=0,0,E3/E$5)"), start=1):
        sheet.cell(3, column, value)
    sheet["F3"].number_format = "d mmm yyyy"
    for cell, formula in {
        "A5": "Total",
        "C5": "=SUM(C3:C3)",
        "E5": "=SUM(E3:E3)",
        "H5": "=COUNT(H3:H3)",
    }.items():
        sheet[cell] = formula
    letters = DataValidation(type="decimal", operator="between", formula1="0", formula2="99")
    letters.add("C3")
    sheet.add_data_validation(letters)
    fill = PatternFill(bgColor="FFFFC7CE")
    sheet.conditional_formatting.add(
        "C3:C3", CellIsRule(operator="greaterThan", formula=["$C$5/2"], fill=fill)
    )
    sheet["A1"].comment = Comment("Numbered as in the plan", "docgen")
    sheet.print_title_rows, sheet.freeze_panes, sheet.auto_filter.ref = "1:1", "B2", "A1:H3"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, min_row=3, max_row=3))
    sheet.add_chart(chart, "A8")


def _matrix(sheet: Worksheet) -> None:
    """Rows of items crossed with columns of roles; beside and below them what counts the letters."""
    sheet["A1"], sheet["B1"], sheet["C1"] = "Item", "{%tc for role in roles %}", "{{ role }}"
    sheet["D1"], sheet["E1"], sheet["F1"] = "{%tc endfor %}", "Answers", "Does"
    sheet["A2"], sheet["A4"] = "{%tr for item in items %}", "{%tr endfor %}"
    sheet["A3"], sheet["C3"] = "{{ item.name }}", "{{ item.letters[loop.index0] }}"
    sheet["E3"], sheet["F3"] = '=COUNTIF(C3:C3,"*A*")', '=COUNTIF(C3:C3,"*R*")'
    sheet["A5"], sheet["C5"] = "Letters", "=COUNTA(C3:C3)"
    sheet["E5"], sheet["F5"] = '=COUNTIF(E3:E3,"<>1")', '=IF(E5=0,"sound",E5&" to mend")'
    fill = PatternFill(bgColor="FFC6EFCE")
    sheet.conditional_formatting.add("C3:C3", FormulaRule(formula=['ISNUMBER(SEARCH("A",C3))'], fill=fill))


def _summary(sheet: Worksheet) -> None:
    rows = (
        ("Days", "=SUM(Days)"),
        ("Mean", '=IFERROR(AVERAGE(Plan!C:C),"none")'),
        ("Longest", "=MAX(Plan!C3:C3)"),
        ("Shortest", "=MIN(Plan!C3:C3)"),
        ("Waiting", '=SUMIF(Plan!C3:C3,">2",Plan!E3:E3)'),
        ("Named", "=COUNTA(Plan!B3:B3)"),
        ("Missing", "=COUNTBLANK(Plan!B3:B3)"),
        ("Answering", "=SUM(Matrix!E3:E3)"),
        ("Rounded", "=ROUND(B3/3,2)"),
        ("Enough", "=AND(B1>=1,B6<=12)"),
        ("Checks", '=COUNTIFS(Plan!C3:C3,">1",Plan!D3:D3,1200)'),
    )
    for row in rows:
        sheet.append(row)
    sheet.append(("Check", "Result"))
    sheet.append(("{%tr for item in items %}",))
    sheet.append(("{{ item.name }}", "=COUNTIF(A$14:A$14,A14)"))
    sheet.append(("{%tr endfor %}",))
    sheet.add_table(Table(displayName="Results", ref="A12:B14"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("engine") / "template.xlsx")


@pytest.fixture(scope="module")
def written(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("written")
    compiled = Template.open(made)
    files = {count: folder / f"rows_{count}.xlsx" for count in COUNTS}
    for count, file in files.items():
        file.write_bytes(compiled.render(effort(count)))
    return files


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("registers")
    source = build(folder)["docgen"]
    compiled, data = Template.open(source), register_facts(SIZES[0])
    files = {"template": source, "ten": folder / "ten.xlsx", "none": folder / "none.xlsx"}
    files["ten"].write_bytes(compiled.render(data))
    files["none"].write_bytes(compiled.render({**data, "register": []}))
    return files


def test_the_open_xml_sdk_finds_no_error_that_the_template_has_not(
    office: None, made: Path, written: dict[int, Path], registers: dict[str, Path]
) -> None:
    verdicts = judges.validate([made, *written.values(), *registers.values()])
    for source, files in ((made, written.values()), (registers["template"], registers.values())):
        assert {
            path.name: new for path in files if (new := set(verdicts[path]) - set(verdicts[source]))
        } == {}


def test_no_structural_rule_is_broken_that_the_template_keeps(
    made: Path, written: dict[int, Path], registers: dict[str, Path]
) -> None:
    for source, files in ((made, written.values()), (registers["template"], registers.values())):
        assert {path.name: new for path in files if (new := set(faults(path)) - set(faults(source)))} == {}


def test_libreoffice_comes_to_the_values_that_stand_beside_formulas(
    office: None, written: dict[int, Path], tmp_path: Path
) -> None:
    judged = recalculated(list(written.values()), tmp_path)
    assert {path.name: told for path in written.values() if (told := disagreements(path, judged[path]))} == {}


def test_every_formula_has_a_value_beside_it(written: dict[int, Path]) -> None:
    for path in written.values():
        assert len(cached_values(path)) == formula_count(path), path.name


@pytest.mark.parametrize("count", COUNTS[1:])
def test_the_values_are_those_of_the_data(written: dict[int, Path], count: int) -> None:
    values = cached_values(written[count])
    items = effort(count)["items"]
    days = [item["days"] for item in items]
    assert values["Summary", "B1"] == sum(days)
    assert values["Summary", "B3"] == max(days)
    assert values["Summary", "B6"] == count
    assert values["Plan", f"E{count + 2}"] == sum(days) * 1_200
    assert values["Matrix", f"G{count + 2}"] == (f"{mended(items)} to mend" if mended(items) else "sound")


def mended(items: list[dict[str, Any]]) -> int:
    return sum(1 for item in items if sum("A" in letter for letter in item["letters"]) != 1)


def test_sheets_of_no_rows_still_add_up_to_nothing(written: dict[int, Path]) -> None:
    values = cached_values(written[0])
    assert [values["Summary", f"B{row}"] for row in (1, 3, 6, 8)] == [0, 0, 0, 0]


def test_libreoffice_prints_each_workbook(
    office: None, written: dict[int, Path], registers: dict[str, Path], tmp_path: Path
) -> None:
    printed = judges.to_pdf([*written.values(), *registers.values()], tmp_path)
    assert "Activity 12" in judges.pdf_text(printed[written[12]])
    assert "Asset register" in judges.pdf_text(printed[registers["none"]])


def rows(sheet: Worksheet) -> Iterator[tuple[object, ...]]:
    yield from sheet.iter_rows(values_only=True)


def test_the_matrix_holds_each_letter_where_row_and_column_meet(written: dict[int, Path]) -> None:
    matrix = openpyxl.load_workbook(written[12])["Matrix"]
    body = [row[1:5] for row in rows(matrix)][1:13]
    assert body == [tuple(letter or None for letter in item["letters"]) for item in effort(12)["items"]]
