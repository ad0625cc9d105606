"""What the client wants: pain points, growth, plans, support needs, requirements, objectives."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.figures import Count, Flag, Scale5
from docgen.intake.model.parties import DayWindow
from docgen.intake.model.refs import ContactRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Text

SupportChannel = Annotated[Literal["phone", "email", "portal", "chat", "walk_up"], CHOICE]
AfterHours = Annotated[Literal["never", "emergencies", "regular", "always"], CHOICE]
RoadmapKind = Annotated[Literal["migration", "upgrade", "new_system", "retirement", "relocation"], CHOICE]
AiUsage = Annotated[Literal["none", "trials", "assistants", "embedded", "models"], CHOICE]
AiAction = Annotated[
    Literal[
        "alert_only", "suggest", "restart_service", "disk_cleanup", "rerun_backup", "isolate_device",
        "disable_account", "scale_cloud",
    ],
    CHOICE,
]  # fmt: skip
PolicyState = Annotated[Literal["none", "draft", "approved", "approved_trained"], CHOICE]
RequirementKind = Annotated[
    Literal["functional", "non_functional", "security", "compliance", "operations"], CHOICE
]
Moscow = Annotated[Literal["must", "should", "could", "wont"], CHOICE]

_needed = partial(fact, stage="S2", owner="primary")


class PainPoint(Facts):
    """What hurts today."""

    rank: Count | None = fact("Place in the client's own order, 1 worst", example="1")
    text: LongText | None = fact(
        "What hurts", example="Restores have never been tried", stage="S1 C1", owner="account_manager"
    )
    effect: LongText | None = fact(
        "What it costs the business", example="A lost day costs about 60 billable hours"
    )
    owner: ContactRef | None = fact("Who feels it", example="c-rao")


class NewOffice(Facts):
    """An office that opens or closes."""

    name: Text | None = _needed("Name of the office", example="Bendigo")
    expected: Day | None = _needed("When", example="2028-02-01")
    users: Count | None = fact("People there", example="12", unit="people")
    closing: Flag | None = fact("Does it close?", example="false")


class Growth(Facts):
    """How the client expects to change."""

    headcount_12m: Count | None = _needed(
        "People in twelve months", example="140", unit="people", owner="executive_sponsor"
    )
    headcount_24m: Count | None = _needed(
        "People in two years", example="150", unit="people", owner="executive_sponsor"
    )
    new_offices: tuple[NewOffice, ...] | None = _needed(
        "Offices that open or close (write [] for none)", owner="executive_sponsor"
    )
    m_and_a: LongText | None = _needed(
        "Mergers and acquisitions in view, or none", example="none", owner="executive_sponsor"
    )


class RoadmapItem(Facts):
    """Technical work that the client plans."""

    item: Text | None = _needed("What is planned", example="Essential Eight ML2", owner="it_lead")
    kind: RoadmapKind | None = _needed("Kind of work", example="upgrade", owner="it_lead")
    target_date: Day | None = fact("By when", example="2027-12-17")
    impact_on_onboarding: LongText | None = fact(
        "What it means for the onboarding", example="None before hypercare ends"
    )


class AiReadiness(Facts):
    """How the client uses AI, and what it may be used for. Scales run from 1 low to 5 high."""

    current_usage: AiUsage | None = _needed("How AI is used today", example="trials", owner="it_lead")
    usage_note: LongText | None = fact("More on how it is used", example="18 Copilot pilots in tax")
    data_maturity: Scale5 | None = _needed(
        "How well kept the data is, 1 to 5", example="2", unit="level of 5", owner="it_lead"
    )
    appetite: Scale5 | None = _needed(
        "Appetite for automation, 1 to 5", example="4", unit="level of 5", owner="executive_sponsor"
    )
    approved_actions: tuple[AiAction, ...] | None = _needed(
        "What automation may do by itself (write [] for nothing)",
        example="[restart_service]",
        owner="it_lead",
    )
    prohibited_data: tuple[Text, ...] | None = _needed(
        "Data that no AI service may see (write [] for none)",
        example="[Client tax file numbers]",
        owner="compliance",
    )
    policy: PolicyState | None = fact("State of the client's AI policy", example="approved")
    policy_note: Text | None = fact("Since when, and by whom", example="Adopted on 18 February 2027")


class VipUser(Facts):
    """A user whose faults come first."""

    name: Text | None = _needed("Full name", example="Dana Wills")
    email: Email | None = _needed("E-mail address", example="dana.wills@hwp.example")
    reason: LongText | None = fact("Why this user comes first", example="Signs all lodgements")


class SupportNeeds(Facts):
    """How and when users need help."""

    tickets_per_month: Count | None = _needed(
        "Tickets in a month today", example="165", unit="tickets", owner="it_lead"
    )
    peak_hours: tuple[DayWindow, ...] | None = _needed("Hours with the most calls (write [] for none)")
    vip_users: tuple[VipUser, ...] | None = _needed("Users whose faults come first (write [] for none)")
    languages: tuple[Text, ...] | None = fact("Languages of the users", example="[English]")
    channels: tuple[SupportChannel, ...] | None = _needed(
        "Channels that users want", example="[phone, email]"
    )
    after_hours_need: AfterHours | None = _needed(
        "Need for help outside business hours", example="emergencies"
    )
    after_hours_note: LongText | None = fact("More on that need", example="P1 at any hour")


class Requirement(Facts):
    """One thing that the service must do."""

    id: Id | None = fact("Id of the requirement", example="REQ-01")
    text: LongText | None = fact(
        "What is required",
        example="Client data and all copies stay in Australia",
        stage="S3",
        owner="solutions_architect",
    )
    source: LongText | None = fact("Where it comes from", example="Workshop of 11 February")
    moscow: Moscow | None = fact(
        "How much it weighs: must, should, could, or won't this time",
        example="must",
        stage="S3",
        owner="solutions_architect",
    )
    kind: RequirementKind | None = fact("Kind of requirement", example="functional")
    measure: LongText | None = fact("What shows that it is met", example="Regions in the backup report")
    owner: ContactRef | None = fact("Who asked for it", example="c-rao")


class Requirements(Facts):
    """What the client wants."""

    pain_points: tuple[PainPoint, ...] | None = fact(
        "What hurts today, worst first", stage="S1 C1", owner="account_manager"
    )
    keeps_awake: LongText | None = _needed(
        "What keeps the sponsor awake", example="Losing client records in October", owner="executive_sponsor"
    )
    growth: Growth | None = _needed("How the client expects to change", owner="executive_sponsor")
    roadmap: tuple[RoadmapItem, ...] | None = _needed(
        "Technical work that is planned (write [] for none)", owner="it_lead"
    )
    ai: AiReadiness | None = _needed("Use of AI today, and its limits", owner="it_lead")
    support: SupportNeeds | None = _needed("How and when users need help")
    items: tuple[Requirement, ...] | None = fact("Requirements", stage="S3", owner="solutions_architect")
