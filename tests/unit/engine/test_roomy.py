"""Room for frames: a loop costs the same however deep its caller stands."""

from __future__ import annotations

import resource

from docgen.engine.roomy import with_room

_CALLS = 2_000


def test_no_call_in_a_loop_asks_the_system_for_memory_however_deep_the_loop_stands() -> None:
    _pages_asked_for(0)  # what is imported or made on the first call is no matter of the loop
    assert max(_pages_asked_for(depth) for depth in range(200)) < _CALLS / 10


def test_what_the_function_returns_and_is_given_passes_through() -> None:
    assert with_room(divmod, 17, 5) == (3, 2)
    assert with_room(sorted, "bac", reverse=True) == ["c", "b", "a"]


def _pages_asked_for(depth: int) -> int:
    if depth:
        return _pages_asked_for(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    with_room(_loop)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _loop() -> None:
    for number in range(_CALLS):
        _called(number)


def _called(number: int) -> int:
    return _inner(number) + 1


def _inner(number: int) -> int:
    return number
