"""Data of an intake to what the workbook's template shows: typed values, rows, and the rest by path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.imports.layout import KEY, Layout, Question, Table, layout
from docgen.imports.reading_cells import SAID
from docgen.imports.readings import choices, is_day, is_flag, is_number, is_words
from docgen.imports.tree import Item, Way, leaves, path_of, way_of
from docgen.intake.nodes import Data
from docgen.intake.typed import NotOfType, typed

TEMPLATES = {"customer_success": "INTAKE-cs.xlsx"}
"""The workbook of each process; of all others `INTAKE.xlsx`."""
NONE = "none"
Value = str | int | date | Decimal


@dataclass(frozen=True, slots=True)
class Further:
    """A fact that has no cell of its own."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What the template of the workbook shows. `v` are single facts by path, `t` the rows of each table by its
    path, each by the path of its columns; an empty text is an empty cell."""

    title: str
    process: str
    v: Mapping[str, Any]
    t: Mapping[str, tuple[Mapping[str, Any], ...]]
    further: tuple[Further, ...]


def filled(data: dict[str, Data], *, title: str, process: str, not_asked: tuple[str, ...]) -> Filled:
    """Return what the workbook shows of an intake's data: every value of it, somewhere."""
    return _Filling(data, layout(str(data.get("playbook")), not_asked)).filled(title, process)


class _Filling:
    """The data of one intake, on its way into cells. What has found a cell is `placed`."""

    def __init__(self, data: dict[str, Data], plan: Layout) -> None:
        self._data = data
        self._plan = plan
        self._placed: set[Way] = set()

    def filled(self, title: str, process: str) -> Filled:
        fixed = {path: self._fixed(path) for path in ("playbook", "schema_version")}
        asked = (question for form in self._plan.forms for question in form.questions)
        values = fixed | {question.path: self._answer(question) for question in asked}
        rows = {table.path: tuple(self._rows(table)) for table in self._plan.tables}
        return Filled(title, process, values, rows, tuple(self._further()))

    def _fixed(self, path: str) -> str:
        self._placed.add((path,))
        return str(self._data.get(path) or "")

    def _answer(self, question: Question) -> Value:
        way = tuple(question.path.split("."))
        return self._cell(question, way, _at(self._data, way))

    def _cell(self, question: Question, way: Way, value: Data) -> Value:
        """Return a value as a cell takes it, marked as placed; an empty text where a cell cannot hold it."""
        shown = _many(question, value) if question.many else _single(question, value)
        if shown is None:
            return ""
        self._placed.add(way)
        for position in range(len(value)) if isinstance(value, list) else ():
            self._placed.add((*way, Item(str(position))))
        return shown

    def _rows(self, table: Table) -> Iterator[Mapping[str, Value]]:
        way = tuple(table.path.split("."))
        held = _at(self._data, way)
        first = next((column.path for column in table.columns), "") if not table.keyed else KEY
        if held in ([], {}):
            self._placed.add(way)
            yield {**self._blank(table), first: NONE}
        elif isinstance(held, list):
            for position, item in enumerate(held):
                yield self._row(table, (*way, _named(item, position)), item)
        elif isinstance(held, dict):
            for key, item in held.items():
                yield self._row(table, (*way, key), item) | {KEY: key}

    def _blank(self, table: Table) -> dict[str, Value]:
        paths = (*((KEY,) if table.keyed else ()), *(column.path for column in table.columns))
        return dict.fromkeys(paths, "")

    def _row(self, table: Table, way: Way, item: Data) -> dict[str, Value]:
        row = self._blank(table)
        for column in table.columns:
            below = tuple(column.path.split("."))
            row[column.path] = self._cell(column, (*way, *below), _at(item, below))
        return row

    def _further(self) -> Iterator[Further]:
        """Yield what has found no cell: by path, and as JSON where a path cannot say it."""
        held = list[Way]()
        for way, value in leaves(self._data):
            if way in self._placed or any(way[: len(each)] == each for each in held):
                continue
            said = _sayable(way)
            held += [said] if said != way else []
            yield Further(path_of(said), _written(_at_way(self._data, said) if said != way else value))


def _named(item: Data, position: int) -> Item:
    name = item.get("id") if isinstance(item, dict) else None
    return Item(name if isinstance(name, str) else str(position))


def _at(data: Data, keys: tuple[str, ...]) -> Data:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _at_way(data: Data, way: Way) -> Data:
    for step in way:
        if isinstance(step, Item) and isinstance(data, list):
            data = next((each for n, each in enumerate(data) if _named(each, n) == step), None)
        else:
            data = data.get(str(step)) if isinstance(data, dict) else None
    return data


def _sayable(way: Way) -> Way:
    """Return the longest part of a way that its path leads back to: a key may hold dots."""
    for length in range(len(way), 0, -1):
        if way_of(path_of(way[:length])) == way[:length]:
            return way[:length]
    return way[:1]


def _written(value: Data) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return (
        json.dumps(value, ensure_ascii=False) if is_structure(value) or value != value.strip(" \t") else value
    )


def is_structure(text: str) -> bool:
    """Tell whether the text of a further fact is JSON rather than the text itself."""
    return text.lstrip()[:1] in ("[", "{", '"')


def _single(question: Question, value: Data) -> Value | None:
    """Return a single value as a cell's: a number, a date, a text; None where there is none, or no cell can say it."""
    kind = question.shape.type
    if not isinstance(value, str) or (_is_lost(value) and value not in choices(kind)):
        return None
    try:
        found = typed(value, question.shape)
    except NotOfType:
        return value
    if is_flag(kind):
        return "yes" if found else "no"
    if is_day(kind) or is_number(kind):
        return found  # type: ignore[no-any-return]  # a date, a whole number or a decimal, as the type says
    return value


def _many(question: Question, value: Data) -> str | None:
    if not isinstance(value, list):
        return None
    texts = [each for each in value if isinstance(each, str)]
    parted: Callable[[str], bool] = lambda text: "\n" in text or _is_lost(text)  # noqa: E731
    if len(texts) < len(value) or any(map(parted, texts)):
        return None
    if len(texts) == 1 and texts[0].casefold() == NONE and is_words(question.shape.type):
        return None
    return "\n".join(texts) if texts else NONE


def _is_lost(text: str) -> bool:
    """Tell whether a cell would say something else than a text: spaces at its ends, or a word that stands for none."""

    return text != text.strip(" \t") or text.strip().casefold() in SAID or not text.strip()
