"""Finding values in the nodes of a data file by the steps of a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.intake.nodes import Node
from docgen.intake.paths import PathStep


def items_named(items: Sequence[Node], name: str) -> list[int]:
    """Return the positions of the items that `name` means: by id, by `key=value`, else by position from 0."""
    by_id = [position for position, item in enumerate(items) if id_of(item) == name]
    if by_id:
        return by_id
    key, equals, value = name.partition("=")
    if equals:
        return [position for position, item in enumerate(items) if _says(item, key.strip(), value.strip())]
    return [int(name)] if name.isdecimal() and int(name) < len(items) else []


def id_of(node: Node) -> str:
    """Return the id of a list's item, empty where it has none."""
    given = node.child("id") if node.pairs is not None else None
    return given.data if given and isinstance(given.data, str) else ""


def nodes_at(root: Node, steps: Iterable[PathStep]) -> list[Node]:
    """Return the values that a path leads to: none, one, or several where it says `[]` for every item."""
    found = [root]
    for step in steps:
        found = [below for node in found for below in _below(node, step)]
    return found


def _below(node: Node, step: PathStep) -> Iterator[Node]:
    if not step.is_item:
        child = node.child(step.name)
        yield from (child,) if child else ()
    elif node.items is not None:
        yield from (node.items[at] for at in items_named(node.items, step.name)) if step.name else node.items


def _says(item: Node, key: str, value: str) -> bool:
    """Return whether a key of an item has the value, or a list that holds it."""
    given = item.child(key) if item.pairs is not None else None
    if given is None:
        return False
    return any(one.data == value for one in given.items) if given.items is not None else given.data == value
