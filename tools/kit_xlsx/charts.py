"""Native charts in the house's colours."""

from __future__ import annotations

from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import SchemeColor
from openpyxl.drawing.fill import ColorChoice
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from tools.kit.palette import PALETTE

_SLOTS = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_SMALL, _TITLE = 900, 1100  # hundredths of a point


def drawn(token: str) -> ColorChoice:
    """Return a token as drawings write it: a slot of the theme with its tint."""
    found = PALETTE.color(token)
    kept = round(found.share * 100_000)
    tint = {"@": {"lumMod": kept, "lumOff": 100_000 - kept}, "-": {"lumMod": kept}}.get(found.change, {})
    return ColorChoice(schemeClr=SchemeColor(val=_SLOTS.get(found.slot, found.slot), **tint))


def fill_series(series: Series, token: str) -> None:
    """Fill a series, with a white line that parts it from its neighbour."""
    series.graphicalProperties = GraphicalProperties(
        solidFill=drawn(token), ln=LineProperties(solidFill=drawn("lt1"), w=9525)
    )


def titled_by(cell: str) -> SeriesLabel:
    """Return the label of a series that takes its name from a cell (`'Resources'!$L$7`)."""
    return SeriesLabel(strRef=StrRef(f=cell))


def dress(chart: ChartBase, title: str, *, unit: str, size: tuple[float, float]) -> None:
    """Give a chart its title, axis title, size (width and height in cm), small stone text and thin gridlines."""
    chart.title = words_of(title, size=_TITLE, bold=True)
    chart.title.overlay = False
    chart.width, chart.height = size
    chart.legend.position = "b"
    chart.legend.txPr = _small()
    chart.y_axis.title = words_of(unit)
    chart.y_axis.title.overlay = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(
        ln=LineProperties(solidFill=drawn("accent3@30"), w=6350)
    )
    chart.y_axis.number_format = "0"
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # openpyxl 3.1 leaves it unset, which Excel reads as a hidden axis
        axis.txPr = _small()
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=drawn("accent3@30"), w=6350))


def _look(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=drawn("accent3"))


def _small() -> RichText:
    end = Paragraph(pPr=ParagraphProperties(defRPr=_look(_SMALL)), endParaRPr=_look(_SMALL))
    return RichText(p=[end])


def words_of(text: str, *, size: int = _SMALL, bold: bool = False) -> Title:
    """Return a title, of a chart or an axis, in stone; `size` in hundredths of a point. The text may hold tags."""
    run = RegularTextRun(rPr=_look(size, bold=bold), t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_look(size, bold=bold)), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])))
