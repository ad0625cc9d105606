"""Every file of the example packs, judged by the Open XML SDK, by LibreOffice, by our rules and by other readers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from docgen.artefacts import EDITIONS, INDEX
from tests.conftest import Pack
from tests.office import judges
from tests.office.documents import faults, outline, texts
from tests.office.recalc import disagreements, formula_count, recalculated

pytestmark = pytest.mark.xdist_group("office")

# What must never reach a page: a tag that was not filled, and Python's own way of writing a value down.
LEFT_OVER = re.compile(
    r"\{\{|\{%|%\}|\}\}|\b[A-Z]\w+\(\w+=|\bDecimal\(|\bdatetime\.|\bnan\b|object at 0x|<[A-Z]\w+\."
)


def test_every_document_of_a_process_is_written_in_every_format(packs: tuple[Pack, ...]) -> None:
    for pack in packs:
        process = "C" if pack.name.startswith("harbour-vale") else "S"
        editions = [entry for entry in EDITIONS if entry.stage.startswith(process)]
        wanted = {(entry.stage, entry.code, f".{format}") for entry in editions for format in entry.formats}
        written = {(path.parent.name, path.stem.split("_")[1], path.suffix) for path in pack.files}
        assert {one for one in written if one[1] != INDEX.code} == wanted, pack.log
        assert len(written - wanted) == 1, pack.log


def test_documents_of_the_full_intakes_are_final_and_the_others_drafts(packs: tuple[Pack, ...]) -> None:
    for pack in packs:
        drafts = {path.name for path in pack.files if "_DRAFT" in path.name}
        issued = {path.name for path in pack.files if f"_{INDEX.code}." not in path.name}
        expected = set() if pack.name.endswith("-intake") else issued
        # What the client has signed off in the shorter intake is final there too.
        assert drafts - expected == set(), pack.log
        assert bool(drafts) == bool(expected), pack.log


def test_no_document_knows_the_day_on_which_it_was_rendered(outputs: tuple[Path, ...]) -> None:
    today = date.today()  # noqa: DTZ011 - the command line's own "today"
    said = (f"{today.day} {today:%B %Y}", f"{today.day} {today:%b %Y}", today.isoformat())
    for path in outputs:
        assert [text for text in texts(path) if any(form in text for form in said)] == [], path.name


def test_the_open_xml_sdk_finds_no_error(office: None, outputs: tuple[Path, ...]) -> None:
    found = {path.name: errors for path, errors in judges.validate(outputs).items() if errors}
    assert not found


def test_no_structural_rule_is_broken(outputs: tuple[Path, ...]) -> None:
    found = {path.name: broken for path in outputs if (broken := faults(path))}
    assert not found


def test_no_tag_and_nothing_of_python_is_left_on_a_page(outputs: tuple[Path, ...]) -> None:
    for path in outputs:
        left = [text for text in texts(path) if LEFT_OVER.search(text)]
        assert not left, path.name


def test_libreoffice_prints_every_document_with_its_text(pdfs: dict[Path, Path]) -> None:
    for path, pdf in pdfs.items():
        printed = squeezed(judges.pdf_text(pdf))
        lost = [heading for heading in headings(path) if squeezed(heading) not in printed]
        assert not lost, path.name
        assert judges.page_count(pdf) > 1 or path.name.endswith("_IDX.docx"), path.name


def headings(path: Path) -> list[str]:
    """Return what a printed page must show: headings, the titles of slides, the first texts of sheets."""
    if path.suffix == ".xlsx":
        return [first_text(sheet) for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]
    if path.suffix == ".pptx":
        titles = (slide.shapes.title for slide in pptx.Presentation(str(path)).slides)
        return [title.text for title in titles if title is not None]
    paragraphs = docx.Document(str(path)).paragraphs
    return [
        p.text for p in paragraphs if p.style is not None and p.style.name.startswith("Heading") and p.text
    ]


def first_text(sheet: Worksheet) -> str:
    cells = (cell.value for row in sheet.iter_rows() for cell in row)
    return next((value for value in cells if isinstance(value, str)), "")


def squeezed(text: str) -> str:
    """Return the letters and digits of a text: a page breaks lines, turns heads to capitals and hyphenates."""
    return re.sub(r"[\W_]+", "", text).lower()


def test_every_document_names_itself_in_its_properties(outputs: tuple[Path, ...]) -> None:
    for path in outputs:
        properties = properties_of(path)
        assert properties.title, path.name
        assert properties.language, path.name


def properties_of(path: Path) -> Any:
    if path.suffix == ".xlsx":
        return openpyxl.load_workbook(path).properties
    opened = pptx.Presentation if path.suffix == ".pptx" else docx.Document
    return opened(str(path)).core_properties


def test_every_slide_has_a_title_of_its_own_and_every_picture_of_a_deck_its_words(
    outputs: tuple[Path, ...],
) -> None:
    decks = [path for path in outputs if path.suffix == ".pptx"]
    assert decks
    for path in decks:
        slides = pptx.Presentation(str(path)).slides
        titles = [slide.shapes.title.text.strip() if slide.shapes.title else "" for slide in slides]
        assert all(titles), path.name
        drawn = [shape for slide in slides for shape in slide.shapes if not shape.is_placeholder]
        kinds = ("graphicFrame", "pic", "grpSp")
        frames = [shape for shape in drawn if shape._element.tag.rpartition("}")[2] in kinds]
        assert [shape.name for shape in frames if not words_for(shape)] == [], path.name


def words_for(shape: Any) -> str:
    return str(shape._element._nvXxPr.cNvPr.get("descr", "")).strip()


def test_no_two_documents_of_a_pack_have_one_outline(packs: tuple[Pack, ...]) -> None:
    for pack in packs:
        assert len({outline(path) for path in pack.files}) == len(pack.files)


def test_libreoffice_comes_to_the_values_that_stand_beside_formulas(
    office: None, outputs: tuple[Path, ...], tmp_path: Path
) -> None:
    books = [path for path in outputs if path.suffix == ".xlsx" and formula_count(path)]
    judged = recalculated(books, tmp_path)
    assert {path.name: found for path in books if (found := disagreements(path, judged[path]))} == {}
