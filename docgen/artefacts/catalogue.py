"""The catalogue of artefacts: what each document is, for whom, at which stage, from which template, resting on what.

To add an artefact, put its template into `templates/` and one entry here. Everything else reads this table: the
intake (which documents it may speak of), document control (title, classification), the judge (what blocks issue),
the command line and the pack. That is why it lies below all of them and imports none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Audience = Literal["internal", "client", "contract"]
"""Who reads it: the provider only, the client too, or both parties as part of their contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One kind of document.

    `stage` is when it is issued (`S1` to `S7`). `classification` is the provider's default marking; an intake may
    choose another. `templates` maps each format (a file ending) to the name of its template file; an artefact
    without one can be referred to, not rendered.

    What blocks its issue: the required facts below the intake paths in `topics` (none: all that its stage
    requires), and the `minimum` that no single field can say: `contact:ROLE` and `team:ROLE` must be held by
    somebody, `authority:KIND` by somebody at the client. `views` are the names of the context that it shows.
    `findings` are the starts of the rule numbers that a document for others may list; `actions` says whether open
    actions and risks are listed.
    """

    code: str
    title: str
    stage: str
    audience: Audience
    classification: str
    templates: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    minimum: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    findings: tuple[str, ...] = ("",)
    actions: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats it comes in, the main one first."""
        return tuple(self.templates)

    @property
    def binding(self) -> bool:
        """Whether it binds a party, so that no unconfirmed default may stand in it."""
        return self.audience == "contract"

    @property
    def shared(self) -> bool:
        """Whether the client reads it, so that nothing internal may stand in it."""
        return self.audience != "internal"


_HANDOFF = Artefact(
    code="HOF",
    title="Sales handoff form",
    stage="S1",
    audience="internal",
    classification="internal",
    templates=MappingProxyType({"docx": "HOF.docx"}),
    topics=(
        "provider",
        "client",
        "engagement",
        "contract",
        "sales",
        "contacts",
        "team",
        "sites",
        "calendar",
        "incumbent",
        "compliance.obligations",
        "applications",
        "requirements.pain_points",
        "success",
        "discovery.sessions",
        "plan",
        "risks",
        "kickoff",
        "handoff",
        "documents.HOF",
    ),
    minimum=(
        "contact:primary",
        "contact:technical",
        "contact:executive_sponsor",
        "contact:billing",
        "team:account_manager",
        "team:onboarding_lead",
    ),
    views=(
        "client",
        "provider",
        "doc",
        "people",
        "commercial",
        "profile",
        "checklist",
        "calendar",
        "timeline",
        "kickoff",
        "handoff",
    ),
)

_SERVICE_LEVELS = Artefact(
    code="SLA",
    title="SLA schedule",
    stage="S3",
    audience="contract",
    classification="commercial-in-confidence",
    templates=MappingProxyType({"docx": "SLA.docx"}),
    topics=(
        "client.legal_name",
        "client.company_number",
        "client.users_total",
        "client.devices_total",
        "provider.name",
        "provider.legal_name",
        "provider.address",
        "provider.service_desk",
        "engagement.tier",
        "contract.msa",
        "contract.sow",
        "contract.currency",
        "contract.tax",
        "contract.monthly_service_fee",
        "contract.term_months",
        "contract.start_date",
        "calendar",
        "sla",
        "documents.SLA",
    ),
    minimum=("authority:sla",),
    views=("client", "provider", "doc", "sla", "hypercare"),
    findings=("SLA", "SEC", "HYP", "DOC", "CON-04", "CON-05"),
)


_RACI = Artefact(
    code="RACI",
    title="RACI workbook",
    stage="S4",
    audience="client",
    classification="commercial-in-confidence",
    templates=MappingProxyType({"xlsx": "RACI.xlsx"}),
    topics=(
        "provider.name",
        "client.legal_name",
        "client.region",
        "engagement.kickoff_date",
        "team",
        "calendar",
        "plan.resources",
        "raci",
        "documents.RACI",
    ),
    minimum=("team:onboarding_lead", "contact:executive_sponsor"),
    views=("client", "provider", "doc", "raci", "resources"),
    findings=("RACI", "RES", "DOC"),
)


_DISCOVERY = Artefact(
    code="TDQ",
    title="Technical discovery questionnaire",
    stage="S2",
    audience="client",
    classification="restricted",
    templates=MappingProxyType({"xlsx": "TDQ.xlsx"}),
    topics=(
        "provider.name",
        "client.legal_name",
        "client.users_total",
        "client.devices_total",
        "sites",
        "discovery.due",
        "discovery.methods",
        "discovery.sessions",
        "documents.TDQ",
    ),
    minimum=("contact:primary", "contact:it_lead", "team:solutions_architect"),
    views=("client", "provider", "doc", "tdq"),
    findings=("DSC", "DOC"),
)


def _named(code: str, title: str, stage: str, classification: str, audience: Audience = "client") -> Artefact:
    return Artefact(code=code, title=title, stage=stage, audience=audience, classification=classification)


# Addressing, firewall rules and findings make a document Restricted.
_ENTRIES = (
    _HANDOFF,
    _named("KOD", "Kickoff deck", "S1", "commercial-in-confidence"),
    _named("OBP", "Onboarding pack", "S1", "commercial-in-confidence"),
    _DISCOVERY,
    _named("SDD", "Solution design document", "S3", "restricted"),
    _SERVICE_LEVELS,
    _RACI,
    _named("PLN", "Implementation plan", "S4", "commercial-in-confidence"),
    _named("CSP", "Customer success plan", "S3", "commercial-in-confidence"),
    _named("GLC", "Go-live checklist and cutover plan", "S5", "restricted"),
    _named("ACC", "Change records", "S5", "internal", "internal"),
    _named("HYP", "Hypercare report", "S6", "commercial-in-confidence"),
    replace(_named("BAU", "BAU handoff pack", "S7", "commercial-in-confidence"), actions=True),
    _named("VAL", "Value review", "S7", "commercial-in-confidence"),
)

DOCUMENTS: Mapping[str, Artefact] = MappingProxyType({entry.code: entry for entry in _ENTRIES})
"""Every document that an intake may speak of, by its code."""

CATALOGUE: Mapping[str, Artefact] = MappingProxyType(
    {code: entry for code, entry in DOCUMENTS.items() if entry.templates}
)
"""Every artefact that can be rendered, by its code, in the order in which an onboarding issues them."""
