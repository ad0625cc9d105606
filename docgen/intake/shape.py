"""The model as a tree of shapes: which keys a group has, what a list holds, what a reference points to.

Checks and look-ups walk data and shapes side by side, so that a new field needs no new code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from docgen.intake.model.base import Facts
from docgen.intake.model.intake import Intake
from docgen.intake.model.refs import PathMark, RefTo


class Kind(Enum):
    """What a value is made of."""

    GROUP = "a group of keys"
    LIST = "a list"
    MAP = "a group of keys of your own"
    VALUE = "a value"


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at one path.

    `group` is the model of a group; `inner` the shape of a list's items or a map's values, `key` of a map's keys;
    `ref` says what an id must name; `is_path` marks a text that must be the path of a fact. `type` is the model's
    own type of a value, with all that it checks.
    """

    kind: Kind
    group: type[Facts] | None = None
    inner: Shape | None = None
    key: Shape | None = None
    ref: RefTo | None = None
    is_path: bool = False
    type: Any = field(default=None, compare=False, repr=False)

    @property
    def is_checked(self) -> bool:
        """Whether there is more to check than the model does: keys, ids, references or paths."""
        return self.kind is not Kind.VALUE or self.ref is not None or self.is_path


@dataclass(frozen=True, slots=True)
class FactField:
    """One field of a group: its `key` in the file, its attribute `name`, its shape, and what the model says of it."""

    key: str
    name: str
    shape: Shape
    info: FieldInfo

    @property
    def question(self) -> str:
        """The fact as a question, in words."""
        return self.info.description or self.key

    @property
    def example(self) -> str:
        """What may be written, or an empty text."""
        return str(self.info.examples[0]) if self.info.examples else ""

    @property
    def stage(self) -> str:
        """The first stage of each process that requires the fact (`S1 C1`), or an empty text."""
        return str(self._extra.get("x-stage", ""))

    @property
    def owner(self) -> str:
        """The role that owes the fact, or an empty text."""
        return str(self._extra.get("x-owner", ""))

    @property
    def unit(self) -> str:
        """The unit of the figure, or an empty text."""
        return str(self._extra.get("x-unit", ""))

    @property
    def internal(self) -> bool:
        """True when the fact never reaches a client's document."""
        return bool(self._extra.get("x-internal", False))

    @property
    def _extra(self) -> Mapping[str, Any]:
        extra = self.info.json_schema_extra
        return extra if isinstance(extra, dict) else {}


@cache
def fields_of(group: type[Facts]) -> Mapping[str, FactField]:
    """Return the fields of a group by their key in the file."""
    found = {}
    for name, info in group.model_fields.items():
        key = info.alias or name
        found[key] = FactField(key, name, _shape(info.annotation, tuple(info.metadata)), info)
    return found


def root_shape() -> Shape:
    """Return the shape of a whole intake."""
    return Shape(Kind.GROUP, Intake)


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*arguments[1:], *marks))
    if origin in (Union, UnionType):
        return _shape(next(option for option in arguments if option is not NoneType), marks)
    if origin is tuple:
        return Shape(Kind.LIST, inner=_shape(arguments[0]))
    if origin is dict:
        return Shape(Kind.MAP, key=_shape(arguments[0]), inner=_shape(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return Shape(Kind.GROUP, annotation)
    ref = next((mark for mark in marks if isinstance(mark, RefTo)), None)
    is_path = any(isinstance(mark, PathMark) for mark in marks)
    return Shape(
        Kind.VALUE, ref=ref, is_path=is_path, type=Annotated[annotation, *marks] if marks else annotation
    )


@cache
def all_paths() -> tuple[str, ...]:
    """Return the path of every field of the model; of lists and maps with `[]` in place of what is open."""
    return tuple(_paths(root_shape(), ""))


def _paths(shape: Shape, path: str) -> Iterator[str]:
    if shape.kind is Kind.GROUP and shape.group:
        for key, field in fields_of(shape.group).items():
            below = f"{path}.{key}" if path else key
            yield below
            yield from _paths(field.shape, below)
    elif shape.inner:
        yield from _paths(shape.inner, f"{path}[]")
