"""The handover to run-state service: what the service team receives, and what stays within the provider."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.figures import Count, Quantity, Ratio
from docgen.intake.model.handover import Signature
from docgen.intake.model.hypercare import IssueSeverity
from docgen.intake.model.refs import ActionRef, ApplicationRef, ContactRef, MemberRef, PersonRef, SiteRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Email, Id, LongText, Phone, SecretRef, Text
from docgen.intake.model.words import Cadence, Stage, TeamRole

GovernanceKind = Annotated[
    Literal[
        "service_review",
        "qbr",
        "sla_report",
        "dr_test",
        "restore_test",
        "access_review",
        "essential_eight_assessment",
        "licence_true_up",
        "contract",
    ],
    CHOICE,
]
Meeting = Annotated[Literal["service_review", "sla_report", "qbr"], CHOICE]
DocumentType = Annotated[
    Literal[
        "architecture",
        "as_built",
        "runbooks",
        "known_issues",
        "preferences",
        "dr",
        "network",
        "access",
        "sla",
        "contacts",
        "monitoring",
        "backup",
        "security",
        "vendors",
        "how_to",
    ],
    CHOICE,
]
CertificateKind = Annotated[Literal["certificate", "domain"], CHOICE]
Task = Annotated[Literal["B1", "B2", "B3", "B4", "B5", "B6", "B7"], CHOICE]
TaskStatus = Annotated[Literal["planned", "in_progress", "done", "not_applicable"], CHOICE]
CrmStatus = Annotated[Literal["Onboarding", "Active"], CHOICE]
Acceptance = Annotated[Literal["pending", "accepted", "conditional", "returned"], CHOICE]
IssueStatus = Annotated[Literal["open", "closed"], CHOICE]


class HandoffMeeting(Facts):
    """The meeting at which the onboarding team hands over."""

    date: Day | None = fact("When", example="2027-04-15", stage="S7", owner="onboarding_lead")
    attendees: tuple[PersonRef, ...] | None = fact("Who attends", example="[t-solano, t-brook, c-lind]")


class AsBuilt(Facts):
    """One point in which the result differs from the design."""

    design_item: Text | None = fact("Point of the design", example="Search index on the standard disk")
    planned: Text | None = fact("What the design says", example="Standard disk")
    built: Text | None = fact("What was built", example="Premium disk")
    reason: LongText | None = fact("Why", example="The standard disk was too slow")


class GovernanceDate(Facts):
    """One date of the year's calendar."""

    kind: GovernanceKind | None = fact("What is due", example="dr_test")
    date: Day | None = fact("When", example="2027-09-08")
    note: Text | None = fact("Remark", example="FileNest at Australia Southeast")


class KnowledgeDocument(Facts):
    """One document that the service team works from."""

    id: Id | None = fact("Id of the document", example="kb-01")
    type: DocumentType | None = fact("Kind of document", example="architecture")
    title: Text | None = fact("Title", example="Solution design")
    ref: Text | None = fact("Number", example="HWP-SDD")
    version: Text | None = fact("Version", example="1.1")
    owner: PersonRef | None = fact("Who keeps it", example="t-adeyemi")
    location: Text | None = fact("Where it lies", example="kb://hwp/01")
    review_due: Day | None = fact("Next review", example="2028-02-22")


class Runbook(Facts):
    """Steps for one kind of event."""

    id: Id | None = fact("Id of the runbook", example="rb-filenest")
    app: ApplicationRef | None = fact("Application that it is for", example="filenest")
    title: Text | None = fact("Title", example="FileNest unavailable or slow")
    trigger: Text | None = fact("What sets it off", example="al-01 or al-02")
    frequency: Text | None = fact("How often", example="on event")
    steps_ref: Text | None = fact("Where the steps are", example="kb://hwp/06")
    owner: PersonRef | None = fact("Who keeps it", example="t-haddad")
    last_tested: Day | None = fact("Last tried", example="2027-03-12")


