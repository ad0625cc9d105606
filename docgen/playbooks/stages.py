"""Stages, the handoff, deployment, hypercare and the transition, as a playbook states them."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from docgen.playbooks.parts import Count, Factor, Figure, Origin, Part, Sourced, Text, Tolerance

Unit = Literal["business_days", "calendar_days"]


class Duration(Sourced):
    """Length of a stage in days of `unit`. `planned` lies between the process's `min` and `max` and is the
    provider's own choice, hence a figure of its own."""

    min: int = Field(gt=0)
    max: int = Field(gt=0)
    planned: Figure[int]
    unit: Unit

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min <= self.planned.value <= self.max:
            raise ValueError(f"planned ({self.planned.value}) must lie between {self.min} and {self.max}")
        return self


class Window(Sourced):
    """When a stage runs that is dated and not forecast: in the weeks `first_week` to `last_week`, both included, where
    week 1 holds the day that the playbook counts from; or from the day of one fact to the day of another
    (`opens`, `closes`: intake paths)."""

    first_week: int = Field(default=0, ge=0)
    last_week: int = Field(default=0, ge=0)
    opens: str = ""
    closes: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        weeks, facts = bool(self.first_week or self.last_week), bool(self.opens or self.closes)
        if weeks == facts:
            raise ValueError("a window has either first_week and last_week, or opens and closes")
        if weeks and not 0 < self.first_week <= self.last_week:
            raise ValueError(f"weeks {self.first_week} to {self.last_week} are no span of weeks")
        return self


class Criterion(Text):
    """One criterion. `evidence` are intake paths that show it, `passes` the result that meets it, and `passed` whose
    that figure is; `only_if` is an intake path that must be true for it to count."""

    evidence: tuple[str, ...] = ()
    passes: str = ""
    passed: Origin = Origin.DEFAULT
    only_if: str = ""


class Stage(Part):
    """One stage. `owners` are role keys: whoever drives the work, which is not the same as the Accountable.

    A stage with a `duration` follows the one before it; one with a `window` has its own days. `deliverables` are
    codes of documents, `records` what else is delivered.
    """

    id: str
    name: str
    length: Duration | None = Field(default=None, alias="duration")
    window: Window | None = None
    owners: tuple[str, ...] = Field(min_length=1)
    objectives: tuple[Text, ...] = ()
    entry: tuple[Criterion, ...] = Field(min_length=1)
    exit: tuple[Criterion, ...] = Field(min_length=1)
    deliverables: tuple[str, ...] = ()
    records: tuple[Text, ...] = ()
    activities: tuple[Text, ...] = ()

    @property
    def duration(self) -> Duration:
        """How long the stage takes. Raise ValueError for a stage that has a window."""
        if self.length is None:
            raise ValueError(f"stage {self.id} has a window, no duration")
        return self.length

    @model_validator(mode="after")
    def _timed(self) -> Self:
        if (self.length is None) == (self.window is None):
            raise ValueError("a stage has either a duration or a window")
        return self


class ChecklistItem(Text):
    """One item of the handoff checklist. `evidence` are intake paths that must all be there, `evidence_if_any`
    paths that are named when present; `optional` items do not apply while none of their evidence is there."""

    evidence: tuple[str, ...] = Field(min_length=1)
    evidence_if_any: tuple[str, ...] = ()
    optional: bool = False


class InformationItem(Text):
    """Information that the client owes. `provided_by` is a client role, `fields` intake paths."""

    fields: tuple[str, ...] = Field(min_length=1)
    provided_by: str


class AgendaItem(Text):
    """One item of the kickoff agenda: the topic is the process's, minutes and lead are defaults."""

    minutes: Figure[Count]
    lead: str


class HandoffSection(Part):
    """What is handed over in `stage`, to whom (`receiver`, in words), what the client owes, how the kickoff runs."""

    stage: str
    receiver: str
    mandatory_roles: Figure[tuple[str, ...]]
    checklist: tuple[ChecklistItem, ...]
    information: tuple[InformationItem, ...]
    agenda: tuple[AgendaItem, ...]


class Workstream(Text):
    """One workstream of the deployment."""


class Gate(Text):
    """A test gate: what is measured, and which result passes."""

    measure: str
    passes: str
    workstream: str


class DeploymentSection(Part):
    """How the deployment, in `stage`, runs."""

    stage: str
    rule: Text
    workstreams: tuple[Workstream, ...]
    gates: tuple[Gate, ...]


class ExitCriterion(Text):
    """A hypercare exit criterion: what is measured, and which result passes. `least` is the figure behind `passes`
    where one is compared. `measured` says whose the measure is: the criterion may be the process's and its threshold
    a default."""

    measure: str
    passes: str
    least: Decimal | None = None
    measured: Origin = Origin.DEFAULT


class Extension(Text):
    """What happens when hypercare cannot end: steps in calendar days, and after how many both sponsors meet."""

    step_days: int = Field(gt=0)
    escalate_after: int = Field(gt=0)


class HypercareSection(Part):
    """The thirty days after go-live, which is the first day of `stage`.

    `threshold_factor` multiplies alerts that fire above a value and divides those that fire below one.
    """

    stage: str
    days: Figure[Count]
    from_wave: Figure[Literal["first_wave", "last_wave", "per_wave"]]
    p1_response_minutes: Figure[Count]
    p1_clock: Figure[Literal["contracted_hours", "24x7"]]
    standup_business_days: Figure[Tolerance]
    named_engineer_hours: Figure[str]
    progress_review: Figure[str]
    health_checks: Figure[str]
    ai_tuning: Text
    threshold_factor: Figure[Factor]
    activities: tuple[Text, ...]
    exit: tuple[ExitCriterion, ...]
    extension: Extension


class TransitionActivity(Text):
    """One activity of the transition to run-state service; `internal` ones never reach the client."""

    internal: bool = False


class TransitionSection(Part):
    """How the transition, in `stage`, runs."""

    stage: str
    activities: tuple[TransitionActivity, ...]


class Resource(Text):
    """A role's allocation: `percent` of a person's time, times `count` people, in each of `stages`."""

    role: str
    percent: Decimal = Field(ge=0, le=100)
    count: Figure[Count]
    stages: tuple[str, ...] = Field(min_length=1)
