"""Every file of the example packs, judged by the Open XML SDK, by LibreOffice, by python-docx and by our rules."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Pack
from tests.office import judges
from tests.office.documents import faults, outline, texts
from tests.office.recalc import disagreements, formula_count, recalculated

pytestmark = pytest.mark.xdist_group("office")

# What must never reach a page: a tag that was not filled, and Python's own way of writing a value down.
LEFT_OVER = re.compile(
    r"\{\{|\{%|%\}|\}\}|\b[A-Z]\w+\(\w+=|\bDecimal\(|\bdatetime\.|\bnan\b|object at 0x|<[A-Z]\w+\."
)


def test_both_documents_are_written_for_both_intakes(packs: tuple[Pack, ...]) -> None:
    for pack in packs:
        written = {path.name.split("_")[1] for path in pack.files}
        assert {"HOF", "SLA"} <= written, pack.log


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
        assert judges.page_count(pdf) > 1


def headings(path: Path) -> list[str]:
    """Return what a printed page must show: a document's headings, the first texts of a workbook's sheets."""
    if path.suffix == ".xlsx":
        return [first_text(sheet) for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]
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
        book = path.suffix == ".xlsx"
        properties = (
            openpyxl.load_workbook(path).properties if book else docx.Document(str(path)).core_properties
        )
        assert properties.title, path.name
        assert properties.language, path.name


def test_no_two_documents_of_a_pack_have_one_outline(packs: tuple[Pack, ...]) -> None:
    for pack in packs:
        assert len({outline(path) for path in pack.files}) == len(pack.files)


def test_libreoffice_comes_to_the_values_that_stand_beside_formulas(
    office: None, outputs: tuple[Path, ...], tmp_path: Path
) -> None:
    books = [path for path in outputs if path.suffix == ".xlsx" and formula_count(path)]
    judged = recalculated(books, tmp_path)
    assert {path.name: found for path in books if (found := disagreements(path, judged[path]))} == {}
