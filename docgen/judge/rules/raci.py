"""Who does and who answers for what: the playbook's matrices, what the intake changes in them, the people behind.

The matrices are the playbook's: paths name their rows, and what is found there stands at the intake's `playbook:`
line, unless the intake itself has the row or the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from docgen.derive.raci import found
from docgen.judge import people, words
from docgen.judge.rule import Case, Check, DocumentCase, Finding, document_rule, rule
from docgen.judge.stages import reached

LETTERS = frozenset({"R", "A", "C", "I", "A/R", ""})
MOST_RESPONSIBLE = 3
_HINT = "Correct the stage matrix (raci.rows) of the playbook."


def _at(stage: str, message: str) -> Finding:
    return Finding(f"raci.rows[{stage}]", message, _HINT, at="playbook")


def _rows(case: Case) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield each stage with its name and its letters by column."""
    raci = case.playbook.raci
    for stage, letters in raci.rows.items():
        yield stage, case.playbook.stage(stage).name, dict(zip(raci.columns, letters, strict=True))


def _holding(cells: dict[str, str], letter: str) -> list[str]:
    """Return the columns whose cell holds a letter; `A/R` holds both."""
    return [column for column, cell in cells.items() if letter in cell.split("/")]


@rule("RACI-01")
def one_accountable(case: Case) -> Iterator[Finding]:
    for stage, name, cells in _rows(case):
        found = len(_holding(cells, "A"))
        if found != 1:
            yield _at(stage, f"{stage} {name} has {found or 'no'} Accountable")


@rule("RACI-02")
def someone_responsible(case: Case) -> Iterator[Finding]:
    for stage, name, cells in _rows(case):
        if not _holding(cells, "R"):
            yield _at(stage, f"Nobody is Responsible for {stage} {name}")


@rule("RACI-03")
def known_letters(case: Case) -> Iterator[Finding]:
    for stage, _, cells in _rows(case):
        for column, cell in cells.items():
            if cell not in LETTERS:
                yield _at(stage, f"{stage}, {words.role(column)}: {cell!r} is none of R, A, C, I, A/R")


@rule("RACI-04")
def few_responsible(case: Case) -> Iterator[Finding]:
    for stage, name, cells in _rows(case):
        found = _holding(cells, "R")
        if len(found) > MOST_RESPONSIBLE:
            roles = words.listed(words.role(column) for column in found)
            yield _at(stage, f"{len(found)} roles are Responsible for {stage} {name}: {roles}")


@document_rule("RACI-05")
def accountable_has_backup(case: DocumentCase) -> Iterator[Finding]:
    cells = next((cells for stage, _, cells in _rows(case) if stage == case.stage), {})
    roles = [key for key, role in case.playbook.roles.items() if role.column in _holding(cells, "A")]
    owners = set(case.playbook.stage(case.stage).owners) if cells else set()
    for role in [key for key in roles if key in owners] or roles[:1]:
        yield from _one_person_with_backup(case, role)


def _one_person_with_backup(case: DocumentCase, role: str) -> Iterator[Finding]:
    held = people.in_role(case.intake, role)
    name = words.role(role)
    if len(held) > 1:
        names = words.listed(member.name or "" for member in held)
        yield Finding(
            "team", f"The {name} is Accountable for {case.stage}, and is {names}", "Name one person."
        )
    for member in held[:1]:
        if not member.backup:
            message = f"{member.name} is Accountable for {case.stage} as {name} and has no backup"
            yield Finding(f"team[{member.id}].backup", message, "Name a deputy from the team.")


@rule("RACI-09")
def owners_act(case: Case) -> Iterator[Finding]:
    for stage, name, cells in _rows(case):
        acting = {*_holding(cells, "R"), *_holding(cells, "A")}
        for owner in case.playbook.stage(stage).owners:
            column = case.playbook.roles[owner].column
            if column and column not in acting:
                letter = cells.get(column) or "nothing"
                message = f"The {words.role(owner)} owns {stage} {name} but is {letter} in it"
                yield _at(stage, message)


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
