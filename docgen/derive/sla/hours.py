"""The service hours that apply: which windows, in which zone, and whether P1 runs at every hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.sla.clock import MINUTES_PER_DAY, ServiceClock, Window, round_the_clock
from docgen.derive.sla.cover import WEEKDAYS
from docgen.derive.sla.figures import Figure, Ledger, Origin, origin_of
from docgen.intake.model import Intake
from docgen.playbooks.service_levels import BusinessHours, Tier

ALWAYS = "24x7"
_SHORT = {name[:3].lower(): at for at, name in enumerate(WEEKDAYS)}


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one client.

    `business` are the tier's business hours and `service` the clock of the ordinary targets: the same, or every
    hour. `p1_always` says that P1 is served at every hour. `day` is a business day in minutes.
    """

    business: ServiceClock
    service: ServiceClock
    p1_always: bool
    holidays_closed: bool
    figures: tuple[Figure[object], ...]

    @property
    def zone(self) -> ZoneInfo:
        return self.business.zone

    @property
    def days(self) -> tuple[int, ...]:
        """Return the weekdays with an opening, Monday 0."""
        return tuple(sorted(self.business.windows))

    @property
    def window(self) -> Window:
        """Return the opening of a business day."""
        return next(iter(self.business.windows.values()), (Window(0, 0),))[0]

    @property
    def day(self) -> int:
        return self.window.minutes or MINUTES_PER_DAY

    @property
    def ever_open(self) -> bool:
        """Tell whether the service hours hold any time at all: a start after its end leaves none."""
        return self.service.always or bool(self.business.windows)

    @property
    def p1_clock(self) -> ServiceClock:
        """Return the clock on which P1 is served."""
        return round_the_clock(self.zone) if self.p1_always else self.service


def resolve_hours(
    intake: Intake, book: BusinessHours, tier: Tier, *, calendar: BusinessCalendar, ledger: Ledger
) -> Hours:
    """Return the hours that apply: the intake's where it states them, else the tier's."""
    terms = _Terms(intake, book, ledger)
    zone, closed = ZoneInfo(terms.zone()), terms.holidays() == "excluded"

    def is_holiday(day: date) -> bool:
        return closed and calendar.holiday(day) is not None

    window = Window(terms.start(), terms.end())
    windows = dict.fromkeys(terms.days(), (window,)) if window.minutes > 0 else {}
    business = ServiceClock(zone, windows, is_holiday)
    all_day = _tier_hours(intake, tier) == ALWAYS
    return Hours(
        business=business,
        service=round_the_clock(zone) if all_day else business,
        p1_always=all_day or _p1_always(intake, tier),
        holidays_closed=closed,
        figures=(_tier_figure(intake, tier, ledger), *terms.figures()),
    )


def _tier_hours(intake: Intake, tier: Tier) -> str:
    stated = intake.sla.service_hours if intake.sla else None
    return stated or tier.hours.value


def _p1_always(intake: Intake, tier: Tier) -> bool:
    """Tell whether P1 is served at every hour: as its clock says where the intake states one, else by tier."""
    targets = (intake.sla.targets if intake.sla else None) or {}
    stated = targets["P1"].clock if "P1" in targets else None
    return stated == ALWAYS if stated else tier.p1_hours.value == ALWAYS


def _tier_figure(intake: Intake, tier: Tier, ledger: Ledger) -> Figure[object]:
    hours = _tier_hours(intake, tier)
    return ledger.figure(
        "Service hours",
        "sla.service_hours",
        hours,
        origin=origin_of(tier.hours),
        stated=bool(intake.sla and intake.sla.service_hours),
        shown="Every hour of every day" if hours == ALWAYS else "Business hours",
    )


@dataclass(frozen=True, slots=True)
class _Terms:
    """Business hours field by field: the intake's, else the playbook's."""

    intake: Intake
    book: BusinessHours
    ledger: Ledger

    def _stated(self, field: str) -> object:
        hours = self.intake.sla.business_hours if self.intake.sla else None
        return getattr(hours, field, None)

    def zone(self) -> str:
        return str(self._stated("tz") or self.book.tz.value)

    def days(self) -> tuple[int, ...]:
        stated = self._stated("days")
        named = stated if isinstance(stated, list | tuple) and stated else self.book.days.value
        return tuple(sorted({_SHORT[str(day)] for day in named}))

    def start(self) -> int:
        return _minute(self._stated("start") or self.book.start.value)

    def end(self) -> int:
        # An end at 00:00 is the end of the day, not its start.
        return _minute(self._stated("end") or self.book.end.value) or MINUTES_PER_DAY

    def holidays(self) -> str:
        return str(self._stated("holidays") or self.book.holidays.value)

    def figures(self) -> tuple[Figure[object], ...]:
        rows = (
            ("Business days", "days", ", ".join(WEEKDAYS[day] for day in self.days())),
            ("Start of business hours", "start", _hhmm(self.start())),
            ("End of business hours", "end", _hhmm(self.end())),
            ("Time zone", "tz", self.zone()),
            ("Public holidays", "holidays", "Closed" if self.holidays() == "excluded" else "Open"),
        )
        return tuple(self._figure(what, field, shown) for what, field, shown in rows)

    def _figure(self, what: str, field: str, shown: str) -> Figure[object]:
        sourced = getattr(self.book, field)
        stated = self._stated(field) is not None
        value: object = shown
        return self.ledger.figure(
            what,
            f"sla.business_hours.{field}",
            value,
            origin=Origin(str(sourced.source), sourced.line),
            stated=stated,
        )


def _minute(clock: object) -> int:
    """Return minutes after midnight of a time or of `HH:MM`."""
    at = clock if isinstance(clock, time) else time.fromisoformat(str(clock))
    return at.hour * 60 + at.minute


def _hhmm(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
