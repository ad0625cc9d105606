"""The root name `design`: one field for each section of the solution design document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.design.cloud import CloudView, cloud_view
from docgen.derive.design.decisions import (
    Approval,
    Bill,
    DecisionRow,
    Risks,
    StandardRow,
    approvals_view,
    bill_view,
    decisions_view,
    risks_view,
    standards_view,
)
from docgen.derive.design.drawings import Drawings, drawings_view
from docgen.derive.design.maturity import Maturity, maturity_view
from docgen.derive.design.migration import MigrationView, migration_view
from docgen.derive.design.monitoring import MonitoringView, monitoring_view
from docgen.derive.design.network import NetworkView, network_view
from docgen.derive.design.operations import AiView, ServiceDesk, ai_view, desk_view
from docgen.derive.design.overview import (
    Findings,
    Requirements,
    Scope,
    Summary,
    findings_view,
    requirements_view,
    scope_view,
    summary_view,
)
from docgen.derive.design.platform import Platform, platform_view
from docgen.derive.design.recovery import Recovery, recovery_view
from docgen.derive.design.rows import part_of
from docgen.derive.design.sections import SECTIONS
from docgen.derive.design.security import ControlRow, SecurityView, controls_view, security_view
from docgen.derive.lookup import Lookup
from docgen.derive.profile import Profile
from docgen.derive.values import Gap
from docgen.intake.model.design import Design


@dataclass(frozen=True, slots=True)
class Word:
    """A word that readers may not know."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DesignView:
    """The solution design, section by section. A group of facts that is missing as a whole is one gap.

    `sections` maps the numbers of the document's sections to their titles.
    """

    sections: Mapping[str, str]
    summary: Summary
    scope: Scope
    requirements: Requirements
    findings: Findings
    drawings: Drawings
    network: NetworkView | Gap
    cloud: CloudView | Gap
    security: SecurityView | Gap
    maturity: Maturity
    controls: tuple[ControlRow, ...]
    platform: Platform
    monitoring: MonitoringView | Gap
    recovery: Recovery
    desk: ServiceDesk | Gap
    ai: AiView | Gap
    decisions: tuple[DecisionRow, ...] | Gap
    migration: MigrationView
    risks: Risks
    bill: Bill | None
    approvals: tuple[Approval, ...]
    standards: tuple[StandardRow, ...]
    glossary: tuple[Word, ...]


def design_view(
    lookup: Lookup, profile: Profile, days: BusinessCalendar, *, go_live: date | Gap | None = None
) -> DesignView:
    """Return everything that the solution design document shows, from as little as a client and a name.

    `days` are the client's working days, on which migration windows open; `go_live` is the day that moves lead to.
    """
    facts = lookup.intake.design or Design()
    return DesignView(
        sections=SECTIONS,
        summary=summary_view(lookup, facts),
        scope=scope_view(lookup, facts),
        requirements=requirements_view(lookup, facts),
        findings=findings_view(lookup, facts),
        drawings=drawings_view(lookup, facts),
        network=part_of(
            lookup, facts.network, "design.network", lambda one: network_view(lookup, facts, one)
        ),
        cloud=part_of(lookup, facts.cloud, "design.cloud", lambda one: cloud_view(lookup, one)),
        security=part_of(lookup, facts.security, "design.security", lambda one: security_view(lookup, one)),
        maturity=maturity_view(lookup),
        controls=controls_view(lookup, facts, profile),
        platform=platform_view(lookup, facts),
        monitoring=part_of(
            lookup, facts.monitoring, "design.monitoring", lambda one: monitoring_view(lookup, one)
        ),
        recovery=recovery_view(lookup, facts),
        desk=part_of(lookup, facts.service_desk, "design.service_desk", lambda one: desk_view(lookup, one)),
        ai=part_of(lookup, facts.ai, "design.ai", lambda one: ai_view(lookup, one)),
        decisions=decisions_view(lookup, facts),
        migration=migration_view(lookup, facts.migration, days, go_live=go_live),
        risks=risks_view(lookup, facts),
        bill=bill_view(lookup, facts),
        approvals=approvals_view(lookup),
        standards=standards_view(facts),
        glossary=tuple(Word(one.term or "", one.meaning or "") for one in facts.glossary or ()),
    )
