"""What a template can show of its data: the paths that its tags name, and the values that stand there.

`engine/showing.py` finds the paths in the syntax trees of a template. A value that is printed, compared, or handed to
something whose work is not known counts whole, with all below it. Of one that is only looped over, tested or counted
no more counts than that: how many, whether, of which type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

_MISSING: Any = object()
_ABSENT, _NONE, _THERE, _IN_PART = 0, 1, 2, 3
"""What the shape says of a place in the data: nothing there, None, a value, a value that lacks some leaves."""
_ITEMS, _MEMBERS, _ONE, _NO_ITEMS, _NO_TEXT = "items", "members", "one", "no items", "no text"

Key = str | int
"""A name (`client.name`, `row["name"]`) or a position (`row[0]`)."""
Collect = Callable[[Any, list[Any], list[Any]], None]


@dataclass(slots=True, eq=False)
class Spot:
    """A place in the data, and what of the value there can be seen.

    `whole`: all of it. `printed`: all of it, if a tag can print it. `truth`: whether it counts as true; `number`: its
    length; `kind`: its type; `unpacked`: its items were given names one by one, by position. `named` are the places
    below it by name or position, `each` stands for all its items (of a mapping: its keys and values).
    """

    named: dict[Key, Spot] = field(default_factory=dict)
    each: Spot | None = None
    whole: bool = False
    printed: bool = False
    truth: bool = False
    number: bool = False
    kind: bool = False
    unpacked: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the value counts; so it does where it is printed and nothing else."""
        others = (self.named, self.each, self.truth, self.number, self.kind, self.unpacked)
        return self.whole or (self.printed and not any(others))

    def at(self, key: Key) -> Spot:
        """Return the place below this one that `key` leads to."""
        found = self.named.get(key)
        if found is None:
            found = self.named[key] = Spot()
        return found

    def every(self) -> Spot:
        """Return the place that stands for each item of this one."""
        if self.each is None:
            self.each = Spot()
        return self.each


