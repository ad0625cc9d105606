"""Which things stand above which, and in what order side by side: Sugiyama's method for one level of a diagram."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_SWEEPS = 4
Edge = tuple[str, str]


def ranked(keys: Sequence[str], edges: Iterable[Edge]) -> list[list[str]]:
    """Return the keys in ranks from the top: every edge leads down, as far as the edges allow (cycles are turned).

    Keys without an edge come in a last rank of their own, unless there are no edges at all. Inside a rank the
    order keeps crossings few, and where it makes no difference it is the order of `keys`.
    """
    forward = _without_cycles(keys, edges)
    rank = _longest_paths(keys, forward)
    linked = {key for edge in forward for key in edge}
    last = max(rank.values(), default=0) + 1
    levels: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        levels[rank[key] if key in linked or not linked else last].append(key)
    return _uncrossed([levels[level] for level in sorted(levels)], forward)


def _without_cycles(keys: Sequence[str], edges: Iterable[Edge]) -> list[Edge]:
    """Turn the edges that close a cycle when the graph is walked depth first in the given order."""
    after: dict[str, list[str]] = defaultdict(list)
    for start, end in dict.fromkeys(edges):
        after[start].append(end)
    turned: set[Edge] = set()
    state: dict[str, int] = {}
    for key in keys:
        _walk(key, after, state, turned)
    kept = [
        (end, start) if (start, end) in turned else (start, end) for start in keys for end in after[start]
    ]
    return list(dict.fromkeys(kept))


def _walk(key: str, after: Mapping[str, list[str]], state: dict[str, int], turned: set[Edge]) -> None:
    """Walk from a key; state 1 is on the way, 2 is done. A stack of its own: depth is not bounded by Python's."""
    if key in state:
        return
    state[key] = 1
    stack = [(key, iter(after[key]))]
    while stack:
        at, ends = stack[-1]
        following = next(ends, None)
        if following is None:
            state[at] = 2
            stack.pop()
        elif state.get(following) == 1:
            turned.add((at, following))
        elif following not in state:
            state[following] = 1
            stack.append((following, iter(after[following])))


def _longest_paths(keys: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return each key's rank: the longest path that leads to it; a source stands right above what it leads to."""
    after, before = _neighbours(edges)
    rank = dict.fromkeys(keys, 0)
    waiting = {key: len(before[key]) for key in keys}
    ready = [key for key in keys if not waiting[key]]
    for key in ready:  # grows while it is read: Kahn's order
        for end in after[key]:
            rank[end] = max(rank[end], rank[key] + 1)
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    for key in keys:
        if after[key] and not before[key]:
            rank[key] = min(rank[end] for end in after[key]) - 1
    return rank


def _neighbours(edges: Sequence[Edge]) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        after[start].append(end)
        before[end].append(start)
    return after, before


def _uncrossed(levels: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Order each rank by the mean place of what it is linked to, sweeping down and up (the barycentre method)."""
    after, before = _neighbours(edges)
    best, fewest = levels, _crossings(levels, edges)
    for sweep in range(_SWEEPS if fewest else 0):
        down = sweep % 2 == 0
        levels = _swept(levels, before if down else after, down=down)
        count = _crossings(levels, edges)
        if count < fewest:
            best, fewest = levels, count
    return best


def _swept(levels: list[list[str]], beside: Mapping[str, list[str]], *, down: bool) -> list[list[str]]:
    place = {key: at / len(level) for level in levels for at, key in enumerate(level)}
    swept = []
    for level in levels if down else reversed(levels):
        wish = {key: _mean([place[other] for other in beside[key]], place[key]) for key in level}
        ordered = sorted(level, key=wish.__getitem__)
        place |= {key: at / len(ordered) for at, key in enumerate(ordered)}
        swept.append(ordered)
    return swept if down else swept[::-1]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(levels: Sequence[Sequence[str]], edges: Sequence[Edge]) -> int:
    """Return how many pairs of edges between the same two ranks cross (by a sum tree, in n log n)."""
    where = {key: (row, at) for row, level in enumerate(levels) for at, key in enumerate(level)}
    between: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for start, end in edges:
        (upper, left), (lower, right) = where[start], where[end]
        between[upper, lower].append((left, right))
    return sum(_inversions([right for _, right in sorted(pairs)]) for pairs in between.values())


def _inversions(values: Sequence[int]) -> int:
    size = max(values, default=0) + 2
    tree, found = [0] * (size + 1), 0
    for seen, value in enumerate(values):
        found += seen - _sum_to(tree, value + 1)
        at = value + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return found


def _sum_to(tree: Sequence[int], at: int) -> int:
    total = 0
    while at:
        total += tree[at]
        at -= at & -at
    return total
