"""Readiness as plain data: a part of what `check --json` prints, and the JSON of a report file."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.readiness.lines import (
    ClientReadiness,
    DocumentLine,
    FactLine,
    Known,
    OwnerLine,
    Ready,
    StageLine,
)

FORMAT = 1
"""The version of this layout."""


def readiness_data(ready: Ready) -> dict[str, Any]:
    """Return several clients' readiness: totals, each client with its stages, documents and facts, and owners."""
    return {
        "readiness": FORMAT,
        "as_of": ready.as_of.isoformat(),
        "facts": _known(ready.facts),
        "issuable": ready.issuable,
        "overdue": ready.overdue,
        "clients": [client_data(client) for client in ready.clients],
        "owners": [_owner(line) for line in ready.owners],
    }


def client_data(client: ClientReadiness) -> dict[str, Any]:
    """Return one client's readiness; `facts` is None where the intake cannot be read."""
    return {
        "client": client.code,
        "name": client.name,
        "file": client.file,
        "process": client.process,
        "state": client.state.text,
        "facts": _known(client.facts) if client.documents else None,
        "errors": client.errors,
        "warnings": client.warnings,
        "stages": [_stage(line) for line in client.stages],
        "documents": [_document(line) for line in client.documents],
        "missing": [_fact(line) for line in client.owed],
    }


def _known(facts: Known) -> dict[str, int]:
    return {"complete": facts.complete, "needed": facts.needed, "percent": facts.percent}


def _stage(line: StageLine) -> dict[str, Any]:
    return {
        "stage": line.stage,
        "name": line.name,
        "state": line.state.text,
        "documents": list(line.documents),
        "facts": _known(line.facts),
        "first_due": _day(line.due),
    }


def _document(line: DocumentLine) -> dict[str, Any]:
    return {
        "artefact": line.code,
        "title": line.title,
        "stage": line.stage,
        "state": line.state.text,
        "draft": line.draft,
        "reasons": list(line.reasons),
        "facts": _known(line.facts),
    }


def _fact(line: FactLine) -> dict[str, Any]:
    return {
        "path": line.path,
        "question": line.question,
        "owner": line.owner,
        "due": _day(line.due),
        "days": line.days,
        "stage": line.stage,
        "documents": list(line.documents),
        "asked": line.asked,
        "where": line.where,
    }


def _owner(line: OwnerLine) -> dict[str, Any]:
    return {
        "owner": line.owner,
        "facts": line.facts,
        "clients": line.clients,
        "first_due": _day(line.due),
        "overdue": line.overdue,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
