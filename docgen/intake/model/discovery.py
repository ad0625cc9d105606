"""The technical discovery: its sessions, answers, findings, and what it asks the client for."""

import re
from functools import partial
from typing import Annotated, Literal

from docgen.intake.model.base import Facts, Keyed, fact
from docgen.intake.model.dates import Clock, Day
from docgen.intake.model.durations import Length
from docgen.intake.model.figures import Flag
from docgen.intake.model.refs import ContactRef, MemberRef, PersonRef, SiteRef
from docgen.intake.model.scalar import CHOICE, Scalar, expect_text, refuse, shown
from docgen.intake.model.texts import Id, LongText, Text
from docgen.intake.model.words import ItemStatus, Stage

SessionMode = Annotated[Literal["onsite", "remote"], CHOICE]
DiscoveryDomain = Annotated[Literal["network_infrastructure", "security_compliance", "requirements"], CHOICE]
DiscoveryMethod = Annotated[Literal["tool", "workshop", "document"], CHOICE]
AnswerStatus = Annotated[Literal["prefilled", "confirmed", "answered", "unknown", "not_applicable"], CHOICE]
FindingSeverity = Annotated[Literal["critical", "high", "medium", "low", "info"], CHOICE]
AccessLevel = Annotated[Literal["read_only", "operator", "administrator"], CHOICE]
EvidenceKind = Annotated[
    Literal["diagram", "export", "report", "policy", "contract", "certificate", "inventory", "other"],
    CHOICE,
]
EvidenceState = Annotated[Literal["requested", "received", "not_available"], CHOICE]

_QUESTION = re.compile(r"[A-Z]{3}-\d{2}\.\d{1,2}")
_needed = partial(fact, stage="S2", owner="it_lead")


def parse_question(value: object) -> str:
    """Return the permanent id of a question (`NET-03.2`); whether the bank has it is for others to say."""
    text = expect_text(value, "the id of a question").strip().upper()
    if not _QUESTION.fullmatch(text):
        hint = "Write it as the questionnaire does, such as NET-03.2."
        raise refuse("bad-value", f"is {shown(text)}, not the id of a question.", hint)
    return text


QuestionId = Annotated[str, Scalar(parse_question, {"type": "string", "pattern": f"^{_QUESTION.pattern}$"})]


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
    prework: LongText | None = fact("What to bring", example="Export of the firewall rules")


class Answer(Facts):
    """What is known about the answer to one question. The answer itself stands at the fact that it fills.

    `value` holds an answer that was given and is not yet in its place.
    """

    value: LongText | None = fact("The answer as it was given", example="Two fibre lines")
    status: AnswerStatus | None = fact("How sure it is", example="confirmed")
    by: PersonRef | None = fact("Who gave or confirmed it", example="c-lind")
    date: Day | None = fact("When", example="2027-02-12")
    evidence: Text | None = fact("What shows it", example="Carrier invoice of January")


class DiscoveryFinding(Facts):
    """A gap or a risk that discovery found."""

    id: Id | None = fact("Id of the finding", example="F-05")
    domain: DiscoveryDomain | None = fact(
        "Part of the discovery that found it", example="network_infrastructure"
    )
    severity: FindingSeverity | None = fact("How much it weighs", example="high")
    description: LongText | None = fact("What was found", example="Geelong has one line")
    evidence: LongText | None = fact("What shows it", example="Carrier invoice of January")
    recommendation: LongText | None = fact(
        "What should be done", example="A 5G line that takes over by itself"
    )
    owner: PersonRef | None = fact("Who does it", example="t-haddad")
    treat_in: Stage | None = fact("Stage in which it is done", example="S5")


class AccessRequest(Facts):
    """Access that discovery needs."""

    id: Id | None = fact("Id of the request", example="ar-1")
    system: Text | None = _needed("System", example="Northgate firewalls")
    level: AccessLevel | None = _needed("Level of access", example="read_only")
    justification: LongText | None = fact("What it is needed for", example="Read the rule base")
    approver: ContactRef | None = _needed("Who approves it", example="c-lind")
    requested_on: Day | None = fact("When it was asked for", example="2027-02-04")
    granted_on: Day | None = fact("When it was given", example="2027-02-09")
    start: Day | None = fact("First day of the access", example="2027-02-05")
    end: Day | None = fact("Last day of the access", example="2027-02-12")
    mfa: Flag | None = fact("Does the access ask for a second factor?", example="true")
    status: ItemStatus | None = fact("How far it is", example="done")


class EvidenceRequest(Facts):
    """A document that discovery asks for."""

    id: Id | None = fact("Id of the request", example="ev-1")
    title: Text | None = _needed("Document", example="Insurer's letter of 9 December 2026")
    kind: EvidenceKind | None = _needed("Kind of document", example="contract")
    ref: Text | None = fact("Where it is filed", example="HWP-DSC-014")
    owner: ContactRef | None = fact("Who provides it", example="c-cole")
    due: Day | None = fact("By when", example="2027-02-10")
    received_on: Day | None = fact("When it came", example="2027-02-10")
    status: EvidenceState | None = fact("How far it is", example="received")


class Discovery(Facts):
    """The technical discovery."""

    due: Day | None = fact(
        "Day by which discovery is signed off", example="2027-02-12", stage="S2", owner="solutions_architect"
    )
    methods: Keyed[DiscoveryDomain, DiscoveryMethod] | None = fact(
        "How each part is discovered",
        example="{network_infrastructure: tool, requirements: workshop}",
        stage="S2",
        owner="solutions_architect",
    )
    sessions: tuple[Session, ...] | None = fact("Sessions", stage="S2", owner="solutions_architect")
    answers: Keyed[QuestionId, Answer] | None = fact(
        "What is known about answers, by the question's id",
        example="{NET-03.2: {status: confirmed, by: c-lind, date: 2027-02-12}}",
    )
    findings: tuple[DiscoveryFinding, ...] | None = fact(
        "Findings (write [] for none)", stage="S2", owner="solutions_architect"
    )
    access_requests: tuple[AccessRequest, ...] | None = _needed(
        "Access that discovery needs (write [] for none)"
    )
    tool_consent: Flag | None = _needed("May discovery tools run in the network?", example="true")
    evidence: tuple[EvidenceRequest, ...] | None = _needed(
        "Documents that discovery asks for (write [] for none)"
    )
