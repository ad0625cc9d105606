"""The RACI workbook's data: the two matrices of the onboarding, the run-state matrix, the people, the checks."""

from __future__ import annotations

from docgen.derive.lookup import Lookup
from docgen.derive.raci.checks import Grids, checks, ended_roles, finding_lines, grids_of
from docgen.derive.raci.roles import CLIENT, OUTSIDE, PROVIDER, Role, stage_columns
from docgen.derive.raci.stages import correction_lines
from docgen.derive.raci.views import VACANT, PersonLine, Raci, RoleColumn
from docgen.derive.timeline import Timeline
from docgen.playbooks.raci import OnboardingMatrix, RunMatrix


def raci_view(lookup: Lookup, timeline: Timeline, matrix: OnboardingMatrix, run: RunMatrix) -> Raci:
    """Return everything that the RACI workbook shows, from as little as a client and a team.

    `matrix` and `run` are the playbook's activity matrices, to which the intake's rows are added. Without dates
    there is no busiest week; without people, roles are VACANT.
    """
    return raci_of(grids_of(lookup, timeline.stages, matrix, run))


def raci_of(grids: Grids) -> Raci:
    """Return everything that the RACI workbook shows of the matrices of one client."""
    found, lookup = checks(grids), grids.lookup
    return Raci(
        columns=stage_columns(lookup, grids.roles),
        stages=grids.stages,
        corrections=correction_lines(lookup),
        provider_roles=_side(grids.roles, PROVIDER),
        client_roles=_side(grids.roles, CLIENT),
        outside_roles=_side(grids.roles, OUTSIDE),
        activities=grids.groups,
        people=grids.people,
        checks=found,
        findings=finding_lines(found),
        bau_roles=tuple(role.shown() for role in grids.bau_roles),
        bau=grids.bau,
        ended=ended_roles(lookup),
        activity_count=len(grids.activities),
        named_people=sum(_is_person(person) for person in grids.people),
        vacancies=sum(person.name == VACANT for person in grids.people),
    )


def _side(roles: tuple[Role, ...], side: str) -> tuple[RoleColumn, ...]:
    return tuple(role.shown() for role in roles if role.side == side)


def _is_person(line: PersonLine) -> bool:
    return bool(line.path)
