"""The copy of a workbook that marks what could not be used."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from docgen.imports.marking import marked
from docgen.problems import Place, Problem, Severity
from tests.office import judges


def problem(sheet: str, cell: str, message: str = "is lots, not a number.") -> Problem:
    return Problem(
        "wrong-type", Severity.ERROR, Place("x.xlsx", trail=(sheet, cell)), message, "Write digits."
    )


def written(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "A & B"
    book.active["B2"] = "lots"
    book.active["B2"].number_format = "0.00"
    book.active["B2"].font = openpyxl.styles.Font(bold=True)
    book.active["C3"] = "said"
    book.active["C3"].comment = Comment("Ask Dana", "Mira")
    book.create_sheet("Other")["A1"] = 12
    book.save(path)
    return path


def test_cells_are_filled_and_told_why_and_all_else_stays(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx")
    copy = marked(path, [problem("A & B", "B2"), problem("A & B", "C3", "is said.")])
    assert copy is not None
    book = openpyxl.load_workbook(io.BytesIO(copy))
    cell, commented = book["A & B"]["B2"], book["A & B"]["C3"]
    assert (cell.value, cell.number_format, cell.font.b) == ("lots", "0.00", True)
    assert cell.fill.fgColor.rgb == commented.fill.fgColor.rgb == "FFF8CBAD"
    assert cell.comment.text == "is lots, not a number. Write digits."
    assert commented.comment.text == "Ask Dana\nis said. Write digits."
    assert (book["Other"]["A1"].value, book["Other"]["A1"].fill.fill_type) == (12, None)


def test_parts_that_are_not_concerned_are_the_same(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx")
    copy = marked(path, [problem("Other", "A1")])
    assert copy is not None
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(io.BytesIO(copy))
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/theme/theme1.xml"):
        assert before.read(name) == after.read(name)


def test_problems_that_name_no_cell_leave_no_copy(tmp_path: Path) -> None:
    note = Problem("made-code", Severity.INFO, Place("x", trail=("A & B", "B2")), "It was given HWP.")
    assert marked(written(tmp_path / "x.xlsx"), [note, problem("A & B", "")][:1]) is None


@pytest.mark.skipif(
    "Open XML SDK validator" in judges.missing() and not judges.required(), reason="no validator"
)
def test_a_marked_workbook_is_sound_by_the_open_xml_sdk(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.add_table("A1:B3", {"columns": [{"header": "a"}, {"header": "b"}]})
    sheet.write("A2", "lots")
    sheet.write_comment("B2", "said")
    book.add_worksheet("Bare").write("A1", 1)
    book.close()
    copy = marked(path, [problem("Data", "A2"), problem("Data", "B2"), problem("Bare", "A1")])
    assert copy is not None
    out = tmp_path / "marked.xlsx"
    out.write_bytes(copy)
    assert judges.validate([out])[out] == ()
