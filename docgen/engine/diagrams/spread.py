"""Things on a line, each as near as can be to where it would like to stand, none too near to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def spread(wishes: Sequence[float], apart: Sequence[float], *, low: float, high: float) -> tuple[float, ...]:
    """Return positions in the order of the wishes that keep `apart[i]` between the i-th and the next.

    They have the least sum of squared distances to the wishes, within `low` and `high` (where all that does not
    fit, they go over `high`). By pooling adjacent violators (Barlow et al., 1972), in linear time.
    """
    if not wishes:
        return ()
    offsets = list(accumulate(apart, initial=0.0))
    free = _non_decreasing([wish - offset for wish, offset in zip(wishes, offsets, strict=True)])
    top = max(low, high - offsets[-1])
    return tuple(min(max(value, low), top) + offset for value, offset in zip(free, offsets, strict=True))


def _non_decreasing(values: Sequence[float]) -> list[float]:
    pools: list[tuple[float, int]] = []  # sum and count of neighbours that stand together
    for value in values:
        pools.append((value, 1))
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            (second, many), (first, few) = pools.pop(), pools.pop()
            pools.append((first + second, few + many))
    return [_mean(pool) for pool in pools for _ in range(pool[1])]


def _mean(pool: tuple[float, int]) -> float:
    return pool[0] / pool[1]
