"""Filters whose work is known: what they look at of a value, and what they give of it.

Each entry is called with the reading of the template, what the value may be, and the filter's node; it returns what
the result may be, or None where this use of the filter is not followed. What is not listed may look at everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from jinja2 import nodes

from docgen.engine.showing_values import KIND_TESTS, NOTHING, Seen, joined, list_of


class Reading(Protocol):
    """The side of `Showing` that filters need."""

    def of(self, node: nodes.Node) -> Seen: ...
    def use(self, seen: Seen) -> None: ...


Follow = Callable[[Reading, Seen, nodes.Filter], Seen | None]


def _length(reading: Reading, value: Seen, node: nodes.Filter) -> Seen:  # noqa: ARG001 - all are called alike
    value.number()
    return NOTHING


def _one_item(reading: Reading, value: Seen, node: nodes.Filter) -> Seen:  # noqa: ARG001 - as above
    return value.each()


def _same_items(reading: Reading, value: Seen, node: nodes.Filter) -> Seen:  # noqa: ARG001 - as above
    return list_of(value.each())


def _groups(reading: Reading, value: Seen, node: nodes.Filter) -> Seen:
    """`batch` and `slice`: lists of the items."""
    _use_arguments(reading, node)
    return list_of(list_of(value.each()))


def _default(reading: Reading, value: Seen, node: nodes.Filter) -> Seen:
    """`default`: the value, or the argument where there is none, or none that counts as true."""
    value.kind()
    value.truth()
    _use_arguments(reading, node)
    return value


def _by_attribute(reading: Reading, value: Seen, node: nodes.Filter) -> Seen | None:
    """`sort`, `unique`, `min`, `max`, `sum`, `join`: look at one attribute of the items, where one is named."""
    path = _by_keyword(node).get("attribute")
    if path is None and node.name == "sum" and node.args:
        path = node.args[0]
    named = path is not None and not (isinstance(path, nodes.Const) and path.value is None)
    if path is None or not named:
        attribute: Seen | None = value.each()
    elif node.name == "sort" and isinstance(path, nodes.Const) and "," in str(path.value):
        attribute = joined(*(_at_path(value.each(), each) for each in path.value.split(",")))
    else:
        attribute = _attribute(value.each(), path)
    if attribute is None:
        return None
    reading.use(attribute)
    _use_arguments(reading, node)
    return _RESULTS[node.name](value)


_RESULTS: Mapping[str, Callable[[Seen], Seen]] = {
    "sort": lambda value: list_of(value.each()),
    "unique": lambda value: list_of(value.each()),
    "min": Seen.each,
    "max": Seen.each,
    "sum": lambda _: NOTHING,
    "join": lambda _: NOTHING,
}


def _chosen(reading: Reading, value: Seen, node: nodes.Filter) -> Seen | None:
    """`select`, `reject`, `selectattr`, `rejectattr`: the items of which a test holds, or that count as true."""
    arguments = list(node.args)
    tested: Seen | None = value.each()
    if node.name.endswith("attr"):
        tested = _attribute(value.each(), arguments.pop(0)) if arguments else None
    if tested is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return None
    if not arguments:
        tested.truth()
    elif isinstance(arguments[0], nodes.Const) and arguments[0].value in KIND_TESTS:
        tested.kind()
    else:
        for each in (tested, *map(reading.of, arguments)):
            reading.use(each)
    return list_of(value.each())


def _map(reading: Reading, value: Seen, node: nodes.Filter) -> Seen | None:
    """`map(attribute=…)`: that attribute of each item. With a filter's name, anything may be looked at."""
    named = _by_keyword(node)
    if (
        node.args
        or node.dyn_args
        or node.dyn_kwargs
        or not {"attribute"} <= set(named) <= {"attribute", "default"}
    ):
        return None
    found = _attribute(value.each(), named["attribute"])
    if found is None or "default" not in named:
        return list_of(found) if found is not None else None
    found.kind()
    return list_of(found, reading.of(named["default"]))


def _group_by(reading: Reading, value: Seen, node: nodes.Filter) -> Seen | None:
    """`groupby`: pairs of what the items have in common and the list of them."""
    path = node.args[0] if node.args else _by_keyword(node).get("attribute")
    found = _attribute(value.each(), path) if path is not None else None
    if found is None:
        return None
    reading.use(found)
    _use_arguments(reading, node)
    items = list_of(value.each())
    return list_of(Seen(items=(items,), named={"grouper": NOTHING, "list": items, 0: NOTHING, 1: items}))


def _by_keyword(node: nodes.Filter) -> dict[str, nodes.Expr]:
    return {str(pair.key): pair.value for pair in node.kwargs}


def _attribute(item: Seen, path: nodes.Node) -> Seen | None:
    """Return what `owner.name` of an item may be; None for a path that only the data know."""
    if not isinstance(path, nodes.Const) or type(path.value) not in (str, int):
        return None
    if isinstance(path.value, int):
        return item.at(path.value)
    return _at_path(item, path.value)


def _at_path(item: Seen, path: str) -> Seen:
    for part in path.split("."):
        item = item.at(int(part) if part.isdigit() else part)
    return item


def _use_arguments(reading: Reading, node: nodes.Filter) -> None:
    spread = [each for each in (node.dyn_args, node.dyn_kwargs) if each is not None]
    for argument in (*node.args, *(pair.value for pair in node.kwargs), *spread):
        reading.use(reading.of(argument))


FOLLOWED: Mapping[str, Follow] = {
    **dict.fromkeys(("length", "count"), _length),
    **dict.fromkeys(("first", "last", "random"), _one_item),
    **dict.fromkeys(("list", "reverse"), _same_items),
    **dict.fromkeys(("batch", "slice"), _groups),
    **dict.fromkeys(("default", "d"), _default),
    **dict.fromkeys(("sort", "unique", "min", "max", "sum", "join"), _by_attribute),
    **dict.fromkeys(("select", "reject", "selectattr", "rejectattr"), _chosen),
    "map": _map,
    "groupby": _group_by,
}
