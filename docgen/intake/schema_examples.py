"""The examples that editors show and offer: as values that the schema takes, for groups and lists of groups too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

_MARKED = ("[", "{", '"')
_MOST_KEYS = 4
_REF = "#/$defs/"


def with_examples(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with an example at every fact: the model's own as a value, else one made of those below.

    A group's example has its first four keys that hold single values; a list's has one item.
    """
    defs = schema.get("$defs", {})
    for group in (schema, *defs.values()):
        for fact in group.get("properties", {}).values():
            if "examples" in fact:
                fact["examples"] = [_read(str(each), fact, defs) for each in fact["examples"]]
    for group in (schema, *defs.values()):
        for fact in group.get("properties", {}).values():
            if "examples" not in fact:
                fact["examples"] = [_made(fact, defs)]
    return schema


def _read(text: str, fact: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    """Return the value that an example's text stands for; what YAML would guess stays text, as in an intake."""
    value = yaml.load(text, Loader=yaml.BaseLoader) if text.startswith(_MARKED) else text
    return _typed(value, fact, defs)


def _typed(value: Any, fact: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    """Return `value` with true and false where the schema takes nothing else."""
    below = _below(fact, defs)
    if isinstance(value, list):
        return [_typed(each, below.get("items", {}), defs) for each in value]
    if isinstance(value, dict):
        return {key: _typed(each, _at(key, below), defs) for key, each in value.items()}
    return value == "true" if below.get("type") in ("boolean", ["boolean", "null"]) else value


def _at(key: str, group: Mapping[str, Any]) -> Mapping[str, Any]:
    known = group.get("properties", {}).get(key, group.get("additionalProperties"))
    return known if isinstance(known, dict) else {}


def _below(fact: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema that a reference, or a choice of one and null, stands for."""
    for option in (fact, *fact.get("anyOf", ())):
        if "$ref" in option:
            target: Mapping[str, Any] = defs[option["$ref"].removeprefix(_REF)]
            return target
    return fact


def _made(fact: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    """Return an example of a group, a list or a map, made of the examples below it."""
    if "items" in fact:
        return [_made(fact["items"], defs)]
    below = _below(fact, defs)
    if "properties" in below:
        return _of_group(below["properties"], defs)
    inner = below.get("additionalProperties")
    if isinstance(inner, dict):
        return {_first_key(below): _made(inner, defs)}
    return below["examples"][0]


def _of_group(facts: Mapping[str, Mapping[str, Any]], defs: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: fact["examples"][0] for key, fact in facts.items() if "examples" in fact}
    single = {key: value for key, value in given.items() if not isinstance(value, (dict, list))}
    if not given:
        key, fact = next(iter(facts.items()))
        return {key: _made(fact, defs)}
    return dict(list((single or given).items())[:_MOST_KEYS])


def _first_key(group: Mapping[str, Any]) -> str:
    names = group.get("propertyNames", {})
    options = names.get("enum") or names.get("examples") or ["key"]
    return str(options[0])
