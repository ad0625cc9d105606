"""`docgen rules`: the rules that an intake is judged by."""

from __future__ import annotations

import click

from docgen.cli.arguments import one_of
from docgen.cli.terminal import table

_HELP = """List the rules that an intake is judged by, or say all about one.

\b
  docgen rules
  docgen rules SLA-03"""


def _ids() -> tuple[str, ...]:
    from docgen.judge.catalogue import RULES

    return tuple(RULES)


@click.command("rules", help=_HELP)
@click.argument("rule", required=False, metavar="[ID]", callback=one_of(_ids))
def command(rule: str | None) -> None:
    """Print the list of rules, or the page of one of them."""
    from docgen.judge.catalogue import RULES

    if rule is None:
        rows = [
            (info.id, info.severity.value, info.stage.replace(" ", ", "), info.title)
            for info in RULES.values()
        ]
        click.echo(table(("Rule", "Severity", "From", "Title"), rows))
        return
    from docgen.judge.catalogue.pages import page_of

    click.echo(page_of(rule))
