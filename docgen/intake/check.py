"""What can be checked before, and beside, the model: unknown keys, ids, references, paths.

Works on the data as read, so that these problems come together with those of single values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from docgen.intake.model.base import PRIVATE_PREFIX, Facts
from docgen.intake.model.refs import RefTo
from docgen.intake.model.scalar import in_words, nearest, shown
from docgen.intake.model.texts import ID_PATTERN
from docgen.intake.nodes import Data, Lines, Step
from docgen.intake.paths import is_private, meant, trail
from docgen.intake.shape import Kind, Shape, all_paths, fields_of, root_shape
from docgen.problems import Place, Problem, Severity

# A key that stands in more groups than these says nothing about where it belongs.
_MOST_HOMES = 3


def check(data: Mapping[str, Data], lines: Lines) -> Iterator[Problem]:
    """Yield the problems of keys, ids, references and paths, in the order of the file."""
    return _Check(data, lines).group(data, root_shape(), ())


class _Check:
    """One walk over the data and the model's shapes."""

    def __init__(self, data: Mapping[str, Data], lines: Lines) -> None:
        self._data = data
        self._lines = lines
        self._ids: dict[str, tuple[str, ...]] = {}

    def group(self, data: Mapping[str, Data], shape: Shape, steps: tuple[Step, ...]) -> Iterator[Problem]:
        """Yield the problems of a group of keys and of all below it."""
        known = fields_of(shape.group) if shape.group else {}
        for key, value in data.items():
            field = known.get(key)
            if field is not None:
                if field.shape.is_checked:
                    yield from self._walk(value, field.shape, (*steps, key))
            elif not key.startswith(PRIVATE_PREFIX) and shape.group:
                yield self._unknown(key, shape.group, (*steps, key))

    def _walk(self, value: Data, shape: Shape, steps: tuple[Step, ...]) -> Iterator[Problem]:
        if shape.kind is Kind.VALUE:
            return self._value(value, shape, steps)
        if shape.kind is Kind.GROUP:
            return self._group(value, shape, steps)
        return (self._list if shape.kind is Kind.LIST else self._map)(value, shape, steps)

    def _group(self, value: Data, shape: Shape, steps: tuple[Step, ...]) -> Iterator[Problem]:
        return self.group(value, shape, steps) if isinstance(value, dict) else iter(())

    def _list(self, value: Data, shape: Shape, steps: tuple[Step, ...]) -> Iterator[Problem]:
        if not isinstance(value, list) or shape.inner is None:
            return
        yield from self._duplicates(value, steps)
        for position, item in enumerate(value if shape.inner.is_checked else ()):
            yield from self._walk(item, shape.inner, (*steps, position))

    def _map(self, value: Data, shape: Shape, steps: tuple[Step, ...]) -> Iterator[Problem]:
        if not isinstance(value, dict) or shape.inner is None:
            return
        for key, item in value.items():
            if key.startswith(PRIVATE_PREFIX):
                continue
            if shape.key and shape.key.is_path:
                yield from self._path(key, self._lines.key_place((*steps, key)))
            yield from self._walk(item, shape.inner, (*steps, key))

    def _value(self, value: Data, shape: Shape, steps: tuple[Step, ...]) -> Iterator[Problem]:
        if not isinstance(value, str):
            return
        if shape.ref and ID_PATTERN.fullmatch(value):
            yield from self._reference(value, shape.ref, steps)
        elif shape.is_path:
            yield from self._path(value, self._lines.place_of(steps))

    def _duplicates(self, items: Sequence[Data], steps: tuple[Step, ...]) -> Iterator[Problem]:
        first: dict[str, int] = {}
        for position, item in enumerate(items):
            name = item.get("id") if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name in first:
                where = self._lines.place_of((*steps, position, "id"))
                line = self._lines.place_of((*steps, first[name], "id")).line
                message = f"The id {name} stands in {steps[-1]} a second time; the first is on line {line}."
                yield _error("duplicate-id", where, message, "Give each its own id.")
            first.setdefault(name, position)

    def _reference(self, name: str, ref: RefTo, steps: tuple[Step, ...]) -> Iterator[Problem]:
        if any(name in self._ids_of(path) for path in ref.lists):
            return
        known = [one for path in ref.lists for one in self._ids_of(path)]
        where = self._lines.place_of(steps)
        message = f"{where.path} names {name}, and there is no such {ref.noun}."
        yield _error("broken-reference", where, message, _known_ids(name, known, ref.lists))

    def _path(self, path: str, where: Place) -> Iterator[Problem]:
        found = trail(path)
        if found is None:
            if not is_private(path):
                close = meant(path)
                hint = (
                    f"Did you mean {close}?" if close else "Write a path such as applications[app-xero].rto."
                )
                yield _error("unknown-value", where, f"{shown(path)} is not the path of a fact.", hint)
            return
        for path_of_list, name in found.items:
            known = self._ids_of(path_of_list)
            if name not in known and not name.isdecimal():
                message = f"{shown(path)} names {name}, which is not in {path_of_list}."
                yield _error("broken-reference", where, message, _known_ids(name, known, [path_of_list]))

    def _ids_of(self, path: str) -> tuple[str, ...]:
        """Return the ids in the list at `path`, in the order of the file."""
        if path not in self._ids:
            value: object = self._data
            for step in self._lines.steps(path):
                value = value[step] if isinstance(value, (dict, list)) else None  # type: ignore[index]
            items = value if isinstance(value, list) else []
            names = (item.get("id") for item in items if isinstance(item, dict))
            self._ids[path] = tuple(name for name in names if isinstance(name, str))
        return self._ids[path]

    def _unknown(self, key: str, group: type[Facts], steps: tuple[Step, ...]) -> Problem:
        where = self._lines.key_place(steps)
        return _error("unknown-key", where, f"{where.path} is not known here.", _meant(key, group))


def _error(code: str, where: Place, message: str, hint: str) -> Problem:
    return Problem(code, Severity.ERROR, where, message, hint)


def _known_ids(name: str, known: Sequence[str], lists: Sequence[str]) -> str:
    close = nearest(name, known)
    if close:
        return f"Did you mean {close}?"
    place = in_words(lists)
    return f"Known in {place}: {in_words(known)}." if known else f"There is nothing in {place} yet."


def _meant(key: str, group: type[Facts]) -> str:
    """Return the hint for an unknown key: a key of the same group that is like it, else where the key belongs."""
    homes = _homes().get(key, ())
    close = nearest(key, fields_of(group))
    if homes and (len(homes) <= _MOST_HOMES) and not close:
        return f"It belongs under {in_words(homes)}."
    if close:
        return f"Did you mean {close}?"
    return f"Known here: {in_words(list(fields_of(group)))}."


@cache
def _homes() -> Mapping[str, tuple[str, ...]]:
    """Return for each key of the model the groups that have it."""
    homes: dict[str, list[str]] = {}
    for path in all_paths():
        home, _, key = path.rpartition(".")
        homes.setdefault(key, []).append(home or "the top of the file")
    return {key: tuple(dict.fromkeys(places)) for key, places in homes.items()}
