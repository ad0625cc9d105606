"""The names that a template knows at one of its tags, what they may be, and what has been tested of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.engine.lint.kinds import Key, Kind, one_of

Path = tuple[Key, ...]
"""A name and what is looked up in it: `client.sites[0]` is `("client", "sites", 0)`."""


_WHOLE = "§"


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one scope. `tested` are paths of which more is known here than their kind says.

    A scope that is a `branch` of a condition gives the names that it sets to the scope around it.
    """

    parent: Scope | None = None
    names: dict[str, Kind] = field(default_factory=dict)
    tested: dict[Path, Kind] = field(default_factory=dict)
    branch: bool = False

    def find(self, name: str) -> Kind | None:
        """Return what a name that a tag has set may be, None for one that none has set."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def known(self, path: Path) -> Kind | None:
        """Return what is left of the kind of a path after what has been tested, None if it has not been."""
        scope: Scope | None = self
        while scope is not None:
            if path in scope.tested:
                return scope.tested[path]
            if path[0] in scope.names:
                return None
            scope = scope.parent
        return None

    def give(self, name: str, kind: Kind) -> None:
        """Give a name a value: what was tested of it, and of what is below it, holds no longer."""
        self.names[name] = kind
        self.tested = {path: tested for path, tested in self.tested.items() if _keeps(path, name)}

    def inner(self, tested: Iterable[tuple[Path, Kind]] = (), *, branch: bool = False) -> Scope:
        """Return a scope inside this one in which more is known of some paths."""
        return Scope(self, tested=dict(tested), branch=branch)

    def leave(self) -> None:
        """Hand the names that a branch has set to the scope around it: there they may also be what they were."""
        if self.branch and self.parent is not None:
            for name, kind in self.names.items():
                before = self.parent.find(name)
                self.parent.give(name, kind if before is None else one_of((before, kind)))

    def all_names(self) -> set[str]:
        """Return the names that tags have set."""
        return set(self.names) | (self.parent.all_names() if self.parent is not None else set())


def as_a_whole(node: nodes.And | nodes.Or) -> Path:
    """Return what stands in for a path where a condition and what it chooses are the same expression."""
    return (f"{_WHOLE}{node!r}",)


def _keeps(path: Path, name: str) -> bool:
    """Tell whether what was tested of a path still holds when a name has been given another value."""
    return path[0] != name and not str(path[0]).startswith(_WHOLE)


def path_of(node: nodes.Node) -> Path | None:
    """Return the path that an expression is, None for one that computes something."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        holder = path_of(node.node)
        return (*holder, node.attr) if holder else None
    if isinstance(node, nodes.Getitem):
        holder, key = path_of(node.node), written_key(node.arg)
        return (*holder, key) if holder and key is not None else None
    return None


def _slice(node: nodes.Slice) -> Key | None:
    """Return what stands for a slice in a path, None where its bounds are computed."""
    bounds = [node.start, node.stop, node.step]
    written = ["" if each is None else written_key(each) for each in bounds]
    return None if None in written else "[{}:{}:{}]".format(*written)


def written_key(node: nodes.Node) -> Key | None:
    """Return a name or position that stands in the template as such."""
    if isinstance(node, nodes.Slice):
        return _slice(node)
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and type(node.node.value) is int:
        return -node.node.value
    return node.value if isinstance(node, nodes.Const) and type(node.value) in (str, int) else None


def wording(node: nodes.Node | None) -> str:  # noqa: PLR0911 - one for each form
    """Return a path as it is typed, `client.sites[0]`; of what is computed, what it is computed from."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{wording(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        key = written_key(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return f"{wording(node.node)}{key or '[…]'}".replace(":]", "]")
        return f"{wording(node.node)}[{'…' if key is None else repr(key)}]"
    if isinstance(node, nodes.Filter):
        return f"{wording(node.node)}|{node.name}" if node.node is not None else f"|{node.name}"
    if isinstance(node, nodes.Call):
        return f"{wording(node.node)}()"
    return "this value"
