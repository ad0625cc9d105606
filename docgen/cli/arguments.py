"""Arguments that several commands share: their options, and what they accept."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from docgen.brand import Brand
    from docgen.pipeline import Options

STAGES = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "C1", "C2", "C3", "C4")

Command = TypeVar("Command", bound=Callable[..., Any])


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the date that an option's text means. Raise BadParameter if it means none that an intake could hold."""
    if value is None:
        return None
    from docgen.intake.model.dates import FIRST_YEAR, LAST_YEAR

    try:
        day = date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is not a date: write year-month-day, such as 2027-03-16."
        raise click.BadParameter(message, ctx, param) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"{value} is out of reach of any plan: write a year from {FIRST_YEAR} to {LAST_YEAR}."
        raise click.BadParameter(message, ctx, param)
    return day


def one_of(names: Callable[[], Collection[str]]) -> Callable[..., Any]:
    """Return a callback that takes one of the names (or several), in capitals or not.

    A name that is not known is a BadParameter, with a suggestion if it is nearly one.
    """

    def read(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        known = {name.casefold(): name for name in names()} if value else {}
        if isinstance(value, tuple):
            return tuple(_pick(ctx, param, each, known) for each in value)
        return _pick(ctx, param, value, known) if value else value

    return read


def _pick(ctx: click.Context, param: click.Parameter, value: str, known: Mapping[str, str]) -> str:
    found = known.get(value.casefold())
    if found is None:
        raise click.BadParameter(f"{value!r} is not known. {_suggestion(value, known)}", ctx, param)
    return found


def _suggestion(value: str, known: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(value.casefold(), known, n=1)
    return f"Did you mean {known[near[0]]}?" if near else f"Choose from {', '.join(known.values())}."


def artefact_codes() -> Sequence[str]:
    """Return the codes of the catalogue."""
    from docgen.artefacts import CATALOGUE

    return tuple(CATALOGUE)


def template_codes() -> Sequence[str]:
    """Return the codes of all that has a template."""
    from docgen.artefacts import TEMPLATED

    return tuple(dict.fromkeys(artefact.code for artefact in TEMPLATED))


def formats() -> Sequence[str]:
    """Return every format that some document comes in."""
    from docgen.artefacts import CATALOGUE

    return tuple(dict.fromkeys(name for artefact in CATALOGUE.values() for name in artefact.formats))


def artefact_option(command: Command) -> Command:
    """Add `-a CODE`, which may be repeated."""
    return click.option(
        "-a",
        "--artefact",
        "artefacts",
        multiple=True,
        metavar="CODE",
        callback=one_of(artefact_codes),
        help="Only this document, such as SLA. May be repeated.",
    )(command)


def format_option(command: Command) -> Command:
    """Add `-f FORMAT`, which may be repeated."""
    return click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT",
        callback=one_of(formats),
        help="Only this format, such as docx. May be repeated.",
    )(command)


def as_of_option(command: Command) -> Command:
    """Add `--as-of DATE`."""
    text = "The day that counts as today. Default: each document's own date, else today."
    return click.option("--as-of", metavar="DATE", callback=read_day, help=text)(command)


def stage_option(text: str) -> Callable[[Command], Command]:
    """Add `--stage`, explained by `text`."""
    return click.option("--stage", metavar="STAGE", default="", callback=one_of(lambda: STAGES), help=text)


def templates_option(command: Command) -> Command:
    """Add `--templates DIR`."""
    text = "A folder of your own templates; those it lacks are the built-in ones."
    return click.option("--templates", type=click.Path(path_type=Path), help=text)(command)


def brand_option(command: Command) -> Command:
    """Add `--brand FILE`, which arrives read and checked: a Brand or None. Its problems are printed, errors end."""
    return click.option(
        "--brand",
        metavar="FILE",
        type=click.Path(path_type=Path),
        callback=_read_brand,
        help="Name, logo, colours and fonts in place of the templates' own.",
    )(command)


def _read_brand(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Brand | None:
    if value is None:
        return None
    from docgen.brand import load_brand
    from docgen.cli.report import report

    brand = load_brand(value)
    report(brand.warnings)
    return brand


def playbook_option(command: Command) -> Command:
    """Add `--playbook NAME`."""
    text = "A built-in playbook's name, or a file of your own, in place of the intake's."
    return click.option("--playbook", default="", metavar="NAME|FILE", help=text)(command)


def overlay_options(command: Command) -> Command:
    """Add `--overlay FILE` and `--set PATH=VALUE`, which may be repeated."""
    files = click.option(
        "--overlay",
        "overlays",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Facts that stand over the intake's, in a file like an intake. May be repeated; the last wins.",
    )
    sets = click.option(
        "--set",
        "sets",
        multiple=True,
        metavar="PATH=VALUE",
        help="One fact that stands over all files, such as engagement.tier=gold. May be repeated.",
    )
    return files(sets(command))


def refuse_bad_layers(ctx: click.Context, options: Options) -> None:
    """Print what is wrong with `--set` and end with status 2, or with an overlay file and end with status 1."""
    from docgen.cli.report import report
    from docgen.errors import ArgumentError, DocgenError
    from docgen.intake.overlay import read_layers

    try:
        read_layers(options.overlays, options.sets)
    except DocgenError as error:
        report(error.problems)
        ctx.exit(2 if isinstance(error, ArgumentError) else 1)


def document_options(command: Command) -> Command:
    """Add what tells which documents are made, and from what: all that `chosen` turns into Options."""
    final = click.option("--final", is_flag=True, help="Write no draft: leave the document out and say why.")
    force = click.option("--force", is_flag=True, help="Make everything anew, also what has not changed.")
    of_stage = stage_option("Only the documents of this stage, such as S3.")
    where_from = (as_of_option, templates_option, brand_option, playbook_option, overlay_options)
    for option in reversed((artefact_option, format_option, of_stage, *where_from, final, force)):
        command = option(command)
    return command


def chosen(ctx: click.Context, **choices: Any) -> Options:
    """Return what is asked for, for today. End the command if no document is all of it, or a layer is bad."""
    from docgen.pipeline import Options

    options = Options(today=today(), **choices)
    refuse_empty_choice(ctx, options)
    refuse_bad_layers(ctx, options)
    return options


def json_option(command: Command) -> Command:
    """Add `--json`."""
    text = "Print the result as JSON on standard output, for programs."
    return click.option("--json", "as_json", is_flag=True, help=text)(command)


def today() -> date:
    """Return the day on this machine's clock, in its own zone: the only place that asks."""
    return datetime.now().astimezone().date()


def refuse_empty_choice(ctx: click.Context, options: Options) -> None:
    """Raise UsageError if no document is of the stage, code and format that are asked for together."""
    from docgen.pipeline import selected

    chosen = selected(options)
    if any(
        name in options.formats or not options.formats for artefact in chosen for name in artefact.formats
    ):
        return
    from docgen.artefacts import EDITIONS

    known = "; ".join(f"{a.code} at {a.stage} as {', '.join(a.formats)}" for a in EDITIONS)
    raise click.UsageError(f"No document is all that you ask for. There are: {known}.", ctx)