class Shown:
    """The part of its data that a template can show. What is outside it never changes a rendering's bytes."""

    def __init__(self, root: Spot, printable: Callable[[type], bool]) -> None:
        """`printable` tells whether a tag can print values of a type as text: the others end a rendering."""
        self.root = root
        collected = _Collectors(printable)
        self._collectors = [(name, collected.of(spot)) for name, spot in _sorted(root.named)]

    @property
    def names(self) -> frozenset[str]:
        """The names that the template looks up at the root of its data."""
        return frozenset(str(name) for name in self.root.named)

    @property
    def paths(self) -> tuple[str, ...]:
        """What is shown, sorted: `client.name`, `sla.targets[].resolution`, `rows[][0]`.

        Behind a path stands what is seen of the value where that is not all: `(whether)`, `(how many)`, `(type)`.
        """
        return tuple(sorted(_paths(self.root, "")))

    def of(self, data: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
        """Return what the template can show of `data`: the values, and the shape that they stand in.

        Two data sets that give equal pairs give the same rendering. The shape is plain: texts, whole numbers, yes or
        no. The values are the data's own objects, in the order of the paths.
        """
        values: list[Any] = []
        shape: list[Any] = []
        for name, collect in self._collectors:
            collect(data[str(name)] if name in data else _MISSING, values, shape)
        return values, shape


def _paths(spot: Spot, path: str) -> Iterator[str]:
    seen = {"(whether)": spot.truth, "(how many)": spot.number, "(type)": spot.kind}
    if spot.is_whole:
        yield path
        return
    if spot.printed:
        yield f"{path} (as text)"
    yield from (f"{path} {words}" for words, so in seen.items() if so)
    for key, below in spot.named.items():
        yield from _paths(below, _below(path, key))
    if spot.each is not None:
        inner = tuple(_paths(spot.each, f"{path}[]"))
        yield from inner or (f"{path}[] (how many)",)


def _below(path: str, key: Key) -> str:
    if not path:
        return str(key)
    return f"{path}.{key}" if isinstance(key, str) and key.isidentifier() else f"{path}[{key!r}]"


# -- collecting -----------------------------------------------------------------------------------------


def _sorted(named: Mapping[Key, Spot]) -> list[tuple[Key, Spot]]:
    return sorted(named.items(), key=lambda item: (isinstance(item[0], str), item[0]))


class _Collectors:
    """Makes the functions that add what is seen at a place to the values and the shape."""

    def __init__(self, printable: Callable[[type], bool]) -> None:
        self._printable = printable
        self._known: dict[type, bool] = {}

    def of(self, spot: Spot) -> Collect:
        if spot.is_whole:
            return _whole
        below = _sorted(spot.named)
        leaves = tuple(key for key, each in below if each.is_whole)
        steps: list[Collect] = [self._as_text] if spot.printed else []
        steps += [mark for mark, so in _marks(spot).items() if so]
        steps += _members(leaves, [(key, self.of(each)) for key, each in below if not each.is_whole])
        steps += [_every(self.of(spot.each), whole=spot.each.is_whole)] if spot.each is not None else []
        return _inner(tuple(steps))

    def _as_text(self, value: Any, values: list[Any], shape: list[Any]) -> None:
        kind = value.__class__
        if kind not in self._known:
            self._known[kind] = self._printable(kind)
        if self._known[kind]:
            shape.append(_ONE)
            values.append(value)
        else:
            shape.append(_NO_TEXT)


def _whole(value: Any, values: list[Any], shape: list[Any]) -> None:
    if value is _MISSING:
        shape.append(_ABSENT)
    else:
        shape.append(_THERE)
        values.append(value)


def _inner(steps: tuple[Collect, ...]) -> Collect:
    def collect(value: Any, values: list[Any], shape: list[Any]) -> None:
        if value is None or value is _MISSING:
            shape.append(_ABSENT if value is _MISSING else _NONE)
            return
        shape.append(_THERE)
        for step in steps:
            step(value, values, shape)

    return collect


def _marks(spot: Spot) -> Mapping[Collect, bool]:
    return {_truth: spot.truth, _number: spot.number, _kind: spot.kind, _unpacked: spot.unpacked}


def _truth(value: Any, values: list[Any], shape: list[Any]) -> None:  # noqa: ARG001 - all steps are called alike
    shape.append(bool(value))


def _number(value: Any, values: list[Any], shape: list[Any]) -> None:  # noqa: ARG001 - as above
    shape.append(len(value) if hasattr(value, "__len__") else _ONE)


def _kind(value: Any, values: list[Any], shape: list[Any]) -> None:  # noqa: ARG001 - as above
    shape.append(type(value).__qualname__)


def _unpacked(value: Any, values: list[Any], shape: list[Any]) -> None:
    """Add the number of items, or all of what is no list: positions don't say what it gives."""
    if isinstance(value, list | tuple):
        shape += (_ITEMS, len(value))
    else:
        shape.append(_ONE)
        values.append(value)


def _members(leaves: tuple[Key, ...], deeper: list[tuple[Key, Collect]]) -> list[Collect]:
    """Return the steps for what stands below a place: members that count whole, and those of which some counts.

    All members of a dataclass are read at once.
    """
    one_by_one = [_leaves(leaves)] if leaves else []
    one_by_one += [_step(key, inner) for key, inner in deeper]
    names = [
        key for key in (*leaves, *(key for key, _ in deeper)) if isinstance(key, str) and key.isidentifier()
    ]
    if not deeper or len(names) < 2 or len(names) < len(leaves) + len(deeper):
        return one_by_one
    read, few, inners = attrgetter(*names), len(leaves), tuple(inner for _, inner in deeper)

    def collect(value: Any, values: list[Any], shape: list[Any]) -> None:
        found = _read(read, value)
        if found is None:
            for step in one_by_one:
                step(value, values, shape)
            return
        if few:
            shape.append(_THERE)
            values.extend(found[:few])
        for inner, member in zip(inners, found[few:], strict=True):
            inner(member, values, shape)

    return [collect]


def _read(read: Callable[[Any], tuple[Any, ...]], value: Any) -> tuple[Any, ...] | None:
    """Return several attributes of a dataclass, None where the value is something else or lacks one of them."""
    if not _is_record(value.__class__):
        return None
    try:
        return read(value)
    except AttributeError:
        return None


def _leaves(keys: tuple[Key, ...]) -> Collect:
    """Return the step for members that count whole; those of a dataclass are read at once."""
    names = [key for key in keys if isinstance(key, str)]
    read = attrgetter(*names) if len(names) == len(keys) else None
    alone = len(keys) == 1

    def collect(value: Any, values: list[Any], shape: list[Any]) -> None:
        if read is not None and _is_record(value.__class__):
            try:
                found = read(value)
            except AttributeError:
                pass
            else:
                shape.append(_THERE)
                values.append(found) if alone else values.extend(found)
                return
        shape.append(_IN_PART)
        for key in keys:
            _whole(_member(value, key), values, shape)

    return collect


def _step(key: Key, inner: Collect) -> Collect:
    def collect(value: Any, values: list[Any], shape: list[Any]) -> None:
        if _is_record(value.__class__) and key.__class__ is str:
            inner(getattr(value, key, _MISSING), values, shape)
        else:
            inner(_member(value, key), values, shape)

    return collect


@lru_cache(maxsize=1024)
def _is_record(kind: type) -> bool:
    """Return whether templates read values of a type by their attributes and by nothing else."""
    return is_dataclass(kind) and not hasattr(kind, "__getitem__")


def _member(value: Any, key: Key) -> Any:
    """Return what a template finds under a name or a position, as the engine looks it up (`Runtime.get_attr`)."""
    if isinstance(value, Mapping) and key in value:
        return value[key]
    if isinstance(key, str) and value.__class__ is not dict:
        found = getattr(value, key, _MISSING)
        if found is not _MISSING:
            return found
    try:
        return value[key]
    except (TypeError, LookupError):
        return _MISSING


def _every(inner: Collect, *, whole: bool) -> Collect:
    def collect(value: Any, values: list[Any], shape: list[Any]) -> None:
        if isinstance(value, (list, tuple)):
            shape += (_ITEMS, len(value))
            if whole:
                values.extend(value)
                return
            for item in value:
                inner(item, values, shape)
        elif isinstance(value, Mapping):
            shape += (_MEMBERS, len(value))
            for key, item in value.items():
                values.append(key)
                inner(item, values, shape)
        elif hasattr(value, "__iter__") or hasattr(value, "__getitem__"):
            shape.append(_ONE)
            values.append(value)
        else:
            shape += (_NO_ITEMS, type(value).__qualname__)

    return collect
