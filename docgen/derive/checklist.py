"""The handoff checklist and the information owed by the client, each with a status derived from the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.derive.evidence import COMPLETE, MISSING, NOT_APPLICABLE, PARTIAL, Found, found
from docgen.derive.lookup import Lookup
from docgen.derive.values import Cell, Chip, Gap, State
from docgen.derive.words import counted
from docgen.intake.model.handover import ChecklistEntry
from docgen.playbooks import stages

BAR_CELLS = 20


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item. `state` is `complete`, `partial`, `missing` or `not_applicable`; `chip` shows it.

    `evidence` says in words what was found (`MSA-2027-014, signed 27 January 2027`), `missing` what was not.
    `line` is the process line, empty for provider defaults.
    """

    id: str
    text: str
    state: str
    chip: Chip
    evidence: str
    missing: str
    owner: str | Gap
    due: date | Gap
    line: str


@dataclass(frozen=True, slots=True)
class InformationItem:
    """Information that the client owes, with who provides it."""

    id: str
    text: str
    provided_by: str | Gap
    state: str
    chip: Chip
    evidence: str
    missing: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Readiness: `percent` = complete / applicable x 100, rounded down so that only a full list says 100.

    `bar` draws it in twenty columns: complete, partial, missing. `outstanding` counts the items not complete.
    """

    items: tuple[ChecklistItem, ...]
    complete: int
    applicable: int
    percent: int
    chip: Chip
    bar: tuple[Cell, ...]
    information: tuple[InformationItem, ...]
    information_complete: int
    outstanding: int


_CHIPS = {
    COMPLETE: Chip(State.GOOD, "Complete"),
    PARTIAL: Chip(State.CAUTION, "Partial"),
    MISSING: Chip(State.CRITICAL, "Missing"),
    NOT_APPLICABLE: Chip(State.NEUTRAL, "Not applicable"),
}
_FILLS = {COMPLETE: "accent4", PARTIAL: "accent5", MISSING: "accent3@30"}


def checklist_view(lookup: Lookup) -> Checklist:
    """Return the checklist and the information list, each status derived from the data, never ticked by hand."""
    items = tuple(_item(lookup, item) for item in lookup.playbook.handoff.checklist)
    information = tuple(_information(lookup, item) for item in lookup.playbook.handoff.information)
    states = [item.state for item in items if item.state != NOT_APPLICABLE]
    complete = states.count(COMPLETE)
    return Checklist(
        items=items,
        complete=complete,
        applicable=len(states),
        percent=readiness(complete, len(states)),
        chip=_readiness_chip(complete, len(states)),
        bar=_bar(states),
        information=information,
        information_complete=sum(item.state == COMPLETE for item in information),
        outstanding=len(states) - complete,
    )


def readiness(complete: int, applicable: int) -> int:
    """Return complete / applicable in whole per cent, rounded down; 100 where nothing applies."""
    return complete * 100 // applicable if applicable else 100


def _readiness_chip(complete: int, applicable: int) -> Chip:
    left = applicable - complete
    if not left:
        return Chip(State.GOOD, "Ready")
    half = complete * 2 >= applicable
    return Chip(State.CAUTION if half else State.CRITICAL, f"{counted(left, 'item')} outstanding")


def _bar(states: Sequence[str]) -> tuple[Cell, ...]:
    """Return the bar: the columns of each state in proportion, what rounding leaves over to those missing."""
    total = len(states) or 1
    done = states.count(COMPLETE) * BAR_CELLS // total if states else BAR_CELLS
    partial = states.count(PARTIAL) * BAR_CELLS // total
    spans = {COMPLETE: done, PARTIAL: partial, MISSING: BAR_CELLS - done - partial}
    if not states.count(MISSING):
        spans[PARTIAL], spans[MISSING] = BAR_CELLS - done, 0
    return tuple(Cell(span, "", _FILLS[state]) for state, span in spans.items() if span)


def _item(lookup: Lookup, item: stages.ChecklistItem) -> ChecklistItem:
    proof = found(lookup, item.evidence, item.evidence_if_any)
    state = NOT_APPLICABLE if item.optional and proof.state == MISSING else proof.state
    handoff = lookup.intake.handoff
    entry = ((handoff.checklist if handoff else None) or {}).get(item.id) or ChecklistEntry()
    return ChecklistItem(
        id=item.id,
        text=item.text,
        state=state,
        chip=_CHIPS[state],
        evidence="; ".join(filter(None, (proof.text, entry.evidence or ""))),
        missing="" if state == NOT_APPLICABLE else proof.missing,
        owner=lookup.name(entry.owner) or lookup.holder(_checklist_owner(lookup)),
        due=lookup.known(entry.due or lookup.kickoff, "engagement.kickoff_date"),
        line=item.line,
    )


def _checklist_owner(lookup: Lookup) -> str:
    """Return the role that owes the checklist: the first owner of the handoff's stage."""
    return lookup.playbook.stage(lookup.playbook.handoff.stage).owners[0]


def _information(lookup: Lookup, item: stages.InformationItem) -> InformationItem:
    proof: Found = found(lookup, item.fields)
    return InformationItem(
        id=item.id,
        text=item.text,
        provided_by=_provider_of(lookup, item.provided_by),
        state=proof.state,
        chip=_CHIPS[proof.state],
        evidence=proof.text,
        missing=proof.missing,
    )


def _provider_of(lookup: Lookup, role: str) -> str | Gap:
    """Return who provides it: `Tomas Lind (IT lead)`, or the gap that asks for such a contact."""
    held = lookup.in_role(role)
    return f"{held[0].name} ({lookup.role_name(role)})" if held else lookup.holder(role)
