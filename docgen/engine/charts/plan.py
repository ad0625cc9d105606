"""How a chart is drawn: which series as what, what carries labels, and where each piece of it lies.

The house style: values stand at their points where they fit, and then there is no value axis; else a value axis
with hairlines. Lines are named at their ends where the names keep apart, else by a legend above the plot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from docgen.engine.charts.colors import AREAS, BEHIND, DASHES, LINES, ONE, OVER, QUIET, TARGET, Look
from docgen.engine.charts.data import Column, Table, all_series, table_of
from docgen.engine.charts.model import Chart, Series
from docgen.engine.measure import line_height, text_width, wrapped_lines
from docgen.engine.values import Box

_EMU_PER_POINT = 12_700
_BAR_SHARE = 1 / 1.45  # of the room of a category, with the gap that `part` writes
_KEY = 26.0  # points that a legend takes for an entry's key and the space around it
_WIDEST_NAMES = 0.35  # share of the width that names at line ends may take
_TITLE_SCALE = 1.2
_NAMED_LINES = 8
_WITHOUT_AXIS = 0.93  # about the share of the plot's width that its value axis leaves
_PLOT_SHARE = 0.7  # about the share of the height that the plot of a line chart takes
_ALL_LABELLED = 15  # up to so many bars, every category keeps its name

_TURNS = {
    ("line", False): LINES,
    ("line", True): LINES,
    ("combination", False): BEHIND,
    ("combination", True): OVER,
}

Shape = Literal["bar", "line", "round"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series as it is drawn. `last` is its last point that is no gap (-1: none), `target` marks a target line."""

    position: int
    column: Column
    shape: Shape
    look: Look
    points: tuple[tuple[int, Look], ...]
    secondary: bool = False
    target: bool = False

    @property
    def last(self) -> int:
        return max((at for at, cell in enumerate(self.column.cells) if cell is not None), default=-1)

    @property
    def end(self) -> float:
        """The value at the last point."""
        return float(self.column.cells[self.last] or 0)

    @property
    def broken(self) -> bool:
        """Whether a line needs marks, because a point that stands alone would not be seen."""
        cells = self.column.cells
        return any(
            cell is not None and not any(cells[max(at - 1, 0) : at] + cells[at + 1 : at + 2])
            for at, cell in enumerate(cells)
        )


