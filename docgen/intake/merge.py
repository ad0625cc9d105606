"""One tree of nodes over another: what changes, and what cannot be done.

Nothing is changed in place: aliases of a YAML file share their nodes. A value of the merged tree knows which text it
stands in, so that a problem with it is shown where somebody wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.intake.items import id_of, items_named
from docgen.intake.model.base import PRIVATE_PREFIX, Facts
from docgen.intake.model.scalar import in_words, nearest
from docgen.intake.nodes import Node, mapping, sequence
from docgen.intake.shape import FactField, Kind, Shape, fields_of
from docgen.intake.source import Source
from docgen.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Change:
    """One value that the upper tree changed: at `path` there was `old` and is now `new`; None for nothing.

    `source` is the upper text, `spot` the characters in it that say so.
    """

    path: str
    old: Node | None
    new: Node | None
    source: Source
    spot: tuple[int, int]

    @property
    def place(self) -> Place:
        """Where the upper text says so."""
        return self.source.place(*self.spot, self.path)


class Merge:
    """The merging of one upper text; `changes` and `problems` collect what happens on the way."""

    def __init__(self, source: Source) -> None:
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self._source = source

    def over(self, base: Node, upper: Node, shape: Shape) -> Node:
        """Return `base` with the mapping `upper` over it."""
        return self._mapping(base, upper, shape, "")

    def _value(self, base: Node | None, upper: Node, shape: Shape | None, at: _Spot) -> Node | None:
        """Return what stands at a path in the end, None for nothing."""
        if upper.data is None:
            if base is not None:
                self._change(at, base, None)
            return None
        if shape is not None and shape.kind is Kind.LIST and _names_items(upper, base, shape):
            return self._list(base, upper, shape, at)
        if upper.pairs is not None:
            held = base if base is not None and base.pairs is not None else None
            if base is not None and held is None:
                return self._replaced(base, upper, at)
            return self._mapping(held or self._empty(upper), upper, shape, at.path)
        return self._replaced(base, upper, at)

    def _replaced(self, base: Node | None, upper: Node, at: _Spot) -> Node:
        if base is not None and base.data == upper.data:
            return base
        self._change(at, base, upper)
        return upper

    def _mapping(self, base: Node, upper: Node, shape: Shape | None, path: str) -> Node:
        merged = like(base)
        for key in dict.fromkeys((*(base.pairs or ()), *(upper.pairs or ()))):
            mine, other = base.child(key), upper.child(key)
            spot = base.keys[key] if mine is not None else upper.keys[key]
            if other is not None:
                at = _Spot(f"{path}.{key}" if path else key, upper.keys[key], other)
                mine = self._child(mine, other, shape, key, at)
                if mine is not None and mine.source is self._source:
                    spot = upper.keys[key]
            if mine is not None:
                merged.add_pair(key, spot, mine)
        return merged

    def _child(self, base: Node | None, upper: Node, shape: Shape | None, key: str, at: _Spot) -> Node | None:
        known, below = _below(shape, key)
        if not known and upper.data is None:
            group = shape.group if shape else None
            close = nearest(key, fields_of(group)) if group else ""
            hint = f"Did you mean {close}?" if close else "Take the line out."
            self._refuse("unknown-key", at, f"{at.path} is not known here.", hint)
        return self._value(base, upper, below, at)

    def _list(self, base: Node | None, upper: Node, shape: Shape, at: _Spot) -> Node | None:
        """Return a list with single items changed, taken out or added."""
        items = list(base.items or ()) if base is not None else []
        kept: list[Node | None] = list(items)
        for name, spot, other in self._named_once(upper, at):
            position = self._position(items, name, _Spot(f"{at.path}[{name}]", spot, other), shape)
            if position is None:
                continue
            here = _Spot(f"{at.path}[{_name(items, position) or name}]", spot, other)
            if position == len(items):
                kept.append(self._value(None, _with_id(other, name, spot), shape.inner, here))
            else:
                kept[position] = self._value(kept[position], other, shape.inner, here)
        merged = like(base) if base is not None and base.items is not None else self._empty_list(upper)
        for item in kept:
            if item is not None:
                merged.add_item(item)
        return merged

    def _named_once(self, upper: Node, at: _Spot) -> Iterator[tuple[str, tuple[int, int], Node]]:
        seen: set[str] = set()
        for name, spot, item in _named(upper):
            here = _Spot(f"{at.path}[{name}]", spot, item)
            if not name:
                hint = "Write the id of the one that is meant, or [] for none."
                self._refuse("missing-key", here, f"An item of {at.path} has no id here.", hint)
            elif name in seen:
                self._refuse(
                    "duplicate-id", here, f"{here.path} stands here a second time.", "Keep one of the two."
                )
            else:
                yield name, spot, item
            seen.add(name)

    def _position(self, items: list[Node], name: str, at: _Spot, shape: Shape) -> int | None:
        """Return the position of the item that is meant, the next free one for a new item, None for neither."""
        found = items_named(items, name)
        if len(found) > 1:
            self._ambiguous(at, [items[position] for position in found])
            return None
        if found:
            return found[0]
        group = shape.inner.group if shape.inner else None
        lacking = _lacking(at.node, group) if group else []
        told = _says_more(at.node) or (group is not None and _is_link(group))
        if at.node.pairs is None or lacking or "=" in name or not told:
            self._no_such_item(at, name, items, lacking)
            return None
        return len(items)

    def _no_such_item(self, at: _Spot, name: str, items: list[Node], lacking: list[str]) -> None:
        ids = [known for known in map(id_of, items) if known]
        close = nearest(name, ids)
        known = f"Known: {in_words(ids)}." if ids else "The list has none."
        hint = f"Did you mean {close}?" if close else known
        if lacking and at.node.pairs is not None and "=" not in name:
            hint += f" A new one must be given whole, with {in_words(lacking).replace(' or ', ' and ')}."
        self._refuse("broken-reference", at, f"There is no {at.path}.", hint)

    def _ambiguous(self, at: _Spot, found: list[Node]) -> None:
        ids = [id_of(item) for item in found]
        hint = f"Name one by its id: {in_words(ids)}." if all(ids) else "Name one by its position."
        self._refuse("ambiguous-item", at, f"{at.path} is {len(found)} items of the list.", hint)

    def _change(self, at: _Spot, old: Node | None, new: Node | None) -> None:
        self.changes.append(Change(at.path, old, new, self._source, at.marked))

    def _refuse(self, code: str, at: _Spot, message: str, hint: str) -> None:
        where = self._source.place(*at.spot, at.path)
        self.problems.append(Problem(code, Severity.ERROR, where, message, hint))

    def _empty(self, upper: Node) -> Node:
        node = mapping(upper.start, flow=upper.flow)
        node.end, node.source = upper.end, self._source
        return node

    def _empty_list(self, upper: Node) -> Node:
        node = sequence(upper.start, flow=upper.flow)
        node.end, node.source = upper.end, self._source
        return node


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where something is said: of which path, at which characters (a key's, or an item's), with which value."""

    path: str
    spot: tuple[int, int]
    node: Node

    @property
    def marked(self) -> tuple[int, int]:
        """The value's own characters; those of its key where it is empty or a group."""
        single = self.node.pairs is None and self.node.items is None and self.node.end > self.node.start
        return (self.node.start, self.node.end) if single else self.spot


