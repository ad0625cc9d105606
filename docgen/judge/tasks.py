"""The tasks of a plan as the rules look at them: those that are work themselves, and what each waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from docgen.derive.critical_path import Wait

if TYPE_CHECKING:
    from docgen.intake.model.plan import PlanTask
    from docgen.judge.rule import Case

_CANCELLED = "cancelled"


@dataclass(frozen=True)
class Tasks:
    """The tasks of a plan, cancelled ones left out.

    A task that others are part of is a heading: what waits for it waits for all its parts, and what it waits for
    its parts wait for.
    """

    every: tuple[PlanTask, ...]

    @cached_property
    def by_id(self) -> Mapping[str, PlanTask]:
        """The tasks by id, headings included."""
        return {task.id: task for task in self.every if task.id}

    @cached_property
    def leaves(self) -> tuple[PlanTask, ...]:
        """The tasks that are no headings."""
        return tuple(task for task in self.every if task.id not in self._parts)

    @cached_property
    def waits(self) -> Mapping[str, tuple[Wait, ...]]:
        """What each task that is no heading waits for, by id: other such tasks, each with its link."""
        return {task.id: tuple(self._waits_of(task)) for task in self.leaves if task.id}

    @cached_property
    def followers(self) -> Mapping[str, tuple[str, ...]]:
        """The tasks that wait for each task that is no heading, by id."""
        found: dict[str, list[str]] = {id: [] for id in self.waits}
        for id, waits in self.waits.items():
            for wait in waits:
                found[wait.on].append(id)
        return {id: tuple(others) for id, others in found.items()}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[PlanTask, ...]]:
        parts: dict[str, list[PlanTask]] = {}
        for task in self.every:
            if task.parent:
                parts.setdefault(task.parent, []).append(task)
        return {id: tuple(held) for id, held in parts.items()}

    def _waits_of(self, task: PlanTask) -> Iterator[Wait]:
        for each in (task, *self._above(task)):
            for one in each.predecessors or ():
                for on in self._work(one.id or ""):
                    yield Wait(on, one.type or "FS", one.lag or 0)

    def _above(self, task: PlanTask) -> Iterator[PlanTask]:
        """Yield the headings over a task; a circle among them ends where it closes."""
        seen = {task.id}
        while (above := self.by_id.get(task.parent or "")) and above.id not in seen:
            task = above
            seen.add(task.id)
            yield task

    def _work(self, id: str) -> Iterator[str]:
        """Yield the tasks below one, itself where it is no heading."""
        waiting, seen = [id], set[str]()
        while waiting:
            here = waiting.pop(0)
            if here in seen or here not in self.by_id:
                continue
            seen.add(here)
            parts = self._parts.get(here, ())
            waiting += [part.id for part in parts if part.id]
            if not parts:
                yield here


def tasks_of(case: Case) -> Tasks:
    """Return the tasks of the client's plan; none while there is no plan."""
    return case.survey.once("plan tasks", lambda: _tasks(case))


def _tasks(case: Case) -> Tasks:
    plan = case.intake.plan
    known = enumerate((plan.wbs if plan else None) or ())
    # A task without an id goes by its position, as paths name it.
    own = (task if task.id else task.model_copy(update={"id": str(index)}) for index, task in known)
    return Tasks(tuple(task for task in own if task.status != _CANCELLED))


def place_of(task: PlanTask, key: str = "") -> str:
    """Return the path of a task, or of one of its facts."""
    return f"plan.wbs[{task.id}]" + (f".{key}" if key else "")


def named(task: PlanTask) -> str:
    """Return a task's number with its name: `5.3 Agent rollout`."""
    return " ".join(filter(None, (task.id, task.name)))
