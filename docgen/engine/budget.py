"""What one rendering may cost: work, texts and output, counted the same way on every machine.

A template is code, and code can run long or grow large from a few characters. Python can stop neither a loop nor a
function written in C from outside, so the generated code and the functions that it calls say beforehand, or at once
afterwards, what they cost. Bounds grow with the data: who gives a hundred thousand rows may use them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from sys import getsizeof
from typing import Any

from jinja2.exceptions import SecurityError

MAX_WORK = 20_000_000
"""In units of about a tenth of a microsecond, for data of a few values."""
MAX_TEXTS = 96 * 2**20
"""Bytes of all texts and lists that expressions make."""
MAX_OUTPUT = 48 * 2**20
"""Bytes that loops and macros write, pieces' own overhead included."""
MAX_WEIGHT = 1_000_000
"""Values in one list, those in the lists in it counted each time that they are met."""
_LEAVES = 10_000
"""So many values in the data allow as much again as the bounds do."""
_MOST_LEAVES = 5_000_000
_LONG = 500  # shorter texts cost nothing worth counting
_PER_UNIT = 256  # characters that a unit of work goes through
_FIRST_PACE, _MOST_ROUNDS, _PACE = 8, 1024, 2**20
_CONTAINERS = (list, tuple, dict, set, frozenset)


class Bound(SecurityError):
    """A rendering went over a bound."""


@dataclass(slots=True)
class Budget:
    """Counts what one rendering of a document has cost so far. Every method raises Bound over the bound."""

    data: Mapping[str, Any] = field(default_factory=dict)
    work: int = 0
    texts: int = 0
    output: int = 0
    since: int = 0
    pace: int = _FIRST_PACE
    _factor: float = 0.0
    _measured: dict[int, tuple[int, int, object]] = field(default_factory=dict)
    _weights: dict[int, tuple[Any, int]] = field(default_factory=dict)

    def spend(self, units: int) -> None:
        """Count work, in units of about a tenth of a microsecond."""
        self.work += units
        if self.work > MAX_WORK and self.work > MAX_WORK * self._allowance():
            raise Bound("the template's loops, calls and filters take too many steps")

    def write(self, size: int) -> None:
        """Count bytes that are written."""
        self.output += size
        if self.output > MAX_OUTPUT and self.output > MAX_OUTPUT * self._allowance():
            raise Bound("the loops write more than the bound")

    def make(self, size: int) -> None:
        """Count bytes of texts or lists that an expression makes."""
        self.texts += size
        if self.texts > MAX_TEXTS and self.texts > MAX_TEXTS * self._allowance():
            raise Bound("the texts and lists that expressions make grow over the bound")

    def _allowance(self) -> float:
        if not self._factor:
            self._factor = 1 + leaves(self.data) / _LEAVES
        return self._factor

    # -- values ---------------------------------------------------------------------------------------

    def made(self, value: Any) -> Any:
        """Return a value that an expression made, counted by its size."""
        if value.__class__ is str:
            if len(value) > _LONG:
                self.make(getsizeof(value))
                self.spend(len(value) // _PER_UNIT)
        elif value.__class__ in _CONTAINERS:
            self.make(8 * len(value))
            self.weigh(value)
        return value

    def seen(self, value: Any) -> Any:
        """Return a value that is looked through: compared, searched, printed or read by a filter."""
        if value.__class__ is str:
            if len(value) > _LONG:
                self.spend(len(value) // _PER_UNIT)
        elif value.__class__ in _CONTAINERS or value.__class__ is range:
            self.spend(self.weigh(value) // 3)
        return value

    def weigh(self, value: Any) -> int:
        """Return how many values a list holds, those in lists within it counted as often as they are met."""
        if value.__class__ is range:
            return len(value)
        known = self._weights.get(id(value))
        if known is None:
            for each in self._unknown_within(value):
                weight = 1 + sum(map(self._weight_of, _children(each)))
                if weight > MAX_WEIGHT and weight > MAX_WEIGHT * self._allowance():
                    raise Bound("a list grows over the bound")
                self._weights[id(each)] = known = (each, weight)  # kept: so its identity stays its own
            assert known is not None
        return known[1]

    def _unknown_within(self, value: Any) -> Iterator[Any]:
        """Yield the lists in a list, and itself, inner ones first."""
        waiting: list[tuple[Any, bool]] = [(value, False)]
        entered: set[int] = set()
        while waiting:
            each, ready = waiting.pop()
            if ready:
                yield each
            elif id(each) not in entered and id(each) not in self._weights:
                entered.add(id(each))
                self.spend(4 * len(each))
                waiting.append((each, True))
                waiting += [(child, False) for child in _children(each) if child.__class__ in _CONTAINERS]

    def _weight_of(self, value: Any) -> int:
        kind = value.__class__
        if kind in _CONTAINERS:
            return self._weights.get(id(value), (None, 1))[1]
        return len(value) if kind is range else 1 + len(value) // _LONG if kind is str else 1

    # -- loops ----------------------------------------------------------------------------------------

    def rounds(
        self, items: Sequence[Any], out: list[str], each: Iterable[Any] | None = None
    ) -> Iterable[Any]:
        """Return what a loop goes over; now and then between two rounds, what it has written is counted.

        `each` are the rounds where they are more than the items, as with `loop`.
        """
        self.since += len(items)
        source = items if each is None else each
        if self.since < self.pace:
            return source
        return chain.from_iterable(self._paced(len(items), source, out))

    def _paced(self, count: int, source: Iterable[Any], out: list[str]) -> Iterator[Iterator[Any]]:
        rounds = iter(source)
        while count > 0:
            written = self._measure(out)
            self.pace = max(1, min(_MOST_ROUNDS, 2 * self.pace, _PACE * self.pace // (written + 1)))
            self.since = 0
            taken = self.pace  # loops within these rounds change the pace
            yield islice(rounds, taken)
            count -= taken
        self._measure(out)

    def _measure(self, out: list[str]) -> int:
        """Count what was added to `out` since this was asked last; what stood there at first is the template's own."""
        begin, total, last = self._measured.get(id(out), (len(out), 0, None))
        if begin and (begin > len(out) or (last is not None and out[begin - 1] is not last)):
            begin, total = 0, 0
        added = sum(map(getsizeof, islice(out, begin, None))) if begin < len(out) else 0
        self.write(added)
        self._measured[id(out)] = (len(out), total + added, out[-1] if out else None)
        return added


def _children(value: Any) -> Iterable[Any]:
    return chain(value.keys(), value.values()) if value.__class__ is dict else value


def leaves(data: Any) -> int:
    """Return about how many values data hold: those of mappings, lists and dataclasses, each counted once."""
    waiting, met, count = [data], {id(data)}, 0
    while waiting and count < _MOST_LEAVES:
        value = waiting.pop()
        inner = _held(value)
        count += 1 if inner is not None else 1 + (len(value) // 100 if isinstance(value, str) else 0)
        for each in inner or ():
            if _held(each) is None:
                count += 1 + (len(each) // 100 if isinstance(each, str) else 0)
            elif id(each) not in met:
                met.add(id(each))
                waiting.append(each)
    return count


_FIELDS = "__dataclass_fields__"


def _held(value: Any) -> Iterable[Any] | None:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return value
    if hasattr(value.__class__, _FIELDS):
        return [getattr(value, name, None) for name in getattr(value.__class__, _FIELDS)]
    return None
