"""The plan as a week-numbered Gantt chart: phases, training, check-ins, the value review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from docgen.derive.gantt import Axis, Bar, Gantt, GanttRow, axis, chart, row
from docgen.derive.lookup import Lookup
from docgen.derive.plan_chart import MARK, POINT
from docgen.derive.success.dates import Phase
from docgen.derive.values import Cell, Gap
from docgen.derive.weeks import Weeks

_PHASE, _TRAINING = ("accent1", "lt1"), ("dk2", "lt1")
_CHECK_IN, _REVIEW, _SUPPORT = ("accent1@40", "dk1"), ("accent2", "lt1"), ("dk2", "lt1")


def success_chart(
    lookup: Lookup, weeks: Weeks | Gap, phases: Sequence[Phase], marks: Sequence[tuple[str, Sequence[date]]]
) -> Gantt | None:
    """Return the chart from the first phase to the last mark, its week labels numbered as the plan counts them; None
    where nothing is dated, or where it would be too wide. `marks` are (label, days), in the order of their rows."""
    days = [day for _, dates in marks for day in dates]
    ends = [*(phase.end for phase in phases), *days]
    if isinstance(weeks, Gap) or not ends:
        return None
    scale = axis(min([*(phase.start for phase in phases), *days]), max(ends))
    if scale is None:
        return None
    drawn = chart(scale, _rows(scale, phases, marks), lookup.locale)
    return replace(drawn, weeks=_numbered(scale, weeks))


def _rows(
    scale: Axis, phases: Sequence[Phase], marks: Sequence[tuple[str, Sequence[date]]]
) -> Iterable[GanttRow | None]:
    for phase in phases:
        bar = Bar(phase.start, phase.end, phase.weeks, *_PHASE)
        yield row(scale, f"{phase.id} {phase.name}", phase.owners, [bar])
    colours = (_TRAINING, _CHECK_IN, _REVIEW, _SUPPORT)
    for place, (label, dates) in enumerate(marks):
        glyph, fill = (POINT if place > 1 else MARK), colours[min(place, len(colours) - 1)]
        yield row(scale, label, "", [Bar(day, day, glyph, *fill) for day in sorted(set(dates))])


def _numbered(scale: Axis, weeks: Weeks) -> tuple[Cell, ...]:
    """Return the week header with the plan's own numbers, nothing above weeks before the first."""
    first = weeks.number(scale.monday)
    numbers = range(first, first + scale.weeks)
    return tuple(Cell(scale.per_week, str(number) if number > 0 else "") for number in numbers)
