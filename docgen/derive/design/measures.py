"""What the facts of the design come to: figures and findings that pages and rules share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.design.formulas import (
    grown,
    hypercare_threshold,
    inside,
    overlaps,
    share,
    slack_percent,
    transfer_hours,
    worst_loss,
)
from docgen.derive.lookup import Lookup
from docgen.derive.openings import occurrences
from docgen.intake.model.applications import Application
from docgen.intake.model.design import Design, TargetStorage, Trace
from docgen.intake.model.design_network import Segment, TargetCircuit, TargetNetwork
from docgen.intake.model.design_operations import Alert, Migration, Monitoring
from docgen.intake.model.design_recovery import BackupJob, RecoveryRunbook
from docgen.intake.model.plan import Window
from docgen.intake.model.security import EssentialEight, Security, Strategy

STRATEGIES = {
    "application_control": "Application control",
    "patch_applications": "Patch applications",
    "office_macros": "Restrict Microsoft Office macros",
    "user_app_hardening": "User application hardening",
    "restrict_admin": "Restrict administrative privileges",
    "patch_os": "Patch operating systems",
    "mfa": "Multi-factor authentication",
    "backups": "Regular backups",
}
"""The eight strategies by their keys, in the order of the Australian Cyber Security Centre."""

LEVELS = ("ML0", "ML1", "ML2", "ML3")

CLASSES = frozenset({"identity", "endpoint", "firewall", "cloud"})
"""The classes of sources that security logs need at least (rule SEC-07)."""

ENFORCED = frozenset({"quarantine", "reject"})
"""The DMARC policies that stop forged mail (RFC 7489, section 6.3)."""

COPIES, MEDIA = 3, 2
"""The copies and kinds of storage that the 3-2-1 rule asks for, besides one copy off site."""

YEARS = 2
"""Years of growth that storage has to bear (rule DES-08)."""

_WORKDAYS = "weekdays"


def traces_of(design: Design) -> dict[str, Trace]:
    """Return the traces by the requirement or finding that they answer."""
    return {one.id: one for one in design.trace or () if one.id}


def answered(trace: Trace | None) -> bool:
    """Return whether a trace leads to a section of the design, or to a risk that accepts what is left."""
    return bool(trace and (trace.section or trace.accepted_risk))


def strategies_of(security: Security | None) -> Iterator[tuple[str, Strategy | None]]:
    """Yield the eight strategies in their order, each with its facts or None."""
    eight = (security.essential_eight if security else None) or EssentialEight()
    for key in STRATEGIES:
        yield key, getattr(eight, key)


def address_clashes(network: TargetNetwork) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with the address plan: the id of a network, and the clash in words.

    Two networks share addresses; a network lies in a range that is kept free, or outside every range.
    """
    segments = [one for one in network.segments or () if one.subnet and one.id]
    pairs = overlaps([(one.id or "", one.subnet or "") for one in segments])
    names = {one.id or "": _named(one) for one in segments}
    shared = [(one, f"{names[one]} and {names[other]} share addresses") for one, other in pairs]
    return (*shared, *_misplaced(network, segments))


