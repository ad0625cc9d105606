"""The end of hypercare and the handover to run-state service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.derive.values import Gap
from docgen.judge import words
from docgen.judge.rule import Case, DayCase, Finding, day_rule, rule

if TYPE_CHECKING:
    from docgen.derive.bau.exits import ExitLine
    from docgen.intake.model.bau import Bau
    from docgen.intake.model.go_live import Hypercare

_LEAST_ANSWERS, _LEAST_SHARE = 5, 10
"""Below five answers, or a tenth of those who were asked, a mean says nothing (a provider default)."""
_BEFORE_ACCEPTANCE = ("B1", "B2", "B3", "B4", "B5", "B6")
_ACCEPTED = ("accepted", "conditional")


def _hypercare(case: Case) -> Hypercare | None:
    return case.intake.hypercare


def _bau(case: Case) -> Bau | None:
    return case.intake.bau


@day_rule("HYP-05")
def every_exit_criterion_passes(case: DayCase) -> Iterator[Finding]:
    hypercare = _hypercare(case)
    if hypercare is None or hypercare.signoff is None:
        return
    for line in case.context.bau.results.exits:
        path = f"hypercare.exit.{line.id}"
        if line.met is None:
            yield Finding(path, f"{line.id} ({line.text}) has no value", "Give the figure and its evidence.")
        elif not line.met and not (hypercare.signoff.conditions and line.owner and line.due):
            message = f"{line.id} ({line.text}) does not pass: {_measured(line)}; wanted: {line.passes}"
            hint = (
                "Extend hypercare, or sign off with a condition and give this criterion an owner and a date."
            )
            yield Finding(path, message, hint)
        elif line.stated is not None and line.stated != line.met:
            shown = words.within(_measured(line))
            message = (
                f"{line.id} is marked {'met' if line.stated else 'not met'}, but by the figures it is {shown}"
            )
            yield Finding(path, message, "Correct whichever is wrong.")


def _measured(line: ExitLine) -> str:
    return "no figure is given" if isinstance(line.measured, Gap) else line.measured


@rule("HYP-06")
def survey_has_enough_answers(case: Case) -> Iterator[Finding]:
    hypercare = _hypercare(case)
    survey = hypercare.csat if hypercare else None
    if survey is None or survey.n is None:
        return
    few = survey.n < _LEAST_ANSWERS
    if few or (survey.surveyed and survey.n * 100 < _LEAST_SHARE * survey.surveyed):
        asked = f" of {survey.surveyed}" if survey.surveyed else ""
        message = f"The satisfaction score rests on {words.count(survey.n, 'answer')}{asked}"
        yield Finding("hypercare.csat.n", message, "Ask again, or acknowledge that the score says little.")


@day_rule("HYP-07")
def two_weeks_run_up_to_the_exit(case: DayCase) -> Iterator[Finding]:
    hypercare = _hypercare(case)
    if hypercare is None or not hypercare.weekly or hypercare.signoff is None:
        return
    line = next((one for one in case.context.bau.results.exits if one.id == "E2"), None)
    if line and line.met is False:
        weeks = [f"{week.number} ({week.note})" for week in case.context.bau.results.weeks if not week.met]
        failed = f"; weeks that missed a target: {words.listed(weeks)}" if weeks else ""
        run = words.count(case.context.bau.results.run, "compliant week")
        message = f"{run} up to the exit, wanted: {line.passes}{failed}"
        yield Finding("hypercare.weekly", message, "Extend hypercare, or correct the figures.")


@rule("BAU-01")
def starts_after_the_exit(case: Case) -> Iterator[Finding]:
    bau, hypercare = _bau(case), _hypercare(case)
    signed = hypercare.signoff.date if hypercare and hypercare.signoff else None
    end = signed or (hypercare.end if hypercare else None)
    if bau and bau.start_date and end and bau.start_date < end:
        message = (
            f"Run-state service starts on {words.day(bau.start_date)}, hypercare ends on {words.day(end)}"
        )
        yield Finding("bau.start_date", message, "Start it after the exit.", day=bau.start_date)


@rule("BAU-02")
def delivery_manager_is_named_and_met(case: Case) -> Iterator[Finding]:
    bau = _bau(case)
    if bau is None:
        return
    if bau.sdm is None:
        yield Finding("bau.sdm", "No service delivery manager is named", "Name a person of the team.")
        return
    if bau.sdm_intro_date is None:
        message = "Nobody says when the client met the service delivery manager"
        yield Finding("bau.sdm_intro_date", message, "Give the day of the introduction.")
    leads = {one.id for one in case.intake.team or () if one.role == "onboarding_lead"}
    if bau.sdm in leads:
        message = "The Onboarding Lead is named as service delivery manager as well"
        yield Finding("bau.sdm", message, "Name somebody else: the one hands over to the other.")


@day_rule("BAU-03")
def required_documents_are_there(case: DayCase) -> Iterator[Finding]:
    bau = _bau(case)
    if bau is None or bau.documents is None:
        return
    for line in case.context.bau.required:
        if not line.count:
            message = f"{line.kind}: no document of this kind with a version and a place"
            yield Finding("bau.documents", message, "Add it, with its version and location.")


@rule("BAU-04")
def nothing_temporary_is_left(case: Case) -> Iterator[Finding]:
    bau = _bau(case)
    if bau is None:
        return
    if bau.thresholds_reverted_on is None:
        message = "Nobody says when the alert thresholds of hypercare went back to normal"
        yield Finding("bau.thresholds_reverted_on", message, "Revert them and give the day.")
    access = bau.incumbent_access
    for field, what in (("accounts_remaining", "account"), ("agents_remaining", "agent")):
        left = getattr(access, field) if access else None
        if left:
            message = f"The provider before still has {words.count(left, what)}"
            yield Finding(f"bau.incumbent_access.{field}", message, "Remove what is left and file the proof.")
    yield from _temporary_access(bau)


def _temporary_access(bau: Bau) -> Iterator[Finding]:
    """Yield the accounts that were to end before run-state service starts and still stand in the register."""
    for one in bau.access_register or ():
        if one.until and bau.start_date and one.until < bau.start_date:
            message = f"{one.account or one.id} was temporary until {words.day(one.until)} and is still there"
            hint = "Remove the account and its line, or say why it stays and drop its last day."
            yield Finding(f"bau.access_register[{one.id}].until", message, hint, day=one.until)


@rule("BAU-05")
def tasks_come_before_the_acceptance(case: Case) -> Iterator[Finding]:
    bau = _bau(case)
    if bau is None:
        return
    accepted = bool(bau.acceptance and bau.acceptance.decision in _ACCEPTED)
    states = {str(key): state for key, state in (bau.checklist or {}).items()}
    for task in _BEFORE_ACCEPTANCE if accepted else ():
        state = states.get(task)
        if state is None or state.status not in ("done", "not_applicable") or not state.date:
            message = f"{task} is not done and dated, but the handover is accepted"
            yield Finding(
                f"bau.checklist.{task}", message, "Do it and give the day, or take the acceptance back."
            )
    last = states.get("B7")
    if not accepted and (bau.crm_status == "Active" or (last and last.status == "done")):
        message = "The client is Active in the CRM, but the acceptance is not signed"
        yield Finding("bau.crm_status", message, "Set it back to Onboarding until the client has signed.")


@rule("BAU-06")
def serious_issues_are_accepted(case: Case) -> Iterator[Finding]:
    bau = _bau(case)
    for issue in (bau.known_issues if bau else None) or ():
        serious = issue.severity in ("critical", "high") and issue.status != "closed"
        if serious and not (issue.accepted_by and issue.target_fix):
            message = (
                f"{issue.id} is {issue.severity} and open, and nobody has accepted it with a date for its fix"
            )
            yield Finding(
                f"bau.known_issues[{issue.id}]", message, "Name who accepts it and by when it is mended."
            )


@day_rule("BAU-07")
def first_year_has_its_dates(case: DayCase) -> Iterator[Finding]:
    bau = _bau(case)
    if bau is None or bau.governance is None:
        return
    year = case.context.bau.year
    for what in () if isinstance(year, Gap) else year.undated:
        message = f"{what}: no date in the first twelve months"
        yield Finding("bau.governance", message, "Agree a date.")
