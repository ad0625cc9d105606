"""How the report of a batch looks on a terminal: short, with what to do next. Files hold the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from docgen.cli.terminal import clean, table

if TYPE_CHECKING:
    from docgen.batch.report import Report
    from docgen.batch.report.lines import ClientLine
    from docgen.batch.results import Batch

_FAILED, _RULES, _OWNERS = 20, 10, 6
"""How many of each are shown; the totals and the files count all."""
_WIDE = 72


def show_batch(batch: Batch) -> None:
    """Print what came of a batch: failed clients on standard error, totals, rules and owners on standard output."""
    from docgen.batch.report import report_of

    report = report_of(batch)
    for line in _failures(report.failed):
        click.echo(line, err=True)
    blocks = ("\n".join(_totals(report)), _rules(report), _owners(report))
    click.echo("\n\n".join(block for block in blocks if block))


def _failures(failed: Sequence[ClientLine]) -> Iterator[str]:
    for line in failed[:_FAILED]:
        # A problem's place names the file; a client without a code has no other name.
        name = f"{click.style(clean(line.code), bold=True)}: " if line.code else ""
        why = line.why if line.code or line.why.startswith(line.file) else f"{line.file}: {line.why}"
        yield f"{click.style('failed', fg='red', bold=True)} {name}{clean(why)}"
    if len(failed) > _FAILED:
        yield f"and {len(failed) - _FAILED:,} more that failed."
    if failed:
        yield ""


def _totals(report: Report) -> Iterator[str]:
    from docgen.batch.report.lines import counted
    from docgen.batch.results import ClientOutcome

    outcomes = [(outcome, len(report.of(outcome))) for outcome in ClientOutcome]
    clients = ", ".join(f"{number:,} {outcome.value}" for outcome, number in outcomes if number)
    yield f"{counted(len(report.clients), 'client')}: {clients or 'none was selected'}."
    made = report.documents
    names = ("new", "changed", "unchanged", "withheld")
    documents = ", ".join(f"{getattr(made, name):,} {name}" for name in names if getattr(made, name))
    if documents:
        number = made.new + made.changed + made.unchanged + made.withheld
        drafts = f"; {counted(made.drafts, 'draft')} among them" if made.drafts else ""
        yield f"{counted(number, 'document')}: {documents}{drafts}."


def _rules(report: Report) -> str:
    rows = [
        (line.rule, line.severity.value, f"{line.count:,}", f"{len(line.clients):,}", _short(line.what))
        for line in report.rules[:_RULES]
    ]
    rest = len(report.rules) - _RULES
    more = f"\n{rest} more in the report (--report FILE.xlsx)." if rest > 0 else ""
    return table(("Rule", "Severity", "Found", "Clients", "What it asks"), rows) + more if rows else ""


def _owners(report: Report) -> str:
    rows = [
        (
            line.owner,
            f"{line.facts:,}",
            f"{line.clients:,}",
            line.first_due.isoformat() if line.first_due else "",
            f"{line.overdue:,}",
        )
        for line in report.owners[:_OWNERS]
    ]
    rest = len(report.owners) - _OWNERS
    more = f"\n{rest} more in the report." if rest > 0 else ""
    return table(("Who owes facts", "Facts", "Clients", "First due", "Overdue"), rows) + more if rows else ""


def _short(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1].rstrip()}…"
