"""The ladders: who, after how long, and when for the worked ticket."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from docgen.derive.sla.views import RungRow
from docgen.derive.values import Gap, Span
from tests.unit.derive.sla.schedules import schedule

MELBOURNE = ZoneInfo("Australia/Melbourne")
BREACH = {
    "id": "esc-breach",
    "trigger": "Suspected loss of client data",
    "at_minutes": 60,
    "to": "service_delivery_manager",
    "client": "technical",
}


def ladder(changes: dict[str, Any] | None = None) -> dict[str, RungRow]:
    return {rung.id: rung for rung in schedule(changes).escalation.ladder}


def test_each_rung_is_a_share_of_each_priorities_resolution_time_in_hours() -> None:
    hours = {key: [time.hours for time in rung.times] for key, rung in ladder().items()}
    assert hours["esc-50"] == [3, 6, 12, 30]
    assert hours["esc-75"] == [Decimal("4.5"), 9, 18, 45]
    assert hours["esc-150"] == [9, 18, 36, 90]


def test_the_worked_ticket_reaches_a_rung_on_its_priorities_own_clock() -> None:
    times = ladder()["esc-50"].times
    assert times[0].due == datetime(2027, 3, 25, 20, tzinfo=MELBOURNE)
    assert times[1].due == datetime(2027, 3, 30, 11, tzinfo=MELBOURNE)


def test_a_vacant_role_is_asked_for_and_a_filled_one_is_named() -> None:
    rung = ladder()["esc-100"]
    assert isinstance(rung.provider, Gap)
    assert (rung.client, rung.client_role) == ("Tomas Lind", "Technical contact")


def test_the_p1_ladder_and_triggers_stand_apart() -> None:
    escalation = schedule({"sla.escalation": [BREACH]}).escalation
    assert [rung.at for rung in escalation.p1] == ["When the P1 is raised"]
    assert [(rung.at, rung.after) for rung in escalation.triggered] == [
        ("Suspected loss of client data", Span(60))
    ]
    assert set(ladder({"sla.escalation": [BREACH]})) == {"esc-50", "esc-75", "esc-100", "esc-150"}


def test_a_rung_with_the_playbooks_id_takes_its_place_and_its_turn() -> None:
    moved = {"id": "esc-75", "at_pct": "80", "to": "service_delivery_manager"}
    assert [rung.share for rung in ladder({"sla.escalation": [moved]}).values()] == [
        "50 %",
        "80 %",
        "100 %",
        "150 %",
    ]


def test_without_a_tier_the_people_stand_and_no_time_is_told() -> None:
    escalation = schedule(drop=("engagement.tier",)).escalation
    assert len(escalation.ladder) == 4
    assert all(rung.times == () for rung in escalation.ladder)
