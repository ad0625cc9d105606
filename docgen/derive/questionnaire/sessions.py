"""The sessions of discovery, and what stands in their way: closed days, people in two places, the day it is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.lookup import Lookup
from docgen.derive.questionnaire.findings import area_name
from docgen.derive.values import Chip, Span, State
from docgen.derive.words import in_words, join_words, long_date
from docgen.errors import CalendarError
from docgen.intake.model.discovery import Session

_FINE, _CLASH, _LOOK, _UNPLANNED = (
    Chip(State.GOOD, "Fine"),
    Chip(State.CRITICAL, "Clash"),
    Chip(State.CAUTION, "Look again"),
    Chip(State.NEUTRAL, "Not planned"),
)
_SHORTEST = timedelta(minutes=1)
"""How long a session without a length takes at least."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One discovery session; a text or a date is empty where it is not planned yet.

    `faults` say what stands in its way, in sentences; `chip` says so in a word.
    """

    id: str
    topic: str
    area: str
    date: date | str
    start: time | str
    length: Span | str
    mode: str
    site: str
    facilitator: str
    attendees: str
    prework: str
    chip: Chip
    faults: tuple[str, ...]


def session_lines(lookup: Lookup, calendar: BusinessCalendar) -> tuple[SessionLine, ...]:
    """Return the sessions in the order of the intake."""
    sessions = _sessions(lookup)
    return tuple(_line(lookup, calendar, one, sessions) for one in sessions)


def session_faults(lookup: Lookup, calendar: BusinessCalendar) -> Iterator[tuple[str, str]]:
    """Yield the id of a session and what stands in its way, for each that something does."""
    sessions = _sessions(lookup)
    for one in sessions:
        for fault in (*_clashes(lookup, one, sessions), *_wrong_days(lookup, calendar, one)):
            yield one.id or "", fault


def _sessions(lookup: Lookup) -> tuple[Session, ...]:
    discovery = lookup.intake.discovery
    return (discovery.sessions if discovery else None) or ()


def _line(
    lookup: Lookup, calendar: BusinessCalendar, one: Session, sessions: Sequence[Session]
) -> SessionLine:
    clashes = tuple(_clashes(lookup, one, sessions))
    faults = (*clashes, *_wrong_days(lookup, calendar, one))
    chip = _CLASH if clashes else _LOOK if faults else _FINE if one.date else _UNPLANNED
    return SessionLine(
        id=one.id or "",
        topic=one.topic or "",
        area=area_name(one.domain),
        date=one.date or "",
        start=one.start or "",
        length=Span(one.duration.total(lookup.day_minutes)) if one.duration else "",
        mode=in_words(one.mode),
        site=lookup.site_name(one.site),
        facilitator=lookup.name(one.facilitator),
        attendees=lookup.names(one.attendees),
        prework=one.prework or "",
        chip=chip,
        faults=faults,
    )


def _clashes(lookup: Lookup, one: Session, sessions: Sequence[Session]) -> Iterator[str]:
    for other in sessions:
        both = [ref for ref in _people(one) if ref in _people(other)]
        if other is not one and both and _overlap(lookup, one, other):
            names = join_words(lookup.name(ref) for ref in both)
            yield f"{names} {'are' if len(both) > 1 else 'is'} in {other.id} at the same time"


def _people(one: Session) -> tuple[str, ...]:
    known = (*((one.facilitator,) if one.facilitator else ()), *(one.attendees or ()))
    return tuple(dict.fromkeys(known))


def _overlap(lookup: Lookup, one: Session, other: Session) -> bool:
    first, second = _times(lookup, one), _times(lookup, other)
    if first is None or second is None:
        return False
    return first[0] < second[1] and second[0] < first[1]


def _times(lookup: Lookup, one: Session) -> tuple[datetime, datetime] | None:
    """Return begin and end in the client's time; None where day or hour is not known."""
    if one.date is None or one.start is None:
        return None
    begin = datetime.combine(one.date, one.start)
    minutes = one.duration.total(lookup.day_minutes) if one.duration else 0
    return begin, begin + max(timedelta(minutes=minutes), _SHORTEST)


def _wrong_days(lookup: Lookup, calendar: BusinessCalendar, one: Session) -> Iterator[str]:
    if one.date is None:
        return
    day = long_date(one.date, lookup.locale)
    if closed := _closed(calendar, one.date):
        yield f"{day} is {closed}"
    discovery = lookup.intake.discovery
    if discovery and discovery.due and one.date > discovery.due:
        yield f"{day} is after discovery is due"


def _closed(calendar: BusinessCalendar, day: date) -> str:
    """Return why the client is closed, empty on a business day and where the calendar knows no holidays."""
    try:
        holiday = calendar.holiday(day)
        if holiday:
            return holiday.name
        return "" if calendar.is_business_day(day) else "no business day"
    except CalendarError:
        return ""
