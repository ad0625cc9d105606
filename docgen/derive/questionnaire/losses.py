"""How much work each system may lose today, against how much its owner accepts (RPO)."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Span, State
from docgen.intake.model.applications import Application
from docgen.intake.model.systems import Backup

_WITHIN, _BEYOND = Chip(State.GOOD, "Within"), Chip(State.CRITICAL, "Loses too much")
_NO_COPY, _VENDOR = Chip(State.CRITICAL, "No copy"), Chip(State.NEUTRAL, "By its vendor")
_UNKNOWN = Chip(State.NEUTRAL, "Not known")


@dataclass(frozen=True, slots=True)
class LossLine:
    """One application: what it may lose by today's backup at worst (`loss`, empty where that is not known), what
    its owner accepts (`allowed`), and in words where the figure comes from."""

    id: str
    name: str
    loss: Span | str
    allowed: Span
    chip: Chip
    basis: str


def loss_lines(lookup: Lookup) -> tuple[LossLine, ...]:
    """Return a line for each application that has an RPO, in the intake's order.

    Between two copies lies the work of one interval, so the worst loss is the interval of the job that copies the
    application. Where the intake does not say which job that is, no job can do better than the one that runs most
    often: an RPO that is shorter than its interval is not met by any.
    """
    return tuple(_line(lookup, app) for app in lookup.intake.applications or () if app.rpo)


def _line(lookup: Lookup, app: Application) -> LossLine:
    assert app.rpo is not None
    allowed = Span(app.rpo.total(lookup.day_minutes))
    loss, chip, basis = _judged(lookup, app, allowed)
    return LossLine(app.id or "", app.name or "", loss, allowed, chip, basis)


def _judged(lookup: Lookup, app: Application, allowed: Span) -> tuple[Span | str, Chip, str]:
    if app.recovery == "vendor":
        return "", _VENDOR, app.vendor_attestation or "Its vendor restores it; no statement is recorded"
    jobs = _jobs(lookup)
    named = next((job for job in jobs if job.id == app.backup_job), None)
    if named:
        loss = _interval(lookup, named)
        if loss is None:
            return "", _NO_COPY, f"{named.id} does not run"
        return loss, _WITHIN if loss.minutes <= allowed.minutes else _BEYOND, f"Copied by {named.id}"
    return _at_best(lookup, jobs, allowed)


def _at_best(lookup: Lookup, jobs: tuple[Backup, ...], allowed: Span) -> tuple[Span | str, Chip, str]:
    """Return what holds whichever job copies the application."""
    running = [(loss.minutes, job.id or "", loss) for job in jobs if (loss := _interval(lookup, job))]
    if not running:
        return "", _UNKNOWN, "No backup of today is recorded for it"
    _, most_often, loss = min(running, key=lambda each: each[:2])
    if loss.minutes > allowed.minutes:
        return loss, _BEYOND, f"No job of today runs more often than {most_often}"
    return "", _UNKNOWN, "Which job of today copies it is not recorded"


def _jobs(lookup: Lookup) -> tuple[Backup, ...]:
    environment = lookup.intake.environment
    return (environment.backups if environment else None) or ()


def _interval(lookup: Lookup, job: Backup) -> Span | None:
    """Return the time between two copies; None for a job that does not run or does not say."""
    every = job.frequency.every if job.frequency else None
    return Span(every.total(lookup.day_minutes)) if every else None
