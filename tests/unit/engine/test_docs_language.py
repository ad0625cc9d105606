"""What the pages on expressions, filters and values show is what happens in all three formats."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
import openpyxl
import pytest
from jinja2.parser import _statement_keywords
from jinja2.runtime import LoopContext

from docgen.engine import Template
from docgen.engine.filters import FILTERS
from docgen.engine.sandbox import Sandbox
from docgen.errors import DocgenError
from docgen.problems import Problem
from tests.unit.engine.excel.make import workbook
from tests.unit.engine.make import with_paragraphs
from tests.unit.engine.powerpoint.make import opened, texts, with_text
from tests.unit.engine.test_docs import DOCS, data_of, fences, plain

PAGE = "reference/expressions.md"
DATA = data_of(PAGE)
LINE = re.compile(r"(?P<typed>\S.*?) +(?:\[(?P<locale>[\w-]+)\] +)?(?P<sign>[→✗]) (?P<shown>.*)")
EXAMPLES = [line for fence in fences(PAGE) if fence.kind == "example" for line in fence.text.splitlines()]


def in_word(typed: str, data: Mapping[str, Any], locale: str = "en-AU") -> str:
    """Return what a tag prints between brackets in a paragraph; line ends are shown as ↵."""
    out = Template.open(with_paragraphs(f"[{typed}]")).render(data, locale=locale)
    (paragraph,) = docx.Document(io.BytesIO(out)).paragraphs
    return paragraph.text.replace("\n", " ↵ ")[1:-1]


def on_a_slide(typed: str, data: Mapping[str, Any], locale: str = "en-AU") -> str:
    """Return the same of a paragraph on a slide."""
    out = Template.open(with_text(f"[{typed}]")).render(data, locale=locale)
    (text,) = texts(opened(out).slides[0])
    return text.replace("\v", " ↵ ")[1:-1]


def in_a_cell(typed: str, data: Mapping[str, Any], locale: str = "en-AU") -> str:
    """Return the same of a cell of a sheet."""
    out = Template.open(workbook(S={"A1": f"[{typed}]"})).render(data, locale=locale)
    text: Any = openpyxl.load_workbook(io.BytesIO(out))["S"]["A1"].value
    return str(text).replace("\n", " ↵ ")[1:-1]


Printed = Callable[..., str]
FORMATS = pytest.mark.parametrize("printed", [in_word, on_a_slide, in_a_cell])


def refused(printed: Printed, typed: str, data: Mapping[str, Any], locale: str) -> Sequence[Problem]:
    with pytest.raises(DocgenError) as raised:
        printed(typed, data, locale)
    return raised.value.problems


@FORMATS
@pytest.mark.parametrize("line", EXAMPLES)
def test_an_expression_prints_or_is_refused_as_the_page_shows(line: str, printed: Printed) -> None:
    example = LINE.fullmatch(line)
    assert example is not None
    if example["sign"] == "✗":
        problems = refused(printed, example["typed"], DATA, "en-AU")
        assert {problem.code for problem in problems} == {example["shown"]}
    else:
        assert plain(printed(example["typed"], DATA)) == example["shown"].replace("(nothing)", "")


FILTER_DATA = data_of("filters.md")
FILTER_LINES = [line for f in fences("filters.md") if f.kind == "example" for line in f.text.splitlines()]


# Paragraphs and drawings, which are no part of a line of text: the pages on them show those.
DRAWING_OR_BLOCK = re.compile(r"^\{\{p|without alt")


@FORMATS
@pytest.mark.parametrize("line", [line for line in FILTER_LINES if not DRAWING_OR_BLOCK.search(line)])
def test_docgens_filters_do_the_same_in_all_formats(line: str, printed: Printed) -> None:
    example = LINE.fullmatch(line)
    assert example is not None
    locale = example["locale"] or "en-AU"
    if example["sign"] == "✗":
        (problem,) = refused(printed, example["typed"], FILTER_DATA, locale)
        assert example["shown"] in problem.message
    else:
        assert plain(printed(example["typed"], FILTER_DATA, locale)) == example["shown"]


# The page shows all that there is -------------------------------------------------------------------------------

ENVIRONMENT = Sandbox(missing="error")
TYPED = "\n".join(EXAMPLES)


@pytest.mark.parametrize("name", sorted(set(ENVIRONMENT.filters) - set(FILTERS)))
def test_every_filter_of_jinja_has_an_example(name: str) -> None:
    assert re.search(rf"\|{name}\b", TYPED)


@pytest.mark.parametrize("name", sorted(ENVIRONMENT.tests))
def test_every_test_has_an_example(name: str) -> None:
    by_name = re.search(rf"(?:select|reject)(?:attr)?\([^)]*\"{re.escape(name)}\"", TYPED)
    assert by_name or re.search(rf"\bis (?:not )?{re.escape(name)}\b", TYPED)


@pytest.mark.parametrize("name", sorted(ENVIRONMENT.globals))
def test_every_function_has_an_example(name: str) -> None:
    assert f"{name}(" in TYPED


@pytest.mark.parametrize("keyword", sorted({*_statement_keywords, "call", "filter", "raw"} - {"print"}))
def test_every_tag_of_jinja_has_an_example(keyword: str) -> None:
    assert re.search(rf"{{%-? {keyword}\b", TYPED)


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_of_docgens_own_is_named(name: str) -> None:
    page = (DOCS / PAGE).read_text("utf-8")
    assert f"`{name}`" in page.partition("## Filters")[2].partition("### Of texts")[0]


@pytest.mark.parametrize("name", [name for name in dir(LoopContext) if not name.startswith("_")])
def test_every_word_of_a_loop_has_an_example(name: str) -> None:
    assert f"loop.{name}" in TYPED
