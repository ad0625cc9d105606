"""The sections of the solution design document: the numbers that traces and controls point at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "1": "Executive summary",
        "2": "Scope, assumptions, constraints and dependencies",
        "3": "Business context and requirements",
        "4": "Current state and findings",
        "5": "Target architecture",
        "5.1": "Context",
        "5.2": "Network",
        "5.3": "Cloud",
        "5.4": "Security architecture and identity",
        "5.5": "Compute, storage, applications and integrations",
        "6": "Monitoring strategy",
        "7": "Security posture plan",
        "7.1": "Essential Eight",
        "7.2": "Endpoint protection",
        "7.3": "Patching",
        "7.4": "Security logging",
        "7.5": "Second factor",
        "7.6": "Mail authentication",
        "7.7": "Vulnerability management",
        "7.8": "Data protection",
        "7.9": "Compliance mapping",
        "8": "Backup and disaster recovery",
        "8.1": "Backup jobs",
        "8.2": "Recovery objectives",
        "8.3": "Copies and places",
        "8.4": "Restore tests",
        "8.5": "Recovery strategy and declaration",
        "8.6": "Order of restore",
        "8.7": "Recovery runbooks",
        "9": "Service desk integration",
        "9.1": "Channels and routing",
        "9.2": "Escalation",
        "9.3": "Joiners, leavers and access",
        "9.4": "Named users and knowledge",
        "10": "AI operations",
        "10.1": "Alerting models",
        "10.2": "Predictive maintenance",
        "10.3": "Remediation playbooks",
        "10.4": "Guardrails and data handling",
        "11": "Design decisions",
        "12": "Migration and transition",
        "13": "Traceability",
        "14": "Risks",
        "15": "Bill of materials",
        "16": "Service levels in brief",
        "17": "Approval",
    }
)
"""Number of a section: its title. The document's headings stand in this order, and the numbers are printed by it."""


def section_title(number: str | None) -> str:
    """Return `8.2 Recovery objectives`; the number alone where there is no such section, empty for None."""
    if not number:
        return ""
    title = SECTIONS.get(number, "")
    return f"{number} {title}".rstrip()
