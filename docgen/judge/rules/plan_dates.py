"""The dates of tasks: what they wait for, how long they take, and on which days and hours they may run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from docgen.derive.critical_path import Wait
from docgen.errors import CalendarError
from docgen.judge import words
from docgen.judge.rule import Case, Finding, rule
from docgen.judge.tasks import named, place_of, tasks_of
from docgen.judge.windows import CLOSED, meets, spans

if TYPE_CHECKING:
    from docgen.intake.model.plan import PlanTask, Window

MOST_DAYS: Final = 3660
"""Calendar days beyond which a length is a slip of the pen; nothing is counted through them."""
_ENDS: Final = {"S": ("start", "starts"), "F": ("finish", "ends")}


@rule("PLN-02")
def dates_keep_to_the_logic(case: Case) -> Iterator[Finding]:
    tasks = tasks_of(case)
    for task in tasks.leaves:
        try:
            yield from _own_dates(case, task)
            for wait in tasks.waits[task.id or ""] if task.id else ():
                yield from _too_early(case, task, tasks.by_id[wait.on], wait)
        except CalendarError as error:
            problem = error.problems[0]
            yield Finding(place_of(task, "start"), problem.message.rstrip("."), problem.hint)


def _own_dates(case: Case, task: PlanTask) -> Iterator[Finding]:
    """Yield what is wrong with a task's dates alone. Raise CalendarError for days without holiday data."""
    if task.start is None or task.finish is None:
        return
    if task.finish < task.start:
        message = (
            f"{named(task)} ends on {words.day(task.finish)}, before it starts on {words.day(task.start)}"
        )
        yield Finding(place_of(task, "finish"), message, "Correct one of the two dates.", day=task.finish)
        return
    if (task.finish - task.start).days > MOST_DAYS:
        message = f"{named(task)} runs from {words.day(task.start)} to {words.day(task.finish)}"
        yield Finding(place_of(task, "finish"), message, "Correct the year of one of the two dates.")
        return
    yield from _on_closed_days(case, task)
    yield from _of_another_length(case, task, task.start, task.finish)


def _on_closed_days(case: Case, task: PlanTask) -> Iterator[Finding]:
    for key, verb in _ENDS.values() if task.duration_bd else ():
        day: date = getattr(task, key)
        if not case.calendar.is_business_day(day):
            holiday = case.calendar.holiday(day)
            why = holiday.name if holiday else "a day on which the client does not work"
            message = f"{named(task)} {verb} on {words.day(day)}, {why}"
            hint = "Move it to a business day; work at a weekend has a duration of 0 and says its hours."
            yield Finding(place_of(task, key), message, hint, day=day)


def _of_another_length(case: Case, task: PlanTask, start: date, finish: date) -> Iterator[Finding]:
    days = case.calendar.count(start, finish)
    stated = task.duration_bd
    if stated is None or days == stated or (stated == 0 and (start == finish or days == 0)):
        return
    lie = "lies" if days == 1 else "lie"
    message = (
        f"{named(task)} takes {words.count(stated, 'business day')}, but {days} {lie} from "
        f"{words.day(start)} to {words.day(finish)}"
    )
    yield Finding(place_of(task, "duration_bd"), message, "Correct the dates or the duration.", day=finish)


def _too_early(case: Case, task: PlanTask, other: PlanTask, wait: Wait) -> Iterator[Finding]:
    (theirs, verb), (mine, my_verb) = _ENDS[wait.kind[0]], _ENDS[wait.kind[1]]
    bound, day = getattr(other, theirs), getattr(task, mine)
    if bound is None or day is None or _in_turn_by_the_clock(task, other, wait):
        return
    if abs(wait.lag) > MOST_DAYS:
        gap = f"{words.count(abs(wait.lag), 'business day')} {'after' if wait.lag > 0 else 'before'}"
        message = f"{named(task)} is to come {gap} {named(other)}"
        yield Finding(place_of(task, "predecessors"), message, "Correct the lag.")
        return
    earliest = case.calendar.add(bound, wait.lag + _next_day(task, other, wait))
    if day < earliest:
        link = f"{wait.kind}{wait.lag:+} bd" if wait.lag else wait.kind
        after = f"{named(other)} {verb} on {words.day(bound)} ({link})"
        message = f"{named(task)} {my_verb} on {words.day(day)}, but {after}"
        hint = f"Move it to {words.day(earliest)} or later, or change what it waits for."
        yield Finding(place_of(task, mine), message, hint, day=day)


def _next_day(task: PlanTask, other: PlanTask, wait: Wait) -> int:
    """Return 1 where a task can only start on the day after another's end: both fill business days."""
    return int(wait.kind == "FS" and bool(task.duration_bd) and bool(other.duration_bd))


def _in_turn_by_the_clock(task: PlanTask, other: PlanTask, wait: Wait) -> bool:
    """Return whether hours are given, and the one starts when the other has ended: both may lie in one night."""
    begin, end = task.start_at, other.finish_at
    return wait.kind == "FS" and not wait.lag and begin is not None and end is not None and begin >= end


@dataclass(frozen=True, slots=True)
class _Windows:
    """The client's windows by what they mean for a change."""

    open: tuple[Window, ...]
    closed: tuple[Window, ...]


@rule("DAT-11")
def changes_keep_to_windows(case: Case) -> Iterator[Finding]:
    known = (case.intake.plan.windows if case.intake.plan else None) or ()
    windows = _Windows(
        tuple(one for one in known if one.kind == "maintenance" and one.agreed_on),
        tuple(one for one in known if one.kind in CLOSED),
    )
    for task in tasks_of(case).leaves:
        if task.production_change:
            yield from _out_of_hours(task, windows)


def _out_of_hours(task: PlanTask, windows: _Windows) -> Iterator[Finding]:
    start, finish = task.start_at, task.finish_at
    if start is None or finish is None:
        message = f"{named(task)} changes production and does not say at which hours"
        yield Finding(place_of(task, "start_at"), message, "Add start_at and finish_at.")
        return
    if not timedelta() < finish - start < timedelta(days=MOST_DAYS):
        message = f"{named(task)} starts on {words.moment(start)} and ends on {words.moment(finish)}"
        yield Finding(place_of(task, "finish_at"), message, "Correct one of the two.", day=finish.date())
        return
    runs = f"{named(task)} runs from {words.moment(start)} to {words.moment(finish)}"
    allowed = [one for one in windows.open if task.window in (None, one.id)]
    if not any(spans(one, start, finish) for one in allowed):
        window = f"the window {task.window}" if task.window else "every maintenance window"
        message = f"{runs}, outside {window} as agreed"
        hint = "Move the work into a window, or agree one with the client: agreed_by and agreed_on."
        yield Finding(place_of(task, "start_at"), message, hint, day=finish.date())
    for one in windows.closed:
        if meets(one, start, finish):
            which = " ".join(filter(None, (one.kind, one.id)))
            message = f"{runs}, in the {which} ({one.scope or 'everything'})"
            hint = "Move the work, or agree an exception and shorten the window."
            yield Finding(place_of(task, "start_at"), message, hint, day=finish.date())
