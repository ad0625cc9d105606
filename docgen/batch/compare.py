"""Comparing two values of an intake as what they are."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from docgen.intake.model.dates import MonthDay
from docgen.intake.model.durations import Duration, Interval
from docgen.intake.model.texts import Version
from docgen.intake.shape import Shape

_ORDERED = (int, Decimal, date, datetime, time, MonthDay, Duration, Interval)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,9})?")
_VERSION = re.compile(r"(\d{1,3})\.(\d{1,3})")
_DAYS = (6 * 60, 24 * 60)
"""Minutes of service that a business day has, at least and at most: how many stands elsewhere in the intake."""


class Incomparable(ValueError):
    """Two values of which neither is the greater. `message` continues a sentence that starts with a path."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def has_order(shape: Shape) -> bool:
    """Return whether the values of a fact have an order: numbers, days, times, lengths of time, versions."""
    if shape.type == Version:
        return True
    kind = getattr(shape.type, "__origin__", shape.type)  # what Annotated is about
    return isinstance(kind, type) and issubclass(kind, _ORDERED) and not issubclass(kind, bool)


def same(value: Any, other: Any) -> bool:
    """Return whether two values are equal: 60m is 1h, 1.50 is 1.5; texts letter by letter."""
    return type(value) is type(other) and bool(value == other)


def compared(value: Any, other: Any) -> int:
    """Return -1, 0 or 1 as `value` is less than, equal to or more than `other`. Raise Incomparable.

    Business days and hours are compared where every length of a business day gives the same answer.
    """
    answers = {_sign(*pair) for pair in zip(_ranks(value), _ranks(other), strict=True)}
    if len(answers) > 1 or None in answers:
        raise Incomparable(
            f"is {value}, which cannot be set against {other}.", "Ask in the unit it is given in."
        )
    return answers.pop() or 0


def own_value(data: Any) -> Any:
    """Return a value of somebody's own key, of which the model says nothing: a number, a date, else the text."""
    if not isinstance(data, str):
        return data
    text = data.strip()
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    try:
        return date.fromisoformat(text) if len(text) == len("2027-03-16") else data
    except ValueError:
        return data


def _sign(value: Any, other: Any) -> int | None:
    if type(value) is not type(other):
        return None
    return int(value > other) - int(value < other)


def _ranks(value: Any) -> tuple[Any, Any]:
    """Return what a value is ordered by, with the shortest business day and with the longest."""
    if isinstance(value, Interval):
        if value.every is None:
            raise Incomparable("is none: it never comes.", "Use = or !=.")
        value = value.every
    if isinstance(value, Duration):
        return value.total(_DAYS[0]), value.total(_DAYS[1])
    if isinstance(value, str):
        return _version(value), _version(value)
    return value, value


def _version(text: str) -> tuple[int, int]:
    match = _VERSION.fullmatch(text)
    if match is None:
        raise Incomparable("is a text, which has no order.", "Use =, != or in.")
    return int(match[1]), int(match[2])
