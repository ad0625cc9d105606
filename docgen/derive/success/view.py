"""The success plan as its documents show it, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.gantt import Gantt
from docgen.derive.lookup import Lookup
from docgen.derive.plots import Plot
from docgen.derive.success.chart import success_chart
from docgen.derive.success.checkins import CheckIns, checkins
from docgen.derive.success.dates import Outreach, Phase, ReviewDay, outreach, phases, review_day
from docgen.derive.success.health import Health, Milestone, Steps, health, milestones
from docgen.derive.success.measures import Measure, measure
from docgen.derive.success.objectives import (
    Attainment,
    Objective,
    TimeToValue,
    attainment,
    objectives,
    time_to_value,
)
from docgen.derive.success.partners import Partner, partners
from docgen.derive.success.plots import progress_plot, trends
from docgen.derive.success.review import Adoption, Review, Support, adoption, review, support
from docgen.derive.success.risks import (
    Action,
    Commitment,
    MapRow,
    Risk,
    actions,
    commitments,
    risk_map,
    risks,
)
from docgen.derive.success.setup import Setup, setup
from docgen.derive.success.stakeholders import (
    Approval,
    Assignment,
    RoleCover,
    Stakeholder,
    approval,
    assignment,
    coverage,
    stakeholders,
)
from docgen.derive.success.training import Training, training
from docgen.derive.timeline_views import Timeline
from docgen.derive.values import Gap, listed
from docgen.derive.weeks import Weeks, plan_weeks


@dataclass(frozen=True, slots=True)
class Success:
    """The success plan.

    `owner` keeps it. `day_0` is the day that weeks and days count from, `counted_from` the same in words (`the
    kickoff`). `next_milestone` is the first step not done yet, None once all are. `missing_roles` counts the roles
    of `roles` that nobody holds, `without_measure` the objectives that nothing measures. `trends` has a chart for each
    measure that has a reading, `progress` one of them all (None before the first). `assignment` and
    `outreach` are None in a process without them. A Gap stands for a list that nobody has given."""

    owner: str | Gap
    day_0: date | Gap
    counted_from: str
    health: Health
    attainment: Attainment
    time_to_value: TimeToValue
    next_milestone: Milestone | None
    stakeholders: tuple[Stakeholder, ...]
    partners: tuple[Partner, ...]
    roles: tuple[RoleCover, ...]
    missing_roles: int
    assignment: Assignment | None
    objectives: tuple[Objective, ...] | Gap
    without_measure: int
    measures: tuple[Measure, ...] | Gap
    trends: tuple[Plot, ...]
    progress: Plot | None
    outreach: Outreach | None
    phases: tuple[Phase, ...]
    milestones: tuple[Milestone, ...]
    gantt: Gantt | None
    setup: Setup
    training: Training
    checkins: CheckIns
    commitments: tuple[Commitment, ...] | Gap
    overdue: int
    actions: tuple[Action, ...]
    risks: tuple[Risk, ...]
    risk_map: tuple[MapRow, ...]
    adoption: tuple[Adoption, ...]
    review: Review
    support: Support
    approval: Approval


def success_view(lookup: Lookup, calendar: BusinessCalendar, timeline: Timeline, *, as_of: date) -> Success:
    """Return the success plan as it stood on the as-of date. Raise CalendarError where a date lies outside the
    holiday data."""
    weeks = plan_weeks(lookup, timeline.go_live)
    measures = _measures(lookup, as_of)
    steps = _steps(lookup, calendar, timeline, review_day(lookup, calendar, weeks), weeks, as_of)
    calls = checkins(lookup, calendar, weeks, as_of=as_of)
    path = milestones(lookup, steps, timeline.kickoff, as_of=as_of)
    reached = attainment(lookup, listed(measures))
    aims, roles = objectives(lookup, listed(measures)), coverage(lookup)
    promised, found = commitments(lookup, as_of=as_of), risks(lookup)
    return Success(
        owner=lookup.holder(lookup.playbook.success.owner),
        day_0=weeks.day_0 if isinstance(weeks, Weeks) else weeks,
        counted_from=weeks.counted_from if isinstance(weeks, Weeks) else "",
        health=health(lookup, reached, path, calls, steps.training, as_of=as_of),
        attainment=reached,
        time_to_value=time_to_value(weeks, listed(measures)),
        next_milestone=next((step for step in path if not step.done), None),
        stakeholders=stakeholders(lookup),
        partners=partners(lookup, engineer=steps.setup.needed),
        roles=roles,
        missing_roles=sum(isinstance(cover.holders, Gap) for cover in roles),
        assignment=assignment(lookup),
        objectives=aims,
        without_measure=sum(not aim.measures for aim in listed(aims)),
        measures=measures,
        trends=trends(listed(measures), lookup.locale),
        progress=progress_plot(listed(measures), reached.threshold),
        outreach=steps.outreach,
        phases=tuple(steps.phases),
        milestones=path,
        gantt=success_chart(lookup, weeks, steps.phases, _marks(steps, calls)),
        setup=steps.setup,
        training=steps.training,
        checkins=calls,
        commitments=promised,
        overdue=sum(one.overdue for one in listed(promised)),
        actions=actions(lookup, as_of=as_of),
        risks=found,
        risk_map=risk_map(found),
        adoption=adoption(lookup, as_of=as_of),
        review=steps.review,
        support=steps.support,
        approval=steps.approval,
    )


def _measures(lookup: Lookup, as_of: date) -> tuple[Measure, ...] | Gap:
    """Return the measures, or the gap where nobody has given any."""
    success = lookup.intake.success
    if success is None or success.kpis is None:
        return lookup.gap("success.kpis")
    return tuple(measure(lookup, facts, as_of=as_of) for facts in success.kpis)


def _steps(
    lookup: Lookup,
    calendar: BusinessCalendar,
    timeline: Timeline,
    when: ReviewDay,
    weeks: Weeks | Gap,
    as_of: date,
) -> Steps:
    return Steps(
        outreach=outreach(lookup, calendar, as_of=as_of),
        phases=phases(lookup, timeline, as_of=as_of),
        approval=approval(lookup, as_of=as_of),
        setup=setup(lookup, as_of=as_of),
        training=training(lookup, calendar, weeks, as_of=as_of),
        review=review(lookup, when, as_of=as_of),
        support=support(lookup, when),
    )


def _marks(steps: Steps, calls: CheckIns) -> Sequence[tuple[str, Sequence[date]]]:
    """Return the marked days of the chart, by row."""
    sessions = [row.date for row in listed(steps.training.sessions) if isinstance(row.date, date)]
    reviewed = steps.review.when.day
    passed = steps.support.date
    return (
        ("Training", sessions),
        ("Check-ins", [row.date for row in calls.rows]),
        (steps.review.agenda.title, [reviewed] if isinstance(reviewed, date) else []),
        ("Support", [passed] if isinstance(passed, date) else []),
    )
