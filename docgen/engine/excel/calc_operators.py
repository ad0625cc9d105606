"""The operators of formulas: arithmetic, comparisons, `&` and `%`, where Excel and LibreOffice agree."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from docgen.engine.excel.calc_syntax import Operator
from docgen.engine.excel.calc_values import (
    Failure,
    Fault,
    Unknown,
    Value,
    compare,
    nearly_equal,
    number,
    sound,
    text,
)


def _arithmetic(operation: Callable[[float, float], float]) -> Operator:
    def applied(left: Value, right: Value) -> Value:
        one, other = _both(number, left, right)
        try:
            found = operation(one, other)
        except ZeroDivisionError:
            raise Failure(Fault.DIVISION) from None
        except OverflowError:
            raise Failure(Fault.NUMBER) from None
        if not math.isfinite(found):
            raise Failure(Fault.NUMBER)
        return found

    return applied


_Read = TypeVar("_Read")


def _both(read: Callable[[Value], _Read], left: Value, right: Value) -> tuple[_Read, _Read]:
    """Return two operands. Raise Failure where one is an error, Unknown where both are, and not the same."""
    try:
        one = read(left)
    except Failure as failure:
        _same_fault(read, right, failure.fault)
        raise
    return one, read(right)


def _same_fault(read: Callable[[Value], object], value: Value, fault: Fault) -> None:
    try:
        read(value)
    except Failure as failure:
        if failure.fault is not fault:
            raise Unknown(fault, failure.fault) from None


def _difference(left: float, right: float) -> float:
    # What two nearly equal numbers differ by is rounding, and shown as nothing by both programs.
    return 0.0 if nearly_equal(left, right) else left - right


def _plus(left: float, right: float) -> float:
    return 0.0 if nearly_equal(left, -right) else left + right


def _power(base: float, exponent: float) -> float:
    if not base and exponent <= 0:
        raise Unknown(base, exponent)  # 0^0 is #NUM! to Excel and 1 to LibreOffice
    if base < 0 and not exponent.is_integer():
        raise Unknown(base, exponent)  # LibreOffice draws the third root of -8
    power = float(base**exponent)
    if base and not power:
        raise Unknown(base, exponent)  # too small: nothing to Excel, an error to LibreOffice
    return power


def _comparison(holds: Callable[[int], bool]) -> Operator:
    return lambda left, right: holds(compare(*_both(sound, left, right)))


def _equality(*, wanted: bool) -> Operator:
    """Return `=` or `<>`. Texts may be compared for it where their order is not known."""

    def applied(left: Value, right: Value) -> Value:
        if left.__class__ is str and left == right:  # what most comparisons find, or else
            return wanted
        if isinstance(left, str) and (right is None or isinstance(right, str)):
            return (left.lower() == (right or "").lower()) is wanted
        if left is None and isinstance(right, str):
            return (right == "") is wanted
        return (compare(*_both(sound, left, right)) == 0) is wanted

    return applied


OPERATORS: dict[str, Operator] = {
    "+": _arithmetic(_plus),
    "-": _arithmetic(_difference),
    "*": _arithmetic(lambda left, right: left * right),
    "/": _arithmetic(lambda left, right: left / right),
    "^": _arithmetic(_power),
    "%": lambda left, _: number(left) / 100,
    "&": lambda left, right: "".join(_both(text, left, right)),
    "=": _equality(wanted=True),
    "<>": _equality(wanted=False),
    "<": _comparison(lambda order: order < 0),
    ">": _comparison(lambda order: order > 0),
    "<=": _comparison(lambda order: order <= 0),
    ">=": _comparison(lambda order: order >= 0),
}
