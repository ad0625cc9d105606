"""By person, and the rules over the matrices as the workbook shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.derive.raci.views import PersonLine
from docgen.derive.values import State
from tests.unit.derive.raci.workbook import STAGE_DATES, TEAM, raci
from tests.unit.derive.samples import bare, look

FULL: dict[str, Any] = {"team": TEAM, "engagement.stage_dates": STAGE_DATES}


def person(name: str, changes: dict[str, Any]) -> PersonLine:
    return next(line for line in raci(look(changes)).people if line.name == name)


def test_a_person_is_counted_for_each_activity_and_stage() -> None:
    lead = person("Mira Solano", FULL)
    assert (lead.accountable, lead.responsible) == (34, 12)
    assert lead.load == {"S1": 5, "S2": 7, "S3": 7, "S4": 4, "S5": 8, "S6": 7, "S7": 4}


def test_the_busiest_week_is_where_two_stages_meet() -> None:
    lead = person("Mira Solano", FULL)
    assert (lead.peak, lead.peak_week) == (12, date(2027, 2, 1))
    assert (lead.chip.state, lead.chip.text) == (State.CAUTION, "Overloaded")


def test_without_dates_nobody_has_a_busiest_week() -> None:
    lead = person("Mira Solano", {"team": TEAM, "engagement": {}})
    assert (lead.peak, lead.peak_week, lead.chip.text) == (0, None, "Within limits")


def test_somebody_in_two_roles_has_one_line_that_counts_each_activity_once() -> None:
    both = [{"id": "c-x", "name": "Dana Wills", "roles": ["executive_sponsor", "it_lead"]}]
    lines = [line for line in raci(look({"contacts": both})).people if line.name == "Dana Wills"]
    assert len(lines) == 1
    # 6.1, 6.8, 3.7 and 4.5 have the sponsor as A; 5.9, 6.2 and 6.3 the IT lead.
    assert lines[0].accountable == 7
    assert lines[0].load["S4"] == 2


def test_a_vacant_role_with_work_is_critical() -> None:
    vacant = [line for line in raci(look(FULL)).people if line.name == "VACANT"]
    by_role = {line.roles: line for line in vacant}
    assert by_role["Service Delivery Manager"].chip.state is State.CRITICAL
    assert by_role["Service Delivery Manager"].accountable == 5
    assert all(line.path == "" for line in vacant)


def test_the_built_in_matrices_meet_the_rules_of_the_letters() -> None:
    checks = raci(look(FULL)).checks
    letters = ["RACI-01", "RACI-02", "RACI-03", "RACI-06", "RACI-07", "RACI-09", "RACI-11", "RACI-12"]
    assert {rule: checks[rule].found for rule in letters} == dict.fromkeys(letters, 0)
    assert {checks[rule].chip.text for rule in letters} == {"Met"}


def test_what_the_process_itself_causes_is_accepted_with_its_reason() -> None:
    checks = raci(look(FULL)).checks
    assert (checks["RACI-04"].found, checks["RACI-04"].accepted) == (1, 1)
    assert checks["RACI-04"].findings[0].where == "Stage S6 has 4 R"
    assert checks["RACI-04"].findings[0].reason.startswith("Go-live and the thirty days after it")
    assert (checks["RES-02"].found, checks["RES-02"].accepted) == (3, 3)
    assert (checks["RES-03"].found, checks["RES-03"].accepted) == (3, 3)
    assert checks["RES-03"].chip.text == "Accepted"


@pytest.mark.parametrize(
    ("cells", "rule", "words"),
    [
        ({"SA": "A"}, "RACI-01", "3.4 has 2 A"),
        ({"OL": "-"}, "RACI-01", "3.4 has no A"),
        ({"SA": "C"}, "RACI-02", "3.4 has no R"),
        ({"PM": "R", "SE": "R", "SDL": "R"}, "RACI-04", "3.4 has 4 R"),
        (
            dict.fromkeys(("SE", "CBA", "PM", "SDL", "AM", "OE", "SEC", "AIE"), "C"),
            "RACI-06",
            "3.4 has 8 C among 15 roles",
        ),
    ],
)
def test_a_changed_row_that_breaks_a_rule_is_found(cells: dict[str, str], rule: str, words: str) -> None:
    own = {**FULL, "raci": {"rows": [{"id": "3.4", "cells": cells}]}}
    check = raci(look(own)).checks[rule]
    assert words in [finding.where for finding in check.findings]
    assert check.found == check.accepted + 1
    assert check.chip.state in (State.CRITICAL, State.CAUTION)


def test_an_acceptance_row_without_the_client_is_found() -> None:
    own = {**FULL, "raci": {"rows": [{"id": "5.9", "cells": {"CIT": "I", "CBA": "C", "SE": "R", "OL": "A"}}]}}
    check = raci(look(own)).checks["RACI-11"]
    assert [finding.where for finding in check.findings] == ["5.9: nobody of the client is R or A"]


def test_an_accountable_role_must_be_one_person_with_a_stand_in() -> None:
    findings = raci(look(FULL)).checks["RACI-05"].findings
    # Tomas Lind names no delegate; the desk lead and the delivery manager are vacant.
    assert [finding.where for finding in findings] == [
        "Service Desk Lead is vacant",
        "Service Delivery Manager is vacant",
        "Client IT Lead has no stand-in",
    ]


def test_an_acknowledged_overload_is_accepted_by_name() -> None:
    known = {
        "rule": "RACI-08",
        "path": "team[t-ol]",
        "reason": "Lena deputises",
        "by": "c-spo",
        "date": "2027-02-02",
    }
    check = raci(look({**FULL, "acknowledge": [known]})).checks["RACI-08"]
    assert (check.found, check.accepted, check.chip.text) == (1, 1, "Accepted")
    assert check.findings[0].where == "Mira Solano is A on 12 activities in the week of Mon 1 February 2027"
    assert check.findings[0].reason == "Lena deputises (Dana Wills)"
    assert check.findings[0].chip.text == "Accepted"


def test_a_persons_duties_are_listed_with_their_letters() -> None:
    duties = {duty.id: duty.letter for duty in person("Lena Voss", FULL).duties}
    assert duties == dict.fromkeys(("4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "6.1", "6.5", "7.4"), "R")
    assert {duty.id: duty.letter for duty in person("Mira Solano", FULL).duties}["1.4"] == "A/R"


def test_checks_that_need_a_plan_or_dates_wait_for_them() -> None:
    view = raci(bare())
    waiting = {line.rule: line.reason for line in view.findings if line.chip.text == "Waiting"}
    assert set(waiting) == {"RACI-08", "RACI-10", "RES-01"}
    assert waiting["RACI-08"] == "Waits for the dates of the stages"
    assert view.checks["RACI-10"].chip.text == "Waiting"


def test_the_list_of_findings_has_a_line_for_each() -> None:
    view = raci(look(FULL))
    open_ones = [line.rule for line in view.findings if line.chip.text == "Open"]
    assert open_ones == ["RACI-05"] * 3 + ["RACI-08"]
    assert sum(check.found for check in view.checks.values()) + 2 == len(view.findings)
