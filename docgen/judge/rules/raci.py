"""Who does and who answers for what: the playbook's matrices, what the intake changes in them, the people behind.

The matrices are the playbook's: paths name their rows, and what is found there stands at the intake's `playbook:`
line, unless the intake itself has the row or the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docgen.derive.raci import found
from docgen.derive.raci.letters import ACCOUNTABLE, RESPONSIBLE, acts, holding, holds
from docgen.derive.words import sentence
from docgen.judge import people, words
from docgen.judge.rule import Case, Check, DocumentCase, Finding, document_rule, rule
from docgen.judge.stages import reached

if TYPE_CHECKING:
    from docgen.derive.raci import Grids

LETTERS = frozenset({"R", "A", "C", "I", "A/R", ""})
MOST_RESPONSIBLE = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of one of the three matrices: its path, what it is called, its letters by column, and, where columns
    are roles, their names."""

    path: str
    name: str
    cells: Mapping[str, str]
    roles: Mapping[str, str]

    def holding(self, letter: str) -> tuple[str, ...]:
        """Return the columns whose cell holds a letter; `A/R` holds both."""
        return holding(self.cells, letter)

    def in_words(self, column: str) -> str:
        return self.roles.get(column) or words.role(column)


def _rows(case: Case) -> tuple[_Row, ...]:
    """Return every row: a line for each stage, for each activity of the onboarding, and of the run-state service."""
    return case.context.once("judge RACI rows", lambda: tuple(_each_row(case.matrices)))


def _each_row(grids: Grids) -> Iterator[_Row]:
    for stage in grids.stages:
        yield _Row(_stage_path(stage.id), f"{stage.id} {stage.name}", stage.cells, {})
    roles = {role.key: role.name for role in grids.roles}
    for line in grids.activities:
        yield _Row(f"raci.rows[{line.id}]", f"activity {line.id}, {line.text}", line.cells, roles)
    roles = {role.key: role.name for role in grids.bau_roles}
    for run in grids.bau:
        yield _Row(f"raci.bau_rows[{run.id}]", f"run-state activity {run.id}, {run.text}", run.cells, roles)


def _stage_path(stage: str) -> str:
    return f"raci.rows[{stage}]"


def _of_row(case: Case, path: str, message: str) -> Finding:
    at = _known_place(case, path)
    hint = "Correct its cells in the playbook's matrix." if at else "Correct the cells of the row."
    return Finding(path, sentence(message), hint, at=at)


@rule("RACI-01")
def one_accountable(case: Case) -> Iterator[Finding]:
    for row in _rows(case):
        held = row.holding(ACCOUNTABLE)
        if len(held) != 1:
            who = f" ({words.listed(map(row.in_words, held))})" if held else ""
            yield _of_row(case, row.path, f"{row.name} has {len(held) or 'no'} Accountable{who}")


@rule("RACI-02")
def someone_responsible(case: Case) -> Iterator[Finding]:
    for row in _rows(case):
        if not row.holding(RESPONSIBLE):
            yield _of_row(case, row.path, f"nobody is Responsible for {row.name}")


@rule("RACI-03")
def known_letters(case: Case) -> Iterator[Finding]:
    for row in _rows(case):
        for column, cell in row.cells.items():
            if cell not in LETTERS:
                fault = f"{cell!r} is none of R, A, C, I, A/R"
                yield _of_row(case, row.path, f"{row.name}: the cell of the {row.in_words(column)}, {fault}")


@rule("RACI-04")
def few_responsible(case: Case) -> Iterator[Finding]:
    for row in _rows(case):
        held = row.holding(RESPONSIBLE)
        if len(held) > MOST_RESPONSIBLE:
            roles = words.listed(map(row.in_words, held))
            yield _of_row(case, row.path, f"{len(held)} roles are Responsible for {row.name}: {roles}")


@document_rule("RACI-05")
def accountable_has_backup(case: DocumentCase) -> Iterator[Finding]:
    told: dict[str, Finding] = {}
    for finding in (*_owners_backed(case), *_activities_backed(case)):
        told.setdefault(finding.path, finding)
    yield from told.values()


