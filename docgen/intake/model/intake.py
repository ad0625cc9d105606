"""The whole intake: one client's facts."""

from typing import Annotated

from docgen.intake.model.applications import Application
from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.bau import Bau
from docgen.intake.model.compliance import Compliance
from docgen.intake.model.deployment import Deployment
from docgen.intake.model.design import Design
from docgen.intake.model.discovery import Discovery
from docgen.intake.model.document import ArtefactCode, DocumentState
from docgen.intake.model.engagement import Contract, Engagement, Sales
from docgen.intake.model.environment import Environment
from docgen.intake.model.go_live import GoLive, Hypercare
from docgen.intake.model.handover import Acknowledgement, Action, Handoff, Kickoff, Override
from docgen.intake.model.integrations import Integration
from docgen.intake.model.notes import FactNote
from docgen.intake.model.parties import Client, Provider
from docgen.intake.model.people import Contact, Member
from docgen.intake.model.plan import Plan, Risk
from docgen.intake.model.raci import Responsibilities
from docgen.intake.model.refs import FieldPath
from docgen.intake.model.requirements import Requirements
from docgen.intake.model.scalar import Scalar, choose, expect_text
from docgen.intake.model.security import Security
from docgen.intake.model.sites import Calendar, Incumbent, Site
from docgen.intake.model.sla import Sla
from docgen.intake.model.success import Assignment, Success
from docgen.intake.model.texts import Text, Version

PLAYBOOKS = ("managed_services", "customer_success")


def playbook_name(value: object) -> str:
    """Return the name of a built-in playbook, or the path of a playbook file (it ends in .yaml or .yml)."""
    text = expect_text(value, "the name of a playbook, such as managed_services")
    return text if text.endswith((".yaml", ".yml")) else choose(text, PLAYBOOKS)


PlaybookName = Annotated[
    str,
    Scalar(
        playbook_name,
        {"anyOf": [{"enum": list(PLAYBOOKS)}, {"type": "string", "pattern": r"\.ya?ml$"}]},
    ),
]


class Intake(Facts):
    """One client's facts. Absent means not asked; an empty list means none."""

    schema_version: Version | None = fact("Version of this file's format", example="1.0")
    playbook: PlaybookName = fact(
        "Delivery process, or the path of its file", example="managed_services", default=...
    )
    group: Text | None = fact(
        "Group of clients whose facts it shares, as docgen.yaml names it", example="wave-1", internal=True
    )
    provider: Provider | None = fact("Who onboards the client", stage="S1 C1", owner="account_manager")
    client: Client = fact("Who is onboarded", default=...)
    engagement: Engagement | None = fact(
        "What was sold, and by when it must run", stage="S1 C1", owner="account_manager"
    )
    contract: Contract | None = fact("Commercial terms", stage="S1 C1", owner="account_manager")
    sales: Sales | None = fact("What Sales knows and promised", stage="S1 C1", owner="account_manager")
    contacts: tuple[Contact, ...] | None = fact(
        "People at the client", stage="S1 C1", owner="account_manager"
    )
    team: tuple[Member, ...] | None = fact(
        "People of the provider's team", stage="S1 C1", owner="onboarding_lead"
    )
    sites: tuple[Site, ...] | None = fact("Where people work", stage="S1", owner="primary")
    calendar: Calendar | None = fact("Business days and holidays", stage="S1 C1", owner="onboarding_lead")
    incumbent: Incumbent | None = fact("Who provides the service today", stage="S1", owner="account_manager")
    compliance: Compliance | None = fact(
        "Laws and standards that bind the client", stage="S1", owner="compliance"
    )
    environment: Environment | None = fact("What the client runs today", stage="S2", owner="it_lead")
    security: Security | None = fact("How well the client is protected", stage="S2", owner="it_lead")
    applications: tuple[Application, ...] | None = fact(
        "Applications that the business runs on", stage="S1", owner="it_lead"
    )
    integrations: tuple[Integration, ...] | None = fact(
        "Flows of data between applications (write [] for none)", stage="S2 C3", owner="it_lead"
    )
    requirements: Requirements | None = fact("What the client wants", stage="S1 C1", owner="account_manager")
    discovery: Discovery | None = fact("The technical discovery", stage="S2", owner="solutions_architect")
    design: Design | None = fact("The design of the service", stage="S3", owner="solutions_architect")
    sla: Sla | None = fact(
        "Service levels, where they differ from the tier's", stage="S3", owner="solutions_architect"
    )
    plan: Plan | None = fact("The plan", owner="project_manager")
    risks: tuple[Risk, ...] | None = fact(
        "Risks, assumptions, issues and dependencies (write [] for none)", stage="S1", owner="onboarding_lead"
    )
    deployment: Deployment | None = fact(
        "What was deployed, and what shows that it works", stage="S5", owner="project_manager"
    )
    go_live: GoLive | None = fact("The cutover", owner="project_manager")
    hypercare: Hypercare | None = fact("Close care after go-live", owner="onboarding_lead")
    bau: Bau | None = fact("The handover to run-state service", stage="S7", owner="onboarding_lead")
    csm_assignment: Assignment | None = fact(
        "Who was given the client, and why", stage="C1", owner="account_manager"
    )
    success: Success | None = fact(
        "What the client wants to reach, and how it is measured", stage="C1", owner="account_manager"
    )
    raci: Responsibilities | None = fact("Who does what, where it differs from the playbook")
    kickoff: Kickoff | None = fact("The kickoff meeting", stage="S1 C2", owner="onboarding_lead")
    handoff: Handoff | None = fact("The handoff from Sales to Delivery", owner="onboarding_lead")
    actions: tuple[Action, ...] | None = fact("What someone must do")
    acknowledge: tuple[Acknowledgement, ...] | None = fact("Warnings that are accepted")
    overrides: tuple[Override, ...] | None = fact("Figures of the playbook that this engagement changes")
    facts: Keyed[FieldPath, FactNote] | None = fact("What is known about values, by path")
    documents: Keyed[ArtefactCode, DocumentState] | None = fact("State of each document, by code")
