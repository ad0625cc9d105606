"""The three example clients, as their intakes stand: every date and figure that was worked out for them by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from docgen.derive.calendars import BusinessCalendar, business_calendar
from docgen.derive.context import Context, derive
from docgen.derive.forecast import Pace, forecast
from docgen.derive.resources import resources_view
from docgen.derive.sla.desk import tiered
from docgen.derive.sla.figures import Ledger
from docgen.derive.values import Gap, Money, Span, listed
from docgen.intake import read_intake
from docgen.intake.model import Intake
from docgen.playbooks import load_playbook

EXAMPLES = Path(__file__).parents[2] / "examples"
MELBOURNE = ZoneInfo("Australia/Melbourne")
SERVICE = load_playbook("managed_services")


@cache
def intake(name: str) -> Intake:
    found = read_intake(EXAMPLES / name / "intake.yaml").intake
    assert found is not None
    return found


@cache
def known(name: str, artefact: str, as_of: date) -> Context:
    facts = intake(name)
    return derive(facts, load_playbook(facts.playbook or ""), artefact=artefact, as_of=as_of)


def harrow_wills() -> Context:
    return known("harrow-wills", "BAU", date(2027, 4, 15))


def banksia() -> Context:
    return known("banksia", "BAU", date(2027, 4, 14))


def harbour_vale() -> Context:
    return known("harbour-vale", "CSP", date(2027, 6, 10))


def day(month: int, of_month: int) -> date:
    return date(2027, month, of_month)


def days(month: int, of_month: Iterable[int]) -> tuple[date, ...]:
    return tuple(day(month, one) for one in of_month)


def spans(context: Context) -> dict[str, tuple[date, date]]:
    return {row.id: (row.start, row.end) for row in context.timeline.stages}


# -- Harrow Wills: accounting firm, Gold, one state ---------------------------------------------------------


def test_harrow_wills_goes_through_its_stages_from_2_february_to_20_april() -> None:
    assert spans(harrow_wills()) == {
        "S1": (day(2, 2), day(2, 4)),
        "S2": (day(2, 5), day(2, 12)),
        "S3": (day(2, 15), day(2, 22)),
        "S4": (day(2, 23), day(2, 26)),
        "S5": (day(3, 1), day(3, 15)),
        "S6": (day(3, 16), day(4, 14)),
        "S7": (day(4, 15), day(4, 20)),
    }
    deployment = harrow_wills().timeline.stages[4]
    assert (deployment.days, deployment.unit) == (10, "business days")


@pytest.mark.parametrize(
    ("pace", "go_live"), [("shortest", day(3, 4)), ("planned", day(3, 16)), ("longest", day(3, 25))]
)
def test_harrow_wills_could_go_live_on_4_16_or_25_march(pace: Pace, go_live: date) -> None:
    found = forecast(SERVICE, harrow_wills().days, day(2, 2), pace)
    assert found.go_live == go_live
    # The longest forecast ends on the eve of Good Friday.
    eve = found.go_live == harrow_wills().days.previous_before(day(3, 26))
    assert eve == (pace == "longest")


def test_harrow_wills_has_hypercare_for_thirty_days_with_its_stand_ups_in_the_first_five() -> None:
    timeline = harrow_wills().timeline
    assert (timeline.hypercare_start, timeline.hypercare_end) == (day(3, 16), day(4, 14))
    assert timeline.standups == (*days(3, (16, 17, 18, 19)), day(3, 22))


def test_harrow_wills_gave_84_days_notice_and_keeps_its_provider_for_45_days() -> None:
    incumbent = harrow_wills().profile.incumbent
    assert not isinstance(incumbent, Gap)
    assert (incumbent.notice_given_days, incumbent.overlap_days) == (84, 45)


@pytest.mark.parametrize(
    ("priority", "raised", "response", "resolution"),
    [
        ("P3", (3, 25, 17, 0), (3, 30, 11, 0), (3, 31, 17, 0)),
        ("P2", (3, 19, 18, 30), (3, 22, 7, 30), (3, 22, 18, 30)),
    ],
)
def test_harrow_wills_tickets_fall_due_in_its_own_hours(
    priority: str, raised: tuple[int, ...], response: tuple[int, ...], resolution: tuple[int, ...]
) -> None:
    desk = tiered(intake("harrow-wills"), SERVICE, harrow_wills().days, Ledger())
    assert desk is not None
    promise = next(term.promise for term in desk.terms if term.key == priority)
    at, first, last = (_moment(*when) for when in (raised, response, resolution))
    assert promise.clock.due(at, promise.response) == first
    assert promise.clock.due(at, promise.resolution) == last


def _moment(month: int, of_month: int, hour: int, minute: int) -> datetime:
    return datetime(2027, month, of_month, hour, minute, tzinfo=MELBOURNE)


def test_harrow_wills_would_get_1512_dollars_for_may_of_at_most_3240() -> None:
    credits = harrow_wills().sla.credits
    assert not isinstance(credits, Gap)
    month = credits.worked
    assert not isinstance(month, Gap)
    assert (month.month, month.minutes, month.downtime, month.availability) == (
        day(5, 1),
        44640,
        96,
        "99.785 %",
    )
    assert [line.amount for line in month.credit.lines] == [_aud("1080.00"), _aud("432.00")]
    assert month.credit.total.amount == _aud("1512.00")
    assert credits.monthly_cap_amount == _aud("3240.00")


def _aud(amount: str) -> Money:
    return Money(Decimal(amount), "AUD")


def test_harrow_wills_contract_comes_to_816100_and_ends_on_15_march_2030() -> None:
    commercial = harrow_wills().commercial
    assert commercial.total_value == commercial.computed_total == _aud("816100.00")
    assert commercial.end == date(2030, 3, 15)


def test_harrow_wills_takes_78_person_days() -> None:
    found = harrow_wills().resources
    assert {line.role: line.total for line in found.lines} == {
        "Onboarding Lead": Decimal("26.5"),
        "Solutions Architect": Decimal("7.8"),
        "Project Manager": Decimal("15.2"),
        "Senior Engineer": 10,
        "Security Engineer": 5,
        "AI/ML Engineer": Decimal("7.5"),
        "Service Desk Lead": 6,
    }
    assert found.total == 78


def test_harrow_wills_mail_fits_its_saturday_tightly_and_its_files_take_16_hours_and_a_half() -> None:
    mail, files, _ = listed(harrow_wills().design.migration.moves)
    assert (mail.hours, mail.available, mail.slack, mail.chip.text) == (
        Decimal("6.7"),
        Decimal(8),
        Decimal(17),
        "Tight",
    )
    assert files.hours == Decimal("16.5")


def test_harrow_wills_documents_are_safe_to_forty_minutes_and_its_eight_strategies_rise_to_level_1() -> None:
    design = harrow_wills().design
    store = next(row for row in design.recovery.objectives if row.id == "filenest")
    assert isinstance(store.loss, Span)
    assert (store.loss.minutes, store.rpo_chip.text) == (40, "Met")
    assert (design.maturity.now, design.maturity.after) == ("ML0", "ML1")


def test_harrow_wills_greatest_risk_falls_from_16_to_8_and_three_good_weeks_run_up_to_the_exit() -> None:
    worst = listed(harrow_wills().design.risks.rows)[0]
    assert (worst.id, worst.score, worst.residual) == ("R-01", 16, 8)
    results = harrow_wills().bau.results
    assert [week.met for week in results.weeks] == [False, True, True, True]
    assert results.weeks[3].start == day(4, 6)
    assert results.weeks[3].end == day(4, 12)
    assert results.run == 3


# -- Banksia Mutual: health insurer, Platinum, three states, two waves ---------------------------------------


def test_banksia_goes_through_its_stages_from_12_april_to_9_july() -> None:
    assert spans(banksia()) == {
        "S1": (day(4, 12), day(4, 14)),
        "S2": (day(4, 15), day(4, 23)),
        "S3": (day(4, 27), day(5, 6)),
        "S4": (day(5, 7), day(5, 13)),
        "S5": (day(5, 14), day(6, 2)),
        "S6": (day(6, 3), day(7, 2)),
        "S7": (day(7, 5), day(7, 9)),
    }
    assert banksia().timeline.stages[4].days == 14


def test_banksias_three_states_cost_two_days_that_victoria_alone_would_work() -> None:
    victoria = BusinessCalendar(regions=("AU-VIC",))
    assert [
        forecast(SERVICE, calendar, day(4, 12), "longest").go_live for calendar in (banksia().days, victoria)
    ] == [
        day(6, 3),
        day(6, 1),
    ]
    lost = [
        one for one in banksia().days.holidays(day(4, 12), day(6, 2)) if victoria.is_business_day(one.date)
    ]
    assert [(one.date, one.regions) for one in lost] == [
        (day(4, 26), ("AU-NSW", "AU-QLD")),
        (day(5, 3), ("AU-QLD",)),
    ]


def test_banksia_counts_hypercare_from_the_first_wave_so_that_its_clinics_get_25_days() -> None:
    timeline = banksia().timeline
    assert (timeline.go_live, timeline.hypercare_start, timeline.hypercare_end) == (
        day(6, 3),
        day(6, 3),
        day(7, 2),
    )
    assert [(wave.id, wave.date, wave.days) for wave in timeline.waves] == [
        ("offices", day(6, 3), 30),
        ("clinics", day(6, 8), 25),
    ]
    assert timeline.standups == days(6, (3, 4, 7, 8, 9))


def test_banksia_gave_100_days_notice_and_keeps_its_provider_for_27_days() -> None:
    incumbent = banksia().profile.incumbent
    assert not isinstance(incumbent, Gap)
    assert (incumbent.notice_given_days, incumbent.overlap_days) == (100, 27)


def test_banksias_contract_comes_to_8519000_and_a_months_credits_to_at_most_33787_dollars_50() -> None:
    commercial, credits = banksia().commercial, banksia().sla.credits
    assert commercial.total_value == commercial.computed_total == _aud("8519000.00")
    assert not isinstance(credits, Gap)
    assert credits.monthly_cap_amount == _aud("33787.50")


def test_banksia_takes_95_person_days_with_one_senior_engineer_and_42_more_with_four() -> None:
    facts = intake("banksia")
    engineers = [one for one in facts.team or () if one.role == "senior_engineer"]
    team = tuple(one for one in facts.team or () if one not in engineers[1:])
    lookup = derive(facts.model_copy(update={"team": team}), SERVICE, artefact="RACI", as_of=day(4, 14)).facts
    alone = resources_view(lookup, business_calendar(facts), banksia().timeline)
    assert alone.total == Decimal("95.15")
    assert len(engineers) == 4
    assert banksia().resources.total == alone.total + 3 * 14


def test_banksias_applications_keep_their_objectives_and_its_eight_strategies_rise_to_level_2() -> None:
    design = banksia().design
    core = {row.id: row for row in design.recovery.objectives}["membercore"]
    assert isinstance(core.loss, Span)
    assert (core.loss.minutes, core.rpo_chip.text, core.rto_chip.text) == (5, "Met", "Met")
    assert (design.maturity.now, design.maturity.after) == ("ML1", "ML2")


def test_banksia_has_sixteen_risks_of_which_three_are_extreme() -> None:
    rows = listed(banksia().design.risks.rows)
    assert len(rows) == 16
    assert [row.id for row in rows if row.band == "Extreme"] == ["R-01", "R-02", "R-03"]


# -- Harbour & Vale: software customer, England, customer success --------------------------------------------


def test_harbour_vale_was_reached_by_8_march_and_its_phases_fill_twelve_weeks() -> None:
    first = harbour_vale().success.outreach
    assert first is not None
    assert (first.by, first.done) == (day(3, 8), day(3, 8))
    phases = {key: span for key, span in spans(harbour_vale()).items() if key != "C1"}
    assert phases == {
        "C2": (day(3, 8), day(3, 14)),
        "C3": (day(3, 15), day(4, 4)),
        "C4": (day(4, 5), day(5, 30)),
    }


def test_harbour_vale_reviews_its_value_on_9_june_and_would_on_2_june_from_the_signature() -> None:
    when = harbour_vale().success.review.when
    assert (when.due, when.week, when.other) == (day(6, 9), 14, day(6, 2))
    assert harbour_vale().success.support.date == day(6, 10)


def test_harbour_vales_check_ins_avoid_the_bank_holiday_of_3_may() -> None:
    due = harbour_vale().success.checkins.due
    assert due == (*days(4, (6, 20)), *days(5, (4, 18)))
    assert not harbour_vale().days.is_business_day(day(5, 3))


def test_harbour_vales_measures_have_come_94_84_95_and_57_per_cent_of_the_way() -> None:
    success = harbour_vale().success
    assert [measure.progress_text for measure in listed(success.measures)] == [
        f"{percent}\N{NO-BREAK SPACE}%" for percent in (94, 84, 95, 57)
    ]
    assert (success.attainment.close, success.attainment.total) == (3, 4)


def test_harbour_vale_pays_for_140_users_at_75_pounds_a_month() -> None:
    commercial = harbour_vale().commercial
    a_year = Money(Decimal(140 * 75 * 12), "GBP")
    assert commercial.annual_value == commercial.invoice_amount == a_year
    assert commercial.total_value == commercial.computed_total == Money(a_year.amount * 2, "GBP")
    assert (commercial.notice_days, commercial.end) == (90, date(2029, 3, 3))
