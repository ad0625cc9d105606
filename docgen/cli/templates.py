"""`docgen templates`: list the built-in templates, print one as text, copy them out to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.arguments import one_of, template_codes
from docgen.cli.terminal import clean, table
from docgen.errors import PackError
from docgen.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from docgen.artefacts import Artefact

_HELP = """The built-in templates: list them, print one as text, or copy them out to edit.

\b
  docgen templates list
  docgen templates show SLA
  docgen templates eject SLA -o ours

Change the copies in Office, then render with them: docgen render INTAKE -o out --templates ours"""

_SHOW_HELP = """Print a template as text, with its tags: a built-in one by code, or any Word file or deck.

\b
  docgen templates show SLA
  docgen templates show SDD -f pptx
  docgen templates show ours/SLA.docx"""

_EJECT_HELP = """Copy built-in templates into a folder, to edit them in Office. Without CODE, all of them.

\b
  docgen templates eject -o ours
  docgen templates eject SLA -o ours

A file that is already there is never overwritten."""


@click.group("templates", help=_HELP)
def command() -> None:
    """Work with the built-in templates."""


@command.command("list")
def list_() -> None:
    """List the documents that docgen can make, and their templates: a line for each process that issues one."""
    from docgen.artefacts import TEMPLATED

    rows = [(a.code, a.title, a.stage, a.audience, ", ".join(a.templates.values())) for a in TEMPLATED]
    click.echo(table(("Code", "Document", "Stage", "For", "Template"), rows))


@command.command("show", help=_SHOW_HELP)
@click.argument("template", metavar="CODE|FILE")
@click.option(
    "-f", "--format", "extension", default="docx", metavar="FORMAT", help="Which format. Default: docx."
)
def show(template: str, extension: str) -> None:
    """Print one template as text."""
    from docgen.artefacts import CATALOGUE, INDEX
    from docgen.cli.outline import outline
    from docgen.resources import templates_folder

    artefact = {**CATALOGUE, INDEX.code: INDEX}.get(template.upper())
    if artefact and extension not in artefact.formats:
        raise click.UsageError(f"{artefact.code} comes as {', '.join(artefact.formats)}, not as {extension}.")
    path = templates_folder() / artefact.templates[extension] if artefact else Path(template)
    click.echo("\n".join(clean(line) for line in outline(path).splitlines()))


@command.command("eject", help=_EJECT_HELP)
@click.argument("codes", nargs=-1, metavar="[CODE]...", callback=one_of(template_codes))
@click.option(
    "-o", "--out", default="templates", metavar="DIR", type=click.Path(path_type=Path), show_default=True,
    help="Copy into this folder.",
)  # fmt: skip
def eject(codes: tuple[str, ...], out: Path) -> None:
    """Copy templates out, those of every process."""
    from docgen.artefacts import TEMPLATED
    from docgen.pack.write import write_files

    files = _copies([entry for entry in TEMPLATED if not codes or entry.code in codes], out)
    _refuse_overwriting(files)
    write_files(files)
    for path in files:
        click.echo(clean(f"Wrote {path.as_posix()}"))


def _copies(artefacts: list[Artefact], out: Path) -> dict[Path, bytes]:
    from docgen.resources import templates_folder

    names = [name for artefact in artefacts for name in artefact.templates.values()]
    return {out / name: (templates_folder() / name).read_bytes() for name in names}


def _refuse_overwriting(files: dict[Path, bytes]) -> None:
    hint = "Move it away, or choose another folder with -o."
    message = "is already there and might hold your changes"
    there = [path for path in files if path.exists()]
    if there:
        raise PackError(
            Problem("exists", Severity.ERROR, Place(file=str(path)), message, hint) for path in there
        )
