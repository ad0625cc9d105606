"""Applications that the business runs on."""

from typing import Annotated, Literal

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Count, Flag, Level3
from docgen.intake.model.parties import OperatingHours
from docgen.intake.model.refs import ApplicationRef, ContactRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import ServiceHours

ApplicationKind = Annotated[Literal["lob", "erp", "crm", "productivity", "custom", "infrastructure"], CHOICE]
Hosting = Annotated[Literal["saas", "onprem", "iaas", "hybrid"], CHOICE]
Recovery = Annotated[Literal["provider", "vendor"], CHOICE]
DataClass = Annotated[Literal["Public", "Internal", "Confidential", "Restricted"], CHOICE]


class VendorSupport(Facts):
    """Support that the vendor owes."""

    contact: Text | None = fact(
        "How to reach the vendor", example="support@ledgerline.example, +61 2 5550 2101"
    )
    hours: ServiceHours | None = fact("When the vendor answers", example="business_hours")
    contract_end: Day | None = fact("Day on which vendor support ends", example="2029-06-30")


class Application(Facts):
    """One application."""

    id: Id | None = fact("Id of the application", example="app-xero")
    name: Text | None = fact("Name of the application", example="FileNest DMS", stage="S1", owner="it_lead")
    kind: ApplicationKind | None = fact("Kind of application", example="lob")
    vendor: Text | None = fact("Who makes it", example="FileNest Software")
    hosting: Hosting | None = fact("Where it runs", example="saas")
    users: Count | None = fact("People who use it", example="118", unit="people")
    business_owner: ContactRef | None = fact(
        "Who answers for it in the business", example="c-petrov", stage="S1", owner="it_lead"
    )
    technical_owner: ContactRef | None = fact("Who answers for it in IT", example="c-lind")
    vendor_support: VendorSupport | None = fact("Support that the vendor owes")
    service_hours: OperatingHours | None = fact(
        "Hours in which it must work, where they differ from the client's"
    )
    criticality: Level3 | None = fact(
        "How much depends on it: 1 critical, 2 important, 3 other", example="1", stage="S1", owner="it_lead"
    )
    rto: Length | None = fact(
        "Longest time that it may be away (recovery time objective)",
        example="4h",
        stage="S3",
        owner="business_owner",
    )
    rpo: Length | None = fact(
        "Most work that may be lost (recovery point objective)",
        example="1h",
        stage="S3",
        owner="business_owner",
    )
    mtd: Length | None = fact(
        "Time after which the business is harmed (maximum tolerable downtime)", example="8h"
    )
    restore_minutes: Count | None = fact("Time that a restore takes", example="165", unit="minutes")
    recovery: Recovery | None = fact("Who restores it", example="provider")
    vendor_attestation: LongText | None = fact(
        "What the vendor states about recovery",
        example="Resilience report 2026, two regions, switch in 15 minutes",
    )
    data_class: DataClass | None = fact("Class of the data in it", example="Confidential")
    depends_on: tuple[ApplicationRef, ...] | None = fact("Applications that it needs", example="[m365]")
    sso: Flag | None = fact("Single sign-on?", example="true")
    backup_job: Id | None = fact("Id of the backup job of the design", example="bj-filenest")
    auth: Text | None = fact("How people sign in", example="SAML through Entra ID")
    version: Text | None = fact("Version in use", example="8.4")
    eol: Day | None = fact("Day on which the version loses support", example="2028-10-10")
