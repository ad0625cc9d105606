"""The days that a success plan counts: from which day, the weeks after it, the days of each phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.derive.forecast import CALENDAR_DAYS, StageSpan
from docgen.derive.lookup import Lookup
from docgen.derive.values import Gap
from docgen.intake.model.engagement import Engagement
from docgen.intake.paths import lookup as fact_at
from docgen.playbooks.stages import Stage, Window

WEEK = timedelta(days=7)

ANCHORS: Mapping[str, tuple[str, str]] = {
    "kickoff": ("the kickoff", "engagement.kickoff_date"),
    "go_live": ("go-live", "engagement.target_go_live"),
    "contract_signed": ("the contract's signature", "engagement.contract_signed_date"),
}
"""What a plan may count from: in words, and the intake path that is missing where the day is not known."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The plan's calendar. `day_0` is the day that it counts from, `counted_from` the same in words; week 1 is the
    week, Monday to Sunday, that holds it."""

    day_0: date
    counted_from: str

    @property
    def monday(self) -> date:
        """The Monday of week 1."""
        return self.day_0 - timedelta(days=self.day_0.weekday())

    def span(self, first: int, last: int) -> tuple[date, date]:
        """Return the Monday of week `first` and the Sunday of week `last` (week n starts 7(n - 1) days after the
        Monday of week 1)."""
        return self.monday + (first - 1) * WEEK, self.monday + last * WEEK - timedelta(days=1)

    def number(self, day: date) -> int:
        """Return the week that holds `day`; the week before week 1 is 0."""
        return (day - self.monday).days // 7 + 1


def plan_weeks(lookup: Lookup, go_live: date | Gap) -> Weeks | Gap:
    """Return the plan's calendar, or the gap of the day that it counts from."""
    anchor = lookup.playbook.success.day_0.value
    words, path = ANCHORS[anchor]
    engagement = lookup.intake.engagement or Engagement()
    days = {
        "kickoff": engagement.kickoff_date,
        "contract_signed": engagement.contract_signed_date,
        "go_live": go_live if isinstance(go_live, date) else None,
    }
    day = days[anchor]
    return Weeks(day, words) if day else lookup.gap(path)


def stage_spans(lookup: Lookup, weeks: Weeks | Gap) -> tuple[StageSpan, ...]:
    """Return the days of each stage that has a window, as far as they are known: as the intake states them, else
    the weeks of the playbook, else from the day of one fact to the day of another."""
    return tuple(_spans(lookup, weeks))


def _spans(lookup: Lookup, weeks: Weeks | Gap) -> Iterable[StageSpan]:
    for stage in lookup.playbook.stages:
        given = lookup.stage_dates.get(stage.id, (None, None))
        planned = _window(lookup, stage.window, weeks) if stage.window else (None, None)
        start, end = given[0] or planned[0], given[1] or planned[1]
        if start and end:
            length = (end - start).days + 1
            yield StageSpan(stage.id, start, end, length, CALENDAR_DAYS, given=any(given))


def _window(lookup: Lookup, window: Window, weeks: Weeks | Gap) -> tuple[date | None, date | None]:
    if window.first_week:
        return weeks.span(window.first_week, window.last_week) if isinstance(weeks, Weeks) else (None, None)
    opens, closes = (fact_at(lookup.intake, path) for path in (window.opens, window.closes))
    return opens, closes or opens


def window_in_words(stage: Stage) -> str:
    """Return `Week 1`, `Weeks 2 to 4`; empty for a stage that no week bounds."""
    window = stage.window
    if window is None or not window.first_week:
        return ""
    if window.first_week == window.last_week:
        return f"Week {window.first_week}"
    return f"Weeks {window.first_week} to {window.last_week}"
