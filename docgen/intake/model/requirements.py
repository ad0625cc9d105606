"""What the client wants: pain points, growth, support needs, objectives, and the discovery that asks for more."""

from __future__ import annotations

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Clock, Day
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Count, Flag, Scale5
from docgen.intake.model.parties import DayWindow
from docgen.intake.model.refs import ContactRef, MemberRef, PersonRef, SiteRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Text

SupportChannel = Annotated[Literal["phone", "email", "portal", "chat"], CHOICE]
SessionMode = Annotated[Literal["onsite", "remote"], CHOICE]
DiscoveryDomain = Annotated[Literal["network_infrastructure", "security_compliance", "requirements"], CHOICE]
DiscoveryMethod = Annotated[Literal["tool", "workshop", "document"], CHOICE]


class PainPoint(Facts):
    """What hurts today."""

    rank: Count | None = fact("Place in the client's own order, 1 worst", example="1")
    text: LongText | None = fact("What hurts", stage="S1", owner="account_manager")
    effect: LongText | None = fact("What it costs the business")
    owner: ContactRef | None = fact("Who feels it", example="c-rao")


class NewOffice(Facts):
    """An office that opens or closes."""

    name: Text | None = fact("Name of the office", example="Bendigo")
    expected: Day | None = fact("When", example="2028-02-01")
    users: Count | None = fact("People there", example="12", unit="people")
    closing: Flag | None = fact("Does it close?", example="false")


class Growth(Facts):
    """How the client expects to change."""

    headcount_12m: Count | None = fact("People in twelve months", example="140", unit="people")
    headcount_24m: Count | None = fact("People in two years", example="150", unit="people")
    new_offices: tuple[NewOffice, ...] | None = fact("Offices that open or close")
    m_and_a: LongText | None = fact("Mergers and acquisitions in view")


class VipUser(Facts):
    """A user whose faults come first."""

    name: Text | None = fact("Full name", example="Dana Wills")
    email: Email | None = fact("E-mail address", example="dana.wills@hwp.example")
    reason: LongText | None = fact("Why this user comes first")


class SupportNeeds(Facts):
    """How and when users need help."""

    tickets_per_month: Count | None = fact("Tickets in a month today", example="165", unit="tickets")
    peak_hours: tuple[DayWindow, ...] | None = fact("Hours with the most calls")
    vip_users: tuple[VipUser, ...] | None = fact("Users whose faults come first")
    languages: tuple[Text, ...] | None = fact("Languages of the users", example="[English]")
    channels: tuple[SupportChannel, ...] | None = fact("Channels that users want", example="[phone, email]")
    after_hours_need: LongText | None = fact("Need for help outside business hours")


class Requirements(Facts):
    """What the client wants."""

    pain_points: tuple[PainPoint, ...] | None = fact(
        "What hurts today, worst first", stage="S1", owner="account_manager"
    )
    keeps_awake: LongText | None = fact("What keeps the sponsor awake")
    growth: Growth | None = fact("How the client expects to change")
    support: SupportNeeds | None = fact("How and when users need help")


class Session(Facts):
    """A discovery session."""

    id: Id | None = fact("Id of the session", example="ds-1")
    topic: Text | None = fact("Topic", example="Security and compliance workshop")
    domain: DiscoveryDomain | None = fact(
        "Part of the discovery that it serves", example="security_compliance"
    )
    date: Day | None = fact("Date", example="2027-02-10")
    start: Clock | None = fact("Start, in the client's time", example="14:00")
    duration: Length | None = fact("Length", example="150m")
    mode: SessionMode | None = fact("On site or remote", example="onsite")
    site: SiteRef | None = fact("Site", example="mel")
    facilitator: MemberRef | None = fact("Who leads it", example="t-tan")
    attendees: tuple[PersonRef, ...] | None = fact("Who attends", example="[c-lind, c-cole]")
    prework: LongText | None = fact("What to bring")


class Discovery(Facts):
    """The discovery, as far as the kickoff plans it."""

    due: Day | None = fact("Day by which discovery is signed off", example="2027-02-12")
    methods: Keyed[DiscoveryDomain, DiscoveryMethod] | None = fact("How each part is discovered")
    sessions: tuple[Session, ...] | None = fact("Sessions", owner="solutions_architect")


class Objective(Facts):
    """What the client wants to achieve with the service."""

    id: Id | None = fact("Id of the objective", example="obj-1")
    statement: Text | None = fact("The objective", example="Provable recovery")
    outcome: LongText | None = fact("What will be true then")
    why_now: LongText | None = fact("Why it matters now")
    priority: Scale5 | None = fact("Place in the order, 1 first", example="1")
    owner_client: ContactRef | None = fact("Who owns it at the client", example="c-rao")
    owner_provider: MemberRef | None = fact("Who owns it at the provider", example="t-brook")
    due: Day | None = fact("By when", example="2027-06-15")
    initiatives: tuple[LongText, ...] | None = fact("What is done for it")


class Success(Facts):
    """Objectives of the client."""

    objectives: tuple[Objective, ...] | None = fact("Objectives", owner="account_manager")
