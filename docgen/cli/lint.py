"""`docgen lint`: what is wrong with a template, before anybody renders it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.arguments import json_option, one_of, template_codes
from docgen.cli.report import as_data, report, tally
from docgen.cli.terminal import clean, print_json

if TYPE_CHECKING:
    from docgen.cli.data import Data
    from docgen.problems import Problem

_HELP = """Say what is wrong with each TEMPLATE, a Word file, workbook or deck with tags, before it is rendered.

\b
Blocks, filters, how tags were typed:
  docgen lint letter.docx
\b
Besides, whether the data has what the tags name, and what rendering with it says:
  docgen lint letter.docx --data data.yaml
\b
A template of your own for a document of docgen's, against all that it may name:
  docgen lint ours/SLA.docx --artefact SLA

An error fails whenever its tag is reached; a warning is hardly meant so; a note is understood all the same, or
depends on the data.

Exit status: 0 no errors; 1 a template has one; 2 wrong usage."""


@click.command("lint", help=_HELP)
@click.argument("templates", metavar="TEMPLATE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    "data_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A YAML or JSON file: its names are known, and rendering with it is tried.",
)
@click.option(
    "-a",
    "--artefact",
    "code",
    metavar="CODE",
    default="",
    callback=one_of(template_codes),
    help="What the templates are for, such as SLA: what docgen derives for it is known.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, /, templates: tuple[Path, ...], data_file: Path | None, code: str, as_json: bool
) -> None:
    """Check one template or several."""
    from docgen.cli.data import read_data

    data = read_data(data_file) if data_file else None
    found = [(path, _problems(path, data, code)) for path in templates]
    warnings = data.warnings if data else ()
    if as_json:
        print_json({"templates": [_as_data(path, code, problems) for path, problems in found]})
    else:
        report(warnings)
        for path, problems in found:
            report(problems)
            click.echo(clean(f"{path}: {tally(problems)}"))
    ctx.exit(max(map(_status, (problems for _, problems in found))))


def _problems(path: Path, data: Data | None, code: str) -> tuple[Problem, ...]:
    from docgen.engine.lint import Look, lint, lint_with_data

    look = Look()
    if code:
        from docgen.linting import artefact_look

        look = artefact_look(code)
    return lint(path, look) if data is None else lint_with_data(path, data.values, look)


def _status(problems: Sequence[Problem]) -> int:
    return 1 if any(problem.is_error for problem in problems) else 0


def _as_data(path: Path, code: str, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "file": path.as_posix(),
        "artefact": code,
        "status": _status(problems),
        "problems": [as_data(problem) for problem in problems],
    }
