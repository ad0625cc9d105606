"""Measures of success: how far each is from its baseline to its target, which way it moves, what is still needed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from docgen.derive.lookup import Lookup
from docgen.derive.plots import Plot
from docgen.derive.success.measure_plots import result_plot, trend_plot
from docgen.derive.values import Cell, Chip, Gap, State
from docgen.derive.words import in_words, one_decimal
from docgen.intake.model.success import Kpi
from docgen.intake.model.success import Reading as ReadingFacts
from docgen.playbooks.success import Bands

BAR_CELLS = 20
_WEEK_DAYS = 7
_CENT = Decimal("0.01")
_ALL = Decimal(100)
_DIRECTIONS = {"higher": "Higher is better", "lower": "Lower is better"}
_FILLS = {State.GOOD: "accent4", State.CAUTION: "accent5", State.CRITICAL: "accent3"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: its day, the value, the value with its unit, what explains it."""

    date: datetime.date
    value: Decimal
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    `progress` is the share of the way from baseline to target, in per cent with one decimal place and held to 0 to
    100: (current - baseline) / (target - baseline), which serves both directions. It is a Gap where a part is
    unknown or target and baseline are the same, None before the first reading. `expected` is the share of the time
    that had gone by at the latest reading, in per cent. `chip` compares the two; `bar` draws the progress in twenty
    columns. `needed` says in words what each week must still bring. `met_on` is the day of the first reading that
    reached the target. The texts (`baseline_text` …) carry the unit. `dates` and `values` are the series of a
    chart: the baseline, then each reading. `trend_plot` draws them, `result_plot` the latest reading beside baseline
    and target; either is None where there is too little to draw."""

    id: str
    name: str
    definition: str
    objective: str
    objective_text: str
    unit: str
    direction: str
    baseline: Decimal | Gap
    baseline_date: date | Gap
    baseline_text: str | Gap
    target: Decimal | Gap
    target_date: date | Gap
    target_text: str | Gap
    current: Decimal | None
    current_date: date | None
    current_text: str
    progress: Decimal | Gap | None
    progress_text: str | Gap
    expected: Decimal | None
    chip: Chip
    trend: Chip
    bar: tuple[Cell, ...]
    needed: str
    met_on: date | None
    readings: tuple[Reading, ...]
    dates: tuple[date, ...]
    values: tuple[Decimal, ...]
    trend_plot: Plot | None
    result_plot: Plot | None
    source: str | Gap
    owner: str | Gap
    cadence: str

    @property
    def reached(self) -> bool:
        """Whether the target was reached by some reading."""
        return self.met_on is not None


def with_unit(value: Decimal, unit: str) -> str:
    """Return a value as people write it: `91.2 %`, `GBP 1.84`, `95 minutes`."""
    number = f"{value:,f}"
    if len(unit) == 3 and unit.isupper() and unit.isalpha():  # a currency stands before its amount
        return f"{unit}\N{NO-BREAK SPACE}{number}"
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def share(current: Decimal, baseline: Decimal, target: Decimal) -> Decimal:
    """Return the share of the way that is done, 0 to 1: (current - baseline) / (target - baseline), held to that range.

    All three are in the measure's own unit, whichever direction is better. Raise ZeroDivisionError where target and
    baseline are the same.
    """
    if target == baseline:
        raise ZeroDivisionError("the target is the baseline")
    return min(max((current - baseline) / (target - baseline), Decimal(0)), Decimal(1))


def measure(lookup: Lookup, facts: Kpi, *, as_of: date) -> Measure:
    """Return one measure as it stood on the as-of date: later readings are not known yet."""
    path, unit = f"success.kpis[{facts.id}]", facts.unit or ""
    readings = _readings(facts, unit, as_of)
    latest = readings[-1] if readings else None
    progress = _progress(lookup, facts, latest, path)
    expected = _expected(facts, latest)
    chip = _chip(progress, expected, lookup.playbook.success.progress)
    baseline = lookup.known(facts.baseline, f"{path}.baseline")
    target = lookup.known(facts.target, f"{path}.target")
    points = _points(facts, readings)
    return Measure(
        id=facts.id or "",
        name=facts.name or facts.id or "",
        definition=facts.definition or "",
        objective=facts.objective or "",
        objective_text=_objective(lookup, facts.objective),
        unit=unit,
        direction=_DIRECTIONS.get(facts.direction or "", ""),
        baseline=baseline,
        baseline_date=lookup.known(facts.baseline_date, f"{path}.baseline_date"),
        baseline_text=_text(baseline, unit),
        target=target,
        target_date=lookup.known(facts.target_date, f"{path}.target_date"),
        target_text=_text(target, unit),
        current=latest.value if latest else None,
        current_date=latest.date if latest else None,
        current_text=latest.text if latest else "No reading yet",
        progress=progress,
        progress_text=_in_percent(progress),
        expected=expected,
        chip=chip,
        trend=_trend(facts, points),
        bar=_bar(progress, chip),
        needed=_needed(facts, latest),
        met_on=_met_on(facts, readings),
        readings=readings,
        dates=tuple(day for day, _ in points),
        values=tuple(value for _, value in points),
        trend_plot=trend_plot(facts.name or "", unit, points, target, locale=lookup.locale),
        result_plot=result_plot(facts.name or "", unit, baseline, latest.value if latest else None, target),
        source=lookup.known(facts.source, f"{path}.source"),
        owner=lookup.person(facts.owner, f"{path}.owner"),
        cadence=in_words(facts.cadence),
    )


def _objective(lookup: Lookup, ref: str | None) -> str:
    success = lookup.intake.success
    known = (success.objectives if success else None) or ()
    return next((one.statement or "" for one in known if one.id == ref), ref or "")


def _text(value: Decimal | Gap, unit: str) -> str | Gap:
    return value if isinstance(value, Gap) else with_unit(value, unit)


def _readings(facts: Kpi, unit: str, as_of: date) -> tuple[Reading, ...]:
    """Return the readings up to the as-of date, oldest first."""
    known = [_reading(one, unit) for one in facts.readings or ()]
    return tuple(sorted((one for one in known if one and one.date <= as_of), key=lambda one: one.date))


def _reading(facts: ReadingFacts, unit: str) -> Reading | None:
    if facts.date is None or facts.value is None:
        return None
    return Reading(facts.date, facts.value, with_unit(facts.value, unit), facts.note or "")


def _progress(lookup: Lookup, facts: Kpi, latest: Reading | None, path: str) -> Decimal | Gap | None:
    if facts.baseline is None or facts.target is None:
        return lookup.gap(f"{path}.{'target' if facts.baseline is not None else 'baseline'}")
    if facts.baseline == facts.target:
        return lookup.gap(f"{path}.target", question="Target that differs from the baseline")
    return one_decimal(share(latest.value, facts.baseline, facts.target) * _ALL) if latest else None


def _in_percent(progress: Decimal | Gap | None) -> str | Gap:
    if isinstance(progress, Decimal):
        return f"{whole(progress)}\N{NO-BREAK SPACE}%"
    return "No reading yet" if progress is None else progress


def whole(value: Decimal) -> int:
    """Return `value` rounded half up to a whole number."""
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))


def _expected(facts: Kpi, latest: Reading | None) -> Decimal | None:
    """Return the share in per cent of the time from baseline to target that had gone by at the latest reading."""
    if latest is None or facts.baseline_date is None or facts.target_date is None:
        return None
    days = (facts.target_date - facts.baseline_date).days
    if days <= 0:
        return None
    gone = Decimal((latest.date - facts.baseline_date).days) / days
    return one_decimal(min(max(gone, Decimal(0)), Decimal(1)) * _ALL)


def _chip(progress: Decimal | Gap | None, expected: Decimal | None, bands: Bands) -> Chip:
    """Return how progress compares with the time gone: progress / expected against the playbook's bands."""
    if not isinstance(progress, Decimal):
        return Chip(State.NEUTRAL, "Not measured yet")
    ratio = progress / expected * _ALL if expected else _ALL
    if ratio >= bands.good.value:
        return Chip(State.GOOD, "On track")
    fair = ratio >= bands.fair.value
    return Chip(State.CAUTION, "Behind") if fair else Chip(State.CRITICAL, "Far behind")


