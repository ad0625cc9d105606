"""Formulas of the design agree with backups, restores and copies that are played through step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.design.formulas import (
    chains,
    grown,
    hypercare_threshold,
    length,
    slack_percent,
    stricter,
    transfer_hours,
    worst_loss,
)
from docgen.derive.design.maturity import maturity_view
from docgen.derive.design.measures import STRATEGIES, loss_of
from docgen.derive.values import Gap
from docgen.intake.model.design_recovery import BackupJob
from tests.properties.slow_days import seeded
from tests.unit.derive.samples import look

Needs = Mapping[str, Sequence[str]]


@given(st.integers(1, 90), st.integers(0, 60))
@seeded(80)
def test_the_worst_moment_to_fail_loses_an_interval_and_a_run(interval: int, duration: int) -> None:
    """A copy is taken each interval and is of use once its run has ended; failure comes just before each minute."""
    copies = [(taken, taken + duration) for taken in range(0, 12 * (interval + duration), interval)]
    settled = range(interval + 2 * duration + 1, 4 * (interval + duration))
    worst = max(moment - max(taken for taken, done in copies if done < moment) for moment in settled)
    assert worst_loss(interval, duration) == worst


@given(st.integers(1, 2000), st.integers(0, 600), st.none() | st.integers(0, 120))
@seeded(60)
def test_a_replica_loses_its_lag_and_a_backup_its_interval_and_a_run(
    every: int, run: int, lag: int | None
) -> None:
    facts = {"id": "b", "frequency": f"{every}m", "duration": f"{run}m"}
    job = BackupJob.model_validate(facts if lag is None else {**facts, "replication_lag": f"{lag}m"})
    assert loss_of(job) == (every + run if lag is None else lag)


@st.composite
def estates(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """Draw applications with restore minutes; each may need some of those before it, given in any order."""
    names = [f"app{number}" for number in range(draw(st.integers(1, 9)))]
    needs = {
        name: tuple(draw(st.sets(st.sampled_from(names[:at]), max_size=3))) if at else ()
        for at, name in enumerate(names)
    }
    order = draw(st.permutations(names))
    return {name: draw(st.integers(0, 90)) for name in order}, needs


def restored(minutes: Mapping[str, int], needs: Needs) -> dict[str, int]:
    """Return when each application is back where as many are restored at once as can be, minute by minute."""
    back: dict[str, int] = {}
    begun: dict[str, int] = {}
    for now in range(sum(minutes.values()) + 1):
        settled = False
        while not settled:
            ready = [app for app in minutes if app not in begun and all(need in back for need in needs[app])]
            begun.update(dict.fromkeys(ready, now))
            done = [app for app in begun if app not in back and now - begun[app] >= minutes[app]]
            back.update(dict.fromkeys(done, now))
            settled = not (ready or done)
    return back


@given(estates())
@seeded(120)
def test_the_slowest_way_is_as_long_as_a_restore_that_is_played_through(
    estate: tuple[dict[str, int], dict[str, tuple[str, ...]]],
) -> None:
    minutes, needs = estate
    ways = chains(minutes, needs)
    assert {app: length(minutes, way) for app, way in ways.items()} == restored(minutes, needs)
    for app, way in ways.items():
        assert way[-1] == app
        assert all(before in needs[after] for before, after in pairwise(way))


@given(estates(), st.data())
@seeded(60)
def test_one_unknown_time_leaves_all_that_needs_it_without_a_length(
    estate: tuple[dict[str, int], dict[str, tuple[str, ...]]], data: st.DataObject
) -> None:
    minutes, needs = estate
    unknown = data.draw(st.sampled_from(sorted(minutes)))
    touched, grew = {unknown}, True
    while grew:
        more = {app for app in minutes if touched & set(needs[app])} - touched
        touched, grew = touched | more, bool(more)
    assert set(chains({**minutes, unknown: None}, needs)) == set(minutes) - touched


@given(st.integers(1, 4000), st.integers(1, 10_000))
@seeded(100)
def test_a_copy_ends_in_the_second_in_which_its_last_megabit_goes_through(gigabytes: int, mbps: int) -> None:
    hours = transfer_hours(Decimal(gigabytes), Decimal(mbps))
    assert hours is not None
    megabits, each_second = gigabytes * 8 * 1000, Fraction(mbps) * 7 / 10
    seconds = -(-megabits // each_second)
    assert abs(Fraction(hours) * 3600 - Fraction(megabits) / each_second) < Fraction(1, 10**9)
    assert 0 <= seconds - Fraction(megabits) / each_second < 1


@given(st.integers(0, 500), st.integers(1, 500))
@seeded(80)
def test_slack_is_what_is_left_of_a_window_minute_by_minute(needed: int, available: int) -> None:
    window = range(available)
    free = len([minute for minute in window if minute >= needed]) - max(0, needed - available)
    slack = slack_percent(Decimal(needed), Decimal(available))
    assert slack is not None
    assert abs(Fraction(slack) - Fraction(100 * free, available)) < Fraction(1, 10**9)


@given(st.integers(0, 10**6), st.integers(-90, 300), st.integers(0, 6))
@seeded(80)
def test_storage_grows_by_its_share_once_a_year(used: int, percent: int, years: int) -> None:
    model = Fraction(used)
    for _ in range(years):
        model += model * percent / 100
    assert abs(Fraction(grown(Decimal(used), Decimal(percent), years)) - model) < Fraction(1, 10**9)


THRESHOLDS = st.integers(1, 10**7).flatmap(
    lambda n: st.integers(0, 6).map(lambda places: Decimal(n).scaleb(-places))
)


@given(THRESHOLDS, st.sampled_from(("above", "below")), st.integers(50, 95))
@seeded(200)
def test_in_hypercare_an_alert_fires_earlier_by_the_factor_however_small_it_is(
    value: Decimal, direction: str, percent: int
) -> None:
    found = hypercare_threshold(value, direction, Decimal(percent) / 100)
    exact = Fraction(value) * percent / 100 if direction == "above" else Fraction(value) * 100 / percent
    assert stricter(value, found, direction)
    assert found > 0
    assert abs(Fraction(found) - exact) <= Fraction(1, 2000)
    assert abs(Fraction(found) / exact - 1) < Fraction(1, 100)


@given(
    st.lists(st.integers(0, 3), min_size=8, max_size=8), st.lists(st.integers(0, 3), min_size=8, max_size=8)
)
@seeded(60)
def test_the_eight_together_stand_at_the_highest_level_that_all_of_them_reach(
    current: list[int], target: list[int]
) -> None:
    facts = {
        f"security.essential_eight.{key}": {"current": now, "target": then}
        for key, now, then in zip(STRATEGIES, current, target, strict=True)
    }
    view = maturity_view(look(facts))
    for found, levels in ((view.now, current), (view.after, target)):
        assert found == f"ML{max(level for level in range(4) if all(one >= level for one in levels))}"
    assert view.to_raise == sum(then > now for now, then in zip(current, target, strict=True))


@given(st.sampled_from(sorted(STRATEGIES)))
@seeded(8)
def test_without_one_of_the_eight_there_is_no_overall_level(missing: str) -> None:
    facts = {
        f"security.essential_eight.{key}": {"current": 1, "target": 2} for key in STRATEGIES if key != missing
    }
    view = maturity_view(look(facts))
    assert isinstance(view.now, Gap)
    assert isinstance(view.after, Gap)
