"""The series of a chart: their data with the shown values, their look, and the labels at their points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.engine.charts import colors
from docgen.engine.charts.colors import Look
from docgen.engine.charts.data import Column, Table
from docgen.engine.charts.plan import Drawn, Plan
from docgen.engine.charts.workbook import SHEET, column_letter
from docgen.engine.escape import attribute, xstring

_LINE_POINTS, _LINE_POINTS_SLIDE = 2.0, 2.75
_TARGET_POINTS = 1.5
_SLIVER = 0.04  # a slice below this share has no room for its label on the ring
_NOTHING_SHOWN = "".join(
    f'<c:{name} val="0"/>'
    for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
)


# -- data, as any chart refers to it --------------------------------------------------------------------


def name_xml(position: int, column: Column) -> str:
    """Return `<c:tx>`: the name of the series in that position (from 0), with the cell it stands in."""
    cell = f"{SHEET}!${column_letter(position + 2)}$1"
    return f"<c:tx><c:strRef><c:f>{cell}</c:f>{_texts('strCache', (column.name,))}</c:strRef></c:tx>"


def categories_xml(table: Table) -> str:
    """Return `<c:cat>`: the categories with their cells."""
    cells = f"{SHEET}!$A$2:$A${len(table.categories) + 1}"
    return f"<c:cat><c:strRef><c:f>{cells}</c:f>{_texts('strCache', table.categories)}</c:strRef></c:cat>"


def values_xml(position: int, column: Column) -> str:
    """Return `<c:val>`: the values of the series in that position (from 0) with their cells; a gap has none."""
    letter = column_letter(position + 2)
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{cell}</c:v></c:pt>'
        for at, cell in enumerate(column.cells)
        if cell is not None
    )
    return (
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${len(column.cells) + 1}</c:f><c:numCache>"
        f'<c:formatCode>{xstring(column.format)}</c:formatCode><c:ptCount val="{len(column.cells)}"/>{points}'
        "</c:numCache></c:numRef></c:val>"
    )


def _texts(element: str, texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{xstring(text)}</c:v></c:pt>' for at, text in enumerate(texts) if text
    )
    return f'<c:{element}><c:ptCount val="{len(texts)}"/>{points}</c:{element}>'


# -- series as the house draws them ---------------------------------------------------------------------


def series_xml(plan: Plan, drawn: Iterable[Drawn]) -> str:
    """Return the `<c:ser>` of series that share a plot."""
    shapes = {"bar": _bar, "line": _line, "round": _round}
    return "".join(f"<c:ser>{_head(each)}{shapes[each.shape](plan, each)}</c:ser>" for each in drawn)


def _head(drawn: Drawn) -> str:
    at = drawn.position
    return f'<c:idx val="{at}"/><c:order val="{at}"/>{name_xml(at, drawn.column)}'


def _data(plan: Plan, drawn: Drawn) -> str:
    return categories_xml(plan.table) + values_xml(drawn.position, drawn.column)


def _bar(plan: Plan, drawn: Drawn) -> str:
    stacked = plan.chart.grouping != "clustered"
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_area(look, stacked)}</c:dPt>'
        for at, look in drawn.points
    )
    labels = _bar_labels(plan, drawn) if plan.labelled else ""
    return f'{_area(drawn.look, stacked)}<c:invertIfNegative val="0"/>{points}{labels}{_data(plan, drawn)}'


def _area(look: Look, parted: bool) -> str:
    """Return the look of a bar or slice; where pieces touch, a thin white line parts them."""
    if not parted or look.dashed:
        return look.area()
    return f"<c:spPr>{colors.solid(look.color)}{colors.line('lt1', 0.75)}</c:spPr>"


def _bar_labels(plan: Plan, drawn: Drawn) -> str:
    stacked = plan.chart.grouping != "clustered"
    token = drawn.look.text if stacked else colors.TEXT
    look = colors.text(plan.points, token, bold=len(plan.own) == 1 or stacked)
    if not stacked:
        return _labels(drawn, look, position="outEnd")
    gone = "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in _small(plan, drawn))
    return _labels(drawn, look, position="ctr", before=gone)


def _small(plan: Plan, drawn: Drawn) -> list[int]:
    """Return the points of a stacked series that are too small for a label."""
    bars = [each.column.cells for each in plan.own if each.shape == "bar"]
    totals = [sum(abs(float(cell)) for cell in cells if cell) for cells in zip(*bars, strict=True)]
    if plan.chart.grouping != "percent":
        totals = [max(totals)] * len(totals)
    cells = enumerate(drawn.column.cells)
    least = plan.least_share
    return [at for at, cell in cells if cell is not None and abs(float(cell)) <= totals[at] * least]


def _line(plan: Plan, drawn: Drawn) -> str:
    points = _TARGET_POINTS if drawn.target else _LINE_POINTS if plan.points < 12 else _LINE_POINTS_SLIDE
    stroke = colors.line(drawn.look.color, points, dash="dash" if drawn.look.dashed else drawn.look.dash)
    marked = drawn.broken and not drawn.target
    marker = _marker(drawn.look, 5) if marked else '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f"<c:spPr>{stroke}</c:spPr>{marker}{_line_points(plan, drawn, stroke)}{_line_labels(plan, drawn)}"
        f'{_data(plan, drawn)}<c:smooth val="0"/>'
    )


def _line_points(plan: Plan, drawn: Drawn, stroke: str) -> str:
    """Return the points of a line that are marked: those highlighted, and its end where that is labelled."""
    looks = dict(drawn.points)
    if plan.has_end_label(drawn) and not drawn.target:
        looks.setdefault(drawn.last, drawn.look)
    return "".join(
        f'<c:dPt><c:idx val="{at}"/>{_marker(look, 7)}<c:bubble3D val="0"/><c:spPr>{stroke}</c:spPr></c:dPt>'
        for at, look in sorted(looks.items())
    )


def _marker(look: Look, size: int) -> str:
    fill = "<a:noFill/>" if look.dashed else colors.solid(look.color)
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>'
        f"<c:spPr>{fill}{colors.line(look.color, 1.0)}</c:spPr></c:marker>"
    )


def _line_labels(plan: Plan, drawn: Drawn) -> str:
    if drawn.last < 0:
        return ""
    end = ""
    if plan.has_end_label(drawn):
        named = drawn.target or plan.named
        look = colors.text(plan.points, _readable(drawn.look), bold=True)
        shown = _shown("showVal", *(["showSerName"] if named else []))
        end = (
            f'<c:dLbl><c:idx val="{drawn.last}"/>{_aside(plan)}{_format(drawn)}{_NO_AREA}{look}'
            f'<c:dLblPos val="{plan.end_position(drawn)}"/>'
            f"{shown}<c:separator> </c:separator></c:dLbl>"
        )
    if plan.labelled and not drawn.target:
        return _labels(drawn, colors.text(plan.points), position="t", before=end)
    return f"<c:dLbls>{end}{_NOTHING_SHOWN}{_NO_LEADERS}</c:dLbls>" if end else ""


def _aside(plan: Plan) -> str:
    """Move the label at the end of a line over columns past the last column, whose middle the line ends at."""
    if plan.chart.kind == "line":
        return ""
    return f'<c:layout><c:manualLayout><c:x val="{plan.half_slot:.4f}"/><c:y val="0"/></c:manualLayout></c:layout>'


def _readable(look: Look) -> str:
    """Return the line's own colour for text where that can be read on white."""
    return look.color if colors.HOUSE.contrast(look.color, "FFFFFF") >= 4.5 else colors.TEXT


