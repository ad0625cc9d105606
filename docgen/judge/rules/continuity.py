"""Backup and recovery of the design: what may be lost, how long it takes, in which order, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.derive.design.formulas import chains, length
from docgen.derive.design.measures import (
    COPIES,
    MEDIA,
    job_of,
    jobs_of,
    keeps_rule,
    loss_of,
    minutes_of,
    needs_of,
    total_of,
)
from docgen.derive.lookup import Lookup
from docgen.judge import words
from docgen.judge.rule import Case, DocumentCase, Finding, document_rule, rule
from docgen.judge.rules.applications import critical
from docgen.judge.stages import reached

if TYPE_CHECKING:
    from docgen.intake.model.applications import Application
    from docgen.intake.model.design import Design
    from docgen.intake.model.design_recovery import BackupJob, RecoveryRunbook

_VENDOR = "vendor"


def _minutes(value: int) -> str:
    hours, rest = divmod(value, 60)
    return f"{hours} h" if hours and not rest else words.count(value, "minute")


@rule("APP-03")
def backups_keep_the_rpo(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    for app in critical(case) if design else ():
        path = f"applications[{app.id}]"
        if app.recovery == _VENDOR:
            if not app.vendor_attestation:
                message = f"{app.name} is restored by its vendor, who has stated nothing about it"
                yield Finding(
                    f"{path}.vendor_attestation", message, "Ask the vendor for a statement and note it."
                )
            continue
        job = job_of(design, app)
        loss = loss_of(job)
        allowed = app.rpo.total(Lookup(case.intake, case.playbook).day_minutes) if app.rpo else None
        if job and loss is not None and allowed is not None and loss > allowed:
            message = (
                f"{app.name} may lose {_minutes(allowed)} of work, but its backup can lose {_minutes(loss)}"
            )
            hint = "Back it up more often, or agree a longer RPO with its owner."
            yield Finding(f"design.backup.jobs[{job.id}].frequency", message, hint)


@document_rule("APP-04")
def critical_ones_are_looked_after(case: DocumentCase) -> Iterator[Finding]:
    design = case.intake.design
    for app in critical(case) if design else ():
        for what, there in _care(design, app).items():
            if not there:
                message = f"{app.name} is critical and has no {what}"
                yield Finding(f"applications[{app.id}]", message, "Add it to the design.")
    yield from _without_runbook(case)


def _without_runbook(case: DocumentCase) -> Iterator[Finding]:
    """Yield the critical applications that the service team has no runbook for, once it takes over."""
    bau = case.intake.bau
    if bau is None or bau.runbooks is None or not reached("S7", case.stage):
        return
    covered = {one.app for one in bau.runbooks}
    for app in critical(case):
        if app.id not in covered:
            message = f"{app.name} is critical, and no runbook is for it"
            yield Finding(f"applications[{app.id}]", message, "Add it to bau.runbooks, with its application.")


def _care(design: Design | None, app: Application) -> dict[str, bool]:
    """Return what the operation of a critical application needs, and whether the design has it."""
    monitoring = design.monitoring if design else None
    desk = design.service_desk if design else None
    covered = bool(app.vendor_attestation) if app.recovery == _VENDOR else job_of(design, app) is not None
    return {
        "statement of its vendor on recovery" if app.recovery == _VENDOR else "backup job": covered,
        "alert": any(one.app == app.id for one in (monitoring.alerts if monitoring else None) or ()),
        "routing rule": any(one.app == app.id for one in (desk.routing if desk else None) or ()),
    }


@rule("DES-05")
def critical_data_has_copies(case: Case) -> Iterator[Finding]:
    served = {app.id for app in critical(case)}
    named = {app.backup_job for app in critical(case)}
    for job in jobs_of(case.intake.design):
        if (job.id in named or served & set(job.apps or ())) and not keeps_rule(job):
            message = f"{job.id} serves a critical application and has {words.listed(_lacking(job))}"
            hint = "Keep three copies on two kinds of storage, one off site, one that nobody can change."
            yield Finding(f"design.backup.jobs[{job.id}]", message, hint)


def _lacking(job: BackupJob) -> Iterator[str]:
    if (job.copies or 0) < COPIES:
        yield words.count(job.copies or 0, "copy", "copies")
    if (job.media or 0) < MEDIA:
        yield words.count(job.media or 0, "kind") + " of storage"
    if job.offsite in (None, "none"):
        yield "no copy off site"
    if not job.immutable:
        yield "no copy that nobody can change"


@rule("DES-06")
def runbooks_keep_the_rto(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    plan = design.dr if design else None
    if plan is None:
        return
    if plan.declaration_authority is None and plan.runbooks:
        yield Finding("design.dr.declaration_authority", "Nobody may declare a disaster", "Name a contact.")
    for runbook in plan.runbooks or ():
        yield from _late(case, runbook)
        yield from _unreachable(runbook)


def _late(case: Case, runbook: RecoveryRunbook) -> Iterator[Finding]:
    app = next((one for one in case.intake.applications or () if one.id == runbook.app), None)
    rto = app.rto.total(Lookup(case.intake, case.playbook).day_minutes) if app and app.rto else None
    total = total_of(runbook)
    if app and rto is not None and total > rto:
        message = f"The steps of {runbook.id} take {_minutes(total)}, but {app.name} is to be back in {rto}"
        yield Finding(
            f"design.dr.runbooks[{runbook.id}].steps", message, "Shorten the steps, or agree a longer RTO."
        )


def _unreachable(runbook: RecoveryRunbook) -> Iterator[Finding]:
    path = f"design.dr.runbooks[{runbook.id}].contacts"
    if not runbook.contacts:
        yield Finding(path, f"{runbook.id} names nobody to call", "Name them with two channels each.")
    for index, one in enumerate(runbook.contacts or ()):
        if len(set(one.channels or ())) < 2:
            message = (
                f"{one.role or one.who or 'A contact'} of {runbook.id} can be reached by one channel at most"
            )
            yield Finding(
                f"{path}[{index}].channels", message, "Give a second channel that fails for other reasons."
            )


@rule("DES-10")
def restores_fit_one_after_another(case: Case) -> Iterator[Finding]:
    apps = case.intake.applications or ()
    minutes, day = minutes_of(apps), Lookup(case.intake, case.playbook).day_minutes
    known = {app.id or "": app for app in apps}
    for ref, way in chains(minutes, needs_of(apps)).items():
        app, total = known[ref], length(minutes, way)
        if len(way) > 1 and app.rto and total > app.rto.total(day):
            names = " → ".join(known[one].name or one for one in way)
            message = f"{app.name} is to be back in {app.rto}, but restoring {names} takes {_minutes(total)}"
            hint = "Restore faster, depend on less, or agree a longer RTO."
            yield Finding(f"applications[{ref}].rto", message, hint)


@rule("DES-12")
def restore_order_serves_needs(case: Case) -> Iterator[Finding]:
    design = case.intake.design
    order = (design.dr.restore_order if design and design.dr else None) or ()
    needs = needs_of(case.intake.applications or ())
    for place, app in enumerate(order):
        for need in needs.get(app, ()):
            if need in order[place + 1 :]:
                message = f"{app} is restored before {need}, which it needs"
                yield Finding("design.dr.restore_order", message, f"Put {need} before {app}.")
