"""`docgen check --fix`: intakes mended where only one thing can be meant, before they are checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.terminal import clean

_BOM = b"\xef\xbb\xbf"

if TYPE_CHECKING:
    from docgen.imports.mending import Mended


def fix_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--fix` and `--dry-run`, and mend the intakes before the command sees them."""

    @click.option(
        "--fix", "wants_fix", is_flag=True, help="First mend what can mean only one thing; show the diff."
    )
    @click.option("--dry-run", is_flag=True, help="With --fix: show the diff, change nothing.")
    @wraps(command)
    def mending(
        ctx: click.Context, /, intakes: tuple[Path, ...], wants_fix: bool, dry_run: bool, **choices: Any
    ) -> Any:
        if dry_run and not wants_fix:
            raise click.UsageError("--dry-run says what --fix would change: add --fix.", ctx)
        if wants_fix:
            fix(intakes, dry_run=dry_run)
        return command(ctx, intakes=intakes, **choices)

    return mending


def fix(intakes: Sequence[Path], *, dry_run: bool) -> None:
    """Mend each intake in its place and print what changes as a diff; with `dry_run` only print.

    An intake that cannot be read stays as it is: checking it says why.
    """
    from docgen.errors import DocgenError
    from docgen.imports.mending import mend
    from docgen.pack.write import write_file

    for path in intakes:
        try:
            mended = mend(path)
        except DocgenError:
            continue
        if not mended.changed:
            click.echo(clean(f"{path}: nothing to mend"), err=True)
            continue
        _show(mended)
        if not dry_run:
            mark = _BOM if path.read_bytes().startswith(_BOM) else b""
            write_file(path, mark + mended.text.encode())


def _show(mended: Mended) -> None:
    from docgen.intake.edit import difference

    for line in difference(mended.source, mended.text):
        click.echo(clean(line), err=True)
