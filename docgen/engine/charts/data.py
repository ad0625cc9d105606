"""A chart's data as its file writes it: one table, from which both the shown values and the workbook are written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from docgen.engine.charts.colors import Look
from docgen.engine.charts.model import GROUPINGS, KINDS, Chart, Number, Series
from docgen.engine.escape import check
from docgen.engine.images import MAX_MM

MAX_SERIES = 255
MAX_POINTS = 32_000
"""Office's bounds on a chart: series, and points of one series."""

_MAX_FORMAT = 255
_MAX_TEXT = 32_767  # what a cell of the workbook holds
_LARGEST = 9.99e307  # what Excel holds
_MIN_MM = 20.0


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a series: its name, its numbers as texts (None is a gap), and their format code.

    `own_format` tells whether the data said it.
    """

    name: str
    cells: tuple[str | None, ...]
    format: str
    own_format: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Categories down, series across: row 1 holds the names, column A the categories."""

    categories: tuple[str, ...]
    columns: tuple[Column, ...]


def check_alt(chart: Chart) -> None:
    """Raise ValueError for a chart that nothing describes."""
    if not chart.alt.strip():
        raise ValueError("is a chart without alt text; say in one sentence what it shows (alt)")


def checked(chart: Chart) -> Chart:
    """Return the chart. Raise ValueError for the first thing that keeps it from being drawn."""
    _known("kind", chart.kind, KINDS)
    _known("grouping", chart.grouping, GROUPINGS)
    check_alt(chart)
    for text in (chart.alt, chart.title, chart.category_title, chart.value_title, chart.secondary_title):
        check(text)
    _check_sizes(chart)
    _check_counts(chart.categories, chart.series)
    for series in chart.series:
        _check_looks(series, [str(category) for category in chart.categories])
    _KIND_CHECKS[chart.kind](chart)
    _check_limits(chart)
    return chart


def all_series(chart: Chart) -> tuple[Series, ...]:
    """Return the series of a chart and, where it has a target, one more at that level."""
    target = chart.target
    if target is None:
        return tuple(chart.series)
    code = chart.series[0].number_format if chart.series else ""
    level = (target.value,) * len(chart.categories)
    return (*chart.series, Series(target.name, level, line=True, number_format=code))


def table_of(categories: Sequence[str | int], series: Sequence[Series]) -> Table:
    """Return the table of a chart's data. Raise ValueError for what is no category or no finite number."""
    _check_counts(categories, series)
    names = tuple(_category(category, position) for position, category in enumerate(categories, 1))
    return Table(names, tuple(_column(each) for each in series))


def number(value: object, what: str) -> float:
    """Return a value as the number that Office reckons with. Raise ValueError if it is none, or not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError(f"{what} is {_kind(value)}, and a chart needs numbers")  # noqa: TRY004
    finite = (
        value.is_finite() if isinstance(value, Decimal) else isinstance(value, int) or math.isfinite(value)
    )
    if not finite or not -_LARGEST < value < _LARGEST:
        raise ValueError(f"{what} is {str(value)[:40]}, which a chart cannot show")
    return float(value)


def number_text(value: float) -> str:
    """Return a number as the file writes it: the shortest text that reads back the same."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def usual_format(values: Sequence[Number | None]) -> str:
    """Return the format of numbers that come without: thousands apart, and the decimals they need, at most two."""
    places = max((_decimals(float(value)) for value in values if value is not None), default=0)
    return "#,##0" if not places else f"#,##0.{'0' * places}"


def _decimals(value: float) -> int:
    return next((places for places in (0, 1) if math.isclose(value, round(value, places), abs_tol=1e-9)), 2)


def _column(series: Series) -> Column:
    values = [
        None if value is None else number(value, f"series {series.name!r}, point {position}")
        for position, value in enumerate(series.values, 1)
    ]
    cells = tuple(None if value is None else number_text(value) for value in values)
    name = _text(series.name, "a series' name")
    return Column(name, cells, series.number_format or usual_format(values), bool(series.number_format))


