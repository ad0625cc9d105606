"""People: the client's contacts and the provider's team."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Day, Zone
from docgen.intake.model.figures import Amount, Count, Flag, Percent, Scale5
from docgen.intake.model.refs import ContactRef, MemberRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Phone, Text
from docgen.intake.model.words import ApprovalKind, ContactRole, Stage, TeamRole

ContactChannel = Annotated[Literal["email", "phone", "chat", "teams", "slack", "portal", "sms"], CHOICE]


class Authority(Facts):
    """What a contact may approve."""

    approve: tuple[ApprovalKind, ...] | None = fact(
        "What this person may approve", example="[design, sla]", stage="S1 C2", owner="executive_sponsor"
    )
    spend_limit: Amount | None = fact(
        "Up to what amount", example="25000.00", unit="contract currency, ex tax"
    )
    delegate: ContactRef | None = fact("Who approves in this person's place", example="c-rao")


class Contact(Facts):
    """A person at the client."""

    id: Id | None = fact("Id of the person, used wherever the person is named", example="c-wills")
    name: Text | None = fact("Full name", example="Dana Wills", stage="S1 C1", owner="account_manager")
    title: Text | None = fact("Job title", example="Managing Partner", stage="S1 C1", owner="account_manager")
    org: Text | None = fact(
        "Organisation, where it is not the client itself", example="Harrow Wills Superannuation Pty Ltd"
    )
    email: Email | None = fact(
        "E-mail address", example="dana.wills@hwp.example", stage="S1 C1", owner="account_manager"
    )
    phone: Phone | None = fact(
        "Phone number", example="+61 3 5550 1201", stage="S1 C1", owner="account_manager"
    )
    mobile: Phone | None = fact("Mobile number", example="+61 491 570 156")
    after_hours: Flag | None = fact("Reachable outside service hours?", example="true")
    escalation_order: Count | None = fact("Place in the order of escalation, 1 first", example="1")
    tz: Zone | None = fact("Time zone, where it is not the client's", example="Australia/Melbourne")
    preferred_channel: ContactChannel | None = fact("Channel that this person prefers", example="phone")
    success_definition: LongText | None = fact(
        "What success means to this person", example="Nobody waits for IT in tax season"
    )
    roles: tuple[ContactRole, ...] | None = fact(
        "Roles of this person", example="[executive_sponsor]", stage="S1 C1", owner="account_manager"
    )
    authority: Authority | None = fact("What this person may approve")
    influence: Scale5 | None = fact(
        "Influence, 1 low to 5 high", example="5", unit="level of 5", internal=True
    )
    support: Scale5 | None = fact(
        "Support for the change, 1 low to 5 high", example="4", unit="level of 5", internal=True
    )
    sentiment: LongText | None = fact(
        "How this person feels about it", example="Would rather have kept the old provider", internal=True
    )


class Member(Facts):
    """A person of the provider's team."""

    id: Id | None = fact("Id of the person, used wherever the person is named", example="t-solano")
    name: Text | None = fact("Full name", example="Mira Solano", stage="S1 C1", owner="onboarding_lead")
    role: TeamRole | None = fact(
        "Role in the team", example="onboarding_lead", stage="S1 C1", owner="onboarding_lead"
    )
    email: Email | None = fact("E-mail address", example="mira.solano@asi-ai.example")
    phone: Phone | None = fact("Phone number", example="+61 3 5550 0112")
    allocation_override: Keyed[Stage, Percent] | None = fact(
        "Share of working time by stage, where it differs from the playbook",
        example="{S4: 50, S5: 80}",
        unit="%",
    )
    backup: MemberRef | None = fact("Who stands in", example="t-voss")
    start: Day | None = fact("First day on this engagement", example="2027-02-02")
    end: Day | None = fact("Last day on this engagement", example="2027-04-20")
