"""Laws, standards and certificates that bind the client."""

from docgen.intake.model.base import Facts, fact
from docgen.intake.model.codes import Area
from docgen.intake.model.dates import Day
from docgen.intake.model.figures import Count, Flag
from docgen.intake.model.refs import ContactRef, RungRef
from docgen.intake.model.texts import Id, LongText, Text


class Notify(Facts):
    """Whom a breach must be reported to, and how fast."""

    hours: Count | None = fact(
        "Hours within which a breach is reported", example="72", unit="hours", owner="compliance"
    )
    to: LongText | None = fact("Who is told", example="Office of the Australian Information Commissioner")


class Obligation(Facts):
    """A law or standard that the client must meet."""

    id: Id | None = fact("Id of the obligation", example="ob-ndb")
    name: Text | None = fact(
        "Name of the law or standard", example="Privacy Act 1988", stage="S1", owner="compliance"
    )
    applies_because: LongText | None = fact(
        "Why it applies", example="Holds tax file numbers of its clients", stage="S1", owner="compliance"
    )
    regulator: Text | None = fact("Who enforces it", example="APRA")
    owner: ContactRef | None = fact(
        "Who answers for it at the client", example="c-cole", stage="S1", owner="compliance"
    )
    notify: Notify | None = fact("Reporting of breaches")
    data_kinds: tuple[Text, ...] | None = fact("Kinds of data that it covers", example="[tax file numbers]")
    residency: tuple[Area, ...] | None = fact("Where the data must stay", example="[AU]")
    log_retention_days: Count | None = fact(
        "How long security logs have to be kept under it", example="365", unit="days"
    )
    evidence: LongText | None = fact("What shows that it is met", example="Data breach plan, version 2")
    regulated: Flag | None = fact("Is the client itself regulated under it?", example="true")
    us_nexus: Flag | None = fact("Does the client deal with the United States?", example="false")
    escalation_rung: RungRef | None = fact("Rung of sla.escalation that serves it", example="esc-breach")


class Certification(Facts):
    """A certificate that the client holds."""

    name: Text | None = fact("Name of the certificate", example="ISO 27001", stage="S2", owner="compliance")
    scope: LongText | None = fact(
        "What it covers", example="Head office and contact centre", stage="S2", owner="compliance"
    )
    body: Text | None = fact("Who issued it", example="Certeo Assurance")
    expiry: Day | None = fact("Day on which it expires", example="2028-02-28", stage="S2", owner="compliance")
    evidence: LongText | None = fact("Where the certificate is", example="Certificate CA-27K-118")


class Compliance(Facts):
    """What binds the client."""

    obligations: tuple[Obligation, ...] | None = fact(
        "Laws and standards (write [] for none)", stage="S1", owner="compliance"
    )
    certifications: tuple[Certification, ...] | None = fact(
        "Certificates (write [] for none)", stage="S2", owner="compliance"
    )
