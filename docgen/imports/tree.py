"""An intake that is put together value by value, each of which remembers the cell that it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from docgen.intake.nodes import Data, Step
from docgen.intake.paths import steps_of
from docgen.intake.shape import Shape
from docgen.problems import Place


@dataclass(frozen=True, slots=True)
class Item:
    """A step into a list: the item with this id, or at this position."""

    name: str


Way = tuple[str | Item, ...]
"""The steps to a value: keys, and items of lists."""


def way_of(path: str) -> Way | None:
    """Return the steps of a path that the model knows, or None."""
    steps, known = steps_of(path)
    if not path or known < len(path):
        return None
    return tuple(Item(step.name) if step.is_item else step.name for step in steps)


def shape_of(path: str) -> Shape | None:
    """Return what the model lets stand at a path; None below a key of somebody's own (`x_`), where all may."""
    steps, known = steps_of(path)
    return steps[-1].shape if path and known == len(path) else None


@dataclass
class Tree:
    """The data of one intake so far, and where each value of it was read."""

    data: dict[str, Data] = field(default_factory=dict)
    places: dict[tuple[Step, ...], Place] = field(default_factory=dict)

    def put(self, way: Way, value: Data, place: Place) -> Place | None:
        """Put a value at the end of a way; of a group, all that is in it.

        Return the place of another value that is there already, else None.
        """
        if isinstance(value, dict) and value:
            others = [self.put((*way, key), below, place) for key, below in value.items()]
            return next(filter(None, others), None)
        here: Data = self.data
        steps: list[Step] = []
        for step, after in zip(way, (*way[1:], None), strict=True):
            made: Data = value if after is None else [] if isinstance(after, Item) else {}
            if not isinstance(here, list if isinstance(step, Item) else dict):
                return self.places.get(tuple(steps), place)  # a single value stands where a group is meant
            here, key, found = _enter(here, step, made)
            steps.append(key)
            if after is None and found and here != value:
                return self.places.get(tuple(steps), place)
        self.places[tuple(steps)] = place
        return None

    def list_at(self, way: Way) -> list[Data]:
        """Return the list at the end of a way of keys, made where there is none."""
        here: Data = self.data
        for step, after in zip(way, (*way[1:], None), strict=True):
            here, _, _ = _enter(here, step, [] if after is None else {})
        assert isinstance(here, list)
        return here

    def drop(self, paths: Collection[str]) -> None:
        """Take out the values at some paths; what names no value is left."""
        gone = [way for way, _ in leaves(self.data) if path_of(way) in paths]
        for *holder, last in reversed(gone):
            at: Data = self.data
            for step in holder:
                at = _below(at, step)
            if isinstance(at, dict) and isinstance(last, str):
                del at[last]
            elif isinstance(at, list) and isinstance(last, Item):
                del at[int(last.name)]

    def by_path(self) -> dict[str, Place]:
        """Return the places by path, as problems name it: with the ids of items."""
        return {self._path(steps): place for steps, place in self.places.items()}

    def _path(self, steps: Sequence[Step]) -> str:
        path, here = "", self.data if steps else None
        at: Data = here
        for step in steps:
            at = at[step] if isinstance(at, (dict, list)) else None  # type: ignore[index]
            name = at.get("id") if isinstance(at, dict) else None
            path += f"[{name or step}]" if isinstance(step, int) else f".{step}" if path else step
        return path


def _enter(here: Data, step: str | Item, made: Data) -> tuple[Data, Step, bool]:
    """Return what stands at one step (`made` where nothing does), the key or position of it, and whether it stood."""
    if isinstance(here, dict) and isinstance(step, str):
        found = here.get(step) is not None
        if not found:
            here[step] = made
        return here[step], step, found
    if isinstance(here, list) and isinstance(step, Item):
        position = _position(here, step.name)
        found = position < len(here)
        if not found:
            here.append(_identified(made, step.name))
        return here[position], position, found
    raise TypeError("a way does not fit the data")


def _position(items: Sequence[Data], name: str) -> int:
    for position, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == name:
            return position
    return int(name) if name.isdecimal() and int(name) < len(items) else len(items)


def _identified(made: Data, name: str) -> Data:
    return {"id": name, **made} if isinstance(made, dict) and not name.isdecimal() else made


def _below(data: Data, step: str | Item) -> Data:
    if isinstance(data, list) and isinstance(step, Item):
        return data[_position(data, step.name)]
    return data[str(step)] if isinstance(data, dict) else None


def leaves(data: Data, way: Way = ()) -> Iterator[tuple[Way, Data]]:
    """Yield each value that has none below it, with the way to it: texts, and empty groups and lists."""
    if isinstance(data, dict) and data:
        for key, below in data.items():
            yield from leaves(below, (*way, key))
    elif isinstance(data, list) and data:
        for position, item in enumerate(data):
            name = item.get("id") if isinstance(item, dict) else None
            yield from leaves(item, (*way, Item(name if isinstance(name, str) else str(position))))
    elif data is not None:
        yield way, data


def path_of(way: Way) -> str:
    """Return a way as a path: `applications[app-xero].rto`."""
    path = ""
    for step in way:
        path += f"[{step.name}]" if isinstance(step, Item) else f".{step}" if path else step
    return path
