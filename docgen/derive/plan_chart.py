"""The onboarding plan as a Gantt chart: stages, go-live, deadlines, freezes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from docgen.derive.deadlines import Deadline
from docgen.derive.forecast import StageSpan
from docgen.derive.gantt import Axis, Bar, Gantt, GanttRow, axis, chart, row
from docgen.derive.lookup import Lookup
from docgen.derive.values import Gap, listed
from docgen.derive.words import counted, in_words
from docgen.intake.model.plan import Window

MARK, POINT = "●", "▼"
_STAGE, _HYPERCARE, _GO_LIVE = ("accent1", "lt1"), ("dk2", "lt1"), ("accent2", "lt1")
_DEADLINE, _FREEZE = ("accent6@12", "accent6"), ("accent3", "lt1")
_DEADLINE_WEEKS = 6  # a deadline further out than this would squeeze the stages


def plan_chart(
    lookup: Lookup, spans: Sequence[StageSpan], go_live: date | None, fixed: tuple[Deadline, ...] | Gap
) -> Gantt | None:
    """Return the chart from the first stage to the last, or to a deadline soon after; None without stages, or where
    they span more than a chart can show. Freezes and blackouts are drawn where they are on it."""
    if not spans:
        return None
    last = max(span.end for span in spans)
    dates = [deadline.date for deadline in listed(fixed) if isinstance(deadline.date, date)]
    near = [day for day in dates if 0 < (day - last).days <= 7 * _DEADLINE_WEEKS]
    scale = axis(min(span.start for span in spans), max([last, *near]))
    return chart(scale, _rows(lookup, scale, spans, go_live, dates), lookup.locale) if scale else None


def _rows(
    lookup: Lookup, scale: Axis, spans: Sequence[StageSpan], go_live: date | None, dates: Sequence[date]
) -> Iterable[GanttRow | None]:
    for span in spans:
        yield _stage_row(lookup, scale, span)
    if go_live:
        yield row(scale, "Go-live", "", [Bar(go_live, go_live, MARK, *_GO_LIVE)])
    yield row(scale, "Hard deadlines", "", [Bar(day, day, POINT, *_DEADLINE) for day in dates])
    yield row(scale, "Freezes", "", list(_freezes(lookup)))


def _stage_row(lookup: Lookup, scale: Axis, span: StageSpan) -> GanttRow | None:
    stage = lookup.playbook.stage(span.stage)
    care = lookup.playbook.close_care
    colours = _HYPERCARE if care and span.stage == care.stage else _STAGE
    bar = Bar(span.start, span.end, counted(span.days, "day"), *colours)
    return row(scale, f"{stage.id} {stage.name}", lookup.owner_of(stage.owners[0]), [bar])


def _freezes(lookup: Lookup) -> Iterable[Bar]:
    windows: Iterable[Window] = (lookup.intake.plan.windows if lookup.intake.plan else None) or ()
    for window in windows:
        if window.kind in ("freeze", "blackout") and window.start and window.end:
            yield Bar(window.start.date(), window.end.date(), in_words(window.kind), *_FREEZE)
