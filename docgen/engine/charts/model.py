"""A chart as a value: what it shows, how much of its look is said, and how it stands in a document or on a slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from typing import Literal

from docgen.engine.escape import attribute
from docgen.engine.images import EMU_PER_MM
from docgen.engine.values import Box, SheetSpot, SlideSpot, Value, WordSpot

Number = int | float | Decimal
Kind = Literal["bar", "line", "pie", "doughnut", "combination"]
Grouping = Literal["clustered", "stacked", "percent"]

KINDS = ("bar", "line", "pie", "doughnut", "combination")
GROUPINGS = ("clustered", "stacked", "percent")

_WORD_POINTS = 9.0
_SLIDE_POINTS, _SLIDE_POINTS_MIN = 14.0, 12.0
_LOW_BOX = 2_000_000  # EMU; 5.6 cm: with less height, a slide's chart takes the smaller text

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values with its name; None is a gap.

    `color` and the colours of `highlights` are tokens of the theme (`accent1`, `accent1@40`, `accent4-75`) or
    RRGGBB. `highlights` says which points differ: by category, or by position from 0; the word `dashed` after a
    colour (`accent2 dashed`) draws the outline only, as for a target. `number_format` is a format code of Office
    (`0.0`, `#,##0`, `0%`). `line` draws the series of a combination as a line, `secondary` on an axis of its own.
    """

    name: str
    values: Sequence[Number | None]
    _: KW_ONLY
    color: str = ""
    number_format: str = ""
    line: bool = False
    secondary: bool = False
    highlights: Mapping[int | str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """A level to be reached, in units of the value axis: a dashed line with its name."""

    value: Number
    name: str = "Target"


@dataclass(frozen=True, slots=True)
class Chart(Value):
    """A native chart: Office shows it, and its data can be edited there.

    `kind` is bar (upright; `horizontal` lays the bars down), line, pie, doughnut or combination (columns and
    lines). `grouping` of bars: clustered, stacked, or percent (stacked to 100 %). `alt` says what the chart shows
    to those who cannot see it, and is required. `legend` and `labels` (values at the points) follow the house
    style where None. `minimum` and `maximum` bound the value axis, in its units. `width_mm` and `height_mm` hold
    in Word; a slide's chart fills its box.

    Printing raises ValueError where the data does not make a chart: no category or series, series of different
    length, what is no finite number, an unknown colour or kind, more than 255 series or 32,000 points.
    """

    kind: Kind
    categories: Sequence[str | int]
    series: Sequence[Series]
    _: KW_ONLY
    alt: str = ""
    title: str = ""
    grouping: Grouping = "clustered"
    horizontal: bool = False
    target: Target | None = None
    category_title: str = ""
    value_title: str = ""
    secondary_title: str = ""
    minimum: Number | None = None
    maximum: Number | None = None
    legend: bool | None = None
    labels: bool | None = None
    width_mm: float = 165.0
    height_mm: float = 80.0

    def __str__(self) -> str:
        return self.alt

    def word_runs(self, spot: WordSpot) -> str:
        """Return a run with the chart inline. Raise ValueError where the data does not make a chart."""
        from docgen.engine.charts.part import chart_part

        size = Box(0, 0, round(self.width_mm * EMU_PER_MM), round(self.height_mm * EMU_PER_MM))
        key = spot.attach(chart_part(self, size, points=_WORD_POINTS))
        number = spot.next_id()
        return (
            f'<w:r>{spot.run_properties}<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
            f' xmlns:a="{_DRAWING}/main" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{size.width}" cy="{size.height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="Chart {number}" descr="{attribute(self.alt)}"/>'
            f"<wp:cNvGraphicFramePr/>{_graphic(key)}</wp:inline></w:drawing></w:r>"
        )

    def slide_shape(self, spot: SlideSpot) -> str:
        """Return the graphic frame that fills the box. Raise ValueError where the data does not make a chart."""
        from docgen.engine.charts.part import chart_part

        box = spot.box
        points = _SLIDE_POINTS if box.height >= _LOW_BOX else _SLIDE_POINTS_MIN
        key = spot.attach(chart_part(self, box, points=points))
        return (
            f'<p:graphicFrame xmlns:a="{_DRAWING}/main"><p:nvGraphicFramePr>'
            f'<p:cNvPr id="{spot.next_id()}" name="{attribute(spot.name)}" descr="{attribute(self.alt)}"/>'
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f"<p:nvPr>{spot.placeholder}</p:nvPr></p:nvGraphicFramePr>"
            f'<p:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></p:xfrm>'
            f"{_graphic(key)}</p:graphicFrame>"
        )

    def sheet_shape(self, spot: SheetSpot) -> None:  # noqa: ARG002 - a cell shows the alternative text
        """Raise ValueError where nothing describes the chart: a cell would be left empty."""
        from docgen.engine.charts.data import check_alt

        check_alt(self)


def _graphic(relationship: str) -> str:
    """Return what holds a chart in a drawing (ISO/IEC 29500-1, 21.2.2.27)."""
    uri = f"{_DRAWING}/chart"
    return (
        f'<a:graphic><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" xmlns:r="{_RELATIONSHIPS}"'
        f' r:id="{relationship}"/></a:graphicData></a:graphic>'
    )
