"""What the pages on charts and on tags in Word show of charts is what happens."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import docx
import pytest

from docgen.engine import Template
from docgen.errors import TemplateError
from tests.unit.engine.charts.make import chart_parts, holding, plots, written
from tests.unit.engine.test_docs import Fence, data_of, fences

DATA = data_of("charts.md")
PAIRS = [
    pytest.param(typed, outcome, id=f"{page}-line-{typed.line}")
    for page, kind in (("charts.md", "template"), ("reference/word.md", "charts"))
    for typed, outcome in pairwise(fences(page))
    if typed.kind == kind
]


def made_of(text: str) -> bytes:
    """Return a Word file of the lines; `[chart x]` is a chart of that name with sample data."""
    document = docx.Document()
    for line in text.splitlines():
        if line.startswith("[chart "):
            holding(document, line[7:-1], alt="Sample")
        else:
            document.add_paragraph(line)
    return written(document)


def told(xml: bytes) -> str:
    """Return what a chart shows in a line: its plots, its categories, its series with their values."""
    chart = plots(xml)
    kinds = ", ".join(type(plot).__name__.removesuffix("Plot").lower() for plot in chart.plots)
    series = [
        f"{each.name} {', '.join(map(_value, each.values))}" for plot in chart.plots for each in plot.series
    ]
    return " / ".join([f"{kinds}: {', '.join(chart.plots[0].categories)}", *series])


def _value(value: Any) -> str:
    return "–" if value is None else f"{value:g}"


@pytest.mark.parametrize(("typed", "outcome"), PAIRS)
def test_a_template_does_as_the_page_shows(typed: Fence, outcome: Fence) -> None:
    template = made_of(typed.text)
    if outcome.kind == "problem":
        with pytest.raises(TemplateError) as raised:
            Template.open(template)
        assert [problem.code for problem in raised.value.problems] == outcome.text.split()
        return
    document = docx.Document(io.BytesIO(Template.open(template).render(DATA)))
    assert [told(part.blob) for part in chart_parts(document)] == outcome.text.splitlines()


def test_every_example_has_its_outcome() -> None:
    assert [pair.values[1].kind for pair in PAIRS] == ["shows", "shows", "shows", "shows", "problem", "shows"]
