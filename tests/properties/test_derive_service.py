"""What a service promises agrees with clocks that are watched minute by minute and sums done in fractions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.sla.availability import allowed_downtime, availability_pct, month_minutes
from docgen.derive.sla.clock import ServiceClock, Window, round_the_clock
from docgen.derive.sla.credits import Band, CreditRules, attainment, credit_month, is_missed
from docgen.derive.values import Money
from tests.properties.slow_days import DAY, Wall, seeded
from tests.unit.derive.sla.schedules import overlay, schedule

MINUTE = timedelta(minutes=1)
ZONES = (
    "Australia/Melbourne",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Europe/London",
    "America/Denver",
    "UTC",
)
# Days around both changes of clocks of the zones, around Easter, and ordinary ones.
STARTS = st.one_of(
    st.dates(date(2027, 3, 11), date(2027, 4, 6)),
    st.dates(date(2027, 10, 1), date(2027, 11, 8)),
    st.dates(date(2026, 12, 20), date(2027, 12, 31)),
)


@st.composite
def openings(draw: st.DrawFn) -> tuple[Window, ...]:
    """Draw a day's openings, one or two. At night, when clocks change, they open and close on the hour."""
    night = [hour * 60 for hour in range(5)]
    edges = sorted(draw(st.sets(st.sampled_from(night) | st.integers(300, 1440), min_size=2, max_size=4)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Window(opens, closes) for opens, closes in pairs)


@st.composite
def clocks(draw: st.DrawFn) -> ServiceClock:
    """Draw a clock that opens on at least one weekday and keeps the holidays of some regions."""
    week = draw(st.dictionaries(st.integers(0, 6), openings(), min_size=1, max_size=6))
    wall = Wall(frozenset(range(7)), tuple(draw(st.sets(st.sampled_from(("AU-VIC", "GB-ENG"))))))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return ServiceClock(zone, week, lambda day: not wall.is_open(day))


def watched(clock: ServiceClock, raised: datetime, minutes: int) -> datetime:
    """Return when the clock has run for `minutes`, looked at once a minute."""
    now, left = raised.astimezone(UTC), minutes
    while left:
        local = now.astimezone(clock.zone)
        minute = local.hour * 60 + local.minute
        windows = () if clock.is_holiday(local.date()) else clock.windows.get(local.weekday(), ())
        left -= any(window.opens <= minute < window.closes for window in windows)
        now += MINUTE
    return now


@given(clocks(), STARTS, st.integers(0, 1439), st.integers(1, 900))
@seeded(60)
def test_a_promise_falls_due_when_its_minutes_have_been_watched_going_by(
    clock: ServiceClock, day: date, minute: int, minutes: int
) -> None:
    raised = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=clock.zone)
    assert clock.due(raised, minutes).astimezone(UTC) == watched(clock, raised, minutes)


@given(STARTS, st.integers(0, 1439), st.integers(0, 30 * 1440), st.sampled_from(ZONES))
@seeded(60)
def test_round_the_clock_means_that_so_many_minutes_have_really_gone_by(
    day: date, minute: int, minutes: int, zone: str
) -> None:
    raised = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo(zone))
    due = round_the_clock(ZoneInfo(zone)).due(raised, minutes)
    assert due.timestamp() - raised.timestamp() == minutes * 60


@given(clocks(), STARTS, st.integers(1, 600), st.integers(1, 600))
@seeded(40)
def test_more_minutes_are_never_due_sooner_and_two_parts_make_the_whole(
    clock: ServiceClock, day: date, first: int, more: int
) -> None:
    raised = datetime(day.year, day.month, day.day, 12, tzinfo=clock.zone)
    assert clock.due(raised, first) < clock.due(raised, first + more)
    assert clock.due(clock.due(raised, first), more) == clock.due(raised, first + more)


@given(st.integers(2024, 2032), st.integers(1, 12), st.sampled_from((*ZONES, "Australia/Lord_Howe")))
@seeded(40)
def test_a_month_is_as_long_as_its_half_hours_come_and_go(year: int, month: int, zone: str) -> None:
    now = datetime(year, month, 1, tzinfo=UTC) - 2 * DAY
    halves = 0
    for _ in range(36 * 48):
        local = now.astimezone(ZoneInfo(zone))
        halves += (local.year, local.month) == (year, month)
        now += 30 * MINUTE
    assert month_minutes(date(year, month, 1), ZoneInfo(zone)) == halves * 30


MONTHS = st.integers(28 * 1440, 31 * 1440 + 60)
TARGETS = st.integers(9000, 10000).map(lambda number: Decimal(number).scaleb(-2))


