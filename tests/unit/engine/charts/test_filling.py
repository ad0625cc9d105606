"""Charts of a template filled: the look stays, the data and its workbook are new."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE

from docgen.engine.charts import Chart, Series, Target
from docgen.engine.charts.filling import filled
from docgen.engine.values import Attachment
from tests.unit.engine.charts.make import C, behind, plots, sample_chart, shown, workbook_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RED = (
    f'<c:spPr xmlns:c="{C[1:-1]}" xmlns:a="{A[1:-1]}"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill>'
    "</c:spPr>"
)


def data(*names: str, count: int = 2, **fields: Any) -> Chart:
    series = [Series(name, [at + step for step in range(count)]) for at, name in enumerate(names)]
    return Chart("bar", [f"c{at}" for at in range(count)], series, **fields)


def changed(xml: bytes, *edits: Any) -> bytes:
    root = etree.fromstring(xml)
    for edit in edits:
        edit(root)
    return etree.tostring(root)


def red_first_series(root: Any) -> None:
    next(root.iter(f"{C}tx")).addnext(etree.fromstring(RED))


FILLABLE = [
    XL_CHART_TYPE.COLUMN_CLUSTERED,
    XL_CHART_TYPE.BAR_STACKED_100,
    XL_CHART_TYPE.LINE_MARKERS,
    XL_CHART_TYPE.AREA_STACKED,
    XL_CHART_TYPE.DOUGHNUT,
    XL_CHART_TYPE.RADAR_FILLED,
]


@pytest.mark.parametrize("kind", FILLABLE)
@pytest.mark.parametrize("names", [("x",), ("x", "y"), ("x", "y", "z", "=1+1", "R&D <x>")])
def test_any_number_of_series_is_shown_and_stands_in_the_workbook(kind: Any, names: tuple[str, ...]) -> None:
    made = filled(sample_chart(kind)[0], data(*names))
    assert plots(made.data).chart_type == kind
    expected = (["c0", "c1"], {name: (at, at + 1) for at, name in enumerate(names)})
    assert shown(made.data) == expected
    assert behind(workbook_of(made)) == expected


def test_ids_and_orders_of_series_stay_unique() -> None:
    root = etree.fromstring(filled(sample_chart()[0], data(*"abcdefg")).data)
    for name in ("idx", "order"):
        found = [node.get("val") for series in root.iter(f"{C}ser") for node in series.findall(f"{C}{name}")]
        assert len(set(found)) == len(found) == 7


def test_series_keep_their_look_and_further_ones_take_it_again_in_another_shade() -> None:
    made = filled(changed(sample_chart()[0], red_first_series), data("a", "b", "c"))
    looks = [series.find(f"{C}spPr//{A}schemeClr") for series in etree.fromstring(made.data).iter(f"{C}ser")]
    assert [look is not None for look in looks] == [True, False, True]
    assert [[(node.tag, node.get("val")) for node in look] for look in looks if look is not None] == [
        [],
        [(f"{A}lumMod", "60000")],
    ]


def test_the_number_format_is_the_templates_unless_the_data_says_its_own() -> None:
    chart = Chart("bar", ["a"], [Series("x", [1]), Series("y", [2], number_format="0%")])
    root = etree.fromstring(filled(sample_chart()[0], chart).data)
    assert [node.text for node in root.iter(f"{C}formatCode")] == ["0.0", "0%"]


def test_a_plot_without_series_goes_with_its_own_axes() -> None:
    def combine(root: Any) -> None:
        area = next(root.iter(f"{C}plotArea"))
        bar = next(area.iter(f"{C}barChart"))
        line = etree.fromstring(
            f'<c:lineChart xmlns:c="{C[1:-1]}"><c:grouping val="standard"/><c:axId val="7"/><c:axId val="8"/>'
            "</c:lineChart>"
        )
        line.insert(1, bar.findall(f"{C}ser")[1])
        bar.addnext(line)
        for number, name in (("7", "catAx"), ("8", "valAx")):
            axis = etree.SubElement(area, f"{C}{name}")
            etree.SubElement(axis, f"{C}axId", val=number)

    template = changed(sample_chart()[0], combine)
    assert len(plots(template).plots) == 2
    root = etree.fromstring(filled(template, data("one")).data)
    names = [etree.QName(node).localname for node in next(root.iter(f"{C}plotArea"))]
    assert [name for name in names if name != "layout"] == ["barChart", "catAx", "valAx"]
    assert {node.get("val") for node in root.iter(f"{C}axId")}.isdisjoint({"7", "8"})


def test_what_was_said_of_points_that_are_gone_is_dropped() -> None:
    def mark_last(root: Any) -> None:
        series = next(root.iter(f"{C}ser"))
        point = etree.fromstring(f'<c:dPt xmlns:c="{C[1:-1]}"><c:idx val="2"/></c:dPt>')
        series.find(f"{C}cat").addprevious(point)

    template = changed(sample_chart()[0], mark_last)
    assert not list(etree.fromstring(filled(template, data("x", count=2)).data).iter(f"{C}dPt"))
    assert list(etree.fromstring(filled(template, data("x", count=3)).data).iter(f"{C}dPt"))


def test_a_title_is_replaced_where_the_template_shows_one() -> None:
    titled, untitled = sample_chart(title="Sample")[0], sample_chart()[0]
    assert plots(filled(titled, data("x", title="R&D")).data).chart_title.text_frame.text == "R&D"
    assert plots(filled(titled, data("x")).data).chart_title.text_frame.text == "Sample"
    assert b"R&amp;D" not in filled(untitled, data("x", title="R&D")).data


def test_a_target_is_one_more_series() -> None:
    chart = Chart("bar", ["a", "b"], [Series("x", [1, 2])], target=Target(3))
    assert shown(filled(sample_chart()[0], chart).data)[1] == {"x": (1, 2), "Target": (3, 3)}


def test_other_parts_of_the_chart_stay_and_the_old_workbook_goes() -> None:
    style = Attachment(stem="charts/style", extension="xml", content_type="x", relation="y", data=b"<style/>")
    old = Attachment(stem="embeddings/old", extension="xlsx", content_type="x", relation="y", data=b"old")
    made = filled(sample_chart()[0], data("x"), attached=(("rId1", old), ("rId2", style)))
    assert [key for key, _ in made.attached] == ["rId2", "rId1"]
    assert old not in dict(made.attached).values()
    root = etree.fromstring(made.data)
    assert [dict(node.attrib).popitem()[1] for node in root.iter(f"{C}externalData")] == ["rId1"]


def test_a_chart_without_a_workbook_gets_one() -> None:
    def cut_off(root: Any) -> None:
        root.remove(root.find(f"{C}externalData"))

    made = filled(changed(sample_chart()[0], cut_off), data("x"))
    ((key, _),) = made.attached
    assert key.encode() in made.data
    assert behind(workbook_of(made))[1] == {"x": (0, 1)}


def test_a_pie_shows_one_series_only() -> None:
    with pytest.raises(ValueError, match="shows one series, and has 2"):
        filled(sample_chart(XL_CHART_TYPE.PIE, names=("x",))[0], data("a", "b"))


def test_a_scatter_chart_is_refused() -> None:
    template = sample_chart()[0].replace(b"barChart", b"scatterChart")
    with pytest.raises(ValueError, match="fills a scatter chart"):
        filled(template, data("a"))
