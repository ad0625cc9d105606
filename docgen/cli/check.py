"""`docgen check`: every problem of an intake, and what each document still needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.arguments import (
    as_of_option,
    json_option,
    overlay_options,
    playbook_option,
    refuse_bad_layers,
    stage_option,
    today,
)
from docgen.cli.explain import explain_all, explain_option
from docgen.cli.fixing import fix_options
from docgen.cli.report import as_data, because, report, tally
from docgen.cli.terminal import clean, print_json, table

if TYPE_CHECKING:
    from docgen.cli.grouping import Owned
    from docgen.drafted import Judged
    from docgen.pipeline import Assessment, Options
    from docgen.problems import Problem
    from docgen.readiness import ClientReadiness

_HELP = """Say what is wrong with each INTAKE, and what each of its documents still needs.

\b
  docgen check harrow-wills/intake.yaml
\b
Only what a handoff needs, stage S1; what is missing, who owes it, by when:
  docgen check harrow-wills/intake.yaml --stage S1 --readiness
\b
Many at once: what to mend first, and a workbook of what is missing to send round:
  docgen check clients/*/intake.yaml --group-by rule --report readiness.xlsx
\b
For a program; for annotations in GitHub Actions:
  docgen check clients/*.yaml --json
  docgen check clients/*.yaml --format github

Misspelt keys, numbers and dates in another form, tabs: mended, with the diff shown first:
  docgen check harrow-wills/intake.yaml --fix --dry-run

No intake is changed without --fix. Exit status: 0 every document could be issued (warnings at most); 1 a
problem stops one; 2 wrong usage."""


@click.command("check", help=_HELP)
@click.argument("intakes", metavar="INTAKE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@stage_option("Only the documents that are due by this stage, such as S3.")
@as_of_option
@playbook_option
@overlay_options
@explain_option
@click.option(
    "--group-by",
    type=click.Choice(["file", "rule", "owner"]),
    help="Put problems of all intakes together by file, by rule or by who can mend them. Most errors come first.",
)
@click.option(
    "--readiness", "wants_readiness", is_flag=True, help="List what is missing: who owes it, by when."
)
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write what is missing, by stage, document and owner, to FILE.xlsx or FILE.json.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text for people (default), json for programs (as --json), github for annotations in GitHub Actions.",
)
@json_option
@click.pass_context
@fix_options
def command(
    ctx: click.Context,
    /,
    intakes: tuple[Path, ...],
    stage: str,
    report_file: Path | None,
    as_json: bool,
    layout: str,
    **given: Any,
) -> None:
    """Check one intake or several."""
    from docgen.pipeline import Options

    view = _View("json" if as_json else layout, given.pop("group_by"), given.pop("wants_readiness"))
    paths = given.pop("explain")
    options = Options(today=today(), due_by=stage, **given)
    refuse_bad_layers(ctx, options)
    if paths:
        explain_all(ctx, intakes, paths, options, as_json=view.layout == "json")
    _refuse_strange_report(ctx, report_file)
    sheet = _Tally(options, view, keeps=report_file is not None)
    for path in intakes:
        sheet.add(path)
    sheet.finish(report_file)
    ctx.exit(sheet.status)


def _refuse_strange_report(ctx: click.Context, path: Path | None) -> None:
    """End with status 2 for a report that is to be no workbook and no JSON."""
    if path is None:
        return
    from docgen.errors import ArgumentError
    from docgen.readiness import report_kind

    try:
        report_kind(path)
    except ArgumentError as error:
        report(error.problems)
        ctx.exit(2)


@dataclass(frozen=True, slots=True)
class _View:
    """How what is found is shown: the layout, what problems are grouped by (if they are), whether gaps are listed."""

    layout: str
    group_by: str | None
    readiness: bool


@dataclass(slots=True)
class _Tally:
    """Intakes checked one by one, each shown as soon as that can be; of each is kept only what is shown at the end."""

    options: Options
    view: _View
    keeps: bool
    status: int = 0
    owned: list[Owned] = field(default_factory=list)
    clients: list[ClientReadiness] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)

    @property
    def as_of(self) -> date:
        """The day from which days to a due day are counted."""
        return self.options.as_of or self.options.today

    def add(self, path: Path) -> None:
        """Check one intake."""
        from docgen.pipeline import check_client
        from docgen.readiness import client_readiness

        found = check_client(path, self.options)
        ready = client_readiness(path.as_posix(), found, self.as_of)
        self.status = max(self.status, found.exit_status)
        if self.keeps:
            self.clients.append(ready)
        if self.view.layout == "json":
            self.data.append(_as_data(path, found, ready))
        elif self.view.layout == "github":
            _annotate(found.all_problems)
        else:
            self._show(path, found, ready)

    def _show(self, path: Path, found: Assessment, ready: ClientReadiness) -> None:
        """Show one intake to people; problems that are to be grouped wait for the others'."""
        if self.view.group_by:
            from docgen.cli.grouping import owned

            self.owned += owned(found)
        else:
            report(found.all_problems)
        _summarise(path, found)
        if self.view.readiness:
            from docgen.cli.readiness import show_readiness

            show_readiness(ready)

    def finish(self, report_file: Path | None) -> None:
        """Show what waited for all intakes, and write the report."""
        if self.view.layout == "json":
            print_json({"intakes": self.data})
        if self.owned and self.view.group_by:
            from docgen.cli.grouping import report_by

            report_by(self.view.group_by, self.owned)
        if report_file is not None:
            from docgen.readiness import Ready, write_readiness

            write_readiness(Ready(self.as_of, tuple(self.clients)), report_file)


def _annotate(problems: tuple[Problem, ...]) -> None:
    from docgen.cli.annotations import annotate

    annotate(problems)


def _summarise(path: Path, assessment: Assessment) -> None:
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


def _as_data(path: Path, assessment: Assessment, ready: ClientReadiness) -> dict[str, Any]:
    from docgen.cli.grouping import owned
    from docgen.readiness import client_data

    return {
        "file": path.as_posix(),
        "client": assessment.code,
        "status": assessment.exit_status,
        "problems": [{**as_data(one.problem), "owner": one.owner} for one in owned(assessment)],
        "documents": [_document(document) for document in assessment.documents],
        "stages": client_data(ready)["stages"],
    }


def _document(document: Judged) -> dict[str, Any]:
    verdict = document.verdict
    ready = verdict.readiness
    return {
        "artefact": document.artefact.code,
        "stage": document.artefact.stage,
        "draft": verdict.draft,
        "reasons": list(verdict.reasons),
        "facts": {"complete": ready.complete, "applicable": ready.applicable, "percent": ready.percent},
        "missing": list(_missing(document)),
    }


def _missing(document: Judged) -> Iterator[dict[str, Any]]:
    for one in document.verdict.readiness.missing:
        due = one.due.isoformat() if one.due else None
        yield {"path": one.path, "question": one.question, "owner": one.owner, "due": due}
