"""Follows docs/templates.md as a reader does: types its letter, sheet and slide, and writes its data.

The page is the source. Its fenced blocks say what the reader does, in order; `follow` does one of them in a folder. The
tests run every command of the page behind that, and `tools.pictures` draws what came out.
"""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, sin
from pathlib import Path
from typing import Any

import docx
import openpyxl
import PIL.Image
import PIL.ImageDraw
import pptx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from openpyxl.styles import Font, PatternFill
from pptx.dml.color import RGBColor as SlideColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches
from pptx.util import Pt as SlidePt

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "templates.md"
_FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"
_FLAGGED = re.compile(r"(\w+\.\w+|endfor|endif|tr|cellbg)")
_BLUE = RGBColor(0x1F, 0x4E, 0x79)
_SLIDE_BLUE = SlideColor(0x1F, 0x4E, 0x79)  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped


@dataclass(frozen=True, slots=True)
class Step:
    """One fenced block of the page: what is to be done, with which file, and its text."""

    kind: str
    file: str
    text: str


def steps(page: Path = PAGE) -> tuple[Step, ...]:
    """Return the blocks of the page in order."""
    return tuple(Step(*match.groups()) for match in _FENCE.finditer(page.read_text("utf-8")))


def commands(step: Step) -> list[list[str]]:
    """Return the words behind `docgen` of each command of a block."""
    typed = step.text.splitlines() if step.kind == "console" else []
    return [shlex.split(line.removeprefix("$ docgen ")) for line in typed if line.startswith("$ ")]


@dataclass(slots=True)
class Reader:
    """Somebody who does in `folder` what the page says. `lines` are those of each letter that was begun."""

    folder: Path
    lines: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, words in (("signature.png", "T. Fenn"), ("marlow.png", "A. Marlow")):
            (self.folder / name).write_bytes(signature(words))

    def follow(self, step: Step) -> None:
        """Do what a block says; those that show what comes out ask for nothing."""
        act = getattr(self, f"_do_{step.kind}", None)
        if act is not None:
            act(step)

    def _do_letter(self, step: Step) -> None:
        self.lines[step.file] = step.text.splitlines()
        self._save(step.file)

    def _do_more(self, step: Step) -> None:
        self.lines[step.file] += step.text.splitlines()
        self._save(step.file)

    def _do_instead(self, step: Step) -> None:
        before, *after = step.text.splitlines()
        at = self.lines[step.file].index(before)
        self.lines[step.file][at : at + 1] = after
        self._save(step.file)

    def _do_yaml(self, step: Step) -> None:
        with (self.folder / step.file).open("a", encoding="utf-8", newline="\n") as file:
            file.write(step.text)

    def _do_sheet(self, step: Step) -> None:
        sheet(step.text).save(self.folder / step.file)

    def _do_slide(self, step: Step) -> None:
        slide(step.text).save(str(self.folder / step.file))

    def _save(self, name: str) -> None:
        letter(self.lines[name], self.folder).save(str(self.folder / name))


# -- the letter -----------------------------------------------------------------------------------------------


def letter(lines: list[str], pictures: Path) -> Any:
    """Return a Word document of lines: `# ` a heading, `|` a row of a table, `[picture x]`, else a paragraph."""
    document = docx.Document()
    _set_up(document)
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(cells_of(line))
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if line:
            _add_line(document, line, pictures)
    return document


