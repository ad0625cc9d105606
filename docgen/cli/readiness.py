"""Readiness on a terminal: how far each stage is, then what is missing, who owes it and by when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import click

from docgen.cli.terminal import table

if TYPE_CHECKING:
    from docgen.readiness.lines import ClientReadiness, FactLine

_WIDE = 72


def show_readiness(ready: ClientReadiness) -> None:
    """Print one client's readiness on standard output; nothing where the intake could not be read."""
    if not ready.stages:
        return
    click.echo("\n".join(("", *_stages(ready), *_facts(ready))))


def _stages(ready: ClientReadiness) -> Iterator[str]:
    rows = [
        (
            f"{line.stage}  {line.name}",
            ", ".join(line.documents),
            f"{line.facts.complete} of {line.facts.needed}",
            f"{line.facts.percent} %",
            line.due.isoformat() if line.due else "",
        )
        for line in ready.stages
    ]
    yield table(("Stage", "Documents", "Facts", "", "First due"), rows)


def _facts(ready: ClientReadiness) -> Iterator[str]:
    """Yield a table of what is missing for each stage at which it is wanted first."""
    names = {line.stage: line.name for line in ready.stages}
    for stage, lines in groupby(sorted(ready.owed, key=attrgetter("stage")), attrgetter("stage")):
        yield ""
        yield f"Missing from {stage} on, {names[stage]}:"
        yield table(("Due", "Who owes it", "Question", "For", "Fact"), [_fact(line) for line in lines])


def _fact(line: FactLine) -> tuple[str, ...]:
    late = " overdue" if line.days is not None and line.days < 0 else ""
    due = f"{line.due.isoformat()}{late}" if line.due else "no day set"
    return due, line.owner, _short(line.question), ", ".join(line.documents), line.path


def _short(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1].rstrip()}…"
