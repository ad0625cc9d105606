"""Charts of the measures: how each went over time, and where it stands against its baseline and its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from docgen.derive.plots import Plot, PlotSeries
from docgen.derive.values import Gap
from docgen.derive.words import short_date

_FEWEST_POINTS = 2
_WIDTH, _HEIGHT = 80, 40
_SMALL_WIDTH, _SMALL_HEIGHT = 80, 43
BEFORE, NOW, TARGET = "Baseline", "Latest", "Target"


def trend_plot(
    name: str,
    unit: str,
    points: Sequence[tuple[date, Decimal]],
    target: Decimal | Gap,
    *,
    locale: str,
) -> Plot | None:
    """Return the line from the baseline through the readings, in the measure's own unit, with its target as a level;
    None for fewer than two points, which show no course."""
    if len(points) < _FEWEST_POINTS:
        return None
    values = [value for _, value in points]
    days = _days([day for day, _ in points], locale)
    level = None if isinstance(target, Gap) else target
    told = ", ".join(f"{value} on {day}" for day, value in zip(days, values, strict=True))
    return Plot(
        kind="line",
        alt=f"{_titled(name, unit)}: {told}{_aim(level)}",
        categories=tuple(days),
        series=(PlotSeries(name, tuple(values), number_format=_format([*values, *_known(level)])),),
        target=None if level is None else (level, TARGET),
        width=_WIDTH,
        height=_HEIGHT,
    )


def result_plot(
    name: str, unit: str, baseline: Decimal | Gap, latest: Decimal | None, target: Decimal | Gap
) -> Plot | None:
    """Return baseline, latest reading and target as three bars in the measure's own unit; None where baseline or
    reading is unknown."""
    if isinstance(baseline, Gap) or latest is None:
        return None
    level = None if isinstance(target, Gap) else target
    values = (baseline, latest, *_known(level))
    return Plot(
        alt=f"{_titled(name, unit)}: {baseline} at the baseline, {latest} at the latest reading{_aim(level)}",
        title=_titled(name, unit),
        categories=(BEFORE, NOW, TARGET)[: len(values)],
        series=(
            PlotSeries(
                name,
                values,
                number_format=_format(values),
                highlights={BEFORE: "accent3@50", NOW: "accent1", TARGET: "accent2 dashed"},
            ),
        ),
        width=_SMALL_WIDTH,
        height=_SMALL_HEIGHT,
    )


def _titled(name: str, unit: str) -> str:
    return f"{name}, {unit}" if unit and unit.lower() not in name.lower() else name


def _aim(level: Decimal | None) -> str:
    return "" if level is None else f"; the target is {level}"


def _known(level: Decimal | None) -> tuple[Decimal, ...]:
    return () if level is None else (level,)


def _days(days: Sequence[date], locale: str) -> list[str]:
    """Return the days in short, with the year where they do not all lie in one."""
    one_year = days[0].year == days[-1].year
    return [short_date(day, locale) + ("" if one_year else f" {day.year}") for day in days]


def _format(values: Sequence[Decimal]) -> str:
    """Return the format code with as many decimal places as the most precise value has."""
    places = max(max(0, -int(value.as_tuple().exponent)) for value in values)
    return "#,##0" + ("." + "0" * places if places else "")
