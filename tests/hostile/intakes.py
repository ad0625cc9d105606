"""Intakes with one value in every place that takes free text."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from docgen.intake import read_intake
from docgen.problems import Problem

Keys = tuple[str | int, ...]

_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Planted:
    """An intake file, the places that hold the value, and what was said about the places that refused it."""

    file: Path
    places: frozenset[Keys]
    refusals: tuple[Problem, ...]


def read_as_text(path: Path) -> Any:
    """Return the YAML file's content with every scalar as the text that stands there, and None for a null."""
    return _plain(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))


def _plain(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return None if node.style is None and node.value in _NULLS else node.value


def leaves(data: Any, keys: Keys = ()) -> Iterator[Keys]:
    """Yield where each text stands, ids aside: they are how other places speak of an item."""
    if isinstance(data, str):
        yield keys
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key != "id":
                yield from leaves(value, (*keys, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*keys, index))


def plant(data: Any, places: frozenset[Keys], value: str, file: Path) -> Planted:
    """Write the intake with `value` in the places, except in those that refuse it: they keep what they had.

    A refusal takes out the place that it names, or all places under it. One refusal may hide another, so this
    repeats until nothing is refused. A value that the reader refuses as text, before any field is known, leaves no
    place.
    """
    refusals: list[Problem] = []
    while True:
        write(data, places, value, file)
        found = [problem for problem in read_intake(file).problems if problem.is_error]
        if any(not problem.where.path for problem in found):
            return Planted(file, frozenset(), tuple(found))
        refused = frozenset(keys for keys in places if any(names(data, problem, keys) for problem in found))
        if not refused:
            assert not found, [str(problem) for problem in found]
            return Planted(file, places, tuple(refusals))
        refusals += found
        places -= refused


def write(data: Any, places: frozenset[Keys], value: str, file: Path) -> None:
    """Write the intake as JSON, where every character can be written down, lone surrogates included."""
    changed = copy.deepcopy(data)
    for keys in places:
        holder = changed
        for key in keys[:-1]:
            holder = holder[key]
        holder[keys[-1]] = value
    file.write_text(json.dumps(changed, indent=1), encoding="ascii")


def names(data: Any, problem: Problem, keys: Keys) -> bool:
    """Return whether a problem's path is that of these keys, or of something that holds them."""
    path, whole = problem.where.path, path_of(data, keys)
    return bool(path) and (whole == path or whole.startswith((f"{path}.", f"{path}[")))


def path_of(data: Any, keys: Keys) -> str:
    """Return the data path of some keys, with an item's id rather than its position where it has one."""
    path = ""
    for key in keys:
        data = data[key]
        if isinstance(key, int):
            name = data.get("id", key) if isinstance(data, Mapping) else key
            path += f"[{name}]"
        else:
            path += f".{key}" if path else key
    return path
