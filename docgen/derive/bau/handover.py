"""What the service team receives: documents, runbooks, known issues, preferences, accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.derive.words import in_words
from docgen.intake.model.applications import Application
from docgen.intake.model.bau import Access, AsBuilt, Bau, KnowledgeDocument, KnownIssue, Runbook

REQUIRED = ("architecture", "as_built", "runbooks", "known_issues", "preferences", "dr", "network", "access")
"""Kinds of document without which nobody can run a client (M159); the list is a provider default."""
KINDS = {
    "architecture": "Architecture",
    "as_built": "As-built record",
    "runbooks": "Runbooks",
    "known_issues": "Known issues",
    "preferences": "Client preferences",
    "dr": "Disaster recovery",
    "network": "Network and addresses",
    "access": "Access",
    "sla": "Service levels",
    "contacts": "Contacts",
    "monitoring": "Monitoring",
    "backup": "Backup",
    "security": "Security",
    "vendors": "Vendors",
    "how_to": "How to",
}
_SEVERITIES = ("critical", "high", "medium", "low")
_PREFERENCES = {
    "contact_rules": "Contact",
    "change_windows": "Change windows",
    "blackout": "No changes",
    "tone": "Tone",
    "approvals": "Approvals",
    "site_access": "Access to sites",
    "vip_rules": "Who is served first",
}
Fact = TypeVar("Fact")
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document of the knowledge base."""

    id: str
    kind: str
    title: str
    ref: str
    version: str | Gap
    owner: str
    location: str | Gap
    review_due: date | Gap


@dataclass(frozen=True, slots=True)
class KindLine:
    """One required kind of document, and whether it is there."""

    kind: str
    count: int
    chip: Chip


@dataclass(frozen=True, slots=True)
class BuiltLine:
    """One point in which the result differs from the design."""

    item: str
    planned: str
    built: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunbookLine:
    """One runbook."""

    id: str
    title: str
    application: str
    trigger: str
    frequency: str
    steps: str | Gap
    owner: str | Gap
    last_tested: date | Gap


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One known issue."""

    id: str
    severity: str
    chip: Chip
    symptom: str
    workaround: str
    cause: str
    owner: str | Gap
    target_fix: date | Gap
    article: str
    accepted_by: str | Gap
    open: bool


@dataclass(frozen=True, slots=True)
class Preference:
    """One rule of how the client wants to be served."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class AccessLine:
    """An account with rights; `vault` is a reference, never a secret. `until` is the last day of temporary access, else
    None."""

    id: str
    account: str
    role: str
    vault: str | Gap
    owner: str | Gap
    review_due: date | Gap
    until: date | None


def built_lines(lookup: Lookup) -> tuple[BuiltLine, ...] | Gap:
    """Return the points in which the result differs from the design."""

    def line(one: AsBuilt) -> BuiltLine:
        return BuiltLine(one.design_item or "", one.planned or "", one.built or "", one.reason or "")

    return _lines(lookup, "as_built", _bau(lookup).as_built, line)


def document_lines(lookup: Lookup) -> tuple[DocumentLine, ...] | Gap:
    """Return the documents that are handed over."""

    def line(one: KnowledgeDocument) -> DocumentLine:
        path = f"bau.documents[{one.id}]"
        return DocumentLine(
            id=one.id or "",
            kind=KINDS[one.type] if one.type else "",
            title=one.title or "",
            ref=one.ref or "",
            version=lookup.known(one.version, f"{path}.version"),
            owner=lookup.name(one.owner),
            location=lookup.known(one.location, f"{path}.location"),
            review_due=lookup.known(one.review_due, f"{path}.review_due"),
        )

    return _lines(lookup, "documents", _bau(lookup).documents, line)


def required_kinds(lookup: Lookup) -> tuple[KindLine, ...]:
    """Return each required kind of document with how many there are; one counts where it has a version and a place."""
    ready = Counter(str(one.type) for one in _bau(lookup).documents or () if one.version and one.location)
    return tuple(KindLine(KINDS[kind], ready[kind], _there(ready[kind] > 0)) for kind in REQUIRED)


def _there(present: bool) -> Chip:
    return Chip(State.GOOD, "In place") if present else Chip(State.CRITICAL, "Missing")


