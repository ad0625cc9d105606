"""The rules, one small function each, by topic. Reading a module registers its rules."""

from docgen.judge.rules import (
    applications,
    commercial,
    contacts,
    dates,
    discovery,
    documents,
    hypercare,
    raci,
    risks,
    schedule,
    sla,
)

__all__ = [
    "applications",
    "commercial",
    "contacts",
    "dates",
    "discovery",
    "documents",
    "hypercare",
    "raci",
    "risks",
    "schedule",
    "sla",
]
