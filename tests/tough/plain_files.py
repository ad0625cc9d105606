"""Office files without tags: made in varied ways by other libraries, and those that installed packages bring along."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import docx
import openpyxl
import pptx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

FOLDERS = "DOCGEN_OFFICE_FILES"
"""An environment variable: more folders with Office files, as `PATH` lists folders."""
SUFFIXES = {".docx", ".xlsx", ".pptx", ".dotx", ".xltx", ".potx", ".docm", ".xlsm", ".pptm"}
WORDS = (
    *(
        "plain",
        "{single}",
        "}",
        "brace",
        "{",
        "R&D",
        "<b>",
        "100%",
        "naïve",
        "日本語",
        "=1+1",
        "50",
        "%",
        "{x}",
        "#",
    ),
    *("_x000B_", "'quoted'", '"typed"', "$", "½", "\u00a0"),
)


def made(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield files by name: `count` documents, decks, and workbooks of each of two libraries."""
    for number in range(count):
        rng = random.Random(number)
        yield f"python-docx {number}.docx", document(rng)
        yield f"python-pptx {number}.pptx", deck(rng)
        yield f"openpyxl {number}.xlsx", workbook(rng)
        yield f"xlsxwriter {number}.xlsx", written_workbook(rng)


def found() -> Iterator[tuple[str, bytes]]:
    """Yield the files that packages bring along, and those in the folders that the environment names."""
    packages = [
        Path(spec.origin).parent for name in ("docx", "pptx") if (spec := find_spec(name)) and spec.origin
    ]
    folders = [*packages, *(Path(each) for each in os.environ.get(FOLDERS, "").split(os.pathsep) if each)]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES and not path.name.startswith("~"):
                yield str(path), path.read_bytes()


def text(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 12)))


def document(rng: random.Random) -> bytes:
    made = docx.Document()
    for _ in range(rng.randint(1, 8)):
        way = rng.randrange(6)
        if way == 0:
            made.add_heading(text(rng), level=rng.randint(1, 4))
        elif way == 1:
            table = made.add_table(rows=rng.randint(1, 5), cols=rng.randint(1, 4), style="Table Grid")
            for cell in table._cells:
                cell.text = text(rng)
            table.cell(0, 0).merge(table.cell(len(table.rows) - 1, 0))
        elif way == 2:
            made.add_paragraph(text(rng), style=rng.choice(["List Bullet", "List Number", "Quote"]))
        elif way == 3:
            made.add_section().orientation = rng.choice(list(WD_ORIENT))
        elif way == 4:
            made.sections[-1].header.paragraphs[0].text = text(rng)
        else:
            made.add_paragraph(text(rng)).add_run(text(rng)).bold = True
    return _bytes(made)


def deck(rng: random.Random) -> bytes:
    made = pptx.Presentation()
    for _ in range(rng.randint(1, 4)):
        slide = made.slides.add_slide(made.slide_layouts[rng.randrange(len(made.slide_layouts))])
        for shape in slide.placeholders:
            if shape.has_text_frame:
                shape.text_frame.text = text(rng)
        if rng.random() < 0.4:
            slide.notes_slide.notes_text_frame.text = text(rng)
        if rng.random() < 0.4:
            slide.shapes.add_table(rng.randint(1, 4), rng.randint(1, 4), Cm(1), Cm(1), Cm(9), Cm(4))
        if rng.random() < 0.4:
            data = CategoryChartData()
            data.categories = ["a", "b"]
            data.add_series(text(rng), [rng.random(), rng.random()])
            slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(6), Cm(9), Cm(5), data)
    return _bytes(made)


def workbook(rng: random.Random) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["head", "sum", f"third {text(rng)}"])
    for row in range(2, rng.randint(4, 20)):
        sheet.append([text(rng), row * rng.random(), date(2027, 1, 1)])
    last = sheet.max_row
    sheet.cell(last + 2, 2, f"=SUM(B2:B{last})")
    if rng.random() < 0.5:
        sheet["A2"].comment = Comment(text(rng), "author")
    if rng.random() < 0.5:
        sheet.add_table(Table(displayName="T", ref=f"A1:C{last}"))
    if rng.random() < 0.5:
        sheet.conditional_formatting.add(f"B2:B{last}", CellIsRule(operator="greaterThan", formula=["5"]))
        sheet.add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="E1:E9"))
    if rng.random() < 0.5:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=last), titles_from_data=True)
        made.create_sheet("Chart").add_chart(chart, "B2")
    made.properties.title = text(rng)
    return _bytes(made)


def written_workbook(rng: random.Random) -> bytes:
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True, "constant_memory": rng.random() < 0.3})
    for number in range(rng.randint(1, 3)):
        sheet = made.add_worksheet(f"S{number}")
        for row in range(rng.randint(1, 15)):
            sheet.write_string(row, 0, text(rng))
            sheet.write_number(row, 1, rng.random())
            sheet.write_formula(row, 2, f"=B{row + 1}*2", None, rng.random())
        sheet.merge_range("E1:F2", text(rng), made.add_format({"bold": True}))
        sheet.write_rich_string("H1", made.add_format({"italic": True}), "rich ", "and plain")
        sheet.write_url("H2", "https://example.com/?a=1&b=2")
        if rng.random() < 0.5:
            sheet.add_sparkline("D1", {"range": f"S{number}!B1:B9"})
            sheet.write_comment("A1", text(rng))
    made.close()
    return target.getvalue()


def _bytes(made: object) -> bytes:
    target = io.BytesIO()
    made.save(target)  # type: ignore[attr-defined]
    return target.getvalue()