def _points(facts: Kpi, readings: Sequence[Reading]) -> list[tuple[date, Decimal]]:
    """Return the series of a chart: the baseline where it is known, then the readings."""
    points = [(one.date, one.value) for one in readings]
    if facts.baseline is None or facts.baseline_date is None:
        return points
    return [(facts.baseline_date, facts.baseline), *points]


def _trend(facts: Kpi, points: Sequence[tuple[date, Decimal]]) -> Chip:
    """Return which way the last reading moved from the one before it, or from the baseline."""
    if len(points) < 2 or facts.direction is None:
        return Chip(State.NEUTRAL, "No trend yet")
    change = points[-1][1] - points[-2][1]
    if not change:
        return Chip(State.NEUTRAL, "Steady")
    better = (change > 0) == (facts.direction == "higher")
    return Chip(State.GOOD, "Improving") if better else Chip(State.CAUTION, "Worsening")


def _bar(progress: Decimal | Gap | None, chip: Chip) -> tuple[Cell, ...]:
    done = whole(progress * BAR_CELLS / _ALL) if isinstance(progress, Decimal) else 0
    spans = ((done, _FILLS.get(chip.state, "accent1")), (BAR_CELLS - done, "accent3@30"))
    return tuple(Cell(span, "", fill) for span, fill in spans if span)


def _needed(facts: Kpi, latest: Reading | None) -> str:
    """Return what each week must bring from the latest reading to the target date: (target - current) / weeks left."""
    if latest is None or facts.target is None or facts.target_date is None:
        return ""
    if _reaches(facts, latest.value):
        return "Target reached"
    days = (facts.target_date - latest.date).days
    left = facts.target - latest.value
    if days < _WEEK_DAYS:
        return f"{_signed(left, facts.unit or '')} to go"
    each = (left * _WEEK_DAYS / days).quantize(_CENT, rounding=ROUND_HALF_UP)
    return f"{_signed(each, facts.unit or '')} a week"


def _signed(value: Decimal, unit: str) -> str:
    sign = "\N{MINUS SIGN}" if value < 0 else "+"
    return f"{sign}{with_unit(abs(value), unit)}"


def _reaches(facts: Kpi, value: Decimal) -> bool:
    if facts.target is None:
        return False
    return value <= facts.target if facts.direction == "lower" else value >= facts.target


def _met_on(facts: Kpi, readings: Sequence[Reading]) -> date | None:
    return next((one.date for one in readings if _reaches(facts, one.value)), None)
