"""Numbers of the intake. Amounts and percentages are decimals, never floats."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from docgen.intake.model.scalar import Scalar, expect_text, refuse, shown

_WHOLE = re.compile(r"[+-]?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"[+-]?(0|[1-9]\d*)(\.\d+)?")
_TRUE_FALSE = {"true": True, "false": False}


def whole(low: int, high: int) -> Callable[[object], int]:
    """Return the parser of a whole number from `low` to `high`, both included."""

    def parse(value: object) -> int:
        text = expect_text(value, "a whole number").strip()
        if not _WHOLE.fullmatch(text):
            hint = "Write the digits alone, such as 120."
            raise refuse(_kind(text), f"is {shown(text)}, not a whole number.", hint)
        # Bounded before int(), which is slow on very long digits.
        if len(text) > 18 or not low <= int(text) <= high:
            hint = f"Write a number from {low:,} to {high:,}."
            raise refuse("bad-value", f"is {shown(text)}, out of range.", hint)
        return int(text)

    return parse


def decimal(low: int, high: int, places: int, example: str) -> Callable[[object], Decimal]:
    """Return the parser of a decimal from `low` to `high` with at most `places` decimal places."""

    def parse(value: object) -> Decimal:
        text = expect_text(value, f"a number such as {example}").strip()
        if not _DECIMAL.fullmatch(text):
            hint = f"Write digits and a decimal point, such as {example}."
            raise refuse(_kind(text), f"is {shown(text)}, not a number.", hint)
        number = Decimal(text)
        if not low <= number <= high:
            hint = f"Write a number from {low:,} to {high:,}."
            raise refuse("bad-value", f"is {shown(text)}, out of range.", hint)
        if len(text.partition(".")[2]) > places:
            hint = f"Write at most {places} decimal places, such as {example}."
            raise refuse("bad-value", f"is {shown(text)}, too precise.", hint)
        return number

    return parse


def _kind(text: str) -> str:
    # 1,200 or 99 % is a number written another way; a word is another type.
    return "bad-value" if any(char.isdigit() for char in text) else "wrong-type"


def parse_flag(value: object) -> bool:
    """Return the truth that `true` or `false` says; `yes`, `on` and `1` are refused, as files differ on them."""
    text = expect_text(value, "true or false").strip()
    flag = _TRUE_FALSE.get(text.lower())
    if flag is None:
        raise refuse("wrong-type", f"is {shown(text)}, not true or false.", "Write true or false.")
    return flag


def _number(low: int, high: int, pattern: str, kind: str = "integer") -> dict[str, object]:
    return {"type": [kind, "string"], "minimum": low, "maximum": high, "pattern": pattern}


_WHOLE_PATTERN = r"^\d+$"
_DECIMAL_PATTERN = r"^-?\d+(\.\d+)?$"
_MOST = 10_000_000
_MOST_MONEY = 10**12

Flag = Annotated[bool, Scalar(parse_flag, {"type": "boolean"})]
Count = Annotated[int, Scalar(whole(0, _MOST), _number(0, _MOST, _WHOLE_PATTERN))]
Difference = Annotated[int, Scalar(whole(-_MOST, _MOST), _number(-_MOST, _MOST, r"^[+-]?\d+$"))]
Scale5 = Annotated[int, Scalar(whole(1, 5), _number(1, 5, "^[1-5]$"))]
Level3 = Annotated[int, Scalar(whole(1, 3), _number(1, 3, "^[1-3]$"))]
Score25 = Annotated[int, Scalar(whole(1, 25), _number(1, 25, _WHOLE_PATTERN))]
Months = Annotated[int, Scalar(whole(1, 240), _number(1, 240, _WHOLE_PATTERN))]
NoticeDays = Annotated[int, Scalar(whole(0, 3660), _number(0, 3660, _WHOLE_PATTERN))]
PaymentDays = Annotated[int, Scalar(whole(0, 120), _number(0, 120, _WHOLE_PATTERN))]
Maturity = Annotated[int, Scalar(whole(0, 3), _number(0, 3, "^[0-3]$"))]
VlanId = Annotated[int, Scalar(whole(1, 4094), _number(1, 4094, _WHOLE_PATTERN))]
MonthDays = Annotated[int, Scalar(whole(1, 20), _number(1, 20, _WHOLE_PATTERN))]
Amount = Annotated[
    Decimal,
    Scalar(decimal(0, _MOST_MONEY, 2, "21600.00"), _number(0, _MOST_MONEY, r"^\d+(\.\d{1,2})?$", "number")),
]
Percent = Annotated[Decimal, Scalar(decimal(0, 100, 4, "99.9"), _number(0, 100, _DECIMAL_PATTERN, "number"))]
# 500: an escalation rung may stand far beyond the target.
Elapsed = Annotated[Decimal, Scalar(decimal(0, 500, 2, "75"), _number(0, 500, _DECIMAL_PATTERN, "number"))]
Ratio = Annotated[Decimal, Scalar(decimal(0, 1, 4, "0.80"), _number(0, 1, _DECIMAL_PATTERN, "number"))]
# Sizes and speeds: gigabytes, terabytes, Mbps, hours, person-days.
Quantity = Annotated[
    Decimal, Scalar(decimal(0, _MOST, 3, "5.68"), _number(0, _MOST, r"^\d+(\.\d{1,3})?$", "number"))
]
# What grows may shrink to nothing, or become eleven times as much.
Growth = Annotated[
    Decimal, Scalar(decimal(-100, 1000, 2, "22"), _number(-100, 1000, _DECIMAL_PATTERN, "number"))
]
