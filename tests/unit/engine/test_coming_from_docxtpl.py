"""What the page for docxtpl's users shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.document import Document as Word
from docx.oxml.ns import qn

from docgen.engine import Template
from docgen.engine.included import Document
from tests.unit.engine.make import problems, rendered, saved, texts, with_paragraphs
from tests.unit.engine.test_docs import DATA, Fence, fences

docxtpl = pytest.importorskip("docxtpl", reason="the objects are docxtpl's (extra `bench`)")

PAGE = "coming-from-docxtpl.md"
WORD = "reference/word.md"
OBJECTS = {name: getattr(docxtpl, name) for name in ("RichText", "Listing")}


def the(kind: str, page: str = PAGE) -> list[Any]:
    return [pytest.param(fence, id=f"line-{fence.line}") for fence in fences(page) if fence.kind == kind]


@pytest.mark.parametrize("fence", the("docxtpl"))
def test_an_object_prints_or_is_refused_as_the_page_shows(fence: Fence) -> None:
    example = yaml.safe_load(re.sub(r"^(x|refuses): (.*)$", r"\1: '\2'", fence.text, flags=re.MULTILINE))
    template = with_paragraphs(example["template"])
    data = {"x": eval(example["x"], {"__builtins__": {}}, OBJECTS)}  # the page's own words
    if "refuses" in example:
        (problem,) = problems(template, data)
        assert example["refuses"] in problem.message
    else:
        assert " ¶ ".join(texts(template, data)) == example["prints"]


def test_the_programs_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.docx").write_bytes(with_paragraphs("Dear {{ name }}"))
    Path("terms.docx").write_bytes(with_paragraphs("Terms for {{ client }}"))
    Path("contract.docx").write_bytes(with_paragraphs("Contract", "{{p terms }}"))
    names: dict[str, Any] = {}
    shown = []
    for fence in (each.values[0] for each in the("python")):
        exec(fence.text, names)  # the page's own words
        (tmp_path / "out.docx").write_bytes(names["document"])
        shown.append([each.text for each in docx.Document(str(tmp_path / "out.docx")).paragraphs])
    assert shown == [["Dear Reed & Dale"], ["Contract", "Terms for Reed & Dale"]]


def test_the_names_of_the_page_are_there() -> None:
    template = Template.open(with_paragraphs("{{ name|shout }} {{ f(2) }}"), filters={"shout": str.upper})
    assert template.names == {"name", "f"}
    assert Document(b"").styles == "own"


@pytest.mark.parametrize("number", range(len(the("lists", WORD))))
def test_lists_restart_as_the_page_on_word_shows(number: int) -> None:
    pages = fences(WORD)
    typed = [each for each in pages if each.kind == "lists"][number]
    expected = pages[pages.index(typed) + 1]
    document = docx.Document()
    for line in typed.text.splitlines():
        text = line.removeprefix("1. ")
        document.add_paragraph(text, style="List Number" if text != line else None)
    assert counted(rendered(saved(document), DATA[WORD])) == expected.text.splitlines()


def counted(document: Word) -> list[str]:
    """Return the paragraphs with the numbers that Word gives them: each list by its own number counts for itself."""
    counts: dict[int, int] = {}
    lines = []
    for paragraph in document.paragraphs:
        properties: Any = paragraph._p.pPr
        numbering = None if properties is None else properties.find(qn("w:numPr"))
        if paragraph.style is not None and paragraph.style.name == "List Number":
            key = 0 if numbering is None else numbering.numId.val
            counts[key] = counts.get(key, 0) + 1
            lines.append(f"{counts[key]}. {paragraph.text}")
        else:
            lines.append(paragraph.text)
    return lines
