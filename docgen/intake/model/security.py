"""How well the client is protected, as far as discovery shows it."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.design_refs import RiskRef
from docgen.intake.model.figures import Count, Flag, Maturity, Percent, Quantity
from docgen.intake.model.refs import ContactRef, PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import ItemStatus

Framework = Annotated[
    Literal["none", "essential_eight", "iso27001", "nist_csf", "cis", "soc2", "cyber_essentials", "other"],
    CHOICE,
]
Insurance = Annotated[
    Literal["none", "no_conditions", "conditions_met", "conditions_open", "unclear"], CHOICE
]
LogSource = Annotated[
    Literal["identity", "endpoint", "firewall", "cloud", "server", "email", "application"], CHOICE
]
Spf = Annotated[Literal["missing", "softfail", "hardfail", "neutral"], CHOICE]
Dkim = Annotated[Literal["missing", "partial", "all"], CHOICE]
Dmarc = Annotated[Literal["missing", "none", "quarantine", "reject"], CHOICE]
FactorMethod = Annotated[
    Literal["fido2", "passkey", "whfb", "certificate", "app_number", "app_push", "totp", "sms"], CHOICE
]
SignOnReach = Annotated[Literal["none", "some", "critical", "all"], CHOICE]
PrivilegedAccess = Annotated[Literal["none", "separate_accounts", "vault", "full"], CHOICE]
PolicyAction = Annotated[Literal["audit", "warn", "block"], CHOICE]
DataKind = Annotated[
    Literal["personal", "health", "cards", "financial", "tax_ids", "biometric", "children", "ip", "none"],
    CHOICE,
]

_needed = partial(fact, stage="S2", owner="it_lead")


class Posture(Facts):
    """How security is governed."""

    framework: Framework | None = _needed(
        "Framework that the client measures itself by", example="essential_eight"
    )
    framework_note: Text | None = fact("Which version or profile", example="November 2023")
    last_assessed: Day | None = fact("Last day on which it was assessed", example="2027-02-11")
    score: Text | None = fact("What came of it", example="Overall ML0")
    incident_plan: Flag | None = _needed("Is there a written plan for security incidents?", example="true")
    cyber_insurance: Insurance | None = fact(
        "Cyber insurance, and whether its conditions are met", example="conditions_open", owner="billing"
    )


class GapAction(Facts):
    """What is done to reach a strategy's target."""

    id: Id | None = fact("Id of the action", example="e8-mf-1")
    text: LongText | None = fact("What is done", example="Second factor for everyone")
    owner: PersonRef | None = fact("Who does it", example="t-tan")
    due: Day | None = fact("By when", example="2027-03-10")
    effort_days: Quantity | None = fact("Work that it takes", example="1.5", unit="person-days")
    status: ItemStatus | None = fact("How far it is", example="done")


class Strategy(Facts):
    """One strategy of the Essential Eight. Maturity is a level from 0 to 3."""

    current: Maturity | None = _needed("Maturity when discovery looked", example="0", unit="level")
    target: Maturity | None = fact(
        "Maturity to reach", example="1", unit="level", stage="S3", owner="security_engineer"
    )
    target_reason: LongText | None = fact(
        "Why it differs from the other strategies' targets", example="The insurer asks for ML2 here"
    )
    risk: RiskRef | None = fact("Risk of reaching it in one project", example="R-05")
    achieved: Maturity | None = fact("Maturity that was reached", example="1", unit="level")
    achieved_on: Day | None = fact("When it was reached", example="2027-03-10")
    evidence: LongText | None = fact("What shows it", example="Policy export of 11 February")
    gap_actions: tuple[GapAction, ...] | None = fact("What is done to reach the target")


class EssentialEight(Facts):
    """The eight strategies of the Australian Cyber Security Centre, by their own names."""

    application_control: Strategy | None = _needed("Application control")
    patch_applications: Strategy | None = _needed("Patch applications")
    office_macros: Strategy | None = _needed("Configure Microsoft Office macro settings")
    user_app_hardening: Strategy | None = _needed("User application hardening")
    restrict_admin: Strategy | None = _needed("Restrict administrative privileges")
    patch_os: Strategy | None = _needed("Patch operating systems")
    mfa: Strategy | None = _needed("Multi-factor authentication")
    backups: Strategy | None = _needed("Regular backups")


class EndpointProtection(Facts):
    """What protects the devices."""

    product: Text | None = _needed("Product, or none", example="Bluegum Antivirus")
    coverage: Percent | None = fact("Share of devices that it protects", example="88", unit="%")
    edr: Flag | None = fact("Does it detect and respond (EDR)?", example="false")
    mdr: Flag | None = fact("Do people watch it around the clock (MDR)?", example="false")
    protected: Count | None = fact("Devices that it protects", example="124", unit="devices")
    devices: Count | None = fact("Devices that it should protect", example="141", unit="devices")


class MailDomainState(Facts):
    """How a mail domain proves that a message is its own (RFC 7208, 6376 and 7489)."""

    domain: Text | None = _needed("Mail domain", example="hwp.example")
    spf: Spf | None = _needed("SPF record", example="softfail")
    dkim: Dkim | None = _needed("DKIM signatures", example="missing")
    dmarc: Dmarc | None = _needed("DMARC policy", example="none")
    senders: tuple[Text, ...] | None = fact("Services that send in its name", example="[Microsoft 365]")
    dmarc_reports_to: Text | None = fact("Where DMARC reports go", example="dmarc@hwp.example")
    target_dmarc: Dmarc | None = fact("DMARC policy to reach", example="quarantine")
    target_date: Day | None = fact("By when", example="2027-04-07")


