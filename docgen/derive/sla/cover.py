"""The hours of cover: a week as shaded cells, its length, and the zone in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from docgen.derive.sla.clock import MINUTES_PER_DAY, WHOLE_DAY, ServiceClock, Window
from docgen.derive.values import Cell

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A drawn column is an hour where every opening starts and ends on one, else a half or a quarter of it.
_COLUMNS = (60, 30, 15)
_MARK_EVERY = 180
# Under four hours a cell is too narrow for its words.
_ROOM_FOR_WORDS = 240
_ALL, _P1, _NONE = "accent1", "accent1@25", "lt2"


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One weekday and its cells from midnight to midnight."""

    day: str
    cells: tuple[Cell, ...]


def column_minutes(clock: ServiceClock) -> int:
    """Return how many minutes one drawn column stands for: 60, 30 or 15, which divides all but odd times."""
    edges = {
        edge for day in clock.windows.values() for window in day for edge in (window.opens, window.closes)
    }
    return next((size for size in _COLUMNS if all(edge % size == 0 for edge in edges)), _COLUMNS[-1])


def hour_marks(clock: ServiceClock) -> tuple[Cell, ...]:
    """Return the head of the drawn week: a mark every third hour."""
    span = _MARK_EVERY // column_minutes(clock)
    return tuple(Cell(span, f"{minute // 60:02d}") for minute in range(0, MINUTES_PER_DAY, _MARK_EVERY))


def week_grid(clock: ServiceClock, *, p1_always: bool) -> tuple[WeekRow, ...]:
    """Return the seven rows of the week: dark where every priority is covered, pale where only P1 is.

    The spans of a row add up to a day of `column_minutes`; an odd time (07:10) is drawn at the nearest quarter.
    """
    spare = Cell(1, "P1 only", _P1) if p1_always else Cell(1, "", _NONE)
    size = column_minutes(clock)
    return tuple(WeekRow(name, _cells(clock, day, spare, size)) for day, name in enumerate(WEEKDAYS))


def _cells(clock: ServiceClock, day: int, spare: Cell, size: int) -> tuple[Cell, ...]:
    windows = (WHOLE_DAY,) if clock.always else clock.windows.get(day, ())
    cells: list[Cell] = []
    at = 0
    for window in windows:
        opens, closes = round(window.opens / size), round(window.closes / size)
        cells += [_wide(spare, opens - at, size), Cell(closes - opens, "All priorities", _ALL, "lt1")]
        at = closes
    cells.append(_wide(spare, MINUTES_PER_DAY // size - at, size))
    return tuple(cell for cell in cells if cell.span)


def _wide(cell: Cell, span: int, size: int) -> Cell:
    return Cell(span, cell.text if span * size >= _ROOM_FOR_WORDS else "", cell.fill, cell.ink)


def hours_per_week(clock: ServiceClock) -> Decimal:
    """Return the hours that the clock runs in an ordinary week: 60 for Monday to Friday, 07:00 to 19:00."""
    hours = (Decimal(clock.minutes_per_week) / 60).quantize(Decimal("0.1"))
    return hours.quantize(Decimal(1)) if hours == hours.to_integral_value() else hours


def zone_in_words(zone: ZoneInfo, year: int) -> str:
    """Return a zone as a reader says it, standard time first: `Melbourne time (AEST/AEDT)`."""
    city = zone.key.rsplit("/", 1)[-1].replace("_", " ")
    noons = [datetime(year, month, 1, 12, tzinfo=zone) for month in (1, 7)]
    noons.sort(key=lambda noon: noon.dst() or timedelta())
    # Zones without a letter abbreviation call themselves by an offset (+03): no more than the city says.
    names = dict.fromkeys(noon.tzname() or "" for noon in noons)
    letters = [name for name in names if name.isalpha()]
    return f"{city} time ({'/'.join(letters)})" if letters else f"{city} time"


def days_in_words(days: Iterable[int]) -> str:
    """Return weekdays in words, runs of three or more joined: `Monday to Friday`, `Monday and Thursday`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [part for run in runs for part in _run_in_words(run)]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def _run_in_words(run: list[int]) -> list[str]:
    if len(run) > 2:
        return [f"{WEEKDAYS[run[0]]} to {WEEKDAYS[run[-1]]}"]
    return [WEEKDAYS[day] for day in run]


def clock_in_words(window: Window) -> str:
    """Return an opening as `07:00 to 19:00`; the end of the day prints as 24:00."""
    return f"{_hhmm(window.opens)} to {_hhmm(window.closes)}"


def _hhmm(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def changes_clocks(zone: ZoneInfo, start: date) -> bool:
    """Tell whether the zone's clocks change within a year of `start`."""
    noons = (
        datetime(start.year, start.month, 1, 12, tzinfo=zone) + timedelta(days=30 * n) for n in range(13)
    )
    return len({noon.utcoffset() for noon in noons}) > 1
