"""The last resort: what docgen's own mistakes look like."""

import click
import pytest
from click.testing import CliRunner

from docgen.cli.group import Commands
from docgen.errors import PackError
from docgen.problems import Place


@click.command("broken")
@click.argument("kind")
def broken(kind: str) -> None:
    if kind == "problem":
        raise PackError.single(
            "no-space", "cannot be written", where=Place(file="out/a.docx"), hint="Free some."
        )
    raise {"bug": ZeroDivisionError, "deep": RecursionError, "memory": MemoryError}[kind]("one\ntwo")


class Broken(Commands):
    """The program's own group, with one command that fails."""

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        return broken


@click.group(cls=Broken)
@click.option("--debug", is_flag=True)
@click.pass_context
def program(ctx: click.Context, debug: bool) -> None:
    ctx.obj = debug


@pytest.mark.parametrize("kind", ["bug", "deep", "memory"])
def test_a_mistake_of_its_own_is_one_line_that_asks_to_report_it(kind: str) -> None:
    run = CliRunner().invoke(program, ["broken", kind])
    assert run.exit_code == 1
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert "Please report it" in run.stderr
    assert "Error: one)" in run.stderr


def test_debug_shows_the_trace() -> None:
    run = CliRunner().invoke(program, ["--debug", "broken", "bug"])
    assert isinstance(run.exception, ZeroDivisionError)


def test_a_problem_that_was_raised_on_purpose_is_reported_as_one() -> None:
    run = CliRunner().invoke(program, ["broken", "problem"])
    assert run.exit_code == 1
    assert run.stderr == "out/a.docx: error no-space: cannot be written\n  Free some.\n\n"
