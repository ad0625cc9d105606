"""What the design draws of maturity and of moves: bars of the Essential Eight, days of the windows, few boxes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from docx.shared import Emu

from docgen.derive.design.drawing import Drawing, Link, Node
from docgen.derive.design.drawings_brief import context_in_brief
from docgen.derive.design.maturity_plot import uplift_plot
from docgen.derive.design.migration_chart import wave_chart
from docgen.engine.diagrams import read_diagram
from tests.unit.derive.design.designs import design_of, example
from tests.unit.engine.diagrams.make import WP, document, word_file

MONDAY = date(2027, 3, 1)


def opening(day: date, hour: int = 20, hours: int = 6) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(hour))
    return start, start + timedelta(hours=hours)


def context_of(sites: int, applications: int) -> Drawing:
    nodes = (
        *(Node(f"s{at}", f"Site {at}", "site", ("9 users",), "client") for at in range(sites)),
        Node("service", "Service", "service"),
        *(Node(f"a{at}", f"Application {at}", "application", (), "apps") for at in range(applications)),
    )
    links = (
        *(Link(f"s{at}", "service", "9 devices") for at in range(sites)),
        *(Link("service", f"a{at}") for at in range(applications)),
    )
    return Drawing("Context", "Sites use a service.", nodes, links)


def test_a_bar_of_maturity_is_todays_level_and_what_the_design_adds() -> None:
    plot = example().maturity.plot
    assert plot is not None
    today, raised = plot.series
    levels = dict(zip(plot.categories, zip(today.values, raised.values, strict=True), strict=True))
    assert len(levels) == 8
    assert levels["Office macros"] == (1, 0)
    assert levels["Backups"] == (0, 1)


def test_there_is_no_bar_of_maturity_while_levels_are_unknown() -> None:
    assert uplift_plot(design_of().maturity.rows) is None


def test_a_window_that_opens_on_workdays_leaves_the_weekend_blank() -> None:
    nights = [opening(MONDAY + timedelta(days=at)) for at in (0, 1, 2, 3, 4, 7)]
    chart = wave_chart([("Files", "Geelong", nights)], go_live=None, locale="en-AU")
    assert chart is not None
    assert chart.days == 1
    assert [cell.text for cell in chart.weeks] == ["1 Mar", "8 Mar"]
    assert [(cell.span, bool(cell.fill)) for cell in chart.rows[0].cells] == [
        (5, True),
        (2, False),
        (1, True),
        (6, False),
    ]


def test_a_night_counts_as_the_day_on_which_it_begins() -> None:
    chart = wave_chart([("Mail", "", [opening(MONDAY, 22, 8)])], go_live=None, locale="en-AU")
    assert chart is not None
    assert (chart.rows[0].first, chart.rows[0].last) == (MONDAY, MONDAY)


def test_moves_come_by_their_first_day_and_go_live_closes_the_chart() -> None:
    late, early = [opening(MONDAY + timedelta(days=5))], [opening(MONDAY)]
    chart = wave_chart(
        [("Late", "", late), ("Unplaced", "", ()), ("Early", "", early)],
        go_live=MONDAY + timedelta(days=8),
        locale="en-AU",
    )
    assert chart is not None
    assert [row.label for row in chart.rows] == ["Early", "Late", "Go-live"]
    assert [cell.text for cell in chart.rows[-1].cells if cell.fill] == ["●"]


def test_beyond_six_weeks_a_column_is_a_week_and_all_rows_keep_their_width() -> None:
    far = [opening(MONDAY), opening(MONDAY + timedelta(weeks=9))]
    chart = wave_chart([("Archive", "", far)], go_live=None, locale="en-AU")
    assert chart is not None
    assert chart.days == 7
    assert sum(cell.span for cell in chart.weeks) == sum(cell.span for cell in chart.rows[0].cells) == 10


def test_there_is_no_chart_of_moves_without_a_window() -> None:
    assert wave_chart([("Mail", "", ())], go_live=MONDAY, locale="en-AU") is None


def test_sites_and_applications_beyond_the_first_are_one_box_each_for_a_slide() -> None:
    brief = context_in_brief(context_of(40, 12))
    labels = [node.label for node in brief.nodes]
    assert labels[:4] == ["Site 0", "Site 1", "Site 2", "37 more sites"]
    assert labels[-1] == "4 more applications"
    names = {node.id for node in brief.nodes}
    assert all({link.source, link.target} <= names for link in brief.links)
    assert len(brief.links) == len(brief.nodes) - 1


def test_a_drawing_with_few_boxes_is_left_as_it_is() -> None:
    drawing = context_of(4, 9)
    assert context_in_brief(drawing) == drawing


def test_a_drawing_keeps_to_a_low_height_only_where_its_text_need_not_shrink_to_the_least() -> None:
    context = example().drawings.context
    assert context is not None
    full, low, lowest = (read_diagram(context.plain, low_mm=bound) for bound in (0, 115, 60))
    extents = document(word_file(full, low, lowest)).element.body.iter(f"{WP}extent")
    heights = [Emu(int(extent.get("cy"))).mm for extent in extents]
    assert heights[1] <= 115 < heights[0]
    assert heights[2] == heights[0]
