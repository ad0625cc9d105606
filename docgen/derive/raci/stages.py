"""The stage matrix as the playbook has it, and the cells that differ from the written process."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.derive.lookup import Lookup
from docgen.derive.raci.views import CorrectionLine, StageLine
from docgen.derive.words import join_words
from docgen.playbooks.model import Correction


def stage_lines(lookup: Lookup) -> tuple[StageLine, ...]:
    """Return a line per stage of the matrix, in the process's order."""
    return tuple(_line(lookup, stage) for stage in lookup.playbook.raci.rows)


def _line(lookup: Lookup, stage_id: str) -> StageLine:
    raci, stage = lookup.playbook.raci, lookup.playbook.stage(stage_id)
    columns = dict.fromkeys(lookup.playbook.roles[owner].column for owner in stage.owners)
    headings = [raci.columns[column] for column in columns if column]
    return StageLine(
        id=stage.id,
        name=stage.name,
        cells=dict(zip(raci.columns, raci.rows[stage_id], strict=True)),
        notes=_notes(lookup, stage_id),
        owner=headings[0] if headings else "",
        second_owner=headings[1] if len(headings) > 1 else "",
        owners=join_words(lookup.playbook.role_name(owner) for owner in stage.owners),
    )


def _notes(lookup: Lookup, stage_id: str) -> Mapping[str, str]:
    raci = lookup.playbook.raci
    said = {fix.column: _note(fix) for fix in raci.corrections if fix.row == stage_id}
    return {column: said.get(column, "") for column in raci.columns}


def _note(fix: Correction) -> str:
    return f"The process says {fix.process or 'nothing'}; {fix.use or 'nothing'} is used. {fix.reason}"


def correction_lines(lookup: Lookup) -> tuple[CorrectionLine, ...]:
    """Return every cell that differs from the written process."""
    raci = lookup.playbook.raci
    return tuple(
        CorrectionLine(
            stage=f"{fix.row} {lookup.playbook.stage(fix.row).name}",
            column=raci.columns[fix.column],
            process=fix.process,
            used=fix.use,
            reason=fix.reason,
        )
        for fix in raci.corrections
    )
