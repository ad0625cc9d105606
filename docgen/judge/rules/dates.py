"""Stages, go-live, deadlines and the days around them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from docgen.derive.values import Gap
from docgen.errors import CalendarError
from docgen.judge import words
from docgen.judge.regions import zone_fits, zone_of
from docgen.judge.rule import Case, DayCase, DocumentCase, Finding, day_rule, document_rule, rule
from docgen.judge.stages import reached
from docgen.judge.windows import CLOSED, holds, touches

if TYPE_CHECKING:
    from docgen.derive.timeline import StageRow
    from docgen.intake.model.engagement import StageDates
    from docgen.intake.model.plan import Window

FALL_BACK_DAYS = 14
"""How long the incumbent stays after go-live, in calendar days. A provider default."""

_FRIDAY = 4
_GO_LIVE_STAGE = "S6"


def _stage_path(stage: str, end: str = "") -> str:
    return f"engagement.stage_dates.{stage}" + (f".{end}" if end else "")


def _set_rows(case: Case) -> list[StageRow]:
    """Return the stages whose dates the intake gives."""
    return [row for row in case.context.timeline.stages if row.basis == "set"]


def _stage_dates(case: Case) -> dict[str, StageDates]:
    engagement = case.intake.engagement
    known = (engagement.stage_dates if engagement else None) or {}
    return {str(stage): dates for stage, dates in known.items()}


def go_live(case: Case) -> date | None:
    """Return the planned go-live, whatever it is based on."""
    day = case.context.timeline.go_live
    return day if isinstance(day, date) else None


@rule("DAT-01")
def stages_in_order(case: Case) -> Iterator[Finding]:
    dated = [(stage, one) for stage, one in sorted(_stage_dates(case).items()) if one.start and one.end]
    for stage, one in dated:
        if one.start and one.end and one.end < one.start:
            message = f"{stage} ends on {words.day(one.end)}, before it starts on {words.day(one.start)}"
            yield Finding(_stage_path(stage, "end"), message, "Correct one of the two dates.", day=one.end)
    for (before, earlier), (stage, later) in pairwise(dated):
        if later.start and earlier.end and later.start <= earlier.end:
            message = (
                f"{stage} starts on {words.day(later.start)}, but {before} ends on {words.day(earlier.end)}"
            )
            yield Finding(
                _stage_path(stage, "start"),
                message,
                f"Start {stage} after {before} has ended.",
                day=later.start,
            )


@rule("DAT-02")
def on_business_days(case: Case) -> Iterator[Finding]:
    for path, what, day in (*_stage_ends(case), *_milestones(case)):
        if reason := _closed(case, day):
            yield Finding(
                path,
                f"{what} {words.day(day)}, {reason}",
                "Move it to a business day of the client.",
                day=day,
            )


def _stage_ends(case: Case) -> Iterator[tuple[str, str, date]]:
    for stage, one in sorted(_stage_dates(case).items()):
        for end, verb, day in (("start", "starts", one.start), ("end", "ends", one.end)):
            if day and stage != _GO_LIVE_STAGE:
                yield _stage_path(stage, end), f"{stage} {verb} on", day


def _milestones(case: Case) -> Iterator[tuple[str, str, date]]:
    """Yield kickoff and milestones; those inside an agreed maintenance window are meant to be out of hours."""
    engagement, plan = case.intake.engagement, case.intake.plan
    if engagement and engagement.kickoff_date:
        yield "engagement.kickoff_date", "The kickoff is on", engagement.kickoff_date
    agreed = [one for one in (plan and plan.windows) or () if one.kind == "maintenance" and one.agreed_on]
    for milestone in (plan and plan.milestones) or ():
        day = milestone.date
        if day and not any(touches(window, day, day) for window in agreed):
            yield f"plan.milestones[{milestone.id}].date", f"{milestone.name} is on", day


def _closed(case: Case, day: date) -> str:
    """Return why the client is closed on a day (`Labour Day (Victoria)`), empty on a business day."""
    try:
        if case.calendar.is_business_day(day):
            return ""
        holiday = case.calendar.holiday(day)
    except CalendarError:
        return ""  # a day outside the calendar's years is DAT-16's to report
    if holiday is None:
        return "a day on which the client does not work"
    return f"{holiday.name} ({holiday.regions_text})" if holiday.regions_text else holiday.name


@rule("DAT-03")
def stage_lengths_in_range(case: Case) -> Iterator[Finding]:
    for row in _set_rows(case):
        if row.id == _GO_LIVE_STAGE or row.end < row.start:
            continue
        span = case.playbook.stage(row.id).duration
        if not span.min <= row.days <= span.max:
            taken = words.count(row.days, "business day")
            message = f"{row.id} takes {taken}; the playbook allows {span.min} to {span.max}"
            yield Finding(
                _stage_path(row.id), message, "Change the dates, or acknowledge the difference with a reason."
            )


@rule("DAT-04")
def go_live_opens_hypercare(case: Case) -> Iterator[Finding]:
    live, dates = case.intake.go_live, _stage_dates(case)
    day = live.date if live else None
    if day is None:
        return
    opening = dates[_GO_LIVE_STAGE].start if _GO_LIVE_STAGE in dates else None
    built = dates["S5"].end if "S5" in dates else None
    if opening and opening != day:
        yield Finding(
            "go_live.date",
            f"Go-live is on {words.day(day)}, but S6 starts on {words.day(opening)}",
            "Give both the same day.",
            day=day,
        )
    if built and built >= day:
        yield Finding(
            "go_live.date",
            f"Go-live is on {words.day(day)}, but S5 ends on {words.day(built)}",
            "Move go-live after the end of S5.",
            day=day,
        )


@rule("DAT-05")
def target_is_feasible(case: Case) -> Iterator[Finding]:
    yield from _target(case, "infeasible", "Agree a later date with the client before the handoff.")


@rule("DAT-06")
def target_has_room(case: Case) -> Iterator[Finding]:
    yield from _target(case, "at risk", "Shorten stages in engagement.stage_dates, or agree a later date.")


def _target(case: Case, verdict: str, hint: str) -> Iterator[Finding]:
    feasibility = case.context.timeline.feasibility
    if not isinstance(feasibility, Gap) and feasibility.verdict == verdict:
        yield Finding("engagement.target_go_live", feasibility.text.rstrip("."), hint)


def _waves(case: Case) -> list[tuple[str, date]]:
    """Return the path and day of each wave, or of go-live where there are no waves."""
    live = case.intake.go_live
    dated: list[tuple[str, date]] = [
        (f"go_live.waves[{wave.id}].date", wave.date) for wave in (live and live.waves) or () if wave.date
    ]
    day = go_live(case)
    return dated or ([("go_live.date", day)] if day else [])


def _windows(case: Case) -> list[Window]:
    plan = case.intake.plan
    return [window for window in (plan and plan.windows) or () if window.kind in CLOSED]


@rule("DAT-07")
def waves_outside_freezes(case: Case) -> Iterator[Finding]:
    for path, day in _waves(case):
        for window in _windows(case):
            if _frozen(case, window, day):
                scope = window.scope or "everything"
                message = f"Go-live on {words.day(day)} falls into the {window.kind} {window.id} ({scope})"
                yield Finding(
                    path, message, "Move the wave, or agree an exception and shorten the window.", day=day
                )


def _frozen(case: Case, window: Window, day: date) -> bool:
    """Return whether a window holds go-live: at its time where one is given, else at any time of the day."""
    live = case.intake.go_live
    if live is None or live.time is None:
        return touches(window, day, day)
    zone = ZoneInfo(live.tz or window.tz or zone_of(case.intake) or "UTC")
    return holds(window, datetime.combine(day, live.time, tzinfo=zone))


@rule("DAT-08")
def go_live_on_a_good_day(case: Case) -> Iterator[Finding]:
    for path, day in _waves(case):
        if day.weekday() == _FRIDAY:
            yield Finding(
                path, f"Go-live is on {words.day(day)}, a Friday", "Choose a day from Monday to Wednesday."
            )
        elif day.weekday() < _FRIDAY and (reason := _closed(case, day + timedelta(days=1))):
            message = f"Go-live is on {words.day(day)}, the day before {reason}"
            yield Finding(path, message, "Choose a day with at least one business day after it.")


@rule("DAT-09")
def first_week_is_clear(case: Case) -> Iterator[Finding]:
    day = go_live(case)
    if day is None:
        return
    last = max((day + timedelta(days=6), *case.context.timeline.standups[:5]))
    days = [day + timedelta(days=n) for n in range((last - day).days + 1)]
    holidays = [(one, _closed(case, one)) for one in days if one.weekday() <= _FRIDAY]
    if closed := [f"{words.day(one)} ({reason})" for one, reason in holidays if reason]:
        yield Finding(
            "go_live.date",
            f"The first week of hypercare has {words.listed(closed)}",
            "Plan cover for that day, or move go-live.",
        )
    for window in _windows(case):
        if touches(window, day, last):
            message = f"The first week of hypercare runs into the {window.kind} {window.id}"
            yield Finding("go_live.date", message, "Agree how a repair is made then, or move go-live.")


@rule("DAT-10")
def deadlines_are_met(case: Case) -> Iterator[Finding]:
    deadlines = case.context.timeline.deadlines
    for index, one in enumerate(deadlines if isinstance(deadlines, tuple) else ()):
        if isinstance(one.forecast, date) and isinstance(one.date, date) and one.date < one.forecast:
            forecast, deadline = words.day(one.forecast), words.day(one.date)
            message = (
                f"{one.applies_to} is forecast for {forecast}, after the deadline of {deadline} ({one.what})"
            )
            yield Finding(
                f"engagement.hard_deadlines[{index}]",
                message,
                "Shorten stages, split the scope, or move the deadline in writing.",
                day=one.date,
            )


@rule("DAT-12")
def incumbent_overlaps(case: Case) -> Iterator[Finding]:
    days = _overlap(case)
    if days is not None and -1 <= days < FALL_BACK_DAYS:
        left = words.count(max(days, 0), "day")
        message = f"The incumbent's contract ends {left} after go-live; {FALL_BACK_DAYS} are wanted"
        yield Finding(
            "incumbent.contract_end", message, "Extend the incumbent's contract, or bring go-live forward."
        )


@rule("DAT-13")
def no_gap_in_support(case: Case) -> Iterator[Finding]:
    days, day = _overlap(case), go_live(case)
    if days is None or day is None or days >= -1:
        return
    first, last = day + timedelta(days=days + 1), day - timedelta(days=1)
    message = (
        f"The incumbent leaves {words.count(-days - 1, 'day')} before go-live: nobody supports the client from "
        f"{words.day(first)} to {words.day(last)}"
    )
    yield Finding(
        "incumbent.contract_end",
        message,
        "Extend the incumbent's contract, or bring go-live forward.",
        day=first,
    )


def _overlap(case: Case) -> int | None:
    """Return the calendar days from go-live to the end of the incumbent's contract, negative where it ends before."""
    incumbent, day = case.intake.incumbent, go_live(case)
    end = incumbent.contract_end if incumbent else None
    return (end - day).days if end and day else None


