"""`docgen playbook`: list the built-in processes, copy one out to edit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from docgen.cli.arguments import one_of
from docgen.cli.terminal import clean, table
from docgen.errors import PackError
from docgen.problems import Place, Problem, Severity

_HELP = """The built-in delivery processes: list them, or copy one out to edit.

\b
  docgen playbook list
  docgen playbook eject managed_services -o ours

Change the copies in any editor, then name the playbook in an intake (playbook: ../ours/managed_services.yaml), or
render with it: docgen render INTAKE -o out --playbook ours/managed_services.yaml"""

_EJECT_HELP = """Copy a playbook into a folder, with the activity matrices, the question bank and the schemas that
let an editor complete and check while you type.

\b
  docgen playbook eject managed_services -o ours
  docgen playbook eject managed_services -o ours --changes

With --changes, one short file that extends the playbook, for what differs only. A file that is already there is never
overwritten."""

_MODELINE = re.compile(r"\A# yaml-language-server: \$schema=\S*/(\w+)\.schema\.json\n")
_NAME_LINE = re.compile(r"^name: .*\n", re.MULTILINE)
_FILES = (
    "files: {activities: raci_activities.yaml, run_activities: bau_raci.yaml, questions: questions.yaml}\n"
)
_COPIES = ("raci_activities", "bau_raci", "questions")
_CHANGES = """\
# yaml-language-server: $schema=schemas/playbook_changes.schema.json
# What differs from the playbook {name}, and nothing else. All that is not written here is as it is there.
#
# Groups are merged key by key. Items of a list are named by id (or by position, the first being 0); null takes one
# out. A figure or text that is changed counts as a default of yours until its source says otherwise.
playbook: our_{name}
version: "1.0"
extends: {name}

# stages:
#   {stage}: {{name: Another name}}
"""


def _names() -> tuple[str, ...]:
    from docgen.playbooks import playbook_names

    return playbook_names()


@click.group("playbook", help=_HELP)
def command() -> None:
    """Work with the delivery processes."""


@command.command("list")
def list_() -> None:
    """List the built-in playbooks with their stages."""
    from docgen.playbooks import load_playbook

    books = [(name, load_playbook(name)) for name in _names()]
    rows = [
        (name, book.version, f"{book.stages[0].id} to {book.stages[-1].id}", book.name)
        for name, book in books
    ]
    click.echo(table(("Playbook", "Version", "Stages", "Process"), rows))


@command.command("eject", help=_EJECT_HELP)
@click.argument("name", metavar="NAME", callback=one_of(_names))
@click.option(
    "-o", "--out", default="playbooks", metavar="DIR", type=click.Path(path_type=Path), show_default=True,
    help="Copy into this folder.",
)  # fmt: skip
@click.option(
    "--changes", is_flag=True, help="A short file that extends the playbook, in place of a whole copy."
)
def eject(name: str, out: Path, *, changes: bool) -> None:
    """Copy a playbook out, whole or as the start of a file of changes."""
    from docgen.pack.write import write_files

    files = _start(name, out) if changes else _whole(name, out)
    _refuse_overwriting(files)
    write_files(files)
    for path in files:
        click.echo(clean(f"Wrote {path.as_posix()}"))


def _whole(name: str, out: Path) -> dict[Path, bytes]:
    playbook = _NAME_LINE.sub(lambda line: line[0] + _FILES, _text(name), count=1)
    copies = {out / f"{each}.yaml": _text(each).encode() for each in _COPIES}
    return {out / f"{name}.yaml": playbook.encode(), **copies, **_schemas(out, ("playbook", *_COPIES))}


def _start(name: str, out: Path) -> dict[Path, bytes]:
    from docgen.playbooks import load_playbook
    from docgen.playbooks.schema import CHANGES

    text = _CHANGES.format(name=name, stage=load_playbook(name).stages[0].id)
    return {out / f"our_{name}.yaml": text.encode(), **_schemas(out, (CHANGES,))}


def _text(name: str) -> str:
    """Return a built-in data file with its schema where the copy will have it."""
    from docgen.playbooks.extending import built_in_file

    text = built_in_file(name).read_text(encoding="utf-8")
    return _MODELINE.sub(r"# yaml-language-server: $schema=schemas/\1.schema.json\n", text, count=1)


def _schemas(out: Path, names: tuple[str, ...]) -> dict[Path, bytes]:
    """Return the schemas that are not there yet: they are docgen's, and the same for every playbook in a folder."""
    from docgen.playbooks.schema import schema_of

    files = {out / "schemas" / f"{each}.schema.json": schema_of(each) for each in names}
    return {
        path: (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
        for path, schema in files.items()
        if not path.exists()
    }


def _refuse_overwriting(files: dict[Path, bytes]) -> None:
    hint = "Move it away, or choose another folder with -o."
    message = "is already there and might hold your changes"
    there = [path for path in files if path.exists()]
    if there:
        raise PackError(
            Problem("exists", Severity.ERROR, Place(file=str(path)), message, hint) for path in there
        )
