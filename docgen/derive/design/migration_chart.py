"""The chart of section 12: when the windows of the moves are open, day by day, and where go-live lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from docgen.derive.values import Cell
from docgen.derive.words import short_date

Opening = tuple[datetime, datetime]

_MOST_DAYS = 42
"""Beyond six weeks a column stands for a week: a day would be too narrow for its mark at a page's text width."""
_WEEK = 7
_MARK, _OPEN, _LIVE = "●", ("accent1", "lt1"), ("accent2", "lt1")


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One row: what moves, its wave, the first and the last day on which its window is open, and shaded cells."""

    label: str
    wave: str
    first: date
    last: date
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WaveChart:
    """The chart. `weeks` heads it: a cell for each week, whose text is its Monday. A column is a day, or a week where
    `days` is 7; the spans of each row add up to those of `weeks`."""

    days: int
    weeks: tuple[Cell, ...]
    rows: tuple[WaveRow, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    monday: date
    weeks: int
    days: int

    def column(self, day: date) -> int:
        return (day - self.monday).days // self.days


def wave_chart(
    moves: Sequence[tuple[str, str, Sequence[Opening]]], *, go_live: date | None, locale: str
) -> WaveChart | None:
    """Return the chart of moves, each a workload, its wave and the times at which its window is open.

    Moves without a window are left out; go-live, where it is known, closes the chart as a row of its own. None where
    no window is known. Rows come by their first day.
    """
    placed = sorted(
        ((_days_of(times), label, wave) for label, wave, times in moves if times), key=lambda one: one[0][:1]
    )
    if not placed:
        return None
    all_days = [day for days, _, _ in placed for day in days] + ([go_live] if go_live else [])
    scale = _scale(min(all_days), max(all_days))
    rows = [_row(scale, label, wave, days, "", _OPEN) for days, label, wave in placed]
    if go_live:
        rows.append(_row(scale, "Go-live", "", [go_live], _MARK, _LIVE))
    return WaveChart(scale.days, _heads(scale, locale), tuple(rows))


def _days_of(times: Sequence[Opening]) -> list[date]:
    """Return the days on which a window opens, in order; a night counts as the day on which it begins."""
    return sorted({start.date() for start, _ in times})


def _scale(first: date, last: date) -> _Scale:
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // _WEEK + 1
    return _Scale(monday, weeks, 1 if weeks * _WEEK <= _MOST_DAYS else _WEEK)


def _heads(scale: _Scale, locale: str) -> tuple[Cell, ...]:
    mondays = (scale.monday + timedelta(weeks=week) for week in range(scale.weeks))
    return tuple(Cell(_WEEK // scale.days, short_date(day, locale)) for day in mondays)


def _row(
    scale: _Scale, label: str, wave: str, days: Sequence[date], text: str, look: tuple[str, str]
) -> WaveRow:
    marked = {scale.column(day) for day in days}
    columns = range(scale.weeks * _WEEK // scale.days)
    runs = ((shown, len(list(group))) for shown, group in groupby(columns, marked.__contains__))
    cells = tuple(Cell(span, text, *look) if shown else Cell(span) for shown, span in runs)
    return WaveRow(label, wave, days[0], days[-1], cells)
