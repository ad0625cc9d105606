"""Availability: how long a month is, how much downtime its target allows, and what a downtime means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

_PERCENT = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class MonthAllowance:
    """What one calendar month allows.

    `month` is its first day, `minutes` its real length in the measuring zone, `allowed` the downtime in
    minutes (to a tenth) at which the target is just met, `starts` the downtime in minutes above which each
    credit band applies (same order as the bands), `shift` the minutes that a change of clocks adds or takes
    (0, 60, -60).
    """

    month: date
    minutes: int
    allowed: Decimal
    starts: tuple[Decimal, ...] = ()
    shift: int = 0


def first_of_month(day: date, *, plus: int = 0) -> date:
    """Return the first day of the month that is `plus` months after that of `day`."""
    index = day.year * 12 + day.month - 1 + plus
    return date(index // 12, index % 12 + 1, 1)


def minutes_between(start: date, end: date, zone: ZoneInfo) -> int:
    """Return the real minutes from local midnight of `start` to local midnight of `end`."""
    return int((_midnight(end, zone) - _midnight(start, zone)).total_seconds()) // 60


def month_minutes(month: date, zone: ZoneInfo) -> int:
    """Return the real length of a calendar month in minutes, a change of clocks counted.

    Melbourne: April 2027 has 43,260 minutes, October 2027 has 44,580.
    """
    start = first_of_month(month)
    return minutes_between(start, first_of_month(start, plus=1), zone)


def allowed_downtime(minutes: int, target: Decimal) -> Decimal:
    """Return minutes × (100 − target) / 100, to a tenth of a minute. `target` is a percentage."""
    return (Decimal(minutes) * (_PERCENT - target) / _PERCENT).quantize(_TENTH, ROUND_HALF_UP)


def availability_pct(minutes: int, downtime: int, *, excluded: int = 0) -> Decimal:
    """Return (total − excluded − downtime) / (total − excluded) × 100, to three decimals.

    All three are minutes. Raise ValueError if nothing is left to measure.
    """
    counted = minutes - excluded
    if counted <= 0:
        raise ValueError("no minutes are left to measure once the excluded ones are taken away")
    exact = Decimal(counted - downtime) * _PERCENT / Decimal(counted)
    return exact.quantize(Decimal("0.001"), ROUND_HALF_UP)


def allowances(
    start: date, target: Decimal, zone: ZoneInfo, *, months: int = 12, thresholds: Sequence[Decimal] = ()
) -> tuple[MonthAllowance, ...]:
    """Return the allowance of each of `months` calendar months, from the month that holds `start`.

    `thresholds` are the upper ends of the credit bands in percent.
    """
    firsts = (first_of_month(start, plus=n) for n in range(months))
    return tuple(_allowance(first, target, zone, thresholds) for first in firsts)


def _allowance(month: date, target: Decimal, zone: ZoneInfo, thresholds: Sequence[Decimal]) -> MonthAllowance:
    minutes = month_minutes(month, zone)
    days = (first_of_month(month, plus=1) - month).days
    return MonthAllowance(
        month=month,
        minutes=minutes,
        allowed=allowed_downtime(minutes, target),
        starts=tuple(allowed_downtime(minutes, threshold) for threshold in thresholds),
        shift=minutes - days * 1440,
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
