"""The training plan: sessions, places, who came, and which key users are not booked yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.kickoff import clock
from docgen.derive.lookup import Lookup
from docgen.derive.success.measures import whole
from docgen.derive.values import Chip, Gap, Span, State
from docgen.derive.weeks import Weeks
from docgen.derive.words import one_decimal
from docgen.intake.model.success import Success, TrainingSession

KINDS = {"admin": "Administrators", "user": "Users"}


@dataclass(frozen=True, slots=True)
class Session:
    """One session. `share` is attendance / seats in per cent, None while either is unknown; `week` the plan's week;
    `note` says why the day is not a good one, empty where it is."""

    id: str
    kind: str
    title: str
    audience: str
    date: datetime.date | Gap
    start: str
    end: str
    duration: Span | None
    trainer: str | Gap
    materials: str
    seats: int | None
    attendance: int | None
    share: int | None
    attendees: str
    assessment: str
    week: int | None
    note: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class KindCover:
    """One kind of session that the process asks for, and how many of it are planned and held."""

    kind: str
    text: str
    planned: int
    held: int
    chip: Chip


@dataclass(frozen=True, slots=True)
class KeyUser:
    """A contact who is to be trained, and the sessions that the person is booked on."""

    name: str
    roles: str
    sessions: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Training:
    """The plan.

    `seats` and `attendance` sum the sessions, `share` is attendance / seats in per cent with one decimal place over
    the sessions held where both are known (None before the first); `wanted` is the playbook's share. `named` is how
    many key users are to be trained: the stated number, else the contacts with that role. `unbooked` counts
    contacts who are on no session."""

    sessions: tuple[Session, ...] | Gap
    kinds: tuple[KindCover, ...]
    key_users: tuple[KeyUser, ...]
    unbooked: int
    named: int
    seats: int
    attendance: int
    held: int
    share: Decimal | None
    wanted: int
    chip: Chip


def training(lookup: Lookup, calendar: BusinessCalendar, weeks: Weeks | Gap, *, as_of: date) -> Training:
    """Return the training plan."""
    success = lookup.intake.success or Success()
    stated = success.training
    rows = tuple(_session(lookup, calendar, weeks, one, as_of) for one in _by_day(stated or ()))
    users, held = _key_users(lookup, stated or ()), [row for row in rows if _is_held(row, as_of)]
    rate = _share(held)
    return Training(
        sessions=lookup.gap("success.training") if stated is None else rows,
        kinds=_kinds(lookup, rows, held),
        key_users=users,
        unbooked=sum(user.chip.state is not State.GOOD for user in users),
        named=success.key_users if success.key_users is not None else len(lookup.in_role("key_user")),
        seats=sum(row.seats or 0 for row in rows),
        attendance=sum(row.attendance or 0 for row in held),
        held=len(held),
        share=rate,
        wanted=whole(lookup.playbook.success.training.attendance.value),
        chip=_attended(rate, lookup.playbook.success.training.attendance.value),
    )


def _by_day(sessions: Iterable[TrainingSession]) -> list[TrainingSession]:
    return sorted(sessions, key=lambda one: (one.date or date.max, one.start or datetime.time.max))


def _is_held(row: Session, as_of: date) -> bool:
    return isinstance(row.date, date) and row.date <= as_of and row.attendance is not None


def _session(
    lookup: Lookup, calendar: BusinessCalendar, weeks: Weeks | Gap, facts: TrainingSession, as_of: date
) -> Session:
    path, length = f"success.training[{facts.id}]", facts.duration
    minutes = length.total(lookup.day_minutes) if length else None
    return Session(
        id=facts.id or "",
        kind=KINDS.get(facts.kind or "", ""),
        title=facts.title or "",
        audience=facts.audience or "",
        date=lookup.known(facts.date, f"{path}.date"),
        start=clock(facts.start, 0) if facts.start else "",
        end=clock(facts.start, minutes) if facts.start and minutes else "",
        duration=Span(minutes) if minutes else None,
        trainer=lookup.person(facts.trainer, f"{path}.trainer"),
        materials=facts.materials or "",
        seats=facts.seats,
        attendance=facts.attendance if facts.date and facts.date <= as_of else None,
        share=_of(facts.attendance, facts.seats),
        attendees=lookup.names(facts.attendees),
        assessment=facts.assessment or "",
        week=weeks.number(facts.date) if isinstance(weeks, Weeks) and facts.date else None,
        note=closed(calendar, facts.date),
        chip=_state(facts, as_of),
    )


def _of(attendance: int | None, seats: int | None) -> int | None:
    return whole(Decimal(attendance * 100) / seats) if attendance is not None and seats else None


def closed(calendar: BusinessCalendar, day: date | None) -> str:
    """Return why a day is no business day (`Good Friday`, `Not a business day`); empty for one that is."""
    if day is None or calendar.is_business_day(day):
        return ""
    holiday = calendar.holiday(day)
    return holiday.name if holiday else "Not a business day"


def _state(facts: TrainingSession, as_of: date) -> Chip:
    if facts.date is None or facts.date > as_of:
        return Chip(State.NEUTRAL, "Planned")
    return Chip(State.GOOD, "Held") if facts.attendance is not None else Chip(State.CAUTION, "Not recorded")


def _share(held: Sequence[Session]) -> Decimal | None:
    counted = [(row.attendance or 0, row.seats) for row in held if row.seats]
    seats = sum(places or 0 for _, places in counted)
    return one_decimal(Decimal(100 * sum(came for came, _ in counted)) / seats) if seats else None


def _attended(rate: Decimal | None, wanted: Decimal) -> Chip:
    if rate is None:
        return Chip(State.NEUTRAL, "Not held yet")
    enough = rate >= wanted
    return Chip(State.GOOD if enough else State.CAUTION, f"{whole(rate)}\N{NO-BREAK SPACE}% took part")


def _kinds(lookup: Lookup, rows: Sequence[Session], held: Sequence[Session]) -> tuple[KindCover, ...]:
    return tuple(
        _cover(KINDS[one.kind], one.text, rows, held) for one in lookup.playbook.success.training.sessions
    )


def _cover(kind: str, text: str, rows: Sequence[Session], held: Sequence[Session]) -> KindCover:
    planned = sum(row.kind == kind for row in rows)
    done = sum(row.kind == kind for row in held)
    if not planned:
        return KindCover(kind, text, 0, 0, Chip(State.CRITICAL, "None planned"))
    chip = Chip(State.GOOD, "Held") if done else Chip(State.NEUTRAL, "Planned")
    return KindCover(kind, text, planned, done, chip)


def _key_users(lookup: Lookup, sessions: Sequence[TrainingSession]) -> tuple[KeyUser, ...]:
    """Return the contacts whom the process's training is for, each with the sessions that they are booked on."""
    roles = [one.role for one in lookup.playbook.success.training.sessions]
    named = [who for who in lookup.intake.contacts or () if set(roles) & set(who.roles or ())]
    return tuple(
        _key_user(
            lookup.contact(who).name,
            ", ".join(lookup.role_name(role) for role in roles if role in (who.roles or ())),
            [one.title or one.id or "" for one in sessions if who.id in (one.attendees or ())],
        )
        for who in named
    )


def _key_user(name: str, roles: str, booked: Sequence[str]) -> KeyUser:
    chip = Chip(State.GOOD, "Booked") if booked else Chip(State.CAUTION, "Not booked")
    return KeyUser(name, roles, "; ".join(dict.fromkeys(booked)), chip)
