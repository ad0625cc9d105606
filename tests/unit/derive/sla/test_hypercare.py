"""The hypercare overlay."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.derive.values import Gap, Span
from tests.unit.derive.samples import bare
from tests.unit.derive.sla.schedules import overlay, overlay_of

GO_LIVE = {"go_live.date": "2027-03-16"}


def test_hypercare_lasts_thirty_days_from_go_live_with_five_stand_ups_and_weekly_reviews() -> None:
    view = overlay(GO_LIVE)
    assert (view.start, view.end, view.days) == (date(2027, 3, 16), date(2027, 4, 14), 30)
    assert view.standups == tuple(date(2027, 3, day) for day in (16, 17, 18, 19, 22))
    assert len(view.reviews) == 4


@pytest.mark.parametrize("tier", ["platinum", "gold", "silver"])
def test_a_p1_is_answered_within_fifteen_minutes_whatever_the_tier(tier: str) -> None:
    assert overlay({"engagement.tier": tier}).p1_response.minutes == 15


def test_a_contract_that_is_faster_stays_faster() -> None:
    assert overlay({"sla.targets": {"P1": {"response": "10m"}}}).p1_response == Span(10)


def test_in_contracted_hours_silvers_fifteen_minutes_are_business_minutes() -> None:
    view = overlay({"engagement.tier": "silver"})
    assert view.p1_response == Span(15, business=True, day=720)
    assert view.p1_clock == "The contracted hours of P1: service hours"


def test_a_stated_clock_at_every_hour_counts_every_minute() -> None:
    view = overlay({"engagement.tier": "silver", "hypercare.p1_clock": "24x7"})
    assert (view.p1_response, view.p1_clock) == (Span(15), "24 hours, every day")


def test_stated_stand_ups_stand_in_place_of_the_computed_ones() -> None:
    view = overlay({**GO_LIVE, "hypercare.standups": [{"date": "2027-03-17"}]})
    assert view.standups == (date(2027, 3, 17),)


def test_a_small_intake_has_gaps_and_keeps_the_processes_figures() -> None:
    view = overlay_of(bare())
    assert (view.days, view.p1_response) == (30, Span(15))
    assert all(isinstance(part, Gap) for part in (view.start, view.engineer, view.channel, view.p1_contract))
