"""The catalogue of artefacts: what each document is, for whom, at which stage, from which template, resting on what.

To add an artefact, put its template into `templates/` and one entry here. Everything else reads this table: the
intake (which documents it may speak of), document control (title, classification), the judge (what blocks issue),
the command line and the pack. That is why it lies below all of them and imports none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from docgen.artefacts.artefact import Artefact, Audience

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
    purpose="How fast we answer and resolve, how it is measured, and what follows if we miss it",
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
    purpose="Who does, answers for, is asked and is told, for each stage and activity",
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
    findings=("RACI", "RES", "PLN", "DAT-11", "DOC"),
)


_DISCOVERY = Artefact(
    code="TDQ",
    title="Technical discovery questionnaire",
    stage="S2",
    audience="client",
    classification="restricted",
    purpose="What we need to know of your systems, with the answers so far",
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


_DESIGN = Artefact(
    code="SDD",
    title="Solution design document",
    stage="S3",
    audience="client",
    classification="restricted",
    purpose="How your systems will be built, protected, recovered and run, and why",
    templates=MappingProxyType({"docx": "SDD.docx", "pptx": "SDD.pptx"}),
    topics=(
        "provider.name",
        "client.legal_name",
        "client.users_total",
        "client.devices_total",
        "engagement.tier",
        "sites",
        "applications",
        "integrations",
        "compliance.obligations",
        "security.essential_eight",
        "requirements.items",
        "discovery.findings",
        "design",
        "risks",
        "documents.SDD",
    ),
    minimum=(
        "approved:TDQ",
        "team:solutions_architect",
        "contact:it_lead",
        "authority:design",
        "some:design.decisions",
        "some:design.backup.jobs",
        "some:design.monitoring.alerts",
    ),
    views=("client", "provider", "doc", "design"),
    findings=("DES", "SEC", "APP", "DOC", "CON-04"),
)


_HANDOVER = Artefact(
    code="BAU",
    title="BAU handoff pack",
    stage="S7",
    audience="client",
    classification="commercial-in-confidence",
    purpose="What the service team takes over, and how to reach it from day one",
    templates=MappingProxyType({"docx": "BAU.docx", "xlsx": "BAU.xlsx"}),
    topics=(
        "provider.name",
        "provider.service_desk",
        "client.legal_name",
        "client.users_total",
        "client.devices_total",
        "engagement.tier",
        "hypercare",
        "bau",
        "documents.BAU",
    ),
    minimum=(
        "team:service_delivery_manager",
        "team:onboarding_lead",
        "contact:primary",
        "contact:executive_sponsor",
        "authority:bau",
        "some:bau.documents",
        "some:bau.access_register",
    ),
    views=("client", "provider", "doc", "people", "bau"),
    findings=("BAU", "HYP", "TST", "DOC", "CON-04", "APP-04", "SLA-15"),
    actions=True,
)


_RETROSPECTIVE = Artefact(
    code="RET",
    title="Onboarding retrospective",
    stage="S7",
    audience="internal",
    classification="internal",
    templates=MappingProxyType({"docx": "RET.docx"}),
    topics=(
        "provider.name",
        "client.legal_name",
        "bau.retrospective",
        "bau.crm_status",
        "documents.RET",
    ),
    minimum=("team:onboarding_lead",),
    views=("client", "provider", "doc", "commercial", "retrospective"),
    findings=("BAU-05", "DOC"),
)


_SUCCESS_PLAN = Artefact(
    code="CSP",
    title="Customer success plan",
    stage="S3",
    audience="client",
    classification="commercial-in-confidence",
    purpose="What success means for you, by when, and how we both can tell",
    templates=MappingProxyType({"docx": "CSP.docx", "pptx": "CSP.pptx", "xlsx": "CSP.xlsx"}),
    topics=(
        "provider.name",
        "provider.service_desk",
        "client.legal_name",
        "client.region",
        "engagement.kickoff_date",
        "contacts",
        "team",
        "calendar",
        "sales.commitments",
        "success",
        "integrations",
        "documents.CSP",
    ),
    minimum=(
        "contact:executive_sponsor",
        "team:service_delivery_manager",
        "authority:success_plan",
        "some:success.objectives",
        "some:success.kpis",
    ),
    views=("client", "provider", "doc", "success"),
    # Not CS-13: how many accounts a success manager has is the provider's own concern.
    findings=("CS-0", "CS-10", "CS-11", "CS-12", "CS-14", "CS-15", "DOC", "CON-04"),
)


def _named(code: str, title: str, stage: str, classification: str, audience: Audience = "client") -> Artefact:
    return Artefact(code=code, title=title, stage=stage, audience=audience, classification=classification)


# The same form where a success manager takes over: nothing of it rests on an infrastructure that moves.
_HANDOFF_TO_SUCCESS = replace(
    _HANDOFF,
    stage="C1",
    templates=MappingProxyType({"docx": "HOF-cs.docx"}),
    topics=(
        "provider",
        "client",
        "engagement",
        "contract",
        "sales",
        "contacts",
        "team",
        "calendar",
        "csm_assignment",
        "requirements.pain_points",
        "success.objectives",
        "risks",
        "handoff",
        "documents.HOF",
    ),
    minimum=("contact:primary", "contact:executive_sponsor", "team:account_executive", "team:csm"),
)

# The same plan where a success manager keeps it.
_SUCCESS_PLAN_OF_MANAGER = replace(
    _SUCCESS_PLAN,
    stage="C2",
    minimum=(
        "contact:executive_sponsor",
        "team:csm",
        "authority:success_plan",
        "some:success.objectives",
        "some:success.kpis",
    ),
)

# The same pack where general support takes over: no hypercare, no infrastructure, no run-state tasks.
_SUPPORT_HANDOVER = replace(
    _HANDOVER,
    title="Support handover pack",
    purpose="What general support takes over, and how to reach it from then on",
    stage="C4",
    templates=MappingProxyType({"docx": "BAU-cs.docx"}),
    topics=(
        "provider.name",
        "provider.service_desk",
        "client.legal_name",
        "success.support_transition",
        "success.value_review",
        "success.kpis",
        "documents.BAU",
    ),
    minimum=(
        "team:csm",
        "team:support_lead",
        "contact:primary",
        "contact:executive_sponsor",
        "some:bau.documents",
    ),
    views=("client", "provider", "doc", "people", "success", "bau"),
    findings=("CS", "BAU", "DOC"),
)

# Addressing, firewall rules and findings make a document Restricted.
_ENTRIES = (
    _HANDOFF,
    _named("KOD", "Kickoff deck", "S1", "commercial-in-confidence"),
    _named("OBP", "Onboarding pack", "S1", "commercial-in-confidence"),
    _DISCOVERY,
    _DESIGN,
    _SERVICE_LEVELS,
    _SUCCESS_PLAN,
    _RACI,
    _named("PLN", "Implementation plan", "S4", "commercial-in-confidence"),
    _named("GLC", "Go-live checklist and cutover plan", "S5", "restricted"),
    _named("ACC", "Change records", "S5", "internal", "internal"),
    _named("HYP", "Hypercare report", "S6", "commercial-in-confidence"),
    _HANDOVER,
    _RETROSPECTIVE,
    _named("VAL", "Value review", "S7", "commercial-in-confidence"),
    _HANDOFF_TO_SUCCESS,
    _named("KOD", "Kickoff deck", "C2", "commercial-in-confidence"),
    _SUCCESS_PLAN_OF_MANAGER,
    _named("VAL", "Value review", "C4", "commercial-in-confidence"),
    _SUPPORT_HANDOVER,
)

INDEX = Artefact(
    code="IDX",
    title="Your documents",
    stage="",
    audience="client",
    classification="public",
    templates=MappingProxyType({"docx": "IDX.docx"}),
    views=("client", "provider"),
)
"""The page that lists a client's other documents. No process issues it: it is made whenever one of them is, and is
classified as the strictest of them."""

EDITIONS = tuple(entry for entry in _ENTRIES if entry.templates)
"""Every entry that can be rendered, in the order in which an onboarding issues them: a code once for each process."""

TEMPLATED = (*EDITIONS, INDEX)
"""Every entry that has a template."""


def _first(entries: tuple[Artefact, ...]) -> Mapping[str, Artefact]:
    known: dict[str, Artefact] = {}
    for entry in entries:
        known.setdefault(entry.code, entry)
    return MappingProxyType(known)


DOCUMENTS: Mapping[str, Artefact] = _first(_ENTRIES)
"""Every document that an intake may speak of, by its code."""

CATALOGUE: Mapping[str, Artefact] = _first(EDITIONS)
"""Every artefact that can be rendered, by its code."""


def issued_by(stages: Collection[str]) -> tuple[Artefact, ...]:
    """Return what a process of these stages (`S1`, …) issues, in its order."""
    return tuple(entry for entry in EDITIONS if entry.stage in stages)


def edition(code: str, stages: Collection[str]) -> Artefact:
    """Return the entry of `code` for a process of these stages, else its first. Raise KeyError on another code."""
    entries = (entry for entry in _ENTRIES if entry.code == code and entry.stage in stages)
    return next(entries, DOCUMENTS[code])
