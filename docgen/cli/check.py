"""`docgen check`: every problem of an intake, and what each document still needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.arguments import as_of_option, json_option, playbook_option, stage_option, today
from docgen.cli.report import as_data, because, report, tally
from docgen.cli.terminal import clean, print_json, table

if TYPE_CHECKING:
    from docgen.drafted import Judged
    from docgen.pipeline import Assessment

_HELP = """Say what is wrong with each INTAKE, and what each of its documents still needs.

\b
  docgen check harrow-wills/intake.yaml
\b
Only what a handoff needs, stage S1:
  docgen check harrow-wills/intake.yaml --stage S1
\b
Several at once, for a program:
  docgen check clients/*.yaml --json

Nothing is written. Exit status: 0 every document could be issued (warnings at most); 1 a problem stops one;
2 wrong usage."""


@click.command("check", help=_HELP)
@click.argument("intakes", metavar="INTAKE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@stage_option("Only the documents that are due by this stage, such as S3.")
@as_of_option
@playbook_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, /, intakes: tuple[Path, ...], stage: str, as_json: bool, **choices: Any
) -> None:
    """Check one intake or several."""
    from docgen.pipeline import Options, check_client

    options = Options(today=today(), due_by=stage, **choices)
    found = [(path, check_client(path, options)) for path in intakes]
    if as_json:
        print_json({"intakes": [_as_data(path, assessment) for path, assessment in found]})
    else:
        for path, assessment in found:
            _show(path, assessment)
    ctx.exit(max(assessment.exit_status for _, assessment in found))


def _show(path: Path, assessment: Assessment) -> None:
    report(assessment.all_problems)
    click.echo(clean(f"{path}: {tally(assessment.all_problems)}"))
    if assessment.documents:
        click.echo(
            table(("Document", "Stage", "Facts", "", "As it is"), [_row(d) for d in assessment.documents])
        )
    for document in assessment.documents:
        if document.verdict.draft:
            click.echo(because(f"{document.artefact.code} would be a draft", document.verdict.reasons))


def _row(document: Judged) -> tuple[str, ...]:
    artefact, verdict = document.artefact, document.verdict
    known = f"{verdict.readiness.complete} of {verdict.readiness.applicable}"
    name = f"{artefact.code}  {artefact.title}"
    return (
        name,
        artefact.stage,
        known,
        f"{verdict.readiness.percent} %",
        "draft" if verdict.draft else "final",
    )


def _as_data(path: Path, assessment: Assessment) -> dict[str, Any]:
    return {
        "file": path.as_posix(),
        "client": assessment.code,
        "status": assessment.exit_status,
        "problems": [as_data(problem) for problem in assessment.all_problems],
        "documents": [_document(document) for document in assessment.documents],
    }


def _document(document: Judged) -> dict[str, Any]:
    verdict = document.verdict
    missing = verdict.readiness.missing
    return {
        "artefact": document.artefact.code,
        "stage": document.artefact.stage,
        "draft": verdict.draft,
        "reasons": list(verdict.reasons),
        "facts": {"complete": verdict.readiness.complete, "applicable": verdict.readiness.applicable},
        "missing": [
            {
                "path": m.path,
                "question": m.question,
                "owner": m.owner,
                "due": m.due.isoformat() if m.due else None,
            }
            for m in missing
        ],
    }
