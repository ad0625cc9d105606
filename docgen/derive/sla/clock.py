"""When a promise falls due: service windows in a time zone, and the walk through them.

A clock either runs at every hour (24x7) or only inside weekly windows, given as local wall time and closed on
holidays. Lengths are measured in real (UTC) minutes, so that a change to or from daylight saving inside a
window neither gains nor loses time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from docgen.errors import CalendarError

MINUTES_PER_DAY = 1440
# A clock that is open one minute a week would need this long for the longest sensible promise.
_LONGEST_WALK_DAYS = 3660


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """One opening of a day in minutes after local midnight: `opens` included, `closes` (up to 1440) not."""

    opens: int
    closes: int

    @property
    def minutes(self) -> int:
        return self.closes - self.opens


WHOLE_DAY = Window(0, MINUTES_PER_DAY)


def _never(_: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ServiceClock:
    """The hours in which the minutes of a target count.

    `windows` maps a weekday (Monday is 0) to its openings in order; a weekday that is absent is closed.
    `is_holiday` says which dates are closed besides. `always` means every hour of every day: the windows and
    holidays are then ignored.
    """

    zone: ZoneInfo
    windows: Mapping[int, tuple[Window, ...]] = field(default_factory=dict)
    is_holiday: Callable[[date], bool] = _never
    always: bool = False

    @property
    def minutes_per_week(self) -> int:
        """Return the open minutes of a week without a holiday or a change of clocks."""
        if self.always:
            return 7 * MINUTES_PER_DAY
        return sum(window.minutes for day in self.windows.values() for window in day)

    def is_open_on(self, day: date) -> bool:
        """Tell whether the clock runs at all on this local date."""
        return self.always or (bool(self.windows.get(day.weekday())) and not self.is_holiday(day))

    def openings(self, day: date) -> tuple[Window, ...]:
        """Return the openings of this local date, none on a holiday."""
        if self.always:
            return (WHOLE_DAY,)
        return self.windows.get(day.weekday(), ()) if self.is_open_on(day) else ()

    def local(self, day: date, clock: time) -> datetime:
        """Return a wall time of this clock's zone as an aware datetime."""
        return datetime.combine(day, clock, tzinfo=self.zone)

    def due(self, raised: datetime, minutes: int) -> datetime:
        """Return when `minutes` of this clock have run from `raised` (aware), in the clock's zone.

        24x7: plain addition in UTC. Else: walk the openings from `raised`, skip closed days, consume minutes.
        Raise CalendarError if the clock never opens, and whatever `is_holiday` raises beyond its data.
        """
        if self.always:
            return (raised.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(self.zone)
        left = timedelta(minutes=minutes)
        for opens, closes in self._stretches(raised.astimezone(UTC)):
            if left <= closes - opens:
                return (opens + left).astimezone(self.zone)
            left -= closes - opens
        raise CalendarError.single(
            "no-service-hours",
            "the service hours hold no opening, so no due time can be worked out",
            hint="Give sla.business_hours at least one day with a start before its end.",
        )

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open stretches in UTC from `start` on, the first one cut at `start`."""
        first = start.astimezone(self.zone).date()
        for offset in range(_LONGEST_WALK_DAYS if self.windows else 0):
            day = first + timedelta(days=offset)
            for window in self.openings(day):
                opens, closes = self._utc(day, window.opens), self._utc(day, window.closes)
                if closes > start:
                    yield max(opens, start), closes

    def _utc(self, day: date, minute: int) -> datetime:
        """Return the UTC time of a minute of a local day; 1440 is the next midnight."""
        extra, within = divmod(minute, MINUTES_PER_DAY)
        clock = time(within // 60, within % 60)
        return datetime.combine(day + timedelta(days=extra), clock, tzinfo=self.zone).astimezone(UTC)


def round_the_clock(zone: ZoneInfo) -> ServiceClock:
    """Return the clock that never stops, printing its times in `zone`."""
    return ServiceClock(zone=zone, always=True)