class KnownIssue(Facts):
    """A fault that the service starts with."""

    id: Id | None = fact("Id of the issue", example="KI-01")
    severity: IssueSeverity | None = fact("How bad", example="low")
    symptom: LongText | None = fact("What people see", example="Search misses documents of the last hour")
    workaround: LongText | None = fact("What helps until it is mended", example="Search again after an hour")
    root_cause: LongText | None = fact(
        "Cause, as far as it is known", example="The index is built once an hour"
    )
    owner: PersonRef | None = fact("Who mends it", example="t-tan")
    target_fix: Day | None = fact("Mended by", example="2027-06-04")
    kb_ref: Text | None = fact("Article", example="KB-2204")
    accepted_by: ContactRef | None = fact("Who at the client accepts it", example="c-lind")
    status: IssueStatus | None = fact("How it stands", example="open")


class Preferences(Facts):
    """How this client wants to be served."""

    contact_rules: LongText | None = fact(
        "Who is told, and when not to call", example="Never call partners before 09:00"
    )
    change_windows: LongText | None = fact("When changes may be made", example="Wednesdays from 19:30")
    blackout: LongText | None = fact("When nothing may change", example="15 June to 31 July")
    tone: LongText | None = fact(
        "How to write to them", example="Plain and short, no ticket numbers in the subject"
    )
    approvals: LongText | None = fact("Who approves what", example="Spending through the practice manager")
    site_access: LongText | None = fact("How to get into the sites", example="Ask reception the day before")
    vip_rules: LongText | None = fact("Who is served first", example="Partners first in tax season")


class Asset(Facts):
    """A kind of device, counted."""

    id: Id | None = fact("Id of the line", example="ast-1")
    kind: Text | None = fact("Kind of device", example="Workstation")
    model: Text | None = fact("Make and model", example="Northgate NG-80")
    site: SiteRef | None = fact("Where they stand; left out for everywhere", example="gee")
    count: Count | None = fact("How many", example="134", unit="devices")
    supported_until: Day | None = fact("Last day on which the maker supports it", example="2031-06-30")
    source: Text | None = fact("Where the count comes from", example="Intune")


class Vendor(Facts):
    """A supplier that the service depends on."""

    id: Id | None = fact("Id of the supplier", example="vn-1")
    name: Text | None = fact("Name", example="LedgerLine Pty Ltd")
    supplies: Text | None = fact("What comes from it", example="LedgerLine Practice")
    contact: Email | None = fact("E-mail of its support", example="support@ledgerline.example")
    phone: Phone | None = fact("Phone number of its support", example="+61 3 5550 0170")
    account: Text | None = fact("Customer number there", example="HWP-4471")
    contract_end: Day | None = fact("End of its contract", example="2029-06-30")


class Certificate(Facts):
    """A certificate or a domain."""

    id: Id | None = fact("Id of the line", example="ct-1")
    kind: CertificateKind | None = fact("Certificate or domain", example="domain")
    name: Text | None = fact("Name", example="*.hwp.example")
    used_by: Text | None = fact("What depends on it", example="Mail and web site")
    expiry: Day | None = fact("Valid until", example="2028-03-10")
    renewed_by: PersonRef | None = fact("Who renews it", example="t-haddad")


class LicenceTerm(Facts):
    """A licence of the service, and when it ends."""

    id: Id | None = fact("Id of the line", example="lic-bp")
    name: Text | None = fact("What is licensed", example="Microsoft 365 Business Premium")
    quantity: Count | None = fact("How many are paid for", example="124", unit="licences")
    assigned: Count | None = fact("How many are in use", example="120", unit="licences")
    supplier: Text | None = fact("Where they are bought", example="ASI AI Solutions")
    expiry: Day | None = fact("Valid until", example="2028-03-15")


class Warranty(Facts):
    """A warranty of a device."""

    id: Id | None = fact("Id of the line", example="wr-1")
    item: Text | None = fact("Device", example="Northgate NG-80 at Geelong")
    cover: Text | None = fact("What the warranty gives", example="Replacement the next business day")
    expiry: Day | None = fact("Valid until", example="2030-03-09")


class CircuitTerm(Facts):
    """What the service team has to know of a line besides the design."""

    id: Id | None = fact("Id of the circuit, as in the design or the environment", example="cir-gee-2")
    service_number: Text | None = fact("Number that the carrier knows it by", example="CM 7741-2280")
    contract_end: Day | None = fact("Day on which its contract ends", example="2029-03-08")
    failover_tested: Day | None = fact("Last day on which taking over was tried", example="2027-03-24")