def runbook_lines(lookup: Lookup) -> tuple[RunbookLine, ...] | Gap:
    """Return the runbooks."""

    def line(one: Runbook) -> RunbookLine:
        path = f"bau.runbooks[{one.id}]"
        return RunbookLine(
            id=one.id or "",
            title=one.title or "",
            application=application_name(lookup, one.app),
            trigger=one.trigger or "",
            frequency=one.frequency or "",
            steps=lookup.known(one.steps_ref, f"{path}.steps_ref"),
            owner=lookup.person(one.owner, f"{path}.owner"),
            last_tested=lookup.known(one.last_tested, f"{path}.last_tested"),
        )

    return _lines(lookup, "runbooks", _bau(lookup).runbooks, line)


def without_runbook(lookup: Lookup) -> tuple[str, ...]:
    """Return the names of critical applications (criticality 1) that no runbook is for."""
    covered = {one.app for one in _bau(lookup).runbooks or ()}
    critical: list[Application] = [one for one in lookup.intake.applications or () if one.criticality == 1]
    return tuple(one.name or one.id or "" for one in critical if one.id not in covered)


def application_name(lookup: Lookup, ref: str | None) -> str:
    """Return the name of an application; empty for None, the id where there is no such application."""
    names = (one.name for one in lookup.intake.applications or () if one.id == ref)
    return next((name for name in names if name), ref or "")


def issue_lines(lookup: Lookup) -> tuple[IssueLine, ...] | Gap:
    """Return the known issues, worst first."""

    def line(one: KnownIssue) -> IssueLine:
        path = f"bau.known_issues[{one.id}]"
        return IssueLine(
            id=one.id or "",
            severity=in_words(one.severity),
            chip=severity_chip(one.severity),
            symptom=one.symptom or "",
            workaround=one.workaround or "",
            cause=one.root_cause or "",
            owner=lookup.person(one.owner, f"{path}.owner"),
            target_fix=lookup.known(one.target_fix, f"{path}.target_fix"),
            article=one.kb_ref or "",
            accepted_by=lookup.person(one.accepted_by, f"{path}.accepted_by"),
            open=one.status != "closed",
        )

    facts = _bau(lookup).known_issues
    ordered = (
        None if facts is None else sorted(facts, key=lambda one: _SEVERITIES.index(one.severity or "low"))
    )
    return _lines(lookup, "known_issues", ordered, line)


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many known issues of a severity are open."""

    chip: Chip
    count: int


def by_severity(issues: Iterable[IssueLine]) -> tuple[SeverityCount, ...]:
    """Return the open issues by severity, worst first; all four severities, none left out."""
    still = Counter(issue.severity for issue in issues if issue.open)
    return tuple(SeverityCount(severity_chip(key), still[in_words(key)]) for key in _SEVERITIES)


def severity_chip(severity: str | None) -> Chip:
    """Return a severity as a state: critical and high are critical, medium asks for a look."""
    if severity in ("critical", "high"):
        return Chip(State.CRITICAL, in_words(severity))
    return Chip(State.CAUTION if severity == "medium" else State.NEUTRAL, in_words(severity) or "Not rated")


def preferences(lookup: Lookup) -> tuple[Preference, ...] | Gap:
    """Return how the client wants to be served, what is not stated left out."""
    facts = _bau(lookup).preferences
    if facts is None:
        return lookup.gap("bau.preferences")
    return tuple(
        Preference(name, getattr(facts, key)) for key, name in _PREFERENCES.items() if getattr(facts, key)
    )


def access_lines(lookup: Lookup) -> tuple[AccessLine, ...] | Gap:
    """Return the accounts with rights, each by the reference to its secret."""

    def line(one: Access) -> AccessLine:
        path = f"bau.access_register[{one.id}]"
        return AccessLine(
            id=one.id or "",
            account=one.account or "",
            role=one.role or "",
            vault=lookup.known(one.vault_ref, f"{path}.vault_ref"),
            owner=lookup.person(one.owner, f"{path}.owner"),
            review_due=lookup.known(one.review_due, f"{path}.review_due"),
            until=one.until,
        )

    return _lines(lookup, "access_register", _bau(lookup).access_register, line)


def _bau(lookup: Lookup) -> Bau:
    return lookup.intake.bau or Bau()


def _lines(
    lookup: Lookup, field: str, facts: tuple[Fact, ...] | list[Fact] | None, line: Callable[[Fact], Line]
) -> tuple[Line, ...] | Gap:
    return lookup.gap(f"bau.{field}") if facts is None else tuple(line(one) for one in facts)
