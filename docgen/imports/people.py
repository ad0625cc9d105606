"""Ids where people wrote names: made for items that have none, and found for references that say a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.imports.tree import Tree
from docgen.intake.model.refs import RefTo
from docgen.intake.nodes import Data
from docgen.intake.shape import Kind, Shape, fields_of, root_shape

_PREFIXES = {"contacts": "c", "team": "t", "applications": "app"}
_NAMES = ("name", "text", "statement", "what", "title", "risk")
_LONGEST = 40


def name_ids(tree: Tree) -> None:
    """Give every item that may have an id one, made of its name; put ids in place of the names that refer to them."""
    _give(tree.data, root_shape(), "")
    names = {path: _names(_list(tree.data, path)) for path in _lists(root_shape())}
    _refer(tree.data, root_shape(), names)


def slug(text: str, longest: int = _LONGEST) -> str:
    """Return a text as part of an id: small letters and digits, hyphens between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def _give(data: Data, shape: Shape, path: str) -> None:
    if shape.kind is Kind.GROUP and isinstance(data, dict):
        for key, field in fields_of(shape.group).items() if shape.group else ():
            _give(data.get(key), field.shape, f"{path}.{key}".lstrip("."))
    elif shape.kind is Kind.LIST and isinstance(data, list) and shape.inner and shape.inner.group:
        known = fields_of(shape.inner.group)
        taken = {item.get("id") for item in data if isinstance(item, dict)}
        for item in data if "id" in known and "name" in known else ():
            if isinstance(item, dict) and not item.get("id"):
                _identify(item, _PREFIXES.get(path, ""), taken)
        for item in data:
            _give(item, shape.inner, f"{path}[]")


def _identify(item: dict[str, Data], prefix: str, taken: set[Data]) -> None:
    words = next((str(item[key]) for key in _NAMES if item.get(key)), "")
    stem = "-".join(filter(None, [prefix, slug(words, _LONGEST - 8)]))
    if not words or not stem:
        return
    free = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 3))
    made = next(name for name in free if name not in taken)
    taken.add(made)
    rest = dict(item)
    item.clear()
    item.update({"id": made, **{key: value for key, value in rest.items() if key != "id"}})


def _lists(shape: Shape) -> set[str]:
    """Return the lists that some reference of the model names."""
    return {path for ref in _refs(shape, set()) for path in ref.lists}


def _refs(shape: Shape, seen: set[type]) -> Iterator[RefTo]:
    if shape.ref:
        yield shape.ref
    if shape.inner:
        yield from _refs(shape.inner, seen)
    if shape.group and shape.group not in seen:
        seen.add(shape.group)
        for field in fields_of(shape.group).values():
            yield from _refs(field.shape, seen)


def _list(data: Data, path: str) -> Data:
    for key in path.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _names(items: Data) -> dict[str, list[str]]:
    """Return the ids of items by their names and their ids, in small letters."""
    found: dict[str, list[str]] = {}
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            for said in {item.get("name"), item["id"]}:
                if isinstance(said, str):
                    found.setdefault(said.strip().casefold(), []).append(str(item["id"]))
    return found


def _refer(data: Data, shape: Shape, names: dict[str, dict[str, list[str]]]) -> Data:
    """Return data with ids in place of names, changed where it stands; a name that two have stays, to be reported."""
    if shape.kind is Kind.GROUP and isinstance(data, dict):
        for key, field in fields_of(shape.group).items() if shape.group else ():
            if key in data:
                data[key] = _refer(data[key], field.shape, names)
    elif isinstance(data, list) and shape.inner:
        data[:] = [_refer(item, shape.inner, names) for item in data]
    elif isinstance(data, dict) and shape.inner:
        for key in data:
            data[key] = _refer(data[key], shape.inner, names)
    elif isinstance(data, str) and shape.ref:
        ids = {
            one for path in shape.ref.lists for one in names.get(path, {}).get(data.strip().casefold(), ())
        }
        exact = any(data in found for path in shape.ref.lists for found in names.get(path, {}).values())
        return next(iter(ids)) if len(ids) == 1 and not exact else data
    return data
