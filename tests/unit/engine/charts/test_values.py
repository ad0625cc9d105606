"""Charts as values: what they show, the workbook behind them, what is refused."""

from __future__ import annotations

import io
import math
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE

from docgen.engine.charts import Chart, Series, Target
from docgen.engine.charts.part import chart_part
from docgen.engine.values import Attachment, Box
from tests.unit.engine.charts.make import BOX, C, Slide, behind, plots, shown, workbook_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
STRANGE = [
    "=1+1",
    "+61 2",
    "@x",
    'say "so"',
    "R&D <Labs>",
    "]]>",
    "two\nlines",
    "_x000B_",
    "naïve 漢字 😀",
    "{{ 7*7 }}",
]


def one(*values: Any, **fields: Any) -> Chart:
    """Return a chart of one series."""
    series = Series(
        "s", values, **{key: fields.pop(key) for key in ("highlights", "number_format") if key in fields}
    )
    kind = fields.pop("kind", "bar")
    return Chart(kind, [f"c{at}" for at in range(len(values))], [series], alt="alt", **fields)


def part(chart: Chart, size: Box = BOX, points: float = 9) -> Attachment:
    return chart_part(chart, size, points=points)


KINDS = [
    ("bar", {}, XL_CHART_TYPE.COLUMN_CLUSTERED),
    ("bar", {"grouping": "stacked"}, XL_CHART_TYPE.COLUMN_STACKED),
    ("bar", {"grouping": "percent"}, XL_CHART_TYPE.COLUMN_STACKED_100),
    ("bar", {"horizontal": True}, XL_CHART_TYPE.BAR_CLUSTERED),
    ("bar", {"horizontal": True, "grouping": "stacked"}, XL_CHART_TYPE.BAR_STACKED),
    ("bar", {"horizontal": True, "grouping": "percent"}, XL_CHART_TYPE.BAR_STACKED_100),
    ("line", {}, XL_CHART_TYPE.LINE),
    ("pie", {}, XL_CHART_TYPE.PIE),
    ("doughnut", {}, XL_CHART_TYPE.DOUGHNUT),
]


@pytest.mark.parametrize(("kind", "fields", "expected"), KINDS)
def test_another_library_reads_the_kind_that_was_asked_for(kind: Any, fields: Any, expected: Any) -> None:
    chart = Chart(kind, ["a", "b", "c"], [Series("s", [3, 1, 2])], alt="x", **fields)
    assert plots(part(chart).data).chart_type == expected


@pytest.mark.parametrize(("kind", "fields"), [(kind, fields) for kind, fields, _ in KINDS])
def test_what_is_shown_is_what_the_workbook_holds(kind: Any, fields: Any) -> None:
    values = [3, 0.1 + 0.2, Decimal("1e3"), None, 123456789.125]
    chart = Chart(kind, STRANGE[:5], [Series("=SUM(A1)", values)], alt="x", **fields)
    made = part(chart)
    expected: Any = (STRANGE[:5], {"=SUM(A1)": (3, 0.1 + 0.2, 1000, None, 123456789.125)})
    assert shown(made.data) == expected
    assert behind(workbook_of(made)) == expected


@pytest.mark.parametrize("text", STRANGE)
def test_a_strange_name_stays_a_text_in_the_chart_and_in_its_workbook(text: str) -> None:
    made = part(Chart("bar", [text, "b"], [Series(text, [1, 2])], alt=text, title=text))
    categories, series = behind(workbook_of(made))
    assert (categories[0], list(series)) == (text, [text])
    assert {"".join(node.itertext()) for node in etree.fromstring(made.data).iter(f"{C}f")} == {
        "Sheet1!$B$1",
        "Sheet1!$A$2:$A$3",
        "Sheet1!$B$2:$B$3",
    }
    escaped = text.replace("_x000B_", "_x005F_x000B_")  # Office reads it back as it was
    assert shown(made.data)[0][0] == escaped


def test_a_gap_is_neither_in_the_chart_nor_in_the_workbook() -> None:
    made = part(one(1, None, 3, kind="line"))
    assert shown(made.data)[1] == {"s": (1, None, 3)}
    assert b'<c:dispBlanksAs val="gap"/>' in made.data


def test_a_combination_has_columns_and_a_line_on_an_axis_of_its_own() -> None:
    series = [
        Series("Tickets", [3, 4]),
        Series("Share", [0.5, 0.6], line=True, secondary=True, number_format="0%"),
    ]
    made = part(Chart("combination", ["a", "b"], series, alt="x"))
    chart = plots(made.data)
    assert [type(plot).__name__ for plot in chart.plots] == ["BarPlot", "LinePlot"]
    root = etree.fromstring(made.data)
    axes = {
        tuple(node.get("val") for node in plot.findall(f"{C}axId"))
        for plot in root.iter(f"{C}barChart", f"{C}lineChart")
    }
    assert len(axes) == 2
    assert behind(workbook_of(made))[1] == {"Tickets": (3, 4), "Share": (0.5, 0.6)}


def test_a_target_is_a_dashed_line_whose_level_can_be_edited() -> None:
    made = part(one(3, 4, target=Target(3.5, "Goal")))
    assert behind(workbook_of(made))[1] == {"s": (3, 4), "Goal": (3.5, 3.5)}
    line = plots(made.data).plots[1]
    assert line.series[0].format.line.dash_style is not None


