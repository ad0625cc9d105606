"""The RACI workbook's data: the two matrices of the onboarding, the run-state matrix, the people, the checks."""

from __future__ import annotations

from docgen.derive.lookup import Lookup
from docgen.derive.raci.activities import activity_groups, bau_lines
from docgen.derive.raci.checks import Grids, checks, ended_roles, finding_lines
from docgen.derive.raci.load import person_lines
from docgen.derive.raci.roles import CLIENT, OUTSIDE, PROVIDER, Role, roles_of, stage_columns
from docgen.derive.raci.stages import correction_lines, stage_lines
from docgen.derive.raci.views import VACANT, PersonLine, Raci, RoleColumn
from docgen.derive.timeline import Timeline
from docgen.playbooks.raci import OnboardingMatrix, RunMatrix


def raci_view(lookup: Lookup, timeline: Timeline, matrix: OnboardingMatrix, run: RunMatrix) -> Raci:
    """Return everything that the RACI workbook shows, from as little as a client and a team.

    `matrix` and `run` are the playbook's activity matrices, to which the intake's rows are added. Without dates
    there is no busiest week; without people, roles are VACANT.
    """
    roles, bau_roles = roles_of(lookup, matrix.roles), roles_of(lookup, run.roles)
    groups = activity_groups(lookup, matrix, [role.key for role in roles])
    lines = tuple(line for group in groups for line in group.lines)
    people = person_lines(roles, lines, tuple(lookup.playbook.stages_by_id), timeline.stages)
    stages, bau = stage_lines(lookup), bau_lines(lookup, run, [role.key for role in bau_roles])
    found = checks(Grids(lookup, roles, stages, lines, people, bau_roles, bau, bool(timeline.stages)))
    return Raci(
        columns=stage_columns(lookup, roles),
        stages=stages,
        corrections=correction_lines(lookup),
        provider_roles=_side(roles, PROVIDER),
        client_roles=_side(roles, CLIENT),
        outside_roles=_side(roles, OUTSIDE),
        activities=groups,
        people=people,
        checks=found,
        findings=finding_lines(found),
        bau_roles=tuple(role.shown() for role in bau_roles),
        bau=bau,
        ended=ended_roles(lookup),
        activity_count=len(lines),
        named_people=sum(_is_person(person) for person in people),
        vacancies=sum(person.name == VACANT for person in people),
    )


def _side(roles: tuple[Role, ...], side: str) -> tuple[RoleColumn, ...]:
    return tuple(role.shown() for role in roles if role.side == side)


def _is_person(line: PersonLine) -> bool:
    return bool(line.path)
