"""Which arguments of Excel's functions are cells to go over, rather than one value.

Where such an argument is a single cell that a loop repeats, the author means all of its rounds: `SUM(D5)` under a
loop over row 5 is the total of the loop.
"""

from __future__ import annotations

from collections.abc import Mapping

# Any number of areas, from this argument on: an area with gaps may be given as several.
_LISTS: Mapping[str, int] = {
    "SUM": 0, "COUNT": 0, "COUNTA": 0, "AVERAGE": 0, "AVERAGEA": 0, "MIN": 0, "MINA": 0, "MAX": 0, "MAXA": 0,
    "PRODUCT": 0, "SUMSQ": 0, "MEDIAN": 0, "MODE": 0, "GEOMEAN": 0, "HARMEAN": 0, "DEVSQ": 0, "AVEDEV": 0,
    "STDEV": 0, "STDEVP": 0, "STDEV.S": 0, "STDEV.P": 0, "VAR": 0, "VARP": 0, "VAR.S": 0, "VAR.P": 0,
    "AND": 0, "OR": 0, "XOR": 0, "CONCAT": 0, "CONCATENATE": 0, "GCD": 0, "LCM": 0,
    "SUBTOTAL": 1, "NPV": 1, "TEXTJOIN": 2, "AGGREGATE": 2,
}  # fmt: skip

# One area in each of these arguments, from 0.
_AREAS: Mapping[str, frozenset[int]] = {
    "COUNTBLANK": frozenset({0}), "COUNTIF": frozenset({0}), "SUMIF": frozenset({0, 2}),
    "AVERAGEIF": frozenset({0, 2}), "ROWS": frozenset({0}), "COLUMNS": frozenset({0}), "INDEX": frozenset({0}),
    "MATCH": frozenset({1}), "XMATCH": frozenset({1}), "LOOKUP": frozenset({1, 2}), "VLOOKUP": frozenset({1}),
    "HLOOKUP": frozenset({1}), "XLOOKUP": frozenset({1, 2}), "RANK": frozenset({1}), "RANK.EQ": frozenset({1}),
    "RANK.AVG": frozenset({1}), "LARGE": frozenset({0}), "SMALL": frozenset({0}), "PERCENTILE": frozenset({0}),
    "PERCENTILE.INC": frozenset({0}), "QUARTILE": frozenset({0}), "PERCENTRANK": frozenset({0}),
    "FREQUENCY": frozenset({0, 1}), "CORREL": frozenset({0, 1}), "FORECAST": frozenset({1, 2}),
    "TRANSPOSE": frozenset({0}), "UNIQUE": frozenset({0}), "SORT": frozenset({0}), "FILTER": frozenset({0, 1}),
    "NETWORKDAYS": frozenset({2}), "NETWORKDAYS.INTL": frozenset({3}), "WORKDAY": frozenset({2}),
    "WORKDAY.INTL": frozenset({3}), "IRR": frozenset({0}), "SUMPRODUCT": frozenset(range(255)),
}  # fmt: skip

_PREFIXES = ("_XLFN.", "_XLWS.")


def takes_list(function: str, argument: int) -> bool:
    """Return whether an argument (from 0) may be replaced by several areas, each an argument of its own."""
    start = _LISTS.get(_plain(function))
    return start is not None and argument >= start


def takes_area(function: str, argument: int) -> bool:
    """Return whether an argument (from 0) is an area to go over."""
    name = _plain(function)
    if name in {"COUNTIFS", "SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"}:
        # pairs of area and criterion; the others begin with the area of the values
        return argument == 0 or argument % 2 == (0 if name == "COUNTIFS" else 1)
    return argument in _AREAS.get(name, ()) or takes_list(name, argument)


def _plain(function: str) -> str:
    name = function.upper()
    for prefix in _PREFIXES:  # what Excel writes before functions younger than its format
        name = name.removeprefix(prefix)
    return name
