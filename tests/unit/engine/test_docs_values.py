"""What the page on values shows is what happens: each row of its tables, in each format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from pptx.enum.shapes import MSO_SHAPE_TYPE

from docgen.cli.data import read_data
from docgen.engine import Template, charts, diagrams
from docgen.engine.images import Image
from docgen.engine.included import Document
from docgen.engine.markdown import Markdown
from docgen.engine.rich import FileLink, Lines, Link, Runs, Styled
from docgen.errors import DocgenError
from tests.unit.engine.excel.make import workbook
from tests.unit.engine.make import with_paragraphs
from tests.unit.engine.powerpoint.make import opened, with_text
from tests.unit.engine.test_docs import DOCS, fences
from tests.unit.engine.test_images import picture

PAGE = (DOCS / "reference" / "values.md").read_text("utf-8")
NAMES = {
    kind.__name__: kind
    for kind in (
        time,
        datetime,
        timedelta,
        Decimal,
        Link,
        FileLink,
        Styled,
        Lines,
        Runs,
        Markdown,
        Image,
        Document,
    )
} | {
    "Chart": charts.Chart,
    "Series": charts.Series,
    "Diagram": diagrams.Diagram,
    "Node": diagrams.Node,
    "logo": picture(),
    "terms": with_paragraphs("Terms"),
}
SHAPES = {
    MSO_SHAPE_TYPE.PICTURE: "a picture",
    MSO_SHAPE_TYPE.CHART: "a chart",
    MSO_SHAPE_TYPE.GROUP: "a diagram",
}
KINDS = {bool: "yes or no", int: "a number", float: "a number", time: "a time", timedelta: "a duration"}


def rows_after(words: str) -> list[list[str]]:
    """Return the rows of the first table behind these words, without its head."""
    table = PAGE.partition(words)[2].partition("\n| ")[2].partition("\n\n")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def in_word(typed: str, value: Any) -> str:
    out = docx.Document(io.BytesIO(Template.open(with_paragraphs(typed)).render({"x": value})))
    text = " ¶ ".join(paragraph.text for paragraph in out.paragraphs).replace("\n", " ↵ ")
    body = out.element.body
    drawn = {"picture": "a picture", "chart": "a chart", "wordprocessingGroup": "a diagram"}
    found = [drawn[each.get("uri").rpartition("/")[2]] for each in body.iter(qn("a:graphicData"))]
    links = ["a link"] if next(body.iter(qn("w:hyperlink")), None) is not None else []
    return ", ".join([*([text] if text else []), *found, *links])


def in_a_cell(typed: str, value: Any) -> str:
    out = Template.open(workbook(S={"A1": typed})).render({"x": value})
    page: Any = openpyxl.load_workbook(io.BytesIO(out))["S"]
    cell = page["A1"]
    if page._images:
        return "a picture"
    link = ", a link" if cell.hyperlink else ""
    return f"{shown(cell)}{link}".replace("\n", " ↵ ")


def shown(cell: Any) -> str:
    """Return what a cell holds, and its kind where it is no text."""
    value = cell.value
    assert cell.data_type != "f"
    if isinstance(value, datetime):
        return f"{value.date() if value.time() == time() else value}, a date"
    if isinstance(value, str):
        return value
    return f"{str(value).upper() if isinstance(value, bool) else value}, {KINDS[type(value)]}"


def on_a_slide(typed: str, value: Any) -> str:
    out = opened(Template.open(with_text(typed)).render({"x": value}))
    shape: Any
    (shape,) = [each for each in out.slides[0].shapes if not each.is_placeholder]
    if shape.shape_type in SHAPES:
        return SHAPES[shape.shape_type]
    frame = shape.text_frame
    link = ", a link" if any(run.hyperlink.address for each in frame.paragraphs for run in each.runs) else ""
    return f"{frame.text}{link}".replace("\n", " ¶ ").replace("\v", " ↵ ")


def cases(words: str, formats: Sequence[Callable[[str, Any], str]]) -> list[Any]:
    return [
        pytest.param(typed.strip("`"), printed, outcome, id=f"{typed} {printed.__name__}")
        for typed, *expected in rows_after(words)
        for printed, outcome in zip(formats, expected[-len(formats) :], strict=True)
    ]


def outcome_of(printed: Callable[[str, Any], str], typed: str, value: Any) -> str:
    try:
        return printed(typed, value).replace("\N{NO-BREAK SPACE}", " ")
    except DocgenError:
        return "refused"


ALL = [in_word, in_a_cell, on_a_slide]


@pytest.mark.parametrize(("typed", "printed", "outcome"), cases("## In a data file", ALL))
def test_a_value_of_a_file_is_printed_as_the_page_shows(
    typed: str, printed: Callable[[str, Any], str], outcome: str, tmp_path: Path
) -> None:
    file = tmp_path / "data.yaml"
    file.write_text(f"x: {typed!r}\n" if typed.startswith("{{") else f"x: {typed}\n", "utf-8")
    assert outcome_of(printed, "{{ x }}", read_data(file).values["x"]) == outcome


def value_of(typed: str) -> Any:
    return eval(typed, {"__builtins__": {}}, NAMES)  # the page's own words


@pytest.mark.parametrize(("typed", "printed", "outcome"), cases("## From programs", ALL))
def test_a_value_of_a_program_is_printed_as_the_page_shows(
    typed: str, printed: Callable[[str, Any], str], outcome: str
) -> None:
    assert outcome_of(printed, "{{ x }}", value_of(typed)) == outcome


@pytest.mark.parametrize(("typed", "printed", "outcome"), cases("With `{{p x }}`", [in_word, on_a_slide]))
def test_a_value_with_a_paragraph_of_its_own_is_printed_as_the_page_shows(
    typed: str, printed: Callable[[str, Any], str], outcome: str
) -> None:
    assert outcome_of(printed, "{{p x }}", value_of(typed)) == outcome


@pytest.mark.parametrize(("typed", "printed", "outcome"), cases("Within words", ALL))
def test_a_value_within_words_is_printed_as_the_page_shows(
    typed: str, printed: Callable[[str, Any], str], outcome: str
) -> None:
    assert outcome_of(printed, "See {{ x }}.", value_of(typed)) == outcome


def test_every_table_of_the_page_is_run() -> None:
    words = ("## In a data file", "## From programs", "With `{{p x }}`", "Within words")
    assert sum(len(rows_after(each)) for each in words) == len(re.findall(r"^\| `(?!x:)", PAGE, re.MULTILINE))


def test_the_program_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.docx").write_bytes(with_paragraphs("{{ name|shout }} from {{ start }}"))
    names: dict[str, Any] = {"date": date}
    (program,) = [fence.text for fence in fences("reference/values.md") if fence.kind == "python"]
    exec(program, names)  # the page's own words
    (paragraph,) = docx.Document(io.BytesIO(names["document"])).paragraphs
    assert paragraph.text == "REED & DALE from 16/03/2027"
    assert names["template"].names == {"name", "start"}
