"""The activity matrices: the playbook's rows, changed and added to by the intake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docgen.derive.lookup import Lookup
from docgen.derive.raci.letters import holds
from docgen.derive.raci.views import ActivityGroup, ActivityLine, BauLine
from docgen.intake.model.raci import ActivityRow, RaciRole, RunRow
from docgen.playbooks.raci import OnboardingActivity, OnboardingMatrix, RunActivity, RunMatrix

EMPTY = "-"
ADDED, CHANGED = "Added", "Changed"
CLIENT_WORK = frozenset({"2.1", "2.7", "3.7", "4.5", "5.9", "6.1", "6.8", "7.6"})
"""The rows that fail without the client's own work: access, acceptance tests, sign-offs (rule RACI-11)."""

Letters = Mapping[str, str]


def activity_groups(
    lookup: Lookup, matrix: OnboardingMatrix, roles: Sequence[str]
) -> tuple[ActivityGroup, ...]:
    """Return the activities by stage with a cell per role of `roles`, in the playbook's order, added ones last.

    A row of the intake that has the id of the playbook's changes only the cells that it writes; `-` empties one.
    """
    stated = (lookup.intake.raci.rows if lookup.intake.raci else None) or ()
    changes = {row.id or "": row for row in stated}
    lines = [_merged(row, changes.get(row.id), roles) for row in matrix.rows]
    known = {row.id for row in matrix.rows}
    lines += [_added(row, roles) for row in stated if row.id not in known]
    groups = (_group(lookup, stage, lines) for stage in lookup.playbook.stages_by_id)
    return tuple(group for group in groups if group.lines)


def _group(lookup: Lookup, stage: str, lines: Iterable[ActivityLine]) -> ActivityGroup:
    name = lookup.playbook.stage(stage).name
    return ActivityGroup(stage, name, tuple(line for line in lines if line.stage == stage))


def _merged(row: OnboardingActivity, change: ActivityRow | None, roles: Sequence[str]) -> ActivityLine:
    return ActivityLine(
        id=row.id,
        stage=(change.stage if change else None) or row.stage,
        text=(change.activity if change else None) or row.activity,
        cells=_cells(row.cells, change.cells if change else None, roles),
        client_acts=row.id in CLIENT_WORK,
        changed=CHANGED if change else "",
    )


def _added(row: ActivityRow, roles: Sequence[str]) -> ActivityLine:
    cells = _cells({}, row.cells, roles)
    return ActivityLine(row.id or "", row.stage or "", row.activity or "", cells, False, ADDED)


def _cells(standard: Letters, own: Mapping[RaciRole, str] | None, roles: Sequence[str]) -> Letters:
    merged = {**standard, **{str(role): letter for role, letter in (own or {}).items()}}
    return {role: merged.get(role, "").replace(EMPTY, "") for role in roles}


def bau_lines(lookup: Lookup, matrix: RunMatrix, roles: Sequence[str]) -> tuple[BauLine, ...]:
    """Return the run-state activities, those of a group together, with a cell per role of `roles`."""
    stated = (lookup.intake.raci.bau_rows if lookup.intake.raci else None) or ()
    changes = {row.id or "": row for row in stated}
    lines = [_merged_run(row, changes.get(row.id), roles) for row in matrix.rows]
    known = {row.id for row in matrix.rows}
    lines += [_added_run(row, roles) for row in stated if row.id not in known]
    groups = dict.fromkeys(line.group for line in lines)
    return tuple(line for group in groups for line in lines if line.group == group)


def _merged_run(row: RunActivity, change: RunRow | None, roles: Sequence[str]) -> BauLine:
    return BauLine(
        id=row.id,
        group=(change.group if change else None) or row.group,
        text=(change.activity if change else None) or row.activity,
        cells=_cells(row.cells, change.cells if change else None, roles),
        when=(change.when if change else None) or row.when,
    )


def _added_run(row: RunRow, roles: Sequence[str]) -> BauLine:
    cells = _cells({}, row.cells, roles)
    return BauLine(row.id or "", row.group or "", row.activity or "", cells, row.when or "")


def role_takes_part(lines: Iterable[ActivityLine], role: str, letter: str) -> bool:
    """Return whether a role holds a letter in any of the lines."""
    return any(holds(line.cells.get(role, ""), letter) for line in lines)
