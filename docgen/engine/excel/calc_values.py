"""What a cell can hold, and how values turn into one another, where Excel and LibreOffice agree.

Where the two differ (a truth value among numbers, a text that may be a date, the order of accented letters) there
is no value to write down: `Unknown` is raised, the cell carries no cached value, and the workbook is calculated
when somebody opens it.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

# As far as both programs print a number without an exponent.
_PLAIN = 10**15


class Fault(Enum):
    """An error value of a cell."""

    DIVISION = "#DIV/0!"
    MISSING = "#N/A"
    NAME = "#NAME?"
    NULL = "#NULL!"
    NUMBER = "#NUM!"
    REFERENCE = "#REF!"
    VALUE = "#VALUE!"


# None is an empty cell. Dates and times are the numbers that the file holds for them.
Value: TypeAlias = float | str | bool | Fault | None
Sound: TypeAlias = float | str | bool | None


class Unknown(Exception):
    """There is no value that both Excel and LibreOffice would come to, or none that is worked out here."""


class Failure(Exception):
    """A formula comes to an error value, unless something around it catches it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
# What some locale may take for a number, a date, a time, a share or an amount.
_DIGIT = re.compile(r"\d")
_MONTH = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_NUMBER_LIKE = re.compile(r"[\W_]*\d(?:[\d\W_]|e|am|pm)*", re.IGNORECASE)


def sound(value: Value) -> Sound:
    """Return a value that is no error. Raise Failure for an error value."""
    if isinstance(value, Fault):
        raise Failure(value)
    return value


def number(value: Value) -> float:
    """Return a value as an operand of arithmetic: an empty cell is 0, TRUE is 1, whole numbers may be texts."""
    found = sound(value)
    return number_in(found) if isinstance(found, str) else float(found or 0)


def number_in(text: str) -> float:
    """Return the number that a text says. Raise Failure for a text that says none, Unknown for a doubtful one."""
    if _WHOLE.fullmatch(text):
        return float(text)
    if may_be_number(text):
        raise Unknown(text)
    raise Failure(Fault.VALUE)


def may_be_number(text: str) -> bool:
    """Return whether some program or locale could read the text as a number, a date or a time."""
    if not _DIGIT.search(text):
        return False
    return bool(_MONTH.search(text) or _NUMBER_LIKE.fullmatch(text))


def truth(value: Value) -> bool:
    """Return a value as a condition. Of texts, "TRUE" is one to LibreOffice: doubtful."""
    if value.__class__ is bool:
        return value
    found = sound(value)
    if not isinstance(found, str):
        return bool(found)
    if found.upper() in {"TRUE", "FALSE"} or may_be_number(found):
        raise Unknown(found)
    raise Failure(Fault.VALUE)


def text(value: Value) -> str:
    """Return a value as an operand of `&`. Fractions follow the reader's locale, truth values the program."""
    found = sound(value)
    if isinstance(found, bool):
        raise Unknown(found)
    if isinstance(found, float):
        if not found.is_integer() or abs(found) >= _PLAIN:
            raise Unknown(found)
        return str(int(found))
    return found or ""


def nearly_equal(left: float, right: float) -> bool:
    """Return whether two numbers differ only in what binary fractions lose (LibreOffice's `approxEqual`)."""
    return left == right or abs(left - right) < abs(right) * 2.0**-48


def whole_below(value: float) -> float:
    """Return the greatest whole number that is not greater. Raise Unknown a hair below one: programs differ."""
    below = float(math.floor(value))
    if below != value and nearly_equal(value, below + 1):
        raise Unknown(value)
    return below


def compare(left: Value, right: Value) -> int:
    """Return -1, 0 or 1 as `left` is less than, equal to or greater than `right`: numbers come before texts.

    An empty cell equals 0, "" and FALSE. Raise Unknown for a truth value beside anything else: LibreOffice holds
    it as a number.
    """
    one, other = sound(left), sound(right)
    one, other = _beside(one, other), _beside(other, one)
    if isinstance(one, bool) != isinstance(other, bool):
        raise Unknown(one, other)
    if isinstance(one, str):
        return compare_texts(one, other) if isinstance(other, str) else 1
    if isinstance(other, str):
        return -1
    return compare_numbers(float(one or 0), float(other or 0))


def _beside(value: Sound, other: Sound) -> Sound:
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def compare_numbers(left: float, right: float) -> int:
    """Return the order of two numbers; nearly equal is equal."""
    return 0 if nearly_equal(left, right) else -1 if left < right else 1


def compare_texts(left: str, right: str) -> int:
    """Return the order of two texts without regard to case. Raise Unknown where languages order differently."""
    left, right = left.lower(), right.lower()
    if left == right:
        return 0
    if not all(not word or (word.isascii() and word.isalnum()) for word in (left, right)):
        raise Unknown(left, right)
    return -1 if left < right else 1


def from_cell(value: object) -> Value:
    """Return what was written into a cell as a value. Raise Unknown for what no cell holds."""
    if value.__class__ is float and math.isfinite(value):
        return value
    if value is None or isinstance(value, (str, bool, Fault)):
        return value
    if isinstance(value, (int, float, Decimal)) and math.isfinite(value):
        return float(value)
    raise Unknown(value)


def as_result(value: Value) -> float | int | str | bool | Fault:
    """Return what a formula's cell shows for a value: 0 for an empty one; whole numbers without a fraction."""
    if value is None:
        return 0
    if isinstance(value, float):
        if not math.isfinite(value):
            return Fault.NUMBER
        return int(value) if value.is_integer() and abs(value) < _PLAIN else value
    return value