def _set_up(document: Any) -> None:
    """Give the document A4 paper, and a plain look."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(22)
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    normal.font.name, normal.font.size, normal.paragraph_format.space_after = "Calibri", Pt(11), Pt(6)
    heading.font.size, heading.font.color.rgb = Pt(15), _BLUE
    for part in document.part.package.iter_parts():
        if part.partname.endswith("theme1.xml"):  # its body font is Cambria, which charts take on
            part._blob = re.sub(rb'(<a:latin typeface=)"\w+"', rb'\1"Calibri"', part.blob)


def _add_line(document: Any, line: str, pictures: Path) -> None:
    if line.startswith("# "):
        type_into(document.add_heading(level=1), line.removeprefix("# "))
    elif line.startswith("[picture "):
        name = line.removeprefix("[picture ").removesuffix("]")
        drawn = document.add_picture(str(pictures / f"{name.lower()}.png"), width=Mm(45))
        drawn._inline.docPr.set("descr", name)
        drawn._inline.docPr.set("name", name)
    else:
        type_into(document.add_paragraph(), line)


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)), "Light Grid Accent 1")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            type_into(cell.paragraphs[0], text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph()  # Word has one below every table


def type_into(paragraph: Any, text: str) -> None:
    """Add a text as Word saves it: quotes curled, and what the spelling check marks in runs of its own."""
    for number, piece in enumerate(_FLAGGED.split(_curled(text))):
        if number % 2:
            paragraph._p.append(_mark("spellStart"))
        if piece:
            paragraph.add_run(piece)
        if number % 2:
            paragraph._p.append(_mark("spellEnd"))


def _curled(text: str) -> str:
    opened = re.sub(r'(^|[\s(\[=|])"', "\\1\N{LEFT DOUBLE QUOTATION MARK}", text)
    return opened.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}").replace(
        "'", "\N{RIGHT SINGLE QUOTATION MARK}"
    )


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:proofErr")
    mark.set(qn("w:type"), kind)
    return mark


# -- the sheet and the slide ------------------------------------------------------------------------------------


def sheet(text: str) -> Any:
    """Return a workbook of rows, each with its number in the first cell; the first row is set in bold."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Sites"
    for number, *cells in (cells_of(line) for line in text.splitlines()):
        for column, value in enumerate(cells if number else (), 1):
            page.cell(int(number), column).value = value or None
    for cell in page[1]:
        cell.font, cell.fill = (
            Font("Calibri", bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor="1F4E79"),
        )
    page.column_dimensions["A"].width = page.column_dimensions["B"].width = 34
    page.column_dimensions["C"].width = 14
    page.print_options.gridLines = page.print_options.headings = True
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    return book


def slide(text: str) -> Any:
    """Return a deck of one slide: its title behind `# `, paragraphs of a text box, and `notes: ` its notes."""
    deck = pptx.Presentation()
    deck.slide_height = Inches(5.625)
    page: Any = deck.slides.add_slide(deck.slide_layouts[5])
    title, *lines = text.splitlines()
    _write(page.shapes.title, [title.removeprefix("# ")], top=0.5, size=40)
    page.shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = _SLIDE_BLUE
    shown = [line for line in lines if not line.startswith("notes: ")]
    _write(page.shapes.add_textbox(0, 0, 0, 0), shown, top=1.9, size=24)
    notes = [line.removeprefix("notes: ") for line in lines if line.startswith("notes: ")]
    page.notes_slide.notes_text_frame.text = "\n".join(notes)
    return deck


def _write(shape: Any, lines: list[str], *, top: float, size: int) -> None:
    """Put lines into a shape as wide as the slide; `top` in inches, `size` in points."""
    shape.left, shape.top, shape.width, shape.height = Inches(0.7), Inches(top), Inches(8.6), Inches(1.1)
    shape.text_frame.word_wrap = True
    shape.text_frame.text = "\n".join(lines)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.runs[0].font.size = SlidePt(size)


def cells_of(line: str) -> list[str]:
    """Return the cells of a row; a bar inside a tag is a filter's, not a cell's."""
    tags: Iterator[str] = iter(_TAG.findall(line))
    bare = _TAG.sub(_PLACEHOLDER, line).strip().removeprefix("|").removesuffix("|")
    return [re.sub(_PLACEHOLDER, lambda _: next(tags), cell.strip()) for cell in bare.split("|")]


def signature(words: str) -> bytes:
    """Return a drawn signature, 450 by 150 dots, as PNG."""
    image = PIL.Image.new("RGB", (450, 150), "white")
    pen = PIL.ImageDraw.Draw(image)
    loops = sum(map(ord, words)) % 4 + 5
    points = [
        (30 + at + 22 * sin(at / 390 * loops * 6), 75 + 38 * cos(at / 390 * loops * 5)) for at in range(390)
    ]
    pen.line(points, fill=(0x1F, 0x4E, 0x79), width=5, joint="curve")
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
