"""Charts of the plan for slides: each measure from its baseline towards its target, and how far all of them are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docgen.derive.plots import Plot, PlotSeries
from docgen.derive.success.measures import Measure, with_unit
from docgen.derive.values import Gap
from docgen.derive.words import short_date

_START, _BETWEEN, _LATEST, _AIM = "accent3@50", "accent1@40", "accent1", "accent2 dashed"
_NEAR, _FAR = "accent1", "accent1@40"
_ALL = 100


def trends(measures: Sequence[Measure], locale: str) -> tuple[Plot, ...]:
    """Return a bar chart for each measure that has a reading: the baseline in stone, the readings with the latest the
    darkest, the target as an outline."""
    return tuple(_trend(one, locale) for one in measures if one.current is not None)


def _trend(one: Measure, locale: str) -> Plot:
    days = tuple(short_date(day, locale) for day in one.dates)
    told = ", ".join(
        f"{with_unit(value, one.unit)} on {day}" for day, value in zip(days, one.values, strict=True)
    )
    aimed = None if isinstance(one.target, Gap) else one.target
    return Plot(
        alt=f"{one.name}: {told}; {f'target {one.target_text}' if aimed is not None else 'no target yet'}.",
        title=f"{one.name}, {one.unit}" if one.unit else one.name,
        categories=(*days, *(["Target"] if aimed is not None else [])),
        series=(
            PlotSeries(
                one.name,
                (*one.values, *([aimed] if aimed is not None else [])),
                color=_BETWEEN,
                highlights=_looks(one, days),
            ),
        ),
    )


def _looks(one: Measure, days: Sequence[str]) -> dict[str, str]:
    """Return the colours of the first bar where it is the baseline, of the latest, and of the target."""
    start = {days[0]: _START} if len(one.dates) > len(one.readings) else {}
    aim = {} if isinstance(one.target, Gap) else {"Target": _AIM}
    return start | {days[-1]: _LATEST} | aim


def progress_plot(measures: Sequence[Measure], threshold: int) -> Plot | None:
    """Return how far each measure is on its way, in per cent of the way from baseline to target, those that have come
    at least `threshold` per cent in the darker colour; None before the first reading."""
    known = [(one.name, one.progress) for one in measures if isinstance(one.progress, Decimal)]
    if not known:
        return None
    told = ", ".join(f"{name} {share} %" for name, share in known)
    colours = {name: _NEAR if share >= threshold else _FAR for name, share in known}
    values = tuple(share for _, share in known)
    return Plot(
        alt=f"Share of the way from baseline to target: {told}.",
        categories=tuple(name for name, _ in known),
        series=(PlotSeries("Progress", values, number_format='0" %"', highlights=colours),),
        horizontal=True,
        maximum=_ALL,
    )
