"""How a batch, or the plan of one, is shown: for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.report import as_data
from docgen.cli.terminal import clean, print_json, table

if TYPE_CHECKING:
    from docgen.batch.foretell import Foretold
    from docgen.batch.plan import Plan
    from docgen.batch.results import Batch, Document


def show(planned: Plan, batch: Batch) -> None:
    """Print what came of a batch, and what to do where it was stopped."""
    from docgen.cli.batch_report import show_batch

    show_batch(batch)
    _show_passed_over(planned)
    if batch.interrupted:
        click.echo("It was stopped before the end. The same command goes on from there.", err=True)


def show_json(planned: Plan, batch: Batch) -> None:
    """Print the whole report as JSON."""
    from docgen.batch.report import report_data

    print_json({**report_data(batch), **_selection(planned)})


def foretell(planned: Plan, told: Sequence[Foretold]) -> None:
    """Print what would be written and why: a line for each outcome and reason that documents of a client share."""
    from docgen.batch.results import ClientOutcome, DocumentOutcome

    for each in told:
        if each.row.outcome is ClientOutcome.FAILED:
            for problem in each.row.problems:
                who = each.row.code or each.row.file
                click.echo(clean(f"{who} would fail: {problem.place}: {problem.message}"), err=True)
    rows = [line for each in told for line in _prospects(each)]
    if rows:
        click.echo(table(("Client", "Would be", "Why", "Documents"), rows))
    counts = [(outcome, sum(each.row.count(outcome) for each in told)) for outcome in DocumentOutcome]
    documents = ", ".join(f"{count:,} {outcome.value}" for outcome, count in counts if count)
    clients = f"{len(told):,} client{'' if len(told) == 1 else 's'}"
    click.echo(f"{clients}; documents: {documents or 'none'}. Nothing was written.")
    _show_passed_over(planned)


def foretell_json(planned: Plan, told: Sequence[Foretold]) -> None:
    """Print what would be written and why as JSON."""
    print_json({"dry_run": True, **_selection(planned), "clients": [_foretold(each) for each in told]})


def _show_passed_over(planned: Plan) -> None:
    number = planned.passed_over
    if number:
        were = "other intake was" if number == 1 else "other intakes were"
        click.echo(f"{number:,} {were} left out by what was asked for.")


def _selection(planned: Plan) -> dict[str, Any]:
    problems = [as_data(problem) for problem in planned.problems]
    return {"selection": problems, "left_out": planned.passed_over}


def _prospects(told: Foretold) -> Iterator[tuple[str, ...]]:
    def alike(pair: tuple[Document, str]) -> tuple[str, str]:
        return pair[0].outcome.value, pair[1]

    pairs = sorted(zip(told.row.documents, told.why, strict=True), key=alike)
    for (outcome, why), group in groupby(pairs, key=alike):
        yield told.row.code, outcome, why, _named([document for document, _ in group])


def _named(documents: Sequence[Document]) -> str:
    """Return documents in few words, formats of one together: `HOF 1.0 docx, CSP 1.1 draft docx pptx`."""
    formats: dict[str, list[str]] = {}
    for each in documents:
        name = " ".join(filter(None, (each.artefact, each.version, "draft" if each.draft else "")))
        formats.setdefault(name, []).append(each.format)
    return ", ".join(f"{name} {' '.join(known)}" for name, known in formats.items())


def _foretold(told: Foretold) -> dict[str, Any]:
    row = told.row
    documents = zip(row.documents, told.why, strict=True)
    return {
        "client": row.code,
        "file": row.file,
        "outcome": row.outcome.value,
        "good": row.good,
        "documents": [{**document.as_data(), "why": why} for document, why in documents],
        "problems": [problem.as_data() for problem in row.problems],
    }
