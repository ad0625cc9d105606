"""One text of values lying on another: what a client's file says stands over what holds for all of a provider's.

Groups are merged key by key. Lists of things with ids are merged by id: known ones are changed, others added at the
end. A list may also be spoken of by keys: an id, a position from 0, or what one key of an item says (`role=csm:`);
then only what is there can be changed, and `null` takes an item out. All other values are replaced. Nothing is
changed in place, and every value keeps the place where it was written.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.intake.items import id_of, items_named
from docgen.intake.merge import like
from docgen.intake.model.scalar import in_words, nearest
from docgen.intake.nodes import Node, sequence
from docgen.intake.source import Source
from docgen.problems import Problem, Severity


class Stack:
    """The laying of one text (`source`) on others; `problems` collects what it names and is not there."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self._source = source

    def over(self, base: Node, upper: Node, path: str = "") -> Node:
        """Return what stands at `path` once `upper` lies on `base`."""
        if upper.pairs is not None and base.pairs is not None:
            return self.group(base, upper, path)
        if upper.pairs is not None and base.items is not None:
            return self._by_name(base, upper, path)
        if upper.items and base.items and any(map(id_of, base.items)) and any(map(id_of, upper.items)):
            return self._by_id(base.items, upper, path)
        return upper

    def group(self, base: Node, upper: Node, path: str) -> Node:
        """Return a group of keys with those of `upper` in it."""
        merged = like(upper)
        for key, mine in (base.pairs or {}).items():
            other = upper.child(key)
            if other is None:
                merged.add_pair(key, base.keys[key], mine)
                continue
            found = (
                self._over_null(key, other) if other.data is None else self.over(mine, other, _at(path, key))
            )
            if found is not None:
                merged.add_pair(key, upper.keys[key], found)
        for key, other in (upper.pairs or {}).items():
            if base.child(key) is None:
                merged.add_pair(key, upper.keys[key], other)
        return merged

    def _over_null(self, _key: str, null: Node) -> Node | None:
        """Return what `null` leaves of a key: itself, for an empty fact is an absent one; None for nothing."""
        return null

    def _by_id(self, items: Sequence[Node], upper: Node, path: str) -> Node:
        positions = {id_of(item): at for at, item in enumerate(items) if id_of(item)}
        kept = list(items)
        for item in upper.items or ():
            # A second one of the same id is added, so that it is told where all ids are checked.
            at = positions.pop(id_of(item), None)
            if at is None:
                kept.append(item)
            else:
                kept[at] = self.over(kept[at], item, f"{path}[{id_of(item)}]")
        return _listed(upper, kept)

    def _by_name(self, base: Node, upper: Node, path: str) -> Node:
        items = base.items or []
        kept: list[Node | None] = list(items)
        for name, other in (upper.pairs or {}).items():
            found = items_named(items, name)
            if len(found) != 1:
                self._refuse(upper.keys[name], f"{path}[{name}]", items, found, name)
                continue
            mine = kept[found[0]]
            if other.data is None or mine is None:
                kept[found[0]] = None
            else:
                kept[found[0]] = self.over(mine, other, f"{path}[{name}]")
        return _listed(upper, [item for item in kept if item is not None])

    def _refuse(
        self, spot: tuple[int, int], path: str, items: Sequence[Node], found: Sequence[int], name: str
    ) -> None:
        where = self._source.place(*spot, path)
        ids = [known for known in map(id_of, items) if known]
        if found:
            message, hint = (
                f"{path} is {len(found)} items of the list.",
                "Name one by its id or its position.",
            )
            self.problems.append(Problem("ambiguous-item", Severity.ERROR, where, message, hint))
            return
        close = nearest(name, ids)
        known = f"Known: {in_words(ids)}." if ids else f"The list has {len(items)}, from 0."
        hint = f"Did you mean {close}?" if close else f"{known} A new one is written as a list, with its id."
        self.problems.append(Problem("broken-reference", Severity.ERROR, where, f"There is no {path}.", hint))


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _listed(upper: Node, items: Sequence[Node]) -> Node:
    merged = sequence(upper.start, flow=upper.flow)
    merged.end, merged.source = upper.end, upper.source
    for item in items:
        merged.add_item(item)
    return merged
