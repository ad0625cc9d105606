"""The tracker's control sheet, and the sheet that says where the plan stands."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference, Series

from tools.csp_parts.track_measures import heads
from tools.csp_parts.track_places import (
    ACTIONS,
    BODY,
    CHECKINS,
    COUNTED,
    FAIR,
    GOOD,
    LAST_MEASURE,
    LOAD,
    MEASURES,
    OBJECTIVES,
    OPEN,
    PLAN,
    READINGS,
    TRAINING,
    actions,
    calls,
    measures,
    sessions,
)
from tools.kit_xlsx import ControlPage, Entry, Legend, Sheet, Volume, colour_status, control_sheet
from tools.kit_xlsx.charts import dress, fill_series

_ON_TRACK = f'COUNTIF({measures("O")},"●*")'
_OPEN_ACTIONS = f'COUNTA({actions("I")})-COUNTIF({actions("I")},"Done")-COUNTIF({actions("I")},"Cancelled")'
_FIGURES = (
    ("Measures", f"COUNTA({measures('B')})", "House Whole"),
    ("of them on track", _ON_TRACK, "House Whole"),
    ("Mean progress", f'IFERROR(AVERAGE({measures("M")}),"")', "House Percent"),
    ("Open actions and promises", _OPEN_ACTIONS, "House Whole"),
    ("of them overdue", f'COUNTIF({actions("J")},"■*")', "House Whole"),
    ("Training sessions held", f'COUNTIF({sessions("N")},"●*")', "House Whole"),
    ("Check-ins held", f'COUNTIF({calls("J")},"●*")', "House Whole"),
)

_CHART_HEIGHT = 230
_BANDS = "success.attainment"

_PAGE = ControlPage(
    promise="Objectives, measures, actions, training and check-ins, kept up to date by both sides",
    figures=(
        (f"=COUNTA({measures('B')})", "measures"),
        (f"={_ON_TRACK}", "on track"),
        (f"={_OPEN_ACTIONS}", "open actions and promises"),
        (f'=COUNTIF({actions("J")},"■*")', "overdue"),
    ),
    reading="How to read the states",
    legend=(
        Legend(
            "●", "House Letter", "On track", "Done, held, or progress keeps up with the time that has gone."
        ),
        Legend("▲", "House Letter", "Needs a look", "In progress, behind, or nothing is recorded."),
        Legend("■", "House Letter", "Critical", "Overdue, missed or far behind."),
        Legend("○", "House Letter", "Not yet", "Planned, open or not measured."),
        Legend(
            "", "House Asked", "To fill in", "Cells of this colour may be written into; the rest follows."
        ),
    ),
    sheets=(
        Entry(PLAN, "Where the plan stands, its milestones, and the day that counts as today"),
        Entry(OBJECTIVES, "What is to be true, who answers for it, how far it is"),
        Entry(MEASURES, "Start, target and latest value of each measure, with its progress"),
        Entry(READINGS, "Every reading; write new ones here"),
        Entry(ACTIONS, "What each side still does, and what was promised"),
        Entry(TRAINING, "Sessions, places and who came"),
        Entry(CHECKINS, "When we talk, and what was said"),
        Entry(LOAD, "The plan as one plain list, to load into another platform"),
        Entry(OPEN, "What is not known, not confirmed or not done yet"),
    ),
    notes=(
        "Progress, states and counts are formulas: they follow what is written into the coloured cells.",
        "Plan (milestones) and Platform load show the day on which the document was issued.",
    ),
)


def tracker_control(volume: Volume) -> None:
    """Add the control sheet."""
    control_sheet(volume, _PAGE)


def plan_sheet(volume: Volume) -> None:
    """Add where the plan stands: its settings, its figures, its milestones, a chart of progress."""
    sheet = volume.sheet(PLAN, (2.5, 34, 20, 20, 20, 2.5), landscape=False)
    sheet.title("Where the plan stands", "{{ success.attainment.text }}", last="E")
    sheet.skip(6)
    _settings(sheet)
    sheet.line(("In figures", "House Section"), height=26)
    for label, formula, style in _FIGURES:
        sheet.line((label, "House Label"), (f"={formula}", style))
    _milestones(sheet)
    sheet.skip(10)
    sheet.skip(_CHART_HEIGHT)
    sheet.finish(last="F")
    sheet.ws.page_setup.fitToHeight = 1


def _settings(sheet: Sheet) -> None:
    rows = (
        ("Counted on", "{{ as_of }}", "House Input Date", COUNTED),
        (
            "On track: progress of time gone",
            "{{ success.attainment.threshold / 100 }}",
            "House Input Number",
            GOOD,
        ),
        ("Behind: at least", f"{{{{ {_BANDS}.fair / 100 }}}}", "House Input Number", FAIR),
    )
    for label, value, style, place in rows:
        row = sheet.line((label, "House Label"), (value, style))
        assert place.endswith(f"$C${row}")
        if style == "House Input Number":
            sheet.ws[f"C{row}"].number_format = "0%"


def _milestones(sheet: Sheet) -> None:
    sheet.line(("Milestones", "House Section"), height=26)
    heads(sheet, "Milestone", "Due", "Done on", "State")
    sheet.tag("for step in success.milestones")
    row = sheet.line(
        ("{{ step.name }}", "House Strong"),
        ("{{ step.due }}", "House Date"),
        ("{{ step.done_on or '' }}", "House Date"),
        ("{{ step.chip }}", "House Status"),
    )
    sheet.tag("endfor")
    colour_status(sheet, f"E{row}:E{row}")


def add_chart(volume: Volume) -> None:
    """Place the progress of each measure as bars below the milestones, once the sheet of measures is there."""
    plan, source = volume.book[PLAN], volume.book[MEASURES]
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 40
    values = Reference(source, min_col=13, min_row=BODY, max_row=LAST_MEASURE - 1)
    series = Series(values, title="Progress")
    fill_series(series, "accent1")
    chart.series.append(series)
    chart.set_categories(Reference(source, min_col=3, min_row=BODY, max_row=LAST_MEASURE - 1))
    dress(chart, "Share of the way from start to target", unit="", size=(17, 7.5))
    chart.y_axis.title = None
    chart.legend = None
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"  # the scale stays below although the bars run downwards
    plan.add_chart(chart, f"B{plan.max_row + 2}")
