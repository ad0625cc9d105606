"""A small Gantt chart as rows of shaded cells, in half-week or week columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from docgen.derive.values import Cell
from docgen.derive.words import month_name

# Beyond these a column is too narrow to carry its mark at the text width of a page.
_MOST_WEEKS_IN_HALVES = 16
_MOST_WEEKS = 60
_LABEL_COLUMNS = 3
_MONTH_COLUMNS = 4
_SHORT_MONTH_COLUMNS = 2
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `first` to `last` day, both included, with its label and fill token."""

    first: date
    last: date
    text: str
    fill: str
    ink: str = ""


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row: label, who leads, first and last day, and shaded cells whose spans add up to the columns."""

    label: str
    lead: str
    start: date
    end: date
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The chart. It has `columns` columns, `per_week` (2 or 1) to a week: Monday to Wednesday and Thursday to
    Sunday, or the whole week. `months` and `weeks` are header rows whose spans add up to `columns`; a week's
    label is the day of its Monday."""

    columns: int
    per_week: int
    months: tuple[Cell, ...]
    weeks: tuple[Cell, ...]
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns: weeks from `monday` on."""

    monday: date
    weeks: int
    per_week: int

    @property
    def columns(self) -> int:
        """The number of columns."""
        return self.weeks * self.per_week

    def column(self, day: date) -> int:
        """Return the column that holds `day`, held to the chart's edges."""
        week, weekday = divmod((day - self.monday).days, 7)
        half = self.per_week == 2 and weekday >= _THURSDAY
        return min(max(week * self.per_week + half, 0), self.columns - 1)

    def first_day(self, column: int) -> date:
        """Return the first day of a column."""
        week, half = divmod(column, self.per_week)
        return self.monday + timedelta(days=7 * week + _THURSDAY * half)

    def shows(self, bar: Bar) -> bool:
        """Return True where any part of the bar lies on the chart."""
        return bar.last >= self.monday and bar.first < self.monday + timedelta(weeks=self.weeks)


def axis(first: date, last: date) -> Axis | None:
    """Return the columns from the week of `first` to the week of `last`; None where that is too wide to draw."""
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    if not 0 < weeks <= _MOST_WEEKS:
        return None
    return Axis(monday, weeks, 2 if weeks <= _MOST_WEEKS_IN_HALVES else 1)


def row(scale: Axis, label: str, lead: str, bars: Iterable[Bar]) -> GanttRow | None:
    """Return the row of `bars`, None where none of them lies on the chart. A bar that starts in a column already
    taken is drawn from the next free one, or left out where there is none."""
    shown = sorted((bar for bar in bars if scale.shows(bar)), key=lambda bar: (bar.first, bar.last))
    if not shown:
        return None
    cells: list[Cell] = []
    free = 0
    for bar in shown:
        begin, end = max(scale.column(bar.first), free), scale.column(bar.last)
        if begin <= end:
            cells += _bar(bar, begin - free, end - begin + 1)
            free = end + 1
    return GanttRow(
        label, lead, shown[0].first, max(bar.last for bar in shown), _closed(cells, scale.columns - free)
    )


def _bar(bar: Bar, before: int, span: int) -> list[Cell]:
    text = bar.text if span >= _LABEL_COLUMNS or len(bar.text) == 1 else ""
    return [*([Cell(before)] if before else []), Cell(span, text, bar.fill, bar.ink)]


def _closed(cells: Sequence[Cell], after: int) -> tuple[Cell, ...]:
    return (*cells, *([Cell(after)] if after else []))


def chart(scale: Axis, rows: Iterable[GanttRow | None], locale: str) -> Gantt:
    """Return the chart of `rows` with its month and week headers."""
    weeks = tuple(
        Cell(scale.per_week, str(scale.first_day(week * scale.per_week).day)) for week in range(scale.weeks)
    )
    drawn = tuple(row for row in rows if row)
    return Gantt(scale.columns, scale.per_week, _months(scale, locale), weeks, drawn)


def _months(scale: Axis, locale: str) -> tuple[Cell, ...]:
    days = [scale.first_day(column) for column in range(scale.columns)]
    groups = groupby(days, key=lambda day: (day.year, day.month))
    return tuple(_month(list(group), locale) for _, group in groups)


def _month(days: Sequence[date], locale: str) -> Cell:
    name = month_name(days[0], locale)
    if len(days) >= _MONTH_COLUMNS:
        return Cell(len(days), name)
    return Cell(len(days), name[:3] if len(days) >= _SHORT_MONTH_COLUMNS else "")
