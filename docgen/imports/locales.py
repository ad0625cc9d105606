"""How a country writes dates and numbers in figures, where a file says nothing of it."""

from __future__ import annotations

import re

from docgen.imports.readings import Habits, Order

_CODE = re.compile(r"([a-z]{2,3})[-_]([A-Z]{2})")
_MONTH_FIRST = frozenset(["US", "PH", "PR", "GU"])
"""Territories whose short dates begin with the month (Unicode CLDR, dateFormats short)."""


def habits_of(code: str) -> Habits:
    """Return how a locale (`en-AU`, `de-DE`) writes dates and numbers. Raise ValueError for one that is not known.

    The sign before decimals is that of the Unicode CLDR.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs more than most imports take

    match = _CODE.fullmatch(code)
    try:
        locale = Locale.parse(code.replace("-", "_")) if match else None
    except (UnknownLocaleError, ValueError):
        locale = None
    if match is None or locale is None:
        raise ValueError(f"“{code}” is not a known locale.")
    point = str(locale.number_symbols["latn"]["decimal"])
    return Habits(Order.MONTH if match[2] in _MONTH_FIRST else Order.DAY, point)
