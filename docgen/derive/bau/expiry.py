"""What ends when: how near an expiry is, and everything that ends soon."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docgen.derive.values import Chip, Gap, State

NEAR, SOON = 90, 180
"""Days before an expiry from which it is critical, and from which it asks for a look (the process's register asks for
both; what they mean is a provider default)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends on `expiry`, `days_left` days from the as-of date. `owner` renews it, empty where nobody is
    named."""

    kind: str
    id: str
    what: str
    expiry: datetime.date
    days_left: int
    owner: str
    chip: Chip


def expiry_chip(day: date | Gap | None, as_of: date) -> Chip:
    """Return how near an expiry is: past, within 90 days, within 180, later."""
    if not isinstance(day, date):
        return Chip(State.NEUTRAL, "No date")
    left = (day - as_of).days
    if left < 0:
        return Chip(State.CRITICAL, "Ended")
    if left <= NEAR:
        return Chip(State.CRITICAL, f"Within {NEAR} days")
    return Chip(State.CAUTION, f"Within {SOON} days") if left <= SOON else Chip(State.GOOD, "Later")


def days_to(day: date | Gap | None, as_of: date) -> int | None:
    """Return the days from the as-of date to `day`, negative once past; None without a day."""
    return (day - as_of).days if isinstance(day, date) else None


def ending_soon(lines: Iterable[Ending]) -> tuple[Ending, ...]:
    """Return what ends within 180 days or has ended, soonest first."""
    near = (line for line in lines if line.days_left <= SOON)
    return tuple(sorted(near, key=lambda line: (line.expiry, line.kind, line.id)))
