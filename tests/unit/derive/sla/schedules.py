"""The schedule of the sample firm, and ways to change it."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.derive.calendars import business_calendar
from docgen.derive.commercial import commercial_view
from docgen.derive.lookup import Lookup
from docgen.derive.sla import Figure, Hypercare, Sla, derive_hypercare, derive_sla
from docgen.derive.timeline import timeline_view
from tests.unit.derive.samples import bare, look

AS_OF = date(2027, 2, 22)
FIRM: dict[str, Any] = {
    "sla.effective_from": "2027-03-16",
    "sla.business_hours.tz": "Australia/Melbourne",
}


def schedule(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Sla:
    """Return the schedule of the firm, changed by path."""
    return schedule_of(look({**FIRM, **(changes or {})}, drop=drop))


def smallest() -> Sla:
    """Return the schedule of an intake that holds a code and a name."""
    return schedule_of(bare())


def schedule_of(found: Lookup) -> Sla:
    """Return the schedule that follows from an intake and a process."""
    calendar = business_calendar(found.intake)
    timeline = timeline_view(found, calendar, AS_OF)
    commercial = commercial_view(found)
    return derive_sla(found.intake, found.playbook, calendar, timeline, commercial=commercial, as_of=AS_OF)


def overlay(changes: dict[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Hypercare:
    """Return the hypercare overlay of the firm, changed by path."""
    return overlay_of(look({**FIRM, **(changes or {})}, drop=drop))


def overlay_of(found: Lookup) -> Hypercare:
    """Return the overlay that follows from an intake and a process."""
    calendar = business_calendar(found.intake)
    timeline = timeline_view(found, calendar, AS_OF)
    return derive_hypercare(found.intake, found.playbook, calendar, timeline)


def figure(sla: Sla, path: str) -> Figure[object]:
    """Return the one figure at a path."""
    (found,) = (figure for figure in sla.figures if figure.path == path)
    return found