def _misplaced(network: TargetNetwork, segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    blocks = [one for one in network.blocks or () if one.subnet]
    kept = [one for one in blocks if one.reserved]
    open_blocks = [one.subnet or "" for one in blocks if not one.reserved]
    for one in segments:
        for block in kept:
            if overlaps([("", one.subnet or ""), ("", block.subnet or "")]):
                yield one.id or "", f"{_named(one)} lies in the range kept for {block.purpose or block.id}"
        if open_blocks and not inside(one.subnet or "", open_blocks):
            yield one.id or "", f"{_named(one)} lies outside every range"


def _named(one: Segment) -> str:
    return f"{one.name or one.id} ({one.subnet})"


def without_failover(network: TargetNetwork) -> dict[str, tuple[TargetCircuit, ...]]:
    """Return the lines of each site that has lines but none that takes over from another, by the site's id."""
    found: dict[str, tuple[TargetCircuit, ...]] = {}
    for site in dict.fromkeys(one.site for one in network.circuits or () if one.site):
        lines = tuple(one for one in network.circuits or () if one.site == site)
        if not any(one.failover_to for one in lines):
            found[site] = lines
    return found


def full_after(one: TargetStorage, years: int) -> Decimal | None:
    """Return how full storage is after some years, in per cent: used x (1 + growth) ^ years / usable."""
    if one.usable_tb is None or one.used_tb is None or one.growth_pct_year is None:
        return None
    return share(grown(one.used_tb, one.growth_pct_year, years), one.usable_tb)


def factor_of(lookup: Lookup, monitoring: Monitoring | None) -> Decimal:
    """Return the factor on alert thresholds in hypercare: the intake's, else the playbook's."""
    stated = monitoring.threshold_factor if monitoring else None
    return lookup.playbook.hypercare.threshold_factor.value if stated is None else stated


def threshold_of(alert: Alert, factor: Decimal) -> Decimal | None:
    """Return an alert's threshold in hypercare: its own, else computed from that of normal service."""
    if alert.hypercare_threshold is not None or alert.bau_threshold is None:
        return alert.hypercare_threshold
    return hypercare_threshold(alert.bau_threshold, alert.direction or "above", factor)


def jobs_of(design: Design | None) -> tuple[BackupJob, ...]:
    """Return the backup jobs of the design."""
    return (design.backup.jobs if design and design.backup else None) or ()


def job_of(design: Design | None, app: Application) -> BackupJob | None:
    """Return the job that backs up an application: the one it names, else one that names it."""
    jobs = jobs_of(design)
    named = next((job for job in jobs if job.id and job.id == app.backup_job), None)
    return named or next((job for job in jobs if app.id in (job.apps or ())), None)


def loss_of(job: BackupJob | None) -> int | None:
    """Return the most work, in minutes, that a job can lose; a replica's lag counts in place of the interval."""
    if job is None:
        return None
    if job.replication_lag is not None:
        return job.replication_lag.total(24 * 60)
    every = job.frequency.every if job.frequency else None
    return worst_loss(every.total(24 * 60), job.duration.total(24 * 60)) if every and job.duration else None


def needs_of(apps: Sequence[Application]) -> dict[str, tuple[str, ...]]:
    """Return what each application depends on, by id."""
    return {app.id or "": tuple(app.depends_on or ()) for app in apps}


def minutes_of(apps: Sequence[Application]) -> dict[str, int | None]:
    """Return the time, in minutes, to restore each application itself."""
    return {app.id or "": app.restore_minutes for app in apps}


def keeps_rule(job: BackupJob) -> bool:
    """Return whether a job keeps three copies on two kinds of storage, one off site and one immutable."""
    return bool(
        (job.copies or 0) >= COPIES
        and (job.media or 0) >= MEDIA
        and job.offsite not in (None, "none")
        and job.immutable
    )


def total_of(runbook: RecoveryRunbook) -> int:
    """Return the minutes of all steps together."""
    return sum(step.minutes or 0 for step in runbook.steps or ())


def hours_of(move: Migration) -> Decimal | None:
    """Return how long a move's copy takes, None while a figure is missing."""
    if move.volume_gb is None or move.mbps is None:
        return None
    return transfer_hours(move.volume_gb, move.mbps)


def openings_of(window: Window, days: BusinessCalendar) -> tuple[tuple[datetime, datetime], ...]:
    """Return the times at which a window is open: all up to its last day, only the first where it has none.

    A window that opens on working days stays shut on the client's holidays.
    """
    if window.start is None:
        return ()
    first = window.start.date()
    found = occurrences(window, first, window.until or first)
    if window.recurrence == _WORKDAYS:
        return tuple((start, end) for start, end in found if days.holiday(start.date()) is None)
    return tuple((start, end) for start, end in found if start.date() >= first)


def available_hours(window: Window, days: BusinessCalendar) -> Decimal:
    """Return the hours for which a window is open in all."""
    seconds = sum(((end - start).total_seconds() for start, end in openings_of(window, days)), 0.0)
    return Decimal(round(seconds)) / 3600


def slack_of(move: Migration, window: Window | None, days: BusinessCalendar) -> Decimal | None:
    """Return the share of its window, in per cent, that a move leaves free; None while a figure is missing."""
    hours = hours_of(move)
    return None if hours is None or window is None else slack_percent(hours, available_hours(window, days))


def window_of(lookup: Lookup, move: Migration) -> Window | None:
    """Return the window in which a move is made."""
    plan = lookup.intake.plan
    windows = (plan.windows if plan else None) or ()
    return next((one for one in windows if one.id and one.id == move.window), None)
