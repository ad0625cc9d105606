"""A playbook: one delivery process as data, and the questions the other parts ask of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from docgen.playbooks.parts import Part
from docgen.playbooks.service_levels import ServiceLevels
from docgen.playbooks.stages import (
    DeploymentSection,
    HandoffSection,
    HypercareSection,
    Resource,
    Stage,
    TransitionSection,
)

Letter = Literal["R", "A", "C", "I", "A/R", ""]


def _known(kind: str, names: Iterable[str], known: Container[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"{name} is not a {kind} of this playbook")


class Products(Part):
    """The provider's tools by what they do; empty where the process names none."""

    monitoring: str
    itsm: str
    project: str
    crm: str = ""
    kb: str = ""


class Provider(Part):
    """What an intake may leave out about the provider."""

    name: str
    products: Products


class Role(Part):
    """A role of the provider's team. `column` is its column in the stage matrix, empty where it has none;
    `sized` says whether the process gives it an allocation."""

    name: str
    column: str = ""
    sized: bool = False


class Correction(Part):
    """A cell that differs from the written process: what the process says, what is used, and why."""

    row: str
    column: str
    process: Letter
    use: Letter
    line: str = ""
    reason: str


class Raci(Part):
    """The stage matrix, corrections applied. `columns` maps a column's key to its heading; `rows` a stage to
    its letters in that order."""

    columns: Mapping[str, str]
    rows: Mapping[str, tuple[Letter, ...]]
    lines: Mapping[str, str]
    corrections: tuple[Correction, ...]

    @model_validator(mode="after")
    def _corrected(self) -> Self:
        wide = [row for row, letters in self.rows.items() if len(letters) != len(self.columns)]
        if wide:
            raise ValueError(f"row {wide[0]} must have one letter per column ({len(self.columns)})")
        for fix in self.corrections:
            if self.cell(fix.row, fix.column) != fix.use:
                raise ValueError(f"row {fix.row}, column {fix.column} must hold the corrected {fix.use}")
        return self

    def cell(self, row: str, column: str) -> str:
        """Return the letter of a stage's row in a column; KeyError where there is no such row or column."""
        return dict(zip(self.columns, self.rows[row], strict=True))[column]


class Accepted(Part):
    """A finding that the process itself causes and that is accepted: the rule's id, where, and why."""

    rule: str
    path: str
    reason: str


class Playbook(Part):
    """One process. Every figure and text says whether it is the process's or a provider default."""

    playbook: str
    version: str
    name: str
    provider: Provider
    roles: Mapping[str, Role]
    tiers_allowed: tuple[str, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)
    handoff: HandoffSection
    deployment: DeploymentSection
    hypercare: HypercareSection
    transition: TransitionSection
    resources: tuple[Resource, ...]
    sla: ServiceLevels
    raci: Raci
    accepted: tuple[Accepted, ...] = ()

    @cached_property
    def stages_by_id(self) -> Mapping[str, Stage]:
        """The stages by id, in order."""
        return {stage.id: stage for stage in self.stages}

    def stage(self, stage_id: str) -> Stage:
        """Return the stage `S1` to `S7`; KeyError where the process has no such stage."""
        return self.stages_by_id[stage_id]

    def role_name(self, role: str) -> str:
        """Return a provider role in words; a role that the process does not know is its key in words."""
        known = self.roles.get(role)
        return known.name if known else role.replace("_", " ").capitalize()

    @model_validator(mode="after")
    def _references(self) -> Self:
        _known("tier", self.tiers_allowed, self.sla.tiers)
        _known("stage", self.raci.rows, self.stages_by_id)
        sections = (self.handoff, self.deployment, self.hypercare, self.transition)
        _known("stage", (section.stage for section in sections), self.stages_by_id)
        _known("role", (owner for stage in self.stages for owner in stage.owners), self.roles)
        _known("role", (item.lead for item in self.handoff.agenda), self.roles)
        _known("role", (rung.to for rung in self.sla.escalation), self.roles)
        _known("role", (resource.role for resource in self.resources), self.roles)
        _known("column", (role.column for role in self.roles.values() if role.column), self.raci.columns)
        return self
