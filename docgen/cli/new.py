"""`docgen new`: an intake to fill in, as a commented file or as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.terminal import clean

if TYPE_CHECKING:
    from docgen.imports.starting import Start

_HELP = """Write an intake for a new CLIENT, with what the first stage needs at its top.

\b
On a terminal a few questions are asked; Enter takes what is offered:
  docgen new "Harrow Wills Partners Pty Ltd"
\b
Nothing asked:
  docgen new "Harrow Wills Partners Pty Ltd" --code HWP --yes -o clients
\b
A workbook to fill in instead; docgen import reads it back:
  docgen new "Harbour & Vale Logistics" --playbook customer_success --xlsx
\b
A workbook with what an intake says already:
  docgen new "Harrow Wills" --xlsx --from harrow-wills/intake.yaml

Writes DIR/CLIENT/intake.yaml, and DIR/schemas/intake.schema.json for editors that check while you type. A file that is
there is never overwritten.

Exit status: 0 done; 1 nothing is written, and why; 2 wrong usage."""

_QUESTIONS = (
    "client.region",
    "client.timezone",
    "engagement.tier",
    "engagement.target_go_live",
    "engagement.kickoff_date",
)
"""What is asked on a terminal, after name and code; all of it can wait."""


@click.command("new", help=_HELP)
@click.argument("client")
@click.option(
    "--playbook", default="managed_services", show_default=True, metavar="NAME|FILE", help="The process."
)
@click.option(
    "--code", default="", metavar="CODE", help="The client's short code. Default: made of the name."
)
@click.option("--xlsx", "as_book", is_flag=True, help="A workbook to fill in, in place of the file.")
@click.option(
    "--from",
    "given",
    metavar="INTAKE",
    type=click.Path(path_type=Path),
    help="Fill the workbook from this intake.",
)
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: take what would be offered.")
@click.option(
    "-o", "--out", default=".", metavar="DIR", type=click.Path(path_type=Path), show_default=True,
    help="The folder of your clients.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    /,
    client: str,
    playbook: str,
    code: str,
    as_book: bool,
    given: Path | None,
    yes: bool,
    out: Path,
) -> None:
    """Write a new intake."""
    if given and not as_book:
        raise click.UsageError("--from fills a workbook: add --xlsx.", ctx)
    start = _start(client, playbook, code)
    if not yes and given is None and sys.stdin.isatty():
        start = _asked(start)
    if not start.code:
        raise click.UsageError("No code can be made of this name: give one with --code, such as HWP.", ctx)
    files = _book(start, given, out) if as_book else _text(start, out)
    _refuse_overwriting([path for path in files if path.suffix != ".json"])
    _write(files)


def _start(client: str, playbook: str, code: str) -> Start:
    from docgen.imports.starting import Start, suggested_code
    from docgen.intake.model.intake import playbook_name
    from docgen.playbooks import load_playbook

    process = load_playbook(playbook)
    name = _checked("client.legal_name", client, "CLIENT")
    chosen = _checked("client.code", code, "--code") if code else suggested_code(name)
    known = playbook if playbook.endswith((".yaml", ".yml")) else playbook_name(playbook)
    return Start(name, chosen, known, process.name, process.not_asked)


def _checked(path: str, text: str, what: str) -> str:
    from docgen.imports.readings import Unusable

    try:
        return _meant(path, text)
    except Unusable as fault:
        raise click.BadParameter(f"{fault.message} {fault.hint}", param_hint=what) from None


def _meant(path: str, text: str) -> str:
    from docgen.imports.readings import reading
    from docgen.intake.paths import trail

    found = trail(path)
    assert found is not None
    return reading(text, found.shape)


def _asked(start: Start) -> Start:
    """Return what is known once somebody has answered a few questions."""
    from dataclasses import replace

    name = _ask("Legal name", "client.legal_name", start.name)
    code = _ask("Code, for file names and document numbers", "client.code", start.code)
    answers = [(path, _ask(*_question(path), "")) for path in _QUESTIONS if not _left_out(path, start)]
    return replace(
        start, name=name, code=code, answers=tuple((path, value) for path, value in answers if value)
    )


def _left_out(path: str, start: Start) -> bool:
    return any(path == each or path.startswith(f"{each}.") for each in start.not_asked)


def _question(path: str) -> tuple[str, str]:
    from docgen.intake.paths import field_at

    field = field_at(path)
    assert field is not None
    return f"{field.question} (such as {field.example}; Enter for later)", path


def _ask(words: str, path: str, offered: str) -> str:
    return str(
        click.prompt(words, default=offered, show_default=bool(offered), value_proc=_taken(path, offered))
    )


def _taken(path: str, offered: str) -> Callable[[str], str]:
    from docgen.imports.readings import Unusable

    def take(text: str) -> str:
        if not text.strip() and not offered:
            return ""
        try:
            return _meant(path, text)
        except Unusable as fault:
            raise click.UsageError(f"It {fault.message} {fault.hint}") from None

    return take


def _text(start: Start, out: Path) -> dict[Path, bytes]:
    from docgen.imports.starting import starting_text
    from docgen.intake.schema import schema_text

    schema = out / "schemas" / "intake.schema.json"
    text = starting_text(start, "../schemas/intake.schema.json")
    intake = {out / start.folder / "intake.yaml": text.encode()}
    return intake if schema.exists() else {**intake, schema: schema_text().encode()}


def _book(start: Start, given: Path | None, out: Path) -> dict[Path, bytes]:
    from docgen.imports.book import intake_book
    from docgen.imports.starting import starting_data
    from docgen.intake.load import load

    data = load(given).data if given else starting_data(start)
    process = str(data.get("playbook") or start.process)
    from docgen.playbooks import load_playbook

    playbook = load_playbook(process)
    book = intake_book(data, title=start.name, process=playbook.name, not_asked=playbook.not_asked)
    return {out / start.folder / f"{start.code}_intake.xlsx": book}


def _refuse_overwriting(paths: list[Path]) -> None:
    from docgen.errors import PackError
    from docgen.problems import Place, Problem, Severity

    there = [path for path in paths if path.exists()]
    hint = "Move it away, or choose another folder with -o."
    message = "is already there, and is never overwritten."
    if there:
        raise PackError(Problem("exists", Severity.ERROR, Place(str(path)), message, hint) for path in there)


def _write(files: dict[Path, bytes]) -> None:
    from docgen.pack.write import write_files

    write_files(files)
    for path in files:
        click.echo(clean(f"Wrote {path.as_posix()}"))
