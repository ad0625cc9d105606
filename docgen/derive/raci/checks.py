"""The rules RACI-01 to RACI-12 and RES-01 to RES-03 over the matrices, as the document was issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from docgen.derive.lookup import Lookup
from docgen.derive.raci.activities import EMPTY, activity_groups, bau_lines, role_takes_part
from docgen.derive.raci.letters import ACCOUNTABLE, CONSULTED, KNOWN, RESPONSIBLE, acts, holding
from docgen.derive.raci.load import MOST_IN_A_WEEK, person_lines
from docgen.derive.raci.roles import CLIENT, Role, roles_of
from docgen.derive.raci.stages import stage_lines
from docgen.derive.raci.views import (
    NO_STAND_IN,
    ActivityGroup,
    ActivityLine,
    BauLine,
    Check,
    Finding,
    FindingLine,
    PersonLine,
    StageLine,
)
from docgen.derive.timeline import StageRow
from docgen.derive.words import join_words, long_date
from docgen.intake.model.plan import PlanTask
from docgen.intake.model.raci import ActivityRow, RunRow
from docgen.playbooks.raci import MatrixRole, OnboardingMatrix, RunMatrix

MOST_RESPONSIBLE = 3
"""More roles than this at the same work dilute it (rule RACI-04)."""
ENDING = ("onboarding_lead", "project_manager", "onboarding_engineer")
"""Team roles that end with the onboarding (rule RACI-12)."""
_ERROR, _WARNING = "Error", "Warning"


@dataclass(frozen=True)
class Grids:
    """All that the rules look at; `dates` are the stages that have dates."""

    lookup: Lookup
    roles: tuple[Role, ...]
    stages: tuple[StageLine, ...]
    groups: tuple[ActivityGroup, ...]
    bau_roles: tuple[Role, ...]
    bau: tuple[BauLine, ...]
    dates: tuple[StageRow, ...]

    @cached_property
    def activities(self) -> tuple[ActivityLine, ...]:
        """The activities of all stages."""
        return tuple(line for group in self.groups for line in group.lines)

    @cached_property
    def people(self) -> tuple[PersonLine, ...]:
        """Who carries how much, worked out for those who ask."""
        stages = tuple(self.lookup.playbook.stages_by_id)
        return person_lines(self.roles, self.activities, stages, self.dates)


def grids_of(lookup: Lookup, dates: tuple[StageRow, ...], matrix: OnboardingMatrix, run: RunMatrix) -> Grids:
    """Return the matrices of one client: the playbook's, to which the intake's rows are added."""
    own = lookup.intake.raci
    roles = roles_of(lookup, _with_used(matrix.roles, run.roles, (own and own.rows) or ()))
    bau_roles = roles_of(lookup, _with_used(run.roles, matrix.roles, (own and own.bau_rows) or ()))
    return Grids(
        lookup=lookup,
        roles=roles,
        stages=stage_lines(lookup),
        groups=activity_groups(lookup, matrix, [role.key for role in roles]),
        bau_roles=bau_roles,
        bau=bau_lines(lookup, run, [role.key for role in bau_roles]),
        dates=dates,
    )


def _with_used(
    roles: Mapping[str, MatrixRole], others: Mapping[str, MatrixRole], rows: Iterable[ActivityRow | RunRow]
) -> Mapping[str, MatrixRole]:
    """Return the roles of a matrix, and those of the other one that the intake's rows give a part in it."""
    used = {str(role) for row in rows for role, letter in (row.cells or {}).items() if letter != EMPTY}
    return {**roles, **{key: role for key, role in others.items() if key in used - roles.keys()}}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of any of the three matrices with its path."""

    path: str
    place: str
    cells: Mapping[str, str]


Found = tuple[str, str]
"""A finding: its path, and where it is in words."""

_RULES: Mapping[str, tuple[str, str]] = {
    "RACI-01": ("Each row has exactly one Accountable", _ERROR),
    "RACI-02": ("Each row has at least one Responsible", _ERROR),
    "RACI-03": ("A cell holds R, A, C, I, A/R or nothing", _ERROR),
    "RACI-04": (f"At most {MOST_RESPONSIBLE} roles are Responsible for a row", _WARNING),
    "RACI-05": ("An Accountable role is one named person with a stand-in", _WARNING),
    "RACI-06": ("At most half of the roles are Consulted for a row", _WARNING),
    "RACI-07": ("Each role is Accountable or Responsible somewhere", _WARNING),
    "RACI-08": (f"Nobody is Accountable for more than {MOST_IN_A_WEEK} activities in one week", _WARNING),
    "RACI-09": ("Whoever owns a stage is Responsible or Accountable in it", _WARNING),
    "RACI-10": ("A task's owner is Responsible for the activity that it belongs to", _WARNING),
    "RACI-11": ("The client acts where access, acceptance or a sign-off is needed", _WARNING),
    "RACI-12": ("No role of the onboarding stays in the run-state matrix", _WARNING),
    "RES-01": ("Nobody is allocated for more than their time across clients", _WARNING),
    "RES-02": ("A role that is allocated to a stage is Responsible or Accountable in it", _WARNING),
    "RES-03": ("A role that takes part has an allocation", _WARNING),
}
_WAITING: Mapping[str, str] = {
    "RES-01": "Needs the plans of several clients side by side",
}
_DATED = frozenset({"RACI-08"})
_PLANNED = frozenset({"RACI-10"})


def checks(grids: Grids) -> Mapping[str, Check]:
    """Return every rule with what it found, by the rule's number."""
    return {rule: _check(grids, rule) for rule in _RULES}


