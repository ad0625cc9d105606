"""The chart of section 8: how soon critical applications are back, beside what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from docgen.derive.design.formulas import rounded
from docgen.derive.plots import Plot, PlotSeries
from docgen.derive.values import Gap, Span
from docgen.derive.words import counted

if TYPE_CHECKING:
    from docgen.derive.design.recovery import ObjectiveRow

_HOUR = Decimal(60)


def recovery_plot(rows: Sequence[ObjectiveRow]) -> Plot | None:
    """Return bars of hours: back after (`whole`) beside back within (`rto`), for the applications of which both are
    known; None where there is none.

    An objective in business hours counts as so many hours on the wall clock, as the judgement `rto_chip` has it.
    """
    known = [(row.name, row.whole, row.rto) for row in rows if _both(row)]
    if not known:
        return None
    names = tuple(name for name, _, _ in known)
    late = {name: "accent6" for name, whole, rto in known if _hours(whole) > _hours(rto)}
    return Plot(
        alt=f"Hours until {counted(len(known), 'application')} are back, beside the hours agreed: "
        + "; ".join(
            f"{name} {_hours(whole).normalize():f} of {_hours(rto).normalize():f}"
            for name, whole, rto in known
        )
        + ".",
        categories=names,
        series=(
            PlotSeries(
                "Back after",
                tuple(_hours(whole) for _, whole, _ in known),
                color="accent1",
                number_format='0.0#" h"',
                highlights=late,
            ),
            PlotSeries(
                "Agreed",
                tuple(_hours(rto) for _, _, rto in known),
                color="accent2",
                number_format='0.0#" h"',
                highlights=dict.fromkeys(names, "accent2 dashed"),
            ),
        ),
        horizontal=True,
    )


def _both(row: ObjectiveRow) -> bool:
    return not isinstance(row.whole, Gap) and not isinstance(row.rto, Gap)


def _said(span: Span | Gap) -> str:
    return f"{_hours(span).normalize():f}"


def _hours(span: Span | Gap) -> Decimal:
    """Return hours to two places; 0 for a gap, which `_both` keeps out."""
    return Decimal(0) if isinstance(span, Gap) else rounded(Decimal(span.minutes) / _HOUR, 2)
