"""`docgen check --explain PATH`: where a value comes from, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.terminal import clean, print_json, table
from docgen.errors import ArgumentError

if TYPE_CHECKING:
    from docgen.explaining import Explained, Said
    from docgen.pipeline import Options

_TEXT = (
    "Say where the value at this path comes from, such as sla.targets.P1.response or playbook.stages[S2].name. "
    "May be repeated."
)
_LONGEST = 80

explain_option = click.option("--explain", "explain", metavar="PATH", multiple=True, help=_TEXT)


def explain_all(
    ctx: click.Context, intakes: Iterable[Path], paths: Iterable[str], options: Options, *, as_json: bool
) -> None:
    """Print where each value of each intake comes from, and end: status 0, or 2 for a path that is no fact's."""
    from docgen.cli.report import report
    from docgen.explaining import explain

    wanted = tuple(paths)
    try:
        found = [(intake, explain(intake, path, options)) for intake in intakes for path in wanted]
    except ArgumentError as error:
        report(error.problems)
        ctx.exit(2)
    if as_json:
        print_json({"explained": [_as_data(intake, one) for intake, one in found]})
    else:
        click.echo("\n\n".join(_shown(intake, one) for intake, one in found))
    ctx.exit(0)


def _shown(intake: Path, one: Explained) -> str:
    if not one.said:
        return clean(f"{intake}: {one.path} is said nowhere.")
    head = clean(f"{intake}: {one.path} is {_short(one.text)}")
    rows = [(each.layer, str(each.place), _value(each)) for each in one.said]
    return f"{head}\n{table(('Layer', 'Where', 'Value'), rows)}"


def _value(said: Said) -> str:
    from docgen.explaining import as_text

    return "taken out" if said.value is None else _short(as_text(said.value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _as_data(intake: Path, one: Explained) -> dict[str, Any]:
    return {
        "file": intake.as_posix(),
        "path": one.path,
        "value": one.value,
        "layers": [_layer(each) for each in one.said],
    }


def _layer(said: Said) -> dict[str, Any]:
    place = said.place
    return {
        "layer": said.layer,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "value": said.value,
    }
