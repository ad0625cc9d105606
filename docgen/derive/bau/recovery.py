"""Backup and recovery as they are handed over: each job with its design, its last run and its last proof."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date

from docgen.derive.bau.governance import Year
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import in_words
from docgen.intake.model.bau import BackupState, Bau
from docgen.intake.model.design import Design
from docgen.intake.model.design_recovery import BackupJob


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup job. `scope` and `cadence` (of its tests) come from the design; `chip` is good where a restore was
    tested and the next test is dated."""

    job: str
    scope: str
    cadence: str
    last_success: datetime.date | Gap
    last_restore_test: datetime.date | Gap
    result: str
    next_test: datetime.date | Gap
    chip: Chip


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """Backup and recovery. `jobs` is a gap while nobody has stated them; `missing` names jobs of the design without a
    state. `dr_test` is the next disaster-recovery test of the year, a gap while it is not dated."""

    jobs: tuple[BackupLine, ...] | Gap
    missing: tuple[str, ...]
    proven: int
    dr_test: datetime.date | Gap
    authority: str | Gap


def recovery_state(lookup: Lookup, year: Year | None) -> RecoveryState:
    """Return backup and recovery as they are handed over."""
    facts, design = lookup.intake.bau or Bau(), lookup.intake.design or Design()
    planned = {one.id: one for one in (design.backup.jobs if design.backup else None) or ()}
    stated = {one.job for one in facts.backup_state or ()}
    jobs = tuple(_job(lookup, one, planned.get(one.job)) for one in facts.backup_state or ())
    tests = [day.date for day in year.days if day.kind == "dr_test"] if year else []
    authority = design.dr.declaration_authority if design.dr else None
    return RecoveryState(
        jobs=lookup.gap("bau.backup_state") if facts.backup_state is None else jobs,
        missing=tuple(one.scope or one.id or "" for one in planned.values() if one.id not in stated),
        proven=sum(job.chip.state is State.GOOD for job in jobs),
        dr_test=lookup.known(min(tests, default=None), "bau.governance"),
        authority=lookup.person(authority, "design.dr.declaration_authority"),
    )


def _job(lookup: Lookup, one: BackupState, planned: BackupJob | None) -> BackupLine:
    path = f"bau.backup_state[{one.job}]"
    return BackupLine(
        job=one.job or "",
        scope=(planned.scope if planned else None) or one.job or "",
        cadence=in_words(planned.test_cadence) if planned else "",
        last_success=lookup.known(one.last_success, f"{path}.last_success"),
        last_restore_test=lookup.known(one.last_restore_test, f"{path}.last_restore_test"),
        result=one.result or "",
        next_test=lookup.known(one.next_test, f"{path}.next_test"),
        chip=_proof(one.last_restore_test, one.next_test),
    )


def _proof(last: date | None, following: date | None) -> Chip:
    if last and following:
        return Chip(State.GOOD, "Proven")
    return Chip(State.CAUTION, "No next test") if last else Chip(State.CRITICAL, "Never tested")