class EmailSecurity(Facts):
    """What protects the mail."""

    gateway: Text | None = _needed("What filters the mail, or none", example="Exchange Online Protection")
    domains: tuple[MailDomainState, ...] | None = _needed("Mail domains (write [] for none)")


class Identity(Facts):
    """How people prove who they are, and what they may then do."""

    idp: Text | None = _needed("Identity provider, or none", example="Entra ID")
    mfa_users: Percent | None = _needed("Share of users with a second factor", example="64", unit="%")
    mfa_admins: Percent | None = _needed(
        "Share of administrators with a second factor", example="80", unit="%"
    )
    method: tuple[FactorMethod, ...] | None = _needed("Second factors in use", example="[sms, app_push]")
    phishing_resistant: Percent | None = fact(
        "Share of users whose second factor resists phishing", example="0", unit="%"
    )
    sso: SignOnReach | None = _needed("Applications with single sign-on", example="some")
    sso_note: Text | None = fact("Which applications those are", example="6 of 13 applications")
    conditional_access: Flag | None = _needed("Are there conditions on signing in?", example="true")
    conditional_access_note: Text | None = fact("Which conditions", example="Legacy protocols are blocked")
    pam: PrivilegedAccess | None = _needed("How privileged access is managed", example="none")
    joiner_leaver: LongText | None = _needed(
        "How accounts are opened and closed", example="By ticket from the practice manager"
    )
    admins_total: Count | None = fact("Administrators", example="5", unit="people")
    admins_mfa_at_go_live: Count | None = fact(
        "Administrators with a second factor at go-live", example="5", unit="people"
    )
    users_mfa_at_go_live: Count | None = fact(
        "Users with a second factor at go-live", example="120", unit="people"
    )


class Patching(Facts):
    """How updates reach the machines."""

    tool: Text | None = _needed("Tool, or none", example="WSUS on MEL-MGT01")
    os_cadence_days: Count | None = _needed(
        "Days between updates of operating systems", example="30", unit="days"
    )
    app_cadence_days: Count | None = _needed(
        "Days between updates of applications", example="90", unit="days"
    )
    compliance_pct: Percent | None = _needed("Share of machines that are up to date", example="71", unit="%")
    critical_sla_hours: Count | None = fact("Time to a critical update", example="336", unit="hours")


class Vulnerability(Facts):
    """What the last scan for vulnerabilities found."""

    tool: Text | None = _needed("Scanner, or none", example="Sentinel Scan")
    last_scan: Day | None = fact("Day of the last scan", example="2027-01-18")
    not_available_reason: Text | None = fact("Why there is no scan", example="No scanner in use")
    critical: Count | None = fact("Open critical findings", example="3", unit="findings")
    high: Count | None = fact("Open high findings", example="19", unit="findings")
    medium: Count | None = fact("Open medium findings", example="64", unit="findings")
    low: Count | None = fact("Open low findings", example="112", unit="findings")


class DataPolicy(Facts):
    """A rule against the loss of data (DLP)."""

    name: Text | None = fact("Name of the rule", example="Tax file numbers leave only encrypted")
    applies_to: Text | None = fact("Where it applies", example="Mail and file shares")
    action: PolicyAction | None = fact("What it does", example="warn")


class DataProtection(Facts):
    """How data is classed and kept."""

    scheme: Text | None = _needed("Scheme that classes data, or none", example="none", owner="compliance")
    labels: tuple[Text, ...] | None = fact("Labels in use (write [] for none)", example="[Confidential]")
    dlp_product: Text | None = _needed("Product against the loss of data, or none", example="Purview")
    policies: tuple[DataPolicy, ...] | None = fact("Rules against the loss of data (write [] for none)")
    sensitive_data_kinds: tuple[DataKind, ...] | None = _needed(
        "Kinds of sensitive data", example="[personal, tax_ids]", owner="compliance"
    )
    residency: tuple[Text, ...] | None = _needed(
        "Where data must stay (write [] for anywhere)", example="[Australia]", owner="compliance"
    )


class Siem(Facts):
    """Collection of security logs."""

    product: Text | None = _needed("Product, or none", example="none")
    sources: tuple[LogSource, ...] | None = fact(
        "What it collects from (write [] for nothing)", example="[identity]"
    )
    retention_days: Count | None = fact("How long logs are kept", example="90", unit="days")
    archive: Text | None = fact("Where older logs lie", example="Azure storage, 7 years")


class SecurityException(Facts):
    """A weakness that is accepted for a time."""

    id: Id | None = fact("Id of the exception", example="ex-1")
    what: LongText | None = fact("What is accepted", example="Local administrators on four scan stations")
    reason: LongText | None = fact("Why", example="The scanner's software does not run without")
    approved_by: ContactRef | None = fact("Who accepted it", example="c-cole")
    expiry: Day | None = fact("Until when", example="2027-09-30")


class Security(Facts):
    """How well the client is protected."""

    posture: Posture | None = _needed("How security is governed")
    incidents_24m: Count | None = _needed(
        "Security incidents in the last two years", example="2", unit="incidents"
    )
    incident_notes: LongText | None = fact(
        "What happened in them", example="One mailbox was taken over in May 2026"
    )
    essential_eight: EssentialEight | None = _needed("Maturity of the eight strategies")
    endpoint: EndpointProtection | None = _needed("What protects the devices")
    email: EmailSecurity | None = _needed("What protects the mail")
    identity: Identity | None = _needed("How people prove who they are")
    patching: Patching | None = _needed("How updates reach the machines")
    vulnerability: Vulnerability | None = _needed("What the last scan found")
    data: DataProtection | None = _needed("How data is classed and kept", owner="compliance")
    siem: Siem | None = _needed("Collection of security logs")
    exceptions: tuple[SecurityException, ...] | None = fact("Weaknesses that are accepted for a time")
