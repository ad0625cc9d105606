"""Stage dates: the forecast with the shortest, planned or longest durations, and the schedule with given dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from docgen.derive.calendars import DAY, BusinessCalendar
from docgen.playbooks.model import Playbook
from docgen.playbooks.stages import Duration, Stage

Pace = Literal["shortest", "planned", "longest"]
BUSINESS_DAYS = "business days"
CALENDAR_DAYS = "calendar days"


@dataclass(frozen=True, slots=True)
class StageSpan:
    """One stage: first and last day, both included, and its length in days of `unit`.

    `given` is True where the intake states the dates.
    """

    stage: str
    start: date
    end: date
    days: int
    unit: str
    given: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """All stages in a row. `name` is `shortest`, `planned` or `longest`; `end` the last day of the last stage."""

    name: str
    stages: tuple[StageSpan, ...]
    go_live: date
    hypercare_end: date
    end: date


@dataclass(frozen=True, slots=True)
class GivenDates:
    """What the intake states for one stage; None where it says nothing."""

    start: date | None = None
    end: date | None = None


def length(duration: Duration, pace: Pace) -> int:
    """Return the days of a stage at one pace, in the stage's own unit."""
    return {"shortest": duration.min, "planned": duration.planned.value, "longest": duration.max}[pace]


def forecast(playbook: Playbook, calendar: BusinessCalendar, start: date, pace: Pace) -> Forecast:
    """Return the forecast from the first business day on or after `start`.

    A stage of n business days includes its first day and starts on the first business day after the one before
    it; how many days each takes is the playbook's to say. Go-live is the first day of the hypercare stage, whose
    calendar days include it (day 30 of hypercare is go-live + 29).
    """
    return _as_forecast(pace, playbook, _spans(playbook, calendar, start, {}, pace))


def schedule(
    playbook: Playbook, calendar: BusinessCalendar, start: date, given: Mapping[str, GivenDates]
) -> tuple[StageSpan, ...]:
    """Return the stages with the dates that `given` states; a stage without dates follows the one before it and
    takes its planned length."""
    return _spans(playbook, calendar, start, given, "planned")


def _spans(
    playbook: Playbook, calendar: BusinessCalendar, start: date, given: Mapping[str, GivenDates], pace: Pace
) -> tuple[StageSpan, ...]:
    spans: list[StageSpan] = []
    cursor = start
    for stage in playbook.stages:
        dates = given.get(stage.id, GivenDates())
        spans.append(_span(stage, calendar, cursor, dates, pace))
        cursor = spans[-1].end + DAY
    return tuple(spans)


def _span(stage: Stage, calendar: BusinessCalendar, cursor: date, given: GivenDates, pace: Pace) -> StageSpan:
    days = length(stage.duration, pace)
    start = given.start or calendar.next_on_or_after(cursor)
    end = given.end or _last(stage, calendar, start, days)
    return StageSpan(
        stage.id, start, end, _days(stage, calendar, start, end), _unit(stage), bool(given.start or given.end)
    )


def _last(stage: Stage, calendar: BusinessCalendar, start: date, days: int) -> date:
    if stage.duration.unit == "calendar_days":
        return start + (days - 1) * DAY
    return calendar.span(start, days)[1]


def _days(stage: Stage, calendar: BusinessCalendar, start: date, end: date) -> int:
    if stage.duration.unit == "calendar_days":
        return (end - start).days + 1
    return calendar.count(start, end)


def _unit(stage: Stage) -> str:
    return CALENDAR_DAYS if stage.duration.unit == "calendar_days" else BUSINESS_DAYS


def _as_forecast(pace: Pace, playbook: Playbook, spans: tuple[StageSpan, ...]) -> Forecast:
    hypercare = next(span for span in spans if span.stage == playbook.hypercare.stage)
    return Forecast(pace, spans, hypercare.start, hypercare.end, spans[-1].end)
