"""Figures of the service levels that are still the provider's defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.derive.context import Context


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A default that nobody has confirmed: what it is in words, what a page prints of it, its intake path."""

    what: str
    value: object
    path: str


def unconfirmed(context: Context) -> tuple[Unconfirmed, ...]:
    """Return the unconfirmed defaults of the SLA, hypercare included, each path once, in document order."""
    found: dict[str, Unconfirmed] = {}
    for figure in context.sla.unconfirmed:
        found.setdefault(figure.path, Unconfirmed(figure.what, figure.shown, figure.path))
    return tuple(found.values())
