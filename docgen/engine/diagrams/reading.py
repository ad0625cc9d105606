"""A diagram from plain data, as it comes from YAML or JSON: the fields of `Diagram`, `Node`, `Zone`, `Link` by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from docgen.engine.diagrams.diagram import Diagram
from docgen.engine.diagrams.kinds import unknown
from docgen.engine.diagrams.model import Link, Node, Zone

_Kind = type[Node] | type[Zone] | type[Link]
_NEEDED: Mapping[type, tuple[str, str]] = {
    Node: ("id", "label"),
    Zone: ("id", "label"),
    Link: ("start", "end"),
}


def read_diagram(value: object, **options: Any) -> Diagram:
    """Return the diagram of a value: one as it is, or a mapping with `nodes`, `alt` and what else a diagram has.

    `options` go before what the value says. Raise ValueError on an unknown key, and on what is no diagram; whether
    it can be drawn shows when it is.
    """
    _check_keys(options, Diagram, "diagram")
    if isinstance(value, Diagram):
        return replace(value, **_converted(options))
    if not isinstance(value, Mapping):
        raise ValueError("is no diagram; a diagram is a mapping with nodes, links and an alt text")  # noqa: TRY004
    _check_keys(value, Diagram, "diagram")
    given = _converted({**value, **options})
    for name in ("nodes", "alt"):
        if name not in given:
            raise ValueError(f"is a diagram without {name}")
    return Diagram(**given)


def _converted(given: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(given)
    for name, kind in (("nodes", Node), ("zones", Zone), ("links", Link)):
        if name in made:
            made[name] = tuple(_part(each, kind) for each in _listed(made[name], name))
    if "legend" in made:
        made["legend"] = _legend(made["legend"])
    for name in ("width_mm", "height_mm", "low_mm"):
        if isinstance(made.get(name, 0), bool) or not isinstance(made.get(name, 0), int | float):
            raise ValueError(f"has a {name} that is no number")  # noqa: TRY004
    return made


def _part(value: object, kind: _Kind) -> Node | Zone | Link:
    if isinstance(value, kind):
        return value
    name = kind.__name__.lower()
    if not isinstance(value, Mapping):
        raise ValueError(f"has a {name} that is no mapping")  # noqa: TRY004
    _check_keys(value, kind, name)
    for key in _NEEDED[kind]:
        if key not in value:
            raise ValueError(f"has a {name} without {key}")
    made: dict[str, Any] = dict(value)
    if "detail" in made:
        made["detail"] = _detail(made["detail"])
    return kind(**made)


def _detail(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(_listed(value, "details"))


def _legend(value: object) -> tuple[tuple[str, str], ...]:
    pairs = (
        list(value.items())
        if isinstance(value, Mapping)
        else [tuple(pair) for pair in _listed(value, "words")]
    )
    if not all(len(pair) == 2 for pair in pairs):
        raise ValueError("has a legend that is no mapping of kinds to words")
    return tuple((key, words) for key, words in pairs)


def _listed(value: object, name: str) -> Sequence[Any]:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
        raise ValueError(f"has {name} that are no list")  # noqa: TRY004
    return value


def _check_keys(given: Mapping[Any, Any], kind: type[Diagram] | _Kind, what: str) -> None:
    known = [each.name for each in fields(kind)]
    for key in given:
        if key not in known:
            raise ValueError(f"says, in a {what}, {unknown(str(key), known)}")
