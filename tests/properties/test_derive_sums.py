"""Terms, money, effort, risks and weeks of hypercare agree with sums that are done one day and one ticket at a time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from docgen.derive.bau.registers import balance
from docgen.derive.bau.weeks import Targets, compliant_run, week_lines
from docgen.derive.calendars import business_calendar
from docgen.derive.commercial import commercial_view, notice_by, term_end
from docgen.derive.handoff import rating
from docgen.derive.resources import resources_view
from docgen.derive.scoring import SCALE, after, band, before, score
from docgen.derive.timeline import timeline_view
from docgen.derive.values import Money
from docgen.intake.model.engagement import Contract
from docgen.intake.model.plan import Risk
from docgen.judge.readiness import Readiness
from docgen.playbooks import load_playbook
from tests.properties.slow_days import DATES, DAY, Wall, seeded
from tests.unit.derive.samples import look

PROCESS = load_playbook("managed_services")


@given(DATES, st.integers(1, 240))
@seeded(150)
def test_a_term_ends_on_the_eve_of_the_day_on_which_its_months_are_full(start: date, months: int) -> None:
    day, left = start.replace(day=1), months
    while left:
        day += monthrange(day.year, day.month)[1] * DAY
        left -= 1
    anniversary = day.replace(day=min(start.day, monthrange(day.year, day.month)[1]))
    contract = Contract.model_validate({"start_date": f"{start}", "term_months": f"{months}"})
    assert term_end(contract) == anniversary - DAY


@given(DATES, st.integers(0, 400))
@seeded(60)
def test_notice_leaves_its_days_to_the_end_of_the_term(end: date, days: int) -> None:
    last = notice_by(end, days)
    assert last is not None
    assert len([last + ahead * DAY for ahead in range(1, 401) if last + ahead * DAY <= end]) == days


CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


@given(CENTS, CENTS, st.integers(1, 240), st.sampled_from((("monthly", 1), ("quarterly", 3), ("annual", 12))))
@seeded(60)
def test_totals_are_the_invoices_of_the_term_added_up(
    fee: Decimal, once: Decimal, months: int, billing: tuple[str, int]
) -> None:
    facts = {
        "monthly_service_fee": f"{fee}",
        "onboarding_fee": f"{once}",
        "term_months": f"{months}",
        "billing_frequency": billing[0],
    }
    found = commercial_view(look({f"contract.{key}": value for key, value in facts.items()}))
    invoices = [fee] * months
    assert found.computed_total == Money(sum(invoices, once), "AUD")
    assert found.invoice_amount == Money(sum([fee] * billing[1], Decimal(0)), "AUD")
    assert found.annual_value == Money(sum([fee] * 12, Decimal(0)), "AUD")


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.data())
@seeded(30)
def test_person_days_are_the_shares_of_everybody_on_every_working_day(
    start: date, data: st.DataObject
) -> None:
    shares = {stage: data.draw(st.integers(0, 100)) for stage in ("S1", "S5", "S6")}
    lookup = look(
        {
            "engagement.stage_dates": {"S1": {"start": f"{start}"}},
            "engagement.kickoff_date": f"{start}",
            "engagement.target_go_live": f"{start}",
            "team.1.allocation_override": {stage: f"{share}" for stage, share in shares.items()},
        }
    )
    calendar = business_calendar(lookup.intake)
    timeline = timeline_view(lookup, calendar, start)
    worked: Fraction = Fraction(0)
    for row in timeline.stages:
        day = row.start
        while day <= row.end:
            worked += sum(_on(row.id, shares)) if Wall().is_open(day) else 0
            day += DAY
    assert Fraction(resources_view(lookup, calendar, timeline).total) == worked


def _on(stage: str, lead: Mapping[str, int]) -> list[Fraction]:
    """Return the share of each person on one working day of a stage; the onboarding lead's own shares win."""
    return [
        Fraction(lead[stage] if one.role == "onboarding_lead" and stage in lead else int(one.percent), 100)
        for one in PROCESS.resources
        for _ in range(one.count.value)
        if stage in one.stages or (one.role == "onboarding_lead" and stage in lead)
    ]


