"""The plan: do its tasks hold together, and do they cover what the process asks?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docgen.derive.calendars import DAY
from docgen.derive.critical_path import Step, critical_path
from docgen.errors import CalendarError
from docgen.judge import words
from docgen.judge.graphs import circles
from docgen.judge.rule import Case, Finding, rule
from docgen.judge.rules.dates import go_live
from docgen.judge.rules.plan_dates import MOST_DAYS
from docgen.judge.tasks import Tasks, named, place_of, tasks_of

if TYPE_CHECKING:
    from docgen.intake.model.plan import Communication, PlanTask
    from docgen.playbooks.stages import Gate, Workstream

LONGEST_TASK: Final = 10
"""Business days after which a task hides its own progress. A provider default."""
LEAST_FLOAT: Final = 2
"""Business days of float below which a task has no room to slip. A provider default."""
_NEEDED: Final = (("owner", "owner"), ("duration_bd", "duration"), ("stage", "stage"))


@rule("PLN-01")
def no_task_waits_for_itself(case: Case) -> Iterator[Finding]:
    for circle in circles(tasks_of(case).followers):
        chain = " → ".join((*circle, circle[0]))
        message = (
            f"{circle[0]} waits for itself" if len(circle) == 1 else f"These tasks wait in a circle: {chain}"
        )
        yield Finding(f"plan.wbs[{circle[0]}].predecessors", message, "Take one of the links out.")


@rule("PLN-03")
def tasks_are_owned_and_sized(case: Case) -> Iterator[Finding]:
    for task in tasks_of(case).leaves:
        for key, what in _NEEDED:
            if getattr(task, key) is None:
                hint = f"Add {key} to the task, or mark it as cancelled."
                yield Finding(place_of(task, key), f"{named(task)} has no {what}", hint)


@rule("PLN-04")
def the_process_is_covered(case: Case) -> Iterator[Finding]:
    tasks = tasks_of(case)
    if not tasks.every:
        return
    deployment = case.playbook.deployment
    lacking: list[Workstream | Gate] = [
        one for one in deployment.workstreams if not any(task.workstream == one.id for task in tasks.leaves)
    ]
    lacking += [one for one in deployment.gates if not any(_tests(task, one.id) for task in tasks.leaves)]
    if lacking:
        each = words.listed(f"{one.id} ({one.text})" for one in lacking)
        hint = "Add a task with that workstream or gate, or acknowledge why there is none."
        yield Finding("plan.wbs", f"No task is for {each}", hint)


def _tests(task: PlanTask, gate: str) -> bool:
    """Return whether a task passes a test gate: by its fact, or because its name says so (`T2, T3`)."""
    name = task.name or ""
    return task.gate == gate or (gate in name and bool(re.search(rf"\b{gate}\b", name)))


@rule("PLN-06")
def the_longest_path_fits(case: Case) -> Iterator[Finding]:
    stage, day = case.playbook.deployment.stage, go_live(case)
    begin = next((row.start for row in case.context.timeline.stages if row.id == stage), None)
    if begin is None or day is None or (day - begin).days > MOST_DAYS:
        return
    steps = _steps(tasks_of(case), stage)
    try:
        room = case.calendar.count(begin, day - DAY)
    except CalendarError:
        return  # days outside the calendar's years are DAT-16's to report
    slack = critical_path(steps, room)
    need = max((one.early_finish for one in slack.values()), default=0)
    if need > room:
        tight = [id for id, one in slack.items() if one.float < LEAST_FLOAT and one.days]
        message = (
            f"The longest path through {stage} takes {words.count(need, 'business day')}; {room} lie between its "
            f"start on {words.day(begin)} and go-live on {words.day(day)}. No room on "
            f"{words.count(len(tight), 'task')}: {words.listed(tight)}"
        )
        hint = "Shorten tasks on that path, let some run side by side, or move go-live."
        yield Finding("plan.wbs", message, hint)


def _steps(tasks: Tasks, stage: str) -> list[Step]:
    """Return the tasks of one stage as a network; what they wait for outside it has been done before."""
    own = [task for task in tasks.leaves if task.stage == stage and task.id]
    return [Step(task.id or "", task.duration_bd or 0, tasks.waits[task.id or ""]) for task in own]


@rule("PLN-07")
def no_task_hangs_loose(case: Case) -> Iterator[Finding]:
    tasks = tasks_of(case)
    dated = [task for task in tasks.leaves if task.start and task.finish]
    first = min((task.start for task in dated if task.start), default=None)
    last = max((task.finish for task in dated if task.finish), default=None)
    for task in dated:
        if not tasks.waits[task.id or ""] and task.start != first:
            yield _loose(task, "waits for no task and is not the first")
        if not tasks.followers[task.id or ""] and task.finish != last:
            yield _loose(task, "has no task after it and is not the last")


def _loose(task: PlanTask, what: str) -> Finding:
    hint = "Link it by predecessors to what comes before and after it."
    return Finding(place_of(task, "predecessors"), f"{named(task)} {what}", hint)


_AUDIENCES: Final = {
    "the sponsor": frozenset({"executive_sponsor", "executive sponsor", "sponsor"}),
    "the IT lead": frozenset({"it_lead", "it lead", "technical"}),
    "the users": frozenset({"users", "all users", "staff", "all staff", "end users"}),
    "the incumbent": frozenset({"incumbent"}),
}


@rule("PLN-08")
def everyone_is_told(case: Case) -> Iterator[Finding]:
    lines = case.intake.plan.comms if case.intake.plan else None
    if lines is None:
        return
    lacking = [who for who in _to_be_told(case) if not any(_reaches(case, who, line) for line in lines)]
    if lacking:
        hint = "Add a line for each: audience, purpose, channel, cadence and owner."
        yield Finding("plan.comms", f"The communication plan has nothing for {words.listed(lacking)}", hint)
    for index, line in enumerate(lines):
        if not line.cadence:
            path = f"plan.comms[{line.id or index}].cadence"
            who = words.role(line.audience or "nobody named")
            yield Finding(path, f"It is not said how often {who} is told", "Write weekly, or the days.")


def _to_be_told(case: Case) -> Iterator[str]:
    incumbent = case.intake.incumbent
    there = incumbent is not None and incumbent.kind == "msp"
    return (who for who in _AUDIENCES if there or who != "the incumbent")


def _reaches(case: Case, who: str, line: Communication) -> bool:
    told = (line.audience or "").casefold()
    incumbent = case.intake.incumbent
    name = (incumbent.name if incumbent else None) or ""
    return told in _AUDIENCES[who] or (who == "the incumbent" and bool(name) and name.casefold() in told)


@rule("PLN-09")
def tasks_are_short(case: Case) -> Iterator[Finding]:
    for task in tasks_of(case).leaves:
        if (task.duration_bd or 0) > LONGEST_TASK:
            message = f"{named(task)} lasts {task.duration_bd} business days; {LONGEST_TASK} are the most"
            yield Finding(place_of(task, "duration_bd"), message, "Part it into tasks that can be finished.")