@day_rule("DAT-14")
def notice_is_in_time(case: DayCase) -> Iterator[Finding]:
    incumbent = case.intake.incumbent
    if incumbent is None or incumbent.contract_end is None or incumbent.notice_days is None:
        return
    latest = incumbent.contract_end - timedelta(days=incumbent.notice_days)
    given = incumbent.notice_given_date
    if given and given > latest:
        needed, days = words.count(incumbent.notice_days, "day"), (incumbent.contract_end - given).days
        had = (
            f"{days} {'was' if days == 1 else 'were'} given"
            if days > 0
            else "it was given at the end or later"
        )
        message = f"Notice of {needed} is needed; {had}"
        yield Finding(
            "incumbent.notice_given_date", message, "Ask the incumbent in writing to accept the end date."
        )
    elif given is None and latest < case.as_of:
        message = f"Notice was due by {words.day(latest)} and none is recorded"
        yield Finding(
            "incumbent.notice_given_date", message, "Give notice, or record the day on which it was given."
        )


@document_rule("DAT-15")
def actual_dates_are_true(case: DocumentCase) -> Iterator[Finding]:
    known = _known_until(case)
    for stage, one in sorted(_stage_dates(case).items()):
        if not reached(stage, case.stage):
            continue
        for end in ("start", "end"):
            planned, actual = getattr(one, end), getattr(one, f"actual_{end}")
            if actual and actual > known:
                message = f"{stage} is said to have {end}ed on {words.day(actual)}, which is still to come"
                yield Finding(
                    _stage_path(stage, f"actual_{end}"), message, "Write what is planned in start and end."
                )
            elif planned and not actual and planned < case.as_of:
                message = f"{stage} was to {end} on {words.day(planned)} and has no actual date"
                yield Finding(_stage_path(stage, end), message, f"Add actual_{end}, or plan it anew.")


