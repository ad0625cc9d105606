"""Go-live and the weeks after it."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Clock, Day, Zone
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Count, Flag, Ratio
from docgen.intake.model.hypercare import (
    DeploymentIssue,
    DeskTraining,
    Exit,
    P1Record,
    Published,
    Satisfaction,
    Weekly,
)
from docgen.intake.model.refs import ApplicationRef, MemberRef, PersonRef, SiteRef, WindowRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Phone, Text, Url
from docgen.intake.model.words import Decision, P1Clock

Approach = Annotated[Literal["big_bang", "phased", "pilot"], CHOICE]
HypercareAnchor = Annotated[Literal["first_wave", "last_wave", "per_wave"], CHOICE]


class Wave(Facts):
    """Sites that go live together."""

    id: Id | None = fact("Id of the wave", example="w1")
    sites: tuple[SiteRef, ...] | None = fact("Sites of the wave", example="[mel, gee]")
    date: Day | None = fact("Go-live of the wave", example="2027-03-16")


class Channels(Facts):
    """How users get help from go-live on."""

    phone: Phone | None = fact("Phone number", example="+61 3 5550 0100")
    email: Email | None = fact("E-mail address", example="hwp@help.asi-ai.example")
    portal: Url | None = fact("Web address", example="https://help.asi-ai.example/hwp")
    chat: Text | None = fact("Chat channel", example="Teams: ASI Help")


class GoLive(Facts):
    """The cutover."""

    date: Day | None = fact("Day of go-live", example="2027-03-16", owner="project_manager")
    time: Clock | None = fact("Time of go-live", example="06:00", owner="project_manager")
    tz: Zone | None = fact("Time zone of go-live; the client's when left out", example="Australia/Melbourne")
    window: WindowRef | None = fact("Window in which the cutover is made", example="w-cut")
    approach: Approach | None = fact("All at once, in waves, or with a pilot", example="big_bang")
    waves: tuple[Wave, ...] | None = fact("Waves, first to last")
    hypercare_from: HypercareAnchor | None = fact("Wave from which hypercare counts", example="last_wave")
    decision: Decision | None = fact("Decision to go live", example="go")
    channels: Channels | None = fact("How users get help from go-live on", owner="service_desk_lead")


class Standup(Facts):
    """A daily stand-up of the first week."""

    date: Day | None = fact("Date", example="2027-03-16")
    held: Flag | None = fact("Was it held?", example="true")
    attendees: tuple[PersonRef, ...] | None = fact("Who attended", example="[c-lind, t-solano]")
    notes: LongText | None = fact("What was said")


class ProgressReview(Facts):
    """A weekly review."""

    date: Day | None = fact("Date", example="2027-03-23")
    held: Flag | None = fact("Was it held?", example="true")
    attendees: tuple[PersonRef, ...] | None = fact("Who attended", example="[c-rao, t-solano]")
    outcome: LongText | None = fact("Outcome")


class HealthCheck(Facts):
    """A check of one critical system."""

    date: Day | None = fact("Date", example="2027-03-19")
    app: ApplicationRef | None = fact("Application", example="filenest")
    result: LongText | None = fact("Result")
    by: MemberRef | None = fact("Who checked", example="t-haddad")


class ModelScore(Facts):
    """Precision and recall of the alert models."""

    precision: Ratio | None = fact("Share of alerts that were right", example="0.80", unit="0 to 1")
    recall: Ratio | None = fact("Share of faults that were alerted", example="0.80", unit="0 to 1")


class AlertModels(Facts):
    """How the alert models are judged, and how they did."""

    precision: Ratio | None = fact("Precision as measured", example="0.87", unit="0 to 1")
    recall: Ratio | None = fact("Recall as measured", example="0.82", unit="0 to 1")
    thresholds: ModelScore | None = fact("Scores that must be reached")


class Extension(Facts):
    """A step by which hypercare is prolonged."""

    days: Count | None = fact("Days added", example="7", unit="days")
    until: Day | None = fact("New last day", example="2027-04-21")
    reason: LongText | None = fact("Why")
    recovery_plan: LongText | None = fact("What is done in that time")
    agreed_by: PersonRef | None = fact("Who agreed to it", example="c-wills")
    agreed_on: Day | None = fact("When it was agreed", example="2027-04-14")


class Signoff(Facts):
    """The client's word that hypercare is over."""

    by: PersonRef | None = fact("Who signed", example="c-wills")
    date: Day | None = fact("When", example="2027-04-14")
    conditions: tuple[LongText, ...] | None = fact("Conditions")


class Hypercare(Facts):
    """Close care after go-live."""

    start: Day | None = fact("First day; go-live when left out", example="2027-03-16")
    end: Day | None = fact("Last day; computed when left out", example="2027-04-14")
    p1_response: Length | None = fact("Response to a P1", example="15m")
    p1_clock: P1Clock | None = fact("Hours in which that response is owed", example="24x7")
    named_engineer: MemberRef | None = fact(
        "Engineer for this client", example="t-patel", stage="S6", owner="onboarding_lead"
    )
    backup_engineer: MemberRef | None = fact(
        "Who stands in", example="t-haddad", stage="S6", owner="onboarding_lead"
    )
    channel: Text | None = fact(
        "Channel for escalations", example="Teams: HWP hypercare", owner="onboarding_lead"
    )
    standups: tuple[Standup, ...] | None = fact("Stand-ups of the first week")
    reviews: tuple[ProgressReview, ...] | None = fact("Weekly reviews")
    health_checks: tuple[HealthCheck, ...] | None = fact("Checks of the critical systems")
    ai: AlertModels | None = fact("Alert models")
    weekly: Weekly | None = fact("Tickets by week and priority", stage="S7", owner="service_desk_lead")
    p1_record: tuple[P1Record, ...] | None = fact("Each P1 ticket (write [] for none)")
    csat: Satisfaction | None = fact("Survey of users", stage="S7", owner="onboarding_lead")
    docs: Published | None = fact("Documents in the knowledge base", stage="S7", owner="onboarding_lead")
    training: DeskTraining | None = fact(
        "Training of the service desk", stage="S7", owner="service_desk_lead"
    )
    issues: tuple[DeploymentIssue, ...] | None = fact(
        "Issues of the deployment (write [] for none)", stage="S7", owner="onboarding_lead"
    )
    exit: Exit | None = fact("The seven exit criteria", stage="S7", owner="onboarding_lead")
    extension: tuple[Extension, ...] | None = fact("Steps by which it was prolonged (write [] for none)")
    signoff: Signoff | None = fact("Sign-off of hypercare")