def test_every_square_of_the_risk_map_has_the_band_of_its_product() -> None:
    """Low 1 to 4, Medium 5 to 9, High 10 to 16, Extreme 17 to 25."""
    words = ["Low"] * 4 + ["Medium"] * 5 + ["High"] * 7 + ["Extreme"] * 9
    for likelihood in SCALE:
        for impact in SCALE:
            found = score(likelihood, impact)
            assert found == sum(1 for _ in range(likelihood) for _ in range(impact))
            assert band(found) == words[found - 1]
            assert rating(found).text == f"{words[found - 1]} {found}"


LEVELS = st.none() | st.integers(1, 5)


@given(LEVELS, LEVELS, LEVELS, LEVELS)
@seeded(100)
def test_a_risk_that_nobody_rated_has_no_score(
    likelihood: int | None, impact: int | None, chance: int | None, harm: int | None
) -> None:
    stated = {"likelihood": likelihood, "impact": impact, "residual": {"likelihood": chance, "impact": harm}}
    risk = Risk.model_validate(stated)
    assert (before(risk) is None) == (None in (likelihood, impact))
    assert (after(risk) is None) == (None in (chance, harm))
    assert band(None) == ""


@given(st.integers(0, 500), st.integers(0, 500))
@seeded(60)
def test_licences_are_in_balance_once_each_person_has_taken_one(paid: int, needed: int) -> None:
    people, shelf = needed, paid
    while people and shelf:
        people, shelf = people - 1, shelf - 1
    assert balance(paid, needed) == shelf - people
    assert balance(None, needed) is None
    assert balance(paid, None) is None


@given(st.integers(0, 400), st.data())
@seeded(100)
def test_readiness_is_the_highest_whole_per_cent_that_is_reached(
    applicable: int, data: st.DataObject
) -> None:
    complete = data.draw(st.integers(0, applicable))
    reached = [percent for percent in range(101) if percent * applicable <= 100 * complete]
    assert Readiness(complete, applicable, ()).percent == reached[-1]
    assert (reached[-1] == 100) == (complete == applicable)


TARGETS = Targets({"P1": Decimal(95), "P2": Decimal(95), "P3": Decimal(90), "P4": Decimal(90)}, 5)
START = date(2027, 3, 16)
# Mostly good weeks: a run would else hardly ever be longer than one.
_TICKETS = st.lists(st.sampled_from((True,) * 40 + (False,)), max_size=140)
Week = dict[str, list[bool]]
WEEKS = st.dictionaries(
    st.integers(1, 7), st.dictionaries(st.sampled_from(("P1", "P3")), _TICKETS), max_size=6
)


def _kept(week: Week) -> bool:
    """Return whether a week met its targets, ticket by ticket."""
    for priority, tickets in week.items():
        late = tickets.count(False)
        if len(tickets) < TARGETS.min_volume:
            if late > 1:
                return False
        elif Fraction(100 * tickets.count(True), len(tickets)) < Fraction(TARGETS.attainment[priority]):
            return False
    return True


@given(WEEKS, st.integers(-3, 54))
@seeded(200)
def test_the_run_of_compliant_weeks_is_counted_back_from_the_last_whole_week(
    weeks: dict[int, Week], ahead: int
) -> None:
    counts = {
        f"{number}": {
            key: {"count": len(late), "resp_met": len(late), "res_met": late.count(True)}
            for key, late in week.items()
        }
        for number, week in weeks.items()
    }
    found = week_lines(look({"hypercare.weekly": counts}), START, TARGETS)
    assert {week.number: week.met for week in found} == {
        number: _kept(week) for number, week in weeks.items()
    }
    exit_day, run = START + ahead * DAY, 0
    for number in range(1, 8):
        if START + (7 * number - 1) * DAY <= exit_day:
            run = run + 1 if number in weeks and _kept(weeks[number]) else 0
    assert compliant_run(found, exit_day) == run


def test_a_share_that_rounds_up_to_its_target_is_a_miss_all_the_same() -> None:
    """113 of 119 are 94.96 per cent."""
    counts = {"1": {"P2": {"count": "119", "resp_met": "119", "res_met": "113"}}}
    (week,) = week_lines(look({"hypercare.weekly": counts}), START, TARGETS)
    assert not week.met
    assert week.note == "P2 resolution 95.0 %"


def test_a_last_week_without_figures_breaks_the_run() -> None:
    good = {"P2": {"count": "1", "resp_met": "1", "res_met": "1"}}
    found = week_lines(look({"hypercare.weekly": dict.fromkeys("123", good)}), START, TARGETS)
    assert compliant_run(found, START + 20 * DAY) == 3
    assert compliant_run(found, START + 27 * DAY) == 0