def _owners_backed(case: DocumentCase) -> Iterator[Finding]:
    """Yield what is amiss with who answers for the stage: those of its owners whose column is Accountable."""
    if case.stage not in case.playbook.raci.rows:
        return
    row = next(row for row in _rows(case) if row.path == _stage_path(case.stage))
    accountable = row.holding(ACCOUNTABLE)
    roles = [key for key, role in case.playbook.roles.items() if role.column in accountable]
    owners = set(case.playbook.stage(case.stage).owners)
    for role in [key for key in roles if key in owners] or roles[:1]:
        held = [(f"team[{one.id}]", one.name or "", one.backup) for one in people.in_role(case.intake, role)]
        yield from _one_with_backup(held, words.role(role), case.stage)


def _activities_backed(case: DocumentCase) -> Iterator[Finding]:
    """Yield what is amiss with who answers for the activities of the stage; CON-08 finds roles that are vacant."""
    lines = [line for line in case.matrices.activities if line.stage == case.stage]
    for role in case.matrices.roles:
        answers = next((line.id for line in lines if holds(line.cells.get(role.key, ""), ACCOUNTABLE)), "")
        if answers:
            held = [(one.path, one.name, one.stand_in) for one in role.holders]
            yield from _one_with_backup(held, role.name, f"activity {answers}")


def _one_with_backup(held: Sequence[tuple[str, str, str | None]], role: str, work: str) -> Iterator[Finding]:
    """Yield what is amiss with the holders of a role: each with path, name and stand-in."""
    if len(held) > 1:
        names = words.listed(name for _, name, _ in held)
        group = held[0][0].partition("[")[0]
        yield Finding(group, f"The {role} is Accountable for {work}, and is {names}", "Name one person.")
    for path, name, stand_in in held[:1]:
        if path and not stand_in:
            field = "backup" if path.startswith("team[") else "authority.delegate"
            message = f"{name} is Accountable for {work} as {role} and has no backup"
            yield Finding(f"{path}.{field}", message, "Name a deputy.")


@rule("RACI-09")
def owners_act(case: Case) -> Iterator[Finding]:
    for stage in case.matrices.stages:
        for owner in case.playbook.stage(stage.id).owners:
            column = case.playbook.roles[owner].column
            letter = stage.cells.get(column, "")
            if column and not acts(letter):
                message = (
                    f"the {words.role(owner)} owns {stage.id} {stage.name} but is {letter or 'nothing'} in it"
                )
                yield _of_row(case, _stage_path(stage.id), message)


_MATRICES: Final[Mapping[str, str]] = {
    "RACI-06": "Inform those who need not be asked (raci.rows).",
    "RACI-07": "Give the role something to do, or accept that it only hears of things.",
    "RACI-08": "Move activities to the stand-in, or acknowledge who helps in that week.",
    "RACI-10": "Give the task to one of them, or the work to the owner's role (raci.rows).",
    "RACI-11": "Give the client's part to somebody of the client (raci.rows).",
    "RACI-12": "Give the work to a role that stays (raci.bau_rows).",
    "RES-02": "Let the role do or answer for something in that stage, or take its share away.",
    "RES-03": "Give the role a share of its time, or acknowledge who pays for it.",
}
"""The rules over activities, people and shares that the RACI workbook shows too, each with what to do."""


def _over_the_matrices(id: str, hint: str) -> Check:
    def check(case: Case) -> Iterator[Finding]:
        for path, where in found(case.matrices, id):
            yield Finding(path, where, hint, at=_known_place(case, path))

    return check


def _known_place(case: Case, path: str) -> str:
    """Return where the intake's reader finds a path: empty where the intake has it."""
    raci = case.intake.raci
    own = {f"raci.rows[{row.id}]" for row in (raci and raci.rows) or ()}
    own |= {f"raci.bau_rows[{row.id}]" for row in (raci and raci.bau_rows) or ()}
    return "" if path in own or path.startswith(("team[", "contacts[", "plan.")) else "playbook"


for _id, _hint in _MATRICES.items():
    rule(_id)(_over_the_matrices(_id, _hint))


def roles_at_work(case: DocumentCase) -> Iterator[tuple[str, str]]:
    """Yield (role, stage) for each provider role that owns a stage or is allocated to it, up to the case's stage.

    A matrix column stands for several roles (all engineers are one column), so it cannot tell which of them works
    in a stage; owners and allocations can.
    """
    seen: set[str] = set()
    for stage in case.playbook.stages:
        if not reached(stage.id, case.stage):
            continue
        allocated = [resource.role for resource in case.playbook.resources if stage.id in resource.stages]
        for role in (*stage.owners, *allocated):
            if role not in seen:
                seen.add(role)
                yield role, stage.id
