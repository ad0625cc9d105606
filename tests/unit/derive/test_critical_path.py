"""The critical path agrees with a slow model that slips one task at a time, day by day."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from docgen.derive.critical_path import Step, Wait, critical_path


def test_two_paths_meet_and_the_shorter_one_has_float() -> None:
    steps = [
        Step("a", 2),
        Step("b", 5, (Wait("a"),)),
        Step("c", 1, (Wait("a"),)),
        Step("d", 3, (Wait("b"), Wait("c"))),
    ]
    slack = critical_path(steps)
    assert {id: one.early_finish for id, one in slack.items()} == {"a": 2, "b": 7, "c": 3, "d": 10}
    assert {id: one.float for id, one in slack.items()} == {"a": 0, "b": 0, "c": 4, "d": 0}


@pytest.mark.parametrize(
    ("kind", "lag", "finish"),
    [("FS", 0, 7), ("FS", 2, 9), ("SS", 1, 4), ("FF", 0, 4), ("FF", 3, 7), ("SF", 3, 3), ("FS", -2, 5)],
)
def test_each_kind_of_link_holds_the_ends_that_it_names(kind: str, lag: int, finish: int) -> None:
    slack = critical_path([Step("a", 4), Step("b", 3, (Wait("a", kind, lag),))])
    assert slack["b"].early_finish == finish


def test_a_network_that_is_given_too_few_days_has_negative_float() -> None:
    slack = critical_path([Step("a", 6), Step("b", 6, (Wait("a"),))], 10)
    assert [one.float for one in slack.values()] == [-2, -2]


def test_a_milestone_takes_no_day() -> None:
    slack = critical_path([Step("a", 3), Step("m", 0, (Wait("a"),)), Step("b", 2, (Wait("m"),))])
    assert (slack["m"].early_finish, slack["b"].early_finish) == (3, 5)


def test_tasks_in_a_circle_have_no_path_and_waits_outside_count_for_nothing() -> None:
    assert critical_path([Step("a", 1, (Wait("b"),)), Step("b", 1, (Wait("a"),))]) == {}
    assert critical_path([Step("a", 1, (Wait("elsewhere"),))])["a"].early_finish == 1
    assert critical_path([]) == {}


def test_a_chain_of_thousands_is_followed_to_its_end() -> None:
    steps = [Step("t0", 1), *(Step(f"t{n}", 1, (Wait(f"t{n - 1}"),)) for n in range(1, 4000))]
    assert critical_path(steps)["t3999"].early_finish == 4000


def _network(source: random.Random) -> list[Step]:
    steps: list[Step] = []
    for number in range(source.randrange(2, 9)):
        before = source.sample(range(number), min(number, source.randrange(3)))
        waits = (
            Wait(f"t{n}", source.choice(("FS", "SS", "FF", "SF")), source.randrange(-1, 3)) for n in before
        )
        steps.append(Step(f"t{number}", source.randrange(0, 5), tuple(waits)))
    return steps


def _starts(steps: Sequence[Step], held: Mapping[str, int]) -> dict[str, int]:
    """Return the earliest start of each task, found by moving tasks one day at a time until all links hold."""
    at = {step.id: held.get(step.id, 0) for step in steps}
    days = {step.id: step.days for step in steps}
    moved = True
    while moved:
        moved = False
        for step in steps:
            for wait in step.waits:
                end = at[wait.on] + (days[wait.on] if wait.kind[0] == "F" else 0)
                mine = at[step.id] + (step.days if wait.kind[1] == "F" else 0)
                if mine < end + wait.lag:
                    at[step.id] += 1
                    moved = True
    return at


def _length(steps: Sequence[Step], at: Mapping[str, int]) -> int:
    return max(at[step.id] + step.days for step in steps)


def test_early_finish_and_float_are_those_of_a_model_that_moves_day_by_day() -> None:
    source = random.Random(20270316)
    for _ in range(150):
        steps = _network(source)
        starts = _starts(steps, {})
        length = _length(steps, starts)
        for step in steps:
            slack = critical_path(steps)[step.id]
            assert slack.early_finish == starts[step.id] + step.days
            slips = 0
            while _length(steps, _starts(steps, {step.id: starts[step.id] + slips + 1})) <= length:
                slips += 1
            assert slack.float == slips
