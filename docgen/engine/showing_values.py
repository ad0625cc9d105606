"""Values as the reading of a template knows them: not what they are, but where in the data they may come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from docgen.engine.shown import Key, Spot

KIND_TESTS = frozenset(
    {
        *("defined", "undefined", "none", "boolean", "integer", "float", "number", "string"),
        *("mapping", "iterable", "sequence", "callable"),
    }
)
"""The tests that look at no more of a value than its type."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What an expression may be: the places in the data that it may stand for, and what else is known of it.

    `items` are what its items may be where the template itself made it (a list, a filter's result); `named` what a
    name or a position of it may be, where that is known (the attributes of `loop`, a pair's two items); `macros` the
    macros that it may be, and `mixed` says that it may be something else as well. What has none of all these holds
    nothing that doesn't count already.
    """

    spots: frozenset[Spot] = frozenset()
    items: tuple[Seen, ...] = ()
    named: Mapping[Key, Seen] = field(default_factory=dict)
    macros: tuple[Macro, ...] = ()
    mixed: bool = False

    def at(self, key: Key) -> Seen:
        """Return what a name or a position of it may be."""
        if key in self.named:
            return self.named[key]
        found = Seen(frozenset(spot.at(key) for spot in self.spots))
        return joined(found, *self.items) if self.items else found

    def each(self) -> Seen:
        """Return what its items may be."""
        found = Seen(frozenset(spot.every() for spot in self.spots))
        return joined(found, *self.items) if self.items else found

    def truth(self) -> None:
        """Note that somebody asks whether it counts as true."""
        for spot in self.spots:
            spot.truth = True

    def number(self) -> None:
        """Note that somebody asks how long it is."""
        for spot in self.spots:
            spot.number = True

    def unpacked(self, position: int) -> Seen:
        """Return what one of several names may be that share out its items."""
        for spot in self.spots:
            spot.unpacked = True
        return self.at(position)

    def kind(self) -> None:
        """Note that somebody asks for its type, or whether it is there."""
        for spot in self.spots:
            spot.kind = True


NOTHING = Seen()


def joined(*options: Seen) -> Seen:
    """Return what is one of several."""
    kept = [one for one in options if one is not NOTHING]
    macros = tuple(dict.fromkeys(macro for one in kept for macro in one.macros))
    if not kept or (len(kept) == 1 and not macros):
        return kept[0] if kept else NOTHING
    names = {name for one in kept for name in one.named}
    return Seen(
        frozenset[Spot]().union(*(one.spots for one in kept)),
        tuple(dict.fromkeys(item for one in kept for item in one.items)),
        {name: joined(*(one.at(name) for one in kept)) for name in names},
        macros,
        mixed=bool(macros) and any(one.mixed or not one.macros for one in options),
    )


def list_of(*items: Seen) -> Seen:
    """Return a list that holds nothing but these, in whatever order and number."""
    return Seen(items=tuple(item for item in items if item is not NOTHING))


def row_of(*items: Seen) -> Seen:
    """Return a list or tuple of these, in this order."""
    return replace(list_of(*items), named=dict(enumerate(items)))


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one scope and what they may be; what isn't set here is looked up outside, then in the data.

    `branches` counts the conditions that are open around the statement being read.
    """

    parent: Scope | None
    root: Spot
    names: dict[str, Seen] = field(default_factory=dict)
    branches: int = 0

    def find(self, name: str) -> Seen:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return Seen(frozenset((self.root.at(name),)))

    def inner(self) -> Scope:
        return Scope(self, self.root)


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """A macro, or the body of a `call` block, with the scope that it was written in."""

    node: nodes.Macro | nodes.CallBlock
    scope: Scope
