"""The target security: zones, identity, rollout, logging, patching, data protection, controls for obligations."""

from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.design_refs import ObligationRef, RiskRef
from docgen.intake.model.figures import Count
from docgen.intake.model.refs import ContactRef, PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.security import DataPolicy, LogSource
from docgen.intake.model.texts import Id, LongText, SecretRef, Text
from docgen.intake.model.words import Cadence

Trust = Annotated[Literal["untrusted", "limited", "trusted", "restricted"], CHOICE]

_needed = partial(fact, stage="S3", owner="security_engineer")


class SecurityZone(Facts):
    """A part of the network whose members trust each other equally."""

    id: Id | None = fact("Id of the zone", example="z-srv")
    name: Text | None = _needed("Name of the zone", example="Servers")
    trust: Trust | None = fact(
        "How far it is trusted, from the internet to the most protected", example="restricted"
    )
    holds: LongText | None = _needed("What is in it", example="Azure machines")
    controls: tuple[LongText, ...] | None = _needed(
        "What protects it (write [] for nothing)", example="[Only from the management zone]"
    )


class AccessCondition(Facts):
    """A condition on signing in."""

    id: Id | None = fact("Id of the condition", example="ca-1")
    name: Text | None = _needed("The condition", example="Second factor for everyone")
    applies_to: Text | None = fact("Whom it applies to", example="All users")
    grants: Text | None = fact("What it asks for", example="Passkey or number match")


class RolloutWave(Facts):
    """A group of devices that get the endpoint protection together."""

    id: Id | None = fact("Id of the wave", example="ep-1")
    name: Text | None = _needed("Name of the wave", example="Pilot")
    date: Day | None = _needed("Day of the wave", example="2027-03-03")
    devices: Count | None = _needed("Devices in it", example="20", unit="devices")
    mode: Text | None = fact("How it is protected at first", example="Audit mode")


class LogStream(Facts):
    """A source of security logs."""

    source: LogSource | None = _needed("Class of the source", example="identity")
    name: Text | None = _needed("What is collected", example="Entra ID sign-ins")


class UseCase(Facts):
    """Something that the security logs are watched for."""

    name: Text | None = _needed("What is watched for", example="Impossible travel")
    response: Text | None = fact("What is done", example="Revoke sessions after approval")


class TargetSiem(Facts):
    """Collection of security logs as the design has it."""

    product: Text | None = _needed("Product", example="ASI AI Sentinel SIEM")
    sources: tuple[LogStream, ...] | None = _needed("What it collects (write [] for nothing)")
    retention_days: Count | None = _needed("How long logs are kept", example="365", unit="days")
    use_cases: tuple[UseCase, ...] | None = fact("What it watches for")


class TargetPatching(Facts):
    """How updates reach the machines in the design."""

    tool: Text | None = _needed("Tool", example="Sentinel Patch")
    os_cadence_days: Count | None = _needed(
        "Days between updates of operating systems", example="14", unit="days"
    )
    app_cadence_days: Count | None = _needed(
        "Days between updates of applications", example="14", unit="days"
    )
    critical_sla_hours: Count | None = _needed("Time to a critical update", example="48", unit="hours")
    rings: LongText | None = fact(
        "In which order machines are updated", example="Pilot, then offices, then servers"
    )


class TargetScanning(Facts):
    """How weaknesses are looked for in the design."""

    tool: Text | None = _needed("Scanner", example="Sentinel Scan")
    cadence: Cadence | None = _needed("How often it runs", example="weekly")
    owner: PersonRef | None = fact("Who reads the results", example="t-tan")
    goal: LongText | None = fact(
        "What it has to show, and by when", example="No critical or high finding at go-live"
    )


class TargetData(Facts):
    """How data is classed and kept from leaking in the design."""

    product: Text | None = fact("Product", example="Purview")
    labels: tuple[Text, ...] | None = fact("Labels", example="[Public, Internal]")
    policies: tuple[DataPolicy, ...] | None = fact("Rules against the loss of data")
    retention: LongText | None = fact("How long records are kept", example="Seven years for client files")


class VaultEntry(Facts):
    """A secret that the service needs: where it lies, never what it is."""

    id: Id | None = fact("Id of the entry", example="sec-bg1")
    what: Text | None = _needed("What it opens", example="First break-glass account")
    ref: SecretRef | None = _needed("Where it lies", example="vault://clients/hwp/break-glass-1")
    holder: PersonRef | None = fact("Who may take it out", example="t-tan")
    rotation: Text | None = fact("When it is changed", example="After each use and yearly")


class TargetSecurity(Facts):
    """The security architecture and its plan."""

    summary: LongText | None = fact(
        "The security architecture in two or three sentences",
        example="One identity, devices that prove themselves, servers out of reach",
    )
    zones: tuple[SecurityZone, ...] | None = _needed("Zones (write [] for none)")
    identity: LongText | None = _needed("How people prove who they are", example="Entra ID with passkeys")
    pam: LongText | None = _needed(
        "How privileged access is managed", example="Rights for an hour, after approval"
    )
    conditional_access: tuple[AccessCondition, ...] | None = _needed(
        "Conditions on signing in (write [] for none)"
    )
    joiner_leaver: LongText | None = fact(
        "How accounts are opened and closed", example="From the staff list, within an hour of the last day"
    )
    segmentation: LongText | None = fact(
        "How the zones are kept apart", example="Rules between zones, refused unless allowed"
    )
    logging: LongText | None = fact("What is logged", example="Sign-ins, endpoints, firewalls and the cloud")
    endpoint: Text | None = _needed("Product that protects the devices", example="Endpoint Protect")
    endpoint_rollout: tuple[RolloutWave, ...] | None = fact("Waves in which it is rolled out")
    siem: TargetSiem | None = _needed("Collection of security logs")
    mfa: LongText | None = _needed(
        "How the second factor is brought in", example="Report only for a week, then enforced"
    )
    email: LongText | None = _needed(
        "How mail is protected from forgery", example="DMARC to quarantine three weeks after go-live"
    )
    patching: TargetPatching | None = _needed("How updates reach the machines")
    vulnerability: TargetScanning | None = _needed("How weaknesses are looked for")
    data: TargetData | None = fact("How data is classed and kept")
    vault: tuple[VaultEntry, ...] | None = fact("Secrets that the service needs, by reference")


class ControlMap(Facts):
    """How the design serves one obligation."""

    obligation: ObligationRef | None = _needed("Obligation", example="ob-ndb")
    controls: tuple[LongText, ...] | None = _needed(
        "Controls that serve it (write [] for none)", example="[Breach plan tried once a year]"
    )
    section: Text | None = fact("Section of the design that describes them", example="7.4")
    owner: ContactRef | None = fact("Who answers for them", example="c-cole")
    evidence: LongText | None = fact("What shows that they work", example="Record of the exercise")
    accepted_risk: RiskRef | None = fact("Risk that accepts what is not served", example="R-10")
