"""A playbook: one delivery process as data, and the questions the other parts ask of it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Self, TypeVar

from pydantic import Field, model_validator

from docgen.errors import PlaybookError
from docgen.playbooks.parts import Part, misplaced
from docgen.playbooks.service_levels import ServiceLevels
from docgen.playbooks.stages import (
    DeploymentSection,
    HandoffSection,
    HypercareSection,
    Resource,
    Stage,
    TransitionSection,
)
from docgen.playbooks.strays import Stray, strays
from docgen.playbooks.success import SuccessSection

Letter = Literal["R", "A", "C", "I", "A/R", ""]
S = TypeVar("S", bound=Part)


class Products(Part):
    """The provider's tools by what they do; empty where the process names none."""

    monitoring: str
    itsm: str
    project: str
    crm: str = ""
    cs_platform: str = ""
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
        wide = len(self.columns)
        misplaced(
            (("rows", row), f"must have one letter per column ({wide})")
            for row, letters in self.rows.items()
            if len(letters) != wide
        )
        misplaced(
            (
                ("corrections", at, "use"),
                f"is {fix.use}, which the row itself does not hold",
            )
            for at, fix in enumerate(self.corrections)
            if fix.row in self.rows
            and fix.column in self.columns
            and self.cell(fix.row, fix.column) != fix.use
        )
        return self

    def cell(self, row: str, column: str) -> str:
        """Return the letter of a stage's row in a column; KeyError where there is no such row or column."""
        return dict(zip(self.columns, self.rows[row], strict=True))[column]


class Accepted(Part):
    """A finding that the process itself causes and that is accepted: the rule's id, where, and why."""

    rule: str
    path: str
    reason: str


class RuleWeight(Part):
    """What a rule weighs for this organisation, in place of the rule's own severity, and why."""

    severity: Literal["error", "warning", "info"]
    reason: str = ""


class Activity(Part):
    """One piece of work of the process, with its letters in the order of the matrix's columns."""

    id: str
    stage: str
    text: str
    cells: tuple[Letter, ...]


class Files(Part):
    """The data files that stand beside a playbook: who does what in the onboarding and after it, activity by activity,
    and what discovery asks. Each is a file, looked for from the playbook's folder, or a built-in one's name; empty for
    the built-in one of its kind. In a playbook that was read they are whole paths."""

    activities: str = ""
    run_activities: str = ""
    questions: str = ""


class Playbook(Part):
    """One process. Every figure and text says whether it is the process's or a provider default.

    A process need not have every section: one without a go-live has no deployment, hypercare, transition or service
    levels. `acting` maps a role of other processes to the one that does its work here (`account_manager` to
    `account_executive`): the intake's questions name one role each, whichever process asks. `not_asked` are intake
    paths that mean nothing in this process: what is missing there is no gap. `extends` names the playbook that this
    one changes: a built-in one, or a file. `rules` says by number what a rule weighs here; how far it may be changed is
    the judge's to say.
    """

    playbook: str
    version: str
    extends: str = ""
    name: str
    files: Files = Field(default_factory=Files)
    provider: Provider
    roles: Mapping[str, Role]
    acting: Mapping[str, str] = Field(default_factory=dict)
    not_asked: tuple[str, ...] = ()
    tiers_allowed: tuple[str, ...]
    stages: tuple[Stage, ...] = Field(min_length=1)
    handoff: HandoffSection
    build: DeploymentSection | None = Field(default=None, alias="deployment")
    close_care: HypercareSection | None = Field(default=None, alias="hypercare")
    run_state: TransitionSection | None = Field(default=None, alias="transition")
    resources: tuple[Resource, ...] = ()
    service_levels: ServiceLevels | None = Field(default=None, alias="sla")
    success: SuccessSection
    raci: Raci
    activities: tuple[Activity, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    rules: Mapping[str, RuleWeight] = Field(default_factory=dict)

    @property
    def goes_live(self) -> bool:
        """Whether the process has a go-live with the close care that follows it."""
        return self.close_care is not None

    @property
    def deployment(self) -> DeploymentSection:
        """How the deployment runs. Raise PlaybookError where the process has none."""
        return self._section(self.build, "deployment")

    @property
    def hypercare(self) -> HypercareSection:
        """The days after go-live. Raise PlaybookError where the process has none."""
        return self._section(self.close_care, "hypercare")

    @property
    def transition(self) -> TransitionSection:
        """The passage to run-state service. Raise PlaybookError where the process has none."""
        return self._section(self.run_state, "transition")

    @property
    def sla(self) -> ServiceLevels:
        """The service levels. Raise PlaybookError where the process has none."""
        return self._section(self.service_levels, "sla")

    def lacking(self, section: str) -> PlaybookError:
        """Return the error for a document that rests on a section which this process does not have."""
        message = f"The playbook {self.playbook} has no section {section}, which this document rests on."
        hint = "Ask for documents of this process only, or add the section to a playbook of your own."
        return PlaybookError.single("no-section", message, hint=hint)

    def _section(self, section: S | None, name: str) -> S:
        if section is None:
            raise self.lacking(name)
        return section

    @cached_property
    def stages_by_id(self) -> Mapping[str, Stage]:
        """The stages by id, in order."""
        return {stage.id: stage for stage in self.stages}

    def stage(self, stage_id: str) -> Stage:
        """Return a stage by its id (`S1`, `C1`); KeyError where the process has no such stage."""
        return self.stages_by_id[stage_id]

    def role_name(self, role: str) -> str:
        """Return a provider role in words; a role that the process does not know is its key in words."""
        known = self.roles.get(role)
        return known.name if known else role.replace("_", " ").capitalize()

    @classmethod
    def strays(cls, data: Mapping[str, Any]) -> Iterable[Stray]:
        """Return what the playbook's data name that it does not have: stages, roles, columns, tiers; ids twice."""
        return strays(data)

    @model_validator(mode="after")
    def _wide_enough(self) -> Self:
        columns = len(self.raci.columns)
        misplaced(
            (("activities", at, "cells"), f"must have one letter per column ({columns})")
            for at, row in enumerate(self.activities)
            if len(row.cells) != columns
        )
        return self