def _known_until(case: DayCase) -> date:
    """Return the day up to which the file is kept: the as-of date, or the latest date on one of its documents.

    A document keeps its own date when it is made again later, from a file that has gone on.
    """
    dates = [one.date for one in (case.intake.documents or {}).values() if one.date]
    return max([case.as_of, *dates])


@rule("DAT-16")
def calendar_covers_the_plan(case: Case) -> Iterator[Finding]:
    calendar, sites = case.intake.calendar, case.intake.sites or ()
    holidays = calendar.holidays if calendar else None
    known = set((holidays.regions if holidays else None) or ())
    if holidays and holidays.source == "none":
        yield Finding(
            "calendar.holidays.source",
            "The calendar knows no holidays",
            "Write source: builtin with the client's regions.",
        )
    elif known and not (calendar and calendar.policy == "hq"):
        for site in sites:
            if site.region and site.region not in known:
                message = f"{site.name} is in {site.region}, whose holidays the calendar leaves out"
                yield Finding(
                    "calendar.holidays.regions", message, f"Add {site.region}, or set calendar.policy to hq."
                )
    if holidays and holidays.source == "list":
        yield from _unlisted(case, {one.date.year for one in holidays.add or () if one.date})
    yield from _uncovered(case)


def _unlisted(case: Case, listed: set[int]) -> Iterator[Finding]:
    """Yield the years of the plan in which a calendar that knows only the listed days off has none."""
    first, last = case.context.timeline.start, case.context.timeline.bau_end
    if not isinstance(first, date) or not isinstance(last, date):
        return
    for year in range(first.year, last.year + 1):
        if year not in listed:
            message = f"The plan runs in {year}, and the listed days off have none in that year"
            yield Finding("calendar.holidays.add", message, "Add them, or write source: builtin.")


def _uncovered(case: Case) -> Iterator[Finding]:
    """Yield the dates of the plan that lie outside the holiday data."""
    for path, what, day in (*_stage_ends(case), *_milestones(case)):
        try:
            case.calendar.is_business_day(day)
        except CalendarError as error:
            why = error.problems[0].message.rstrip(".")
            message = f"{what} {words.day(day)}, but {why[:1].lower()}{why[1:]}"
            yield Finding(path, message, error.problems[0].hint)


@rule("DAT-17")
def zones_fit_regions(case: Case) -> Iterator[Finding]:
    client = case.intake.client
    places = [("client.timezone", client.region, client.timezone)]
    places += [(f"sites[{site.id}].tz", site.region, site.tz) for site in case.intake.sites or ()]
    for path, region, zone in places:
        if region and zone and not zone_fits(region, zone):
            yield Finding(
                path, f"The clocks of {zone} are not those of {region}", "Correct the zone or the region."
            )
