"""`docgen schema`: the JSON Schemas, for editors that check while you type."""

from __future__ import annotations

import json
from pathlib import Path

import click

from docgen.cli.arguments import one_of
from docgen.cli.terminal import clean

_INTAKE, _BRAND = "intake", "brand"

_HELP = """Print or copy out the JSON Schema of the intake, of a playbook, of what stands beside one, or of a brand.

\b
Into a folder, all of them:
  docgen schema -o schemas
\b
On standard output, one:
  docgen schema intake > intake.schema.json

An editor with YAML support then completes keys, explains them and marks mistakes, if the intake begins with
# yaml-language-server: $schema=schemas/intake.schema.json"""


def _names() -> tuple[str, ...]:
    from docgen.playbooks.schema import CHANGES, SCHEMAS

    return (_INTAKE, *SCHEMAS, CHANGES, _BRAND)


@click.command("schema", help=_HELP)
@click.argument("name", required=False, metavar="[NAME]", callback=one_of(_names))
@click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), help="Write into this folder.")
def command(name: str | None, out: Path | None) -> None:
    """Print one schema, or write one or all into a folder."""
    if name is None and out is None:
        names = ", ".join(_names())
        raise click.UsageError(f"Say which schema to print ({names}), or give a folder with -o.")
    texts = {each: _text(each) for each in ((name,) if name else _names())}
    if out is None:
        click.echo("".join(texts.values()).encode(), nl=False)
    else:
        _write({out / f"{each}.schema.json": text.encode() for each, text in texts.items()})


def _text(name: str) -> str:
    """Return a schema as it is now in the models, not as a file remembers it."""
    if name == _INTAKE:
        from docgen.intake.schema import schema_text

        return schema_text()
    from docgen.brand.schema import brand_schema
    from docgen.playbooks.schema import schema_of

    schema = brand_schema() if name == _BRAND else schema_of(name)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _write(files: dict[Path, bytes]) -> None:
    from docgen.pack.write import write_files

    write_files(files)
    for file in files:
        click.echo(clean(f"Wrote {file.as_posix()}"))
