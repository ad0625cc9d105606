"""When: the stages, go-live and whether it is feasible, hypercare, deadlines, the Gantt chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from docgen.derive.calendars import DAY, BusinessCalendar
from docgen.derive.care import Care, care_days
from docgen.derive.deadlines import deadlines, milestones, windows
from docgen.derive.forecast import BUSINESS_DAYS, Forecast, GivenDates, StageSpan, forecast, schedule
from docgen.derive.lookup import Lookup
from docgen.derive.plan_chart import plan_chart
from docgen.derive.timeline_views import Feasibility, StageRow, Timeline
from docgen.derive.values import Chip, Gap, State
from docgen.derive.windowed import windowed_timeline
from docgen.derive.words import counted, join_words, long_date, sentence, zone_name
from docgen.intake.model.engagement import Engagement
from docgen.intake.model.go_live import GoLive

__all__ = [
    "Feasibility",
    "StageRow",
    "Timeline",
    "feasibility",
    "first_day",
    "on_day",
    "planned_go_live",
    "timeline_view",
]

FEASIBLE, AT_RISK, INFEASIBLE = "feasible", "at risk", "infeasible"
_START = "engagement.kickoff_date"
_TARGET = "engagement.target_go_live"


_BASIS = {
    "client": "Asked for by the client",
    "contract": "Stated in the contract",
    "estimate": "An estimate",
}
_ANCHORS = {
    "first_wave": "The first wave",
    "last_wave": "The last wave",
    "per_wave": "Each wave for itself",
}


@dataclass(frozen=True, slots=True)
class _Forecasts:
    shortest: Forecast
    planned: Forecast
    longest: Forecast


def timeline_view(lookup: Lookup, calendar: BusinessCalendar, as_of: date) -> Timeline:
    """Return all dates that the facts allow. Raise CalendarError where one lies outside the holiday data."""
    if not lookup.playbook.goes_live:
        return windowed_timeline(lookup)
    start = first_day(lookup, calendar)
    forecasts = _forecasts(lookup, calendar, start) if start else None
    go_live, basis = planned_go_live(lookup, forecasts.planned if forecasts else None)
    care = care_days(lookup, calendar, go_live) if go_live else None
    spans = _schedule(lookup, calendar, start, care)
    return _assembled(lookup, calendar, as_of, forecasts, (go_live, basis), care, spans)


def on_day(timeline: Timeline, as_of: date) -> Timeline:
    """Return the same dates as they stand on another day: only the days to go-live differ."""
    if isinstance(timeline.days_to_go_live, Gap) or isinstance(timeline.go_live, Gap):
        return timeline
    return replace(timeline, days_to_go_live=(timeline.go_live - as_of).days)


def first_day(lookup: Lookup, calendar: BusinessCalendar) -> date | None:
    """Return the first day of the first stage: as given, else so that its planned length ends with the kickoff,
    else the first business day after the contract was signed."""
    engagement, first = lookup.intake.engagement or Engagement(), lookup.playbook.stages[0]
    given, _ = lookup.stage_dates.get(first.id, (None, None))
    if given:
        return given
    if engagement.kickoff_date:
        return calendar.add(engagement.kickoff_date, 1 - first.duration.planned.value)
    return calendar.next_after(engagement.contract_signed_date) if engagement.contract_signed_date else None


def _forecasts(lookup: Lookup, calendar: BusinessCalendar, start: date) -> _Forecasts:
    return _Forecasts(
        forecast(lookup.playbook, calendar, start, "shortest"),
        forecast(lookup.playbook, calendar, start, "planned"),
        forecast(lookup.playbook, calendar, start, "longest"),
    )


def planned_go_live(lookup: Lookup, planned: Forecast | None) -> tuple[date | None, str]:
    """Return the planned go-live and what it rests on: the cutover's date, the first wave, the stage dates, the
    requested date where the planned forecast reaches it, or the forecast."""
    cutover, engagement = lookup.intake.go_live or GoLive(), lookup.intake.engagement or Engagement()
    waves = [wave.date for wave in cutover.waves or () if wave.date]
    stage, _ = lookup.stage_dates.get(lookup.playbook.hypercare.stage, (None, None))
    set_day = cutover.date or min(waves, default=None) or stage
    if set_day:
        return set_day, "Set in the plan"
    target = engagement.target_go_live
    if target and (planned is None or target >= planned.go_live):
        return target, "As requested"
    return (planned.go_live, "Forecast with planned durations") if planned else (None, "")


def _schedule(
    lookup: Lookup, calendar: BusinessCalendar, start: date | None, care: Care | None
) -> tuple[StageSpan, ...]:
    if start is None:
        return ()
    given = {stage: GivenDates(*dates) for stage, dates in lookup.stage_dates.items()}
    hypercare = lookup.playbook.hypercare.stage
    spans = schedule(lookup.playbook, calendar, start, given)
    if care is None or hypercare in given:
        return spans
    return schedule(lookup.playbook, calendar, start, {**given, hypercare: GivenDates(care.start, care.end)})


def _assembled(
    lookup: Lookup,
    calendar: BusinessCalendar,
    as_of: date,
    forecasts: _Forecasts | None,
    planned: tuple[date | None, str],
    care: Care | None,
    spans: tuple[StageSpan, ...],
) -> Timeline:
    engagement, cutover = lookup.intake.engagement or Engagement(), lookup.intake.go_live or GoLive()
    go_live, basis = planned
    transition = _transition(lookup, calendar, care, spans)
    fixed = deadlines(lookup, _reached(lookup, go_live, care, transition))
    zone = cutover.tz or lookup.intake.client.timezone
    return Timeline(
        contract_signed=lookup.known(engagement.contract_signed_date, "engagement.contract_signed_date"),
        closed_won=lookup.known(engagement.closed_won_date, "engagement.closed_won_date"),
        kickoff=lookup.known(engagement.kickoff_date, "engagement.kickoff_date"),
        start=spans[0].start if spans else lookup.gap(_START),
        target=lookup.known(engagement.target_go_live, _TARGET),
        target_basis=_BASIS.get(engagement.target_go_live_basis or "", ""),
        go_live=lookup.known(go_live, _TARGET),
        go_live_basis=basis,
        go_live_time=f"{cutover.time:%H:%M}" if cutover.time else "",
        go_live_zone=zone_name(zone) if zone else "",
        earliest=forecasts.shortest.go_live if forecasts else lookup.gap(_START),
        latest=forecasts.longest.go_live if forecasts else lookup.gap(_START),
        days_to_go_live=(go_live - as_of).days if go_live else lookup.gap(_TARGET),
        feasibility=_feasibility(lookup, calendar, forecasts),
        stages=_rows(lookup, spans, forecasts),
        shortest=forecasts.shortest if forecasts else None,
        planned=forecasts.planned if forecasts else None,
        longest=forecasts.longest if forecasts else None,
        hypercare_start=care.start if care else lookup.gap(_TARGET),
        hypercare_end=care.end if care else lookup.gap(_TARGET),
        hypercare_from=_ANCHORS[care.anchor] if care else "",
        waves=care.waves if care else (),
        standups=care.standups if care else (),
        reviews=care.reviews if care else (),
        bau_start=transition.start if transition else lookup.gap(_TARGET),
        bau_end=transition.end if transition else lookup.gap(_TARGET),
        deadlines=fixed,
        windows=windows(lookup),
        milestones=milestones(lookup, spans),
        gantt=plan_chart(lookup, spans, go_live, fixed),
    )


def _reached(
    lookup: Lookup, go_live: date | None, care: Care | None, transition: StageSpan | None
) -> dict[str, date | Gap]:
    missing = lookup.gap(_TARGET)
    return {
        "go_live": go_live or missing,
        "hypercare_end": care.end if care else missing,
        "bau_start": transition.start if transition else missing,
    }


def _transition(
    lookup: Lookup, calendar: BusinessCalendar, care: Care | None, spans: tuple[StageSpan, ...]
) -> StageSpan | None:
    """Return the stage after hypercare: from the schedule, else from the business day after hypercare."""
    stage = lookup.playbook.stage(lookup.playbook.transition.stage)
    if spans or care is None:
        return next((span for span in spans if span.stage == stage.id), None)
    start, end = calendar.span(care.end + DAY, stage.duration.planned.value)
    return StageSpan(stage.id, start, end, stage.duration.planned.value, BUSINESS_DAYS)


def _rows(lookup: Lookup, spans: tuple[StageSpan, ...], forecasts: _Forecasts | None) -> tuple[StageRow, ...]:
    if forecasts is None:
        return ()
    ends = zip(forecasts.shortest.stages, forecasts.longest.stages, strict=True)
    return tuple(_row(lookup, span, *pair) for span, pair in zip(spans, ends, strict=True))


def _row(lookup: Lookup, span: StageSpan, shortest: StageSpan, longest: StageSpan) -> StageRow:
    stage = lookup.playbook.stage(span.stage)
    low, high = stage.duration.min, stage.duration.max
    return StageRow(
        id=stage.id,
        name=stage.name,
        owners=join_words(lookup.owner_of(role) for role in stage.owners),
        start=span.start,
        end=span.end,
        days=span.days,
        unit=span.unit,
        range_text=f"{low} {span.unit}" if low == high else f"{low} to {high} {span.unit}",
        shortest_end=shortest.end,
        longest_end=longest.end,
        basis="set" if span.given else "forecast",
    )


def _feasibility(
    lookup: Lookup, calendar: BusinessCalendar, forecasts: _Forecasts | None
) -> Feasibility | Gap:
    target = lookup.intake.engagement.target_go_live if lookup.intake.engagement else None
    if target is None or forecasts is None:
        return lookup.gap(_START if target else _TARGET)
    return feasibility(calendar, target, forecasts.shortest.go_live, forecasts.planned.go_live, lookup.locale)


def feasibility(
    calendar: BusinessCalendar, target: date, earliest: date, planned: date, locale: str
) -> Feasibility:
    """Return whether the requested go-live can be kept: infeasible before `earliest` (all durations at their
    shortest), at risk before `planned`, else feasible."""
    days = calendar.days_between(earliest, target)
    distance = f"{_distance(days, target, earliest)}the earliest feasible date, {long_date(earliest, locale)}"
    text, short = f"The requested date is {distance}.", sentence(distance)
    if target < earliest:
        return Feasibility(INFEASIBLE, Chip(State.CRITICAL, "Infeasible"), text, short, days)
    if target >= planned:
        return Feasibility(FEASIBLE, Chip(State.GOOD, "Feasible"), text, short, days)
    text += f" With planned durations, go-live would be {long_date(planned, locale)}."
    return Feasibility(AT_RISK, Chip(State.CAUTION, "At risk"), text, short, days)


def _distance(days: int, target: date, earliest: date) -> str:
    if target == earliest:
        return ""
    return f"{counted(abs(days), 'business day')} {'after' if target > earliest else 'before'} "
