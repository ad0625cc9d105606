"""How far the holiday data reaches, and which dates of a plan lie beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from docgen.derive.calendars import BusinessCalendar
from docgen.errors import CalendarError
from docgen.intake.model import Intake
from docgen.intake.model.bau import Bau
from docgen.intake.model.engagement import Engagement
from docgen.intake.model.go_live import GoLive, Hypercare
from docgen.intake.model.sla import Sla
from docgen.problems import Place, Problem

Dated = tuple[str, date | None]
_ENDS = ("start", "end", "actual_start", "actual_end")


def check_horizon(intake: Intake, calendar: BusinessCalendar) -> None:
    """Do nothing where every stated date of the plan lies in a year whose holidays are known.

    Else raise CalendarError with a problem for each date that does not, at its path. Years are calendar years: the
    holiday data knows a year whole or not at all.
    """
    problems = [found for path, day in _stated(intake) if day for found in _beyond(calendar, path, day)]
    if problems:
        raise CalendarError(problems)


def _beyond(calendar: BusinessCalendar, path: str, day: date) -> Iterator[Problem]:
    try:
        calendar.holiday(day)
    except CalendarError as error:
        yield from (replace(one, where=Place(path=path)) for one in error.problems)


@contextmanager
def begun_at(intake: Intake) -> Iterator[None]:
    """Place an error that comes of counting on from the start of a plan at the fact that says when it starts."""
    try:
        yield
    except CalendarError as error:
        path = next((path for path, day in _starts(intake) if day), "")
        raise CalendarError(
            one if one.where.path else replace(one, where=Place(path=path)) for one in error.problems
        ) from None


def _starts(intake: Intake) -> Iterator[Dated]:
    """Yield what a plan may count from, the first one known first."""
    engagement = intake.engagement or Engagement()
    yield from (pair for pair in _stages(engagement) if pair[0].endswith(".S1.start"))
    yield "engagement.kickoff_date", engagement.kickoff_date
    yield "engagement.contract_signed_date", engagement.contract_signed_date
    yield "engagement.target_go_live", engagement.target_go_live


def _stated(intake: Intake) -> Iterator[Dated]:
    """Yield the dates of the plan that the intake states, with their paths."""
    engagement, go_live = intake.engagement or Engagement(), intake.go_live or GoLive()
    yield "engagement.contract_signed_date", engagement.contract_signed_date
    yield "engagement.kickoff_date", engagement.kickoff_date
    yield "engagement.csm_outreach_date", engagement.csm_outreach_date
    yield "engagement.target_go_live", engagement.target_go_live
    yield from _stages(engagement)
    yield "go_live.date", go_live.date
    yield from ((f"go_live.waves[{wave.id}].date", wave.date) for wave in go_live.waves or ())
    care = intake.hypercare or Hypercare()
    yield from (("hypercare.start", care.start), ("hypercare.end", care.end))
    yield "sla.effective_from", (intake.sla or Sla()).effective_from
    yield "bau.start_date", (intake.bau or Bau()).start_date


def _stages(engagement: Engagement) -> Iterator[Dated]:
    for stage, dates in (engagement.stage_dates or {}).items():
        yield from ((f"engagement.stage_dates.{stage}.{end}", getattr(dates, end)) for end in _ENDS)
