"""Which kinds an operator takes, and what it gives."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date

from docgen.engine.lint.kinds import (
    ANYTHING,
    NUMBER,
    TEXT,
    Anything,
    Keyed,
    Kind,
    Listed,
    Method,
    Named,
    Nothing,
    Plain,
    Readable,
    Record,
    is_number,
    is_text,
    options,
)

ORDERS = frozenset({"lt", "lteq", "gt", "gteq"})
_OF_TEXTS = frozenset({"add", "mul", "mod"})
_DUNDERS = {"floordiv": "__floordiv__", "div": "__truediv__", "neg": "__neg__"}
_UNORDERED: object = inspect.getattr_static(object, "__lt__")


def fault(name: str, other: Kind) -> Callable[[Kind], bool]:
    """Return what tells of an option whether an operator (`add`, `mul`, …) refuses it beside the `other` kind."""

    def refuses(option: Kind) -> bool:
        if isinstance(option, Anything) or is_number(option):
            return False
        if is_text(option):
            return name not in _OF_TEXTS or (name == "add" and _all(other, is_number))
        if isinstance(option, Listed):
            return name not in ("add", "mul") or (name == "add" and _all(other, is_number))
        if isinstance(option, Record | Plain):
            return not hasattr(option.type, _DUNDERS.get(name, f"__{name}__"))
        return isinstance(option, Nothing | Keyed | Named | Method)

    return refuses


def order_fault(other: Kind) -> Callable[[Kind], bool]:
    """Return what tells of an option whether it cannot be put in order with the `other` kind."""

    def refuses(option: Kind) -> bool:
        if isinstance(option, Anything | Readable):
            return False
        if is_number(option):
            return _all(other, is_text)
        if is_text(option):
            return _all(other, is_number)
        if isinstance(option, Plain):
            return issubclass(option.type, date) and _all(
                other, lambda kind: is_number(kind) or is_text(kind)
            )
        return not isinstance(option, Listed) and not (
            isinstance(option, Record) and _is_ordered(option.type)
        )

    return refuses


def _is_ordered(kind: type) -> bool:
    own: object = inspect.getattr_static(kind, "__lt__", None)
    return own is not _UNORDERED


def _all(kind: Kind, holds: Callable[[Kind], bool]) -> bool:
    return all(holds(option) for option in options(kind))


def result(name: str, left: Kind, right: Kind) -> Kind:
    """Return the kind of what an operator gives of two kinds."""
    if _all(left, is_number) and _all(right, is_number):
        return NUMBER
    if name == "add" and _all(left, is_text) and _all(right, is_text):
        return TEXT
    return ANYTHING
