"""What a value looks like as text where nobody has said, and what is said of one that has no place in a tag."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from docgen.engine.values import Value


class Unprintable(ValueError):
    """A value has no place in a tag."""


def plain_look(value: Any) -> str | Value:
    """Return how a value looks that is neither text nor empty. Raise Unprintable where it has no look of its own."""
    if isinstance(value, (float, Decimal)) and not math.isfinite(value):
        raise Unprintable("is not a number")
    if hasattr(type(value), "__html__") and (ours := _adopted(value)) is not None:
        return ours
    if isinstance(value, (list, tuple, set, frozenset, Mapping)):
        raise Unprintable(
            f"is {kind_in_words(value)}, which cannot be printed as text; use a loop, or |list_and"
        )
    if dataclasses.is_dataclass(value) or _is_bare(value):
        raise Unprintable(
            f"is {kind_in_words(value)}, which cannot be printed as text; name one of its fields"
        )
    return str(value)


def kind_in_words(value: Any) -> str:
    """Return a value's kind in words."""
    words = {dict: "a group of values", list: "a list", tuple: "a list", bool: "yes or no", int: "a number"}
    words |= {float: "a number", type(None): "empty", set: "a list", frozenset: "a list", str: "a text"}
    return words.get(type(value), f"a value of the kind {type(value).__name__}")


def shortened(value: str | bytes) -> str:
    """Return a text as Python writes it, 40 characters at the most."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def whole_number(value: Any, tag: str, most: int) -> int:
    """Return the number that a tag of columns is given. Raise Unprintable where it is none, or not in 1 to `most`."""
    try:
        count = int(str(value))
    except ValueError:
        raise Unprintable(f"is {kind_in_words(value)}, and {tag} needs a whole number") from None
    if not 1 <= count <= most:
        raise Unprintable(f"is {count}, and a cell spans 1 to {most} columns")
    return count


def _adopted(value: object) -> Value | None:
    from docgen.engine.compat import adopted  # noqa: PLC0415 - few programs have docxtpl's objects

    return adopted(value)


_BARE = (object.__str__, object.__repr__)


def _is_bare(value: object) -> bool:
    """Tell whether a value has no text of its own but Python's `<… object at …>`."""
    kind: Any = type(value)
    return (kind.__str__, kind.__repr__) == _BARE