class Registers(Facts):
    """What the service looks after, by list (write [] for none)."""

    assets: tuple[Asset, ...] | None = fact("Devices by kind", stage="S7", owner="onboarding_engineer")
    licences: tuple[LicenceTerm, ...] | None = fact("Licences", stage="S7", owner="onboarding_engineer")
    vendors: tuple[Vendor, ...] | None = fact("Suppliers", stage="S7", owner="onboarding_engineer")
    circuits: tuple[CircuitTerm, ...] | None = fact("Lines, where the design does not say it all")
    certificates: tuple[Certificate, ...] | None = fact(
        "Certificates and domains", stage="S7", owner="onboarding_engineer"
    )
    warranties: tuple[Warranty, ...] | None = fact("Warranties", stage="S7", owner="onboarding_engineer")


class AiOperations(Facts):
    """The alert models as they are handed over."""

    model_version: Text | None = fact("Version of the models", example="hwp-2027.04.06")
    precision: Ratio | None = fact("Precision as measured", example="0.87", unit="0 to 1")
    recall: Ratio | None = fact("Recall as measured", example="0.82", unit="0 to 1")
    playbooks_enabled: tuple[Id, ...] | None = fact("Remediation that is switched on", example="[rm-1, rm-2]")
    suppressions: tuple[LongText, ...] | None = fact(
        "Alerts that are kept quiet, and why",
        example="[Disk alerts of the scan station, until it is replaced]",
    )


class BackupState(Facts):
    """One backup job as it is handed over."""

    job: Id | None = fact("Id of the job", example="bj-filenest")
    last_success: Day | None = fact("Last good run", example="2027-04-15")
    last_restore_test: Day | None = fact("Last restore test", example="2027-03-12")
    result: Text | None = fact("Its result", example="passed in 165 minutes")
    next_test: Day | None = fact("Next restore test", example="2027-05-19")


class Access(Facts):
    """An account with rights, and where its secret lies."""

    id: Id | None = fact("Id of the line", example="acc-1")
    account: Text | None = fact("Account", example="Break-glass A")
    role: Text | None = fact("What it may do", example="Global administrator")
    vault_ref: SecretRef | None = fact("Where its secret lies", example="vault://clients/hwp/breakglass-a")
    owner: PersonRef | None = fact("Who answers for it", example="c-wills")
    review_due: Day | None = fact("Next review", example="2027-06-09")
    until: Day | None = fact("Last day, where the access is temporary", example="2027-04-14")


class IncumbentAccess(Facts):
    """What the provider before still could reach."""

    accounts_remaining: Count | None = fact("Accounts that are left", example="0", unit="accounts")
    agents_remaining: Count | None = fact("Agents that are left", example="0", unit="agents")
    removed_on: Day | None = fact("Removed on", example="2027-03-16")
    evidence: LongText | None = fact("Where the proof lies", example="Sign-in report of 16 March")


class SecurityScan(Facts):
    """What the last scan before the handover found."""

    date: Day | None = fact("Day of the scan", example="2027-04-12", stage="S7", owner="security_engineer")
    critical: Count | None = fact(
        "Open critical findings", example="0", unit="findings", stage="S7", owner="security_engineer"
    )
    high: Count | None = fact(
        "Open high findings", example="0", unit="findings", stage="S7", owner="security_engineer"
    )
    medium: Count | None = fact("Open medium findings", example="7", unit="findings")
    low: Count | None = fact("Open low findings", example="31", unit="findings")
    report: Text | None = fact("Where the report lies", example="kb://hwp/14")


class TaskState(Facts):
    """One task of the transition."""

    status: TaskStatus | None = fact("How far it is", example="done")
    date: Day | None = fact("When", example="2027-04-15")
    evidence: LongText | None = fact("Where the proof lies", example="Minutes of the handoff meeting")


class Improvement(Facts):
    """Something that the provider will do otherwise."""

    text: LongText | None = fact(
        "What is done otherwise", example="Add a check of the search index to the template"
    )
    owner: MemberRef | None = fact("Who does it", example="t-adeyemi")
    due: Day | None = fact("By when", example="2027-05-28")


