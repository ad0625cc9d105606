"""Go-live and the weeks after it."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Clock, Day, LocalDateTime, Offset, Zone
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


_planned = partial(fact, stage="S4", owner="project_manager")
_prepared = partial(fact, stage="S5", owner="project_manager")
_decided = partial(fact, stage="S6", owner="project_manager")


class Wave(Facts):
    """Sites that go live together."""

    id: Id | None = fact("Id of the wave", example="w1")
    sites: tuple[SiteRef, ...] | None = fact("Sites of the wave", example="[mel, gee]")
    date: Day | None = fact("Go-live of the wave", example="2027-03-16")


class Vote(Facts):
    """One person's word on going live."""

    by: PersonRef | None = _decided("Who votes", example="c-lind")
    vote: Decision | None = _decided("For or against", example="go")
    at: LocalDateTime | None = fact("When", example="2027-03-15T16:00 Australia/Melbourne")
    note: LongText | None = fact("Remark", example="The search index is still being rebuilt")


class CutoverStep(Facts):
    """A step of the cutover, counted from the start of its window."""

    n: Count | None = _prepared("Number of the step", example="4")
    offset: Offset | None = _prepared(
        "When it starts, after the start of the window", example="+01:00", unit="hours and minutes"
    )
    action: LongText | None = _prepared("What is done", example="Move mail routing to the new gateway")
    owner: PersonRef | None = _prepared("Who does it", example="t-haddad")
    minutes: Count | None = _prepared("Time that it takes", example="45", unit="minutes")
    verify: LongText | None = _prepared("What shows that it worked", example="Mail in, out and inside")
    rollback: LongText | None = _prepared("How it is undone", example="Routing back (10 minutes)")
    point_of_no_return: Flag | None = fact("Is there no way back after it?", example="false")


class GoLiveRollback(Facts):
    """The way back from the cutover."""

    trigger: LongText | None = _prepared("When it is taken", example="No mail flow at the hold point")
    minutes: Count | None = _prepared("Time that it takes", example="120", unit="minutes")
    latest_start: LocalDateTime | None = _prepared(
        "Last moment at which it can start", example="2027-03-16T01:55 Australia/Melbourne"
    )
    owner: PersonRef | None = _prepared("Who decides to take it", example="t-solano")
    tested_on: Day | None = fact("When it was tried", example="2027-03-11")
    untested_reason: LongText | None = fact(
        "Why it was not tried", example="The old gateway cannot run beside the new one"
    )


class UserMessage(Facts):
    """A message to users about the go-live."""

    date: Day | None = _prepared("When it goes out", example="2027-03-10")
    audience: Text | None = _prepared("Who gets it", example="users")
    channel: Text | None = _prepared("How", example="E-mail and posters")
    text: LongText | None = _prepared("What it says", example="Desk cards and the new number")


class Channels(Facts):
    """How users get help from go-live on."""

    phone: Phone | None = fact("Phone number", example="+61 3 5550 0100")
    email: Email | None = fact("E-mail address", example="hwp@help.asi-ai.example")
    portal: Url | None = fact("Web address", example="https://help.asi-ai.example/hwp")
    chat: Text | None = fact("Chat channel", example="Teams: ASI Help")


class GoLive(Facts):
    """The cutover."""

    date: Day | None = _planned("Day of go-live", example="2027-03-16")
    time: Clock | None = _planned("Time of go-live", example="06:00")
    tz: Zone | None = fact("Time zone of go-live; the client's when left out", example="Australia/Melbourne")
    window: WindowRef | None = fact("Window in which the cutover is made", example="w-cut")
    approach: Approach | None = fact("All at once, in waves, or with a pilot", example="big_bang")
    waves: tuple[Wave, ...] | None = _planned("Waves, first to last")
    hypercare_from: HypercareAnchor | None = fact("Wave from which hypercare counts", example="last_wave")
    votes: tuple[Vote, ...] | None = _decided("Votes on going live")
    decision: Decision | None = _decided("Decision to go live", example="go")
    cutover_steps: tuple[CutoverStep, ...] | None = _prepared("Steps of the cutover, in order")
    rollback: GoLiveRollback | None = _prepared("The way back")
    user_comms: tuple[UserMessage, ...] | None = _prepared("Messages to users (write [] for none)")
    channels: Channels | None = _decided("How users get help from go-live on", owner="service_desk_lead")


class Standup(Facts):
    """A daily stand-up of the first week."""

    date: Day | None = fact("Date", example="2027-03-16")
    held: Flag | None = fact("Was it held?", example="true")
    attendees: tuple[PersonRef, ...] | None = fact("Who attended", example="[c-lind, t-solano]")
    notes: LongText | None = fact("What was said", example="31 calls before noon, most about passkeys")


class ProgressReview(Facts):
    """A weekly review."""

    date: Day | None = fact("Date", example="2027-03-23")
    held: Flag | None = fact("Was it held?", example="true")
    attendees: tuple[PersonRef, ...] | None = fact("Who attended", example="[c-rao, t-solano]")
    outcome: LongText | None = fact("Outcome", example="Two actions closed, one new")


class HealthCheck(Facts):
    """A check of one critical system."""

    date: Day | None = fact("Date", example="2027-03-19")
    app: ApplicationRef | None = fact("Application", example="filenest")
    result: LongText | None = fact("Result", example="Index rebuilt, no errors")
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
    reason: LongText | None = fact("Why", example="Two weeks in a row were not reached")
    recovery_plan: LongText | None = fact(
        "What is done in that time", example="A second analyst on the early shift"
    )
    agreed_by: PersonRef | None = fact("Who agreed to it", example="c-wills")
    agreed_on: Day | None = fact("When it was agreed", example="2027-04-14")


class Signoff(Facts):
    """The client's word that hypercare is over."""

    by: PersonRef | None = fact("Who signed", example="c-wills")
    date: Day | None = fact("When", example="2027-04-14")
    conditions: tuple[LongText, ...] | None = fact(
        "Conditions", example="[The search index is watched for a month]"
    )


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
