"""What only the clients of a batch side by side can show, added to the row of each client that it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.batch.results import Found, Row
from docgen.errors import CalendarError
from docgen.judge.across import OVERBOOKED, PersonLoad, overbooked, person_loads
from docgen.judge.catalogue import RULES

if TYPE_CHECKING:
    from docgen.pipeline import Client


def loads_of(client: Client | None) -> tuple[PersonLoad, ...]:
    """Return how much of whose time a client takes; nothing where nothing was derived of it."""
    context = next(iter(client.contexts.values()), None) if client else None
    if client is None or context is None:
        return ()
    try:
        return person_loads(client.intake, client.playbook, context.timeline.stages, context.days)
    except CalendarError:  # its documents say so
        return ()


def judged_together(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with what breaks RES-01 among them: who is promised for more than their time."""
    every = tuple(rows)
    found: dict[str, list[Found]] = {}
    for one in overbooked(load for row in every for load in row.loads):
        problem = Found(
            code=OVERBOOKED,
            severity=RULES[OVERBOOKED].severity,
            message=f"{one.message}.",
            hint=one.hint,
            path=one.path,
            acknowledged=one.accepted,
        )
        found.setdefault(one.client, []).append(problem)
    return tuple(_with(row, found.get(row.code, []) if row.loads else []) for row in every)


def _with(row: Row, more: list[Found]) -> Row:
    here = (replace(problem, file=row.file) for problem in more)
    return replace(row, problems=(*row.problems, *here)) if more else row
