"""The built-in templates are what their sources say, and the engine takes them without a remark."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from lxml import etree

from docgen.engine import Template
from docgen.printing import PRINTERS
from docgen.problems import Severity
from tools.build import FOLDER, decks, documents, workbooks
from tools.kit import Document
from tools.kit_pptx import Deck
from tools.kit_xlsx import Book

CODES = ("HOF", "HOF-cs", "SDD", "SLA", "CSP", "BAU", "RET", "BAU-cs", "IDX")


@cache
def source(code: str) -> Document:
    return next(each for each in documents() if each.code == code)


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts, normalised: the order of attributes and the form of empty elements do not count."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.tostring(etree.fromstring(package.read(name)), method="c14n")
            for name in package.namelist()
        }


def test_every_source_is_built() -> None:
    assert tuple(each.code for each in documents()) == CODES
    assert [book.code for book in workbooks()][:1] == ["RACI"]


@pytest.mark.parametrize("book", workbooks(), ids=lambda book: book.code)
def test_a_committed_workbook_is_what_its_source_builds(book: Book) -> None:
    committed = parts((FOLDER / f"{book.code}.xlsx").read_bytes())
    built = parts(book.build())
    assert list(committed) == list(built)
    assert [name for name in built if built[name] != committed[name]] == []


@pytest.mark.parametrize("book", workbooks(), ids=lambda book: book.code)
def test_the_engine_opens_a_workbook_without_a_warning(book: Book) -> None:
    template = Template.open(
        book.build(), printers=PRINTERS, text_beside=Severity.ERROR, name=f"{book.code}.xlsx"
    )
    assert template.warnings == ()


@pytest.mark.parametrize("deck", decks(), ids=lambda deck: deck.code)
def test_a_committed_deck_is_what_its_source_builds(deck: Deck) -> None:
    committed = parts((FOLDER / f"{deck.code}.pptx").read_bytes())
    built = parts(deck.build())
    assert list(committed) == list(built)
    assert [name for name in built if built[name] != committed[name]] == []


@pytest.mark.parametrize("deck", decks(), ids=lambda deck: deck.code)
def test_the_engine_opens_a_deck_without_a_warning(deck: Deck) -> None:
    template = Template.open(
        deck.build(), printers=PRINTERS, text_beside=Severity.ERROR, name=f"{deck.code}.pptx"
    )
    assert template.warnings == ()


@pytest.mark.parametrize("deck", decks(), ids=lambda deck: deck.code)
def test_the_last_slide_of_a_deck_names_the_template_and_its_version(deck: Deck) -> None:
    last = deck.parts()[f"ppt/slides/slide{len(deck.slides)}.xml"]
    assert f"Template {deck.code} {deck.version}" in last


@pytest.mark.parametrize("code", CODES)
def test_the_committed_template_is_what_its_source_builds(code: str) -> None:
    committed = parts((FOLDER / f"{code}.docx").read_bytes())
    built = parts(source(code).build())
    assert list(committed) == list(built)
    assert [name for name in built if built[name] != committed[name]] == []


@pytest.mark.parametrize("code", CODES)
def test_the_engine_opens_the_template_without_a_warning(code: str) -> None:
    template = Template.open(
        source(code).build(), printers=PRINTERS, text_beside=Severity.ERROR, name=f"{code}.docx"
    )
    assert template.warnings == ()


@pytest.mark.parametrize("code", [code for code in CODES if code != "IDX"])  # it has no control page
def test_the_control_page_names_the_template_and_its_version(code: str) -> None:
    document = source(code)
    assert f"{document.code} {document.version}" in document.parts()["word/document.xml"]
