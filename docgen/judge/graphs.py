"""Circles among things that wait for, or depend on, each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def circles(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return circles of a graph of node to followers, each starting at its first member in the alphabet.

    Each circle is told apart from those found before by a link of its own: without one link of each circle that is
    returned, the graph has none left.
    """
    left = {node: [one for one in followers if one in graph] for node, followers in sorted(graph.items())}
    found: set[tuple[str, ...]] = set()
    while circle := _circle(left):
        left[circle[0]].remove(circle[1])
        members = circle[:-1]
        first = members.index(min(members))
        found.add(members[first:] + members[:first])
    return sorted(found)


def _circle(graph: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return one circle, its first member again at its end; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # The sorter reads followers as what must come before: its circle runs backwards.
        return tuple(reversed(error.args[1]))
    return ()