def finding_lines(found: Mapping[str, Check]) -> tuple[FindingLine, ...]:
    """Return every finding of every rule, and what rules wait for, in the order of the rules."""
    return tuple(line for check in found.values() for line in _lines(check))


def _lines(check: Check) -> Iterator[FindingLine]:
    if check.waits:
        yield FindingLine(check.rule, check.what, check.chip, check.waits)
    for finding in check.findings:
        yield FindingLine(check.rule, finding.where, finding.chip, finding.reason)


def _check(grids: Grids, rule: str) -> Check:
    what, level = _RULES[rule]
    if own := grids.lookup.playbook.rules.get(rule):
        level = own.severity.capitalize()
    if rule in _WAITING:
        return Check(rule, what, level, waits=_WAITING[rule])
    if rule in _DATED and not grids.dates:
        return Check(rule, what, level, waits="Waits for the dates of the stages")
    if rule in _PLANNED and not _tasks(grids):
        return Check(rule, what, level, waits="Waits for the tasks of the implementation plan")
    known = tuple(_accepted(grids.lookup, rule))
    findings = (Finding(path, where, _reason(known, path)) for path, where in found(grids, rule))
    return Check(rule, what, level, tuple(findings))


def found(grids: Grids, rule: str) -> Iterator[Found]:
    """Yield what a rule finds, accepted or not. Raise KeyError for a rule that one client's facts cannot decide."""
    return _FINDERS[rule](grids)


def _accepted(lookup: Lookup, rule: str) -> Iterator[tuple[str, str]]:
    """Yield path and reason of what the process, or somebody by name, accepts of a rule."""
    for one in lookup.playbook.accepted:
        if one.rule == rule:
            yield one.path, one.reason
    for known in lookup.intake.acknowledge or ():
        if known.rule == rule and known.path and known.reason and known.by:
            yield known.path, f"{known.reason} ({lookup.name(known.by)})"


def _reason(known: Iterable[tuple[str, str]], path: str) -> str:
    return next((reason for accepted, reason in known if _covers(accepted, path)), "")


def _covers(accepted: str, path: str) -> bool:
    return path == accepted or path.startswith((f"{accepted}.", f"{accepted}["))


def _rows(grids: Grids) -> Iterator[_Row]:
    for stage in grids.stages:
        yield _Row(f"raci.rows[{stage.id}]", f"Stage {stage.id}", stage.cells)
    for line in grids.activities:
        yield _Row(f"raci.rows[{line.id}]", line.id, line.cells)
    for run in grids.bau:
        yield _Row(f"raci.bau_rows[{run.id}]", f"Run state {run.id}", run.cells)


def _one_accountable(grids: Grids) -> Iterator[Found]:
    for row in _rows(grids):
        count = len(holding(row.cells, ACCOUNTABLE))
        if count != 1:
            yield row.path, f"{row.place} has {count or 'no'} A"


def _someone_responsible(grids: Grids) -> Iterator[Found]:
    for row in _rows(grids):
        if not holding(row.cells, RESPONSIBLE):
            yield row.path, f"{row.place} has no R"


def _known_letters(grids: Grids) -> Iterator[Found]:
    for row in _rows(grids):
        for key, cell in row.cells.items():
            if cell not in KNOWN:
                yield row.path, f"{row.place}, {key} holds {cell}"


def _few_responsible(grids: Grids) -> Iterator[Found]:
    for row in _rows(grids):
        count = len(holding(row.cells, RESPONSIBLE))
        if count > MOST_RESPONSIBLE:
            yield row.path, f"{row.place} has {count} R"


def _accountable_named(grids: Grids) -> Iterator[Found]:
    for role in grids.roles:
        if role_takes_part(grids.activities, role.key, ACCOUNTABLE) and (fault := _unnamed(role)):
            yield f"roles[{role.key}]", f"{role.name} {fault}"


def _unnamed(role: Role) -> str:
    if not role.holders:
        return "is vacant"
    if len(role.holders) > 1:
        return f"is {len(role.holders)} people"
    return "has no stand-in" if role.shown().stand_in == NO_STAND_IN else ""


