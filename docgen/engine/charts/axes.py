"""The axes of a chart (ISO/IEC 29500-1, 21.2.2.25 and 21.2.2.226): a baseline, and hairlines where values are read."""

from __future__ import annotations

from docgen.engine.charts import colors
from docgen.engine.charts.data import number, number_text
from docgen.engine.charts.model import Number
from docgen.engine.charts.plan import Plan
from docgen.engine.escape import attribute, plain

# Any numbers above 0 will do that differ from each other.
CATEGORY, VALUE, SECOND_CATEGORY, SECOND_VALUE = 100_000_001, 100_000_002, 100_000_003, 100_000_004

_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def axes(plan: Plan) -> str:
    """Return the axes that a plan needs: none for a circle, a second pair for lines on another scale."""
    if plan.chart.kind in ("pie", "doughnut"):
        return ""
    second = any(each.secondary for each in plan.drawn)
    return _category(plan) + _value(plan) + (_second_pair(plan) if second else "")


def _category(plan: Plan) -> str:
    chart = plan.chart
    order = "maxMin" if chart.horizontal else "minMax"  # the first category stands on top
    step = plan.label_step
    steps = f'<c:tickLblSkip val="{step}"/><c:tickMarkSkip val="{step}"/>' if step > 1 else ""
    return (
        f'<c:catAx><c:axId val="{CATEGORY}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if chart.horizontal else "b"}"/>'
        f"{_title(plan, chart.category_title, rotated=chart.horizontal)}"
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{_NO_TICKS}<c:tickLblPos val="low"/>'
        f"<c:spPr>{colors.line(colors.BASELINE, 0.75)}</c:spPr>{colors.text(plan.points, turn=plan.label_turn)}"
        f'<c:crossAx val="{VALUE}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/>{steps}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value(plan: Plan) -> str:
    chart = plan.chart
    hairlines = f"<c:majorGridlines><c:spPr>{colors.line(colors.HAIRLINE, 0.5)}</c:spPr></c:majorGridlines>"
    code = attribute(plan.axis_format)
    return (
        f'<c:valAx><c:axId val="{VALUE}"/>{_scaling(*_limits(plan))}<c:delete val="{int(not plan.axis)}"/>'
        f'<c:axPos val="{"b" if chart.horizontal else "l"}"/>{hairlines if plan.axis else ""}'
        f"{_title(plan, chart.value_title, rotated=not chart.horizontal) if plan.axis else ''}"
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/>{_NO_TICKS}<c:tickLblPos val="nextTo"/>'
        f"{_NO_LINE}{colors.text(plan.points, colors.SECONDARY)}"
        f'<c:crossAx val="{CATEGORY}"/><c:crosses val="{"max" if chart.horizontal else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _second_pair(plan: Plan) -> str:
    code = next(each.column.format for each in plan.drawn if each.secondary)
    return (
        f'<c:catAx><c:axId val="{SECOND_CATEGORY}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="b"/>{_NO_TICKS}<c:tickLblPos val="none"/>'
        f'<c:crossAx val="{SECOND_VALUE}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{SECOND_VALUE}"/>{_scaling(None, None)}<c:delete val="0"/><c:axPos val="r"/>'
        f"{_title(plan, plan.chart.secondary_title, rotated=True)}"
        f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>{_NO_TICKS}<c:tickLblPos val="nextTo"/>'
        f"{_NO_LINE}{colors.text(plan.points, colors.SECONDARY)}"
        f'<c:crossAx val="{SECOND_CATEGORY}"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    )


def _limits(plan: Plan) -> tuple[Number | None, Number | None]:
    """Return the bounds of the value axis. Bars are compared by length, so theirs begins at 0 unless said."""
    low, high = plan.chart.minimum, plan.chart.maximum
    cells = [float(cell) for each in plan.drawn if not each.secondary for cell in each.column.cells if cell]
    bars = any(each.shape == "bar" for each in plan.drawn)
    if low is None and bars and plan.chart.grouping != "percent" and min([0.0, *cells]) == 0:
        low = 0
    return low, high


def _scaling(low: Number | None, high: Number | None) -> str:
    above = f'<c:max val="{number_text(number(high, "the maximum"))}"/>' if high is not None else ""
    below = f'<c:min val="{number_text(number(low, "the minimum"))}"/>' if low is not None else ""
    return f'<c:scaling><c:orientation val="minMax"/>{above}{below}</c:scaling>'


def _title(plan: Plan, text: str, *, rotated: bool) -> str:
    if not text:
        return ""
    turn = ' rot="-5400000" vert="horz"' if rotated else ""
    look = colors.run_look("rPr", plan.points, colors.SECONDARY)
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f"{colors.run_look('defRPr', plan.points, colors.SECONDARY)}</a:pPr><a:r>{look}<a:t>{plain(text)}</a:t>"
        '</a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
