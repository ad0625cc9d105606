"""Charts in decks: in place of the shape that holds their tag, and given data where the template holds them."""

from __future__ import annotations

import io
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from docgen.engine import Template
from docgen.engine.charts import Chart, Series
from docgen.errors import RenderError, TemplateError
from tests.unit.engine.charts.make import behind, shown

FIGURES = {
    "categories": ["Q1", "Q2"],
    "series": [{"name": "Met", "values": [10, 11.25]}],
    "alt": "Tickets met",
}
CATEGORIES, VALUES = ["Q1", "Q2"], {"Met": (10, 11.25)}


def deck(*notes: str, text: str = "", name: str = "tickets") -> bytes:
    """Return a deck of one slide with a chart, a text box and notes."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    sample = CategoryChartData()
    sample.categories = ["a", "b", "c"]
    sample.add_series("Sample", [1, 2, 3])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(1), Inches(6), Inches(4), sample)
    frame.name = name
    if text:
        slide.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1)).text_frame.text = text
    if notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def frames(template: bytes, **data: Any) -> list[Any]:
    """Return the charts' frames of a rendering, slide by slide."""
    made = pptx.Presentation(io.BytesIO(Template.open(template).render(data)))
    return [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]


def told(frame: Any) -> tuple[Any, Any]:
    """Return what a chart shows and what its workbook holds."""
    part = frame.chart.part
    return shown(part.blob), behind(part.chart_workbook.xlsx_part.blob)


def test_a_chart_of_a_slide_gets_its_data_from_a_tag_on_the_slide() -> None:
    (frame,) = frames(deck(text="{% chart tickets = figures %}"), figures=FIGURES)
    assert told(frame) == ((CATEGORIES, VALUES), (CATEGORIES, VALUES))
    assert frame.chart.chart_type == XL_CHART_TYPE.LINE
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Tickets met"


def test_a_chart_of_a_slide_gets_its_data_from_a_tag_in_the_notes() -> None:
    (frame,) = frames(deck("{%p chart tickets = figures %}", "Say hello."), figures=FIGURES)
    assert told(frame) == ((CATEGORIES, VALUES), (CATEGORIES, VALUES))


def test_each_slide_of_a_slide_loop_has_a_chart_and_a_workbook_with_its_own_data() -> None:
    template = deck("{%slide for site in sites %}", "{% chart tickets = site %}")
    sites = [
        {"categories": ["x"], "series": [{"name": name, "values": [at]}], "alt": name}
        for at, name in enumerate(["Perth", "Hobart", "Cairns"])
    ]
    found = frames(template, sites=sites)
    expected = [(["x"], {name: (at,)}) for at, name in enumerate(["Perth", "Hobart", "Cairns"])]
    assert [told(frame) for frame in found] == [(each, each) for each in expected]
    assert len({frame.chart.part.partname for frame in found}) == 3
    assert len({frame.chart.part.chart_workbook.xlsx_part.partname for frame in found}) == 3


def test_a_chart_takes_the_place_of_the_shape_that_holds_its_tag() -> None:
    chart = Chart("bar", ["a"], [Series("s", [1])], alt="x")
    _, frame = frames(deck(text="{{ chart }}"), chart=chart)
    assert (frame.left, frame.top, frame.width, frame.height) == tuple(map(Inches, (1, 5, 4, 1)))
    assert told(frame) == ((["a"], {"s": (1,)}), (["a"], {"s": (1,)}))


def test_an_unknown_chart_of_a_slide_is_told_at_opening() -> None:
    with pytest.raises(TemplateError) as caught:
        Template.open(deck(text="{% chart ticket = figures %}"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("unknown-chart", "Did you mean tickets?")
    assert "slide 1" in str(problem.where)


def test_data_that_makes_no_chart_is_told_at_its_tag() -> None:
    with pytest.raises(RenderError) as caught:
        frames(deck(text="{% chart tickets = figures %}"), figures={"categories": [], "series": []})
    (problem,) = caught.value.problems
    assert "without categories" in problem.message
    assert "slide 1" in str(problem.where)
