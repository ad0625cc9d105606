"""The critical path of a plan: how early each task can be, how late it may be, and what lies between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter


@dataclass(frozen=True, slots=True)
class Wait:
    """What a task waits for: the task `on`, linked as `kind` (FS, SS, FF or SF) with `lag` business days."""

    on: str
    kind: str = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A task of the network: its length in business days (0 for a milestone) and what it waits for."""

    id: str
    days: int
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class Slack:
    """When a task can run, in business days from the start of the network (0: its first day).

    It can end at `early_finish` at the soonest and has to at `late_finish`; it fills `days` before that.
    """

    days: int
    early_finish: int
    late_finish: int

    @property
    def float(self) -> int:
        """By how many business days it can slip before the end does; negative where it comes too late already."""
        return self.late_finish - self.early_finish


def critical_path(steps: Sequence[Step], length: int | None = None) -> Mapping[str, Slack]:
    """Return the slack of each task, by id, for a network that has `length` business days (all it needs, for None).

    The critical path method: early start = max(early finish of what it waits for + lag), late finish = min(late
    start of what waits for it - lag), float = late finish - early finish. For links other than FS the ends that
    they link take the place of finish and start. What waits for tasks outside the network waits for nothing; empty
    where tasks wait for each other in a circle.
    """
    by_id = {step.id: step for step in steps}
    try:
        order = tuple(TopologicalSorter({one.id: _before(one, by_id) for one in steps}).static_order())
    except CycleError:
        return {}
    early = _early(order, by_id)
    late = _late(order, by_id, max(early.values(), default=0) if length is None else length)
    return {step.id: Slack(step.days, early[step.id], late[step.id]) for step in steps}


def _before(step: Step, known: Mapping[str, Step]) -> list[str]:
    return [wait.on for wait in step.waits if wait.on in known]


def _early(order: Sequence[str], by_id: Mapping[str, Step]) -> dict[str, int]:
    """Return the early finish of each task."""
    finish: dict[str, int] = {}
    for id in order:
        step = by_id[id]
        bounds = [_earliest(wait, step, by_id[wait.on], finish) for wait in step.waits if wait.on in by_id]
        finish[id] = max([step.days, *bounds])
    return finish


def _earliest(wait: Wait, step: Step, other: Step, finish: Mapping[str, int]) -> int:
    """Return the earliest finish that one link leaves to a task."""
    end = finish[other.id] - (other.days if wait.kind[0] == "S" else 0)
    return end + wait.lag + (step.days if wait.kind[1] == "S" else 0)


def _late(order: Sequence[str], by_id: Mapping[str, Step], length: int) -> dict[str, int]:
    """Return the late finish of each task."""
    finish = dict.fromkeys(order, length)
    for id in reversed(order):
        step = by_id[id]
        for wait in step.waits:
            if wait.on in by_id:
                bound = _latest(wait, step, by_id[wait.on], finish[id])
                finish[wait.on] = min(finish[wait.on], bound)
    return finish


def _latest(wait: Wait, step: Step, other: Step, finish: int) -> int:
    """Return the latest finish that one link leaves to the task that is waited for."""
    end = finish - (step.days if wait.kind[1] == "S" else 0)
    return end - wait.lag + (other.days if wait.kind[0] == "S" else 0)
