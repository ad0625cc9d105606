"""The thirty days after go-live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from docgen.judge import words
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.stages import reached

if TYPE_CHECKING:
    from docgen.derive.care import Wave
    from docgen.intake.model.go_live import Hypercare

_REVIEWS = 4


def _hypercare(case: Case) -> Hypercare | None:
    return case.intake.hypercare


def _end(case: Case, start: date) -> date:
    """Return the last day of a hypercare that starts on `start`: both days count."""
    return start + timedelta(days=case.playbook.hypercare.days.value - 1)


@rule("HYP-01")
def lasts_thirty_days(case: Case) -> Iterator[Finding]:
    hypercare, anchor = _hypercare(case), _anchor(case)
    start = (hypercare.start if hypercare else None) or anchor
    if hypercare is None or start is None:
        return
    if anchor and hypercare.start and hypercare.start != anchor:
        message = f"Hypercare starts on {words.day(hypercare.start)}, but go-live is on {words.day(anchor)}"
        yield Finding("hypercare.start", message, "Start it on the day of go-live.", day=hypercare.start)
    due = _end(case, start)
    if hypercare.end and hypercare.end != due and not (hypercare.end > due and hypercare.extension):
        days = (hypercare.end - start).days + 1
        wanted = case.playbook.hypercare.days.value
        taken = f"ends on {words.day(hypercare.end)} after {words.count(days, 'day')}"
        message = f"Hypercare {taken}; {wanted} end on {words.day(due)}"
        yield Finding(
            "hypercare.end", message, "Correct the end, or record the extension.", day=hypercare.end
        )


def _anchor(case: Case) -> date | None:
    """Return the day from which hypercare counts: go-live, or the first or last wave, as `hypercare_from` says."""
    live = case.intake.go_live
    if live is None:
        return None
    days = sorted(wave.date for wave in live.waves or () if wave.date)
    from_wave = live.hypercare_from or case.playbook.hypercare.from_wave.value
    if not days or from_wave == "per_wave":
        return live.date
    return days[0] if from_wave == "first_wave" else days[-1]


@rule("HYP-02")
def p1_within_fifteen_minutes(case: Case) -> Iterator[Finding]:
    hypercare, most = _hypercare(case), case.playbook.hypercare.p1_response_minutes.value
    stated = hypercare.p1_response if hypercare else None
    if stated and stated.total(24 * 60) > most:
        yield Finding(
            "hypercare.p1_response",
            f"A P1 in hypercare gets a response in {stated}; the process promises {most} minutes",
            "Write 15m or less.",
        )


@rule("HYP-03")
def p1_clock_is_stated(case: Case) -> Iterator[Finding]:
    hypercare, engagement = _hypercare(case), case.intake.engagement
    tier = case.playbook.sla.tiers.get((engagement.tier if engagement else None) or "")
    if tier and tier.hours.value != "24x7" and not (hypercare and hypercare.p1_clock):
        message = (
            f"{tier.name} is not served at every hour, and hypercare does not say on which clock a P1 runs"
        )
        yield Finding("hypercare.p1_clock", message, "Write contracted_hours or 24x7.")


@document_rule("HYP-04")
def month_is_staffed(case: DocumentCase) -> Iterator[Finding]:
    hypercare = _hypercare(case)
    for field, what in (
        ("named_engineer", "named engineer"),
        ("backup_engineer", "backup for the named engineer"),
    ):
        if not (hypercare and getattr(hypercare, field)):
            yield Finding(f"hypercare.{field}", f"Hypercare has no {what}", "Name a person of the team.")
    yield from _standups(case)
    planned = len({one.date for one in (hypercare and hypercare.reviews) or () if one.date})
    if hypercare and hypercare.reviews is not None and planned < _REVIEWS:
        yield Finding(
            "hypercare.reviews",
            f"{words.count(planned, 'weekly review')} of {_REVIEWS} are dated",
            "Add the others, one a week.",
        )


def _standups(case: DocumentCase) -> Iterator[Finding]:
    """Compare the stand-ups that are listed with the days on which they are due; none listed means as due.

    What is still to come has not been held, and is no breach.
    """
    hypercare, path = _hypercare(case), "hypercare.standups"
    if hypercare is None or hypercare.standups is None:
        return
    due = _standup_days(case)
    dated = {one.date for one in hypercare.standups if one.date}
    if missing := [day for day in due if day not in dated]:
        days = words.listed(map(words.day, missing))
        yield Finding(path, f"No stand-up on {days}", "Hold one on each of the first five business days.")
    missed = [one.date for one in hypercare.standups if one.held is False and one.date in due and one.date]
    passed = [day for day in missed if day < case.as_of]
    for day in passed if reached("S6-exit", case.stage) else ():
        yield Finding(
            path, f"The stand-up of {words.day(day)} was not held", "Say in its notes what replaced it."
        )


def _standup_days(case: Case) -> list[date]:
    """Return the business days of hypercare on which a stand-up is due."""
    hypercare = _hypercare(case)
    day = (hypercare.start if hypercare else None) or _anchor(case)
    wanted = case.playbook.hypercare.standup_business_days.value
    days: list[date] = []
    while day and len(days) < wanted:
        days.append(case.calendar.next_after(days[-1]) if days else case.calendar.next_on_or_after(day))
    return days


@rule("HYP-08")
def not_signed_early(case: Case) -> Iterator[Finding]:
    hypercare = _hypercare(case)
    signed = getattr(getattr(hypercare, "signoff", None), "date", None)
    start = (hypercare.start if hypercare else None) or _anchor(case)
    if signed and start and signed < _end(case, start):
        message = f"Hypercare is signed off on {words.day(signed)}, before its last day, {words.day(_end(case, start))}"
        yield Finding(
            "hypercare.signoff.date", message, "Acknowledge the agreement to end early, or correct the date."
        )


@rule("HYP-09")
def waves_get_thirty_days(case: Case) -> Iterator[Finding]:
    wanted = case.playbook.hypercare.days.value
    stated = (case.intake.go_live and case.intake.go_live.waves) or ()
    dated = (index for index, one in enumerate(stated) if one.date)
    for index, wave in zip(dated, case.context.timeline.waves, strict=False):
        if wave.days < wanted:
            message = f"Wave {wave.id or index + 1} goes live on {words.day(wave.date)} and {_care_of(wave)}"
            hint = "Count hypercare from the last wave, or extend it."
            yield Finding(f"go_live.waves[{wave.id or index}].date", message, hint)


def _care_of(wave: Wave) -> str:
    """Return what a wave gets of hypercare: one that goes live after the last day gets nothing."""
    end = words.day(wave.hypercare_end)
    if wave.days < 1:
        return f"gets no hypercare, which ends on {end}"
    return f"gets {words.count(wave.days, 'day')} of hypercare to {end}"
