"""Going through an intake fact by fact, with the same paths that problems and the `facts:` map use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from types import NoneType
from typing import Any, Final, NamedTuple, TypeVar

from docgen.intake.model.base import Facts
from docgen.intake.shape import FactField, Shape, fields_of

_Work = TypeVar("_Work")

# Facts whose stage stands here, because they are required under a condition only (see `readiness`).
_STAGE_OF: Final[Mapping[str, str]] = {"incumbent.name": "S1", "incumbent.contract_end": "S1"}


class Fact(NamedTuple):
    """One field of the intake where it stands. A tuple, because a client has thousands.

    `path` uses ids where a list has them (`sites[mel].users`), `kind` is the path without them (`sites[].users`);
    `value` is None where nobody was asked, `group` is what the field belongs to. `stage` is the first stage that
    requires the fact, empty where none does.
    """

    path: str
    kind: str
    value: Any
    group: Facts
    field: FactField
    stage: str
    internal: bool

    @property
    def question(self) -> str:
        return self.field.question

    @property
    def owner(self) -> str:
        """The role that owes the fact, empty where there is none."""
        return self.field.owner


@dataclass(frozen=True)
class Survey:
    """All facts and all texts of one intake, gathered once for however many documents are judged."""

    intake: Facts
    worked: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, work: Callable[[], _Work]) -> _Work:
        """Return what `work` comes to, which must depend on nothing but the intake; it is called once for `name`."""
        if name not in self.worked:
            self.worked[name] = work()
        found: _Work = self.worked[name]
        return found

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every field that some stage requires or that may be kept from the client, absent ones included."""
        found: list[Fact] = []
        _visit(self.intake, "", "", found)
        return tuple(found)

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the intake with its path."""
        found: list[tuple[str, str]] = []
        _gather("", self.intake, found)
        return tuple(found)

    def texts_of(self, *groups: str) -> tuple[tuple[str, str], ...]:
        """Return the texts of some of the intake's groups (`sla`), in that order, with their paths."""
        found: list[tuple[str, str]] = []
        for name in groups:
            _gather(name, getattr(self.intake, name), found)
        return tuple(found)


class _Looked(NamedTuple):
    """One field that the walk looks at: `told` if it is a fact of note, `opens` if groups may stand below it."""

    field: FactField
    name: str
    key: str
    kind: str
    stage: str
    internal: bool
    told: bool
    opens: bool


def _visit(group: Facts, path: str, kind: str, found: list[Fact]) -> None:
    """Add the facts of note in a group and in the groups below it, in the order of their fields."""
    values = vars(group)
    before = f"{path}." if path else ""
    for field_, name, key, kind_, stage, internal, told, opens in _looked_at(group.__class__, kind):
        value = values[name]
        if told:
            found.append(Fact(before + key, kind_, value, group, field_, stage, internal))
        if opens and value is not None:
            _visit_each(value, before + key, kind_, found)


def _visit_each(value: Any, path: str, kind: str, found: list[Fact]) -> None:
    """Visit the groups that a field holds: one, a list of them, or a map."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            _visit_each(item, item_path(path, item, index), f"{kind}[]", found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _visit_each(item, f"{path}.{key}", f"{kind}.{key}", found)
    else:
        _visit(value, path, kind, found)


# Bounded, because the keys of some maps are the writer's own.
@lru_cache(maxsize=2048)
def _looked_at(model: type[Facts], kind: str) -> tuple[_Looked, ...]:
    """Return what there is to look at in a group of one kind, in the order of its fields."""
    every = (_looked(one, _under(kind, key)) for key, one in fields_of(model).items())
    return tuple(one for one in every if one.told or one.opens)


def _looked(one: FactField, kind: str) -> _Looked:
    stage = _STAGE_OF.get(kind, one.stage)
    told = bool(stage) or one.internal or one.key == "visibility"
    return _Looked(one, one.name, one.key, kind, stage, one.internal, told, _holds_groups(one.shape))


def _holds_groups(shape: Shape) -> bool:
    return shape.group is not None or (shape.inner is not None and _holds_groups(shape.inner))


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


_NO_TEXTS: Final = frozenset({NoneType, int, bool, Decimal, date, datetime, time})
"""Types of values without a text, which nearly all values are that are no texts themselves."""


def _gather(path: str, value: Any, found: list[tuple[str, str]]) -> None:
    """Add every text in a value, and in what stands below it, with its path."""
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            if item.__class__ not in _NO_TEXTS:
                _gather(item_path(path, item, index), item, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _gather(f"{path}.{key}", item, found)
    elif keys := _keys_of(value.__class__):
        _gather_members(value, keys, f"{path}." if path else "", found)


def _gather_members(group: Facts, keys: Mapping[str, str], before: str, found: list[tuple[str, str]]) -> None:
    """Add every text in a group, whose path and a dot are `before`; also those under keys that begin with `x_`."""
    for name, value in vars(group).items():
        if value.__class__ is str:
            found.append((before + keys[name], value))
        elif value.__class__ not in _NO_TEXTS:
            _gather(before + keys[name], value, found)
    for name, value in (group.model_extra or {}).items():
        _gather(before + name, value, found)


@cache
def _keys_of(kind: type) -> Mapping[str, str]:
    """Return the keys in the file of a group's fields by name; none for a value that is no group."""
    return {one.name: key for key, one in fields_of(kind).items()} if issubclass(kind, Facts) else {}


def item_path(path: str, item: object, index: int) -> str:
    """Return the path of one item of a list: by its id, else by its position."""
    # Not getattr: to say that a group has no id takes pydantic longer than all the rest of a walk.
    known = getattr(item, "__dict__", None)
    return f"{path}[{(known and known.get('id')) or index}]"


def subject(model: Facts, path: str) -> str:
    """Return the name of the listed thing that a path lies in (`ScanHub OCR` for `applications[scanhub].eol`).

    Its id where it has no name; empty where the path lies in no list.
    """
    value: Any = model
    name = ""
    for step in re.findall(r"[^.\[\]]+|\[[^\]]*\]", path):
        if not step.startswith("["):
            value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
            continue
        key = step[1:-1]
        items = value if isinstance(value, list | tuple) else ()
        value = next(
            (item for index, item in enumerate(items) if item_path("", item, index) == f"[{key}]"), None
        )
        name = getattr(value, "name", None) or getattr(value, "id", None) or name
    return str(name)


def covers(wide: str, path: str) -> bool:
    """Return whether `path` is `wide` itself or lies below it."""
    return path == wide or (bool(wide) and path.startswith((f"{wide}.", f"{wide}[")))
