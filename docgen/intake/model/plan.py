"""The plan, as far as the handoff form and the SLA schedule show it, and the risks."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Day, LocalDateTime, WallDateTime, Zone
from docgen.intake.model.figures import Count, Percent, Quantity, Scale5, Score25
from docgen.intake.model.refs import PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import Decision, RiskStatus, Stage, TeamRole, Visibility

WindowKind = Annotated[Literal["freeze", "maintenance", "blackout"], CHOICE]
Recurrence = Annotated[Literal["none", "daily", "weekdays", "daily_mon_sat", "weekly", "monthly"], CHOICE]
Organisation = Annotated[Literal["provider", "client", "vendor"], CHOICE]
RiskKind = Annotated[Literal["risk", "assumption", "issue", "dependency"], CHOICE]
RiskResponse = Annotated[Literal["avoid", "reduce", "transfer", "accept"], CHOICE]


class Milestone(Facts):
    """A date at which something is decided or done."""

    id: Id | None = fact("Id of the milestone", example="m-golive")
    name: Text | None = fact("Name of the milestone", example="Go-live")
    date: Day | None = fact("Date", example="2027-03-16")
    criteria: tuple[LongText, ...] | None = fact("What must be true")
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
    purpose: LongText | None = fact("What for", stage="S1", owner="onboarding_lead")
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
    count: Count | None = fact("How many people of that role", example="4")
    pct_by_stage: Keyed[Stage, Percent] | None = fact("Share of working time by stage", unit="%")
    days_by_stage: Keyed[Stage, Quantity] | None = fact("Days of work by stage", unit="person-days")


class Plan(Facts):
    """The plan in outline."""

    risk_appetite: Score25 | None = fact(
        "Highest risk score that is accepted", example="9", unit="likelihood x impact"
    )
    milestones: tuple[Milestone, ...] | None = fact("Milestones", owner="project_manager")
    resources: tuple[PlannedWork, ...] | None = fact(
        "Work of people beyond the playbook's allocation", owner="project_manager"
    )
    windows: tuple[Window, ...] | None = fact(
        "Freezes, blackouts and maintenance windows", owner="project_manager"
    )
    comms: tuple[Communication, ...] | None = fact(
        "Who is told what, how and how often", owner="onboarding_lead"
    )


class Residual(Facts):
    """What remains of a risk once it is treated."""

    likelihood: Scale5 | None = fact("Likelihood that remains, 1 to 5", example="2")
    impact: Scale5 | None = fact("Impact that remains, 1 to 5", example="4")


class Risk(Facts):
    """A risk, assumption, issue or dependency."""

    id: Id | None = fact("Id of the risk", example="R-01")
    kind: RiskKind | None = fact("Risk, assumption, issue or dependency", example="risk")
    stage: Stage | None = fact("Stage in which it bites", example="S2")
    category: Id | None = fact("Category", example="incumbent")
    cause: LongText | None = fact("Cause")
    event: LongText | None = fact("What may happen", stage="S1 C1", owner="onboarding_lead")
    consequence: LongText | None = fact("What follows")
    likelihood: Scale5 | None = fact("Likelihood, 1 to 5", example="4")
    impact: Scale5 | None = fact("Impact, 1 to 5", example="4")
    response: RiskResponse | None = fact("What is done about it", example="reduce")
    mitigation: LongText | None = fact("What makes it smaller")
    contingency: LongText | None = fact("What is done if it happens")
    owner: PersonRef | None = fact("Who owns it", example="c-lind", stage="S1 C1", owner="onboarding_lead")
    due: Day | None = fact("By when it is treated", example="2027-03-01")
    residual: Residual | None = fact("What remains")
    accepted_by: PersonRef | None = fact("Who accepts what remains", example="c-wills")
    status: RiskStatus | None = fact("State", example="open")
    trigger: LongText | None = fact("What shows that it happens")
    commentary: LongText | None = fact("Remarks for the team alone", internal=True)
    visibility: Visibility | None = fact("May the client's documents show it?", example="client")