class Retrospective(Facts):
    """What the provider's team learnt: never for the client."""

    held_on: Day | None = fact("When it was held", example="2027-04-15", internal=True)
    well: tuple[LongText, ...] | None = fact(
        "What went well", example="[Restore shown to the partners]", internal=True
    )
    improve: tuple[LongText, ...] | None = fact(
        "What to do better", example="[Ask for the registrar on day one]", internal=True
    )
    actions: tuple[Improvement, ...] | None = fact("What follows", internal=True)
    actual_days: Keyed[TeamRole, Quantity] | None = fact(
        "Days that each role worked",
        example="{onboarding_lead: 28, senior_engineer: 11.5}",
        unit="person-days",
        internal=True,
    )
    actual_days_by_stage: Keyed[Stage, Quantity] | None = fact(
        "Days that all roles together worked in each stage",
        example="{S1: 1.5, S2: 5}",
        unit="person-days",
        internal=True,
    )
    margin_note: LongText | None = fact(
        "What it did to the margin", example="Two engineer days over, covered by the fee", internal=True
    )


class BauAcceptance(Facts):
    """The acceptance certificate."""

    decision: Acceptance | None = fact("Decision", example="accepted")
    conditions: tuple[LongText, ...] | None = fact(
        "Conditions", example="[Warranty register by the end of May]"
    )
    signed: tuple[Signature, ...] | None = fact("Signatures")


class Bau(Facts):
    """The handover to run-state service."""

    sdm: MemberRef | None = fact(
        "Service delivery manager", example="t-brook", stage="S7", owner="head_of_service_delivery"
    )
    sdm_intro_date: Day | None = fact(
        "When the client met the service delivery manager",
        example="2027-04-15",
        stage="S7",
        owner="onboarding_lead",
    )
    start_date: Day | None = fact(
        "First day of run-state service", example="2027-04-21", stage="S7", owner="onboarding_lead"
    )
    handoff_meeting: HandoffMeeting | None = fact("Handoff meeting", stage="S7", owner="onboarding_lead")
    as_built: tuple[AsBuilt, ...] | None = fact(
        "Where the result differs from the design (write [] for none)",
        stage="S7",
        owner="solutions_architect",
    )
    governance: tuple[GovernanceDate, ...] | None = fact(
        "Dates of the first year", stage="S7", owner="service_delivery_manager"
    )
    review_cadence: Keyed[Meeting, Cadence] | None = fact(
        "How often, where it differs from the tier", example="{service_review: monthly, qbr: quarterly}"
    )
    thresholds_reverted_on: Day | None = fact(
        "When alert thresholds went back to normal", example="2027-04-15", stage="S7", owner="ai_ml_engineer"
    )
    documents: tuple[KnowledgeDocument, ...] | None = fact(
        "Documents that are handed over", stage="S7", owner="onboarding_lead"
    )
    runbooks: tuple[Runbook, ...] | None = fact("Runbooks", stage="S7", owner="service_desk_lead")
    known_issues: tuple[KnownIssue, ...] | None = fact(
        "Known issues (write [] for none)", stage="S7", owner="service_desk_lead"
    )
    preferences: Preferences | None = fact("How the client wants to be served", stage="S7", owner="it_lead")
    registers: Registers | None = fact("Registers", stage="S7", owner="onboarding_engineer")
    ai_operations: AiOperations | None = fact(
        "Alert models as they are handed over", stage="S7", owner="ai_ml_engineer"
    )
    security_scan: SecurityScan | None = fact(
        "Last scan for vulnerabilities before the handover", stage="S7", owner="security_engineer"
    )
    backup_state: tuple[BackupState, ...] | None = fact(
        "Backup jobs as they are handed over", stage="S7", owner="senior_engineer"
    )
    access_register: tuple[Access, ...] | None = fact(
        "Accounts with rights", stage="S7", owner="security_engineer"
    )
    incumbent_access: IncumbentAccess | None = fact(
        "What the provider before can still reach", stage="S7", owner="security_engineer"
    )
    actions: tuple[ActionRef, ...] | None = fact("Actions that go on", example="[ac-3, ac-4]")
    checklist: Keyed[Task, TaskState] | None = fact(
        "Tasks of the transition", stage="S7", owner="onboarding_lead"
    )
    retrospective: Retrospective | None = fact("What the provider's team learnt", internal=True)
    crm_status: CrmStatus | None = fact("Status in the CRM", example="Onboarding", internal=True)
    acceptance: BauAcceptance | None = fact("Acceptance certificate", stage="S7", owner="onboarding_lead")
