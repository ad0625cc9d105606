"""What discovery found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docgen.derive.lookup import Lookup
from docgen.intake.model.discovery import DiscoveryFinding

SEVERITIES = ("critical", "high", "medium", "low", "info")
_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "critical": "■ Critical",
        "high": "■ High",
        "medium": "▲ Medium",
        "low": "● Low",
        "info": "○ For information",
    }
)
_AREAS: Mapping[str, str] = MappingProxyType(
    {
        "network_infrastructure": "Network and infrastructure",
        "security_compliance": "Security and compliance",
        "requirements": "Requirements and applications",
    }
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with its treatment; `severity` is glyph and word."""

    id: str
    area: str
    severity: str
    description: str
    evidence: str
    recommendation: str
    owner: str
    stage: str


def finding_lines(lookup: Lookup) -> tuple[FindingLine, ...]:
    """Return the findings in the order of the intake."""
    discovery = lookup.intake.discovery
    return tuple(_finding(lookup, one) for one in (discovery.findings if discovery else None) or ())


def _finding(lookup: Lookup, one: DiscoveryFinding) -> FindingLine:
    return FindingLine(
        id=one.id or "",
        area=area_name(one.domain),
        severity=_MARKS.get(one.severity or "", ""),
        description=one.description or "",
        evidence=one.evidence or "",
        recommendation=one.recommendation or "",
        owner=lookup.name(one.owner),
        stage=one.treat_in or "",
    )


def area_name(domain: str | None) -> str:
    """Return one of the three areas of discovery in words; empty for None."""
    return _AREAS.get(domain or "", "")


def severity_names() -> tuple[str, ...]:
    """Return the severities as they are written, from critical to information."""
    return tuple(_MARKS[severity] for severity in SEVERITIES)


def area_names() -> tuple[str, ...]:
    """Return the areas of discovery in words."""
    return tuple(_AREAS.values())
