"""What the pages on tags in Word, on what is wrong and on filters show is what happens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest
import yaml
from click import unstyle
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from docgen.cli.report import describe
from docgen.engine import Template
from docgen.engine.filters import FILTERS
from docgen.engine.lint import Look, data_kind, lint
from docgen.errors import DocgenError
from docgen.problems import Problem
from tests.unit.engine.make import problems, rendered, saved, with_paragraphs
from tests.unit.engine.test_images import picture

DOCS = Path(__file__).resolve().parents[3] / "docs"
FENCE = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"(?P<tag>\{\{.*?\}\}) +(?:\[(?P<locale>[\w-]+)\] )?(?P<sign>[→✗]) (?P<shown>.*)")


class Fence(NamedTuple):
    """A fenced block of a page: its kind, the word after it, its text, and the line on which it stands."""

    kind: str
    word: str
    text: str
    line: int


def fences(page: str) -> list[Fence]:
    text = (DOCS / page).read_text("utf-8")
    return [Fence(m[1], m[2], m[3], text[: m.start()].count("\n") + 1) for m in FENCE.finditer(text)]


def data_of(page: str) -> dict[str, Any]:
    return next(yaml.safe_load(fence.text) for fence in fences(page) if fence.kind == "yaml")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# Filters -------------------------------------------------------------------------------------------------------

FILTER_DATA = data_of("filters.md")
EXAMPLES = [
    pytest.param(match, id=f"line-{fence.line + at + 1}")
    for fence in fences("filters.md")
    if fence.kind == "example"
    for at, line in enumerate(fence.text.splitlines())
    if (match := EXAMPLE.fullmatch(line))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_filter_prints_or_refuses_as_the_page_shows(example: Mapping[str, str]) -> None:
    template = with_paragraphs(example["tag"])
    locale = example["locale"] or "en-AU"
    if example["sign"] == "✗":
        (problem,) = refused(template, locale)
        assert example["shown"] in problem.message
    else:
        paragraphs = rendered(template, FILTER_DATA, locale=locale).paragraphs
        shown = " ¶ ".join(paragraph.text for paragraph in paragraphs).replace("\n", " ↵ ")
        assert plain(shown) == example["shown"]


def refused(template: bytes, locale: str) -> Sequence[Problem]:
    with pytest.raises(DocgenError) as raised:
        Template.open(template).render(FILTER_DATA, locale=locale)
    return raised.value.problems


def test_every_line_of_the_examples_is_run() -> None:
    lines = [line for f in fences("filters.md") if f.kind == "example" for line in f.text.splitlines()]
    assert len(EXAMPLES) == len(lines)


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_has_an_example(name: str) -> None:
    assert any(f"|{name}" in example.values[0]["tag"] for example in EXAMPLES)


# Templates -----------------------------------------------------------------------------------------------------

PAGES = ("reference/word.md", "reference/problems.md")
DATA = {page: data_of(page) for page in PAGES}
PAIRS = [
    pytest.param(page, before, after, id=f"{page}-line-{before.line}")
    for page in PAGES
    for before, after in pairwise(fences(page))
    if before.kind in ("template", "pictures")
]


@pytest.mark.parametrize(("page", "typed", "expected"), PAIRS)
def test_a_template_does_as_the_page_shows(page: str, typed: Fence, expected: Fence) -> None:
    template = made_of(typed.text) if typed.kind == "template" else drawn_of(typed.text)
    checks = {"prints": check_print, "problem": check_problem, "warning": check_warning, "lint": check_lint}
    (checks | {"keeps": check_drawings})[expected.kind](template, expected, DATA[page])


def check_print(template: bytes, expected: Fence, data: Mapping[str, Any]) -> None:
    assert Template.open(template).warnings == ()
    assert list(lines_of(rendered(template, data))) == expected.text.splitlines()


def check_problem(template: bytes, expected: Fence, data: Mapping[str, Any]) -> None:
    (problem,) = problems(template, data)
    assert problem.code == expected.word
    assert str(problem).replace("t.docx", "template.docx", 1).startswith(expected.text.strip())


def check_warning(template: bytes, expected: Fence, data: Mapping[str, Any]) -> None:
    assert expected.word in {problem.code for problem in Template.open(template).warnings}


def check_lint(template: bytes, expected: Fence, data: Mapping[str, Any]) -> None:
    found = lint(template, Look(root=data_kind(data)))
    assert expected.text.strip() in next(each.hint for each in found if each.code == expected.word)


def check_drawings(template: bytes, expected: Fence, data: Mapping[str, Any]) -> None:
    kept = rendered(template, data).inline_shapes
    assert [f"[{shape._inline.docPr.get('descr')}]" for shape in kept] == expected.text.splitlines()


def test_a_message_reads_as_the_page_shows() -> None:
    (fence,) = [fence for fence in fences("reference/problems.md") if fence.kind == "message"]
    document = docx.Document()
    document.add_heading("Your sites", level=1)
    rows = (
        ["Site", "Users"],
        ["{%tr for site in sites %}"],
        ["{{ site.name }}", "{{ site.usrs }}"],
        ["{%tr endfor %}"],
    )
    fill(document.add_table(4, 2), rows)
    look = Look(root=data_kind(DATA["reference/problems.md"]))
    (problem,) = lint(saved(document), look, name="letter.docx")
    assert unstyle(describe(problem)) == fence.text.rstrip()


def test_every_example_of_a_template_has_its_outcome() -> None:
    shown = {"prints", "keeps", "problem", "warning", "lint"}
    others = {"yaml", "template", "pictures", "lists", "charts", "shows", "message"}
    others |= {"boxes", "links", "fields", "becomes"}  # tests/unit/engine/test_docs_places.py
    assert {fence.kind for page in PAGES for fence in fences(page)} == shown | others
    assert {pair.values[2].kind for pair in PAIRS} == shown


def drawn_of(text: str) -> bytes:
    """Return a Word file with a picture for each line, whose alternative text stands there in brackets."""
    document = docx.Document()
    for line in text.splitlines():
        shape: Any = document.add_picture(io.BytesIO(picture()))
        shape._inline.docPr.set("descr", line.strip("[]"))
    return saved(document)


def made_of(text: str) -> bytes:
    """Return a Word file of the lines: a line that begins with `|` is a row of a table, others are paragraphs."""
    document = docx.Document()
    lines = text.splitlines()
    rows = [cells_of(line) for line in lines if line.startswith("|")]
    if rows:
        fill(document.add_table(len(rows), max(map(len, rows))), rows)
    for line in (line for line in lines if not line.startswith("|")):
        document.add_paragraph(line)
    return saved(document)


def cells_of(line: str) -> list[str]:
    """Return the cells of a row; a bar inside a tag is a filter's, not a cell's."""
    tags = re.findall(r"\{[{%].*?[%}]\}", line)
    bare = re.sub(r"\{[{%].*?[%}]\}", "\N{OBJECT REPLACEMENT CHARACTER}", line)
    cells = [cell.strip() for cell in bare.strip().removeprefix("|").removesuffix("|").split("|")]
    left = iter(tags)
    return [re.sub("\N{OBJECT REPLACEMENT CHARACTER}", lambda _: next(left), cell) for cell in cells]


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def lines_of(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield plain(block.text)
        else:
            yield from (row_of(row) for row in block._tbl.tr_lst)


def row_of(row: Any) -> str:
    return f"| {' | '.join(map(shown_in, row.iterchildren(qn('w:tc'))))} |"


def shown_in(cell: Any) -> str:
    """Return the text of a cell; one that continues a merge from above shows none."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merge is not None and merge.get(qn("w:val")) != "restart":
        return ""
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))