def _round(plan: Plan, drawn: Drawn) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{_area(look, True)}</c:dPt>'
        for at, look in drawn.points
    )
    labels = _slice_labels(plan, drawn) if plan.labelled or plan.chart.kind == "pie" else ""
    return f"{_area(drawn.look, True)}{points}{labels}{_data(plan, drawn)}"


def _slice_labels(plan: Plan, drawn: Drawn) -> str:
    """Return names and shares around a pie, or shares on the ring, each readable on its own slice."""
    own_format = any(each.number_format for each in plan.chart.series)
    amount = "showVal" if own_format else "showPercent"
    code = drawn.column.format if own_format else "0%"
    if plan.chart.kind == "pie":
        names = ["showCatName"] if plan.chart.legend is not True else []
        shown = _shown(*names, *([amount] if plan.labelled else []))
        body = f'<c:dLblPos val="outEnd"/>{shown}<c:separator>\n</c:separator><c:showLeaderLines val="0"/>'
        return f"<c:dLbls>{_code(code)}{_NO_AREA}{colors.text(plan.points)}{body}</c:dLbls>"
    each = "".join(
        f'<c:dLbl><c:idx val="{at}"/>{_code(code)}{_NO_AREA}{colors.text(plan.points, look.text, bold=True)}'
        f"{_shown(amount)}</c:dLbl>"
        for at, look in drawn.points
        if at not in _slivers(drawn)
    )
    gone = "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in _slivers(drawn))
    ordered = each if not gone else _by_point(each, gone)
    return f'<c:dLbls>{ordered}{_code(code)}{_shown(amount)}<c:showLeaderLines val="0"/></c:dLbls>'


def _by_point(*labels: str) -> str:
    """Return labels of points in the order of the points."""
    pieces = [piece + "</c:dLbl>" for text in labels for piece in text.split("</c:dLbl>") if piece]
    return "".join(sorted(pieces, key=lambda piece: int(piece.split('"', 2)[1])))


def _slivers(drawn: Drawn) -> list[int]:
    """Return the slices that are too thin for a label on the ring."""
    values = [float(cell or 0) for cell in drawn.column.cells]
    return [at for at, value in enumerate(values) if value <= sum(values) * _SLIVER]


# -- labels ---------------------------------------------------------------------------------------------

# A label that is moved aside gets a line back to its point otherwise ([MS-ODRAWXML], 2.24.3.71).
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"'
    ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_NO_AREA = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _labels(drawn: Drawn, look: str, *, position: str, before: str = "") -> str:
    return (
        f"<c:dLbls>{before}{_format(drawn)}{_NO_AREA}{look}"
        f'<c:dLblPos val="{position}"/>{_shown("showVal")}</c:dLbls>'
    )


def _format(drawn: Drawn) -> str:
    return _code(drawn.column.format)


def _code(code: str) -> str:
    return f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>'


def _shown(*names: str) -> str:
    shown = _NOTHING_SHOWN
    for name in names:
        shown = shown.replace(f'<c:{name} val="0"/>', f'<c:{name} val="1"/>')
    return shown
