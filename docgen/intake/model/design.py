"""The solution design: what is built, what it rests on, what was decided, and what it answers."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.design_network import Change, TargetCloud, TargetNetwork
from docgen.intake.model.design_operations import AiOperations, Migration, Monitoring, ServiceDeskPlan
from docgen.intake.model.design_recovery import BackupPlan, RecoveryPlan
from docgen.intake.model.design_refs import CloudRegionRef, RiskRef, TracedRef
from docgen.intake.model.design_security import ControlMap, TargetSecurity
from docgen.intake.model.figures import Amount, Count, Growth, Quantity
from docgen.intake.model.refs import ApplicationRef, ContactRef, PersonRef, SiteRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.systems import ServerPlatform, StorageKind
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import Gate, Visibility

AssumptionStatus = Annotated[Literal["open", "confirmed", "failed"], CHOICE]
DependencyStatus = Annotated[Literal["open", "met", "missed"], CHOICE]
DecisionStatus = Annotated[Literal["proposed", "approved", "superseded", "rejected"], CHOICE]
Period = Annotated[Literal["month", "quarter", "year"], CHOICE]

_needed = partial(fact, stage="S3", owner="solutions_architect")


class Principle(Facts):
    """A rule that the design follows throughout."""

    id: Id | None = fact("Id of the principle", example="pr-1")
    text: Text | None = _needed("The principle", example="The client owns every account")
    rationale: LongText | None = fact("Why", example="The client must be able to leave with everything")


class BeforeAfter(Facts):
    """One line of the comparison of today with the design."""

    what: Text | None = _needed("What is compared", example="Work that FileNest may lose")
    before: Text | None = _needed("Today", example="Up to a day")
    after: Text | None = _needed("In the design", example="40 minutes at worst")


class Assumption(Facts):
    """What the design takes to be so."""

    id: Id | None = fact("Id of the assumption", example="as-1")
    text: LongText | None = _needed(
        "What is taken to be so", example="The registrar account is released before cutover"
    )
    owner: PersonRef | None = _needed("Who finds out", example="t-haddad")
    validate_by: Day | None = _needed("By when", example="2027-03-02")
    status: AssumptionStatus | None = fact("State", example="confirmed")


class Constraint(Facts):
    """What the design has to keep to."""

    id: Id | None = fact("Id of the constraint", example="co-1")
    text: LongText | None = _needed("What has to be kept to", example="No change in the lodgement weeks")
    source: Text | None = fact("Who sets it", example="The partners")


class Dependency(Facts):
    """What others have to do first."""

    id: Id | None = fact("Id of the dependency", example="de-1")
    text: LongText | None = _needed("What has to be done", example="The mobile line is installed at Geelong")
    party: Text | None = fact("Who has to do it", example="Coastal Mobile")
    owner: PersonRef | None = _needed("Who sees to it", example="t-voss")
    due: Day | None = _needed("By when", example="2027-03-09")
    status: DependencyStatus | None = fact("State", example="met")


class TargetServer(Facts):
    """A server of the design."""

    id: Id | None = fact("Id of the server", example="s-sql")
    name: Text | None = _needed("Name of the server", example="AZ-SQL01")
    platform: ServerPlatform | None = _needed("Physical, virtual or in a cloud", example="cloud")
    os: Text | None = fact("Operating system", example="Windows Server 2025")
    role: Text | None = _needed("What it does", example="FileNest database")
    size: Text | None = fact("Size", example="8 cores, 64 GB")
    site: SiteRef | None = fact("Site that it is at", example="gee")
    region: CloudRegionRef | None = fact("Cloud region that it is in", example="ase")
    replaces: Text | None = fact("Server that it takes the place of", example="MEL-SQL01")
    change: Change | None = fact("What happens to it", example="new")


class TargetStorage(Facts):
    """Storage of the design."""

    id: Id | None = fact("Id of the storage", example="ds-az")
    name: Text | None = fact("What it is", example="Azure Files and managed disks")
    kind: StorageKind | None = _needed("Kind of storage", example="cloud")
    usable_tb: Quantity | None = _needed("Room for data", example="8.0", unit="TB")
    used_tb: Quantity | None = _needed("Room that is taken at go-live", example="2.6", unit="TB")
    growth_pct_year: Growth | None = _needed("Growth in a year", example="22", unit="%")


class ApplicationChange(Facts):
    """What the design changes for one application."""

    app: ApplicationRef | None = fact("Application", example="filenest")
    runs_on: Text | None = fact("Where it runs", example="AZ-APP01 and AZ-SQL01")
    change: LongText | None = fact("What changes", example="Moves to Azure, version kept")


class Option(Facts):
    """A way that was considered."""

    name: Text | None = _needed("The way", example="Log backup every 30 minutes")
    for_: LongText | None = fact("What speaks for it", example="No new product", alias="for")
    against: LongText | None = fact("What speaks against it", example="Copies can still be deleted")


class DesignDecision(Facts):
    """A decision with its reasons, so that nobody has to ask again."""

    id: Id | None = fact("Id of the decision", example="DD-01")
    title: Text | None = _needed("What is decided", example="How FileNest is backed up")
    context: LongText | None = _needed("What made it necessary", example="A day of work could be lost")
    options: tuple[Option, ...] | None = _needed("Ways that were considered")
    decision: LongText | None = _needed("What was chosen", example="Log backup every 30 minutes")
    rationale: LongText | None = fact("Why", example="Meets the hour with room to spare")
    consequences: LongText | None = _needed("What follows from it", example="A larger vault, 410 a month")
    status: DecisionStatus | None = _needed("State", example="approved")
    approver: ContactRef | None = _needed("Who decided", example="c-wills")
    date: Day | None = fact("When it was decided", example="2027-02-22")


class BillLine(Facts):
    """A line of the bill of materials. Amounts are totals of the line, not per unit."""

    id: Id | None = fact("Id of the line", example="bm-1")
    item: Text | None = fact("What is bought", example="Security keys")
    qty: Count | None = fact("How many", example="26", unit="the line's own unit")
    unit: Text | None = fact("Unit", example="each")
    one_off: Amount | None = fact("Cost once", example="2028.00", unit="contract currency, ex tax")
    recurring: Amount | None = fact(
        "Cost each period", example="0.00", unit="contract currency per period, ex tax"
    )
    period: Period | None = fact("Period of that cost", example="month")
    visibility: Visibility | None = fact("May the client's documents show it?", example="client")


class Trace(Facts):
    """Where the design answers a requirement or a finding, and which gate proves it."""

    id: TracedRef | None = fact("Requirement or finding", example="REQ-02")
    section: Text | None = fact("Section of the design", example="8.2")
    gate: Gate | None = fact("Test gate that proves it", example="T6")
    accepted_risk: RiskRef | None = fact("Risk that accepts it instead", example="R-03")
    note: LongText | None = fact("How it is answered", example="Immutable copies, tried every quarter")


class Term(Facts):
    """A word that readers may not know."""

    term: Text | None = fact("Word", example="RPO")
    meaning: LongText | None = fact("What it means here", example="Most work that may be lost")


class Standard(Facts):
    """A setting that everything of a kind follows."""

    area: Text | None = fact("What it is about", example="Workstations")
    setting: LongText | None = fact("The setting", example="Encrypted, no local administrators")
    source: Text | None = fact("Where it comes from", example="Hardening baseline 2027.1")


class Design(Facts):
    """The design of the service."""

    summary: LongText | None = _needed(
        "The design for a reader with two minutes",
        example="FileNest moves to Azure, and every copy can be restored within its time",
    )
    context: LongText | None = fact(
        "The business that the design serves, and what surrounds it",
        example="A firm whose year peaks from July to October",
    )
    principles: tuple[Principle, ...] | None = fact("Rules that the design follows")
    before_after: tuple[BeforeAfter, ...] | None = fact("Today compared with the design")
    decisions_needed: tuple[LongText, ...] | None = fact(
        "What the approvers are asked to decide", example="[Which line Geelong gets as its second]"
    )
    in_scope: tuple[Text, ...] | None = _needed("What is designed", example="[Network of both offices]")
    out_of_scope: tuple[Text, ...] | None = _needed("What is not (write [] for nothing)", example="[Website]")
    assumptions: tuple[Assumption, ...] | None = _needed("Assumptions (write [] for none)")
    constraints: tuple[Constraint, ...] | None = _needed("Constraints (write [] for none)")
    dependencies: tuple[Dependency, ...] | None = _needed("Dependencies (write [] for none)")
    network: TargetNetwork | None = _needed("The target network")
    cloud: TargetCloud | None = _needed("The target cloud")
    security: TargetSecurity | None = _needed("The security architecture", owner="security_engineer")
    compliance_map: tuple[ControlMap, ...] | None = fact("Controls by obligation")
    servers: tuple[TargetServer, ...] | None = _needed("Servers of the design (write [] for none)")
    storage: tuple[TargetStorage, ...] | None = _needed("Storage of the design (write [] for none)")
    applications: tuple[ApplicationChange, ...] | None = fact("What changes for the applications")
    monitoring: Monitoring | None = _needed("What is watched", owner="ai_ml_engineer")
    backup: BackupPlan | None = _needed("Backup")
    dr: RecoveryPlan | None = _needed("Recovery")
    service_desk: ServiceDeskPlan | None = _needed("The service desk", owner="service_desk_lead")
    ai: AiOperations | None = _needed("AI operations", owner="ai_ml_engineer")
    decisions: tuple[DesignDecision, ...] | None = _needed("Design decisions")
    migration: tuple[Migration, ...] | None = fact("Data that moves")
    trace: tuple[Trace, ...] | None = _needed("Where each requirement and finding is answered")
    risks: tuple[RiskRef, ...] | None = fact(
        "Risks that the design shows; all that clients may see when left out", example="[R-01, R-03]"
    )
    bom: tuple[BillLine, ...] | None = fact("Bill of materials")
    standards: tuple[Standard, ...] | None = fact("Settings that everything of a kind follows")
    glossary: tuple[Term, ...] | None = fact("Words that readers may not know")
