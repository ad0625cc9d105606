"""`docgen fill`: any Office template with any YAML or JSON data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.arguments import brand_option
from docgen.cli.report import report
from docgen.cli.terminal import clean

if TYPE_CHECKING:
    from docgen.brand import Brand
    from docgen.engine.template import Replacements

_HELP = """Fill any TEMPLATE, a Word file, workbook or deck, with the DATA in a YAML or JSON file.

\b
A letter whose template says {{ client.name }}:
  docgen fill letter.docx data.yaml -o letter-out.docx
\b
A template that names things which the data lacks, printed as nothing:
  docgen fill letter.docx data.json -o letter-out.docx --missing blank
\b
Dates and numbers as they are written in Germany:
  docgen fill brief.docx data.yaml -o brief-out.docx --locale de-DE
\b
In your own colours and fonts, with your logo:
  docgen fill letter.docx data.yaml -o letter-out.docx --brand brand.yaml
\b
With another picture in the place of the one that Word's selection pane calls Signature:
  docgen fill letter.docx data.yaml -o letter-out.docx --picture Signature=fenn.png

The template's tags are Jinja's, as docxtpl has them: {{ x }}, {% for %}, {%tr for %} for table rows. In YAML, a
plain 12.50 is a number and 2027-03-16 a date; put quotes around what is to stay text.

Exit status: 0 done; 1 template or data have a problem, and nothing is written; 2 wrong usage."""


def _known_locale(ctx: click.Context, param: click.Parameter, value: str) -> str:
    from docgen.engine.locale import find_locale

    try:
        find_locale(value)
    except ValueError:
        message = f"{value!r} is not a known locale: write language and region, such as en-AU."
        raise click.BadParameter(message, ctx, param) from None
    return value


def _pictures(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> Replacements:
    """Return the file of each picture by the picture's name."""
    pairs = [each.partition("=") for each in given]
    wrong = next(
        (each for each, (name, _, file) in zip(given, pairs, strict=True) if not (name and file)), None
    )
    if wrong is not None:
        message = f"{wrong!r} names no picture and file: write them as Signature=fenn.png."
        raise click.BadParameter(message, ctx, param)
    twice = {name for name, *_ in pairs if sum(name == other for other, *_ in pairs) > 1}
    if twice:
        raise click.BadParameter(f"{min(twice)!r} is given two files.", ctx, param)
    return {name: Path(file) for name, _, file in pairs}


@click.command("fill", help=_HELP)
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The file to write."
)
@click.option(
    "--missing",
    type=click.Choice(["error", "blank"]),
    default="error",
    show_default=True,
    help="What a name that the data lacks does.",
)
@click.option(
    "--locale",
    default="en-AU",
    show_default=True,
    callback=_known_locale,
    help="Language and region for dates and numbers.",
)
@click.option(
    "--picture",
    "pictures",
    multiple=True,
    metavar="NAME=FILE",
    callback=_pictures,
    help="A picture of the template, by its name or alternative text, and the file that takes its place.",
)
@click.option(
    "--allow-remote",
    is_flag=True,
    help="Take a template whose pictures or other parts Office fetches from another machine.",
)
@brand_option
def command(
    template: Path,
    data: Path,
    out: Path,
    missing: str,
    locale: str,
    pictures: Replacements,
    allow_remote: bool,
    brand: Brand | None,
) -> None:
    """Fill one template."""
    from docgen.cli.data import read_data
    from docgen.engine import Template
    from docgen.pack.write import clear_unfinished, write_file

    compiled = Template.open(
        template,
        missing="blank" if missing == "blank" else "error",
        livery=brand.livery if brand else None,
        allow_remote=allow_remote,
    )
    given = read_data(data)
    values = {"brand": brand.identity(), **given.values} if brand else given.values
    report((*compiled.warnings, *given.warnings))
    rendering = compiled.rendered(values, locale=locale, replace=pictures)
    report(rendering.warnings)
    clear_unfinished(out.parent)
    write_file(out, rendering.data)
    click.echo(clean(f"Wrote {out.as_posix()} ({len(rendering.data):,} bytes)"))
