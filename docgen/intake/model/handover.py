"""Kickoff, handoff, actions, and what was acknowledged or overridden."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Clock, Day
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Count
from docgen.intake.model.refs import FieldPath, PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import ItemStatus, TeamRole

HandoffDecision = Annotated[Literal["accepted", "conditional", "returned"], CHOICE]


class AgendaItem(Facts):
    """A line of an agenda."""

    topic: LongText | None = fact("Topic", example="Welcome and introductions")
    minutes: Count | None = fact("Minutes", example="10", unit="minutes")
    lead: PersonRef | None = fact("Who leads it", example="t-solano")


class Kickoff(Facts):
    """The kickoff meeting."""

    start_time: Clock | None = fact(
        "Start, in the client's time", example="10:00", stage="S1 C2", owner="onboarding_lead"
    )
    duration: Length | None = fact("Length", example="60m")
    place: Text | None = fact("Where it is held", example="Melbourne CBD and Teams")
    attendees: tuple[PersonRef, ...] | None = fact(
        "Who attends", example="[c-wills, t-solano]", stage="S1 C2", owner="onboarding_lead"
    )
    agenda: tuple[AgendaItem, ...] | None = fact("Agenda, where it differs from the playbook's")
    minutes_ref: Text | None = fact("Number of the minutes", example="HWP-MIN-001")


class ChecklistEntry(Facts):
    """Who owes a line of the checklist, and by when."""

    owner: PersonRef | None = fact("Who owes it", example="t-fenn")
    due: Day | None = fact("By when", example="2027-02-03")
    evidence: Text | None = fact("Where the proof is filed", example="HWP-HOF-H1")
    note: LongText | None = fact("Remark", example="Signed copy follows by post")


class Signature(Facts):
    """One signature."""

    role: TeamRole | None = fact("Role that signs", example="onboarding_lead")
    by: PersonRef | None = fact("Who signed", example="t-solano")
    date: Day | None = fact("When", example="2027-02-04")


class Handoff(Facts):
    """The handoff from Sales to Delivery."""

    decision: HandoffDecision | None = fact("Decision of the Onboarding Lead", example="accepted")
    conditions: tuple[LongText, ...] | None = fact(
        "Conditions of the decision", example="[Purchase order before discovery starts]"
    )
    checklist: Keyed[Id, ChecklistEntry] | None = fact(
        "Owners and dates of the checklist's lines", example="{H1: {owner: t-fenn, due: 2027-02-03}}"
    )
    signed: tuple[Signature, ...] | None = fact("Signatures")


class Action(Facts):
    """Something that someone must do."""

    id: Id | None = fact("Id of the action", example="ac-1")
    text: LongText | None = fact("What is to be done", example="Ask the registrar for the transfer code")
    owner: PersonRef | None = fact("Who does it", example="c-lind")
    due: Day | None = fact("By when", example="2027-02-05")
    status: ItemStatus | None = fact("How far it is", example="open")
    source: Text | None = fact("Where it came up", example="Kickoff")


class Acknowledgement(Facts):
    """A warning that someone has looked at and accepts."""

    rule: Id | None = fact("Rule that warned", example="SLA-16")
    path: FieldPath | None = fact("What it warned about", example="applications[filenest].rto")
    reason: LongText | None = fact(
        "Why it is accepted", example="The recovery runbook was tried within the time"
    )
    by: PersonRef | None = fact("Who accepts it", example="c-wills")
    date: Day | None = fact("When", example="2027-02-22")


class Override(Facts):
    """A figure of the playbook that this engagement changes."""

    path: Text | None = fact("Path of the figure in the playbook", example="stages.S6.hypercare.days")
    value: Text | None = fact("New figure", example="45")
    reason: LongText | None = fact("Why it is changed", example="The client asked for a longer watch")
    by: PersonRef | None = fact("Who changed it", example="t-hale")
    date: Day | None = fact("When", example="2027-02-22")