@dataclass(frozen=True, slots=True)
class Area:
    """A place in the chart as shares of its width and height, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Plan:
    """The decisions about one chart at one size. Sizes in points."""

    chart: Chart
    table: Table
    drawn: tuple[Drawn, ...]
    width: float
    height: float
    points: float

    @classmethod
    def of(cls, chart: Chart, size: Box, *, points: float) -> Plan:
        """Return the plan of a sound chart; `points` is the size of its text."""
        series = all_series(chart)
        table = table_of(chart.categories, series)
        drawn = tuple(_drawn(chart, each, table, at) for at, each in enumerate(series))
        return cls(chart, table, drawn, size.width / _EMU_PER_POINT, size.height / _EMU_PER_POINT, points)

    # -- what carries text ----------------------------------------------------------------------------

    @property
    def own(self) -> tuple[Drawn, ...]:
        """The series without the target line."""
        return tuple(each for each in self.drawn if not each.target)

    @cached_property
    def labelled(self) -> bool:
        """Whether values stand at all points."""
        if self.chart.labels is not None or self.chart.kind in ("line", "combination"):
            return bool(self.chart.labels)
        return self.chart.kind != "bar" or self._labels_fit()

    @property
    def axis(self) -> bool:
        """Whether there is a value axis to read values from."""
        return self.chart.kind in ("line", "combination") or not self.labelled

    @cached_property
    def named(self) -> bool:
        """Whether each line has its name at its end."""
        if self.chart.kind != "line" or self.chart.legend or len(self.own) == 1:
            return False
        wide = self.width * _WIDEST_NAMES
        return (
            len(self.own) <= _NAMED_LINES
            and all(text_width(self.end_text(each), points=self.points) <= wide for each in self.drawn)
            and self._ends_apart()
        )

    @property
    def legend(self) -> bool:
        """Whether there is a legend."""
        if self.chart.legend is not None:
            return self.chart.legend
        if self.chart.kind in ("pie", "doughnut"):
            return self.chart.kind == "doughnut"
        return len(self.own) > 1 and not self.named

    def has_end_label(self, drawn: Drawn) -> bool:
        """Return whether a line carries a label at its end: the target, a line that is named, a line alone.

        One that ends on the target leaves its value to the target's label: two would stand on each other.
        """
        if drawn.shape != "line" or drawn.last < 0:
            return False
        alone = self.chart.kind == "line" and len(self.own) == 1
        return drawn.target or self.named or (alone and not self._on_target(drawn))

    def _on_target(self, drawn: Drawn) -> bool:
        last = len(self.table.categories) - 1
        return drawn.last == last and any(each.target and each.end == drawn.end for each in self.drawn)

    def end_text(self, drawn: Drawn) -> str:
        """Return about what stands at the end of a line; Office sets the number by its format."""
        value = drawn.column.cells[drawn.last] or ""
        return f"{drawn.column.name} {value}" if drawn.target or len(self.own) > 1 else f"{value},00"

    def end_position(self, drawn: Drawn) -> str:
        """Return where the label at the end of a line stands: beside it, or clear of the target's if that is close."""
        target = next((each for each in self.drawn if each.target), None)
        if target is None or drawn.target or self._ends_apart():
            return "r"
        return "t" if drawn.end >= target.end else "b"

    @property
    def axis_format(self) -> str:
        """The number format of the value axis: that of the first series, else a plain one."""
        first = self.drawn[0].column
        if first.own_format or self.chart.grouping == "percent":
            return "0%" if self.chart.grouping == "percent" else first.format
        largest = max(
            (abs(float(cell)) for each in self.drawn for cell in each.column.cells if cell), default=0.0
        )
        return "#,##0" if largest >= 1000 else "General"

    def _ends_apart(self) -> bool:
        ends = sorted(each.end for each in self.drawn if each.last >= 0)
        values = [float(cell) for each in self.drawn for cell in each.column.cells if cell is not None]
        low = float(self.chart.minimum) if self.chart.minimum is not None else min([0.0, *values])
        high = float(self.chart.maximum) if self.chart.maximum is not None else max([0.0, *values])
        needed = (high - low) * line_height(self.points) / (self.height * _PLOT_SHARE)
        return all(above - below >= needed for below, above in pairwise(ends))

    def _labels_fit(self) -> bool:
        count = len(self.table.categories)
        side_by_side = len(self.own) if self.chart.grouping == "clustered" else 1
        across = self.height if self.chart.horizontal else self.width
        room = across * 0.92 / count * _BAR_SHARE / side_by_side
        if self.chart.horizontal:
            return room >= line_height(self.points) * 0.8
        return room >= self._widest_value() + 2

    @property
    def least_share(self) -> float:
        """The share of the longest bar from which a piece of a stacked one has room for its value."""
        needed = self._widest_value() + 4 if self.chart.horizontal else line_height(self.points)
        along = self.width if self.chart.horizontal else self.height
        return needed / (along * _PLOT_SHARE)

    def _widest_value(self) -> float:
        return max((self._widest(each.column) for each in self.own), default=0.0)

    def _widest(self, column: Column) -> float:
        places = column.format.partition(".")[2].count("0")
        texts = (f"{float(cell):,.{places}f}" for cell in column.cells if cell is not None)
        return max((text_width(text, points=self.points, bold=True) for text in texts), default=0.0)

    @property
    def label_step(self) -> int:
        """Every how many categories one is named, so that names don't collide; the last is among them if it can be."""
        count = len(self.table.categories)
        if self.chart.horizontal or (count <= _ALL_LABELLED and self.chart.kind != "line"):
            return 1
        step = max(1, math.ceil(self._widest_word() / self._slot))
        even = (each for each in range(step, 2 * step + 1) if (count - 1) % each == 0)
        return next(even, step) if step > 1 else 1

    @property
    def label_turn(self) -> int | None:
        """The turn of category names in degrees: level where each word has room (Office wraps between words)."""
        if self.chart.horizontal or self.label_step > 1:
            return None
        return 0 if self._widest_word() <= self._slot else -45

    @property
    def _slot(self) -> float:
        """The width that a category has, in points."""
        return self.width * self.plot.width * _WITHOUT_AXIS / len(self.table.categories)

    def _widest_word(self) -> float:
        words = (word for text in self.table.categories for word in text.split())
        return max((text_width(word, points=self.points) for word in words), default=0.0) + self.points * 0.4

    @property
    def half_slot(self) -> float:
        """Half of what a category takes of the chart's width: from the middle of the last column to the plot's edge."""
        return self._slot / 2 / self.width

    # -- where things lie -----------------------------------------------------------------------------

    @property
    def title_points(self) -> float:
        return round(self.points * _TITLE_SCALE * 2) / 2

    @cached_property
    def _title_height(self) -> float:
        if not self.chart.title:
            return 0.0
        points = self.title_points
        lines = wrapped_lines(self.chart.title, width=self.width * 0.94, points=points, bold=True)
        return lines * line_height(points) + self.points * 0.7

    @property
    def _legend_texts(self) -> Sequence[str]:
        if self.chart.kind in ("pie", "doughnut"):
            return self.table.categories
        return [each.column.name for each in self.own]

    @cached_property
    def legend_area(self) -> Area:
        """The legend: above the plot, or beside a pie or doughnut."""
        widths = [text_width(text, points=self.points) + _KEY for text in self._legend_texts]
        if self.chart.kind in ("pie", "doughnut"):
            return self._legend_beside(max(widths), line_height(self.points) * 1.3 * len(widths))
        share = min(1.0, sum(widths) * 1.08 / self.width)
        return Area(0.0, self._title_height / self.height, share, self._legend_height() / self.height)

    def _legend_beside(self, width: float, height: float) -> Area:
        left = self.plot.x + self.plot.width + 2 * self.points / self.width
        high = min(1.0 - self.plot.y, height / self.height)
        middle = self.plot.y + self.plot.height / 2
        return Area(
            left, max(self.plot.y, middle - high / 2), min(1.0 - left, width * 1.1 / self.width), high
        )

    @cached_property
    def plot(self) -> Area:
        """The plot: with its axis labels, or for a pie and doughnut the square around the circle."""
        if self.chart.kind in ("pie", "doughnut"):
            return self._circle()
        above = self._title_height + self._above_plot()
        left, below = self._axis_titles()
        right = self._right_of_plot()
        return Area(
            left / self.width,
            above / self.height,
            (self.width - left - right) / self.width,
            max(0.2, (self.height - above - below) / self.height),
        )

    def _above_plot(self) -> float:
        return (self._legend_height() if self.legend else 0.0) + line_height(self.points) * 0.5

    def _legend_height(self) -> float:
        widths = [text_width(text, points=self.points) + _KEY for text in self._legend_texts]
        return line_height(self.points) * 1.3 * math.ceil(sum(widths) / self.width) + 4

    def _axis_titles(self) -> tuple[float, float]:
        """Return the room at the left and below that the titles of the axes need."""
        room = line_height(self.points) + 4
        beside, below = self.chart.value_title if self.axis else "", self.chart.category_title
        if self.chart.horizontal:
            beside, below = below, beside
        return room if beside else 0.0, room if below else 2.0

    def _right_of_plot(self) -> float:
        room = self.points * 0.5
        if self.chart.kind == "bar" and self.chart.horizontal and self.labelled:
            room += self._widest_value()
        if any(each.secondary for each in self.drawn) and self.chart.secondary_title:
            room += line_height(self.points) + 4
        wide = self.width * _WIDEST_NAMES
        ends = [
            text_width(self.end_text(each), points=self.points)
            for each in self.drawn
            if self.has_end_label(each)
        ]
        return room + min(wide, max(ends, default=0.0) + (8.0 if ends else 0.0))

    def _circle(self) -> Area:
        outside = 2.2 * line_height(self.points) if self.chart.kind == "pie" else self.points * 0.5
        side = max(20.0, min(self.height - self._title_height - 2 * outside, self.width * 0.5))
        widest = max(text_width(text, points=self.points) for text in self.table.categories)
        left = min(self.width * 0.3, widest + 8) if self.chart.kind == "pie" else 2.0
        above = self._title_height + (self.height - self._title_height - side) / 2
        return Area(left / self.width, above / self.height, side / self.width, side / self.height)


