"""The plan: its tasks, milestones, windows, people and messages; and the risks."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Day, LocalDateTime, WallDateTime, Zone
from docgen.intake.model.figures import Count, Difference, Flag, Percent, Quantity, Scale5, Score25
from docgen.intake.model.refs import ChangeRef, PersonRef, TaskRef, WindowRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import (
    Cadence,
    Decision,
    Gate,
    Level,
    RiskStatus,
    Stage,
    TeamRole,
    Visibility,
    WorkStatus,
)

WindowKind = Annotated[Literal["freeze", "maintenance", "blackout"], CHOICE]
Recurrence = Annotated[Literal["none", "daily", "weekdays", "daily_mon_sat", "weekly", "monthly"], CHOICE]
Organisation = Annotated[Literal["provider", "client", "vendor"], CHOICE]
RiskKind = Annotated[Literal["risk", "assumption", "issue", "dependency"], CHOICE]
RiskResponse = Annotated[Literal["avoid", "reduce", "transfer", "accept"], CHOICE]
LinkType = Annotated[Literal["FS", "SS", "FF", "SF"], CHOICE]

_planned = partial(fact, stage="S4", owner="project_manager")


class Predecessor(Facts):
    """A task that another one waits for, and how. Without a type, the one starts when the other has finished."""

    id: TaskRef | None = fact("Task that it waits for; quote its id", example='"5.9"')
    type: LinkType | None = fact(
        "What waits for what: FS (start for finish), SS, FF or SF; FS when left out", example="SS"
    )
    lag: Difference | None = fact("Business days between the two", example="1", unit="business days")


class PlanTask(Facts):
    """A task of the plan, or a group of tasks.

    Work outside business days has a length of 0 or 1 and says its clock times in `start_at` and `finish_at`.
    """

    id: Id | None = fact("Id of the task; quote it, as 5.10 and 5.1 are different tasks", example='"5.10"')
    parent: TaskRef | None = fact("Task that it is a part of; quote its id", example='"5.1"')
    name: Text | None = _planned("What is done", example="Switch FileNest and shares")
    stage: Stage | None = _planned("Stage that it belongs to", example="S5")
    workstream: Id | None = fact("Workstream of the deployment, as in the playbook", example="W4")
    owner: PersonRef | None = _planned("Who answers for it", example="t-haddad")
    resources: tuple[PersonRef, ...] | None = fact("Who else works on it", example="[t-patel, c-lind]")
    duration_bd: Count | None = _planned("Length", example="2", unit="business days")
    start: Day | None = fact("First day", example="2027-03-12")
    finish: Day | None = fact("Last day", example="2027-03-15")
    start_at: LocalDateTime | None = fact(
        "Start by the clock, where the task has an hour", example="2027-03-13T06:00 Australia/Melbourne"
    )
    finish_at: LocalDateTime | None = fact(
        "End by the clock, where the task has an hour", example="2027-03-13T14:00 Australia/Melbourne"
    )
    predecessors: tuple[Predecessor, ...] | None = _planned(
        "Tasks that it waits for (write [] for none)", example='[{id: "5.9"}]'
    )
    milestone: Flag | None = fact("Is it a milestone?", example="false")
    activity: Id | None = fact("Activity of the responsibility matrix; quote its id", example='"5.5"')
    gate: Gate | None = fact("Test gate that it passes", example="T6")
    production_change: Flag | None = fact("Does it change what people work with?", example="true")
    change_ref: ChangeRef | None = fact("Its change record", example="CHG-1006")
    window: WindowRef | None = fact("Window in which it is done", example="w-sat2")
    priority: Level | None = fact("How much it weighs", example="high")
    status: WorkStatus | None = _planned("How far it is", example="done")
    pct: Percent | None = fact("Share that is done", example="100", unit="%")


class StatusReporting(Facts):
    """How the state of the plan is reported."""

    cadence: Cadence | None = _planned("How often", example="weekly")
    format: Text | None = _planned("In which form", example="One slide and the list of tasks")
    to: tuple[PersonRef, ...] | None = _planned("To whom", example="[c-rao, t-brook]")


class Milestone(Facts):
    """A date at which something is decided or done."""

    id: Id | None = fact("Id of the milestone", example="m-golive")
    name: Text | None = fact("Name of the milestone", example="Go-live")
    date: Day | None = fact("Date", example="2027-03-16")
    criteria: tuple[LongText, ...] | None = fact(
        "What must be true", example="[No open critical or high finding]"
    )
    decision_by: PersonRef | None = fact("Who decides", example="c-wills")
    decision_at: LocalDateTime | None = fact(
        "When it is decided", example="2027-03-15T16:00 Australia/Melbourne"
    )
    decision: Decision | None = fact("Outcome", example="go")


class Window(Facts):
    """A span of time in which changes are made, or are not."""

    id: Id | None = fact("Id of the window", example="w-cut")
    kind: WindowKind | None = fact("Kind of window", example="maintenance")
    start: WallDateTime | None = fact("First start, local time", example="2027-03-15T20:00")
    end: WallDateTime | None = fact("First end, local time", example="2027-03-16T06:00")
    tz: Zone | None = fact("Time zone; the client's when left out", example="Australia/Melbourne")
    recurrence: Recurrence | None = fact("How it comes again", example="weekly")
    until: Day | None = fact("Last day on which it comes again", example="2027-03-12")
    scope: LongText | None = fact("What it is for", example="All systems")
    agreed_by: PersonRef | None = fact("Who agreed to it", example="c-wills")
    agreed_on: Day | None = fact("When it was agreed", example="2027-02-25")


class Communication(Facts):
    """A line of the communication plan."""

    id: Id | None = fact("Id of the line", example="cm-1")
    audience: Text | None = fact(
        "Who is told: a role, or a group", example="it_lead", stage="S1", owner="onboarding_lead"
    )
    purpose: LongText | None = fact(
        "What for", example="State of the plan, risks and decisions", stage="S1", owner="onboarding_lead"
    )
    channel: Text | None = fact("How", example="Teams meeting", stage="S1", owner="onboarding_lead")
    cadence: Text | None = fact("How often", example="weekly", stage="S1", owner="onboarding_lead")
    owner: PersonRef | None = fact("Who does it", example="t-voss", stage="S1", owner="onboarding_lead")
    template: Text | None = fact("Template of the message", example="status-slide")
    first_date: Day | None = fact("First time", example="2027-02-12")


class PlannedWork(Facts):
    """Work that somebody gives to the onboarding: a person, or a role where no person is named yet."""

    person: PersonRef | None = fact("Who works, by id", example="c-lind")
    name: Text | None = fact(
        "Who works, where it is somebody outside both parties", example="Sione Taufa (Bluegum)"
    )
    role: TeamRole | None = fact("Role that works, where no person is named", example="senior_engineer")
    org: Organisation | None = fact(
        "Whose person it is", example="client", stage="S4", owner="project_manager"
    )
    count: Count | None = fact("How many people of that role", example="4", unit="people")
    pct_by_stage: Keyed[Stage, Percent] | None = fact(
        "Share of working time by stage", example="{S5: 100}", unit="%"
    )
    days_by_stage: Keyed[Stage, Quantity] | None = fact(
        "Days of work by stage", example="{S2: 3, S5: 6}", unit="person-days"
    )


class Plan(Facts):
    """The plan, from its outline in the first stage to every task in the fourth."""

    risk_appetite: Score25 | None = fact(
        "Highest risk score that is accepted", example="9", unit="likelihood x impact"
    )
    status_reporting: StatusReporting | None = _planned("How the state of the plan is reported")
    wbs: tuple[PlanTask, ...] | None = _planned("Tasks of the plan")
    milestones: tuple[Milestone, ...] | None = _planned("Milestones")
    resources: tuple[PlannedWork, ...] | None = fact(
        "Work of people beyond the playbook's allocation", owner="project_manager"
    )
    windows: tuple[Window, ...] | None = _planned("Freezes, blackouts and maintenance windows")
    comms: tuple[Communication, ...] | None = fact(
        "Who is told what, how and how often", owner="onboarding_lead"
    )


class Residual(Facts):
    """What remains of a risk once it is treated."""

    likelihood: Scale5 | None = fact("Likelihood that remains, 1 to 5", example="2", unit="level of 5")
    impact: Scale5 | None = fact("Impact that remains, 1 to 5", example="4", unit="level of 5")


class Risk(Facts):
    """A risk, assumption, issue or dependency."""

    id: Id | None = fact("Id of the risk", example="R-01")
    kind: RiskKind | None = fact("Risk, assumption, issue or dependency", example="risk")
    stage: Stage | None = fact("Stage in which it bites", example="S2")
    category: Id | None = fact("Category", example="incumbent")
    cause: LongText | None = fact("Cause", example="The old provider has no reason to help")
    event: LongText | None = fact(
        "What may happen", example="Credentials come late", stage="S1 C1", owner="onboarding_lead"
    )
    consequence: LongText | None = fact("What follows", example="The cutover slips by a week")
    likelihood: Scale5 | None = fact("Likelihood, 1 to 5", example="4", unit="level of 5")
    impact: Scale5 | None = fact("Impact, 1 to 5", example="4", unit="level of 5")
    response: RiskResponse | None = fact("What is done about it", example="reduce")
    mitigation: LongText | None = fact(
        "What makes it smaller", example="Written list of credentials, asked for on day one"
    )
    contingency: LongText | None = fact("What is done if it happens", example="Reset with proof of ownership")
    owner: PersonRef | None = fact("Who owns it", example="c-lind", stage="S1 C1", owner="onboarding_lead")
    due: Day | None = fact("By when it is treated", example="2027-03-01")
    residual: Residual | None = fact("What remains")
    accepted_by: PersonRef | None = fact("Who accepts what remains", example="c-wills")
    status: RiskStatus | None = fact("State", example="open")
    trigger: LongText | None = fact("What shows that it happens", example="No answer for three business days")
    commentary: LongText | None = fact(
        "Remarks for the team alone", example="Their account manager is leaving", internal=True
    )
    visibility: Visibility | None = fact("May the client's documents show it?", example="client")
