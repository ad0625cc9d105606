"""The dates that the process itself sets: the first contact, the phases, the value review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.lookup import Lookup
from docgen.derive.timeline_views import Timeline
from docgen.derive.values import Chip, Gap, State
from docgen.derive.weeks import ANCHORS, Weeks, window_in_words
from docgen.derive.words import counted, long_date
from docgen.intake.model.engagement import Engagement
from docgen.intake.model.success import Success, ValueReview


@dataclass(frozen=True, slots=True)
class Outreach:
    """The first contact. `by` is the last day for it: `business_days` after the contract was signed, that day not
    counted. `taken` counts the business days that it took."""

    text: str
    business_days: int
    by: date | Gap
    done: date | None
    taken: int | None
    lead: str | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class Phase:
    """One stage of the process. `weeks` in words, empty where no week bounds it; `exit` are its exit criteria."""

    id: str
    name: str
    owners: str
    weeks: str
    start: date
    end: date
    chip: Chip
    exit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """When the value review is due.

    `exact` is day 0 plus the process's days, `due` the same moved to the next business day, `moved` whether that
    made a difference; `week` is the week of the plan that holds `due`. `stated` is the intake's own date, `apart`
    the business days from `due` to it (negative: earlier), `day` the one that counts: the stated, else the due one.
    `other` is the day that would be due if the plan counted from the contract's signature. `chip` says whether the
    stated day is near enough."""

    days: int
    counted_from: str
    exact: date | Gap
    due: date | Gap
    moved: bool
    week: int | None
    other: date | None
    stated: date | None
    day: date | Gap
    apart: int | None
    chip: Chip
    text: str


def outreach(lookup: Lookup, calendar: BusinessCalendar, *, as_of: date) -> Outreach | None:
    """Return the first contact, None where the process has no limit for it."""
    rule, engagement = lookup.playbook.success.outreach, lookup.intake.engagement or Engagement()
    if rule is None:
        return None
    signed, done = engagement.contract_signed_date, engagement.csm_outreach_date
    by = calendar.add(signed, rule.business_days) if signed else None
    return Outreach(
        text=rule.text,
        business_days=rule.business_days,
        by=lookup.known(by, "engagement.contract_signed_date"),
        done=done,
        taken=calendar.days_between(signed, done) if signed and done else None,
        lead=lookup.holder(rule.lead),
        chip=kept(by, done, as_of),
    )


def kept(due: date | None, done: date | None, as_of: date) -> Chip:
    """Return whether something due was done in time: `On time`, `3 days late`, `Overdue`, `Ahead`."""
    if done:
        late = (done - due).days if due else 0
        return (
            Chip(State.CAUTION, f"{counted(late, 'day')} late") if late > 0 else Chip(State.GOOD, "On time")
        )
    if due and due < as_of:
        return Chip(State.CRITICAL, "Overdue")
    return Chip(State.NEUTRAL, "Ahead")


def phases(lookup: Lookup, timeline: Timeline, *, as_of: date) -> tuple[Phase, ...]:
    """Return the stages with their days, and where the as-of date stands among them."""
    return tuple(
        Phase(
            id=row.id,
            name=row.name,
            owners=row.owners,
            weeks=window_in_words(lookup.playbook.stage(row.id)),
            start=row.start,
            end=row.end,
            chip=_phase_chip(row.start, row.end, as_of),
            exit=tuple(one.text for one in lookup.playbook.stage(row.id).exit),
        )
        for row in timeline.stages
    )


def _phase_chip(start: date, end: date, as_of: date) -> Chip:
    if as_of > end:
        return Chip(State.NEUTRAL, "Past")
    return Chip(State.CAUTION, "Now") if as_of >= start else Chip(State.NEUTRAL, "Ahead")


def review_day(lookup: Lookup, calendar: BusinessCalendar, weeks: Weeks | Gap) -> ReviewDay:
    """Return when the value review is due: day 0 + the process's days, moved to the next business day."""
    rule = lookup.playbook.success.review
    stated = ((lookup.intake.success or Success()).value_review or ValueReview()).date
    exact = weeks if isinstance(weeks, Gap) else weeks.day_0 + timedelta(days=rule.day.value)
    due = calendar.next_on_or_after(exact) if isinstance(exact, date) else exact
    apart = calendar.days_between(due, stated) if isinstance(due, date) and stated else None
    return ReviewDay(
        days=rule.day.value,
        counted_from="" if isinstance(weeks, Gap) else weeks.counted_from,
        exact=exact,
        due=due,
        moved=exact != due,
        week=weeks.number(due) if isinstance(weeks, Weeks) and isinstance(due, date) else None,
        other=_other(lookup, calendar, rule.day.value),
        stated=stated,
        day=stated or due,
        apart=apart,
        chip=_near(apart, rule.tolerance_business_days.value),
        text=" ".join(_said(lookup, weeks, exact, due)),
    )


def _other(lookup: Lookup, calendar: BusinessCalendar, days: int) -> date | None:
    """Return the day that would be due if the plan counted from the contract's signature."""
    signed = (lookup.intake.engagement or Engagement()).contract_signed_date
    if signed is None or lookup.playbook.success.day_0.value == "contract_signed":
        return None
    return calendar.next_on_or_after(signed + timedelta(days=days))


def _near(apart: int | None, tolerance: int) -> Chip:
    if apart is None:
        return Chip(State.NEUTRAL, "Not booked")
    if not apart:
        return Chip(State.GOOD, "As due")
    words = f"{counted(abs(apart), 'business day')} {'after' if apart > 0 else 'before'} the due day"
    return Chip(State.GOOD if abs(apart) <= tolerance else State.CAUTION, words)


def _said(lookup: Lookup, weeks: Weeks | Gap, exact: date | Gap, due: date | Gap) -> Iterable[str]:
    if isinstance(weeks, Gap) or not isinstance(exact, date) or not isinstance(due, date):
        path = ANCHORS[lookup.playbook.success.day_0.value][0]
        yield f"The day of the review follows once the day of {path} is known."
        return
    day = lookup.playbook.success.review.day.value
    yield f"Day {day} from {weeks.counted_from} is {long_date(exact, lookup.locale)},"
    if due == exact:
        yield f"in week {weeks.number(due)}."
    else:
        yield f"which moves to {long_date(due, lookup.locale)}, in week {weeks.number(due)}."
