"""Document control: what a document says of itself on its cover and its second page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from docgen.artefacts import DOCUMENTS, Artefact, edition
from docgen.derive.lookup import Lookup
from docgen.derive.overridden import overridden
from docgen.derive.values import Chip, Gap, State
from docgen.intake.model import Intake
from docgen.intake.model.document import Approval, DocumentState
from docgen.intake.overlay import Override
from docgen.playbooks.model import Playbook

T = TypeVar("T")

FIRST_VERSION = "0.1"
_CLASSIFICATIONS: Mapping[str, str] = MappingProxyType(
    {
        "public": "Public",
        "internal": "Internal",
        "commercial-in-confidence": "Commercial-in-Confidence",
        "restricted": "Restricted",
    }
)

STATUSES: Mapping[str, Chip] = MappingProxyType(
    {
        "draft": Chip(State.NEUTRAL, "Draft"),
        "for_review": Chip(State.CAUTION, "For review"),
        "approved": Chip(State.GOOD, "Approved"),
        "superseded": Chip(State.NEUTRAL, "Superseded"),
    }
)
"""A document's status in the intake, and how it looks."""

_DECISIONS: Mapping[str, Chip] = MappingProxyType(
    {
        "approved": Chip(State.GOOD, "Approved"),
        "conditional": Chip(State.CAUTION, "Conditional"),
        "rejected": Chip(State.CRITICAL, "Rejected"),
        "pending": Chip(State.NEUTRAL, "Pending"),
    }
)


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One line of the revision history."""

    version: str
    date: datetime.date | Gap
    author: str
    summary: str


@dataclass(frozen=True, slots=True)
class Approver:
    """Who must approve the document, or has; `date` is None while there is no decision."""

    name: str
    role: str
    decision: Chip
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Copy:
    """One reader of the document."""

    name: str
    organisation: str
    purpose: str


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """Another document of the same client."""

    number: str
    title: str
    status: Chip


@dataclass(frozen=True, slots=True)
class DocumentControl:
    """The document's own state.

    `number` is `{client}-{artefact}-v{major.minor}`; `owner` the name with the role; `date` the document's own
    date, else the as-of date. `related` are the client's documents that bear a date up to this one's, without the
    internal ones where the client reads this. `facts_hash`
    identifies the facts that the document shows; it is known only once the template has been read.
    """

    code: str
    title: str
    number: str
    version: str
    status: Chip
    date: datetime.date
    effective_date: datetime.date | Gap
    review_date: datetime.date | Gap
    owner: str | Gap
    classification: str
    revisions: tuple[RevisionLine, ...]
    approvers: tuple[Approver, ...] | Gap
    distribution: tuple[Copy, ...] | Gap
    related: tuple[RelatedDocument, ...]
    playbook_version: str
    facts_hash: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """What the intake says of one document, and who is asked for what it leaves out."""

    lookup: Lookup
    code: str
    state: DocumentState

    def known(self, value: T | None, field: str) -> T | Gap:
        """Return `value`, or the gap of that field, which the document's owner is asked to close."""
        if value is not None:
            return value
        gap = self.lookup.gap(f"documents.{self.code}.{field}")
        return replace(gap, owner=gap.owner or self.lookup.name(self.state.owner))


def document_control(
    intake: Intake,
    playbook: Playbook,
    *,
    artefact: str,
    as_of: datetime.date,
    overrides: tuple[Override, ...] = (),
) -> DocumentControl:
    """Return the state of one artefact of the intake; a document that was never mentioned is draft 0.1.

    A contract's revisions say which values `overrides` put in place of the recorded ones.
    """
    return control_of(Lookup(intake, playbook, overrides), artefact, as_of)