def test_colours_are_theme_colours_and_highlights_leave_the_rest_quiet() -> None:
    made = part(one(1, 2, 3, highlights={"c1": "accent1", 2: "accent2 dashed"}))
    root = etree.fromstring(made.data)
    assert not list(root.iter(f"{A}srgbClr"))
    series = next(root.iter(f"{C}ser"))
    assert [node.get("val") for node in series.find(f"{C}spPr").iter(f"{A}lumMod")] == ["40000"]
    points = series.findall(f"{C}dPt")
    assert [point.find(f"{C}idx").get("val") for point in points] == ["1", "2"]
    assert [point.find(f".//{A}prstDash") is not None for point in points] == [False, True]


def test_fonts_are_those_of_the_theme() -> None:
    root = etree.fromstring(part(one(1, 2, title="t")).data)
    assert {node.get("typeface") for node in root.iter(f"{A}latin")} == {"+mn-lt"}


def test_values_stand_at_the_bars_where_they_fit_and_else_on_an_axis() -> None:
    few, many = part(one(*range(6))), part(one(*range(1_000_000, 1_000_060)))
    assert (plots(few.data).value_axis.visible, plots(many.data).value_axis.visible) == (False, True)
    assert plots(many.data).value_axis.has_major_gridlines


def test_bars_begin_at_zero_and_the_axis_keeps_the_bounds_that_are_given() -> None:
    assert plots(part(one(90, 95)).data).value_axis.minimum_scale == 0
    bounded = plots(part(one(90, 95, minimum=80, maximum=100)).data).value_axis
    assert (bounded.minimum_scale, bounded.maximum_scale) == (80, 100)


def test_lines_bear_their_names_where_they_keep_apart_and_else_there_is_a_legend() -> None:
    apart = Chart("line", ["a", "b"], [Series("x", [1, 100]), Series("y", [2, 10])], alt="x")
    close = Chart("line", ["a", "b"], [Series("x", [1, 100]), Series("y", [2, 99.5])], alt="x")
    assert [plots(part(chart).data).has_legend for chart in (apart, close)] == [False, True]


def test_the_last_category_is_named_where_the_count_allows_it() -> None:
    categories = [f"Month{at}" for at in range(61)]
    root = etree.fromstring(part(Chart("line", categories, [Series("s", [1] * 61)], alt="x")).data)
    step = int(next(root.iter(f"{C}tickLblSkip")).get("val"))
    assert step > 1
    assert 60 % step == 0


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert part(one(1, 2.5)) == part(one(1, 2.5))


def test_the_workbook_bears_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(part(one(1))))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_chart_fills_the_box_of_its_shape_on_a_slide() -> None:
    frame = Slide().print(one(3, 2, 1))
    assert (frame.left, frame.top, frame.width, frame.height) == (BOX.left, BOX.top, BOX.width, BOX.height)
    assert frame.has_chart
    assert list(frame.chart.plots[0].series[0].values) == [3, 2, 1]
    assert (frame.name, frame._element.nvGraphicFramePr.cNvPr.get("descr")) == ("Placeholder 2", "alt")


REFUSED = [
    (one(1, math.nan), "point 2 is nan"),
    (one(1, math.inf), "point 2 is inf"),
    (one(1, Decimal("Infinity")), "Infinity"),
    (one(10**400), "cannot show"),
    (one(1, "2"), "the text '2', and a chart needs numbers"),
    (one(1, True), "yes or no"),
    (one(), "without categories"),
    (Chart("bar", ["a"], [], alt="x"), "without series"),
    (Chart("bar", ["a"], [Series("s", [1])]), "without alt text"),
    (Chart("bar", ["a"], [Series("s", [1])], alt=" "), "without alt text"),
    (Chart("bar", ["a", "b"], [Series("s", [1])], alt="x"), "1 values in the series 's' and 2 categories"),
    (Chart("bar", ["a"], [Series("s", [1])] * 256, alt="x"), "256 series; the limit is 255"),
    (Chart("bar", ["a"] * 32001, [Series("s", [1] * 32001)], alt="x"), "32,001 points; the limit is 32,000"),
    (Chart("bar", [date(2027, 3, 1)], [Series("s", [1])], alt="x"), "a date as category 1"),  # type: ignore[list-item]
    (Chart("bars", ["a"], [Series("s", [1])], alt="x"), "did you mean bar?"),  # type: ignore[arg-type]
    (one(1, grouping="stack"), "did you mean stacked?"),
    (one(1, highlights={"c9": "accent1"}), "highlights 'c9'"),
    (one(1, highlights={3: "accent1"}), "highlights 3"),
    (one(1, highlights={0: "accent9"}), "Did you mean accent"),
    (one(1, minimum=5, maximum=5), "maximum lies above the minimum"),
    (one(1, width_mm=5), "20 to 558.8 mm"),
    (one(1, -1, kind="pie"), "shares from 0 up"),
    (one(0, 0, kind="doughnut"), "shares from 0 up"),
    (Chart("pie", ["a"], [Series("s", [1])] * 2, alt="x"), "exactly one"),
    (one(1, target=Target(1), horizontal=True), "target line"),
    (one(1, kind="combination"), "both a column series and one with line"),
    (
        Chart("combination", ["a"], [Series("s", [1], secondary=True), Series("t", [1], line=True)], alt="x"),
        "secondary",
    ),
    (Chart("bar", ["a\x00"], [Series("s", [1])], alt="x"), "U+0000"),
    (Chart("bar", ["a"], [Series("s\ufffe", [1])], alt="x"), "U+FFFE"),
    (one(1, title="\x0b"), "U+000B"),
]


@pytest.mark.parametrize(("chart", "told"), REFUSED)
def test_what_makes_no_chart_is_refused_in_words(chart: Chart, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        part(chart)
