"""`docgen import`: intakes from a filled-in workbook, a spreadsheet with a row for each client, or records of a CRM."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.report import report, tally
from docgen.cli.terminal import clean

if TYPE_CHECKING:
    from docgen.imports.outcome import Drawn, Outcome
    from docgen.imports.readings import Habits
    from docgen.problems import Problem

_HELP = """Write an intake for each client in FILE.

\b
The workbook that docgen new --xlsx wrote, filled in:
  docgen import HWP_intake.xlsx -o clients
\b
A spreadsheet with a row for each client; the mapping says which column is which fact:
  docgen import export.xlsx --map mapping.yaml -o clients
\b
Opportunities of Salesforce, as JSON or CSV:
  docgen import opportunity.json -o clients

Writes DIR/CLIENT/intake.yaml for each. What could not be used is said by sheet and cell, and marked in a copy of the
workbook, DIR/FILE_marked.xlsx. An intake that is there is kept, unless you add --replace.

Exit status: 0 all was used; 1 some was not, or nothing could be read; 2 wrong usage."""


def _habits(ctx: click.Context, param: click.Parameter, value: str) -> Habits | None:
    if not value:
        return None
    from docgen.imports.locales import habits_of

    try:
        return habits_of(value)
    except ValueError as fault:
        raise click.BadParameter(f"{fault} Write language and region, such as en-AU.", ctx, param) from None


@click.command("import", help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map", "mapping", metavar="FILE", type=click.Path(path_type=Path), help="Which column is which fact."
)
@click.option(
    "--locale", "habits", default="", metavar="CODE", callback=_habits,
    help="How the file writes dates and numbers, such as en-AU. Default: what can mean two things is not used.",
)  # fmt: skip
@click.option("--playbook", default="", metavar="NAME|FILE", help="The process where the file names none.")
@click.option("--replace", is_flag=True, help="Write over intakes that are there.")
@click.option(
    "-o", "--out", default=".", metavar="DIR", type=click.Path(path_type=Path), show_default=True,
    help="The folder of your clients.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    /,
    file: Path,
    mapping: Path | None,
    habits: Habits | None,
    playbook: str,
    replace: bool,
    out: Path,
) -> None:
    """Import a file."""
    from docgen.imports.files import read_clients

    outcome = read_clients(file, mapping, habits=habits, playbook=playbook)
    found = list(outcome.all_problems)
    files = _files(outcome, file, out, replace, found)
    report(found)
    _write(files, file, out, found)
    _sum_up(files, outcome, found)
    ctx.exit(1 if any(problem.is_error for problem in found) else 0)


def _files(outcome: Outcome, file: Path, out: Path, replace: bool, found: list[Problem]) -> dict[Path, bytes]:
    """Return the intake of each client that has a code, by its path; add what keeps one from being written."""
    files: dict[Path, bytes] = {}
    codes = set[str]()
    for client in outcome.clients:
        path = out / _folder(client) / "intake.yaml"
        fault = _fault(client, path, path in files or client.code in codes, replace)
        if fault:
            found.append(fault)
            continue
        codes.add(client.code)
        files[path] = client.text(_head(client, file)).encode()
    return files


def _folder(client: Drawn) -> str:
    from docgen.imports.starting import folder_of

    return folder_of(client.name) or client.code.lower()


def _fault(client: Drawn, path: Path, twice: bool, replace: bool) -> Problem | None:
    from docgen.imports.outcome import unusable

    if not client.code or not client.name:
        lacking = "legal name" if not client.name else "code"
        hint = f"Fill in client.{lacking.replace(' ', '_')}."
        return unusable(
            "no-client", client.place, f"This client has no {lacking}; no intake was written.", hint
        )
    if twice:
        message = f"Another client of the file is {client.name} or has the code {client.code}; no intake was written."
        return unusable("duplicate-client", client.place, message, "Give each a name and a code of its own.")
    if path.exists() and not replace:
        hint = "Add --replace to write over it, or choose another folder with -o."
        return unusable("exists", client.place, f"{path.as_posix()} is there already and was kept.", hint)
    return None


def _head(client: Drawn, file: Path) -> str:
    return (
        "# yaml-language-server: $schema=../schemas/intake.schema.json\n"
        f"# Intake of {client.name} ({client.code}), imported from {file.name}."
    )


def _write(files: dict[Path, bytes], file: Path, out: Path, found: list[Problem]) -> None:
    from docgen.intake.schema import schema_text
    from docgen.pack.write import write_files

    schema = out / "schemas" / "intake.schema.json"
    more = {schema: schema_text().encode()} if files and not schema.exists() else {}
    copy = _marked(file, found)
    marks = {out / f"{file.stem}_marked.xlsx": copy} if copy else {}
    write_files({**files, **more, **marks})
    for path in (*files, *marks):
        click.echo(clean(f"Wrote {path.as_posix()}"))


def _marked(file: Path, found: list[Problem]) -> bytes | None:
    from docgen.imports.marking import marked

    return marked(file, found) if file.suffix.lower() in (".xlsx", ".xlsm") else None


def _sum_up(files: dict[Path, bytes], outcome: Outcome, found: list[Problem]) -> None:
    many = len(outcome.clients)
    click.echo(f"{len(files)} of {many} client{'' if many == 1 else 's'} written: {tally(found)}")
