"""Kinds from the annotations of Python's classes: a dataclass says what a template finds in its objects."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from functools import cached_property, lru_cache
from typing import Annotated, Any, ForwardRef, Literal, NewType, TypeVar, Union, get_args, get_origin

from docgen.engine.lint.kinds import (
    ANYTHING,
    NOTHING,
    NUMBERS,
    Keyed,
    Kind,
    Listed,
    Method,
    Plain,
    Record,
    one_of,
)

_PLAIN = (str, *NUMBERS, date, time, timedelta)
_SCALAR_LISTS = (list, tuple, set, frozenset)


def kind_of(hint: Any) -> Kind:
    """Return the kind of what an annotation describes; ANYTHING for what says no more than that there is a value."""
    if hint is None or hint is types.NoneType:
        return NOTHING
    if hint is Any:  # a class since Python 3.11
        return ANYTHING
    if isinstance(hint, NewType):
        return kind_of(hint.__supertype__)
    if isinstance(hint, TypeVar):
        return ANYTHING if hint.__bound__ is None else kind_of(hint.__bound__)
    origin, given = get_origin(hint), get_args(hint)
    if origin is not None:
        return _of_generic(origin, given)
    return _of_class(hint) if isinstance(hint, type) else ANYTHING


def _of_generic(origin: Any, given: tuple[Any, ...]) -> Kind:  # noqa: PLR0911 - one line for each form
    if origin is Union or origin is types.UnionType:
        return one_of(map(kind_of, given))
    if origin is Annotated:
        return kind_of(given[0])
    if origin is Literal:
        return one_of(
            Plain(kind, tuple(g for g in given if type(g) is kind)) for kind in {type(g): 0 for g in given}
        )
    if origin is tuple and given[-1:] != (...,):
        return Listed(one_of(map(kind_of, given)), tuple(map(kind_of, given)))
    if origin is Callable or not isinstance(origin, type):
        return ANYTHING
    if issubclass(origin, Mapping):
        return Keyed(kind_of(given[-1]))
    if issubclass(origin, Iterable):
        return Listed(kind_of(given[0]))
    return _of_class(origin)


def _of_class(kind: type) -> Kind:
    if kind is object:
        return ANYTHING
    if issubclass(kind, Enum):
        return Plain(kind, tuple(kind))
    if issubclass(kind, _PLAIN):
        return Plain(kind)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return Record(kind)
    if issubclass(kind, _SCALAR_LISTS):
        return Listed(ANYTHING)
    return Keyed(ANYTHING) if kind is dict else Record(kind)


# -- members --------------------------------------------------------------------------------------------


def names_of(kind: type) -> tuple[str, ...]:
    """Return the names that a template would use on objects of a class: fields first, then what is worked out."""
    fields: Collection[str] = getattr(kind, "__dataclass_fields__", ()) or getattr(kind, "model_fields", ())
    fields = fields or getattr(kind, "_fields", ())
    found = [
        *fields,
        *(name for name, each in _described(kind) if isinstance(each, property | cached_property)),
    ]
    return tuple(dict.fromkeys(name for name in found if not name.startswith("_")))


@lru_cache(maxsize=8192)
def member(kind: type, name: str) -> Kind | None:
    """Return what a template finds under a name on objects of a class; None if they have no such name."""
    hints = _hints(kind)
    if name in hints:
        return kind_of(hints[name])
    found = inspect.getattr_static(kind, name, None)
    if found is None:
        return None if is_dataclass(kind) or not hasattr(kind, "__getattr__") else ANYTHING
    if isinstance(found, property):
        return _result(found.fget)
    if isinstance(found, cached_property):
        return _result(found.func)
    function = found.__func__ if isinstance(found, staticmethod | classmethod) else found
    return Method(_result(function)) if inspect.isfunction(function) else ANYTHING


def items_of(kind: type) -> Kind:
    """Return the kind of what a loop over an object of a class gives."""
    found = inspect.getattr_static(kind, "__iter__", None)
    result = _result(found) if inspect.isfunction(found) else ANYTHING
    return result.of if isinstance(result, Listed) else ANYTHING


def result_of(function: Callable[..., Any]) -> Kind:
    """Return the kind of what a function says it returns; ANYTHING where it doesn't."""
    return _result(inspect.unwrap(function))


def _described(kind: type) -> Iterator[tuple[str, object]]:
    for base in kind.__mro__:
        yield from vars(base).items()


def _result(function: Any) -> Kind:
    written = getattr(function, "__annotations__", {}).get("return", Any)
    return kind_of(_evaluated(written, getattr(function, "__module__", "")))


@lru_cache(maxsize=2048)
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the annotations of a class and its bases, each worked out in the module that wrote it."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        for name, written in vars(base).get("__annotations__", {}).items():
            found[name] = _evaluated(written, base.__module__)
    return found


def _evaluated(written: Any, module: str) -> Any:
    """Return what an annotation means. What only type checkers import is imported now; Any where that fails."""
    if isinstance(written, ForwardRef):
        written = written.__forward_arg__
    if not isinstance(written, str):
        return written
    names = _Names(module)
    try:
        return eval(written, {"__builtins__": vars(importlib.import_module("builtins"))}, names)
    except Exception:  # whatever stands there, it says nothing that could be checked
        return Any


class _Names(dict[str, Any]):
    """The names of a module, those that it imports for type checkers alone among them."""

    def __init__(self, module: str) -> None:
        super().__init__(vars(sys.modules[module]) if module in sys.modules else {})
        self._module = module

    def __missing__(self, name: str) -> Any:
        source = _typing_imports(self._module).get(name)
        if source is None:
            raise KeyError(name)
        return getattr(importlib.import_module(source[0]), source[1])


@lru_cache(maxsize=512)
def _typing_imports(module: str) -> Mapping[str, tuple[str, str]]:
    """Return what a module imports under `if TYPE_CHECKING`: each name with the module and the name there."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (KeyError, OSError, TypeError, SyntaxError):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for line in node.body:
                if isinstance(line, ast.ImportFrom) and line.module and not line.level:
                    found |= {each.asname or each.name: (line.module, each.name) for each in line.names}
    return found
