"""`docgen rules`: the rules that an intake is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.arguments import one_of
from docgen.cli.terminal import clean, table

if TYPE_CHECKING:
    from docgen.judge import RuleInfo
    from docgen.playbooks.model import Playbook

_HELP = """List the rules that an intake is judged by, or say all about one.

\b
  docgen rules
  docgen rules SLA-03
  docgen rules --playbook ours/managed_services.yaml

A playbook may make rules weigh more or less; with --playbook they are shown as it has them."""


def _ids() -> tuple[str, ...]:
    from docgen.judge.catalogue import RULES

    return tuple(RULES)


@click.command("rules", help=_HELP)
@click.argument("rule", required=False, metavar="[ID]", callback=one_of(_ids))
@click.option("--playbook", default="", metavar="NAME|FILE", help="As this process weighs them.")
def command(rule: str | None, playbook: str) -> None:
    """Print the list of rules, or the page of one of them."""
    book = _read(playbook) if playbook else None
    click.echo(_page(rule, book) if rule else _list(book))


def _read(name: str) -> Playbook:
    from docgen.judge.weights import check_weights
    from docgen.playbooks.load import load_playbook, path_of

    book = load_playbook(name)
    check_weights(book, path_of(name))
    return book


def _list(book: Playbook | None) -> str:
    from docgen.judge.catalogue import RULES

    rows = [
        (info.id, _severity(info, book), info.stage.replace(" ", ", "), info.title) for info in RULES.values()
    ]
    return table(("Rule", "Severity", "From", "Title"), rows)


def _severity(info: RuleInfo, book: Playbook | None) -> str:
    """Return what a rule weighs; where the playbook has changed it, with what it weighs elsewhere."""
    from docgen.judge.weights import weighed

    own = info.severity.value
    here = weighed(info, book).value if book else own
    return here if here == own else f"{here} (not {own})"


def _page(rule: str, book: Playbook | None) -> str:
    from docgen.judge.catalogue import RULES
    from docgen.judge.catalogue.pages import page_of
    from docgen.judge.weights import weighed

    if book is None:
        return page_of(rule)
    own = book.rules.get(rule)
    reason = clean(own.reason) if own else ""
    return page_of(rule, severity=weighed(RULES[rule], book), reason=reason)
