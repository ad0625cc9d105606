"""What only several clients side by side can show: rules over rows, for a batch to judge.

Each client's part is worked out while the client is at hand (`person_loads`) and is small and plain, so that it can
cross processes and stand in a manifest; what the parts come to is decided once all are there (`overbooked`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final, Self

from docgen.judge import people, words
from docgen.judge.walk import covers

if TYPE_CHECKING:
    from docgen.derive.calendars import BusinessCalendar
    from docgen.derive.timeline import StageRow
    from docgen.intake.model import Intake
    from docgen.intake.model.people import Member
    from docgen.playbooks.model import Playbook

OVERBOOKED: Final = "RES-01"
_WHOLE: Final = 100
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_MOST_NAMED: Final = 4
_HINT: Final = "Give part of the work to somebody else, move a stage, or acknowledge who helps."


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    """How much of one person's time one client takes, week by week.

    `percents` are of a whole working week, from the week of the Monday `first` on. People of different clients are
    the same when their `email` is; without one nobody else can be. `path` is the person's place in the client's
    intake, `accepted` why an overload may stand, with the name and the day.
    """

    client: str
    path: str
    name: str
    email: str
    first: date
    percents: tuple[int, ...]
    accepted: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the load that `as_data` gave. Raise KeyError, TypeError or ValueError for anything else."""
        given = {**data, "first": date.fromisoformat(data["first"]), "percents": tuple(data["percents"])}
        return cls(**given)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {**asdict(self), "first": self.first.isoformat(), "percents": list(self.percents)}

    @property
    def weeks(self) -> Iterator[tuple[date, int]]:
        """The Monday of each week with its percentage."""
        return ((self.first + number * _WEEK, percent) for number, percent in enumerate(self.percents))


@dataclass(frozen=True, slots=True)
class Overbooked:
    """A breach of RES-01: what is said of a person, at the client that takes most of the person's time."""

    client: str
    path: str
    message: str
    hint: str
    accepted: str = ""


def person_loads(
    intake: Intake, playbook: Playbook, stages: Iterable[StageRow], calendar: BusinessCalendar
) -> tuple[PersonLoad, ...]:
    """Return the load of each person of the provider's team who has a share in a stage that has dates.

    A week's load is the sum over its business days of the person's share of the stage (the member's own
    `allocation_override`, else the playbook's), divided by the business weekdays of a week: a public holiday is a
    day on which this client takes nothing. Raise CalendarError for days without holiday data.
    """
    rows = tuple(stages)
    found = (
        _load(intake, member, _by_week(_shares(playbook, member), rows, calendar))
        for member in intake.team or ()
    )
    return tuple(one for one in found if one is not None)


def _shares(playbook: Playbook, member: Member) -> dict[str, Decimal]:
    """Return the percentage of a person's time by stage."""
    mine = [one for one in playbook.resources if one.role == member.role]
    standard = {stage: one.percent for one in mine for stage in one.stages}
    own = {str(stage): share for stage, share in (member.allocation_override or {}).items()}
    return {**standard, **own}


def _by_week(
    shares: Mapping[str, Decimal], stages: Iterable[StageRow], calendar: BusinessCalendar
) -> dict[date, Decimal]:
    weeks: dict[date, Decimal] = {}
    for row in stages:
        share = shares.get(row.id)
        for ahead in range((row.end - row.start).days + 1) if share else ():
            day = row.start + ahead * _DAY
            if share and calendar.is_business_day(day):
                monday = day - day.weekday() * _DAY
                weeks[monday] = weeks.get(monday, Decimal(0)) + share / len(calendar.weekdays)
    return weeks


def _load(intake: Intake, member: Member, weeks: Mapping[date, Decimal]) -> PersonLoad | None:
    if not weeks:
        return None
    path, first = f"team[{member.id}]", min(weeks)
    span = (max(weeks) - first) // _WEEK + 1
    mondays = (first + number * _WEEK for number in range(span))
    return PersonLoad(
        client=intake.client.code,
        path=path,
        name=member.name or member.id or "",
        email=(member.email or "").casefold(),
        first=first,
        percents=tuple(_rounded(weeks.get(monday, Decimal(0))) for monday in mondays),
        accepted=_accepted(intake, path),
    )


def _rounded(percent: Decimal) -> int:
    return int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def _accepted(intake: Intake, path: str) -> str:
    for one in intake.acknowledge or ():
        answers = one.rule == OVERBOOKED and covers(one.path or "", path)
        if answers and one.reason and one.by and one.date:
            return f"{one.reason} ({people.name(intake, one.by)}, {words.day(one.date)})"
    return ""


def overbooked(loads: Iterable[PersonLoad]) -> tuple[Overbooked, ...]:
    """Return who is allocated for more than a whole week's time, and when: one finding for each person.

    It stands at the client that takes most in the worst week and names the clients with the largest parts. What one
    of the clients has accepted is accepted. Sorted by client and path.
    """
    shared: dict[tuple[str, str], list[PersonLoad]] = {}
    for load in loads:
        who = (load.email, "") if load.email else (load.client, load.path)
        shared.setdefault(who, []).append(load)
    found = [one for each in shared.values() if (one := _overload(each))]
    return tuple(sorted(found, key=lambda one: (one.client, one.path)))


def _overload(loads: list[PersonLoad]) -> Overbooked | None:
    totals: dict[date, int] = {}
    for load in loads:
        for monday, percent in load.weeks:
            totals[monday] = totals.get(monday, 0) + percent
    over = {monday: total for monday, total in totals.items() if total > _WHOLE}
    if not over:
        return None
    worst = min(over, key=lambda monday: (-over[monday], monday))
    parts = sorted(_parts(loads, worst), key=lambda part: (-part[0], part[1].client, part[1].path))
    rest = f", and over {_WHOLE} % in {words.count(len(over), 'week')}" if len(over) > 1 else ""
    most = parts[0][1]
    message = (
        f"{most.name} is allocated {over[worst]} % in the week of {words.day(worst)} ({_split(parts)}){rest}"
    )
    accepted = next((load.accepted for load in loads if load.accepted), "")
    return Overbooked(most.client, most.path, message, _HINT, accepted)


def _parts(loads: list[PersonLoad], monday: date) -> Iterator[tuple[int, PersonLoad]]:
    for load in loads:
        percent = dict(load.weeks).get(monday, 0)
        if percent:
            yield percent, load


def _split(parts: list[tuple[int, PersonLoad]]) -> str:
    named = [f"{load.client} {percent} %" for percent, load in parts[:_MOST_NAMED]]
    rest = len(parts) - _MOST_NAMED
    return words.listed([*named, f"{rest} more"] if rest > 0 else named)
