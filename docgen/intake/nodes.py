"""What a data file holds, value by value, each with where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.intake.source import Source
from docgen.problems import Place

Data = str | None | dict[str, "Data"] | list["Data"]
Step = str | int

DEEPEST = 100
MOST_VALUES = 250_000

# Of all scalars and lists, which are most of a file: one empty mapping for each would only be counted and freed.
_NO_KEYS: Final[dict[str, tuple[int, int]]] = {}


@dataclass(slots=True)
class Node:
    """One value: its plain `data`, the characters it stands at, and below it other nodes.

    Scalars are text (`quoted` or plain) or None. `keys` holds where each key of a mapping stands; `size` counts
    the values in it with every alias written out, `height` the levels. `source` is the text that the characters
    are of, where that is not the file's own: the value came from an overlay. A key has the source of its value.
    """

    data: Data
    start: int
    end: int
    quoted: bool = False
    flow: bool = False
    pairs: dict[str, Node] | None = None
    items: list[Node] | None = None
    keys: dict[str, tuple[int, int]] = field(default_factory=lambda: _NO_KEYS)
    size: int = 1
    height: int = 0
    source: Source | None = None

    def child(self, step: Step) -> Node | None:
        """Return the value of a key, or the item at a position, or None."""
        if isinstance(step, str):
            return self.pairs.get(step) if self.pairs is not None else None
        return self.items[step] if self.items is not None and 0 <= step < len(self.items) else None

    def add_pair(self, key: str, spot: tuple[int, int], value: Node) -> None:
        assert self.pairs is not None
        assert isinstance(self.data, dict)
        self.pairs[key], self.keys[key], self.data[key] = value, spot, value.data
        self.size += value.size
        if value.height >= self.height:
            self.height = value.height + 1

    def add_item(self, value: Node) -> None:
        assert self.items is not None
        assert isinstance(self.data, list)
        self.items.append(value)
        self.data.append(value.data)
        self.size += value.size
        if value.height >= self.height:
            self.height = value.height + 1


def mapping(start: int, *, flow: bool = False) -> Node:
    """Return an empty mapping that starts at `start`; its end is set when it is closed."""
    return Node({}, start, start, flow=flow, pairs={}, keys={})


def sequence(start: int, *, flow: bool = False) -> Node:
    """Return an empty list that starts at `start`; its end is set when it is closed."""
    return Node([], start, start, flow=flow, items=[])


@dataclass(frozen=True)
class Lines:
    """Where every value of a file stands.

    A path names a value with keys and ids: `applications[app-xero].rto`; an item without an id has its position,
    counted from 0: `engagement.hard_deadlines[0].date`. A key may itself hold dots and brackets.
    """

    source: Source
    root: Node | None = None

    @classmethod
    def none(cls, file: str = "") -> Lines:
        """Return the lines of a file that could not be read."""
        return cls(Source(file, ""))

    def place(self, path: str) -> Place:
        """Return the place of the value at `path`; where it is absent, of what it would stand in."""
        return self._of(self.steps(path), path)

    def place_of(self, steps: Sequence[Step]) -> Place:
        """Return the place of the value at `steps` (keys and positions); where absent, of what would hold it."""
        return self._of(steps, self.path_of(steps))

    def key_place(self, steps: Sequence[Step]) -> Place:
        """Return the place of the key that the last step names."""
        holder = self._node(steps[:-1])
        spot = holder.keys.get(str(steps[-1])) if holder else None
        below = holder.child(steps[-1]) if holder else None
        if spot is None or below is None:
            return self.place_of(steps)
        return (below.source or self.source).place(*spot, self.path_of(steps))

    def path_of(self, steps: Sequence[Step]) -> str:
        """Return the path of `steps`: ids stand for the positions of items that have one."""
        path, node = "", self.root
        for step in steps:
            node = node.child(step) if node else None
            if isinstance(step, int):
                path += f"[{_id_of(node) or step}]"
            else:
                path += f".{step}" if path else step
        return path

    def steps(self, path: str) -> list[Step]:
        """Return the keys and positions that `path` leads through, as far as the file has them."""
        steps: list[Step] = []
        node, rest = self.root, path
        while node is not None and rest:
            found = _next_key(node, rest) if node.pairs is not None else _next_item(node, rest)
            if found is None:
                break
            step, rest = found
            steps.append(step)
            node = node.child(step)
        return steps

    def _node(self, steps: Sequence[Step]) -> Node | None:
        node = self.root
        for step in steps:
            node = node.child(step) if node else None
        return node

    def _of(self, steps: Sequence[Step], path: str) -> Place:
        node, key = self.root, None
        for step in steps:
            below = node.child(step) if node else None
            if node is None or below is None:
                break
            key = node.keys.get(step) if isinstance(step, str) else None
            node = below
        if node is None:
            return Place(self.source.file, path=path)
        return (node.source or self.source).place(*_marked(node, key), path)


def _marked(node: Node, key: tuple[int, int] | None) -> tuple[int, int]:
    """Return the characters that stand for a value: itself, or its key where it is empty or spans lines."""
    if node.pairs is None and node.items is None:
        return key if key and node.start == node.end else (node.start, node.end)
    if node.flow or key is None:
        return node.start, node.start + 1
    return key


def _next_key(node: Node, rest: str) -> tuple[Step, str] | None:
    """Return the longest key of `node` that `rest` starts with, and what follows it."""
    rest = rest.removeprefix(".")
    fits = [
        key for key in node.pairs or () if rest == key or (key and rest.startswith((f"{key}.", f"{key}[")))
    ]
    return (max(fits, key=len), rest[len(max(fits, key=len)) :]) if fits else None


def _next_item(node: Node, rest: str) -> tuple[Step, str] | None:
    """Return the position of the item that `[id]` or `[position]` names, and what follows."""
    name, bracket, after = rest.removeprefix("[").partition("]")
    if not rest.startswith("[") or not bracket:
        return None
    for position, item in enumerate(node.items or ()):
        if _id_of(item) == name:
            return position, after
    if name.isdecimal() and int(name) < len(node.items or ()):
        return int(name), after
    return None


def _id_of(node: Node | None) -> str:
    data = node.data if node else None
    name = data.get("id") if isinstance(data, dict) else None
    return name if isinstance(name, str) else ""
