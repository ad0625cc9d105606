"""The decision to go live, and the way back: by which criteria, who decides when, and until when it can be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from docgen.judge import words
from docgen.judge.regions import zone_of
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.rules.dates import go_live
from docgen.judge.stages import reached
from docgen.judge.walk import item_path

if TYPE_CHECKING:
    from docgen.intake.model.plan import Milestone, Window

LEAST_CRITERIA: Final = 5
"""Criteria that a decision to go live rests on. A provider default."""
_GO_LIVE: Final = re.compile(r"\bgo[ -]?live\b|\bcut ?over\b", re.IGNORECASE)


@document_rule("PLN-05")
def go_live_is_decided_by_measure(case: DocumentCase) -> Iterator[Finding]:
    plan = case.intake.plan
    if plan is None or plan.milestones is None or go_live(case) is None:
        return
    milestone = decision_milestone(case)
    if milestone is None:
        hint = "Add a milestone for go-live, with criteria, decision_by and decision_at."
        yield Finding("plan.milestones", "No milestone is the go-live", hint)
        return
    path = item_path("plan.milestones", milestone, plan.milestones.index(milestone))
    yield from _by_criteria(milestone, f"{path}.criteria")
    yield from _by_somebody(case, milestone, path)


def decision_milestone(case: Case) -> Milestone | None:
    """Return the milestone at which going live is decided: that of the day, or the first that says so by its name."""
    day = go_live(case)
    known = (case.intake.plan.milestones if case.intake.plan else None) or ()
    on_the_day = [one for one in known if one.date == day]
    by_name = [one for one in (*on_the_day, *known) if _GO_LIVE.search(one.name or "")]
    return next(iter((*by_name, *on_the_day)), None)


def _by_criteria(milestone: Milestone, path: str) -> Iterator[Finding]:
    criteria = milestone.criteria or ()
    if len(criteria) < LEAST_CRITERIA:
        have = words.count(len(criteria), "criterion", "criteria") if criteria else "no criteria"
        message = f"{milestone.name} has {have}; {LEAST_CRITERIA} are the least"
        hint = "Add criteria that a figure can settle, such as: open critical findings: 0."
        yield Finding(path, message, hint)
    for index, one in enumerate(criteria):
        if not re.search(r"\d", one):
            hint = "Say which figure settles it, such as: 9 of 9."
            yield Finding(f"{path}[{index}]", f"“{one}” cannot be measured", hint)


def _by_somebody(case: DocumentCase, milestone: Milestone, path: str) -> Iterator[Finding]:
    if not milestone.decision_by:
        yield Finding(
            f"{path}.decision_by", f"Nobody is named who decides on {milestone.name}", "Name one person."
        )
    decided, final = milestone.decision_at, _point_of_no_return(case)
    if decided is None:
        hint = "Write day, hour and zone, before the cutover starts."
        yield Finding(f"{path}.decision_at", f"{milestone.name} has no time at which it is decided", hint)
    elif final and decided >= final and reached(case.playbook.deployment.stage, case.stage):
        message = (
            f"{milestone.name} is decided on {words.moment(decided)}, when there has been no way back since "
            f"{words.moment(final)}"
        )
        yield Finding(f"{path}.decision_at", message, "Decide before the cutover starts.")


def cutover_window(case: Case) -> Window | None:
    """Return the window of the cutover, None while none is named."""
    live, plan = case.intake.go_live, case.intake.plan
    wanted = live.window if live else None
    return next((one for one in (plan and plan.windows) or () if wanted and one.id == wanted), None)


def _point_of_no_return(case: Case) -> datetime | None:
    """Return when the first step starts that cannot be undone."""
    live, window = case.intake.go_live, cutover_window(case)
    steps = (live.cutover_steps if live else None) or ()
    offsets = [step.offset for step in steps if step.point_of_no_return and step.offset is not None]
    opens = _zoned(case, window, window.start) if window else None
    return opens + min(offsets) if opens and offsets else None


def _zoned(case: Case, window: Window, wall: datetime | None) -> datetime | None:
    zone = window.tz or zone_of(case.intake) or "UTC"
    return wall.replace(tzinfo=ZoneInfo(zone)) if wall else None


@rule("TST-06")
def the_way_back_has_time(case: Case) -> Iterator[Finding]:
    rollback = case.intake.go_live.rollback if case.intake.go_live else None
    if rollback is None:
        return
    if not rollback.tested_on and not rollback.untested_reason:
        hint = "Rehearse it and add tested_on, or say in untested_reason why it cannot be."
        yield Finding(
            "go_live.rollback.tested_on", "The rollback has not been rehearsed, and no reason is given", hint
        )
    window, latest = cutover_window(case), rollback.latest_start
    closes = _zoned(case, window, window.end) if window else None
    if window is None or closes is None or latest is None or rollback.minutes is None:
        return
    left = int((closes - latest) / timedelta(minutes=1))
    if left < rollback.minutes:
        taken = words.count(rollback.minutes, "minute")
        message = (
            f"The rollback takes {taken}; from its latest start on {words.moment(latest)} the "
            f"window {window.id} leaves {max(left, 0)}"
        )
        last = words.moment(closes - timedelta(minutes=rollback.minutes))
        hint = f"Start it by {last} at the latest, or agree a longer window."
        yield Finding("go_live.rollback.latest_start", message, hint, day=latest.date())