def control_of(lookup: Lookup, artefact: str, as_of: datetime.date) -> DocumentControl:
    """Return what `document_control` does, of a client whose people are known already."""
    intake, playbook = lookup.intake, lookup.playbook
    state = _states(intake).get(artefact) or DocumentState()
    entry = edition(artefact, playbook.stages_by_id)
    source = _Source(lookup, artefact, state)
    day = state.date or as_of
    return DocumentControl(
        code=artefact,
        title=state.title or entry.title,
        number=_number(intake, artefact, state),
        version=state.version or FIRST_VERSION,
        status=STATUSES[state.status or "draft"],
        date=day,
        effective_date=source.known(state.effective_date, "effective_date"),
        review_date=source.known(state.review_date, "review_date"),
        owner=source.known(_owner(source), "owner"),
        classification=_CLASSIFICATIONS[state.classification or entry.classification],
        revisions=_with_note(_revisions(source), state, day, overridden(source.lookup, entry)),
        approvers=source.known(_approvers(source), "approvers"),
        distribution=source.known(_distribution(state), "distribution"),
        related=tuple(_related(intake, entry, day)),
        playbook_version=f"{playbook.name} {playbook.version}",
    )


def _states(intake: Intake) -> dict[str, DocumentState]:
    return {str(code): state for code, state in (intake.documents or {}).items()}


def _number(intake: Intake, artefact: str, state: DocumentState) -> str:
    return f"{state.prefix or intake.client.code}-{artefact}-v{state.version or FIRST_VERSION}"


def _owner(source: _Source) -> str | None:
    person = source.lookup.people.get(source.state.owner or "")
    if person is None:
        return source.state.owner
    return f"{person.name}, {person.title}" if person.title else person.name


def _revisions(source: _Source) -> tuple[RevisionLine, ...]:
    return tuple(
        RevisionLine(
            version=revision.version or "",
            date=source.known(revision.date, f"revisions[{revision.version}].date"),
            author=revision.author or "",
            summary=revision.summary or "",
        )
        for revision in source.state.revisions or ()
    )


def _with_note(
    revisions: tuple[RevisionLine, ...], state: DocumentState, day: datetime.date, note: str
) -> tuple[RevisionLine, ...]:
    """Return the revisions with a note on this version: in its own line, which is made where there is none."""
    version = state.version or FIRST_VERSION
    if not note:
        return revisions
    if not any(line.version == version for line in revisions):
        return (*revisions, RevisionLine(version, day, "", note))
    return tuple(
        replace(line, summary=_joined(line.summary, note)) if line.version == version else line
        for line in revisions
    )


def _joined(summary: str, note: str) -> str:
    """Return a summary, as it was written, and a sentence after it."""
    said = summary.rstrip()
    stop = "" if said.endswith((".", "!", "?")) or not said else "."
    return f"{said}{stop} {note}".lstrip()


def _approvers(source: _Source) -> tuple[Approver, ...] | None:
    """Return those who must approve, then others who have; None while nobody is named. The last decision counts."""
    state = source.state
    if state.approvers is None and not state.approvals:
        return None
    decisions = {approval.by: approval for approval in state.approvals or () if approval.by}
    names = dict.fromkeys((*(state.approvers or ()), *decisions))
    return tuple(_approver(source.lookup, ref, decisions.get(ref)) for ref in names)


def _approver(lookup: Lookup, ref: str, approval: Approval | None) -> Approver:
    person = lookup.people.get(ref)
    role = ", ".join(part for part in (person.title, person.organisation) if part) if person else ""
    decision = (approval.decision if approval else None) or "pending"
    return Approver(lookup.name(ref), role, _DECISIONS[decision], approval.date if approval else None)


def _distribution(state: DocumentState) -> tuple[Copy, ...] | None:
    if state.distribution is None:
        return None
    return tuple(
        Copy(reader.name or "", reader.organisation or "", reader.purpose or "")
        for reader in state.distribution
    )


def _related(intake: Intake, entry: Artefact, day: datetime.date) -> Iterable[RelatedDocument]:
    """Yield the client's documents up to a day. A document that the client reads names no internal one."""
    for code, other in _states(intake).items():
        hidden = entry.shared and not DOCUMENTS[code].shared
        if code != entry.code and other.date and other.date <= day and not hidden:
            title = other.title or DOCUMENTS[code].title
            yield RelatedDocument(_number(intake, code, other), title, STATUSES[other.status or "draft"])
