"""Going through an intake fact by fact, with the same paths that problems and the `facts:` map use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_Work = TypeVar("_Work")


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of the intake where it stands.

    `path` uses ids where a list has them (`sites[mel].users`), `kind` is the path without them (`sites[].users`);
    `value` is None where nobody was asked, `group` is what the field belongs to. `stage` is the first stage that
    requires the fact and `owner` the role that owes it, empty where there is none.
    """

    path: str
    kind: str
    value: Any
    field: FieldInfo
    group: BaseModel
    stage: str
    owner: str
    internal: bool

    @property
    def question(self) -> str:
        return self.field.description or self.path


@dataclass(frozen=True)
class Survey:
    """All facts and all texts of one intake, gathered once for however many documents are judged."""

    intake: BaseModel
    worked: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, work: Callable[[], _Work]) -> _Work:
        """Return what `work` comes to, which must depend on nothing but the intake; it is called once for `name`."""
        if name not in self.worked:
            self.worked[name] = work()
        found: _Work = self.worked[name]
        return found

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every field of the intake, absent ones included."""
        return tuple(facts(self.intake))

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the intake with its path."""
        return tuple(texts(self.intake))


def facts(model: BaseModel, path: str = "", kind: str = "") -> Iterator[Fact]:
    """Yield every field of a group of facts and of the groups below it, absent ones included."""
    for name, key, info, told in _fields_of(type(model)):
        value, here, here_kind = getattr(model, name), _under(path, key), _under(kind, key)
        yield Fact(here, here_kind, value, info, model, *told)
        if isinstance(value, BaseModel | list | tuple | dict):
            for below, below_kind, group in groups(value, here, here_kind):
                yield from facts(group, below, below_kind)


@cache
def _fields_of(model: type[BaseModel]) -> tuple[tuple[str, str, FieldInfo, tuple[str, str, bool]], ...]:
    """Return each field of a group by name and key, with its stage, its owner and whether it is internal."""
    return tuple((name, info.alias or name, info, _told(info)) for name, info in model.model_fields.items())


def _told(info: FieldInfo) -> tuple[str, str, bool]:
    extra = info.json_schema_extra
    told = extra if isinstance(extra, dict) else {}
    return str(told.get("x-stage", "")), str(told.get("x-owner", "")), bool(told.get("x-internal"))


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def groups(value: Any, path: str, kind: str) -> Iterator[tuple[str, str, BaseModel]]:
    """Yield the groups of facts inside a value, each with its path and its kind."""
    if isinstance(value, BaseModel):
        yield path, kind, value
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from groups(item, item_path(path, item, index), f"{kind}[]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from groups(item, f"{path}.{key}", f"{kind}.{key}")


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a value with its path, what stands under `x_` keys included."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        known = type(value).model_fields
        for name, item in value:
            key = (known[name].alias if name in known else None) or name
            yield from texts(item, _under(path, key))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, _under(path, str(name)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from texts(item, item_path(path, item, index))


def item_path(path: str, item: object, index: int) -> str:
    """Return the path of one item of a list: by its id, else by its position."""
    return f"{path}[{getattr(item, 'id', None) or index}]"


def subject(model: BaseModel, path: str) -> str:
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
