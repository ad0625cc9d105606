"""The `docgen` command, its commands, and the last resort for what goes wrong in them."""

from __future__ import annotations

import difflib
import importlib
from types import MappingProxyType
from typing import Any

import click

from docgen import __version__
from docgen.cli.report import report
from docgen.cli.terminal import wants_colour
from docgen.errors import DocgenError

# Modules, not commands: only the one that runs is imported.
_COMMANDS = MappingProxyType(
    {
        "new": ("docgen.cli.new", "An intake to fill in, as a file or as a workbook."),
        "import": ("docgen.cli.importing", "Intakes from workbooks, spreadsheets and records of a CRM."),
        "render": ("docgen.cli.render", "The client's documents from an intake."),
        "batch": ("docgen.cli.batch", "The documents of many clients; only what has changed."),
        "check": ("docgen.cli.check", "Every problem of an intake, and what each document still needs."),
        "verify": ("docgen.cli.verify", "Whether a folder is what its manifests say."),
        "fill": ("docgen.cli.fill", "Any Office template with any YAML or JSON data."),
        "lint": ("docgen.cli.lint", "What is wrong with a template, before anybody renders it."),
        "templates": ("docgen.cli.templates", "List, show or copy out the built-in templates."),
        "playbook": ("docgen.cli.playbook", "List or copy out the delivery processes."),
        "schema": ("docgen.cli.schema", "The JSON Schemas, for editors that check while you type."),
        "rules": ("docgen.cli.rules", "The rules that an intake is judged by."),
    }
)

_HELP = """Turn one client's intake file into the documents that an onboarding needs.

\b
First check what an intake says, then render its documents:
  docgen check harrow-wills/intake.yaml
  docgen render harrow-wills/intake.yaml -o out
\b
Only the SLA schedule, and only if it can be issued as final:
  docgen render harrow-wills/intake.yaml -o out -a SLA --final
\b
A template of your own with data of your own:
  docgen fill letter.docx data.yaml -o letter-out.docx

Exit status: 0 done (warnings at most); 1 a problem stops a document; 2 wrong usage."""


class Commands(click.Group):
    """A group that imports a command when it is called, and lets no Python trace reach the user."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
        if near and args[0] not in _COMMANDS:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except DocgenError as error:
            report(error.problems)
            ctx.exit(1)
        except Exception as bug:
            if ctx.obj:  # --debug
                raise
            _own_up(bug)
            ctx.exit(1)


def _own_up(bug: Exception) -> None:
    first = (str(bug).splitlines() or [""])[0]
    click.echo(
        f"docgen {__version__} made a mistake of its own ({type(bug).__name__}: {first}). Please report it, with what "
        f"`docgen --debug ...` prints for the same command.",
        err=True,
    )


@click.group(cls=Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="docgen %(version)s")
@click.option("--debug", is_flag=True, help="Show Python's trace if docgen itself fails.")
@click.pass_context
def docgen(ctx: click.Context, debug: bool) -> None:
    """Run one of the commands."""
    ctx.obj = debug
    ctx.color = wants_colour()
