"""Charts in Word documents: printed by a tag, and given data where the template holds them."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from pptx.enum.chart import XL_CHART_TYPE

from docgen.engine import Template
from docgen.engine.charts import Chart, Series
from docgen.errors import RenderError, TemplateError
from tests.unit.engine.charts.make import (
    behind,
    chart_parts,
    holding,
    in_word,
    sample_chart,
    shown,
    workbook_of_part,
    written,
)

FIGURES = {
    "categories": ["Q1", "Q2"],
    "series": [{"name": "Met", "values": [10, 11.25]}, {"name": "Missed", "values": [2, None]}],
    "alt": "Tickets met and missed by quarter",
}
CATEGORIES, VALUES = ["Q1", "Q2"], {"Met": (10, 11.25), "Missed": (2, None)}


def rendered(template: Any, data: dict[str, Any], **options: Any) -> Any:
    return docx.Document(io.BytesIO(Template.open(written(template), **options).render(data)))


def test_a_printed_chart_is_inline_with_its_size_and_alternative_text() -> None:
    chart = Chart("bar", ["a"], [Series("s", [1])], alt='A "chart" & more', width_mm=100, height_mm=50)
    document = in_word(chart)
    (shape,) = document.inline_shapes
    assert (shape.width.mm, shape.height.mm) == (100, 50)
    assert shape._inline.docPr.get("descr") == 'A "chart" & more'


def test_two_printed_charts_are_two_parts_with_a_workbook_each() -> None:
    template = docx.Document()
    template.add_paragraph("{% for chart in charts %}{{ chart }}{% endfor %}")
    charts = [Chart("bar", ["a"], [Series("s", [value])], alt="x") for value in (1, 2)]
    parts = chart_parts(rendered(template, {"charts": charts}))
    assert [shown(part.blob)[1] for part in parts] == [{"s": (1,)}, {"s": (2,)}]
    assert [behind(workbook_of_part(part))[1] for part in parts] == [{"s": (1,)}, {"s": (2,)}]


def test_a_chart_in_a_header_belongs_to_the_header() -> None:
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "{{ chart }}"
    document = rendered(template, {"chart": Chart("bar", ["a"], [Series("s", [1])], alt="x")})
    header = document.sections[0].header.part
    assert [part for part in header.related_parts.values() if "chart" in part.content_type]


def test_a_chart_without_alt_text_is_refused_with_the_place_of_its_tag() -> None:
    template = docx.Document()
    template.add_paragraph("{{ chart }}")
    with pytest.raises(RenderError) as caught:
        rendered(template, {"chart": Chart("bar", ["a"], [Series("s", [1])])})
    (problem,) = caught.value.problems
    assert "without alt text" in problem.message
    assert "chart" in problem.where.path


# -- {% chart name = value %} -----------------------------------------------------------------------------------


def test_a_chart_of_the_template_gets_the_data_in_what_it_shows_and_in_its_workbook() -> None:
    template = docx.Document()
    holding(template, "tickets")
    template.add_paragraph("{%p chart tickets = figures %}")
    document = rendered(template, {"figures": FIGURES})
    (part,) = chart_parts(document)
    assert shown(part.blob) == (CATEGORIES, VALUES)
    assert behind(workbook_of_part(part)) == (CATEGORIES, VALUES)
    assert [paragraph.text for paragraph in document.paragraphs] == [""]


def test_a_chart_is_found_by_its_alternative_text_which_the_data_then_replaces() -> None:
    template = docx.Document()
    holding(template, "Chart 7", alt="tickets by quarter")
    template.add_paragraph('{% chart "tickets by quarter" = figures %}')
    document = rendered(template, {"figures": FIGURES})
    assert shown(chart_parts(document)[0].blob) == (CATEGORIES, VALUES)
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Tickets met and missed by quarter"


def test_data_without_alt_text_leaves_that_of_the_template() -> None:
    template = docx.Document()
    holding(template, "tickets", alt="What the author wrote")
    template.add_paragraph("{% chart tickets = figures %}")
    figures = {key: value for key, value in FIGURES.items() if key != "alt"}
    document = rendered(template, {"figures": figures})
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "What the author wrote"


@pytest.mark.parametrize("tag_first", [True, False], ids=["tag-before-chart", "tag-after-chart"])
def test_each_round_of_a_loop_has_a_chart_with_its_own_data(tag_first: bool) -> None:
    template = docx.Document()
    template.add_paragraph("{%p for site in sites %}")
    if tag_first:
        template.add_paragraph("{% chart tickets = site.figures %}{{ site.name }}")
    holding(template, "tickets")
    if not tag_first:
        template.add_paragraph("{% chart tickets = site.figures %}{{ site.name }}")
    template.add_paragraph("{%p endfor %}")
    sites = [
        {
            "name": name,
            "figures": {"categories": ["x"], "series": [{"name": name, "values": [at]}], "alt": name},
        }
        for at, name in enumerate(["Perth", "Hobart", "Cairns"])
    ]
    document = rendered(template, {"sites": sites})
    parts = chart_parts(document)
    expected = [{"Perth": (0,)}, {"Hobart": (1,)}, {"Cairns": (2,)}]
    assert [shown(part.blob)[1] for part in parts] == expected
    assert [behind(workbook_of_part(part))[1] for part in parts] == expected
    assert len({part.partname for part in parts}) == 3
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        "Perth",
        "Hobart",
        "Cairns",
    ]


def test_tags_in_the_title_of_a_filled_chart_are_rendered_too() -> None:
    template = docx.Document()
    holding(template, "tickets", chart=sample_chart(title="Tickets of {{ client }}"))
    template.add_paragraph("{% chart tickets = figures %}")
    (part,) = chart_parts(rendered(template, {"figures": FIGURES, "client": "Harbour & Vale"}))
    assert b"Tickets of Harbour &amp; Vale" in part.blob
    assert shown(part.blob) == (CATEGORIES, VALUES)


def test_a_chart_that_no_tag_names_stays_as_the_template_has_it() -> None:
    template = docx.Document()
    holding(template, "tickets", "other")
    template.add_paragraph("{% chart tickets = figures %}")
    first, second = chart_parts(rendered(template, {"figures": FIGURES}))
    assert shown(first.blob)[0] == CATEGORIES
    assert shown(second.blob)[0] == ["a", "b", "c"]


def test_an_unknown_chart_is_told_at_opening_with_the_one_that_was_meant() -> None:
    template = docx.Document()
    holding(template, "tickets")
    template.add_paragraph("{% chart ticket = figures %}")
    with pytest.raises(TemplateError) as caught:
        Template.open(written(template))
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("unknown-chart", "Did you mean tickets?")


def test_a_chart_tag_that_names_nothing_is_told_at_opening() -> None:
    template = docx.Document()
    holding(template, "tickets")
    template.add_paragraph("{% chart tickets %}")
    with pytest.raises(TemplateError) as caught:
        Template.open(written(template))
    assert [problem.code for problem in caught.value.problems] == ["tag-syntax"]


def test_a_misspelt_name_in_a_chart_tag_is_told_with_its_path() -> None:
    template = docx.Document()
    holding(template, "tickets")
    template.add_paragraph("{% chart tickets = figure %}")
    with pytest.raises(RenderError) as caught:
        rendered(template, {"figures": FIGURES})
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("unknown-name", "Did you mean figures?")


@pytest.mark.parametrize(
    ("kind", "figures", "told"),
    [
        (XL_CHART_TYPE.PIE, FIGURES, "one series"),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, {"categories": [], "series": []}, "without categories"),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, {"categories": ["a"]}, "without series"),
        (XL_CHART_TYPE.COLUMN_CLUSTERED, [1, 2], "is no chart"),
        (
            XL_CHART_TYPE.COLUMN_CLUSTERED,
            {"categories": ["a", "b"], "series": [{"name": "s", "values": [1]}]},
            "1 values in the series 's' and 2 categories",
        ),
    ],
)
def test_data_that_the_chart_cannot_show_is_told_at_its_tag(
    kind: XL_CHART_TYPE, figures: Any, told: str
) -> None:
    template = docx.Document()
    holding(template, "tickets", chart=sample_chart(kind, names=("one",)))
    template.add_paragraph("{% chart tickets = figures %}")
    with pytest.raises(RenderError) as caught:
        rendered(template, {"figures": figures})
    (problem,) = caught.value.problems
    assert told in problem.message
    assert "{% chart tickets = figures %}" in problem.message


def test_the_same_data_gives_the_same_bytes() -> None:
    template = docx.Document()
    template.add_paragraph("{%p for site in sites %}")
    holding(template, "tickets")
    template.add_paragraph("{% chart tickets = site %}{{ printed }}")
    template.add_paragraph("{%p endfor %}")
    data = {"sites": [FIGURES, FIGURES], "printed": Chart("bar", ["a"], [Series("s", [1])], alt="x")}
    compiled = Template.open(written(template))
    assert compiled.render(data) == compiled.render(data)
