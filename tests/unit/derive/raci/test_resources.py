"""Allocation: shares of time, working days, person-days."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.unit.derive.raci.workbook import STAGE_DATES, TEAM, resources
from tests.unit.derive.samples import bare, look

DATED: dict[str, Any] = {"team": TEAM, "engagement.stage_dates": STAGE_DATES}


def test_working_days_leave_out_weekends_and_the_regions_holidays() -> None:
    # Labour Day in Victoria is Mon 8 March 2027; Easter is 26 and 29 March.
    assert [stage.days for stage in resources(look(DATED)).stages] == [3, 6, 6, 4, 10, 20, 4]


def test_person_days_of_the_process_add_up_to_78() -> None:
    view = resources(look(DATED))
    assert {line.role: line.total for line in view.lines} == {
        "Onboarding Lead": Decimal("26.5"),
        "Solutions Architect": Decimal("7.8"),
        "Project Manager": Decimal("15.2"),
        "Senior Engineer": Decimal("10"),
        "Security Engineer": Decimal("5"),
        "AI/ML Engineer": Decimal("7.5"),
        "Service Desk Lead": Decimal("6"),
    }
    assert view.total == sum(view.by_stage) == Decimal("78.0")


def test_a_role_that_nobody_holds_is_vacant_and_counted_all_the_same() -> None:
    names = {line.role: line.name for line in resources(look(DATED)).lines}
    assert names["Security Engineer"] == "VACANT"
    assert names["Senior Engineer"] == "Omar Haddad"


def test_each_person_of_a_role_has_a_line() -> None:
    second = {"id": "t-s2", "name": "Ada Ruiz", "role": "senior_engineer"}
    lines = [
        line
        for line in resources(look({**DATED, "team": [*TEAM, second]})).lines
        if line.role == "Senior Engineer"
    ]
    assert [(line.name, line.total) for line in lines] == [
        ("Omar Haddad", Decimal(10)),
        ("Ada Ruiz", Decimal(10)),
    ]


def test_a_members_own_share_stands_in_place_of_the_playbooks() -> None:
    team = [dict(TEAM[3], allocation_override={"S5": 80, "S3": 10})]
    line = next(
        one for one in resources(look({**DATED, "team": team})).lines if one.role == "Project Manager"
    )
    assert line.shares == tuple(map(Decimal, ("0", "0", "0.1", "0.4", "0.8", "0.4", "0.4")))
    assert line.total == Decimal("0.1") * 6 + Decimal("0.4") * (4 + 20 + 4) + Decimal("0.8") * 10


def test_work_of_others_is_taken_from_the_plan_as_days_or_as_shares() -> None:
    planned = [
        {"person": "c-tec", "org": "client", "days_by_stage": {"S2": 3, "S5": 1.5}},
        {"role": "senior_engineer", "org": "provider", "count": 2, "pct_by_stage": {"S5": 50}},
    ]
    view = resources(look({**DATED, "plan": {"resources": planned}}))
    assert [(line.role, line.name, line.total) for line in view.others] == [
        ("Client", "Tomas Lind", Decimal("4.5")),
        ("Senior Engineer", "VACANT", Decimal(5)),
        ("Senior Engineer", "VACANT", Decimal(5)),
    ]
    assert view.others_total == Decimal("14.5")


def test_without_dates_the_planned_lengths_stand_in_and_the_page_says_so() -> None:
    view = resources(bare())
    assert [stage.days for stage in view.stages] == [3, 6, 6, 4, 10, 21, 4]
    assert all(stage.start is None for stage in view.stages)
    assert view.basis.startswith("No dates are set yet")


def test_the_message_names_the_two_stages_with_most_work() -> None:
    # S5 has 29.5 and S6 28.0 of 78.0 days: 73.7 per cent
    assert resources(look(DATED)).message == (
        "As issued, S5 Deployment and migration and S6 Go-live and hypercare take 74 % of 78.0 person-days"
    )