def _drawn(chart: Chart, series: Series, table: Table, position: int) -> Drawn:
    target = position >= len(chart.series)
    look = Look(TARGET, dashed=True) if target else _look(chart, series, position)
    return Drawn(
        position=position,
        column=table.columns[position],
        shape=_shape(chart, series),
        look=look,
        points=_point_looks(chart, series, table),
        secondary=series.secondary,
        target=target,
    )


def _shape(chart: Chart, series: Series) -> Shape:
    if chart.kind in ("pie", "doughnut"):
        return "round"
    return "line" if chart.kind == "line" or series.line else "bar"


def _look(chart: Chart, series: Series, position: int) -> Look:
    if chart.kind == "combination":
        peers = [each for each in chart.series if each.line == series.line]
        position = next(at for at, each in enumerate(peers) if each is series)
    dash = DASHES[position % len(DASHES)] if chart.kind == "line" or series.line else ""
    if series.color:
        return replace(Look.of(series.color), dash=dash)
    if len(chart.series) == 1:
        return Look(QUIET if series.highlights and chart.kind == "bar" else ONE)
    turn = _TURNS.get((chart.kind, series.line), AREAS)
    return Look(turn[position % len(turn)], dash=dash)


def _point_looks(chart: Chart, series: Series, table: Table) -> tuple[tuple[int, Look], ...]:
    looks: dict[int, Look] = {}
    if chart.kind in ("pie", "doughnut"):
        looks = {at: Look(AREAS[at % len(AREAS)]) for at in range(len(table.categories))}
    for point, token in series.highlights.items():
        at = [point] if isinstance(point, int) else _positions(table, point)
        looks |= dict.fromkeys(at, Look.of(token))
    return tuple(sorted(looks.items(), key=lambda item: item[0]))


def _positions(table: Table, category: str) -> list[int]:
    return [at for at, name in enumerate(table.categories) if name == category]
