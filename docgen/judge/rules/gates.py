"""What the deployment has to show: test gates, acceptance by users, restores, change records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from docgen.derive.lookup import Lookup
from docgen.judge import people, words
from docgen.judge.rule import Case, Finding, rule
from docgen.judge.rules.applications import critical
from docgen.judge.rules.dates import go_live
from docgen.judge.rules.decision import decision_milestone
from docgen.judge.tasks import named, place_of, tasks_of

if TYPE_CHECKING:
    from docgen.intake.model.applications import Application
    from docgen.intake.model.deployment import Acceptance, Change, Deployment, GateMeasure, GateTest
    from docgen.intake.model.plan import PlanTask
    from docgen.playbooks.stages import Gate

_GO: Final = "go"
_PASSED: Final = "pass"
_VENDOR: Final = "vendor"
_ACCESS, _RESTORE = "T3", "T6"
_BACKUPS: Final = "W6"
# What a gate counts against what, in the words of a message; then what has to be none at all.
_OF: Final = (
    ("agents_reporting", "agents_expected", "agents report"),
    ("alerts_fired", "alerts_tested", "test alerts fired"),
    ("sites_passed", "sites_total", "sites passed"),
    ("critical_apps_passed", "critical_apps", "critical applications work"),
    ("tickets_passed", "tickets_total", "test tickets came through"),
    ("signed", "workstreams", "workstreams are signed"),
)
_NONE: Final = (("critical_open", "critical findings open"), ("high_open", "high findings open"))
_WELL: Final = (
    ("internal", "mail inside"),
    ("external", "mail outside"),
    ("calendar_sharing", "shared calendars"),
)


def _deployment(case: Case) -> Deployment | None:
    return case.intake.deployment


def _tests(case: Case) -> list[tuple[str, GateTest]]:
    """Return the results of the gates, each with its path."""
    deployment = _deployment(case)
    known = (deployment.tests if deployment else None) or ()
    return [(f"deployment.tests[{index}]", one) for index, one in enumerate(known)]


@rule("TST-01")
def gates_are_passed_before_go(case: Case) -> Iterator[Finding]:
    live = case.intake.go_live
    if live is None or live.decision != _GO:
        return
    milestone = decision_milestone(case)
    decided = milestone.decision_at.date() if milestone and milestone.decision_at else go_live(case)
    found = _tests(case)
    for gate in case.playbook.deployment.gates:
        results = [(path, test) for path, test in found if test.gate == gate.id]
        if not results:
            message = f"It was decided to go live, and {gate.id} ({gate.text}) has no result"
            yield Finding("deployment.tests", message, "Add its result, evidence and tester, or a waiver.")
        for path, test in results:
            yield from _not_passed(case, gate, path, test, decided)


def _not_passed(case: Case, gate: Gate, path: str, test: GateTest, decided: date | None) -> Iterator[Finding]:
    reason = _shortfall(test, decided)
    fault = _waiver_fault(case, test) if reason else ""
    if reason and fault:
        message = f"{gate.id} ({gate.text}): {reason}; it was decided to go live, and {fault}"
        hint = "Pass the gate, or have its waiver written by somebody who may approve go-live, with an end."
        yield Finding(path, message, hint)


def _shortfall(test: GateTest, decided: date | None) -> str:
    """Return why a gate is not passed, empty where it is."""
    measured = words.listed(_missed(test.measure)) if test.measure else ""
    if test.result != _PASSED:
        state = "failed" if test.result == "fail" else "has no result yet"
        return f"it {state}" + (f", {measured}" if measured else "")
    if measured:
        return f"it is said to have passed, but {measured}"
    if test.date and decided and test.date > decided:
        return f"it passed on {words.day(test.date)}, after the decision on {words.day(decided)}"
    return ""


def _missed(measure: GateMeasure) -> Iterator[str]:
    """Yield what a measure falls short of, in words."""
    for done, wanted, what in _OF:
        reached, whole = getattr(measure, done), getattr(measure, wanted)
        if reached is not None and whole is not None and reached < whole:
            yield f"{reached} of {whole} {what}"
    for key, what in _NONE:
        if number := getattr(measure, key):
            yield f"{number} {what}"
    for key, what in _WELL:
        if getattr(measure, key) not in (None, _PASSED):
            yield f"{what} does not work"


def _waiver_fault(case: Case, test: GateTest) -> str:
    """Return why nothing lets a gate be passed over, empty where a waiver does."""
    waiver, day = test.waiver, go_live(case)
    if waiver is None:
        return "nobody has waived it"
    lacking = [key for key in ("by", "reason", "expiry") if getattr(waiver, key) is None]
    if lacking:
        return f"its waiver has no {words.listed(lacking)}"
    if all(one.id != waiver.by for one in people.may_approve(case.intake, "go_live")):
        return f"{people.name(case.intake, waiver.by)}, who waived it, may not approve go-live"
    if waiver.expiry and day and waiver.expiry < day:
        return f"its waiver ended on {words.day(waiver.expiry)}"
    return ""


@rule("TST-02")
def workstreams_are_accepted(case: Case) -> Iterator[Finding]:
    deployment = _deployment(case)
    accepted = deployment.uat if deployment else None
    if accepted is None:
        return
    for stream in case.playbook.deployment.workstreams:
        rows = [(index, one) for index, one in enumerate(accepted) if one.workstream == stream.id]
        if not rows:
            message = f"{stream.id} ({stream.text}) has no acceptance test"
            yield Finding("deployment.uat", message, "Add its test, with who accepted it and when.")
        for index, one in rows:
            if fault := _unaccepted(case, one):
                message = f"{stream.id} ({stream.text}){_about(case, one)} {fault}"
                hint = "Have it signed by a contact who may approve uat: signed_by and signed_on."
                yield Finding(f"deployment.uat[{index}].signed_by", message, hint)


def _about(case: Case, one: Acceptance) -> str:
    name = next((app.name for app in case.intake.applications or () if one.app and app.id == one.app), "")
    return f" for {name}" if name else ""


def _unaccepted(case: Case, one: Acceptance) -> str:
    if not one.signed_by:
        return "is not signed"
    if all(each.id != one.signed_by for each in people.may_approve(case.intake, "uat")):
        return f"is signed by {people.name(case.intake, one.signed_by)}, who may not accept it"
    return "" if one.signed_on else "is signed without a date"


@rule("TST-03")
def critical_ones_were_restored(case: Case) -> Iterator[Finding]:
    deployment = _deployment(case)
    if deployment is None or deployment.tests is None:
        return
    minutes = dict(_restores(case))
    for app in critical(case):
        if app.recovery == _VENDOR:
            yield from _unattested(app)
        else:
            yield from _not_restored(case, app, minutes.get(app.id or ""))
    yield from _before_the_backup(case)


def _unattested(app: Application) -> Iterator[Finding]:
    if not app.vendor_attestation:
        message = f"{app.name} is restored by its vendor, who has stated nothing about it"
        path = f"applications[{app.id}].vendor_attestation"
        yield Finding(path, message, "Ask for a statement and note it.")


def _not_restored(case: Case, app: Application, taken: int | None) -> Iterator[Finding]:
    path = f"applications[{app.id}]"
    limit = app.rto.total(Lookup(case.intake, case.playbook).day_minutes) if app.rto else None
    if taken is None:
        message = f"{app.name} is critical, and no restore of it was tested at gate {_RESTORE}"
        yield Finding(path, message, "Restore it and add its minutes to the gate's measure.")
    elif limit is not None and taken > limit:
        message = f"{app.name} took {_hours(taken)} to restore; its RTO is {_hours(limit)}"
        yield Finding(path, message, "Make the restore faster, or agree a longer RTO with its owner.")


def _hours(minutes: int) -> str:
    """Return `5.1 h`, or `45 minutes` below an hour."""
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    return f"{hours} h" if minutes >= 60 else words.count(minutes, "minute")


def _restores(case: Case) -> Iterator[tuple[str, int]]:
    for _, test in _tests(case):
        for one in (test.measure.restores if test.measure else None) or ():
            if one.app and one.minutes is not None:
                yield one.app, one.minutes


def _before_the_backup(case: Case) -> Iterator[Finding]:
    """Yield restore tests that are older than the backups that they should prove."""
    work = [task for task in tasks_of(case).leaves if task.workstream == _BACKUPS and task.gate is None]
    made = max((task.finish for task in work if task.finish), default=None)
    for path, test in _tests(case):
        if test.gate == _RESTORE and made and test.date and test.date < made:
            message = f"{_RESTORE} was tested on {words.day(test.date)}, before the new backups of {words.day(made)}"
            yield Finding(f"{path}.date", message, "Restore again from the new backups.")


@rule("TST-04")
def every_site_was_reached(case: Case) -> Iterator[Finding]:
    sites = len(case.intake.sites or ())
    for path, test in _tests(case):
        measure = test.measure
        if test.gate != _ACCESS or measure is None or measure.sites_passed is None:
            continue
        if measure.sites_passed < sites:
            message = f"Remote access works from {measure.sites_passed} of {words.count(sites, 'site')}"
            hint = "Test from the sites that are left, home workers included."
            yield Finding(f"{path}.measure.sites_passed", message, hint)


_UNAPPROVED: Final = frozenset({"draft", "submitted", "rejected"})


@rule("TST-05")
def changes_are_on_record(case: Case) -> Iterator[Finding]:
    deployment = _deployment(case)
    changes = {one.id: one for one in (deployment.changes if deployment else None) or ()}
    for task in tasks_of(case).leaves:
        if task.production_change and not task.change_ref:
            message = f"{named(task)} changes production and has no change record"
            yield Finding(place_of(task, "change_ref"), message, "Raise one and name it in change_ref.")
        elif task.production_change and task.change_ref in changes:
            yield from _unapproved(task, changes[task.change_ref])


def _unapproved(task: PlanTask, change: Change) -> Iterator[Finding]:
    path = f"deployment.changes[{change.id}]"
    what = f"{change.id}, which covers {named(task)},"
    if change.status in _UNAPPROVED or not (change.approved_by and change.approved_on):
        state = f"is {change.status}" if change.status in _UNAPPROVED else "names no approval"
        hint = "Have it approved before the work: approved_by and approved_on."
        yield Finding(f"{path}.approved_by", f"{what} {state}", hint, day=task.start)
    elif task.start and change.approved_on > task.start:
        message = f"{what} was approved on {words.day(change.approved_on)}, after the work of {words.day(task.start)}"
        yield Finding(f"{path}.approved_on", message, "Approve a change before it is made.", day=task.start)
