"""Section 8: the maintenance windows and freezes that matter once the targets bind."""

from __future__ import annotations

from datetime import date

from docgen.derive.deadlines import Window
from docgen.derive.timeline import Timeline
from docgen.derive.values import Gap
from docgen.intake.model import Intake
from docgen.intake.model.plan import Window as Stated


def service_windows(intake: Intake, timeline: Timeline, *, start: date | Gap) -> tuple[Window, ...]:
    """Return the agreed windows that still come on or after `start`; all of them while there is no start."""
    stated = (intake.plan.windows if intake.plan else None) or ()
    kept = {window.id for window in stated if not isinstance(start, date) or _comes_after(window, start)}
    known = timeline.windows if isinstance(timeline.windows, tuple) else ()
    return tuple(window for window in known if window.id in kept)


def _comes_after(window: Stated, start: date) -> bool:
    if window.recurrence not in (None, "none"):
        return window.until is None or window.until >= start
    return window.end is None or window.end.date() > start
