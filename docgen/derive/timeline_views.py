"""What a document shows of the dates: stages, go-live and whether it is feasible, deadlines, the chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.derive.care import Wave
from docgen.derive.deadlines import Deadline, Milestone, Window
from docgen.derive.forecast import Forecast
from docgen.derive.gantt import Gantt
from docgen.derive.values import Chip, Gap


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage as a table shows it: planned dates, the range of lengths, and the ends of the range forecasts.

    `days` counts the planned days in `unit` (`business days` or `calendar days`); `basis` is `set` where the
    intake gives the dates, else `forecast`, or `window` where the playbook names the weeks.
    """

    id: str
    name: str
    owners: str
    start: date
    end: date
    days: int
    unit: str
    range_text: str
    shortest_end: date
    longest_end: date
    basis: str


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The requested go-live against the forecasts.

    `verdict` is `infeasible` before the earliest possible day, `at risk` before the planned one, else
    `feasible`. `days` are business days from the earliest possible go-live to the requested one (negative: too
    early); `text` says so in a sentence, `distance` in a few words.
    """

    verdict: str
    chip: Chip
    text: str
    distance: str
    days: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All dates. Gaps where there is nothing to start from.

    `go_live` is the planned one: the intake's, else the stage dates', else the requested one where the planned
    forecast reaches it, else the forecast's; `go_live_basis` says which. `target` is the one the client asked
    for, `earliest` and `latest` the go-live of the shortest and the longest forecast. `days_to_go_live` are
    calendar days from the as-of date (negative once past). `standups` are the first business days of hypercare,
    `reviews` the weekly ones.
    """

    contract_signed: date | Gap
    closed_won: date | Gap
    kickoff: date | Gap
    start: date | Gap
    target: date | Gap
    target_basis: str
    go_live: date | Gap
    go_live_basis: str
    go_live_time: str
    go_live_zone: str
    earliest: date | Gap
    latest: date | Gap
    days_to_go_live: int | Gap
    feasibility: Feasibility | Gap
    stages: tuple[StageRow, ...]
    shortest: Forecast | None
    planned: Forecast | None
    longest: Forecast | None
    hypercare_start: date | Gap
    hypercare_end: date | Gap
    hypercare_from: str
    waves: tuple[Wave, ...]
    standups: tuple[date, ...]
    reviews: tuple[date, ...]
    bau_start: date | Gap
    bau_end: date | Gap
    deadlines: tuple[Deadline, ...] | Gap
    windows: tuple[Window, ...] | Gap
    milestones: tuple[Milestone, ...]
    gantt: Gantt | None
