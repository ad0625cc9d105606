"""Section 12: what moves, how long it takes, and whether its window holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from docgen.derive.calendars import BusinessCalendar
from docgen.derive.design.formulas import LEAST_SLACK, rounded
from docgen.derive.design.measures import available_hours, hours_of, openings_of, slack_of, window_of
from docgen.derive.design.migration_chart import WaveChart, wave_chart
from docgen.derive.design.rows import at, rows_of
from docgen.derive.lookup import Lookup
from docgen.derive.values import Chip, Gap, State
from docgen.intake.model.design_operations import Migration


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Data that moves. `hours` is how long the copy takes (GB x 8,000 / (Mbps x 0.7) / 3,600), `available` the
    hours of its window, both to one decimal place; `slack` is the share of the window that stays free, in whole
    per cent."""

    id: str
    workload: str
    source: str
    target: str
    method: str
    wave: str
    volume_gb: Decimal | Gap
    mbps: Decimal | Gap
    hours: Decimal | Gap
    window: str
    starts: datetime | Gap
    openings: int
    available: Decimal | Gap
    slack: Decimal | None
    chip: Chip
    owner: str
    rollback: str
    validation: str


@dataclass(frozen=True, slots=True)
class MigrationView:
    """Section 12. `volume_gb` and `hours` are sums over the moves whose figures are known; `chart` shows the days on
    which windows are open."""

    moves: tuple[MoveRow, ...] | Gap
    volume_gb: Decimal
    hours: Decimal
    chart: WaveChart | None


def migration_view(
    lookup: Lookup, moves: tuple[Migration, ...] | None, days: BusinessCalendar, *, go_live: date | Gap | None
) -> MigrationView:
    """Return section 12; `go_live` is the day that its chart ends with."""
    hours = [hours_of(one) for one in moves or ()]
    numbered = None if moves is None else list(enumerate(moves))
    return MigrationView(
        moves=rows_of(lookup, numbered, "design.migration", lambda pair: _move(lookup, *pair, days)),
        volume_gb=sum((one.volume_gb or Decimal(0) for one in moves or ()), Decimal(0)),
        hours=rounded(sum((one or Decimal(0) for one in hours), Decimal(0)), 1),
        chart=_chart(lookup, moves or (), days, go_live if isinstance(go_live, date) else None),
    )


def _chart(
    lookup: Lookup, moves: Sequence[Migration], days: BusinessCalendar, go_live: date | None
) -> WaveChart | None:
    windows = ((one, window_of(lookup, one)) for one in moves)
    shown = [
        (one.workload or one.id or "", _wave(lookup, one.wave), openings_of(window, days) if window else ())
        for one, window in windows
    ]
    return wave_chart(shown, go_live=go_live, locale=lookup.locale)


def _move(lookup: Lookup, index: int, one: Migration, days: BusinessCalendar) -> MoveRow:
    path, window = at("design.migration", one, index), window_of(lookup, one)
    hours, open_times = hours_of(one), openings_of(window, days) if window else ()
    slack = slack_of(one, window, days)
    return MoveRow(
        id=one.id or "",
        workload=one.workload or "",
        source=one.source or "",
        target=one.target or "",
        method=one.method or "",
        wave=_wave(lookup, one.wave),
        volume_gb=_asked(lookup, one.volume_gb, f"{path}.volume_gb"),
        mbps=_asked(lookup, one.mbps, f"{path}.mbps"),
        hours=_asked(lookup, None if hours is None else rounded(hours, 1), f"{path}.mbps"),
        window=(window.scope or window.id or "") if window else "",
        starts=open_times[0][0] if open_times else lookup.gap(f"{path}.window", owner="project_manager"),
        openings=len(open_times),
        available=_asked(
            lookup, rounded(available_hours(window, days), 1) if window else None, f"{path}.window"
        ),
        slack=None if slack is None else rounded(slack),
        chip=_fits(slack),
        owner=lookup.name(one.owner),
        rollback=one.rollback or "",
        validation=one.validation or "",
    )


def _asked(lookup: Lookup, value: Decimal | None, path: str) -> Decimal | Gap:
    return lookup.known(value, path, owner="solutions_architect")


def _wave(lookup: Lookup, ref: str | None) -> str:
    """Return a wave by the names of its sites; its id where it has none."""
    go_live = lookup.intake.go_live
    wave = next((one for one in (go_live.waves if go_live else None) or () if one.id == ref), None)
    sites = ", ".join(lookup.site_name(site) for site in (wave.sites if wave else None) or ())
    return sites or ref or ""


def _fits(slack: Decimal | None) -> Chip:
    if slack is None:
        return Chip(State.NEUTRAL, "Not known")
    if slack < 0:
        return Chip(State.CRITICAL, "Does not fit")
    return Chip(State.GOOD, "Fits") if slack >= LEAST_SLACK else Chip(State.CAUTION, "Tight")
