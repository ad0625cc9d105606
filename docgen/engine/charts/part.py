"""The chart part (ISO/IEC 29500-1, 14.2.1): a plan written as DrawingML, with its workbook attached."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.engine.charts import colors
from docgen.engine.charts.axes import CATEGORY, SECOND_CATEGORY, SECOND_VALUE, VALUE, axes
from docgen.engine.charts.data import checked
from docgen.engine.charts.model import Chart
from docgen.engine.charts.names import CHART_NS, CONTENT_TYPE, DRAWING_NS, OFFICE_NS
from docgen.engine.charts.plan import Area, Drawn, Plan
from docgen.engine.charts.series import series_xml
from docgen.engine.charts.workbook import workbook
from docgen.engine.escape import plain
from docgen.engine.measure import lines_of
from docgen.engine.values import Attachment, Box

WORKBOOK_KEY = "rId1"

_GAP, _STACKED_GAP, _HOLE = 45, 45, 62  # per cent: of a bar's width, and of the ring
_GROUPINGS = {"clustered": "clustered", "stacked": "stacked", "percent": "percentStacked"}


def chart_part(chart: Chart, size: Box, *, points: float) -> Attachment:
    """Return the part of a chart for a place of that size, with text of so many points.

    Raise ValueError where the data does not make a chart.
    """
    plan = Plan.of(checked(chart), size, points=points)
    return Attachment(
        stem="charts/chart",
        extension="xml",
        content_type=CONTENT_TYPE,
        relation=f"{OFFICE_NS}/chart",
        data=_chart_space(plan).encode(),
        attached=((WORKBOOK_KEY, workbook(plan.table)),),
    )


def _chart_space(plan: Plan) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART_NS}" xmlns:a="{DRAWING_NS}" xmlns:r="{OFFICE_NS}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'{_title(plan)}<c:autoTitleDeleted val="{int(not plan.chart.title)}"/>'
        f"<c:plotArea>{layout(plan.plot, _target(plan))}{''.join(_groups(plan))}{axes(plan)}"
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        f'{_legend(plan)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{colors.text(plan.points)}<c:externalData r:id="{WORKBOOK_KEY}"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )


def layout(area: Area, target: str = "") -> str:
    """Return the layout of a piece of the chart; `target` (inner, outer) is for the plot area only."""
    inside = f'<c:layoutTarget val="{target}"/>' if target else ""
    sides = (("x", area.x), ("y", area.y), ("w", area.width), ("h", area.height))
    numbers = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in sides)
    return (
        f'<c:layout><c:manualLayout>{inside}<c:xMode val="edge"/><c:yMode val="edge"/>{numbers}'
        "</c:manualLayout></c:layout>"
    )


def _target(plan: Plan) -> str:
    return "inner" if plan.chart.kind in ("pie", "doughnut") else "outer"


def _title(plan: Plan) -> str:
    if not plan.chart.title:
        return ""
    size = plan.title_points
    paragraphs = "".join(
        f'<a:p><a:pPr algn="l">{colors.run_look("defRPr", size, colors.TITLE, bold=True)}</a:pPr>'
        f"<a:r>{colors.run_look('rPr', size, colors.TITLE, bold=True)}<a:t>{plain(line)}</a:t></a:r></a:p>"
        for line in lines_of(plan.chart.title)
    )
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{paragraphs}</c:rich></c:tx><c:layout><c:manualLayout>"
        '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout>'
        '<c:overlay val="0"/></c:title>'
    )


def _legend(plan: Plan) -> str:
    if not plan.legend:
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{each.position}"/><c:delete val="1"/></c:legendEntry>'
        for each in plan.drawn
        if each.target  # it has its name beside it
    )
    side = "r" if plan.chart.kind in ("pie", "doughnut") else "t"
    return (
        f'<c:legend><c:legendPos val="{side}"/>{hidden}{layout(plan.legend_area)}<c:overlay val="0"/>'
        f"{colors.text(plan.points)}</c:legend>"
    )


def _groups(plan: Plan) -> Iterator[str]:
    """Yield the plots: columns first, so that lines are drawn over them."""
    if plan.chart.kind in ("pie", "doughnut"):
        yield _round(plan)
        return
    bars = [each for each in plan.drawn if each.shape == "bar"]
    lines = [each for each in plan.drawn if each.shape == "line"]
    if bars:
        yield _bars(plan, bars)
    for secondary in (False, True):
        found = [each for each in lines if each.secondary is secondary]
        if found:
            yield _lines(plan, found, secondary=secondary)


def _bars(plan: Plan, bars: list[Drawn]) -> str:
    grouping = plan.chart.grouping
    stacked = grouping != "clustered"
    overlap = 100 if stacked else 0
    return (
        f'<c:barChart><c:barDir val="{"bar" if plan.chart.horizontal else "col"}"/>'
        f'<c:grouping val="{_GROUPINGS[grouping]}"/><c:varyColors val="0"/>{series_xml(plan, bars)}'
        f'<c:gapWidth val="{_STACKED_GAP if stacked else _GAP}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{CATEGORY}"/><c:axId val="{VALUE}"/></c:barChart>'
    )


def _lines(plan: Plan, lines: list[Drawn], *, secondary: bool) -> str:
    category, value = (SECOND_CATEGORY, SECOND_VALUE) if secondary else (CATEGORY, VALUE)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series_xml(plan, lines)}'
        f'<c:marker val="1"/><c:axId val="{category}"/><c:axId val="{value}"/></c:lineChart>'
    )


def _round(plan: Plan) -> str:
    inside = f'<c:varyColors val="1"/>{series_xml(plan, plan.drawn)}<c:firstSliceAng val="0"/>'
    if plan.chart.kind == "pie":
        return f"<c:pieChart>{inside}</c:pieChart>"
    return f'<c:doughnutChart>{inside}<c:holeSize val="{_HOLE}"/></c:doughnutChart>'
