"""Finding facts by path: in an intake (`lookup`), and in the model (`field_at`).

A path is what problems and the `facts:` map use: keys joined by dots, items of a list by id or position in
brackets: `applications[app-xero].rto`, `engagement.hard_deadlines[0].date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docgen.intake.model.base import PRIVATE_PREFIX, Facts
from docgen.intake.model.intake import Intake
from docgen.intake.model.scalar import nearest
from docgen.intake.shape import FactField, Kind, Shape, fields_of, root_shape

_ITEM = re.compile(r"\[([^\]]*)\]")
_KEY = re.compile(r"\.?([^.\[\]]+)")
# The id of a question, which is a key of discovery.answers, holds a dot of its own.
_OWN_KEY = re.compile(r"\.?([A-Z]{3}-\d{2}\.\d{1,2}(?![^.\[])|[^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a path leads in the model: the `shape` at its end, the `field` it went through last.

    `items` are the list paths and the names in brackets on the way, such as `("applications", "app-xero")`.
    """

    shape: Shape
    field: FactField | None
    items: tuple[tuple[str, str], ...] = ()


def trail(path: str) -> Trail | None:
    """Return where `path` leads in the model, or None when it names no fact."""
    here, done = _walk(path)
    return here if path and done == path else None


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: a key, or what stands in brackets; the characters of the path that it takes.

    `shape` is what the model lets stand there, None below a key that starts with `x_`.
    """

    name: str
    is_item: bool
    start: int
    end: int
    shape: Shape | None


def steps_of(path: str) -> tuple[tuple[PathStep, ...], int]:
    """Return the steps of `path` as far as the model knows it, and how many characters of it they take.

    Keys that start with `x_` are anybody's own: they and all below them are known. A whole path is known when the
    number is its length.
    """
    steps: list[PathStep] = []
    here, done = Trail(root_shape(), None), 0
    while done < len(path):
        step = _step(here, path[done:], path[:done])
        if step is None:
            return _own_steps(steps, path, done)
        here, end = step[0], done + step[1]
        steps.append(_made(path, done, end, here.shape))
        done = end
    return tuple(steps), done


def _made(path: str, start: int, end: int, shape: Shape | None) -> PathStep:
    is_item = path.startswith("[", start)
    first = start + (path[start] in ".[")
    last = end - is_item
    return PathStep(path[first:last], is_item, first, last, shape)


def _own_steps(steps: list[PathStep], path: str, done: int) -> tuple[tuple[PathStep, ...], int]:
    key = _KEY.match(path, done)
    if not key or not key[1].startswith(PRIVATE_PREFIX) or (steps and _closed(steps[-1].shape)):
        return tuple(steps), done
    while match := (_ITEM.match(path, done) or _KEY.match(path, done)):
        steps.append(_made(path, done, match.end(), None))
        done = match.end()
    return tuple(steps), done


def _closed(shape: Shape | None) -> bool:
    """Return whether no keys of anybody's own may stand in a value."""
    return shape is not None and shape.kind in (Kind.VALUE, Kind.LIST)


def meant(path: str) -> str:
    """Return the path that was probably meant by one that names no fact, or an empty text."""
    here, done = _walk(path)
    key = _KEY.match(path, len(done))
    if key is None or here.shape.group is None:
        return ""
    close = nearest(key[1], fields_of(here.shape.group))
    corrected = f"{done}.{close}".lstrip(".") + path[key.end() :]
    return corrected if close and trail(corrected) else ""


def _walk(path: str) -> tuple[Trail, str]:
    """Return how far `path` leads in the model, and the part of it that does."""
    here, done = Trail(root_shape(), None), ""
    while len(done) < len(path):
        step = _step(here, path[len(done) :], done)
        if step is None:
            break
        here, done = step[0], path[: len(done) + step[1]]
    return here, done


def _step(here: Trail, rest: str, done: str) -> tuple[Trail, int] | None:
    """Return the trail one step on, and how many characters of `rest` the step took."""
    shape = here.shape
    if shape.kind is Kind.LIST and shape.inner:
        match = _ITEM.match(rest)
        items = (*here.items, (done, match[1])) if match and match[1] else here.items
        return (Trail(shape.inner, here.field, items), match.end()) if match else None
    match = (_OWN_KEY if shape.kind is Kind.MAP else _KEY).match(rest)
    if match is None:
        return None
    if shape.kind is Kind.MAP and shape.inner:
        return Trail(shape.inner, here.field, here.items), match.end()
    field = fields_of(shape.group).get(match[1]) if shape.group else None
    return (Trail(field.shape, field, here.items), match.end()) if field else None


def field_at(path: str) -> FactField | None:
    """Return what the model says of the fact at `path` (question, stage, owner, unit, internal), or None.

    An item of a list or map is described by the field that holds the list or map.
    """
    found = trail(path)
    return found.field if found else None


def lookup(intake: Intake, path: str) -> Any:
    """Return the value at `path`, or None where it, or anything it would stand in, is absent.

    Raise KeyError when the model has no such fact.
    """
    value: Any = intake
    rest = path
    while rest and value is not None:
        found = _below(value, rest)
        if found is None:
            break
        value, rest = found
    if rest and trail(path) is None:
        raise KeyError(path)
    return None if rest else value


def _below(value: Any, rest: str) -> tuple[Any, str] | None:
    if isinstance(value, tuple):
        match = _ITEM.match(rest)
        return (_item(value, match[1]), rest[match.end() :]) if match else None
    if isinstance(value, dict):
        return _longest(((str(key), below) for key, below in value.items()), rest.removeprefix("."))
    if isinstance(value, Facts):
        return _longest(_members(value), rest.removeprefix("."))
    return None


def _members(group: Facts) -> Iterator[tuple[str, Any]]:
    for key, field in fields_of(type(group)).items():
        yield key, getattr(group, field.name)
    yield from (group.model_extra or {}).items()


def _longest(members: Iterable[tuple[str, Any]], rest: str) -> tuple[Any, str] | None:
    """Return the value of the longest key that `rest` starts with, and what follows: keys may hold dots."""
    fits = [(key, value) for key, value in members if rest == key or rest.startswith((f"{key}.", f"{key}["))]
    if not fits:
        return None
    key, value = max(fits, key=lambda pair: len(pair[0]))
    return value, rest[len(key) :]


def _item(items: tuple[Any, ...], name: str) -> Any:
    for item in items:
        if name and getattr(item, "id", None) == name:
            return item
    return items[int(name)] if name.isdecimal() and int(name) < len(items) else None


def is_private(path: str) -> bool:
    """Return whether `path` leads through a key that starts with `x_`, which the model leaves alone."""
    return any(part.startswith(PRIVATE_PREFIX) for part in re.split(r"[.\[\]]", path))
