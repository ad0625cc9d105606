"""`docgen verify`: whether a folder is what its manifests say."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.arguments import json_option
from docgen.cli.report import as_data
from docgen.cli.terminal import clean, print_json

_HELP = """Say whether OUT is what its manifests say: every file that is changed, missing or foreign.

\b
All clients of a batch, or one client's folder:
  docgen verify out
  docgen verify out/HWP
\b
For a program:
  docgen verify out --json

Each finding is one line: the file, what is wrong, what to do. Nothing is written.

Exit status: 0 all is as it was written; 1 something is not; 2 wrong usage."""


@click.command("verify", help=_HELP)
@click.argument("out", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def command(ctx: click.Context, /, out: Path, as_json: bool) -> None:
    """Verify one folder."""
    from docgen.pack.verify import verify

    found = verify(out)
    if as_json:
        print_json(
            {
                "folder": out.as_posix(),
                "clients": found.clients,
                "files": found.files,
                "problems": [as_data(problem) for problem in found.problems],
            }
        )
    else:
        for problem in found.problems:
            click.echo(clean(f"{problem.code}: {problem}"))
        click.echo(_summary(found.clients, found.files, len(found.problems)))
    ctx.exit(1 if found.problems else 0)


def _summary(clients: int, files: int, problems: int) -> str:
    looked_at = f"{files} document{'s' * (files != 1)} of {clients} client{'s' * (clients != 1)}"
    if not problems:
        return f"{looked_at}: all as they were written."
    return f"{looked_at}: {problems} {'thing is' if problems == 1 else 'things are'} not as written."
