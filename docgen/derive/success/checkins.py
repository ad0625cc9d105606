"""Check-ins: when they are due, and what came of those that were held."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.derive.calendars import WEEKDAYS, BusinessCalendar
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.weeks import Weeks
from docgen.derive.words import join_words
from docgen.intake.model.success import CheckIn as CheckInFacts
from docgen.playbooks.success import Meeting


@dataclass(frozen=True, slots=True)
class AgendaTopic:
    """One topic of a meeting's agenda. `lead` is a person, or the gap that asks for one."""

    number: int
    topic: str
    minutes: int
    lead: str | Gap


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda. `minutes` is its length; `attendees` and `invited` are people, or roles that nobody holds."""

    title: str
    minutes: int
    attendees: tuple[str, ...]
    invited: tuple[str, ...]
    topics: tuple[AgendaTopic, ...]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One check-in. `date` is the stated day, else the due one; `due` is None for one that the rhythm does not ask for,
    `apart` are the calendar days between the two. Texts are empty where nothing is recorded."""

    number: int
    date: datetime.date
    due: datetime.date | None
    apart: int | None
    week: int
    attendees: str
    agenda: tuple[str, ...]
    progress: str
    questions: str
    guidance: str
    actions: tuple[str, ...]
    chip: Chip


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The rhythm: one each `every_days` in weeks `first_week` to `last_week`. `rows` are by date; `held` counts those
    held among the `past` ones."""

    every_days: int
    first_week: int
    last_week: int
    due: tuple[date, ...]
    rows: tuple[CheckIn, ...]
    past: int
    held: int
    agenda: Agenda


_STATES = {
    "held": Chip(State.GOOD, "Held"),
    "missed": Chip(State.CRITICAL, "Missed"),
    "cancelled": Chip(State.CAUTION, "Cancelled"),
}
_PLANNED, _OPEN = Chip(State.NEUTRAL, "Planned"), Chip(State.CAUTION, "Not recorded")


def due_days(lookup: Lookup, calendar: BusinessCalendar, weeks: Weeks | Gap) -> tuple[date, ...]:
    """Return the days on which check-ins are due: the playbook's weekday of the first week, then one each `every_days`
    to the end of the last week, each moved to the next business day (by default Tuesday of week 5, then each 14 days to
    the end of week 12)."""
    if isinstance(weeks, Gap):
        return ()
    return tuple(calendar.next_on_or_after(day) for day in _rhythm(lookup, weeks))


def _rhythm(lookup: Lookup, weeks: Weeks) -> Iterator[date]:
    rule = lookup.playbook.success.checkins
    first, last = weeks.span(rule.first_week, rule.last_week)
    day = first + timedelta(days=WEEKDAYS.index(rule.weekday.value))
    while day <= last:
        yield day
        day += timedelta(days=rule.every_days.value)


def checkins(lookup: Lookup, calendar: BusinessCalendar, weeks: Weeks | Gap, *, as_of: date) -> CheckIns:
    """Return the check-ins that are due, each with the stated one nearest to it, and those stated besides."""
    rule, due = lookup.playbook.success.checkins, due_days(lookup, calendar, weeks)
    success = lookup.intake.success
    stated = [facts for facts in (success.checkins if success else None) or () if facts.date]
    rows = _rows(lookup, weeks, _paired(due, stated, rule.every_days.value // 2), as_of)
    past = [row for row in rows if row.date <= as_of]
    return CheckIns(
        every_days=rule.every_days.value,
        first_week=rule.first_week,
        last_week=rule.last_week,
        due=due,
        rows=rows,
        past=len(past),
        held=sum(row.chip == _STATES["held"] for row in past),
        agenda=agenda(lookup, rule.meeting),
    )


_Pair = tuple[date | None, CheckInFacts | None]


def _paired(due: Sequence[date], stated: Sequence[CheckInFacts], reach: int) -> list[_Pair]:
    """Return each due day with the stated check-in nearest to it, at most `reach` days away, and the rest alone."""
    left, pairs = list(stated), list[_Pair]()
    for day in due:
        near = min(left, key=lambda facts: abs((_day(facts) - day).days), default=None)
        if near is not None and abs((_day(near) - day).days) <= reach:
            left.remove(near)
            pairs.append((day, near))
        else:
            pairs.append((day, None))
    return pairs + [(None, facts) for facts in left]


def _day(facts: CheckInFacts) -> date:
    return facts.date or date.max


def _rows(lookup: Lookup, weeks: Weeks | Gap, pairs: Iterable[_Pair], as_of: date) -> tuple[CheckIn, ...]:
    ordered = enumerate(sorted(pairs, key=_when), 1)
    return tuple(_row(lookup, weeks, number, pair, as_of) for number, pair in ordered)


def _when(pair: _Pair) -> date:
    """Return the day of a check-in: the stated one, else the due one."""
    due, facts = pair
    return (facts.date if facts else None) or due or date.max


def _row(lookup: Lookup, weeks: Weeks | Gap, number: int, pair: _Pair, as_of: date) -> CheckIn:
    day, due, facts = _when(pair), pair[0], pair[1] or CheckInFacts()
    told = facts if day <= as_of else CheckInFacts()  # what a later day brought is not known yet
    return CheckIn(
        number=number,
        date=day,
        due=due,
        apart=(day - due).days if due and facts.date else None,
        week=0 if isinstance(weeks, Gap) else weeks.number(day),
        attendees=lookup.names(facts.attendees),
        agenda=facts.agenda or (),
        progress=told.progress or "",
        questions=told.questions or "",
        guidance=told.guidance or "",
        actions=tuple(_action(lookup, ref) for ref in told.actions or ()),
        chip=_state(facts, day, as_of),
    )


def _state(facts: CheckInFacts, day: date, as_of: date) -> Chip:
    if day > as_of:
        return _PLANNED
    return _STATES.get(facts.status or "", _OPEN)


def _action(lookup: Lookup, ref: str) -> str:
    return next((one.text or ref for one in lookup.intake.actions or () if one.id == ref), ref)


def agenda(lookup: Lookup, meeting: Meeting) -> Agenda:
    """Return a meeting's agenda with the people behind its roles."""
    return Agenda(
        title=meeting.title,
        minutes=meeting.minutes,
        attendees=tuple(_holders(lookup, role) for role in meeting.attendees),
        invited=tuple(_holders(lookup, role) for role in meeting.invited),
        topics=tuple(
            AgendaTopic(number, topic.text, topic.minutes, lookup.holder(topic.lead))
            for number, topic in enumerate(meeting.topics, 1)
        ),
    )


def _holders(lookup: Lookup, role: str) -> str:
    """Return who holds a role, with the role in words; the role alone where nobody does."""
    held = join_words(person.name for person in lookup.in_role(role))
    words = lookup.role_name(role)
    return f"{held} ({words})" if held else words