def _below(shape: Shape | None, key: str) -> tuple[bool, Shape | None]:
    """Return whether the model knows `key` in a value of this shape, and what it lets stand there."""
    if shape is None or key.startswith(PRIVATE_PREFIX):
        return True, None
    if shape.kind is Kind.GROUP and shape.group:
        field = fields_of(shape.group).get(key)
        return field is not None, field.shape if field else None
    return shape.kind is Kind.MAP, shape.inner if shape.kind is Kind.MAP else None


def _names_items(upper: Node, base: Node | None, shape: Shape) -> bool:
    """Return whether a value for a list speaks of single items rather than of the whole list."""
    if upper.pairs is not None:
        return True
    group = shape.inner.group if shape.inner else None
    items = (base.items if base is not None else None) or ()
    if group is None or "id" not in fields_of(group) or not upper.items or not items:
        return False
    return any(map(id_of, upper.items)) or any(map(id_of, items))


def _named(upper: Node) -> Iterator[tuple[str, tuple[int, int], Node]]:
    """Yield the items that a value speaks of: their names, the characters that name them, what is said of them."""
    for key, item in (upper.pairs or {}).items():
        yield key, upper.keys[key], item
    for item in upper.items or ():
        given = item.child("id") if item.pairs is not None else None
        yield id_of(item), (given.start, given.end) if given else (item.start, item.start + 1), item


def _name(items: list[Node], position: int) -> str:
    return id_of(items[position]) if position < len(items) else ""


def _says_more(item: Node) -> bool:
    """Return whether an item says anything besides its id."""
    return any(key != "id" for key in item.pairs or ())


def _is_link(group: type[Facts]) -> bool:
    """Return whether the id of such an item names another thing: then a new one has said all with its id alone."""
    given = fields_of(group).get("id")
    return given is not None and given.shape.ref is not None


def _lacking(item: Node, group: type[Facts]) -> list[str]:
    """Return the keys that a new item must have and has not: what the model or the item's first stage requires.

    A part of an item would more likely be a slip in the id than a new item.
    """
    fields = fields_of(group).values()
    first = min((stage for field in fields for stage in field.stage.split()[:1]), default="")
    return [field.key for field in fields if _needed(field, first) and item.child(field.key) is None]


def _needed(field: FactField, first: str) -> bool:
    return field.info.is_required() or (bool(first) and field.stage.split()[:1] == [first])


def _with_id(item: Node, name: str, spot: tuple[int, int]) -> Node:
    """Return a new item that was written under its id with the id as a key of its own."""
    if item.child("id") is not None or item.pairs is None:
        return item
    whole = like(item)
    whole.add_pair("id", spot, Node(name, *spot, source=item.source))
    for key, value in item.pairs.items():
        whole.add_pair(key, item.keys[key], value)
    return whole


def like(node: Node) -> Node:
    """Return a value of the same kind and place that holds nothing yet."""
    made = mapping(node.start, flow=node.flow) if node.items is None else sequence(node.start, flow=node.flow)
    made.end, made.source = node.end, node.source
    return made


def with_source(node: Node, source: Source) -> Node:
    """Mark a value that was just read, and all below it, as standing in `source`; return it."""
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        if here.source is not source:
            here.source = source
            waiting += _inside(here)
    return node


def _inside(node: Node) -> Iterable[Node]:
    return node.items if node.items is not None else (node.pairs or {}).values()
