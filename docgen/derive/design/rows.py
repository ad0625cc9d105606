"""Lists and texts of the design as pages show them: what is missing becomes a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, Span, State

Source = TypeVar("Source")
Row = TypeVar("Row")

DESIGN_OWNER = "solutions_architect"


def rows_of(
    lookup: Lookup, items: Iterable[Source] | None, path: str, make: Callable[[Source], Row]
) -> tuple[Row, ...] | Gap:
    """Return a row for each item; the gap at `path` where nobody has given the list."""
    return lookup.gap(path) if items is None else tuple(make(item) for item in items)


def part_of(lookup: Lookup, facts: Source | None, path: str, make: Callable[[Source], Row]) -> Row | Gap:
    """Return the view of a group of facts; the gap at `path` where it is missing as a whole."""
    return lookup.gap(path) if facts is None else make(facts)


def at(path: str, item: object, index: int) -> str:
    """Return the path of one item of a list: by its id where it has one, else by its position."""
    return f"{path}[{getattr(item, 'id', None) or index}]"


def verdict(good: bool | None, yes: str, no: str, *, bad: State = State.CRITICAL) -> Chip:
    """Return a chip for what is so, is not so, or cannot be told (None)."""
    if good is None:
        return Chip(State.NEUTRAL, "Not known")
    return Chip(State.GOOD, yes) if good else Chip(bad, no)


def app_name(lookup: Lookup, ref: str | None) -> str:
    """Return the name of an application; the id itself where there is no such application, empty for None."""
    names = (app.name for app in lookup.intake.applications or () if app.id == ref)
    return next((name for name in names if name), ref or "")


def span_of(lookup: Lookup, minutes: int | None, path: str) -> Span | Gap:
    """Return a length of time on the clock; the gap at `path`, owed by the architect, where it is not known."""
    return lookup.gap(path, owner=DESIGN_OWNER) if minutes is None else Span(minutes)
