"""The chart of section 1: how far the design raises each strategy of the Essential Eight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.derive.design.measures import LEVELS
from docgen.derive.plots import Plot, PlotSeries

if TYPE_CHECKING:
    from docgen.derive.design.maturity import StrategyRow

_LEVEL = '"ML"0'
_WIDTH, _HEIGHT = 92, 44
_SHORT = {
    "application_control": "Application control",
    "patch_applications": "Applications",
    "office_macros": "Office macros",
    "user_app_hardening": "User applications",
    "restrict_admin": "Admin privileges",
    "patch_os": "Operating systems",
    "mfa": "Second factor",
    "backups": "Backups",
}
"""Names that keep to one line beside a bar."""


def uplift_plot(rows: Sequence[StrategyRow]) -> Plot | None:
    """Return a bar for each strategy, from no maturity to its target, the level of today set apart from what the
    design adds; None where no strategy has both levels.

    A target below today adds nothing, and the bar ends at today's level.
    """
    levels = [
        (row, LEVELS.index(row.current), LEVELS.index(row.target))
        for row in rows
        if isinstance(row.current, str) and isinstance(row.target, str)
    ]
    if not levels:
        return None
    told = "; ".join(f"{row.name} {LEVELS[now]} to {LEVELS[then]}" for row, now, then in levels)
    return Plot(
        alt=f"Maturity level of each strategy today and in the design: {told}.",
        categories=tuple(_SHORT[row.key] for row, _, _ in levels),
        series=(
            PlotSeries("Today", tuple(now for _, now, _ in levels), color="accent3@50", number_format=_LEVEL),
            PlotSeries(
                "Raised by the design",
                tuple(max(then - now, 0) for _, now, then in levels),
                color="accent1",
                number_format=_LEVEL,
            ),
        ),
        horizontal=True,
        stacked=True,
        labels=False,
        maximum=len(LEVELS) - 1,
        width=_WIDTH,
        height=_HEIGHT,
    )
