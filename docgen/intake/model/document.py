"""A document's own state: version, status, dates, who decided what."""

from typing import TYPE_CHECKING, Annotated, Literal

from docgen.artefacts import DOCUMENTS
from docgen.intake.model.base import Facts, fact
from docgen.intake.model.dates import Day
from docgen.intake.model.refs import PersonRef
from docgen.intake.model.scalar import CHOICE
from docgen.intake.model.texts import LongText, Text, Version

if TYPE_CHECKING:
    ArtefactCode = str
else:
    ArtefactCode = Annotated[Literal[tuple(DOCUMENTS)], CHOICE]
DocumentStatus = Annotated[Literal["draft", "for_review", "approved", "superseded"], CHOICE]
Classification = Annotated[Literal["public", "internal", "commercial-in-confidence", "restricted"], CHOICE]
DecisionKind = Annotated[
    Literal[
        "handoff",
        "kickoff",
        "onboarding_pack",
        "discovery",
        "design",
        "sla",
        "plan",
        "change",
        "spend",
        "go_live",
        "uat",
        "hypercare_exit",
        "bau",
        "success_plan",
    ],
    CHOICE,
]
Verdict = Annotated[Literal["approved", "conditional", "rejected", "pending"], CHOICE]


class Approval(Facts):
    """One decision about a document."""

    kind: DecisionKind | None = fact("What was decided", example="sla")
    by: PersonRef | None = fact("Who decided", example="c-wills")
    decision: Verdict | None = fact("Outcome of the decision", example="approved")
    date: Day | None = fact("Date of the decision", example="2027-02-22")
    note: LongText | None = fact("Remark on the decision", example="Subject to the change in clause 4")


class Recipient(Facts):
    """One line of a distribution list."""

    name: Text | None = fact("Name of the reader or group", example="Dana Wills")
    organisation: Text | None = fact("Organisation of the reader", example="Harrow Wills Partners")
    purpose: Text | None = fact("Why the reader gets it", example="Signature")


class Revision(Facts):
    """One line of a revision history."""

    version: Version | None = fact("Version, major.minor", example="1.0")
    date: Day | None = fact("Date of the version", example="2027-02-22")
    author: Text | None = fact("Who wrote the version", example="Nadia Brook")
    summary: LongText | None = fact("What changed", example="All figures confirmed and signed")


class DocumentState(Facts):
    """What a document says of itself on its control page."""

    title: Text | None = fact(
        "Title, where it differs from the catalogue's", example="Service level schedule"
    )
    prefix: Text | None = fact(
        "Start of the document number, where it differs from the client code", example="HWP-2027"
    )
    version: Version | None = fact("Current version, major.minor", example="1.0", stage="S1 C1")
    status: DocumentStatus | None = fact("State of the document", example="approved", stage="S1 C1")
    date: Day | None = fact("Date that the document bears", example="2027-02-22", stage="S1 C1")
    owner: PersonRef | None = fact("Who keeps the document", example="t-brook", stage="S1 C1")
    classification: Classification | None = fact("Who may read it", example="commercial-in-confidence")
    effective_date: Day | None = fact("Date from which it applies", example="2027-03-16")
    review_date: Day | None = fact("Date of the next review", example="2028-03-15")
    approvers: tuple[PersonRef, ...] | None = fact("Who must approve it", example="[c-wills]")
    approvals: tuple[Approval, ...] | None = fact("Decisions taken so far")
    distribution: tuple[Recipient, ...] | None = fact("Who receives it")
    revisions: tuple[Revision, ...] | None = fact("History of versions, oldest first")
