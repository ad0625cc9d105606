"""A finding may be accepted with a reason, a name and a date; some may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docgen.problems import Severity
from tests.unit.judge.sound import messages, paths, verdict

SHORT_STAGE = {
    "engagement.stage_dates.S4.end": "2027-02-24",
    "engagement.stage_dates.S4.actual_end": "2027-02-24",
}
LATE_SOW = {"contract.sow.signed_date": "2027-02-05"}


def acknowledged(rule: str, path: str, *, by: str = "c-ana", **changes: Any) -> dict[str, Any]:
    entry = {
        "rule": rule,
        "path": path,
        "reason": "Agreed by phone",
        "by": by,
        "date": "2027-02-26",
        **changes,
    }
    return {"acknowledge": [{key: value for key, value in entry.items() if value}]}


def test_an_acknowledged_warning_stays_listed_with_its_reason_and_name() -> None:
    answer = acknowledged("DAT-03", "engagement.stage_dates.S4")
    found = [one for one in verdict({**SHORT_STAGE, **answer}).problems if one.code == "DAT-03"]
    assert [one.acknowledged for one in found] == ["Agreed by phone (Ana Reyes, Fri 26 February 2027)"]
    listed = [item for item in verdict({**SHORT_STAGE, **answer}).open_items if item.ref == "DAT-03"]
    assert [(item.kind, item.chip.text, item.owner) for item in listed] == [
        ("accepted", "Accepted", "Ana Reyes")
    ]
    assert "Agreed by phone" in listed[0].item


def test_an_acknowledgement_of_a_group_covers_what_lies_below_it() -> None:
    found = verdict({**SHORT_STAGE, **acknowledged("DAT-03", "engagement.stage_dates")}).problems
    assert [one.code for one in found if not one.acknowledged] == []


def test_an_acknowledgement_of_one_thing_does_not_cover_another() -> None:
    answer = acknowledged("DAT-03", "engagement.stage_dates.S5")
    assert [one.code for one in verdict({**SHORT_STAGE, **answer}).problems] == ["DAT-03", "ACK-01"]


def test_an_acknowledgement_that_answers_nothing_is_a_warning() -> None:
    found = verdict(acknowledged("DAT-03", "engagement.stage_dates.S4")).problems
    assert [(one.code, one.severity, one.where.path) for one in found] == [
        ("ACK-01", Severity.WARNING, "acknowledge[0]")
    ]


def test_an_acknowledgement_waits_until_its_rule_applies() -> None:
    answer = acknowledged("SLA-16", "applications[plan].rto")
    assert paths("ACK-01", answer, stage="S1") == []
    assert paths("ACK-01", answer, stage="S3", artefact="SLA") == ["acknowledge[0]"]


def test_an_acknowledgement_of_a_rule_that_does_not_exist_is_a_warning() -> None:
    assert messages("ACK-01", acknowledged("DAT-99", "go_live.date")) == [
        "There is no rule DAT-99 to acknowledge."
    ]


def test_an_acknowledgement_may_answer_a_rule_that_several_clients_decide() -> None:
    assert paths("ACK-01", acknowledged("RES-01", "team[t-se]")) == []


def test_what_the_reader_refuses_cannot_be_acknowledged() -> None:
    said = "REF-01 is acknowledged, but an intake that breaks it is not read any further."
    assert messages("ACK-01", acknowledged("REF-01", "team[t-se]")) == [said]


@pytest.mark.parametrize("lacking", ["reason", "by", "date"])
def test_an_acknowledgement_needs_a_reason_a_name_and_a_date(lacking: str) -> None:
    answer = acknowledged("DAT-03", "engagement.stage_dates.S4", **{lacking: ""})
    if lacking == "by":
        answer["acknowledge"][0].pop("by", None)
    found = verdict({**SHORT_STAGE, **answer}).problems
    assert [(one.code, bool(one.acknowledged)) for one in found] == [("DAT-03", False), ("ACK-01", False)]


def test_an_error_about_a_day_that_has_passed_may_be_accepted_by_an_approver() -> None:
    found = verdict({**LATE_SOW, **acknowledged("COM-01", "contract.sow.signed_date")})
    assert [(one.code, bool(one.acknowledged)) for one in found.problems] == [("COM-01", True)]
    assert not found.draft


def test_an_error_about_a_day_to_come_may_not_be_accepted() -> None:
    answer = {**LATE_SOW, **acknowledged("COM-01", "contract.sow.signed_date")}
    found = verdict(answer, stage="S1", as_of=date(2027, 2, 3))
    assert [one.code for one in found.problems] == ["COM-01", "ACK-01"]
    assert found.draft


def test_an_error_may_not_be_accepted_by_somebody_without_authority() -> None:
    found = verdict({**LATE_SOW, **acknowledged("COM-01", "contract.sow.signed_date", by="c-dee")})
    assert [one.code for one in found.errors] == ["COM-01"]
    assert "does not approve for this stage" in found.problems[-1].message


def test_no_other_error_may_be_accepted() -> None:
    broken = {"contract.end_date": "2030-03-16", **acknowledged("COM-02", "contract.end_date")}
    found = verdict(broken)
    assert [one.code for one in found.errors] == ["COM-02"]
    assert "has to be mended" in found.problems[-1].message


def test_text_that_only_looks_like_a_secret_may_be_accepted_by_its_path() -> None:
    text = {"sales.concerns": "The door's password: Wattle-2 is known to all"}
    assert verdict({**text, **acknowledged("DOC-08", "sales.concerns")}).errors == ()
    assert [one.code for one in verdict(text).errors] == ["DOC-08"]


def test_what_is_accepted_of_the_plan_stands_in_the_open_items_of_its_stage() -> None:
    loose = {"plan.wbs[5.9].predecessors": [], **acknowledged("PLN-07", "plan.wbs[5.9]")}
    (item,) = [one for one in verdict(loose, artefact="RACI", stage="S4").open_items if one.ref == "PLN-07"]
    assert (item.kind, item.path) == ("accepted", "plan.wbs[5.9].predecessors")
    assert "Accepted: " in item.item


def test_what_is_left_of_the_tests_stands_in_the_open_items_of_the_handover() -> None:
    late = {"deployment.changes[CHG-1].approved_on": "2027-03-08"}
    open_ones = [one for one in verdict(late, artefact="BAU").open_items if one.ref == "TST-05"]
    assert [one.kind for one in open_ones] == ["error"]
    answer = acknowledged("TST-05", "deployment.changes[CHG-1].approved_on")
    accepted = [one for one in verdict({**late, **answer}, artefact="BAU").open_items if one.ref == "TST-05"]
    assert [one.kind for one in accepted] == ["accepted"]