def _few_consulted(grids: Grids) -> Iterator[Found]:
    for row in _rows(grids):
        count = len(holding(row.cells, CONSULTED))
        if 2 * count > len(row.cells):
            yield row.path, f"{row.place} has {count} C among {len(row.cells)} roles"


def _every_role_acts(grids: Grids) -> Iterator[Found]:
    for role in grids.roles:
        if not any(acts(line.cells.get(role.key, "")) for line in grids.activities):
            yield f"roles[{role.key}]", f"{role.name} is neither A nor R"


def _nobody_overloaded(grids: Grids) -> Iterator[Found]:
    for person in grids.people:
        if person.peak > MOST_IN_A_WEEK and person.peak_week:
            week = long_date(person.peak_week, grids.lookup.locale)
            yield person.path, f"{person.name} is A on {person.peak} activities in the week of {week}"


def _owners_act(grids: Grids) -> Iterator[Found]:
    columns = {name: key for key, name in grids.lookup.playbook.raci.columns.items()}
    for stage in grids.stages:
        for owner in filter(None, (stage.owner, stage.second_owner)):
            letter = stage.cells[columns[owner]]
            if not acts(letter):
                yield f"raci.rows[{stage.id}]", f"Stage {stage.id}: {owner} is {letter or 'nothing'}"


def _tasks(grids: Grids) -> tuple[PlanTask, ...]:
    plan = grids.lookup.intake.plan
    return tuple(task for task in (plan and plan.wbs) or () if task.status != "cancelled")


def _owners_do_the_work(grids: Grids) -> Iterator[Found]:
    lines = {line.id: line for line in grids.activities}
    for task in _tasks(grids):
        line = lines.get(task.activity or "")
        if line is None or not task.owner:
            continue
        places = {f"team[{task.owner}]", f"contacts[{task.owner}]"}
        roles = [role for role in grids.roles if places & {one.path for one in role.holders}]
        if not any(RESPONSIBLE in line.cells.get(role.key, "").split("/") for role in roles):
            yield (
                f"plan.wbs[{task.id}].owner",
                _not_responsible(grids, task.id or "", task.owner, roles, line),
            )


def _not_responsible(grids: Grids, task: str, owner: str, roles: Sequence[Role], line: ActivityLine) -> str:
    held = join_words(f"{role.key} with {line.cells.get(role.key) or 'nothing'}" for role in roles)
    does = join_words(holding(line.cells, RESPONSIBLE)) or "nobody"
    part = held or "without a role"
    return f"Task {task} belongs to {grids.lookup.name(owner)}, {part} in activity {line.id}; R is {does}"


def _client_acts(grids: Grids) -> Iterator[Found]:
    client = [role.key for role in grids.roles if role.side == CLIENT]
    for line in grids.activities:
        if line.client_acts and not any(acts(line.cells.get(key, "")) for key in client):
            yield f"raci.rows[{line.id}]", f"{line.id}: nobody of the client is R or A"


def _no_onboarding_role(grids: Grids) -> Iterator[Found]:
    ended = ended_roles(grids.lookup)
    for role in grids.bau_roles:
        if role.name in ended:
            row = next((line.id for line in grids.bau if line.cells.get(role.key)), "")
            yield f"raci.bau_rows[{row}]", f"{role.name} has a part in the run-state service"


def ended_roles(lookup: Lookup) -> tuple[str, ...]:
    """Return the names of the roles that end with the onboarding."""
    return tuple(lookup.playbook.role_name(role) for role in ENDING)


def _allocated_act(grids: Grids) -> Iterator[Found]:
    playbook = grids.lookup.playbook
    for resource in playbook.resources:
        column = playbook.roles[resource.role].column
        for stage in resource.stages:
            letter = playbook.raci.cell(stage, column) if column else ""
            if not acts(letter):
                name = playbook.role_name(resource.role)
                yield (
                    f"resources[{resource.role}]",
                    f"{name} has {resource.percent} % of {stage}, is {letter}",
                )


def _unsized(grids: Grids) -> Iterator[Found]:
    playbook = grids.lookup.playbook
    for key, role in playbook.roles.items():
        if role.column and not role.sized:
            yield f"roles[{key}]", f"{role.name} has no share"


_FINDERS = {
    "RACI-01": _one_accountable,
    "RACI-02": _someone_responsible,
    "RACI-03": _known_letters,
    "RACI-04": _few_responsible,
    "RACI-05": _accountable_named,
    "RACI-06": _few_consulted,
    "RACI-07": _every_role_acts,
    "RACI-08": _nobody_overloaded,
    "RACI-09": _owners_act,
    "RACI-10": _owners_do_the_work,
    "RACI-11": _client_acts,
    "RACI-12": _no_onboarding_role,
    "RES-02": _allocated_act,
    "RES-03": _unsized,
}
