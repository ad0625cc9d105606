"""A batch's report as plain data: the JSON of `--json` and of a report file."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from docgen.batch.report.lines import (
    ClientLine,
    Counts,
    OwedLine,
    OwnerLine,
    Report,
    RuleLine,
    label,
    report_of,
)
from docgen.batch.results import Batch, Row

FORMAT = 1
"""The version of this layout."""


def report_data(batch: Batch) -> dict[str, Any]:
    """Return the report as plain data: totals, then lists by client (with documents and problems), rule and owner."""
    report = report_of(batch)
    return {
        "report": FORMAT,
        "as_of": report.as_of.isoformat(),
        "seconds": round(report.seconds, 3),
        "status": batch.exit_status,
        "interrupted": batch.interrupted,
        "totals": _totals(report),
        "clients": [_client(row, line) for row, line in zip(batch.rows, report.clients, strict=True)],
        "rules": [_rule(line) for line in report.rules],
        "owners": [_owner(line) for line in report.owners],
        "owed": [_owed(line) for line in report.owed],
    }


def _totals(report: Report) -> dict[str, Any]:
    outcomes: dict[str, int] = {}
    for line in report.clients:
        outcomes[line.outcome.value] = outcomes.get(line.outcome.value, 0) + 1
    return {
        "clients": {"all": len(report.clients), **dict(sorted(outcomes.items()))},
        "documents": asdict(report.documents),
        "problems": sum(line.count for line in report.rules),
        "owed": len(report.owed),
    }


def _client(row: Row, line: ClientLine) -> dict[str, Any]:
    return {
        "client": label(row),
        "code": row.code,
        "name": row.name,
        "file": row.file,
        "process": row.process,
        "outcome": row.outcome.value,
        "good": row.good,
        "why": line.why,
        "counts": _counts(line.documents),
        "errors": line.errors,
        "warnings": line.warnings,
        "documents": [document.as_data() for document in row.documents],
        "problems": [problem.as_data() for problem in row.problems],
        "owed": [each.as_data() for each in row.owed],
        "seconds": round(row.seconds, 3),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return asdict(counts)


def _rule(line: RuleLine) -> dict[str, Any]:
    return {
        "rule": line.rule,
        "severity": line.severity.value,
        "count": line.count,
        "clients": list(line.clients),
        "what": line.what,
        "to_do": line.todo,
    }


def _owner(line: OwnerLine) -> dict[str, Any]:
    first = line.first_due.isoformat() if line.first_due else None
    return {**asdict(line), "first_due": first}


def _owed(line: OwedLine) -> dict[str, Any]:
    return {
        "owner": line.owner,
        "due": line.due.isoformat() if line.due else None,
        "days": line.days,
        "client": line.client,
        "question": line.question,
        "path": line.path,
        "documents": list(line.documents),
    }