def _category(value: object, position: int) -> str:
    if isinstance(value, str):
        return _text(value, f"category {position}")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    hint = "; write it with |date" if isinstance(value, date) else ""
    raise ValueError(f"has {_kind(value)} as category {position}, and a category is a text{hint}")


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"has {_kind(value)} as {what}, which is a text")  # noqa: TRY004
    if len(value) > _MAX_TEXT:
        raise ValueError(f"has {len(value):,} characters in {what}; the limit is {_MAX_TEXT:,}")
    check(value)
    return value


def _kind(value: object) -> str:
    words = {str: "a text", bool: "yes or no", type(None): "empty", dict: "a group of values", list: "a list"}
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return "a date" if isinstance(value, date) else words.get(type(value), f"a {type(value).__name__}")


def _known(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        near = get_close_matches(str(value), known, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValueError(f"is a chart with the {what} {value!r}; there are {', '.join(known)}{hint}")


def _check_sizes(chart: Chart) -> None:
    for side in (chart.width_mm, chart.height_mm):
        if not _MIN_MM <= number(side, "a chart's side") <= MAX_MM:
            raise ValueError(f"is a chart with a side of {side} mm; {_MIN_MM:g} to {MAX_MM} mm are possible")


def _check_counts(categories: Sequence[Any], series: Sequence[Series]) -> None:
    if not categories or not series:
        raise ValueError(f"is a chart without {'series' if categories else 'categories'}")
    if len(series) > MAX_SERIES:
        raise ValueError(f"is a chart of {len(series):,} series; the limit is {MAX_SERIES}")
    if len(categories) > MAX_POINTS:
        raise ValueError(f"is a chart of {len(categories):,} points; the limit is {MAX_POINTS:,}")
    for each in series:
        if len(each.values) != len(categories):
            raise ValueError(
                f"has {len(each.values)} values in the series {str(each.name)[:60]!r}"
                f" and {len(categories)} categories; use None for a gap"
            )


def _check_looks(series: Series, categories: Sequence[str]) -> None:
    for token in (*([series.color] if series.color else []), *series.highlights.values()):
        Look.of(token)
    for point in series.highlights:
        _check_point(point, categories)
    if len(series.number_format) > _MAX_FORMAT:
        raise ValueError(f"has a number format of over {_MAX_FORMAT} characters")
    check(series.number_format)


def _check_point(point: int | str, categories: Sequence[str]) -> None:
    if isinstance(point, int) and 0 <= point < len(categories):
        return
    if isinstance(point, int) or point not in categories:
        near = get_close_matches(str(point), categories, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"highlights {point!r}, which is no category of the chart{hint}")


def _check_limits(chart: Chart) -> None:
    low, high = chart.minimum, chart.maximum
    if low is not None and high is not None and number(low, "the minimum") >= number(high, "the maximum"):
        raise ValueError(f"has a value axis from {low} to {high}; the maximum lies above the minimum")
    for limit, name in ((low, "the minimum"), (high, "the maximum")):
        if limit is not None:
            number(limit, name)


def _check_bar(chart: Chart) -> None:
    if chart.target is not None:
        number(chart.target.value, "the target")
        if chart.horizontal or chart.grouping == "percent":
            raise ValueError("has a target line, which upright bars, lines and combinations can have")


def _check_round(chart: Chart) -> None:
    if len(chart.series) != 1:
        raise ValueError(f"is a {chart.kind} chart of {len(chart.series)} series; it shows exactly one")
    values = [number(value, "a share") for value in chart.series[0].values if value is not None]
    if not any(values) or min(values) < 0:
        raise ValueError(f"is a {chart.kind} chart, which needs shares from 0 up that are not all 0")
    if chart.target is not None:
        raise ValueError(f"is a {chart.kind} chart, which has no target line")


def _check_combination(chart: Chart) -> None:
    _check_bar(chart)
    lines = [series.line for series in chart.series]
    if all(lines) or not any(lines):
        raise ValueError("is a combination, which needs both a column series and one with line: true")
    if any(series.secondary and not series.line for series in chart.series):
        raise ValueError("has columns on the secondary axis, which is for lines")


_KIND_CHECKS: Mapping[str, Any] = {
    "bar": _check_bar,
    "line": _check_bar,
    "pie": _check_round,
    "doughnut": _check_round,
    "combination": _check_combination,
}
