"""`docgen render`: the client's documents from an intake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.arguments import chosen, document_options, json_option
from docgen.cli.report import as_data, because, report, tally
from docgen.cli.terminal import clean, print_json, table

if TYPE_CHECKING:
    from docgen.batch.client import Outturn
    from docgen.drafted import RenderedFile
    from docgen.pack import Delivered
    from docgen.pipeline import ClientResult
    from docgen.problems import Problem

_HELP = """Render the documents of the client whose facts are in INTAKE.

\b
All of them, into out/<CODE>/<STAGE>/:
  docgen render harrow-wills/intake.yaml -o out
\b
Only the SLA schedule, and not as a draft:
  docgen render harrow-wills/intake.yaml -o out -a SLA --final
\b
With templates of your own, as the world was on a certain day:
  docgen render harrow-wills/intake.yaml -o out --templates ours --as-of 2027-03-01
\b
With another tier than the intake's, without changing it:
  docgen render harrow-wills/intake.yaml -o out --set engagement.tier=platinum
\b
In another brand (name, logo, colours, fonts); what the documents say stays:
  docgen render harrow-wills/intake.yaml -o out --brand brands/tidewater.yaml

A document with a required fact missing is written as a draft that lists what is missing; with --final it is
not written. An intake with a mistake in it (a misspelt key, a broken date) gives no document at all.

Exit status: 0 done (warnings at most); 1 a problem stops a document; 2 wrong usage."""


@click.command("render", help=_HELP)
@click.argument("intake", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Where to write."
)
@document_options
@click.option("--zip", "zipped", is_flag=True, help="Also write the client's documents and index as one zip.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, /, intake: Path, out: Path, zipped: bool, force: bool, as_json: bool, **choices: Any
) -> None:
    """Render one intake into a folder."""
    from docgen.batch.client import make_client, order_for

    options = chosen(ctx, **choices)
    outturn = make_client(intake, "", order_for(out, options, zipped=zipped, force=force))
    show = _show_json if as_json else _show
    show(outturn.result, outturn.delivered, outturn.refused, beside=_beside(out, outturn))
    ctx.exit(outturn.exit_status)


def _beside(out: Path, outturn: Outturn) -> dict[str, Path]:
    """Return the files that speak of all documents of the client: those of them that are there."""
    from docgen.artefacts import INDEX
    from docgen.pack.names import index_path, zip_name

    if not outturn.delivered:
        return {}
    code = outturn.result.code
    files = {"index": out / index_path(code, INDEX.code, "docx"), "zip": out / code / zip_name(code)}
    return {name: path for name, path in files.items() if path.is_file()}


def _show(
    result: ClientResult,
    delivered: tuple[Delivered, ...],
    refused: tuple[Problem, ...],
    *,
    beside: Mapping[str, Path],
) -> None:
    problems = (*result.all_problems, *refused)
    report(problem for problem in problems if not problem.acknowledged)  # check lists the others too
    if delivered:
        rows = [_row(item, file) for item, file in zip(delivered, result.files, strict=True)]
        click.echo(table(("Document", "Version", "Status", "File", "", "Problems"), rows))
    for line in (*_drafts(delivered), *_left_out(result), *_twins(delivered), *_named(beside)):
        click.echo(line)
    if not delivered:
        click.echo(f"Nothing was written: {tally(problems)}.", err=True)


def _row(item: Delivered, file: RenderedFile) -> tuple[str, ...]:
    entry = item.entry
    status = "draft" if entry.draft else entry.status.replace("_", " ")
    name = f"{entry.artefact}  {file.artefact.title}"
    return name, entry.version, status, item.path.as_posix(), item.outcome.value, tally(file.problems)


def _drafts(delivered: tuple[Delivered, ...]) -> list[str]:
    drafts = [item.entry for item in delivered if item.entry.draft]
    return [because(f"{entry.artefact} is a draft", entry.reasons) for entry in drafts]


def _left_out(result: ClientResult) -> list[str]:
    return [because(f"{item.artefact.code} was not written", item.reasons) for item in result.withheld]


def _twins(delivered: tuple[Delivered, ...]) -> list[str]:
    return [
        clean(
            f"{item.twin}, {'the final' if item.entry.draft else 'a draft'} of the same version from an earlier run, "
            f"is still in {item.path.parent.as_posix()}."
        )
        for item in delivered
        if item.twin
    ]


_BESIDE = {
    "index": "The index for the client is {}.",
    "zip": "The client's documents and their index are in {}; internal documents and manifests are not.",
}


def _named(beside: Mapping[str, Path]) -> list[str]:
    return [clean(_BESIDE[name].format(path.as_posix())) for name, path in beside.items()]


def _show_json(
    result: ClientResult,
    delivered: tuple[Delivered, ...],
    refused: tuple[Problem, ...],
    *,
    beside: Mapping[str, Path],
) -> None:
    print_json(
        {
            "client": result.code,
            "problems": [as_data(problem) for problem in (*result.all_problems, *refused)],
            "written": [_written(item) for item in delivered],
            "left_out": [
                {"artefact": item.artefact.code, "reasons": list(item.reasons)} for item in result.withheld
            ],
            **{name: path.as_posix() for name, path in beside.items()},
        }
    )


def _written(item: Delivered) -> dict[str, Any]:
    return {
        **asdict(item.entry),
        "path": item.path.as_posix(),
        "outcome": item.outcome.value,
        "twin": item.twin,
    }
