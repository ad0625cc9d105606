"""What a condition says of the values in it: which kinds are left where it holds, and where it doesn't."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes

from docgen.engine.lint.kinds import (
    Anything,
    Keyed,
    Kind,
    Method,
    Named,
    Nothing,
    Plain,
    is_listed,
    is_number,
    is_text,
    where_false,
    where_true,
    without,
)
from docgen.engine.lint.scope import Path, as_a_whole, path_of

KindOf = Callable[[nodes.Node], Kind]
_SIZES = frozenset({"length", "count", "list"})


def _is_bool(kind: Kind) -> bool:
    return isinstance(kind, Plain) and issubclass(kind.type, bool)


_TESTS: Mapping[str, Callable[[Kind], bool]] = {
    "none": lambda kind: isinstance(kind, Nothing),
    "string": is_text,
    "number": lambda kind: is_number(kind) or _is_bool(kind),
    "integer": lambda kind: is_number(kind) and isinstance(kind, Plain) and issubclass(kind.type, int),
    "float": lambda kind: isinstance(kind, Plain) and issubclass(kind.type, float),
    "boolean": _is_bool,
    "mapping": lambda kind: isinstance(kind, Keyed | Named),
    "sequence": lambda kind: is_listed(kind) or is_text(kind),
    "iterable": lambda kind: is_listed(kind) or is_text(kind),
    "callable": lambda kind: isinstance(kind, Method),
    "true": _is_bool,
    "false": _is_bool,
}
_UNDECIDED = frozenset({"true", "false"})  # failing them says nothing of the kind


def narrowed(node: nodes.Node, of: KindOf, *, holds: bool) -> Iterator[tuple[Path, Kind]]:
    """Yield the paths of which a condition says something, each with what is left of its kind.

    `of` gives the kind of an expression, without saying what is wrong with it.
    """
    if isinstance(node, nodes.Not):
        yield from narrowed(node.node, of, holds=not holds)
    elif isinstance(node, nodes.And if holds else nodes.Or):
        yield from narrowed(node.left, of, holds=holds)
        yield from narrowed(node.right, of, holds=holds)
    elif isinstance(node, nodes.And | nodes.Or):
        yield as_a_whole(node), where_true(of(node)) if holds else where_false(of(node))
    elif isinstance(node, nodes.Test):
        yield from _tested(node, of, holds=holds)
    elif isinstance(node, nodes.Compare):
        yield from _compared(node, of, holds=holds)
    elif isinstance(node, nodes.Filter) and node.name in _SIZES and node.node is not None:
        yield from narrowed(node.node, of, holds=holds)
    elif path := path_of(node):
        yield path, where_true(of(node)) if holds else where_false(of(node))


def _tested(node: nodes.Test, of: KindOf, *, holds: bool) -> Iterator[tuple[Path, Kind]]:
    passes, path = _TESTS.get(node.name), path_of(node.node)
    if passes is None or path is None or (not holds and node.name in _UNDECIDED):
        return
    yield (
        path,
        without(of(node.node), lambda kind: not isinstance(kind, Anything) and passes(kind) is not holds),
    )


def _compared(node: nodes.Compare, of: KindOf, *, holds: bool) -> Iterator[tuple[Path, Kind]]:
    """A comparison with a text or a number: what is equal to it, or greater, is there."""
    operand = node.ops[0]
    path, value = path_of(node.expr), operand.expr
    if isinstance(node.expr, nodes.Filter) and holds and operand.op in ("gt", "gteq"):
        yield from narrowed(node.expr, of, holds=True)
    if path is None or len(node.ops) > 1 or not isinstance(value, nodes.Const):
        return
    equal = {"eq": holds, "ne": not holds}.get(operand.op)
    if value.value is None and equal is not None:
        yield path, without(of(node.expr), lambda kind: isinstance(kind, Nothing) is not equal)
    elif equal or (holds and operand.op in ("gt", "gteq", "lt", "lteq")):
        yield path, where_true(of(node.expr))