def half_up(value: Fraction, places: int) -> Decimal:
    """Return a fraction rounded half up, by hand."""
    scaled = value * 10**places
    return Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)).scaleb(-places)


@given(MONTHS, st.integers(0, 3000), st.integers(0, 3000))
@seeded(200)
def test_availability_is_the_share_of_the_measured_minutes_that_were_up(
    minutes: int, excluded: int, downtime: int
) -> None:
    measured = range(minutes - excluded)
    up = len(measured) - downtime
    assert availability_pct(minutes, downtime, excluded=excluded) == half_up(
        Fraction(100 * up, len(measured)), 3
    )


@given(MONTHS, TARGETS)
@seeded(200)
def test_the_allowance_is_the_last_downtime_that_still_meets_the_target(
    minutes: int, target: Decimal
) -> None:
    allowed = allowed_downtime(minutes, target)
    assert allowed == half_up(minutes * (100 - Fraction(target)) / 100, 1)
    met = [
        down
        for down in range(int(allowed) + 3)
        if Fraction(100 * (minutes - down), minutes) >= Fraction(target)
    ]
    assert abs(met[-1] - allowed) < 1 + Decimal("0.05")


RATES = st.integers(0, 400).map(lambda number: Decimal(number).scaleb(-1))


@st.composite
def schemes(draw: st.DrawFn) -> CreditRules:
    """Draw a scheme: bands that meet end to end down to 0, misses, and a cap or none."""
    ends = sorted(draw(st.sets(TARGETS, min_size=1, max_size=4)), reverse=True)
    bands = tuple(Band(top, low, draw(RATES)) for top, low in zip(ends, [*ends[1:], Decimal(0)], strict=True))
    misses = draw(
        st.dictionaries(
            st.sampled_from([f"P{n}_{what}" for n in (1, 2) for what in ("response", "resolution")]), RATES
        )
    )
    return CreditRules(bands, misses, draw(st.none() | RATES))


FEES = st.integers(0, 10**9).map(lambda cents: Money(Decimal(cents).scaleb(-2), "AUD"))


def _owed(rules: CreditRules, availability: Decimal, missed: Mapping[str, bool]) -> tuple[Fraction, Fraction]:
    """Return the per cent before and after the cap."""
    pct = sum(
        (Fraction(band.pct) for band in rules.bands if band.at_least <= availability < band.below),
        Fraction(0),
    )
    pct += sum((Fraction(rules.misses[key]) for key, failed in missed.items() if failed), Fraction(0))
    return pct, pct if rules.monthly_cap is None else min(pct, Fraction(rules.monthly_cap))


@given(schemes(), FEES, st.integers(80000, 100000), st.data())
@seeded(200)
def test_a_months_credit_is_the_lesser_of_cap_and_sum_in_whole_cents(
    rules: CreditRules, fee: Money, thousandths: int, data: st.DataObject
) -> None:
    availability = Decimal(thousandths).scaleb(-3)
    missed = {key: data.draw(st.booleans()) for key in rules.misses}
    found = credit_month(
        rules, fee, availability=availability, missed=[(key, key) for key, failed in missed.items() if failed]
    )
    before, after = _owed(rules, availability, missed)
    assert found.uncapped_pct == before
    assert found.capped == (after < before)
    assert found.total.amount == Money(half_up(Fraction(fee.amount) * after / 100, 2), "AUD")


@given(st.integers(0, 400), st.data(), st.integers(0, 20), TARGETS)
@seeded(300)
def test_a_measure_is_missed_below_its_target_and_with_few_tickets_by_the_second_late_one(
    counted: int, data: st.DataObject, least: int, target: Decimal
) -> None:
    met = data.draw(st.integers(0, counted))
    tickets = [True] * met + [False] * (counted - met)
    share = Fraction(100 * sum(tickets), len(tickets)) if tickets else Fraction(100)
    assert attainment(met, counted) == half_up(share, 1)
    below = tickets.count(False) > 1 if len(tickets) < least else share < Fraction(target)
    assert is_missed(met, counted, target=target, min_volume=least) == below


@given(st.sampled_from(("platinum", "gold", "silver")), st.integers(1, 120))
@seeded(40)
def test_in_hypercare_a_p1_is_answered_within_the_shorter_of_contract_and_process(
    tier: str, minutes: int
) -> None:
    facts = {"engagement.tier": tier, "hypercare.p1_response": f"{minutes}m"}
    targets = schedule(facts).targets
    assert isinstance(targets, tuple)
    contract = targets[0].response.minutes
    assert overlay(facts).p1_response.minutes == min(contract, minutes)
