from __future__ import annotations

from datetime import date

import pytest

from docgen.derive.calendars import business_calendar
from docgen.derive.gantt import Bar, Gantt, axis, chart, row
from docgen.derive.timeline import timeline_view
from tests.unit.derive.samples import look

FIRST, LAST = date(2027, 2, 2), date(2027, 4, 20)


def _plan() -> Gantt:
    lookup = look(
        {"plan.windows": [{"kind": "freeze", "start": "2027-03-25T17:00", "end": "2027-03-30T07:00"}]}
    )
    gantt = timeline_view(lookup, business_calendar(lookup.intake), FIRST).gantt
    assert gantt is not None
    return gantt


def test_every_row_and_both_headers_fill_all_columns() -> None:
    gantt = _plan()
    rows = [gantt.months, gantt.weeks, *(line.cells for line in gantt.rows)]
    assert {sum(cell.span for cell in cells) for cells in rows} == {gantt.columns}


def test_the_plan_is_drawn_in_half_weeks_up_to_the_deadline_after_it() -> None:
    gantt = _plan()
    assert (gantt.per_week, gantt.columns) == (2, 26)
    assert [cell.text for cell in gantt.weeks][:3] == ["1", "8", "15"]
    assert [cell.text for cell in gantt.months] == ["February 2027", "March 2027", "April 2027"]


def test_stages_then_go_live_deadlines_and_freezes_have_a_row_each() -> None:
    labels = [line.label for line in _plan().rows]
    assert labels[0] == "S1 Sales handoff and kickoff"
    assert labels[7:] == ["Go-live", "Hard deadlines", "Freezes"]


def test_go_live_is_marked_where_hypercare_begins() -> None:
    lines = {line.label: line for line in _plan().rows}
    care, marker = lines["S6 Go-live and hypercare"], lines["Go-live"]
    assert care.cells[0].span == marker.cells[0].span == 12
    assert (marker.cells[1].text, marker.cells[1].fill) == ("●", "accent2")
    assert care.cells[1].text == "30 days"


@pytest.mark.parametrize(
    ("day", "column"),
    [
        (date(2027, 2, 1), 0),
        (date(2027, 2, 3), 0),
        (date(2027, 2, 4), 1),
        (date(2027, 2, 7), 1),
        (date(2027, 2, 8), 2),
    ],
)
def test_the_first_half_of_a_week_ends_on_wednesday(day: date, column: int) -> None:
    scale = axis(FIRST, LAST)
    assert scale is not None
    assert scale.column(day) == column


def test_a_long_plan_is_drawn_in_whole_weeks() -> None:
    scale = axis(FIRST, date(2027, 9, 30))
    assert scale is not None
    assert (scale.per_week, scale.columns) == (1, 35)


@pytest.mark.parametrize("last", [date(2029, 1, 1), date(2027, 1, 1)])
def test_a_plan_too_long_or_backwards_is_not_drawn(last: date) -> None:
    assert axis(FIRST, last) is None


def test_bars_that_share_a_column_never_overlap() -> None:
    scale = axis(FIRST, LAST)
    assert scale is not None
    bars = [
        Bar(date(2027, 2, 2), date(2027, 2, 2), "▼", "accent6"),
        Bar(date(2027, 2, 3), date(2027, 2, 3), "▼", "accent6"),
        Bar(date(2027, 2, 3), date(2027, 2, 9), "Freeze", "accent3"),
    ]
    line = row(scale, "Marks", "", bars)
    assert line is not None
    assert [(cell.span, cell.fill) for cell in line.cells] == [(1, "accent6"), (2, "accent3"), (21, "")]


def test_bars_off_the_chart_leave_no_row() -> None:
    scale = axis(FIRST, LAST)
    assert scale is not None
    away = Bar(date(2027, 6, 15), date(2027, 7, 31), "Freeze", "accent3")
    assert row(scale, "Freezes", "", [away]) is None
    assert chart(scale, [None], "en-AU").rows == ()


def test_a_bar_cut_by_the_edge_keeps_to_the_chart() -> None:
    scale = axis(FIRST, LAST)
    assert scale is not None
    line = row(scale, "Freezes", "", [Bar(date(2027, 4, 19), date(2027, 4, 28), "Freeze", "accent3")])
    assert line is not None
    assert [cell.span for cell in line.cells] == [22, 2]
